"""Tables whose cells stand each on a line of its own: the lines of a row become one line, with marks between its cells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.documents.cells import BORDER, is_date, is_head_cell
from pipeline.documents.lines import Line, ends_sentence, split_lines
from pipeline.documents.offsets import Edit

_LONGEST_CELL = 150
_TALLEST = 7  # lines of a row
_LEAST_ROWS, _LEAST_HEADED = 3, 2  # rows that make a table, and that do below the heads of its columns
_DIGIT = re.compile(r"\d")  # a month alone heads entries
_YEAR = re.compile(r"\D{0,8}(?:18|19|20)\d\d\D{0,8}")


@dataclass(frozen=True, slots=True)
class _Run:
    """Rows that follow one another: their first lines, how high they are, at which line of each the date stands, whether heads stand above them."""

    starts: tuple[int, ...]
    height: int
    date: int
    headed: bool


def join_cells(text: str) -> Iterator[Edit]:
    """The lines of a row become one, where dates alone on their lines come again at even distances, and nothing reads like a sentence.

    >>> [edit.after for edit in join_cells("Title\\nDate\\nPlace\\nTrade treaty\\n5 May 1998\\nOslo\\nProtocol\\n6 May 1999\\nRome")]
    [' | ', ' | ', ' | ', ' | ']
    """
    lines = split_lines(text)
    runs = [run for start, stop in _blocks(lines) for run in _runs(lines, start, stop)]
    count = Counter({(run.height, run.date): 0 for run in runs})
    for run in runs:
        count[run.height, run.date] += len(run.starts)
    for run in runs:
        if count[run.height, run.date] >= _LEAST_ROWS or run.headed and len(run.starts) >= _LEAST_HEADED:
            for start in run.starts:
                yield from (Edit(before.stop, after.start, BORDER) for before, after in pairwise(lines[start : start + run.height]))


def _blocks(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Neighbouring lines that may all be cells; a year that heads rows and a wider gap part them."""
    start = 0
    while start < len(lines):
        stop = start
        while stop < len(lines) and _is_cell(lines[stop].text) and (stop <= start + 1 or lines[stop].gap <= lines[start + 1].gap):
            stop += 1
        if stop - start > 1:
            yield start, stop
        start = max(stop, start + 1)


def _is_cell(text: str) -> bool:
    if len(text) > _LONGEST_CELL or BORDER in text or _YEAR.fullmatch(text) and (text[0].isdigit() or not is_date(text, loose=True)):
        return False
    return is_date(text, loose=True) or not ends_sentence(text)


def _runs(lines: Sequence[Line], start: int, stop: int) -> Iterator[_Run]:
    """The rows of a block: its dates that stand at even distances, each with the lines that belong to it."""
    dates = [index for index in range(start, stop) if lines[index].text[-1] != ":" and _DIGIT.search(lines[index].text) and is_date(lines[index].text, loose=True)]
    if len(dates) == 1 and 1 < stop - start <= _TALLEST:
        yield _Run((start,), stop - start, dates[0] - start, headed=False)
    first = 0
    while first + 1 < len(dates):
        height, last = dates[first + 1] - dates[first], first + 1
        while last + 1 < len(dates) and dates[last + 1] - dates[last] == height:
            last += 1
        behind = (dates[last + 1] if last + 1 < len(dates) else stop) - dates[last] - 1
        heads = next((index for index in range(dates[first] - 1, start, -1) if is_head_cell(lines[index].text) and is_head_cell(lines[index - 1].text)), None)
        before = max(0, height - 1 - behind) if heads is None else dates[first] - heads - 1
        if 1 < height <= _TALLEST and before <= dates[first] - start and before < height and behind >= height - 1 - before:
            yield _Run(tuple(date - before for date in dates[first : last + 1]), height, before, heads is not None)
        start, first = dates[last] + height - before, last + 1
