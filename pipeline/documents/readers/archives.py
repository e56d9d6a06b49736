"""Zips: listed and read in memory, within limits that are checked before anything is unpacked and again while it is. Nothing is written anywhere."""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import PurePosixPath

from pipeline.config import LimitSettings
from pipeline.errors import DocumentError

_FREE = 1_000_000  # bytes below which the ratio says nothing
_CHUNK = 1 << 16


def open_archive(data: bytes, limits: LimitSettings) -> zipfile.ZipFile:
    """A zip whose directory is sound. DocumentError ``archive-broken``, ``archive-size`` or ``archive-names``."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, RuntimeError, IndexError, UnicodeDecodeError) as error:
        raise DocumentError("archive-broken", f"the zip is damaged: {error}", "make it anew") from error
    if len(entries) > limits.members:
        raise DocumentError(
            "archive-size", f"the zip has {len(entries)} files, the limit is {limits.members}", "split it, or raise limits.members"
        )
    for entry in entries:
        _check_name(entry.filename)
    total = sum(entry.file_size for entry in entries)
    if total > limits.unpacked_bytes:
        message = f"the zip has {total} bytes when unpacked, the limit is {limits.unpacked_bytes}"
        raise DocumentError("archive-size", message, "split it, or raise limits.unpacked_bytes")
    _check_overlap(entries, len(data))
    return archive


def _check_name(name: str) -> None:
    path = PurePosixPath(name.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in name[:3] or "\0" in name:
        raise DocumentError("archive-names", f"the zip has a file named {name[:100]!r}", "a zip whose names lead out of it is not read")


def _check_overlap(entries: list[zipfile.ZipInfo], size: int) -> None:
    """Bombs let many entries share the same bytes: what they pack together is then more than the file."""
    if sum(entry.compress_size for entry in entries) > size:
        raise DocumentError("archive-broken", "files of the zip overlap", "make it anew")


def members(archive: zipfile.ZipFile, suffixes: tuple[str, ...]) -> list[str]:
    """The names of the articles in a zip, sorted: by suffix, without hidden ones and what other systems leave behind."""
    found = []
    for entry in archive.infolist():
        path = PurePosixPath(entry.filename)
        hidden = any(part.startswith((".", "__MACOSX")) for part in path.parts)
        if not entry.is_dir() and not hidden and path.suffix.lower() in suffixes and not path.name.endswith(".meta.json"):
            found.append(entry.filename)
    return sorted(dict.fromkeys(found))


def read_member(archive: zipfile.ZipFile, name: str, limits: LimitSettings, most: int) -> bytes:
    """The bytes of a member. DocumentError where it is damaged, encrypted, larger than ``most``, or grows beyond the ratio."""
    try:
        entry = archive.getinfo(name)
    except KeyError as error:
        raise DocumentError("archive-broken", f"there is no {name} in the zip", "make it anew") from error
    if entry.flag_bits & 1:
        raise DocumentError("encrypted", f"{name} is encrypted", "unpack the zip with its password first")
    _check_ratio(entry, limits)
    if entry.file_size > most:
        raise DocumentError("too-large", f"{name} has {entry.file_size} bytes, the limit is {most}", "split it, or raise input.max_bytes")
    found = bytearray()
    try:
        with archive.open(entry) as file:
            while chunk := file.read(_CHUNK):
                found += chunk
                if len(found) > entry.file_size:
                    raise DocumentError("archive-broken", f"{name} is larger than the zip says", "make it anew")
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError) as error:
        raise DocumentError("archive-broken", f"{name} in the zip is damaged: {error}", "make it anew") from error
    return bytes(found)


def _check_ratio(entry: zipfile.ZipInfo, limits: LimitSettings) -> None:
    if entry.file_size > _FREE and entry.file_size > limits.unpacked_ratio * max(entry.compress_size, 1):
        message = f"{entry.filename} grows more than {limits.unpacked_ratio} times when unpacked"
        raise DocumentError("archive-size", message, "unpack it yourself if you trust it, or raise limits.unpacked_ratio")
