"""States side by side, the members of an organisation, and the bloc of states that a text is about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline.entities.gazetteer import load
from pipeline.records.arguments.roles import joined
from pipeline.records.scenes.scene import Argument, Scene
from pipeline.text import fold
from pipeline.values import Place

Codes = tuple[str, ...]
OPENING = 3  # sentences of a text that tell whose bloc it is about


@dataclass(frozen=True, slots=True)
class Bloc:
    """The three states and more that a text is about: an organisation by its ``code``, or states that it enumerates when it begins."""

    code: str | None = None
    states: Codes = ()

    def members(self, year: int | None) -> Codes:
        return members_of(self.code, year) if self.code else self.states


def codes(found: Iterable[str | None]) -> Codes:
    """The distinct codes, sorted."""
    return tuple(sorted({code for code in found if code}))


def can_sign(place: Place) -> bool:
    """A country, an organisation, or a state's body."""
    return place.kind in ("country", "organization", "body")


@lru_cache(maxsize=None)
def _capitals() -> frozenset[tuple[str, str]]:
    """The names of capitals with their countries."""
    known = load()
    spots = [(code, known.spots[country.capital]) for code, country in known.countries.items() if country.capital]
    return frozenset((fold(name), code) for code, spot in spots for words in spot.words.values() for name in words.names)


def is_capital(place: Place) -> bool:
    """True for a city whose name may stand for its state: "between Baku and Ankara"."""
    return place.kind == "city" and (fold(place.base), place.code) in _capitals()


def runs(scene: Scene) -> list[Sequence[Argument]]:
    """The states that stand side by side in a sentence, two or more; capitals may stand for states."""
    found: list[list[Argument]] = []
    for argument in scene.places:
        if not argument.place or not (can_sign(argument.place) or is_capital(argument.place)):
            continue
        if found and _are_beside(scene, found[-1][-1], argument):
            found[-1].append(argument)
        else:
            found.append([argument])
    return [run for run in found if len({a.place.code for a in run if a.place}) > 1]


def _are_beside(scene: Scene, left: Argument, right: Argument) -> bool:
    if joined(scene, left, right):
        return True
    comitative = "ins" in left.marks and len(left.marks) == 1 and scene.lexicon.predicate_last
    return comitative and not scene.folded[left.stop : right.start].strip()


def members_told(scene: Scene) -> list[str]:
    """The organisations of a sentence whose members are known."""
    known = load().organizations
    return [p.code for p in scene.all_places if p.kind == "organization" and p.code in known and known[p.code].members]


def members_of(code: str, year: int | None) -> Codes:
    """The members of an organisation in a year; where the year is not told, those that stayed."""
    known = load().organizations[code]
    return known.members_in(year) if year else tuple(member for member, years in known.members if years.last is None)


def side_by_side(scene: Scene) -> list[Codes]:
    """The states that stand side by side in a sentence, by their names or by their capitals."""
    return [codes(a.place.code for a in run if a.place) for run in runs(scene)]


def find_bloc(scenes: Sequence[Scene], main: Sequence[str]) -> Bloc | None:
    """The bloc that a text is about: the only thing that its title names, or the states side by side in its opening that it names most."""
    titled = [scene for scene in scenes if scene.kind == "title"][:1]
    for scene in titled:
        codes_named = {place.code for place in scene.all_places}
        if len(codes_named) == 1 and (known := members_told(scene)) and set(main[:1]) <= set(members_of(known[0], None)) and not any(a.actor and a.actor.name for a in scene.actors):
            return Bloc(code=known[0])
    for scene in [scene for scene in scenes if scene.kind == "body"][:OPENING]:
        for group in side_by_side(scene):
            if len(group) > 2 and set(main[:2]) <= set(group):
                return Bloc(states=group)
    return None
