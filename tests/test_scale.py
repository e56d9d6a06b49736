"""Many documents: each in one state, memory that does not grow with their number, sinks that keep up. Figures are printed; docs/batch.md quotes them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from pipeline.storage.ledger import Ledger
from pipeline.storage.lines import read_lines
from pipeline.storage.warehouse.address import parse
from pipeline.storage.warehouse.load import load_run
from tests import corpora
from tests.test_guard import children_of
from tests.test_warehouse import content, write_folder

ROOT = Path(__file__).parent.parent


def memory_of(pid: int) -> int:
    """The memory of a process and those below it, in bytes; what they share counts once."""
    total = 0
    for each in {pid, *children_of(pid)}:
        try:
            lines = Path(f"/proc/{each}/smaps_rollup").read_text(encoding="ascii").splitlines()
        except OSError:
            continue
        total += sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
    return total


def run_and_watch(articles: Path, out: Path) -> list[tuple[int, int]]:
    """Run and look at the memory now and then: pairs of documents done and bytes."""
    command = [sys.executable, "-m", "pipeline.batch.cli", "run", str(articles), "--out", str(out), "--quiet", "--workers", "2"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
    seen = []
    while process.poll() is None:
        time.sleep(2)
        log = out / "log.jsonl"
        done = sum(1 for line in log.open(encoding="utf-8") if '"event": "document"' in line) if log.exists() else 0
        seen.append((done, memory_of(process.pid)))
    assert process.returncode == 1
    return seen


@pytest.mark.long
@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_ten_thousand_documents(tmp_path: Path) -> None:
    count, hostile = int(os.environ.get("ELCHI_TEST_DOCUMENTS", "10000")), 0.05
    articles = corpora.write(tmp_path / "articles", count, hostile=int(count * hostile))
    started = time.monotonic()
    seen = run_and_watch(articles, tmp_path / "out")
    seconds = time.monotonic() - started
    with Ledger(tmp_path / "out") as ledger:
        assert ledger.states() == {"pending": 0, "done": count - int(count * hostile), "rejected": int(count * hostile)}
    documents = Counter(document["doc_id"] for document in read_lines(tmp_path / "out" / "documents.jsonl"))
    assert set(documents.values()) == {1} and set(documents) == {path.stem for path in articles.iterdir()}
    early = max(bytes for done, bytes in seen if 0.05 * count <= done <= 0.15 * count)
    late = max(bytes for done, bytes in seen if 0.9 * count <= done < count)
    print(f"{count} documents in {seconds:.0f} s; memory {early / 1e6:.0f} MB early, {late / 1e6:.0f} MB late, {100 * (late / early - 1):+.1f} %")
    assert late <= 1.05 * early


def many_records(path: Path, documents: int) -> Path:
    from tests.test_warehouse import batch

    return write_folder(path, [record | {"odd": 1} for at in range(documents) for record in batch(f"d{at:06d}")], "2026-01-01T00:00:00Z")


@pytest.mark.long
@pytest.mark.parametrize("kind", ["sqlite", "duckdb", "postgresql"])
def test_sinks_keep_up_with_bulk_loading_by_hand(tmp_path: Path, kind: str, request: pytest.FixtureRequest) -> None:
    """The same rows, written by hand into the same tables as fast as the database allows: no staging, no upsert, no checks but its own."""
    from contextlib import ExitStack

    from pipeline.storage.warehouse.dialects import connect, listed, quoted
    from pipeline.storage.warehouse.migrations import migrate
    from pipeline.storage.warehouse.rows import open_folder
    from pipeline.storage.warehouse.schema import TABLES
    from tests.servers import postgres

    pytest.importorskip({"duckdb": "duckdb", "postgresql": "psycopg"}.get(kind, "sqlite3"))
    folder = many_records(tmp_path / "run", int(os.environ.get("ELCHI_TEST_RECORDS", "30000")) // 3)
    with ExitStack() as stack:
        server = stack.enter_context(postgres(tmp_path / "pg")) if kind == "postgresql" else ""
        addresses = [parse(server or f"{kind}:///{tmp_path / name}.db") for name in ("hand", "load")]
        if server:
            database = connect(addresses[0])
            database.execute("CREATE DATABASE second")
            database.close()
            addresses[1] = parse(server.rpartition("/")[0] + "/second")
        database = connect(addresses[0])
        migrate(database)
        started = time.perf_counter()
        database.begin()
        opened = open_folder(folder)
        for table in TABLES:
            rows = {tuple(row[: len(table.key)]): row for row in opened.rows(table.name)}.values()
            database.stage(table, rows)
            database.execute(f"INSERT INTO {quoted(table.name)} ({listed(table.names)}) SELECT * FROM {quoted('staged_' + table.name)}")
        database.commit()
        by_hand = time.perf_counter() - started
        database.close()
        database = connect(addresses[1])
        migrate(database)
        database.close()
        taken = []
        for _ in range(3):
            started = time.perf_counter()
            rows = load_run(folder, addresses[1])["rows"]
            taken.append(time.perf_counter() - started)
            kept = content(addresses[1])
        assert all(len(kept[name]) == count for name, count in rows.items())
        total = sum(rows.values())
        print(f"{kind}: by hand {total / by_hand:.0f} rows/s, new {total / taken[0]:.0f}, again {total / taken[1]:.0f}; factor {taken[0] / by_hand:.2f}")
        assert taken[0] <= 1.5 * by_hand


def test_the_log_tells_each_document_once(tmp_path: Path) -> None:
    articles = corpora.write(tmp_path / "articles", 30, hostile=4)
    command = [sys.executable, "-m", "pipeline.batch.cli", "run", str(articles), "--out", str(tmp_path / "out"), "--quiet"]
    assert subprocess.run(command, cwd=ROOT, capture_output=True).returncode == 1
    events = [json.loads(line) for line in (tmp_path / "out" / "log.jsonl").read_text(encoding="utf-8").splitlines()]
    assert Counter(event["event"] for event in events) == {"run-started": 1, "document": 30, "run-finished": 1}
    assert Counter(event["status"] for event in events if event["event"] == "document")["rejected"] == 4
    assert all("code" in event for event in events if event.get("status") == "rejected")
