"""Visits told by names alone: "The president of Hungary, guest of Almaty", a caption with its place and day, a line "New York. A at the session"."""

from __future__ import annotations

from dataclasses import replace

from pipeline.records.arguments.dashes import find_stops
from pipeline.records.arguments.events import find_events, is_locative
from pipeline.records.arguments.localities import can_host
from pipeline.records.arguments.usable import usable
from pipeline.records.participants.hosts import host_at, is_abroad
from pipeline.records.scenes.scene import Argument, Scene
from pipeline.records.told.discourse import Discourse
from pipeline.records.told.drafts import VisitDraft
from pipeline.values import Actor, Place

OFFICES = ("head_of_state", "head_of_government", "foreign_minister", "minister", "speaker", "deputy")
KINDS = ("body", "list", "caption", "quote", "heading")
HEAD = 1  # words before the place and the day at the head of a line
LONGEST = 12  # words of a sentence that only names people or a place and a day


def read_nominal(scene: Scene, discourse: Discourse) -> list[VisitDraft]:
    """The visits of a sentence that predicates nothing, in a language that may leave the verb out."""
    if not scene.lexicon.governs or scene.kind not in KINDS or any(verb.form != "noun" for verb in scene.predicates) or scene.told("trip", "signing", "invitation"):
        return []
    people = [a for a in scene.actors if "nom" in a.marks and a.actor and a.actor.name and a.actor.office in OFFICES]
    date = _day(scene, discourse, people)
    spot = _headed(scene) or _tail(scene)
    dated = any(one.is_dateline for one in scene.dates)
    if not (people or dated) and spot and date and discourse.unplaced and discourse.unplaced[0] == scene.index - 1:
        return _at(scene, [(actor, spot) for actor in discourse.unplaced[1]], date)
    found = _at(scene, [(a.actor, place) for a in people if a.actor and (place := _place_of(scene, discourse, a) or spot)], date) if date else []
    if people and not found and scene.words_between(scene.start, scene.stop) <= LONGEST:
        discourse.unplaced = (scene.index, [a.actor for a in people if a.actor])
    return found + _stops(scene, found)


def _day(scene: Scene, discourse: Discourse, people: list[Argument]) -> str | None:
    """The day of a sentence: the last date before its people, that at its head included, else its first, else that of its line."""
    before = [date for date in scene.dates if people and date.stop <= people[0].start]
    dates = before[-1:] or usable(scene) or scene.dates
    return dates[0].edtf if dates else discourse.entry_date(scene)


def _headed(scene: Scene) -> Place | None:
    """The city that opens a sentence, a day beside it or before it."""
    spans = [(date.start, date.stop) for date in scene.dates]
    first = next((a for a in scene.places if can_host(a) and a.place and a.place.kind == "city" and "nom" in a.marks), None)
    if first is None or not scene.dates:
        return None
    before = scene.folded[scene.start : first.start]
    for start, stop in reversed(spans):
        before = before[: start - scene.start] + before[stop - scene.start :] if stop <= first.start else before
    behind = scene.text[first.stop : first.stop + 1]
    return first.place if len(before.strip(" .,:;–—-•").split()) <= HEAD - 1 and behind in (",", ".", ":", "") else None


def _tail(scene: Scene) -> Place | None:
    """The city that stands with the day alone behind a full stop: "A at the eternal flame. Almaty, April 1993"."""
    days = [date.start for date in scene.dates]
    behind = [a for a in scene.places if can_host(a) and a.place and a.place.kind == "city" and scene.text[max(scene.start, a.start - 2) : a.start].rstrip().endswith(".")]
    return next((a.place for a in behind if any(scene.text[a.stop : day].strip() == "," for day in days if day > a.stop)), None)


def _place_of(scene: Scene, discourse: Discourse, argument: Argument) -> Place | None:
    """Where a person is: whose guest he is said to be, the place where the sentence says that he is, the place of his event or of his line."""
    inside = [p for p in scene.all_places if argument.start < p.start < argument.stop and scene.lexicon.guest_of.search(scene.folded, argument.start, p.start)]
    beside = [a.place for a in scene.places if a.place and scene.lexicon.guest_of.search(scene.folded, argument.stop, a.start)]
    there = [a.place for a in scene.places if can_host(a) and is_locative(a) and a.start >= argument.stop and a.place]
    if told := [*inside, *beside, *there]:
        return told[0]
    events = [event for event in find_events(scene) if event.is_occasion and any(mark.endswith("+pre") for mark in event.marks)]
    return (events[0].place or discourse.complete(events[0]).place or discourse.standing) if events else None


def _at(scene: Scene, pairs: list[tuple[Actor, Place]], date: str) -> list[VisitDraft]:
    hosts = [(actor, host_at(place)) for actor, place in pairs]
    return [
        VisitDraft(actor.name, actor.office, actor.country, host.country, host.place, date=date, scenes=(scene.index,), rules=("nominal",))
        for actor, host in hosts
        if actor.country and is_abroad(actor, host)
    ]


def _stops(scene: Scene, found: list[VisitDraft]) -> list[VisitDraft]:
    """The further stops of the last person, each with its day before a dash: "A in Jerusalem; the next day – Ramallah"."""
    stops = [(stop, a.place) for stop in find_stops(scene, scene.start) for a in stop.hosts if found and a.place]
    return [replace(found[-1], host_country=place.code, host_place=host_at(place).place, date=stop.date.edtf) for stop, place in stops if place.code not in (found[-1].host_country, found[-1].visitor_country)]
