"""Rows of tables whose cells were read across: the lines of a row hold a piece of each cell, and the pieces go back to their cells."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.documents.cells import BORDER, linking_words, opening_date
from pipeline.documents.columns import attached
from pipeline.documents.layout import small_words
from pipeline.documents.lines import Line, split_lines
from pipeline.documents.offsets import Edit
from pipeline.documents.tables import completes, find_tables
from pipeline.documents.words import known_words
from pipeline.text import fold

_FRAGMENT = re.compile(r"(?<!\w)([^\W\d_]{2,30})[-‐¬] (?=(\S{1,30}))")
_NAME_END = re.compile(r",(?: [a-zа-яёəıöüğşç][\w-]{0,30}){0,4}(?= [^\W\d_])")
_TOKEN = re.compile(r"(?<!\S)[^\W\d_]{1,30}(?!\w)")
_EMPTY_CELL = re.compile(r"\s[-–—]$")
_DAY_LAST = re.compile(r"(?<=[^\W\d_])([ \t]+)(?:[12]?\d|3[01])\.(?:0?[1-9]|1[0-2]|[IVX]{1,4})\Z")
_SHORTEST_STEM = 4  # letters of a fragment from which a word is told by its beginning alone


def unfold_rows(text: str) -> Iterator[Edit]:
    """The lines of a row that hold pieces of several cells become one line in the order of the cells, in a table where a broken date or a
    word parted inside a line proves that it was read across.

    Leaves alone tables whose cells follow one another, and what cannot be told: the last cell gets it.

    >>> text = "Table 1. Official visits\\nDate Visitor Place Kind\\n5–7 May A. Brown, Oslo offi- two documents\\n1998 the speaker cial"
    >>> [edit.after for edit in unfold_rows(text)]
    ['5–7 May 1998 | A. Brown, the speaker | Oslo official two documents']
    """
    lines = split_lines(text)
    tables = find_tables(text)
    words = _Words.of(text) if tables else _Words()
    for table in tables:
        rows = [[line.text for line in lines[start:stop]] for start, stop in table.rows]
        if all(_is_stacked(row) for row in rows):
            yield from (Edit(lines[a].start, lines[b - 1].stop, _stacked(row, words)) for row, (a, b) in zip(rows, table.rows, strict=True))
        elif any(_is_read_across(row, words) for row in rows):
            pairs = [(row, span) for row, span in zip(rows, table.rows, strict=True) if len(row) > 1]
            yield from (Edit(lines[a].start, lines[b - 1].stop, _unfolded(row, words)) for row, (a, b) in pairs)
        else:
            yield from (edit for start, stop in table.rows if stop == start + 1 for edit in _parted_day(lines[start]))


def _parted_day(line: Line) -> list[Edit]:
    """A mark before the day and month in figures that close a row: by itself "14.07" may be any number."""
    found = _DAY_LAST.search(line.text)
    return [Edit(line.start + found.start(1), line.start + found.end(1), BORDER)] if found else []


def _is_stacked(row: Sequence[str]) -> bool:
    """Whether each cell stands on a line of its own: the first holds nothing but the date."""
    opening = opening_date(row[0], loose=True)
    return len(row) > 1 and opening is not None and not row[0][opening.stop :].strip(" .–—-")


def _stacked(row: Sequence[str], words: _Words) -> str:
    """The cells of such a row; a line in small letters, or behind a comma, goes on with the cell before it."""
    cells = [row[0]]
    for line in row[1:]:
        goes_on = line[0].islower() and cells[-1][-1] not in ".;" and len(cells) > 1 and not line.islower()
        if cells[-1][-1] in ",-" or goes_on or fold(cells[-1]).split()[-1] in small_words() or _completes(cells, line):
            cells[-1] = attached(cells[-1], line, words.known)
        else:
            cells.append(line)
    return BORDER.join(cells)


def _completes(cells: Sequence[str], line: str) -> bool:
    opening = opening_date(cells[-1], loose=True) if len(cells) == 1 else None
    return opening is not None and completes(cells[-1], opening, line) == len(line)


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a document, sorted so that their beginnings can be looked up."""

    known: frozenset[str] = frozenset()
    ordered: list[str] = field(default_factory=list)

    @staticmethod
    def of(text: str) -> _Words:
        known = known_words(text)
        return _Words(known, sorted(known))

    def fit(self, left: str, right: str, letters: int) -> bool:
        """Whether two parts make a word of the document, or at least one that begins like it up to some letters of the right part."""
        whole = fold(left + right)
        if whole in self.known:
            return True
        stem = whole[: len(left) + letters]
        place = bisect_left(self.ordered, stem)
        found = place < len(self.ordered) and self.ordered[place].startswith(stem)
        return found and len(left) >= _SHORTEST_STEM and len(right) >= 2


def _is_read_across(row: Sequence[str], words: _Words) -> bool:
    opening = opening_date(row[0], loose=True)
    if len(row) < 2 or opening is None:
        return False
    broken = opening.stop + 2 < len(row[0]) and completes(row[0], opening, row[1]) > 0
    return broken or _continuation(row[0], row[1], words) is not None


def _continuation(first: str, second: str, words: _Words) -> tuple[re.Match[str], re.Match[str]] | None:
    """The word parted inside the first line, and its rest in the second."""
    for fragment in _FRAGMENT.finditer(first):
        if fold(fragment[2]) in linking_words():
            continue
        tokens = [token for token in _TOKEN.finditer(second) if token[0].islower()]
        best = next((token for letters in (3, 2, 1) for token in tokens if words.fit(fragment[1], token[0], letters)), None)
        strange = [token for token in tokens if fold(token[0]) not in words.known - {fold(token[0])}]
        if best is not None or (len(tokens) == 1 and strange):
            return fragment, best or tokens[0]
    return None


def _unfolded(row: Sequence[str], words: _Words) -> str:
    date, body, second = _date_apart(row[0], row[1])
    parted = _continuation(body, second, words)
    office, tail = "", second
    if parted:
        fragment, rest = parted
        office, tail = second[: rest.start()].strip(), second[rest.end() :].strip()
        body = f"{body[: fragment.end(1)]}{rest[0]} {body[fragment.end() :]}"
    name = _NAME_END.search(body)
    if not parted and name and _EMPTY_CELL.search(body):
        office, tail = second, ""
    for line in row[2:]:
        if tail or not name:
            tail = attached(tail, line, words.known)
        else:
            office = attached(office, line, words.known)
    if office:
        body = f"{body[: name.end()]} {office}{BORDER}{body[name.end() :].lstrip()}" if name else f"{body}{BORDER}{office}"
    return f"{date}{BORDER}{attached(body, tail, words.known)}" if tail else f"{date}{BORDER}{body}"


def _date_apart(first: str, second: str) -> tuple[str, str, str]:
    """The date of a row, made whole, and what stands behind it in the first and in the second line."""
    opening = opening_date(first, loose=True)
    if opening is None:
        return "", first, second
    date, body = first[: opening.stop], first[opening.stop :].strip()
    rest = completes(first, opening, second)
    if rest:
        dash = body[:1] if body[:1] in ("-", "–", "—") else ""
        date, body = f"{date} {dash + ' ' if dash else ''}{second[:rest]}", body[len(dash) :].strip()
    return date, body, second[rest:].strip()
