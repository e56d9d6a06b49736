"""Whether a verb of being tells where somebody was, or what he or something else was."""

from __future__ import annotations

from pipeline.entities.nations import NATION
from pipeline.records.scenes.scene import Scene
from pipeline.values import Predicate

DESCRIBED = 3  # words between a participle and a verb of being that tell what something is


def is_said_of_other(scene: Scene, predicate: Predicate) -> bool:
    """True for a verb of being that tells no stay: of an office, of a meeting, of what something is like."""
    return predicate.sense == "stay" and (_is_in_office(scene, predicate) or _is_somebody(scene, predicate) or _is_said_of_event(scene, predicate) or _is_said_of_quality(scene, predicate))


def _is_in_office(scene: Scene, predicate: Predicate) -> bool:
    """True for "was" before an office, which is what somebody was, not where: "she was briefly foreign minister, then ambassador in Washington"."""
    near = next((a for a in scene.actors if a.start >= predicate.stop), None)
    if near is None or near.actor is None or not scene.lexicon.positional or scene.words_between(predicate.stop, near.start) > 1:
        return False
    return near.actor.office is not None and near.actor.name_start < 0 and near.actor.rule not in ("guest", "pronoun", NATION) and not set(near.marks) & set(scene.lexicon.prepositions)


def _is_somebody(scene: Scene, predicate: Predicate) -> bool:
    """True for a verb of being right behind somebody, in a clause without a place, in a language that ends clauses with the verb: "the host, though, was Prime Minister A"."""
    if not scene.lexicon.predicate_last or predicate.form != "finite":
        return False
    low = max(scene.folded.rfind(sign, scene.start, predicate.start) for sign in ",;:")
    named = any(0 <= predicate.start - a.stop <= 1 and "nom" in a.marks and a.actor and a.actor.name for a in scene.actors)
    return named and low > scene.start and not any(low <= place.start < predicate.start for place in scene.all_places)


def _is_said_of_event(scene: Scene, predicate: Predicate) -> bool:
    """True for a verb of being right behind a meeting that is its subject, in a language that ends clauses with the verb: "nazirlərin görüşü isə oldu"."""
    near = [noun for noun in scene.told("talks", "event") if noun.stop <= predicate.start and "nom" in noun.cases and scene.words_between(noun.stop, predicate.start) <= 1]
    return scene.lexicon.predicate_last and bool(near) and not any(near[-1].stop <= a.start < predicate.start for a in scene.places)


def _is_said_of_quality(scene: Scene, predicate: Predicate) -> bool:
    """True for a verb of being with what something is before it, where a participle has the places before that, in a language that ends clauses with the verb:
    "the ratification of the protocols signed in Zürich will be difficult"."""
    before = [verb for verb in scene.predicates if verb.form == "participle" and verb.stop <= predicate.start]
    if not scene.lexicon.predicate_last or not before or predicate.form != "finite" or any(before[-1].stop <= noun.start < predicate.start for noun in scene.told("event", "trip", "talks")):
        return False
    behind = any(before[-1].stop <= a.start < predicate.start and "loc" in a.marks for a in scene.places)
    named = any(0 <= predicate.start - a.stop <= 1 and "nom" in a.marks for a in scene.actors)
    return not behind and not named and scene.words_between(before[-1].stop, predicate.start) >= DESCRIBED
