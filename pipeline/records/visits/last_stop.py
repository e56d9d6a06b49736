"""The first and the last stop of a journey, told where it began and ended: "the tour began in Tirana; from there he flew to Chisinau, and ended it in Bucharest"."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.records.arguments.dating import visit_dates
from pipeline.records.arguments.events import is_locative
from pipeline.records.arguments.localities import can_host
from pipeline.records.participants.hosts import host_at, is_abroad
from pipeline.records.scenes.scene import Scene
from pipeline.records.told.discourse import Discourse
from pipeline.records.told.drafts import VisitDraft
from pipeline.records.visits.telling import Told, draft
from pipeline.values import Predicate

_DAY_OF_MONTH = re.compile(r"(\d{4}-\d{2})-\d{2}.*")


def read_last_stop(scene: Scene, predicate: Predicate, discourse: Discourse, told: list[VisitDraft]) -> list[VisitDraft]:
    """The visit to where a journey of several stops ended, on its own date or else in the month of the stop before."""
    before = [visit for visit in [*discourse.current(scene), *told] if visit.status == "occurred" and visit.visitor_name and visit.date]
    if predicate.form != "finite" or predicate.negated or predicate.mood or not before or not _ends_journey(scene, predicate):
        return []
    low, high = scene.clause(predicate.start)
    there = [a.place for a in scene.places if low <= a.start < high and is_locative(a) and can_host(a)]
    known = {before[-1].visitor_country, *(visit.host_country for visit in before)}
    if len(there) != 1 or there[0] is None or there[0].code in known:
        return []
    host = host_at(there[0])
    (date,) = visit_dates(scene, predicate, [(predicate.start, predicate.stop)])
    last = replace(before[-1], host_country=host.country, host_place=host.place, visit_type=None, occasion=None, phase="", count=1, echo=False)
    return [replace(last, date=date or _DAY_OF_MONTH.sub(r"\1", before[-1].date or ""), scenes=(scene.index,), rules=(predicate.id,))]


def read_first_stop(scene: Scene, predicate: Predicate, discourse: Discourse, told: list[VisitDraft]) -> list[VisitDraft]:
    """The visit to where a journey began, in a language that ends clauses with the verb and says from where: "Özal səfərə Daşkənddən başladı"."""
    if not scene.lexicon.predicate_last or predicate.form != "finite" or predicate.negated or predicate.mood:
        return []
    low, high = scene.clause(predicate.start)[0], predicate.start
    trips = [trip for trip in scene.told("trip") if low <= trip.start < high and trip.form == "noun"]
    there = [a.place for a in scene.places if low <= a.start < high and a.marks == ("abl",) and can_host(a)]
    people = [a.actor for a in scene.actors if low <= a.start < high and {"nom", "gen"} & set(a.marks) and a.actor and a.actor.name and a.actor.country]
    moving = bool(trips) and any(trips[-1].stop <= verb.start < high and verb.form != "noun" for verb in scene.predicates)
    if not trips or moving or len(there) != 1 or len(people) != 1 or there[0] is None or not is_abroad(people[0], host_at(there[0])):
        return []
    (date,) = visit_dates(scene, predicate, [(predicate.start, predicate.stop)])
    return [draft(scene, predicate, people[0], host_at(there[0]), Told(date))]


def _ends_journey(scene: Scene, predicate: Predicate) -> bool:
    """True for a verb that says of a journey, its subject or object in the same clause, that it came to an end."""
    low, high = scene.clause(predicate.start)
    return any(low <= trip.start < high and trip.form == "noun" and (not trip.cases or {"nom", "acc"} & set(trip.cases)) for trip in scene.told("trip"))
