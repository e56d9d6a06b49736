"""Negation by a word said twice: "neither a treaty nor a statement was signed"."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.values import Predicate


def denied(found: tuple[Predicate, ...], folded: str, offset: int, neither: str) -> tuple[Predicate, ...]:
    """The predicates with those negated before which ``neither`` stands twice, in the stretch since the last finite one.

    >>> verb = Predicate(15, 18, 15, "come", "come", "finite", "past")
    >>> [p.negated for p in denied((verb,), "nə nazir nə elçi gəl", 0, "nə")]
    [True]
    """
    if not neither:
        return found
    word = re.compile(rf"(?<!\w){neither}(?!\w)")
    told, since = [], 0
    for predicate in found:
        start = predicate.group_start - offset
        if predicate.form == "finite":
            twice = len(word.findall(folded, since, max(since, start))) > 1
            told.append(replace(predicate, negated=not predicate.negated) if twice and not predicate.negated else predicate)
            since = predicate.stop - offset
        else:
            told.append(predicate)
    return tuple(told)
