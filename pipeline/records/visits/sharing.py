"""Several visits that share one noun: "the visits of A to Baku in March and of B to Kyiv in May", "A's visit to Baku in March and B's to Kyiv in May"."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.records.arguments.localities import can_host
from pipeline.records.arguments.usable import usable
from pipeline.records.participants.hosts import host_at, is_abroad
from pipeline.records.scenes.scene import Argument, Scene
from pipeline.records.told.drafts import VisitDraft
from pipeline.records.visits.gapping import Told
from pipeline.values import Date, Predicate

_POSSESSOR = re.compile(r"['’]s?(?!\w)")


def read_sharing(scene: Scene, told: list[Told]) -> list[VisitDraft]:
    """The visits of those behind the first one who have a place of their own behind them, and no word for a visit."""
    if scene.lexicon.clauses is None:
        return []
    nouns = {noun.stop: noun for noun in scene.told("trip") if noun.form == "noun"}
    return [one for stop, drafts in told if stop in nouns and drafts for one in _further(scene, nouns[stop], drafts[-1])]


def _further(scene: Scene, noun: Predicate, first: VisitDraft) -> list[VisitDraft]:
    verbs = [verb.group_start for verb in scene.predicates if verb.start > noun.stop and (verb.form == "finite" or verb.sense == "trip")]
    high = min([scene.stop, *verbs])
    places = [a for a in scene.places if noun.stop <= a.start < high and can_host(a)]
    dates = [date for date in usable(scene) if noun.stop <= date.start < high]
    found = []
    for person, goal in _pairs(scene, places, high):
        later = [other.start for other, _ in _pairs(scene, places, high) if other.start > goal.start]
        date = next((one.edtf for one in dates if goal.stop <= one.start < min([high, *later])), None)
        if not _goes_on(scene, person, places, dates) or person.actor is None or goal.place is None:
            break
        host = host_at(goal.place)
        who = replace(first, visitor_name=person.actor.name, visitor_office=person.actor.office, visitor_country=person.actor.country, host_country=host.country, host_place=host.place)
        found += [replace(who, date=date, occasion=None, visit_type=first.visit_type if noun.plural else None, echo=False)] if is_abroad(person.actor, host) else []
    return found


def _pairs(scene: Scene, places: list[Argument], high: int) -> list[tuple[Argument, Argument]]:
    """Those named behind the first place, each with the place right behind him: "B's to Kyiv"."""
    people = [a for a in scene.actors if places and places[0].stop <= a.start < high and a.actor and (a.actor.name or a.actor.office) and a.actor.reference != "pronoun"]
    goals = [(person, next((a for a in places if a.start >= person.stop), None)) for person in people]
    return [(person, goal) for person, goal in goals if goal and goal.marks == ("to",) and _is_little(scene, person.stop, goal.start)]


def _goes_on(scene: Scene, person: Argument, places: list[Argument], dates: list[Date]) -> bool:
    """True for one whom only connecting words part from the place or date of the one before."""
    stops = [*(place.stop for place in places), *(date.stop for date in dates)]
    return _is_little(scene, max(stop for stop in stops if stop <= person.start), person.start)


def _is_little(scene: Scene, low: int, high: int) -> bool:
    words = re.findall(r"[^\W\d_]+|[^\w\s]", _POSSESSOR.sub(" ", scene.folded[low:high]))
    lexicon, determiners = scene.lexicon, scene.lexicon.clauses.determiners if scene.lexicon.clauses else frozenset()
    return all(word in ",();" or word in lexicon.prepositions or word in lexicon.joining or word in determiners for word in words)
