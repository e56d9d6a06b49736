"""Receptions and gatherings: a foreign guest is received in the host's country; somebody attends an event abroad."""

from __future__ import annotations

from pipeline.records.dating import visit_dates
from pipeline.records.discourse import Discourse
from pipeline.records.drafts import VisitDraft
from pipeline.records.events import Event, find_events
from pipeline.records.hosts import Host, can_host, host_at, is_abroad
from pipeline.records.journeys import Told, draft
from pipeline.records.roles import cost_of, distance, fill, frame_of
from pipeline.records.scene import Argument, Scene
from pipeline.records.visitors import find_visitors, understood
from pipeline.values import Actor, Predicate


def read_reception(scene: Scene, predicate: Predicate, discourse: Discourse, told: list[VisitDraft]) -> list[VisitDraft]:
    """A foreign guest received in the host's country; an ambassador lives there and is none."""
    guests = [actor for actor in find_visitors(scene, predicate) if actor.office != "envoy"]
    receivers = find_visitors(scene, predicate, "receiver")
    host = _receiving_host(scene, predicate, receivers, discourse)
    if host is None:
        return []
    (date,) = visit_dates(scene, predicate, [(predicate.start, predicate.stop)])
    return [draft(scene, predicate, guest, host, Told(date)) for guest in guests if guest.country and is_abroad(guest, host)]


def _receiving_host(scene: Scene, predicate: Predicate, receivers: list[Actor], discourse: Discourse) -> Host | None:
    named = fill(scene, predicate, "host", [a for a in scene.places if can_host(a)])
    if named and named.place:
        return host_at(named.place, named.start, named.stop)
    countries = [actor.country for actor in receivers if actor.country and not actor.country.startswith("org:")]
    if not countries:
        receiver = fill(scene, predicate, "receiver", [a for a in scene.places if can_host(a)])
        return host_at(receiver.place, receiver.start, receiver.stop) if receiver and receiver.place else None
    cities = [a.place for a in scene.places if a.place and a.place.kind == "city" and a.place.code == countries[0]]
    home = discourse.home
    place = cities[0].base if cities else home.base if home and home.code == countries[0] else None
    return Host(countries[0], place, predicate.start, predicate.stop)


def read_attendance(scene: Scene, predicate: Predicate, discourse: Discourse, told: list[VisitDraft]) -> list[VisitDraft]:
    """Visits of those who attend an event, to the place where it is held."""
    event = _event_of(scene, predicate, discourse)
    if event is None or event.place is None:
        return []
    visitors = find_visitors(scene, predicate) or understood(scene, predicate, discourse, told)
    host = host_at(event.place)
    (date,) = visit_dates(scene, predicate, [(event.start, event.stop)])
    return [draft(scene, predicate, visitor, host, Told(date or event.date, occasion=event)) for visitor in visitors if is_abroad(visitor, host)]


def _event_of(scene: Scene, predicate: Predicate, discourse: Discourse) -> Event | None:
    """The event that a predicate of attending is about."""
    wanted = frame_of(scene, predicate).get("event", ())
    best: tuple[float, Event] | None = None
    for event in find_events(scene):
        argument = Argument(event.start, event.stop, event.marks)
        cost = cost_of(scene, predicate, argument, wanted)
        if cost is None:
            low, high = sorted((event.start, predicate.start))
            cost = 20 + distance(scene, low, high)
        if best is None or cost < best[0]:
            best = (cost, event)
    return discourse.complete(best[1]) if best else _last_event(scene, discourse)


def _last_event(scene: Scene, discourse: Discourse) -> Event | None:
    """The event told last, where the sentence names none."""
    return discourse.events[-1] if discourse.events and scene.index else None
