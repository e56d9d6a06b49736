"""elchi run: its files, exit codes, and what it does with bad input."""

from __future__ import annotations

import csv
import io
import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from pipeline.storage.lines import read_lines
from pipeline.storage.schema import problems
from tests import handmade

FILES = ["agreements.csv", "agreements.jsonl", "agreements.parquet", "documents.jsonl", "ledger.sqlite", "log.jsonl", "records.sqlite", "rejects.jsonl",
         "run.json", "summary.txt", "visits.csv", "visits.jsonl", "visits.parquet"]  # fmt: skip
CHANGING = ["ledger.sqlite", "log.jsonl", "run.json", "summary.txt"]  # hold times


def rejects(folder: Path) -> list[tuple[str, str]]:
    return [(reject["doc_id"], reject["code"]) for reject in read_lines(folder / "rejects.jsonl")]


def test_a_run_writes_every_file(elchi: Any, article: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    result = elchi("run", article, "--out", out)
    assert result.code == 0
    assert json.loads(result.out) == {"agreements": 1, "documents": 1, "done": 1, "out": str(out), "partial": 0, "rejected": 0, "visits": 3}
    assert result.err == ""
    assert sorted(path.name for path in out.iterdir()) == FILES
    records = [*read_lines(out / "visits.jsonl"), *read_lines(out / "agreements.jsonl")]
    assert [problems(record) for record in records] == [[]] * 4
    for name, count in (("visits", 3), ("agreements", 1)):
        with (out / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            assert len(list(csv.DictReader(file))) == count
    assert rejects(out) == []


def test_the_manifest_tells_versions_hashes_and_counts(elchi: Any, article: Path, tmp_path: Path) -> None:
    elchi("run", article, "--out", tmp_path / "out")
    manifest = json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))
    assert set(manifest) == {"elchi", "python", "libraries", "configuration", "configuration_hash", "counts", "inputs", "files", "timings"}
    assert manifest["inputs"][0]["path"] == str(article / "ties.txt")
    assert manifest["inputs"][0]["sha256"] == __import__("hashlib").sha256(handmade.ARTICLE.encode()).hexdigest()
    assert set(manifest["files"]) == set(FILES) - set(CHANGING)
    assert manifest["timings"]["cpu_seconds"] > 0


def test_the_same_input_gives_the_same_bytes(elchi: Any, article: Path, tmp_path: Path) -> None:
    elchi("run", article, "--out", tmp_path / "one")
    elchi("run", article / "ties.txt", "--out", tmp_path / "two")
    for name in FILES:
        if name not in CHANGING:
            assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes(), name
    manifests = [json.loads((tmp_path / run / "run.json").read_text(encoding="utf-8")) for run in ("one", "two")]
    assert manifests[0].pop("timings").keys() == manifests[1].pop("timings").keys()
    assert manifests[0] == manifests[1]


