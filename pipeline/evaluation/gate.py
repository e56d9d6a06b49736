"""The gate: no language and kind may fall below its floor, on a corpus that is the one the floors were measured on.

The floors stand in a file beside the gold. Raising them is one call; lowering one, or measuring on a changed corpus, needs a reason, which stays in the file.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.errors import ConfigError
from pipeline.evaluation.scoring import Counts, Scores

NAME = "floors.json"
MEASURES = ("detection", "strict")
SLACK = 0.005  # half a point: a record more or less in a kind and language of a hundred records is no news, two are
Floors = dict[str, dict[str, float]]


@dataclass(frozen=True, slots=True)
class Gate:
    """Floors of F1 (``"visit az"`` -> measure -> floor), the hash of the corpus that they were measured on, and the reasons for every step down."""

    corpus: str
    floors: Floors
    reasons: tuple[dict[str, Any], ...] = ()


def hash_corpus(articles: Path, gold: Path) -> str:
    """A short hash of the names and contents of all articles and gold files."""
    digest = hashlib.sha256()
    for folder in (articles, gold):
        for path in sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith(".")):
            digest.update(f"{folder.name}/{path.relative_to(folder).as_posix()}\0".encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


def measure(scores: Scores) -> Floors:
    """F1 of each kind and language and of everything, in three decimals, rounded down.

    >>> from pipeline.evaluation.scoring import score
    >>> measure(score({"a": []}, {}))
    {'all': {'detection': 0.0, 'strict': 0.0}}
    """
    names = sorted({(cell.kind, cell.language) for cell in scores.cells})
    figures = {"all": {name: _down(scores.total(name).f1) for name in MEASURES}}
    for kind, language in names:
        figures[f"{kind} {language}"] = {name: _down(_total(scores, name, (kind, language)).f1) for name in MEASURES}
    return figures


def _total(scores: Scores, measured: str, group: tuple[str, str]) -> Counts:
    return scores.total(measured, lambda cell: (cell.kind, cell.language) == group)


def _down(value: float | None) -> float:
    return int((value or 0.0) * 1000) / 1000


def failures(gate: Gate, figures: Floors, corpus: str) -> list[str]:
    """What does not pass: figures more than SLACK below their floor, groups that are gone, another corpus. Empty where all is well.

    >>> gate = Gate("c", {"visit az": {"strict": 0.8}})
    >>> failures(gate, {"visit az": {"strict": 0.796}}, "c"), failures(gate, {"visit az": {"strict": 0.79}}, "c")
    ([], ['visit az: strict F1 is 0.790, its floor 0.800'])
    """
    found = []
    if gate.corpus != corpus:
        found.append(f"the corpus is not the one of the floors (hash {corpus}, not {gate.corpus}): elchi gate --raise, with --reason where a floor sinks")
    for name, floors in gate.floors.items():
        for measured, floor in floors.items():
            value = figures.get(name, {}).get(measured, 0.0)
            if value < floor - SLACK - 1e-9:
                found.append(f"{name}: {measured} F1 is {value:.3f}, its floor {floor:.3f}")
    return found


def raised(gate: Gate, figures: Floors, corpus: str, reason: str) -> Gate:
    """A gate whose floors are today's figures. Without a reason no floor may sink: one that would stays where it is on the same corpus.

    ConfigError where the corpus has changed, a floor would have to sink and no reason is given.
    """
    lowered = dict(_lowered(gate, figures))
    if lowered and gate.corpus != corpus and not reason:
        message = f"on the changed corpus these floors would sink: {', '.join(lowered)}"
        raise ConfigError("gate-reason", message, "say why with --reason; it is kept in the file of the floors")
    if not reason:
        kept = {name: {m: max(value, gate.floors.get(name, {}).get(m, 0.0)) for m, value in values.items()} for name, values in figures.items()}
        return Gate(corpus, kept, gate.reasons)
    steps = ({"reason": reason, "corpus": corpus, "lowered": lowered},) if lowered else ()
    return Gate(corpus, figures, (*gate.reasons, *steps))


def _lowered(gate: Gate, figures: Floors) -> Iterator[tuple[str, list[float]]]:
    for name, floors in gate.floors.items():
        for measured, floor in floors.items():
            value = figures.get(name, {}).get(measured, 0.0)
            if value < floor:
                yield f"{name} {measured}", [floor, value]


def read_gate(path: Path) -> Gate:
    """The gate of a file; one without floors where there is no file. ConfigError where it is malformed."""
    if not path.is_file():
        return Gate("", {})
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        floors = {str(name): {str(m): float(value) for m, value in values.items()} for name, values in content["floors"].items()}
        return Gate(str(content["corpus"]), floors, tuple(content["reasons"]))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ConfigError("gate-file", f"{path}: no file of floors: {error}", "write it anew with elchi gate --raise") from error


def write_gate(path: Path, gate: Gate) -> None:
    """Write a gate, one group a line, so that a change of a floor is a change of a line."""
    from pipeline.storage.files import write_text

    lines = ",\n".join(f"  {json.dumps(name)}: {json.dumps(values)}" for name, values in gate.floors.items())
    reasons = ",\n".join(f"  {json.dumps(reason, ensure_ascii=False)}" for reason in gate.reasons)
    write_text(path, f'{{\n"corpus": {json.dumps(gate.corpus)},\n"floors": {{\n{lines}\n}},\n"reasons": [\n{reasons}\n]\n}}\n')
