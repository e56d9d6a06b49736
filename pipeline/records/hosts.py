"""Where a journey goes: the place named, the place meant by "there", the place one is in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.records.discourse import Discourse
from pipeline.records.roles import fill, siblings
from pipeline.records.scene import Argument, Scene
from pipeline.values import Actor, Place, Predicate


@dataclass(frozen=True, slots=True)
class Host:
    """Where a visit goes: a country, with the place in it where one is named."""

    country: str | None
    place: str | None
    start: int
    stop: int


def is_abroad(visitor: Actor, host: Host) -> bool:
    """True for a journey to another country."""
    return host.country is not None and visitor.country != host.country


def find_hosts(scene: Scene, predicate: Predicate, discourse: Discourse) -> list[Host]:
    """Where a journey goes, in the order of the text."""
    candidates = [argument for argument in scene.places if can_host(argument)]
    chosen = fill(scene, predicate, "host", candidates)
    if chosen:
        return _by_country(siblings(scene, chosen, candidates))
    low, high = scene.clause(predicate.start)
    here = scene.search(scene.lexicon.here, low, high)
    place = discourse.home or discourse.place
    if here and place:
        return [Host(place.code, place.base, here.start(), here.end())]
    if predicate.sense == "come" and discourse.home:
        return [Host(discourse.home.code, discourse.home.base, predicate.start, predicate.stop)]
    return []


def can_host(argument: Argument) -> bool:
    """A country or a place in one, named as such."""
    place = argument.place
    return place is not None and place.kind != "organization" and place.form == "noun"


def _by_country(arguments: Sequence[Argument]) -> list[Host]:
    """One host for each country, in order; a city tells more than its country."""
    hosts: dict[str, Host] = {}
    for argument in arguments:
        place = argument.place
        if place is None:
            continue
        known = hosts.get(place.code)
        if known is None or known.place is None:
            hosts[place.code] = host_at(place, argument.start, argument.stop)
    return list(hosts.values())


def host_at(place: Place, start: int = -1, stop: int = -1) -> Host:
    """A place as the host of a visit."""
    at = (place.start, place.stop) if start < 0 else (start, stop)
    return Host(place.code, None if place.kind == "country" else place.base, *at)
