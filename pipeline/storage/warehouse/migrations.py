"""Numbered steps from an empty database to the present one, each in a transaction of its own together with the note that it was done."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pipeline.errors import ConfigError
from pipeline.storage.warehouse.dialects import Database, listed, quoted
from pipeline.storage.warehouse.events import give_keys, link_all
from pipeline.storage.warehouse.schema import INDEXES, KEY_INDEX, TABLES, VIEWS

Step = Callable[[Database], Iterator[str]]
NOTES = "schema_steps"
LISTS = {
    "sqlite": "SELECT name FROM sqlite_master", "duckdb": "SELECT table_name FROM information_schema.tables",
    "postgresql": "SELECT table_name FROM information_schema.tables WHERE table_schema = ANY (current_schemas(false))",
}  # fmt: skip
TAKEN = frozenset({*(table.name for table in TABLES), *VIEWS, "outcomes"})  # the last is of a ledger


def _tables(database: Database) -> Iterator[str]:
    for table in TABLES:
        yield from database.ddl(table)


def _indexes(database: Database) -> Iterator[str]:
    """DuckDB scans columns; an index would only turn its updates into deletions and insertions."""
    for table, columns in INDEXES if database.name != "duckdb" else ():
        yield _index(table, columns)


def _index(table: str, columns: tuple[str, ...]) -> str:
    return f"CREATE INDEX {quoted('_'.join((table, 'by', *columns)))} ON {quoted(table)} ({listed(columns)})"


def _views(database: Database) -> Iterator[str]:
    for name, (comment, query) in VIEWS.items():
        yield f"CREATE VIEW {quoted(name)} AS\n{query.replace('{parties}', PARTIES[database.name])}"
        if database.name != "sqlite":
            yield f"COMMENT ON VIEW {quoted(name)} IS '{comment.replace(chr(39), chr(39) * 2)}'"


_JOINED = "(SELECT string_agg(p.party, ' ' ORDER BY p.party) FROM parties p WHERE p.record_id = r.record_id)"
PARTIES = {
    "sqlite": "(SELECT group_concat(party, ' ') FROM (SELECT p.party FROM parties p WHERE p.record_id = r.record_id ORDER BY p.party))",
    "duckdb": _JOINED,
    "postgresql": _JOINED,
}


def _event_keys(database: Database) -> Iterator[str]:
    """Records get the keys by which their events are found over runs, and are linked by them."""
    for table in TABLES:
        for column in table.columns:
            if column.added == "event keys":
                yield from database.add(table, column)
    if database.name != "duckdb":
        yield _index(*KEY_INDEX)
    if database.name == "postgresql":  # SQLite defers all keys while a run is loaded
        yield "ALTER TABLE records ALTER CONSTRAINT records_event_id_fkey DEFERRABLE INITIALLY DEFERRED"
    yield "UPDATE runs SET complete = CASE WHEN run_id IN (SELECT run_id FROM document_runs WHERE present = 0) THEN 1 ELSE 0 END"
    give_keys(database)
    link_all(database)


STEPS: tuple[tuple[str, Step], ...] = (("tables", _tables), ("indexes", _indexes), ("views", _views), ("event keys", _event_keys))


def version(database: Database) -> int:
    """How many steps a database has made; 0 for an empty one. ConfigError where it holds tables of ours that elchi did not make."""
    there = {row[0] for row in database.execute(LISTS[database.name])}
    if NOTES in there:
        return int(database.execute(f"SELECT coalesce(max(number), 0) FROM {NOTES}")[0][0])
    if found := there & TAKEN:
        message = f"there are tables already that elchi load did not make: {', '.join(sorted(found))}"
        raise ConfigError("database-foreign", message, "choose another database: records.sqlite and ledger.sqlite of a run folder are its own")
    return 0


def migrate(database: Database) -> list[str]:
    """Bring a database to the present form; the names of the steps that were missing. After a failure it is as the last whole step left it.

    ConfigError where the database is newer than this elchi.
    """
    done = version(database)
    if done > len(STEPS):
        raise ConfigError("database-newer", f"the database has form {done}, this elchi knows {len(STEPS)}", "use the newer elchi that made it")
    made = []
    for number, (name, step) in enumerate(STEPS, 1):
        if number > done:
            _make(database, number, name, step)
            made.append(name)
    return made


def _make(database: Database, number: int, name: str, step: Step) -> None:
    with database.transaction():
        if version(database) >= number:
            return  # another load was faster
        if number == 1:
            database.execute(f"CREATE TABLE {NOTES} (number INTEGER PRIMARY KEY, name VARCHAR(100) NOT NULL)")
        for statement in step(database):
            database.execute(statement)
        database.execute(f"INSERT INTO {NOTES} VALUES (%s, %s)", (number, name))
