"""Parquet with a declared schema. pyarrow is loaded here and nowhere else.

The rows reach pyarrow as JSON lines: its converter from Python lists loads pandas wherever that is installed, and its casts load its library of
functions; each costs more than all the rest.
"""

from __future__ import annotations

import io
import json
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from pipeline.storage.columns import FRACTIONS, LISTS, WHOLE, Table
from pipeline.storage.files import replacing

DAYS = frozenset({"date_start", "date_end"})
ROW_GROUP = 10_000  # rows held in memory at a time
EPOCH = date(1970, 1, 1).toordinal()


def write_parquet(path: Path, table: Table) -> None:
    """Write a table; ``date_start`` and ``date_end`` are days, lists are lists, an empty table keeps its columns."""
    import pyarrow.parquet

    rows = iter(table.rows)
    with replacing(path) as temporary, pyarrow.parquet.ParquetWriter(temporary, _schema(table, pyarrow.date32()), compression="zstd") as file:
        while batch := list(islice(rows, ROW_GROUP)):
            file.write_table(_with_days(_as_text(table, batch)).combine_chunks())


def _with_days(content: Any) -> Any:
    """The table with its days as such, not as numbers."""
    import pyarrow

    for at, column in enumerate(content.column_names):
        if column in DAYS:
            days = [chunk.view(pyarrow.date32()) for chunk in content.column(column).chunks]
            content = content.set_column(at, column, pyarrow.chunked_array(days, pyarrow.date32()))
    return content


def _as_text(table: Table, rows: list[tuple[Any, ...]]) -> Any:
    """Some rows in pyarrow's memory, days still as numbers."""
    import pyarrow.json

    lines = "".join(_line(table, row) + "\n" for row in rows).encode()
    how = pyarrow.json.ParseOptions(explicit_schema=_schema(table, pyarrow.int32()), unexpected_field_behavior="error")
    whole = pyarrow.json.ReadOptions(use_threads=False, block_size=len(lines))  # one block: a row longer than a block would be an error
    return pyarrow.json.read_json(io.BytesIO(lines), read_options=whole, parse_options=how)


def _line(table: Table, row: tuple[Any, ...]) -> str:
    values = {column: _day(value) if column in DAYS else value for column, value in zip(table.columns, row, strict=True)}
    return json.dumps(values, ensure_ascii=False)


def _day(value: str | None) -> int | None:
    """A day as Parquet counts them, from 1970 on.

    >>> _day("1970-01-02"), _day("1969-12-31"), _day(None)
    (1, -1, None)
    """
    return None if value is None else date.fromisoformat(value).toordinal() - EPOCH


def _schema(table: Table, day: Any) -> Any:
    """The columns with their types; ``day`` is the type of days."""
    import pyarrow

    return pyarrow.schema([(column, day if column in DAYS else _type(column)) for column in table.columns])


def _type(column: str) -> Any:
    import pyarrow

    if column in LISTS:
        return pyarrow.list_(pyarrow.string())
    return pyarrow.int64() if column in WHOLE else pyarrow.float64() if column in FRACTIONS else pyarrow.string()
