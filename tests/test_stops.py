"""Runs that are stopped, by whatever and wherever, and taken up again: the files are those of a run that was not."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path

import pytest

from pipeline.storage.failpoints import COORDINATOR, POINTS, WORKER
from pipeline.storage.ledger import Ledger
from pipeline.storage.lines import read_lines
from tests import corpora
from tests.test_run import CHANGING

ROOT = Path(__file__).parent.parent
CONTINUED = ("KILL", "TERM", "ENOSPC", "EIO")


def start(articles: Path, out: Path, *options: str, fail: str = "") -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "pipeline.batch.cli", "run", str(articles), "--out", str(out), "--quiet", *options]
    return subprocess.Popen(command, cwd=ROOT, env={**os.environ, "ELCHI_FAIL": fail}, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def finish(articles: Path, out: Path, *options: str, fail: str = "") -> tuple[int, str]:
    process = start(articles, out, *options, fail=fail)
    _, err = process.communicate(timeout=300)
    return process.returncode, err.decode()


def content(out: Path) -> dict[str, bytes]:
    """What every run must write alike: all files but those that hold times, and of run.json what holds none."""
    found = {path.name: path.read_bytes() for path in sorted(out.iterdir()) if path.name not in CHANGING and not path.name.startswith("ledger")}
    manifest = json.loads((out / "run.json").read_text(encoding="utf-8"))
    del manifest["timings"]
    return found | {"run.json": json.dumps(manifest).encode()}


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return corpora.write(tmp_path_factory.mktemp("in") / "articles", 12, hostile=3)


@pytest.fixture(scope="module")
def undisturbed(articles: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    out = tmp_path_factory.mktemp("undisturbed") / "out"
    assert finish(articles, out)[0] == 1
    return content(out)


def stopped_at(articles: Path, folder: Path, point: str, action: str) -> dict[str, bytes]:
    """The files of a run that fails once at a point and is called again."""
    flag, out = folder / "flag", folder / "out"
    at = 1 if point in ("ledger-opened", "inputs-listed", "inputs-entered", "records-written", "manifest-before", "manifest-after") else 3
    code, err = finish(articles, out, fail=f"{point}:{at}:{action}:{flag}")
    assert flag.exists(), f"{point} was not reached"
    if point in COORDINATOR:
        assert code == {"KILL": -signal.SIGKILL, "TERM": 130}.get(action, 4), err
    code, err = finish(articles, out, "--retry", "unreadable", "--retry", "internal")
    assert code == 1, err
    return content(out)


@pytest.mark.parametrize("point", ["commit-after", "extracted", "file-renamed"])
def test_a_run_that_is_killed_at_a_point_goes_on(articles: Path, undisturbed: dict[str, bytes], tmp_path: Path, point: str) -> None:
    assert stopped_at(articles, tmp_path, point, "KILL") == undisturbed


@pytest.mark.parametrize(("point", "action"), [("commit-before", "ENOSPC"), ("outcome-received", "TERM")])
def test_a_run_that_fails_otherwise_goes_on(articles: Path, undisturbed: dict[str, bytes], tmp_path: Path, point: str, action: str) -> None:
    assert stopped_at(articles, tmp_path, point, action) == undisturbed


@pytest.mark.long
@pytest.mark.parametrize("action", CONTINUED)
@pytest.mark.parametrize("point", POINTS)
def test_every_point_and_every_failure(articles: Path, undisturbed: dict[str, bytes], tmp_path: Path, point: str, action: str) -> None:
    assert stopped_at(articles, tmp_path, point, action) == undisturbed


def test_there_are_sixteen_points() -> None:
    assert len(set(POINTS)) == len(COORDINATOR) + len(WORKER) == 16


def killed_at_random(articles: Path, out: Path, kills: int, seconds: float, seed: int) -> int:
    """Start a run again and again and kill it at random moments; how many kills hit a run that was still going."""
    moments, hit = random.Random(seed), 0
    for _ in range(kills):
        process = start(articles, out)
        time.sleep(moments.uniform(0.1, seconds))
        if process.poll() is None:
            process.kill()
            hit += 1
        process.communicate()
    return hit


def test_a_run_that_is_killed_at_random_moments_goes_on(articles: Path, undisturbed: dict[str, bytes], tmp_path: Path) -> None:
    assert killed_at_random(articles, tmp_path / "out", 3, 6.0, seed=1)
    assert finish(articles, tmp_path / "out")[0] == 1
    assert content(tmp_path / "out") == undisturbed


def test_every_input_has_one_state(articles: Path, tmp_path: Path) -> None:
    process = start(articles, tmp_path / "out")
    log = tmp_path / "out" / "log.jsonl"
    while process.poll() is None and not (log.exists() and '"document"' in log.read_text(encoding="utf-8")):
        time.sleep(0.05)
    process.kill()
    process.communicate()
    inputs = {path.stem for path in articles.iterdir()}
    for _ in range(2):
        with Ledger(tmp_path / "out") as ledger:
            known = {item.doc_id for item in ledger.inputs()}
            assert sum(ledger.states().values()) == len(known)
        finish(articles, tmp_path / "out")
    assert known == inputs
    documents = [document["doc_id"] for document in read_lines(tmp_path / "out" / "documents.jsonl")]
    assert sorted(documents) == sorted(inputs)
    with Ledger(tmp_path / "out") as ledger:
        assert ledger.states() == {"pending": 0, "done": len(inputs) - 3, "rejected": 3}


def test_two_runs_do_not_write_into_one_folder(articles: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    with Ledger(tmp_path / "out"):  # as a run holds it
        code, err = finish(articles, tmp_path / "out")
    assert code == 4 and "another run is writing into this folder" in err


@pytest.mark.parametrize("options", [("--workers", "4"), ("--cluster", "local")], ids=" ".join)
def test_the_engine_changes_nothing(articles: Path, undisturbed: dict[str, bytes], tmp_path: Path, options: tuple[str, str]) -> None:
    if options[1] == "local":
        pytest.importorskip("distributed", reason="pip install 'elchi[dask]'")
    code, err = finish(articles, tmp_path / "out", *options)
    assert code == 1, err
    assert content(tmp_path / "out") == undisturbed


@pytest.mark.long
def test_no_engine_changes_anything(tmp_path: Path) -> None:
    """1, 2 and 4 workers, this process, Dask, and Spark where it is installed."""
    articles = corpora.write(tmp_path / "articles", 60, hostile=5)
    engines = [("--workers", "1"), ("--workers", "2"), ("--workers", "4"), ("--cluster", "inline"), ("--cluster", "local")]
    engines += [("--cluster", "spark")] if find_spec("pyspark") and shutil.which("java") else []
    found = []
    for at, options in enumerate(engines):
        code, err = finish(articles, tmp_path / str(at), *options)
        assert code == 1, err
        found.append(content(tmp_path / str(at)))
    assert all(files == found[0] for files in found), engines


@pytest.mark.long
def test_thirty_kills_change_nothing(tmp_path: Path) -> None:
    articles = corpora.write(tmp_path / "articles", 1500, hostile=30)
    assert finish(articles, tmp_path / "calm")[0] == 1
    hits = killed_at_random(articles, tmp_path / "out", 30, 4.0, seed=2)
    assert finish(articles, tmp_path / "out")[0] == 1
    assert content(tmp_path / "out") == content(tmp_path / "calm")
    print(f"{hits} of 30 kills hit a run that was going")
    assert hits >= 25
