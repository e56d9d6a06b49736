"""Persons of a sentence who are not those that travel: their office names a body, or what they are named for is theirs."""

from __future__ import annotations

from pipeline.records.arguments.events import find_events
from pipeline.records.scenes.scene import Argument, Scene
from pipeline.values import Predicate


def names_event(scene: Scene, argument: Argument) -> bool:
    """True for an office that only tells what kind of meeting or body the noun right behind it is, in a language that marks such nouns: "nazirlər görüşündə"."""
    if not scene.lexicon.predicate_last or argument.actor is None or argument.actor.name or "nom" not in argument.marks:
        return False
    if scene.lexicon.of_body.match(scene.folded, argument.stop, scene.stop):
        return True
    nouns = [noun for noun in scene.told("event", "talks") if noun.form == "noun" and noun.start >= argument.stop and not scene.folded[argument.stop : noun.start].strip()]
    return bool(nouns) and scene.lexicon.event_cases[:1] != () and scene.lexicon.event_cases[0].fullmatch(scene.folded, nouns[0].start, nouns[0].stop) is not None


def is_of_event(scene: Scene, argument: Argument) -> bool:
    """True for somebody whose event it is, inside its name, in a language that names an event behind its word: "на похоронах Иосипа Броз Тито"."""
    return bool(scene.lexicon.governs) and any(event.is_occasion and event.start < argument.start < event.stop for event in find_events(scene))


def owns_with_next(scene: Scene, predicate: Predicate, argument: Argument) -> bool:
    """True for the first of two owners, only the second of whom bears the case, before an event that is theirs: "A və xanımı B-nin dəfn mərasimində iştirak edib"."""
    behind = next((a for a in scene.actors if a.start >= argument.stop), None)
    if not scene.lexicon.predicate_last or predicate.form != "finite" or argument.marks != ("nom",) or behind is None or behind.actor is None or behind.marks != ("gen",) or behind.actor.rule == "pronoun":
        return False
    between = scene.folded[argument.stop : behind.start].split()
    owned = any(behind.stop <= noun.start and scene.words_between(behind.stop, noun.start) <= 1 for noun in scene.told("event", "talks"))
    return owned and 0 < len(between) <= 2 and scene.lexicon.coordinators.fullmatch(between[0]) is not None


def is_of_next_journey(scene: Scene, predicate: Predicate, candidate: Argument) -> bool:
    """True for the possessor of another journey behind a finite verb: "paid a visit in March, which was followed by the visit of B"."""
    between = [verb.form for verb in scene.predicates if predicate.stop <= verb.start < candidate.start and (verb.form == "finite" or verb.sense == "trip")]
    return "of" in candidate.marks and "finite" in between and between[-1:] == ["noun"]
