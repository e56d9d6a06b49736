"""Places that no list has, told by the words around them: by a noun beside them ("Rundale sarayı", "площадь Ала-Тоо", "village of Yalama"), by a
preposition or an ending of place, or by the places that they are listed with.

Nothing is known of them but their names: their ``code`` is empty, and records take no host from them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.entities.cues import place_nouns
from pipeline.entities.field import Field, Unlisted, make
from pipeline.entities.inflection import inflection, readings, restore
from pipeline.entities.namebook import given, is_family, is_usual_given, words
from pipeline.entities.nominative import place_base
from pipeline.entities.venues import find_by_nouns, is_closed


def find_unlisted(field: Field) -> list[Unlisted]:
    """The unlisted places of a sentence, in order, none inside another."""
    found: list[Unlisted] = []
    taken: set[int] = set()
    for one in (*find_by_nouns(field), *find_by_leads(field)):
        if taken.isdisjoint(range(one.first, one.last)):
            found.append(one)
            taken |= set(range(one.first, one.last))
    return sorted([*found, *find_in_lists(field, found, taken)], key=lambda one: one.first)


# --- prepositions and endings of place -------------------------------------------------------------------------------


def find_by_leads(field: Field) -> Iterator[Unlisted]:
    """Unlisted names behind a preposition of place, or with the ending of one."""
    at = 0
    while at < len(field.tokens):
        one = _with_ending(field, at) if inflection(field.code).classes else _behind_lead(field, at)
        if one is not None:
            yield one
        at = one.last if one is not None else at + 1


def _is_free(field: Field, at: int) -> bool:
    """Whether a word may be the name of an unlisted place: a capitalised one of which nothing else is known."""
    token = field.tokens[at]
    if token.kind != "word" or token.caps or at in field.places or at in field.held or len(token.low) < _SHORTEST or any(letter.isdigit() for letter in token.low):
        return False
    return not _is_of_person(field, at) and token.low not in words(field.code).not_names and not place_nouns(token.low, field.code)


_SHORTEST = 4  # letters of an unlisted name


def _is_of_person(field: Field, at: int) -> bool:
    """Whether a word is part of a person's name, as far as words and the document tell."""
    token = field.tokens[at]
    bases = [one.base for one in readings(token.low, field.code)]
    if is_usual_given(token.low, field.code) or any(base in words(field.code).families or field.usage.given.get(base) for base in bases):
        return True
    before, behind = field.tokens[at - 1] if at and token.near else None, field.tokens[at + 1] if at + 1 < len(field.tokens) and field.tokens[at + 1].near else None
    if before is not None and (before.kind == "initial" or (before.kind == "word" and given(before.low, field.code) is not None)):
        return True
    return behind is not None and behind.kind == "initial"


def _is_common(field: Field, low: str) -> bool:
    """Whether the document writes a word small, or it is a form of a common one."""
    return low in field.usage.small or any(one.base in words(field.code).not_names or one.base in field.usage.small for one in readings(low, field.code))


def _with_ending(field: Field, at: int) -> Unlisted | None:
    """A word with the ending of place: "Mariehamnda"."""
    if not _is_free(field, at):
        return None
    token = field.tokens[at]
    found = [one for one in readings(token.low, field.code) if "loc" in one.cases and not one.marks - {"relative", "joined"}]
    if not found or _is_common(field, token.low) or is_family(token.low, field.code) or not at or token.gap.strip().strip("(,"):
        return None
    if at + 1 < len(field.tokens) and field.tokens[at + 1].near and field.tokens[at + 1].kind == "word" and "relative" not in found[0].marks and field.tokens[at + 1].low.startswith(token.low):
        return None
    if token.near and at - 1 not in field.places and field.capital(at - 1) and not is_closed(field, at - 1):
        return None
    one = make(field, at, at + 1, restore(found[0], token.text))
    return replace(one, place=replace(one.place, cases=("loc",)))


def _behind_lead(field: Field, at: int) -> Unlisted | None:
    """An unlisted name behind a preposition of place: "в Хынгйене", "in Kobrino"."""
    tokens = field.tokens
    lead = tokens[at].low
    if lead not in field.cues.sure or at + 1 >= len(tokens) or not tokens[at + 1].near:
        return None
    last = at + 1
    while last < len(tokens) and last <= at + _RUN and (last == at + 1 or tokens[last].near) and _is_free(field, last):
        last += 1
    if last == at + 1 or (last < len(tokens) and tokens[last].near and tokens[last].kind != "lower"):
        return None
    if any(_is_common(field, tokens[number].low) for number in range(at + 1, last)) or not _ends_here(field, last):
        return None
    if inflection(field.code).bears_last:
        return make(field, at + 1, last, " ".join(token.text for token in tokens[at + 1 : last]).removesuffix("'s"))
    base = _declined(field, at + 1, last, field.cues.sure[lead])
    return make(field, at + 1, last, base) if base else None


_RUN = 3  # words of an unlisted name


def _ends_here(field: Field, last: int) -> bool:
    """Whether what follows a name does not make it an attribute, in a language whose attributes bear no ending: "in Ottoman | times"."""
    if not inflection(field.code).bears_last or last >= len(field.tokens) or not field.tokens[last].near:
        return True
    return field.tokens[last].low in words(field.code).not_names


def _declined(field: Field, first: int, last: int, cases: frozenset[str]) -> str | None:
    """The base form of an unlisted name that stands in one of some cases, every word of it."""
    seen = frozenset(field.usage.forms or ())
    bases = [place_base(token.text, token.low, cases, seen, field.code) for token in field.tokens[first:last]]
    return " ".join(base for base in bases if base) if all(bases) else None


# --- lists of places -------------------------------------------------------------------------------------------------


def find_in_lists(field: Field, found: Sequence[Unlisted], taken: set[int]) -> Iterator[Unlisted]:
    """Unlisted names that go on with a list of towns: "Kayseri, Nevsehir and Urgup"."""
    tokens = field.tokens
    towns = {place.last for place in field.places.values() if place.place.kind == "city" and place.place.form == "noun"} | {one.last for one in found if not one.whole}
    for at in range(1, len(tokens)):
        before = at - 1 if tokens[at].near and tokens[at - 1].low in field.cues.also else at
        if before not in towns or (before == at and tokens[at].gap.strip() != ",") or at in taken or not _is_free(field, at) or _is_common(field, tokens[at].low):
            continue
        if at + 1 < len(tokens) and tokens[at + 1].near and tokens[at + 1].low not in field.cues.also:
            continue
        base = _alike(field, at, before)
        if base:
            towns.add(at + 1)
            yield make(field, at, at + 1, base)


def _alike(field: Field, at: int, before: int) -> str | None:
    """The base form of a word in a list, in the case of the place that ends before it."""
    token = field.tokens[at]
    place = field.places.get(before - 1)
    data = inflection(field.code)
    cases = frozenset(place.place.cases) if place is not None else frozenset({"pre"})
    if data.classes:
        one = next((one for one in readings(token.low, field.code) if cases & set(one.cases) and not one.marks), None)
        return restore(one, token.text) if one is not None else None
    return token.text if data.bears_last else place_base(token.text, token.low, cases, frozenset(field.usage.forms or ()), field.code)
