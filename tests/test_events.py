"""Events over runs: records of different runs share one by the rules of a single run, in whatever order the runs were loaded."""

from __future__ import annotations

import itertools
import random
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.storage.lines import read_lines
from pipeline.storage.linking import event_key, link_events
from pipeline.storage.warehouse import events, migrations
from pipeline.storage.warehouse.address import Address, parse
from pipeline.storage.warehouse.dialects import connect
from pipeline.storage.warehouse.load import load_run
from pipeline.storage.warehouse.schema import TABLES
from tests.test_scoring import agreement, visit
from tests.test_warehouse import content, fresh, server, write_folder  # noqa: F401

Spec = tuple[str, ...]
Numbers = frozenset[int]  # of runs that had all there was
Runs = list[dict[str, list[Spec]]]
DAYS = ("1994-02-08 1994-02-08", "1994-02-08 1994-02-12", "1994-02-01 1994-02-28", "1994-02-20 1994-02-20", "1994-01-01 1994-12-31", "")
VISITS = st.tuples(st.just("visit"), st.sampled_from(("Heydər Əliyev", "Гейдар Алиев", "H. Aliyev", "Mehriban Əliyeva")), st.sampled_from(("TUR", "IRN")), st.sampled_from(DAYS))
TITLES = ("ticarət haqqında", "ticarət haqqında saziş", "mədəniyyət sahəsində", "о торговле", "")
AGREEMENTS = st.tuples(st.just("agreement"), st.sampled_from(TITLES), st.sampled_from(("TUR", "IRN")), st.sampled_from(DAYS))
STORIES = st.dictionaries(st.sampled_from("abcde"), st.lists(st.one_of(VISITS, AGREEMENTS), max_size=3), min_size=1)
COMPLETE = st.frozensets(st.integers(0, 3))
RUNS = st.lists(STORIES, min_size=2, max_size=4)


def told(doc: str, at: int, spec: Spec) -> dict[str, Any]:
    kind, words, country, days = spec
    first, _, last = days.partition(" ")
    dated = {"record_id": f"{doc}-{at}", "date": first or None, "date_start": first or None, "date_end": last or None, "confidence": 0.5, "rules": ["a"]}
    if kind == "visit":
        return visit(doc_id=doc, visitor_name=words, host_country=country) | dated
    language = "ru" if words.startswith("о") else "az"
    return agreement(doc_id=doc, title=words or None, parties=["AZE", country], evidence=[{"start": 0, "end": 9, "language": language}]) | dated


def stories_of(story: dict[str, list[Spec]]) -> list[dict[str, Any]]:
    return [told(doc, at, spec) for doc, specs in story.items() for at, spec in enumerate(specs)]


def write_runs(path: Path, runs: Runs) -> list[Path]:
    return [write_folder(path / f"run{at}", stories_of(story), f"2026-01-0{at + 1}T00:00:00Z", docs=tuple(story)) for at, story in enumerate(runs)]


def expected(runs: Runs, complete: Numbers) -> dict[str, str]:
    """The event of each record by the rules of a single run that had the newest version of each document; those it no longer tells are their own."""
    newest: dict[str, list[Spec]] = {}
    for at, story in enumerate(runs):
        newest = story if at in complete else newest | story
    return {record["record_id"]: record["record_id"] for story in runs for record in stories_of(story)} | link_events(stories_of(newest))


def check(runs: Runs, complete: Numbers, orders: Iterator[list[int]], make: Any) -> None:
    with tempfile.TemporaryDirectory() as folder:
        folders = write_runs(Path(folder), runs)
        seen = []
        for order in orders:
            address = make()
            for at in order:
                load_run(folders[at], address, complete=at in complete)
            seen.append(content(address))
    assert all(one == seen[0] for one in seen)
    columns = {table.name: table.names for table in TABLES}
    records = [dict(zip(columns["records"], row, strict=True)) for row in seen[0]["records"]]
    assert {record["record_id"]: record["event_id"] for record in records} == expected(runs, complete)
    known = {row[0]: dict(zip(columns["events"], row, strict=True)) for row in seen[0]["events"]}
    assert set(known) == {record["event_id"] for record in records}, "no event without a record, no record without its event"
    for event_id, event in known.items():
        own = [record for record in records if record["event_id"] == event_id]
        assert event["run_id"] == max(record["run_id"] for record in own) and event["first_run"] == min(record["first_run"] for record in own)
        assert event["date"] in {record["date"] for record in own} and {record["parties"] for record in own} == {event["parties"]}


def some_orders(count: int, seed: int) -> Iterator[list[int]]:
    """In order, backwards, and shuffled with repetitions."""
    yield list(range(count))
    yield list(range(count))[::-1]
    yield random.Random(seed).sample([*range(count), *range(count)], 2 * count)


