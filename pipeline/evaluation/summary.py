"""Scores as plain data: the content of ``elchi evaluate --json`` and of the tables on screen."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from pipeline.evaluation.calibration import judge, reliability
from pipeline.evaluation.comparison import KINDS
from pipeline.evaluation.intervals import LEVEL, RESAMPLES, SEED, interval
from pipeline.evaluation.scoring import Cell, Counts, Scores, measures
from pipeline.evaluation.slots import slot_counts

Row = dict[str, Any]
DIGITS = 4
ONE = "by_document"
AXES: dict[str, Callable[[Cell], str]] = {
    "by_kind": lambda cell: cell.kind,
    "by_language": lambda cell: cell.language,
    "by_kind_and_language": lambda cell: f"{cell.kind} {cell.language}",
    "by_genre": lambda cell: cell.genre,
    "by_document": lambda cell: cell.doc_id,
}


def summarize(scores: Scores) -> Row:
    """All figures of a scoring, in a form that JSON can carry. Ratios that have no meaning (nothing there, nothing found) are null.

    >>> from pipeline.evaluation.scoring import score
    >>> summarize(score({"a": []}, {}))["overall"]["detection"]
    {'gold': 0, 'found': 0, 'right': 0, 'precision': None, 'recall': None, 'f1': None, 'interval': None}
    """
    summary: Row = {
        "documents": len(scores.doc_ids),
        "interval": {"level": LEVEL, "resamples": RESAMPLES, "seed": SEED, "unit": "document"},
        "optional_found": sum(len(pairing.neutral) for pairing in scores.pairings),
        "overall": _group(scores, scores.cells),
        "fields": {kind: _fields(scores, kind) for kind in KINDS},
        "reliability": reliability([(one.confidence, one.right) for one in judge(scores)]),
        "slots": {kind: _ratios(counts) for kind, counts in slot_counts(scores).items()},
    }
    return summary | {axis: _axis(scores, axis) for axis in AXES}


def _axis(scores: Scores, axis: str) -> dict[str, Row]:
    """The figures of each group. A single document has no interval: drawing it again and again tells nothing."""
    groups: dict[str, list[Cell]] = {name: [] for name in scores.doc_ids} if axis == ONE else {}
    for cell in scores.cells:
        groups.setdefault(AXES[axis](cell), []).append(cell)
    return {name: _group(scores, cells, many=axis != ONE) for name, cells in sorted(groups.items())}


def _group(scores: Scores, cells: Iterable[Cell], *, many: bool = True) -> Row:
    own = list(cells)
    return {measure: figures(scores, (cell for cell in own if cell.measure == measure), many=many) for measure in ("detection", "strict")}


def _fields(scores: Scores, kind: str) -> dict[str, Row]:
    by_measure: dict[str, list[Cell]] = {}
    for cell in scores.cells:
        if cell.kind == kind:
            by_measure.setdefault(cell.measure, []).append(cell)
    return {field: figures(scores, by_measure.get(field, ())) for field in measures(kind)[2:]}


def figures(scores: Scores, cells: Iterable[Cell], *, many: bool = True) -> Row:
    """Counts, ratios and interval of some cells of one measure."""
    by_document = dict.fromkeys(scores.doc_ids, Counts())
    for cell in cells:
        by_document[cell.doc_id] += cell.counts
    total = sum(by_document.values(), Counts())
    bounds = interval(list(by_document.values())) if many and (total.gold or total.found) else None
    return _ratios(total) | {"interval": [_rounded(end) for end in bounds] if bounds else None}


def _ratios(counts: Counts) -> Row:
    ratios = {"precision": counts.precision, "recall": counts.recall, "f1": counts.f1}
    return {"gold": counts.gold, "found": counts.found, "right": counts.right} | {name: _rounded(value) for name, value in ratios.items()}


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, DIGITS)
