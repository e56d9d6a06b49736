"""Relative dates: counted from the document's own date ("yesterday", "last year") or from the last date ("the next day", "a week later")."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from pipeline.dates.calendar import Value, add_days, add_months, edge_of
from pipeline.dates.context import Context
from pipeline.dates.viewpoint import DEICTIC, STEPS, Found, base_of, seen_from_now, source_of
from pipeline.dates.weekdays import week, weekday

_DAY_UNITS = {"day": 1, "week": 7, "fortnight": 14}
_SPRING = 21  # the number of the first season
_MONTH_UNITS = {"month": 1, "halfyear": 6, "yearhalf": 18}
Counter = Callable[[dict[str, Any], Context], Found]


def counter_of(slots: dict[str, Any]) -> Counter | None:
    """The way to count a relative date, None for a date that is told by the calendar."""
    for name, count in _COUNTERS.items():
        if name in slots and not (name == "weekday" and ("month" in slots or "day" in slots)):
            return count
    return None


def looks_back(slots: dict[str, Any], context: Context) -> bool:
    """True for a day counted back from one that was told: "six days earlier", "the two days before"; "the day before" where its sentence has told that one; "bir gün əvvəl
    gəlmişdi" also where its paragraph has; for "in February of two years before"; and for a weekday of what had been by then ("he had come on the Saturday before")."""
    if slots.get("year_dir") == "back" or "weekday" in slots and "month" not in slots and context.earlier:
        return True
    before = slots.get("day_shift", 0) < 0 or slots.get("day_rel") == "previous"
    back = before or slots.get("unit") in _DAY_UNITS and direction_of(slots, context) == "earlier"
    return back and (context.day_here or "days_n" in slots or slots.get("dir") == "back")


def direction_of(slots: dict[str, Any], context: Context) -> str:
    """Where a count goes: a word for both "ago" and "earlier" looks back from the day that its paragraph has told, else from the writer's."""
    if slots.get("dir") != "back":
        return str(slots.get("dir"))
    return "earlier" if "day" in context.paragraph and slots["unit"] in _DAY_UNITS else "ago"


def year(slots: dict[str, Any], context: Context) -> tuple[int | None, str]:
    """The year of "last year", "that year", "two years later"."""
    if "year_dir" in slots:
        step = int(slots.get("year_n", 1)) * (1 if slots["year_dir"] in ("later", "ahead") else -1)
        deictic = slots["year_dir"] in ("ago", "ahead")
    else:
        relation = slots["year_rel"]
        step, deictic = STEPS[relation], relation in DEICTIC or not context.paragraph and seen_from_now(relation, context)
    deictic = deictic or slots.get("year_rel") == "the" and context.future and context.now is not None
    base = _base_year(step, context, deictic)
    return (None if base is None else base + step), source_of(deictic, context)


def _base_year(step: int, context: Context, deictic: bool) -> int | None:
    """The year that years before or later are counted from: the writer's, or the last one told; for later ones one told in passing, in its sentence; one only named ("chairman for 2014", "planned for
    2014") for "that year" and those behind it. Where the sentence has counted back, so many years later are none: "a year earlier he went to A, a year later to B"."""
    passing = context.passing.year if context.passing and step > 0 else None
    told = passing or (context.named if step >= 0 else None) or context.last_year()
    base = context.present_year() if deictic or told is None else told
    context.anchor = base if step < 0 else context.anchor
    return context.anchor if base is not None and step > 0 and base + step == context.anchor else base


def century(relation: str, context: Context) -> int | None:
    """The first year of "the last century", "this century": seen from the document's own date, None where it has none."""
    own = context.own_year()
    return None if own is None else own // 100 * 100 + 100 * STEPS[relation]


def _from_today(slots: dict[str, Any], context: Context) -> Found:
    line = context.now
    moved = add_days(line, int(slots["today"])) if line and line.day else None
    return (moved, source_of(True, context)) if moved else None


def _from_day(slots: dict[str, Any], context: Context) -> Found:
    line = context.dateline if context.dateline and context.dateline.day else None
    step = int(slots["day_shift"]) if "day_shift" in slots else STEPS[slots["day_rel"]]
    if line and step < 0 and "day_shift" in slots and "day" not in context.paragraph:
        before: Value | None = line  # "the day before" in a report that has told no other day
    else:
        before = None if _is_past_day(context) else context.last("day") or line
    if before is None:
        return None
    if step == 0:
        return before, "relative_to_previous"
    base = before.last if step > 0 else _first_of(before, context) if "days_n" in slots else before
    moved, furthest = add_days(base, step), add_days(base, step * int(slots.get("days_n", 1)))
    if moved is None or furthest is None:
        return None
    return (moved if moved == furthest else replace(min(moved, furthest, key=_order), stop=max(moved, furthest, key=_order))), "relative_to_previous"


def _order(value: Value) -> tuple[int, int, int]:
    return value.order


def _is_past_day(context: Context) -> bool:
    """True where another month or season was told after the last day: "that day" is none that is known."""
    newest, day = context.seen[-1] if context.seen else None, context.last("day")
    if newest is None or day is None or newest.precision not in ("month", "season") or newest.year is None:
        return False
    return newest.precision == "season" and newest.year != day.year or newest.precision == "month" and (newest.year, newest.month) != (day.last.year, day.last.month)


def _nth_day(slots: dict[str, Any], context: Context) -> Found:
    """The third day of the last interval; its last day where it is one."""
    before = context.last_stay()
    if before is None:
        return None
    if slots["nth"] == "last":
        context.counted.append(before.last)
        return (before.last, "relative_to_previous") if before.stop else None
    moved = add_days(before, int(slots["nth"]) - 1)
    if moved is None or (before.stop and moved.order > before.last.order):
        return None
    if before == context.dateline and not context.future:
        moved = before  # a report tells of its own day: "On the second day of her visit the president laid a wreath"
    context.counted.append(moved)
    return moved, "relative_to_previous"