@settings(max_examples=40, deadline=None)
@given(RUNS, COMPLETE, st.integers(0, 99))
def test_any_order_gives_the_events_of_one_run_over_all(runs: Runs, complete: Numbers, seed: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        numbers = itertools.count()
        check(runs, complete, some_orders(len(runs), seed), lambda: parse(f"sqlite:///{folder}/{next(numbers)}.db"))


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(RUNS, COMPLETE, st.integers(0, 99))
def test_every_database_gives_them(fresh: Any, runs: Runs, complete: Numbers, seed: int) -> None:  # noqa: F811
    check(runs, complete, some_orders(len(runs), seed), fresh)


LINKING = [
    {"a": [("visit", "Heydər Əliyev", "TUR", DAYS[1]), ("agreement", TITLES[0], "TUR", DAYS[0])], "b": [("visit", "Heydər Əliyev", "IRN", DAYS[5])]},
    {"c": [("visit", "Гейдар Алиев", "TUR", DAYS[2]), ("agreement", TITLES[3], "TUR", DAYS[0])], "b": []},
]


def test_runs_that_know_nothing_of_each_other_share_an_event(fresh: Any, tmp_path: Path) -> None:  # noqa: F811
    address = fresh()
    for folder in write_runs(tmp_path, LINKING):
        load_run(folder, address)
    with closing(connect(address)) as database:
        told_by = database.execute("SELECT kind, date, parties, documents FROM told_by WHERE documents > 1 ORDER BY kind DESC")
        assert told_by == [("visit", "1994-02-08", "AZE TUR", 2), ("agreement", "1994-02-08", "AZE TUR", 2)]
        assert database.execute("SELECT visits, events FROM visits_between WHERE \"to\" = 'TUR'") == [(1, 1)]


def test_one_run_has_the_same_events_in_its_files_and_in_a_database(tmp_path: Path) -> None:
    story = {**LINKING[0], **LINKING[1]}
    (folder,) = write_runs(tmp_path, [story])
    load_run(folder, address := parse(f"sqlite:///{tmp_path}/a.db"))
    with closing(connect(address)) as database:
        stored = dict(database.execute("SELECT record_id, event_id FROM records"))
    assert stored == {record["record_id"]: record["event_id"] for name in ("visits", "agreements") for record in read_lines(folder / f"{name}.jsonl")}
    assert len(set(stored.values())) < len(stored)


@pytest.mark.parametrize("portion", [1, 2, 5])
def test_portions_change_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, portion: int) -> None:
    story = {doc: [("visit", "Heydər Əliyev", country, DAYS[0]) for country in ("TUR", "IRN", "KAZ", "GEO", "RUS")] for doc in "abcd"}
    (folder,) = write_runs(tmp_path, [story])
    load_run(folder, whole := parse(f"sqlite:///{tmp_path}/whole.db"))
    monkeypatch.setattr(events, "BLOCKS", events.BLOCKS.replace(f"{events.PORTION}.0", f"{portion}.0"))
    load_run(folder, parts := parse(f"sqlite:///{tmp_path}/parts.db"))
    assert content(whole) == content(parts) and len(content(whole)["events"]) == 5


def test_a_database_without_keys_gets_them_and_is_linked(fresh: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    """A database of the form before: records have no keys, each run gave its events, some of which nothing tells any more."""
    folders = write_runs(tmp_path, LINKING)
    wanted, old = fresh(), fresh()
    for folder in folders:
        load_run(folder, wanted)
    with monkeypatch.context() as patch:
        patch.setattr(migrations, "STEPS", migrations.STEPS[:3])
        copy_without_keys(wanted, old)
    assert content(wanted)["records"] != [], "there is something to copy"
    with closing(connect(old)) as database:
        assert migrations.migrate(database) == ["event keys"]
    assert content(old) == content(wanted)
    load_run(folders[0], old)
    assert content(old) == content(wanted)


def copy_without_keys(source: Address, target: Address) -> None:
    with closing(connect(source)) as one, closing(connect(target)) as other:
        migrations.migrate(other)
        other.begin()
        for table in TABLES:
            table = replace(table, columns=tuple(column for column in table.columns if not column.added))
            names = ", ".join(f'"{name}"' for name in table.names)
            rows = one.execute(f'SELECT {names} FROM "{table.name}"')
            if table.name == "events":
                rows = [("gone", *rows[0][1:]), *((f"old-{record}", "visit", None, None, run, run) for record, run in one.execute("SELECT record_id, run_id FROM records"))]
            if table.name == "records":
                at = table.names.index("event_id")
                rows = [(*row[:at], f"old-{row[0]}", *map(as_text, row[at + 1 :])) for row in rows]
            other.fill(table, rows, f'"{table.name}"')
        other.commit()


def as_text(value: Any) -> Any:
    return value if isinstance(value, (int, float, str)) or value is None else '["a"]' if isinstance(value, list) else str(value)


def test_a_key_of_hundreds_of_documents_takes_linear_time() -> None:
    """One event told by very many documents; each comparison with each other would take minutes."""
    said = visit(date_start="1994-02-08", date_end="1994-02-08")
    records = [said | {"record_id": f"r{at}", "doc_id": f"d{at}"} for at in range(30_000)]
    assert len(set(link_events(records).values())) == 1
    assert event_key(said | {"date_start": "1994-02-30"}) is None, "a day that no calendar has"
