"""A visit told by the word for returning it, behind the visit that it answers: "paid a visit to Brazil, which A returned in March"."""

from __future__ import annotations

from dataclasses import replace

from pipeline.records.arguments.usable import usable
from pipeline.records.scenes.scene import Argument, Scene
from pipeline.records.told.drafts import VisitDraft
from pipeline.values import Predicate

NEAR = 3  # words between the verb and its date, or who is named behind it


def read_repaid(scene: Scene, predicate: Predicate, told: list[VisitDraft]) -> list[VisitDraft]:
    """The visit of one of the host country in answer to the one told before in the sentence, in a language that tells subjects by their place."""
    nouns = [noun for noun in scene.told("trip") if noun.stop <= predicate.start]
    if predicate.sense != "return" or not (scene.lexicon.positional and told and nouns) or told[-1].visitor_country is None:
        return []
    people = [a for a in scene.actors if a.actor and (a.actor.name or a.actor.office) and a.actor.country in (None, told[-1].host_country) and _answers(scene, predicate, nouns[-1], a)]
    if not people or people[0].actor is None:
        return []
    who = people[0].actor
    dates = [date.edtf for date in usable(scene) if date.start >= max(predicate.stop, people[0].start) and scene.words_between(max(predicate.stop, people[0].stop), date.start) <= NEAR]
    return [
        replace(
            told[-1], visitor_name=who.name, visitor_office=who.office, visitor_country=told[-1].host_country, host_country=told[-1].visitor_country, host_place=None,
            visit_type=None, occasion=None, date=dates[0] if dates else None, phase="", count=1, scenes=(scene.index,), rules=(predicate.id,), echo=False,
        )
    ]  # fmt: skip


def _answers(scene: Scene, predicate: Predicate, noun: Predicate, person: Argument) -> bool:
    """True for who returns the visit: between the relative word and the verb, or behind the passive."""
    if predicate.stop <= person.start:
        return "by" in person.marks and scene.words_between(predicate.stop, person.start) <= NEAR
    before = scene.folded[noun.stop : person.start].split()
    relative = scene.lexicon.clauses.relative if scene.lexicon.clauses else frozenset()
    return noun.stop <= person.start and person.stop <= predicate.start and bool(before) and before[-1] in relative and scene.words_between(person.stop, predicate.start) <= 1
