"""A visit that is described as one put off before: "the visit postponed in March took place", "отложенный в июне визит", "martda təxirə salınmış səfər"."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.records.scenes.scene import Scene
from pipeline.values import Date, Predicate

PUT_OFF = ("cancel", "postpone")
BECAME = ("begin", "happen", "plan", "expect")  # verbs that tell what became of it
BESIDE = 2  # words between a visit and what describes it: ", the one postponed"
ATTRIBUTES = 6  # words between a participle and the visit behind it


def described(scene: Scene) -> Iterator[tuple[Predicate, Predicate]]:
    """The words that say that a visit had been put off, without being the verb of a clause, each with its visit."""
    visits = scene.told("trip")
    for verb in scene.told(*PUT_OFF) if visits else ():
        if verb.negated or verb.mood or verb.form != "participle" and " " in scene.text[verb.group_start : verb.stop].strip() and scene.lexicon.positional:
            continue
        behind = next((noun for noun in visits if noun.start >= verb.stop), None)
        before = next((noun for noun in reversed(visits) if noun.stop <= verb.group_start), None)
        apart = before is not None and "," in scene.folded[before.stop : verb.group_start]
        if scene.lexicon.positional:
            if behind and not scene.words_between(verb.stop, behind.start) and not scene.subject(verb):
                yield verb, behind
            elif before and apart and scene.words_between(before.stop, verb.group_start) <= BESIDE:
                yield verb, before
        elif verb.form == "participle" and behind and scene.words_between(verb.stop, behind.start) <= ATTRIBUTES and not any(verb.stop <= one.start < behind.start and one.form == "finite" for one in scene.predicates):
            yield verb, behind
        elif verb.form == "participle" and before and apart and scene.words_between(before.stop, verb.group_start) <= ATTRIBUTES and not scene.lexicon.predicate_last:
            yield verb, before


def is_deferred(scene: Scene, date: Date) -> bool:
    """True for the date that only says when, or until when, a visit told in the sentence had been put off, where another date tells when it was made."""
    if len(scene.dates) < 2:
        return False
    for verb, visit in described(scene):
        if scene.lexicon.predicate_last:
            own = date.stop <= verb.group_start and not scene.words_between(date.stop, verb.group_start)
        else:
            own = verb.stop <= date.start and (date.start < visit.start or scene.words_between(verb.stop, date.start) <= 1)
        if own:
            return True
    return False


def carried_out(scene: Scene, governors: list[Predicate]) -> list[Predicate]:
    """The verbs that bear on a visit, without those that only describe it as put off where another tells what became of it: "the visit postponed in May has begun"."""
    if not any(governor.sense in BECAME for governor in governors):
        return governors
    had_been = [verb for verb, _ in described(scene)]
    return [governor for governor in governors if governor not in had_been]
