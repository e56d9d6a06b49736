"""Visits that no rule reads: who is named beside a place abroad, judged by weights learned from the gold."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.documents import read_document, read_text
from pipeline.errors import ConfigError, ModelError
from pipeline.flow import extract
from pipeline.languages import codes, strict_yaml
from pipeline.records.likely import judging
from pipeline.records.told.drafts import LIKELY
from pipeline.training.likely_recipe import learn, train

CASES = Path(__file__).parent / "cases"
MOST_ADDED = 0.03  # share of the short texts of tests/cases/*/records.yaml, all of which are read by rules, in which one more visit may be told
UNREAD = "President Askar Akayev of Kyrgyzstan came to Ankara in May 1992. In Ankara on 5 June 1994 Foreign Minister Ali Alatas of Indonesia praised the bread."


def _likely(text: str) -> list[dict]:
    return [record for record in extract(read_text(text, "a"), least=0).visits if record["rules"][0].startswith(LIKELY)]


def test_what_no_rule_reads_has_a_rule_and_confidence_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judging, "_weights", lambda: {"en": 3.0})
    found = _likely(UNREAD)
    assert [(record["visitor_name"], record["host_country"], record["date"], record["rules"]) for record in found] == [("Ali Alatas", "TUR", "1994-06-05", [f"{LIKELY}9"])]
    assert found[0]["confidence"] == 0.6 and found[0]["evidence"]


def test_unlikely_pairs_are_no_records(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judging, "_weights", lambda: {"en": -3.0})
    assert not _likely(UNREAD)


def test_no_visit_is_made_of_what_is_denied_or_only_supposed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judging, "_weights", lambda: {"en": 9.0})
    assert not _likely("If the Ukrainian president, Leonid Kuchma, visited Georgia in May 1999, much would change.")


@pytest.mark.parametrize("language", codes())
def test_texts_that_the_rules_read_get_few_visits_more(language: str) -> None:
    cases = strict_yaml.read(CASES / language / "records.yaml")
    texts = cases[::5]
    added = [case["text"] for case in texts if any(record["rules"][0].startswith(LIKELY) for record in extract(read_document(case["text"].encode(), "a")).visits)]
    assert len(added) <= MOST_ADDED * len(texts), added[:3]


@pytest.mark.parametrize("content", ["", "{}", '{"weights": {"en": "many"}}'])
def test_damaged_weights_are_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, content: str) -> None:
    (tmp_path / "likely.json").write_text(content, encoding="utf-8")
    monkeypatch.setattr(judging, "MODEL", tmp_path / "likely.json")
    judging._weights.cache_clear()
    with pytest.raises(ModelError, match=r"likely\.json among the models that ship cannot be read"):
        extract(read_text(UNREAD, "a"))
    judging._weights.cache_clear()


def test_it_is_trained_from_articles_and_gold(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(UNREAD, encoding="utf-8")
    (tmp_path / "a.jsonl").write_text("", encoding="utf-8")
    said = train(tmp_path, tmp_path, tmp_path / "made.json")
    made = json.loads((tmp_path / "made.json").read_text(encoding="utf-8"))
    assert said.startswith(str(tmp_path / "made.json")) and (made["articles"], made["pairs"], made["right"]) == (1, 2, 0)
    with pytest.raises(ConfigError, match="no article with gold"):
        train(tmp_path / "nothing", tmp_path, tmp_path / "made.json")


def test_weights_tell_right_from_wrong_and_are_the_same_again() -> None:
    pairs = [(("visit", "en"), True), (("call", "en"), False), (("seldom",), True)] * 3 + [(("visit",), True), (("call",), False)] * 20
    weights = learn(pairs)
    assert weights["visit"] > 0 > weights["call"] and "seldom" not in weights and weights == learn(pairs)