def _counted(slots: dict[str, Any], context: Context) -> Found:
    """Two days later, a week earlier, three months ago."""
    unit, count, direction = slots["unit"], int(slots.get("n", 1)), direction_of(slots, context)
    deictic = direction in ("ago", "ahead")
    sign = 1 if direction in ("later", "ahead") else -1
    relation = "this" if deictic else "same"
    if unit in _DAY_UNITS:
        base = base_of(relation, context, "day")
        base = None if base is not context.now and _is_past_day(context) else base
        value = add_days(base.last if sign > 0 else _first_of(base, context), sign * count * _DAY_UNITS[unit]) if base else None
    elif {"more_unit", "to_the_day", "from_then"} & set(slots):
        value = _to_the_day(slots, sign, base_of(relation, context, "day"))
    elif unit in _MONTH_UNITS:
        value = _months_from(relation, sign * count * _MONTH_UNITS[unit], context)
    else:
        count *= {"decade": 10}.get(unit, 1)
        year_base = _base_year(sign * count, context, deictic)
        value = None if year_base is None else Value(year_base + sign * count)
    return (value, source_of(deictic, context)) if value else None


def _first_of(base: Value, context: Context) -> Value:
    """The first of two days told side by side, in one paragraph: "on 14 and 15 March; five days earlier" counts from the 14th."""
    stay = context.last_stay()
    pair = stay is not None and stay.stop is not None and stay.last == base and add_days(stay, 1) == base
    return stay if stay is not None and pair and replace(stay, stop=None) != context.before else base


def _to_the_day(slots: dict[str, Any], sign: int, base: Value | None) -> Value | None:
    """A month and two days later; nine months later to the day; a year ago today, tomorrow."""
    months = sign * int(slots.get("n", 1)) * _MONTH_UNITS.get(slots["unit"], 12)
    moved = add_months(base.last, months) if base else None
    day = replace(moved, day=base.last.day) if base and moved else None
    days = sign * int(slots.get("more", 1)) * _DAY_UNITS.get(slots.get("more_unit", ""), 0) + int(slots.get("from_then", 0))
    return add_days(day, days) if day and day.is_real else None


def _months_from(relation: str, months: int, context: Context) -> Value | None:
    """A month so many months from the date that it is seen from; where the month itself is told too ("nine months earlier, on 3 March"), from the newest
    date that leads there."""
    base = base_of(relation, context, "day", "month")
    value = add_months(base.last, months) if base else None
    if value is None or context.month_told in (None, value.month):
        return value
    others = (add_months(other.last, months) for other in reversed(context.seen) if other.precision in ("day", "month"))
    return next((other for other in others if other and other.month == context.month_told), value)


def _month(slots: dict[str, Any], context: Context) -> Found:
    """This month, last month, on the 12th of next month."""
    relation = slots["month_rel"]
    base = base_of(relation, context, "day", "month")
    if base and relation == "same" and (told := _year_beside(slots, context)):
        base = replace(base.last, year=told)
    step = STEPS[relation]
    reviewed = step < 0 and relation in DEICTIC and context.now is None and base is not None and base == context.entry_month
    moved = base if reviewed else add_months(base.last, step) if base else None  # "NOVEMBER 2013. In the past month the President ..."
    return (edge_of(moved, slots) if "edge" in slots else replace(moved, day=slots.get("day")), source_of(relation in DEICTIC, context)) if moved else None


def _year_beside(slots: dict[str, Any], context: Context) -> int | None:
    """The year told beside "the same month", in its sentence: "in the same month of last year", "a year later, in the same month"."""
    if "year_rel" in slots:
        return year(slots, context)[0]
    newest = context.seen[-1] if context.year_here and context.seen else None
    return newest.year if newest and newest.precision == "year" and newest.stop is None else None


def _named(slots: dict[str, Any], context: Context) -> Found:
    """Last November, that autumn, this summer: a month or season with a relation of its own."""
    relation = slots["named_rel"]
    key = "month" if "month" in slots else "season"
    now = context.now if relation in DEICTIC else context.dateline
    line = now if now and now.year else None
    before = next((v for v in reversed(context.seen) if v.year and not v.block), None)
    base = (line or before) if relation in DEICTIC else (before or line)
    if base is None or base.year is None:
        return (Value(None, **{key: slots[key]}), "year_unknown") if relation == "same" and context.seen else None
    value = Value(base.last.year or base.year, **{key: slots[key]})
    step = STEPS[relation]
    going_on = bool(value.season and base.month) and (base.last.month or 0) % 12 // 3 == ((value.season or 0) - _SPRING + 1) % 4
    if step < 0 and not going_on and base.precision != "year" and value.order[:2] < base.order[:2] or step > 0 and base.precision != "year" and value.order[:2] > base.order[:2]:
        step = 0
    elif step < 0 and base.precision == "year" and base is not line:
        step = -1
    moved = replace(value, year=(value.year or 0) + step, day=slots.get("day") if key == "month" else None)
    return moved, source_of(relation in DEICTIC, context)


_COUNTERS: dict[str, Counter] = {
    "today": _from_today,
    "day_shift": _from_day,
    "day_rel": _from_day,
    "nth": _nth_day,
    "unit": _counted,
    "month_rel": _month,
    "week_rel": week,
    "named_rel": _named,
    "weekday_rel": weekday,
    "weekday": weekday,
}
