"""Who stands for a state at an event: his country, and those who stand for others without the verb being said again."""

from __future__ import annotations

from dataclasses import replace

from pipeline.records.arguments.roles import fill
from pipeline.records.scenes.scene import DASHES, Argument, Scene
from pipeline.values import Actor, Predicate


def representing(scene: Scene, predicate: Predicate, visitors: list[Actor]) -> list[Actor]:
    """Visitors without a country of their own with that of the state they represent; an ambassador without a name lives there."""
    if predicate.sense in ("represent", "attend"):
        visitors = [visitor for visitor in visitors if visitor.name or visitor.office != "envoy"]
    led = [a.actor.country for a in scene.actors if a.actor and a.actor.office == "delegation" and "acc" in a.marks and a.actor.country]
    if predicate.sense in ("attend", "represent") and led and scene.lexicon.governs:
        return [replace(visitor, country=visitor.country or led[0]) for visitor in visitors]
    if predicate.sense == "attend" and scene.lexicon.governs:  # "от Эстонии присутствовал А."
        low = scene.clause(predicate.start)[0]
        sent = [a.place.code for a in scene.places if a.place and low <= a.start < predicate.start and scene.lexicon.on_behalf.search(scene.folded, low, a.start)]
        return [replace(visitor, country=visitor.country or sent[0]) for visitor in visitors] if len(sent) == 1 else visitors
    if predicate.sense != "represent" or all(visitor.country for visitor in visitors):
        return visitors
    state = fill(scene, predicate, "country", [a for a in scene.places if a.place and a.place.code and not (scene.lexicon.governs and _is_before_dash(scene, a))])
    return [replace(visitor, country=visitor.country or state.place.code) for visitor in visitors] if state and state.place else visitors


def also_representing(scene: Scene, predicate: Predicate, visitors: list[Actor]) -> list[Actor]:
    """Those who stand for further states behind the verb: "Russia was represented by A, China by B", a dash in its place ("Россию представлял А., Китай – Б.")."""
    if predicate.sense != "represent" or scene.lexicon.predicate_last or not visitors:
        return []
    signs = DASHES if scene.lexicon.governs else tuple(scene.folded[: max(visitors[0].start, 0)].split()[-1:]) if predicate.passive else ()
    found = []
    for state in (a for a in scene.places if a.start > predicate.stop and a.place and a.place.code and ("acc" in a.marks or scene.lexicon.positional)):
        people = [a for a in scene.actors if a.start > state.stop and ("nom" in a.marks or scene.lexicon.positional) and _without_owner(scene, state.stop, a.start) in signs]
        found += [replace(a.actor, country=state.place.code) for a in people[:1] if a.actor and state.place and a.actor not in visitors and (a.actor.name or a.actor.office != "envoy")]
    return found


def stayed_away(scene: Scene) -> set[str]:
    """The names of those who are told not to have gone: "Uganda was represented by A, since B did not come"."""
    verbs = [verb for verb in scene.told("go", "come", "visit", "attend") if verb.form == "finite" and verb.negated]
    return {a.actor.name for verb in verbs for a in scene.subject(verb) or () if a.actor and a.actor.name}


def _is_before_dash(scene: Scene, state: Argument) -> bool:
    """True for a state that stands alone before a dash, in the place of a verb said before: "..., эстонскую – Б."."""
    return scene.folded[state.stop : scene.stop].lstrip()[:1] in DASHES


def _without_owner(scene: Scene, start: int, stop: int) -> str:
    """What stands between a state and a person, without the pronoun that tells whose colleague he is: "– его коллега Б."."""
    words = scene.folded[start:stop].split()
    his = [a for a in scene.actors if a.actor and a.actor.rule == "pronoun" and start <= a.start < stop]
    return " ".join(words[:-1] if his and len(words) > 1 else words)
