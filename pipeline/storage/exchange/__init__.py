"""A run in the forms that others read. Every row is checked against a schema before it is written; what a form cannot hold is told, never dropped."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import Any

from pipeline.errors import ConfigError, ElchiError
from pipeline.storage.files import prepare_folder
from pipeline.storage.lines import read_lines, write_lines
from pipeline.storage.runs import FILES
from pipeline.storage.schema import violations

Record = dict[str, Any]
SCHEMAS = Path(__file__).parent / "schemas"
# What each form is called, what it is, and the function that writes it: of a run folder, the folder of the export, and the list of what was left out.
FORMATS = {
    "parquet": ("Parquet, a folder a kind and year", "tables:write_partitions"),
    "package": ("Frictionless data package: CSV with types and descriptions", "package:write_package"),
    "datasette": ("metadata for records.sqlite as a site of Datasette", "package:write_datasette"),
    "colt": ("leader trips in the columns of COLT", "trips:write_trips"),
    "plover": ("events of PLOVER, one JSON object a line", "events:write_plover"),
    "cameo": ("dyads of CAMEO", "events:write_cameo"),
    "wti": ("rows of the World Treaty Index", "treaties:write_wti"),
    "ggo": ("rows of the manytreaties GGO database", "treaties:write_ggo"),
    "quickstatements": ("commands that add agreements to Wikidata", "wikidata:write_statements"),
    "jsonld": ("JSON-LD with PROV and Web Annotation", "linked:write_graph"),
}


class ExportError(ElchiError):
    """A row that breaks the schema of its form: a bug of the export."""


@dataclass(frozen=True, slots=True)
class Loss:
    """A record that a form cannot hold, in whole or in one field, and why."""

    record_id: str
    field: str
    reason: str


@dataclass(frozen=True, slots=True)
class Folder:
    """A run folder as an export reads it."""

    path: Path

    def visits(self) -> Iterator[Record]:
        return read_lines(self.path / FILES["visits"])

    def agreements(self) -> Iterator[Record]:
        return read_lines(self.path / FILES["agreements"])

    def documents(self) -> Iterator[Record]:
        return read_lines(self.path / FILES["documents"])

    def addresses(self) -> dict[str, str]:
        """Where each document can be found: its address, else its DOI; nothing where neither is known."""
        found = {}
        for document in self.documents():
            about = document.get("metadata", {})
            address = about.get("url") or (f"https://doi.org/{about['doi']}" if about.get("doi") else "")
            if address:
                found[document["doc_id"]] = address
        return found


def fitting(records: Iterable[Record], reason: Callable[[Record], str], losses: list[Loss]) -> Iterator[Record]:
    """The records that a form can hold; for the others ``reason`` says why not, which is noted in ``losses``."""
    for record in records:
        if why := reason(record):
            losses.append(Loss(record["record_id"], "", why))
        else:
            yield record


Writer = Callable[[Folder, Path, list[Loss]], list[str]]


def export_run(folder: Path, form: str, out: Path) -> dict[str, Any]:
    """Write a run in a form; the names of the files, and how many records were left out for which reason (each one stands in ``losses.jsonl``)."""
    if form not in FORMATS:
        raise ConfigError("export-format", f"there is no form {form!r}", f"known: {', '.join(FORMATS)}")
    if not (folder / FILES["visits"]).is_file():
        raise ConfigError("run-missing", f"{folder} is no run folder: it has no visits.jsonl", "elchi run PATH... --out DIR")
    module, _, function = FORMATS[form][1].partition(":")
    writer: Writer = getattr(import_module(f"{__name__}.{module}"), function)
    if form != "datasette" and (out / "run.json").exists():
        raise ConfigError("export-folder", f"{out} is a run folder: an export could overwrite its files", "give --out a folder of its own")
    prepare_folder(out)
    losses: list[Loss] = []
    files = writer(Folder(folder), out, losses)
    write_lines(out / "losses.jsonl", ({"record_id": loss.record_id, "field": loss.field, "reason": loss.reason} for loss in losses))
    reasons: dict[str, int] = {}
    for loss in losses:
        reasons[loss.reason] = reasons.get(loss.reason, 0) + 1
    return {"form": form, "files": sorted(files), "left_out": dict(sorted(reasons.items()))}


def checked(row: Record, schema: str) -> Record:
    """A row that keeps the schema ``schemas/NAME.schema.json``. ExportError otherwise."""
    wrong = violations(row, load_schema(schema))
    if wrong:
        raise ExportError("export-invalid", f"{schema}: {'; '.join(wrong)}", "this is a bug of elchi: please report it")
    return row


@lru_cache(maxsize=None)
def load_schema(name: str) -> Record:
    """A schema by its name."""
    return dict(json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8")))
