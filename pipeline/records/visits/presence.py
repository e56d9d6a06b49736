"""Those who are told to do anything at all at an event abroad, or at the one told right before: they were there."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.records.arguments.dating import visit_dates
from pipeline.records.arguments.events import Event, find_events, is_locative
from pipeline.records.participants.hosts import host_at, is_abroad
from pipeline.records.scenes.scene import Scene
from pipeline.records.told.discourse import Discourse
from pipeline.records.told.drafts import VisitDraft
from pipeline.records.visits.nominal import OFFICES
from pipeline.records.visits.telling import Told, draft
from pipeline.values import Predicate

_DAYS = re.compile(r"\d{4}-\d{2}-\d{2}")
NEAR = 3  # sentences behind an event in which those are told who were there
BEING = "happen"  # the frame of verbs of being


def read_presence(scene: Scene, discourse: Discourse) -> list[VisitDraft]:
    """Who is told to do anything at all at an event abroad on a day told with it, in a language of cases that ends clauses with the verb:
    "at the funeral in Caracas on 8 March the president did not hide his tears"."""
    verbs = [verb for verb in scene.predicates if verb.form == "finite" and verb.sense == "other" and verb.time in ("past", "") and not verb.passive]
    if not scene.lexicon.predicate_last or len(verbs) != 1 or scene.told("plan", "expect", "cancel"):
        return []
    verb = verbs[0]
    low, _ = scene.clause(verb.start)
    events = [_where_held(scene, event, low) for event in find_events(scene) if "loc" in event.marks and event.is_occasion and low <= event.start < verb.start]
    people = [a for a in scene.actors if low <= a.start < verb.start and a.marks == ("nom",) and a.actor and a.actor.name and a.actor.country]
    if len(events) != 1 or len(people) != 1 or people[0].actor is None or events[0].place is None:
        return []
    between = [one for one in scene.predicates if min(events[0].stop, people[0].stop) <= one.start < verb.start and one.form in ("participle", "finite")]
    (date,) = visit_dates(scene, verb, [(events[0].start, events[0].stop)])
    host = host_at(events[0].place)
    if any(one.start > events[0].start for one in between) or not _DAYS.match(date or "") or not is_abroad(people[0].actor, host):
        return []
    return [replace(draft(scene, verb, people[0].actor, host, Told(date, occasion=events[0])), phase="within")]


def _where_held(scene: Scene, event: Event, low: int) -> Event:
    """An event with the city that stands before it in the locative, no verb between them: "Karakasda prezidentin dəfn mərasimində"."""
    cities = [a for a in scene.places if low <= a.start and a.stop <= event.start and "loc" in a.marks and a.place and a.place.kind == "city"]
    if event.place or not cities or any(cities[-1].stop <= verb.start < event.start for verb in scene.predicates):
        return event
    return replace(event, place=cities[-1].place)


def read_present(scene: Scene, discourse: Discourse) -> list[VisitDraft]:
    """Who stood, sat or walked at an event abroad, named in the sentence or right before it, in a language that tells subjects by their case:
    "at the funeral in Amman ...". "Beside him stood the president of Syria, further on – that of America"."""
    verbs = [verb for verb in scene.predicates if verb.form == "finite" and verb.sense != "event"]
    people = [a.actor for a in scene.actors if a.marks[:1] == ("nom",) and a.actor and a.actor.name and a.actor.country and a.actor.office in OFFICES and a.actor.reference != "pronoun"]
    if scene.lexicon.positional or not verbs or not people or any(verb.time not in ("past", "") or verb.negated or verb.mood for verb in verbs):
        return []
    own = [event for event in find_events(scene) if event.is_occasion and event.place and event.date and any(mark.endswith("+pre") for mark in event.marks)]
    event = own[0] if own and all(verb.sense in ("other", "act") for verb in verbs) else _told_before(scene, verbs[0], discourse)
    if event is None or event.place is None or not _DAYS.match(event.date or ""):
        return []
    host = host_at(event.place)
    return [replace(draft(scene, verbs[0], one, host, Told(event.date, occasion=event)), phase="within") for one in people if is_abroad(one, host)]


def _told_before(scene: Scene, verb: Predicate, discourse: Discourse) -> Event | None:
    """The event of the sentences before, for a sentence that only tells who was there and how: no other place, no other day."""
    last = discourse.events[-1] if discourse.events else None
    elsewhere = any(a.place and is_locative(a) and (last is None or last.place is None or a.place.code != last.place.code) for a in scene.places)
    if last is None or scene.index - last.scene > NEAR or scene.dates or elsewhere or not last.is_occasion:
        return None
    sent = any(scene.lexicon.on_behalf.search(scene.folded, scene.start, p.start) for p in scene.all_places)
    among = scene.search(scene.lexicon.among_guests) is not None
    return last if verb.sense == "act" or among or verb.frame == BEING and sent else None
