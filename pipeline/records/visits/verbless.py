"""Visits told without a verb in the lines of a chronicle: "18-20 April. The president in Delhi." """

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.records.arguments.events import is_locative, occasion_near
from pipeline.records.arguments.localities import can_host
from pipeline.records.arguments.roles import siblings
from pipeline.records.arguments.usable import usable
from pipeline.records.participants.hosts import Host, host_at, is_abroad
from pipeline.records.participants.kinds import says_what_for
from pipeline.records.scenes.scene import Scene
from pipeline.records.told.discourse import Discourse
from pipeline.records.told.drafts import VisitDraft
from pipeline.values import Actor

_OWN = re.compile(r"\s*(?:[\w-]+\s+){0,4}(?:[\w-]+,\s+)?")


def read_verbless(scene: Scene, discourse: Discourse) -> list[VisitDraft]:
    """The visits of the clauses of a chronicle's line in which a person stands beside a place and nothing is predicated of them."""
    if scene.kind == "row" or scene.kind != "list" and discourse.entry_date(scene) is None:
        return []
    return [draft for low, high in _clauses(scene) if not _is_told(scene, low, high) for draft in _read_clause(scene, low, high, discourse)]


def read_apposed(scene: Scene) -> list[VisitDraft]:
    """The visits told between commas: "the minister, in Baku for a two-day visit, said"."""
    drafts = []
    for argument in scene.places:
        place = argument.place
        if place is None or not can_host(argument) or not scene.lexicon.apposed_behind.match(scene.folded, argument.stop, scene.stop):
            continue
        before = [a for a in scene.actors if a.stop <= argument.start and scene.lexicon.apposed_before.fullmatch(scene.folded, a.stop, argument.start)]
        people = siblings(scene, before[-1], scene.actors) if before else ()
        host, stop = host_at(place), scene.folded.find(",", argument.stop, scene.stop)
        kind = next((sign.value for sign in scene.lexicon.types if stop > 0 and scene.search(sign.pattern, argument.stop, stop)), None)
        dates = [date for date in usable(scene) if argument.stop <= date.start < stop]
        told = replace(_draft(scene, people[0].actor, host), visit_type=kind, date=dates[0].edtf if dates else None) if people and people[0].actor else None
        occasion = occasion_near(scene, argument.start)
        for a in people if told else ():
            if told and a.actor and _travels(a.actor, host):
                drafts.append(replace(told, visitor_name=a.actor.name, visitor_office=a.actor.office, visitor_country=a.actor.country, occasion=occasion.title if occasion else None))
    return drafts


def read_same(scene: Scene, told: list[VisitDraft]) -> list[VisitDraft]:
    """The visits of those of whom it is only said that they did the same: "A visited Prague in May, as did his minister, B"."""
    found, listed = [], -1  # the end of the last of those listed behind such words
    for argument in scene.actors:
        actor, said = argument.actor, list(scene.finditer(scene.lexicon.same_done, max(scene.start, argument.start - 60), argument.start))
        same = bool(said) and _OWN.fullmatch(scene.folded, said[-1].end(), argument.start) is not None or listed >= 0 and is_listed(scene, listed, argument.start)
        listed = argument.stop if same else -1
        if actor is None or not told or not (same or scene.lexicon.did_so.match(scene.folded, argument.stop)):
            continue
        dates = [date.edtf for date in usable(scene) if date.start >= argument.stop]
        date = dates[0] if dates else told[-1].date
        if actor.name and actor.name != told[-1].visitor_name and actor.reference != "pronoun":
            who = replace(told[-1], visitor_name=actor.name, visitor_office=actor.office, visitor_country=actor.country, date=date, rules=("same",))
            found.append(who)
    return [one for one in found if one.visitor_country != one.host_country]


def is_listed(scene: Scene, stop: int, start: int) -> bool:
    """True for what stands right behind another phrase in a list: "A, B and the C"."""
    between = set(scene.folded[stop:start].replace(",", " , ").split())
    return bool(between) and between <= {",", *scene.lexicon.joining, *scene.lexicon.articles}


