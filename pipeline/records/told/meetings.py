"""On which day people met or signed, who they were, and where: he who "had arrived two days before" came there, and stayed until then."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.records.arguments.arrivals import days_of_coming
from pipeline.records.arguments.dating import nearest_date
from pipeline.records.arguments.events import is_locative
from pipeline.records.arguments.usable import usable
from pipeline.records.scenes.scene import Scene
from pipeline.values import Actor, Place, Predicate

SENSES = ("meet", "talks", "sign", "receive")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")


@dataclass(frozen=True, slots=True)
class Meeting:
    """Talks or a signing told with their day: in which sentence, who is named there, the states named, and the only city that it names as a place."""

    index: int
    day: str
    names: frozenset[str]
    states: frozenset[str]
    place: Place | None

    def holds(self, person: Actor, host: str | None) -> bool:
        """True where a person, or one of his state where nobody is named, meets those of a host country."""
        there = person.name in self.names if self.names else person.country in self.states
        return there and host in self.states


def find_meeting(scene: Scene, written: str | None = None) -> Meeting | None:
    """The meeting that a sentence tells, if it has a day, or opens a report ``written`` on that day, and people or states are named."""
    met = [one for one in scene.told(*SENSES) if not one.negated and not one.mood and one.time != "future"]
    names = frozenset(a.actor.name for a in scene.actors if a.actor and a.actor.name)
    states = frozenset([*(p.code for p in scene.all_places if p.code), *(a.actor.country for a in scene.actors if a.actor and a.actor.country)])
    day = (_day(scene, met) or written) if met and (names or len(states) > 1) else None
    if day is None:
        return None
    cities = {(a.place.code, a.place.base): a.place for a in scene.places if a.place and a.place.kind == "city" and is_locative(a)}
    return Meeting(scene.index, day, names, states, next(iter(cities.values())) if len(cities) == 1 else None)


def _day(scene: Scene, met: list[Predicate]) -> str | None:
    """The only day of a sentence, else that beside the verb of meeting."""
    days = {date.edtf for date in usable(scene) if _DAY.match(date.edtf)}
    if len(days) == 1:
        return next(iter(days))
    arrivals = days_of_coming(scene)
    free = [date for date in usable(scene) if date not in arrivals]
    near = [date.edtf for verb in met if verb.form == "finite" and (date := nearest_date(scene, verb.start, verb.stop, free)) and scene.clause(verb.start)[0] <= date.start < scene.clause(verb.start)[1]]
    return near[0] if near and _DAY.match(near[0]) else None
