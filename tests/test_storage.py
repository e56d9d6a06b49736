"""Records to files and back."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.config import OutputSettings
from pipeline.storage.columns import COLUMNS, as_record, as_row, tables
from pipeline.storage.files import write_text
from pipeline.storage.lines import read_lines, write_lines
from pipeline.storage.parquet import write_parquet
from pipeline.storage.runs import Run, read_run, sort_key, write_run
from pipeline.storage.sheets import defused, read_sheet, restored, write_sheet
from tests.test_scoring import agreement, visit

TEXTS = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=12)


def raw_cells(path: Path) -> list[str]:
    with path.open(encoding="utf-8", newline="") as file:
        return [cell for row in csv.reader(file) for cell in row]


def finished(record: dict[str, Any], name: str = "r") -> dict[str, Any]:
    return {**record, "record_id": name, "date_start": "1994-02-08", "date_end": "1994-02-08", "confidence": 0.5, "rules": ["a", "b"]}


@given(TEXTS)
def test_defused_cells_come_back(text: str) -> None:
    assert restored(defused(text)) == text


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠"])
def test_no_cell_begins_like_a_formula(tmp_path: Path, start: str) -> None:
    nasty = f"{start}cmd|' /C calc'!A1"
    [table, _] = tables([finished(visit(visitor_name=nasty, occasion=nasty, doc_id=nasty), nasty)])
    write_sheet(tmp_path / "v.csv", table)
    [row] = read_sheet(tmp_path / "v.csv")
    assert row["visitor_name"] == row["occasion"] == row["doc_id"] == nasty
    assert not any(cell.startswith(start) for cell in raw_cells(tmp_path / "v.csv"))
    write_sheet(tmp_path / "v.csv", table, defuse=False)
    assert nasty in raw_cells(tmp_path / "v.csv")


@settings(deadline=None)
@given(st.lists(st.builds(visit, visitor_name=TEXTS, occasion=TEXTS, other=TEXTS), max_size=4))
def test_sheets_give_back_what_was_written(tmp_path_factory: pytest.TempPathFactory, records: list[dict[str, Any]]) -> None:
    records = [finished(record, str(at)) for at, record in enumerate(records)]
    path = tmp_path_factory.mktemp("sheet") / "v.csv"
    [table, _] = tables(records)
    for mark in (False, True):
        write_sheet(path, table, mark=mark)
        rows = [tuple(row[column] for column in COLUMNS["visit"]) for row in read_sheet(path)]
        assert [as_record("visit", row) for row in rows] == records


@pytest.mark.parametrize("record", [finished(visit(extra_field={"a": [1]})), finished(agreement(signatories=["A", "B"]))])
def test_rows_lose_nothing(record: dict[str, Any]) -> None:
    assert as_record(record["kind"], as_row(record)) == record


def test_parquet_keeps_types_and_its_columns_when_empty(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    records = [finished(visit(date=None) | {"date_start": None, "date_end": None}, "a"), finished(agreement())]
    for table in tables([{**record, "date_start": None} if record["record_id"] == "a" else record for record in records]):
        write_parquet(tmp_path / "t.parquet", table)
        read = parquet.read_table(tmp_path / "t.parquet")
        assert read.column_names == list(table.columns)
        assert str(read.schema.field("date_start").type) == "date32[day]"
        assert read.num_rows == 1
    write_parquet(tmp_path / "t.parquet", tables([])[0])
    assert parquet.read_table(tmp_path / "t.parquet").column_names == list(COLUMNS["visit"])


@settings(deadline=None)
@given(st.lists(st.builds(agreement, title=TEXTS, signatories=st.lists(TEXTS, max_size=3)), min_size=1, max_size=4))
def test_parquet_gives_back_what_was_written(tmp_path_factory: pytest.TempPathFactory, records: list[dict[str, Any]]) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    path = tmp_path_factory.mktemp("parquet") / "t.parquet"
    [_, table] = tables([finished(record, str(at)) for at, record in enumerate(records)])
    write_parquet(path, table)
    rows = parquet.read_table(path).to_pylist()
    assert [tuple(str(row[c]) if c.startswith("date_") else row[c] for c in table.columns) for row in rows] == table.rows


def test_parquet_does_not_load_pandas(tmp_path: Path) -> None:
    code = "import sys; from tests.test_storage import *; write_parquet(Path(sys.argv[1]), tables([finished(visit())])[0]); print('pandas' in sys.modules)"
    command = [sys.executable, "-c", code, str(tmp_path / "t.parquet")]
    assert subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path(__file__).parent.parent).stdout == "False\n"


def test_a_run_is_read_back_in_one_order(tmp_path: Path) -> None:
    records = [finished(visit(doc_id=doc), f"{doc}{at}") for doc in "ba" for at in (1, 0)] + [finished(agreement(doc_id="a"), "x")]
    documents = [{"doc_id": doc, "status": "done", "text": "Bakı\u2028\n"} for doc in "ba"]
    run = Run(records, documents, [{"doc_id": "c", "code": "empty", "message": "m", "hint": "h"}])
    write_run(tmp_path, run, OutputSettings())
    back = read_run(tmp_path)
    assert back.documents == sorted(documents, key=lambda document: document["doc_id"])
    assert back.rejects == run.rejects
    assert [r["record_id"] for r in back.records] == ["a0", "a1", "b0", "b1", "x"]
    assert back.of_kind("visit") == sorted(back.of_kind("visit"), key=sort_key)


def test_an_interrupted_write_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    write_lines(path, [{"a": 1}])
    with pytest.raises(TypeError):
        write_lines(path, [{"a": 2}, {"a": object()}])
    assert list(read_lines(path)) == [{"a": 1}]
    assert os.listdir(tmp_path) == ["a.jsonl"]


def test_a_full_disk_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a"
    write_text(path, "old")

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_text(path, "new")
    assert path.read_text(encoding="utf-8") == "old"
    assert os.listdir(tmp_path) == ["a"]


def test_json_is_readable_and_keeps_every_letter(tmp_path: Path) -> None:
    write_lines(tmp_path / "a", [{"name": "Əliyev\u2028İ😀"}])
    assert "Əliyev" in (tmp_path / "a").read_text(encoding="utf-8")
    assert json.loads((tmp_path / "a").read_bytes()) == {"name": "Əliyev\u2028İ😀"}
