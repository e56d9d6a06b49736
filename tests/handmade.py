"""Records made by hand, so that what stands around the extraction can be tested without it.

A line "V name | office | from > to | date" is a visit, a line "A type | title | parties | date" an agreement; a hyphen stands for nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

from pipeline.dates.edtf import bounds
from pipeline.values import Document, Sentence


def extract(document: Document, engines: object = None, *, least: float = 0.0) -> SimpleNamespace:
    """What ``pipeline.flow.extract`` hands on, as far as a run reads it; nothing is uncertain. A line "CRASH" raises."""
    if "CRASH" in document.raw:
        raise RuntimeError("the sky fell")
    records = list(_records(document))
    sentence = Sentence(0, len(document.text), "az", 0)
    by_kind = {kind: tuple(record for record in records if record["kind"] == kind) for kind in ("visit", "agreement")}
    segmentation = SimpleNamespace(sentences=(sentence,))
    return SimpleNamespace(document=document, segmentation=segmentation, visits=by_kind["visit"], agreements=by_kind["agreement"], uncertain=())


def _records(document: Document) -> Iterator[dict[str, Any]]:
    start = 0
    visits: list[str] = []
    for line in document.raw.split("\n"):
        if line[:2] in ("V ", "A "):
            parts = [None if part.strip() == "-" else part.strip() for part in line[2:].split("|")]
            record = _visit(parts) if line[0] == "V" else _agreement(parts, visits)
            yield _finished(record, document.doc_id, (start, line))
            if line[0] == "V":
                visits.append(record["record_id"])
        start += len(line) + 1


def _visit(parts: list[str | None]) -> dict[str, Any]:
    name, office, way, date = parts
    visitor, host = (code.strip() for code in str(way).split(">"))
    return {
        "kind": "visit", "visitor_name": name, "visitor_office": office, "visitor_country": visitor, "host_country": host, "host_place": None,
        "visit_type": "official", "occasion": None, "date": date, "status": "occurred",
    }  # fmt: skip


def _agreement(parts: list[str | None], visits: list[str]) -> dict[str, Any]:
    doc_type, title, parties, date = parts
    return {
        "kind": "agreement", "doc_type": doc_type, "title": title, "parties": sorted(str(parties).split()), "place": None,
        "signatories": ["Heydər Əliyev"], "date": date, "status": "signed", "during_visit": visits[-1] if visits else None,
    }  # fmt: skip


def _finished(record: dict[str, Any], doc_id: str, place: tuple[int, str]) -> dict[str, Any]:
    start, line = place
    first, last = bounds(record["date"]) if record["date"] else (None, None)
    record["record_id"] = hashlib.sha256(f"{doc_id} {line}".encode()).hexdigest()[:16]
    record |= {
        "doc_id": doc_id,
        "date_start": first,
        "date_end": last,
        "count": 1,
        "count_qualifier": "exact",
        "confidence": 0.75,
        "rules": ["by hand"],
    }
    record["evidence"] = [{"start": start, "end": start + len(line), "language": "az", "text": line}]
    return record


ARTICLE = """Elçi
V Heydər Əliyev | head_of_state | AZE > TUR | 1994-02-08/1994-02-12
A treaty | dostluq haqqında | AZE TUR | 1994-02-09
V Nursultan Nazarbayev | head_of_state | KAZ > AZE | 1996-09
V - | delegation | GEO > AZE | -
"""
