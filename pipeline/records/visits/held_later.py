"""Visits to an event that the sentence before or behind tells more of: when it was held."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.records.arguments.dating import holds
from pipeline.records.arguments.events import Event, find_events
from pipeline.records.arguments.usable import usable
from pipeline.records.scenes.scene import Scene
from pipeline.records.told.discourse import Discourse
from pipeline.records.told.drafts import VisitDraft
from pipeline.text import fold
from pipeline.values import Place

LATER = 2  # sentences behind a visit to an event in which its date is still told
NEAR = 6  # sentences behind an event, and visits told last, among which those are looked for who came there
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def read_dated_later(scene: Scene, discourse: Discourse) -> list[VisitDraft]:
    """The visits for an event told before, where a sentence now tells when it was held: "The summit took place on 23 June"."""
    held = [verb for verb in scene.told("happen", "begin", "end") if verb.form == "finite" and not (verb.negated or verb.mood) and verb.time == "past"]
    known = [visit for visit in discourse.current(scene, LATER) if visit.status == "occurred"] if held else []
    waiting = [visit for visit in known if visit.occasion or _came_too(visit, known)]
    events = [event for event in find_events(scene) if event.date and event.is_bare and event.is_occasion][:1] if waiting else []
    dated = [(visit, event, event.date or "") for visit in waiting for event in events if _is_told_of(event, visit, waiting)]
    return [replace(visit, date=date, phase="", scenes=(scene.index,), echo=True) for visit, event, date in dated if visit.date is None or holds(visit.date, date)]


def _came_too(visit: VisitDraft, known: list[VisitDraft]) -> bool:
    """True for one who is told beside those who came to an event to have come there as well, at the same time."""
    return any(one.occasion and (one.host_country, one.date) == (visit.host_country, visit.date) and one.visitor_name != visit.visitor_name for one in known)


def _is_told_of(event: Event, visit: VisitDraft, waiting: list[VisitDraft]) -> bool:
    """True for an event told by the word that names the occasion of a visit, or by another word where the visits of the sentence before had one."""
    by_name = not visit.occasion or any(word.startswith(event.head) for word in fold(visit.occasion or "").split())
    return by_name or event.scene - visit.scenes[-1] == 1 and len({one.occasion for one in waiting if one.occasion}) == 1


def at_event_told(scene: Scene, discourse: Discourse, drafts: list[VisitDraft]) -> list[VisitDraft]:
    """The drafts of a sentence, those without a date that go "there", or come to the city of it, with the date of the event that the sentence before told,
    or one before sentences that only tell who else came: "The summit opened on 4 June. A had come as well. B had come from Tbilisi." """
    if (here := _held_here(scene)) is not None:
        return [replace(one, date=here.date, phase="") if one.date is None and not one.echo and here.place and one.host_country == here.place.code else one for one in drafts]
    last = discourse.events[-1] if discourse.events else None
    if last is None or not last.date or last.place is None or not _goes_on(scene, discourse, last) or usable(scene):
        return drafts
    there = scene.search(scene.lexicon.there) or scene.lexicon.predicate_last and scene.search(scene.lexicon.here)
    return [replace(one, date=last.date, phase="") if one.date is None and not one.echo and (there or _comes_to(one, last.place)) and one.host_country == last.place.code else one for one in drafts]


def _goes_on(scene: Scene, discourse: Discourse, event: Event) -> bool:
    """True for the sentence behind an event, and for those behind it as long as each tells of somebody who came there then."""
    came = {visit.scenes[-1] for visit in discourse.visits[-NEAR:] if event.place and (visit.host_country, visit.date) == (event.place.code, event.date)}
    return scene.index - event.scene <= NEAR and all(index in came for index in range(event.scene + 1, scene.index))


def _held_here(scene: Scene) -> Event | None:
    """The only event of a sentence, told with its place and the only date before a semicolon behind which one goes "there", in a language of cases."""
    part = scene.folded.find("; ", scene.start, scene.stop)
    events = find_events(scene) if part >= 0 and scene.lexicon.governs and scene.search(scene.lexicon.there, part, scene.stop) else []
    held = [event for event in events if event.date and event.place and event.stop <= part]
    return held[0] if len(held) == len(usable(scene)) == 1 else None


def _comes_to(visit: VisitDraft, place: Place) -> bool:
    """True for an arrival that was made in the city of an event."""
    return visit.phase == "begin" and visit.status == "occurred" and visit.host_place == place.base
