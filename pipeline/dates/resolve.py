"""Resolves what was found: fills in what stands elsewhere, counts relative dates, and says where each value comes from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from pipeline.dates import relative
from pipeline.dates.calendar import Value, add_months, edge_of
from pipeline.dates.context import Context
from pipeline.dates.edtf import OPEN, is_valid
from pipeline.dates.merging import Pair, Shared
from pipeline.dates.years import year_for, year_on

_SHORT = 10  # days of a stay whose days are told by their number alone
_PERIODS = {"half": 6, "quarter": 3}
_RELATIVE_YEAR = frozenset({"year_rel", "year_n", "year_dir"})
_BLOCKS = frozenset({"decade", "century", "century_rel"})


@dataclass(frozen=True, slots=True)
class Resolved:
    """A value as EDTF, with what it is to those after it and where it comes from."""

    edtf: str
    value: Value
    source: str


def resolve(pair: Pair, context: Context) -> Resolved | None:
    """The value of an item, None where it is a relative date that nothing resolves, or no real day."""
    first = _end(pair.first, context)
    if first is None:
        return None
    value, source = first
    told = {"anaphoric": context.day_here, "going on": context.month_here or context.goes_on(value)}.get(pair.first.point.means, True)
    if not told and "month" not in pair.first.slots:
        return None
    if pair.last is not None:
        shared = replace(pair.last, taken=pair.last.taken | (pair.first.taken & _RELATIVE_YEAR))  # "24–26 October of the next year"
        last = _end(with_year(shared, value.year), _looking_from(context, value))
        if last is None:
            return None
        value = _interval(value, last[0], (pair.first, pair.last))
        source = last[1] if source == "explicit" else source
        if pair.first.taken or pair.last.taken:
            source = "range_inherited" if source == "explicit" else source
    elif pair.first.taken and source == "explicit":
        source = "enumeration_inherited"
    edtf = _written(value, pair)
    return Resolved(edtf, value, source) if is_valid(edtf) else None


def with_year(end: Shared, year: int | None) -> Shared:
    """An end whose relative year, taken over from its neighbour, is the one that was counted there: it is not counted again."""
    if year is None or _RELATIVE_YEAR.isdisjoint(end.taken):
        return end
    slots = {name: value for name, value in end.slots.items() if name not in _RELATIVE_YEAR}
    return replace(end, slots=slots | {"year": year})


def _looking_from(context: Context, value: Value) -> Context:
    """The context for the second end of a range: the first end is the last date before it."""
    inner = replace(context, seen=list(context.seen))
    inner.remember(value)
    return inner


def _written(value: Value, pair: Pair) -> str:
    if pair.item.kind == "since":
        return f"{replace(value, stop=None)}/{OPEN}" if not value.block else f"{value.block.partition('/')[0]}/{OPEN}"
    if pair.item.kind == "until":
        return f"{OPEN}/{value.last}" if not value.block else f"{OPEN}/{value.block.rpartition('/')[2]}"
    about = pair.item.about or "about" in pair.first.slots
    return f"{value}~" if about and value.stop is None else str(value)


def _interval(first: Value, last: Value, ends: tuple[Shared, Shared]) -> Value:
    """Two ends as one interval. An end that took its year from the other moves to the neighbouring year where it would be reversed."""
    if first.block or last.block:
        start, stop = str(first).partition("/")[0], str(last).rpartition("/")[2]
        return Value(block=start if start == stop else f"{start}/{stop}")
    if first.year is not None and last.year is not None and first.order[:2] > last.last.order[:2]:
        if "year" not in ends[0].point.slots and ("year" in ends[0].taken or "yy" in ends[0].taken):
            first = replace(first, year=first.year - 1)
        elif "year" not in ends[1].point.slots and last.month:
            last = replace(last, year=last.year + 1)
    return replace(first, stop=last.last)


def _end(end: Shared, context: Context) -> tuple[Value, str] | None:
    """The value of one end, and its source."""
    slots = end.slots
    count = relative.counter_of(slots)
    if count:
        if context.apposed and context.seen:
            return context.seen[-1], "relative_to_previous"
        counted = count(slots, context)
        return (_same_month(counted[0], context), counted[1]) if counted and "unit" in slots else counted
    if not _BLOCKS.isdisjoint(slots):
        block = _block(slots, context)
        return (block, "explicit") if block else None
    year, source = _year(slots, context)
    if year is None and source == "unresolved" and not ("month" in slots or "season" in slots):
        return None
    found = _calendar(slots, year, context)
    if found is None:
        return None
    value, missing = found
    if source == "century_unknown":
        value = replace(value, two_digits=slots["yy"])
    elif missing:
        year, source = year_for(value, context)
        year = year_on(replace(value, year=year), slots["weekday"], context) if "weekday" in slots else year
        value = replace(value, year=year)
        source = source if year is not None else "year_unknown"
    value = _same_month(value, context) if "year_dir" in slots else value
    return (value, source + _weekday_note(slots, value)) if value.is_real else None


def _same_month(value: Value, context: Context) -> Value:
    """A year that is exactly so many years later, with the month it is counted from."""
    base = context.last("day", "month") if context.exact and context.month_told is None and value.precision == "year" and not value.block else None
    return replace(value, month=base.last.month) if base and context.last_year() == base.last.year else value


def _weekday_note(slots: dict[str, Any], value: Value) -> str:
    """A contradiction between the day and the weekday that is stated with it."""
    day = value.to_date()
    weekday = slots.get("weekday")
    return ";weekday_contradicts" if day and weekday and value.stop is None and day.isoweekday() != weekday else ""


def _year(slots: dict[str, Any], context: Context) -> tuple[int | None, str]:
    if "year" in slots:
        return slots["year"], "explicit"
    if "yy" in slots:
        return context.full_year(slots["yy"])
    if "year_rel" in slots or "year_n" in slots or "year_dir" in slots:
        year, source = relative.year(slots, context)
        return year, source if year is not None else "unresolved"
    return None, "explicit"


def _block(slots: dict[str, Any], context: Context) -> Value | None:
    """Decades and centuries."""
    if "decade" in slots:
        decade: int = slots["decade"]
        if decade < 100:
            decade = _decade(decade, slots, context)
        return Value(block=f"{decade // 10}X")
    if "century" in slots:
        return Value(block=f"{slots['century'] - 1:02d}XX")
    century = relative.century(slots["century_rel"], context)
    return None if century is None else Value(block=f"{century // 100:02d}XX")


def _decade(decade: int, slots: dict[str, Any], context: Context) -> int:
    if "century" in slots:
        return int((slots["century"] - 1) * 100 + decade)
    if "century_rel" in slots:
        century = relative.century(slots["century_rel"], context)
        return (context.named_decades if century is None else century) + decade
    return context.decade(decade)


def _calendar(slots: dict[str, Any], year: int | None, context: Context) -> tuple[Value, bool] | None:
    """Seasons, halves, quarters, months, days and years; and whether the year is still to be found."""
    for kind, months in _PERIODS.items():
        if kind in slots:
            year = year if year is not None else context.present_year()
            start = (slots[kind] - 1) * months + 1
            return (Value(year, start, stop=Value(year, start + months - 1)), False) if year is not None else None
    if "edge" in slots:
        year = year if year is not None else year_for(Value(None, slots["month"]), context)[0]
        return edge_of(Value(year, slots["month"]), slots), year is None
    if "season" in slots:
        return Value(year, season=slots["season"]), year is None
    if "month" in slots:
        year = year if year is not None or "nth_wd" not in slots else context.present_year()
        day = slots.get("day") if "nth_wd" not in slots else _nth_weekday(year, slots)
        return Value(year, slots["month"], day), year is None
    if "day" in slots:
        return _day_only(slots["day"], context)
    return (Value(year), False) if year is not None or "yy" in slots else None


def _nth_weekday(year: int | None, slots: dict[str, Any]) -> int | None:
    """The day of the month on which its third Wednesday falls, None in a year that is not known."""
    if year is None:
        return None
    first = date(year, slots["month"], 1).isoweekday()
    return int((slots["weekday"] - first) % 7 + 1 + 7 * (slots["nth_wd"] - 1))


def _day_only(day: int, context: Context) -> tuple[Value, bool] | None:
    """A day without a month: that of the last date which has one, else of the dateline."""
    before = context.last_of_news() or context.last("day", "month") or context.dateline
    if before is None or before.last.month is None:
        return None
    value = Value(before.last.year, before.last.month, day)
    stay = context.last_stay()
    if stay and before.last == stay.last and (stay.year, stay.month, day) in list(stay.days())[:_SHORT]:
        return replace(stay, day=day, stop=None), False  # "landed on 29 May and left on 2 June; on the 30th they signed"
    if context.future:
        return _to_come(value, context), False
    return (_not_to_come(value, context) if context.over or context.called_off else value), False


def _to_come(value: Value, context: Context) -> Value:
    """A day that is yet to come, in the month of the document's own date or the next, where the month told last, in another paragraph, is over: "last came in March. ... Flies to
    Dublin and stays until the 3rd"."""
    line = context.dateline
    if line is None or {"day", "month"} & context.paragraph or not (line.day and value.year and value.day) or value.order[:2] >= line.order[:2]:
        return value
    here = replace(line, day=value.day)
    return here if value.day >= line.day else replace(add_months(line, 1) or here, day=value.day)


def _not_to_come(value: Value, context: Context) -> Value:
    """A day of the past in the month of the document's own date, where the last month told is yet to come: "is due in Baku in May. On the 16th he saw X"; so in the review of a
    month that has told of the next one."""
    if month := context.month_behind(value):
        return replace(month, day=value.day)
    line = context.now
    if line is None or not (line.day and value.year and value.day) or value.order <= line.order:
        return value
    here = replace(line, day=value.day)
    return here if value.day <= line.day or context.called_off else replace(add_months(line, -1) or here, day=value.day)
