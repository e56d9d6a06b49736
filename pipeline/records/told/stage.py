"""The stage of a report: the event that a whole text is about, held where the text is written or set."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from pipeline.records.arguments.arrivals import is_day, is_next
from pipeline.records.arguments.dating import nearest_date
from pipeline.records.arguments.events import Event, find_events
from pipeline.records.arguments.status import after
from pipeline.records.arguments.usable import usable
from pipeline.records.scenes.scene import Scene
from pipeline.records.told.chronicles import byline_place, dateline_place
from pipeline.values import Place

OPENING = 9  # sentences in which a report names its event
HEAD = 3  # sentences of the head of a text, with title and author
HEADED = 2  # times that a report names the event that its title names
OFTEN = 3  # times that a report names its event, and the city that it is set in
LONGEST = 14  # days of an event
OPENED = ("title", "body", "heading", "caption")


def find_stage(scenes: Sequence[Scene]) -> Event | None:
    """The event that the opening of a text names, at its own place, else at that of the dateline, else in the city the text is set in.

    None where the opening names no event, or no such place can be told.
    """
    opening = [scene for scene in scenes if scene.kind in OPENED][:OPENING]
    heads = Counter(event.head for scene in scenes if scene.kind in (*OPENED, "list") for event in find_events(scene))
    named = [event for scene in opening for event in find_events(scene) if event.is_occasion and event.place is None and heads[event.head] >= (HEADED if scene.kind in ("title", "heading") else OFTEN)]
    place = _home(scenes) or _setting(scenes, opening) if named and _is_report(scenes) else None
    if place is None:
        return None
    written = next((date.edtf for scene in scenes for date in scene.dates if date.is_dateline), None)
    day = _from_begin_to_end(scenes, named[0].head) or named[0].date or _day(opening)
    return replace(named[0], place=place, date=None if after(written, day) else day)


def _from_begin_to_end(scenes: Sequence[Scene], head: str) -> str | None:
    """The days of an event from that on which it is told to have begun to that on which it is told to have ended: "had begun on Monday", "yesterday's closing
    session"."""
    first = next((day for scene in scenes for day in _days_told(scene, head, "begin", "happen")), None)
    last = next((day for scene in scenes for day in _days_told(scene, head, "end")), None) or next((event.date for scene in scenes for event in find_events(scene) if event.date and scene.search(scene.lexicon.closing, event.start, event.stop)), None)
    return f"{first}/{last}" if first and last and is_next(first, last, LONGEST) else None


def _days_told(scene: Scene, head: str, *senses: str) -> list[str]:
    """The days beside a verb of the past that an event is the subject of."""
    verbs = [verb for verb in scene.told(*senses) if verb.form == "finite" and verb.time == "past" and not (verb.negated or verb.mood)]
    named = any(event.head == head for event in find_events(scene))
    return [date.edtf for verb in verbs if named and (date := nearest_date(scene, verb.start, verb.stop)) and is_day(date.edtf)]


def _is_report(scenes: Sequence[Scene]) -> bool:
    """True for a text that opens with its own day: in a dateline, or alone under its title."""
    if any(date.is_dateline for scene in scenes for date in scene.dates):
        return True
    return any(scene.dates and not any(verb.form == "finite" for verb in scene.predicates) for scene in scenes[:HEAD])


def _home(scenes: Sequence[Scene]) -> Place | None:
    """The city of the first dateline, else that of the by-line."""
    line = next((dateline_place(scene, date) for scene in scenes for date in scene.dates if date.is_dateline), None)
    return line or next((place for scene in scenes[:OPENING] if (place := byline_place(scene))), None)


def find_setting(scenes: Sequence[Scene]) -> Place | None:
    """The city that a text is about: "here" in a feature on it. It is the only one of its head that is named again, and none is named more often."""
    told = Counter(place.base for scene in scenes for place in scene.all_places if place.kind == "city")
    headed = {place.base: place for scene in scenes[:HEAD] if not scene.dates for place in scene.all_places if place.kind == "city" and told[place.base] > 1}
    return next((place for base, place in headed.items() if told[base] == max(told.values())), None) if len(headed) == 1 else None


def _setting(scenes: Sequence[Scene], opening: Sequence[Scene]) -> Place | None:
    """The city named most often in a text, where its opening names it and it is named often enough."""
    cities = [place for scene in scenes for place in scene.all_places if place.kind == "city"]
    counted = Counter((place.code, place.base) for place in cities).most_common(2)
    if not counted or counted[0][1] < OFTEN or len(counted) > 1 and counted[1][1] == counted[0][1]:
        return None
    return next((place for scene in opening for place in scene.all_places if (place.code, place.base) == counted[0][0]), None)


def _day(opening: Sequence[Scene]) -> str | None:
    """The first days that a sentence of an opening tells."""
    told = [scene for scene in opening if any(verb.form == "finite" for verb in scene.predicates)]
    return next((date.edtf for scene in told for date in usable(scene) if len(date.edtf) >= 10), None)


def stage_day(stage: Event | None, place: str | None) -> str | None:
    """The days of the event that a text is about, for what is told at its place without a date."""
    return stage.date if stage and stage.place and place == stage.place.base else None
