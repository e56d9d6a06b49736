"""Visits as each sentence tells them: a trigger, what fills its roles, and what is said of kind, date, number and status."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from pipeline.records import counting
from pipeline.records.dating import stage_date, visit_dates
from pipeline.records.discourse import Discourse
from pipeline.records.drafts import VisitDraft
from pipeline.records.events import Event, event_place, find_events, occasion_near
from pipeline.records.roles import fill, siblings
from pipeline.records.scene import Argument, Scene, Trigger
from pipeline.records.status import after, status_of
from pipeline.values import Actor, Place


@dataclass(frozen=True, slots=True)
class Host:
    """Where a visit goes: a country, with the place in it where one is named."""

    country: str | None
    place: str | None
    start: int
    stop: int


def read_visits(scene: Scene, discourse: Discourse) -> list[VisitDraft]:
    """The visits that a sentence tells, in the order of their triggers."""
    drafts: list[VisitDraft] = []
    for trigger in scene.triggers:
        drafts += _read_trigger(scene, trigger, discourse, drafts)
    return drafts


def _read_trigger(scene: Scene, trigger: Trigger, discourse: Discourse, told: list[VisitDraft]) -> list[VisitDraft]:
    status = status_of(scene, trigger.start, trigger.stop, trigger.rule.status or "occurred")
    if status is None:
        return []
    roles = scene.lexicon.frames[trigger.rule.frame]
    read: Callable[..., list[VisitDraft]] = _attendance if "event" in roles else _reception if "receiver" in roles else _journey
    return [
        replace(draft, status="planned") if status == "occurred" and after(discourse.written, draft.date) else replace(draft, status=status)
        for draft in read(scene, trigger, discourse, told)
    ]


# --- journeys -------------------------------------------------------------------------------------------------------


def _journey(scene: Scene, trigger: Trigger, discourse: Discourse, told: list[VisitDraft]) -> list[VisitDraft]:
    hosts = _hosts(scene, trigger, discourse)
    occasion = occasion_near(scene, trigger.start, trigger.stop)
    if not hosts and occasion:
        hosts = _event_hosts(scene, occasion)
    if not hosts:
        return []
    visitors = _visitors(scene, trigger) or _understood(scene, trigger, discourse, told)
    dates = visit_dates(scene, trigger, [(host.start, host.stop) for host in hosts])
    kinds = _kinds(scene, trigger)
    return [
        _draft(scene, trigger, visitor, host, (date, kind, occasion))
        for visitor in visitors
        for host, date in zip(hosts, dates, strict=True)
        for kind in kinds
        if _is_abroad(visitor, host)
    ]


def _draft(
    scene: Scene, trigger: Trigger, visitor: Actor, host: Host, told: tuple[str | None, tuple[str | None, counting.Count | None], Event | None]
) -> VisitDraft:
    date, (visit_type, count), occasion = told
    staged, phase = stage_date(scene, trigger, date)
    return VisitDraft(
        visitor_name=visitor.name,
        visitor_office=visitor.office,
        visitor_country=visitor.country,
        host_country=host.country,
        host_place=host.place,
        visit_type=visit_type,
        occasion=occasion.title if occasion else None,
        date=staged,
        phase=phase,
        count=count.number if count else 1,
        count_qualifier=count.qualifier if count else "exact",
        scenes=(scene.index,),
        rules=(trigger.rule.id,),
    )


def _is_abroad(visitor: Actor, host: Host) -> bool:
    return host.country is not None and visitor.country != host.country


def _hosts(scene: Scene, trigger: Trigger, discourse: Discourse) -> list[Host]:
    candidates = tuple(argument for argument in scene.places if _can_host(argument))
    chosen = fill(scene, trigger, "host", candidates)
    if chosen:
        return _by_country(siblings(scene, chosen, candidates))
    low, high = scene.clause(trigger.start)
    here = scene.search(scene.lexicon.here, low, high)
    place = discourse.home or discourse.place
    if here and place:
        return [Host(place.code, place.base, here.start(), here.end())]
    if not trigger.rule.weak or not discourse.home or trigger.start > high or not _arrives(scene, trigger):
        return []
    return [Host(discourse.home.code, discourse.home.base, trigger.start, trigger.stop)]


def _arrives(scene: Scene, trigger: Trigger) -> bool:
    """An arrival without a goal is one at the place of the dateline."""
    word = scene.folded[trigger.start : trigger.stop]
    return any(sign.value == "arrive" and sign.pattern.search(word) for sign in scene.lexicon.phases)


def _can_host(argument: Argument) -> bool:
    place = argument.place
    return place is not None and place.kind in ("country", "city") and place.form == "noun"


def _by_country(arguments: tuple[Argument, ...]) -> list[Host]:
    """One host for each country, in order; a city tells more than its country."""
    hosts: dict[str, Host] = {}
    for argument in arguments:
        place = argument.place
        if place is None:
            continue
        known = hosts.get(place.code)
        if known is None or known.place is None:
            city = place.base if place.kind == "city" else None
            hosts[place.code] = Host(place.code, city, argument.start, argument.stop)
    return list(hosts.values())


def _event_hosts(scene: Scene, event: Event) -> list[Host]:
    place = event_place(scene, event)
    return [_host_at(place)] if place else []


def _host_at(place: Place) -> Host:
    return Host(place.code, place.base if place.kind == "city" else None, place.start, place.stop)


# --- visitors -------------------------------------------------------------------------------------------------------


def _visitors(scene: Scene, trigger: Trigger, role: str = "visitor") -> list[Actor]:
    candidates = tuple(argument for argument in scene.actors if argument.actor and not _accompanies(scene, argument))
    chosen = fill(scene, trigger, role, candidates)
    if chosen is None:
        return []
    return [_with_origin(scene, trigger, a.actor) for a in siblings(scene, chosen, candidates) if a.actor and (a.actor.name or a.actor.office)]


def _accompanies(scene: Scene, argument: Argument) -> bool:
    low = max(scene.start, argument.start - 30)
    ends = [match.end() for match in scene.finditer(scene.lexicon.companions, low, argument.start)]
    return bool(ends) and scene.words_between(ends[-1], argument.start) <= 1


def _with_origin(scene: Scene, trigger: Trigger, actor: Actor) -> Actor:
    if actor.country:
        return actor
    origin = fill(scene, trigger, "origin", tuple(argument for argument in scene.places if _can_host(argument)))
    return replace(actor, country=origin.place.code) if origin and origin.place else actor


def _understood(scene: Scene, trigger: Trigger, discourse: Discourse, told: list[VisitDraft]) -> list[Actor]:
    """Who travels where the sentence does not say: the traveller of the clause before, or of the sentence before."""
    before = told or ([] if trigger.rule.weak else discourse.current(scene))
    last = [visit for visit in before if visit.scenes == before[-1].scenes and visit.host_country == before[-1].host_country]
    return [_as_actor(visit) for visit in last]


def _as_actor(visit: VisitDraft) -> Actor:
    return Actor(0, 0, "", visit.visitor_name, visit.visitor_office, visit.visitor_country, reference="understood")


# --- kinds and numbers ----------------------------------------------------------------------------------------------


def _kinds(scene: Scene, trigger: Trigger) -> list[tuple[str | None, counting.Count | None]]:
    """The kinds of visit with their numbers: one, or several where one noun is shared ("three official, two private visits")."""
    low, high = scene.clause(trigger.start)
    found = sorted(
        (match.start(), match.end(), sign.value) for sign in scene.lexicon.types for match in scene.finditer(sign.pattern, low, high)
    )
    counted = [(kind, counting.count_before(scene, start)) for start, _, kind in found]
    numbered = [(kind, count) for kind, count in counted if count]
    if len(numbered) > 1:
        return list(numbered)
    count = counting.count_before(scene, trigger.start) or counting.times(scene, max(low, trigger.start - 40), min(high, trigger.stop + 40))
    return [(_kind_of(scene, trigger, found), count)]


KIND_REACH = 5  # words between the kind of a visit and the word for it


def _kind_of(scene: Scene, trigger: Trigger, found: list[tuple[int, int, str]]) -> str | None:
    near = []
    for start, stop, kind in found:
        apart = scene.words_between(min(stop, trigger.stop), max(start, trigger.start)) - 1
        other = any(min(start, trigger.stop) < t.start < max(start, trigger.start) for t in scene.triggers)
        if apart <= KIND_REACH and not other:
            near.append((apart, kind))
    return min(near)[1] if near else None


# --- receptions and events ------------------------------------------------------------------------------------------


def _reception(scene: Scene, trigger: Trigger, discourse: Discourse, told: list[VisitDraft]) -> list[VisitDraft]:
    """A foreign guest received in the host's country; an ambassador lives there and is none."""
    guests = [actor for actor in _visitors(scene, trigger) if actor.office != "envoy"]
    receivers = _visitors(scene, trigger, "receiver")
    host = _receiving_host(scene, trigger, receivers, discourse)
    if host is None:
        return []
    (date,) = visit_dates(scene, trigger, [(trigger.start, trigger.stop)])
    (kind, count), *_ = _kinds(scene, trigger)
    return [_draft(scene, trigger, guest, host, (date, (kind, count), None)) for guest in guests if guest.country and _is_abroad(guest, host)]


