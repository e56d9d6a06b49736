"""Delegations of which the sentence says who led them: "a delegation came to Ankara on the 10th; it was led by the speaker"."""

from __future__ import annotations

from dataclasses import replace

from pipeline.records.scenes.scene import Scene
from pipeline.records.told.drafts import VisitDraft

LEAD = "lead"  # the frame of verbs that tell who leads a delegation


def with_leader(scene: Scene, drafts: list[VisitDraft]) -> list[VisitDraft]:
    """The drafts of a sentence, those of a delegation without a name with that of its leader; one already told of him is the same."""
    verbs = [verb for verb in scene.told("represent") if verb.frame == LEAD and verb.form == "finite" and not (verb.negated or verb.mood)]
    nameless = [draft for draft in drafts if draft.visitor_name is None and draft.visitor_office == "delegation"]
    people = [a for a in scene.actors if verbs and a.actor and a.actor.name and {"nom", "subj"} & set(a.marks)]
    if not scene.lexicon.governs or len(nameless) != 1 or not people:
        return drafts
    leader = min(people, key=lambda a: abs(a.start - verbs[0].start)).actor
    if leader is None:
        return drafts
    told = [draft for draft in drafts if draft.visitor_name == leader.name and draft.host_country == nameless[0].host_country]
    country = nameless[0].visitor_country or leader.country
    named = replace(nameless[0], visitor_name=leader.name, visitor_office=leader.office or "delegation", visitor_country=country)
    return [named if draft is nameless[0] else draft for draft in drafts if draft not in told]
