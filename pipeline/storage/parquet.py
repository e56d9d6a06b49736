"""Parquet with a declared schema. pyarrow is loaded here and nowhere else, pandas not at all: its import alone costs a second."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pipeline.storage.columns import FRACTIONS, LISTS, WHOLE, Table
from pipeline.storage.files import replacing


def write_parquet(path: Path, table: Table) -> None:
    """Write a table; ``date_start`` and ``date_end`` are days, lists are lists, an empty table keeps its columns."""
    import pyarrow.parquet

    schema = pyarrow.schema([(column, _type(column)) for column in table.columns])
    arrays = [pyarrow.array(_values(column, table, at), schema.field(column).type) for at, column in enumerate(table.columns)]
    with replacing(path) as temporary:
        pyarrow.parquet.write_table(pyarrow.Table.from_arrays(arrays, schema=schema), temporary, compression="zstd")


def _type(column: str) -> Any:
    import pyarrow

    if column in LISTS:
        return pyarrow.list_(pyarrow.string())
    if column in ("date_start", "date_end"):
        return pyarrow.date32()
    return pyarrow.int64() if column in WHOLE else pyarrow.float64() if column in FRACTIONS else pyarrow.string()


def _values(column: str, table: Table, at: int) -> list[Any]:
    from datetime import date

    values = [row[at] for row in table.rows]
    return [date.fromisoformat(value) if value else None for value in values] if column in ("date_start", "date_end") else values
