"""Whom a participle or a relative word means: the phrase right before its comma, in a language that tells subjects by their case."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.records.scene import Argument, Scene
from pipeline.values import Predicate

TRAVELLING = ("go", "come", "visit", "stay", "leave", "return", "attend", "represent")
NEAR = 3  # words between a relative word or participle and the verb, besides dates and places


def antecedent(scene: Scene, predicate: Predicate, candidates: Sequence[Argument]) -> Argument | None:
    """Who travels where a participle ("with A, who had come": "с А., прибывшим") or a relative clause says it of the phrase before a comma."""
    if not scene.lexicon.governs or predicate.passive or predicate.sense not in TRAVELLING:
        return None
    if predicate.form == "participle" and predicate.cases:
        behind = next((c for c in candidates if c.start >= predicate.stop and not scene.folded[predicate.stop : c.start].strip()), None)
        return _described(scene, predicate.group_start, candidates, predicate.cases) or (behind if behind and _agrees(behind, predicate.cases) else None)
    if predicate.form != "finite":
        return None
    low, _ = scene.clause(predicate.start)
    relative = list(scene.finditer(scene.lexicon.relative_subject, low, predicate.group_start))
    verbs = any(relative and relative[-1].end() <= verb.start < predicate.group_start and verb.form == "finite" for verb in scene.predicates)
    named = any(relative and relative[-1].end() <= c.start < predicate.group_start and c.marks[:1] == ("nom",) for c in candidates)
    return _described(scene, relative[-1].start(), candidates, ()) if relative and not verbs and not named else None


def _described(scene: Scene, position: int, candidates: Sequence[Argument], cases: Sequence[str]) -> Argument | None:
    """The phrase that a comma parts from a position, with nothing but dates and places behind the comma."""
    before = [c for c in candidates if c.stop <= position and (not cases or _agrees(c, cases))]
    if not before:
        return None
    gap = scene.folded[before[-1].stop : position]
    spans = [*((date.start, date.stop) for date in scene.dates), *((place.start, place.stop) for place in scene.places)]
    for start, stop in sorted(((a, b) for a, b in spans if before[-1].stop <= a and b <= position), reverse=True):
        gap = gap[: start - before[-1].stop] + gap[stop - before[-1].stop :]
    words = gap.split()
    led = gap.lstrip().startswith(",") and gap.count(",") == 1
    return before[-1] if led and all(len(word.strip(",")) <= NEAR for word in words) else None


def _agrees(argument: Argument, cases: Sequence[str]) -> bool:
    """True where a phrase may stand in one of these cases, with or without a preposition."""
    return bool({mark.rpartition("+")[2] for mark in argument.marks} & set(cases))
