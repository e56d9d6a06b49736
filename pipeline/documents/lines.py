"""The lines of a text as they stand on their pages, and the ones that belong to the page and not to the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.documents.offsets import Edit
from pipeline.text import fold, trim

_SENTENCE_END = re.compile(r"[.!?…:;][\"”»’)\]]*$")
_OPEN_END = re.compile(r"[\w,\-–—«“(]$")
_PAGE_NUMBER = re.compile(r"[-–—|\[]?\s?(?:[^\W\d]{1,4}\.?\s)?(\d{1,4})(?:\s?(?:/|[^\W\d]{2})\s?\d{1,4})?\s?[-–—|\]]?")
_LINK = re.compile(
    r"(?:https?://|www\.|doi\.org|doi:)\S{1,300}|\S{1,100}@\S{1,100}|[\w-]{2,60}(?:\.[\w-]{2,30}){1,5}/\S{0,300}", re.IGNORECASE
)
_LONGEST_HEAD = 120  # a running head is one line of title or author
_LEAST_REPEATS = 3


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank: its span without white space, the indent, the blank lines before it, whether a page begins with it."""

    start: int
    stop: int
    indent: int
    gap: int
    page: bool
    text: str


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


def drop_page_numbers(text: str) -> Iterator[Edit]:
    """A number alone on a line goes where it stands inside a sentence, begins or ends a page, or counts on from the one before.

    Leaves alone years and numbers that stand as headings or cells.
    """
    lines = split_lines(text)
    short = [(index, line.text) for index, line in enumerate(lines) if len(line.text) < 24]
    numbers = [(index, int(match[1])) for index, text in short if (match := _PAGE_NUMBER.fullmatch(text))]
    counted = _counting_on(numbers)
    for index, number in numbers:
        at_page = lines[index].page or (index + 1 < len(lines) and lines[index + 1].page)
        if at_page or number in counted or is_inside_sentence(lines, index, index + 1):
            yield _without(lines, index, index + 1)


def _counting_on(numbers: Sequence[tuple[int, int]]) -> frozenset[int]:
    """Numbers of at least three lines that count on one by one, some lines of text apart."""
    runs: list[list[tuple[int, int]]] = []
    for index, number in numbers:
        if runs and number == runs[-1][-1][1] + 1 and index - runs[-1][-1][0] > 4:
            runs[-1].append((index, number))
        else:
            runs.append([(index, number)])
    return frozenset(number for run in runs if len(run) >= _LEAST_REPEATS for _, number in run)


def drop_running_heads(text: str) -> Iterator[Edit]:
    """A line that comes again on page after page (title, author, journal) goes where at least half of its places are page joints.

    Leaves alone what repeats inside the text, such as the headings of a table.
    """
    lines = split_lines(text)
    shapes = [re.sub(r"\d+", "0", fold(line.text)) if len(line.text) <= _LONGEST_HEAD else "" for line in lines]
    counts = Counter(shapes)
    places: dict[str, list[int]] = {}
    for index, shape in enumerate(shapes):
        if counts[shape] >= 2 and not ends_sentence(shape) and any(character.isalpha() for character in shape):
            places.setdefault(shape, []).append(index)
    heads = [found for found in places.values() if _is_head(lines, found)]
    dropped = {index for found in heads for index in found[1:]} | {found[0] for found in heads if _at_joint(lines, found[0])}
    for index in sorted(dropped) if 2 * len(dropped) < len(lines) else ():
        yield _without(lines, index, index + 1)


def _is_head(lines: list[Line], places: list[int]) -> bool:
    at_joints = sum(_at_joint(lines, index) for index in places)
    pages = sum(lines[index].page for index in places)
    return 2 * at_joints >= len(places) and (len(places) >= _LEAST_REPEATS or pages >= 2)


def _at_joint(lines: list[Line], index: int) -> bool:
    """The first or last line of a page, or one that stands in the middle of a sentence."""
    return any(line.page for line in lines[index : index + 2]) or is_inside_sentence(lines, index, index + 1)


def drop_link_lines(text: str) -> Iterator[Edit]:
    """Lines that hold nothing but addresses go where they break a sentence: a PDF lists its links at the end of the page.

    Leaves alone addresses that stand between sentences.
    """
    lines = split_lines(text)
    index = 0
    while index < len(lines):
        stop = index
        while stop < len(lines) and all(_LINK.fullmatch(word.strip("()<>,;")) for word in lines[stop].text.split()[:9]):
            stop += 1
        if stop > index and is_inside_sentence(lines, index, stop):
            yield _without(lines, index, stop)
        index = max(stop, index + 1)


def is_inside_sentence(lines: Sequence[Line], start: int, stop: int) -> bool:
    """Whether the line before ``start`` is an unfinished sentence that goes on in small letters at ``stop``."""
    if start == 0 or stop >= len(lines):
        return False
    before, after = lines[start - 1].text, lines[stop].text
    return len(before) > 20 and bool(_OPEN_END.search(before)) and (after[0].islower() or before[-1] in ",-–(«“")


def ends_sentence(text: str) -> bool:
    """Whether a line ends like a sentence or a clause of its own.

    >>> ends_sentence("etdi.”"), ends_sentence("etdi və")
    (True, False)
    """
    return bool(_SENTENCE_END.search(text))


def _without(lines: Sequence[Line], start: int, stop: int) -> Edit:
    """Drop lines together with the white space before them; what stands behind keeps its distance."""
    return Edit(lines[start - 1].stop if start else 0, lines[stop - 1].stop, "")
