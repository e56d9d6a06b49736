"""One document from path to records: a pure function that never raises, so that any engine can call it anywhere."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from pipeline.batch.inputs import Source
from pipeline.dates.edtf import is_valid
from pipeline.documents import read_document
from pipeline.errors import DocumentError, ElchiError
from pipeline.storage.schema import problems

if TYPE_CHECKING:
    from pipeline.flow import Extraction

Record = dict[str, Any]


def is_day(text: str) -> bool:
    """Whether a text is a day of the calendar.

    >>> is_day("1996-02-29"), is_day("1997-02-29"), is_day("0000-01-01")
    (True, False, False)
    """
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


DATES: dict[str, Callable[[str], bool]] = {"date": is_valid, "date_start": is_day, "date_end": is_day}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a document: its entry for ``documents.jsonl``, its records, and its rejects."""

    document: Record
    records: list[Record] = field(default_factory=list)
    rejects: list[Record] = field(default_factory=list)


def process(source: Source, max_bytes: int) -> Outcome:
    """Read one file and extract its records. Whatever goes wrong with it becomes a reject: nothing a document holds can stop a run."""
    from pipeline.flow import extract

    document: Record = {"doc_id": source.doc_id, "status": "rejected"}
    try:
        data = read_bytes(source, max_bytes)
        document |= {"sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}
        extraction = extract(read_document(data, source.doc_id, str(source.path), max_bytes=max_bytes))
        return _outcome(document, extraction)
    except Exception as error:
        return Outcome(document, [], [as_reject(source.doc_id, error)])


def read_bytes(source: Source, max_bytes: int) -> bytes:
    """The bytes of a file. DocumentError for what is no regular file, too large, or cannot be read."""
    path = source.path
    try:
        if not path.is_file():
            reason = "its target is missing" if path.is_symlink() and not path.exists() else "it is no regular file"
            raise DocumentError("unreadable", f"{path.name} cannot be read: {reason}", "give a file with the text of an article")
        size = path.stat().st_size
        if size > max_bytes:
            hint = "split it, or raise input.max_bytes in the configuration"
            raise DocumentError("too-large", f"{path.name} has {size} bytes, the limit is {max_bytes}", hint)
        return path.read_bytes()
    except OSError as error:
        raise DocumentError("unreadable", f"{path.name} cannot be read: {error.strerror}", "check its permissions") from error


def as_reject(doc_id: str, error: Exception) -> Record:
    """A failure as an entry of ``rejects.jsonl``.

    >>> as_reject("a", DocumentError("empty", "the file has no text", "remove it"))
    {'doc_id': 'a', 'code': 'empty', 'message': 'the file has no text', 'hint': 'remove it'}
    """
    if isinstance(error, ElchiError):
        return {"doc_id": doc_id, "code": error.code, "message": error.message, "hint": error.hint}
    message = f"{type(error).__name__}: {error}"[:500]
    return {"doc_id": doc_id, "code": "internal", "message": message, "hint": "this is a bug of elchi: please report it with the file"}


def _outcome(document: Record, extraction: Extraction) -> Outcome:
    """Valid records are kept; one that breaks the contract becomes a reject of its own, and the document counts as partial."""
    kept: dict[str, Record] = {}
    rejects = []
    for record in (*extraction.visits, *extraction.agreements):
        wrong = problems(record) or _broken(record, kept, extraction)
        if wrong:
            hint = "this is a bug of elchi: please report it with the file"
            rejects.append({"doc_id": document["doc_id"], "code": "record-invalid", "message": "; ".join(wrong), "hint": hint})
        else:
            kept[record["record_id"]] = record  # type: ignore[index]
    return Outcome(document | _described(extraction, partial=bool(rejects)), list(kept.values()), rejects)


def _broken(record: Record, kept: dict[str, Record], extraction: Extraction) -> list[str]:
    """What a schema cannot say: ids that are missing or used twice, evidence that is not in the text, a link to no visit."""
    wrong = []
    if not record.get("record_id"):
        wrong.append("record_id: missing")
    elif record["record_id"] in kept:
        wrong.append(f"record_id: {record['record_id']} is used twice")
    wrong += [f"{name}: {record[name]!r} is no date" for name, is_date in DATES.items() if record.get(name) and not is_date(record[name])]
    raw = extraction.document.raw
    wrong += [
        f"evidence: {e['start']}-{e['end']} is not its text" for e in record["evidence"] if raw[e["start"] : e["end"]] != e.get("text")
    ]
    during = record.get("during_visit")
    return [*wrong, f"during_visit: there is no visit {during}"] if during and during not in kept else wrong


def _described(extraction: Extraction, *, partial: bool) -> Record:
    sentences = Counter[str]()
    for sentence in extraction.segmentation.sentences:
        sentences[sentence.language] += sentence.stop - sentence.start
    languages = sorted(sentences, key=lambda language: (-sentences[language], language))
    source = extraction.document
    return {
        "status": "partial" if partial else "done",
        "encoding": source.encoding,
        "characters": len(source.raw),
        "languages": " ".join(languages),
        "repairs": len(source.repairs),
        "text": source.raw,
    }
