"""Which files paths stand for, and the name each article gets."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.batch.inputs import find_sources
from pipeline.errors import ConfigError

NAMES = [
    (["a.txt", "b.txt"], ["a", "b"]),
    (["x/a.txt", "y/a.txt", "y/b.txt"], ["b", "x/a", "y/a"]),
    (["p/x/a.txt", "q/x/a.txt"], ["p/x/a", "q/x/a"]),
    (["x/a.b.txt"], ["a.b"]),
]


def make(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", encoding="utf-8")


@pytest.mark.parametrize(("files", "doc_ids"), NAMES)
def test_names(tmp_path: Path, files: list[str], doc_ids: list[str]) -> None:
    make(tmp_path, *files)
    assert [source.doc_id for source in find_sources([str(tmp_path)], (".txt",))] == doc_ids
    backwards = [str(tmp_path / name) for name in reversed(files)]
    assert [source.doc_id for source in find_sources(backwards, (".txt",))] == doc_ids


def test_two_suffixes_of_one_name_are_told_apart_by_them(tmp_path: Path) -> None:
    make(tmp_path, "a.txt", "a.md")
    names = [source.doc_id for source in find_sources([str(tmp_path)], (".txt", ".md"))]
    assert [name.rpartition("/")[2] for name in names] == ["a.md", "a.txt"]


def test_folders_patterns_and_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path, "a.txt", "sub/b.TXT", "sub/.c.txt", ".git/d.txt", "e.pdf")
    (tmp_path / "again.txt").symlink_to(tmp_path / "a.txt")
    monkeypatch.chdir(tmp_path)

    def names(*paths: str) -> list[str]:
        return [source.doc_id for source in find_sources(paths, (".txt",))]

    assert names(".") == ["a", "b"]
    assert names("*.txt", "a.txt") == ["a"]
    assert names("**/*.TXT") == ["b"]
    assert names("e.pdf") == ["e"]
    assert names("s*") == ["b"]
    make(tmp_path, "a[1].txt")
    assert names("a[1].txt") == ["a[1]"]


@pytest.mark.parametrize("path", ["missing.txt", "*.doc"])
def test_a_path_that_stands_for_nothing_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ConfigError):
        find_sources([path], (".txt",))


def test_names_that_are_not_utf8_can_be_written(tmp_path: Path) -> None:
    name = b"caf\xe9.txt".decode("utf-8", "surrogateescape")
    make(tmp_path, name)
    assert [source.doc_id.encode() for source in find_sources([str(tmp_path)], (".txt",))] == ["caf\ufffd".encode()]
