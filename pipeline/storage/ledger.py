"""The ledger of a run folder: what became of each input, and what was read out of it. One transaction a document, one writer at a time.

Every input is in exactly one state: ``pending``, ``done`` or ``rejected``. All files of a run are derived from here, sorted, so that a run which was
stopped and taken up again cannot differ from one that was not.
"""

from __future__ import annotations

import json
import os
import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.errors import ConfigError, ElchiError
from pipeline.storage.failpoints import reach
from pipeline.storage.runs import Streams, sort_key

Record = dict[str, Any]
NAME = "ledger.sqlite"
VERSION = 1
PAGE = 500  # rows taken at a time while the table is being written to
SCRIPT = """
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE inputs (
    doc_id TEXT PRIMARY KEY, path TEXT NOT NULL, inner TEXT NOT NULL, mark TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('pending', 'done', 'rejected')),
    code TEXT, reading TEXT, limits TEXT, attempts INTEGER NOT NULL DEFAULT 0, seconds REAL, seen INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX inputs_by_state ON inputs (state, doc_id);
CREATE TABLE outcomes (doc_id TEXT PRIMARY KEY, document BLOB NOT NULL, visits TEXT, agreements TEXT, rejects TEXT) WITHOUT ROWID;
"""


class StoppedError(ElchiError):
    """The run cannot go on for now; what is done is kept."""


@dataclass(frozen=True, slots=True)
class Input:
    """An input as the ledger knows it. ``inner`` leads to an article inside the file; ``mark`` changes when the content does."""

    doc_id: str
    path: str
    inner: tuple[str, ...]
    mark: str


@dataclass(frozen=True, slots=True)
class Changes:
    """What entering the inputs of a call changed: how many are new, changed, known; the names of those that are gone."""

    new: int
    changed: int
    kept: int
    gone: tuple[str, ...]


