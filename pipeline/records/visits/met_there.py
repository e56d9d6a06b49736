"""Talks or a signing on a later day than an arrival: the traveller stayed at least until then ("on the 27th he held talks; he had flown in the night before")."""

from __future__ import annotations

from dataclasses import replace
from datetime import date as Day
from datetime import timedelta

from pipeline.records.arguments.arrivals import came_on, is_next
from pipeline.records.arguments.dating import visit_dates
from pipeline.records.arguments.localities import can_host
from pipeline.records.arguments.usable import usable
from pipeline.records.participants.hosts import host_at, is_abroad
from pipeline.records.participants.visitors import find_visitors
from pipeline.records.scenes.scene import Scene
from pipeline.records.told.discourse import Discourse
from pipeline.records.told.drafts import VisitDraft
from pipeline.records.told.meetings import Meeting, find_meeting
from pipeline.records.visits.telling import Told, draft
from pipeline.values import Actor, Predicate

BEHIND = 2  # sentences behind talks in which it is told that one goes home from them
NEXT = 1  # day behind an arrival on which talks without a place of their own are held where one came to
STAYED = 6  # days between an arrival and talks of the same visit


def until_met(scene: Scene, discourse: Discourse, drafts: list[VisitDraft]) -> list[VisitDraft]:
    """The visits of a sentence, those that it tells to have begun with the days up to the talks, in it or in the one before, that the visitor took part in."""
    met = find_meeting(scene) or discourse.meeting
    if met is None or scene.index - met.index > 1:
        return drafts
    return [_with_talks(scene, one, met, drafts) for one in drafts]


def _with_talks(scene: Scene, visit: VisitDraft, met: Meeting, drafts: list[VisitDraft]) -> VisitDraft:
    if _stayed(visit, met):
        return replace(visit, date=f"{visit.date}/{met.day}")
    if _met_before(visit, met):
        return replace(visit, date=f"{met.day}/{visit.date}", phase="")
    if _acted_on(scene, visit, met, drafts):
        return replace(visit, date=met.day, phase="")
    if _left_next(scene, visit, met, drafts):
        return replace(visit, date=(Day.fromisoformat(met.day) + timedelta(1)).isoformat())
    return visit


def _acted_on(scene: Scene, visit: VisitDraft, met: Meeting, drafts: list[VisitDraft]) -> bool:
    """True for who went somewhere, it is not told when, and there met or signed on the day told behind it: "flew to Lisbon and on 10 May signed the agreement"."""
    went = [verb.stop for verb in scene.told("go", "come") if verb.id in visit.rules and verb.form in ("finite", "converb") and verb.time != "future"]
    told = [verb for verb in scene.told("meet", "sign", "receive") if verb.form == "finite" and verb.time == "past" and not (verb.negated or verb.mood)]
    acts = [verb.start for verb in told if {a.actor.name for a in scene.subject(verb) or () if a.actor} <= {visit.visitor_name}]
    days = [date.start for date in scene.dates if date.edtf == met.day]
    there = met.index == scene.index and visit.visitor_name in met.names and (met.place is None or met.place.code == visit.host_country)
    alone = visit.date is None and visit.status == "occurred" and len({one.host_country for one in drafts}) == 1
    return bool(there and alone and went and days and acts) and went[0] <= days[0] and went[0] <= acts[-1]


def _left_next(scene: Scene, visit: VisitDraft, met: Meeting, drafts: list[VisitDraft]) -> bool:
    """True for who left "the following morning" of talks before which he had come "the previous evening": both are counted from the talks."""
    came = [one for one in drafts if (one.visitor_name, one.host_country, one.phase) == (visit.visitor_name, visit.host_country, "begin")]
    counted = any(date.edtf == met.day and date.source == "relative_to_previous" for date in scene.dates)
    return scene.index > met.index and visit.phase == "end" and visit.date == met.day and counted and any(is_next(one.date or "", met.day, 1) for one in came)


def flown_in(scene: Scene, drafts: list[VisitDraft]) -> list[VisitDraft]:
    """The visits of those who meet somebody abroad and had come there, it is not told where to, one of the days before: "who had flown in the night before"."""
    met = find_meeting(scene)
    if met is None or met.place is None:
        return []
    found = []
    for verb in scene.told("come"):
        day, host = came_on(scene, verb), host_at(met.place, verb.start, verb.stop)
        own = {visit.visitor_name for visit in drafts if verb.id in visit.rules}
        people = [one for one in find_visitors(scene, verb) if one.name in met.names and one.name not in own and one.country and is_abroad(one, host)] if day and is_next(day.edtf, met.day, STAYED) else []
        found += [draft(scene, verb, one, host, Told(f"{day.edtf}/{met.day}")) for one in people if day]
    return [replace(one, phase="") for one in found]


