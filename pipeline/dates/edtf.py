"""The values: EDTF (ISO 8601-2) as far as the contract uses it, with bounds, precision and comparison.

A value is a text: ``1994-02-08``, ``1991-03``, ``1996``, ``2008-23`` (21 spring .. 24 winter), ``199X``, ``19XX``, ``1995~``,
``XXXX-10-19``, an interval ``1994-02-08/1994-02-12``, an open one ``1993/..`` or ``../1998-06-30``.
"""

from __future__ import annotations

import re
from calendar import monthrange
from functools import lru_cache

_SINGLE = re.compile(r"([0-9X]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?(~?)\Z")
_YEAR = re.compile(r"[0-9]{4}\Z|[0-9]{3}X\Z|[0-9]{2}XX\Z|XX[0-9]{2}\Z|XXXX\Z")
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 2)}
PRECISIONS = ("day", "month", "season", "year", "decade", "century", "unknown")
OPEN = ".."


def days_in(year: int | None, month: int) -> int:
    """The number of days of a month; 29 for February of an unknown year.

    >>> days_in(1996, 2), days_in(1997, 2), days_in(None, 2)
    (29, 28, 29)
    """
    return monthrange(2000 if year is None else year, month)[1]


def _single_is_valid(part: str) -> bool:
    match = _SINGLE.match(part)
    if not match or not _YEAR.match(match[1]):
        return False
    year = int(match[1]) if match[1].isdigit() else None
    if year == 0 or (year is None and match[1][0] != "X" and match[2]):
        return False
    month, day = (int(match[i]) if match[i] else None for i in (2, 3))
    if month is None:
        return match[1] != "XXXX"
    if day is None:
        return 1 <= month <= 12 or 21 <= month <= 24
    return 1 <= month <= 12 and 1 <= day <= days_in(year, month)


@lru_cache(maxsize=4096)
def is_valid(edtf: str) -> bool:
    """True for a value of the contract: real days, intervals in order.

    >>> [is_valid(v) for v in ("1994-02-08/1994-02-12", "199X", "2001-02-29", "1995/1993", "2000-25", "../..")]
    [True, True, False, False, False, False]
    """
    parts = edtf.split("/")
    if len(parts) == 1:
        return _single_is_valid(edtf)
    if len(parts) != 2 or all(part == OPEN for part in parts):
        return False
    if not all(part == OPEN or _single_is_valid(part) for part in parts):
        return False
    first, last = bounds(edtf)
    return first is None or last is None or first <= last


def _single_bounds(part: str) -> tuple[str | None, str | None]:
    match = _SINGLE.match(part)
    if not match or match[1].startswith("X"):
        return None, None
    first, last = int(match[1].replace("X", "0")), int(match[1].replace("X", "9"))
    if not match[2]:
        return f"{first:04d}-01-01", f"{last:04d}-12-31"
    month = int(match[2])
    if month in _SEASONS:
        start, stop = _SEASONS[month]
        last += stop < start
        return f"{first:04d}-{start:02d}-01", f"{last:04d}-{stop:02d}-{days_in(last, stop):02d}"
    if match[3]:
        return (f"{first:04d}-{match[2]}-{match[3]}",) * 2
    return f"{first:04d}-{match[2]}-01", f"{last:04d}-{match[2]}-{days_in(last, month):02d}"


@lru_cache(maxsize=4096)
def bounds(edtf: str) -> tuple[str | None, str | None]:
    """The first and the last possible day (ISO), None where open or where the year is unknown.

    >>> bounds("1994-02"), bounds("1993/.."), bounds("2000-24"), bounds("XXXX-10-19")
    (('1994-02-01', '1994-02-28'), ('1993-01-01', None), ('2000-12-01', '2001-02-28'), (None, None))
    """
    start, _, stop = edtf.partition("/")
    return _single_bounds(start)[0], _single_bounds(stop or start)[1]


@lru_cache(maxsize=4096)
def precision(edtf: str) -> str:
    """How fine a value is; of an interval, its finer end.

    >>> precision("1994-02-08/1994-02-12"), precision("1993/.."), precision("199X"), precision("2008-23")
    ('day', 'year', 'decade', 'season')
    """
    found = [_single_precision(part) for part in edtf.split("/") if part != OPEN]
    return min(found, key=PRECISIONS.index) if found else "unknown"


def _single_precision(part: str) -> str:
    match = _SINGLE.match(part)
    if not match:
        return "unknown"
    if match[3]:
        return "day"
    if match[2]:
        return "season" if int(match[2]) > 12 else "month"
    unknown = match[1].count("X") if not match[1].startswith("X") else 0
    return ("year", "decade", "century")[unknown]


def _month_days(edtf: str) -> tuple[str, str] | None:
    """First and last month and day of a value whose year is unknown, as texts that compare."""
    start, _, stop = edtf.partition("/")
    ends = [_SINGLE.match(part) for part in (start, stop or start)]
    if not all(match and match[2] and int(match[2]) <= 12 for match in ends):
        return None
    first, last = (match for match in ends if match)
    return f"{first[2]}-{first[3] or '01'}", f"{last[2]}-{last[3] or '31'}"


@lru_cache(maxsize=4096)
def compatible(a: str, b: str) -> bool:
    """True where both can be of the same event: equal, one inside the other, or overlapping.

    >>> compatible("1996-09-16", "1996-09-16/1996-09-17"), compatible("1996", "1997-01"), compatible("XXXX-10-19", "1994-10-19"), compatible("XX05", "1996")
    (True, False, True, False)
    """
    if "XX" in (a[:2], b[:2]):
        first, second = _month_days(a), _month_days(b)
        same_days = first is None or second is None or (first[0] <= second[1] and second[0] <= first[1])
        ends = {value[2:4] for value in (a, b) if "/" not in value and "X" not in value[2:4]}
        return same_days and len(ends) < 2
    (a_first, a_last), (b_first, b_last) = bounds(a), bounds(b)
    return not ((a_last and b_first and a_last < b_first) or (b_last and a_first and b_last < a_first))


def most_precise(a: str, b: str) -> str:
    """The finer of two values, the first where they are equally fine; a known year beats an unknown one, closed beats open.

    >>> most_precise("1996", "1996-09-16/1996-09-17"), most_precise("XXXX-10-19", "1994-10-19")
    ('1996-09-16/1996-09-17', '1994-10-19')
    """
    return min(a, b, key=_coarseness)


def _coarseness(edtf: str) -> tuple[bool, bool, int]:
    return edtf.startswith("XX"), OPEN in edtf, PRECISIONS.index(precision(edtf))
