"""Broken lines become paragraphs again: one line each, as they were before a page had a width."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from pipeline.documents.hyphens import join_mark
from pipeline.documents.layout import first_labels, small_words
from pipeline.documents.lines import Line, ends_sentence, split_lines
from pipeline.documents.offsets import Edit
from pipeline.documents.tables import find_tables, row_starts
from pipeline.documents.words import known_words
from pipeline.text import fold, is_cyrillic, is_latin

_WINDOW = 5  # lines on either side that tell how wide the type area is here
_FULL = 0.9  # of the width: proportional type makes the count of letters differ by about a tenth
_BULLET = re.compile(r"[•▪●◦■□♦➢✓*·]\s*|[-–—]\s+")
_NUMBERED = re.compile(r"(?:\d{1,2}[.)]|[a-zа-яə]\)|[IVX]{1,5}[.)])\s")
_MIN_PROSE = 30  # letters of a line that can be broken prose without further evidence
_SHORT_HEADING = 80
_INDENT = 2  # blanks; one is left where a page begins
_DATELINE = re.compile(r"[^\W\d_a-zа-яёıəüöğşç]{3,30}(?:[ -][^\W\d_a-zа-яёıəüöğşç]{3,30})?[,.] [^\n]{0,30}\d")


@dataclass(frozen=True, slots=True)
class Page:
    """What the joining of two lines needs to know of the whole text."""

    lines: list[Line]
    wraps: frozenset[int]
    full: list[bool]
    rows: frozenset[int]
    tabled: dict[int, bool]
    words: frozenset[str]
    indents: bool


def join_lines(text: str) -> Iterator[Edit]:
    """Lines broken by the width of a page become one, also where a blank line follows each of them; parted words become whole.

    Leaves apart: paragraphs (short last line), headings, items of lists, rows of tables, lines of another script.
    """
    page = _survey(text)
    if page.lines and page.lines[0].start:
        yield Edit(0, page.lines[0].start, "")
    opened = 0
    usual = max(page.wraps, default=0)
    for index in range(1, len(page.lines)):
        before, after = page.lines[index - 1], page.lines[index]
        opened = opened + before.text.count("(") - before.text.count(")")
        joined = _is_joined(page, index, opened > 0)
        start, stop, mark = join_mark(text, (before.stop, after.start), page.words) if joined else (before.stop, after.start, "")
        if not joined:
            opened = 0
            mark = "\n\n" if after.gap > usual else "\n"
        if text[start:stop] != mark:
            yield Edit(start, stop, mark)
    if page.lines and page.lines[-1].stop < len(text):
        yield Edit(page.lines[-1].stop, len(text), "")


def _survey(text: str) -> Page:
    lines = split_lines(text)
    wraps = _wrapping_gaps(lines)
    full = _full_lines(lines)
    return Page(lines, wraps, full, row_starts(lines, full), _tabled(lines), known_words(text), _has_indents(lines))


def _tabled(lines: list[Line]) -> dict[int, bool]:
    """For the lines of tables, whether each goes on with the line before it."""
    found: dict[int, bool] = {}
    for table in find_tables(lines):
        for index in table.heads:
            found |= {index: False, index + 1: False}
        for start, stop in table.rows:
            found |= {start: False, **dict.fromkeys(range(start + 1, stop), True), stop: False}
    return found


def _has_indents(lines: list[Line]) -> bool:
    """Whether an indent marks a paragraph: some lines have one, most have none."""
    indented = sum(line.indent >= _INDENT for line in lines)
    return indented >= 2 and 2 * indented <= len(lines)


def _wrapping_gaps(lines: list[Line]) -> frozenset[int]:
    """The distances between lines at which sentences go on: none in a text of one line a paragraph, 0 or 1 in a broken one."""
    seen: Counter[int] = Counter()
    going_on: Counter[int] = Counter()
    for before, after in pairwise(lines):
        seen[after.gap] += 1
        going_on[after.gap] += after.text[0].islower() and not ends_sentence(before.text)
    return frozenset(gap for gap in seen if gap <= 2 and going_on[gap] >= 2 and 4 * going_on[gap] >= seen[gap])


def _full_lines(lines: list[Line]) -> list[bool]:
    """For each line, whether the first word of the next would not have fitted into it."""
    lengths = [line.stop - line.start for line in lines]
    found = []
    for index in range(len(lines) - 1):
        behind = sorted(lengths[max(0, index - _WINDOW + 1) : index + 1])
        ahead = sorted(lengths[index : index + _WINDOW])
        width = min(side[-2] if len(side) > 1 else side[-1] for side in (behind, ahead) if len(side) > 2 or side is ahead)
        first_word = lines[index + 1].text.split(maxsplit=1)[0]
        found.append(lengths[index] > _MIN_PROSE and lengths[index] + 1 + min(len(first_word), 25) >= _FULL * width)
    return [*found, False]


def _is_joined(page: Page, index: int, opened: bool) -> bool:
    for rule in RULES:
        answer = rule(page, index, opened)
        if answer is not None:
            return answer
    return False


def _table(page: Page, index: int, opened: bool) -> bool | None:
    """Within a table that was found as such, its rows decide."""
    return page.tabled.get(index)


def _far_apart(page: Page, index: int, opened: bool) -> bool | None:
    """More blank lines than broken lines have here: a new paragraph, unless a page ends in mid-sentence."""
    before, after = page.lines[index - 1], page.lines[index]
    if after.gap <= max(page.wraps, default=0):
        return None
    plain = before.text[-1].isalpha() or before.text[-1] in ",-"
    return plain and after.text[0].islower() and len(before.text) > _MIN_PROSE and (after.page or after.gap <= 2)


def _indented(page: Page, index: int, opened: bool) -> bool | None:
    """An indented line that can begin a sentence begins a paragraph."""
    before, after = page.lines[index - 1].text, page.lines[index]
    fresh = after.indent >= _INDENT and not after.text[0].islower() and before[-1] not in ",-–"
    return False if page.indents and fresh else None


def _dateline(page: Page, index: int, opened: bool) -> bool | None:
    """A line that opens with a place in capitals and a date begins a report."""
    return False if _DATELINE.match(page.lines[index].text) and page.lines[index - 1].text[-1] not in ",-–" else None


def _other_script(page: Page, index: int, opened: bool) -> bool | None:
    return False if _script(page.lines[index - 1].text) * _script(page.lines[index].text) < 0 else None


def _script(text: str) -> int:
    cyrillic, latin = sum(map(is_cyrillic, text[:80])), sum(map(is_latin, text[:80]))
    return 0 if cyrillic + latin < 10 else 1 if cyrillic > 3 * latin else -1 if latin > 3 * cyrillic else 0


def _label(page: Page, index: int, opened: bool) -> bool | None:
    return False if first_labels(page.lines[index].text) or first_labels(page.lines[index - 1].text, alone=True) else None


def _bullet(page: Page, index: int, opened: bool) -> bool | None:
    before, after = page.lines[index - 1].text, page.lines[index].text
    match = _BULLET.match(after)
    if not match:
        return None
    dash_in_sentence = after[0] in "-–—" and not ends_sentence(before) and page.full[index - 1] and not _BULLET.match(before)
    return None if dash_in_sentence else False


def _number(page: Page, index: int, opened: bool) -> bool | None:
    if not _NUMBERED.match(page.lines[index].text):
        return None
    return False if ends_sentence(page.lines[index - 1].text) or not page.full[index - 1] else None


def _row(page: Page, index: int, opened: bool) -> bool | None:
    return False if index in page.rows else None


def _parted_word(page: Page, index: int, opened: bool) -> bool | None:
    before, after = page.lines[index - 1].text, page.lines[index].text
    parted = len(before) > 2 and before[-1] in "-‐\u00ad¬–—" and before[-2].isalnum() and after[0].isalnum()
    return True if parted else None


def _colon(page: Page, index: int, opened: bool) -> bool | None:
    return False if page.lines[index - 1].text[-1] == ":" and not page.full[index - 1] else None


def _small_letter(page: Page, index: int, opened: bool) -> bool | None:
    """A line in small letters goes on with the one before, unless that one was finished or too short to be broken."""
    before, after = page.lines[index - 1], page.lines[index]
    if not after.text[0].islower():
        return None
    if ends_sentence(before.text):
        return page.full[index - 1] and after.gap in page.wraps
    return after.gap in page.wraps or len(before.text) > _MIN_PROSE


def _open_bracket(page: Page, index: int, opened: bool) -> bool | None:
    short = len(page.lines[index].text) < 400
    return True if opened and short and page.lines[index].gap in page.wraps | {0} and len(page.lines[index - 1].text) > _MIN_PROSE else None


def _open_end(page: Page, index: int, opened: bool) -> bool | None:
    """A line that ends in a comma or in a small word cannot be the last one."""
    before, after = page.lines[index - 1], page.lines[index]
    if after.gap not in page.wraps | {0} or len(before.text) <= _MIN_PROSE:
        return None
    last = fold(before.text[-30:]).split()[-1]
    return True if before.text[-1] == "," or last in small_words() else None


def _heading(page: Page, index: int, opened: bool) -> bool | None:
    """A short line that ends in no stop, behind a finished sentence or before a longer one, is a heading."""
    before, after = page.lines[index - 1].text, page.lines[index].text
    next_gap = page.lines[index + 1].gap if index + 1 < len(page.lines) else 9
    alone = len(after) < _SHORT_HEADING and not ends_sentence(after) and after[-1] not in ",-–" and not page.full[index]
    return False if ends_sentence(before) and alone and next_gap not in (page.wraps and {-1}) and _starts_new(page, index + 1) else None


def _starts_new(page: Page, index: int) -> bool:
    return index >= len(page.lines) or not page.lines[index].text[0].islower()


def _capitals(page: Page, index: int, opened: bool) -> bool | None:
    """A heading in capitals goes on in capitals, and only in capitals."""
    before, after = page.lines[index - 1], page.lines[index]
    if not before.text.isupper() or ends_sentence(before.text) or len(before.text) < 8 or not any(map(str.isalpha, before.text)):
        return None
    return after.text.isupper() and after.gap <= max(page.wraps, default=0) and len(before.text) > 15


def _full_line(page: Page, index: int, opened: bool) -> bool | None:
    return page.lines[index].gap in page.wraps and page.full[index - 1]


Rule = Callable[[Page, int, bool], "bool | None"]
RULES: tuple[Rule, ...] = (
    _table,
    _far_apart,
    _indented,
    _dateline,
    _other_script,
    _label,
    _bullet,
    _number,
    _row,
    _parted_word,
    _capitals,
    _colon,
    _small_letter,
    _open_bracket,
    _heading,
    _open_end,
    _full_line,
)
