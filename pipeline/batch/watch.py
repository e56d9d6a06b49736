"""``elchi watch``: look at paths again and again, and read what is new or changed. A file that is still being written is left for the next look."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from pipeline.batch.inputs import find_sources
from pipeline.batch.remote import is_address
from pipeline.batch.run import NothingUsableError, Options, run
from pipeline.config import Settings

Look = dict[str, tuple[int, int]]


def watch(paths: Sequence[str], folder: Path, settings: Settings, options: Options, *, looks: int = 0, sleep: Callable[[float], None] = time.sleep) -> Iterator[dict[str, int]]:
    """The counts of a run after each look that found something new. ``looks`` ends it after so many; 0 is for ever.

    A file counts as complete when its size and time are the same at two looks in a row.
    """
    before: Look | None = None
    told: Look = {}
    at = 0
    while True:
        look = _look(paths, settings)
        if look == before and look != told:
            told = look
            with contextlib.suppress(NothingUsableError):  # the folder is still empty
                yield run(paths, folder, settings, options)
        before = look
        at += 1
        if at == looks:
            return
        sleep(settings.run.watch_seconds)


def _look(paths: Sequence[str], settings: Settings) -> Look:
    found = {}
    for source in find_sources(paths, settings.input.suffixes):
        try:
            about = None if is_address(source.path) else os.stat(source.path)
        except OSError:
            continue  # gone between the listing and now
        found[source.path] = (about.st_size, about.st_mtime_ns) if about else (0, 0)
    return found
