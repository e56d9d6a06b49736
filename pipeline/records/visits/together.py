"""Who travels together with a traveller of another state: "the premier came to Sarajevo together with his Pakistani colleague"."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pipeline.records.scenes.scene import Scene
from pipeline.records.told.drafts import VisitDraft

OFFICES = ("head_of_state", "head_of_government", "foreign_minister", "minister", "speaker")
BEHIND = 30  # characters behind a partner in which the word for "together" stands


def with_partners(scene: Scene, drafts: list[VisitDraft]) -> list[VisitDraft]:
    """The visits of those with whom the only traveller of a sentence is said to have come, who holds an office in another state than his and the host's."""
    travellers = {one.visitor_name for one in drafts}
    if not scene.lexicon.predicate_last or len(travellers) != 1 or None in travellers:
        return []
    verbs = [verb for verb in scene.told("come", "go", "visit", "stay", "attend") if verb.form == "finite"]
    found = []
    for partner in scene.actors:
        who = partner.actor
        if who is None or not who.name or who.office not in OFFICES or not set(scene.lexicon.with_marks) & set(partner.marks):
            continue
        gap = scene.lexicon.jointly.match(scene.folded, partner.stop, min(scene.stop, partner.stop + BEHIND))
        after = next((verb for verb in scene.predicates if verb.start >= partner.stop and verb.form == "finite"), None)
        own: dict[str, Any] = {"visitor_name": who.name, "visitor_office": who.office, "visitor_country": who.country}
        found += [replace(one, **own) for one in drafts if gap and after in verbs and who.country and not one.echo and who.country not in (one.visitor_country, one.host_country)]
    return found
