"""A run as the data of the page: records as rows of tables, articles with their texts, what the evaluation says of them, and the words of every language.

Offsets leave here as UTF-16 units, for that is how a browser counts.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pipeline.config import ReportSettings
from pipeline.entities.identity import fold_name
from pipeline.evaluation.comparison import CORE, FIELDS, KINDS
from pipeline.evaluation.errors import Problem, count_causes
from pipeline.languages import codes
from pipeline.report.assessment import Assessment
from pipeline.report.labels import load_labels, place_names
from pipeline.report.passages import has_loose_lines
from pipeline.storage.runs import Run

Record = dict[str, Any]
SHARED = ("record_id", "article", "date_start", "date_end", "evidence", "confidence", "rules", "reasons", "outcome", "gold", "cause", "person")
AXES = ("documents", "overall", "by_kind", "by_language", "by_kind_and_language", "by_genre", "by_document", "fields")


def build(run: Run, manifest: Record, assessment: Assessment | None, settings: ReportSettings) -> dict[str, Any]:
    """Everything that the page shows, as plain data in an order that the run alone decides."""
    documents = run.documents or [{"doc_id": doc_id, "status": "done"} for doc_id in sorted({record["doc_id"] for record in run.records})]
    numbers = {document["doc_id"]: at for at, document in enumerate(documents)}
    articles = [_article(document, run, kept=at < settings.max_articles) for at, document in enumerate(documents)]
    missed = [record for record in (assessment.missed if assessment else ()) if record["doc_id"] in numbers]
    records = [*run.records, *missed]
    units = {article["doc_id"]: _Units(document.get("text") or "") for article, document in zip(articles, documents, strict=True)}
    ordered = [record for kind in KINDS for record in records if record["kind"] == kind]
    places = {id(record): at for at, record in enumerate(ordered)}
    rows = [_record(record, numbers[record["doc_id"]], units[record["doc_id"]], (articles, assessment)) for record in ordered]
    return {
        "language": settings.language,
        "languages": list(codes()),
        "words": {code: load_labels(code).words for code in codes()},
        "places": place_names(_codes(records)),
        "fields": {kind: list(FIELDS[kind]) for kind in KINDS},
        "core": {kind: list(CORE[kind]) for kind in KINDS},
        "articles": articles,
        "records": {kind: _table(kind, [row for row, record in zip(rows, ordered, strict=True) if record["kind"] == kind]) for kind in KINDS},
        "summary": {axis: assessment.summary[axis] for axis in AXES} if assessment else None,
        "causes": count_causes(assessment.problems) if assessment else {},
        "problems": [_problem(problem, places) for problem in assessment.problems if _at(problem, places) is not None] if assessment else [],
        "run": manifest,
    }


def _article(document: Record, run: Run, *, kept: bool) -> Record:
    text = document.get("text") or ""
    return {
        "doc_id": document["doc_id"],
        "status": document["status"],
        "languages": (document.get("languages") or "").split(),
        "text": text if kept and text else None,
        "left_out": bool(text) and not kept,
        "loose": has_loose_lines(text),
        "rejects": [{key: reject[key] for key in ("code", "message", "hint")} for reject in run.rejects if reject["doc_id"] == document["doc_id"]],
    }


class _Units:
    """From offsets in characters to offsets in UTF-16 units, in one text."""

    def __init__(self, text: str) -> None:
        self.wide = [at for at, character in enumerate(text) if character > "\uffff"]

    def __call__(self, offset: int) -> int:
        from bisect import bisect_left

        return offset + bisect_left(self.wide, offset)


def _record(record: Record, article: int, units: _Units, context: tuple[list[Record], Assessment | None]) -> Record:
    articles, assessment = context
    kept = articles[article]["text"] is not None
    values = {name: record.get(name) for name in (*FIELDS[record["kind"]], "record_id", "date_start", "date_end", "confidence", "rules")}
    values["reasons"] = {field: _reason(reason) for field, reason in record.get("reasons", {}).items()}
    values["evidence"] = [_evidence(item, units, kept) for item in record["evidence"]]
    values |= {"article": article, "person": fold_name(record["visitor_name"]) if record.get("visitor_name") else None}
    return values | (_judged(record, assessment) if assessment else {})


def _reason(reason: Record) -> str:
    """Rule and words, on one line."""
    return f"{reason['rule']}: “{' '.join(reason['text'].split())}”"


def _evidence(item: Record, units: _Units, kept: bool) -> list[Any]:
    """Where it stands; and the words themselves, where the page has no text to take them from."""
    return [units(item["start"]), units(item["end"]), item["language"], *([] if kept or "text" not in item else [item["text"]])]


def _judged(record: Record, assessment: Assessment) -> Record:
    if any(record is other for other in assessment.missed):
        return {"outcome": "missed", "cause": assessment.cause_of(record)}
    name = record["record_id"]
    return {"outcome": assessment.outcome.get(name, "unscored"), "gold": assessment.partner.get(name) or None}


def _table(kind: str, rows: list[Record]) -> dict[str, Any]:
    """Rows of a table, without the columns that no record fills."""
    columns = [name for name in dict.fromkeys((*FIELDS[kind], *SHARED)) if name in FIELDS[kind] or any(row.get(name) not in (None, []) for row in rows)]
    return {"columns": columns, "rows": [[row.get(name) for name in columns] for row in rows]}


def _at(problem: Problem, places: dict[int, int]) -> int | None:
    return places.get(id(problem.found or problem.gold))


def _problem(problem: Problem, places: dict[int, int]) -> Record:
    fields = [{"name": field.name, "gold": field.gold, "found": field.found, "core": field.is_core} for field in problem.fields]
    return {
        "record": _at(problem, places), "kind": problem.kind, "language": problem.language, "what": problem.what, "causes": list(problem.causes), "fields": fields,
    }  # fmt: skip


def _codes(records: Iterable[Record]) -> list[str]:
    """The codes of all countries and organisations that the records name, sorted."""
    named: set[str | None] = set()
    for record in records:
        named |= {record["visitor_country"], record["host_country"]} if record["kind"] == "visit" else set(record["parties"])
    return sorted(code for code in named if code)
