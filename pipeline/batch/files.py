"""A file as it lies there: its bytes, the mark by which it is known again, and what stands beside it."""

from __future__ import annotations

import hashlib
from pathlib import Path, PurePosixPath

from pipeline.batch import remote
from pipeline.batch.inputs import Source
from pipeline.documents.readers import sidecar
from pipeline.errors import DocumentError


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
