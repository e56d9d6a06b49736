"""The gate: the corpus stands on or above its floors; floors sink only with a reason."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import ConfigError
from pipeline.evaluation.gate import Gate, failures, hash_corpus, measure, raised, read_gate, write_gate
from pipeline.evaluation.scoring import score
from tests.test_scoring import visit

CORPUS = Path(__file__).parent.parent / "corpus"
TODAY = {"all": {"detection": 0.9, "strict": 0.8}, "visit az": {"detection": 0.9, "strict": 0.7}}


def test_the_corpus_stands_on_its_floors(capsys: pytest.CaptureFixture[str]) -> None:
    """Reads every article of the corpus. Where this fails, elchi errors says what is wrong, and elchi compare what a change did."""
    from pipeline.batch.cli import main

    code = main(["gate", "--corpus", str(CORPUS)])
    assert code == 0, capsys.readouterr().out


def test_a_figure_below_its_floor_a_group_that_is_gone_and_another_corpus_fail() -> None:
    gate = Gate("c", {"visit az": {"strict": 0.8, "detection": 0.9}, "visit ru": {"strict": 0.5}})
    assert failures(gate, {"visit az": {"strict": 0.81, "detection": 0.9}, "visit ru": {"strict": 0.5}}, "c") == []
    wrong = failures(gate, {"visit az": {"strict": 0.79, "detection": 0.9}}, "d")
    assert [text.split(":")[0] for text in wrong] == ["the corpus is not the one of the floors (hash d, not c)", "visit az", "visit ru"]


def test_floors_rise_by_themselves_and_sink_only_with_a_reason() -> None:
    gate = Gate("c", {"all": {"detection": 0.95, "strict": 0.7}})
    kept = raised(gate, TODAY, "c", "")
    assert kept.floors["all"] == {"detection": 0.95, "strict": 0.8} and kept.floors["visit az"] == TODAY["visit az"] and kept.reasons == ()
    lowered = raised(gate, TODAY, "c", "two articles had wrong gold")
    assert lowered.floors == TODAY
    assert lowered.reasons == ({"reason": "two articles had wrong gold", "corpus": "c", "lowered": {"all detection": [0.95, 0.9]}},)


def test_a_changed_corpus_needs_a_reason_only_where_a_floor_sinks() -> None:
    with pytest.raises(ConfigError, match="all detection"):
        raised(Gate("old", {"all": {"detection": 0.95}}), TODAY, "new", "")
    assert raised(Gate("old", {"all": {"detection": 0.5}}), TODAY, "new", "").corpus == "new"


def test_the_file_is_written_and_read(tmp_path: Path) -> None:
    gate = Gate("c", TODAY, ({"reason": "gold of «Баку» mended", "corpus": "b", "lowered": {"all strict": [0.9, 0.8]}},))
    write_gate(tmp_path / "floors.json", gate)
    assert read_gate(tmp_path / "floors.json") == gate
    assert read_gate(tmp_path / "missing.json") == Gate("", {})
    (tmp_path / "floors.json").write_text("{", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"floors\.json"):
        read_gate(tmp_path / "floors.json")


def test_the_hash_sees_every_byte_and_name(tmp_path: Path) -> None:
    for name in ("articles", "gold"):
        (tmp_path / name).mkdir()
    article = tmp_path / "articles" / "a.txt"
    article.write_text("a", encoding="utf-8")
    first = hash_corpus(tmp_path / "articles", tmp_path / "gold")
    article.write_text("b", encoding="utf-8")
    second = hash_corpus(tmp_path / "articles", tmp_path / "gold")
    article.rename(tmp_path / "articles" / "b.txt")
    third = hash_corpus(tmp_path / "articles", tmp_path / "gold")
    assert len({first, second, third}) == 3


def test_figures_are_rounded_down() -> None:
    figures = measure(score({"d": [visit(), visit(host_country="KAZ")]}, {"d": [visit()]}))
    assert figures == {"all": {"detection": 0.666, "strict": 0.666}, "visit az": {"detection": 0.666, "strict": 0.666}}


def test_the_command_raises_refuses_and_fails(elchi: Any, article: Path, tmp_path: Path) -> None:
    elchi("run", article, "--out", tmp_path / "out")
    records = [line for name in ("visits", "agreements") for line in (tmp_path / "out" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold" / "ties.jsonl").write_text("\n".join(records), encoding="utf-8")
    call = ("gate", "--corpus", tmp_path, "--records", tmp_path / "out")
    assert elchi(*call).code == 1  # no floors yet: the corpus is not theirs
    assert elchi(*call, "--raise").code == 0 and elchi(*call).code == 0
    assert json.loads((tmp_path / "floors.json").read_text())["floors"]["all"]["strict"] == 1.0
    assert elchi(*call, "--reason", "because of all this").code == 2
    assert elchi(*call, "--raise", "--reason", "short").code == 2
    lines = (tmp_path / "out" / "visits.jsonl").read_text(encoding="utf-8").replace('"official"', '"state"')
    (tmp_path / "out" / "visits.jsonl").write_text(lines, encoding="utf-8")
    result = elchi(*call)
    assert result.code == 1 and "all: strict F1 is 0.250, its floor 1.000" in result.out
    assert elchi(*call, "--raise", "--reason", "kinds were read too boldly").code == 0
    assert elchi(*call).code == 0
