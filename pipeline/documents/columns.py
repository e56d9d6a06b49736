"""Tables that still show their columns, by tabs or by wide gaps: each row becomes one line, with a mark between its cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.documents.cells import BORDER, is_date, is_placed_date, opening_date
from pipeline.documents.grids import grid_rows
from pipeline.documents.hyphens import join_mark
from pipeline.documents.lines import Line, cells_of, ends_sentence, split_lines
from pipeline.documents.offsets import Edit
from pipeline.documents.tables import find_tables
from pipeline.documents.words import known_words

_INNER_TAB = re.compile(r"(?<=\S)[ \t]*\t[ \t]*(?=\S)")
_BAR = re.compile(r"[ \t]*\|[ \t]*")
_SLASH = " / "
_RULE = re.compile(r"[|+:=\s-]+")
_MARKER = re.compile(r"(?:[•▪●◦■□♦➢✓*·–—-]|\(?\w{1,3}[.)])\t")
_APART = 3  # characters by which the cells of one column may begin apart
_LEAST_CELLS = 2
_WIDE = re.compile(r"\S {3,}\S")
_NUMBER = re.compile(r"\d{1,3}[.)]?")
_DAY = re.compile(r"\d{1,2}(?!\d)")
_LONGEST_CELL = 150
_TALLEST = 7  # lines of a row whose cells stand each on a line of its own
_NEAR = 6  # lines between two rows of one table


def unfold_columns(text: str) -> Iterator[Edit]:
    """The lines of a row whose cells are parted by two blanks and more become one line, each piece with the cell above it.

    Leaves alone justified prose: only tables with a caption or column heads, and neighbouring lines that open with a date, are looked at.

    >>> text = "Date          Visitor     Place\\n5 May 1998    A. Brown,   Oslo\\n              speaker"
    >>> [edit.after for edit in unfold_columns(text)]
    ['5 May 1998 | A. Brown, speaker | Oslo']
    """
    lines = split_lines(text)
    grid = grid_rows(lines) if "  " in text else []
    inside = {index for start, stop in grid for index in range(start, stop)}
    rows = sorted({row for table in find_tables(text) for row in table.rows if not inside & set(range(*row))} | {row for row in _dated_rows(lines) if row[0] not in inside} | set(grid)) if "  " in text else []
    words = known_words(text) if rows else frozenset()
    done = 0
    for start, stop in rows:
        cells = [cells_of(line) for line in lines[start:stop]]
        if start >= done and len(cells[0]) >= _LEAST_CELLS:
            done = stop
            yield Edit(lines[start].start, lines[stop - 1].stop, BORDER.join(_columns(cells, words)))


def _dated_rows(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Rows without caption: lines near one another that open with a date, or have one as a cell, and have three cells or more, or two far apart; indented lines go on."""
    pairs = _pairs(lines)
    dated = [index for index, line in enumerate(lines) if "  " in line.text and (len(cells_of(line)) > 2 or index in pairs) and (opening_date(line.text) or _is_late_row(lines, index))]
    near = {index for before, after in pairwise(dated) if after - before <= _NEAR for index in (before, after)}
    for index in sorted(near):
        stop = index + 1
        while stop < len(lines) and stop not in near and lines[stop].gap == 0 and lines[stop].indent > lines[index].indent + _APART:
            stop += 1
        yield index, stop


def _pairs(lines: Sequence[Line]) -> frozenset[int]:
    """The lines that are a date and one other cell far apart, where none of them goes on below."""
    found = [index for index, line in enumerate(lines) if "   " in line.text and _is_pair(line)]
    last = {index for index in found if index + 1 == len(lines) or lines[index + 1].gap or _WIDE.search(lines[index + 1].text)}
    return frozenset(found if len(last) == len(found) else ())


def _is_pair(line: Line) -> bool:
    """Whether a line is a date and one other cell, with three blanks or more between them."""
    cells = [piece for _, piece in cells_of(line)]
    return len(cells) == _LEAST_CELLS and _WIDE.search(line.text) is not None and sum(map(is_date, cells)) == 1 and max(map(len, cells)) < _LONGEST_CELL


def _is_late_row(lines: Sequence[Line], index: int) -> bool:
    """Whether a line has a date as one of its later cells, with its place or alone, and does not end a row that the line above begins; a number begins one."""
    cells = [[piece for _, piece in cells_of(line)] for line in lines[max(0, index - 2) : index + 1]]
    goes_on = not _NUMBER.fullmatch(cells[-1][0]) and len(cells) > 2 and lines[index].gap == 0 and len(cells[-2]) == 1 and len(cells[-3]) > 1
    return not goes_on and any(is_date(piece) or is_placed_date(piece) for piece in cells[-1])


def _columns(lines: Sequence[Sequence[tuple[int, str]]], words: frozenset[str]) -> list[str]:
    """The texts of the columns: a piece belongs to the last column of the first line that does not begin behind it."""
    starts = [start for start, _ in lines[0]]
    texts = [piece for _, piece in lines[0]]
    for cells in lines[1:]:
        for start, piece in cells:
            column = max((number for number, place in enumerate(starts) if place <= start + _APART), default=0)
            texts[column] = attached(texts[column], piece, words)
    return texts


def attached(left: str, right: str, words: frozenset[str]) -> str:
    """Two pieces of one cell as one text; a word parted between them becomes whole."""
    if not left or not right:
        return left or right
    joined = f"{left}\n{right}"
    start, stop, mark = join_mark(joined, (len(left), len(left) + 1), words)
    return joined[:start] + mark + joined[stop:]


