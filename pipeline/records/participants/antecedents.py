"""Whom a participle or a relative word means: the phrase right before its comma, in a language that tells subjects by their case, or right behind a participle."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.records.scenes.scene import Argument, Scene
from pipeline.records.told.drafts import VisitDraft
from pipeline.values import Actor, Predicate

TRAVELLING = ("go", "come", "visit", "stay", "leave", "return", "attend", "represent")
BROUGHT = ("receive", "expect", "invite", "bring")
FATES = ("cancel", "postpone", "begin", "end", "happen", "plan")
PRONOUN = "pronoun"  # of the entity stage
_SIGN = re.compile(r"[,;:()]|\s[–—-]\s")
NEAR = 3  # words between a relative word or participle and the verb, besides dates and places


def antecedent(scene: Scene, predicate: Predicate, candidates: Sequence[Argument]) -> Argument | None:
    """Who travels where a participle ("with A, who had come": "с А., прибывшим") or a relative clause says it of the phrase before a comma."""
    if scene.lexicon.positional and predicate.sense in BROUGHT and predicate.form == "finite" and not predicate.passive:
        return _whom(scene, predicate, candidates)
    if not scene.lexicon.governs or predicate.passive:
        return None
    if predicate.sense in BROUGHT:
        return _object(scene, predicate, candidates)
    if predicate.sense not in TRAVELLING:
        return None
    if predicate.form == "participle" and predicate.cases:
        behind = next((c for c in candidates if c.start >= predicate.stop and not (c.actor and c.actor.rule == PRONOUN) and not _without_spans(scene, predicate.stop, c.start)), None)
        return _described(scene, predicate.group_start, candidates, predicate.cases) or (behind if behind and _agrees(behind, predicate.cases) else _headed(scene, predicate, candidates))
    return of_relative(scene, predicate, candidates) if predicate.form == "finite" else None


def _headed(scene: Scene, participle: Predicate, candidates: Sequence[Argument]) -> Argument | None:
    """Who stands behind all that belongs to a participle that no comma opens: "А. и [приехавшая к нему в гости] канцлер Б."."""
    heads = [c for c in candidates if c.start >= participle.stop and _agrees(c, participle.cases) and not (c.actor and c.actor.rule == PRONOUN)]
    if not heads or scene.folded[scene.start : participle.group_start].rstrip().endswith(","):
        return None
    verbs = any(participle.stop <= verb.start < heads[0].start and verb.form in ("finite", "participle") for verb in scene.predicates)
    return None if verbs or _SIGN.search(scene.folded, participle.stop, heads[0].start) else heads[0]


def of_relative(scene: Scene, predicate: Predicate, candidates: Sequence[Argument]) -> Argument | None:
    """Whom the relative word means that is the subject of a verb: "after A, who ended his visit" ("вслед за А., который завершил визит")."""
    low, _ = scene.clause(predicate.start)
    relative = list(scene.finditer(scene.lexicon.relative_subject, low, predicate.group_start))
    verbs = any(relative and relative[-1].end() <= verb.start < predicate.group_start and verb.form == "finite" for verb in scene.predicates)
    named = any(relative and relative[-1].end() <= c.start < predicate.group_start and c.marks[:1] == ("nom",) for c in candidates)
    return _described(scene, relative[-1].start(), candidates, ()) if relative and not verbs and not named else None


def _object(scene: Scene, predicate: Predicate, candidates: Sequence[Argument]) -> Argument | None:
    """Who is received, awaited or invited in a relative clause that says so of the phrase before it ("А., которого принимали в Баку")."""
    low, _ = scene.clause(predicate.start)
    relative = list(scene.finditer(scene.lexicon.relative_object, low, predicate.group_start))
    if predicate.form == "noun" or not relative:
        return None
    verbs = any(relative[-1].end() <= verb.start < predicate.group_start and verb.form == "finite" for verb in scene.predicates)
    return None if verbs else _described(scene, relative[-1].start(), candidates, ())


def _whom(scene: Scene, predicate: Predicate, candidates: Sequence[Argument]) -> Argument | None:
    """Who is received in a relative clause, in a language that tells the object by its place: "A, whom B had received in Bonn"."""
    relative = list(scene.finditer(scene.lexicon.relative_object, max(scene.start, predicate.group_start - 100), predicate.group_start))
    if not relative or any(relative[-1].end() <= verb.start < predicate.group_start and verb.form != "noun" for verb in scene.predicates):
        return None
    before = [c for c in candidates if c.stop <= relative[-1].start()]
    return before[-1] if before and scene.folded[before[-1].stop : relative[-1].start()].strip() in ("", ",") else None


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


def _without_spans(scene: Scene, low: int, high: int) -> list[str]:
    """The words between two positions, besides dates, places and prepositions."""
    gap = scene.folded[low:high]
    spans = [*((date.start, date.stop) for date in scene.dates), *((place.start, place.stop) for place in scene.places)]
    for start, stop in sorted(((a, b) for a, b in spans if low <= a and b <= high), reverse=True):
        gap = gap[: start - low] + gap[stop - low :]
    return [word for word in gap.split() if word not in scene.lexicon.prepositions]


def _agrees(argument: Argument, cases: Sequence[str]) -> bool:
    """True where a phrase may stand in one of these cases, with or without a preposition."""
    return bool({mark.rpartition("+")[2] for mark in argument.marks} & set(cases))


def guest_goes_on(scene: Scene, predicate: Predicate, visitors: list[Actor], told: list[VisitDraft]) -> list[Actor]:
    """Who "he" is behind a reception told with its guest first: "the president was received by A, and the next day he was in Malta" ("президента принял А., а на другой день он ...")."""
    if len(visitors) != 1 or visitors[0].reference != "pronoun" or not told or told[-1].phase != "within" or not scene.lexicon.governs:
        return visitors
    last = told[-1]
    receptions = [verb for verb in scene.told("receive") if verb.stop <= predicate.start and not verb.passive]
    first = [a for a in scene.actors if receptions and a.stop <= receptions[-1].start and a.actor and a.actor.name == last.visitor_name]
    behind = [a for a in scene.actors if receptions and receptions[-1].stop <= a.start < predicate.start and a.actor and a.actor.name == visitors[0].name]
    if not first or not behind:
        return visitors
    return [replace(visitors[0], name=last.visitor_name, office=last.visitor_office, country=last.visitor_country)]


def modified(scene: Scene, predicate: Predicate, role: str, candidates: list[Argument]) -> Argument | None:
    """Who stands right behind a participle in a language that puts it before its noun: he does what it says, whatever his own case."""
    if not scene.lexicon.predicate_last or predicate.sense in ("invite", "bring", "represent"):
        return None
    verb = predicate if predicate.form == "participle" else _fate_of(scene, predicate) if predicate.sense == "trip" else _participle_after(scene, predicate)
    acts = "receiver" if predicate.sense == "receive" and not predicate.passive else "visitor"
    return next((c for c in candidates if verb and role == acts and c.start >= verb.stop and not scene.folded[verb.stop : c.start].strip()), None)


def _fate_of(scene: Scene, trip: Predicate) -> Predicate | None:
    """The participle that tells, before the one whose visit it is, what became of a visit: "Bakıya səfəri ləğv edilmiş prezident"."""
    after = next((verb for verb in scene.predicates if verb.start >= trip.stop and verb.form != "noun"), None)
    if trip.form != "noun" or after is None or after.form != "participle" or after.possessed or after.sense not in FATES:
        return None
    low, _ = scene.clause(trip.start)
    owned = any(low <= a.start < after.start and {"gen", "nom"} & set(a.marks) for a in scene.actors)
    return None if owned or re.search(r"[,;:–—.]", scene.folded[trip.stop : after.start]) else after


def _participle_after(scene: Scene, predicate: Predicate) -> Predicate | None:
    """The participle that a verb without a subject is joined to, with no sign between them: "Riqaya gəlib ertəsi gün qayıdan nazir"."""
    after = next((verb for verb in scene.predicates if verb.start >= predicate.stop and verb.form != "noun"), None)
    if predicate.form not in ("finite", "converb") or after is None or after.form != "participle" or after.passive:
        return None
    return None if re.search(r"[,;:–—.]", scene.folded[predicate.stop : after.start]) or any("nom" in a.marks for a in scene.actors if a.start < after.start) else after
