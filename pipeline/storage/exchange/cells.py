"""Rows as CSV, safe to open in a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from pipeline.storage.columns import Table
from pipeline.storage.sheets import write_sheet


def write_rows(path: Path, columns: Sequence[str], rows: Iterable[dict[str, Any]]) -> str:
    """Write rows under the names of their columns; the name of the file."""
    write_sheet(path, Table(path.stem, tuple(columns), (tuple(row.get(column) for column in columns) for row in rows)))
    return path.name
