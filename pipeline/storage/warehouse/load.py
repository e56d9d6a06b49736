"""A run into a database, in one transaction. Loaded twice, in any order, or in parts, runs leave the same rows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipeline.errors import ConfigError
from pipeline.storage.warehouse.address import Address
from pipeline.storage.warehouse.dialects import Database, connect, listed, quoted
from pipeline.storage.warehouse.events import link_run, note_former_keys
from pipeline.storage.warehouse.migrations import migrate
from pipeline.storage.warehouse.rows import Folder, open_folder
from pipeline.storage.warehouse.schema import BY_NAME, CHILDREN, STAGED, TABLES, Table

SHARED = ("runs", "documents", "document_runs", "persons", "places", "records")
REPEATED = ("persons", "places")  # the same key comes from many records

KEPT = frozenset({"first_run", "closed_run", "event_id"})  # of a row that is there: worked out from all runs, not told by one
ABSENT = """INSERT INTO document_runs (doc_id, run_id, present) SELECT d.doc_id, %s, 0 FROM documents d
WHERE NOT EXISTS (SELECT 1 FROM staged_documents s WHERE s.doc_id = d.doc_id) ON CONFLICT (doc_id, run_id) DO NOTHING"""


def load_run(path: Path, address: Address, *, complete: bool = False) -> dict[str, Any]:
    """Load a run folder; how many rows each table has afterwards, and the steps that brought the database to the present form.

    ``complete`` says that the run had all there is: documents that it did not have are closed, with their records.
    """
    folder = open_folder(path)
    database = connect(address)
    try:
        steps = migrate(database)
        _load(database, folder, complete=complete)
        counts = {table.name: int(database.execute(f"SELECT count(*) FROM {quoted(table.name)}")[0][0]) for table in TABLES}
    except Exception as error:
        if isinstance(error, ConfigError) or type(error).__module__.split(".")[0] not in ("sqlite3", "duckdb", "_duckdb", "psycopg"):
            raise
        raise ConfigError("database", f"{address.shown}: {address.without_secret(' '.join(str(error).split()))[:500]}", "nothing of this run was loaded") from None
    finally:
        database.close()
    return {"database": address.shown, "run": folder.run_id, "rows": counts, "steps": steps}


def _load(database: Database, folder: Folder, *, complete: bool) -> None:
    database.begin()
    try:
        for table in STAGED:
            database.stage(table, folder.rows(table.name))
        note_former_keys(database)
        for statement, values in _statements(folder.run_id, complete=complete, least={"sqlite": "min"}.get(database.name, "least")):
            database.execute(statement, values)
        link_run(database)
        for table in STAGED:
            database.execute(f"DROP TABLE {quoted('staged_' + table.name)}")
        database.commit()
    except BaseException:
        database.rollback()
        raise


def _statements(run_id: str, *, complete: bool, least: str) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """What to do with the staged rows, in the order of the keys."""
    for name in SHARED:
        yield _upsert(BY_NAME[name], least), ()
    for name in CHILDREN:
        table = BY_NAME[name]
        yield _upsert(table, least, winners=True), (run_id,)
        yield _surplus(table), (run_id,)
    if complete:
        yield ABSENT, (run_id,)
    scope = "" if complete else " AND doc_id IN (SELECT doc_id FROM staged_documents)"
    for name in ("documents", "records"):
        yield _close(name) + scope, ()


def _upsert(table: Table, least: str, *, winners: bool = False) -> str:
    """Staged rows into their table. A row that is there is overwritten by one that is as new or newer; rows below a record go with their record."""
    staged, own = quoted("staged_" + table.name), quoted(table.name)
    if table.name in REPEATED:
        rest = ", ".join(f"min({quoted(name)})" for name in table.names if name not in table.key)
        source = f"SELECT * FROM (SELECT {listed(table.key)}, {rest} FROM {staged} GROUP BY {listed(table.key)}) AS once WHERE true"
    else:
        join = " JOIN records r ON r.record_id = s.record_id AND r.run_id = %s" if winners else ""
        source = f"SELECT {', '.join('s.' + quoted(name) for name in table.names)} FROM {staged} s{join} WHERE true"
    return f"INSERT INTO {own} ({listed(table.names)}) {source} ON CONFLICT ({listed(table.key)}) {_conflict(table, least)}"


def _conflict(table: Table, least: str) -> str:
    own = quoted(table.name)
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
    return "DO NOTHING"


def _surplus(table: Table) -> str:
    """Rows below a record that its newest form no longer has."""
    same = " AND ".join(f"s.{quoted(name)} = t.{quoted(name)}" for name in table.key)
    return (
        f"DELETE FROM {quoted(table.name)} AS t WHERE t.record_id IN (SELECT r.record_id FROM records r JOIN staged_records n ON n.record_id = r.record_id "
        f"WHERE r.run_id = %s) AND NOT EXISTS (SELECT 1 FROM {quoted('staged_' + table.name)} s WHERE {same})"
    )


def _close(table: str) -> str:
    """A row is closed by the first run behind its own that had its document, or all documents, and no longer told it. This follows from the
    runs that were loaded, not from their order."""
    present = "" if table == "records" else " AND d.present = 0"
    first = f"(SELECT min(d.run_id) FROM document_runs d WHERE d.doc_id = {table}.doc_id AND d.run_id > {table}.run_id{present})"
    return f"UPDATE {table} SET closed_run = {first} WHERE closed_run IS DISTINCT FROM {first}"
