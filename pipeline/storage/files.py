"""Files that are there whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.errors import ConfigError
from pipeline.storage.failpoints import reach


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A temporary path beside ``path``; when the block ends well it is flushed to the disk and takes the place of ``path``.

    After an error, or when the machine stops in between, the old file stands as it was.
    """
    temporary = path.with_name(f".{path.name}.part")
    temporary.unlink(missing_ok=True)  # of a run that was killed
    try:
        yield temporary
        reach("file-staged")
        _flush(temporary)
        temporary.replace(path)
        _flush(path.parent)
        reach("file-renamed")
    finally:
        temporary.unlink(missing_ok=True)


def _flush(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_text(path: Path, text: str) -> None:
    """Write a text as UTF-8 with its line ends as they are, whole or not at all."""
    with replacing(path) as temporary:
        temporary.write_text(text, encoding="utf-8", newline="")


def prepare_folder(folder: Path) -> None:
    """Make an output folder and prove that it can be written, before any work is done. ConfigError otherwise."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / f".probe-{os.getpid()}"  # of this process alone: a second run may start at the same moment
        write_text(probe, "")
        probe.unlink()
    except OSError as error:
        message = f"{folder}: cannot be written: {error.strerror}"
        raise ConfigError("output-unwritable", message, "choose another folder, or mend its permissions") from error
