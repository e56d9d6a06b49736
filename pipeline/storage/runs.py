"""A run folder: written by one function, read by another."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Any

from pipeline.config import OutputSettings
from pipeline.errors import ConfigError
from pipeline.storage.columns import table_of
from pipeline.storage.failpoints import reach
from pipeline.storage.lines import read_lines, write_lines
from pipeline.storage.linking import link_events

Record = dict[str, Any]
FILES = {"visits": "visits.jsonl", "agreements": "agreements.jsonl", "documents": "documents.jsonl", "rejects": "rejects.jsonl"}
TEXT = "text"


@dataclass(frozen=True, slots=True)
class Run:
    """What a run leaves behind: its records (visits, then agreements), one entry a document, and one a reject.

    A document has ``doc_id, status, sha256, bytes, encoding, characters, languages, repairs`` and, unless it was rejected or the settings say
    otherwise, its ``text`` as it was read. A reject has ``doc_id, code, message, hint``.
    """

    records: list[Record]
    documents: list[Record]
    rejects: list[Record]

    def of_kind(self, kind: str) -> list[Record]:
        """The records of one kind."""
        return [record for record in self.records if record["kind"] == kind]


def sort_key(record: Record) -> tuple[Any, ...]:
    """The order of records in every file: by document, then as the text tells them.

    >>> sort_key({"doc_id": "a", "evidence": [{"start": 3, "end": 9}], "record_id": "x"})
    ('a', 3, 9, 'x')
    """
    first = record["evidence"][0]
    return record["doc_id"], first["start"], first["end"], record["record_id"]


@dataclass(frozen=True, slots=True)
class Streams:
    """The content of a run in the order of its files. Each can be read more than once; none need fit into memory."""

    visits: Callable[[], Iterator[Record]]
    agreements: Callable[[], Iterator[Record]]
    documents: Callable[[], Iterator[Record]]
    rejects: Callable[[], Iterator[Record]]


def streams_of(run: Run) -> Streams:
    """A run in memory as streams, sorted."""
    visits, agreements = (sorted(run.of_kind(kind), key=sort_key) for kind in ("visit", "agreement"))
    documents = sorted(run.documents, key=lambda document: document["doc_id"])
    rejects = sorted(run.rejects, key=lambda reject: (reject["doc_id"], reject["code"], reject["message"]))
    return Streams(lambda: iter(visits), lambda: iter(agreements), lambda: iter(documents), lambda: iter(rejects))


def with_events(streams: Streams) -> Streams:
    """The same streams, each record with the id of its event: its own id, or that which records of several documents share."""
    events = link_events(chain(streams.visits(), streams.agreements()))

    def told(records: Callable[[], Iterator[Record]]) -> Callable[[], Iterator[Record]]:
        return lambda: (record | {"event_id": events.get(record["record_id"], record["record_id"])} for record in records())

    return replace(streams, visits=told(streams.visits), agreements=told(streams.agreements))


def write_run(folder: Path, run: Run | Streams, settings: OutputSettings) -> list[str]:
    """Write all files of a run but ``run.json``; the names of those written, sorted. Files of formats not asked for are removed."""
    streams = with_events(streams_of(run) if isinstance(run, Run) else run)
    write_lines(folder / FILES["visits"], streams.visits())
    write_lines(folder / FILES["agreements"], streams.agreements())
    write_lines(folder / FILES["documents"], (_kept(document, settings) for document in streams.documents()))
    write_lines(folder / FILES["rejects"], streams.rejects())
    reach("records-written")
    written = [*FILES.values(), *_write_tables(folder, streams, settings)]
    for name in ("visits.csv", "agreements.csv", "visits.parquet", "agreements.parquet", "records.sqlite"):
        if name not in written:
            (folder / name).unlink(missing_ok=True)  # of an earlier run with other settings: it would not fit the rest
    return sorted(written)


def _kept(document: Record, settings: OutputSettings) -> Record:
    """A document as it is written down. A text that was taken out of a PDF or the like stays in any case: the offsets refer to it."""
    if settings.keep_texts or document.get("format", "text") != "text":
        return document
    return {key: value for key, value in document.items() if key != TEXT}


def _write_tables(folder: Path, streams: Streams, settings: OutputSettings) -> list[str]:
    from pipeline.storage.parquet import write_parquet
    from pipeline.storage.sheets import write_sheet

    written = []
    for kind, records in (("visit", streams.visits), ("agreement", streams.agreements)):
        if "csv" in settings.formats:
            table = table_of(kind, records())
            write_sheet(folder / f"{table.name}.csv", table, defuse=settings.csv_formulas == "defuse", mark=settings.csv_mark)
            written.append(f"{table.name}.csv")
        if "parquet" in settings.formats:
            table = table_of(kind, records())
            write_parquet(folder / f"{table.name}.parquet", table)
            written.append(f"{table.name}.parquet")
    if "sqlite" in settings.formats:
        from pipeline.storage.database import write_database

        write_database(folder / "records.sqlite", streams)
        written.append("records.sqlite")
    return written


def read_manifest(folder: Path) -> Record:
    """The content of ``run.json``; empty where there is none (records that something else wrote). ConfigError where it is damaged."""
    path = folder / "run.json"
    try:
        return dict(json.loads(path.read_text(encoding="utf-8"))) if path.is_file() else {}
    except (ValueError, TypeError) as error:
        raise ConfigError("run-broken", f"{path} is damaged: {error}", "run the same command again: it is written anew") from error


def read_run(folder: Path) -> Run:
    """The run of a folder. ConfigError where it is none."""
    if not (folder / FILES["visits"]).is_file() or not (folder / FILES["agreements"]).is_file():
        raise ConfigError(
            "run-missing", f"{folder} is no run folder: it has no visits.jsonl and agreements.jsonl", "elchi run PATH... --out DIR"
        )
    records = [*read_lines(folder / FILES["visits"]), *read_lines(folder / FILES["agreements"])]
    return Run(records, list(read_lines(folder / FILES["documents"])), list(read_lines(folder / FILES["rejects"])))
