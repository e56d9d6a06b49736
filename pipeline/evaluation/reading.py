"""Gold and record files to checked records. A malformed line stops everything: file, line, reason."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipeline.dates import is_valid
from pipeline.errors import GoldError
from pipeline.languages import strict_yaml
from pipeline.storage.schema import problems

Documents = dict[str, list[dict[str, Any]]]
RUN_FILES = ("visits.jsonl", "agreements.jsonl")
GENRES = "genres.yaml"
HINT = "see the schema of a record: pipeline/storage/records.schema.json"


def read_gold(folder: Path) -> Documents:
    """The gold of a folder with one ``DOC.jsonl`` a document (also in subfolders). An empty file says that the document has no record.

    Raises GoldError, naming file and line, for whatever is not a record of the contract.
    """
    if not folder.is_dir():
        raise GoldError("gold-missing", f"{folder} is not a folder", "give the folder that holds DOC.jsonl files")
    paths = sorted(path for path in folder.rglob("*.jsonl") if not any(part.startswith(".") for part in path.relative_to(folder).parts))
    if not paths:
        raise GoldError("gold-missing", f"{folder} has no .jsonl file", "give the folder that holds DOC.jsonl files")
    documents = {path.relative_to(folder).with_suffix("").as_posix(): list(_read_document(path, folder)) for path in paths}
    return documents


def read_found(folder: Path) -> Documents:
    """The records of a run folder (``visits.jsonl`` and ``agreements.jsonl``) or of a folder with one ``DOC.jsonl`` a document."""
    files = [folder / name for name in RUN_FILES if (folder / name).is_file()]
    if not files:
        return read_gold(folder)
    documents: Documents = {}
    for path in files:
        seen: dict[str, str] = {}
        for place, record in _read_lines(path):
            _refuse_twin(record, seen, place)
            documents.setdefault(record["doc_id"], []).append(record)
    for doc_id in documents:
        _check_links(documents[doc_id], f"{folder}: {doc_id}")
    return documents


def read_genres(folder: Path) -> dict[str, str]:
    """The genre of each document: ``genres.yaml`` in the gold folder or beside it, genre -> list of documents. Empty without the file."""
    for path in (folder / GENRES, folder.parent / GENRES):
        if path.is_file():
            content = strict_yaml.read(path)
            return {str(doc_id): str(genre) for genre, doc_ids in content.items() for doc_id in doc_ids}
    return {}


def _read_document(path: Path, folder: Path) -> Iterator[dict[str, Any]]:
    doc_id = path.relative_to(folder).with_suffix("").as_posix()
    records, seen = [], {}  # type: ignore[var-annotated]
    for place, record in _read_lines(path):
        if record["doc_id"] != doc_id:
            raise GoldError("gold-record", f"{place}: doc_id is {record['doc_id']!r} in the file of {doc_id!r}", "move or rename it")
        _refuse_twin(record, seen, place)
        records.append(record)
    _check_links(records, str(path))
    yield from records


def check_document(records: list[dict[str, Any]], place: str) -> None:
    """Refuse what only shows when all records of a document are seen: ids used twice, links to no visit. GoldError names the place."""
    seen: dict[str, str] = {}
    for at, record in enumerate(records, 1):
        _refuse_twin(record, seen, f"{place}, record {at}")
    _check_links(records, place)


def _read_lines(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise GoldError("gold-unreadable", f"{path}: cannot be read as UTF-8: {error}", "save it as UTF-8") from error
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            place = f"{path}, line {number}"
            yield place, _parse(line, place)


def _parse(line: str, place: str) -> dict[str, Any]:
    try:
        record = json.loads(line, object_pairs_hook=_without_twins)
    except ValueError as error:
        raise GoldError("gold-json", f"{place}: not JSON: {error}", "each line is one JSON object") from error
    found = problems(record) or list(nonsense(record))
    if found:
        raise GoldError("gold-record", f"{place}: {'; '.join(found)}", HINT)
    return dict(record)


def _without_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) < len(pairs):
        raise ValueError("a key is written twice")
    return result


def nonsense(record: dict[str, Any]) -> Iterator[str]:
    """What a schema cannot say: dates that do not exist, evidence that ends before it begins, parties named twice."""
    if record["date"] is not None and not is_valid(record["date"]):
        yield f"date: {record['date']!r} is no EDTF date of the contract"
    for at, item in enumerate(record["evidence"]):
        if item["end"] <= item["start"]:
            yield f"evidence[{at}]: ends at {item['end']}, before it begins at {item['start']}"
    if len(set(record.get("parties", ()))) < len(record.get("parties", ())):
        yield "parties: one is named twice"


def _refuse_twin(record: dict[str, Any], seen: dict[str, str], place: str) -> None:
    name = record.get("record_id")
    if name and name in seen:
        raise GoldError("gold-record", f"{place}: record_id {name!r} stands already at {seen[name]}", "give each record its own id")
    if name:
        seen[name] = place


def _check_links(records: list[dict[str, Any]], place: str) -> None:
    visits = {record.get("record_id") for record in records if record["kind"] == "visit"}
    for record in records:
        if record.get("during_visit") and record["during_visit"] not in visits:
            message = f"{place}: during_visit {record['during_visit']!r} is the record_id of no visit of the document"
            raise GoldError("gold-record", message, "name a visit, or null")
