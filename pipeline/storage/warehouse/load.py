"""A run into a database, in one transaction. Loaded twice, in any order, or in parts, runs leave the same rows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipeline.errors import ConfigError
from pipeline.storage.warehouse.address import Address
from pipeline.storage.warehouse.dialects import Database, connect, failure, listed, quoted
from pipeline.storage.warehouse.events import link_run, note_former_keys
from pipeline.storage.warehouse.migrations import migrate
from pipeline.storage.warehouse.rows import Folder, open_folder
from pipeline.storage.warehouse.schema import BY_NAME, CHILDREN, STAGED, TABLES, Table

SHARED = ("runs", "documents", "document_runs", "persons", "places", "records")
REPEATED = ("persons", "places")  # the same key comes from many records

KEPT = frozenset({"first_run", "closed_run", "event_id"})  # of a row that is there: worked out from all runs, not told by one
WINNERS = " JOIN records r ON r.record_id = s.record_id JOIN staged_runs n ON n.run_id = r.run_id"  # a newer run keeps what is below its records
OVERWRITTEN = "SELECT r.record_id FROM staged_records s JOIN records r ON r.record_id = s.record_id"  # or left alone, where they are newer
ABSENT = """INSERT INTO document_runs (doc_id, run_id, present) SELECT d.doc_id, r.run_id, 0 FROM runs r CROSS JOIN documents d
WHERE r.complete = 1 AND (r.run_id IN (SELECT run_id FROM staged_runs) OR d.doc_id IN (SELECT doc_id FROM staged_documents))
AND NOT EXISTS (SELECT 1 FROM document_runs k WHERE k.doc_id = d.doc_id AND k.run_id = r.run_id)"""


def load_run(path: Path, address: Address, *, complete: bool = False) -> dict[str, Any]:
    """Load a run folder; how many rows each table has afterwards, and the steps that brought the database to the present form.

    ``complete`` says that the run had all there is: documents that it did not have are closed, with their records.
    """
    folder = open_folder(path, complete=complete)
    database = connect(address)
    try:
        steps = migrate(database)
        _load(database, folder)
        counts = {table.name: int(database.execute(f"SELECT count(*) FROM {quoted(table.name)}")[0][0]) for table in TABLES}
    except Exception as error:
        if isinstance(error, ConfigError) or type(error).__module__.split(".")[0] not in ("sqlite3", "duckdb", "_duckdb", "psycopg"):
            raise
        raise failure(address, ":", str(error), "nothing of this run was loaded") from None
    finally:
        database.close()
    return {"database": address.shown, "run": folder.run_id, "rows": counts, "steps": steps}


def _load(database: Database, folder: Folder) -> None:
    with database.transaction():
        _stage(database, folder)
        note_former_keys(database)
        for statement in _statements({"sqlite": ("max", "min")}.get(database.name, ("greatest", "least")), complete=folder.complete):
            database.execute(statement)
        link_run(database)
        for name in ("overwritten", *(f"staged_{table.name}" for table in STAGED)):
            database.execute(f"DROP TABLE {quoted(name)}")


def _stage(database: Database, folder: Folder) -> None:
    for table in STAGED:
        database.stage(table)
    for name, rows in folder.portions():
        database.fill(BY_NAME[name], rows, quoted(f"staged_{name}"))
    for table in STAGED:
        database.staged(table)
    database.temporary("overwritten", OVERWRITTEN)


def _statements(extremes: tuple[str, str], *, complete: bool) -> Iterator[str]:
    """What to do with the staged rows, in the order of the keys. ``extremes`` are the functions for the larger and the smaller of two values."""
    for name in SHARED:
        yield _upsert(BY_NAME[name], extremes)
    for name in CHILDREN:
        table = BY_NAME[name]
        yield _upsert(table, extremes)
        yield _surplus(table)
    yield ABSENT
    scope = "" if complete else " AND doc_id IN (SELECT doc_id FROM staged_documents)"
    for name in ("documents", "records"):
        yield _close(name) + scope


def _upsert(table: Table, extremes: tuple[str, str]) -> str:
    """Staged rows into their table. A row that is there is overwritten by one that is as new or newer; rows below a record go with their record."""
    staged, own = quoted("staged_" + table.name), quoted(table.name)
    if table.name in REPEATED:
        rest = ", ".join(f"min({quoted(name)})" for name in table.names if name not in table.key)
        source = f"SELECT * FROM (SELECT {listed(table.key)}, {rest} FROM {staged} GROUP BY {listed(table.key)}) AS once WHERE true"
    else:
        join = WINNERS if table.name in CHILDREN else ""
        source = f"SELECT {', '.join('s.' + quoted(name) for name in table.names)} FROM {staged} s{join} WHERE true"
    return f"INSERT INTO {own} ({listed(table.names)}) {source} ON CONFLICT ({listed(table.key)}) {_conflict(table, extremes)}"


def _conflict(table: Table, extremes: tuple[str, str]) -> str:
    own, (greatest, least) = quoted(table.name), extremes
    if table.newest == "least":
        return f"DO UPDATE SET name = {least}({own}.name, excluded.name)"
    rest = [name for name in table.names if name not in table.key]
    if table.newest:
        newer = f"excluded.{table.newest} >= {own}.{table.newest}"
        sets = [f"{quoted(n)} = CASE WHEN {newer} THEN excluded.{quoted(n)} ELSE {own}.{quoted(n)} END" for n in rest if n not in KEPT]
        return f"DO UPDATE SET {', '.join([*sets, f'first_run = {least}({own}.first_run, excluded.first_run)'])}"
    if table.name in CHILDREN:
        return "DO UPDATE SET " + ", ".join(f"{quoted(name)} = excluded.{quoted(name)}" for name in rest)
    if table.name == "document_runs":
        return "DO UPDATE SET present = 1 WHERE excluded.present = 1"
    return f"DO UPDATE SET complete = {greatest}({own}.complete, excluded.complete)"


def _surplus(table: Table) -> str:
    """Rows below a record that its newest form no longer has."""
    same = " AND ".join(f"s.{quoted(name)} = t.{quoted(name)}" for name in table.key)
    return (
        f"DELETE FROM {quoted(table.name)} AS t WHERE t.record_id IN (SELECT r.record_id FROM overwritten o JOIN records r ON r.record_id = o.record_id "
        f"JOIN staged_runs n ON n.run_id = r.run_id) AND NOT EXISTS (SELECT 1 FROM {quoted('staged_' + table.name)} s WHERE {same})"
    )


def _close(table: str) -> str:
    """A row is closed by the first run behind its own that had its document, or all documents, and no longer told it. This follows from the
    runs that were loaded, not from their order."""
    present = "" if table == "records" else " AND d.present = 0"
    first = f"(SELECT min(d.run_id) FROM document_runs d WHERE d.doc_id = {table}.doc_id AND d.run_id > {table}.run_id{present})"
    return f"UPDATE {table} SET closed_run = {first} WHERE closed_run IS DISTINCT FROM {first}"
