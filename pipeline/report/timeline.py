"""Records by year, as bars with whole-number coordinates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

HEIGHT = 64  # of the tallest bar, in units of the drawing
GAP = 3


@dataclass(frozen=True, slots=True)
class Bar:
    """One year: how many visits and agreements, and where its bars stand."""

    year: int
    visits: int
    agreements: int
    left: int
    visit_height: int
    agreement_height: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """The bars, the width of one in units of the drawing, and how many records have no year."""

    bars: tuple[Bar, ...]
    step: int
    undated: int

    @property
    def labelled(self) -> tuple[Bar, ...]:
        """The bars whose year is written below: all of a few, every fifth or tenth of many."""
        every = 1 if len(self.bars) <= 14 else 5 if len(self.bars) <= 60 else 10
        return tuple(bar for bar in self.bars if bar.year % every == 0)


def draw_timeline(records: list[dict[str, Any]]) -> Timeline:
    """The bars of a list of records, one for each year from the first to the last.

    >>> timeline = draw_timeline([{"kind": "visit", "date_start": "1994-02-08"}, {"kind": "visit", "date_start": None}])
    >>> [(bar.year, bar.visits, bar.visit_height) for bar in timeline.bars], timeline.undated
    ([(1994, 1, 64)], 1)
    """
    years = [(record["kind"], int(record["date_start"][:4])) for record in records if record.get("date_start")]
    tallies = {(kind, year): years.count((kind, year)) for kind, year in dict.fromkeys(years)}
    most = max(tallies.values(), default=1)
    span = range(min((year for _, year in years), default=0), max((year for _, year in years), default=-1) + 1)
    step = 44 if len(span) <= 20 else 16 if len(span) <= 60 else 8
    bars = []
    for at, year in enumerate(span):
        visits, agreements = tallies.get(("visit", year), 0), tallies.get(("agreement", year), 0)
        bars.append(Bar(year, visits, agreements, at * step, _scaled(visits, most), _scaled(agreements, most)))
    return Timeline(tuple(bars), step, len(records) - len(years))


def _scaled(value: int, most: int) -> int:
    return -(-value * HEIGHT // most)
