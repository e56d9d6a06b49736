"""Stops of one journey or of several that a dash parts from their dates: "on 25 June – in Istanbul, on 9 July – in Helsinki"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.records.arguments.events import Event, find_events
from pipeline.records.arguments.localities import can_host
from pipeline.records.arguments.roles import siblings
from pipeline.records.arguments.usable import usable
from pipeline.records.scenes.scene import DASHES, Argument, Scene
from pipeline.values import Date

NEAR = 3  # words between a dash and the place behind it
FAR = 6  # words between a dash and the date behind it ("with an official one, a year later")
_DASH = re.compile(r"\s[–—-]\s")
_END = re.compile(r";|\.\s")


@dataclass(frozen=True, slots=True)
class Stop:
    """A stop: its places, its date, its kind and event where they are told, and the stretch in which it is told."""

    hosts: tuple[Argument, ...]
    date: Date
    kind: str | None
    occasion: Event | None
    start: int
    stop: int


def find_stops(scene: Scene, start: int) -> list[Stop]:
    """The stops told behind a position, in order, in a language that may leave the verb out behind a dash."""
    if not scene.lexicon.governs:
        return []
    opened = [(left, dash) for dash in scene.finditer(_DASH, start) if (left := _left_of(scene, dash.start(), start)) is not None]
    edges = [*(left.start for left, _ in opened), scene.stop][1:]
    found = [_stop(scene, left, dash.end(), edge) for (left, dash), edge in zip(opened, edges, strict=True)]
    return [one for one in found if one]


def _left_of(scene: Scene, dash: int, start: int) -> Date | Argument | None:
    """The date or place right before a dash, at the head of its own part of the sentence."""
    items: list[Date | Argument] = [*usable(scene), *(a for a in scene.places if can_host(a))]
    near = [item for item in items if start <= item.start and item.stop <= dash and not scene.folded[item.stop : dash].strip()]
    return near[0] if near and _opens_part(scene, near[0].start, start) else None


def _opens_part(scene: Scene, position: int, start: int) -> bool:
    """True where nothing but a preposition, a joining word or an adverb stands between a sign and a phrase."""
    cut = max(scene.folded.rfind(sign, start, position) for sign in ",;:")
    words = scene.folded[cut + 1 : position].split() if cut >= 0 else ["-"] * FAR
    at = max((at for at, word in enumerate(words) if word in scene.lexicon.joining), default=0)
    if any(word in DASHES for word in words[:at]):
        words = words[at:]  # "in May – Tallinn and in June – Riga"
    return all(word in scene.lexicon.prepositions or word in scene.lexicon.connectors for word in words)


def _stop(scene: Scene, left: Date | Argument, start: int, edge: int) -> Stop | None:
    end = scene.search(_END, start, edge)
    stop = min([end.start() if end else edge, *(verb.group_start for verb in scene.predicates if start <= verb.group_start < edge and verb.form == "finite")])
    subjects = any(start <= a.start < stop and a.marks[:1] == ("nom",) and a.actor and a.actor.name for a in scene.actors)
    if subjects and isinstance(left, Date):
        return None
    kind = next((sign.value for sign in scene.lexicon.row_types if scene.search(sign.pattern, start, stop)), None)
    event = next((one for one in find_events(scene) if start <= one.start < stop and one.is_occasion), None)
    if isinstance(left, Date):
        places = [a for a in scene.places if start <= a.start < stop and can_host(a)]
        near = [a for a in places[:1] if scene.words_between(start, a.start) <= NEAR]
        return Stop(siblings(scene, near[0], places), left, kind, event, left.start, stop) if near else None
    dates = [date for date in usable(scene) if start <= date.start < stop and scene.words_between(start, date.start) <= FAR]
    return Stop((left,), dates[0], kind, event, left.start, stop) if dates else None
