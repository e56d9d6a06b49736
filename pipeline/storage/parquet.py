"""Parquet with a declared schema. pyarrow is loaded here and nowhere else.

The rows reach pyarrow as JSON lines: its converter from Python lists loads pandas wherever that is installed, which costs more than all the rest.
"""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

from pipeline.storage.columns import FRACTIONS, LISTS, WHOLE, Table
from pipeline.storage.files import replacing

DAYS = frozenset({"date_start", "date_end"})


def write_parquet(path: Path, table: Table) -> None:
    """Write a table; ``date_start`` and ``date_end`` are days, lists are lists, an empty table keeps its columns."""
    import pyarrow.parquet

    content = _as_text(table) if table.rows else _schema(table).empty_table()
    for at, column in enumerate(table.columns):
        if column in DAYS:
            content = content.set_column(at, column, content.column(column).cast(pyarrow.date32()))
    with replacing(path) as temporary:
        pyarrow.parquet.write_table(content.combine_chunks(), temporary, compression="zstd")


def _as_text(table: Table) -> Any:
    """The table in pyarrow's memory, days still as texts."""
    import pyarrow.json

    lines = "".join(json.dumps(dict(zip(table.columns, row, strict=True)), ensure_ascii=False) + "\n" for row in table.rows).encode()
    how = pyarrow.json.ParseOptions(explicit_schema=_schema(table), unexpected_field_behavior="error")
    whole = pyarrow.json.ReadOptions(use_threads=False, block_size=len(lines))  # one block: a row longer than a block would be an error
    return pyarrow.json.read_json(io.BytesIO(lines), read_options=whole, parse_options=how)


def _schema(table: Table) -> Any:
    import pyarrow

    return pyarrow.schema([(column, _type(column)) for column in table.columns])


def _type(column: str) -> Any:
    import pyarrow

    if column in LISTS:
        return pyarrow.list_(pyarrow.string())
    return pyarrow.int64() if column in WHOLE else pyarrow.float64() if column in FRACTIONS else pyarrow.string()
