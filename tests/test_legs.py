"""Journeys of two legs told in one breath: every first leg with every way to go on, every day and every second leg."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import NamedTuple

import pytest

from pipeline.documents import read_text
from pipeline.flow import extract
from pipeline.languages import codes, strict_yaml

CASES = Path(__file__).parent / "cases"
SAMPLE = 80  # texts of each language
KNOWN = 0.03  # share of the crossings that is known to be misread
FIRST = "2003-05-03"


class Crossing(NamedTuple):
    """A text, who travelled, where to first and then, and on which day then."""

    text: str
    visitor: str
    hosts: tuple[str, str]
    then: str


def _texts(language: str) -> Iterator[Crossing]:
    case = strict_yaml.read(CASES / language / "legs.yaml")
    axes = (case[name] for name in ("who", "first", "second", "came", "joined", "then", "went", "end"))
    for who, first, second, came, joined, then, went, end in product(*axes):
        said = {"then": then["said"], "Then": then["said"][0].upper() + then["said"][1:]}
        text = f"{who['name']} {came.format(day=case['day'], **first)}{joined.format(**said)}{went.format(**second)}{end}"
        yield Crossing(text, who["code"], (first["code"], second["code"]), f"2003-05-{3 + then['days']:02}")


def crossings(language: str, sample: int | None = None, seed: int = 1) -> list[Crossing]:
    """The crossings of a language, all or a sample; each has the same words on every machine."""
    texts = list(_texts(language))
    return random.Random(seed).sample(texts, sample) if sample else texts


def misread(crossing: Crossing) -> bool:
    """True where a leg is missing or has another day, or there is a third one. The first may be told to have gone on until the second."""
    visits = extract(read_text(crossing.text, "x")).visits
    told = {(one["visitor_country"], one["host_country"]): one["date"] for one in visits if one["status"] == "occurred"}
    first, second = (told.get((crossing.visitor, host)) for host in crossing.hosts)
    return len(visits) != len(crossing.hosts) or first not in (FIRST, f"{FIRST}/{crossing.then}") or second not in (crossing.then, f"{crossing.then}/..")


def check(language: str, sample: list[Crossing]) -> None:
    """No more are misread than is known."""
    wrong = [crossing for crossing in sample if misread(crossing)]
    assert len(wrong) <= KNOWN * len(sample), (len(wrong), len(sample), wrong[:5])


@pytest.mark.parametrize("language", codes())
def test_each_leg_has_its_day(language: str) -> None:
    check(language, crossings(language, SAMPLE))


@pytest.mark.long
@pytest.mark.parametrize("language", codes())
def test_a_thousand_crossings_of_legs(language: str) -> None:
    check(language, crossings(language, 1000, seed=2))
