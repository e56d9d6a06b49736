"""One document from path to records: a pure function that never raises, so that any engine can call it anywhere."""

from __future__ import annotations

import hashlib
import signal
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Any

from pipeline.batch.containers import read_source
from pipeline.batch.inputs import Source
from pipeline.config import LimitSettings, Settings
from pipeline.dates.edtf import is_valid
from pipeline.documents import read_text
from pipeline.documents.readers import Reading
from pipeline.documents.readers.reading import writable
from pipeline.errors import DocumentError, ElchiError, LanguageDataError
from pipeline.storage.failpoints import reach
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


class SoftLimit(BaseException):
    """The time of a document is over. It is no Exception, so that no library's handler keeps it to itself."""


def process(source: Source, settings: Settings) -> Record:
    """Read one article and extract its records: ``document`` (its entry for ``documents.jsonl``), ``records``, ``rejects``, all plain data.

    Whatever goes wrong with it becomes a reject: nothing a document holds can stop a run. Only LanguageDataError passes: with broken language
    data no document can be read.
    """
    document: Record = {"doc_id": source.doc_id, "status": "rejected"}
    started = time.monotonic()
    try:
        with _time_limit(settings.limits.seconds):
            return _process(source, settings, document) | {"seconds": round(time.monotonic() - started, 4)}
    except LanguageDataError:
        raise
    except SoftLimit:
        return refusal(document, timeout(settings.limits))
    except MemoryError:
        return refusal(document, memory(settings.limits))
    except Exception as error:
        return refusal(document, error)


def _process(source: Source, settings: Settings, document: Record) -> Record:
    from pipeline.engines import load_engines
    from pipeline.flow import extract

    data, reading = read_source(source, settings)
    document |= {"sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data), "format": reading.format}
    if reading.metadata:
        document["metadata"] = reading.metadata
    reach("parsed")
    document_read = read_text(reading.text, source.doc_id, source.path, encoding=reading.encoding)
    extraction = extract(document_read, load_engines(settings.engines), least=settings.records.least_confidence / 100)
    reach("extracted")
    outcome = _outcome(document, extraction, reading)
    reach("validated")
    return outcome


@contextmanager
def _time_limit(seconds: int) -> Iterator[None]:
    """Break off after so many seconds; only the main thread of a process can be broken off."""
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        yield
        return

    def over(*_: object) -> None:
        raise SoftLimit

    before = signal.signal(signal.SIGALRM, over)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def timeout(limits: LimitSettings) -> DocumentError:
    """The refusal of a document that takes too long."""
    return DocumentError("timeout", f"not read within {limits.seconds} seconds", "look at the file; raise limits.seconds if it is sound")


def memory(limits: LimitSettings) -> DocumentError:
    """The refusal of a document that takes too much memory."""
    message = f"not read within {limits.memory_bytes} bytes of memory"
    return DocumentError("memory", message, "look at the file; raise limits.memory_bytes if it is sound")


def worker_died(limits: LimitSettings) -> DocumentError:
    """The refusal of a document whose workers die."""
    message = f"its worker process died, {limits.attempts} times"
    return DocumentError("worker-died", message, "look at the file; if the machine was short of memory, run again with --retry worker-died")


def refusal(document: Record, error: Exception) -> Record:
    """The outcome of a document that cannot be read."""
    return {"document": document, "records": [], "rejects": [as_reject(document["doc_id"], error)]}


def as_reject(doc_id: str, error: Exception) -> Record:
    """A failure as an entry of ``rejects.jsonl``.

    >>> as_reject("a", DocumentError("empty", "the file has no text", "remove it"))
    {'doc_id': 'a', 'code': 'empty', 'message': 'the file has no text', 'hint': 'remove it'}
    """
    if isinstance(error, ElchiError):
        return {"doc_id": doc_id, "code": error.code, "message": writable(error.message), "hint": error.hint}
    message = writable(f"{type(error).__name__}: {error}"[:500])
    return {"doc_id": doc_id, "code": "internal", "message": message, "hint": "this is a bug of elchi: please report it with the file"}


def _outcome(document: Record, extraction: Extraction, reading: Reading) -> Record:
    """Valid records are kept; one that breaks the contract becomes a reject of its own, and the document counts as partial."""
    kept: dict[str, Record] = {}
    rejects = []
    for record in (*extraction.visits, *extraction.agreements):
        wrong = problems(record) or _broken(record, kept, extraction)
        if wrong:
            hint = "this is a bug of elchi: please report it with the file"
            rejects.append({"doc_id": document["doc_id"], "code": "record-invalid", "message": "; ".join(wrong), "hint": hint})
        else:
            kept[record["record_id"]] = _with_pages(record, reading)  # type: ignore[index]
    uncertain = {"uncertain": [_with_pages(record, reading) for record in extraction.uncertain]} if extraction.uncertain else {}
    return {"document": document | _described(extraction, partial=bool(rejects)) | uncertain, "records": list(kept.values()), "rejects": rejects}


def _with_pages(record: Record, reading: Reading) -> Record:
    """The record with the number of the page in each evidence, where there are pages."""
    if not reading.pages:
        return record
    return record | {"evidence": [item | {"page": reading.page_of(item["start"])} for item in record["evidence"]]}


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
