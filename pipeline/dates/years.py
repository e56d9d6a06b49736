"""The year of a date that is told without one: what settles it, and in which order that is asked."""

from __future__ import annotations

from dataclasses import replace

from pipeline.dates.calendar import Value, days_between
from pipeline.dates.context import Context

_SPRING = 21  # the number of the first season
_AUTUMN, _DECEMBER = 11, 12  # the months at the end of an autumn and of a year
_MOURNED = 40  # days from a death to the last told of it
_AT_HAND = 31  # days before a document was written
_LONG = 32  # days, more than any month has: April is behind 31 March
_TURNED = 3  # months from one told to the next, where the year ends between them
_NEAR_MONTHS = 3  # a day so near behind the dateline comes next: "23 July" in a report of 18 July


def year_for(value: Value, context: Context) -> tuple[int | None, str]:
    """The year of a date without one, and where it comes from."""
    line = context.now
    if context.glance is not None:
        return context.glance, "year_from_previous"
    if _is_mourned(value, context):
        return context.own_year(), "year_from_dateline"
    if (known := _known_year(value, context) or _year_of_season(value, context)) is not None:
        return known, "year_from_previous"
    if (listed := _year_listed(value, context)) is not None:
        return listed, "year_from_previous"
    left = context.left if context.over and not (context.earlier or context.year_here) else None
    if left is not None and not (line and line is context.dateline and line.month and left == line.year):
        return left + _turn(value, left, context), "year_from_previous"
    if (ahead := _year_ahead(value, context)) is not None:
        return ahead, "year_from_previous"
    nearest = context.future and line and (line.month or line is context.imprint and not context.headed) and context.year != context.ahead
    nearest = nearest or left is not None or _is_at_hand(value, context)
    if line and (line is context.dateline or not context.headed) and line.month and context.over and (context.year == line.year and not context.year_told or (context.year or 0) > (line.year or 0)):
        nearest = True  # the year was not told, but is that of "yesterday"; or is yet to come
    nearest = nearest and context.year_heading is None
    if context.year is not None and not nearest:
        return context.year + _turn(value, context.year, context), context.year_source
    if line is None or line.year is None:  # what is to come is of the report's own year, where that is told nowhere too
        return None if nearest else context.year, context.year_source
    source = "year_from_dateline" if line is context.dateline else "year_from_document"
    if line.month is None:
        return line.year, source
    return _nearest_year(replace(value, year=line.year), line, context), source


def _turn(value: Value, year: int, context: Context) -> int:
    """One year on for a month behind the last ones of the year told: "resigned in December 1979 ... On 9 February his successor was in Riyadh"; one back for such a month before the
    first ones that had been before the story: "in February 1959, on his way home from a voyage that had taken him to Indonesia in December"."""
    last = context.seen[-1].last if context.seen else None
    month = (last.month or (_AUTUMN if last.season else _DECEMBER if last == context.year_end else 0)) if last else 0
    if last is None or not (month and value.month) or last.year != year or not context.paragraph or last.season not in (None, _SPRING + 2):
        return 0
    if context.tabled or context.headed or context.year_heading or context.passing:
        return 0
    if context.earlier and not context.month_here:
        return 0
    if context.earlier and month + 12 - value.month <= _TURNED:
        return -1
    return 1 if value.month + 12 - month <= _TURNED else 0


def year_on(value: Value, weekday: int, context: Context) -> int | None:
    """The year of a day that is told with its weekday: where that contradicts the year it would have, the nearest year told in which they agree."""
    told = {value.year, context.latest, context.now.year if context.now else None, *(year for years in context.days.values() for year in years)} - {None}
    agree = [year for year in told if year and (day := replace(value, year=year).to_date()) and day.isoweekday() == weekday]
    return min(agree, key=lambda year: (abs(year - (value.year or 0)), year)) if value.year and value.day and agree else value.year


