"""Delegations of which the sentence says who led them: "a delegation came to Ankara on the 10th; it was led by the speaker", or only that they came from
somewhere to the talks told before."""

from __future__ import annotations

from dataclasses import replace

from pipeline.records.arguments.localities import can_host
from pipeline.records.participants.hosts import host_at, is_abroad
from pipeline.records.scenes.scene import Scene
from pipeline.records.told.discourse import Discourse
from pipeline.records.told.drafts import VisitDraft
from pipeline.values import Actor, Place

LEAD = "lead"  # the frame of verbs that tell who leads a delegation
REACH = 2  # sentences between talks and who came to them


def with_leader(scene: Scene, discourse: Discourse, drafts: list[VisitDraft]) -> list[VisitDraft]:
    """The drafts of a sentence, that of a delegation without a name with that of its leader, also where it was told in the sentence before; one already told
    of him is the same."""
    leader = _leader(scene)
    nameless = _without_name(drafts)
    before = _without_name(discourse.current(scene, 1)) if not drafts else []
    if leader is None or len(nameless) + len(before) != 1:
        return drafts
    if before:
        return [replace(before[0], visitor_name=leader.name, scenes=(scene.index,), rules=(LEAD,), echo=True)] if leader.country in (None, before[0].visitor_country) else []
    told = [draft for draft in drafts if draft.visitor_name == leader.name and draft.host_country == nameless[0].host_country]
    country = nameless[0].visitor_country or leader.country
    named = replace(nameless[0], visitor_name=leader.name, visitor_office=leader.office or "delegation", visitor_country=country)
    return [named if draft is nameless[0] else draft for draft in drafts if draft not in told]


def _leader(scene: Scene) -> Actor | None:
    """Who is said to lead a delegation; in a language of fixed places by whom it is led."""
    verbs = [verb for verb in scene.told("represent") if verb.frame == LEAD and verb.form == "finite" and not (verb.negated or verb.mood)]
    marks = {"by"} if scene.lexicon.positional else {"nom", "subj"}
    people = [a for a in scene.actors if verbs and a.actor and a.actor.name and marks & set(a.marks)]
    if not people:
        return None
    return min(people, key=lambda a: abs(a.start - verbs[0].start)).actor


def _without_name(visits: list[VisitDraft]) -> list[VisitDraft]:
    return [visit for visit in visits if visit.visitor_name is None and visit.visitor_office == "delegation"]


def read_led(scene: Scene, discourse: Discourse) -> list[VisitDraft]:
    """The visit of one who "led the delegation that came from Baku", to the talks or the event told before with its city and its time."""
    origin = next((a.place for a in scene.places if can_host(a) and "abl" in a.marks and a.place), None)
    came = [verb for verb in scene.told("come", "go") if verb.form == "participle" and verb.time == "past" and not verb.negated]
    lead = scene.search(scene.lexicon.led_verb, came[0].stop) if came and origin else None
    people = [a.actor for a in scene.actors if lead and a.stop <= lead.start() and "nom" in a.marks and a.actor and a.actor.name]
    held = discourse.gathering if discourse.gathering and scene.index - discourse.gathering[0] <= REACH else None
    if origin is None or held is None or len(people) != 1:
        return []
    return _to_talks(scene, replace(people[0], country=people[0].country or origin.code), held[1], held[2])


def _to_talks(scene: Scene, leader: Actor, place: Place, date: str) -> list[VisitDraft]:
    host = host_at(place)
    if not is_abroad(leader, host):
        return []
    who = (leader.name, leader.office or "delegation", leader.country)
    return [VisitDraft(*who, host.country, host.place, date=date, scenes=(scene.index,), rules=("led",))]