def _receiving_host(scene: Scene, trigger: Trigger, receivers: list[Actor], discourse: Discourse) -> Host | None:
    named = fill(scene, trigger, "host", tuple(a for a in scene.places if _can_host(a)))
    if named and named.place:
        return _host_at(named.place)
    countries = [actor.country for actor in receivers if actor.country and not actor.country.startswith("org:")]
    if not countries:
        return None
    cities = [a.place for a in scene.places if a.place and a.place.kind == "city" and a.place.code == countries[0]]
    home = discourse.home
    place = cities[0].base if cities else home.base if home and home.code == countries[0] else None
    return Host(countries[0], place, trigger.start, trigger.stop)


def _attendance(scene: Scene, trigger: Trigger, discourse: Discourse, told: list[VisitDraft]) -> list[VisitDraft]:
    events = find_events(scene)
    if not events:
        return []
    event = min(events, key=lambda e: abs(e.start - trigger.start))
    place = event_place(scene, event) or _place_before(scene, event, discourse)
    visitors = _visitors(scene, trigger) or _understood(scene, trigger, discourse, told)
    if place is None:
        return []
    host = _host_at(place)
    (date,) = visit_dates(scene, trigger, [(event.start, event.stop)])
    return [_draft(scene, trigger, visitor, host, (date, (None, None), event)) for visitor in visitors if _is_abroad(visitor, host)]


def _place_before(scene: Scene, event: Event, discourse: Discourse) -> Place | None:
    """An event named without its place, where the text just told of one ("at the summit")."""
    return discourse.place if event.is_bare else None
