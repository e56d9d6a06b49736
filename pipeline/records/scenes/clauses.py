"""How hard it is to reach from one word of a sentence to another: commas, edges of clauses, dashes, and predicates in between."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.records.scenes.lexicon import Lexicon
from pipeline.values import Predicate

# Weights in words of distance, set on the development articles.
LIST_COMMA, COORDINATION, CLAUSE_COMMA, BREAK = 1.0, 4.5, 5.0, 12.0
JOINT = 14  # characters between an "and" and the verb of the clause that it opens
_PUNCTUATION = re.compile(r"[;:]|\s[–—-]\s|[(),“”«»„]")
QUOTED = re.compile(r"[«“„][^«»“”„.!?]{1,60}[»”]")  # a dash in a name ("Asia – Europe") parts nothing


@dataclass(frozen=True, slots=True)
class Barriers:
    """Places of a sentence that separate its words, in order, with their weights."""

    places: tuple[int, ...]
    weights: tuple[float, ...]
    hard: tuple[int, ...]

    def between(self, start: int, stop: int) -> float:
        """The weights of the barriers in ``[start, stop)``."""
        return sum(self.weights[bisect_left(self.places, start) : bisect_left(self.places, stop)])

    def clause(self, position: int, start: int, stop: int) -> tuple[int, int]:
        """The stretch between the hard barriers around a position."""
        at = bisect_right(self.hard, position)
        return (self.hard[at - 1] if at else start), (self.hard[at] if at < len(self.hard) else stop)


def find_barriers(
    folded: str, span: tuple[int, int], predicates: Sequence[Predicate], spans: Sequence[tuple[int, int]], words: Lexicon
) -> Barriers:
    """The barriers of a sentence. Signs inside names, places and dates are none."""
    joints = [m for m in words.coordinators.finditer(folded, *span) if _joins_verbs(m, predicates, spans)]
    signs = sorted([*_PUNCTUATION.finditer(folded, *span), *joints], key=lambda m: m.start())
    names = [m.span() for pattern in (QUOTED, words.compounds) for m in pattern.finditer(folded, *span)]
    signs = [m for m in signs if not _covered(m.start(), spans) and not (" " in m[0] and _covered(m.start(), sorted(names)))]
    cuts = [span[0], *[m.start() for m in signs], span[1]]
    told = [any(p.form in ("finite", "perfect", "converb") for p in predicates if low <= p.start < high) for low, high in zip(cuts, cuts[1:], strict=False)]
    places, weights, hard = [], [], []
    for number, sign in enumerate(signs):
        weight = _weight(sign[0], told[number], told[number + 1], folded, sign.end(), words)
        places.append(sign.start())
        weights.append(weight)
        if weight >= BREAK:
            hard.append(sign.start())
    return Barriers(tuple(places), tuple(weights), tuple(hard))


def _joins_verbs(word: re.Match[str], predicates: Sequence[Predicate], spans: Sequence[tuple[int, int]]) -> bool:
    """True for an "and" right behind which another verb follows: what stands before it belongs to the verb before."""
    verbs = [p for p in predicates if p.form == "finite"]
    behind = [p for p in verbs if 0 < p.group_start - word.end() <= JOINT]
    if not behind or not any(p.start < word.start() for p in verbs):
        return False
    return not any(word.end() <= start < behind[0].group_start for start, _ in spans)


def _covered(position: int, spans: Sequence[tuple[int, int]]) -> bool:
    at = bisect_right(spans, (position, 10**9)) - 1
    return at >= 0 and spans[at][0] <= position < spans[at][1]


def _weight(sign: str, before: bool, after: bool, folded: str, stop: int, words: Lexicon) -> float:
    if sign[0].isalpha():
        return COORDINATION
    if sign in "(),“”«»„":
        if sign != ",":
            return CLAUSE_COMMA if sign in "()" else LIST_COMMA
        opens = words.openers.match(folded, stop) is not None
        return CLAUSE_COMMA if opens or before and after else LIST_COMMA
    return BREAK
