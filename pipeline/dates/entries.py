"""Chronicles whose months are headings: "MARCH" on a line of its own, and entries below it that open with days alone ("3–5. A visit ...")."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.dates.calendar import Value
from pipeline.dates.context import Context
from pipeline.dates.edtf import is_valid
from pipeline.dates.find import find_mentions

_WORD = re.compile(r"\s*([^\W\d_]{3,12})[\s.:–—-]*\Z")
_DAYS = re.compile(r"(\d{1,2})(?:\s?[–—-]\s?(\d{1,2}))?(?:\.(?=\s)|(?=\s?[–—:]\s)|(?=\s+(?:[\"“«]|[^\W\d_a-zа-яёəıöüğşç])))")
_LONGEST_HEADING = 120
_HEAD = 8  # passages in which the title of a chronicle stands, with by-line and page number
_YEAR = re.compile(r"(?<![\d–—/.-])(?:19|20)\d\d(?![\d–—/-]|\.\d)")
_ANY_YEAR = 1996


def note_month(text: str, passage: tuple[int, int], language: str, context: Context) -> None:
    """Take in a passage that is nothing but a month: entries below it tell days alone. Any other heading ends that."""
    line = text[passage[0] : passage[1]]
    word = _WORD.match(line) if len(line) <= _LONGEST_HEADING else None
    month = _month(word[1], language) if word else None
    if month is not None:
        context.entry_year = _year_of(month, context)
        context.entry_month = Value(context.entry_year, month)
        context.remember(context.entry_month)
    elif context.entry_month and len(line) <= _LONGEST_HEADING and not line[:1].isdigit() and line.rstrip()[-1:] not in ".!?;:)":
        context.entry_month = None
        context.year = context.entry_year or context.year


def note_title(text: str, passage: tuple[int, int, int], context: Context) -> None:
    """Take in the year of a chronicle's title or running head ("FOREIGN POLICY YEARBOOK 1998"), where nothing before has told one."""
    number, start, stop = passage
    if number >= _HEAD or context.year is not None or context.now is not None or stop - start > _LONGEST_HEADING or text[start:stop].rstrip()[-1:] in ".!?;:":
        return
    years = {year[0] for year in _YEAR.finditer(text, start, stop)}
    if len(years) == 1 and not text[start : start + 1].isdigit():
        context.year = context.entry_year = int(years.pop())


def _year_of(month: int, context: Context) -> int | None:
    """The year of a month that heads entries: that of the month before it in the chronicle, whatever else the entries told, or the next one."""
    if context.entry_year is None or context.entry_month is None:
        return context.entry_year or context.year or context.last_year()
    return context.entry_year + (month < (context.entry_month.month or 0))


def _month(word: str, language: str) -> int | None:
    """The number of a month that a word names.

    >>> _month("МАРТ", "ru"), _month("ГЛАВА", "ru")
    (3, None)
    """
    mentions = find_mentions(f"{word} {_ANY_YEAR}", (0, len(word) + 5), language)
    point = mentions[0].items[0].first if len(mentions) == 1 else None
    return point.slots.get("month") if point and point.start == 0 and point.grain == "month" else None


def entry_days(text: str, passage: tuple[int, int], context: Context) -> tuple[int, Value] | None:
    """The days that open an entry below the heading of its month, and where they end."""
    match = _DAYS.match(text, *passage) if context.entry_month else None
    if match is None or context.entry_month is None:
        return None
    first = replace(context.entry_month, day=int(match[1]))
    last = replace(context.entry_month, day=int(match[2])) if match[2] else None
    if not is_valid(str(first)) or last and (not is_valid(str(last)) or last.order <= first.order):
        return None
    return match.end(), replace(first, stop=last)
