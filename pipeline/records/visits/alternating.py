"""Several people each with a place of his own, and one verb for all: "A went to Paris in May, B to Rome in June and C to Madrid in July"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from pipeline.records.arguments.localities import can_host
from pipeline.records.arguments.repeats import dates_behind
from pipeline.records.arguments.usable import usable
from pipeline.records.participants.hosts import host_at, is_abroad
from pipeline.records.scenes.scene import Argument, Scene
from pipeline.records.told.drafts import VisitDraft

_PARTED = re.compile(r"[,;]")
Pair = tuple[Argument, Argument]


def in_alternation(scene: Scene, drafts: list[VisitDraft]) -> list[VisitDraft]:
    """The drafts of a sentence in which people and places take turns around one verb: each to his place, with his date or that of all."""
    pairs = _pairs(scene)
    told = [draft for draft in drafts for person, place in pairs if _is_told(draft, person, place)]
    if len(pairs) < 2 or not told or len({(draft.visitor_name, draft.host_country) for draft in told}) == len(pairs):
        return drafts
    own = dates_behind(scene, [(person.start, person.stop) for person, _ in pairs])
    everybody = [date.edtf for date in usable(scene) if date.stop <= pairs[0][0].start]
    shared = everybody[0] if len(everybody) == 1 else told[0].date if not any(own[1:]) else None
    names = {person.actor.name for person, _ in pairs if person.actor}
    found = []
    for (person, place), days in zip(pairs, own, strict=True):
        host = host_at(place.place) if place.place else None
        if person.actor is None or host is None or not is_abroad(person.actor, host):
            return drafts
        who: dict[str, Any] = {"visitor_name": person.actor.name, "visitor_office": person.actor.office, "visitor_country": person.actor.country}
        known = next((draft for draft in told if draft.visitor_name == person.actor.name), None)
        base = known or replace(told[0], visit_type=None, occasion=None, phase="")
        found.append(replace(base, **who, host_country=host.country, host_place=host.place, date=days[0].edtf if days else shared))
    return [*(draft for draft in drafts if draft.visitor_name not in names), *found]


def _is_told(draft: VisitDraft, person: Argument, place: Argument) -> bool:
    return bool(person.actor and place.place and draft.visitor_name == person.actor.name and draft.host_country == place.place.code and draft.count == 1)


def _pairs(scene: Scene) -> list[Pair]:
    """Each person with the place behind him, where people and places take turns, the places alike, and one finite verb is told; else none."""
    people = [a for a in scene.actors if a.actor and a.actor.name and not a.actor.members and {"nom", "subj", "bare", "obj"} & set(a.marks)]
    inside = [(a.start, a.stop) for a in scene.actors]
    places = [a for a in scene.places if can_host(a) and not any(start <= a.start < stop for start, stop in inside)]
    if len(people) < 2 or len(people) != len(places) or len(people) != len([a for a in scene.actors if a.actor and a.actor.rule != "pronoun"]):
        return []
    turns = sorted([*people, *places], key=lambda a: a.start)
    pairs = list(zip(people, places, strict=True))
    if turns != [one for pair in pairs for one in pair] or not all(_is_parted(scene, before, after) for (_, before), (after, _) in pairwise(pairs)):
        return []
    verbs = [verb for verb in scene.predicates if verb.form == "finite" and people[0].start <= verb.start]
    return pairs if len(verbs) == 1 and not verbs[0].negated and _are_alike(scene, places) else []


def _is_parted(scene: Scene, place: Argument, person: Argument) -> bool:
    """True where a comma or a connecting word parts a place from the person behind it."""
    gap = scene.folded[place.stop : person.start]
    return _PARTED.search(gap) is not None or bool(set(gap.split()) & scene.lexicon.joining)


def _are_alike(scene: Scene, places: Sequence[Argument]) -> bool:
    """True for places that stand in one case, or behind one preposition; those of a language of fixed places may lose it."""
    return len({place.marks for place in places}) == 1 or scene.lexicon.positional and len({place.marks for place in places[1:]}) == 1
