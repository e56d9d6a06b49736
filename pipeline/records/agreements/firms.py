"""Contracts of private firms, which are none of states."""

from __future__ import annotations

from pipeline.records.arguments.heads import Named
from pipeline.records.scenes.scene import Scene

NEAR = 160  # characters around a document in which its private makers are named
OF_FIRMS = ("contract", "treaty", "agreement")  # what firms make, not only states


def is_of_firms(scene: Scene, document: Named) -> bool:
    """True for a document that private firms make with each other, or with one of which the clause names no state."""
    low, high = scene.clause(document.start)
    if scene.search(scene.lexicon.private, max(low, document.start - NEAR), min(high, document.stop + NEAR)):
        return True
    return document.kind in OF_FIRMS and _is_with_firm(scene, low, high)


def _is_with_firm(scene: Scene, low: int, high: int) -> bool:
    """True for a contract with a firm in a clause that names no state and nobody of one, beside the origin of the firm."""
    if not scene.lexicon.firm.search(scene.folded, low, high):
        return False
    states = any(low <= a.start < high and a.place and a.place.kind in ("country", "organization", "body") and a.place.form == "noun" for a in scene.places)
    return not states and not any(low <= a.start < high and a.actor and a.actor.country for a in scene.actors)
