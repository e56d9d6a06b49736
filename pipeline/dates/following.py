"""The year of days told before the text tells one: "On 12 March he landed. ... On 14 March 2012 he left"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date as Day

from pipeline.values import Date

SOURCE = "year_from_next"
_LONGEST = 31  # days from a day without a year to the one that tells it
_YEARLESS = re.compile(r"XXXX-(\d\d-\d\d)(?:/XXXX-(\d\d-\d\d))?\Z")
_DAY = re.compile(r"(\d{4})-(\d\d-\d\d)(?:/|\Z)")
_LINE_END = re.compile(r"\n")


def with_following_years(text: str, dates: Sequence[Date]) -> list[Date]:
    """The dates, in order, those of days without a year with that of the next day in their paragraph, at most a month later.

    >>> from pipeline.dates.reader import read
    >>> [date.edtf for date in read("On 12 March he landed in Baku. He left on 14 March 2012. On 3 May nobody came.", "en")]
    ['2012-03-12', '2012-03-14', '2012-05-03']
    """
    found: list[Date] = []
    after: Date | None = None
    for date in reversed(dates):
        after = None if after and _LINE_END.search(text, date.stop, after.start) else after
        yearless = _YEARLESS.match(date.edtf)
        if yearless is None:
            after = date if _DAY.match(date.edtf) else after
        elif after and _is_near(yearless[2] or yearless[1], after.edtf):
            date = replace(date, edtf=date.edtf.replace("XXXX", after.edtf[:4]), source=SOURCE)
        found.append(date)
    return found[::-1]


def _is_near(day: str, after: str) -> bool:
    """True for a day of a year (``MM-DD``) not far before a full date, in its year."""
    try:
        return 0 <= (Day.fromisoformat(after[:10]) - Day.fromisoformat(f"{after[:4]}-{day}")).days <= _LONGEST
    except ValueError:  # 29 February of another year
        return False
