"""What surrounds a run goes wrong: names, folders, tables, disks, databases. Nothing is lost in silence, and each message says what to do."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from pipeline.batch.inputs import find_sources
from pipeline.errors import ConfigError
from pipeline.storage.ledger import StoppedError
from pipeline.storage.lines import read_lines
from pipeline.storage.warehouse.address import parse
from pipeline.storage.warehouse.dialects import connect
from pipeline.storage.warehouse.load import load_run
from tests import corpora
from tests.test_warehouse import batch, content, fresh, server, tell, write_folder  # noqa: F401

ROOT = Path(__file__).parent.parent
LINE = "V Heydər Əliyev | head_of_state | AZE > TUR | 1994-02-08"
STAMP = "2026-01-01T00:00:00Z"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    return tmp_path / "in"


def outcomes(out: Path) -> dict[str, str]:
    """Each document with its code, ``done`` where it has none."""
    found = {document["doc_id"]: document["status"] for document in read_lines(out / "documents.jsonl")}
    return found | {reject["doc_id"]: reject["code"] for reject in read_lines(out / "rejects.jsonl")}


def test_names_that_are_no_utf8_stop_nothing(elchi: Any, folder: Path, tmp_path: Path) -> None:
    for name in (b"a\xff.txt", b"a\xfe.txt", b"b\xff.txt"):
        Path(os.fsdecode(os.fsencode(folder) + b"/" + name)).write_text(LINE, encoding="utf-8")
    Path(os.fsdecode(os.fsencode(folder) + b"/c\xff.txt")).symlink_to("nowhere")
    for _ in range(2):
        assert elchi("run", folder, "--out", tmp_path / "out").code == 1
    found = outcomes(tmp_path / "out")
    assert sorted(found.values()) == ["done", "done", "done", "unreadable"] and {"b\ufffd", "c\ufffd"} < set(found)
    assert [event["event"] for event in read_lines(tmp_path / "out" / "log.jsonl")].count("document") == 4, "they are known the second time"
    assert all(r"\udcf" in entry["path"] for entry in json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))["inputs"])


def test_names_that_only_such_bytes_tell_apart_are_told_apart(folder: Path) -> None:
    for name in (b"a\xff.txt", b"a\xfe.txt", b"a%FF.txt"):
        Path(os.fsdecode(os.fsencode(folder) + b"/" + name)).touch()
    assert len({source.doc_id for source in find_sources([str(folder)], (".txt",))}) == 3


def test_half_characters_become_signs_that_can_be_written(elchi: Any, folder: Path, tmp_path: Path) -> None:
    row = {"id": "x\ud800", "title": "T\udfff", "text": LINE + "\n\ud83d"}
    (folder / "a.jsonl").write_text(json.dumps(row), encoding="utf-8")
    assert elchi("run", folder, "--out", tmp_path / "out").code == 0
    [document] = read_lines(tmp_path / "out" / "documents.jsonl")
    assert document["doc_id"] == "a/x" and document["metadata"] == {"title": "T\ufffd"} and document["text"] == LINE + "\n\ufffd"


def test_a_folder_that_cannot_be_listed_does_not_look_empty(elchi: Any, article: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (article / "more").mkdir()
    (article / "more" / "x.txt").write_text(LINE, encoding="utf-8")
    assert elchi("run", article, "--out", tmp_path / "out").code == 0
    scan = os.scandir

    def refuse(path: Any) -> Any:
        if str(path).endswith("more"):
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    result = elchi("run", article, "--out", tmp_path / "out")
    assert result.code == 2 and "more cannot be listed: Permission denied" in result.err
    assert set(outcomes(tmp_path / "out")) == {"ties", "x"}, "nothing is dropped"


def test_files_that_are_no_articles_by_their_suffix_are_told(elchi: Any, article: Path, tmp_path: Path) -> None:
    for name in ("a.doc", "b.DOC", "c", ".hidden.doc", "ties.txt.meta.json"):
        (article / name).write_text("{}", encoding="utf-8")
    assert elchi("run", article, "--out", tmp_path / "out").code == 0
    assert "  3 files left out by their suffix: .doc 2, without suffix 1\n" in (tmp_path / "out" / "summary.txt").read_text(encoding="utf-8")
    (article / "ties.txt").unlink()
    result = elchi("run", article, "--out", tmp_path / "out")
    assert result.code == 3 and "3 files left out by their suffix" in result.err


def test_what_runs_wrote_is_no_article_even_without_its_ledger(elchi: Any, article: Path, tmp_path: Path) -> None:
    for _ in range(2):
        assert elchi("run", article, "--out", article / "out").code == 0
        assert set(outcomes(article / "out")) == {"ties"}
        (article / "out" / "ledger.sqlite").unlink()


def test_a_code_that_no_reject_has_is_told(elchi: Any, article: Path, tmp_path: Path) -> None:
    (article / "a.txt").touch()
    elchi("run", article, "--out", tmp_path / "out")
    assert "no reject has the code timout; codes of the rejects there are: empty" in elchi("run", article, "--out", tmp_path / "out", "--retry", "timout").err
    assert "no reject" not in elchi("run", article, "--out", tmp_path / "out", "--retry", "empty").err


def test_runs_that_start_at_once_do_not_take_each_others_probe(tmp_path: Path) -> None:
    code = f"from pathlib import Path\nfrom pipeline.storage.files import prepare_folder\nfor _ in range(300): prepare_folder(Path({str(tmp_path)!r}))"
    started = [subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stderr=subprocess.PIPE, text=True) for _ in range(3)]
    assert [process.communicate()[1] for process in started] == ["", "", ""]
    assert not list(tmp_path.iterdir())


def test_results_do_not_lie_among_articles(elchi: Any, article: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They would be taken for what an earlier run wrote, and the articles with them."""
    result = elchi("run", article, "--out", article)
    assert result.code == 2 and "holds articles that are to be read, ties.txt for one" in result.err
    assert [path.name for path in article.iterdir()] == ["ties.txt"]
    monkeypatch.chdir(article)
    for arguments, words in ((["run", "", "--out", tmp_path / "out"], "a path is empty"), (["run", ".", "--out", ""], "no folder of this machine"),
                             (["run", ".", "--out", "s3://bucket/out"], "no folder of this machine")):  # fmt: skip
        result = elchi(*arguments)
        assert result.code == 2 and words in result.err
    assert elchi("run", ".", "--out", "out").code == 0 and elchi("run", ".", "--out", "out").code == 0


