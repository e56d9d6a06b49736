"""Drafts -> records of the contract, with ids that are the same on every machine."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.dates import bounds
from pipeline.entities.identity import fold_name
from pipeline.records.joining.confidence import confidence_of
from pipeline.records.joining.merging import MergedAgreement, MergedVisit
from pipeline.records.joining.reasons import Grounds, reasons_of_agreement, reasons_of_visit
from pipeline.records.joining.signed_during import visit_of
from pipeline.records.scenes.scene import Scene
from pipeline.records.told.drafts import AgreementDraft, VisitDraft
from pipeline.text import fold
from pipeline.values import Document, Evidence, Segmentation

Record = dict[str, object]
CONTESTED = ("visitor_office", "host_place", "visit_type", "occasion", "date", "status", "title", "parties", "place")


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
    return tuple(_visit(group, context) for group in merged)


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


def _visit(group: MergedVisit, context: Context) -> Record:
    draft = group.visit
    identity = (fold_name(draft.visitor_name) if draft.visitor_name else draft.visitor_office, draft.visitor_country, draft.host_country)
    first, last = bounds(draft.date) if draft.date else (None, None)
    record: Record = {
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
        "confidence": 0.0,
        "rules": list(draft.rules),
        "evidence": evidence(draft.scenes, context),
    }
    return _explained(record, reasons_of_visit(draft, Grounds(context.document, context.scenes)), _alternatives(draft, group.mentions, context))


def _explained(record: Record, reasons: Mapping[str, object], alternatives: list[Record]) -> Record:
    record["confidence"] = confidence_of(record)
    return {**record, "reasons": dict(reasons), **({"alternatives": alternatives} if alternatives else {})}


def _alternatives(chosen: VisitDraft | AgreementDraft, mentions: Sequence[VisitDraft | AgreementDraft], context: Context) -> list[Record]:
    """What mentions of an event say of it that the record does not: field, value, and where it stands."""
    found = []
    for mention in mentions:
        for field in CONTESTED:
            value = getattr(mention, field, None)
            if value is not None and value != "" and value != getattr(chosen, field):
                where = evidence(mention.scenes, context)
                found.append({"field": field, "value": list(value) if isinstance(value, tuple) else value, "evidence": where})
    return [one for at, one in enumerate(found) if one not in found[:at]]


def evidence(scenes: tuple[int, ...], context: Context) -> list[Record]:
    """Where a record is told, in the text as it was read."""
    items = []
    for index in sorted(scenes):
        sentence = context.scenes[index].sentence
        span = context.document.offsets.to_raw(sentence.start, sentence.stop)
        items.append(Evidence(span.start, span.stop, sentence.language, context.document.raw[span.start : span.stop]))
    return [{"start": item.start, "end": item.end, "language": item.language, "text": item.text} for item in items]


def agreement_records(
    agreements: list[MergedAgreement], context: Context, merged: list[MergedVisit], visits: tuple[Record, ...]
) -> tuple[Record, ...]:
    """The agreements of a document as dictionaries, in order of first mention. ``visits`` are the records of ``merged``."""
    records = {id(group): record for group, record in zip(merged, visits, strict=True)}
    during = [visit_of(group.agreement, merged) for group in agreements]
    return tuple(_agreement(group, context, records[id(visit)] if visit else None) for group, visit in zip(agreements, during, strict=True))


def _is_day(date: str | None) -> bool:
    return date is not None and len(date) == 10 and "X" not in date


def _agreement(group: MergedAgreement, context: Context, during: Record | None) -> Record:
    draft = group.agreement
    date = draft.date
    if during and draft.visit and draft.visit.date == draft.date and (draft.borrowed or not _is_day(date)):
        date = str(during["date"]) if during["date"] else None
        date = date.rpartition("/")[2] if date and draft.on_last and _is_day(date.rpartition("/")[2]) else date
    first, last = bounds(date) if date else (None, None)
    title = fold(draft.title) if draft.title else None
    record: Record = {
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
        "confidence": 0.0,
        "rules": list(draft.rules),
        "evidence": evidence(draft.scenes, context),
    }
    return _explained(record, reasons_of_agreement(draft, Grounds(context.document, context.scenes)), _alternatives(draft, group.mentions, context))