def space_bars(text: str) -> Iterator[Edit]:
    """Bars between the cells of neighbouring lines stand between blanks; those at the ends of a line, and lines of nothing else, go.

    >>> text, edits = "|Date|Place|\\n|---|---|\\n|5 May|Oslo|", []
    >>> for edit in reversed(list(space_bars(text))):
    ...     text = text[: edit.start] + edit.after + text[edit.stop :]
    >>> text
    'Date | Place\\n5 May | Oslo'
    """
    if "|" not in text:
        return
    lines = split_lines(text)
    bars = [line.text.count("|") for line in lines]
    for index, line in enumerate(lines):
        if bars[index] == 0 or bars[index] not in (*bars[max(0, index - 1) : index], *bars[index + 1 : index + 2]):
            continue
        if _RULE.fullmatch(line.text):
            yield Edit(line.start, min(len(text), line.stop + 1), "")
            continue
        for match in _BAR.finditer(line.text):
            edge = match.start() == 0 or match.end() == len(line.text)
            yield Edit(line.start + match.start(), line.start + match.end(), "" if edge else BORDER)


def mark_slashes(text: str) -> Iterator[Edit]:
    """Slashes between blanks become marks between cells, on neighbouring lines that have as many of them, two and more.

    >>> [edit.after for edit in mark_slashes("Latvia / A. Brown / 1–2 July\\nMalta / B. Green / 3 July\\nand / or")]
    [' | ', ' | ', ' | ', ' | ']
    """
    if _SLASH not in text:
        return
    lines = split_lines(text)
    slashes = [line.text.count(_SLASH) for line in lines]
    for index, line in enumerate(lines):
        if slashes[index] < _LEAST_CELLS or slashes[index] not in (*slashes[max(0, index - 1) : index], *slashes[index + 1 : index + 2]):
            continue
        for match in re.finditer(_SLASH, line.text):
            yield Edit(line.start + match.start(), line.start + match.end(), BORDER)


def pair_dates(text: str) -> Iterator[Edit]:
    """A day that stands alone on its line and the cell on the line below it become one row, where such pairs follow one another.

    >>> [edit.after for edit in pair_dates("18–19.02.2008\\nThe minister, Oslo\\n11.11.2014\\nThe speaker, Rome\\nIt is a list.")]
    [' | ', ' | ']
    """
    lines = split_lines(text)
    pairs = [index for index in range(len(lines) - 1) if _is_day(lines[index].text) and _is_cell(lines[index + 1])]
    for index in pairs:
        if index - 2 in pairs or index + 2 in pairs:
            yield Edit(lines[index].stop, lines[index + 1].start, BORDER)


def pair_numbers(text: str) -> Iterator[Edit]:
    """Numbers from 1 on that stand alone on their lines and the cells on the lines below each become one row.

    >>> [edit.after for edit in pair_numbers("1\\nProtocol\\nOslo, 5 May 1998\\n2\\nTreaty\\nRome, 6 May 1999\\nIt is a list.")]
    [' | ', ' | ', ' | ', ' | ']
    """
    lines = split_lines(text)
    first = 0
    while first < len(lines):
        rows = _numbered_rows(lines, first) if lines[first].text.rstrip(".") == "1" else []
        for start, stop in rows if len(rows) > 1 else []:
            yield from (Edit(before.stop, after.start, BORDER) for before, after in pairwise(lines[start:stop]))
        first = rows[-1][1] if rows else first + 1


def _numbered_rows(lines: Sequence[Line], first: int) -> list[tuple[int, int]]:
    """The spans of lines of the rows that open with 1, 2, 3 and so on; the last is not higher than the highest before it."""
    rows: list[tuple[int, int]] = []
    while first < len(lines) and lines[first].text.rstrip(".") == str(len(rows) + 1):
        tallest = max((stop - start for start, stop in rows), default=_TALLEST)
        stop = first + 1
        while stop < len(lines) and stop - first < tallest and lines[stop].gap <= lines[first + 1].gap and _is_piece(lines[stop], len(rows) + 2):
            stop += 1
        if stop == first + 1:
            break
        rows.append((first, stop))
        first = stop
    return rows


def _is_piece(line: Line, following: int) -> bool:
    return line.text.rstrip(".") != str(following) and len(line.text) <= _LONGEST_CELL and not ends_sentence(line.text)


def _is_day(text: str) -> bool:
    opening = opening_date(text) if _DAY.match(text) and text[-1] not in ":–—-" else None
    return opening is not None and opening.has_year and opening.stop == len(text.rstrip(" ."))


def _is_cell(line: Line) -> bool:
    return line.gap == 0 and len(line.text) <= _LONGEST_CELL and not _is_day(line.text) and not ends_sentence(line.text) and not line.text[0].islower()


def mark_cells(text: str) -> Iterator[Edit]:
    """Tabs between cells, on neighbouring lines, become marks between cells; other tabs inside a line become a blank.

    Leaves alone the tab behind a bullet or a number.

    >>> [edit.after for edit in mark_cells("10.06.1997\\tThe minister\\n12.06.1997\\tThe speaker\\nSo.\\nWell,\\tthen")]
    [' | ', ' | ', ' ']
    """
    if "\t" not in text:
        return
    lines = split_lines(text)
    tabs = [0 if _MARKER.match(line.text) else len(_INNER_TAB.findall(line.text)) for line in lines]
    for index, line in enumerate(lines):
        beside = [tabs[other] for other in (index - 1, index + 1) if 0 <= other < len(lines) and tabs[other]]
        is_row = bool(beside) and (tabs[index] > 1 or tabs[index] in beside or any(map(is_date, line.text.split("\t"))))
        marker = _MARKER.match(line.text)
        for match in _INNER_TAB.finditer(line.text, marker.end() if marker else 0):
            yield Edit(line.start + match.start(), line.start + match.end(), BORDER if is_row else " ")
