"""Workers with limits: a document that kills, hangs or exhausts its process costs only itself, on this machine and on Dask."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.batch.engines import find_articles, on_this_machine
from pipeline.batch.guard import SetupError, guarded
from pipeline.batch.inputs import Source
from pipeline.config import LimitSettings, RunSettings, Settings
from tests import hostile

SETTINGS = Settings(limits=LimitSettings(seconds=1, kill_seconds=2, memory_bytes=300_000_000), run=RunSettings(workers=2))
CODES = {"kill": "worker-died", "hang": "timeout", "hog": "timeout", "eat": "memory"}


def told(pairs: Any) -> dict[str, str]:
    """Each document with its code, ``done`` where it has none; none comes twice."""
    found: dict[str, str] = {}
    for source, outcome in pairs:
        assert source.doc_id not in found
        found[source.doc_id] = outcome["rejects"][0]["code"] if outcome["rejects"] else outcome["document"]["status"]
    return found


def test_of_200_documents_of_which_three_are_poison_197_are_done(tmp_path: Path) -> None:
    sources = hostile.sources(200, "kill", "hang", "eat", folder=tmp_path)
    found = told(on_this_machine(sources, SETTINGS, hostile.work))
    assert Counter(found.values()) == {"done": 197, "worker-died": 1, "timeout": 1, "memory": 1}
    assert all(code == CODES.get(name.partition("-")[0], "done") for name, code in found.items())


def test_code_that_holds_the_lock_is_ended() -> None:
    """It would run for years, so that the end of this test is the proof."""
    found = told(on_this_machine([Source("x", "hog-1"), Source("y", "good-1")], SETTINGS, hostile.work))
    assert found == {"hog-1": "timeout", "good-1": "done"}


@pytest.mark.long
def test_twenty_of_twenty_are_ended_soon_after_the_limit() -> None:
    """One worker, so that they are ended one after the other: each costs its limit and a new worker."""
    started = time.monotonic()
    settings = replace(SETTINGS, limits=replace(SETTINGS.limits, kill_seconds=2), run=replace(SETTINGS.run, workers=1))
    found = told(on_this_machine([Source("x", f"hog-{at}") for at in range(20)], settings, hostile.work))
    taken = time.monotonic() - started
    print(f"20 documents that hold the lock: {taken / 20:.1f} s each, of which {settings.limits.kill_seconds} s are the limit")
    assert set(found.values()) == {"timeout"} and len(found) == 20
    assert taken / 20 < settings.limits.kill_seconds + 5


def test_a_worker_that_dies_once_costs_nothing(tmp_path: Path) -> None:
    sources = hostile.sources(30, *["once"] * 5, folder=tmp_path)
    assert set(told(on_this_machine(sources, SETTINGS, hostile.work)).values()) == {"done"}
    assert len(list(tmp_path.iterdir())) == 5


def test_articles_are_listed_by_children_of_a_warm_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """There is one process from which workers are forked: if listing starts it cold, every worker loads everything again for itself."""
    started: list[bool] = []
    monkeypatch.setattr("pipeline.batch.guard.guarded", lambda *_, warm: started.append(warm) or iter(()))
    for containers in ([], [Source("a.zip", "a")]):
        list(find_articles(containers, SETTINGS, isolated=True))
    assert started == [True]


def test_a_warm_process_has_loaded_everything() -> None:
    """Whatever a document is the first to need, each worker would load for itself: the model that tells doubtful languages took a second and 100 MB."""
    texts = ("Binayán Carmona N. Entre el pasado y el futuro. B. Aires, 1996. Лит.: Сб. документов. 5-ci il, Bakı 1994", "Литература. Deutsche Allgemeine Zeitung. 7 июня 1996.")
    code = "import sys\nfrom pipeline.batch.warm import warm\nwarm()\nbefore = set(sys.modules)\nfrom pipeline.documents import read_text\nfrom pipeline.flow import extract\n"
    code += f"for text in {texts!r}:\n try: extract(read_text(text, 'a'))\n except Exception as error: print(type(error).__name__, file=sys.stderr)\n"
    code += "print(sorted(set(sys.modules) - before), 'py3langid' in sys.modules)"
    result = subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parent.parent, capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[] True"


def broken(source: Source, settings: Settings) -> None:
    raise ImportError("no such module")


def test_workers_that_do_not_work_at_all_stop_the_run() -> None:
    with pytest.raises(SetupError, match="no such module"):
        list(guarded(broken, [Source("a", "a")], SETTINGS, 1, warm=False))


def children_of(pid: int) -> set[int]:
    found = set()
    for path in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((path / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()[1])
        except (OSError, ValueError):
            continue
        if parent == pid:
            found |= {int(path.name), *children_of(int(path.name))}
    return found


@pytest.mark.skipif(sys.platform != "linux", reason="needs /proc")
def test_workers_end_with_a_coordinator_that_is_killed(tmp_path: Path) -> None:
    """Killed in the middle of its work, it leaves no process behind that goes on reading."""
    code = "from tests.test_guard import *\nlist(on_this_machine([Source(str(i), f'hang-{i}') for i in range(4)], Settings(), hostile.work))"
    process = subprocess.Popen([sys.executable, "-c", code], cwd=Path(__file__).parent.parent)
    deadline = time.monotonic() + 300
    while len(children_of(process.pid)) < 3 and time.monotonic() < deadline:
        time.sleep(0.1)
    time.sleep(0.5)
    family = children_of(process.pid)
    assert len(family) >= 3
    process.kill()
    process.wait()
    while any(map(alive, family)) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not list(filter(alive, family))


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


class TestDask:
    """A real cluster of two worker processes."""

    def run(self, sources: list[Source], settings: Settings = SETTINGS) -> dict[str, str]:
        pytest.importorskip("distributed", reason="pip install 'elchi[dask]'")
        from pipeline.batch.dask import on_dask

        return told(on_dask(sources, replace(settings, run=replace(settings.run, part_bytes=40_000)), "local", hostile.work))

    def test_of_200_documents_of_which_three_are_poison_197_are_done(self, tmp_path: Path) -> None:
        found = self.run(hostile.sources(200, "kill", "hang", "eat", folder=tmp_path))
        assert Counter(found.values()) == {"done": 197, "worker-died": 1, "timeout": 1, "memory": 1}

    def test_workers_of_the_cluster_that_are_killed_cost_nothing(self, tmp_path: Path) -> None:
        """``fell`` ends the worker of the cluster above it, so that a whole part is lost once."""
        found = self.run(hostile.sources(40, "fell", "fell", folder=tmp_path))
        assert set(found.values()) == {"done"}
