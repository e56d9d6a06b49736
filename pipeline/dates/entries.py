"""Chronicles whose months are headings: "MARCH" on a line of its own, and entries below it that open with days alone ("3–5. A visit ...")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.dates.calendar import Value
from pipeline.dates.context import Context
from pipeline.dates.edtf import is_valid
from pipeline.dates.find import find_mentions
from pipeline.dates.imprint import is_issue
from pipeline.dates.keys import key
from pipeline.dates.lexicon import load_lexicon
from pipeline.values import Date

_MONTH = re.compile(r"([\dX]{4})-(\d{2})-\d{2}\Z")
_WORD = re.compile(r"\s*([^\W\d_]{3,12})[\s.:–—-]*\Z")
_NTH = r"(?:-?[^\W\d_]{1,2}(?=[\s.:–—-]))?"  # "8th", "8-е"
_WORDS = r"[^\W\d_]{2,12}\.?,?\s+"  # of a weekday: "Mon 4", "Tue 5 – Wed 6"
_DAYS = re.compile(rf"(?P<weekday>{_WORDS})?(?P<first>\d{{1,2}}){_NTH}(?:\s?[–—-]\s?(?:{_WORDS})?(?P<last>\d{{1,2}}){_NTH})?(?:(?P<stop>\.)(?=\s|\Z)|(?=\s?[–—:]\s)|(?P<bare>)(?=\s+(?:[\"“«]|[^\W\d_a-zа-яёəıöüğşç])))")
_BRACKETED = re.compile(r"\((?:[^()\d]{3,40}, )?(?P<first>\d{1,2})(?:\s?[–—-]\s?(?P<last>\d{1,2}))?(?=\)|[,;]\s)")
_LONGEST_HEADING = 120
_HEAD = 8  # passages in which the title of a chronicle stands, with by-line and page number
_YEAR = re.compile(r"(?:(?<![\d–—/.-])|(?<=(?<![\d/.])\d/)|(?<=(?<![\d/.])\d\d/)|(?<=(?<![\d/.])\d\d\d/)|(?<=\d / ))(?:19|20)\d\d(?![\d–—/-]|\.\d)")  # "yearbook 1998", "no. 42/2012"
_LAST_YEAR = re.compile(r"(?:\A|[,.:(]\s?)((?:18|19|20)\d\d)(?:\)?|, [^\W\d_]{2,20}\))[.:]?\s*\Z")
_ANY_YEAR = 1996
_NUMBERS = re.compile(r"\n\s*(\d{1,2})(?:\s?[–—-]\s?\d{1,2})?[.:–— -]")  # what opens the lines below a heading
_FAR, _FEW_WORDS = 1500, 3  # characters below a heading in which its first two lines open; words of a month and its year
_NEAR = 20  # characters round a passage that tell whether it is a line


def note_month(text: str, passage: tuple[int, int], language: str, context: Context) -> None:
    """Take in a passage that is nothing but a month: entries below it tell days alone. Any other heading ends that."""
    line = text[passage[0] : passage[1]]
    word = _WORD.match(line) if len(line) <= _LONGEST_HEADING else None
    month = _month(word[1], language) if word else None
    if context.year_heading and month is None and line.isupper() and len(line) <= _LONGEST_HEADING:
        context.year_heading = None  # "AGREEMENTS" opens another section
    if month is not None:
        context.entry_strict = False
        context.entry_year = _year_of(month, context)
        context.entry_month = Value(context.entry_year, month)
        context.remember(context.entry_month)
    elif (dated := _month_at_end(text, passage, language)) is not None:
        context.entry_month, context.entry_strict = dated, not _heads_days(text, passage)
    elif context.entry_month and len(line) <= _LONGEST_HEADING and not line[:1].isdigit() and line.rstrip()[-1:] not in ".!?;:)":
        context.entry_month = None
        context.year = context.entry_year or context.year


def note_title(text: str, passage: tuple[int, int, int], context: Context) -> None:
    """Take in the year of a chronicle's title or running head ("FOREIGN POLICY YEARBOOK 1998"), where nothing but another of them has told one."""
    number, start, stop = passage
    titled = context.entry_year is not None and context.year == context.entry_year and context.entry_month is None and not context.days
    if number >= _HEAD or context.year is not None and not titled or context.now is not None or stop - start > _LONGEST_HEADING or text[start:stop].rstrip()[-1:] in ".!?;:":
        return
    years = {year[0] for year in _YEAR.finditer(text, start, stop)}
    if titled and is_issue(text, passage):
        return  # it tells when the text was printed
    if len(years) == 1 and not text[start : start + 1].isdigit():
        context.year = context.entry_year = int(years.pop())


