"""Who travels together with a traveller of another state: "the premier came to Sarajevo together with his Pakistani colleague"."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pipeline.records.arguments.roles import siblings
from pipeline.records.scenes.scene import Argument, Scene
from pipeline.records.told.drafts import VisitDraft
from pipeline.values import Predicate

OFFICES = ("head_of_state", "head_of_government", "foreign_minister", "minister", "speaker")
BEHIND = 30  # characters behind a partner in which the word for "together" stands


def with_partners(scene: Scene, drafts: list[VisitDraft]) -> list[VisitDraft]:
    """The visits of those with whom the only traveller of a sentence is said to have come, who holds an office in another state than his and the host's."""
    travellers = {one.visitor_name for one in drafts}
    if len(travellers) != 1 or None in travellers:
        return []
    verbs = [verb for verb in scene.told("come", "go", "visit", "stay", "attend") if verb.form == "finite"]
    found = []
    for partner in _named_along(scene):
        who = partner.actor
        if who is None or not who.name or not who.country or who.office not in OFFICES or (verb := _verb_of(scene, partner)) not in verbs:
            continue
        own: dict[str, Any] = {"visitor_name": who.name, "visitor_office": who.office, "visitor_country": who.country}
        told = [one for one in drafts if verb and verb.id in one.rules] or ([] if scene.lexicon.governs else drafts)
        found += [replace(one, **own) for one in told if not one.echo and who.country not in (one.visitor_country, one.host_country)]
    return found


def _verb_of(scene: Scene, partner: Argument) -> Predicate | None:
    """The verb that tells what is done together: the next one; in a language of cases that of the clause, which may stand before."""
    told = [verb for verb in scene.predicates if verb.form == "finite"]
    low, high = scene.clause(partner.start) if scene.lexicon.governs else (scene.start, scene.stop)
    behind = [verb for verb in told if partner.stop <= verb.start < high]
    before = [verb for verb in told if low <= verb.start < partner.start] if scene.lexicon.governs else []
    return next(iter([*behind, *reversed(before)]), None)


def _named_along(scene: Scene) -> list[Argument]:
    """The people with whom somebody is said to have come: before the word for that, or behind it at the head of a clause ("With A and B he went to Rome")."""
    people = [a for a in scene.actors if a.actor]
    if scene.lexicon.predicate_last:
        return [a for a in people if set(scene.lexicon.with_marks) & set(a.marks) and scene.lexicon.jointly.match(scene.folded, a.stop, min(scene.stop, a.stop + BEHIND))]
    heads = [a for a in people if scene.lexicon.jointly.search(scene.folded[scene.start : a.start])]
    return [one for head in heads for one in siblings(scene, head, [a for a in people if a is head or a.start >= head.start and not {"subj", "nom"} & set(a.marks) and _state(a) != _state(head)])]


def _state(argument: Argument) -> str | None:
    return argument.actor.country if argument.actor else None
