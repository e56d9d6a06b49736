"""Two annotators: how far they agree, and one gold out of both."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from pipeline.errors import ConfigError, GoldError
from pipeline.evaluation.adjudication import difference_lines, find_differences, merge
from pipeline.evaluation.agreement import alpha, measure_agreement
from pipeline.evaluation.reading import read_gold
from tests.test_scoring import RECORDS, Record, agreement, visit, write
from tests.test_second_scorer import disturbed

pytest.importorskip("nltk")
CORPUS = Path(__file__).parent.parent / "corpus"


def units(*pairs: str) -> list[tuple[str, str, str]]:
    return [(name, str(at), label) for at, pair in enumerate(pairs) for name, label in zip(("first", "second"), pair, strict=True)]


def test_alpha_is_that_of_the_textbook() -> None:
    """Krippendorff's example of two observers and binary data (2011, section A): ten units, alpha 0.095."""
    first, second = "0100000010", "1110010000"
    assert alpha(units(*(a + b for a, b in zip(first, second, strict=True)))) == pytest.approx(0.095, abs=0.001)


def test_alpha_follows_the_rules_of_a_field() -> None:
    """Two spellings of one name are no disagreement."""
    one, other = json.dumps("Heydər Əliyev"), json.dumps("Гейдар Алиев")
    third = json.dumps("Nursultan Nazarbayev")
    labels = [("first", "1", one), ("second", "1", other), ("first", "2", third), ("second", "2", third)]
    assert alpha(labels, "visitor_name") == 1.0
    assert (alpha(labels) or 0) < 1
    assert alpha(units("aa", "aa")) is None  # nothing varies: nothing can be said


def test_agreement_has_f1_and_alpha() -> None:
    gold = {"d": [visit(), visit(host_country="KAZ"), agreement()], "only here": [visit(doc_id="only here")]}
    other = {"d": [visit(), visit(host_country="KAZ", visit_type="state"), agreement(status="planned")]}
    content = measure_agreement(gold, other, {})
    assert content["documents"] == 1
    assert content["overall"]["detection"]["f1"] == 1.0 and content["overall"]["strict"]["f1"] == 0.3333
    assert content["fields"]["visit"]["visitor_country"] == {"pairs": 2, "alpha": None, "f1": 1.0}
    assert content["fields"]["visit"]["visit_type"]["alpha"] < 1
    with pytest.raises(ConfigError, match="no document in common"):
        measure_agreement({"a": []}, {"b": []}, {})


def decided(first: dict[str, list[Record]], second: dict[str, list[Record]], path: Path, decision: str) -> dict[str, list[Record]]:
    path.write_text("\n".join(difference_lines(first, second, {})).replace('decision: ""', f"decision: {decision}") + "\n", encoding="utf-8")
    return merge(first, second, path)


def plain(records: list[Record]) -> list[str]:
    """What records say, whatever their ids and evidence are."""
    return sorted(json.dumps({k: v for k, v in record.items() if k not in ("record_id", "evidence", "during_visit")}, sort_keys=True) for record in records)


@settings(deadline=None, max_examples=60)
@given(RECORDS, RECORDS)
def test_who_is_always_right_is_what_is_left(tmp_path_factory: pytest.TempPathFactory, first: list[Record], second: list[Record]) -> None:
    path = tmp_path_factory.mktemp("d") / "decisions.yaml"
    one, other = {"d": first}, {"d": second}
    if not find_differences(one, other):
        return
    assert plain(decided(one, other, path, "first")["d"]) == plain(first)
    right = decided(one, other, path, "second")["d"]
    # what differs in nothing that counts is taken from the first: two spellings of one name
    assert len(right) == len(second)
    assert not find_differences({"d": right}, other)


def test_decisions_field_by_field_with_a_third_value(tmp_path: Path) -> None:
    one, other = {"d": [visit(record_id="v", date="1994")]}, {"d": [visit(record_id="w", status="planned", count=2)]}
    gold = decided(one, other, tmp_path / "d.yaml", '{date: second, status: first, count: "= 3"}')
    assert [(r["date"], r["status"], r["count"], r["record_id"]) for r in gold["d"]] == [("1994-02-08", "occurred", 3, "v")]


