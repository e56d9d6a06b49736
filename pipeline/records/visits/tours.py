"""The stops of a tour whose time was told before its goals: "In May the minister went on a tour of the region. He began in Rome and finished in Bonn"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from pipeline.records.arguments.dating import visit_dates
from pipeline.records.arguments.events import is_locative
from pipeline.records.arguments.localities import can_host
from pipeline.records.arguments.status import status_of
from pipeline.records.arguments.usable import usable
from pipeline.records.participants.hosts import host_at, is_abroad
from pipeline.records.participants.kinds import is_manner
from pipeline.records.participants.visitors import find_visitors
from pipeline.records.scenes.scene import Argument, Scene
from pipeline.records.told.discourse import Discourse
from pipeline.records.told.drafts import VisitDraft
from pipeline.records.visits.onward import goes_on
from pipeline.values import Actor

REACH = 2  # sentences behind a tour, or behind one of its stops, in which its next stop is told
BESIDE = 2  # words between a verb of beginning or ending and the stop
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")


def note_tour(scene: Scene, discourse: Discourse, drafts: list[VisitDraft]) -> None:
    """Note who is told to have made a journey, and when, where the sentence names no goal or several; a later stop keeps the tour in mind."""
    tour = discourse.tour
    if tour and any(draft.visitor_name == tour[1].name for draft in drafts):
        discourse.tour = (scene.index, *tour[1:])
    for predicate in (one for one in scene.told("trip") if not is_manner(scene, one)):
        people = [actor for actor in find_visitors(scene, predicate) if actor.name]
        (date,) = visit_dates(scene, predicate, [(predicate.start, predicate.stop)])
        goals = {draft.host_country for draft in drafts if predicate.id in draft.rules or draft.date == date}
        if len(people) == 1 and len(goals) != 1 and date and ".." not in date and not _DAY.match(date) and status_of(scene, predicate) == "occurred":
            discourse.tour = (scene.index, people[0], date)
    if not drafts and (region := _to_region(scene)):
        discourse.tour = (scene.index, *region)


def _to_region(scene: Scene) -> tuple[Actor, str] | None:
    """Who went in which month or year to what is no state and no city: "in May the envoy went to the Caucasus"."""
    verbs = [verb for verb in scene.told("go", "come", "visit") if verb.form == "finite" and verb.time == "past" and not (verb.negated or verb.mood)]
    if len(verbs) != 1 or any(can_host(place) for place in scene.places) or status_of(scene, verbs[0]) != "occurred":
        return None
    people = [actor for actor in find_visitors(scene, verbs[0]) if actor.name and actor.country]
    (date,) = visit_dates(scene, verbs[0], [(verbs[0].start, verbs[0].stop)])
    return (people[0], date) if len(people) == 1 and date and ".." not in date and not _DAY.match(date) else None


def on_tour(scene: Scene, discourse: Discourse, drafts: list[VisitDraft]) -> list[VisitDraft]:
    """The visits of a sentence, those of the one on tour with its time, and the stops that are told as such."""
    if discourse.tour is None or not 0 < scene.index - discourse.tour[0] <= REACH:
        return drafts
    _, traveller, date = discourse.tour
    undated = {id(one) for one in drafts if one.date is None and one.status == "occurred" and not one.echo and one.visitor_name == traveller.name}
    told = [replace(one, date=date, phase="") if id(one) in undated else one for one in drafts]
    known = {one.host_country for one in drafts}
    stops = [place for place in _stops(scene, traveller) if place.place and place.place.code not in known]
    return [*(_visit(scene, traveller, place, date) for place in stops if place.place and is_abroad(traveller, host_at(place.place))), *told]


def read_next_stop(scene: Scene, discourse: Discourse, drafts: list[VisitDraft]) -> list[VisitDraft]:
    """The visit to the place that a sentence calls a stop, of the traveller told last, where no tour was told: "the next stop was Armenia (15–16 March)"; ``drafts``: of the sentence before it."""
    last = _for_whom(scene) or [visit for visit in drafts or discourse.current(scene) if visit.visitor_name and visit.status != "cancelled"]
    stops = [place.place for place in scene.places if (can_host(place) or "gen" in place.marks) and _called_stop(scene, place)]
    if len({visit.visitor_name for visit in last}) != 1 or len(stops) != 1 or stops[0] is None or drafts and any(a.start > stops[0].start for a in scene.places if can_host(a)):
        return []
    host = host_at(stops[0])
    if host.country in (last[-1].visitor_country, *(visit.host_country for visit in (*drafts, last[-1]))):
        return []
    dates = usable(scene)
    day = dates[0].edtf if len(dates) == 1 else None
    ahead = any(verb.form == "finite" and verb.time == "future" for verb in scene.predicates)
    onto = replace(last[-1], host_country=host.country, host_place=host.place, date=day, phase="", occasion=None, visit_type=None, count=1, status="planned" if ahead else last[-1].status, echo=False)
    return [replace(onto, scenes=(scene.index,), rules=("tour",))]


def _for_whom(scene: Scene) -> list[VisitDraft]:
    """Whose stop it is, told with it: "the next stop for Foreign Minister A is Doha", "he had begun with Rome; in May it was the turn of Bonn"."""
    begun = {a for verb in scene.told("begin") for a in scene.subject(verb) or () if verb.form == "finite" and verb.time == "past"}
    people = [a.actor for a in scene.actors if (a.marks == ("for",) or a in begun) and a.actor and a.actor.name and a.actor.country]
    return [VisitDraft(one.name, one.office, one.country, None, None, scenes=(scene.index,)) for one in people if begun or any(noun.stop <= one.start for noun in scene.told("trip"))][:1]


def _visit(scene: Scene, traveller: Actor, place: Argument, date: str) -> VisitDraft:
    host = host_at(place.place) if place.place else None
    who = (traveller.name, traveller.office, traveller.country)
    return VisitDraft(*who, host.country if host else None, host.place if host else None, date=date, scenes=(scene.index,), rules=("tour",))


def _stops(scene: Scene, traveller: Actor) -> Iterator[Argument]:
    """The places that a sentence tells to be stops: where he "began" or "ended", which "was his first stop", or "came next"; and those listed behind."""
    places = [place for place in scene.places if can_host(place)]
    for place in places:
        told = _called_stop(scene, place) or (place.stop if _is_edge(scene, place, traveller) or _held_talks(scene, place, traveller) else None)
        if told is not None:
            yield place
            for other in places:
                if other.start > told and goes_on(scene, told, other):
                    yield other
                    told = other.stop


def _called_stop(scene: Scene, place: Argument) -> int | None:
    """Where the words end that call a place a stop: "his first stop was Baku", "Tallinn came first"."""
    behind = scene.lexicon.stops.behind.match(scene.folded, place.stop, scene.stop)
    before = scene.lexicon.stops.before.search(scene.folded[scene.start : place.start])
    return behind.end() if behind else place.stop if before else None


def _is_edge(scene: Scene, place: Argument, traveller: Actor) -> bool:
    """True for the place in which, or with which, the traveller is told to have begun or ended."""
    for verb in scene.told("begin", "end"):
        own = any(a.actor and a.actor.name == traveller.name for a in scene.subject(verb) or ())
        plain = verb.form == "finite" and verb.time == "past" and not (verb.negated or verb.mood)
        near = place.start >= verb.stop and scene.words_between(verb.stop, place.start) <= BESIDE
        if own and plain and near and {"in", "at", "with"} & set(place.marks):
            return True
    return False


def _held_talks(scene: Scene, place: Argument, traveller: Actor) -> bool:
    """True for a place in which the traveller, named or unsaid, is told to have met somebody: "first he held talks in Tehran, then in Baku"."""
    low, high = scene.clause(place.start)
    verbs = [verb for verb in scene.told("meet") if low <= verb.start < high and verb.form == "finite" and verb.time == "past" and not (verb.negated or verb.mood)]
    others = [a for a in scene.actors if a.actor and a.actor.name != traveller.name and {"nom", "subj"} & set(a.marks)]
    return bool(verbs) and not others and is_locative(place)
