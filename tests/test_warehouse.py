"""Runs in databases: the same rows however they are loaded, on SQLite, DuckDB and PostgreSQL."""

from __future__ import annotations

import hashlib
import itertools
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.config import OutputSettings
from pipeline.errors import ConfigError
from pipeline.storage.runs import Run, write_run
from pipeline.storage.warehouse import migrations
from pipeline.storage.warehouse.address import Address, find_address, parse
from pipeline.storage.warehouse.dialects import connect, quoted
from pipeline.storage.warehouse.load import load_run
from pipeline.storage.warehouse.schema import INDEXES, TABLES, VIEWS
from tests.servers import PASSWORD, postgres
from tests.test_scoring import agreement, visit

KINDS = ("sqlite", "duckdb", "postgresql")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    pytest.importorskip("psycopg", reason="pip install 'elchi[postgres]'")
    with postgres(tmp_path_factory.mktemp("server") / "pg") as address:
        yield address


@pytest.fixture(params=KINDS)
def fresh(request: pytest.FixtureRequest, tmp_path: Path) -> Any:
    """A function that makes an empty database of a kind and gives its address."""
    numbers = itertools.count()
    if request.param == "duckdb":
        pytest.importorskip("duckdb", reason="pip install 'elchi[duckdb]'")

    def make() -> Address:
        if request.param != "postgresql":
            return parse(f"{request.param}:///{tmp_path / f'{next(numbers)}.db'}")
        name = f"d{random.Random().getrandbits(60)}"
        server = request.getfixturevalue("server")
        database = connect(parse(server))
        database.execute(f"CREATE DATABASE {name}")
        database.close()
        return parse(server.rpartition("/")[0] + f"/{name}")

    return make


def write_folder(path: Path, records: list[dict[str, Any]], finished: str, *, docs: tuple[str, ...] = ()) -> Path:
    """A run folder as a run of that time would have left it."""
    path.mkdir()
    names = sorted({*docs, *(record["doc_id"] for record in records)})
    documents = [{"doc_id": name, "status": "done", "metadata": {"title": f"T {name}", "year": "1994"}} for name in names]
    documents.append({"doc_id": "zz-broken", "status": "rejected"})
    rejects = [{"doc_id": "zz-broken", "code": "empty", "message": "m", "hint": "h"}]
    write_run(path, Run(records, documents, rejects), OutputSettings(formats=()))
    files = {name.name: hashlib.sha256(name.read_bytes()).hexdigest() for name in sorted(path.iterdir())}
    manifest = {
        "elchi": "0", "configuration_hash": "c", "counts": {"documents": len(documents), "visits": 0, "agreements": 0}, "files": files,
        "inputs": [{"doc_id": document["doc_id"], "path": "p"} for document in documents], "timings": {"finished": finished},
    }  # fmt: skip
    (path / "run.json").write_text(json.dumps(manifest), encoding="utf-8")
    return path


def tell(doc: str, name: str, **fields: Any) -> dict[str, Any]:
    """A finished record; it is a visit unless it has a doc_type."""
    record = agreement(doc_id=doc, **fields) if "doc_type" in fields else visit(doc_id=doc, **fields)
    return record | {"record_id": f"{doc}-{name}", "date_start": "1994-02-08", "date_end": "1994-02-08", "confidence": 0.5, "rules": ["a"], "odd": "ə'\";--"}


def batch(doc: str) -> list[dict[str, Any]]:
    nasty = "Robert'); DROP TABLE records;--\\ %s ? \t\n\"İ"
    return [
        tell(doc, "v1", visitor_name="Heydər Əliyev", host_place="Ankara"),
        tell(doc, "v2", visitor_name=nasty, occasion=nasty),
        tell(doc, "a1", doc_type="treaty", signatories=["Гейдар Алиев", "S. D."], place="Ankara", during_visit=f"{doc}-v1"),
    ]


