"""When a document was written, where no dateline tells it: the issue of its journal, the state of its list, the dates of the life it remembers."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from pipeline.dates.calendar import Value
from pipeline.dates.lexicon import load_lexicon
from pipeline.dates.mentions import Item
from pipeline.dates.passages import key_of

_HEAD = 6  # passages: an imprint stands at the head of a text
_LONGEST = 130  # characters of a passage that is one
_ARTICLE = 300  # characters behind it
_LIFE = 35  # years; a longer stretch in a heading is a life, and the document was written at its end
_WEEK = range(4, 8)  # days from the first to the last of a week; some leave its end out
_LATER = 0.1  # share of the years of a text that may lie behind its imprint: plans
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SPAN = re.compile(r"(?<!\d)(?:19|20)\d\d\s?[–-]\s?(?:19|20)\d\d(?!\d)")


def find_imprint(text: str, passage: tuple[int, int, int, str], item: Item, value: Value) -> Value | None:
    """The date of the document where an item tells it; None for any other date. ``passage`` is its number, start, stop and language."""
    number, start, stop, language = passage
    if number >= _HEAD or stop - start > _LONGEST or item.kind not in ("point", "range") or value.year is None or value.block:
        return None
    state = _is_state(text[start : item.start], language) or _is_written(text[start:stop], language)
    closes = not text[start : item.start].strip() and not text[item.stop : stop].strip(" .")
    if not (state or _stands_alone(text, start, stop, closes=closes)):
        return None
    end = value.last
    if value.stop is not None and not (end.precision == "year" and (end.year or 0) - value.year >= _LIFE):
        return None
    if not state and load_lexicon(language).past.search(key_of(text[start:stop])):
        return None
    years = _years(text)
    later = sum(year > (end.year or 0) for year in years)
    return end if later <= _LATER * len(years) else None


_ISSUE = re.compile(r"(?:(?:[^\W\d_a-zа-яё][\w’'-]*|[^\W\d_]{1,3})\s){0,5}[^\W\d_a-zа-яё][\w’'-]*,\s*[^\W\d_]+\s+(?:19|20)\d\d[\s.]*")  # the name of a periodical, its month


def is_issue(text: str, passage: tuple[int, int, int]) -> bool:
    """True for the month of a periodical in a line of its own below the title, which tells when the text was printed: "Levant Survey, January 1995"."""
    number, start, stop = passage
    return 0 < number < _HEAD and _ISSUE.fullmatch(text, start, stop) is not None and _is_line(text, start, stop)


_ISSUE_LINES, _LONGEST_ISSUE = 6, 220  # lines at the head of a text in which the issue of its journal stands, and characters of one


def issue_year(text: str, language: str) -> Value | None:
    """The year of the journal's issue that a line at the head of an article tells: "Вестник. 2016. № 3. С. 11–19", "vol. 7, no. 2 (2016)"."""
    issue, told = load_lexicon(language).settings["numbered"], _years(text)
    lines = [line.strip() for line in text[: _ISSUE_LINES * _LONGEST_ISSUE].split("\n")[:-1] if line.strip()][:_ISSUE_LINES]
    for line in lines:
        match = re.search(issue, line.replace("İ", "i").lower()) if len(line) <= _LONGEST_ISSUE else None
        years = _YEAR.findall(line) if match else []
        if years and len(set(years)) == 1 and match and sum(year > int(years[0]) for year in told) <= _LATER * len(told):
            return Value(int(years[0]))
    return None


_ANY_YEAR = re.compile(r"(?<!\d)(?:18|19|20)\d\d(?!\d)")


def is_week_told(text: str, passage: tuple[int, int, int, str], item: Item, value: Value) -> bool:
    """True for the week that a digest says, in its head, it tells of: it is written at its end."""
    number, start, stop, _ = passage
    return number < _HEAD and item.kind == "range" and value.year is not None and not value.block and _is_week(value) and _is_in_line(text, start, stop) and not _is_listed(text, stop, value.year)


def _is_listed(text: str, stop: int, year: int) -> bool:
    """Whether the line below tells days of another year: a list of journeys, not the week of a digest."""
    below = text[stop:].lstrip(" )\t").lstrip("\n") if stop < len(text) else ""
    years = {int(found) for found in _ANY_YEAR.findall(below[: max(0, below.find("\n", 1)) or _LONGEST])}
    return bool(years) and year not in years


def _stands_alone(text: str, start: int, stop: int, *, closes: bool) -> bool:
    """Whether a passage is a paragraph of its own with an article behind it; or, where it tells nothing but the date, ``closes`` a line: "X talked to her in Bergen. March 2006."."""
    return (_is_line(text, start, stop) or closes and text[stop : stop + 1] == "\n") and len(text) - stop >= _ARTICLE


def _is_line(text: str, start: int, stop: int) -> bool:
    """Whether a passage stands in a line of its own, with more below it."""
    before, behind = text[max(0, start - 2) : start].strip(" \t"), text[stop : stop + 2].strip(" \t")
    return (not before or before.endswith("\n")) and behind.startswith("\n")


def _is_in_line(text: str, start: int, stop: int) -> bool:
    """Whether a passage stands in a short line that is no sentence, with more below it: "A digest. Issue 42. Period covered: 15–21 October 2012"."""
    first, last = text.rfind("\n", 0, start) + 1, text.find("\n", stop - 1)
    return last >= 0 and last - first <= _LONGEST and text[first:last].rstrip()[-1:] not in ".!?;,"


def _is_week(value: Value) -> bool:
    """Whether a heading tells a week: that of a digest, which is written at its end."""
    first, last = replace(value, stop=None).to_date(), value.last.to_date()
    return first is not None and last is not None and (last - first).days in _WEEK


def _is_state(before: str, language: str) -> bool:
    """Whether words before a date say that a list is as it was then: "position on 1 March"."""
    words = load_lexicon(language).settings.get("state")
    return bool(words and re.search(rf"(?<!\w){words}\s*\Z", before.replace("İ", "i").lower()))


def _is_written(passage: str, language: str) -> bool:
    """Whether a passage says when the text was written: "Page updated: 14 May 2024", "The interview was recorded in Tbilisi in December 2011"."""
    words = load_lexicon(language).settings.get("written")
    return bool(words and re.search(words, passage.replace("İ", "i").lower()))


@lru_cache(maxsize=8)
def _years(text: str) -> tuple[int, ...]:
    """The years that a text tells, without spans: "a programme for 2019–2021" is a plan."""
    return tuple(int(match[0]) for match in _YEAR.finditer(_SPAN.sub("", text)))
