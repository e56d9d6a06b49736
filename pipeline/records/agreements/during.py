"""The visits during which a document may have been signed: of its sentence, of those just before, or the one that a report is about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline.dates import compatible
from pipeline.records.agreements.enumeration import Reading
from pipeline.records.agreements.signing import Signing
from pipeline.records.arguments.events import is_locative
from pipeline.records.arguments.roles import distance
from pipeline.records.participants.there import where_begins
from pipeline.records.scenes.scene import Argument, Scene
from pipeline.records.told.anaphora import is_pointed_at, is_this, visits_meant
from pipeline.records.told.discourse import REACH, THIS_TIME
from pipeline.records.told.drafts import VisitDraft

STORY = 10  # sentences of a report over which one visit goes on
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")


def between_signers(reading: Reading, signers: Sequence[Argument], visits: list[VisitDraft]) -> list[VisitDraft]:
    """Of the visits told last, or not long before, those of one of two signers to the state of the other: "in the Kazakh city she and President A signed"."""
    states = {a.actor.country for a in signers if a.actor and a.actor.name and a.actor.country}
    if len(states) != 2 or any({visit.visitor_country, visit.host_country} == states for visit in visits[:1]):
        return visits
    near = [*visits, *(v for v in reading.discourse.visits if reading.scene.index - v.scenes[-1] <= REACH and v.status != "cancelled")]
    own = [visit for visit in near if {visit.visitor_country, visit.host_country} == states]
    return [visit for visit in own if visit.phase != "end"][-1:] or own[-1:] or visits


def visits_of(reading: Reading, signing: Signing) -> list[VisitDraft]:
    """The visits during which a document may have been signed: of this sentence, of the ones just before, or the one a report is about."""
    held = [visit for visit in reading.told if visit.status != "cancelled"]
    held = [visit for visit in held if visit.rules == (THIS_TIME,)] or held
    near = reading.discourse.current(reading.scene)
    held = [visit for visit in held if not _goes_on_behind(reading.scene, signing, visit, near)]
    if not held and _are_apart(near) and reading.scene.search(reading.scene.lexicon.in_all):
        return []  # "in all, eighty documents have been signed"
    if signing.status == "signed":
        near = [visit for visit in near if visit.status == "occurred" and visit.date] or near
    if any(visit.visit_type == "transit" for visit in near):
        near = [visit for visit in near if visit.visit_type != "transit"] or _stayed_before(reading) or near
    if signing.status == "signed" and all(visit.status != "occurred" for visit in near):
        near = reading.discourse.reported() or _held_before(reading, near) or near
    last = near[-1:] if _is_there(reading.scene, signing) else _last_stop(near) if reading.scene.lexicon.predicate_last else []
    return _at_place(_signed_in(reading.scene, signing) or [visit.host_country or "" for visit in last], (_told_here(reading, held) or visits_meant(reading.scene, reading.discourse)) or held or near or reading.discourse.reported() or _still_on(reading))


def _goes_on_behind(scene: Scene, signing: Signing, visit: VisitDraft, near: list[VisitDraft]) -> bool:
    """True for the next stop of a guest told before, for which he left behind what was signed: "they signed an agreement, and the guest flew on to Jakarta"."""
    verbs = [verb.start for verb in scene.told("go") if verb.id in visit.rules and verb.form == "finite"]
    stays = [one for one in near if one.visitor_name == visit.visitor_name and one.visitor_name]
    return bool(verbs and stays) and min(verbs) > signing.start and all(one.host_country != visit.host_country for one in stays)


def _is_there(scene: Scene, signing: Signing) -> bool:
    """True for what was signed "there": where the visit told last led."""
    return scene.search(scene.lexicon.there, *scene.clause(signing.start)) is not None


def _still_on(reading: Reading) -> list[VisitDraft]:
    """The last visit told, in whose days lies the last day told, where the text goes on about it and no other state: the talks, what was said there,
    what was signed."""
    discourse, scene = reading.discourse, reading.scene
    last = discourse.visits[-1:] if scene.kind == "body" and discourse.day else []
    near = [visit for visit in last if visit.status == "occurred" and visit.date and scene.index - visit.scenes[-1] <= STORY and visit.scenes[-1] >= discourse.heading]
    named = {place.code for place in scene.all_places if place.code} | {a.actor.country for a in scene.actors if a.actor and a.actor.country}
    held = [visit for visit in near if _DAY.match((visit.date or "").partition("/")[0]) and compatible(visit.date or "", discourse.day or "")]
    cities = {place.code for place in scene.all_places if place.kind == "city"}
    return [visit for visit in held if named <= {visit.host_country, visit.visitor_country} and cities <= {visit.host_country}]


def _are_apart(visits: list[VisitDraft]) -> bool:
    """True for visits told in one sentence that were made at several times; the first and the last day of one visit are not."""
    return any(one.date and other.date and not compatible(one.date, other.date) and not _is_one_stay(one, other) for one in visits for other in visits)


def _last_stop(visits: list[VisitDraft]) -> list[VisitDraft]:
    """The last of the stops of one journey that are told one after the other: what is told to be signed behind them was signed there."""
    stays = [visit for visit in visits if visit.date and visit.status == "occurred" and visit.phase != "end"]
    starts = [(visit.date or "").partition("/")[0] for visit in stays]
    one = len({visit.visitor_name for visit in stays}) == 1 and len({visit.host_country for visit in stays}) > 1
    return stays[-1:] if one and all(_DAY.match(start) for start in starts) and all(a < b for a, b in pairwise(starts)) else []


def _is_one_stay(one: VisitDraft, other: VisitDraft) -> bool:
    return {one.phase, other.phase} == {"begin", "end"} and (one.visitor_name, one.host_country) == (other.visitor_name, other.host_country)


def _told_here(reading: Reading, held: list[VisitDraft]) -> list[VisitDraft]:
    """The visits of the same sentence, where "the visit" behind them means them."""
    scene = reading.scene
    if any(is_pointed_at(scene, noun) for noun in scene.told("trip")):
        return held
    nouns = [noun.start for noun in scene.told("trip") if scene.lexicon.predicate_last and is_this(scene, noun)]
    before = {verb.id for verb in scene.predicates if verb.form == "finite" and any(verb.stop <= start for start in nouns)}
    return [visit for visit in held if before & set(visit.rules)]


def _stayed_before(reading: Reading) -> list[VisitDraft]:
    """The last visit before a mere passage through another country, where documents are seldom signed."""
    near = [v for v in reading.discourse.visits if v.visit_type != "transit" and 0 <= reading.scene.index - v.scenes[-1] <= REACH + 1]
    return near[-1:]


def _held_before(reading: Reading, ahead: list[VisitDraft]) -> list[VisitDraft]:
    """The last visit that took place, where only a coming one is told behind it, or that it had been due before and was called off."""
    near = [v for v in reading.discourse.visits if v.status == "occurred" and v.date and 0 <= reading.scene.index - v.scenes[-1] <= REACH]
    off = {(visit.visitor_name, visit.host_country) for visit in ahead if visit.status == "cancelled"}
    return [visit for visit in near if not off or (visit.visitor_name, visit.host_country) in off][-1:]


def _at_place(codes: list[str], visits: list[VisitDraft]) -> list[VisitDraft]:
    """Of several visits those to the nearest country in which the document may be signed, if there are any."""
    there = [[visit for visit in visits if visit.host_country == code] for code in codes]
    return next((group for group in there if group), visits)


def _signed_in(scene: Scene, signing: Signing) -> list[str]:
    """The countries of the places where something is told to happen in a sentence, the one nearest to the word for a signing first."""
    meant = _before_where(scene, signing)
    places = [a for a in scene.places if a.place and a.place.kind != "organization" and is_locative(a) and a not in meant]
    near = sorted(places, key=lambda a: distance(scene, *((a.stop, signing.start) if a.start < signing.start else (signing.stop, a.start))))
    return [a.place.code for a in (*meant, *near) if a.place and a.place.code]


def _before_where(scene: Scene, signing: Signing) -> list[Argument]:
    """The place that "where" means in the clause of a signing: "went to Almaty in May and then to Delhi, where a treaty was signed"."""
    verb = signing.predicate
    relative = where_begins(scene, verb) if verb and verb.form == "finite" and scene.lexicon.positional else None
    return [a for a in scene.places if relative is not None and a.stop <= relative and a.place and a.place.kind != "organization"][-1:]
