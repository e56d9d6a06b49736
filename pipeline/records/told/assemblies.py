"""The gathering told last: a summit, a congress, a funeral, talks of several leaders, a signing; where and when those came together who are named behind it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.dates import bounds
from pipeline.records.arguments.arrivals import is_next
from pipeline.records.arguments.events import Event, find_events, is_locative
from pipeline.records.arguments.localities import can_host
from pipeline.records.arguments.status import SIGNINGS
from pipeline.records.arguments.usable import usable
from pipeline.records.scenes.scene import Argument, Scene
from pipeline.records.told.discourse import Discourse
from pipeline.records.told.drafts import VisitDraft
from pipeline.values import Date, Place, Predicate

OFFICES = ("head_of_state", "head_of_government", "foreign_minister", "minister", "speaker", "deputy", "delegation", "organization_head")
HELD = ("happen", "begin", "end", "act", "attend", "stay", "receive", "other", *SIGNINGS)  # senses of what is told of an event that is held
GATHERING = ("attend", "meet", "come", *SIGNINGS)  # senses of what several do together
LONG = 31  # days before a report at which an event may still be the one it tells of
LASTING = 7  # days of a gathering, at most
EARLY = 3  # days before a gathering on which its guests come
_MONTH = re.compile(r"\d{4}-\d{2}")


def find_assembly(scene: Scene, discourse: Discourse, drafts: Sequence[VisitDraft]) -> Event | None:
    """The gathering that a sentence tells with its place and day, else the one told before, unless the sentence leads elsewhere."""
    last = discourse.assembly
    kept = last if last and scene.index - last.scene >= 0 and not leads_away(scene, last) else None
    if scene.kind not in ("body", "list", "caption") or drafts and all(draft.status != "occurred" for draft in drafts):
        return kept
    if attended := next((one for one in reversed(discourse.events) if (drafts or _is_verbless(scene)) and one.scene == scene.index and one.is_occasion and one.place and _MONTH.match(one.date or "")), None):
        return last if last and is_long_past(attended, discourse) else attended
    verbs = [verb for verb in scene.predicates if verb.form in ("finite", "participle") and verb.time in ("past", "") and not (verb.negated or verb.mood)]
    days = {date.edtf for date in usable(scene)}
    events = find_events(scene)
    event = next((one for one in events if one.is_occasion and one.title), None) or next((one for one in events if one.title and one.date), None)
    place = _of_report(scene, event, discourse) or _only_place(scene, discourse) or (event.place if event and scene.told("receive") else None)
    opens = place is discourse.home and _opens_report(scene, discourse) and not (event and "/" in (event.date or ""))
    day = _from_today(discourse.report_day, days) if opens else _day_told(scene, event, days, discourse)
    if place is None or not verbs or not _MONTH.match(day or "") or not (event and event.is_occasion and any(verb.sense in HELD for verb in verbs) or _come_together(scene, [verb for verb in verbs if verb.form == "finite"], place)):
        return kept
    return Event(scene.start, scene.start, event.title if event else "", event.head if event else "", event is None or event.is_bare, place, day, scene=scene.index)


def _is_verbless(scene: Scene) -> bool:
    """True for a line of a chronicle that only names an event: "5 May 1997. The summit in Baku"."""
    return all(verb.form == "noun" for verb in scene.predicates)


def _of_report(scene: Scene, event: Event | None, discourse: Discourse) -> Place | None:
    """The city of the dateline, for an event that the first sentence of a report tells to have begun or ended "today"."""
    today = _opens_report(scene, discourse) and event is not None and event.is_occasion and any(date.edtf == discourse.written and not date.is_dateline for date in scene.dates)
    return discourse.home if today and any(verb.form == "finite" for verb in scene.told("begin", "end", "happen")) else None


def _opens_report(scene: Scene, discourse: Discourse) -> bool:
    """True for the sentence of a dateline, and for the one behind it."""
    return discourse.home is not None and 0 <= scene.index - discourse.opened <= 1


def _from_today(today: str | None, days: set[str]) -> str | None:
    """The days of an event that opens today and goes on until the other day that its sentence tells: "opened today ... will last until tomorrow evening"."""
    last = max((bounds(day)[1] or "" for day in days), default="")
    return f"{today}/{last}" if today and is_next(today, last, LASTING) else today


def is_long_past(event: Event, discourse: Discourse) -> bool:
    """True for an event of months before the report that tells of it: "in Milan, where he went to the previous meeting in October 2014"."""
    end, written = bounds(event.date or "")[1] or "", discourse.written or ""
    return discourse.home is not None and "" < end < written and not is_next(end, written, LONG)


def _day_told(scene: Scene, event: Event | None, days: set[str], discourse: Discourse) -> str | None:
    """The day of an event by its own words, else the only one of its sentence, else, where that tells none, the day of the report."""
    if event and event.date and (len(days) <= 1 or event.date not in days):
        return event.date
    return next(iter(days)) if len(days) == 1 else None if days else discourse.report_today(scene)


def leads_away(scene: Scene, event: Event) -> bool:
    """True for a sentence that tells of another place than that of a gathering, or of a day on which nobody could be at it."""
    places = [a.place for a in scene.places if a.place and _is_stage(a) and a.place.kind in ("city", "country")]
    return any(event.place and place.code != event.place.code for place in places) or any(not near(date, event) for date in usable(scene))


def _is_stage(argument: Argument) -> bool:
    """True for a phrase that tells where something is, not which thing is meant ("Əfqanıstandakı vəziyyət")."""
    return is_locative(argument) and argument.place is not None and argument.place.rule != "relative"


def near(date: Date, event: Event) -> bool:
    """True for a date within the days of a gathering, or right before it."""
    first, last = bounds(event.date or "")
    low, high = bounds(date.edtf)
    if not (first and last and low and high):
        return False
    return low <= last and high >= first or is_next(high, first, EARLY)


def _only_place(scene: Scene, discourse: Discourse) -> Place | None:
    """The only place in which a sentence tells that something is, a city if one is named; else that of the dateline, where it says "here"."""
    heading = [a for a in scene.places if a.place and can_host(a) and (_is_stage(a) or any(mark.endswith("+acc") for mark in a.marks) and scene.told("attend"))]
    cities = {(a.place.code, a.place.base): a.place for a in heading if a.place and a.place.kind == "city"}
    states = {a.place.code: a.place for a in heading if a.place and a.place.kind == "country"}
    if len(cities) == 1 and set(states) <= {code for code, _ in cities}:
        return next(iter(cities.values()))
    if not cities and len(states) == 1:
        return next(iter(states.values()))
    return discourse.home if not cities and not states and scene.search(scene.lexicon.here) else None


def _come_together(scene: Scene, verbs: Sequence[Predicate], place: Place) -> bool:
    """True where several leaders, or states, are told to do something together, or an organisation to be founded or to meet."""
    subjects = [a for a in scene.actors if a.actor and is_subject(a)]
    several = any(a.actor and a.actor.reference == "set" and a.actor.office in OFFICES for a in subjects)
    bodies = any(a.place and a.place.kind == "organization" and is_subject(a) for a in scene.places)
    states = {p.code for p in scene.all_places if p.kind == "country" and p.code != place.code}
    joint = any(verb.sense in GATHERING for verb in verbs)
    return several or bodies and not subjects or joint and not any(a.actor and a.actor.name for a in subjects) and (len(states) > 1 or any(verb.sense == "attend" for verb in verbs))


def is_subject(argument: Argument) -> bool:
    """True for what may be the subject of its clause."""
    return argument.marks[:1] == ("nom",) or "subj" in argument.marks
