"""Tables printed with their blanks, announced by nothing: dates below one another as cells of their own show where the rows begin."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from pipeline.documents.cells import is_column_head, is_date, opening_year
from pipeline.documents.layout import small_words
from pipeline.documents.lines import Line, cells_of
from pipeline.text import fold

_APART = 3  # characters by which the cells of one column may begin apart
_WIDE = re.compile(r"\S {2,}\S")
_NEAR = 8  # lines between two rows of one table
_DASHES = "-–—"


def grid_rows(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """The spans of lines of rows whose dates stand below one another; a line between two of them goes on in their columns.

    >>> from pipeline.documents.lines import split_lines
    >>> grid_rows(split_lines("The minister   5 May 1998\\nof trade\\nThe speaker    6 May 1998\\nIt was a visit of some length."))
    [(0, 2), (2, 3)]
    """
    dated = dict(_dated(lines))
    columns = Counter(dated.values())
    firsts = [index for index, column in dated.items() if columns[column] > 1 and any(0 < abs(other - index) <= _NEAR and dated[other] == column for other in dated)]
    rows = [(index, _stop(lines, index, dated[index], following)) for index, following in zip(firsts, [*firsts[1:], len(lines)], strict=False)]
    late = any(stop - start > 1 and stop in firsts and _is_open(lines[stop - 1]) for start, stop in rows)  # the dates stand on the last lines of the rows
    return [] if late or any(_is_run_on(lines, dated, stop, following) for (_, stop), following in zip(rows, firsts[1:], strict=False)) else rows


def _dated(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """The lines with a date as one of their cells, each with the place where it begins; what ends a date of the line before begins no row."""
    open_at = None
    for index, line in enumerate(lines):
        cells = cells_of(line) if _WIDE.search(line.text) else []
        dates = [(start, piece) for start, piece in cells if is_date(piece.rstrip(_DASHES), loose=True)]
        if len(cells) > 1 and dates and dates[0][0] != open_at:
            yield index, dates[0][0]
        open_at = next((start for start, piece in dates if piece[-1] in _DASHES), None)


def _stop(lines: Sequence[Line], first: int, column: int, following: int) -> int:
    """Where a row ends: each line of it has its pieces below those of the first line, fits in there, and tells no other date."""
    starts = [start for start, _ in cells_of(lines[first])]
    stop = first + 1
    while stop < following and lines[stop].gap == 0:
        pieces = [(_below(starts, start, len(piece)), piece) for start, piece in cells_of(lines[stop])]
        dated = any(place == column and piece[0].isdigit() and not opening_year(piece) for place, piece in pieces)
        heads = len(pieces) > 1 and is_column_head(lines[stop].text) or len(pieces) == 1 and pieces[0][0] == starts[0] and _heads(pieces[0][1], column == starts[0])
        if dated or heads or any(place is None for place, _ in pieces):
            break
        stop += 1
    return stop


def _is_run_on(lines: Sequence[Line], dated: dict[int, int], stop: int, following: int) -> bool:
    """Whether the line right below a row stands in none of its columns and heads nothing: the text of a chronicle runs on there, or another row that is dated on a later line."""
    below = lines[stop].text.strip() if stop < following and stop not in dated and lines[stop].gap == 0 else ""
    return below[:1].islower() or bool(below and _WIDE.search(below) and not is_column_head(below))


def _below(starts: Sequence[int], start: int, length: int) -> int | None:
    """The column that a piece stands in, where it fits in there."""
    place = max((place for place in starts if place <= start + _APART), default=start)
    edge = min((other for other in starts if other > place), default=start + length + 1)
    return place if abs(start - place) <= _APART and start + length < edge and place in starts else None


def _is_open(line: Line) -> bool:
    """Whether one of the pieces of a line goes on below it."""
    return any(piece[-1] == "," or fold(piece).split()[-1] in small_words() for _, piece in cells_of(line))


def _heads(text: str, below_date: bool) -> bool:
    """Whether the only piece of a line, in the first column, heads the rows below it: a year, a line with a colon, or words below a date."""
    return text[-1] == ":" or opening_year(text) == len(text) or below_date and not text[0].isdigit()
