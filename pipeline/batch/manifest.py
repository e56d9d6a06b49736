"""run.json: what ran, on what, with which settings, and what came of it. All that changes from run to run stands under ``timings``."""

from __future__ import annotations

import hashlib
import json
import os
import platform
import sys
import time
from collections import Counter
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path
from typing import Any

from pipeline import __version__
from pipeline.config import Settings, digest_of
from pipeline.storage.files import replacing
from pipeline.storage.runs import Streams

LIBRARIES = ("pyarrow", "pymorphy3", "pypdfium2", "PyYAML", "RapidFuzz", "trafilatura")  # those whose version can change a record or a file


def describe_run(streams: Streams, settings: Settings, files: dict[str, str]) -> tuple[dict[str, Any], dict[str, int]]:
    """Everything about a run but its inputs and timings, and its counts. ``files`` are the hashes of what was written."""
    counts = count(streams)
    configuration = {name: value for name, value in settings.as_dict().items() if name != "run"}
    head = {
        "elchi": __version__,
        "python": platform.python_version(),
        "libraries": {name: version for name in LIBRARIES if (version := _version(name))},
        "configuration": configuration,
        "configuration_hash": digest_of(configuration),
        "counts": counts,
        "files": files,
    }
    return head, counts


def count(streams: Streams) -> dict[str, int]:
    """How many documents there were, and what was found in them."""
    status = Counter(document["status"] for document in streams.documents())
    return {
        "documents": status.total(),
        "done": status["done"],
        "partial": status["partial"],
        "rejected": status["rejected"],
        "visits": sum(1 for _ in streams.visits()),
        "agreements": sum(1 for _ in streams.agreements()),
    }


def write_manifest(path: Path, head: dict[str, Any], inputs: Iterable[dict[str, Any]], taken: dict[str, Any]) -> None:
    """Write run.json, one input a line, without holding them all."""
    with replacing(path) as temporary, temporary.open("w", encoding="utf-8", newline="\n") as file:
        file.write(json.dumps(head, ensure_ascii=False, indent=1)[:-2] + ',\n "inputs": [')
        for at, entry in enumerate(inputs):
            file.write(("," if at else "") + "\n  " + json.dumps(entry, ensure_ascii=False))
        file.write('\n ],\n "timings": ' + json.dumps(taken, ensure_ascii=False) + "\n}\n")


def timings(extraction: float, writing: float) -> dict[str, Any]:
    """What changes from run to run."""
    return {
        "extraction_seconds": round(extraction, 3), "writing_seconds": round(writing, 3), "cpu_seconds": round(cpu_seconds(), 3),
        "finished": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()), "peak_memory_bytes": peak_memory(),
    }  # fmt: skip


def cpu_seconds() -> float:
    """Processor time of this process and of the workers that have ended."""
    taken = os.times()
    return taken.user + taken.system + taken.children_user + taken.children_system


def hash_files(folder: Path, names: list[str]) -> dict[str, str]:
    """The SHA-256 of each file."""
    hashes = {}
    for name in names:
        with (folder / name).open("rb") as file:
            hashes[name] = hashlib.file_digest(file, "sha256").hexdigest()
    return hashes


def _version(name: str) -> str | None:
    """The version of a library that is installed. Its metadata is read, the library is not loaded."""
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def peak_memory() -> int | None:
    """The most memory the process has held, in bytes; None where the system does not tell."""
    try:
        import resource
    except ImportError:
        return None
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