def content(address: Address) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables, sorted."""
    database = connect(address)
    try:
        return {table.name: sorted(tuple(map(str, row)) for row in database.execute(f"SELECT * FROM {quoted(table.name)}")) for table in TABLES}
    finally:
        database.close()


def test_loading_three_times_leaves_the_same_rows(fresh: Any, tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "run", [*batch("a"), *batch("b")], "2026-01-01T00:00:00Z")
    address = fresh()
    counts = load_run(folder, address)["rows"]
    first = content(address)
    for _ in range(2):
        assert load_run(folder, address)["rows"] == counts
        assert content(address) == first
    assert counts["records"] == 6 and counts["evidence"] == 6 and counts["documents"] == 3 and counts["parties"] == 4
    assert counts["persons"] == 3, "Heydər Əliyev and Гейдар Алиев are one"


def test_runs_leave_the_same_rows_in_whatever_order(fresh: Any, tmp_path: Path) -> None:
    """Three runs: a record changes, one vanishes and comes back, one vanishes for good; every order and every repetition gives one result."""
    old, mid, new = batch("a"), batch("a"), batch("a")
    mid[0] = mid[0] | {"visitor_name": "İlham Əliyev", "evidence": mid[0]["evidence"] * 3}
    del mid[1]
    new[0] = new[0] | {"visitor_name": "Heydar Aliyev"}
    del new[2]
    folders = [write_folder(tmp_path / str(at), records, f"2026-01-0{at}T00:00:00Z") for at, records in enumerate((old, mid, new), 1)]
    results = []
    for order in itertools.permutations(folders):
        address = fresh()
        for folder in (*order, order[0]):
            load_run(folder, address)
        results.append(content(address))
    assert all(result == results[0] for result in results)
    records = {row[0]: row for row in results[0]["records"]}
    closed = [column.name for column in next(t for t in TABLES if t.name == "records").columns].index("closed_run")
    assert records["a-v1"][closed] == records["a-v2"][closed] == "None"
    assert records["a-a1"][closed].startswith("2026-01-03")
    assert [row[1] for row in results[0]["visits"] if row[0] == "a-v1"] == ["Heydar Aliyev"]
    assert len([row for row in results[0]["evidence"] if row[0] == "a-v1"]) == 1, "evidence that the newest run no longer has is gone"


def test_halves_and_the_whole_are_the_same(fresh: Any, tmp_path: Path) -> None:
    whole, one, two = fresh(), fresh(), fresh()
    stamp = "2026-01-01T00:00:00Z"
    load_run(write_folder(tmp_path / "whole", [*batch("a"), *batch("b"), *batch("c")], stamp), whole)
    halves = [write_folder(tmp_path / "ab", [*batch("a"), *batch("b")], stamp), write_folder(tmp_path / "bc", [*batch("b"), *batch("c")], stamp)]
    for address, order in ((one, halves), (two, halves[::-1])):
        for folder in order:
            load_run(folder, address)
    assert content(one) == content(two)
    for table in ("visits", "agreements", "parties", "mentions", "evidence", "persons", "places"):
        assert content(one)[table] == content(whole)[table]


def test_documents_that_a_complete_run_no_longer_has_are_closed(fresh: Any, tmp_path: Path) -> None:
    first = write_folder(tmp_path / "1", [*batch("a"), *batch("b")], "2026-01-01T00:00:00Z")
    second = write_folder(tmp_path / "2", batch("a"), "2026-01-02T00:00:00Z")
    address = fresh()
    load_run(first, address)
    load_run(second, address)
    assert not [row for row in content(address)["documents"] if row[0] == "b" and row[3] != "None"], "without --complete nothing is concluded"
    load_run(second, address, complete=True)
    assert [row[3][:10] for row in content(address)["documents"] if row[0] == "b"] == ["2026-01-02"]
    assert {row[0][0] for row in content(address)["records"] if row[5] != "None"} == {"b"}
    third = write_folder(tmp_path / "3", batch("b"), "2026-01-03T00:00:00Z")
    load_run(third, address)
    assert {row[5] for row in content(address)["records"]} == {"None"}, "what comes back stands again"


def test_views_answer(fresh: Any, tmp_path: Path) -> None:
    address = fresh()
    load_run(write_folder(tmp_path / "run", [*batch("a"), *batch("b")], "2026-01-01T00:00:00Z"), address)
    database = connect(address)
    try:
        for name in VIEWS:
            assert database.execute(f"SELECT * FROM {name}"), name
        assert database.execute("SELECT DISTINCT parties FROM documents_signed") == [(" ".join(sorted(agreement()["parties"])),)]
        assert database.execute("SELECT documents, records FROM told_by WHERE kind = 'agreement'") == [(2, 2)]
    finally:
        database.close()


def test_tables_carry_keys_and_comments(fresh: Any, tmp_path: Path) -> None:
    address = fresh()
    load_run(write_folder(tmp_path / "run", batch("a"), "2026-01-01T00:00:00Z"), address)
    database = connect(address)
    try:
        if address.kind == "sqlite":
            ddl = " ".join(row[0] or "" for row in database.execute("SELECT sql FROM sqlite_master"))
            assert database.execute("PRAGMA foreign_key_check") == []
        elif address.kind == "duckdb":
            ddl = " ".join(str(row) for row in database.execute("SELECT comment FROM duckdb_columns() UNION ALL SELECT comment FROM duckdb_tables()"))
        else:
            found = database.execute("SELECT col_description(attrelid, attnum) FROM pg_attribute UNION SELECT obj_description(oid) FROM pg_class")
            ddl = " ".join(row[0] or "" for row in found)
            keys = database.execute("SELECT count(*) FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::regnamespace")
            assert keys[0][0] == sum(bool(column.refers) for table in TABLES for column in table.columns)
        for table in TABLES:
            assert table.comment in ddl
            assert all(column.comment in ddl for column in table.columns)
        with pytest.raises(Exception, match=r"(?i)constraint|check"):
            database.execute("INSERT INTO documents (doc_id, run_id, first_run, status) VALUES ('x', 'y', 'y', 'eaten')")
    finally:
        database.close()


def test_a_step_that_fails_leaves_the_old_form(fresh: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every step fails once behind its first statement and once behind its last; the steps before it stand, and a second try goes through."""
    folder = write_folder(tmp_path / "run", batch("a"), "2026-01-01T00:00:00Z")
    for number, early in itertools.product(range(len(migrations.STEPS)), (True, False)):
        address = fresh()
        database = connect(address)
        name, step = migrations.STEPS[number]

        def failing(target: Any, step: Any = step, early: bool = early) -> Iterator[str]:
            yield from itertools.islice(step(target), 1 if early else None)
            raise RuntimeError("power cut")

        with monkeypatch.context() as patch:
            patch.setattr(migrations, "STEPS", (*migrations.STEPS[:number], (name, failing), *migrations.STEPS[number + 1 :]))
            with pytest.raises(RuntimeError):
                migrations.migrate(database)
        assert migrations.version(database) == number
        database.close()
        assert load_run(folder, address)["steps"] == [name for name, _ in migrations.STEPS[number:]]


