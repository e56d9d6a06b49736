"""The parts that semicolons and colons cut a sentence into, and those of a list of places: whose a date is."""

from __future__ import annotations

import re
from bisect import bisect_right

from pipeline.records.scenes.scene import Scene
from pipeline.values import Date

LISTED = 2  # dates that make a list of places a list of dates too
JOINED = 3  # words between a host and the date of the next one
_CUT = re.compile(r"[;:](?=\s)")


def is_elsewhere(scene: Scene, date: Date, position: int) -> bool:
    """True for a date in another of the parts that semicolons and colons cut a sentence into, if that part has a verb of its own: the date is that verb's,
    and holds for what a colon explains without a date of its own ("the matter was settled in July: A and B signed a protocol")."""
    cuts = [scene.start, *[m.end() for m in scene.finditer(_CUT)], scene.stop]
    at = bisect_right(cuts, date.start)
    low, high = cuts[at - 1], cuts[min(at, len(cuts) - 1)]
    stop = cuts[min(at + 1, len(cuts) - 1)]
    if high <= position < stop and scene.folded[:high].rstrip().endswith(":") and _is_explained(scene, date, high, position if scene.lexicon.predicate_last else stop):
        return False
    return not low <= position < high and any(low <= verb.start < high and verb.form == "finite" for verb in scene.predicates)


def is_bracketed_behind(scene: Scene, date: Date, position: int) -> bool:
    """True for a date in the brackets right behind something that ends at ``position``: "gəldi (22 may), iki gün sonra ..."."""
    return position <= date.start and scene.folded[position : date.start].strip() == "("


def right_behind(scene: Scene, hosts: list[tuple[int, int]], dates: list[Date]) -> list[Date | None]:
    """The date right behind each of several hosts, in a language of fixed places; one without has that of the next, the last that of the one before:
    "Rome in May, Bonn and Oslo in June and Paris"."""
    behind = [next((date for date in dates if date.start >= stop and scene.words_between(stop, date.start) <= 1), None) for _, stop in hosts]
    if not scene.lexicon.positional or sum(map(bool, behind)) < LISTED:
        return []
    for at in reversed(range(len(behind) - 1)):
        behind[at] = behind[at] or behind[at + 1]
    return [day or behind[-2] for day in behind]


def right_before(scene: Scene, hosts: list[tuple[int, int]], dates: list[Date]) -> list[Date | None]:
    """The dates of those of several hosts that have one behind the word that joins them, where all dates stand so: "was in Rome, then in Bonn and, on the 5th, in Oslo"."""
    found: list[Date | None] = [None for _ in hosts]
    for date in dates:
        at = next((number for number, (start, _) in enumerate(hosts) if start >= date.stop), 0)
        gap = scene.folded[hosts[at - 1][1] : date.start].replace(",", " ").split() if at else []
        if not (gap and len(gap) <= JOINED and set(gap) & set(scene.lexicon.connectors) and scene.words_between(date.stop, hosts[at][0]) <= 1):
            return []
        found[at] = date
    if not any(found):
        return []
    wide = next((one for one in scene.dates if one.stop <= hosts[0][0] and any(date.edtf.startswith(one.edtf) for date in dates)), None)
    return [date or wide for date in found]  # "in 1992 he visited Rome and, on 5 May, Oslo"


def _is_explained(scene: Scene, date: Date, colon: int, stop: int) -> bool:
    """True for the date of a clause that ends in a colon, no other verb's, where what follows names no date."""
    others = any(colon <= other.start < stop for other in scene.dates)
    inside = any(date.stop <= verb.start < colon and verb.form == "participle" for verb in scene.predicates)
    return not others and not inside and ".." not in date.edtf
