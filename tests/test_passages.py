"""The passages of ``corpus/passages``: short stretches of ordinary prose, tables and chronicles, each with all that is to be recorded from it."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

import pytest

from pipeline.documents import read_text
from pipeline.flow import extract
from pipeline.languages import strict_yaml
from pipeline.text import fold

PASSAGES = Path(__file__).parent.parent / "corpus" / "passages"
FLOORS = {"az": 0.73, "en": 0.74, "ru": 0.77}  # strict F1 over the lines of a language; a fall below means that something broke
TITLE = 0.6  # share of the words of two titles that agree
_AGREEMENT = re.compile(r"(\w+) \[(.*)\] ([^\[\]]*)")


def _line(record: dict) -> str:
    """What is expected of a record, on one line."""
    count = "" if record["count"] in (1, None) else f" x{record['count']}"
    if record["kind"] == "visit":
        return f"{record['visitor_name']}>{record['host_country']} {record['date']} {record['visit_type'] or '-'} {record['status']}{count}"
    return f"{record['doc_type']} [{record['title'] or '-'}] {' '.join(record['parties'] or [])} {record['date']} {record['status']}{count}"


def _agree(one: str, other: str) -> bool:
    left, right = _AGREEMENT.fullmatch(one), _AGREEMENT.fullmatch(other)
    if left is None or right is None or (left[1], left[3]) != (right[1], right[3]):
        return one == other
    words, others = (set(re.findall(r"\w+", fold(match[2]))) for match in (left, right))
    return len(words & others) >= TITLE * len(words | others)


@lru_cache(maxsize=None)
def _read(language: str) -> tuple[tuple[list[str], list[str]], ...]:
    """What each passage of a language should give, and what it gives."""
    cases = strict_yaml.read(PASSAGES / f"{language}.yaml")
    found = [extract(read_text(case["text"], "passage")) for case in cases]
    return tuple((case["want"], [_line(record) for record in (*one.visits, *one.agreements)]) for case, one in zip(cases, found, strict=True))


def _right(want: list[str], got: list[str]) -> int:
    rest = list(got)
    for line in want:
        if (same := next((one for one in rest if _agree(line, one)), None)) is not None:
            rest.remove(same)
    return len(got) - len(rest)


@pytest.mark.parametrize("language", sorted(FLOORS))
def test_passages_give_what_a_careful_reader_records(language):
    told = _read(language)
    assert len(told) >= 170
    gold, found, right = (sum(one(want, got) for want, got in told) for one in (lambda want, got: len(want), lambda want, got: len(got), _right))
    assert 2 * right / (gold + found) >= FLOORS[language], f"{right} right of {gold}, {found} found"


@pytest.mark.parametrize("language", sorted(FLOORS))
def test_passages_without_an_event_give_no_record(language):
    assert [got for want, got in _read(language) if not want and got] == []
