"""What forms of exchange want of a date: whole days, or how far it is from one."""

from __future__ import annotations

import re
from datetime import date

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def days_of(edtf: str | None) -> tuple[str, str] | None:
    """First and last day of a date that is told to the day; None for any other.

    >>> days_of("1994-02-08/1994-02-12"), days_of("1994-02-08"), days_of("1994-02"), days_of("1994-02-08~")
    (('1994-02-08', '1994-02-12'), ('1994-02-08', '1994-02-08'), None, None)
    """
    parts = edtf.split("/") if edtf else []
    if not parts or len(parts) > 2 or not all(map(_DAY.fullmatch, parts)):
        return None
    return parts[0], parts[-1]


def length(days: tuple[str, str]) -> int:
    """How many days a stay has, both ends counted.

    >>> length(("1994-02-08", "1994-02-12"))
    5
    """
    return (date.fromisoformat(days[1]) - date.fromisoformat(days[0])).days + 1


def precision(edtf: str) -> str:
    """How precise a date is: ``day``, ``interval``, ``month``, ``year`` or ``other``.

    >>> [precision(text) for text in ("1994-02-08", "1994-02-08/1994-02-12", "1994-02", "1994", "199X", "1995~")]
    ['day', 'interval', 'month', 'year', 'other', 'other']
    """
    days = days_of(edtf)
    if days:
        return "day" if days[0] == days[1] else "interval"
    return "month" if re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", edtf) else "year" if re.fullmatch(r"\d{4}", edtf) else "other"
