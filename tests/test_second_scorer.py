"""Two scorers, written apart, agree."""

from __future__ import annotations

import copy
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from pipeline.evaluation.reading import read_gold
from tests.second_scorer import compare
from tests.test_scoring import RECORDS

GOLD = Path(__file__).parent.parent / "corpus" / "gold"


@settings(deadline=None, max_examples=200)
@given(RECORDS, RECORDS)
def test_on_random_records(gold: list[dict[str, Any]], found: list[dict[str, Any]]) -> None:
    worst, table = compare({"d": gold}, {"d": found})
    assert worst <= 0.001, table


def disturbed(record: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """A record as an extractor might get it wrong."""
    record = copy.deepcopy(record)
    for name in ("date", "title", "visitor_name", "host_place", "visit_type", "occasion"):
        if name in record and chance.random() < 0.15:
            record[name] = None
    if chance.random() < 0.1:
        record["count"] += 1
    if record.get("parties") and chance.random() < 0.15:
        record["parties"] = record["parties"][:1]
    if record.get("host_country") and chance.random() < 0.1:
        record["host_country"] = chance.choice(["TUR", "GEO", "RUS"])
    return record


@pytest.mark.skipif(not list(GOLD.glob("*.jsonl")), reason="the corpus has no gold yet")
@pytest.mark.parametrize("seed", range(5))
def test_on_the_corpus_with_errors(seed: int) -> None:
    chance, gold = random.Random(seed), read_gold(GOLD)
    found = {doc_id: [disturbed(record, chance) for record in records if chance.random() < 0.85] for doc_id, records in gold.items()}
    for records in found.values():
        visits = {record.get("record_id") for record in records if record["kind"] == "visit"}
        for record in records:
            if record.get("during_visit") not in visits and record["kind"] == "agreement":
                record["during_visit"] = None
    worst, table = compare(gold, found)
    assert worst <= 0.001, table
