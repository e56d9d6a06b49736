"""Sets that come as an archive of texts with spans and objects beside them."""

from __future__ import annotations

import tarfile
from pathlib import Path
from typing import Any

from pipeline.training.passages import Passage

_NAMING = ("name", "surname", "patronymic", "nickname", "org_name", "loc_name")  # spans that belong to a name; others are a job or a kind of thing


def read_spans(path: Path, entry: dict[str, Any], folder: Path) -> list[Passage]:
    """The paragraphs of all texts of an archive, in the order of their names; the ends of their sentences are not known."""
    with tarfile.open(path) as archive:
        files = {Path(member.name).name: archive.extractfile(member) for member in archive.getmembers() if member.isfile()}
        texts = {name: file.read().decode("utf-8") for name, file in files.items() if file is not None}
    found: list[Passage] = []
    for name in sorted(texts):
        if name.endswith(".txt"):
            stem = name.removesuffix(".txt")
            found += _paragraphs(texts[name], _names(texts[f"{stem}.spans"], texts[f"{stem}.objects"], entry["labels"]))
    return found


def _names(spans: str, objects: str, labels: dict[str, str]) -> list[tuple[int, int, str]]:
    """The names: each object from its first naming span to its last."""
    known = {}
    for line in spans.splitlines():
        number, kind, start, length, *_ = line.split()
        if kind in _NAMING:
            known[number] = (int(start), int(start) + int(length))
    found = []
    for line in objects.splitlines():
        _, kind, *numbers = line.split("#")[0].split()
        parts = [known[number] for number in numbers if number in known]
        if parts and kind in labels:
            found.append((min(start for start, _ in parts), max(stop for _, stop in parts), labels[kind]))
    return sorted(set(found))


def _paragraphs(text: str, names: list[tuple[int, int, str]]) -> list[Passage]:
    """The lines that end like a sentence, with the names that lie in them; of two that overlap the first is kept."""
    found, at = [], 0
    for line in text.split("\n"):
        start, stop = at, at + len(line)
        at = stop + 1
        inside: list[tuple[int, int, str]] = []
        for first, last, label in names:
            if start <= first and last <= stop and (not inside or inside[-1][1] <= first - start):
                inside.append((first - start, last - start, label))
        if line.strip() and line == line.strip() and line[-1] in ".!?…»\"":
            found.append(Passage(line, (), tuple(inside)))
    return found