def read_visiting(scene: Scene, discourse: Discourse) -> list[VisitDraft]:
    """The visits of those who are called visiting: "the visiting minister told the press in Baku"."""
    found = []
    for argument in scene.actors:
        actor = argument.actor
        if actor is None or not actor.country or not scene.lexicon.visiting.search(scene.folded[max(scene.start, argument.start - 30) : argument.stop]):
            continue
        low, high = scene.clause(argument.start)
        places = [a.place for a in scene.places if low <= a.start < high and a.place and can_host(a) and is_locative(a) and a.place.code != actor.country]
        place = places[0] if places else discourse.home
        if place and place.code != actor.country:
            dates = [date.edtf for date in usable(scene) if low <= date.start < high]
            found.append(replace(_draft(scene, actor, host_at(place)), date=dates[0] if len(dates) == 1 else None, phase="within", rules=("visiting",)))
    return found


def read_while(scene: Scene) -> list[VisitDraft]:
    """The visits of openings without a verb: "While in Ankara on a working visit in May, the minister met ...": who acts behind the comma was there."""
    found = []
    for match in scene.finditer(scene.lexicon.being_there):
        place = next((a for a in scene.places if a.start >= match.end() and can_host(a) and scene.words_between(match.end(), a.start) == 0), None)
        stop = scene.folded.find(",", place.stop, scene.stop) if place else -1
        verbs = [verb for verb in scene.predicates if verb.start > stop and verb.form == "finite" and scene.subject(verb)]
        people = [a.actor for a in scene.subject(verbs[0]) or () if a.actor] if stop > 0 and verbs else []
        if place is None or place.place is None:
            continue
        host, told = host_at(place.place), usable(scene)
        dates = [date.edtf for date in told if match.start() <= date.start < stop] or [date.edtf for date in told if len(told) == 1]
        kind = next((sign.value for sign in scene.lexicon.types if scene.search(sign.pattern, place.stop, stop)), None)
        found += [replace(_draft(scene, one, host), visit_type=kind, date=dates[0] if dates else None) for one in people if _travels(one, host)]
    return found


def _clauses(scene: Scene) -> list[tuple[int, int]]:
    cuts = [scene.start, *scene.barriers.hard, scene.stop]
    return list(zip(cuts, cuts[1:], strict=False))


def _is_told(scene: Scene, low: int, high: int) -> bool:
    """True where a clause has a verb, or a noun that tells of a journey or a reception and does not only say what for somebody is there."""
    told = [one for one in scene.predicates if low <= one.start < high and one.sense != "other" or one.form == "finite" and low <= one.start < high]
    return any(one.form == "finite" or one.sense not in ("event", "talks") and one.form != "participle" and not says_what_for(scene, one) for one in told)


def _read_clause(scene: Scene, low: int, high: int, discourse: Discourse) -> list[VisitDraft]:
    people = [a for a in scene.actors if low <= a.start < high and {"nom", "subj"} & set(a.marks)]
    places = [a for a in scene.places if low <= a.start < high and can_host(a) and is_locative(a)]
    visits = [one for one in scene.told("trip") if low <= one.start < high]
    if visits and not places and discourse.stand and discourse.stand[1] and discourse.entry_date(scene):
        hosts, low = [host_at(discourse.stand[1])], max(low, people[0].stop if people else low)
    elif not places:
        return []
    if not people:
        return []
    actors = [a.actor for a in siblings(scene, people[0], people) if a.actor]
    hosts = [host_at(places[0].place)] if places and places[0].place else hosts
    kind = next((sign.value for sign in scene.lexicon.types if visits and scene.search(sign.pattern, low, high)), None)
    occasion = occasion_near(scene, people[0].start)
    title = occasion.title if occasion else None
    return [replace(_draft(scene, actor, host), occasion=title, visit_type=kind) for host in hosts for actor in actors if _travels(actor, host)]


def _travels(actor: Actor, host: Host) -> bool:
    return bool(actor.name or actor.office) and is_abroad(actor, host)


def _draft(scene: Scene, actor: Actor, host: Host) -> VisitDraft:
    who = (actor.name, actor.office, actor.country)
    return VisitDraft(*who, host.country, host.place, scenes=(scene.index,), rules=("verbless",))