def test_stores_that_cannot_be_reached_are_told(elchi: Any, folder: Path, tmp_path: Path) -> None:
    pytest.importorskip("fsspec", reason="pip install 'elchi[remote]'")
    result = elchi("run", "ftp://user:secret@127.0.0.1:1/a.txt", "--out", tmp_path / "out")
    assert result.code == 2 and "ftp://***@127.0.0.1:1/a.txt cannot be reached" in result.err
    with zipfile.ZipFile(folder / "a.zip", "w") as archive:
        archive.writestr("x.txt", LINE)
    assert elchi("run", f"zip://x.txt::file://{folder}/a.zip", "--out", tmp_path / "out").code == 0
    assert outcomes(tmp_path / "out") == {"x": "done"}


def test_links_in_a_circle_end(folder: Path) -> None:
    (folder / "sub").mkdir()
    (folder / "sub" / "a.txt").touch()
    (folder / "sub" / "up").symlink_to("..")
    assert [source.doc_id for source in find_sources([str(folder)], (".txt",))] == ["a"]


def test_articles_that_are_dropped_are_told(elchi: Any, folder: Path, tmp_path: Path) -> None:
    for name in "ab":
        (folder / f"{name}.txt").write_text(LINE, encoding="utf-8")
    assert elchi("run", folder, "--out", tmp_path / "out").err == ""
    assert "1 articles of the last run" in elchi("run", folder / "a.txt", "--out", tmp_path / "out").err


