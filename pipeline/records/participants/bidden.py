"""Whom an invitation is for that a noun tells: "handed A an invitation to Riga", "an invitation to visit Riga was extended to A", "A received an invitation to Riga"."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.records.arguments.status import SIGNINGS
from pipeline.records.scenes.scene import Argument, Scene
from pipeline.values import Predicate

HANDED = 2  # words between the one whom an invitation is handed and the noun: "an official"


def invitation_before(scene: Scene, predicate: Predicate) -> Predicate | None:
    """The invitation that an infinitive depends on: "an invitation to A to visit Riga", "... to pay a visit to Riga"."""
    nouns = [noun for noun in scene.told("invitation") if noun.form == "noun" and noun.stop <= predicate.start]
    if not (scene.lexicon.positional or scene.lexicon.governs) or not nouns:
        return None
    between = [verb for verb in scene.predicates if nouns[-1].stop <= verb.start < predicate.start and verb.form != "noun"]
    carried = predicate.form == "noun" and bool(between) and all(verb.form == "infinitive" for verb in between)
    return nouns[-1] if carried or predicate.form == "infinitive" and not between else None


def bidden(scene: Scene, noun: Predicate, candidates: Sequence[Argument]) -> Argument | None:
    """Whom an invitation is given to: named with "to" or in the dative in its clause, or between the verb and the noun."""
    low, high = scene.clause(noun.start)
    people = [c for c in candidates if low <= c.start < high and c.actor and c.actor.rule != "pronoun"]
    given = next((c for c in people if c.marks == ("to",) or scene.lexicon.governs and "dat" in c.marks), None)
    return given if given or scene.lexicon.governs else next((c for c in people if _is_handed(scene, c, noun)), None)


def _is_handed(scene: Scene, argument: Argument, noun: Predicate) -> bool:
    """True for the object right before the noun, behind an active verb: "handed A an invitation"."""
    verbs = [verb for verb in scene.predicates if verb.form == "finite" and verb.stop <= argument.start]
    subject = scene.subject(verbs[-1]) or () if verbs else ()
    near = argument.stop <= noun.start and scene.words_between(argument.stop, noun.start) <= HANDED
    return near and bool(verbs) and not verbs[-1].passive and argument not in subject and set(argument.marks) <= {"obj", "bare"}


def came_of(scene: Scene, predicate: Predicate, hosts: Sequence[str | None]) -> Predicate | None:
    """What those invited are told to have done there, in a language of fixed places: "Invited to Moscow, A and B | signed a treaty"."""
    if not scene.lexicon.positional or predicate.sense != "invite" or predicate.form != "participle" or not predicate.passive or predicate.negated:
        return None
    led = scene.folded[scene.start : predicate.group_start].rstrip()
    verbs = [verb for verb in scene.predicates if verb.start >= predicate.stop and verb.form != "noun"]
    done = verbs[0] if verbs and (led.endswith(",") or scene.words_between(scene.start, predicate.group_start) <= 1) else None
    elsewhere = any(a.place and a.place.kind in ("city", "country") and a.place.code not in hosts and set(a.marks) & {"in", "at", "to"} for a in scene.places if a.start > predicate.stop)
    if done is None or elsewhere or done.form != "finite" or done.time != "past" or done.negated or done.mood or done.sense not in (*SIGNINGS, "meet", "act"):
        return None
    return done if scene.barriers.between(predicate.stop, done.start) else None


def getting(scene: Scene, noun: Predicate) -> Argument | None:
    """Who is told to have got or accepted an invitation: the subject of the verb before the noun."""
    verbs = [verb for verb in scene.predicates if verb.form == "finite" and verb.stop <= noun.start and scene.words_between(verb.stop, noun.start) <= HANDED]
    told = [verb for verb in verbs if scene.lexicon.gets.match(scene.folded, verb.start) and not (verb.negated or verb.passive)]
    return next((a for verb in told for a in scene.subject(verb) or () if a.actor and (a.actor.name or a.actor.country)), None)
