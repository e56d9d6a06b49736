"""Weeks and their days: "last week", "on Thursday of last week", "on Monday", "the following Friday"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from pipeline.dates.calendar import add_days, near_weekday, of_date, week_of
from pipeline.dates.context import Context
from pipeline.dates.viewpoint import DEICTIC, STEPS, Found, base_of, source_of

_WORKDAYS = 5
_REVIEWED = 62  # days before a review of which it tells weekdays
_WEEK, _SHORTEST = 7, 3  # days of a week, and between the ends of a stretch whose weekdays are told by their names


def week(slots: dict[str, Any], context: Context) -> Found:
    """Last week, the weekend, on Thursday of last week."""
    base = base_of(slots["week_rel"], context, "day")
    day = base.to_date() if base else None
    if day is None:
        return None
    days = week_of(day, STEPS[slots["week_rel"]])
    if "weekday" in slots and (told := add_days(replace(days, stop=None), slots["weekday"] - 1)):  # "on Thursday of last week"
        begun = context.over and slots["week_rel"] == "this" and base is not None and told.order > base.order
        return (add_days(told, -_WEEK) or told) if begun else told, source_of(slots["week_rel"] in DEICTIC, context)  # on a Wednesday: "earlier this week, on Sunday"
    saturday = add_days(days, _WORKDAYS)
    return (replace(saturday, stop=days.stop) if "weekend" in slots and saturday else days), source_of(slots["week_rel"] in DEICTIC, context)


def weekday(slots: dict[str, Any], context: Context) -> Found:
    """On Monday, last Saturday, the following Friday."""
    relation = slots.get("weekday_rel", "")
    if relation == "the":  # "from 28 October to 3 November; on the Thursday": one of these days, else the next one
        if inside := _inside_week(slots["weekday"], context) or _inside_stay(slots["weekday"], context):
            return of_date(inside), "relative_to_previous"
        relation = "previous" if context.earlier else "following"  # "signed on the 10th; he had arrived on the Wednesday"
    if not (relation or context.now):
        told = _inside_week(slots["weekday"], context) or _inside_stay(slots["weekday"], context) or _next_weekday(slots["weekday"], context)
        return (of_date(told), "relative_to_previous") if told else None
    base = base_of(relation or "this", context, "day")
    day = base.to_date() if base else None
    if day is None or base is None:
        return None
    if relation == "following":
        day = base.last.to_date() or day
    elif not relation and (story := _of_story(context, day)):
        return of_date(story if story.isoweekday() == slots["weekday"] else near_weekday(story, slots["weekday"], 1)), "relative_to_previous"
    if relation == "this":  # "was to have flown there this Thursday": the day of the writer's own week
        own = day + timedelta(slots["weekday"] - day.isoweekday())
        return of_date(own if own >= day or not context.future else near_weekday(day, slots["weekday"], 1)), source_of(True, context)
    found = _nearest(day, slots["weekday"], relation, context.future or context.called_off)
    before = context.last("day") if context.future and context.day_here and not relation else None
    newest = before.to_date() if before and before.stop is None else None  # not "next week: on Tuesday"
    if newest and day < newest and found < newest:
        found = near_weekday(newest, slots["weekday"], 1)  # "will arrive on Monday and leave on Wednesday", told on a Wednesday
    return of_date(found), source_of(relation in ("", *DEICTIC), context)


def _of_story(context: Context, written: date) -> date | None:
    """The day that a paragraph has told last, where it lies so long before the report that no weekday told as past can be of the week before that one:
    "October. On 2 September A came; on Friday he left"."""
    newest = context.seen[-1] if context.seen and "day" in context.paragraph and not context.future and not context.called_off else None
    day = newest.last.to_date() if newest else None
    return day if day and _WEEK < (written - day).days <= _REVIEWED else None


def _inside_week(weekday: int, context: Context) -> date | None:
    """The weekday in the last stretch of some days told, where it holds only one such day: "The week of 6–12 October 2008 ... on Thursday"."""
    stretch = next((value for value in reversed(context.seen) if value.stop and value.precision == "day"), None)
    first, last = (stretch.to_date(), stretch.last.to_date()) if stretch else (None, None)
    newest = context.seen[-1].to_date() if context.seen else None
    if not (first and last and newest and first <= newest <= last and _SHORTEST <= (last - first).days < _WEEK):
        return None
    day = first + timedelta((weekday - first.isoweekday()) % _WEEK)
    return day if day <= last else None


def _inside_stay(weekday: int, context: Context) -> date | None:
    """The weekday between the two days told last, the second one by its own weekday: "landed on Monday, 11 May, and left on Wednesday; on Tuesday they signed"."""
    stay = context.last_stay() if context.seen and context.weekday == context.seen[-1] else None
    first, last = (stay.to_date(), stay.last.to_date()) if stay else (None, None)
    day = near_weekday(last, weekday, -1) if last else None
    return day if first and day and first < day else None


def _next_weekday(weekday: int, context: Context) -> date | None:
    """The next such weekday behind a day that the paragraph has told last, with its own: "landed on Thursday, 12 May 1994 ... on Saturday he left"; the one before it
    for what had been by then."""
    newest = context.weekday if context.seen and context.weekday == context.seen[-1] and "day" in context.paragraph else None
    day = newest.last.to_date() if newest else None
    return near_weekday(day, weekday, -1 if context.earlier else 1) if day and day.isoweekday() != weekday else None


def _nearest(day: date, weekday: int, relation: str, future: bool) -> date:
    if relation in ("next", "following"):
        return near_weekday(day, weekday, 1)
    if relation in ("last", "previous"):
        return near_weekday(day, weekday, -1)
    if day.isoweekday() == weekday:
        return day
    return near_weekday(day, weekday, 1 if future else -1)
