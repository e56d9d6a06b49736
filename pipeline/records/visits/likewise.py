"""Visits that take up the one told before: one "had also come" on the same days, "made his in May", "chose Rome instead"."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.records.arguments.dating import visit_dates
from pipeline.records.arguments.localities import can_host
from pipeline.records.arguments.usable import usable
from pipeline.records.participants.hosts import Host, host_at, is_abroad
from pipeline.records.scenes.scene import Scene
from pipeline.records.told.discourse import Discourse
from pipeline.records.told.drafts import VisitDraft
from pipeline.records.visits.telling import Told, draft
from pipeline.values import Predicate

REACH = 2  # sentences over which a visit is taken up
NEAR = 24  # characters around a verb in which "also" may stand
_DAYS = re.compile(r"\d{4}-\d{2}-\d{2}")


def came_too(scene: Scene, discourse: Discourse, drafts: list[VisitDraft]) -> list[VisitDraft]:
    """The visits of a sentence; an undated one of somebody who "had also come" is made on the days of the visit to the same country told just before."""
    words = scene.lexicon.stops.too
    said = any(scene.search(words, max(scene.start, verb.group_start - NEAR), min(scene.stop, verb.stop + NEAR)) for verb in scene.told("come", "go", "attend", "stay", "visit"))
    if not said or usable(scene):
        return drafts
    known = {visit.host_country: visit.date for visit in discourse.current(scene, REACH) if visit.status == "occurred" and _DAYS.match(visit.date or "")}
    return [replace(one, date=known[one.host_country]) if one.date is None and one.status == "occurred" and one.host_country in known else one for one in drafts]


def read_own(scene: Scene, discourse: Discourse, drafts: list[VisitDraft]) -> list[VisitDraft]:
    """The visits that one is told to have made too, or elsewhere, where the sentence does not say that they were visits: "Akayev made his in May"."""
    before = [visit for visit in (*discourse.current(scene, REACH), *drafts) if visit.host_country]
    found: list[VisitDraft] = []
    for verb in scene.predicates if before else ():
        if verb.form != "finite" or verb.time != "past" or verb.negated or verb.mood or verb.passive:
            continue
        host = _where_made(scene, verb, before[-1])
        people = [a.actor for a in scene.subject(verb) or () if a.actor and a.actor.name]
        (date,) = visit_dates(scene, verb, [(verb.start, verb.stop)]) if host and people else (None,)
        found += [draft(scene, verb, one, host, Told(date)) for one in people if host and date and is_abroad(one, host)]
    return found


def _where_made(scene: Scene, verb: Predicate, before: VisitDraft) -> Host | None:
    """Where one went who "made his", or who "chose Rome instead"."""
    if verb.sense == "support" and scene.lexicon.stops.his_own.match(scene.folded, verb.stop):
        return Host(before.host_country, before.host_place, verb.start, verb.stop)
    beside = next((a for a in scene.places if can_host(a) and a.start >= verb.stop and scene.words_between(verb.stop, a.start) == 0), None)
    chosen = beside and scene.lexicon.stops.chose.fullmatch(scene.folded, verb.start, verb.stop) and scene.lexicon.replacing.search(scene.folded[beside.stop : beside.stop + NEAR])
    return host_at(beside.place, beside.start, beside.stop) if chosen and beside and beside.place else None
