"""Visits of those who meet at an event abroad: in the place that the sentence tells, or on the margins of the gathering told before."""

from __future__ import annotations

from dataclasses import replace

from pipeline.records.arguments.dating import visit_dates
from pipeline.records.arguments.events import Event, find_events
from pipeline.records.arguments.localities import can_host
from pipeline.records.arguments.roles import cost_of, fill, frame_of
from pipeline.records.participants.hosts import host_at, is_abroad
from pipeline.records.participants.visitors import find_visitors
from pipeline.records.scenes.scene import Argument, Scene
from pipeline.records.told.assemblies import leads_away
from pipeline.records.told.discourse import Discourse
from pipeline.records.told.drafts import VisitDraft
from pipeline.records.visits.telling import Told, draft
from pipeline.text import fold
from pipeline.values import Predicate


def read_meeting(scene: Scene, predicate: Predicate, discourse: Discourse, told: list[VisitDraft]) -> list[VisitDraft]:
    """Visits of those who meet at an event abroad, in whose place the sentence says: "A and B met in Strasbourg at the summit"."""
    if predicate.form != "finite" or predicate.negated or predicate.mood:
        return []
    wanted = frame_of(scene, predicate).get("event", ())
    events = [event for event in find_events(scene) if cost_of(scene, predicate, Argument(event.start, event.stop, event.marks), wanted) is not None]
    near = fill(scene, predicate, "host", [a for a in scene.places if can_host(a)]) if events and not events[0].place else None
    event = replace(events[0], place=near.place) if near and near.place else events[0] if events else None
    here = event is not None and event.place is not None and scene.start <= event.place.start < scene.stop
    event = event if here else _beside_gathering(scene, discourse)
    if event is None or event.place is None:
        return []
    low, high = scene.clause(predicate.start)
    met = (*scene.lexicon.with_marks, *(("obj",) if scene.lexicon.positional else ()))
    others = [a.actor for a in scene.actors if low <= a.start < high and a.actor and a.actor.name and set(met) & set(a.marks)]
    people = [one for one in (*find_visitors(scene, predicate), *others) if one.reference != "pronoun" and one.name and fold(one.name.split()[-1])[:4] in scene.folded[low : max(high, one.stop)]]
    (date,) = visit_dates(scene, predicate, [(event.start, event.stop)])
    host = host_at(event.place)
    return [draft(scene, predicate, one, host, Told(date or event.date, occasion=event)) for one in people if one.name and one.country and is_abroad(one, host)]


def _beside_gathering(scene: Scene, discourse: Discourse) -> Event | None:
    """The gathering told before on whose margins, or in whose course, a sentence tells that people met."""
    known = discourse.assembly
    if known is None or known.place is None or scene.search(scene.lexicon.gathering.margins) is None or leads_away(scene, known):
        return None
    return next((replace(known, start=event.start, stop=event.stop, marks=event.marks) for event in find_events(scene) if event.place is None and (event.is_bare or event.head == known.head)), None)
