"""The gazetteer: countries, places, organisations and state bodies with their names in every language, read from ``languages/*.yaml``.

In: ``countries.yaml``, ``cities.yaml``, ``organizations.yaml``, ``bodies.yaml``, ``lookalikes.yaml`` (their heads tell the format).
Out: frozen records, and ``names(language)``, one flat table for a finder. Everything is read and checked once; a mistake in the data is a
LanguageDataError that names file and entry.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType
from typing import Any

from pipeline.entities import gazetteer_checks as checks
from pipeline.languages import codes, shared
from pipeline.text import fold

PLACES = ("country", "city", "region", "site")
FORMS = {"names": "noun", "acronyms": "acronym", "adjectives": "adjective", "people": "demonym"}


@dataclass(frozen=True, slots=True)
class Words:
    """How one language names one entry, each list with the base form first. ``acronyms`` are written in these capitals only; an entry
    that is known by its acronym alone has no ``names``."""

    names: tuple[str, ...] = ()
    acronyms: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Years:
    """First and last year of something, both included; None where it has no bound.

    >>> 2000 in Years(1999, 2005), 2006 in Years(1999, 2005), 1990 in Years(None, 2005)
    (True, False, True)
    """

    first: int | None = None
    last: int | None = None

    def __contains__(self, year: int) -> bool:
        return (self.first is None or self.first <= year) and (self.last is None or year <= self.last)


@dataclass(frozen=True, slots=True)
class Country:
    """A country, territory or withdrawn state. ``capital`` is the id of a place, ``within`` that of the foreign city it lies in; ``ambiguous`` are those
    of its words that may mislead."""

    code: str
    words: Mapping[str, Words]
    capital: str | None
    within: str | None
    years: Years
    ambiguous: frozenset[str]


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a country: ``kind`` is ``city``, ``region`` or ``site``; a site is ``within`` the city it stands for."""

    id: str
    country: str
    kind: str
    within: str | None
    words: Mapping[str, Words]
    ambiguous: frozenset[str]


@dataclass(frozen=True, slots=True)
class Organization:
    """An organisation or group of states. ``members`` is empty where membership does not matter here."""

    code: str
    words: Mapping[str, Words]
    members: tuple[tuple[str, Years], ...]
    ambiguous: frozenset[str]

    def members_in(self, year: int) -> tuple[str, ...]:
        """The codes of the members of a year, in the order of the table.

        >>> "UZB" in load().organizations["org:GUAM"].members_in(2001), "UZB" in load().organizations["org:GUAM"].members_in(2007)
        (True, False)
        """
        return tuple(code for code, years in self.members if year in years)


@dataclass(frozen=True, slots=True)
class Body:
    """A parliament, ministry, seat of power or state company that stands for the state ``code``."""

    code: str
    words: Mapping[str, Words]
    ambiguous: frozenset[str]


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """All tables, each by code or id, in the order of the files; ``lookalikes`` are phrases that hold a name and mean something else."""

    countries: Mapping[str, Country]
    spots: Mapping[str, Spot]
    organizations: Mapping[str, Organization]
    bodies: tuple[Body, ...]
    lookalikes: tuple[Mapping[str, Words], ...]


@dataclass(frozen=True, slots=True)
class Name:
    """One word or phrase of one language and what it stands for.

    ``text`` is the phrase in the nominative; ``form``: ``noun`` | ``acronym`` | ``adjective`` | ``demonym``; ``kind``: ``country`` |
    ``city`` | ``region`` | ``site`` | ``organization`` | ``body`` | ``lookalike``; ``code`` is ``AZE`` or ``org:UN`` (empty for a lookalike:
    a finder takes the longest match and drops it); ``entry`` is the code or id in its table; ``base`` is the first name of the entry in this
    language; ``ambiguous`` says that the text must give more evidence.
    """

    text: str
    form: str
    kind: str
    code: str
    entry: str
    base: str
    ambiguous: bool


def load() -> Gazetteer:
    """All tables, read and checked once.

    >>> load().countries["AZE"].words["ru"].names[0], load().spots["baku"].country
    ('Азербайджан', 'AZE')
    """
    return _load()[0]


def names(language: str) -> tuple[Name, ...]:
    """Every name of every entry in one language, in the order of the tables, then hyphenated places written with blanks.

    >>> [name.code for name in names("en") if name.text == "Azeri"]
    ['AZE', 'AZE']
    """
    return _load()[1][language]


