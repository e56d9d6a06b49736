"""What several tests need."""

from __future__ import annotations

import signal
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

from pipeline.batch.cli import main
from pipeline.batch.engines import in_this_process
from tests import handmade

signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell makes what it starts in the background ignore Ctrl-C, and every child would inherit that


@pytest.fixture
def by_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the records of an article from the lines that are written for it, not from the extraction."""
    flow = ModuleType("pipeline.flow")
    flow.extract = handmade.extract  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "pipeline.flow", flow)
    monkeypatch.setattr("pipeline.batch.run.engine_for", lambda cluster: in_this_process)  # another process would not have the lines


@pytest.fixture
def elchi(by_hand: None, capsys: pytest.CaptureFixture[str]):  # type: ignore[no-untyped-def]
    """Call the command line in this process: exit code, standard output and standard error."""

    def call(*arguments: str | Path) -> SimpleNamespace:
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as error:
            code = int(error.code or 0)
        printed = capsys.readouterr()
        return SimpleNamespace(code=code, out=printed.out, err=printed.err)

    return call


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """A folder with one article, whose records are made by hand."""
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "ties.txt").write_text(handmade.ARTICLE, encoding="utf-8")
    return folder
