"""Two offices of one holder made one phrase: "deputy prime minister and economy minister"."""

from __future__ import annotations

from dataclasses import replace

from pipeline.entities.beside import name_behind
from pipeline.entities.ground import Ground
from pipeline.entities.offices import words
from pipeline.entities.phrases import Phrase, find_phrases, higher


def find_chains(ground: Ground) -> list[Phrase]:
    """The office phrases of a sentence, those made one that tell two offices of one holder."""
    found: list[Phrase] = []
    for phrase in reversed(find_phrases(ground)):
        if found and _one_holder(ground, phrase, found[-1]):
            found[-1] = _both(phrase, found[-1])
        elif found and _shares_country(ground, phrase, found[-1]):
            found.append(replace(phrase, countries=found[-1].countries, body=phrase.body or found[-1].body))
        else:
            found.append(phrase)
    return found[::-1]


_OTHERS = {"head_of_government", "foreign_minister", "minister", "speaker", "deputy"}  # offices that a head of state does not hold besides


def _one_holder(ground: Ground, one: Phrase, other: Phrase) -> bool:
    """Whether two phrases side by side are titles of one person."""
    if one.head.entry.collective is not other.head.entry.collective and ground.gap(other.first) == ",":
        return False  # "at the head of a delegation, President A"
    if one.plural or other.plural or other.first - one.last > 1 or other.first < one.last:
        return False
    if any(phrase.head.entry.like or phrase.head.entry.points or phrase.head.entry.follows for phrase in (one, other)):
        return False
    if other.countries and one.countries and other.countries[0] != one.countries[0]:
        return False
    if one.cases and other.cases and not set(one.cases) & set(other.cases):
        return False
    if other.first == one.last and ground.near(other.first):
        return not (other.countries and not one.countries and other.first < other.head.first)
    if (one.office == "head_of_state") is not (other.office == "head_of_state") and {one.office, other.office} & _OTHERS:
        return False
    named = name_behind(ground, other.last) is not None or (ground.gap(other.last) == "," and other.last in ground.name_from)
    if other.first == one.last:
        return ground.gap(other.first) in (",", "-", "–") and named
    return named and not other.countries and _is_and(ground, one.last)


def _is_and(ground: Ground, at: int) -> bool:
    return ground.near(at) and ground.low(at) in words(ground.code).conjunctions and ground.near(at + 1)


def _shares_country(ground: Ground, one: Phrase, other: Phrase) -> bool:
    """Whether the country behind the second of two offices is that of both: "the president and prime minister of Georgia"."""
    if one.countries or one.body or not (other.countries or other.body == "state") or other.last == other.head.last or not _is_and(ground, one.last):
        return False
    at = one.last + 1
    while at < other.first and ground.low(at) in words(ground.code).articles:
        at += 1
    return at == other.first and other.first < other.head.last and bool(words(ground.code).country_after) and not one.head.entry.collective


def _both(one: Phrase, other: Phrase) -> Phrase:
    stronger = one if other.weak or (not one.weak and higher(one.office, other.office) == one.office) else other
    countries = one.countries or other.countries
    return replace(stronger, first=one.first, last=other.last, countries=countries, cases=other.cases or one.cases, former=one.former and other.former,
                   office=stronger.office or one.office or other.office)  # fmt: skip
