"""Records as linked data: JSON-LD in the words of schema.org, with PROV for where they come from and Web Annotation for the evidence."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any
from urllib.parse import quote

from pipeline.storage.exchange import Folder, Loss, Record
from pipeline.storage.exchange.countries import items
from pipeline.storage.files import replacing
from pipeline.storage.runs import read_manifest

CONTEXT: dict[str, Any] = {
    "schema": "https://schema.org/", "prov": "http://www.w3.org/ns/prov#", "oa": "http://www.w3.org/ns/oa#", "wd": "http://www.wikidata.org/entity/",
    "elchi": "urn:elchi:terms:", "xsd": "http://www.w3.org/2001/XMLSchema#", "id": "@id", "type": "@type", "name": "schema:name",
    "agent": "schema:agent", "location": "schema:location", "country": "schema:addressCountry", "signatories": {"@id": "elchi:signatory", "@container": "@list"},
    "parties": {"@id": "elchi:party", "@type": "@id", "@container": "@set"}, "edtf": "elchi:edtf",
    "start": {"@id": "schema:startDate", "@type": "xsd:date"}, "end": {"@id": "schema:endDate", "@type": "xsd:date"}, "count": "elchi:count",
    "countQualifier": "elchi:countQualifier", "status": "elchi:status", "confidence": "elchi:confidence", "visitType": "elchi:visitType",
    "office": "elchi:office", "docType": "elchi:documentType", "from": {"@id": "elchi:from", "@type": "@id"}, "to": {"@id": "elchi:to", "@type": "@id"},
    "superEvent": "schema:superEvent", "duringVisit": {"@id": "elchi:duringVisit", "@type": "@id"}, "wasDerivedFrom": {"@id": "prov:wasDerivedFrom", "@type": "@id"},
    "wasGeneratedBy": {"@id": "prov:wasGeneratedBy", "@type": "@id"}, "wasQuotedFrom": {"@id": "prov:wasQuotedFrom"}, "source": {"@id": "oa:hasSource", "@type": "@id"},
    "selector": "oa:hasSelector", "startOffset": "oa:start", "endOffset": "oa:end", "exact": "oa:exact", "prefix": "oa:prefix", "suffix": "oa:suffix",
    "language": "schema:inLanguage", "page": "schema:pageStart", "sha256": "elchi:sha256", "url": {"@id": "schema:url", "@type": "@id"}, "version": "schema:softwareVersion",
    "author": "schema:author", "datePublished": "schema:datePublished", "ended": "prov:endedAtTime",
}  # fmt: skip
AROUND = 32  # characters before and behind a quotation, by which it is found again in another edition of the text


def write_graph(folder: Folder, out: Path, losses: list[Loss]) -> list[str]:
    """Write ``records.jsonld``, one node a line."""
    manifest = read_manifest(folder.path)
    run = f"urn:elchi:run:{manifest.get('configuration_hash', 'unknown')}"
    with replacing(out / "records.jsonld") as temporary, temporary.open("w", encoding="utf-8", newline="\n") as file:
        file.write('{"@context": ' + json.dumps(CONTEXT) + ',\n"@graph": [\n')
        for at, node in enumerate(chain([_run(run, manifest)], _documents(folder), _records(folder, run))):
            file.write((",\n" if at else "") + json.dumps({key: value for key, value in node.items() if value not in (None, "", [])}, ensure_ascii=False))
        file.write("\n]}\n")
    return ["records.jsonld"]


def _run(run: str, manifest: Record) -> Record:
    return {"id": run, "type": ["prov:Activity"], "name": "elchi", "version": manifest.get("elchi")}


def _documents(folder: Folder) -> Iterator[Record]:
    for document in folder.documents():
        about = document.get("metadata", {})
        yield {
            "id": _document(document["doc_id"]), "type": ["schema:Article", "prov:Entity"], "name": about.get("title") or document["doc_id"],
            "author": about.get("author"), "datePublished": about.get("year"), "url": about.get("url"), "sha256": document.get("sha256"),
        }  # fmt: skip


def _records(folder: Folder, run: str) -> Iterator[Record]:
    texts = _Texts(folder)
    for record in chain(folder.visits(), folder.agreements()):
        shared = {
            "id": f"urn:elchi:record:{record['record_id']}", "type": ["elchi:Visit" if record["kind"] == "visit" else "elchi:Agreement", "schema:Event", "prov:Entity"],
            "edtf": record["date"], "start": record.get("date_start"), "end": record.get("date_end"), "count": record["count"],
            "countQualifier": record["count_qualifier"], "status": record["status"], "confidence": record.get("confidence"),
            "wasDerivedFrom": _document(record["doc_id"]), "wasGeneratedBy": run, "wasQuotedFrom": [_evidence(record, item, texts) for item in record["evidence"]],
        }  # fmt: skip
        yield shared | (_visit(record) if record["kind"] == "visit" else _agreement(record))


def _visit(record: Record) -> Record:
    who = {"type": "schema:Person", "name": record["visitor_name"]} if record["visitor_name"] else None
    where = {"type": "schema:Place", "name": record["host_place"], "country": record["host_country"]} if record["host_place"] else None
    event = {"type": "schema:Event", "name": record["occasion"]} if record["occasion"] else None
    return {"agent": who, "office": record["visitor_office"], "from": _code(record["visitor_country"]), "to": _code(record["host_country"]), "location": where,
            "visitType": record["visit_type"], "superEvent": event}  # fmt: skip


def _agreement(record: Record) -> Record:
    during = f"urn:elchi:record:{record['during_visit']}" if record["during_visit"] else None
    where = {"type": "schema:Place", "name": record["place"]} if record["place"] else None
    return {"name": record["title"], "docType": record["doc_type"], "parties": [_code(party) for party in record["parties"]], "location": where,
            "signatories": record["signatories"], "duringVisit": during}  # fmt: skip


def _evidence(record: Record, item: Record, texts: _Texts) -> Record:
    before, behind = texts.around(record["doc_id"], item["start"], item["end"])
    selectors = [
        {"type": "oa:TextPositionSelector", "startOffset": item["start"], "endOffset": item["end"]},
        {"type": "oa:TextQuoteSelector", "exact": item.get("text") or "", "prefix": before, "suffix": behind},
    ]
    node = {"type": "oa:SpecificResource", "source": _document(record["doc_id"]), "language": item["language"], "page": item.get("page"), "selector": selectors}
    return {key: value for key, value in node.items() if value is not None}


class _Texts:
    """The texts of a run, one at a time: records come in the order of the documents, once for the visits and once for the agreements."""

    def __init__(self, folder: Folder) -> None:
        self._folder, self._documents, self._doc_id, self._text = folder, folder.documents(), "", ""

    def around(self, doc_id: str, start: int, stop: int) -> tuple[str, str]:
        """What stands before and behind a place; nothing where the text was not kept."""
        if doc_id < self._doc_id:
            self._documents, self._doc_id = self._folder.documents(), ""
        while self._doc_id < doc_id:
            document = next(self._documents, None)
            if document is None:
                return "", ""
            self._doc_id, self._text = document["doc_id"], document.get("text", "")
        if self._doc_id != doc_id:
            return "", ""
        return self._text[max(0, start - AROUND) : start], self._text[stop : stop + AROUND]


def _document(doc_id: str) -> str:
    return f"urn:elchi:document:{quote(doc_id)}"


def _code(code: str | None) -> str | None:
    """The item of a country on Wikidata; an own name where it is not known for sure."""
    return None if code is None else f"http://www.wikidata.org/entity/{items()[code]}" if code in items() else f"urn:elchi:code:{quote(code)}"
