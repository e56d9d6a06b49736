"""doccano: one JSONL file of documents with entities and relations (a sequence labelling project with relations and overlapping spans allowed).

doccano has no fields on a span. Those of a record travel with its document as metadata, under ``elchi``, and are found again by label and place; a head
that was marked in doccano itself has none, and is listed as incomplete.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pipeline.annotation.sheets import EVIDENCE, Link, Losses, Region, Sheet
from pipeline.errors import GoldError
from pipeline.evaluation.comparison import KINDS
from pipeline.storage.lines import write_lines

FILE = "documents.jsonl"


def write(folder: Path, sheets: list[Sheet], losses: Losses) -> list[str]:
    """Write the documents; the name of the file."""
    write_lines(folder / FILE, (_document(sheet, losses) for sheet in sheets))
    return [FILE]


def _document(sheet: Sheet, losses: Losses) -> dict[str, Any]:
    first: dict[tuple[int, int, str], int] = {}  # doccano refuses two marks of one label at one place
    numbers = {r.key: first.setdefault((r.start, r.stop, r.label), at) for at, r in enumerate(sheet.regions, 1)}
    entities = [{"id": at, "start_offset": place[0], "end_offset": place[1], "label": place[2]} for place, at in first.items()]
    links = [{"id": at, "from_id": numbers[k.source], "to_id": numbers[k.target], "type": k.label} for at, k in enumerate(sheet.links, 1)]
    if len(first) < len(sheet.regions):
        losses.note(sheet.doc_id, "several records of one kind are told by the same words: doccano shows them as one mark, all stand in the metadata")
    if sheet.heads():
        losses.note(sheet.doc_id, "fields of records cannot be edited in doccano: they travel as metadata")
    hidden = [{"key": r.key, "place": [r.start, r.stop, r.label], "quote": r.quote, "fields": r.fields} for r in sheet.regions]
    arrows = [[link.source, link.target, link.label] for link in sheet.links]
    meta = {"doc_id": sheet.doc_id, "sha256": sheet.digest, "elchi": json.dumps({"regions": hidden, "links": arrows}, ensure_ascii=False)}
    return {"text": sheet.text, "entities": entities, "relations": links, **meta}


def read(path: Path, losses: Losses) -> list[Sheet]:
    """The sheets of an export: what was moved, removed or marked in doccano counts; fields come from the metadata."""
    lines = [line for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
    try:
        return [_sheet(json.loads(line), losses) for line in lines]
    except (KeyError, ValueError) as error:
        raise GoldError("annotation-format", f"{path}: not the JSONL of doccano with entities and relations: {error}", "export as JSONL (relation)") from error


def _sheet(document: dict[str, Any], losses: Losses) -> Sheet:
    meta = json.loads(document["elchi"])
    marked = {(e["start_offset"], e["end_offset"], e["label"]) for e in document["entities"]}
    known = [Region(r["key"], r["place"][0], r["place"][1], r["place"][2], r["quote"], r["fields"]) for r in meta["regions"]]
    kept = [region for region in known if (region.start, region.stop, region.label) in marked]
    new = sorted(marked - {(region.start, region.stop, region.label) for region in known})
    added = [Region(f"new{at}", start, stop, label, document["text"][start:stop]) for at, (start, stop, label) in enumerate(new, 1)]
    for region in (region for region in known if region not in kept):
        losses.note(document["doc_id"], f"a mark was removed in doccano: {region.label}")
    for region in (region for region in added if region.label in (*KINDS, EVIDENCE)):
        losses.note(document["doc_id"], f"a mark was made in doccano that has no fields: {region.label} {region.start}-{region.stop}")
    keys = {region.key for region in kept}
    links = [Link(*link) for link in meta["links"] if link[0] in keys and link[1] in keys]
    return Sheet(document["doc_id"], document["text"], (*kept, *(r for r in added if r.label not in KINDS)), tuple(links))
