"""The commands as functions, for a script or a notebook: the same words, the same results."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.config import Settings

if TYPE_CHECKING:
    from pipeline.report.notebook import Results
    from pipeline.values import Document


def run(
    paths: str | Path | Iterable[str | Path], folder: str | Path, settings: Settings | None = None, *, workers: int = 0, cluster: str | None = None,
    retry: Iterable[str] = (),
) -> Results:  # fmt: skip
    """Read all articles under some paths into a run folder, as ``elchi run`` does, and hand on what is in it afterwards.

    ``workers``, ``cluster`` and ``retry`` are the options of the command. Raises NothingUsableError where there is no article.
    """
    from pipeline.batch import run as coordinator
    from pipeline.report.notebook import load

    settings = settings or Settings()
    if workers:
        settings = replace(settings, run=replace(settings.run, workers=workers))
    names = [paths] if isinstance(paths, (str, Path)) else list(paths)
    coordinator.run([str(name) for name in names], Path(folder), settings, coordinator.Options(tuple(retry), cluster, quiet=True))
    return load(Path(folder))


def read_file(path: str | Path, settings: Settings | None = None) -> Document:
    """The Document of a file of any format. DocumentError, with the reason, where it cannot be read.

    The file is read in this process, without the limits of memory and time that ``run`` sets: for files that you trust.
    """
    from pipeline.batch.containers import read_source
    from pipeline.batch.inputs import Source
    from pipeline.documents import read_text

    _, reading = read_source(Source(str(path), Path(path).stem), settings or Settings())
    return read_text(reading.text, Path(path).stem, str(path), encoding=reading.encoding)


def extract_file(path: str | Path, settings: Settings | None = None) -> list[dict[str, Any]]:
    """The records of a file, visits first, with page numbers where it has pages. DocumentError, with the reason, where it cannot be read."""
    from pipeline.batch.inputs import Source
    from pipeline.batch.work import process
    from pipeline.errors import DocumentError

    outcome = process(Source(str(path), Path(path).stem), settings or Settings())
    if outcome["document"]["status"] == "rejected":
        reject = outcome["rejects"][0]
        raise DocumentError(reject["code"], reject["message"], reject["hint"])
    return list(outcome["records"])


def load_into(folder: str | Path, address: str | None = None, *, complete: bool = False) -> dict[str, Any]:
    """Put a run into a database, as ``elchi load`` does; without an address into that of the variable ``ELCHI_DATABASE``."""
    from pipeline.storage.warehouse.address import find_address
    from pipeline.storage.warehouse.load import load_run

    return load_run(Path(folder), find_address(address), complete=complete)


def export(folder: str | Path, form: str, out: str | Path) -> dict[str, Any]:
    """Write a run in a form that others read, as ``elchi export`` does."""
    from pipeline.storage.exchange import export_run

    return export_run(Path(folder), form, Path(out))
