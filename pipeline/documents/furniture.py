"""What belongs to the page and not to the text: numbers, addresses, running heads, imprints. Found by what it is, also in mid-sentence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from pipeline.documents.cells import opening_date
from pipeline.documents.layout import is_imprint
from pipeline.documents.lines import Line, ends_sentence, is_inside_sentence, split_lines
from pipeline.documents.offsets import Edit
from pipeline.text import fold

_PAGE_NUMBER = re.compile(r"[-–—|\[•·~*]?\s?(?:[^\W\d]{1,4}\.?\s)?(\d{1,4})(?:\s?(?:/|[^\W\d]{2})\s?\d{1,4})?\s?[-–—|\]•·~*]?")
_DECORATED = re.compile(r"([-–—|~*•·])\s?\d{1,4}\s?\1")
_NUMBERED = re.compile(r"^\d{1,4}\s+(?=[^\W\d_]{2})|(?:(?<=[^\W\d_]{3})|(?<=\.\.\.)|(?<=…))\s+\d{1,4}$")
_CUT_SHORT = re.compile(r"(?:\.\.\.|…)$")  # of a title that a running head has no room for
_DAY_LINE = re.compile(r"^(?:\d{1,2}\s[^\W\d_]+|[^\W\d_]+\s\d{1,2},)\s(?:19|20)\d\d(?!\d)")  # "14 May 2025", "May 14, 2025"
_WITH_PAGE = re.compile(r"^(?:[2-9]\d|[1-9]\d\d)\s+(?=[^\W\d_])|(?:(?<=[^\W\d_]{3})|(?<=\d\)))\s+(?:[2-9]\d|[1-9]\d\d)$")  # smaller numbers may count items
_RULE = re.compile(r"[_—–=-]{5,200}|[_—–=-](?: [_—–=-]){4,100}")
_LINK = re.compile(
    r"(?:https?://|www\.|doi\.org|doi:)\S{0,300}|\S{1,100}@\S{1,100}|[\w-]{2,60}(?:\.[\w-]{2,30}){1,5}/\S{0,300}", re.IGNORECASE
)
_LINK_LABEL = re.compile(r"(?:[^\W\d]{1,8}(?:-[^\W\d]{2,6})?):|10\.\d{4,5}/\S{1,100}", re.IGNORECASE)
_LONGEST_HEAD = 120  # a running head is one line of title or author
_LEAST_REPEATS = 3
_LEAST_LETTERS = 8  # of a running head: a shorter line that comes again is the cell of a table
_FIRST_YEAR, _LAST_YEAR = 1850, 2060  # a number alone on a line between these is the heading of a chronicle rather than a page
_CUT = 3  # words of a head of which the last may be cut
_FULL = 0.85  # of the length of the line before: a line of a paragraph
_AS_LONG = 0.92  # of the length of the line behind: a line of the same paragraph
_LEAST_PROSE = 40  # letters of a line of prose; the cells of a table are shorter
_APART = 4  # lines of text between two page ends at least; numbers that stand closer are cells of a table
_HEAD = 2  # lines of title and author, where an imprint is no furniture
_TOP = 6  # lines in which the author and the title stand


@dataclass(frozen=True, slots=True)
class Survey:
    """What the repairs of page ends know: the lines, what each looks like (``number``, ``link``, ``rule``, ``imprint``, ``echo``, ``numbered`` (a head with its page number),
    ``again`` or nothing), its shape, the numbers, and those of them that count the pages or head the years of a chronicle."""

    lines: list[Line]
    signs: list[str]
    shapes: list[str]
    numbers: dict[int, int]
    counted: frozenset[int]
    headings: frozenset[int]


def drop_furniture(text: str) -> Iterator[Edit]:
    """Page numbers, addresses, running heads and imprints go where a page ends: several of them together, one that breaks a sentence,
    one beside a form feed, numbers that count on from page to page, heads that come again at such places.

    Leaves alone years as headings, numbers and names in the cells of a table, addresses between sentences, the head of the document.
    """
    survey = survey_pages(text)
    found = list(_runs(survey, _heads(survey)))
    return without(survey.lines, found if sum(stop - start for start, stop in found) < len(survey.lines) else ())


@lru_cache(maxsize=1)  # both repairs look at the same text where the first has nothing to do
def survey_pages(text: str) -> Survey:
    """What each line of a text looks like, and which numbers count the pages.

    >>> survey_pages("See\\n- 5 -\\nwww.a.example").signs
    ['', 'number', 'link']
    """
    lines = split_lines(text)
    numbers = {
        index: int(match[1]) for index, line in enumerate(lines) if len(line.text) < 24 and (match := _PAGE_NUMBER.fullmatch(line.text))
    }
    counted = _counting_on(numbers)
    shapes = [_shape(line.text) for line in lines]
    counts = Counter(shapes)
    again = [bool(shape) and counts[shape] > 1 for shape in shapes]
    first = [line.text for line in lines[:_TOP] if not _DAY_LINE.search(line.text)]  # "8 May 2025" above "9 May 2025" is no title
    top = frozenset(word for text in first for word in _names(text[:300]))
    signs = [("number" if index in numbers else _sign(line, again[index], top, late=index >= _TOP)) for index, line in enumerate(lines)]
    return Survey(lines, signs, shapes, numbers, counted, _year_headings(numbers, counted))


def _sign(line: Line, again: bool, top: frozenset[str], *, late: bool) -> str:
    if _RULE.fullmatch(line.text):
        return "rule"
    words = line.text.split()
    if len(line.text) < 600 and _LINK.match(words[-1].strip("()<>,;")) and all(_is_address(word) for word in words):
        return "link"
    if len(line.text) > _LONGEST_HEAD:
        return ""
    bare = _NUMBERED.sub("", line.text)
    if is_imprint(line.text) and not ends_sentence(line.text):
        return "imprint" if bare == line.text or not late else "numbered"
    if late and bare != line.text and _is_echo(bare, top) and not _DAY_LINE.search(line.text):
        return "numbered"
    return "echo" if late and _is_echo(line.text, top) else "again" if again else ""


def _is_echo(text: str, top: frozenset[str]) -> bool:
    """Whether a line holds nothing but words of the author and the title; the last may have been cut off, and of given names only the initials may stand."""
    text = _CUT_SHORT.sub("", text)
    names = _names(text)
    if len(names) > _CUT and any(word.startswith(names[-1]) for word in top):
        names.pop()
    return not ends_sentence(text) and len(names) > 1 and sum(map(len, names)) >= _LEAST_LETTERS and all(len(name) == 1 or name in top for name in names)


def _names(text: str) -> list[str]:
    """The words of a line, the same in capitals and in small letters of any alphabet."""
    return re.findall(r"\w+", fold(text).replace("ı", "i"))


def _is_address(word: str) -> bool:
    bare = word.strip("()<>,;")
    return _LINK.fullmatch(bare) is not None or _LINK_LABEL.fullmatch(bare) is not None


def _shape(text: str) -> str:
    """What a running head has in common from page to page; the lines that can be none have no shape."""
    shape = re.sub(r"\d+", "0", fold(text)) if len(text) <= _LONGEST_HEAD and not ends_sentence(text) else ""
    return shape if sum(map(str.isalpha, shape)) >= _LEAST_LETTERS else ""


def _counting_on(numbers: dict[int, int]) -> frozenset[int]:
    """The lines of at least three numbers that count on one by one, some lines of text apart."""
    runs: list[list[tuple[int, int]]] = []
    for index, number in numbers.items():
        if runs and number == runs[-1][-1][1] + 1 and index - runs[-1][-1][0] > _APART:
            runs[-1].append((index, number))
        else:
            runs.append([(index, number)])
    return frozenset(index for run in runs if len(run) >= _LEAST_REPEATS and not _is_year(run[0][1]) for index, _ in run)


def _year_headings(numbers: dict[int, int], counted: frozenset[int]) -> frozenset[int]:
    """The lines of the years of a chronicle: at least three that stand alone, each later than the one before."""
    years = [index for index, number in numbers.items() if _is_year(number) and index not in counted]
    rising = all(numbers[one] < numbers[other] for one, other in pairwise(years))
    return frozenset(years if rising and len(years) >= _LEAST_REPEATS else ())


def _is_year(number: int) -> bool:
    return _FIRST_YEAR <= number <= _LAST_YEAR


def is_page_number(survey: Survey, index: int) -> bool:
    """Whether a line is a number alone that may be that of a page: no year, a line of prose beside it, and no other number within some lines."""
    if index not in survey.numbers:
        return False
    near = [other for other in range(max(0, index - _APART + 1), min(len(survey.lines), index + _APART)) if other != index]
    has_prose = any(len(survey.lines[other].text) >= _LEAST_PROSE for other in near)
    return has_prose and not _is_year(survey.numbers[index]) and not any(other in survey.numbers for other in near)


def _is_mark(survey: Survey, index: int) -> bool:
    """Whether a line tells the end of a page by itself."""
    return survey.signs[index] in ("link", "numbered") or (survey.signs[index] == "number" and is_page_number(survey, index))


def _heads(survey: Survey) -> frozenset[int]:
    """The lines that come again and stand at page ends at least twice, and at half of their places."""
    places: dict[str, list[int]] = {}
    for index, sign in enumerate(survey.signs):
        if sign in ("again", "imprint", "echo") and survey.shapes[index]:
            places.setdefault(survey.shapes[index], []).append(index)
    found = set()
    for where in places.values():
        joints = [index for index in where if _is_at_joint(survey, index)]
        pages = sum(_begins_page(survey, index, index + 1) or _has_mark(survey, index) for index in where)
        if len(joints) > 1 and 2 * len(joints) >= len(where) and (len(where) >= _LEAST_REPEATS or pages > 1):
            found |= {*where[1:], *(joints[:1] if joints[0] == where[0] and where[0] else ())}
    return frozenset(found)


def _is_at_joint(survey: Survey, index: int) -> bool:
    """At the edge of a page, beside a mark of its end, or in the middle of a sentence."""
    inside = is_inside_sentence(survey.lines, index, index + 1)
    return inside or _begins_page(survey, index, index + 1) or _has_mark(survey, index)


def _has_mark(survey: Survey, index: int) -> bool:
    return any(_is_mark(survey, near) for near in range(max(0, index - 2), min(len(survey.lines), index + 3)) if near != index)


def _begins_page(survey: Survey, start: int, stop: int) -> bool:
    return any(line.page for line in survey.lines[start : stop + 1])


def _runs(survey: Survey, heads: frozenset[int]) -> Iterator[tuple[int, int]]:
    """The stretches of lines to drop, in order."""
    index = 0
    while index < len(survey.lines):
        stop = index
        while stop < len(survey.lines) and _may_go(survey, stop, heads):
            stop += 1
        if broken := _breaks_sentence(survey, index):
            yield index, broken
            stop = broken
        elif stop > index and _is_page_end(survey, index, stop, heads):
            yield index, stop
        elif stop > index + 1:
            yield from ((place, place + 1) for place in range(index, stop) if _is_page_end(survey, place, place + 1, heads))
        index = max(stop, index + 1)


def _breaks_sentence(survey: Survey, index: int) -> int:
    """Where a page number and a running head end, whatever it says, that part a line of prose from its going on; 0 without them."""
    lines = survey.lines
    if index == 0 or len(lines[index - 1].text) < _LEAST_PROSE:
        return 0
    for stop in (index + 1, index + 2):
        if stop >= len(lines) or not _goes_on(lines, index, stop):
            continue
        heads = [place for place in range(index, stop) if survey.signs[place] != "number"]
        numbered = len(heads) < stop - index and all(is_page_number(survey, place) for place in range(index, stop) if place not in heads)
        if len(heads) == 1 and (numbered and may_be_head(lines[heads[0]].text) or is_head_with_page(lines, heads[0])):
            return stop
    return 0


def _goes_on(lines: Sequence[Line], start: int, stop: int) -> bool:
    """Whether a sentence goes on behind some lines: in small letters, or, where they are two or more, in any, from a full line of prose that has no end to another."""
    if lines[stop].text[0].islower():
        return is_inside_sentence(lines, start, stop)
    before, after = lines[start - 1].text, lines[stop].text
    is_prose = min(len(before), len(after)) >= _LEAST_PROSE and before[-1].isalpha() and after[0].isalpha() and opening_date(after) is None
    return is_prose and stop - start > 1 and start > 1 and len(before) > _FULL * len(lines[start - 2].text)


def is_head_with_page(lines: Sequence[Line], index: int, *, noted: bool = False) -> bool:
    """Whether a line is a running head with its page number, "142 Norway and its neighbours"; it may be long where it is ``noted`` that notes end before it."""
    text = lines[index].text
    if not 0 < index < len(lines) - 1 or _WITH_PAGE.search(text) is None or not may_be_head(text):
        return False
    return not (_opens_prose(text) if noted else _may_be_prose(lines, index))


def _may_be_prose(lines: Sequence[Line], index: int) -> bool:
    """Whether a line that a number opens may be one of the sentence around it: it opens with a day, ends in mid-word, or is as long as the line before and no further from it."""
    line, before, after = lines[index], lines[index - 1], lines[index + 1]
    full = len(line.text) > _FULL * len(before.text) and max(line.gap, after.gap) <= before.gap
    return full or _opens_prose(line.text)


def _opens_prose(text: str) -> bool:
    return text[-1] == "-" or opening_date(text, loose=True) is not None


def is_full(lines: Sequence[Line], index: int) -> bool:
    """Whether a line is as long as the next one and no further from it than lines are as a rule: one of a paragraph; a running head is shorter or apart."""
    if index + 1 >= len(lines) or lines[index + 1].gap > min(lines[index].gap, _usual_gap(lines)):
        return False
    return len(lines[index].text) > _AS_LONG * len(lines[index + 1].text)


def _usual_gap(lines: Sequence[Line]) -> int:
    return Counter(line.gap for line in lines).most_common(1)[0][0] if lines else 0


def may_be_head(text: str) -> bool:
    """Whether a line can be a running head: short, unfinished, no going on of a sentence."""
    bare = _WITH_PAGE.sub("", text)
    return len(text) <= _LONGEST_HEAD and not ends_sentence(text) and not bare[0].islower() and sum(map(str.isalpha, bare)) >= _LEAST_LETTERS


def _may_go(survey: Survey, index: int, heads: frozenset[int]) -> bool:
    return index in heads or index not in survey.headings and survey.signs[index] in ("number", "link", "rule", "imprint", "echo", "numbered")


def _is_page_end(survey: Survey, start: int, stop: int, heads: frozenset[int]) -> bool:
    """Whether lines that look like furniture stand at the end of a page."""
    places = range(start, stop)
    if any(place in heads for place in places) and all(place in heads or _is_sure(survey, place) for place in places):
        return True
    if start == 0 and not _begins_page(survey, start, stop):
        return False
    kinds = {survey.signs[place] for place in places}
    if is_inside_sentence(survey.lines, start, stop) and (start > _HEAD or not kinds <= {"imprint", "echo"}):
        return True
    if "numbered" in kinds or (len(kinds) > 1 and "link" in kinds) or _breaks_prose(survey, start, stop):
        return True
    numbers = [place for place in places if survey.signs[place] == "number" and place not in survey.counted]
    if any(_is_year(survey.numbers[place]) for place in numbers):
        return False
    if _begins_page(survey, start, stop) or all(place in survey.counted for place in places):
        return True
    return len(kinds) > 1 and all(is_page_number(survey, place) for place in numbers)


def _breaks_prose(survey: Survey, start: int, stop: int) -> bool:
    """Whether a number alone stands between two lines of prose of which the first is unfinished, or has signs of a page number around it."""
    if stop - start > 1 or survey.signs[start] != "number" or start == 0 or stop >= len(survey.lines) or not is_page_number(survey, start):
        return False
    before, after = survey.lines[start - 1].text, survey.lines[stop].text
    unfinished = before[-1].isalpha() and min(len(before), len(after)) >= _LEAST_PROSE
    return unfinished or _DECORATED.fullmatch(survey.lines[start].text) is not None


def _is_sure(survey: Survey, index: int) -> bool:
    return survey.signs[index] != "number" or is_page_number(survey, index)


def without(lines: Sequence[Line], runs: Iterable[tuple[int, int]]) -> Iterator[Edit]:
    """Edits that drop stretches of lines; what stands before and behind one gets the smaller of the two distances it had, and in
    mid-sentence no more than lines have here as a rule."""
    usual = _usual_gap(lines)
    merged: list[tuple[int, int]] = []
    for start, stop in runs:
        merged.append((merged.pop()[0] if merged and merged[-1][1] == start else start, stop))
    for start, stop in merged:
        if start == 0 or stop >= len(lines):
            yield Edit(lines[start - 1].stop if start else 0, lines[stop - 1].stop, "")
        else:
            broken = is_inside_sentence(lines, start, stop) or not ends_sentence(lines[start - 1].text)
            distance = min(lines[start].gap, lines[stop].gap, usual if broken else lines[stop].gap)
            yield Edit(lines[start - 1].stop, lines[stop].start - lines[stop].indent, "\n" * (distance + 1))
