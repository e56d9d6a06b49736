"""The day on which one had come, told in a clause of its own beside what he did later: "on the 13th the president, who had flown in the night before, met X"."""

from __future__ import annotations

import re
from datetime import date as Day

from pipeline.records.arguments.usable import usable
from pipeline.records.scenes.scene import Scene
from pipeline.values import Date, Predicate

BESIDE = 3  # words between a day and the participle that it is told for, in a language that puts it last
_CUT = re.compile(r"[,;:()](?=\s)|\s[–—-]\s")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")


def came_on(scene: Scene, verb: Predicate) -> Date | None:
    """The day told in the clause of one who had come: that of a participle, or behind "who"."""
    if verb.sense != "come" or verb.negated or verb.mood:
        return None
    low, high = _own_clause(scene, verb)
    inside = [date for date in usable(scene) if low <= date.start and date.stop <= high and _DAY.match(date.edtf)]
    return inside[-1] if inside else None


def days_of_coming(scene: Scene) -> list[Date]:
    """The days on which people of a sentence had come, told in clauses of their own."""
    return [date for verb in scene.told("come") if (date := came_on(scene, verb))]


def without_coming(scene: Scene, predicate: Predicate, dates: list[Date]) -> list[Date]:
    """The dates of a predicate without those on which somebody had come before it, where others are left."""
    arrivals = [date for verb in scene.told("come") if verb != predicate and verb.start != predicate.start and (date := came_on(scene, verb))]
    return [date for date in dates if date not in arrivals] or dates


def is_day(edtf: str) -> bool:
    """True for a date that is one day.

    >>> is_day("1994-05-12"), is_day("1994-05")
    (True, False)
    """
    return _DAY.match(edtf) is not None


def is_next(before: str, day: str, most: int) -> bool:
    """True for a day at most so many days behind another.

    >>> is_next("1994-05-12", "1994-05-13", 1), is_next("1994-05-12", "1994-05-12", 1)
    (True, False)
    """
    return bool(_DAY.match(before) and _DAY.match(day)) and 0 < (Day.fromisoformat(day) - Day.fromisoformat(before)).days <= most


def _own_clause(scene: Scene, verb: Predicate) -> tuple[int, int]:
    """The stretch of a participle or relative clause, empty for a verb of another clause."""
    if scene.lexicon.predicate_last:
        near = [date.start for date in scene.dates if date.stop <= verb.start and scene.words_between(date.stop, verb.start) <= BESIDE and not any(date.stop <= other.start < verb.start for other in scene.predicates)]
        return (max(near), verb.start) if near and verb.form == "participle" else (verb.start, verb.start)
    cuts = [m.span() for m in scene.finditer(_CUT)]
    low = max([scene.start, *(stop for _, stop in cuts if stop <= verb.start)])
    high = min([start for start, _ in cuts if start >= verb.stop], default=scene.stop)
    opened = low > scene.start and (verb.form == "participle" and scene.lexicon.governs or scene.lexicon.relative_subject.match(scene.folded, low + 1) is not None)
    return (low, high) if opened else (verb.start, verb.start)
