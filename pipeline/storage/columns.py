"""Records as rows of a table: one list of columns for CSV, Parquet and SQLite.

What a record holds beyond these columns is kept as JSON in the column ``extra``, so that a table never loses anything.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

Record = dict[str, Any]
FIRST = ("record_id", "doc_id")
DATES = ("date", "date_start", "date_end")
LAST = ("count", "count_qualifier", "status", "confidence", "language", "start", "end", "quote", "rules", "evidence", "extra")
COLUMNS = {
    "visit": (
        *FIRST,
        "visitor_name",
        "visitor_office",
        "visitor_country",
        "host_country",
        "host_place",
        "visit_type",
        "occasion",
        *DATES,
        *LAST,
    ),
    "agreement": (*FIRST, "doc_type", "title", "parties", "place", "signatories", *DATES, "during_visit", *LAST),
}
WHOLE = frozenset({"count", "start", "end"})
FRACTIONS = frozenset({"confidence"})
LISTS = frozenset({"parties", "signatories", "rules"})


NAMES = {"visit": "visits", "agreement": "agreements"}


@dataclass(frozen=True, slots=True)
class Table:
    """The records of one kind: ``name`` of its files, its columns, and one row (a tuple) a record, which can be read once."""

    name: str
    columns: tuple[str, ...]
    rows: Iterable[tuple[Any, ...]]


def table_of(kind: str, records: Iterable[Record]) -> Table:
    """The table of the records of one kind, in their order; they are read when the rows are."""
    return Table(NAMES[kind], COLUMNS[kind], map(as_row, records))


def tables(records: list[Record]) -> list[Table]:
    """The two tables of a list of records, in the order of the list."""
    return [
        Table(NAMES[kind], columns, [as_row(record) for record in records if record["kind"] == kind]) for kind, columns in COLUMNS.items()
    ]


def as_row(record: Record) -> tuple[Any, ...]:
    """The values of a record in the order of its columns. ``language``, ``start``, ``end`` and ``quote`` are those of the first evidence.

    >>> evidence = [{"start": 4, "end": 8, "language": "az", "text": "Bakı"}]
    >>> dict(zip(COLUMNS["agreement"], as_row({"kind": "agreement", "parties": ["AZE"], "evidence": evidence, "event_id": "e"})))["extra"]
    '{"event_id":"e"}'
    """
    columns = COLUMNS[record["kind"]]
    first = record["evidence"][0]
    values = {**record, "language": first["language"], "start": first["start"], "end": first["end"], "quote": first.get("text")}
    extra = {key: value for key, value in record.items() if key not in columns and key != "kind"}
    values["evidence"] = _json(record["evidence"])
    values["extra"] = _json(extra) if extra else None
    return tuple(values.get(column, [] if column in LISTS else None) for column in columns)


def as_record(kind: str, row: tuple[Any, ...]) -> Record:
    """The record that a row was made of: ``as_row`` the other way round.

    >>> record = {"kind": "visit", "evidence": [{"start": 4, "end": 8, "language": "az"}], "date": "1994"}
    >>> as_record("visit", as_row(record))["date"]
    '1994'
    """
    values = dict(zip(COLUMNS[kind], row, strict=True))
    for column in ("language", "start", "end", "quote"):
        del values[column]
    extra = values.pop("extra")
    values["evidence"] = json.loads(values["evidence"])
    return {"kind": kind, **values, **(json.loads(extra) if extra else {})}


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
