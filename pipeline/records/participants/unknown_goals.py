"""Journeys whose goal is told by a name that no table knows: where they go is said, and it is no place told before."""

from __future__ import annotations

import re

from pipeline.records.scenes.scene import Scene
from pipeline.values import Predicate


def goes_to_unknown(scene: Scene, predicate: Predicate) -> bool:
    """True for a journey whose goal is told by a name that no table knows: "on a tour of Mindanao", "Birjaya yollanıb"."""
    goal = _goal(scene, predicate)
    spans = [*((a.start, a.stop) for a in (*scene.actors, *scene.events)), *((p.start, p.stop) for p in scene.all_places), *((d.start, d.stop) for d in scene.dates)]
    return goal is not None and not any(start < goal.end(1) and goal.start(1) < stop for start, stop in spans)


def _goal(scene: Scene, predicate: Predicate) -> re.Match[str] | None:
    """The name with a capital where a goal stands: behind the verb and a preposition, or right before a verb that ends its clause."""
    if scene.lexicon.predicate_last:
        return scene.lexicon.goal_named.search(scene.text, scene.start, predicate.group_start)
    return scene.lexicon.goal_named.match(scene.text, predicate.stop, scene.stop)
