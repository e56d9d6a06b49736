"""Guests whom a place gives a banquet, a reception or a welcome: "a dinner was given in Kyiv in honour of A"."""

from __future__ import annotations

from dataclasses import replace

from pipeline.records.arguments.events import is_locative
from pipeline.records.arguments.localities import can_host
from pipeline.records.arguments.usable import usable
from pipeline.records.participants.hosts import host_at, is_abroad
from pipeline.records.scenes.scene import Argument, Scene
from pipeline.records.told.drafts import VisitDraft
from pipeline.values import Actor

LEAD = 40  # characters before a guest in which it is said that something is given in his honour


def read_honours(scene: Scene) -> list[VisitDraft]:
    """The visits of those in whose honour something is given at a place abroad."""
    if not scene.search(scene.lexicon.honours):
        return []
    found = []
    for argument in scene.actors:
        actor = argument.actor
        low, high = scene.clause(argument.start)
        if actor is None or not (actor.name and actor.country) or not _is_honoured(scene, argument) or not scene.search(scene.lexicon.honours, low, high):
            continue
        places = [a.place for a in scene.places if low <= a.start < high and a.place and can_host(a) and is_locative(a)]
        dates = [date.edtf for date in usable(scene) if low <= date.start < high]
        found += [_draft(scene, actor, place.code, host_at(place).place, dates) for place in places[:1] if is_abroad(actor, host_at(place))]
    return found


def _is_honoured(scene: Scene, argument: Argument) -> bool:
    before = scene.folded[max(scene.start, argument.start - LEAD) : argument.start]
    return scene.lexicon.honoured_behind.match(scene.folded, argument.stop) is not None or scene.lexicon.honoured_before.search(before) is not None


def _draft(scene: Scene, actor: Actor, country: str, place: str | None, dates: list[str]) -> VisitDraft:
    one = VisitDraft(actor.name, actor.office, actor.country, country, place, scenes=(scene.index,), rules=("honoured",), phase="within")
    return replace(one, date=dates[0] if len(dates) == 1 else None)