def bracketed_days(text: str, passage: tuple[int, int], month: Value) -> Iterator[tuple[int, int, Value]]:
    """The days in brackets in an entry that opens with their month, and where they stand: "May: the president of Chile (3–5, state visit)"."""
    for match in _BRACKETED.finditer(text, *passage):
        if (value := _days_of(month, match)) is not None:
            yield match.start("first"), match.end("last" if match["last"] else "first"), value


def months_in_brackets(text: str, found: Sequence[Date], stop: int) -> Iterator[tuple[int, int, Value]]:
    """The months of days told in brackets, with the stretch of their passage in which they hold: "Rabat (8–10 February), Tunis (10–12)"."""
    told = [date for date in found if text[date.start - 1 : date.start] == "(" and date.precision == "day"]
    for at, date in enumerate(told):
        if match := _MONTH.match(date.edtf.rpartition("/")[2]):
            yield date.stop, told[at + 1].start if at + 1 < len(told) else stop, Value(int(match[1]) if match[1].isdigit() else None, int(match[2]))


def heading_year(text: str, passage: tuple[int, int]) -> int | None:
    """Where the year stands that a line ends with and no language reads as a date: "Chronicle of foreign policy, 1996", "Visits (2009, selected)", a title
    "1995"."""
    line = text[passage[0] : passage[1]]
    match = _LAST_YEAR.search(line) if len(line) <= _LONGEST_HEADING and _is_line(text, passage) else None
    return passage[0] + match.start(1) if match else None


def _is_line(text: str, passage: tuple[int, int]) -> bool:
    """Whether a passage stands on a line of its own, with something below it."""
    before, behind = text[max(0, passage[0] - _NEAR) : passage[0]].rstrip(" \t"), text[passage[1] : passage[1] + _NEAR].lstrip(" \t")
    return (not before or before.endswith("\n")) and (behind.startswith("\n") or text[passage[0] : passage[1]].endswith("\n")) and bool(behind.strip())


def _month_at_end(text: str, passage: tuple[int, int], language: str) -> Value | None:
    """The month of a year that a heading ends with: "Calendar of the ministry, June 1995"."""
    line = text[passage[0] : passage[1]].rstrip(" .:\n")
    if not line[-1:].isalnum() or len(line) > _LONGEST_HEADING or not _is_line(text, passage):
        return None
    mentions = find_mentions(text, passage, language)
    point = mentions[0].items[0].first if len(mentions) == 1 and len(mentions[0].items) == 1 else None
    if point is None or point.grain != "month" or "year" not in point.slots or point.stop - passage[0] < len(line):
        return None
    return Value(point.slots["year"], point.slots["month"])


def _heads_days(text: str, passage: tuple[int, int]) -> bool:
    """Whether a heading that is a month with its year, and nothing else, has days below it: numbers that are not counted 1, 2, as the items of a list are."""
    line = text[passage[0] : passage[1]]
    days = [int(match[1]) for match in _NUMBERS.finditer(text, passage[1], passage[1] + _FAR)]
    return len(line.split()) <= _FEW_WORDS and days[:1] != [] and days[:2] != [1, 2]


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


def entry_days(text: str, passage: tuple[int, int], language: str, context: Context) -> tuple[int, Value] | None:
    """The days that open an entry below the heading of its month, with their weekday or without, and where they end."""
    match = _DAYS.match(text, *passage) if context.entry_month else None
    if match is None or context.entry_month is None or match["weekday"] and not _is_weekday(match["weekday"], language):
        return None
    if context.entry_strict and not match["weekday"] and (match["stop"] or match["bare"] is not None):
        return None
    value = _days_of(context.entry_month, match)
    return (match.end(), value) if value else None


def _is_weekday(word: str, language: str) -> bool:
    """True for the name of a weekday.

    >>> _is_weekday("Mon. ", "en"), _is_weekday("May ", "en")
    (True, False)
    """
    entry = load_lexicon(language).words.get(key(word.strip(" .,\t")))
    return entry is not None and any(name.startswith("wd") for name in entry.values)


def _days_of(month: Value, match: re.Match[str]) -> Value | None:
    """The days of a month that a match tells by one or two numbers, None where there are no such days."""
    first, last = replace(month, day=int(match["first"])), replace(month, day=int(match["last"])) if match["last"] else None
    if not is_valid(str(first)) or last and (not is_valid(str(last)) or last.order <= first.order):
        return None
    return replace(first, stop=last)
