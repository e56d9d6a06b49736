"""Capitals that are named by their country ("the Belarusian capital"), and cities that an adjective puts into theirs ("Iranian Sarakhs")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from pipeline.entities.gazetteer import load
from pipeline.records.scenes.lexicon import Lexicon
from pipeline.values import Place

NEXT = 2  # characters between a capital and its own name: "the Belarusian capital, Minsk"


def name_capitals(words: Lexicon, folded: str, span: tuple[int, int], places: Sequence[Place]) -> tuple[Place, ...]:
    """The places of a sentence, with a city for each country that only tells whose capital is meant."""
    places = _placed(folded, places)
    found: dict[int, Place] = {}
    for match in words.capital.finditer(folded, *span):
        owner = _owner(words, folded, match, places)
        if owner and (base := _capital(owner.code, words.code)) and not _is_named(owner, match, places):
            start, stop = min(owner.start, match.start()), max(owner.stop, match.end())
            city = replace(owner, start=start, stop=stop, text=folded[start:stop], kind="city", base=base, form="noun")
            found[owner.start] = replace(city, cases=words.capital_cases.get(match[0], ()), rule="capital")
    for place in places:
        if place.kind == "country" and place.form == "adjective" and (land := words.lands.match(folded, place.stop, span[1])):
            found[place.start] = replace(place, stop=land.end(), text=folded[place.start : land.end()], form="noun", rule="land")
    return tuple(sorted((found.get(place.start, place) for place in places), key=lambda place: place.start)) if found else tuple(places)


def _placed(folded: str, places: Sequence[Place]) -> tuple[Place, ...]:
    """The places, a city right behind the adjective of a country in that country: "Iranian Sarakhs"."""
    kept = list(places)
    for at, (left, right) in enumerate(pairwise(places), 1):
        beside = folded[left.stop : right.start].isspace() and left.kind == "country" and left.form == "adjective"
        if beside and right.kind == "city" and right.form == "noun" and right.code != left.code:
            kept[at] = replace(right, code=left.code)
    return tuple(kept)


def _owner(words: Lexicon, folded: str, match: re.Match[str], places: Sequence[Place]) -> Place | None:
    """The country beside a word for a capital: as an adjective or owner before it, or as a genitive behind it."""
    for place in places:
        if place.kind != "country":
            continue
        before, behind = folded[place.stop : match.start()], folded[match.end() : place.start]
        if place.stop <= match.start() and words.capital_owner.fullmatch(before) and (place.form == "adjective" or words.head_last or before.strip()):
            return place
        if match.end() <= place.start and place.form == "noun" and words.capital_of.fullmatch(behind) and ("gen" in place.cases or not place.cases):
            return place
    return None


def _is_named(owner: Place, match: re.Match[str], places: Sequence[Place]) -> bool:
    low, high = min(owner.start, match.start()) - NEXT, max(owner.stop, match.end()) + NEXT
    return any(place is not owner and place.kind == "city" and (place.stop >= low and place.start <= high) for place in places)


@lru_cache(maxsize=512)
def lies_in(country: str, city: str) -> bool:
    """Whether a country lies within a city of another one, by any of its names.

    >>> lies_in("VAT", "Rome"), lies_in("VAT", "Милан"), lies_in("ITA", "Rome")
    (True, False, False)
    """
    tables = load()
    known = tables.countries.get(country)
    spot = tables.spots.get(known.within) if known and known.within else None
    return spot is not None and any(city in words.names for words in spot.words.values())


@lru_cache(maxsize=512)
def _capital(country: str, language: str) -> str | None:
    """The name of a country's capital in a language.

    >>> _capital("BLR", "en"), _capital("XXX", "en")
    ('Minsk', None)
    """
    tables = load()
    known = tables.countries.get(country)
    spot = tables.spots.get(known.capital) if known and known.capital else None
    names = spot.words[language].names if spot and language in spot.words else ()
    return names[0] if names else None
