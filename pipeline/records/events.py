"""Events that one attends: the phrase that names one, and where it is held."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.records.scene import Argument, Scene
from pipeline.values import Place

LONGEST = 160  # characters of an event's name; longer ones are clauses
_BOUNDARY = re.compile(r"[,;:()–—]")


@dataclass(frozen=True, slots=True)
class Event:
    """An event's phrase; ``is_bare`` where it has no name of its own ("at the summit")."""

    start: int
    stop: int
    title: str
    is_bare: bool


def find_events(scene: Scene) -> list[Event]:
    """The events that a sentence names, in order."""
    return [_event(scene, match) for match in scene.finditer(scene.lexicon.events) if not _in_actor(scene, match.start())]


def _in_actor(scene: Scene, position: int) -> bool:
    return any(argument.start <= position < argument.stop for argument in scene.actors)


def _event(scene: Scene, match: re.Match[str]) -> Event:
    start = _left_edge(scene, match.start())
    stop = match.end() if scene.lexicon.head_last else _right_edge(scene, match.end())
    title = " ".join(scene.text[start:stop].split())
    return Event(start, stop, title, start == match.start() and stop == match.end())


def _left_edge(scene: Scene, head: int) -> int:
    """How far an event's name reaches to the left: over names and attributes, not over dates, other roles and verbs."""
    low = max(scene.start, head - LONGEST)
    edges = [low] + [m.end() for m in _BOUNDARY.finditer(scene.folded, low, head)]
    edges += [date.stop for date in scene.dates if low < date.stop <= head]
    edges += [argument.stop for argument in scene.actors if low < argument.stop <= head]
    edges += [trigger.stop for trigger in scene.triggers if low < trigger.stop <= head]
    edges += [argument.stop for argument in scene.places if low < argument.stop <= head and not _is_attribute(scene, argument)]
    stops = scene.lexicon.event_stops | set(scene.lexicon.prepositions)
    edges += [m.end() for m in re.compile(r"\w+").finditer(scene.folded, low, head) if m[0] in stops]
    edge = max(edges)
    return edge + len(scene.folded[edge:head]) - len(scene.folded[edge:head].lstrip())


def _is_attribute(scene: Scene, argument: Argument) -> bool:
    return bool({"nom", "gen", "bare"} & set(argument.marks)) or argument.place is not None and argument.place.form != "noun"


def _right_edge(scene: Scene, head: int) -> int:
    """In languages that put the name after the head, a genitive or "of" phrase belongs to it."""
    edges = [min(scene.stop, head + LONGEST)] + [m.start() for m in _BOUNDARY.finditer(scene.folded, head, scene.stop)]
    edges += [date.start for date in scene.dates if date.start >= head]
    edges += [argument.start for argument in scene.places if argument.start >= head and not _is_attribute(scene, argument)]
    edges += [m.start() for m in re.compile(r"\w+").finditer(scene.folded, head, scene.stop) if m[0] in scene.lexicon.event_stops]
    edges += [trigger.start for trigger in scene.triggers if trigger.start >= head]
    prepositions = set(scene.lexicon.prepositions) - {"of", "on", "по", "о"}
    edges += [m.start() for m in re.compile(r"\w+").finditer(scene.folded, head, scene.stop) if m[0] in prepositions]
    return len(scene.folded[: min(edges)].rstrip())


def occasion_near(scene: Scene, start: int, stop: int) -> Event | None:
    """The event that a journey is made for, if its clause names one; a table row names it in brackets."""
    low, high = scene.clause(start)
    bracket = re.compile(r"\(([^()]{4,200})\)").search(scene.text, stop, scene.stop) if scene.kind == "row" else None
    if bracket or (bracket := _long_bracket(scene, stop)):
        return Event(bracket.start(1), bracket.end(1), " ".join(bracket[1].split()), False)
    events = [event for event in find_events(scene) if low <= event.start < high and not event.is_bare]
    return min(events, key=lambda e: abs(e.start - start)) if events else None


def _long_bracket(scene: Scene, start: int) -> re.Match[str] | None:
    """The bracket after the predicate of a table row; brackets inside it belong to it."""
    if scene.kind != "row":
        return None
    return re.compile(r"\((.{4,300})\)\s*\Z", re.DOTALL).search(scene.text[: scene.stop], start)


def event_place(scene: Scene, event: Event) -> Place | None:
    """Where an event is held: the place in its name or the nearest one in its clause."""
    low, high = scene.clause(event.start)
    inside = [place for place in scene.all_places if event.start <= place.start < event.stop and _is_city(place)]
    if inside:
        return inside[-1]
    near = [a for a in scene.places if a.place and low <= a.start < high and a.place.form == "noun" and a.place.kind != "organization"]
    held = [a for a in near if _is_locative(a)]
    best = min(held, key=lambda a: (a.place is not None and a.place.kind != "city", abs(a.start - event.start)), default=None)
    return best.place if best else None


def _is_city(place: Place) -> bool:
    return place.kind == "city" and place.form == "noun"


def _is_locative(argument: Argument) -> bool:
    return any(mark in ("loc", "in", "at", "pre") or mark.endswith("+pre") or mark.endswith("+loc") for mark in argument.marks)
