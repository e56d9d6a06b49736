"""The manifest of a folder of models: the hash of each file, so that a damaged one is told from a sound one before it is loaded."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from pipeline.errors import ModelError

FILE = "manifest.json"


def write_manifest(folder: Path, made_by: str) -> None:
    """Write the hashes of all files of a folder, and the command that made them."""
    data = {"made_by": made_by, "files": _hashes(folder)}
    (folder / FILE).write_text(json.dumps(data, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def check_manifest(folder: Path, hint: str) -> None:
    """ModelError where a file of the folder is missing or is not what its manifest says. A folder without a manifest is taken as it is."""
    if not (folder / FILE).is_file():
        return
    try:
        wanted = json.loads((folder / FILE).read_text(encoding="utf-8"))["files"]
    except (ValueError, KeyError, TypeError) as error:
        raise ModelError("model-damaged", f"{folder / FILE}: is no manifest of a model: {error}", hint) from error
    found = _hashes(folder)
    for name, digest in sorted(wanted.items()):
        if name not in found:
            raise ModelError("model-missing", f"{folder / name}: this file of the model is missing", hint)
        if found[name] != digest:
            raise ModelError("model-damaged", f"{folder / name}: this file of the model is damaged", hint)


def _hashes(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != FILE)
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
