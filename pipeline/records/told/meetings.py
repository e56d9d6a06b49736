"""Who met or signed, on which day and of which states: the one who "was there on a visit", told next, was there on that day."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.records.arguments.dating import usable
from pipeline.records.scenes.scene import Scene
from pipeline.values import Actor

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
MEETINGS = ("meet", "talks", "sign", "receive")


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting or signing: its sentence's number, its day, the names and the states of those who take part."""

    scene: int
    day: str
    names: frozenset[str]
    states: frozenset[str]

    def holds(self, person: Actor, host: str | None) -> bool:
        """True where a person, or one of his state where nobody is named, meets those of a host country."""
        there = person.name in self.names if self.names else person.country in self.states
        return there and host in self.states


def find_meeting(scene: Scene, written: str | None) -> Meeting | None:
    """The meeting or signing that a sentence tells with its only day, or on the day that the report it opens was ``written``."""
    days = {date.edtf for date in usable(scene) if _DAY.match(date.edtf)} or ({written} if written else set())
    told = any(not one.negated and not one.mood and one.time != "future" for one in scene.told(*MEETINGS))
    names = frozenset(a.actor.name for a in scene.actors if a.actor and a.actor.name)
    states = frozenset([*(p.code for p in scene.all_places if p.code), *(a.actor.country for a in scene.actors if a.actor and a.actor.country)])
    return Meeting(scene.index, min(days), names, states) if told and len(days) == 1 and (names or len(states) > 1) else None
