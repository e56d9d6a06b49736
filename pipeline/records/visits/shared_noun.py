"""Several visits that share one noun, in a language of cases: "визиты А. в Киев (март 2005 г.) и Б. в Тбилиси (июнь 2005 г.)"."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from pipeline.records.arguments.localities import can_host
from pipeline.records.arguments.usable import usable
from pipeline.records.participants.hosts import host_at, is_abroad
from pipeline.records.scenes.scene import DASHES, Argument, Scene
from pipeline.records.told.drafts import VisitDraft
from pipeline.records.visits.gapping import Told
from pipeline.values import Predicate

GOALS = frozenset({"acc", "dat"})  # cases of the place that a journey leads to, behind a preposition
Pair = tuple[Argument, Argument]


def with_shared_noun(scene: Scene, told: list[Told], drafts: list[VisitDraft]) -> list[VisitDraft]:
    """The drafts of a sentence, those of a noun behind which people and places take turns in favour of one for each pair, with its own date or that of all."""
    nouns = {noun.stop: noun for noun in scene.told("trip") if noun.form == "noun"} if scene.lexicon.governs else {}
    for stop, own in told:
        pairs = _pairs(scene, nouns[stop]) if stop in nouns and own else []
        if len(pairs) > 1:
            found = [one for pair, date in zip(pairs, _dates(scene, nouns[stop], pairs), strict=True) for one in _visit(own[0], pair, date)]
            drafts = [*(one for one in drafts if not any(one is other for other in own)), *found]
    return drafts


def _pairs(scene: Scene, noun: Predicate) -> list[Pair]:
    """The people behind a noun, each with the place beside him, where both take turns up to the next verb with little between them; else none."""
    high = min([scene.stop, *(verb.group_start for verb in scene.predicates if verb.start > noun.stop and (verb.form == "finite" or verb.sense == "trip"))])
    people = [a for a in scene.actors if noun.stop <= a.start < high and a.actor and (a.actor.name or a.actor.country) and a.actor.rule != "pronoun" and "gen" in a.marks]
    inside = [(a.start, a.stop) for a in scene.actors]
    places = [a for a in scene.places if noun.stop <= a.start < high and can_host(a) and _is_goal(a) and not any(start <= a.start < stop for start, stop in inside)]
    if len(people) != len(places) or not people:
        return []
    turns = sorted([*people, *places], key=lambda a: a.start)
    pairs = list(zip(people, places, strict=True))
    orders = ([one for pair in pairs for one in pair], [one for pair in pairs for one in reversed(pair)])
    beside = all(_is_little(scene, *sorted(pair, key=lambda a: a.start)) for pair in pairs)
    joined = all(_is_little(scene, before, after) for before, after in pairwise(turns))
    return pairs if turns in orders and beside and joined else []


def _is_goal(argument: Argument) -> bool:
    return any(mark.partition("+")[2] in GOALS for mark in argument.marks)


def _is_little(scene: Scene, before: Argument, after: Argument) -> bool:
    """True where nothing but dates, signs and small words stand between two phrases."""
    gap = scene.folded[before.stop : after.start]
    for date in reversed([date for date in scene.dates if before.stop <= date.start and date.stop <= after.start]):
        gap = gap[: date.start - before.stop] + gap[date.stop - before.stop :]
    words = gap.replace("(", " ").replace(")", " ").replace(",", " ").replace(";", " ").split()
    return all(word in scene.lexicon.prepositions or word in scene.lexicon.connectors or word in DASHES for word in words)


def _dates(scene: Scene, noun: Predicate, pairs: list[Pair]) -> list[str | None]:
    """A date for each pair: its own, else the only one that all share, told before the noun or at the end."""
    starts = [min(person.start, place.start) for person, place in pairs]
    edges = [*starts[1:], scene.stop]
    own = [[date.edtf for date in usable(scene) if low <= date.start < high] for low, high in zip(starts, edges, strict=True)]
    before = [date.edtf for date in usable(scene) if date.stop <= starts[0]]
    shared = own[-1][:1] if own[-1] and not any(own[:-1]) else before[-1:]
    return [next(iter(dates or shared), None) for dates in own]


def _visit(first: VisitDraft, pair: Pair, date: str | None) -> list[VisitDraft]:
    person, place = pair
    if person.actor is None or place.place is None:
        return []
    host = host_at(place.place)
    who = replace(first, visitor_name=person.actor.name, visitor_office=person.actor.office, visitor_country=person.actor.country)
    return [replace(who, host_country=host.country, host_place=host.place, date=date, occasion=None, phase="")] if is_abroad(person.actor, host) else []
