"""Whose doing a participle does not tell: that of people in another clause or case than the noun that it belongs to."""

from __future__ import annotations

from pipeline.records.scenes.scene import Argument, Scene
from pipeline.values import Predicate


def modifies_another(scene: Scene, predicate: Predicate, candidate: Argument) -> bool:
    """True for a person who did not do what a participle says: behind the verb of the clause that it stands in ("gələn ailələrə arxalanırıq, – deyə A bildirdi"), or in another case
    than its noun ("перед собравшимися выступил А.")."""
    if predicate.form != "participle" or predicate.passive or candidate.actor is None or scene.lexicon.positional:
        return False
    if scene.search(scene.lexicon.among_guests, scene.start, predicate.stop):
        return False  # "в числе прибывших были А. и Б."
    if any(verb.form == "finite" and predicate.stop <= verb.start < candidate.start for verb in scene.predicates):
        return True
    return bool(scene.lexicon.governs) and bool(predicate.cases) and not {mark.rpartition("+")[2] for mark in candidate.marks} & set(predicate.cases)