def _is_mourned(value: Value, context: Context) -> bool:
    """True for a day of the weeks behind a death, in a paragraph of a life that tells no year: "The funeral was held on 21 January"."""
    line = context.dateline
    told = context.remembered and "year" not in context.paragraph and line and line.month and line.day and value.month and value.day
    return line is not None and bool(told) and 0 <= (value.order[1] - line.order[1]) * 31 + (value.day or 0) - (line.day or 0) <= _MOURNED


def _known_year(value: Value, context: Context) -> int | None:
    """The year in which the document tells this very day, where only one year is known for it and the paragraph has told none; what stands in the
    rows of its table holds against the paragraph too."""
    if context.dateline or context.in_row or context.below_year or not value.day or not value.month:
        return None
    told = context.days if "year" not in context.paragraph and value.stop is None else context.tabled
    years = told.get((value.month, value.day), set())
    return next(iter(years)) if len(years) == 1 else None


def _year_of_season(value: Value, context: Context) -> int | None:
    """The year of a season that was the last date told, for a day or month that lies in it: "the third to come this spring, after A (30 March) and B"; "last autumn, in
    October"."""
    before = [told for told in context.seen[-2:] if not (told.day and told.month == value.month)]  # the first day of a stay told by both
    last = before[-1] if before and "season" in context.paragraph else None
    if last and context.future and context.now and last.order < context.now.order[:1]:
        return None  # what is to come lies in no season of a year past
    inside = last is not None and last.stop is None and value.month is not None and (value.month % 12) // 3 == (last.season - _SPRING + 1) % 4 if last and last.season else False
    return last.year if inside and last else None


def _year_listed(value: Value, context: Context) -> int | None:
    """The year of the only journey in this month that the last list of the paragraph tells: "in May 1994, July 2002 and February 2011. On 29 July ..."."""
    years = {month.year for month in context.listed if month.month == value.month} if value.month and value.day else set()
    return years.pop() if len(years) == 1 and len({month.year for month in context.listed}) > 1 else None


def _year_ahead(value: Value, context: Context) -> int | None:
    """The year of a day that is yet to come, in a text without a date of its own that tells of years before the last one it names: the next such day
    behind the latest day told ("died on 14 March 2006 ... In 2000 he ... The funeral will be on 26 March")."""
    if not context.future or context.now is not None or not value.day or not value.month or context.year is None:
        return None
    latest = max(((year, month, day) for (month, day), years in context.days.items() for year in years if month and day and year), default=(0, 0, 0))
    if latest[0] <= context.year:
        return None
    return latest[0] if (value.month, value.day) >= latest[1:] else latest[0] + 1


def _is_at_hand(value: Value, context: Context) -> bool:
    """True for a day of the month that the document tells of, behind a year that was told alone in a sentence before: "Two years ago no planes flew there. On
    17 August the president came" in a review of August."""
    line, last = context.now, context.seen[-1] if context.seen else None
    if line is None or last is None or not (line.month and value.day and value.month) or context.year_here:
        return False
    if last.precision not in ("year", "month") or last.stop is not None or last.month == value.month:
        return False
    if not line.day:
        return value.last.month == line.month
    day = replace(value, year=_nearest_year(replace(value, year=line.year), line, context))
    told = any((told.year, told.month) == (day.year, day.month) for told in context.seen)
    return told and 0 <= days_between(day, line) <= _AT_HAND


def _nearest_year(value: Value, line: Value, context: Context) -> int:
    year = line.year or 0
    here, now = value.order[1] * _LONG + (value.day or 0), (line.month or 0) * _LONG + (line.day or 0)
    if value.order[1] == line.month:
        return year
    if context.called_off:
        middle = here + (_LONG if value.season else 0)
        return min((year - 1, year, year + 1), key=lambda other: abs((other - year) * 12 * _LONG + middle - now))
    if here > now:
        near = context.future or (here - now <= _NEAR_MONTHS * _LONG and value.day is not None)
        return year if near else year - 1
    return year + 1 if context.future else year
