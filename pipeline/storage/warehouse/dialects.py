"""What is particular to SQLite, DuckDB and PostgreSQL: how to open one, how to write its DDL, how to take in many rows at once."""

from __future__ import annotations

import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path
from threading import Event
from typing import Any, ClassVar

from pipeline.errors import ConfigError, ElchiError
from pipeline.storage.ledger import StoppedError
from pipeline.storage.warehouse.address import Address
from pipeline.storage.warehouse.schema import BY_NAME, Column, Table

PATIENCE = 60  # seconds to wait for another program that writes into the same file
PAUSE = 0.02  # seconds between two tries
PASSING = ("disk", "database is locked", "no space", "too large", "could not extend", "could not set lock")  # words of errors that pass
BATCH = 20_000  # rows held in memory at a time
Rows = Iterable[tuple[Any, ...]]


class Database(ABC):
    """An open database. Everything between ``begin`` and ``commit`` happens or does not."""

    name: str
    _connection: Any
    _types: ClassVar[dict[str, str]]
    _refers = True  # whether it has foreign keys here

    @abstractmethod
    def execute(self, statement: str, values: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]: ...

    def stage(self, table: Table) -> None:
        """Make an empty table of this transaction for rows that wait."""
        self.temporary(f"staged_{table.name}", f"SELECT * FROM {quoted(table.name)} WHERE 0 = 1")

    def staged(self, table: Table) -> None:
        """All its rows wait."""
        return

    @abstractmethod
    def fill(self, table: Table, rows: Rows, into: str) -> None: ...

    def ddl(self, table: Table) -> Iterator[str]:
        """The statements that make a table as its first form had it, comments included."""
        yield f"CREATE TABLE {quoted(table.name)} (\n{_lines(table, self._types, keys=self._refers, comments=False)}\n)"
        yield f"COMMENT ON TABLE {quoted(table.name)} IS {_text(table.comment)}"
        for column in table.columns:
            if not column.added:
                yield _comment(table, column)

    def add(self, table: Table, column: Column) -> Iterator[str]:
        """The statements that add a column to a table that is there."""
        yield f"ALTER TABLE {quoted(table.name)} ADD COLUMN {quoted(column.name)} {self._types[column.kind]}"
        yield _comment(table, column)

    def temporary(self, name: str, query: str) -> None:
        """A table of this transaction, filled by a query."""
        self.execute(f"CREATE TEMP TABLE {quoted(name)} AS {query}")

    @abstractmethod
    def begin(self) -> None: ...

    def commit(self) -> None:
        self.execute("COMMIT")

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """What is done in the block is done whole or not at all."""
        self.begin()
        try:
            yield
            self.commit()
        except BaseException:
            with suppress(Exception):  # a full disk has ended the transaction already; the first error tells why
                self.execute("ROLLBACK")
            raise

    def close(self) -> None:
        self._connection.close()


def quoted(name: str) -> str:
    """An identifier of ours in quotation marks.

    >>> quoted("end")
    '"end"'
    """
    return '"' + name.replace('"', '""') + '"'


def listed(names: Iterable[str]) -> str:
    """Identifiers, parted by commas."""
    return ", ".join(map(quoted, names))


def connect(address: Address) -> Database:
    """Open the database of an address. ConfigError, without any secret, where it cannot be opened or its library is missing."""
    kinds: dict[str, Callable[[Address], Database]] = {"sqlite": Sqlite, "duckdb": DuckDb, "postgresql": Postgres}
    return kinds[address.kind](address)


def _lines(table: Table, types: dict[str, str], *, keys: bool, comments: bool) -> str:
    lines = [f"    {_line(column, types, keys=keys)},{'  -- ' + column.comment if comments else ''}" for column in table.columns if not column.added]
    return "\n".join([*lines, f"    PRIMARY KEY ({listed(table.key)})"])


def _line(column: Column, types: dict[str, str], *, keys: bool) -> str:
    parts = [quoted(column.name), types[column.kind]]
    if column.required:
        parts.append("NOT NULL")
    if column.values:
        parts.append(f"CHECK ({quoted(column.name)} IN ({', '.join(map(_text, column.values))}))")
    if keys and column.refers:
        key = BY_NAME[column.refers].key[0]
        parts.append(f"REFERENCES {quoted(column.refers)} ({quoted(key)})")
    return " ".join(parts)


def _text(value: str) -> str:
    """A text of ours as SQL. Only names and comments of the schema are ever written this way; values of records are parameters."""
    return "'" + value.replace("'", "''") + "'"


class Sqlite(Database):
    """SQLite, part of Python."""

    name = "sqlite"
    _types: ClassVar[dict[str, str]] = {"text": "TEXT", "int": "INTEGER", "real": "REAL", "day": "TEXT", "json": "TEXT"}

    def __init__(self, address: Address) -> None:
        try:
            self._connection = sqlite3.connect(address.path, isolation_level=None, timeout=PATIENCE)
            self._write_ahead()
            self._connection.execute("PRAGMA foreign_keys = ON")
            self._connection.execute("PRAGMA temp_store = FILE")
        except sqlite3.Error as error:
            raise _unopened(address, str(error)) from None

    def execute(self, statement: str, values: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
        found: list[tuple[Any, ...]] = self._connection.execute(statement.replace("%s", "?"), values).fetchall()
        return found

    def _write_ahead(self) -> None:
        """Readers go on during a load. For this statement SQLite does not wait for others that hold the file, whatever the timeout: we do."""
        for left in reversed(range(int(PATIENCE / PAUSE))):
            try:
                self._connection.execute("PRAGMA journal_mode = WAL")
                return
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) or not left:
                    raise
            Event().wait(PAUSE)

    def staged(self, table: Table) -> None:
        """It joins by loops, not by hashes."""
        self.execute(f"CREATE INDEX temp.{quoted('key_of_' + table.name)} ON {quoted('staged_' + table.name)} ({listed(table.key)})")

    def fill(self, table: Table, rows: Rows, into: str) -> None:
        marks = ", ".join("?" * len(table.columns))
        self._connection.executemany(f"INSERT INTO {into} VALUES ({marks})", rows)

    def ddl(self, table: Table) -> Iterator[str]:
        yield f"CREATE TABLE {quoted(table.name)} (  -- {table.comment}\n{_lines(table, self._types, keys=True, comments=True)}\n)"

    def add(self, table: Table, column: Column) -> Iterator[str]:
        yield f"ALTER TABLE {quoted(table.name)} ADD COLUMN {quoted(column.name)} /* {column.comment} */ {self._types[column.kind]}"

    def begin(self) -> None:
        self.execute("BEGIN IMMEDIATE")
        self.execute("PRAGMA defer_foreign_keys = ON")


