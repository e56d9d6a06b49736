"""Which event is meant: the one a predicate is about, completed by what the text has told of it before."""

from __future__ import annotations

from dataclasses import replace

from pipeline.records.arguments.events import Event, find_events
from pipeline.records.arguments.roles import cost_of, distance, frame_of
from pipeline.records.scenes.scene import Argument, Scene
from pipeline.records.told.discourse import Discourse
from pipeline.values import Predicate

UNMARKED = 20.0  # cost of an event whose mark is not that of the role


def event_meant(scene: Scene, predicate: Predicate, discourse: Discourse, role: str = "event", loose: bool = True) -> Event | None:
    """The event of a sentence that fills a role of a predicate, with the place and date it is known to have; ``loose``: whatever its mark."""
    wanted = frame_of(scene, predicate).get(role, ())
    events = find_events(scene)
    best: tuple[float, Event] | None = None
    for event in events:
        cost = cost_of(scene, predicate, Argument(event.start, event.stop, event.marks), wanted)
        if cost is None and loose:
            cost = UNMARKED + distance(scene, min(event.start, predicate.start), max(event.start, predicate.start))
        if cost is not None and not event.is_occasion and loose and any(other.is_occasion for other in events):
            cost += UNMARKED  # one attends a session rather than a meeting
        if cost is not None and (best is None or cost < best[0]):
            best = (cost, event)
    return (_as_told(best[1], events) or discourse.complete(best[1])) if best else None


def _as_told(event: Event, events: list[Event]) -> Event | None:
    """A bare event ("the gathering") as the one that the same sentence has told before it."""
    before = [other for other in events if other.stop <= event.start and other.place and other.is_occasion]
    if not event.is_bare or not before:
        return None
    return replace(before[-1], start=event.start, stop=event.stop, marks=event.marks)
