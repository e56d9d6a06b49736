"""Who follows another abroad, and where to."""

from __future__ import annotations

from dataclasses import replace

from pipeline.records.arguments.localities import can_host
from pipeline.records.arguments.roles import fill
from pipeline.records.participants.hosts import Host, host_at
from pipeline.records.scenes.scene import Scene
from pipeline.records.told.drafts import VisitDraft
from pipeline.values import Actor, Predicate


def followed(scene: Scene, predicate: Predicate, visitors: list[Actor], told: list[VisitDraft]) -> tuple[list[Actor], list[Host]]:
    """Who followed or preceded another abroad, of his country where no other is told, and where that one went: "the premier went to Kyiv, and his
    minister followed"; "followed suit in Santiago" tells it himself."""
    known = [visit for visit in told if visit.host_country and all(visitor.country != visit.host_country for visitor in visitors)]
    there = fill(scene, predicate, "host", list(scene.places)) if scene.lexicon.positional and visitors else None
    if there and there.place and can_host(there):
        return visitors, [host_at(there.place, there.start, there.stop)]
    if not known or not visitors:
        return visitors, []
    own = [replace(visitor, country=visitor.country or known[-1].visitor_country) for visitor in visitors]
    return own, [Host(known[-1].host_country, known[-1].host_place, predicate.start, predicate.stop)]