class DuckDb(Database):
    """DuckDB. It has no foreign keys here: it checks them row by row in the middle of an upsert and refuses what is right at its end."""

    name = "duckdb"
    _refers = False
    _types: ClassVar[dict[str, str]] = {"text": "VARCHAR", "int": "BIGINT", "real": "DOUBLE", "day": "DATE", "json": "VARCHAR"}

    def __init__(self, address: Address) -> None:
        try:
            import duckdb
        except ImportError as error:
            raise ConfigError("extra-missing", "DuckDB is not installed", "pip install 'elchi[duckdb]'") from error
        there = Path(address.path).exists()
        try:
            self._connection = duckdb.connect(address.path)
        except duckdb.Error as error:
            if not there:
                Path(address.path).unlink(missing_ok=True)  # half a file would be refused for ever
            raise _unopened(address, str(error)) from None

    def execute(self, statement: str, values: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
        found: list[tuple[Any, ...]] = self._connection.execute(statement.replace("%s", "?"), values).fetchall()
        return found

    def fill(self, table: Table, rows: Rows, into: str) -> None:
        """Rows come in through Arrow: one by one they would take a thousand times as long."""
        import pyarrow

        kinds = {"int": pyarrow.int64(), "real": pyarrow.float64()}
        waiting = iter(rows)
        while batch := list(islice(waiting, BATCH)):
            columns = zip(*batch, strict=True)
            arrays = [pyarrow.array(values, kinds.get(column.kind, pyarrow.string())) for column, values in zip(table.columns, columns, strict=True)]
            self._connection.register("incoming", pyarrow.Table.from_arrays(arrays, names=list(table.names)))
            self.execute(f"INSERT INTO {into} SELECT * FROM incoming")
            self._connection.unregister("incoming")

    def begin(self) -> None:
        self.execute("BEGIN TRANSACTION")


class Postgres(Database):
    """PostgreSQL, through COPY into tables of the session. Keys are checked at the end of a transaction."""

    name = "postgresql"
    _types: ClassVar[dict[str, str]] = {"text": "text", "int": "bigint", "real": "double precision", "day": "date", "json": "jsonb"}

    def __init__(self, address: Address) -> None:
        try:
            import psycopg
        except ImportError as error:
            raise ConfigError("extra-missing", "psycopg is not installed", "pip install 'elchi[postgres]'") from error
        try:
            self._connection = psycopg.connect(address.secret, autocommit=True, application_name="elchi", connect_timeout=20)
            self._connection.execute("SET client_encoding TO 'UTF8'")
        except psycopg.Error as error:
            raise _unopened(address, str(error)) from None

    def execute(self, statement: str, values: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
        cursor = self._connection.execute(statement, values or None)
        return cursor.fetchall() if cursor.description else []

    def staged(self, table: Table) -> None:
        self.execute(f"ANALYZE {quoted('staged_' + table.name)}")

    def fill(self, table: Table, rows: Rows, into: str) -> None:
        with self._connection.cursor() as cursor, cursor.copy(f"COPY {into} ({listed(table.names)}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(_without_zero(row) if any(type(value) is str and ("\0" in value or "\\u0000" in value) for value in row) else row)

    def temporary(self, name: str, query: str) -> None:
        self.execute(f"CREATE TEMP TABLE {quoted(name)} ON COMMIT DROP AS {query}")
        self.execute(f"ANALYZE {quoted(name)}")

    def begin(self) -> None:
        """One load at a time: what shares an event, or is closed, follows from all rows, and rows of another's open transaction cannot be seen."""
        self.execute("BEGIN")
        self.execute("SELECT pg_advisory_xact_lock(hashtext('elchi load'))")


def _without_zero(row: tuple[Any, ...]) -> list[Any]:
    """PostgreSQL holds no NUL, in texts or in JSON."""
    return [value.replace("\0", "\ufffd").replace("\\u0000", "\\ufffd") if isinstance(value, str) else value for value in row]


def _comment(table: Table, column: Column) -> str:
    return f"COMMENT ON COLUMN {quoted(table.name)}.{quoted(column.name)} IS {_text(column.comment)}"


def failure(address: Address, what: str, reason: str, hint: str) -> ElchiError:
    """The library's own error may quote the connection string; it is not chained, and what is secret is struck out."""
    message = f"{address.shown}{what} {address.without_secret(' '.join(reason.split()))[:500]}"
    if any(word in message.lower() for word in PASSING):
        return StoppedError("database", message, "nothing of this run was loaded; make room or wait for the other program, then run the same command again")
    return ConfigError("database", message, hint)


def _unopened(address: Address, reason: str) -> ElchiError:
    hint = "check the address, that the server runs, and your rights" if address.kind == "postgresql" else "check the path and your rights"
    return failure(address, " cannot be opened:", reason, hint)
