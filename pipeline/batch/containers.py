"""Files that hold several articles: zips, JSONL, CSV. Their articles are found in a worker, for such a file can be hostile too."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from pipeline.batch import remote
from pipeline.batch.inputs import Source, child_names
from pipeline.config import Settings
from pipeline.documents.readers import Reading, read_bytes, sidecar, sniff
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
    data = fetch(source.path, settings.input.max_bytes)
    found = list(_walk(data, source.path, (), settings))
    names = child_names(source.doc_id, (name for name, _, _ in found))
    return [(doc_id, inner, mark) for doc_id, (_, inner, mark) in zip(names, found, strict=True)]


def _walk(data: bytes, name: str, inner: tuple[str, ...], settings: Settings) -> Iterator[tuple[str, tuple[str, ...], str]]:
    """The articles of a collection. One that holds none is told: it was meant to hold some."""
    found = _articles_in(data, name, inner, settings)
    first = next(found, None)
    if first is None:
        wanted = "rows" if suffix_of(name) in TABLES else f"files ending in {', '.join(settings.input.suffixes)}"
        raise DocumentError("empty", f"there is no article in {PurePosixPath(name).name}", f"{wanted} are taken from it")
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


def fetch(path: str, most: int) -> bytes:
    """The bytes of a file or an address. DocumentError for what is no regular file, too large, or cannot be read."""
    data = remote.read(path, most) if remote.is_address(path) else _read(Path(path), most)
    if len(data) > most:
        hint = "split it, or raise input.max_bytes in the configuration"
        raise DocumentError("too-large", f"{PurePosixPath(path).name} has more than {most} bytes", hint)
    return data


def _read(path: Path, most: int) -> bytes:
    try:
        if not path.is_file():
            reason = "its target is missing" if path.is_symlink() and not path.exists() else "it is no regular file"
            raise DocumentError("unreadable", f"{path.name} cannot be read: {reason}", "give a file with the text of an article")
        size = path.stat().st_size
        if size > most:
            raise DocumentError("too-large", f"{path.name} has {size} bytes, the limit is {most}", "split it, or raise input.max_bytes in the configuration")
        return path.read_bytes()
    except OSError as error:
        raise DocumentError("unreadable", f"{path.name} cannot be read: {error.strerror}", "check its permissions") from error


def read_source(source: Source, settings: Settings) -> tuple[bytes, Reading]:
    """The bytes of an article as they stand in its file, and its text. DocumentError with the reason where it cannot be had."""
    data, reading = _read_source(source, settings)
    metadata = {name: writable(value) for name, value in (reading.metadata | metadata_beside(source)).items()}
    return data, replace(reading, text=writable(reading.text), metadata=metadata)


def _read_source(source: Source, settings: Settings) -> tuple[bytes, Reading]:
    reach("read-before")
    name, header = source.path, b""
    if _is_plain_row(source):
        data, header = _row(source, settings)
    else:
        data = fetch(source.path, settings.input.max_bytes)
        for step in source.inner:
            kind, _, where = step.partition(":")
            if kind == "member":
                data, name = read_member(open_archive(data, settings.limits), where, settings.limits, settings.input.max_bytes), where
            else:
                header, data = _header(io.BytesIO(data), name), _slice(data, where)
    reach("read-after")
    if source.inner and source.inner[-1].startswith("row:"):
        return data, read_row(header, data, suffix_of(name), settings.columns)
    if source.inner and suffix_of(name) in SUFFIXES:
        list(_walk(data, name, source.inner, settings))  # a collection in a zip that could not be opened: say why
    return data, read_bytes(data, PurePosixPath(remote.path_in(name)).name, settings)


def _is_plain_row(source: Source) -> bool:
    """A row of a file on this machine: only its own bytes are read."""
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


def mark_of(source: Source, most: int) -> str:
    """What changes when the content of a file does: the hash of its bytes and of what stands beside it; size and time of what is too large or far away."""
    if remote.is_address(source.path):
        return remote.mark(source.path)
    path = Path(source.path)
    try:
        if not path.is_file():
            return "unreadable:no regular file"
        about = path.stat()
        if about.st_size > most:
            return f"stat:{about.st_size}:{about.st_mtime_ns}"
        digest = hashlib.sha256(path.read_bytes())
        for beside in sidecars_of(path):
            digest.update(beside.read_bytes())
        return digest.hexdigest()
    except OSError as error:
        return f"unreadable:{error.strerror}"


def sidecars_of(path: Path) -> list[Path]:
    """The file beside an article that tells about it, where there is one."""
    return [beside for name in sidecar.names_for(path.name) if (beside := path.with_name(name)).is_file()][:1]


def metadata_beside(source: Source) -> dict[str, str]:
    """What the file beside an article says about it; empty where there is none."""
    if source.inner or remote.is_address(source.path):
        return {}
    for path in sidecars_of(Path(source.path)):
        try:
            data = path.read_bytes()
        except OSError as error:
            raise DocumentError("sidecar", f"{path.name} cannot be read: {error.strerror}", "check its permissions") from error
        return sidecar.parse(data, path.name)
    return {}
