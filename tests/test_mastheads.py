"""Heads of newspapers' pages date what stands below them."""

from __future__ import annotations

from pathlib import Path

import pytest

import pipeline
from pipeline.languages import codes, strict_yaml

CASES = Path(__file__).parent / "cases"


def _heads(kind: str) -> list:
    cases = {code: strict_yaml.read(CASES / code / "mastheads.yaml") for code in codes()}
    return [pytest.param(case, head, id=f"{code}-{number}") for code, case in cases.items() for number, head in enumerate(case[kind], 1)]


@pytest.mark.parametrize(("case", "head"), _heads("heads"))
def test_the_head_of_a_page_dates_it(case: dict, head: str) -> None:
    dates = pipeline.extract(pipeline.read_text(head + case["below"], "page")).dates
    assert dates[-1].edtf == str(case["yesterday"])


@pytest.mark.parametrize(("case", "head"), _heads("others"))
def test_what_tells_something_is_no_head_of_a_page(case: dict, head: str) -> None:
    dates = pipeline.extract(pipeline.read_text(head + case["below"], "page")).dates
    assert not any(date.is_dateline for date in dates)