def _stayed(visit: VisitDraft, met: Meeting) -> bool:
    there = visit.phase == "begin" and visit.status == "occurred" and visit.visitor_name in met.names and met.place is not None and met.place.code == visit.host_country
    return there and is_next(visit.date or "", met.day, STAYED)


def _met_before(visit: VisitDraft, met: Meeting) -> bool:
    """True for what one did in a country, or that he left it, on the day after talks there: "held talks in Minsk, and on the next day laid a wreath"."""
    there = visit.phase in ("within", "end") and not visit.echo and visit.visitor_name in met.names and met.place is not None and met.place.code == visit.host_country
    return there and is_next(met.day, visit.date or "", 1)


def gone_home(scene: Scene, discourse: Discourse, drafts: list[VisitDraft]) -> list[VisitDraft]:
    """The visits of those who go home from talks abroad of which no journey was told: "A and B talked in Moscow. The next morning B flew to Yerevan"."""
    met = discourse.meeting
    if met is None or met.place is None or not 1 <= scene.index - met.index <= BEHIND:
        return []
    known = {visit.visitor_name for visit in [*discourse.current(scene), *drafts]}
    found = []
    for verb in (one for one in scene.told("go", "leave", "return") if _is_told(one)):
        host = host_at(met.place, verb.start, verb.stop)
        people = [one for one in find_visitors(scene, verb) if one.name in met.names and one.name not in known and one.country and is_abroad(one, host)]
        (date,) = visit_dates(scene, verb, [(verb.start, verb.stop)])
        stay = f"{met.day}/{date}" if is_next(met.day, date or "", STAYED) else met.day if date in (None, met.day) else None
        found += [draft(scene, verb, one, host, Told(stay)) for one in people if stay and _goes_home(scene, verb, one)]
    return [replace(one, phase="") for one in found]


def _is_told(verb: Predicate) -> bool:
    """True for a verb of the past, or for one of a return to come: "B is to return to Yerevan today"."""
    to_come = verb.sense == "return" and verb.time in ("present", "future") and verb.form in ("finite", "infinitive")
    return (verb.form == "finite" and verb.time == "past" or to_come) and not (verb.negated or verb.mood)


def _goes_home(scene: Scene, verb: Predicate, traveller: Actor) -> bool:
    """True where one goes to his own country, or "home"."""
    low, high = scene.clause(verb.start)
    places = {a.place.code for a in scene.places if low <= a.start < high and a.place and can_host(a)}
    return places == {traveller.country} or not places and scene.search(scene.lexicon.homeward, low, high) is not None


def acted_there(scene: Scene, discourse: Discourse, drafts: list[VisitDraft]) -> list[VisitDraft]:
    """What is added to the stays told to begin in the sentence before, or in this one, by talks or a signing of their travellers on one of the next days."""
    met = find_meeting(scene)
    told = {(visit.visitor_name, visit.host_country) for visit in drafts if visit.phase != "begin"}
    begun = [visit for visit in [*discourse.current(scene, 1), *drafts] if visit.phase == "begin" and not visit.echo and visit.status == "occurred"]
    elsewhere = {a.place.code for a in scene.places if a.place and a.place.form == "noun" and a.place.kind != "organization"}
    there = [one for one in begun if (one.visitor_name, one.host_country) not in told and elsewhere <= {one.host_country, one.visitor_country}]
    days = [(one, met.day if met and one.visitor_name in met.names else None if met or len(there) != 1 else _talks_of_nobody(scene)) for one in there]
    return [replace(one, date=f"{one.date}/{day}", phase="", scenes=(scene.index,), rules=("met",), echo=True) for one, day in days if day and is_next(one.date or "", day, NEXT)]


def _talks_of_nobody(scene: Scene) -> str | None:
    """The only day of talks or of a signing of which it is not told who took part: "The next day talks were held"."""
    verbs = [verb for verb in scene.told("happen", "begin", "sign", "conclude") if verb.form == "finite" and verb.time == "past" and not (verb.negated or verb.mood)]
    days = {date.edtf for date in usable(scene)}
    named = any(a.actor for a in scene.actors)  # "the ministers of the two countries" are not he who came
    return next(iter(days)) if verbs and not named and len(days) == 1 and scene.told("talks", "sign", "conclude") else None
