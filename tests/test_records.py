"""Records, case by case: tests/cases/<language>/records.yaml."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.documents import read_document
from pipeline.flow import extract
from pipeline.languages import codes, strict_yaml
from pipeline.records.told.drafts import LIKELY

CASES = Path(__file__).parent / "cases"
KNOWN_KEYS = {"text", "visits", "agreements", "expect"}


def _load() -> list[pytest.ParameterSet]:
    found = []
    for code in codes():
        for number, case in enumerate(strict_yaml.read(CASES / code / "records.yaml"), 1):
            assert set(case) <= KNOWN_KEYS, f"{code}/records.yaml, case {number}: unknown key"
            known_failure = pytest.mark.xfail(strict=True) if case.get("expect") == "fail" else ()
            found.append(pytest.param(case, id=f"{code}-{number}", marks=known_failure))
    return found


def _counted(record: dict) -> str:
    exact = record["count"] == 1
    return "" if exact else f" | {record['count']} {record['count_qualifier']}".replace(" exact", "")


def _visit(record: dict) -> str:
    shown = {key: value if value is not None else "-" for key, value in record.items()}
    place = f"{shown['visitor_country']} > {shown['host_country']}, {shown['host_place']}"
    return f"{shown['visitor_name']} | {place} | {shown['visit_type']} | {shown['date']} | {shown['status']}{_counted(record)}"


def _agreement(record: dict) -> str:
    shown = {key: value if value is not None else "-" for key, value in record.items()}
    return f"{shown['doc_type']} | {shown['title']} | {' '.join(record['parties'])} | {shown['date']} | {shown['status']}{_counted(record)}"


@pytest.mark.parametrize("case", _load())
def test_records_of_a_text(case: dict) -> None:
    extraction = extract(read_document(case["text"].encode(), "case"), least=0)
    read = [record for record in extraction.visits if not record["rules"][0].startswith(LIKELY)]  # what the rules read; tests/test_likely.py has the others
    assert [_visit(record) for record in read] == case.get("visits", [])
    assert [_agreement(record) for record in extraction.agreements] == case.get("agreements", [])
