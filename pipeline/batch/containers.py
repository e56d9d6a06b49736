"""Files that hold several articles: zips, JSONL, CSV. Their articles are found in a worker, for such a file can be hostile too."""

from __future__ import annotations

import hashlib
import io
import os
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import BinaryIO
from zipfile import ZipFile

from pipeline.batch import remote
from pipeline.batch.files import fetch, metadata_beside
from pipeline.batch.inputs import Source, child_names
from pipeline.config import Settings
from pipeline.documents.readers import Reading, read_bytes, sniff
from pipeline.documents.readers.archives import members, open_archive, read_member
from pipeline.documents.readers.reading import writable
from pipeline.documents.readers.rows import JSON_LINES, SEPARATORS, find_rows, read_header, read_row
from pipeline.errors import DocumentError
from pipeline.storage.failpoints import reach

TABLES = (*JSON_LINES, *SEPARATORS)
SUFFIXES = (*TABLES, ".zip")
Found = list[tuple[str, tuple[str, ...], str]]


def suffix_of(path: str) -> str:
    """The suffix of a path, in lower case.

    >>> suffix_of("s3://b/A.JSONL?version=1")
    '.jsonl'
    """
    return PurePosixPath(remote.path_in(path)).suffix.lower()


def is_container(source: Source) -> bool:
    """Whether a source may hold several articles: its name says so."""
    return suffix_of(source.path) in SUFFIXES


def expand(source: Source, settings: Settings) -> Found:
    """The articles of a container: ``doc_id``, the way to it, and the mark of its content. DocumentError where it is damaged or passes a limit."""
    if suffix_of(source.path) in TABLES and not remote.is_address(source.path):
        found = _local_rows(source, settings)
    else:
        found = list(_walk(fetch(source.path, settings.input.max_bytes), source.path, (), settings))
    names = child_names(source.doc_id, (name for name, _, _ in found))
    return [(doc_id, inner, mark) for doc_id, (_, inner, mark) in zip(names, found, strict=True)]


def _local_rows(source: Source, settings: Settings) -> Found:
    """The rows of a table on this machine, which may have any size: each of its rows is as an article file of its own."""
    path = Path(source.path)
    if not path.is_file():
        fetch(source.path, settings.input.max_bytes)  # tells why
    try:
        with path.open("rb") as file:
            rows = find_rows(file, suffix_of(source.path), settings.columns)
            return [(row.name, (f"row:{row.start}:{row.stop}",), row.digest) for row in rows] or _refuse_empty(source.path, settings)
    except OSError as error:
        raise DocumentError("unreadable", f"{path.name} cannot be read: {error.strerror}", "check its permissions") from error


def _refuse_empty(name: str, settings: Settings) -> Found:
    wanted = "rows" if suffix_of(name) in TABLES else f"files ending in {', '.join(settings.input.suffixes)}"
    raise DocumentError("empty", f"there is no article in {PurePosixPath(name).name}", f"{wanted} are taken from it")


def _walk(data: bytes, name: str, inner: tuple[str, ...], settings: Settings) -> Iterator[tuple[str, tuple[str, ...], str]]:
    """The articles of a collection. One that holds none is told: it was meant to hold some."""
    found = _articles_in(data, name, inner, settings)
    first = next(found, None)
    if first is None:
        _refuse_empty(name, settings)
    else:
        yield first
    yield from found


def _articles_in(data: bytes, name: str, inner: tuple[str, ...], settings: Settings) -> Iterator[tuple[str, tuple[str, ...], str]]:
    suffix = suffix_of(name)
    if suffix in TABLES:
        for row in find_rows(io.BytesIO(data), suffix, settings.columns):
            yield row.name, (*inner, f"row:{row.start}:{row.stop}"), row.digest
    elif sniff(data, name) == "zip":
        if len(inner) >= settings.limits.depth:
            raise DocumentError("archive-size", f"zips lie more than {settings.limits.depth} deep in one another", "unpack it yourself")
        yield from _members(data, inner, settings)
    else:
        yield "", inner, hashlib.sha256(data).hexdigest()


def _members(data: bytes, inner: tuple[str, ...], settings: Settings) -> Iterator[tuple[str, tuple[str, ...], str]]:
    archive = open_archive(data, settings.limits)
    wanted = members(archive, settings.input.suffixes)
    stems = [name.rpartition(".")[0] for name in wanted]
    for name, stem in zip(wanted, stems, strict=True):
        title = name if stems.count(stem) > 1 else stem
        way = (*inner, f"member:{name}")
        try:
            content = read_member(archive, name, settings.limits, settings.input.max_bytes)
        except DocumentError as error:
            yield title, way, f"unreadable:{error.code}"
            continue
        if suffix_of(name) not in SUFFIXES:
            yield title, way, hashlib.sha256(content).hexdigest()
            continue
        try:
            found = list(_walk(content, name, way, settings))
        except DocumentError as error:
            yield title, way, f"unreadable:{error.code}"  # told once more, with its reason, when it is read
            continue
        yield from ((f"{title}/{child or at}", below, mark) for at, (child, below, mark) in enumerate(found, 1))


