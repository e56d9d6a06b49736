"""Why a record is as it is: reasons, other mentions, ``elchi explain``, and whether the confidence can be believed."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.batch.cli import main
from pipeline.documents import read_document
from pipeline.errors import ModelError
from pipeline.evaluation.calibration import Judged, cross_checked, learn, reliability
from pipeline.flow import extract
from pipeline.records.joining import confidence
from pipeline.records.joining.confidence import features_of, logistic

TEXTS = {
    "az": "1998-ci ilin martın 3-də Gürcüstan Prezidenti Eduard Şevardnadze rəsmi səfərlə Ankaraya gəldi.",
    "ru": "3 марта 1998 года президент Грузии Эдуард Шеварднадзе прибыл с официальным визитом в Анкару.",
    "en": "On 3 March 1998 the President of Georgia, Eduard Shevardnadze, arrived in Ankara on an official visit.",
}
CORE = {"visitor_name", "visitor_office", "visitor_country", "host_country", "host_place", "visit_type", "date", "status"}


@pytest.mark.parametrize("code", sorted(TEXTS))
def test_every_filled_field_has_its_words(code: str) -> None:
    record = extract(read_document(TEXTS[code].encode(), "a"), least=0).visits[0]
    reasons = record["reasons"]
    assert set(reasons) == CORE
    assert all(TEXTS[code][reason["start"] : reason["end"]] == reason["text"] and reason["rule"] for reason in reasons.values())
    assert "1998" in reasons["date"]["text"] and "nkar" in reasons["host_place"]["text"] or "нкар" in reasons["host_place"]["text"]


def test_what_another_mention_says_is_kept() -> None:
    text = TEXTS["en"] + " The prime minister, as Shevardnadze then was not, stayed at home. Eduard Shevardnadze arrived in Ankara in March 1998."
    record = extract(read_document(text.encode(), "a"), least=0).visits[0]
    assert record["date"] == "1998-03-03"
    assert [(other["field"], other["value"]) for other in record["alternatives"]] == [("date", "1998-03")]


def test_explain_tells_each_field(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text(TEXTS["en"], encoding="utf-8")
    assert main(["run", str(tmp_path / "a.txt"), "--out", str(tmp_path / "out"), "--quiet"]) == 0
    record_id = (tmp_path / "out" / "visits.jsonl").read_text(encoding="utf-8").split('"record_id": "')[1][:16]
    capsys.readouterr()
    assert main(["explain", record_id[:8], "--records", str(tmp_path / "out")]) == 0
    told = capsys.readouterr().out
    assert "visitor_country  GEO" in told and "«3 March 1998»" in told and TEXTS["en"] in told
    assert main(["explain", "zzz", "--records", str(tmp_path / "out")]) == 2
    assert main(["explain", record_id, "--records", str(tmp_path / "nowhere")]) == 2


def test_learned_confidence_follows_what_is_right() -> None:
    judged = [Judged(f"d{at % 12}", {"visit": 1.0, "visit no date": float(at % 2)}, 0.5, at % 2 == 0 or at % 10 == 1) for at in range(400)]
    weights = learn(judged)
    assert logistic(weights["visit"]) > 0.9 and logistic(weights["visit"] + weights["visit no date"]) < 0.4
    assert reliability(cross_checked(judged))["error"] < 0.1


def test_reliability_of_a_confidence_that_lies() -> None:
    told = reliability([(0.95, False)] * 10)
    assert told["error"] == 0.95 and told["brier"] == 0.9025
    assert reliability([]) == {"bins": [], "error": 0.0, "brier": None}


def test_features_are_those_of_the_kind() -> None:
    record = {"kind": "agreement", "doc_type": "treaty", "parties": ["AZE", "TUR"], "title": None, "date": None, "evidence": [{"language": "ru"}] * 2,
              "status": "planned", "count": 3, "during_visit": None, "place": None, "rules": []}  # fmt: skip
    assert set(features_of(record)) == {"agreement", "agreement several", "agreement several undated"}
    assert {"agreement treaty", "agreement 2 parties", "agreement no date", "agreement planned"} <= set(features_of(record | {"count": 1}))


def test_a_damaged_model_of_confidence_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for content in (None, "{}", "{"):
        model = tmp_path / "confidence.json"
        if content is not None:
            model.write_text(content, encoding="utf-8")
        monkeypatch.setattr(confidence, "MODEL", model)
        confidence._weights.cache_clear()
        with pytest.raises(ModelError, match=r"confidence\.json .* cannot be read"):
            confidence.confidence_of({"kind": "visit", "count": 2, "date": None, "evidence": [{"language": "en"}]})
    monkeypatch.undo()
    confidence._weights.cache_clear()
