"""Which dates the story moves to, and which are told in passing and leave it in the year it has come to.

A year or month that stands in a clause in passing, a year seen from the writer at the end of a sentence ("hardly imaginable three years ago"), the
date by which a document is named ("the protocol of 6 March 2003"), a year since or until which something goes on: none of them is the time of what comes next.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, NamedTuple

from pipeline.dates.asides import is_aside, is_in_brackets
from pipeline.dates.calendar import Value
from pipeline.dates.context import LAST_PROMISED, Context
from pipeline.dates.lexicon import load_lexicon
from pipeline.dates.mentions import Item, Mention
from pipeline.dates.merging import Pair
from pipeline.dates.passages import key_of
from pipeline.dates.relative import looks_back
from pipeline.dates.tense import is_planned_for, is_put_off_then

_BEFORE = 16  # characters in which the words stand that lead to a year
_BACK = 160  # characters in which the words stand that look back to a date
_NAME = 90  # characters in which the document stands that a date names
_AHEAD = 2  # years from a document to the farthest that it can tell something of
_SAYING, _FULL = 2, 4  # words that say something, and letters of one
_APART = frozenset({",", "("})  # what stands between a day and what is said of it
_COUNTED_DAY = frozenset({"day_shift", "day_rel", "unit"})
_FROM_NOW = frozenset({"last", "next", "beforelast"})


def is_no_time(text: str, start: int, item: Item, value: Value, context: Context, language: str) -> bool:
    """True for a year in which nothing is told to happen: "the programme for 2019", "frozen since 1999". ``start``: of its passage."""
    if value.last.precision != "year":
        return False
    return _is_far_ahead(value, context) or _is_made_for(text, start, item, language) or _is_deadline(text, start, item, value, context, language) or _is_compared(text, start, item, value, context, language) or _is_other_time(text[start : item.start], item, value, context, language)


def is_in_passing(text: str, passage: tuple[int, int], pair: Pair, value: Value, context: Context, language: str) -> bool:
    """True for a date that looks back, or aside, from the story. ``passage``: its start and stop."""
    item = pair.item
    return (
        looks_back(pair.first.slots, context)
        or value.precision == "year"
        and "earlier" in (pair.first.slots.get("dir"), pair.first.slots.get("year_dir"))
        and context.month_told is None
        and not opens(text[passage[0] : item.start])
        or _began_before(item, value, context)
        or value.precision == "month" and "year" not in pair.first.slots and context.last("day", "month") and is_put_off_then(text, passage[0], (item.start, item.stop), language)
        or _is_likened(text, passage[0], item, value, context, language)
        or _is_later(value, context) and is_in_brackets(text, passage[0], item.start)
        or _is_past(value, context, text[item.stop : passage[1]])
        and is_aside(text, passage, (item.start, item.stop), language)
        and not is_planned_for(text, passage[0], item.start, language)
    )


def is_apart(text: str, start: int, item: Item, value: Value, context: Context, language: str) -> bool:
    """True for a date that is no time of the story's at all: it names a document, or words look back to it. ``start``: of its passage."""
    return _is_flashback(text, start, item, value, context, language) or _names_document(text, start, item, value, context, language)


def is_gap(text: str, before: Mention, mention: Mention, story: int | None, language: str) -> bool:
    """True for a count that says how long it had been on the date told before it in its clause: "14 fevral 2024-cü ildə on iki ildən sonra yenidən gəldi"; and for one
    right behind the year that it comes to from the story's: "The accord dates from 2006. In 2011, five years on, ..."."""
    slots, start = mention.items[0].first.slots, before.start
    year = before.items[-1].first.slots.get("year")
    if slots.get("unit") == "year" and story and year == story + int(slots.get("n", 1)) and text[before.stop : mention.start].strip() == ",":
        return True
    told = load_lexicon(language).settings.get("told_between")
    counted = "later" in (slots.get("year_dir"), slots.get("dir")) and "month" not in slots
    return counted and told is not None and re.search(told, text[start : mention.start]) is None


def is_apposed(text: str, before: Mention | None, mention: Mention, language: str) -> bool:
    """True for a day counted from what is told beside it, right behind the day itself: "on the 14th, the day after his arrival". It is that day."""
    if before is None or before.items[-1].first.grain not in ("day", "partial") or not _COUNTED_DAY & mention.items[0].first.slots.keys():
        return False
    between, behind = text[before.stop : mention.start], key_of(text[mention.stop : mention.stop + _BEFORE])
    return between[:2].strip() in _APART and _patterns(language).apposed.match(f"{key_of(between[2:].lstrip())}<{behind.lstrip()}") is not None


