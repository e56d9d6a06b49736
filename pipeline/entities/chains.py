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
    for phrase in find_phrases(ground):
        if found and _one_holder(ground, found[-1], phrase):
            found[-1] = _both(found[-1], phrase)
        else:
            found.append(phrase)
    return found


_OTHERS = {"head_of_government", "foreign_minister", "minister", "speaker", "deputy"}  # offices that "and" does not give to a head of state too


def _one_holder(ground: Ground, one: Phrase, other: Phrase) -> bool:
    if one.plural or other.plural or other.first - one.last > 1 or other.first < one.last:
        return False
    if any(phrase.head.entry.like or phrase.head.entry.points or phrase.head.entry.follows for phrase in (one, other)):
        return False
    if other.countries and one.countries and other.countries[0] != one.countries[0]:
        return False
    if one.cases and other.cases and not set(one.cases) & set(other.cases):
        return False
    if other.first == one.last and ground.near(other.first):
        return True
    named = name_behind(ground, other.last) is not None or (ground.gap(other.last) == "," and other.last in ground.name_from)
    if other.first == one.last:
        return ground.gap(other.first) in (",", "-", "–") and named and not (one.countries and other.countries)
    if (one.office == "head_of_state") is not (other.office == "head_of_state") and {one.office, other.office} & _OTHERS:
        return False
    joined = ground.low(one.last) in words(ground.code).conjunctions and ground.near(one.last) and ground.near(other.first)
    return joined and named and not other.countries


def _both(one: Phrase, other: Phrase) -> Phrase:
    stronger = one if other.weak or (not one.weak and higher(one.office, other.office) == one.office) else other
    countries = one.countries or other.countries
    return replace(stronger, first=one.first, last=other.last, countries=countries, cases=other.cases or one.cases, former=one.former and other.former,
                   office=stronger.office or one.office or other.office)  # fmt: skip
