"""Those whom several states sent, the verb told once: "Turkey sent its foreign minister, A, to the funeral in Belgrade and Greece its president, B"."""

from __future__ import annotations

from dataclasses import replace

from pipeline.records.arguments.localities import sent_by
from pipeline.records.participants.hosts import host_at, is_abroad
from pipeline.records.scenes.scene import Scene
from pipeline.records.told.drafts import VisitDraft
from pipeline.records.visits.gapping import Told


def read_senders(scene: Scene, told: list[Told]) -> list[VisitDraft]:
    """The visits of those who stand behind their states, without a verb of their own, behind a verb of sending."""
    stops = {verb.stop for verb in scene.told("bring") if not verb.negated}
    before = [(stop, drafts[-1]) for stop, drafts in told if stop in stops and drafts]
    found = []
    for argument in scene.places if before else ():
        sent = sent_by(scene, argument) if argument.start >= before[0][0] else None
        if sent is None or sent.actor is None or argument.place is None:
            continue
        last, own = before[0][1], argument.place.code
        who = replace(sent.actor, country=own)
        if is_abroad(who, replace(host_at(argument.place), country=last.host_country, place=last.host_place)):
            found.append(replace(last, visitor_name=who.name, visitor_office=who.office, visitor_country=own, visit_type=None))
    return found
