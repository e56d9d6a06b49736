"""Where the rows of tables and chronicles begin and end among the lines of a page."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from pipeline.documents.cells import BORDER, Opening, is_column_head, is_head_cell, is_table_caption, opening_date, opening_year
from pipeline.documents.late_dates import late_rows
from pipeline.documents.layout import find_label, small_words
from pipeline.documents.lines import Line, counts_on, ends_sentence, is_item, split_lines
from pipeline.text import fold

_NEAR = 8  # lines within which two rows of one table begin: a row wraps over five lines at most, a heading may come between
_CAPTION = 6  # lines of caption before the first row, column heads not counted
_HEADS = 24  # lines of caption and column heads together
_COLUMN = 3  # blanks that set a line off from the first column
_ENTRY = re.compile(r"\d{1,2}(?:\s?[–—-]\s?\d{1,2})?(?:\.|:|\s?[–—-])?\s+(?=[^\W\d_])")  # the days of an entry
_LAST_DAY = re.compile(r"(?<!\d)\d{1,2}\.\d{1,2}\.(?:(?:18|19|20)\d\d|\d\d)\Z")
_PLACE_AND_DAY = re.compile(rf"[^\W\d_a-zа-яёəıöüğşç][^\d\n]{{2,30}},? {_LAST_DAY.pattern}")  # "Oslo, 29.10.02"
_NUMBERED = 4  # lines of a numbered row
_LONGEST = 80  # lines of a table with its heading
_TALLEST = 12  # lines of one row; cells that stand each on a line of its own make the tallest


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose caption or column heads were found: ``heads`` are lines of column heads, ``rows`` the spans of lines of its rows."""

    heads: tuple[int, ...]
    rows: tuple[tuple[int, int], ...]


@lru_cache(maxsize=2)  # asked for by several repairs in a row
def find_tables(text: str) -> list[Table]:
    """The tables of a text that a caption or column heads announce, and whose rows begin with dates; they count the lines that are not blank.

    >>> text = "Table 1. Visits\\nDate Visitor\\n5 May 1998 The minister\\nof trade\\n7 May 1998 The speaker\\nSource: the press"
    >>> find_tables(text)
    [Table(heads=(1,), rows=((2, 4), (4, 5)))]
    """
    lines = split_lines(text)
    found: list[Table] = []
    index = 0
    while index < len(lines):
        if _announces(lines, index) and (table := _table(lines, index)):
            found.append(table)
            index = table.rows[-1][1]
        else:
            index += 1
    return found


def _announces(lines: Sequence[Line], index: int) -> bool:
    """A caption, the heads of columns on one line, or two heads each on a line of its own."""
    text = lines[index].text
    if is_table_caption(text) or is_column_head(text):
        return True
    return is_head_cell(text) and index + 1 < len(lines) and is_head_cell(lines[index + 1].text)


def _table(lines: Sequence[Line], start: int) -> Table | None:
    if late := _late_table(lines, start):
        return late
    first, others, limit = start, 0, min(len(lines), start + _HEADS)
    while first < limit and others <= _CAPTION and not opening_date(lines[first].text, loose=True):
        if first > start and _ends_table(lines, first) and not is_head_cell(lines[first].text):
            return None
        others += not is_head_cell(lines[first].text)
        first += 1
    if first >= limit or others > _CAPTION or first == start:
        return None
    heads = tuple(index for index in range(start, first) if is_column_head(lines[index].text) or is_head_cell(lines[index].text))
    rows = _rows(lines, first)
    if not heads and any(_heads_entries(lines, row) for row, _ in rows):
        return None
    return Table(heads, rows) if len(rows) > 1 or heads else None


def _heads_entries(lines: Sequence[Line], index: int) -> bool:
    """Whether a line is a month that heads the entries of a chronicle, each of which opens with its days."""
    text = lines[index].text
    return text.isalpha() and index + 1 < len(lines) and _ENTRY.match(lines[index + 1].text) is not None


