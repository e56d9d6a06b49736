"""The visits of several people who are listed each with place and date in a bracket: "guests of the summits were A (Warsaw, 16.6.2013) and B (Vienna, 2017)"."""

from __future__ import annotations

from dataclasses import replace

from pipeline.records.arguments.bracketed_stays import bracketed_stays
from pipeline.records.arguments.status import JOURNEYS
from pipeline.records.participants.hosts import host_at, is_abroad
from pipeline.records.scenes.scene import Scene
from pipeline.records.told.drafts import VisitDraft
from pipeline.records.visits.telling import Told, draft


def with_bracketed(scene: Scene, drafts: list[VisitDraft]) -> list[VisitDraft]:
    """The drafts of a sentence, with what the brackets behind its people tell of them in the place of what was read otherwise."""
    stays = bracketed_stays(scene)
    verbs = [verb for verb in scene.told(*JOURNEYS, "invite", "expect") if not (verb.negated or verb.mood)]
    if not stays or not verbs:
        return drafts
    names = {stay.actor.name for stay in stays}
    read = {one.visitor_name: one for one in drafts}
    told = [(stay, host_at(stay.place, stay.place.start, stay.place.stop)) for stay in stays]
    found = [draft(scene, verbs[0], stay.actor, host, Told(stay.date.edtf)) for stay, host in told if is_abroad(stay.actor, host)]
    return [*(one for one in drafts if one.visitor_name not in names), *(_as_read(one, read.get(one.visitor_name)) for one in found)]


def _as_read(told: VisitDraft, before: VisitDraft | None) -> VisitDraft:
    """A mention with the kind and the occasion that the sentence tells of its traveller."""
    return replace(told, visit_type=before.visit_type, occasion=before.occasion, phase="") if before else replace(told, phase="")
