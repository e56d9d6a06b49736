"""Guests of the event that a whole text is about, told by what they did there: "To his left sat the prime minister of Bangladesh", "The king spoke for six minutes"."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.dates import bounds
from pipeline.records.arguments.events import Event, is_locative
from pipeline.records.arguments.usable import usable
from pipeline.records.participants.hosts import host_at, is_abroad
from pipeline.records.scenes.clauses import QUOTED
from pipeline.records.scenes.scene import Argument, Scene
from pipeline.records.told.discourse import Discourse
from pipeline.records.told.drafts import VisitDraft
from pipeline.records.visits.nominal import OFFICES
from pipeline.records.visits.telling import Told, draft

KINDS = ("body", "list", "caption")
DONE = frozenset({"other", "act", "meet", "talks", "support", "happen", "begin", "end", "stay", "see", "represent", "come", "attend", "leave"})  # senses of what one does at an event
ELSEWHERE = ("plan", "expect", "cancel", "postpone", "invite", "invitation", "trip", "go", "leave", "return", "visit", "receive", "call", "letter")  # of what is told of other times or places
GUESTS = (*OFFICES, "organization_head")
JUST_HELD = 3  # sentences behind an event in which its guests are told
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def read_guests_of_stage(scene: Scene, discourse: Discourse) -> list[VisitDraft]:
    """The visits of the leaders who are told to do anything at all, at no other place and time, where the text is about one event and has told it."""
    stage = discourse.stage or _just_held(scene, discourse)
    if stage is None or stage.place is None or not _DAY.match(stage.date or "") or scene.index < stage.scene or scene.kind not in KINDS or _is_elsewhere(scene, discourse, stage):
        return []
    quoted = [m.span() for m in QUOTED.finditer(scene.folded, scene.start, scene.stop)]
    verbs = [verb for verb in scene.predicates if verb.form == "finite" and not any(low <= verb.start < high for low, high in quoted)]
    if not verbs or any(verb.time in ("future", "present") or verb.negated or verb.mood or verb.sense not in DONE for verb in verbs):
        return []
    host = host_at(stage.place)
    people = [a.actor for a in scene.actors if _is_doer(scene, a) and a.actor]
    return [replace(draft(scene, verbs[0], one, host, Told(stage.date, occasion=stage)), phase="within") for one in people if is_abroad(one, host)]


def _just_held(scene: Scene, discourse: Discourse) -> Event | None:
    """The event that a sentence right before has told with its city and day, in a language of fixed places: "The summit was held in Tashkent on 7 May. The president of Turkey spoke last"."""
    near = [event for event in discourse.events if scene.lexicon.positional and event.scene > discourse.heading and 0 < scene.index - event.scene <= JUST_HELD]
    return next((event for event in reversed(near) if event.is_occasion and event.title and event.place and event.place.kind == "city"), None)


def _is_doer(scene: Scene, argument: Argument) -> bool:
    """True for a leader of a known country, named with his office, who is the subject of what is told."""
    actor = argument.actor
    told = actor is not None and actor.name and actor.country and actor.office in GUESTS and actor.name_start >= 0 and actor.reference == "named"
    return bool(told) and (argument.marks[:1] == ("nom",) or "subj" in argument.marks)


def _is_elsewhere(scene: Scene, discourse: Discourse, stage: Event) -> bool:
    """True for a sentence that tells of another time or place than those of the event, or that stands behind one that did in its paragraph."""
    first, last = bounds(stage.date or "")
    days = [bounds(date.edtf) for date in usable(scene)]
    other_day = any(not (first and last and low and high and first <= low and high <= last) for low, high in days)
    places = [a.place for a in scene.places if a.place and is_locative(a)]
    other_place = any(place.code != (stage.place.code if stage.place else None) for place in places)
    elsewhere = any(verb.form in ("finite", "noun") and not (verb.sense == "leave" and not places) for verb in scene.told(*ELSEWHERE))
    return other_day or other_place or elsewhere or discourse.aside == scene.sentence.block
