"""Files to text: plain text, PDF, HTML, DOCX, and rows of JSONL and CSV. Which one it is, the content tells.

Every reader takes bytes and hands on a ``Reading``. Offsets of evidence refer to its text, which is kept with the run.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib import import_module
from typing import Any

from pipeline.config import Settings
from pipeline.documents.decoding import decode
from pipeline.documents.readers.reading import Reading
from pipeline.errors import DocumentError

__all__ = ["Reading", "read_bytes", "sniff"]

_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,500}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_READERS = {"pdf": "pdf:read_pdf", "html": "html:read_html", "docx": "docx:read_docx"}
_SUFFIXES = {".html": "html", ".htm": "html", ".xhtml": "html"}


def sniff(data: bytes, name: str = "") -> str:
    """The kind of a file: ``pdf``, ``docx``, ``zip``, ``html`` or ``text``. The content decides; the name only where the content is silent.

    >>> sniff(b"%PDF-1.7"), sniff(b"<!DOCTYPE html><p>"), sniff(b"Prezident", "a.html"), sniff("Səfər".encode())
    ('pdf', 'html', 'html', 'text')
    """
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "docx" if b"word/document.xml" in data else "zip"
    start = data[:4096].removeprefix(b"\xef\xbb\xbf")
    if _HTML.match(start if b"\0" not in start else start.replace(b"\0", b"").lstrip(b"\xff\xfe")):
        return "html"
    return next((kind for suffix, kind in _SUFFIXES.items() if name.lower().endswith(suffix)), "text")


def read_bytes(data: bytes, name: str, settings: Settings) -> Reading:
    """The text of a file, with what it says about itself. DocumentError where it is none of the formats, damaged, or passes a limit."""
    kind = sniff(data, name)
    if kind == "zip":
        raise DocumentError("archive", f"{name} is a zip inside which no article can be chosen", "unpack it, or name it .zip")
    if kind == "text":
        text, encoding = decode(data)
        reading = Reading(text, "text", encoding)
    else:
        module, _, function = _READERS[kind].partition(":")
        reader: Callable[[bytes, Settings], Any] = getattr(import_module(f"{__name__}.{module}"), function)
        reading = reader(data, settings)
    if len(reading.text) > settings.limits.characters:
        message = f"the article has {len(reading.text)} characters, the limit is {settings.limits.characters}"
        raise DocumentError("too-long", message, "split it, or raise limits.characters in the configuration")
    return reading
