"""A run as one page for a reader who is a historian: it works offline, in print and by keyboard."""

from __future__ import annotations

from pathlib import Path

from pipeline.config import ReportSettings

NAME = "report.html"


def write_report(folder: Path, gold: Path | None, settings: ReportSettings) -> Path:
    """Write ``report.html`` into a run folder; its path. With a folder of gold, the evaluation is part of it.

    Raises ConfigError where the folder is no run, GoldError where the gold is malformed.
    """
    from pipeline.report.assessment import assess
    from pipeline.report.data import build
    from pipeline.report.page import render
    from pipeline.storage.files import write_text
    from pipeline.storage.runs import read_manifest, read_run

    run = read_run(folder)
    data = build(run, read_manifest(folder), assess(run, gold) if gold else None, settings)
    write_text(folder / NAME, render(data, settings.language))
    return folder / NAME
