"""Bytes to a Document: decode, refuse what is no text, repair what a PDF broke, keep the way back."""

from __future__ import annotations

from pathlib import Path

from pipeline.documents.decoding import decode
from pipeline.documents.repair import repair
from pipeline.errors import DocumentError
from pipeline.values import Document

__all__ = ["MAX_BYTES", "decode", "read_document", "read_path", "read_text"]

MAX_BYTES = 50_000_000  # the largest input accepted unless the caller says otherwise


def read_document(data: bytes, doc_id: str, source: str = "", *, max_bytes: int = MAX_BYTES) -> Document:
    """The Document of a file's bytes. ``source`` says where they came from.

    >>> document = read_document("Prezident Ba-\\nkıya gəldi.".encode(), "a")
    >>> document.text, document.offsets.to_raw(10, 16)
    ('Prezident Bakıya gəldi.', Span(start=10, stop=18))

    Raises DocumentError: ``too-large``, ``empty``, ``binary``, ``encoding``.
    """
    if len(data) > max_bytes:
        raise DocumentError("too-large", f"the file has {len(data)} bytes, the limit is {max_bytes}", "split it, or raise the limit")
    text, encoding = decode(data)
    return read_text(text, doc_id, source, encoding=encoding)


def read_text(raw: str, doc_id: str, source: str = "", *, encoding: str = "utf-8") -> Document:
    """The Document of a text that is decoded already, with line feeds as line ends. DocumentError ``empty`` without a letter."""
    if not any(character.isalnum() for character in raw):
        raise DocumentError("empty", "the file has no text", "was it a scan? it needs text recognition first")
    text, offsets, repairs = repair(raw)
    return Document(doc_id, raw, text, offsets, repairs, encoding, source)


def read_path(path: Path, doc_id: str, *, max_bytes: int = MAX_BYTES) -> Document:
    """The Document of a file. DocumentError as for ``read_document``, and ``unreadable`` where the file cannot be opened."""
    try:
        size = path.stat().st_size
        if size > max_bytes:
            raise DocumentError("too-large", f"{path.name} has {size} bytes, the limit is {max_bytes}", "split it, or raise the limit")
        data = path.read_bytes()
    except OSError as error:
        raise DocumentError("unreadable", f"{path.name} cannot be read: {error.strerror}", "check its permissions") from error
    return read_document(data, doc_id, str(path), max_bytes=max_bytes)
