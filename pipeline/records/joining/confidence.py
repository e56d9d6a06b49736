"""How sure a record is: the share of records like it that were right in every core field, learned from gold (``pipeline.evaluation.calibration``)."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from pipeline.errors import ModelError
from pipeline.records.told.drafts import BIDDEN, LIKELY

Record = Mapping[str, Any]
MODEL = Path(__file__).parents[2] / "models" / "confidence.json"
LEAST = 0.35  # records less sure than this are kept apart, where nothing else is wished: of those in the corpus fewer than one in five were right
FROM_NOWHERE = 0.1  # of visitors of whom neither country nor office is known: of forty in the corpus none was right in every core field, and most were at home
LIKELY_RIGHT = (0, 0, 0, 0, 0, 0, 0.43, 0.44, 0.57, 0.6)  # of likely visits by their tenths, in 131 articles that took no part in learning (docs/decisions.md, 88)


def features_of(record: Record) -> dict[str, float]:
    """What is known of a record that tells right from wrong ones.

    >>> told = {"kind": "visit", "visitor_name": None, "date": "1994-02", "evidence": [{"language": "az"}], "status": "occurred", "count": 1}
    >>> sorted(features_of(told | {"rules": ["gel"], "visit_type": None, "host_place": "Bakı"}))
    ['visit', 'visit az', 'visit month', 'visit no name', 'visit no type', 'visit rule gel', 'visit told once']
    """
    kind, date = str(record["kind"]), record.get("date")
    bidden = date is None and BIDDEN in record.get("rules", ())  # a visit that somebody is invited to mostly has no day yet
    marks = [record["evidence"][0]["language"], "bidden" if bidden else _precision(date), "told once" if len(record["evidence"]) == 1 else "told again"]
    marks += [f"rule {rule}" for rule in record.get("rules", ())]
    if record["count"] != 1:  # a number of visits or documents has seldom a day, a place or a title
        return {kind: 1.0, f"{kind} several": 1.0, f"{kind} several {'dated' if date else 'undated'}": 1.0}
    if kind == "visit":
        marks += [f"no {mark}" for mark, name in (("name", "visitor_name"), ("type", "visit_type"), ("place", "host_place")) if record.get(name) is None]
        marks += [str(record["status"]), *([] if date else ["undated and not yet"])] if record["status"] != "occurred" else []  # an invitation seldom has a day
    else:
        marks += [str(record["doc_type"]), f"{min(len(record['parties']), 3)} parties"]
        marks += [f"no {mark}" for mark, name in (("title", "title"), ("visit", "during_visit"), ("place", "place")) if record.get(name) is None]
        marks += [str(record["status"])] if record["status"] != "signed" else []
    return {kind: 1.0} | {f"{kind} {mark}": 1.0 for mark in marks}


def _precision(date: str | None) -> str:
    if date is None:
        return "no date"
    if "/" in date:
        return "interval"
    return "open" if "X" in date else {4: "year", 7: "month", 10: "day"}.get(len(date), "vague")


def read_weights(path: Path) -> dict[str, float]:
    """The weights of a model that ships. ModelError where they are missing or damaged."""
    try:
        return {name: float(value) for name, value in json.loads(path.read_text(encoding="utf-8"))["weights"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ModelError("model-damaged", f"{path.name} among the models that ship cannot be read: {error}", "install elchi again") from error


@lru_cache(maxsize=1)
def _weights() -> dict[str, float]:
    return read_weights(MODEL)


def confidence_of(record: Record) -> float:
    """Between 0 and 1: how likely the record is right in every core field. ModelError where the learned weights are missing or damaged."""
    if likely := next((rule for rule in record.get("rules", ()) if rule.startswith(LIKELY)), None):
        return LIKELY_RIGHT[int(likely.removeprefix(LIKELY))]
    weights = _weights()
    if record["kind"] == "visit" and record.get("visitor_country") is None and not (record.get("visitor_name") and record.get("visitor_office")):
        return FROM_NOWHERE
    return round(logistic(sum(weights.get(name, 0.0) * value for name, value in features_of(record).items())), 2)


def logistic(value: float) -> float:
    """The logistic function, safe at both ends.

    >>> logistic(0.0), logistic(-1000.0)
    (0.5, 0.0)
    """
    return 1 / (1 + math.exp(-value)) if value > -700 else 0.0
