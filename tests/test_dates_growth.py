"""Hostile texts: the work grows with the length of a text, not faster."""

from __future__ import annotations

import math
import sys
import time

import pytest

from pipeline.dates import read
from pipeline.languages import codes

UNITS = {
    "digits": "1", "parted digits": "1 ", "dotted": "1.", "dashes": "-", "spaced dashes": "– ", "years": "1996 ", "dashed years": "1996-", "listed years": "1996, ",
    "months": "May ", "ayın": "mayın ", "мая": "мая ", "listed days": "5 May, ", "və": "mayın 5-də və ", "il": "1996-cı il ", "open": "(1996 ", "brackets": "[1",
    "quotes": "“1996 ", "roman": "II ", "damaged": "l1", "tens": "on altı ", "blank": " ", "lines": "\n", "ends": ". A", "marks": "a\u0307", "soft": "ma\u00ad", "one word": "abcdefgh",
    "authors": "(Ab, 1996; ", "small words": "of the ",
}  # fmt: skip
SHORT, FACTOR = 1500, 4
EXPONENT = 1.15
MANY_TIMES = FACTOR**1.7  # seconds differ from run to run; twice as long as a linear step would be, and half of a quadratic one


def _calls(text: str, code: str) -> int:
    """How many functions are called to read a text: the same on every machine."""
    count = 0

    def note(frame: object, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(note)
    try:
        read(text, code)
    finally:
        sys.setprofile(None)
    return count


def _seconds(text: str, code: str) -> float:
    best = math.inf
    for _ in range(3):
        start = time.process_time()
        read(text, code)
        best = min(best, time.process_time() - start)
    return max(best, 0.002)


def _texts(name: str, short: int) -> tuple[str, str]:
    unit = UNITS[name]
    return unit * (short // len(unit)), unit * (FACTOR * short // len(unit))


@pytest.mark.parametrize("code", codes())
@pytest.mark.parametrize("name", UNITS)
def test_calls_grow_with_the_length(name: str, code: str) -> None:
    short, long = _texts(name, SHORT)
    read(short, code)
    ratio = _calls(long, code) / max(_calls(short, code), 200)
    assert math.log(max(ratio, 1.0), FACTOR) <= EXPONENT


@pytest.mark.long
@pytest.mark.parametrize("code", codes())
@pytest.mark.parametrize("name", UNITS)
def test_seconds_grow_with_the_length(name: str, code: str) -> None:
    short, long = _texts(name, 8 * SHORT)
    read(short, code)
    assert any(_seconds(long, code) / _seconds(short, code) <= MANY_TIMES for _ in range(3))