def is_seen_from_now(slots: dict[str, Any], value: Value) -> bool:
    """True for a bare year that is counted from the writer's own, not that year itself: "next year", "three years ago"."""
    counted = slots.get("unit") == "year" and slots.get("dir") in ("ago", "ahead", "back") or slots.get("year_dir") in ("ago", "ahead") or slots.get("year_rel") in _FROM_NOW
    return bool(counted) and value.precision == "year" and value.stop is None and not value.block


def is_month_past(slots: dict[str, Any], value: Value, context: Context) -> bool:
    """True for a month or season that is seen from the day on which a report was written: "last November"."""
    told = slots.get("named_rel") == "last" or slots.get("year_rel") == "last" or slots.get("year_dir") == "ago" or context.glance is not None and context.glance == value.year
    return told and value.precision in ("month", "season") and context.now is not None and context.now.month is not None


def is_end(told: str, language: str) -> bool:
    """True for the words of a year that is told for its end: "at the end of 1995", "late 1995"."""
    return re.search(rf"(?<!\w){load_lexicon(language).settings['year_end']}", key_of(told)) is not None


def has_weekday(text: str, stop: int, language: str) -> bool:
    """True for a day right behind which its weekday is told: "on the 10th, a Friday,"."""
    words = load_lexicon(language).settings.get("weekday_behind")
    return words is not None and re.match(rf"\s*,?\s*(?:{words})(?!\w)", key_of(text[stop : stop + _BEFORE])) is not None


def opens(before: str) -> bool:
    """True where what stands before a date says nothing yet: the date is the time of all that comes.

    >>> opens("But in the "), opens("The minister asked him to come ")
    (True, False)
    """
    return sum(len(word) >= _FULL for word in before.split()) < _SAYING


def _is_far_ahead(value: Value, context: Context) -> bool:
    """True for a year in which nothing can have happened yet: years behind that in which the document was written."""
    return (value.last.year or 0) > (context.now.year + _AHEAD if context.now and context.now.year else LAST_PROMISED)


def _is_made_for(text: str, start: int, item: Item, language: str) -> bool:
    """True for a year that something is made for, not one in which it happens: "the programme for 2019"; one that opens its passage (it begins at
    ``start``) is: "For 1998 the ministry expects the king, in March"."""
    if len(text[start : item.start].split()) == 1:
        return False
    settings = load_lexicon(language).settings
    before, behind = key_of(text[max(0, item.start - _BEFORE) : item.start]), key_of(text[item.stop : item.stop + _BEFORE])
    return bool(re.search(rf"(?<!\w)(?:{settings['made_for']})\s+\Z", before) or re.match(rf"\s+(?:{settings['made_for_behind']})(?!\w)", behind))


def _is_deadline(text: str, start: int, item: Item, value: Value, context: Context, language: str) -> bool:
    """True for a later year by which something is to be done: "в 1990 году ... рынок надлежало построить к концу 1994 года"."""
    led, here = load_lexicon(language).settings.get("deadline"), context.year or context.last_year()
    if not led or here is None or (value.last.year or here) <= here:
        return False
    return re.search(rf"(?<!\w)(?:{led})\s+\Z", key_of(text[max(start, item.start - _NAME) : item.start])) is not None


def _is_compared(text: str, start: int, item: Item, value: Value, context: Context, language: str) -> bool:
    """True for an earlier year with which something is compared: "60 million, compared with 20 million in 2009"."""
    here = context.year or context.last_year() or (context.now.year if context.now else None)
    if here is None or (value.last.year or here) > here:
        return False
    patterns = _patterns(language)
    before, behind = key_of(text[max(start, item.start - _NAME) : item.start]), key_of(text[item.stop : item.stop + _NAME])
    return patterns.compared.search(before) is not None or patterns.compared_behind.match(behind) is not None


def _is_likened(text: str, start: int, item: Item, value: Value, context: Context, language: str) -> bool:
    """True for an earlier year that was like the one told of: "as a year earlier, the neighbours came first"."""
    here = context.year or context.last_year()
    if value.last.precision != "year" or here is None or (value.last.year or here) >= here:
        return False
    patterns = _patterns(language)
    before, behind = key_of(text[max(start, item.start - _NAME) : item.start]), key_of(text[item.stop : item.stop + _NAME])
    return patterns.likened.search(before) is not None or patterns.likened_behind.match(behind) is not None


def _is_flashback(text: str, start: int, item: Item, value: Value, context: Context, language: str) -> bool:
    """True for a year before the story's that words mark as looking back: "He had last been there in 1995"."""
    here = context.year or (context.now.year if context.now else None) or context.last_year()
    if value.last.precision not in ("year", "month") or value.block or here is None or value.year is None or (value.last.year or value.year) >= here:
        return False
    return _patterns(language).flashback.search(key_of(text[max(start, item.start - _BACK) : item.start])) is not None


