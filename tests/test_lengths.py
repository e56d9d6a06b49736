"""Journeys told by their first day and their length, by their last day and what went before, by both ends: every form of one with every form of the other."""

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
KNOWN = {"az": 0.08, "en": 0.06, "ru": 0.08}  # share of the crossings that is known to be misread
DAYS = "1997-09-19/1997-09-21"


class Crossing(NamedTuple):
    """A text and its one visit: by whom, where."""

    text: str
    visit: tuple[str, str]


def _texts(language: str) -> Iterator[Crossing]:
    case = strict_yaml.read(CASES / language / "lengths.yaml")
    lengths, stories = case["lengths"], case["stories"]
    told = [(form, who, lengths, words) for form, who, when, long in product(lengths["arrival"], lengths["who"], lengths["when"], lengths["how_long"]) for words in [{"when": when, "how_long": long}]]
    told += [(form, who, lengths, {"when": when, "visit": visit, "of_whom": who}) for form, who, when, visit in product(lengths["begun"], lengths["of_whom"], lengths["when"], lengths["visit"])]
    told += [(form, who, stories, {"of_whom": of_whom}) for form in stories["told"] for who, of_whom in zip(stories["who"], stories["of_whom"], strict=True)]
    for form, who, about, words in told:
        for before in about["before"]:
            sentence = form.format(who=who, **words)
            yield Crossing(before + sentence[0].upper() + sentence[1:], (about["name"], about["host"]))


def crossings(language: str, sample: int | None = None, seed: int = 1) -> list[Crossing]:
    """The crossings of a language, all or a sample; each has the same words on every machine."""
    texts = list(_texts(language))
    return random.Random(seed).sample(texts, sample) if sample else texts


def misread(crossing: Crossing) -> bool:
    """True where the visit is missing, wrong or told twice."""
    return [(r["visitor_name"], r["host_country"], r["date"]) for r in extract(read_text(crossing.text, "x")).visits] != [(*crossing.visit, DAYS)]


def check(language: str, sample: list[Crossing]) -> None:
    """No more are misread than is known."""
    wrong = [crossing for crossing in sample if misread(crossing)]
    assert len(wrong) <= KNOWN[language] * len(sample), (len(wrong), len(sample), wrong[:5])


@pytest.mark.parametrize("language", codes())
def test_a_journey_has_its_first_and_last_day(language: str) -> None:
    check(language, crossings(language, SAMPLE))


@pytest.mark.long
@pytest.mark.parametrize("language", codes())
def test_all_crossings_of_lengths(language: str) -> None:
    check(language, crossings(language))
