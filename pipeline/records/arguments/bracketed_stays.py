"""Where and when somebody was, in a bracket right behind his name, where several are listed so: "guests of the summits were A (Warsaw, 16.6.2013) and B (Vienna, 2017)".

Days alone stand there where all came to one city: "the third to come to Riga, after A of Japan (30–31 March) and B of Turkey (11–12 April)".
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.records.arguments.localities import can_host
from pipeline.records.arguments.usable import usable
from pipeline.records.scenes.scene import Scene
from pipeline.values import Actor, Date, Place

LEAST = 2  # people with such a bracket that make a list
REST = 2  # words in a bracket besides its place and date
_DAY = re.compile(r"[\dX]{4}-\d{2}-\d{2}")
_OPENS = re.compile(r"\s*\(")


@dataclass(frozen=True, slots=True)
class Stay:
    """Somebody with the place and the date in the bracket behind his name."""

    actor: Actor
    place: Place
    date: Date
    stop: int


def bracketed_stays(scene: Scene) -> list[Stay]:
    """The people of a sentence who have a bracket with one date right behind them, and one place or none besides the only city; none where only one has."""
    found, cities = [], list({(a.place.code, a.place.base.casefold()): a.place for a in reversed(scene.places) if a.place and can_host(a) and a.place.kind == "city"}.values())
    for phrase in scene.actors:
        opened = _OPENS.match(scene.folded, phrase.stop, scene.stop)
        closed = scene.folded.find(")", phrase.stop, scene.stop)
        if phrase.actor is None or not phrase.actor.name or opened is None or closed < 0:
            continue
        places = [a.place for a in scene.places if a.place and can_host(a) and opened.end() <= a.start < closed]
        dates = [date for date in usable(scene) if opened.end() <= date.start < closed]
        rest = scene.words_between(opened.end(), closed) - len(places) - len(dates)
        if not places and len(cities) == len(dates) == 1 and rest <= 0 and _DAY.search(dates[0].edtf) and cities[0].stop <= phrase.start:
            places = cities
        if len(places) == len(dates) == 1 and rest <= REST:
            found.append(Stay(phrase.actor, places[0], dates[0], closed))
    return found if len(found) >= LEAST else []
