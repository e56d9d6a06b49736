"""Who fills which role of a trigger: by mark, order and nearness; and which phrases stand side by side with the one chosen."""

from __future__ import annotations

import re

from pipeline.records.scene import Argument, Scene, Trigger

# Costs in words of distance, set on the development articles: a comma weighs like two words, another trigger like six,
# a hard break like twelve, a less preferred mark like four.
COMMA, TRIGGER, BREAK, RANK = 2, 6, 12, 4
FARTHEST = 45


def fill(scene: Scene, trigger: Trigger, role: str, candidates: tuple[Argument, ...]) -> Argument | None:
    """The cheapest candidate for a role of a trigger, or None where none fits."""
    wanted = scene.lexicon.frames[trigger.rule.frame].get(role, ())
    costs = [(cost, index) for index, candidate in enumerate(candidates) if (cost := _cost(scene, trigger, candidate, wanted)) is not None]
    return candidates[min(costs)[1]] if costs else None


def _cost(scene: Scene, trigger: Trigger, candidate: Argument, wanted: tuple[str, ...]) -> int | None:
    before = candidate.start < trigger.start
    low, high = (candidate.stop, trigger.start) if before else (trigger.stop, candidate.start)
    if low > high:
        return None
    apart = scene.words_between(low, high)
    ranks = [rank for rank, mark in enumerate(wanted) if _agrees(mark, candidate.marks, before, apart)]
    if not ranks:
        return None
    between = scene.folded[low:high]
    total = apart + RANK * ranks[0] + COMMA * between.count(",") + BREAK * scene.hard_breaks_between(low, high)
    total += TRIGGER * sum(1 for other in scene.triggers if low <= other.start < high and other is not trigger)
    return total if total <= FARTHEST else None


def _agrees(mark: str, marks: tuple[str, ...], before: bool, apart: int) -> bool:
    if mark.endswith("<") and not before or mark.endswith(">") and before:
        return False
    plain = mark.rstrip("<>")
    if plain == "attr":
        return before and apart <= 1 and bool({"nom", "bare"} & set(marks))
    return plain in marks


def siblings(scene: Scene, chosen: Argument, candidates: tuple[Argument, ...]) -> tuple[Argument, ...]:
    """The chosen phrase with those that stand side by side with it, in order: "Ankara and Tashkent"."""
    at = candidates.index(chosen)
    first = last = at
    while first > 0 and _joined(scene, candidates[first - 1], candidates[first]):
        first -= 1
    while last + 1 < len(candidates) and _joined(scene, candidates[last], candidates[last + 1]):
        last += 1
    return candidates[first : last + 1]


_TOKEN = re.compile(r"\w+|[^\w\s]")


def _joined(scene: Scene, left: Argument, right: Argument) -> bool:
    """True where only connecting words, prepositions, dates and signs of enumeration stand between two phrases."""
    gap = scene.folded[left.stop : right.start]
    for date in scene.dates:
        if left.stop <= date.start and date.stop <= right.start:
            gap = gap.replace(scene.folded[date.start : date.stop], "", 1)
    tokens = _TOKEN.findall(gap)
    allowed = scene.lexicon.connectors | set(scene.lexicon.prepositions)
    if not tokens or not all(token in allowed or token in ",–—-()" for token in tokens):
        return False
    return any(token in scene.lexicon.connectors or token == "," for token in tokens)
