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


def pair_meant(scene: Scene, told: Sequence[Told], known: Codes, about: str | None) -> Codes:
    """The two states told together last, if ``known`` is one of them; in a text ``about`` another one only those of the sentence before."""
    index, pair = next(((index, states) for index, states in reversed(told) if len(states) > 1), (scene.index, ()))
    near = scene.index - index <= (REACH if about is None or about in pair else 1)
    return codes(pair) if len(pair) == 2 and near and set(known) <= set(pair) else ()


def other_meant(scene: Scene, told: Sequence[Told], known: Codes) -> Codes:
    """The state told last besides the ``known`` one, the first of its sentence."""
    near = [code for index, states in reversed(told) if scene.index - index <= REACH for code in states if code not in known]
    return tuple(near[:1])