BAD = {
    "empty.txt": (b"", "empty"),
    "blank.txt": (b" \n\t\n", "empty"),
    "program.txt": (b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 20, "binary"),
    "broken.txt": (b"%PDF-1.4\n" + bytes(range(256)) * 20, "pdf-broken"),
    "noise.txt": (bytes((i * 7 + i // 11) % 256 for i in range(4000)), ("binary", "encoding")),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_rejected_and_costs_nothing_else(elchi: Any, article: Path, tmp_path: Path, name: str) -> None:
    data, code = BAD[name]
    (article / name).write_bytes(data)
    result = elchi("run", article, "--out", tmp_path / "out")
    assert result.code == 1
    [(doc_id, found)] = rejects(tmp_path / "out")
    assert doc_id == Path(name).stem
    assert found in code
    assert json.loads(result.out)["visits"] == 3
    assert "1 of 2 documents were rejected" in result.err
    [reject] = read_lines(tmp_path / "out" / "rejects.jsonl")
    assert reject["message"] and reject["hint"]


def test_a_file_that_is_too_large_is_not_even_read(elchi: Any, article: Path, tmp_path: Path) -> None:
    with (article / "large.txt").open("wb") as file:
        file.truncate(50_000_001)
    assert elchi("run", article, "--out", tmp_path / "out").code == 1
    assert rejects(tmp_path / "out") == [("large", "too-large")]
    (tmp_path / "config.yaml").write_text("input: {max_bytes: 20}\n", encoding="utf-8")
    assert elchi("run", article, "--out", tmp_path / "out", "--config", tmp_path / "config.yaml").code == 3


def test_what_cannot_be_opened_is_rejected(elchi: Any, article: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(article / "pipe.txt")
    (article / "gone.txt").symlink_to(tmp_path / "nowhere")
    (article / "secret.txt").write_text("x", encoding="utf-8")
    read = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name == "secret.txt":
            raise PermissionError(13, "Permission denied")
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert elchi("run", article, "--out", tmp_path / "out").code == 1
    assert rejects(tmp_path / "out") == [("gone", "unreadable"), ("pipe", "unreadable"), ("secret", "unreadable")]


def test_a_crash_in_one_document_is_a_reject_of_it(elchi: Any, article: Path, tmp_path: Path) -> None:
    (article / "bad.txt").write_text("CRASH", encoding="utf-8")
    assert elchi("run", article, "--out", tmp_path / "out").code == 1
    [reject] = read_lines(tmp_path / "out" / "rejects.jsonl")
    assert (reject["code"], reject["message"]) == ("internal", "RuntimeError: the sky fell")


def test_a_record_that_breaks_the_contract_is_a_reject_of_its_own(elchi: Any, article: Path, tmp_path: Path) -> None:
    text = "V Heydər Əliyev | king | AZE > TUR | 1994\nV Heydər Əliyev | - | AZE > KAZ | 1995\nV Heydər Əliyev | - | AZE > KAZ | 1995\n"
    (article / "bad.txt").write_text(text, encoding="utf-8")
    result = elchi("run", article, "--out", tmp_path / "out")
    assert result.code == 1
    assert json.loads(result.out)["partial"] == 1
    messages = [reject["message"] for reject in read_lines(tmp_path / "out" / "rejects.jsonl")]
    assert messages[0].startswith("record_id: ") and messages[0].endswith(" is used twice")
    assert messages[1].startswith('visitor_office: "king" is not one of')
    assert len(list(read_lines(tmp_path / "out" / "visits.jsonl"))) == 4


def test_a_date_that_no_calendar_has_is_a_reject(elchi: Any, article: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handmade, "bounds", lambda date: ("0000-01-01", "1994-02-30"))
    assert elchi("run", article, "--out", tmp_path / "out").code == 1
    messages = " ".join(reject["message"] for reject in read_lines(tmp_path / "out" / "rejects.jsonl"))
    assert "date_start: '0000-01-01' is no date" in messages
    assert "date_end: '1994-02-30' is no date" in messages


def test_a_bug_does_not_look_like_rejects(elchi: Any, article: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.batch.run.find_sources", lambda paths, suffixes: 1 / 0)
    result = elchi("run", article, "--out", tmp_path / "out")
    assert result.code == 70
    assert "ZeroDivisionError" in result.err and "please report" in result.err


def test_nothing_usable(elchi: Any, tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    result = elchi("run", tmp_path / "none", "--out", tmp_path / "out")
    assert (result.code, result.out) == (3, "")
    assert result.err.startswith("elchi: no article under ")
    assert not (tmp_path / "out").exists()
    (tmp_path / "none" / "a.txt").write_bytes(b"")
    assert elchi("run", tmp_path / "none", "--out", tmp_path / "out").code == 3
    assert rejects(tmp_path / "out") == [("a", "empty")]


@pytest.mark.parametrize("out", ["file", "file/below", "/proc/nothing"])
def test_an_output_folder_that_cannot_be_written_is_refused_before_any_work(elchi: Any, article: Path, tmp_path: Path, out: str) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    result = elchi("run", article, "--out", tmp_path / out)
    assert (result.code, result.out) == (2, "")
    assert "cannot be written" in result.err


WRONG_CALLS = [
    [],
    ["run"],
    ["run", "x"],
    ["fly"],
    ["run", "missing.txt", "--out", "out"],
    ["evaluate", "--gold", "missing", "--records", "missing"],
    ["report", "missing"],
    ["dates", "xx"],
]


@pytest.mark.parametrize("arguments", WRONG_CALLS)
def test_wrong_calls(elchi: Any, arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO()))
    result = elchi(*arguments)
    assert (result.code, result.out) == (2, "")
    assert result.err


def test_an_unknown_setting_is_named_with_the_known_ones(elchi: Any, article: Path, tmp_path: Path) -> None:
    (tmp_path / "config.yaml").write_text("output:\n  format: [csv]\n", encoding="utf-8")
    result = elchi("run", article, "--out", tmp_path / "out", "--config", tmp_path / "config.yaml")
    assert result.code == 2
    assert "line 2: unknown key 'output.format'; did you mean 'formats'? (known: csv_formulas" in result.err


def test_formats_not_asked_for_are_not_there(elchi: Any, article: Path, tmp_path: Path) -> None:
    elchi("run", article, "--out", tmp_path / "out")
    (tmp_path / "config.yaml").write_text("output: {formats: [sqlite], keep_texts: false}\n", encoding="utf-8")
    elchi("run", article, "--out", tmp_path / "out", "--config", tmp_path / "config.yaml")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [name for name in FILES if not name.endswith((".csv", ".parquet"))]
    assert "text" not in next(read_lines(tmp_path / "out" / "documents.jsonl"))


def test_a_run_can_be_evaluated(elchi: Any, article: Path, tmp_path: Path) -> None:
    elchi("run", article, "--out", tmp_path / "out")
    (tmp_path / "gold").mkdir()
    lines = (tmp_path / "out" / "visits.jsonl").read_text(encoding="utf-8") + (tmp_path / "out" / "agreements.jsonl").read_text(
        encoding="utf-8"
    )
    (tmp_path / "gold" / "ties.jsonl").write_text(lines, encoding="utf-8")
    result = elchi("evaluate", "--gold", tmp_path / "gold", "--records", tmp_path / "out", "--json", tmp_path / "scores.json")
    assert result.code == 0
    assert json.loads((tmp_path / "scores.json").read_text(encoding="utf-8"))["overall"]["strict"]["f1"] == 1
    assert "0 missed, 0 false" in elchi("evaluate", "--gold", tmp_path / "gold", "--records", tmp_path / "out", "--errors").out


def test_malformed_gold_is_named_with_line_and_reason(elchi: Any, article: Path, tmp_path: Path) -> None:
    elchi("run", article, "--out", tmp_path / "out")
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold" / "ties.jsonl").write_text('\n{"kind": "visit"\n', encoding="utf-8")
    result = elchi("evaluate", "--gold", tmp_path / "gold", "--records", tmp_path / "out")
    assert result.code == 2
    assert "ties.jsonl, line 2: not JSON" in result.err


def test_views_answer_common_questions(elchi: Any, article: Path, tmp_path: Path) -> None:
    elchi("run", article, "--out", tmp_path / "out")
    connection = sqlite3.connect(tmp_path / "out" / "records.sqlite")
    try:
        assert connection.execute('SELECT visitor, "from", "to", date FROM journeys').fetchall() == [
            ("Heydər Əliyev", "AZE", "TUR", "1994-02-08/1994-02-12"), ("Nursultan Nazarbayev", "KAZ", "AZE", "1996-09"), ("delegation", "GEO", "AZE", None),
        ]  # fmt: skip
        assert connection.execute("SELECT parties, during_visit_of FROM documents_signed").fetchall() == [("AZE TUR", "Heydər Əliyev")]
        assert connection.execute("SELECT one, other, documents FROM agreements_between").fetchall() == [("AZE", "TUR", 1)]
        assert len(connection.execute("SELECT * FROM visits_between").fetchall()) == 3
        assert connection.execute("SELECT year, visits, agreements FROM by_year").fetchall() == [
            ("1994", 1, 1),
            ("1996", 1, 0),
            (None, 1, 0),
        ]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    finally:
        connection.close()


def test_help_answers_at_once() -> None:
    """Whatever takes long to load is left alone."""
    code = "import sys; from pipeline.batch.cli import main\ntry: main(['--help'])\nexcept SystemExit: pass\n"
    code += "heavy = {'pandas', 'pyarrow', 'numpy', 'yaml', 'rich', 'jinja2', 'regex', 'rapidfuzz', 'pymorphy3', 'torch', 'spacy'} & set(sys.modules)\n"
    code += "print(sorted(heavy))"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.splitlines()[-1] == "[]"
    assert all(command in result.stdout for command in ("run", "evaluate", "report", "dates"))