def test_a_newer_database_is_refused(fresh: Any, tmp_path: Path) -> None:
    address = fresh()
    load_run(write_folder(tmp_path / "run", batch("a"), "2026-01-01T00:00:00Z"), address)
    database = connect(address)
    database.execute("INSERT INTO schema_steps VALUES (99, 'tomorrow')")
    database.close()
    with pytest.raises(ConfigError, match="form 99"):
        load_run(tmp_path / "run", address)


def test_a_load_that_fails_leaves_nothing(fresh: Any, tmp_path: Path) -> None:
    address = fresh()
    load_run(write_folder(tmp_path / "run", batch("a"), "2026-01-01T00:00:00Z"), address)
    before = content(address)
    broken = [*batch("a"), tell("b", "v1") | {"status": "dreamt"}]
    with pytest.raises(ConfigError, match="nothing of this run was loaded"):
        load_run(write_folder(tmp_path / "broken", broken, "2026-01-02T00:00:00Z"), address)
    assert content(address) == before


def test_indexes_exist(server: str, tmp_path: Path) -> None:
    address = parse(server)
    load_run(write_folder(tmp_path / "run", batch("a"), "2026-01-01T00:00:00Z"), address)
    database = connect(address)
    found = {row[0] for row in database.execute("SELECT indexname FROM pg_indexes")}
    database.close()
    assert {"_".join((table, "by", *columns)) for table, columns in INDEXES} <= found


def test_no_message_holds_the_password(server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, elchi: Any) -> None:
    folder = write_folder(tmp_path / "run", batch("a"), "2026-01-01T00:00:00Z")
    wrong = server.replace("/postgres", "/nowhere")
    encoded = PASSWORD.replace("%", "%25")
    for value in (wrong, server.replace("127.0.0.1", "127.0.0.1 bad"), server + "?sslmode=odd", server.replace("postgresql://", "oracle://"), "rubbish " + encoded):
        monkeypatch.setenv("ELCHI_DATABASE", value)
        result = elchi("load", folder)
        assert result.code == 2 and result.err
        assert PASSWORD not in result.err + result.out and encoded not in result.err + result.out
    monkeypatch.setenv("ELCHI_DATABASE", server)
    result = elchi("load", folder)
    assert result.code == 0 and encoded not in result.out + result.err
    assert encoded not in repr(parse(server))
    result = elchi("load", folder, "--to", server)
    assert result.code == 2 and "read by every user" in result.err and encoded not in result.err


def test_addresses_come_from_the_environment_or_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINE", "duckdb:///x.duckdb")
    (tmp_path / "url").write_text("postgresql://a:b@h/d\n", encoding="utf-8")
    assert find_address("env:MINE").kind == "duckdb"
    assert find_address(f"file:{tmp_path / 'url'}").shown == "postgresql://h/d"
    monkeypatch.delenv("ELCHI_DATABASE", raising=False)
    for wrong in (None, "env:NONE", "file:/nowhere", "mysql://a/b", "records"):
        with pytest.raises(ConfigError):
            find_address(wrong)
