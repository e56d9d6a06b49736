"""The names of a document as sets: each person once, with the offices that the text gives and the country it lets one know, and the countries and places it names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from pipeline.entities.gazetteer import load
from pipeline.entities.identity import fold_name, same_person
from pipeline.values import Actor, Entities, Place


@dataclass(slots=True)
class Named:
    """A person of a document: the forms of the name in order, the fullest as ``name``; the offices and countries that are told, and those that
    only the register knows (``listed``, as pairs of what and value)."""

    name: str
    forms: list[str] = field(default_factory=list)
    offices: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)
    listed: set[tuple[str, str]] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Census:
    """All names of a document: persons in order of first mention, ISO codes of the countries, places below a state in base form."""

    persons: tuple[Named, ...]
    countries: frozenset[str]
    places: frozenset[str]


def count_names(entities: Entities) -> Census:
    """The persons, countries and places among the entities of a document.

    >>> from pipeline.entities import find_entities
    >>> from pipeline.documents import read_text
    >>> from pipeline.segmentation import segment
    >>> document = read_text("President Emomali Rahmon of Tajikistan flew to Baku. Rahmon met Aliyev.", "a")
    >>> found = count_names(find_entities(document.text, segment(document)))
    >>> [(each.name, sorted(each.offices), sorted(each.countries)) for each in found.persons]
    [('Emomali Rahmon', ['head_of_state'], ['TJK']), ('Aliyev', [], [])]
    >>> sorted(found.countries), sorted(found.places)
    (['TJK'], ['Baku'])
    """
    countries = frozenset(place.code for place in entities.places if place.kind == "country" or place.rule == "capital")
    return Census(tuple(_persons(entities)), countries, frozenset(_first_forms(_all_places(entities))))


def _all_places(entities: Entities) -> list[Place]:
    """The places with those that no list has, in order; a place inside the name of one of those is not counted by itself."""
    spans = [(place.start, place.stop) for place in entities.unlisted]
    kept = [place for place in entities.places if not any(start <= place.start and place.stop <= stop for start, stop in spans)]
    return sorted((*kept, *entities.unlisted), key=lambda place: place.start)


def _first_forms(places: Iterable[Place]) -> Iterable[str]:
    """The base form in which each place first stands: Baku, Bakı and Баку are one."""
    met: set[str] = set()
    names: dict[str, list[str]] = {}
    for place in places:
        if place.kind != "city" or place.form != "noun" or place.rule == "capital":
            continue
        meant = _spots().get((place.base, place.code), frozenset((place.base,)))
        others = frozenset(other for spot in meant & met for other in names.get(spot, ()))
        if not meant & met or any(_are_two(place.base, other, place.code) for other in others):
            yield place.base
        met |= meant
        for spot in meant:
            names.setdefault(spot, []).append(place.base)


def _are_two(one: str, other: str, country: str) -> bool:
    """Whether two bases are different names of one place in one language, and no spellings of one name: "Frunze" and "Bishkek"."""
    return one != other and fold_name(one) != fold_name(other) and any(one in names and other in names for names in _together().get(country, ()))


@cache
def _together() -> dict[str, tuple[frozenset[str], ...]]:
    """The names that each place of a country has in each language."""
    found: dict[str, list[frozenset[str]]] = {}
    for spot in load().spots.values():
        found.setdefault(spot.country, []).extend(frozenset(words.names) for words in spot.words.values() if len(words.names) > 1)
    return {country: tuple(sets) for country, sets in found.items()}


@cache
def _spots() -> dict[tuple[str, str], frozenset[str]]:
    """The ids of the places of the gazetteer by name and country."""
    found: dict[tuple[str, str], frozenset[str]] = {}
    for spot in load().spots.values():
        for words in spot.words.values():
            for name in (*words.names, *words.acronyms):
                key = name, spot.country
                found[key] = found.get(key, frozenset()) | {spot.id}
    return found


def _persons(entities: Entities) -> list[Named]:
    people: list[Named] = []
    for actor in (one for each in entities.actors for one in (each.members or (each,))):
        if actor.name is not None:
            _note(_person(people, actor.name), actor)
    for author in entities.cited:
        _person(people, author.name)
    return people


def _person(people: list[Named], name: str) -> Named:
    """The person of a name, a new one where nobody is called so yet."""
    person = next((each for each in people if any(same_person(name, form) for form in each.forms)), None)
    if person is None:
        person = Named(name)
        people.append(person)
    if name not in person.forms:
        person.forms.append(name)
    if _fullness(name) > _fullness(person.name):
        person.name = name
    return person


def _note(person: Named, actor: Actor) -> None:
    if actor.was is not None:
        person.offices.add(actor.was)
    for what, value, told in (("office", actor.office, person.offices), ("country", actor.country, person.countries)):
        if value is None or value.startswith("org:"):
            continue
        if (what, "register") in actor.sources:
            person.listed.add((what, value))
        else:
            told.add(value)


def _fullness(name: str) -> tuple[int, int]:
    words = name.split()
    return sum(not word.endswith(".") for word in words), len(words)
