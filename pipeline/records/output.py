"""Drafts -> records of the contract, with ids that are the same on every machine."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.dates import bounds
from pipeline.entities.identity import fold_name
from pipeline.records.drafts import AgreementDraft, VisitDraft
from pipeline.records.merging import MergedVisit
from pipeline.records.scene import Scene
from pipeline.text import fold
from pipeline.values import Document, Evidence, Segmentation

Record = dict[str, object]


@dataclass(frozen=True, slots=True)
class Context:
    """What is needed to write a record down."""

    document: Document
    segmentation: Segmentation
    scenes: tuple[Scene, ...]


def record_id(*identity: object) -> str:
    """A short name for what identifies a record: the same input gives the same id on every machine.

    >>> record_id("visit", "doc", "aliyev", "TUR")
    'd75240158875802b'
    """
    return hashlib.sha256(json.dumps(identity, ensure_ascii=False).encode()).hexdigest()[:16]


def visit_records(merged: list[MergedVisit], context: Context) -> tuple[Record, ...]:
    """The visits of a document as dictionaries, in order of first mention."""
    return tuple(_visit(group.visit, context) for group in merged)


def without_doubles(records: Iterable[Record]) -> tuple[Record, ...]:
    """Records that say the same are one, with the evidence of all."""
    kept: dict[object, Record] = {}
    for record in records:
        known = kept.setdefault(record["record_id"], record)
        if known is not record:
            known["evidence"] = _joined(known["evidence"], record["evidence"])  # type: ignore[arg-type]
    return tuple(kept.values())


def _joined(first: list[Record], second: list[Record]) -> list[Record]:
    return sorted([*first, *(item for item in second if item not in first)], key=lambda item: (item["start"], item["end"]))


def _visit(draft: VisitDraft, context: Context) -> Record:
    identity = (fold_name(draft.visitor_name) if draft.visitor_name else draft.visitor_office, draft.visitor_country, draft.host_country)
    first, last = bounds(draft.date) if draft.date else (None, None)
    return {
        "record_id": record_id("visit", context.document.doc_id, *identity, draft.date, draft.visit_type, draft.count, draft.status),
        "kind": "visit",
        "doc_id": context.document.doc_id,
        "visitor_name": draft.visitor_name,
        "visitor_office": draft.visitor_office,
        "visitor_country": draft.visitor_country,
        "host_country": draft.host_country,
        "host_place": draft.host_place,
        "visit_type": draft.visit_type,
        "occasion": draft.occasion or None,
        "date": draft.date,
        "date_start": first,
        "date_end": last,
        "count": draft.count,
        "count_qualifier": draft.count_qualifier,
        "status": draft.status,
        "confidence": _confidence(draft),
        "rules": list(draft.rules),
        "evidence": evidence(draft.scenes, context),
    }


def _confidence(draft: VisitDraft) -> float:
    """A first estimate: each core field that stayed unknown lowers it."""
    missing = sum(value is None for value in (draft.visitor_name, draft.visitor_country, draft.date))
    return round(0.9 - 0.15 * missing, 2)


def evidence(scenes: tuple[int, ...], context: Context) -> list[Record]:
    """Where a record is told, in the text as it was read."""
    items = []
    for index in sorted(scenes):
        sentence = context.scenes[index].sentence
        span = context.document.offsets.to_raw(sentence.start, sentence.stop)
        items.append(Evidence(span.start, span.stop, sentence.language, context.document.raw[span.start : span.stop]))
    return [{"start": item.start, "end": item.end, "language": item.language, "text": item.text} for item in items]


def agreement_records(
    drafts: list[AgreementDraft], context: Context, merged: list[MergedVisit], visits: tuple[Record, ...]
) -> tuple[Record, ...]:
    """The agreements of a document as dictionaries, in order of first mention. ``visits`` are the records of ``merged``."""
    return tuple(_agreement(draft, context, _during(draft, merged, visits)) for draft in drafts)


def _during(draft: AgreementDraft, merged: list[MergedVisit], visits: tuple[Record, ...]) -> Record | None:
    """The record of the visit that a document was signed during."""
    for group, record in zip(merged, visits, strict=True):
        if draft.visit in group.mentions:
            return record
    return None


def _is_day(date: str | None) -> bool:
    return date is not None and len(date) == 10 and "X" not in date


def _agreement(draft: AgreementDraft, context: Context, during: Record | None) -> Record:
    date = draft.date
    if during and draft.visit and draft.visit.date == draft.date and (draft.borrowed or not _is_day(date)):
        date = str(during["date"]) if during["date"] else None
    first, last = bounds(date) if date else (None, None)
    title = fold(draft.title) if draft.title else None
    return {
        "record_id": record_id("agreement", context.document.doc_id, draft.doc_type, title, draft.parties, date, draft.count),
        "kind": "agreement",
        "doc_id": context.document.doc_id,
        "doc_type": draft.doc_type,
        "title": draft.title,
        "parties": list(draft.parties),
        "place": draft.place or (during["host_place"] if during else None),
        "signatories": list(draft.signatories),
        "date": date,
        "date_start": first,
        "date_end": last,
        "count": draft.count,
        "count_qualifier": draft.count_qualifier,
        "status": draft.status,
        "during_visit": during["record_id"] if during else None,
        "confidence": 0.8 if draft.date and len(draft.parties) > 1 else 0.6,
        "rules": list(draft.rules),
        "evidence": evidence(draft.scenes, context),
    }