def _late_table(lines: Sequence[Line], start: int) -> Table | None:
    """A table with the heads of its columns on one line, whose dates stand in a later column."""
    head = next((index for index in range(start, min(len(lines) - 1, start + _CAPTION)) if is_column_head(lines[index].text)), None)
    if head is None or opening_date(lines[head + 1].text, loose=True):
        return None
    rows = late_rows(lines, head + 1)
    return Table((head,), rows) if rows else None


def _ends_table(lines: Sequence[Line], index: int) -> bool:
    return find_label(lines[index].text) is not None or is_table_caption(lines[index].text) or _heads_next(lines, index)


def _heads_next(lines: Sequence[Line], index: int) -> bool:
    """Whether a numbered line heads the next of several tables: "(2) From Oman to Japan" below "(1) ...", above the heads of the columns."""
    if not is_item(lines[index].text) or index + 1 >= len(lines) or not is_column_head(lines[index + 1].text):
        return False
    return any(counts_on(line.text, lines[index].text) for line in lines[max(0, index - _LONGEST) : index])


def _rows(lines: Sequence[Line], first: int) -> tuple[tuple[int, int], ...]:
    """The spans of the rows from the first one on. Heads that come again on the next page stand between two rows."""
    starts: list[int] = [first]
    stops: list[int] = []
    usual = min((line.gap for line in lines[first + 1 : first + _TALLEST]), default=0)
    for index in range(first + 1, len(lines)):
        if _ends_table(lines, index) or index - starts[-1] > _TALLEST:
            break
        again = _is_head_inside(lines, starts[-1], index) or lines[index].gap > usual and not begins_row(lines, starts[-1], index)
        if (again or begins_row(lines, starts[-1], index)) and len(stops) < len(starts):
            stops.append(index)
        if not again and begins_row(lines, starts[-1], index):
            starts.append(index)
    else:
        index = len(lines)
    if len(stops) < len(starts):
        heights = [stop - start for start, stop in zip(starts, stops, strict=False)]
        even = starts[-1] + heights[0] if len(heights) > 1 and len(set(heights)) == 1 else 0  # cells that stand each on a line of its own
        if 0 < even <= index and all(line.gap == 0 for line in lines[starts[-1] + 1 : even]):
            stops.append(even)
        else:
            stops.append(_last_stop(lines, starts[-1], index, max(heights, default=1), usual))
    return tuple(zip(starts, stops, strict=True))


def _is_head_inside(lines: Sequence[Line], start: int, index: int) -> bool:
    """Column heads that come again on the next page, or a year that heads the rows below it."""
    text = lines[index].text
    if opening_year(text) == len(text):
        before = opening_date(lines[start].text, loose=True)
        return before is None or before.has_year or before.stop < len(lines[start].text)
    return is_column_head(text) and not opening_date(text)


def begins_row(lines: Sequence[Line], start: int, index: int) -> bool:
    """Whether a line begins another row than the one that began at ``start``: with a date that does not complete the date of that one."""
    if lines[index].text.count(BORDER) == lines[start].text.count(BORDER) > 0:  # a line with as many of them as the row before is a row too
        return True
    opening = opening_date(lines[index].text, loose=True)
    before = opening_date(lines[start].text, loose=True)
    return opening is not None and not (before is not None and completes(lines[start].text, before, lines[index].text))


def completes(row: str, opening: Opening, line: str) -> int:
    """Where the rest of a broken date ends at the head of a later line of its row ("29 April –" with "1 May 2002" below it); 0 without one.

    >>> row = "29 апреля – М. Громов Осло"
    >>> completes(row, opening_date(row, loose=True), "1 мая 2002 г. премьер")
    13
    """
    if opening.has_year:
        return 0
    rest, year = opening_date(line, loose=True), opening_year(line)
    if rest is None:
        return year
    return rest.stop if rest.has_year and row[opening.stop :].lstrip()[:1] in ("-", "–", "—") else 0