def test_both_and_neither(tmp_path: Path) -> None:
    one, other = {"d": [visit(record_id="v", date="1994")]}, {"d": [visit(record_id="v")]}
    assert [record["record_id"] for record in decided(one, other, tmp_path / "d.yaml", "both")["d"]] == ["v", "vb"]
    assert decided(one, other, tmp_path / "d.yaml", "neither")["d"] == []


def test_links_lead_to_the_records_that_are_left(tmp_path: Path) -> None:
    one = {"d": [visit(record_id="v1")]}
    other = {"d": [visit(record_id="x", host_place="Ankara"), agreement(record_id="a", during_visit="x")]}
    gold = decided(one, other, tmp_path / "d.yaml", "second")["d"]
    assert {record["kind"]: record.get("during_visit") for record in gold} == {"visit": None, "agreement": "x"}
    first = decided(other, one, tmp_path / "e.yaml", "first")["d"]
    assert next(record for record in first if record["kind"] == "agreement")["during_visit"] == "x"
    gone = decided(other, {"d": [agreement(record_id="a")]}, tmp_path / "f.yaml", "second")["d"]
    assert [(record["kind"], record["during_visit"]) for record in gone] == [("agreement", None)]


def test_whether_a_record_is_optional_is_for_both_to_decide(tmp_path: Path) -> None:
    one, other = {"d": [visit(optional=True)]}, {"d": [visit()]}
    [difference] = find_differences(one, other)
    assert difference.fields == ("optional",)
    assert "optional" not in decided(one, other, tmp_path / "d.yaml", "second")["d"][0]
    assert decided(one, other, tmp_path / "d.yaml", "first")["d"][0]["optional"] is True


@pytest.mark.parametrize(
    ("decision", "message"), [('""', "not decided yet: d 1"), ("third", "'third' is no decision"), ("{date: first}", "the fields to decide are status"), ("{status: x}", "'x' is no decision")]
)
def test_decisions_that_are_none_are_refused(tmp_path: Path, decision: str, message: str) -> None:
    with pytest.raises(GoldError, match=message.replace("(", r"\(")):
        decided({"d": [visit()]}, {"d": [visit(status="planned")]}, tmp_path / "d.yaml", decision)


def test_decisions_belong_to_their_annotations(tmp_path: Path) -> None:
    one, other = {"d": [visit()]}, {"d": [visit(status="planned")]}
    decided(one, other, tmp_path / "d.yaml", "first")
    with pytest.raises(GoldError, match="belong to other annotations"):
        merge(one, {"d": [visit(status="cancelled")]}, tmp_path / "d.yaml")


def test_the_commands_go_from_two_annotations_to_one(elchi: Any, tmp_path: Path) -> None:
    chance, gold = random.Random(5), read_gold(CORPUS / "gold")
    names = sorted(gold)[:6]
    for name in names:
        kept = [disturbed(record, chance) for record in gold[name] if chance.random() < 0.8]
        visits = {record.get("record_id") for record in kept if record["kind"] == "visit"}
        for record in kept:
            record.update({"during_visit": None} if record["kind"] == "agreement" and record["during_visit"] not in visits else {})
        write(tmp_path / "a" / f"{name}.jsonl", *gold[name])
        write(tmp_path / "b" / f"{name}.jsonl", *kept)
    write(tmp_path / "b" / "single.jsonl")
    file = tmp_path / "decisions.yaml"
    result = elchi("agreement", tmp_path / "a", tmp_path / "b", "--articles", CORPUS / "articles", "--decisions", file)
    assert result.code == 0 and "Which sentences tell a record" in result.out
    assert "only one of the two has them: single" in result.err
    assert elchi("adjudicate", tmp_path / "a", tmp_path / "b", file, "--out", tmp_path / "c").code == 2
    file.write_text(file.read_text(encoding="utf-8").replace('decision: ""', "decision: first"), encoding="utf-8")
    assert elchi("adjudicate", tmp_path / "a", tmp_path / "b", file, "--out", tmp_path / "c").code == 0
    result = elchi("evaluate", "--gold", tmp_path / "a", "--records", tmp_path / "c", "--json", "-")
    assert json.loads(result.out)["overall"]["strict"]["f1"] == 1.0
