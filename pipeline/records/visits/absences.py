"""Those who stayed away: from an event, from a stop of their journey, those who were looked for in vain."""

from __future__ import annotations

from dataclasses import replace

from pipeline.records.arguments.called_off import has_place
from pipeline.records.arguments.dating import visit_dates
from pipeline.records.arguments.events import Event
from pipeline.records.arguments.localities import can_host
from pipeline.records.arguments.roles import fill
from pipeline.records.arguments.status import governed
from pipeline.records.participants.hosts import find_hosts, host_at, is_abroad
from pipeline.records.participants.meant import event_meant
from pipeline.records.participants.visitors import find_visitors
from pipeline.records.scenes.scene import Argument, Scene
from pipeline.records.told.discourse import Discourse
from pipeline.records.told.drafts import VisitDraft
from pipeline.records.visits.telling import Told, draft
from pipeline.values import Predicate

MISSED = "missed"  # the frame of verbs whose object is who stayed away
BARE = ("trip", "attendance", "come", "go", "attend")  # senses of what one calls off without saying where it goes
ABSENCE = 5  # sentences behind an event in which who stays away stays away from it


def read_absence(scene: Scene, predicate: Predicate, discourse: Discourse, told: list[VisitDraft]) -> list[VisitDraft]:
    """A visit that did not come about because its traveller stayed away from an event: "the president sent his apologies to the summit"."""
    if predicate.frame == MISSED:
        return _missed(scene, predicate, discourse)
    if predicate.sense == "postpone" and not scene.lexicon.predicate_last:
        return []
    people = [a.actor for a in _who(scene, predicate) if a.actor and (a.actor.name or a.actor.office) and a.actor.country]
    if any(visit.visitor_name and visit.visitor_name == one.name and visit.date for visit in told for one in people):
        return []  # "A, expected in Rome on Friday, stayed at home"
    event = None if _has_journey(scene, predicate) or predicate.negated or predicate.form != "finite" else event_meant(scene, predicate, discourse) or _event_before(scene, discourse)
    if event is None or event.place is None:
        return _struck(scene, predicate, discourse, told)
    host = host_at(event.place)
    return [replace(draft(scene, predicate, one, host, Told(event.date, occasion=event)), status="cancelled") for one in people if is_abroad(one, host)]


def _who(scene: Scene, predicate: Predicate) -> tuple[Argument, ...]:
    """The subject of a verb; in a language of cases who stands last in the nominative before it in its clause, or owns the journey that is called off there:
    "Löfvenin səfəri ləğv edildi"."""
    what = governed(scene, predicate) if scene.lexicon.predicate_last else None
    if what and (owners := [a for a in scene.actors if {"gen", "nom"} & set(a.marks) and a.stop <= what.start and a.actor in find_visitors(scene, what)]):
        return tuple(owners)
    if not scene.lexicon.governs:
        return scene.subject(predicate) or ()
    low = scene.clause(predicate.start)[0]
    return tuple(a for a in scene.actors if low <= a.start < predicate.start and a.marks[:1] == ("nom",))[-1:]


def _has_journey(scene: Scene, predicate: Predicate) -> bool:
    """True where what one calls off is told with where it goes, or is none: "gave up his visit to Oslo"; not "gave up the journey", "... taking part"."""
    what = governed(scene, predicate)
    return what is not None and not _is_bare(scene, predicate, what)


def _is_bare(scene: Scene, predicate: Predicate, what: Predicate) -> bool:
    """True for a journey without a place that stands where an object of the verb does: behind it, or before it where the verb ends its clause."""
    if scene.lexicon.predicate_last:
        return what.stop <= predicate.start and what.form in ("noun", "infinitive") and what.sense in BARE and not fill(scene, what, "host", list(scene.places))
    if scene.lexicon.positional or what.form != "noun" or what.sense not in ("trip", "attendance"):
        return False
    return predicate.stop <= what.start and not has_place(scene, what)


def _missed(scene: Scene, predicate: Predicate, discourse: Discourse) -> list[VisitDraft]:
    """The visits of those who were looked for in vain: "at the summit in Minsk one missed the president"."""
    event = event_meant(scene, predicate, discourse)
    hosts = [host_at(event.place)] if event and event.place else find_hosts(scene, predicate, discourse)[:1]
    if not hosts:
        event = _event_before(scene, discourse)
        hosts = [host_at(event.place)] if event and event.place else []
    people = [actor for actor in find_visitors(scene, predicate) if actor.country and (actor.name or actor.office)]
    dates = visit_dates(scene, predicate, [(predicate.start, predicate.stop)] * len(hosts))
    told = [Told(date or (event.date if event else None), occasion=event) for date in dates]
    return [replace(draft(scene, predicate, one, host, said), status="cancelled") for one in people for host, said in zip(hosts, told, strict=True) if is_abroad(one, host)]


def _struck(scene: Scene, predicate: Predicate, discourse: Discourse, told: list[VisitDraft]) -> list[VisitDraft]:
    """The stop that fell out of a journey told before: "Baghdad, also on the programme, was struck off at the last minute"."""
    if not scene.lexicon.governs or predicate.negated or predicate.mood or governed(scene, predicate):
        return []
    low, high = scene.clause(predicate.start)
    bare = [a for a in scene.places if low <= a.start < high and can_host(a) and {"nom", "acc"} & set(a.marks) and not any("+" in mark for mark in a.marks)]
    people = any(a.actor and low <= a.start < high and {"nom", "subj"} & set(a.marks) for a in scene.actors)
    known = [visit for visit in told or discourse.current(scene) if visit.status == "occurred"][-1:]
    if len(bare) != 1 or people or not known or bare[0].place is None or bare[0].place.code in (known[0].host_country, known[0].visitor_country):
        return []
    host = host_at(bare[0].place)
    return [replace(known[0], host_country=host.country, host_place=host.place, visit_type=None, occasion=None, status="cancelled", scenes=(scene.index,), rules=(predicate.id,))]


def _event_before(scene: Scene, discourse: Discourse) -> Event | None:
    """The event that the text has told of last, if not long before."""
    last = next((event for event in reversed(discourse.events) if event.is_occasion), None)
    return last if last and scene.index - last.scene <= ABSENCE else discourse.stage
