"""Learns which words beside a person and a place abroad tell a visit, from articles and their gold.

A pair is right where the gold records a visit of that person to that country that took place, with the sentence among its evidence.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.dates import read_segmented
from pipeline.documents import read_path
from pipeline.entities import find_entities
from pipeline.errors import ConfigError
from pipeline.evaluation.reading import read_gold
from pipeline.records import assemble
from pipeline.records.joining.put_off import same_visitor
from pipeline.records.likely.judging import Judged
from pipeline.records.told.drafts import VisitDraft
from pipeline.segmentation import segment

if TYPE_CHECKING:
    import numpy

Example = tuple[tuple[str, ...], bool]
RIDGE = 10.0  # strength of the pull of every weight towards nothing
SEEN = 4  # pairs that must show a feature before it gets a weight
STEPS = 1500


def train(articles: Path, gold: Path, out: Path) -> str:
    """Learn from all articles that have gold, write the weights to ``out``, and say how many pairs they come from."""
    records = read_gold(gold)
    paths = sorted(path for path in articles.glob("*.txt") if path.stem in records)
    if not paths:
        raise ConfigError("no-articles", f"{articles}: no article with gold in {gold}", "name folders with ARTICLE.txt and ARTICLE.jsonl")
    found = [example for path in paths for example in examples(path, records[path.stem])]
    weights = learn(found)
    content = {"articles": len(paths), "pairs": len(found), "right": sum(right for _, right in found), "weights": weights}
    out.write_text(json.dumps(content, ensure_ascii=False, indent=0, sort_keys=True) + "\n", encoding="utf-8")
    return f"{out}: {len(weights)} weights from {len(found)} pairs in {len(paths)} articles, {content['right']} of them visits"


def examples(path: Path, gold: Sequence[Mapping[str, Any]]) -> Iterator[Example]:
    """The pairs of an article, each with its verdict."""
    document = read_path(path, path.stem)
    segmentation = segment(document)
    dates = read_segmented(document.text, segmentation)
    records = assemble(document, segmentation, find_entities(document.text, segmentation, dates=dates), dates)
    visits = [record for record in gold if record["kind"] == "visit" and record["status"] == "occurred"]
    for pair in records.pairs:
        sentence = segmentation.sentences[pair.visit.scenes[0]]
        span = document.offsets.to_raw(sentence.start, sentence.stop)
        near = (visit for visit in visits if any(item["start"] < span.stop and span.start < item["end"] for item in visit["evidence"]))
        yield pair.features, any(_is_same(pair, visit) for visit in near)


def _is_same(pair: Judged, visit: Mapping[str, Any]) -> bool:
    recorded = VisitDraft(visit["visitor_name"], visit["visitor_office"], visit["visitor_country"], visit["host_country"], visit["host_place"])
    return pair.visit.host_country == recorded.host_country and same_visitor(pair.visit, recorded)


def learn(found: Sequence[Example]) -> dict[str, float]:
    """The weights of a logistic regression with a ridge, by gradient descent with momentum; a feature seen too seldom has none.

    >>> weights = learn([(("visit",), True), (("call",), False)] * 50)
    >>> weights["visit"] > 1 > -1 > weights["call"]
    True
    """
    import numpy

    seen = Counter(name for features, _ in found for name in features)
    names = sorted(name for name, count in seen.items() if count >= SEEN)
    column = {name: at for at, name in enumerate(names)}
    cells = [(row, column[name]) for row, (features, _) in enumerate(found) for name in features if name in column]
    rows, columns = numpy.array(cells, dtype=int).reshape(-1, 2).T
    right = numpy.array([verdict for _, verdict in found], dtype=float)
    weights = _descend((rows, columns), right, len(names))
    return {name: round(float(weight), 2) for name, weight in zip(names, weights, strict=True) if abs(weight) >= 0.005}


def _descend(cells: tuple[numpy.ndarray, numpy.ndarray], right: numpy.ndarray, width: int) -> numpy.ndarray:
    """Nesterov's method, with the step that the largest stretch of the features allows."""
    import numpy

    rows, columns = cells

    def forth(weights: numpy.ndarray) -> numpy.ndarray:
        return numpy.bincount(rows, weights=weights[columns], minlength=len(right))

    def back(errors: numpy.ndarray) -> numpy.ndarray:
        return numpy.bincount(columns, weights=errors[rows], minlength=width)

    stretch = numpy.ones(width)
    for _ in range(30):
        stretch = back(forth(stretch / numpy.linalg.norm(stretch)))
    step = 1 / (float(numpy.linalg.norm(stretch)) / 4 + RIDGE)
    weights = ahead = numpy.zeros(width)
    for turn in range(STEPS):
        chance = 1 / (1 + numpy.exp(-numpy.clip(forth(ahead), -30, 30)))
        moved = ahead - step * (back(chance - right) + RIDGE * ahead)
        weights, ahead = moved, moved + turn / (turn + 3) * (moved - weights)
    return weights
