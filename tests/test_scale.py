"""Many documents: each in one state, memory that does not grow with their number, sinks that keep up. Figures are printed; docs/batch.md quotes them."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import time
from collections import Counter
from contextlib import ExitStack
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from pipeline.storage.ledger import Ledger
from pipeline.storage.lines import read_lines
from pipeline.storage.warehouse.address import Address, parse
from pipeline.storage.warehouse.dialects import connect, listed, quoted
from pipeline.storage.warehouse.load import load_run
from pipeline.storage.warehouse.migrations import migrate
from pipeline.storage.warehouse.rows import open_folder
from pipeline.storage.warehouse.schema import BY_NAME, TABLES
from tests import corpora
from tests.servers import postgres
from tests.test_guard import children_of
from tests.test_warehouse import batch, content, write_folder

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
    """A run whose events are told by two documents each."""
    def dated(at: int) -> dict[str, str]:
        day = (date(1990, 1, 1) + timedelta(days=at // 2)).isoformat()
        return {"date": day, "date_start": day, "date_end": day}

    return write_folder(path, [record | dated(at) | {"odd": 1} for at in range(documents) for record in batch(f"d{at:06d}")], "2026-01-01T00:00:00Z")


@pytest.mark.long
@pytest.mark.parametrize("kind", ["sqlite", "duckdb", "postgresql"])
def test_sinks_keep_up_with_bulk_loading_by_hand(tmp_path: Path, kind: str) -> None:
    """By hand: the same rows through the fastest way in that the database has, once straight into empty tables, and once as one would write an
    upsert by hand, into a staging table and from there into the table. Nothing is closed, nothing counted, no older run left alone."""
    pytest.importorskip({"duckdb": "duckdb", "postgresql": "psycopg"}.get(kind, "sqlite3"))
    folder = many_records(tmp_path / "run", int(os.environ.get("ELCHI_TEST_RECORDS", "30000")) // 3)
    with ExitStack() as stack:
        server = stack.enter_context(postgres(tmp_path / "pg")) if kind == "postgresql" else ""
        rounds = []
        for at in range(2):  # in turn, and the better of two: what else the machine does hits one of them more than another
            straight, upserted, loaded = (fresh(kind, server, tmp_path, f"{name}{at}") for name in ("straight", "upserted", "loaded"))
            rounds.append((by_hand(folder, straight, staging=False), by_hand(folder, upserted, staging=True), by_elchi(folder, loaded)))
        rows, first = sum(map(len, content(loaded).values())), digest(loaded)
        again = [(by_elchi(folder, loaded), digest(loaded)) for _ in range(2)]
    times = [min(taken) for taken in zip(*rounds, strict=True)]
    speeds = ", ".join(f"{name} {rows / taken:,.0f}" for name, taken in zip(("straight", "upsert", "elchi new", "elchi again"), (*times, again[0][0]), strict=True))
    print(f"{kind}: {rows:,} rows; rows a second: {speeds}; factor {times[2] / times[0]:.2f} and {times[2] / times[1]:.2f}")
    assert {seen for _, seen in again} == {first}
    assert times[2] <= 1.5 * min(times[:2])


def by_elchi(folder: Path, address: Address) -> float:
    """Seconds it takes elchi to load a run into a database whose tables are there."""
    database = connect(address)
    migrate(database)
    database.close()
    started = time.perf_counter()
    load_run(folder, address)
    return time.perf_counter() - started


def fresh(kind: str, server: str, folder: Path, name: str) -> Address:
    if not server:
        return parse(f"{kind}:///{folder / name}.db")
    database = connect(parse(server))
    database.execute(f"CREATE DATABASE {name}")
    database.close()
    return parse(server.rpartition("/")[0] + f"/{name}")


def by_hand(folder: Path, address: Address, *, staging: bool) -> float:
    """Seconds it takes to load a run without elchi's rules: each file is read once, each table filled at once, events are those the run gave."""
    database = connect(address)
    migrate(database)
    links = {record["record_id"]: record["event_id"] for record in open_folder(folder).records()}
    started = time.perf_counter()
    rows: dict[str, dict[Any, tuple[Any, ...]]] = {table.name: {} for table in TABLES}
    for name, portion in open_folder(folder).portions():
        width = len(BY_NAME[name].key)
        rows[name].update((row[:width], row) for row in portion)
    with_events(rows, links)
    database.begin()
    for table in TABLES:
        if not staging:
            database.fill(table, rows[table.name].values(), quoted(table.name))
            continue
        database.stage(table)
        database.fill(table, rows[table.name].values(), quoted("staged_" + table.name))
        rest = ", ".join(f"{quoted(name)} = excluded.{quoted(name)}" for name in table.names if name not in table.key)
        database.execute(f"INSERT INTO {quoted(table.name)} ({listed(table.names)}) SELECT * FROM {quoted('staged_' + table.name)} WHERE true ON CONFLICT ({listed(table.key)}) "
                         f"{'DO UPDATE SET ' + rest if rest else 'DO NOTHING'}")  # fmt: skip
    database.commit()
    taken = time.perf_counter() - started
    database.close()
    return taken


def with_events(rows: dict[str, dict[Any, tuple[Any, ...]]], links: dict[str, str]) -> None:
    event, run, kind, date, parties = (BY_NAME["records"].names.index(name) for name in ("event_id", "run_id", "kind", "date", "parties"))
    for key, row in rows["records"].items():
        event_id = links[row[0]]
        rows["records"][key] = (*row[:event], event_id, *row[event + 1 :])
        rows["events"][(event_id,)] = event_id, row[kind], row[date], row[parties], row[run], row[run]


def digest(address: Address) -> str:
    return hashlib.sha256(repr(content(address)).encode("utf-8", "surrogatepass")).hexdigest()


def test_the_log_tells_each_document_once(tmp_path: Path) -> None:
    articles = corpora.write(tmp_path / "articles", 30, hostile=4)
    command = [sys.executable, "-m", "pipeline.batch.cli", "run", str(articles), "--out", str(tmp_path / "out"), "--quiet"]
    assert subprocess.run(command, cwd=ROOT, capture_output=True).returncode == 1
    events = [json.loads(line) for line in (tmp_path / "out" / "log.jsonl").read_text(encoding="utf-8").splitlines()]
    assert Counter(event["event"] for event in events) == {"run-started": 1, "document": 30, "run-finished": 1}
    assert Counter(event["status"] for event in events if event["event"] == "document")["rejected"] == 4
    assert all("code" in event for event in events if event.get("status") == "rejected")
