"""Verbs that "and" joins to one with an auxiliary, and that have none of their own: "will visit Rome and | sign a treaty"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.values import Predicate


def coordinated(found: Sequence[Predicate], folded: str, offset: int, joining: re.Pattern[str] | None) -> list[Predicate]:
    """The predicates in order, each that looks like one of the present behind ``joining`` with the time and mood of the future, modal or infinitive one before.

    >>> verbs = [Predicate(8, 13, 3, "visit", "visit", "finite", "future"), Predicate(23, 27, 23, "sign", "sign", "finite", "present")]
    >>> [p.time for p in coordinated(verbs, "he will visit rome and sign a treaty", 0, re.compile(r"(?: and|,) "))]
    ['future', 'future']
    """
    told: list[Predicate] = []
    for one in sorted(found, key=lambda each: each.start):
        before = next((other for other in reversed(told) if other.form in ("finite", "infinitive")), None)
        if joining and before and _is_bare(one, folded, offset) and _is_to_come(before) and _is_joined(before, one, folded[before.stop - offset : one.start - offset], joining):
            one = replace(one, form=before.form, time=before.time, mood=before.mood, negated=one.negated or before.negated)
        told.append(one)
    return told


def _is_bare(one: Predicate, folded: str, offset: int) -> bool:
    """True for a form of the present without an ending or an auxiliary."""
    word = folded[one.start - offset : one.stop - offset].split()[0]
    return (one.form, one.time, one.mood, one.passive) == ("finite", "present", "", False) and one.group_start == one.start and (not word.endswith("s") or word.endswith("ss"))


def _is_to_come(one: Predicate) -> bool:
    return one.form == "infinitive" or one.time == "future" or one.mood == "possible"


def _is_joined(before: Predicate, one: Predicate, gap: str, joining: re.Pattern[str]) -> bool:
    """True where a joining word stands right before a verb, and no new sentence or subject clause between it and the verb before."""
    return before.stop <= one.start and ";" not in gap and joining.search(gap) is not None
