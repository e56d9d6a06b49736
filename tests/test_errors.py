"""Causes of errors, the comparison of two runs, spans: what stands around the score."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from pipeline.evaluation.causes import CAUSES, FIELD_CAUSES, REASONS
from pipeline.evaluation.comparison import CORE
from pipeline.evaluation.contrast import contrast
from pipeline.evaluation.diagnosis import TRIGGERS, diagnose_with
from pipeline.evaluation.errors import count_causes, find_problems
from pipeline.evaluation.intervals import difference
from pipeline.evaluation.scoring import Counts, score
from pipeline.evaluation.spans import score_spans, spans_of
from pipeline.predicates import SENSES
from tests.test_scoring import RECORDS, Record, agreement, visit


def evidence(start: int, language: str = "az") -> list[dict[str, Any]]:
    return [{"start": start, "end": start + 9, "language": language}]


HERE, THERE = evidence(0), evidence(100)
CASES = [
    ("date", "missed", [visit()], [visit(date="1996")]),
    ("name", "missed", [visit()], [visit(visitor_name="İlham Əliyev")]),
    ("host", "missed", [visit()], [visit(host_country="GEO")]),
    ("several", "missed", [visit()], [visit(host_country="GEO", date="1996")]),
    ("party", "missed", [agreement()], [agreement(parties=["KAZ"])]),
    ("title", "missed", [agreement()], [agreement(doc_type="protocol", title="on tourism")]),
    ("date", "false", [visit()], [visit(date="1996")]),
    ("merge", "missed", [visit(), visit(date="1994")], [visit()]),
    ("split", "false", [visit()], [visit(), visit(date="1994")]),
    ("enumeration", "missed", [visit(), visit(host_country="KAZ")], [visit()]),
    ("no event", "false", [visit(evidence=HERE)], [visit(evidence=HERE), visit(host_country="KAZ", evidence=THERE)]),
    ("unread", "missed", [visit(evidence=HERE)], [visit(host_country="KAZ", evidence=THERE)]),
    ("type", "wrong", [visit()], [visit(visit_type="state")]),
    ("country", "wrong", [visit()], [visit(visitor_country="GEO")]),
    ("count", "wrong", [agreement()], [agreement(count=3)]),
    ("status", "wrong", [visit()], [visit(status="planned")]),
    ("detail", "wrong", [visit()], [visit(host_place="Ankara")]),
]


@pytest.mark.parametrize(("cause", "what", "gold", "found"), CASES, ids=[f"{cause} {what}" for cause, what, _, _ in CASES])
def test_every_error_has_its_cause(cause: str, what: str, gold: list[Record], found: list[Record]) -> None:
    problems = [problem for problem in find_problems(score({"d": gold}, {"d": found})) if problem.what == what]
    assert [problem.cause for problem in problems] == [cause]


def test_a_wrong_core_field_weighs_more_than_another() -> None:
    [problem] = find_problems(score({"d": [visit()]}, {"d": [visit(host_place="Ankara", status="planned")]}))
    assert problem.causes == ("status", "detail") and problem.is_strict
    [slight] = find_problems(score({"d": [visit()]}, {"d": [visit(host_place="Ankara")]}))
    assert not slight.is_strict


@settings(deadline=None)
@given(RECORDS, RECORDS)
def test_every_cause_is_one_of_the_list_and_every_error_is_counted(gold: list[Record], found: list[Record]) -> None:
    scores = score({"d": gold}, {"d": found})
    problems = find_problems(scores)
    assert {cause for problem in problems for cause in problem.causes} <= set(CAUSES)
    counts = count_causes(problems)
    total = scores.total()
    assert sum(row["missed"] for row in counts.values()) == total.gold - total.right
    assert sum(row["false"] for row in counts.values()) == total.found - total.right


def test_the_words_for_causes_cover_every_field_and_reason() -> None:
    assert {field for core in CORE.values() for field in core} == set(FIELD_CAUSES)
    assert set(FIELD_CAUSES.values()) | set(REASONS.values()) <= set(CAUSES)
    assert all(senses <= set(SENSES) for senses in TRIGGERS.values())


TEXT = "Nazir dünən susdu, müxbirə heç nə demədi. Prezident Heydər Əliyev 1994-cü ildə Ankaraya gəldi. Tərəflər müqavilə imzaladı."
FIRST = (0, TEXT.index(" Prezident"))
SECOND = (FIRST[1] + 1, TEXT.index(" Tərəflər"))
THIRD = (SECOND[1] + 1, len(TEXT))


@pytest.mark.parametrize(
    ("cause", "record"),
    [
        ("trigger", visit(evidence=[{"start": FIRST[0], "end": FIRST[1], "language": "az"}])),
        ("assembly", visit(evidence=[{"start": SECOND[0], "end": SECOND[1], "language": "az"}])),
        ("host", visit(host_country="KAZ", evidence=[{"start": SECOND[0], "end": SECOND[1], "language": "az"}])),
        ("segmentation", visit(evidence=[{"start": 0, "end": len(TEXT), "language": "az"}])),
        ("party", agreement(evidence=[{"start": THIRD[0], "end": THIRD[1], "language": "az"}])),
    ],
)
def test_the_article_says_why_nothing_was_read(cause: str, record: Record) -> None:
    assert diagnose_with({"d": TEXT})("d", record) == cause


def test_two_runs_are_compared_record_by_record() -> None:
    gold = [visit(record_id="1"), visit(record_id="2", host_country="KAZ"), agreement(record_id="3")]
    first = [visit(record_id="x"), visit(record_id="y", host_country="KAZ", status="planned")]
    second = [visit(record_id="z", status="planned"), visit(record_id="y", host_country="KAZ"), agreement(record_id="w", parties=["KAZ"])]
    content = contrast(score({"d": gold}, {"d": first}), score({"d": gold}, {"d": second}))
    changes = {(change["what"], change["record"]["record_id"], change["cause"]) for change in content["changes"]}
    assert changes == {("lost", "1", "status"), ("gained", "2", "status"), ("new false", "w", "party")}
    assert content["causes"] == {"gained": {"status": 1}, "lost": {"status": 1}, "new false": {"party": 1}}
    assert content["overall"]["detection"] == {"first": 0.8, "second": 0.6667, "difference": -0.1333, "interval": [-0.1333, -0.1333], "better": 0.0}


@settings(deadline=None)
@given(RECORDS, RECORDS, RECORDS)
def test_exchanging_two_runs_exchanges_gains_and_losses(gold: list[Record], one: list[Record], other: list[Record]) -> None:
    ours, theirs = score({"d": gold}, {"d": one}), score({"d": gold}, {"d": other})
    there, back = contrast(ours, theirs), contrast(theirs, ours)
    number = lambda content, what: sum(change["what"] == what for change in content["changes"])  # noqa: E731
    for what, opposite in (("gained", "lost"), ("new false", "gone false")):
        assert number(there, what) == number(back, opposite)
    assert (there["overall"]["strict"]["difference"] or 0) == -(back["overall"]["strict"]["difference"] or 0)


def test_the_interval_of_a_difference_is_paired() -> None:
    """Two runs that differ by the same record in every document differ for certain, however much the documents differ."""
    first = [Counts(10, 10, right) for right in (2, 9, 5, 7, 1, 8)]
    second = [Counts(10, 10, counts.right + 1) for counts in first]
    low, high, better = difference(first, second) or (0, 0, 0)
    assert (low, high, better) == (pytest.approx(0.1), pytest.approx(0.1), 1.0)


def test_spans_of_names_and_dates_are_found_in_any_case_and_language() -> None:
    text = "Сафар: Нурсултана Назарбаева приняли в Баку 16 сентября 1996 года."
    record = visit(visitor_name="Нурсултан Назарбаев", date="1996-09-16", evidence=[{"start": 0, "end": len(text), "language": "ru"}])
    [(start, stop)] = spans_of([record], text, "name")
    assert text[start:stop] == "Нурсултана Назарбаева"
    [(start, stop)] = spans_of([record], text, "date")
    assert text[start:stop].startswith("16 сентября 1996")
    assert spans_of([record], text, "visit") == [(0, len(text))] and spans_of([record], text, "agreement") == []


def test_spans_are_scored_by_the_library() -> None:
    pytest.importorskip("nervaluate")
    text = "Heydər Əliyev Ankaraya gəldi. İlham Əliyev Bakıya gəldi."
    one = visit(evidence=[{"start": 0, "end": 29, "language": "az"}])
    other = visit(visitor_name="İlham Əliyev", host_country="AZE", evidence=[{"start": 30, "end": len(text), "language": "az"}])
    rows = score_spans({"d": [one, other]}, {"d": [one]}, {"d": text})
    assert rows["visit"] == {"gold": 2, "found": 1, "strict": 0.6667, "exact": 0.6667, "partial": 0.6667, "ent_type": 0.6667}
    assert rows["name"]["gold"] == 2
    shifted = one | {"evidence": [{"start": 2, "end": 29, "language": "az"}]}
    rows = score_spans({"d": [one]}, {"d": [shifted]}, {"d": text})
    assert (rows["visit"]["strict"], rows["visit"]["partial"], rows["visit"]["ent_type"]) == (0.0, 0.5, 1.0)


def test_the_commands_print_and_write(elchi: Any, article: Path, tmp_path: Path) -> None:
    elchi("run", article, "--out", tmp_path / "out")
    records = [json.loads(line) for name in ("visits", "agreements") for line in (tmp_path / "out" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
    (tmp_path / "gold").mkdir()
    changed = [records[0] | {"visit_type": "state"}, *records[1:]]
    (tmp_path / "gold" / "ties.jsonl").write_text("".join(json.dumps(record) + "\n" for record in changed), encoding="utf-8")
    result = elchi("errors", "--gold", tmp_path / "gold", "--records", tmp_path / "out")
    assert result.code == 0
    assert "WRONG" in result.out and "[type]" in result.out and "V Heydər Əliyev" in result.out and "rules: by hand" in result.out
    assert result.out.rstrip().splitlines()[-1].split() == ["type", "1"]
    nothing = elchi("errors", "--gold", tmp_path / "gold", "--records", tmp_path / "out", "--what", "missed", "--json", "-")
    assert json.loads(nothing.out) == {"causes": {}, "errors": []}
    result = elchi("compare", tmp_path / "out", tmp_path / "gold", "--gold", tmp_path / "gold", "--json", tmp_path / "c.json")
    assert result.code == 0 and "gained: 1 (type 1)" in result.out
    assert json.loads((tmp_path / "c.json").read_text())["overall"]["strict"]["second"] == 1.0
