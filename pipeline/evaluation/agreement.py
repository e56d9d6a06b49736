"""How far two annotators agree: F1 as in the evaluation, and Krippendorff's alpha of each field and of the choice of sentences."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from pipeline.errors import ConfigError
from pipeline.evaluation.comparison import FIELDS, KINDS, Record, same_value
from pipeline.evaluation.scoring import Documents, Scores, score
from pipeline.evaluation.summary import summarize

DIGITS = 4
Units = list[tuple[str, str, str]]  # annotator, unit, label


def common(first: Documents, second: Documents) -> tuple[Documents, Documents]:
    """The documents that both have annotated. What one holds for optional is a record like others here: whether it is optional is for both to decide.

    >>> common({"a": [], "b": []}, {"b": [], "c": []})
    ({'b': []}, {'b': []})
    """
    doc_ids = sorted(set(first) & set(second))
    if not doc_ids:
        raise ConfigError("agreement-nothing", "the two folders have no document in common", "give two annotations of the same documents")
    return tuple({doc_id: [_plain(record) for record in gold[doc_id]] for doc_id in doc_ids} for gold in (first, second))  # type: ignore[return-value]


def _plain(record: Record) -> Record:
    return {name: value for name, value in record.items() if name != "optional"}


def measure_agreement(first: Documents, second: Documents, texts: dict[str, str]) -> dict[str, Any]:
    """F1 and alpha over the common documents. ``texts`` are needed for the alpha of sentences. ConfigError where the library for alpha is missing."""
    ours, theirs = common(first, second)
    scores = score(ours, theirs)
    summary = summarize(scores)
    fields = {kind: {field: _field_row(scores, kind, field, summary) for field in FIELDS[kind]} for kind in KINDS}
    content = {name: summary[name] for name in ("documents", "overall", "by_kind", "by_language", "by_document")}
    return content | {"fields": fields, "sentences": _sentences(ours, theirs, texts)}


def _field_row(scores: Scores, kind: str, field: str, summary: dict[str, Any]) -> dict[str, Any]:
    pairs = [pair for pairing in scores.pairings for pair in pairing.pairs if pairing.kind == kind]
    units: Units = []
    for at, pair in enumerate(pairs):
        # a link names a record of its own gold: right links are equal here, wrong ones differ
        found = pair.gold[field] if field == "during_visit" and field not in pair.wrong else pair.found[field]
        units += [("first", str(at), _label(pair.gold[field])), ("second", str(at), _label(found))]
    return {"pairs": len(pairs), "alpha": alpha(units, field), "f1": summary["fields"][kind][field]["f1"]}


def _label(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def alpha(units: Units, field: str = "") -> float | None:
    """Krippendorff's alpha of labels given by two annotators to the same units: 1 where they always agree, 0 where they agree as chance would.

    Two labels are equal where the rules of the field say so (two spellings of one name are). None where nothing varies, so that nothing can be said.

    >>> alpha([("first", "1", "a"), ("second", "1", "a"), ("first", "2", "b"), ("second", "2", "b")])
    1.0
    """
    labels = sorted({label for _, _, label in units})
    if len(units) < 4 or all(_distance(field, labels[0], label) == 0 for label in labels):
        return None
    try:
        from nltk.metrics.agreement import AnnotationTask
    except ImportError as error:
        raise ConfigError("extra-missing", "Krippendorff's alpha is taken from nltk", "pip install 'elchi[agreement]'") from error
    task = AnnotationTask(units, distance=lambda one, other: _distance(field, one, other))
    return round(float(task.alpha()), DIGITS)


def _distance(field: str, one: str, other: str) -> float:
    if one == other or not field:
        return float(one != other)
    return float(not same_value(field, json.loads(one), json.loads(other)))


def _sentences(first: Documents, second: Documents, texts: dict[str, str]) -> dict[str, Any] | None:
    """Alpha of the choice of sentences: each sentence tells no record, a visit, an agreement or both."""
    if not texts:
        return None
    units: Units = []
    for doc_id in first:
        for at, (start, stop) in enumerate(sentences_of(doc_id, texts.get(doc_id, ""))):
            for name, gold in (("first", first), ("second", second)):
                units.append((name, f"{doc_id} {at}", " ".join(sorted(_kinds_told(gold[doc_id], start, stop)))))
    return {"sentences": len(units) // 2, "alpha": alpha(units)}


def sentences_of(doc_id: str, text: str) -> Iterator[tuple[int, int]]:
    """The sentences of a text, in offsets of the text as read; none where it is empty."""
    from pipeline.documents import read_text
    from pipeline.segmentation import segment

    if text:
        document = read_text(text, doc_id)
        for sentence in segment(document).sentences:
            span = document.offsets.to_raw(sentence.start, sentence.stop)
            yield span.start, span.stop


def _kinds_told(records: list[Record], start: int, stop: int) -> set[str]:
    """The kinds of record for which more than half of a sentence, or a whole piece of evidence, is evidence."""
    kinds = set()
    for record in records:
        for item in record["evidence"]:
            shared = min(stop, item["end"]) - max(start, item["start"])
            if 2 * shared > stop - start or shared == item["end"] - item["start"]:
                kinds.add(record["kind"])
    return kinds
