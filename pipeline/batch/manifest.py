"""run.json: what ran, on what, with which settings, and what came of it. All that changes from run to run stands under ``timings``."""

from __future__ import annotations

import hashlib
import platform
import sys
from importlib import metadata
from pathlib import Path
from typing import Any

from pipeline import __version__
from pipeline.config import Settings
from pipeline.storage.runs import Run

LIBRARIES = ("pyarrow", "pymorphy3", "PyYAML", "RapidFuzz")  # those whose version can change a record or a file


def describe_run(run: Run, settings: Settings, sources: dict[str, str], files: dict[str, str]) -> dict[str, Any]:
    """Everything about a run but its timings. ``sources`` are the paths of the documents, ``files`` the hashes of what was written."""
    return {
        "elchi": __version__,
        "python": platform.python_version(),
        "libraries": {name: version for name in LIBRARIES if (version := _version(name))},
        "configuration": settings.as_dict(),
        "configuration_hash": settings.digest(),
        "counts": count(run),
        "inputs": [_input(document, run, sources) for document in run.documents],
        "files": files,
    }


def count(run: Run) -> dict[str, int]:
    """How many documents there were, and what was found in them."""
    status = [document["status"] for document in run.documents]
    return {
        "documents": len(status),
        "done": status.count("done"),
        "partial": status.count("partial"),
        "rejected": status.count("rejected"),
        "visits": len(run.of_kind("visit")),
        "agreements": len(run.of_kind("agreement")),
    }


def hash_files(folder: Path, names: list[str]) -> dict[str, str]:
    """The SHA-256 of each file."""
    hashes = {}
    for name in names:
        with (folder / name).open("rb") as file:
            hashes[name] = hashlib.file_digest(file, "sha256").hexdigest()
    return hashes


def _input(document: dict[str, Any], run: Run, sources: dict[str, str]) -> dict[str, Any]:
    return {key: document.get(key) for key in ("doc_id", "status", "sha256", "bytes", "encoding")} | {"path": sources[document["doc_id"]]}


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
