"""Records as partitioned Parquet: a folder for each kind and each year, so that a reader opens only what it asks for."""

from __future__ import annotations

import shutil
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipeline.storage.columns import COLUMNS, NAMES, Table, as_row
from pipeline.storage.exchange import Folder, Loss, Record
from pipeline.storage.parquet import write_parquet

MOST = 50_000  # rows held in memory before a part is written
UNKNOWN = "__HIVE_DEFAULT_PARTITION__"  # how Hive, Spark, DuckDB and Arrow call the folder of rows without a value


def write_partitions(folder: Folder, out: Path, losses: list[Loss]) -> list[str]:
    """Write ``visits/year=1994/part-0.parquet`` and so on; the year is that of the first possible day."""
    written: list[str] = []
    for kind, records in (("visit", folder.visits()), ("agreement", folder.agreements())):
        shutil.rmtree(out / NAMES[kind], ignore_errors=True)  # partitions of an earlier export would be read with the new ones
        written += _write(kind, records, out)
    return written


def _write(kind: str, records: Iterator[Record], out: Path) -> Iterator[str]:
    rows: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    parts: dict[str, int] = defaultdict(int)
    held = 0
    for record in records:
        rows[(record.get("date_start") or "")[:4] or UNKNOWN].append(as_row(record))
        held += 1
        if held >= MOST:
            yield from _flush(kind, rows, parts, out)
            held = 0
    yield from _flush(kind, rows, parts, out)


def _flush(kind: str, rows: dict[str, list[tuple[Any, ...]]], parts: dict[str, int], out: Path) -> Iterator[str]:
    for year in sorted(rows):
        path = out / NAMES[kind] / f"year={year}" / f"part-{parts[year]}.parquet"
        path.parent.mkdir(parents=True, exist_ok=True)
        write_parquet(path, Table(NAMES[kind], COLUMNS[kind], rows[year]))
        parts[year] += 1
        yield path.relative_to(out).as_posix()
    rows.clear()
