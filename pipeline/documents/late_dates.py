"""The rows of a table whose dates stand in a later column: "Norway Oslo 5 May official visit"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from pipeline.documents.cells import BORDER, is_column_head, is_table_caption, opening_date
from pipeline.documents.layout import find_label
from pipeline.documents.lines import Line, ends_sentence
from pipeline.languages import codes, load
from pipeline.text import fold

_DASHES = "-–—"
_LONGEST = 140  # letters of a row on one line
_BEFORE_DATE = re.compile(r"(?<![\w.,-])(?=\d)|(?<=\s)(?=[^\W\d_]{3})")
_TAIL = re.compile(r"[\w.,()\s]{0,3}\Z")
_ABBREVIATED = re.compile(r"(?<!\w)\w{1,2}\.\Z")  # "1998 г."
_LETTERS = re.compile(r"[^\W\d_]*")
_LONG_STEM = 5  # letters of a month to which an ending may come
_TALLEST = 6  # lines of a row
_PLACES = 60  # where in a row a date is looked for
_NUMBER = re.compile(r"(\d{1,3})\.? (?=[^\W\d_])")  # the cell of a column of numbers, before a name


def late_rows(lines: Sequence[Line], first: int) -> tuple[tuple[int, int], ...]:
    """The spans of lines of the rows from ``first`` on, below the heads of columns; none unless two and more hold a date behind their first cell.

    Where every date ends its line, it closes a row; else it tells that the row has begun, and lines without one go on with it.
    """
    if rows := _numbered_rows(lines, first):
        return rows
    dated: dict[int, int] = {}
    stop = first
    while stop < len(lines) and _may_be_row(lines, first, stop) and stop - next(reversed(dated), first) < _TALLEST:
        if _is_other(lines[stop - 1].text, lines[stop].text):
            break
        if place := late_date(lines[stop].text):
            dated[stop] = place
        stop += 1
    if len(dated) < 2:
        return ()
    if all(_TAIL.match(lines[index].text, place) for index, place in dated.items()):
        starts, last = [first, *(index + 1 for index in sorted(dated)[:-1])], max(dated) + 1
    else:
        starts, last = sorted({first, *dated} - _completing(lines, dated)), stop
    return tuple(zip(starts, [*starts[1:], last], strict=True))


def _numbered_rows(lines: Sequence[Line], first: int) -> tuple[tuple[int, int], ...]:
    """The spans of rows that are counted from 1, where most hold a date: a line with the next number begins one, lines between go on with it."""
    starts: list[int] = []
    stop = first
    while stop < len(lines) and stop - (starts or [first])[-1] < _TALLEST and not (starts and lines[stop].gap > lines[starts[0]].gap):
        if opens_numbered(lines[stop].text) == len(starts) + 1:
            starts.append(stop)
        elif not starts or len(starts) > 1 and not _may_be_row(lines, first, stop):
            break
        stop += 1
    rows = tuple(zip(starts, [*starts[1:], stop], strict=True)) if starts else ()
    dated = [any(late_date(line.text) or opening_date(line.text, loose=True) for line in lines[a:b]) for a, b in rows]
    return rows if len(rows) > 1 and 2 * sum(dated) > len(rows) else ()


def opens_numbered(text: str) -> int:
    """The number at the head of a row, in a column of its own before a name; 0 without one.

    >>> opens_numbered("2 A. Brown Oslo 5 May 1998"), opens_numbered("2 May 1998 A. Brown")
    (2, 0)
    """
    number = _NUMBER.match(text)
    return int(number[1]) if number and not opening_date(text, loose=True) else 0


def _is_other(before: str, text: str) -> bool:
    """A row that tells by itself where it begins: marks between its cells, a date or a number at its head."""
    return BORDER in text or text[0].isdigit() and before[-1] not in _DASHES


def _completing(lines: Sequence[Line], dated: dict[int, int]) -> set[int]:
    """The lines that open with the rest of a date which the line before left open: "30 July –" with "1 August" below it."""
    return {index for index in dated if index - 1 in dated and lines[index - 1].text[-1] in _DASHES and opening_date(lines[index].text, loose=True)}


def _may_be_row(lines: Sequence[Line], first: int, index: int) -> bool:
    line = lines[index]
    apart = index > first and line.gap > lines[first].gap
    if apart or len(line.text) > _LONGEST or is_column_head(line.text) or find_label(line.text) or is_table_caption(line.text):
        return False
    return not ends_sentence(line.text) or line.text[-1] in ");" or _ABBREVIATED.search(line.text) is not None


def late_date(text: str) -> int:
    """Where the first date of a line ends that does not open it; 0 without one.

    >>> late_date("Spain Madrid 30 July"), late_date("Spain Madrid")
    (20, 0)
    """
    for match in _BEFORE_DATE.finditer(text, 1):
        word = _LETTERS.match(text, match.start())
        if word and _is_month(fold(word[0])):
            return word.end()
        if word and not word[0] and (found := opening_date(text[match.start() : match.start() + _PLACES], loose=True)):
            return match.start() + found.stop
    return 0


def _is_month(word: str) -> bool:
    whole, stems = _months()
    return word in whole or word[:-1] in stems


@lru_cache(maxsize=1)
def _months() -> tuple[frozenset[str], frozenset[str]]:
    """The names of the months in all languages, as they stand alone in a cell: whole, and those that may have one more letter."""
    names = frozenset(name for code in codes() for name in load(code).read("segmentation")["months"])
    return names, frozenset(name for name in names if len(name) >= _LONG_STEM)