@cache
def _load() -> tuple[Gazetteer, Mapping[str, tuple[Name, ...]]]:
    found = Gazetteer(_countries(), _spots(), _organizations(), _bodies(), _lookalikes())
    checks.check_references(found)
    rows = {language: _names(found, language) for language in codes()}
    for language, each in rows.items():
        checks.check_texts(language, each)
        checks.check_doubles(language, each)
    return found, MappingProxyType({language: tuple(each) for language, each in rows.items()})


def _words(entry: dict[str, Any], where: str) -> Mapping[str, Words]:
    read = {}
    for code in codes():
        lists = entry[code] if isinstance(entry[code], dict) else {"names": entry[code]}
        checks.check_lists(lists, f"{where}, {code}")
        read[code] = Words(**{key: tuple(items) for key, items in lists.items()})
    return MappingProxyType(read)


def _ambiguous(entry: dict[str, Any], words: Mapping[str, Words], where: str) -> frozenset[str]:
    if "ambiguous" not in entry:
        return frozenset()
    known = {text for one in words.values() for key in FORMS for text in getattr(one, key)}
    return checks.check_ambiguous(entry["ambiguous"], known, where)


def _countries() -> Mapping[str, Country]:
    read = {}
    for code, entry, where in checks.entries(shared("countries"), "countries"):
        words = _words(entry, where)
        years = Years(entry.get("from"), entry.get("to"))
        read[code] = Country(code, words, entry.get("capital"), entry.get("within"), years, _ambiguous(entry, words, where))
    return MappingProxyType(read)


def _spots() -> Mapping[str, Spot]:
    read: dict[str, Spot] = {}
    rows = checks.entries(shared("cities"), "cities")
    homes = {name: entry["country"] for name, entry, _ in rows if "country" in entry}
    for name, entry, where in rows:
        words, within = _words(entry, where), entry.get("in")
        country = homes.get(within, "") if within else entry["country"]
        read[name] = Spot(name, country, entry.get("kind", "city"), within, words, _ambiguous(entry, words, where))
    return MappingProxyType(read)


def _organizations() -> Mapping[str, Organization]:
    read = {}
    for code, entry, where in checks.entries(shared("organizations"), "organizations"):
        words = _words(entry, where)
        members = tuple((member, Years(*years)) for member, years in (checks.member(text, where) for text in entry.get("members", [])))
        read[code] = Organization(code, words, members, _ambiguous(entry, words, where))
    return MappingProxyType(read)


def _bodies() -> tuple[Body, ...]:
    read = []
    for code, entry, where in checks.entries(shared("bodies"), "bodies"):
        words = _words(entry, where)
        read.append(Body(code, words, _ambiguous(entry, words, where)))
    return tuple(read)


def _lookalikes() -> tuple[Mapping[str, Words], ...]:
    return tuple(_words(entry, where) for _, entry, where in checks.entries(shared("lookalikes"), "lookalikes"))


def _of_entry(words: Words, ambiguous: frozenset[str], **fixed: str) -> list[Name]:
    return [
        Name(text=text, form=form, base=(words.names + words.acronyms)[0], ambiguous=text in ambiguous, **fixed)
        for key, form in FORMS.items()
        for text in getattr(words, key)
    ]


def _names(found: Gazetteer, language: str) -> list[Name]:
    rows: list[Name] = []
    for country in found.countries.values():
        rows += _of_entry(country.words[language], country.ambiguous, kind="country", code=country.code, entry=country.code)
    for spot in found.spots.values():
        rows += _of_entry(spot.words[language], spot.ambiguous, kind=spot.kind, code=spot.country, entry=spot.id)
    for one in found.organizations.values():
        rows += _of_entry(one.words[language], one.ambiguous, kind="organization", code=one.code, entry=one.code)
    for body in found.bodies:
        rows += _of_entry(body.words[language], body.ambiguous, kind="body", code=body.code, entry=body.code)
    for words in found.lookalikes:
        rows += _of_entry(words[language], frozenset(), kind="lookalike", code="", entry="")
    return rows + _without_hyphens(rows)


def _without_hyphens(rows: list[Name]) -> list[Name]:
    """Names of places once more with blanks for their hyphens, as they are often written ("Nyu York")."""
    known = {row.text for row in rows}
    joined = (row for row in rows if row.kind in PLACES and row.form == "noun" and re.fullmatch(r"[^\W\d]+(-[^\W\d]+)+", row.text))
    return [replace(row, text=row.text.replace("-", " ")) for row in joined if row.text.replace("-", " ") not in known]


@cache
def capital_words(code: str) -> frozenset[str]:
    """The names of capitals that are one word, folded."""
    tables = load()
    spots = [spot for country in tables.countries.values() if (spot := tables.spots.get(country.capital or ""))]
    return frozenset(fold(name) for spot in spots if code in spot.words for name in spot.words[code].names if " " not in name)
