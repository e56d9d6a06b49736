"""Every day from 1985 to 2039, in every form of every language, comes back as itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from pipeline.dates import read
from pipeline.languages import codes, strict_yaml

CASES = Path(__file__).parent / "cases"
FIRST, LAST = date(1985, 1, 1), date(2039, 12, 31)
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
BY_MONTH = ("month", "MONTH", "genitive", "in_month", "short", "abbreviated")
BY_DAY = ("locative", "spelled", "th")


def _days(step: int) -> Iterator[date]:
    day = FIRST
    while day <= LAST:
        yield day
        day += timedelta(days=step)


def _words(day: date, tables: dict) -> dict[str, str]:
    """What fills the places of a form on a day."""
    words = {
        "d": str(day.day),
        "D": str(day.day),
        "dd": f"{day.day:02d}",
        "mm": f"{day.month:02d}",
        "y": str(day.year),
        "roman": ROMAN[day.month - 1],
    }
    words |= {name: tables[name][day.month - 1] for name in BY_MONTH if name in tables}
    words |= {name: tables[name][day.day - 1] for name in BY_DAY if name in tables}
    if "weekday" in tables:
        words["weekday"] = tables["weekday"][day.weekday()]
    if "ord" in tables:
        tens = day.year // 10 % 10
        words["ord"] = tables["ord"][day.year % 10] if day.year % 10 else tables["ord_tens"][tens] if day.year % 100 else "ci"
    return words


def _wrong(code: str, step: int) -> list[str]:
    data = strict_yaml.read(CASES / code / "dates.yaml")
    wrong = []
    for day in _days(step):
        words = _words(day, data["tables"])
        for form in data["forms"]:
            text = form.format(**words)
            if [found.edtf for found in read(text, code)] != [day.isoformat()]:
                wrong.append(text)
    return wrong


@pytest.mark.parametrize("code", codes())
def test_days_come_back_as_themselves(code: str) -> None:
    assert _wrong(code, 97) == []


@pytest.mark.long
@pytest.mark.parametrize("code", codes())
def test_all_days_come_back_as_themselves(code: str) -> None:
    assert _wrong(code, 1) == []
