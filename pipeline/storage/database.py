"""records.sqlite: the records of a run as a database that is pleasant to query."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pipeline.storage.files import replacing
from pipeline.storage.runs import Streams

Record = dict[str, Any]
SCRIPT = Path(__file__).with_name("tables.sql")
LINKED = frozenset({"kind", "evidence", "parties", "signatories"})  # have a table of their own


def write_database(path: Path, streams: Streams) -> None:
    """Write a whole run. The same content gives the same bytes."""
    with replacing(path) as temporary:
        connection = sqlite3.connect(temporary, isolation_level=None)
        try:
            connection.execute("PRAGMA synchronous = OFF")  # the file is flushed before it gets its name
            connection.executescript(SCRIPT.read_text(encoding="utf-8"))
            connection.execute("BEGIN")
            _insert(connection, "documents", streams.documents())
            _insert(connection, "visits", streams.visits())
            _insert(connection, "agreements", streams.agreements())
            _insert(connection, "parties", _linked(streams.agreements(), "parties", "party"))
            _insert(connection, "signatories", _linked(streams.agreements(), "signatories", "name"))
            for records in (streams.visits(), streams.agreements()):
                _insert(connection, "evidence", ({"record_id": r["record_id"], "place": at, **e} for r in records for at, e in enumerate(r["evidence"])))
            _insert(connection, "rejects", streams.rejects())
            connection.execute("COMMIT")
        finally:
            connection.close()


def _insert(connection: sqlite3.Connection, table: str, items: Iterable[Record]) -> None:
    """Insert objects by the names of the columns; what has no column goes into ``extra`` where there is one."""
    columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    names, marks = ", ".join(f'"{column}"' for column in columns), ", ".join("?" * len(columns))
    connection.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", (_row(item, columns) for item in items))


def _row(item: Record, columns: list[str]) -> list[Any]:
    rest = {key: value for key, value in item.items() if key not in columns and key not in LINKED}
    values = {**item, "extra": rest or None}
    return [_plain(values.get(column)) for column in columns]


def _plain(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False, sort_keys=True) if isinstance(value, (list, dict, tuple)) else value


def _linked(records: Iterable[Record], field: str, column: str) -> Iterable[Record]:
    return ({"record_id": r["record_id"], "place": at, column: value} for r in records for at, value in enumerate(r.get(field, ())))
