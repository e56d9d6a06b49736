"""A Frictionless data package of a run, and metadata with which Datasette shows ``records.sqlite`` as a site."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipeline.storage.columns import COLUMNS, FRACTIONS, NAMES, WHOLE, table_of
from pipeline.storage.exchange import Folder, Loss, Record
from pipeline.storage.exchange.cells import write_rows
from pipeline.storage.files import write_text
from pipeline.storage.runs import read_manifest
from pipeline.storage.schema import load_schema
from pipeline.storage.sheets import write_sheet
from pipeline.storage.warehouse.schema import BY_NAME

DAYS = frozenset({"date_start", "date_end"})
DOCUMENTS = ("doc_id", "status", "format", "sha256", "bytes", "encoding", "characters", "languages", "repairs", "title", "author", "journal", "year", "doi", "url")
OWN = {
    "parties": "codes of the parties, parted by '; '", "signatories": "names of those who signed, parted by '; '", "language": "language of the first evidence",
    "start": "offset of the first evidence, in characters", "end": "end of the first evidence", "quote": "words of the first evidence",
    "evidence": "all evidence, as JSON", "rules": "what fired, parted by '; '",
}  # fmt: skip


def write_package(folder: Folder, out: Path, losses: list[Loss]) -> list[str]:
    """Write ``visits.csv``, ``agreements.csv``, ``documents.csv`` and ``datapackage.json``."""
    for kind, records in (("visit", folder.visits()), ("agreement", folder.agreements())):
        write_sheet(out / f"{NAMES[kind]}.csv", table_of(kind, records))
    write_rows(out / "documents.csv", DOCUMENTS, ({**document, **document.get("metadata", {})} for document in folder.documents()))
    resources = [_resource(out, "documents", DOCUMENTS), *(_resource(out, NAMES[kind], COLUMNS[kind], kind) for kind in NAMES)]
    package = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json", "name": "elchi-records", "title": "Visits and agreements read out of articles by elchi",
        "description": "A cell that begins with a sign which a spreadsheet takes for a formula has an apostrophe before it.", "version": _version(folder),
        "resources": resources,
    }  # fmt: skip
    write_text(out / "datapackage.json", json.dumps(package, ensure_ascii=False, indent=1) + "\n")
    return ["datapackage.json", "visits.csv", "agreements.csv", "documents.csv"]


def _version(folder: Folder) -> str:
    return str(read_manifest(folder.path).get("elchi", "0"))


def _resource(out: Path, name: str, columns: tuple[str, ...], kind: str = "") -> dict[str, Any]:
    data = (out / f"{name}.csv").read_bytes()
    schema: dict[str, Any] = {"fields": [_field(column, kind) for column in columns], "missingValues": [""], "primaryKey": ["record_id" if kind else "doc_id"]}
    if kind:
        schema["foreignKeys"] = [{"fields": ["doc_id"], "reference": {"resource": "documents", "fields": ["doc_id"]}}]
    return {
        "name": name, "path": f"{name}.csv", "type": "table", "format": "csv", "mediatype": "text/csv", "encoding": "utf-8", "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}", "dialect": {"delimiter": ",", "lineTerminator": "\n", "quoteChar": '"', "doubleQuote": True}, "schema": schema,
    }  # fmt: skip


def _field(column: str, kind: str) -> dict[str, Any]:
    whole = column in WHOLE or column in ("bytes", "characters", "repairs")
    kinds = "integer" if whole else "number" if column in FRACTIONS else "date" if column in DAYS else "string"
    field: dict[str, Any] = {"name": column, "type": kinds, "description": described(column, kind)}
    limits: dict[str, Any] = {}
    if column in ("record_id" if kind else "doc_id", "doc_id"):
        limits["required"] = True
    rule = load_schema()["$defs"][kind]["properties"].get(column, {}) if kind else {}
    if "enum" in rule:
        limits["enum"] = [value for value in rule["enum"] if value is not None]
    if limits:
        field["constraints"] = limits
    return field


def described(column: str, kind: str) -> str:
    """What a column means."""
    if column in OWN and (kind or column not in ("language", "start", "end")):
        return OWN[column]
    for table in (*([NAMES[kind]] if kind else []), "records" if kind else "documents", "visits", "agreements"):
        for known in BY_NAME[table].columns:
            if known.name == column:
                return known.comment
    return OWN.get(column, "")


def write_datasette(folder: Folder, out: Path, losses: list[Loss]) -> list[str]:
    """Write ``metadata.json``: ``datasette DIR/records.sqlite --metadata metadata.json`` is then a site that explains itself."""
    tables = {name: {"title": title, "description": title, "columns": dict(_columns(name)), **more} for name, title, more in _TABLES}
    site = {"title": "Visits and agreements read out of articles", "about": "elchi", "databases": {"records": {"tables": tables, "queries": _QUERIES}}}
    write_text(out / "metadata.json", json.dumps(site, ensure_ascii=False, indent=1) + "\n")
    return ["metadata.json"]


def _columns(table: str) -> Iterator[tuple[str, str]]:
    kind = {name: kind for kind, name in NAMES.items()}.get(table, "")
    columns = COLUMNS[kind] if kind else DOCUMENTS if table == "documents" else tuple(BY_NAME[table].names) if table in BY_NAME else ()
    yield from ((column, text) for column in columns if (text := described(column, kind)))


_TABLES: tuple[tuple[str, str, Record], ...] = (
    ("journeys", "who went where and when, with the sentence that says so", {"facets": ["from", "to", "visit_type", "status"], "sort": "date"}),
    ("documents_signed", "what was signed, between whom, with the sentence that says so", {"facets": ["doc_type", "parties", "status"], "sort": "date"}),
    ("visits_between", "how often one country's representatives went to another", {}),
    ("agreements_between", "how many documents two parties signed with each other", {}),
    ("by_year", "records by year", {}),
    ("visits", "visits", {"label_column": "visitor_name"}),
    ("agreements", "agreements", {"label_column": "title"}),
    ("documents", "articles", {}),
    ("evidence", "the sentences that tell a record", {}),
    ("rejects", "what could not be read, and why", {"facets": ["code"]}),
)
_QUERIES = {
    "itinerary": {
        "title": "Journeys of a person", "params": ["name"],
        "sql": "SELECT date, visitor, \"to\", place, visit_type, quote FROM journeys WHERE visitor LIKE '%' || :name || '%' ORDER BY date",
    },
    "between": {
        "title": "Documents signed by two parties", "params": ["one", "other"],
        "sql": "SELECT date, doc_type, title, place, quote FROM documents_signed WHERE ' ' || parties || ' ' LIKE '% ' || :one || ' %' AND ' ' || parties || ' ' LIKE '% ' || :other || ' %' ORDER BY date",
    },
}  # fmt: skip
