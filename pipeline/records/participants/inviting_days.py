"""When somebody was invited is not when he is to come: "on 12 March he invited his colleague to visit Prague"."""

from __future__ import annotations

from pipeline.records.arguments.status import is_governed
from pipeline.records.participants.bidden import invitation_before
from pipeline.records.scenes.scene import Scene
from pipeline.values import Predicate

BIDDING = ("invite", "accept", "invitation")


def without_inviting(scene: Scene, predicate: Predicate, date: str | None) -> str | None:
    """The date of a visit that somebody is invited to, None where it only tells when he was: it stands before the verb of inviting, or behind the one by which
    an invitation is told to have been given ("an invitation to visit Rome was extended in 2024")."""
    starts = [one.start for one in scene.dates if one.edtf == date]
    if starts and all(_is_of_telling(scene, predicate, start) for start in starts):
        return None
    verb = _inviting(scene, predicate) if date else None
    return None if verb and starts and all((start < verb.start) == (verb.start <= predicate.start) for start in starts) else date


def _is_of_telling(scene: Scene, predicate: Predicate, start: int) -> bool:
    """True for a date of the clause before, which tells when the invitation was made known: "in June it was announced that A had been invited"."""
    verbs = [verb for verb in scene.predicates if verb.form == "finite" and start < verb.start and verb.stop <= predicate.group_start]
    return predicate.sense in BIDDING and predicate.form == "finite" and any(verb.sense in ("other", "plan") for verb in verbs) and not scene.barriers.between(start, verbs[0].start)


def _inviting(scene: Scene, predicate: Predicate) -> Predicate | None:
    """The past verb that tells of an invitation: to invite, or the one that an invitation is given, received or accepted by."""
    if scene.lexicon.predicate_last or predicate.sense not in ("invite", "accept") and predicate.form != "infinitive":
        return None
    before = [one for one in scene.predicates if one.stop <= predicate.start and not is_aside(scene, one, predicate)]
    asked = predicate if predicate.sense in ("invite", "accept") else before[-1] if before and before[-1].sense in BIDDING else None
    if asked and asked.form == "noun":
        low, high = scene.clause(asked.start)
        given = next((one for one in scene.predicates if one.form == "finite" and one.passive and predicate.stop <= one.start < high), None)
        asked = next((one for one in reversed(before[:-1]) if one.form == "finite" and one.start >= low), None)
        if asked is None and given and scene.lexicon.positional:
            return given
    return asked if asked and asked.form == "finite" and asked.time != "future" and not asked.passive else None


def is_aside(scene: Scene, verb: Predicate, infinitive: Predicate) -> bool:
    """True for a participle of which no infinitive depends: its clause is closed before it ("invited A, who had returned in May, to visit B")."""
    gap = scene.folded[verb.stop : infinitive.group_start].rstrip()
    return verb.form == "participle" and verb.sense not in BIDDING and gap.endswith(",")


def is_bidden(scene: Scene, predicate: Predicate) -> bool:
    """True for a visit that is told by its invitation or the answer to it, or that is said to be expected: such visits mostly have no day yet."""
    if predicate.sense in BIDDING:
        return True
    if predicate.sense == "trip" and predicate.form == "noun":
        return invitation_before(scene, predicate) is not None or is_governed(scene, predicate, "expect", "plan")
    before = [one for one in scene.predicates if one.stop <= predicate.start and not is_aside(scene, one, predicate)][-1:]
    return predicate.form == "infinitive" and any(one.sense in BIDDING for one in before)
