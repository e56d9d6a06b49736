"""The stops with which a tour is told to have begun and ended: "the tour began on 5 May in Yerevan and ended on the 9th in Baku"."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from pipeline.records.arguments.localities import can_host
from pipeline.records.arguments.usable import usable
from pipeline.records.scenes.scene import Argument, Scene
from pipeline.values import Date, Predicate

EDGES = ("begin", "end")
STARTING = ("с+gen", "со+gen")  # marks of the place "with" which one begins
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
_CUT = re.compile(r",|(?<!\w)(?:и|а|но)(?!\w)")


def tour_ends(scene: Scene) -> list[tuple[Argument, Date]]:
    """The first and the last stop of the tour of a sentence, each with its day, and one between both that another verb goes on with, in a language of cases;
    none where they are not in different countries: such a visit has a first and a last day."""
    told = [verb for verb in scene.told(*EDGES) if verb.form == "finite" and not (verb.negated or verb.mood)]
    if not scene.lexicon.governs or scene.lexicon.predicate_last or [verb.sense for verb in told] != list(EDGES):
        return []
    verbs = [verb for verb in scene.predicates if verb.form == "finite" and told[0].start <= verb.start <= told[1].start]
    parts = _parts(scene, verbs)
    stops = [(places[0], dates[0] if dates else None) for low, high in parts if len(places := _stops(scene, low, high)) == 1 and len(dates := _days(scene, low, high)) <= 1]
    if len(stops) != len(parts) or len({place.place.code for place, _ in stops if place.place}) < len(stops):
        return []
    first, last = stops[0][1], stops[-1][1]
    if first is None or last is None or first.edtf >= last.edtf:
        return []
    month = replace(first, edtf=first.edtf[:7]) if first.edtf[:7] == last.edtf[:7] else replace(first, edtf=first.edtf[:4])
    return [(place, date or month) for place, date in stops]


def _parts(scene: Scene, verbs: list[Predicate]) -> list[tuple[int, int]]:
    """The part of a sentence in which each of several verbs stands: from the last comma or "and" between two of them."""
    cuts = [max((m.start() for m in _CUT.finditer(scene.folded, one.stop, other.start)), default=other.start) for one, other in pairwise(verbs)]
    return list(pairwise([scene.start, *cuts, scene.stop]))


def _stops(scene: Scene, low: int, high: int) -> list[Argument]:
    """The places of a part in which, or with which, something begins or ends."""
    near = [a for a in scene.places if low <= a.start < high and can_host(a)]
    return [a for a in near if any(mark.endswith("+pre") or mark in (*STARTING, "ins") for mark in a.marks)]


def _days(scene: Scene, low: int, high: int) -> list[Date]:
    return [date for date in usable(scene) if low <= date.start < high and _DAY.match(date.edtf)]
