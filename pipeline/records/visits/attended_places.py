"""Where an event that somebody attends is held, told elsewhere in the sentence: where others came for it, where they came to, what "where" stands for."""

from __future__ import annotations

from dataclasses import replace

from pipeline.records.arguments.events import Event, is_locative
from pipeline.records.arguments.localities import can_host
from pipeline.records.arguments.roles import fill
from pipeline.records.arguments.status import SIGNINGS
from pipeline.records.arguments.usable import usable
from pipeline.records.participants.there import pointed_at, where_begins
from pipeline.records.scenes.scene import Scene
from pipeline.records.told.discourse import Discourse
from pipeline.records.told.drafts import VisitDraft
from pipeline.text import fold
from pipeline.values import Place, Predicate


def as_attended(event: Event | None, told: list[VisitDraft]) -> Event | None:
    """An event at the place to which others have come for it in the same sentence: "for the funeral A and B came to Rome; C represented D"."""
    hosts = [visit for visit in told if event and event.place is None and visit.occasion == event.title and visit.host_country]
    if event is None or not hosts:
        return event
    last = hosts[-1]
    place = Place(event.start, event.start, last.host_place or "", "city" if last.host_place else "country", last.host_country or "", last.host_place or "")
    return replace(event, place=place, date=event.date or last.date)


def with_place(scene: Scene, predicate: Predicate, event: Event | None) -> Event | None:
    """An event at the place that those who attend it come to: "came together in Paris for the conference"."""
    if event is None or event.place is not None or not scene.lexicon.governs:
        return event
    near = fill(scene, predicate, "host", [a for a in scene.places if can_host(a)])
    return replace(event, place=near.place) if near and near.place else event


def where_told(scene: Scene, predicate: Predicate, discourse: Discourse, event: Event | None) -> Event | None:
    """An event at the place that "where" stands for, where its own clause names none: "came to Luanda from Johannesburg, where he had attended the summit"."""
    where = where_begins(scene, predicate)
    if event is None or where is None or event.start < where or event.place and where <= event.place.start < scene.stop:
        return event
    return replace(event, place=pointed_at(scene, predicate, discourse, frozenset()) or event.place)


def at_signing(scene: Scene, event: Event | None) -> Event | None:
    """A ceremony with no name of its own where and when the clause before it tells a signing: "signed the declaration in Tehran; A and B attended the ceremony"."""
    verbs = [verb for verb in scene.told(*SIGNINGS) if verb.form == "finite" and not verb.negated and verb.stop <= (event.start if event else 0)]
    if event is None or event.place is not None or not event.is_bare or not verbs:
        return event
    low, high = scene.clause(verbs[-1].start)
    cities = [a.place for a in scene.places if low <= a.start < high and a.place and a.place.kind == "city" and is_locative(a)]
    days = [date.edtf for date in usable(scene) if low <= date.start < high]
    return replace(event, place=cities[0], date=event.date or next(iter(days), None)) if len(cities) == 1 else event


def where_just_told(scene: Scene, discourse: Discourse, event: Event | None) -> Event | None:
    """An event in the only place of the sentence before, where its own sentence names none: "The end of the month fell to Tashkent. A took part in the conference on Afghanistan"."""
    ground = discourse.ground
    if event is None or event.place is not None or scene.lexicon.personal_events.search(fold(event.title)):
        return event
    if ground is None or ground[0] != scene.index - 1 or any(a.place and a.place.kind == "city" for a in scene.places):
        return event
    return replace(event, place=ground[1], date=event.date or (None if usable(scene) else ground[2]))