class Ledger:
    """The open ledger of a folder; use it in a ``with`` block. StoppedError where another run holds it or the disk is full."""

    def __init__(self, folder: Path) -> None:
        self._connection = _open(folder / NAME)
        reach("ledger-opened")

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def enter(self, inputs: Iterable[Input], stamps: tuple[str, str], limited: tuple[str, ...]) -> Changes:
        """Take in the inputs of a call. New and changed ones become pending, and those whose settings of reading (the first stamp) differ; a reject
        of one of the codes ``limited`` becomes pending when the limits (the second stamp) differ. What is no longer there is dropped."""
        with self._transaction():
            seen = self._connection.execute("SELECT coalesce(max(seen), 0) + 1 FROM inputs").fetchone()[0]
            tally = {"new": 0, "changed": 0, "kept": 0}
            for item in inputs:
                tally[self._enter_one(item, seen, stamps, limited)] += 1
            gone = tuple(row[0] for row in self._connection.execute("SELECT doc_id FROM inputs WHERE seen <> ? ORDER BY doc_id", (seen,)))
            self._connection.execute("DELETE FROM outcomes WHERE doc_id IN (SELECT doc_id FROM inputs WHERE seen <> ?)", (seen,))
            self._connection.execute("DELETE FROM inputs WHERE seen <> ?", (seen,))
        reach("inputs-entered")
        return Changes(**tally, gone=gone)

    def _enter_one(self, item: Input, seen: int, stamps: tuple[str, str], limited: tuple[str, ...]) -> str:
        inner = json.dumps(item.inner, ensure_ascii=False)
        known = self._connection.execute("SELECT mark, state, code, reading, limits FROM inputs WHERE doc_id = ?", (item.doc_id,)).fetchone()
        if known is None:
            row = (item.doc_id, _as_stored(item.path), inner, item.mark, seen)
            self._connection.execute("INSERT INTO inputs (doc_id, path, inner, mark, state, seen) VALUES (?, ?, ?, ?, 'pending', ?)", row)
            return "new"
        mark, state, code, reading, limits = known
        same = mark == item.mark and (state == "pending" or reading == stamps[0])
        if same and not (state == "rejected" and code in limited and limits != stamps[1]):
            self._connection.execute("UPDATE inputs SET path = ?, inner = ?, seen = ? WHERE doc_id = ?", (_as_stored(item.path), inner, seen, item.doc_id))
            return "kept"
        self._connection.execute(
            "UPDATE inputs SET path = ?, inner = ?, mark = ?, state = 'pending', code = NULL, attempts = 0, seen = ? WHERE doc_id = ?",
            (_as_stored(item.path), inner, item.mark, seen, item.doc_id),
        )
        self._connection.execute("DELETE FROM outcomes WHERE doc_id = ?", (item.doc_id,))
        return "changed"

    def retry(self, codes: Iterable[str]) -> int:
        """Make rejects of these codes pending again; how many there were."""
        count = 0
        with self._transaction():
            for code in codes:
                self._connection.execute(
                    "DELETE FROM outcomes WHERE doc_id IN (SELECT doc_id FROM inputs WHERE state = 'rejected' AND code = ?)", (code,)
                )
                again = "UPDATE inputs SET state = 'pending', code = NULL, attempts = 0 WHERE state = 'rejected' AND code = ?"
                count += self._connection.execute(again, (code,)).rowcount
        return count

    def pending(self) -> Iterator[Input]:
        """The inputs that wait, by name. Outcomes may be committed while this is being read."""
        last = ""
        while rows := self._connection.execute(
            "SELECT doc_id, path, inner, mark FROM inputs WHERE state = 'pending' AND doc_id > ? ORDER BY doc_id LIMIT ?", (last, PAGE)
        ).fetchall():
            for doc_id, path, inner, mark in rows:
                yield Input(doc_id, os.fsdecode(path), tuple(json.loads(inner)), mark)
            last = rows[-1][0]

    def commit(self, doc_id: str, outcome: Record, stamps: tuple[str, str], seconds: float | None = None) -> None:
        """Write down what became of an input: ``outcome`` holds ``document``, ``records`` and ``rejects``."""
        document = outcome["document"]
        rejects = sorted(outcome["rejects"], key=lambda reject: (reject["code"], reject["message"]))
        rejected = document["status"] == "rejected"
        by_kind = [
            sorted((record for record in outcome["records"] if record["kind"] == kind), key=sort_key) for kind in ("visit", "agreement")
        ]
        reach("commit-before")
        with self._transaction():
            self._connection.execute(
                "UPDATE inputs SET state = ?, code = ?, reading = ?, limits = ?, seconds = ?, attempts = attempts + 1 WHERE doc_id = ?",
                ("rejected" if rejected else "done", rejects[0]["code"] if rejected else None, *stamps, seconds, doc_id),
            )
            row = (doc_id, zlib.compress(_packed(document).encode(), 1), *(_packed(items) if items else None for items in (*by_kind, rejects)))
            self._connection.execute("INSERT OR REPLACE INTO outcomes VALUES (?, ?, ?, ?, ?)", row)
        reach("commit-after")

    def states(self) -> dict[str, int]:
        """How many inputs are in each state."""
        counts = dict.fromkeys(("pending", "done", "rejected"), 0)
        return counts | dict(self._connection.execute("SELECT state, count(*) FROM inputs GROUP BY state"))

    def codes(self) -> list[tuple[str, int, str]]:
        """The codes of the rejects: code, how many, the first document; the most frequent first."""
        query = "SELECT code, count(*) AS n, min(doc_id) FROM inputs WHERE state = 'rejected' GROUP BY code ORDER BY n DESC, code"
        return [tuple(row) for row in self._connection.execute(query)]

    def slowest(self, most: int) -> list[tuple[str, float]]:
        """The documents that took longest: name and seconds."""
        query = "SELECT doc_id, seconds FROM inputs WHERE seconds IS NOT NULL ORDER BY seconds DESC, doc_id LIMIT ?"
        return [tuple(row) for row in self._connection.execute(query, (most,))]

    def inputs(self) -> Iterator[Input]:
        """All inputs, by name."""
        for doc_id, path, inner, mark in self._connection.execute("SELECT doc_id, path, inner, mark FROM inputs ORDER BY doc_id"):
            yield Input(doc_id, os.fsdecode(path), tuple(json.loads(inner)), mark)

    def streams(self) -> Streams:
        """All results, in the order of the files of a run."""
        return Streams(
            visits=lambda: self._items("visits"), agreements=lambda: self._items("agreements"), documents=self._documents,
            rejects=lambda: self._items("rejects"),
        )  # fmt: skip

    def _items(self, column: str) -> Iterator[Record]:
        for (text,) in self._connection.execute(f"SELECT {column} FROM outcomes WHERE {column} IS NOT NULL ORDER BY doc_id"):
            yield from json.loads(text)

    def _documents(self) -> Iterator[Record]:
        for (blob,) in self._connection.execute("SELECT document FROM outcomes ORDER BY doc_id"):
            yield json.loads(zlib.decompress(blob))

    def _transaction(self) -> _Transaction:
        return _Transaction(self._connection)


class _Transaction:
    """A transaction; a full or broken disk is told as such."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def __enter__(self) -> None:
        try:
            self._connection.execute("BEGIN IMMEDIATE")
        except sqlite3.Error as error:
            raise _stopped(error) from error

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: object) -> None:
        try:
            self._connection.execute("COMMIT" if kind is None else "ROLLBACK")
        except sqlite3.Error as failure:
            raise _stopped(failure) from failure
        if isinstance(error, sqlite3.Error):
            raise _stopped(error) from error


def _open(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")  # one run at a time; the lock goes with the process, however it ends
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version == 0:
            connection.executescript(f"BEGIN IMMEDIATE; {SCRIPT} PRAGMA user_version = {VERSION}; COMMIT;")
        else:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("COMMIT")
    except sqlite3.Error as error:
        connection.close()
        raise _stopped(error) from error
    if version > VERSION:
        connection.close()
        raise ConfigError("ledger-newer", f"{path} was written by a newer elchi", "use that version, or another output folder")
    return connection


def _stopped(error: sqlite3.Error) -> ElchiError:
    text = str(error)
    if "locked" in text:
        return StoppedError("run-locked", "another run is writing into this folder", "wait for it, or choose another folder")
    if "not a database" in text or "malformed" in text:
        return ConfigError("ledger-broken", f"the ledger of the folder is damaged: {text}", "remove ledger.sqlite and run again")
    return StoppedError("disk", f"the ledger cannot be written: {text}", "make room or mend the disk, then run the same command again")


def _as_stored(path: str) -> str | bytes:
    """A path as SQLite can hold it: where the name of a file is no UTF-8, as the bytes it is."""
    try:
        path.encode()
        return path
    except UnicodeEncodeError:
        return os.fsencode(path)


def _packed(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
