"""Whether the confidence of records can be believed, and the weights it is made of.

``python -m pipeline.evaluation.calibration --gold corpus/gold --records outputs/corpus`` learns the weights anew from a run and its gold, writes
``models/confidence.json``, and prints the reliability of documents that each took no part in learning.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.evaluation.scoring import Documents, Scores, score
from pipeline.records.joining.confidence import MODEL, features_of, logistic
from pipeline.records.told.drafts import LIKELY

if TYPE_CHECKING:
    import numpy

BINS = 5
RIDGE = 3.0  # strength of the pull of every weight towards nothing
SEEN = 8  # records that must show a feature before it gets a weight
STEPS = 60
FOLDS = 10


@dataclass(frozen=True, slots=True)
class Judged:
    """A found record with its verdict: ``right`` is true where every core field is."""

    doc_id: str
    features: dict[str, float]
    confidence: float
    right: bool


def judge(scores: Scores) -> Iterator[Judged]:
    """Every found record that counts, judged by the gold."""
    for pairing in scores.pairings:
        verdicts = [*((pair.found, pair.is_strict) for pair in pairing.pairs), *((record, False) for record in pairing.false)]
        for record, right in verdicts:
            if "confidence" in record:
                yield Judged(pairing.doc_id, features_of(record), float(record["confidence"]), right)


def reliability(told: Sequence[tuple[float, bool]]) -> dict[str, Any]:
    """How far confidence is from the share that is right, over equal stretches of it; ``error`` is the mean distance, ``brier`` the mean square.

    >>> reliability([(0.9, True), (0.7, False)])["error"]
    0.4
    """
    bins: list[dict[str, Any]] = []
    error = 0.0
    for number in range(BINS):
        inside = [(value, right) for value, right in told if min(int(value * BINS), BINS - 1) == number]
        if inside:
            mean, share = sum(value for value, _ in inside) / len(inside), sum(right for _, right in inside) / len(inside)
            error += abs(mean - share) * len(inside) / len(told)
            bins.append({"from": number / BINS, "to": (number + 1) / BINS, "records": len(inside), "confidence": round(mean, 3), "right": round(share, 3)})
    brier = sum((value - right) ** 2 for value, right in told) / len(told) if told else None
    return {"bins": bins, "error": round(error, 4), "brier": None if brier is None else round(brier, 4)}


def learn(judged: Sequence[Judged]) -> dict[str, float]:
    """The weights of a logistic regression with a ridge, by Newton's method; a feature seen too seldom has none."""
    import numpy

    seen = Counter(name for one in judged for name in one.features)
    names = sorted(name for name, count in seen.items() if count >= SEEN)
    columns = {name: at for at, name in enumerate(names)}
    matrix = numpy.zeros((len(judged), len(names)))
    for row, one in enumerate(judged):
        for name, value in one.features.items():
            if name in columns:
                matrix[row, columns[name]] = value
    right = numpy.array([one.right for one in judged], dtype=float)
    return {name: round(float(weight), 3) for name, weight in zip(names, _newton(matrix, right), strict=True)}


def _newton(matrix: numpy.ndarray, right: numpy.ndarray) -> numpy.ndarray:
    import numpy

    weights = numpy.zeros(matrix.shape[1])
    for _ in range(STEPS):
        chance = 1 / (1 + numpy.exp(-numpy.clip(matrix @ weights, -30, 30)))
        slope = matrix.T @ (right - chance) - RIDGE * weights
        curve = (matrix.T * (chance * (1 - chance))) @ matrix + RIDGE * numpy.eye(len(weights))
        step = numpy.linalg.solve(curve, slope)
        weights += step
        if float(numpy.abs(step).max()) < 1e-9:
            break
    return weights


def cross_checked(judged: Sequence[Judged]) -> list[tuple[float, bool]]:
    """For each record the confidence that weights learned without its document give it, and its verdict."""
    documents = sorted({one.doc_id for one in judged})
    told: list[tuple[float, bool]] = []
    for fold in range(min(FOLDS, len(documents))):
        held = set(documents[fold::FOLDS])
        weights = learn([one for one in judged if one.doc_id not in held])
        told += [(_chance(one, weights), one.right) for one in judged if one.doc_id in held]
    return told


def _chance(one: Judged, weights: dict[str, float]) -> float:
    return logistic(sum(weights.get(name, 0.0) * value for name, value in one.features.items()))


def _with_uncertain(found: Documents, folder: Path) -> Documents:
    """The records of a run together with those that it kept apart: weights learned without these would think too well of all."""
    from pipeline.storage.lines import read_lines
    from pipeline.storage.runs import FILES

    apart = {document["doc_id"]: document.get("uncertain", []) for document in read_lines(folder / FILES["documents"])}
    return {doc_id: [*found.get(doc_id, []), *apart.get(doc_id, [])] for doc_id in {**found, **apart}}


def main(arguments: Sequence[str] | None = None) -> int:
    """Learn the weights from a run and its gold."""
    from pipeline.evaluation.reading import read_found, read_gold
    from pipeline.evaluation.tables import reliability_lines

    command = argparse.ArgumentParser(prog="python -m pipeline.evaluation.calibration", description="Learn the confidence of records from gold.")
    command.add_argument("--gold", type=Path, required=True, metavar="DIR")
    command.add_argument("--records", type=Path, required=True, metavar="DIR", help="a run over the articles of the gold")
    options = command.parse_args(arguments)
    judged = list(judge(score(read_gold(options.gold), _with_uncertain(read_found(options.records), options.records))))
    judged = [one for one in judged if not any(name.startswith(f"visit rule {LIKELY}") for name in one.features)]  # whose confidence comes from articles that taught nothing
    weights = learn(judged)
    content = {"documents": len({one.doc_id for one in judged}), "records": len(judged), "weights": weights}
    MODEL.write_text(json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    print("\n".join(reliability_lines(reliability(cross_checked(judged)))))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
