"""Broken lines become paragraphs again: one line each, as they were before a page had a width."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from pipeline.documents.cells import opening_date
from pipeline.documents.hyphens import join_mark
from pipeline.documents.joining import INDENT, MARKER, MIN_PROSE, SPEAKER, Page, Paragraph, is_joined
from pipeline.documents.layout import find_label
from pipeline.documents.lines import Line, ends_sentence, split_lines
from pipeline.documents.offsets import Edit
from pipeline.documents.tables import find_tables, row_starts
from pipeline.documents.words import known_words

_PARTED = re.compile(r"[-‐¬\u00ad]\s*\n")
_USUAL = 0.95  # of the lines are not longer than this one
_WINDOW = 5  # lines on either side that tell how wide the type area is here
_COMPANY = 0.7  # of a line's length: without another line that long near it, it is a title among short lines
_FULL = 0.9  # of the width: proportional type makes the count of letters differ by about a tenth


def join_lines(text: str) -> Iterator[Edit]:
    """Lines broken by the width of a page become one, also where a blank line follows each of them; parted words become whole.

    Leaves apart: paragraphs (short last line), headings, items of lists, rows of tables, lines of another script.
    """
    page = _survey(text)
    if page.lines and page.lines[0].start:
        yield Edit(0, page.lines[0].start, "")
    paragraph = Paragraph()
    usual = max(page.wraps, default=0)
    for index in range(1, len(page.lines)):
        before, after = page.lines[index - 1], page.lines[index]
        paragraph.brackets += before.text.count("(") - before.text.count(")")
        joined = is_joined(page, index, paragraph)
        start, stop, mark = join_mark(text, (before.stop, after.start), page.words) if joined else (before.stop, after.start, "")
        if not joined:
            paragraph = Paragraph(index)
            mark = "\n\n" if after.gap > usual else "\n"
        if text[start:stop] != mark:
            yield Edit(start, stop, mark)
    if page.lines and page.lines[-1].stop < len(text):
        yield Edit(page.lines[-1].stop, len(text), "")


def _survey(text: str) -> Page:
    lines = split_lines(text)
    wraps = _wrapping_gaps(lines)
    full = _full_lines(lines)
    return Page(
        lines,
        wraps,
        full,
        row_starts(lines, full),
        _tabled(text),
        known_words(text) if _PARTED.search(text) else frozenset(),
        _has_indents(lines),
        _speakers(lines),
        _references(lines),
        sorted(len(line.text) for line in lines)[int(_USUAL * len(lines))] if lines else 0,
    )


def _references(lines: list[Line]) -> int:
    """The line that heads the list of literature; behind the last line where there is none."""
    return next((index for index, line in enumerate(lines) if _heads_references(line.text)), len(lines))


def _heads_references(text: str) -> bool:
    label = find_label(text)
    return label is not None and label[0].kind == "references" and label[1] >= len(text)


def _speakers(lines: list[Line]) -> frozenset[str]:
    found = Counter(match[1] for line in lines if (match := SPEAKER.match(line.text)))
    return frozenset(name for name, count in found.items() if count > 1)


def _tabled(text: str) -> dict[int, bool]:
    """For the lines of tables, whether each goes on with the line before it."""
    found: dict[int, bool] = {}
    for table in find_tables(text):
        for index in table.heads:
            found |= {index: False, index + 1: False}
        for start, stop in table.rows:
            found |= {start: False, **dict.fromkeys(range(start + 1, stop), True), stop: False}
    return found


def _has_indents(lines: list[Line]) -> bool:
    """Whether an indent marks a paragraph: some lines have one, most have none."""
    indented = sum(line.indent >= INDENT for line in lines)
    return indented >= 2 and 2 * indented <= len(lines)


def _wrapping_gaps(lines: list[Line]) -> frozenset[int]:
    """The distances between lines at which sentences go on: none in a text of one line a paragraph, 0 or 1 in a broken one.

    Items and entries do not count: they begin a line of their own in either; nor do headings with what stands below them ("Ministers", "in Chile").
    """
    seen: Counter[int] = Counter()
    going_on: Counter[int] = Counter()
    for before, after in pairwise(lines):
        if MARKER.match(after.text) or opening_date(after.text):
            continue
        seen[after.gap] += 1
        going_on[after.gap] += after.text[0].islower() and len(before.text) > MIN_PROSE and not ends_sentence(before.text)
    return frozenset(gap for gap in seen if gap <= 2 and going_on[gap] >= 2 and 4 * going_on[gap] >= seen[gap])


def _full_lines(lines: list[Line]) -> list[bool]:
    """For each line, whether the first word of the next would not have fitted into it."""
    lengths = [line.stop - line.start for line in lines]
    found = []
    for index in range(len(lines) - 1):
        behind, ahead = lengths[max(0, index - _WINDOW + 1) : index], lengths[index + 1 : index + _WINDOW]
        sides = [sorted(side)[-2:][0] for side in (behind, ahead) if len(side) > 2 or side is ahead]
        width, alone = min(sides), max(*behind, *ahead, 0) < _COMPANY * lengths[index]
        first_word = lines[index + 1].text.split(maxsplit=1)[0]
        found.append(not alone and lengths[index] > MIN_PROSE and lengths[index] + 1 + min(len(first_word), 25) >= _FULL * width)
    return [*found, False]
