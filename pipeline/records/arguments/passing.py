"""Dates that a sentence tells in passing, of something else than its verb: "elected in October, he paid his first visit on 8 December"."""

from __future__ import annotations

import re

from pipeline.dates import opens_aside
from pipeline.records.scenes.scene import Scene
from pipeline.values import Date, Predicate

_CUT = re.compile(r"[,;:()](?=\s)|\s[–—-]\s")


def is_in_passing(scene: Scene, predicate: Predicate, date: Date) -> bool:
    """True for a date in a part between commas that opens like a clause in passing and has no predicate of the kind in question in it."""
    if not scene.lexicon.governs:
        return False
    cuts = [m.span() for m in scene.finditer(_CUT) if not date.start < m.end() <= date.stop]
    low = max([scene.start, *(stop for _, stop in cuts if stop <= date.start)])
    high = min([start for start, _ in cuts if start >= date.stop], default=scene.stop)
    if low <= predicate.start < high or high == scene.stop or scene.folded[high] != ",":
        return False
    told = any(low <= verb.start < high and verb.form != "noun" and verb.sense != "other" for verb in scene.predicates)
    return not told and opens_aside(scene.text[low:high], scene.sentence.language)


def told_besides(scene: Scene, predicate: Predicate, dates: list[Date]) -> list[Date]:
    """Dates without those told in passing, where others are left."""
    kept = [date for date in dates if not is_in_passing(scene, predicate, date)] if len(dates) > 1 else dates
    return kept or dates