def read_source(source: Source, settings: Settings) -> tuple[bytes, Reading]:
    """The bytes of an article as they stand in its file, and its text. DocumentError with the reason where it cannot be had."""
    data, reading = _read_source(source, settings)
    metadata = {name: writable(value) for name, value in (reading.metadata | metadata_beside(source)).items()}
    return data, replace(reading, text=writable(reading.text), metadata=metadata)


def _read_source(source: Source, settings: Settings) -> tuple[bytes, Reading]:
    reach("read-before")
    kind, _, where = source.inner[-1].partition(":") if source.inner else ("", "", "")
    name = ([source.path] + [step.partition(":")[2] for step in source.inner if step.startswith("member:")])[-1]
    if kind == "row":
        data, header = _row(source, settings) if is_local_row(source) else _row_within(source, name, settings)
        reach("read-after")
        return data, read_row(header, data, suffix_of(name), settings.columns)
    data = read_member(_archive(*_place(source), settings), where, settings.limits, settings.input.max_bytes) if kind else fetch(source.path, settings.input.max_bytes)
    reach("read-after")
    if kind and suffix_of(name) in SUFFIXES:
        list(_walk(data, name, source.inner, settings))  # a collection in a zip that could not be opened: say why
    return data, read_bytes(data, PurePosixPath(remote.path_in(name)).name, settings)


def _place(source: Source) -> tuple[str, str, tuple[str, ...]]:
    """Where the collection is that holds an article: its file, what changes when that does, and the way to it in the file."""
    try:
        about = None if remote.is_address(source.path) else os.stat(source.path)
    except OSError as error:
        raise DocumentError("unreadable", f"{Path(source.path).name} cannot be read: {error.strerror}", "check its permissions") from error
    return source.path, f"{about.st_size}:{about.st_mtime_ns}" if about else remote.mark(source.path), source.inner[:-1]


@lru_cache(maxsize=3)
def _archive(path: str, stamp: str, inner: tuple[str, ...], settings: Settings) -> ZipFile:
    """A zip, held open for the next article of it: to open it anew for each would take a time that grows with the square of their number."""
    return open_archive(_bytes_at(path, stamp, inner, settings), settings.limits)


@lru_cache(maxsize=1)
def _table(path: str, stamp: str, inner: tuple[str, ...], settings: Settings) -> bytes:
    """A table that lies in a zip or far away, held for its next row."""
    return _bytes_at(path, stamp, inner, settings)


def _bytes_at(path: str, stamp: str, inner: tuple[str, ...], settings: Settings) -> bytes:
    if not inner:
        return fetch(path, settings.input.max_bytes)
    return read_member(_archive(path, stamp, inner[:-1], settings), inner[-1].partition(":")[2], settings.limits, settings.input.max_bytes)


def _row_within(source: Source, name: str, settings: Settings) -> tuple[bytes, bytes]:
    table = _table(*_place(source), settings)
    return _slice(table, source.inner[-1].partition(":")[2]), _header(io.BytesIO(table), name)


def is_local_row(source: Source) -> bool:
    """Whether it is a row of a file on this machine: only its own bytes are read."""
    return len(source.inner) == 1 and source.inner[0].startswith("row:") and not remote.is_address(source.path)


def _row(source: Source, settings: Settings) -> tuple[bytes, bytes]:
    """The bytes of a row, and those of the header of its file."""
    start, stop = _bounds(source.inner[0].partition(":")[2])
    if stop - start > settings.input.max_bytes:
        raise DocumentError("too-large", f"the row has {stop - start} bytes, the limit is {settings.input.max_bytes}", "raise input.max_bytes")
    try:
        with open(source.path, "rb") as file:
            header = _header(file, source.path)
            file.seek(start)
            return file.read(stop - start), header
    except OSError as error:
        raise DocumentError("unreadable", f"{Path(source.path).name} cannot be read: {error.strerror}", "check its permissions") from error


def _header(file: BinaryIO, name: str) -> bytes:
    """What names the columns of a table; nothing where the rows name them."""
    return read_header(file) if suffix_of(name) in SEPARATORS else b""


def _slice(data: bytes, where: str) -> bytes:
    start, stop = _bounds(where)
    return data[start:stop]


def _bounds(where: str) -> tuple[int, int]:
    start, _, stop = where.partition(":")
    return int(start), int(stop)
