"""Chronologies whose years stand in a column of their own, each before the first of its dates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from pipeline.documents.cells import BORDER, opening_date, opening_year
from pipeline.documents.columns import attached
from pipeline.documents.lines import Line, cells_of, split_lines
from pipeline.documents.offsets import Edit
from pipeline.documents.words import known_words

_LEAST = 3  # years that make such a column
_APART = 3  # characters by which the dates below one another may begin apart


def unfold_years(text: str) -> Iterator[Edit]:
    """Each entry becomes one line with its year, if it is the first of it, its date and what is told in cells of their own; lines below its text go on with it.

    >>> text = "1947  31 July   Talks in\\n                Oslo.\\n      9 August The minister left.\\n1949  May      A treaty.\\n1951  2 June   Another."
    >>> [edit.after for edit in unfold_years(text)]
    ['1947 | 31 July | Talks in Oslo.', '9 August | The minister left.', '1949 | May | A treaty.', '1951 | 2 June | Another.']
    """
    lines = split_lines(text) if "  " in text else []
    heads = {index: place for index, line in enumerate(lines) if (place := _date_place(line)) is not None}
    common = Counter(heads.values()).most_common(1)
    heads = {index: place for index, place in heads.items() if abs(place - common[0][0]) <= _APART}
    if len(heads) < _LEAST:
        return
    words, column = known_words(text), common[0][0]
    index = min(heads)
    while index < len(lines):
        cells = _entry(lines[index], column, opens=index in heads)
        stop = index + 1
        while cells and stop < len(lines) and _goes_on(lines, stop, column):
            cells[-1] = attached(cells[-1], lines[stop].text, words)
            stop += 1
        if cells:
            yield Edit(lines[index].start, lines[stop - 1].stop, BORDER.join(cells))
        index = stop


def _date_place(line: Line) -> int | None:
    """Where the date of a line stands that opens with a year in a cell of its own, None for another line."""
    cells = cells_of(line)
    if len(cells) < 2 or opening_year(cells[0][1]) != len(cells[0][1]):
        return None
    return cells[1][0] if opening_date(cells[1][1], loose=True) else None


def _entry(line: Line, column: int, *, opens: bool) -> list[str]:
    """The cells of an entry; none for a line that is none."""
    year = cells_of(line)[0][1] if opens else ""
    rest = line.text[len(year) :].strip()
    date = opening_date(rest, loose=True) if opens or abs(line.indent - column) <= _APART else None
    return [cell for cell in (year, rest[: date.stop].strip(), rest[date.stop :].strip(" :–—-|")) if cell] if date else []


def _goes_on(lines: Sequence[Line], index: int, column: int) -> bool:
    """Whether a line stands below the text of an entry."""
    line = lines[index]
    return line.gap == 0 and line.indent >= column - _APART and line.indent > _APART and not _entry(line, column, opens=False)
