"""Who stands for a state at an event: his country, and those who stand for others without the verb being said again."""

from __future__ import annotations

from dataclasses import replace

from pipeline.records.arguments.roles import fill
from pipeline.records.scenes.scene import DASHES, Scene
from pipeline.values import Actor, Predicate

NEXT = 1  # words between a state and who stands for it: "Georgia by A"


def representing(scene: Scene, predicate: Predicate, visitors: list[Actor]) -> list[Actor]:
    """Visitors without a country of their own with that of the state they represent; an ambassador without a name lives there."""
    if predicate.sense == "represent":
        visitors = [visitor for visitor in visitors if visitor.name or visitor.office != "envoy"]
    led = [a.actor.country for a in scene.actors if a.actor and a.actor.office == "delegation" and "acc" in a.marks and a.actor.country]
    if predicate.sense == "attend" and led and scene.lexicon.governs:
        return [replace(visitor, country=visitor.country or led[0]) for visitor in visitors]
    if predicate.sense != "represent" or all(visitor.country for visitor in visitors):
        return visitors
    state = fill(scene, predicate, "country", [a for a in scene.places if a.place and a.place.code])
    return [replace(visitor, country=visitor.country or state.place.code) for visitor in visitors] if state and state.place else visitors


def also_representing(scene: Scene, predicate: Predicate, visitors: list[Actor]) -> list[Actor]:
    """Those who stand for further states behind the verb, a dash in its place: "Russia was represented by A, China – by B" ("Россию представлял А., Китай – Б.")."""
    if predicate.sense != "represent":
        return []
    if scene.lexicon.positional and predicate.passive:
        return _by_others(scene, predicate, visitors)
    if not scene.lexicon.governs:
        return []
    found = []
    for state in (a for a in scene.places if a.start > predicate.stop and "acc" in a.marks and a.place and a.place.code):
        people = [a for a in scene.actors if a.start > state.stop and "nom" in a.marks and scene.folded[state.stop : a.start].strip() in DASHES]
        found += [replace(a.actor, country=a.actor.country or state.place.code) for a in people[:1] if a.actor and state.place and a.actor not in visitors]
    return found


def _by_others(scene: Scene, predicate: Predicate, visitors: list[Actor]) -> list[Actor]:
    """Those who stand for further states in the order of the first: "Russia was represented by A, China by B and Japan by C"."""
    found = []
    for state in (a for a in scene.places if a.start > predicate.stop and a.place and a.place.kind in ("country", "organization")):
        people = [a for a in scene.actors if a.start > state.stop and set(a.marks) & set(scene.lexicon.agents) and scene.words_between(state.stop, a.start) <= NEXT]
        found += [replace(a.actor, country=state.place.code) for a in people[:1] if a.actor and state.place and a.actor not in visitors]
    return found
