"""Two who hold one office each in one of the two states that a text is about: "the foreign ministers, A and B, signed"."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from pipeline.records.scenes.scene import Argument, Scene
from pipeline.records.told.discourse import Discourse
from pipeline.records.told.guests import with_actors
from pipeline.values import Actor

SINGLE = ("head_of_state", "head_of_government", "foreign_minister", "speaker")  # offices that one state gives to one person at a time


def resolve_counterparts(scene: Scene, discourse: Discourse) -> Scene:
    """A scene in which whoever is joined to a holder of his own office from one of the two states is of the other one, where nothing tells his country."""
    told = {}
    for pair in pairwise(scene.actors) if len(discourse.sides) == 2 else ():
        for one, other in (pair, pair[::-1]):
            if one.actor and other.actor and one.actor.country in discourse.sides and _are_counterparts(scene, pair, one.actor, other.actor):
                country = next(code for code in discourse.sides if code != one.actor.country)
                told[other.start] = replace(other, actor=replace(other.actor, country=country))
    return with_actors(scene, {a.start: told.get(a.start, a) for a in scene.actors}) if told else scene


def _are_counterparts(scene: Scene, pair: tuple[Argument, Argument], known: Actor, other: Actor) -> bool:
    """True for two named people side by side in one office, of whom one has no country."""
    gap = scene.folded[pair[0].stop : pair[1].start].strip()
    joined = gap in scene.lexicon.connectors or scene.lexicon.coordinators.fullmatch(gap) is not None
    return joined and other.country is None and bool(known.name and other.name) and known.office == other.office and known.office in SINGLE
