"""The lines of a text as they stand on their pages, and what can be said of two that follow each other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline.documents.layout import small_words
from pipeline.text import fold, trim

_SENTENCE_END = re.compile(r"[.!?…:;][\"”»’)\]]*$")
_OPEN_END = re.compile(r"[\w,;:\-–—«“(]$")
_CELLS = re.compile(r"\s\|\s|\t|\S {3,}\S")  # the line is a row of cells
_CELL = re.compile(r"\S+(?: \S+){0,60}")
_ITEM = re.compile(r"\w\)")
_COUNT = re.compile(r"\(?(\d{1,2}|[a-zа-яə])([.)])\s")
_SHORTEST_BROKEN = 20  # letters that a line broken in mid-sentence has at least
_NEXT_ITEM = 3  # lines within which an item is followed by the next one


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank: its span without white space, the indent, the blank lines before it, whether a page begins with it."""

    start: int
    stop: int
    indent: int
    gap: int
    page: bool
    text: str


@lru_cache(maxsize=2)  # several repairs look at one text where those between them have nothing to do
def split_lines(text: str) -> list[Line]:
    """The lines of a text that are not blank.

    >>> [(line.text, line.gap, line.page) for line in split_lines("a\\n\\n b\\n\\fc")]
    [('a', 0, False), ('b', 1, False), ('c', 0, True)]
    """
    found: list[Line] = []
    blank = offset = 0
    page = False
    for piece in text.replace("\f", "\n").split("\n"):
        new_page = offset > 0 and text[offset - 1] == "\f"
        page = page or new_page
        start, stop = trim(text, offset, offset + len(piece))
        if start < stop:
            found.append(Line(start, stop, start - offset, max(0, blank - new_page), page, text[start:stop]))
            blank, page = 0, False
        else:
            blank += 1
        offset += len(piece) + 1
    return found


def is_inside_sentence(lines: Sequence[Line], start: int, stop: int) -> bool:
    """Whether the line before ``start`` is an unfinished sentence that goes on at ``stop``: in small letters, or behind a word or a sign
    that cannot be the last.

    >>> is_inside_sentence(split_lines("The talks were held in Prague, and\\n12\\nthe minister left"), 1, 2)
    True
    """
    if start == 0 or stop >= len(lines):
        return False
    before, after = lines[start - 1].text, lines[stop].text
    if len(before) <= _SHORTEST_BROKEN or _CELLS.search(before) or _CELLS.search(after):
        return False
    if before[-1] in ",-–(«“" or fold(before[-30:]).split()[-1] in small_words():
        return True
    return bool(_OPEN_END.search(before)) and after[0].islower() and not _ITEM.match(after)


def cells_of(line: Line) -> list[tuple[int, str]]:
    """The cells of a line, parted by two blanks and more, each with the place in the line where it begins."""
    return [(line.indent + match.start(), match[0]) for match in _CELL.finditer(line.text)]


def ends_sentence(text: str) -> bool:
    """Whether a line ends like a sentence or a clause of its own.

    >>> ends_sentence("etdi.”"), ends_sentence("etdi və")
    (True, False)
    """
    return bool(_SENTENCE_END.search(text))


def is_item(text: str) -> bool:
    """True for a line that opens with a letter or number of an enumeration."""
    return _COUNT.match(text) is not None


def counts_on(item: str, after: str) -> bool:
    """True where a line has the next letter or number of the item before it: "a) ...", "b) ..."; lines as wide as these may be whole items."""
    first, second = _COUNT.match(item), _COUNT.match(after)
    if not first or not second or first[2] != second[2]:
        return False
    if first[1].isdigit() and second[1].isdigit():
        return int(second[1]) == int(first[1]) + 1
    return len(first[1]) == len(second[1]) == 1 and ord(second[1]) == ord(first[1]) + 1


def is_counted_on(lines: Sequence[Line], index: int) -> bool:
    """True where one of the next lines has the next letter or number, so that this one begins an item of a list."""
    return any(counts_on(lines[index].text, line.text) for line in lines[index + 1 : index + 1 + _NEXT_ITEM])