TABLES = [
    ("id;text\n1;{0}\n2;{0}\n", {"t/1": "done", "t/2": "done"}),
    ("sep=|\nid|text\n1|{0}\n", {"t/1": "row-broken"}),  # the article holds the separator
    ('sep=|\nid|text\n1|"{0}"\n', {"t/1": "done"}),
    ("id\ttext\n1\t{0}\n", {"t/1": "done"}),
    ('id,"text"\n1,"{0}"\n2,x,y\n3,"{0}" x\n4,"{0}"\n5,"{0}\n6,{0}\n', {"t/1": "done", "t/2": "row-broken", "t/3": "row-broken", "t/4": "done", "t/5": "row-broken"}),
    ("id,text\n1\n2,{0}\n", {"t/1": "empty", "t/2": "done"}),
    ("id,text\n", {"t": "empty"}),
    ("", {"t": "empty"}),
    ("id,titel\n1,{0}\n", {"t": "column-missing"}),
    ("id,text\n1,{0}\n1,{0}\n", {"t/1": "done", "t/1~2": "done"}),
]


@pytest.mark.parametrize(("table", "wanted"), TABLES)
def test_tables_as_people_send_them(elchi: Any, folder: Path, tmp_path: Path, table: str, wanted: dict[str, str]) -> None:
    """Semicolons where the decimal sign is a comma; a damaged row costs only itself."""
    (folder / "t.csv").write_text("\ufeff" + table.format(LINE), encoding="utf-8")
    elchi("run", folder, "--out", tmp_path / "out")
    assert outcomes(tmp_path / "out") == wanted


def test_other_names_of_columns_are_another_article(elchi: Any, folder: Path, tmp_path: Path) -> None:
    for head in ("id,text,note", "id,note,text"):
        (folder / "t.csv").write_text(f"{head}\n1,{LINE},nothing\n2,{LINE},nothing\n", encoding="utf-8")
        assert elchi("run", folder, "--out", tmp_path / "out").code == 0
    assert [document["text"] for document in read_lines(tmp_path / "out" / "documents.jsonl")] == ["nothing", "nothing"]


