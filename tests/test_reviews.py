"""Reviews of a month: a year told in passing takes none of their days away."""

from __future__ import annotations

from pathlib import Path

import pytest

import pipeline
from pipeline.dates import read_segmented
from pipeline.languages import codes, strict_yaml
from pipeline.segmentation import segment

CASES = Path(__file__).parent / "cases"


def _reviews() -> list:
    cases = {code: strict_yaml.read(CASES / code / "reviews.yaml") for code in codes()}
    return [pytest.param(case, head, id=f"{code}-{number}") for code, case in cases.items() for number, head in enumerate(case["heads"], 1)]


@pytest.mark.parametrize(("case", "head"), _reviews())
def test_days_of_a_review_are_of_its_month(case: dict, head: str) -> None:
    told = [("", event) for event in (*case["named"], *case["unnamed"])]
    told += [(f"{background} ", event) for background in case["backgrounds"] for event in (*case["named"], *case["unnamed"])]
    told += [(f"{case['month_told']} ", event) for event in case["named"]]
    wrong = []
    for background, event in told:
        document = pipeline.read_text(f"{head}\n\n{background}{event['text']}\n\n{case['below']}", "review")
        dates = read_segmented(document.text, segment(document))
        if dates[-1].edtf != str(event["date"]):
            wrong.append((background, event["text"], dates[-1].edtf))
    assert wrong == []
