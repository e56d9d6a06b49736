"""Contracts of private firms, which are none of states."""

from __future__ import annotations

from pipeline.records.agreements.signing import Signing
from pipeline.records.arguments.heads import Named
from pipeline.records.scenes.scene import Scene
from pipeline.records.told.blocs import is_capital

NEAR = 160  # characters around a document in which its private makers are named
BEHIND = 3  # words between a verb and the firm that is its subject, or up to it from a preposition
ORIGIN = 2  # words between a state and the firm that is from it
OF_FIRMS = ("contract", "treaty", "agreement")  # what firms make, not only states
_SUBJECTS = (("subj",), ("nom",), ("bare",))
BY_FIRMS = (*OF_FIRMS, "memorandum", "protocol")


def is_of_firms(scene: Scene, document: Named, signing: Signing) -> bool:
    """True for a document that private firms make with each other, or one makes, or is made with, where no state is named."""
    low, high = scene.clause(document.start)
    if scene.search(scene.lexicon.firms.private, max(low, document.start - NEAR), min(high, document.stop + NEAR)):
        return True
    if document.kind in OF_FIRMS and scene.lexicon.firms.partner.search(scene.folded, low, high) and not _names_state(scene, low, high):
        return True
    return document.kind in BY_FIRMS and _signs_as_firm(scene, document, signing) and not _names_state(scene, scene.start, high)


def _names_state(scene: Scene, low: int, high: int) -> bool:
    """True for words that name a state, a body of one or somebody of one, beside the origin of a firm ("a New Zealand dairy company")."""
    firms = [match.start() for match in scene.finditer(scene.lexicon.firms.maker, low, high)] if scene.lexicon.positional else []
    named = [a for a in scene.places if low <= a.start < high and a.place and a.place.kind in ("country", "organization", "body") and a.place.form == "noun"]
    states = any(not any(a.stop <= firm and scene.words_between(a.stop, firm) <= ORIGIN for firm in firms) for a in named)
    return states or any(low <= a.start < high and a.actor and a.actor.country for a in scene.actors)


def _signs_as_firm(scene: Scene, document: Named, signing: Signing) -> bool:
    """True where the subject of a verb is a firm that is not told to be one of a state ("a dairy company and a cooperative signed a contract"), or a town or province."""
    verb = signing.predicate
    if verb is None or verb.form != "finite" or verb.passive:
        return False
    if any(a.place and a.place.kind == "city" and not is_capital(a.place) and a.marks[:1] in _SUBJECTS and a.stop <= verb.start and not scene.words_between(a.stop, verb.group_start) for a in scene.places):
        return True
    firms = [match for match in scene.finditer(scene.lexicon.firms.maker) if not document.subject_start <= match.start() < document.subject_stop and not _is_led(scene, match.start())]
    behind = scene.lexicon.governs and not scene.lexicon.predicate_last
    makers = [match for match in firms if match.end() <= verb.start or behind and match.start() >= verb.stop and scene.words_between(verb.stop, match.start()) <= BEHIND]
    return bool(makers) and not scene.search(scene.lexicon.firms.of_state, scene.start, max(verb.start, makers[-1].end()))


def _is_led(scene: Scene, position: int) -> bool:
    """True for what a preposition stands before, with a word or two between: "with forty companies"."""
    return bool(set(scene.folded[scene.start : position].split()[-BEHIND:]) & scene.lexicon.prepositions.keys())
