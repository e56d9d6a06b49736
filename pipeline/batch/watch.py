"""``elchi watch``: look at paths again and again, and read what is new or changed. A file that is still being written is left for the next look."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from pipeline.batch.files import sidecars_of
from pipeline.batch.inputs import find_sources
from pipeline.batch.remote import is_address, mark
from pipeline.batch.run import NothingUsableError, Options, run
from pipeline.config import Settings
from pipeline.errors import ConfigError

Look = dict[str, tuple[object, ...]]


def watch(paths: Sequence[str], folder: Path, settings: Settings, options: Options, *, looks: int = 0, sleep: Callable[[float], None] = time.sleep) -> Iterator[dict[str, int]]:
    """The counts of a run after each look that found something new. ``looks`` ends it after so many; 0 is for ever.

    A file counts as complete when its size and time are the same at two looks in a row. What cannot be looked at now (a share that is away) is
    waited for, unless it is so from the beginning.
    """
    before: Look | None = None
    told: Look = {}
    at = 0
    while True:
        look = _look_again(paths, settings, before) if at else _look(paths, settings)
        if look is not None and look == before and look != told:
            told = look
            with contextlib.suppress(NothingUsableError):  # the folder is still empty
                yield run(paths, folder, settings, options)
        before = look
        at += 1
        if at == looks:
            return
        sleep(settings.run.watch_seconds)


def _look_again(paths: Sequence[str], settings: Settings, before: Look | None) -> Look | None:
    try:
        return _look(paths, settings)
    except ConfigError as error:
        if before is not None:
            print(f"elchi: {error}; waiting for it", file=sys.stderr, flush=True)
        return None


def _look(paths: Sequence[str], settings: Settings) -> Look:
    found: Look = {}
    for source in find_sources(paths, settings.input.suffixes):
        with contextlib.suppress(OSError):  # gone between the listing and now
            found[source.path] = (mark(source.path),) if is_address(source.path) else _stamp(Path(source.path))
    return found


def _stamp(path: Path) -> tuple[object, ...]:
    """Size and time of a file and of what stands beside it."""
    return tuple((one.name, one.stat().st_size, one.stat().st_mtime_ns) for one in (path, *sidecars_of(path)))
