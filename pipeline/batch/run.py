"""The coordinator of a run: every document is processed alone, and only this module writes."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pipeline.batch.inputs import Source, find_sources
from pipeline.batch.manifest import count, describe_run, hash_files, peak_memory
from pipeline.batch.progress import tracked
from pipeline.config import Settings
from pipeline.errors import ElchiError
from pipeline.storage.files import prepare_folder, write_text
from pipeline.storage.runs import Run, write_run


class NothingUsableError(ElchiError):
    """There is nothing to read, or nothing of it could be read."""


def run(paths: Sequence[str], folder: Path, settings: Settings) -> dict[str, int]:
    """Extract the records of all articles under ``paths`` and write them into ``folder``. Returns the counts of the run.

    Raises ConfigError before any work where a path or the folder is wrong, NothingUsableError where the paths hold no article.
    """
    started = time.perf_counter()
    sources = find_sources(paths, settings.input.suffixes)
    if not sources:
        wanted = ", ".join(settings.input.suffixes)
        raise NothingUsableError("no-articles", f"no article under {', '.join(paths)}", f"files ending in {wanted} are taken from a folder")
    prepare_folder(folder)
    result = collect(sources, settings.input.max_bytes)
    extracted = time.perf_counter()
    files = write_run(folder, result, settings.output)
    manifest = describe_run(result, settings, {source.doc_id: str(source.path) for source in sources}, hash_files(folder, files))
    timings: dict[str, Any] = {
        "extraction_seconds": round(extracted - started, 3),
        "writing_seconds": round(time.perf_counter() - extracted, 3),
    }
    timings |= {"cpu_seconds": round(time.process_time(), 3), "finished": _now()}
    timings |= {"peak_memory_bytes": peak_memory()}
    write_text(folder / "run.json", _json(manifest | {"timings": timings}))
    return count(result)


def collect(sources: list[Source], max_bytes: int) -> Run:
    """Process each source; the documents of the result stand in the order of the sources."""
    from pipeline.batch.work import process

    records, documents, rejects = [], [], []
    for outcome in tracked((process(source, max_bytes) for source in sources), len(sources)):
        records += outcome.records
        documents.append(outcome.document)
        rejects += outcome.rejects
    return Run(records, documents, rejects)


def _now() -> str:
    """The time of day: the one place where a run looks at the clock's date."""
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
