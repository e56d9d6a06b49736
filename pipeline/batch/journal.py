"""What a run says while it works: a bar for a person at a terminal, now and then a line where there is none, and ``log.jsonl`` for machines."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

NAME = "log.jsonl"


class Journal:
    """The log of a run folder, one JSON object a line: ``time``, ``event`` and what belongs to it. It is appended to, run after run."""

    def __init__(self, folder: Path, *, clock: Callable[[], float] = time.time) -> None:
        self._file = (folder / NAME).open("a", encoding="utf-8", buffering=1)
        self._clock = clock

    def __enter__(self) -> Journal:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def write(self, event: str, **values: Any) -> None:
        """Add a line. No connection string and no other secret belongs here."""
        self._file.write(json.dumps({"time": stamp(self._clock()), "event": event, **values}, ensure_ascii=False) + "\n")


def stamp(seconds: float) -> str:
    """A time as ISO 8601 in UTC.

    >>> stamp(0.25)
    '1970-01-01T00:00:00.250Z'
    """
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(seconds)) + f".{int(seconds % 1 * 1000):03d}Z"


class Progress:
    """How far a run is: ``step`` after each document. At a terminal a bar with rate and time left; elsewhere a line every so many seconds."""

    def __init__(self, total: int, every: int, *, quiet: bool = False) -> None:
        self._total, self._every, self._quiet = total, every, quiet
        self._started = self._told = time.monotonic()
        self._done = self._rejected = 0
        self._bar: Any = None

    def __enter__(self) -> Progress:
        if not self._quiet and self._total > 1 and sys.stderr.isatty():
            self._bar = _bar(self._total)
            self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar:
            self._bar.stop()

    def step(self, *, rejected: bool) -> None:
        """One document more."""
        self._done += 1
        self._rejected += rejected
        if self._bar:
            self._bar.update(self._bar.task_ids[0], advance=1, note=f"{self._rejected} rejected" if self._rejected else "")
        elif not self._quiet and time.monotonic() - self._told >= self._every:
            self._told = time.monotonic()
            print(f"elchi: {describe(self._done, self._total, self._rejected, self._told - self._started)}", file=sys.stderr, flush=True)


def describe(done: int, total: int, rejected: int, seconds: float) -> str:
    """A line of progress.

    >>> describe(50, 200, 2, 25.0)
    '50 of 200 articles, 2 rejected, 2.0 a second, 1 min 15 s left'
    """
    rate = done / seconds if seconds > 0 else 0.0
    left = f"{duration((total - done) / rate)} left" if rate else "time left unknown"
    return f"{done} of {total} articles, {rejected} rejected, {rate:.1f} a second, {left}"


def duration(seconds: float) -> str:
    """A length of time for a person.

    >>> duration(59.4), duration(75), duration(7384)
    ('59 s', '1 min 15 s', '2 h 3 min')
    """
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    return f"{whole // 60} min {whole % 60} s" if whole < 3600 else f"{whole // 3600} h {whole % 3600 // 60} min"


def _bar(total: int) -> Any:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, ProgressColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as RichProgress
    from rich.text import Text

    class Rate(ProgressColumn):
        def render(self, task: Any) -> Text:
            return Text(f"{task.finished_speed or task.speed or 0:.1f} a second")

    columns = (TextColumn("articles"), BarColumn(), MofNCompleteColumn(), Rate(), TimeRemainingColumn(), TextColumn("{task.fields[note]}"))
    bar = RichProgress(*columns, console=Console(stderr=True), transient=True)
    bar.add_task("", total=total, note="")
    return bar
