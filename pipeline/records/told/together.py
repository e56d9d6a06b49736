"""The states that the sentences before tell together: who "the two countries", "the sides" or nobody named at all means in the next ones."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.records.scenes.scene import Scene
from pipeline.records.told.blocs import Codes, codes, is_capital
from pipeline.records.told.drafts import AgreementDraft, VisitDraft

Told = tuple[int, Codes]  # a sentence with the states it tells, the first first
REACH = 4  # sentences over which states told together are meant by the next ones


def states_told(scene: Scene, visits: Sequence[VisitDraft], signed: Sequence[AgreementDraft]) -> Codes:
    """The states that a sentence tells together: the parties of what is signed in it, the guest and the host, else those that it names, by their capitals where fewer than two are named."""
    if signed:
        return signed[-1].parties
    met = codes(code for visit in visits if visit.status != "cancelled" for code in (visit.visitor_country, visit.host_country))
    named = [(place.start, place.code) for place in scene.all_places if place.kind == "country"]
    named += [(a.start, a.actor.country) for a in scene.actors if a.actor and a.actor.country]
    if len({code for _, code in named}) < 2:
        named += [(place.start, place.code) for place in scene.all_places if is_capital(place)]
    ordered = tuple(dict.fromkeys(code for _, code in sorted(named) if code and not code.startswith("org:")))
    return met if len(met) == 2 else ordered


def states_meant(scene: Scene, told: Sequence[Told], known: Codes, about: str | None) -> Codes:
    """The two states told together last; the ``known`` one with the state that was told last besides it. In a text ``about`` another one only those two of the
    sentence before."""
    for index, states in reversed(told):
        others = [code for code in states if code not in known]
        if scene.index - index > REACH or len(others) + len(known) > 1:
            pair = codes([*known, *others[:1]]) if known else codes(states)
            before = set(known) < set(states) and len(states) == 2 and scene.index - index <= 1
            return pair if scene.index - index <= REACH and len(pair) == 2 and (about is None or about in pair or before) else ()
    return ()


def group_told(scene: Scene, told: Sequence[Told], number: int) -> Codes:
    """The states told together last, if they are so many: "the three countries"."""
    last = next(((index, states) for index, states in reversed(told) if len(states) > 1), None)
    return codes(last[1]) if last and scene.index - last[0] <= REACH and len(last[1]) == number else ()
