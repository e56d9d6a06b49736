"""The places of several events told with one word, each with its own date: "the Samarkand (2022) and Astana (2024) summits"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.records.arguments.events import Event
from pipeline.records.arguments.repeats import dates_behind
from pipeline.records.arguments.usable import usable
from pipeline.records.scenes.scene import Scene
from pipeline.values import Place

Stage = tuple[Place, str | None]
_BRACKETED = re.compile(r"\([^()]*\)")
_WORD = re.compile(r"\w+")


def stages_of(scene: Scene, event: Event) -> list[Stage]:
    """The cities of the events that a plural word names, in order, each with its date; none where it names one event or one city."""
    if not any(argument.start < event.stop and event.start < argument.stop and argument.event and argument.event.plural for argument in scene.events):
        return []
    cities = [place for place in scene.all_places if place.kind == "city"]
    for run in _runs(scene, cities):
        if len({place.code for place in run}) == len(run) > 1 and any(place.start == event.place.start for place in run if event.place):
            return list(zip(run, _dates(scene, run), strict=True))
    return []


def _runs(scene: Scene, cities: Sequence[Place]) -> list[list[Place]]:
    """The cities that stand side by side; what is bracketed behind one, and its date, parts it from no other."""
    runs: list[list[Place]] = []
    for city in cities:
        if runs and _are_beside(scene, runs[-1][-1], city):
            runs[-1].append(city)
        else:
            runs.append([city])
    return runs


def _are_beside(scene: Scene, left: Place, right: Place) -> bool:
    gap = scene.folded[left.stop : right.start]
    for date in sorted(scene.dates, key=lambda date: -date.start):
        if left.stop <= date.start and date.stop <= right.start:
            gap = gap[: date.start - left.stop] + " " + gap[date.stop - left.stop :]
    small = scene.lexicon.joining | set(scene.lexicon.prepositions)
    return all(word in small for word in _WORD.findall(_BRACKETED.sub(" ", gap))) and not set(gap) & set(";:–—")


def _dates(scene: Scene, cities: Sequence[Place]) -> list[str | None]:
    """A date for each city: behind it or in step with it, else the one of all."""
    dates, behind = usable(scene), dates_behind(scene, [(city.start, city.stop) for city in cities])
    if all(behind):
        return [found[0].edtf for found in behind]
    if len(dates) == len(cities):
        return [date.edtf for date in dates]
    return [dates[0].edtf if len(dates) == 1 else None] * len(cities)
