"""Visits that end before their sentence begins, told without a verb: "Back this morning from five days in Rome, the premier told the cabinet ..."."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.records.arguments import counting
from pipeline.records.arguments.dating import stretched
from pipeline.records.arguments.localities import can_host
from pipeline.records.arguments.usable import usable
from pipeline.records.participants.hosts import host_at, is_abroad
from pipeline.records.scenes.scene import Argument, Scene
from pipeline.records.told.discourse import Discourse
from pipeline.records.told.drafts import VisitDraft
from pipeline.values import Actor

FAR = 5  # words between "back from" and the place
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")


def read_homecoming(scene: Scene, discourse: Discourse) -> list[VisitDraft]:
    """The visits that those made who are said to be back from them: who acts behind the comma, or stands before it."""
    found = []
    for match in scene.finditer(scene.lexicon.stops.back_from):
        if any(verb.group_start < match.end() and match.start() < verb.stop for verb in scene.predicates):
            continue  # "was back from Rome": told by the verb
        place = next((a for a in scene.places if a.start >= match.end() and can_host(a) and scene.words_between(match.end(), a.start) <= FAR), None)
        traveller = _traveller(scene, match.start(), place.stop) if place else None
        if place is None or place.place is None or traveller is None or not is_abroad(traveller, host := host_at(place.place)):
            continue
        days = counting.duration(scene, match.end(), place.start)
        dates = [date.edtf for date in usable(scene) if match.start() <= date.start < place.start]
        back = dates[0] if dates else discourse.written
        date = stretched(back, days, "end") if back and days and _DAY.match(back) else back
        who = (traveller.name, traveller.office, traveller.country)
        found.append(VisitDraft(*who, host.country, host.place, date=date, phase="" if days else "end", scenes=(scene.index,), rules=("homecoming",)))
    return [replace(one, phase="") if one.date is None else one for one in found]


def _traveller(scene: Scene, start: int, stop: int) -> Actor | None:
    """The person before the comma that opens the stretch, else the subject of the verb behind the comma that ends it."""
    before = [a for a in scene.actors if a.actor and scene.folded[a.stop : start].strip() == ","]
    if before:
        return before[-1].actor
    comma = scene.folded.find(",", stop, scene.stop)
    if comma < 0 or not _opens(scene, start):
        return None
    verbs = [verb for verb in scene.predicates if verb.start > comma and verb.form == "finite" and scene.subject(verb)]
    people: list[Argument] = [a for a in scene.subject(verbs[0]) or () if a.actor] if verbs else []
    return people[0].actor if len(people) == 1 else None


def _opens(scene: Scene, start: int) -> bool:
    """True where nothing but a dateline stands before a position."""
    headed = max([scene.start, *(date.stop for date in scene.dates if date.is_dateline and date.stop <= start)])
    return re.search(r"\w", scene.folded[headed:start]) is None
