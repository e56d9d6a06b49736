"""Dated texts that tell of years long past and then of what is to come or has just been: how the text is dated, crossed with what stands before, what is told and how its time is."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from pipeline.documents import read_text
from pipeline.flow import extract
from pipeline.languages import codes, strict_yaml

CASES = Path(__file__).parent / "cases"
SAMPLE = 60  # texts of each language
KNOWN = 0.05  # share of the crossings that is known to be misread


class Crossing(NamedTuple):
    """A text, whom it is about, and his one visit: host, date, status."""

    text: str
    name: str
    visit: tuple[str, str, str]


def crossings(language: str, sample: int | None = None, seed: int = 1) -> Iterator[Crossing]:
    """The crossings of a language, all or a sample; each has the same words on every machine."""
    case = strict_yaml.read(CASES / language / "writers_time.yaml")
    found: list[tuple[dict[str, Any], str, str, str, dict[str, str], str]] = []
    for text in case["texts"]:
        for events, days, status in (("to_come", "days_to_come", "planned"), ("over", "days_over", "occurred")):
            found += ((text, *axes, status) for axes in product(text["head"], text["before"], text[events], text[days]))
    for text, head, before, event, day, status in random.Random(seed).sample(found, sample) if sample else found:
        words = {"who": text["who"], "of_whom": text.get("of_whom"), "whom": text.get("whom"), "when": day["when"], "for": day.get("for", day["when"])}
        told = event.format(**words)
        yield Crossing(head.format(body=f"{before}{told[0].upper()}{told[1:]}\n\n{case['rest']}"), text["name"], (text["host"], day["value"], status))


def misread(crossing: Crossing) -> bool:
    """True where the visit is missing, wrong or told twice; what is invited for a day is planned or invited."""
    found = [(r["host_country"], r["date"], "planned" if r["status"] == "invited" else r["status"]) for r in extract(read_text(crossing.text, "x")).visits if r["visitor_name"] == crossing.name]
    return found != [crossing.visit]


def check(sample: list[Crossing]) -> None:
    """No more are misread than is known."""
    wrong = [crossing for crossing in sample if misread(crossing)]
    assert len(wrong) <= KNOWN * len(sample), (len(wrong), len(sample), wrong[:5])


@pytest.mark.parametrize("language", codes())
def test_what_is_to_come_is_told_from_the_writers_time(language: str) -> None:
    check(list(crossings(language, SAMPLE)))


@pytest.mark.long
@pytest.mark.parametrize("language", codes())
def test_all_crossings_of_the_writers_time(language: str) -> None:
    check(list(crossings(language)))
