"""Those "besides" whom others came somewhere came there too, if a visit of theirs is told of: "besides A, the presidents of B and C came"."""

from __future__ import annotations

from dataclasses import replace

from pipeline.records.participants.hosts import Host, is_abroad
from pipeline.records.scenes.scene import Scene
from pipeline.records.told.drafts import VisitDraft


def read_besides(scene: Scene, drafts: list[VisitDraft]) -> list[VisitDraft]:
    """More of the visit of one of whom it was told before by his office alone: who he is."""
    came = [one for one in drafts if one.status == "occurred" and not one.echo]
    named = [a.actor for a in scene.actors if a.actor and a.actor.name and a.actor.country and scene.lexicon.besides.search(scene.folded, scene.start, a.start)]
    if not came or not named:
        return []
    host = Host(came[0].host_country, came[0].host_place, scene.start, scene.stop)
    return [
        replace(came[0], visitor_name=one.name, visitor_office=one.office, visitor_country=one.country, visit_type=None, echo=True)
        for one in named
        if is_abroad(one, host) and all(one.name != other.visitor_name for other in drafts)
    ]
