"""Where an event that somebody attends is held, told elsewhere in the sentence: where others came for it, where they came to, what "where" stands for."""

from __future__ import annotations

from dataclasses import replace

from pipeline.records.arguments.events import Event
from pipeline.records.arguments.localities import can_host
from pipeline.records.arguments.roles import fill
from pipeline.records.participants.there import pointed_at, where_begins
from pipeline.records.scenes.scene import Scene
from pipeline.records.told.discourse import Discourse
from pipeline.records.told.drafts import VisitDraft
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
