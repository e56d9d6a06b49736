"""The names of places of a language in all their forms, made once from the gazetteer and kept in a file."""

from __future__ import annotations

import re
from dataclasses import astuple, dataclass, replace
from functools import lru_cache, partial
from typing import Any

from pipeline.entities.compiled import Part
from pipeline.entities.dictionary import Dictionary, Row, make_table
from pipeline.entities.forms import is_listed, listed
from pipeline.entities.gazetteer import Name, names
from pipeline.entities.gazetteer import load as load_gazetteer
from pipeline.languages import load


@dataclass(frozen=True, slots=True)
class Book:
    """The names of places of a language in all their forms, what they stand for, and the capital of each country."""

    dictionary: Dictionary
    names: tuple[Name, ...]
    capitals: dict[str, str]


@lru_cache(maxsize=None)
def book(code: str) -> Book:
    """The names of places of a language."""
    content = part(code).read()
    return Book(Dictionary(content["table"], code, is_listed(code)), tuple(Name(*row) for row in content["names"]), content["capitals"])


def part(code: str) -> Part:
    """The table of the names of places of a language, kept in a file."""
    data = ("countries", "cities", "organizations", "bodies", "lookalikes", f"{code}/places", f"{code}/inflection")
    return Part(f"places-{code}", tuple(f"{name}.yaml" for name in data), partial(_make, code))


def _make(code: str) -> dict[str, Any]:
    found = [name for name in names(code) if name.kind != "lookalike" or not any(word[0].isdigit() for word in name.text.split())]
    found += [*_respaced(found), *_joined(found, code)]
    rows = (Row(phrase, index, cases) for phrase, index, cases in listed(tuple((name.text, name.form) for name in found), code))
    seats = {one.code: load_gazetteer().spots[one.capital].words[code].names[0] for one in load_gazetteer().countries.values() if one.capital}
    return {"table": make_table(rows, code, is_listed(code)), "names": [list(astuple(name)) for name in found], "capitals": seats}


def _respaced(found: list[Name]) -> list[Name]:
    """Names of places with a blank for a hyphen, or a hyphen for a blank: "Nyu York", "Abu-Dhabi"."""
    known = {name.text for name in found}
    others = []
    for name in found:
        parts = re.split("([- ])", name.text)
        if name.kind not in ("city", "country", "site", "region", "body") or name.form != "noun" or not 3 <= len(parts) <= 7:
            continue
        for at in range(1, len(parts), 2):
            other = "".join([*parts[:at], " " if parts[at] == "-" else "-", *parts[at + 1 :]])
            if other not in known and (name.kind in ("city", "body") or parts[at] == "-"):
                others.append(replace(name, text=other))
    return others


def _joined(found: list[Name], code: str) -> list[Name]:
    """First parts of adjectives of two countries: made from the adjectives, or listed."""
    data = load(code).read("places")
    ends: dict[str, list[str]] = data.get("joined", {})
    prefixes: dict[str, str] = data.get("prefixes", {})
    made: dict[str, Name] = {}
    for name in found:
        if name.form == "adjective":
            for end, others in ends.items():
                if name.text.endswith(end):
                    made |= {name.text[: -len(end)] + other: name for other in others}
        elif name.kind == "country" and name.text == name.base:
            made |= {prefix: name for prefix, country in prefixes.items() if country == name.code}
    return [replace(name, text=f"{text}-", form="first part") for text, name in made.items()]


def capital_of(country: str, code: str) -> str:
    """The name of a country's capital in a language, "" where none is known.

    >>> capital_of("POL", "az"), capital_of("SUN", "en")
    ('Varşava', 'Moscow')
    """
    return book(code).capitals.get(country, "")
