"""Spans of evidence, names and dates, scored through nervaluate: the measures that people know from named entities.

Records tell values, not places. So the names of records are looked up in their evidence by the beginnings of their words, and their dates by the date
reader; gold and found records are treated alike. A value that does not stand in its evidence (a name told by a pronoun, a year taken from a heading)
has no span and counts nowhere. This is a second view beside the score of records, not another score of the same thing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from pipeline.errors import ConfigError
from pipeline.evaluation.comparison import Record
from pipeline.evaluation.scoring import Documents
from pipeline.text import fold

SCHEMES = ("strict", "exact", "partial", "ent_type")
LABELS = ("visit", "agreement", "name", "date")
LONG = 5  # letters of a word that its inflected forms keep: endings follow the stem in all three languages, and rarely change more than its end
_WORD = re.compile(r"[^\W\d_]+")
Span = tuple[int, int]


def score_spans(gold: Documents, found: Documents, texts: dict[str, str]) -> dict[str, dict[str, Any]]:
    """For each label how many spans there are and F1 by nervaluate's schemes: ``strict`` and ``exact`` want both ends, ``partial`` gives half for an
    overlap, ``ent_type`` is content with an overlap. Documents without a text are left out. ConfigError where nervaluate is not installed."""
    try:
        from nervaluate import Evaluator
    except ImportError as error:
        raise ConfigError("extra-missing", "the scores of spans need nervaluate", "pip install 'elchi[spans]'") from error
    doc_ids = [doc_id for doc_id in sorted(gold) if texts.get(doc_id)]
    wanted = {doc_id: [record for record in gold[doc_id] if not record.get("optional")] for doc_id in doc_ids}
    rows = {}
    for label in LABELS:
        true = [_marked(spans_of(wanted[doc_id], texts[doc_id], label), label) for doc_id in doc_ids]
        guessed = [_marked(spans_of(found.get(doc_id, []), texts[doc_id], label), label) for doc_id in doc_ids]
        if any(true) or any(guessed):
            results = Evaluator(true, guessed, tags=[label], loader="dict").evaluate()["overall"]
            rows[label] = {"gold": sum(map(len, true)), "found": sum(map(len, guessed)), **{name: round(results[name].f1, 4) for name in SCHEMES}}
    return rows


def _marked(spans: list[Span], label: str) -> list[dict[str, Any]]:
    return [{"label": label, "start": start, "end": stop - 1} for start, stop in spans]  # nervaluate counts the last character in


def spans_of(records: list[Record], text: str, label: str) -> list[Span]:
    """The spans of one label, sorted, each once.

    >>> record = {"kind": "visit", "visitor_name": "Heydər Əliyev", "evidence": [{"start": 0, "end": 34, "language": "az"}]}
    >>> spans_of([record], "Heydər Əliyevin Ankaraya səfəri...", "name")
    [(0, 15)]
    """
    if label in ("visit", "agreement"):
        return sorted({(e["start"], e["end"]) for r in records if r["kind"] == label for e in r["evidence"]})
    find = find_names if label == "name" else find_dates
    return sorted({span for record in records for item in record["evidence"] for span in find(record, text, item)})


def names_of(record: Record) -> list[str]:
    """The names of people in a record."""
    return [record["visitor_name"]] if record["kind"] == "visit" and record["visitor_name"] else list(record.get("signatories", ()))


def find_names(record: Record, text: str, item: dict[str, Any]) -> Iterator[Span]:
    """Where the names of a record stand in a piece of its evidence: the whole name, else its last word, in any case."""
    passage = fold(text[item["start"] : item["end"]])
    for name in names_of(record):
        words = [_stem(word) for word in _WORD.findall(fold(name))]
        match = _search(words, passage) or _search(words[-1:], passage)
        if match:
            yield item["start"] + match.start(), item["start"] + match.end()


def _stem(word: str) -> str:
    return re.escape(word if len(word) < LONG else word[: max(LONG - 1, len(word) - 2)])


def _search(stems: list[str], passage: str) -> re.Match[str] | None:
    if not stems:
        return None
    return re.search(r"\b" + r"[^\W\d_]*(?:[\s.]+[^\W\d_]+\.?)?[\s.]+".join(stems) + r"[^\W\d_]*", passage)


def find_dates(record: Record, text: str, item: dict[str, Any]) -> Iterator[Span]:
    """Where the date of a record stands in a piece of its evidence: the expressions that the date reader gives that value."""
    if record["date"]:
        passage = text[item["start"] : item["end"]]
        for start, stop, edtf in _read(passage, item["language"]):
            if edtf == record["date"] or edtf.replace("XXXX", record["date"][:4]) == record["date"]:
                yield item["start"] + start, item["start"] + stop


@lru_cache(maxsize=4096)
def _read(passage: str, language: str) -> tuple[tuple[int, int, str], ...]:
    from pipeline.dates import read_dates

    return tuple((date.start, date.stop, date.edtf) for date in read_dates(passage, [(0, len(passage), language)]))
