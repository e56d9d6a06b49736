"""Delegations of which the sentence says who led them: "a delegation came to Ankara on the 10th; it was led by the speaker"."""

from __future__ import annotations

from dataclasses import replace

from pipeline.records.scenes.scene import Scene
from pipeline.records.told.discourse import Discourse
from pipeline.records.told.drafts import VisitDraft
from pipeline.values import Actor

LEAD = "lead"  # the frame of verbs that tell who leads a delegation


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
    """Who is said to lead a delegation, in a language of cases."""
    verbs = [verb for verb in scene.told("represent") if verb.frame == LEAD and verb.form == "finite" and not (verb.negated or verb.mood)]
    people = [a for a in scene.actors if verbs and a.actor and a.actor.name and {"nom", "subj"} & set(a.marks)]
    if not (scene.lexicon.governs or scene.lexicon.predicate_last) or not people:
        return None
    return min(people, key=lambda a: abs(a.start - verbs[0].start)).actor


def _without_name(visits: list[VisitDraft]) -> list[VisitDraft]:
    return [visit for visit in visits if visit.visitor_name is None and visit.visitor_office == "delegation"]