def _last_stop(lines: Sequence[Line], start: int, limit: int, height: int, usual: int) -> int:
    """The end of the last row: not higher than the highest before it, and before a wider gap or anything that reads like prose."""
    stop = start + 1
    opening = opening_date(lines[start].text, loose=True)
    if opening and stop < limit and completes(lines[start].text, opening, lines[stop].text):
        stop += 1
    while stop < limit and (_is_indented(lines, start, stop) or (stop < start + height and lines[stop].gap <= usual and not _is_prose(lines, stop))):
        stop += 1
    return stop


def _is_indented(lines: Sequence[Line], start: int, index: int) -> bool:
    """Whether a line stands below the later columns of a row, as a page printed with its blanks shows it."""
    return lines[index].gap == 0 and lines[index].indent > lines[start].indent + _COLUMN


def completes_numbered(lines: Sequence[Line], first: int, index: int) -> bool:
    """Whether a line goes on with the numbered row that began at ``first``, which ends in its place and day: "4. Convention on customs", "Oslo, 29.10.02"."""
    if _LAST_DAY.search(lines[index - 1].text) or counts_on(lines[first].text, lines[index].text):
        return False
    if _PLACE_AND_DAY.fullmatch(lines[index].text):
        return True
    last = next((at for at in range(index + 1, min(first + _NUMBERED + 1, len(lines))) if counts_on(lines[first].text, lines[at].text)), None)
    return last is not None and _PLACE_AND_DAY.fullmatch(lines[last - 1].text) is not None


def _is_prose(lines: Sequence[Line], index: int) -> bool:
    before, after = lines[index - 1], lines[index]
    if after.text[0].islower() or before.text[-1] in ",-":
        return False
    follows = lines[index + 1].text if index + 1 < len(lines) else ""
    if after.text.count("(") > after.text.count(")") and follows.endswith(")"):
        return False  # "working (NATO summit" with "in Riga)" below it is a cell
    return ends_sentence(after.text) or (len(after.text) > 30 and follows[:1].islower())


def row_starts(lines: Sequence[Line], full: Sequence[bool]) -> frozenset[int]:
    """The lines that open a row of a table or a chronicle without caption: two and more near one another begin with a date.

    A date that only happens to open a line of broken prose stands behind a full line.
    """
    dated = {index: cell.id for index, line in enumerate(lines) if (cell := opening_date(line.text))}
    sure = [index for index in dated if index == 0 or (not full[index - 1] and not _is_open(lines[index - 1].text))]
    known = sorted({index for pair in pairwise(sure) if pair[1] - pair[0] <= _NEAR for index in pair})
    places = sorted(dated)
    return frozenset(known) | {
        index
        for index in places
        if (_is_among_rows(dated, places, index) or _opens_entry(lines, index)) and _near(known, index) and _is_free(lines, index)
    }


def _near(numbers: Sequence[int], number: int) -> list[int]:
    place = bisect_left(numbers, number)
    return [other for other in numbers[max(0, place - 2) : place + 3] if other != number and abs(other - number) <= _NEAR]


def _is_among_rows(dated: dict[int, str], places: Sequence[int], index: int) -> bool:
    """Two more lines nearby open with a date of the same form: by chance that hardly happens in prose."""
    return sum(dated[other] == dated[index] for other in _near(places, index)) >= 2


def _opens_entry(lines: Sequence[Line], index: int) -> bool:
    """A date with a stop, dash or colon right behind it, after a finished sentence."""
    opening = opening_date(lines[index].text)
    finished = index == 0 or lines[index - 1].text[-1] in ".!?"
    return finished and opening is not None and lines[index].text[opening.stop :].lstrip()[:1] in (".", ":", "–", "—", "-")


def _is_free(lines: Sequence[Line], index: int) -> bool:
    opening = opening_date(lines[index].text)
    goes_on = lines[index].text[0].islower() and (opening is None or opening.has_year)  # "июнь – Рим" is free, "мая 1992 года он" is not
    return not goes_on and not (index and _is_open(lines[index - 1].text))


def _is_open(text: str) -> bool:
    """Whether a line cannot be the last of its sentence."""
    return text[-1] in ",-–" or fold(text[-30:]).split()[-1] in small_words()
