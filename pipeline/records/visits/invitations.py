"""Visits that an invitation or an expectation announces: to the place told, to the event one is invited to, to the state that invites."""

from __future__ import annotations

from pipeline.records.arguments.dating import visit_dates
from pipeline.records.arguments.events import Event, find_events
from pipeline.records.arguments.status import governed
from pipeline.records.participants.bidden import came_of
from pipeline.records.participants.hosts import Host, find_hosts, host_at, is_abroad
from pipeline.records.participants.inviting_days import without_inviting
from pipeline.records.participants.kinds import find_kinds
from pipeline.records.participants.meant import event_meant
from pipeline.records.participants.visitors import find_visitors
from pipeline.records.scenes.scene import Scene
from pipeline.records.told.blocs import is_capital
from pipeline.records.told.discourse import Discourse
from pipeline.records.told.drafts import VisitDraft
from pipeline.records.visits.reported import day_there_too
from pipeline.records.visits.telling import Told, draft
from pipeline.values import Actor, Predicate


def read_invitation(scene: Scene, predicate: Predicate, discourse: Discourse, told: list[VisitDraft]) -> list[VisitDraft]:
    """The visit that an invitation or an expectation announces; what is not announced by itself is no visit."""
    if predicate.negated or predicate.mood == "unreal" or predicate.sense == "expect" and scene.lexicon.predicate_last and governed(scene, predicate):
        return []
    visitors = find_visitors(scene, predicate) or _own_host(scene, predicate, discourse)
    hosts = find_hosts(scene, predicate, discourse, frozenset(visitor.country for visitor in visitors if visitor.country)) or _inviting(scene, predicate)
    if not hosts and visitors and predicate.passive and scene.lexicon.predicate_last and (event := _bidden_to(scene, predicate, discourse)) and event.place:
        host = host_at(event.place)
        (date,) = visit_dates(scene, predicate, [(predicate.start, predicate.stop)])
        return [draft(scene, predicate, visitor, host, Told(event.date or date, None, None, event)) for visitor in visitors if is_abroad(visitor, host)]
    if not hosts and scene.lexicon.positional and (event := event_meant(scene, predicate, discourse, "host", loose=False)) and event.is_occasion and event.place:
        hosts = [host_at(event.place)]  # "has been invited to a summit on energy in Baku"
    if not hosts and visitors and scene.lexicon.predicate_last:
        held = [event.place for event in find_events(scene) if event.place and event.is_occasion and event.stop <= predicate.start]
        hosts = [host_at(place, predicate.start, predicate.stop) for place in held[-1:]]  # "Astana Forumunda iştirak etməyə dəvət edib"
    if not hosts and scene.lexicon.positional and scene.lexicon.again.match(scene.folded, predicate.stop):  # "he was expected once more in May"
        before = [visit for visit in discourse.visits if visitors and visit.visitor_name and visit.visitor_name == visitors[0].name][-1:]
        hosts = [Host(visit.host_country, visit.host_place, predicate.start, predicate.stop) for visit in before]
    turned_down = predicate.sense == "invite" and any(verb.negated and verb.form == "finite" and verb.start > predicate.stop for verb in scene.told("accept"))
    if not hosts or not visitors or turned_down:
        return []
    dates = [without_inviting(scene, predicate, date) for date in visit_dates(scene, predicate, [(host.start, host.stop) for host in hosts])]
    if done := came_of(scene, predicate, [host.country for host in hosts]):
        dates = visit_dates(scene, done, [(done.start, done.stop)] * len(hosts))
    made = {(one.visitor_name, one.host_country) for one in told if one.status == "occurred"}  # "he rested in Crimea in May: Khrushchev had invited him there"
    return [
        draft(scene, predicate, visitor, host, Told(date or day_there_too(scene, discourse, host), find_kinds(scene, predicate)[0][0]))
        for visitor in visitors
        for host, date in zip(hosts, dates, strict=True)
        if is_abroad(visitor, host) and (date or (visitor.name, host.country) not in made)
    ]


def _inviting(scene: Scene, predicate: Predicate) -> list[Host]:
    """The state that itself invites or expects, also by its capital, in a language of cases that ends clauses with the verb: "Germany had invited him for November"."""
    if not scene.lexicon.predicate_last or predicate.sense not in ("invite", "expect") or predicate.passive or predicate.form != "finite":
        return []
    low, _ = scene.clause(predicate.start)
    states = [a.place for a in scene.places if low <= a.start < predicate.start and a.marks == ("nom",) and a.place and (a.place.kind == "country" or is_capital(a.place))]
    people = any("nom" in a.marks for a in scene.actors if low <= a.start < predicate.start)
    return [host_at(states[0], predicate.start, predicate.stop)] if len(states) == 1 and states[0].code and not people else []


def _own_host(scene: Scene, predicate: Predicate, discourse: Discourse) -> list[Actor]:
    """Whom somebody invites as "his host", or who accepts an invitation as "the host": the one told last of the country that a visitor has come to."""
    stays = [visit for visit in discourse.current(scene) if visit.status == "occurred"]
    if predicate.sense == "accept" and not predicate.passive:
        meant = scene.search(scene.lexicon.hosted, scene.clause(predicate.start)[0], predicate.start)
    else:
        meant = scene.lexicon.hosted.match(scene.folded, predicate.stop + 1) if predicate.sense == "invite" and not predicate.passive else None
        guests = {a.actor.name for a in scene.subject(predicate) or () if a.actor}
        stays = [visit for visit in stays if visit.visitor_name in guests]
    return [person for person in reversed(discourse.people) if meant and stays and person.name and person.country == stays[-1].host_country][:1]


def _bidden_to(scene: Scene, predicate: Predicate, discourse: Discourse) -> Event | None:
    """The event that somebody is invited to of whom it is not said where: the one told before in the sentence, or in the sentence before."""
    own = [event for event in find_events(scene) if event.stop <= predicate.start and event.is_occasion]
    last = discourse.complete(own[-1]) if own else discourse.events[-1] if discourse.events and scene.index - discourse.events[-1].scene <= 1 else None
    return last if last and last.place and not _names_place(scene, predicate) else None


def _names_place(scene: Scene, predicate: Predicate) -> bool:
    """True where a place stands in the part of a sentence in which somebody is invited."""
    low = scene.clause(predicate.start)[0]
    return any(low <= a.start < predicate.start and a.place and a.place.form == "noun" for a in scene.places)
