"""Journeys: somebody goes, comes, stays, visits; a visit is made, begins, ends; somebody is invited or expected."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.records import counting
from pipeline.records.dating import stage_date, visit_dates
from pipeline.records.discourse import Discourse
from pipeline.records.drafts import VisitDraft
from pipeline.records.events import Event, occasion_near
from pipeline.records.roles import distance, fill, siblings
from pipeline.records.scene import Argument, Scene
from pipeline.values import Actor, Place, Predicate

KIND_REACH = 6.0  # words between the kind of a visit and the word for it
SUPPORTS = ("support", "begin", "end", "happen", "plan")


@dataclass(frozen=True, slots=True)
class Host:
    """Where a visit goes: a country, with the place in it where one is named."""

    country: str | None
    place: str | None
    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class Told:
    """What a sentence says of a visit besides who and where."""

    date: str | None
    kind: str | None = None
    count: counting.Count | None = None
    occasion: Event | None = None


def read_journey(scene: Scene, predicate: Predicate, discourse: Discourse, told: list[VisitDraft]) -> list[VisitDraft]:
    """The visits of a word of travelling: one for each visitor and host country."""
    if predicate.sense == "stay" and predicate.passive or predicate.sense == "trip" and _is_manner(scene, predicate):
        return []
    if predicate.sense in ("leave", "return"):
        return read_departure(scene, predicate, discourse, told)
    occasion = occasion_near(scene, predicate.start)
    hosts = find_hosts(scene, predicate, discourse)
    if not hosts and occasion and occasion.place and predicate.sense not in ("leave", "return"):
        hosts = [host_at(occasion.place)]
    if not hosts:
        return []
    visitors = find_visitors(scene, predicate) or understood(scene, predicate, discourse, told)
    dates = visit_dates(scene, predicate, [(host.start, host.stop) for host in hosts])
    return [
        draft(scene, predicate, visitor, host, Told(date, kind, count, occasion))
        for visitor in visitors
        for host, date in zip(hosts, dates, strict=True)
        for kind, count in _kinds(scene, predicate)
        if is_abroad(visitor, host)
    ]


def _is_manner(scene: Scene, predicate: Predicate) -> bool:
    """True where a verb of travelling carries the visit as its manner: "arrived on an official visit"."""
    marked = scene.search(scene.lexicon.manner, max(scene.start, predicate.start - 60), predicate.stop)
    if not marked or marked.end() < predicate.start:
        return False
    movers = scene.told("go", "come", "stay", "visit")
    return any(distance(scene, *sorted((predicate.start, verb.start))) <= 14 for verb in movers if verb.form != "noun")


def read_departure(scene: Scene, predicate: Predicate, discourse: Discourse, told: list[VisitDraft]) -> list[VisitDraft]:
    """A departure ends the visit where it leaves from, and begins one where it goes to."""
    visitors = find_visitors(scene, predicate) or understood(scene, predicate, discourse, told)
    places = [argument for argument in scene.places if can_host(argument)]
    left, goal = fill(scene, predicate, "host", places), fill(scene, predicate, "goal", places)
    (date,) = visit_dates(scene, predicate, [(predicate.start, predicate.stop)])
    drafts = []
    for visitor in visitors:
        if left and left.place:
            hosts = [host_at(left.place, left.start, left.stop)]
        else:
            known = [visit for visit in [*discourse.current(scene), *told] if visit.visitor_name == visitor.name and visit.host_country]
            hosts = [Host(visit.host_country, None, predicate.start, predicate.stop) for visit in known[-1:]]
        drafts += [replace(draft(scene, predicate, visitor, host, Told(date)), echo=not left) for host in hosts if is_abroad(visitor, host)]
        if goal and goal.place and is_abroad(visitor, onward := host_at(goal.place, goal.start, goal.stop)):
            drafts.append(replace(draft(scene, predicate, visitor, onward, Told(date)), phase="begin"))
    return drafts


def read_invitation(scene: Scene, predicate: Predicate, discourse: Discourse, told: list[VisitDraft]) -> list[VisitDraft]:
    """The visit that an invitation or an expectation announces; what is not announced by itself is no visit."""
    if predicate.negated or predicate.mood == "unreal":
        return []
    hosts = find_hosts(scene, predicate, discourse)
    visitors = find_visitors(scene, predicate)
    if not hosts or not visitors:
        return []
    dates = visit_dates(scene, predicate, [(host.start, host.stop) for host in hosts])
    return [
        draft(scene, predicate, visitor, host, Told(date, *_kinds(scene, predicate)[0]))
        for visitor in visitors
        for host, date in zip(hosts, dates, strict=True)
        if is_abroad(visitor, host)
    ]


def draft(scene: Scene, predicate: Predicate, visitor: Actor, host: Host, told: Told) -> VisitDraft:
    """One mention of one visit."""
    date, phase = stage_date(scene, predicate, told.date)
    return VisitDraft(
        visitor_name=visitor.name,
        visitor_office=visitor.office,
        visitor_country=visitor.country,
        host_country=host.country,
        host_place=host.place,
        visit_type=told.kind,
        occasion=told.occasion.title if told.occasion else None,
        date=date,
        phase=phase,
        count=told.count.number if told.count else 1,
        count_qualifier=told.count.qualifier if told.count else "exact",
        scenes=(scene.index,),
        rules=(predicate.id,),
    )


def is_abroad(visitor: Actor, host: Host) -> bool:
    """True for a journey to another country."""
    return host.country is not None and visitor.country != host.country


# --- hosts ----------------------------------------------------------------------------------------------------------


def find_hosts(scene: Scene, predicate: Predicate, discourse: Discourse) -> list[Host]:
    """Where a journey goes, in the order of the text."""
    candidates = [argument for argument in scene.places if can_host(argument)]
    chosen = fill(scene, predicate, "host", candidates)
    if chosen:
        return _by_country(siblings(scene, chosen, candidates))
    low, high = scene.clause(predicate.start)
    here = scene.search(scene.lexicon.here, low, high)
    place = discourse.home or discourse.place
    if here and place:
        return [Host(place.code, place.base, here.start(), here.end())]
    if predicate.sense == "come" and discourse.home:
        return [Host(discourse.home.code, discourse.home.base, predicate.start, predicate.stop)]
    return []


def can_host(argument: Argument) -> bool:
    """A country or a place in one, named as such."""
    place = argument.place
    return place is not None and place.kind != "organization" and place.form == "noun"


def _by_country(arguments: Sequence[Argument]) -> list[Host]:
    """One host for each country, in order; a city tells more than its country."""
    hosts: dict[str, Host] = {}
    for argument in arguments:
        place = argument.place
        if place is None:
            continue
        known = hosts.get(place.code)
        if known is None or known.place is None:
            hosts[place.code] = host_at(place, argument.start, argument.stop)
    return list(hosts.values())


def host_at(place: Place, start: int = -1, stop: int = -1) -> Host:
    """A place as the host of a visit."""
    at = (place.start, place.stop) if start < 0 else (start, stop)
    return Host(place.code, None if place.kind == "country" else place.base, *at)


# --- visitors -------------------------------------------------------------------------------------------------------


def find_visitors(scene: Scene, predicate: Predicate, role: str = "visitor") -> list[Actor]:
    """Who fills a role of persons, with those who stand side by side with him."""
    candidates = [argument for argument in scene.actors if argument.actor and not _accompanies(scene, argument)]
    chosen = fill(scene, predicate, role, candidates)
    if chosen is None and predicate.sense == "trip" and role == "visitor":
        chosen = _of_support(scene, predicate, candidates)
    if chosen is None:
        return []
    found = [a.actor for a in siblings(scene, chosen, candidates) if a.actor and (a.actor.name or a.actor.office)]
    return [_with_origin(scene, predicate, actor) for actor in found]


def _of_support(scene: Scene, predicate: Predicate, candidates: list[Argument]) -> Argument | None:
    """Who pays, begins or ends a visit is its visitor."""
    supports = scene.told(*SUPPORTS)
    near = sorted((abs(verb.start - predicate.start), verb.start, verb) for verb in supports)
    for _, _, verb in near[:1]:
        subjects = [c for c in candidates if {"nom", "subj"} & set(c.marks) and c.start < max(verb.start, predicate.start)]
        if subjects:
            return min(subjects, key=lambda c: distance(scene, min(c.stop, verb.start), max(c.start, verb.start)))
    return None


def _accompanies(scene: Scene, argument: Argument) -> bool:
    low = max(scene.start, argument.start - 30)
    ends = [match.end() for match in scene.finditer(scene.lexicon.companions, low, argument.start)]
    return bool(ends) and scene.words_between(ends[-1], argument.start) <= 1


def _with_origin(scene: Scene, predicate: Predicate, actor: Actor) -> Actor:
    if actor.country:
        return actor
    origin = fill(scene, predicate, "origin", [argument for argument in scene.places if can_host(argument)])
    return replace(actor, country=origin.place.code) if origin and origin.place else actor


def understood(scene: Scene, predicate: Predicate, discourse: Discourse, told: list[VisitDraft]) -> list[Actor]:
    """Who travels where the sentence does not say: the traveller of the clause before, or of the sentence before."""
    before = told or ([] if predicate.weak else discourse.current(scene))
    last = [visit for visit in before if visit.scenes == before[-1].scenes and visit.host_country == before[-1].host_country]
    return [_as_actor(visit) for visit in last]


def _as_actor(visit: VisitDraft) -> Actor:
    return Actor(0, 0, "", visit.visitor_name, visit.visitor_office, visit.visitor_country, reference="understood")


# --- kinds and numbers ----------------------------------------------------------------------------------------------


def _kinds(scene: Scene, predicate: Predicate) -> list[tuple[str | None, counting.Count | None]]:
    """The kinds of visit with their numbers: one, or several where one noun is shared ("three official, two private visits")."""
    low, high = scene.clause(predicate.start)
    found = sorted((match.start(), match.end(), sign.value) for sign in scene.lexicon.types for match in scene.finditer(sign.pattern, low, high))
    counted = [(kind, counting.count_before(scene, start)) for start, _, kind in found]
    numbered = [(kind, count) for kind, count in counted if count]
    if len(numbered) > 1:
        return list(numbered)
    count = counting.count_before(scene, predicate.start) if predicate.form == "noun" else None
    count = count or counting.times(scene, max(low, predicate.start - 40), min(high, predicate.stop + 40))
    return [(_kind_of(scene, predicate, found), count)]


def _kind_of(scene: Scene, predicate: Predicate, found: list[tuple[int, int, str]]) -> str | None:
    near = []
    for start, stop, kind in found:
        if re.search(r"\w-\Z", scene.folded[max(scene.start, start - 2) : start]):
            continue
        apart = distance(scene, min(stop, predicate.stop), max(start, predicate.start)) - 1
        if apart <= KIND_REACH:
            near.append((apart, kind))
    return min(near)[1] if near else None
