"""Partial dates and how to count with them: a day, a month, a season or a year, each perhaps of an unknown year."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from pipeline.dates.edtf import days_in

_LONGEST_STAY = 31  # days
_THIRD = 10  # days; "the first ten days of May" is a part of the month, as its first third is
_SEASON_MONTHS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 2)}


@dataclass(frozen=True, slots=True)
class Value:
    """A partial date. ``block`` is the text of a decade, a century or an interval that is no plain date (``199X``); ``two_digits`` the end
    of a year whose century cannot be told."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    season: int | None = None
    block: str = ""
    stop: Value | None = None
    two_digits: int | None = None

    def __str__(self) -> str:
        if self.block:
            return self.block
        open_year = "XXXX" if self.two_digits is None else f"XX{self.two_digits:02d}"
        year = open_year if self.year is None else f"{self.year:04d}"
        finer = "" if not (self.month or self.season) else f"-{self.month or self.season:02d}"
        own = f"{year}{finer}" + (f"-{self.day:02d}" if self.day else "")
        return own if self.stop is None or str(self.stop) == own else f"{own}/{self.stop}"

    @property
    def last(self) -> Value:
        """The end of an interval, the date itself where it is none."""
        return self.stop or self

    @property
    def precision(self) -> str:
        return "block" if self.block else "day" if self.day else "month" if self.month else "season" if self.season else "year"

    @property
    def is_real(self) -> bool:
        """True where such a day exists."""
        return self.day is None or (self.month is not None and 1 <= self.day <= days_in(self.year, self.month))

    @property
    def order(self) -> tuple[int, int, int]:
        """Something to compare two dates of known year by."""
        month = self.month or (_SEASON_MONTHS[self.season][0] if self.season else 0)
        return (self.year or 0, month, self.day or 0)

    def days(self) -> Iterator[tuple[int, int, int]]:
        """Year, month and day of each of its days, where they are known and no more than a stay has."""
        first, last = self.to_date(), self.last.to_date()
        if first and last and 0 <= (last - first).days <= _LONGEST_STAY:
            yield from ((first + timedelta(days=step)).timetuple()[:3] for step in range((last - first).days + 1))

    def to_date(self) -> date | None:
        """The day, None unless day, month and year are known."""
        return date(self.year, self.month, self.day) if self.year and self.month and self.day and self.is_real else None


def of_date(day: date) -> Value:
    """A day as a value."""
    return Value(day.year, day.month, day.day)


def add_days(value: Value, days: int) -> Value | None:
    """A day so many days later; None for what is no day, or where the year cannot be told and matters.

    >>> str(add_days(Value(1996, 2, 28), 1)), str(add_days(Value(None, 5, 31), 1))
    ('1996-02-29', 'XXXX-06-01')
    """
    day = replace(value, year=value.year or 2000, stop=None).to_date()
    if day is None or not 1 < day.year < 9990:
        return None
    moved = of_date(day + timedelta(days=days))
    if value.year is None:
        return replace(moved, year=None) if moved.year == 2000 else None
    return moved


def add_months(value: Value, months: int) -> Value | None:
    """A month so many months later, None where the value has no month."""
    if value.month is None:
        return None
    total = (value.year or 0) * 12 + value.month - 1 + months
    year, month = divmod(total, 12)
    return Value(year if value.year else None, month + 1)


def edge_of(month: Value, slots: dict[str, Any]) -> Value:
    """The first or last day, or days, of a month, the month where its year is not known or they are a third of it: "the last three days of June"."""
    days, count = (monthrange(month.year, month.month)[1] if month.year and month.month else 0), int(slots.get("n", 1))
    if not 0 < count < _THIRD or not days:
        return month
    low, high = (1, count) if slots["edge"] == "first" else (days - count + 1, days)
    return replace(month, day=low, stop=replace(month, day=high) if count > 1 else None)


def week_of(day: date, weeks: int) -> Value:
    """Monday to Sunday of the week so many weeks later."""
    monday = day - timedelta(days=day.weekday()) + timedelta(weeks=weeks)
    end = of_date(monday + timedelta(days=6))
    return replace(of_date(monday), stop=end)


def near_weekday(day: date, weekday: int, step: int) -> date:
    """The nearest such weekday (1 Monday .. 7 Sunday) before (``step`` -1) or after (1) a day, never the day itself."""
    ahead = (weekday - 1 - day.weekday()) % 7 or 7
    return day + timedelta(days=ahead if step > 0 else ahead - 7 if ahead < 7 else -7)


def up_to(limit: int, two_digits: int) -> int:
    """The year with these last two digits in the hundred years up to another.

    >>> up_to(2008, 94), up_to(2008, 5)
    (1994, 2005)
    """
    year = limit // 100 * 100 + two_digits
    return year if year <= limit else year - 100


def days_between(first: Value, last: Value) -> int:
    """How many days lie from one day to another, none where one of them is no day."""
    one, other = first.to_date(), last.to_date()
    return (other - one).days if one and other else 0
