"""The stays of one verb that does not tell of travelling, each with its day and place: "mayın 3-də Vilnüsdə, 4-də Riqada danışıqlar apardı"."""

from __future__ import annotations

from dataclasses import replace

from pipeline.records.arguments.conjuncts import find_conjuncts
from pipeline.records.participants.hosts import host_at, is_abroad
from pipeline.records.scenes.scene import Scene
from pipeline.records.told.drafts import VisitDraft
from pipeline.records.visits.telling import Told, draft
from pipeline.values import Actor, Predicate


def each_stop(scene: Scene, predicate: Predicate, people: list[Actor]) -> list[VisitDraft]:
    """The stays that one verb at the end of its clause tells with a day each, of ``people`` where no part of the clause names somebody."""
    found = []
    for stop in find_conjuncts(scene, predicate) if scene.lexicon.predicate_last else ():
        hosts = [host_at(a.place, a.start, a.stop) for a in stop.hosts if a.place]
        own = [a.actor for a in stop.visitors if a.actor and a.actor.office != "envoy"] or people
        found += [replace(draft(scene, predicate, one, host, Told(stop.date.edtf, stop.kind)), phase="within") for one in own for host in hosts if is_abroad(one, host)]
    return found
