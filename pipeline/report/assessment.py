"""The evaluation of a run, in the form in which the page shows it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.evaluation.diagnosis import diagnose_with
from pipeline.evaluation.errors import Problem, find_problems
from pipeline.evaluation.reading import read_genres, read_gold
from pipeline.evaluation.scoring import Scores, score
from pipeline.evaluation.summary import summarize
from pipeline.storage.runs import Run


@dataclass(frozen=True, slots=True)
class Assessment:
    """``summary`` holds the figures, ``problems`` the errors; ``outcome`` tells of each found record how it was judged, ``partner`` what the gold says
    where it differs; ``missed`` are the gold records that were not found."""

    summary: dict[str, Any]
    problems: tuple[Problem, ...]
    outcome: dict[str, str]
    partner: dict[str, dict[str, Any]]
    missed: tuple[dict[str, Any], ...]

    def cause_of(self, record: dict[str, Any]) -> str:
        """Why a gold record was missed."""
        return next(problem.cause for problem in self.problems if problem.gold is record)


def assess(run: Run, gold: Path) -> Assessment:
    """Score a run against the gold of a folder. GoldError where the gold is malformed."""
    found: dict[str, list[dict[str, Any]]] = {}
    for record in run.records:
        found.setdefault(record["doc_id"], []).append(record)
    scores = score(read_gold(gold), found, read_genres(gold))
    texts = {document["doc_id"]: document["text"] for document in run.documents if document.get("text")}
    outcome, partner = _judged(scores)
    missed = tuple(record for pairing in scores.pairings for record in pairing.missed)
    return Assessment(summarize(scores), tuple(find_problems(scores, texts, diagnose_with(texts))), outcome, partner, missed)


def _judged(scores: Scores) -> tuple[dict[str, str], dict[str, dict[str, Any]]]:
    outcome, partner = {}, {}
    for pairing in scores.pairings:
        for record in pairing.false:
            outcome[record["record_id"]] = "false"
        for pair in pairing.neutral:
            outcome[pair.found["record_id"]] = "optional"
        for pair in pairing.pairs:
            outcome[pair.found["record_id"]] = "wrong" if pair.wrong else "right"
            partner[pair.found["record_id"]] = {name: pair.gold[name] for name in pair.wrong}
    return outcome, partner
