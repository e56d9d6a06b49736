"""Travellers whom a sentence names in other places than a subject's: beside the one who tells the text, in a list behind a colon."""

from __future__ import annotations

from dataclasses import replace

from pipeline.records.scenes.scene import DASHES, Argument, Scene
from pipeline.values import Actor, Predicate

AMONG = 2  # words between "among them" and the first name
NEAR = 40  # characters behind a verb in which the teller's companion stands


def with_teller(scene: Scene, predicate: Predicate, candidates: list[Argument]) -> Argument | None:
    """With whom the one who tells the text travelled: "he and I flew to Vienna" ("мы с ним летали в Вену")."""
    low, _ = scene.clause(predicate.start)
    if not scene.lexicon.governs or predicate.form != "finite" or scene.search(scene.lexicon.we, low, predicate.start) is None:
        return None
    beside = [c for c in candidates if set(scene.lexicon.with_marks) & set(c.marks) and c.actor and c.actor.name and low <= c.start < predicate.stop + NEAR]
    return beside[0] if beside else None


def listed_behind(scene: Scene, predicate: Predicate, chosen: Argument, candidates: list[Argument]) -> list[Actor]:
    """The people of a list behind a colon that semicolons part: "arrived: A – Russia; B – China"."""
    if scene.folded[predicate.stop : chosen.start].strip() != ":" or ";" not in scene.folded[chosen.stop : scene.stop]:
        return []
    verbs = [verb.start for verb in scene.predicates if verb.form == "finite" and verb.start > chosen.stop]
    high = min([scene.stop, *verbs])
    listed = [c for c in candidates if chosen.start <= c.start < high and "nom" in c.marks and c.actor and c.actor.name]
    return [replace(c.actor, country=c.actor.country or _state_behind(scene, c)) for c in listed if c.actor]


def listed_among(scene: Scene, predicate: Predicate, candidates: list[Argument]) -> list[Argument]:
    """Those named of many whom nobody names: "more than a thousand delegates took part, among them A of Thailand; B and C"."""
    among = next(iter(scene.finditer(scene.lexicon.among, predicate.stop, scene.stop)), None)
    if among is None or any(verb.form == "finite" and predicate.stop <= verb.start < among.start() for verb in scene.predicates):
        return []
    verbs = [verb.start for verb in scene.predicates if verb.form == "finite" and verb.start > among.end()]
    listed = [c for c in candidates if among.end() <= c.start < min([scene.stop, *verbs]) and c.actor and c.actor.name and {"nom", "subj", "obj"} & set(c.marks)]
    return listed if listed and scene.words_between(among.end(), listed[0].start) <= AMONG else []


def _state_behind(scene: Scene, argument: Argument) -> str | None:
    """The state named behind a person and a dash: "A – Russia"."""
    return next((p.code for p in scene.all_places if p.kind == "country" and p.start >= argument.stop and scene.folded[argument.stop : p.start].strip() in DASHES), None)