def _is_other_time(before: str, item: Item, value: Value, context: Context, language: str) -> bool:
    """True for a year since or until which something goes on, before or behind the year the text tells of: "a treaty in the making since 1999",
    "a programme until 2030" are no stories of these years; one that opens its passage (``before`` it) is: "Until 2006 they ...", and one that was
    waited for: "The next summit had to wait until 2009"."""
    told, here = value.last.year or value.year, context.year or context.last_year()
    if told is None or here is None:
        return False
    if item.kind == "since":
        return told < here
    return item.kind == "until" and told > here and not opens(before) and _patterns(language).waited.search(key_of(before)) is None


def _is_past(value: Value, context: Context, behind: str) -> bool:
    """True for a year or month that lies before the date that its paragraph has told last; where it has told none, for a year before that in which the
    paragraph begins, in a passage that goes on ``behind`` it: "Documents signed in 1999" is a heading."""
    last = context.seen[-1] if context.seen else None
    if value.day or value.block or value.year is None:
        return False
    if "year" not in context.paragraph:
        here = context.year or (context.now.year if context.now else None) or 0
        return value.precision == "year" and value.stop is None and value.year < here and bool(behind.strip())
    if last is None or last.block or last.year is None:
        return False
    return value.last.order[: len(value.order)] < last.order if last.precision in ("day", "month") else value.precision == "year" and (value.last.year or 0) < (last.year or 0)


def _is_later(value: Value, context: Context) -> bool:
    """True for a bare year that lies behind the story's."""
    return value.precision == "year" and value.stop is None and bool(context.paragraph) and (value.year or 0) > (context.year or context.last_year() or LAST_PROMISED)


def _began_before(item: Item, value: Value, context: Context) -> bool:
    """True for the beginning of what went before: "landed on the 15th, straight from Moscow, where he had been since the 13th"."""
    last = context.last("day")
    return item.kind == "since" and value.precision == "day" and last is not None and "day" in context.paragraph and value.order < last.order


def _names_document(text: str, start: int, item: Item, value: Value, context: Context, language: str) -> bool:
    """True for a date before the story's that tells one document from others of its name ("the protocol of 6 March 2003", "the treaty of 1948"), and for a bare year that tells
    so what once happened: "the handover of 1997"."""
    here = context.year or context.last_year() or (context.now.year if context.now else None)
    if item.kind != "point" or not item.first.dated or value.block or here is None or value.year is None or value.year >= here:
        return False
    patterns = _patterns(language)
    lead, year, tail = (key_of(text[low:high]) for low, high in ((max(start, item.start - _NAME), item.start), (item.start, item.stop), (item.stop, item.stop + _NAME)))
    event = value.precision == "year" and patterns.event_year.search(f"{lead}<{year}>{tail}")
    return bool(event or patterns.named_by.search(lead) or patterns.named_by_behind.match(tail))


class _Patterns(NamedTuple):
    """What stands before a date or, where the name says so, behind it."""

    waited: re.Pattern[str]
    named_by: re.Pattern[str]
    named_by_behind: re.Pattern[str]
    event_year: re.Pattern[str]
    likened: re.Pattern[str]
    likened_behind: re.Pattern[str]
    compared: re.Pattern[str]
    compared_behind: re.Pattern[str]
    flashback: re.Pattern[str]
    apposed: re.Pattern[str]


@lru_cache(maxsize=None)
def _patterns(language: str) -> _Patterns:
    settings = load_lexicon(language).settings
    return _Patterns(
        waited=re.compile(rf"(?<!\w)(?:{settings['waited']})(?!\w)"),
        named_by=re.compile(rf"(?<!\w)(?:{settings['named_by']})\s*\Z"),
        named_by_behind=re.compile(rf"\s*(?:{settings['named_by_behind']})"),
        event_year=re.compile(rf"(?<!\w)(?:{settings['event_year']})"),
        likened=re.compile(rf"(?<!\w)(?:{settings['likened']})\s*\Z"),
        likened_behind=re.compile(rf"\s*(?:{settings['likened_behind']})(?!\w)"),
        compared=re.compile(rf"(?<!\w)(?:{settings['compared']})\s*\Z"),
        compared_behind=re.compile(rf"\s*(?:{settings['compared_behind']})"),
        flashback=re.compile(rf"(?<!\w)(?:{settings['flashback']})(?!\w)[^.;]*\Z"),
        apposed=re.compile(settings["apposed"]),
    )