def test_a_collection_without_articles_is_told(elchi: Any, folder: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(folder / "a.zip", "w") as archive:
        archive.writestr("a.odt", "x")
    with zipfile.ZipFile(folder / "b.zip", "w") as archive:
        archive.writestr("a.txt", LINE)
        archive.write(folder / "a.zip", "inner.zip")
    (folder / "c.jsonl").write_text("\n\n", encoding="utf-8")
    elchi("run", folder, "--out", tmp_path / "out")
    assert outcomes(tmp_path / "out") == {"a": "empty", "b/a": "done", "b/inner": "empty", "c": "empty"}


def call(*arguments: object, limit: int = 0) -> tuple[int, str]:
    """A command in a process of its own whose files may not grow beyond a limit: as on a full disk. Exit code and standard error."""

    def bound() -> None:
        if limit:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    result = subprocess.run([sys.executable, "-m", "pipeline.batch.cli", *map(str, arguments)], cwd=ROOT, capture_output=True, text=True, preexec_fn=bound)
    return result.returncode, result.stderr


@pytest.mark.parametrize(("kind", "limit"), [("sqlite", 8_000), ("sqlite", 60_000), ("sqlite", 200_000), ("duckdb", 8_000), ("duckdb", 60_000)])
def test_a_full_disk_while_loading(tmp_path: Path, kind: str, limit: int) -> None:
    """Nothing of the run is there, the reason is told, and the same command goes through when there is room."""
    pytest.importorskip("duckdb" if kind == "duckdb" else "sqlite3")
    run = write_folder(tmp_path / "run", [record for at in range(100) for record in batch(f"d{at}")], STAMP)
    code, err = call("load", run, "--to", f"{kind}:///{tmp_path / 'all.db'}", limit=limit)
    assert code in (2, 4) and "rollback" not in err and any(word in err.lower() for word in ("disk", "too large"))
    load_run(run, address := parse(f"{kind}:///{tmp_path / 'all.db'}"))
    load_run(run, other := parse(f"{kind}:///{tmp_path / 'other.db'}"))
    assert content(address) == content(other)


def test_a_full_disk_while_exporting_is_no_bug(tmp_path: Path) -> None:
    run = write_folder(tmp_path / "run", [record for at in range(100) for record in batch(f"d{at}")], STAMP)
    code, err = call("export", run, "--as", "package", "--out", tmp_path / "x", limit=5_000)
    assert code == 4 and "make room" in err and "Traceback" not in err
    assert not list((tmp_path / "x").glob("*.part"))


def test_an_export_does_not_overwrite_a_run(tmp_path: Path, elchi: Any) -> None:
    run = write_folder(tmp_path / "run", batch("a"), STAMP)
    (tmp_path / "file").touch()
    for out, words in ((run, "is a run folder"), (tmp_path / "file", "cannot be written")):
        result = elchi("export", run, "--as", "package", "--out", out)
        assert result.code == 2 and words in result.err


@pytest.mark.parametrize("command", [("report",), ("export", "--as", "package", "--out", "x"), ("export", "--as", "jsonld", "--out", "x")])
def test_a_damaged_manifest_is_no_bug(tmp_path: Path, elchi: Any, command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    run = write_folder(tmp_path / "run", batch("a"), STAMP)
    (run / "run.json").write_text("", encoding="utf-8")
    result = elchi(command[0], run, *command[1:])
    assert result.code == 2 and "run.json is damaged" in result.err


def cut(run: Path) -> None:
    text = (run / "visits.jsonl").read_text(encoding="utf-8")
    (run / "visits.jsonl").write_text(text[: len(text) // 2], encoding="utf-8")


def without(*names: str) -> Callable[[Path], None]:
    def change(run: Path) -> None:
        manifest = json.loads((run / "run.json").read_text(encoding="utf-8"))
        for name in names:
            del manifest[name]
        (run / "run.json").write_text(json.dumps(manifest), encoding="utf-8")

    return change


@pytest.mark.parametrize(
    ("change", "words"),
    [(cut, "visits.jsonl is not the file that run.json tells of"), (lambda run: (run / "documents.jsonl").unlink(), "documents.jsonl is not"),
     (without("files"), "no run folder"), (without("counts"), "not in the form"), (lambda run: (run / "run.json").write_text("[]"), "no run folder")],
)  # fmt: skip
def test_half_a_run_is_not_loaded(tmp_path: Path, elchi: Any, change: Callable[[Path], None], words: str) -> None:
    """As a run leaves it that was stopped while it wrote its files, and one that goes on just now."""
    change(write_folder(tmp_path / "run", batch("a"), STAMP))
    result = elchi("load", tmp_path / "run", "--to", tmp_path / "all.sqlite")
    assert result.code == 2 and words in result.err


def test_a_cut_file_is_told_with_its_line(tmp_path: Path) -> None:
    cut(write_folder(tmp_path / "run", batch("a"), STAMP))
    with pytest.raises(ConfigError, match=r"visits.jsonl, line \d+: "):
        list(read_lines(tmp_path / "run" / "visits.jsonl"))


@pytest.mark.parametrize("address", ["sqlite:///", "sqlite://", "sqlite:///:memory:", "duckdb:///:memory:", "sqlite:///a.db?mode=ro", "nonsense", "mysql://a/b"])
def test_an_address_that_names_no_file_is_refused(tmp_path: Path, elchi: Any, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite would take the first into a database that is gone a moment later."""
    monkeypatch.chdir(tmp_path)
    result = elchi("load", write_folder(tmp_path / "run", batch("a"), STAMP), "--to", address)
    assert result.code == 2 and "sqlite:///records.sqlite" in result.err


def test_a_database_of_something_else_is_left_alone(fresh: Any, tmp_path: Path) -> None:  # noqa: F811
    run = write_folder(tmp_path / "run", batch("a"), STAMP)
    address = fresh()
    with closing(connect(address)) as database:
        database.execute("CREATE VIEW visits AS SELECT 1 AS x")
    with pytest.raises(ConfigError, match="tables already that elchi load did not make: visits"):
        load_run(run, address)


def test_zero_bytes_reach_every_database(fresh: Any, tmp_path: Path) -> None:  # noqa: F811
    """A text may hold some, and its sentences with it; PostgreSQL holds none, neither in texts nor in JSON."""
    record = tell("a", "v1", visitor_name="A\0B", evidence=[{"start": 0, "end": 3, "language": "az", "text": "A\0B"}]) | {"odd": "x\0y"}
    load_run(write_folder(tmp_path / "run", [record], STAMP), address := fresh())
    with closing(connect(address)) as database:
        [(name, extra)] = database.execute("SELECT v.visitor_name, r.extra FROM visits v JOIN records r ON r.record_id = v.record_id")
    assert name.replace("\ufffd", "\0") == "A\0B" and "odd" in str(extra)


def test_a_ledger_is_no_database_to_load_into(elchi: Any, article: Path, tmp_path: Path) -> None:
    elchi("run", article, "--out", tmp_path / "out")
    for name in ("ledger.sqlite", "records.sqlite"):
        assert "choose another database" in elchi("load", tmp_path / "out", "--to", tmp_path / "out" / name).err


def test_a_database_that_cannot_be_written_is_told(server: str, tmp_path: Path) -> None:  # noqa: F811
    run = write_folder(tmp_path / "run", batch("a"), STAMP)
    admin = connect(parse(server))
    admin.execute("CREATE DATABASE closed")
    admin.execute("CREATE ROLE reader LOGIN PASSWORD 'x'")
    admin.close()
    closed = server.rpartition("/")[0] + "/closed"
    admin = connect(parse(closed))
    admin.execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC")
    admin.close()
    with pytest.raises(ConfigError, match=r"permission denied.*nothing of this run was loaded"):
        load_run(run, parse(f"postgresql://reader:x@{closed.partition('@')[2]}"))


@pytest.mark.parametrize("fresh", ["sqlite", "postgresql"], indirect=True)
def test_loads_at_once_leave_the_rows_of_loads_one_by_one(fresh: Any, tmp_path: Path) -> None:  # noqa: F811
    """Also the first ones, which find an empty database and make its tables."""
    folders = [write_folder(tmp_path / str(at), [*batch(f"d{at}"), *batch("shared")], f"2026-01-0{at + 1}T00:00:00Z") for at in range(4)]
    together, one_by_one = fresh(), fresh()
    failed: list[BaseException] = []

    def load(path: Path) -> None:
        try:
            load_run(path, together)
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=load, args=[path]) for path in folders]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for path in folders:
        load_run(path, one_by_one)
    assert not failed
    assert content(together) == content(one_by_one)


def test_a_file_that_others_open_at_once_is_waited_for(tmp_path: Path) -> None:
    """SQLite itself does not wait where a new file becomes one that many may read: each opening of this many would now and then fail."""
    failed: list[BaseException] = []

    def open_often(path: Path, ready: threading.Barrier) -> None:
        ready.wait()
        try:
            for _ in range(3):
                with closing(connect(parse(f"sqlite:///{path}"))) as database, database.transaction():
                    database.execute("CREATE TABLE IF NOT EXISTS t (a)")
        except BaseException as error:
            failed.append(error)

    for at in range(25):
        ready = threading.Barrier(8)
        threads = [threading.Thread(target=open_often, args=[tmp_path / f"{at}.db", ready]) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert not failed


def test_a_database_that_another_holds_is_waited_for_by_the_user(tmp_path: Path) -> None:
    """DuckDB lets one process write; that passes, and the exit code says so."""
    duckdb = pytest.importorskip("duckdb")
    run = write_folder(tmp_path / "run", batch("a"), STAMP)
    code = f"import duckdb, time; c = duckdb.connect({str(tmp_path / 'all.duckdb')!r}); print('held', flush=True); time.sleep(600)"
    holder = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    try:
        assert holder.stdout and holder.stdout.readline() == "held\n"
        with pytest.raises(StoppedError, match="wait for the other program"):
            load_run(run, parse(f"duckdb:///{tmp_path / 'all.duckdb'}"))
    finally:
        holder.kill()
        holder.wait()
    assert duckdb and load_run(run, parse(f"duckdb:///{tmp_path / 'all.duckdb'}"))["rows"]["records"] == 3


@pytest.mark.skipif(sys.platform != "linux", reason="sends signals to a group of processes")
@pytest.mark.parametrize("where", [[], ["--cluster", "local"]], ids=["here", "dask"])
def test_ctrl_c_is_answered_once(where: list[str], tmp_path: Path) -> None:
    """It reaches every process of a terminal: one line is printed, no worker complains, and the same command goes on."""
    if where:
        pytest.importorskip("distributed", reason="pip install 'elchi[dask]'")
    articles = corpora.write(tmp_path / "articles", 400 if where else 40)
    command = [sys.executable, "-m", "pipeline.batch.cli", "run", str(articles), "--out", str(tmp_path / "out"), "--quiet", *where]
    process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True, start_new_session=True)
    log = tmp_path / "out" / "log.jsonl"
    deadline = time.monotonic() + 120
    while not (log.exists() and '"document"' in log.read_text(encoding="utf-8")) and time.monotonic() < deadline:
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=60)
    told = [line for line in err.splitlines(keepends=True) if "resource_tracker" not in line]  # Python tidies up after workers that Dask kills, and says so
    assert (process.returncode, told) == (130, ["elchi: interrupted; what is done is kept, the same command goes on\n"])


def test_a_share_that_is_away_is_waited_for(elchi: Any, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from pipeline.batch.run import Options
    from pipeline.batch.watch import watch
    from tests.test_readers import SETTINGS

    away = tmp_path / "away"
    happened = iter([lambda: None, lambda: folder.rename(away), lambda: None, lambda: away.rename(folder),
                     lambda: (folder / "a.txt.meta.json").write_text('{"title": "T"}'), lambda: None, lambda: None])  # fmt: skip
    (folder / "a.txt").write_text(LINE, encoding="utf-8")
    counts = list(watch([str(folder)], tmp_path / "out", SETTINGS, Options(quiet=True), looks=8, sleep=lambda _: next(happened)()))
    assert [count["documents"] for count in counts] == [1, 1], "read once, and again when its sidecar came"
    assert "waiting for it" in capsys.readouterr().err
    assert [document["metadata"] for document in read_lines(tmp_path / "out" / "documents.jsonl")] == [{"title": "T"}]
    with pytest.raises(ConfigError, match="there is no"):
        next(watch([str(tmp_path / "nowhere")], tmp_path / "out", SETTINGS, Options(quiet=True), looks=3))


def many(archive: Path, count: int) -> None:
    with zipfile.ZipFile(archive, "w") as file:
        for at in range(count):
            file.writestr(f"d{at}.txt", LINE)


def test_a_zip_of_many_is_opened_once(elchi: Any, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """To open it for each article takes a time that grows with the square of their number."""
    from pipeline.batch import containers

    many(folder / "inner.zip", 30)
    with zipfile.ZipFile(folder / "outer.zip", "w") as file:
        file.write(folder / "inner.zip", "inner.zip")
        file.writestr("t.csv", "id,text\n" + "".join(f"{at},{LINE}\n" for at in range(30)))
    (folder / "inner.zip").unlink()
    opened: list[str] = []
    open_archive, read_member = containers.open_archive, containers.read_member
    monkeypatch.setattr(containers, "open_archive", lambda *given: opened.append("zip") or open_archive(*given))
    monkeypatch.setattr(containers, "read_member", lambda archive, name, *given: opened.append(name) or read_member(archive, name, *given))
    assert elchi("run", folder, "--out", tmp_path / "out").code == 0
    assert len(outcomes(tmp_path / "out")) == 60
    assert opened.count("zip") <= 4 and opened.count("t.csv") <= 2, "once to find the articles, once to read them"


def test_a_zip_that_changes_is_opened_again(elchi: Any, folder: Path, tmp_path: Path) -> None:
    for text in (LINE, LINE.replace("1994", "1995")):
        with zipfile.ZipFile(folder / "a.zip", "w") as file:
            file.writestr("d.txt", text)
        assert elchi("run", folder, "--out", tmp_path / "out").code == 0
    assert [record["date"] for record in read_lines(tmp_path / "out" / "visits.jsonl")] == ["1995-02-08"]


def test_tables_may_be_larger_than_an_article(elchi: Any, folder: Path, tmp_path: Path) -> None:
    config = tmp_path / "c.yaml"
    config.write_text("input: {max_bytes: 200}\n", encoding="utf-8")
    (folder / "a.jsonl").write_text("".join(json.dumps({"id": at, "text": LINE + "x" * (300 if at == 3 else 0)}) + "\n" for at in range(9)), encoding="utf-8")
    assert elchi("run", folder, "--out", tmp_path / "out", "--config", config).code == 1
    assert outcomes(tmp_path / "out") == {f"a/{at}": "too-large" if at == 3 else "done" for at in range(9)}
