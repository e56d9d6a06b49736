"""Files that are not on this machine, through fsspec: ``s3://bucket/articles``, ``https://host/a.pdf``, ``gs://``, ``sftp://``, ``file://`` ..."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from pipeline.errors import ConfigError, DocumentError

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+(::[a-z][a-z0-9+.-]+)*://", re.IGNORECASE)
_SECRET = re.compile(r"(?<=://)[^/@\s]+@|(?<=[?&])(?:[\w-]*(?:key|token|secret|password|signature|sig)[\w-]*)=[^&\s]+", re.IGNORECASE)


def is_address(path: str) -> bool:
    """Whether a path is an address.

    >>> is_address("s3://bucket/a.txt"), is_address("C:/a.txt"), is_address("a.txt")
    (True, False, False)
    """
    return bool(_ADDRESS.match(path))


def path_in(address: str) -> str:
    """The path that an address leads to in its store.

    >>> path_in("s3://bucket/a.txt?version=1"), path_in("zip://a.txt::s3://bucket/b.zip"), path_in("a?.txt")
    ('bucket/a.txt', 'a.txt', 'a?.txt')
    """
    return address.partition("://")[2].partition("::")[0].partition("?")[0] if is_address(address) else address


def without_secrets(address: str) -> str:
    """An address that can be shown: user, password, keys and signatures are struck out.

    >>> without_secrets("sftp://me:pw@host/a"), without_secrets("https://host/a?X-Amz-Signature=12&x=1")
    ('sftp://***@host/a', 'https://host/a?***&x=1')
    """
    return _SECRET.sub(lambda match: "***@" if match[0].endswith("@") else "***", address)


def expand(address: str, suffixes: tuple[str, ...]) -> Iterator[str]:
    """The addresses of the files that an address stands for: a file, a folder to any depth, a pattern."""
    system, path = _system(address)
    try:
        if any(mark in path for mark in "*?["):
            found = [name for name in system.glob(path) if system.isfile(name)]
        elif system.isdir(path):
            found = [name for name in system.find(path) if _is_wanted(name, suffixes)]
        else:
            found = [path] if system.exists(path) else []
            if not found:
                raise ConfigError("input-missing", f"there is no {without_secrets(address)}", "check the address")
    except (OSError, ValueError, ImportError) as error:
        message = f"{without_secrets(address)} cannot be listed: {type(error).__name__}"
        raise ConfigError("input-missing", message, "check the address and your right to read there") from error
    protocol, chained, below = address.partition("://")[0], *address.partition("::")[1:]
    for name in sorted(found):
        yield f"{name}{chained}{below}" if is_address(name) else f"{protocol}://{name}{chained}{below}"


def _is_wanted(name: str, suffixes: tuple[str, ...]) -> bool:
    path = PurePosixPath(name)
    return path.suffix.lower() in suffixes and not path.name.startswith(".") and not path.name.endswith(".meta.json")


def mark(address: str) -> str:
    """What changes when the file does: its checksum or version where the store tells one, else size and time."""
    system, path = _system(address)
    try:
        about = system.info(path)
    except Exception as error:
        return f"unreadable:{type(error).__name__}"
    kept = {key: str(about[key]) for key in ("size", "ETag", "etag", "mtime", "LastModified", "last_modified", "created", "md5Hash") if key in about}
    return "remote:" + ":".join(f"{key}={value}" for key, value in sorted(kept.items()))


def read(address: str, most: int) -> bytes:
    """The bytes of a file, and at most one more than ``most``. DocumentError ``unreadable`` where it cannot be had."""
    system, path = _system(address)
    try:
        with system.open(path, "rb") as file:
            return bytes(file.read(most + 1))
    except Exception as error:
        message = f"{without_secrets(address)} cannot be read: {type(error).__name__}"
        raise DocumentError("unreadable", message, "check the address, the network, and your right to read there") from error


def _system(address: str) -> tuple[Any, str]:
    try:
        import fsspec
    except ImportError as error:
        raise ConfigError("extra-missing", "addresses need fsspec", "pip install 'elchi[remote]'") from error
    try:
        system, path = fsspec.core.url_to_fs(address)
    except (ImportError, ValueError) as error:
        raise ConfigError("input-missing", f"{without_secrets(address)}: {error}", "install what fsspec needs for this kind of address") from error
    except Exception as error:  # some stores are spoken to at once, each with errors of its own
        message = f"{without_secrets(address)} cannot be reached: {type(error).__name__}"
        raise ConfigError("input-missing", message, "check the address, the network, and your right to read there") from error
    return system, str(path)
