"""Unlisted places that a noun beside them tells: "Rundale sarayı", "площадь Ала-Тоо", "the village of Yalama"."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.entities.cues import place_nouns, singular_of
from pipeline.entities.field import Field, Unlisted, make
from pipeline.entities.inflection import inflection, readings
from pipeline.entities.namebook import given, is_family, is_usual_given, words
from pipeline.entities.nominative import agree, apart, noun_base, noun_cases, owned, place_base
from pipeline.entities.offices import words as office_words

_LONGEST = 4  # words of a name beside a noun
_SHORTEST = 4  # letters that an ending of place does not leave alone


def find_by_nouns(field: Field) -> Iterator[Unlisted]:
    """Places told by a noun beside them: nouns that belong to the name, then others."""
    kinds = (("of", _venue_of), ("venues", _venue_behind), ("before", _venue_before), ("settled", _settled), ("settled_behind", _settled_behind))
    nouns = [(at, kind, base) for at, token in enumerate(field.tokens) for kind, base in place_nouns(token.low, field.code)]
    for wanted, find in kinds:
        for at, kind, base in nouns:
            one = find(field, at, base) if kind == wanted else None
            if one is not None:
                yield one
    yield from _several(field)


def _several(field: Field) -> Iterator[Unlisted]:
    """Places told by one noun in the plural: "в Таласской и Нарынской областях"."""
    if inflection(field.code).bears_last:
        return
    for at, token in enumerate(field.tokens):
        noun = singular_of(token.low, field.code)
        if noun is None:
            continue
        number = at - 1
        while number >= 0 and field.joined(number + 1) or (number >= 0 and field.tokens[number + 1].gap.strip() == ","):
            word = field.tokens[number]
            if word.kind == "lower" and word.low in field.cues.also:
                number -= 1
                continue
            base = apart(word.text, noun, token.low) if field.capital(number) else None
            if base is None:
                break
            yield make(field, number, number + 1, f"{base} {noun}", whole=True)
            number -= 1


def _venue_behind(field: Field, at: int, base: str) -> Unlisted | None:
    """A name before the noun that belongs to it: "Rundale sarayında", "Елисейском дворце", "Windsor Castle"."""
    first = _begins(field, at)
    noun = field.tokens[at]
    if first == at or not _is_name(field, first, at) or _is_weakly(field, first, at, base):
        return None
    front = [token.text for token in field.tokens[first:at]]
    data = inflection(field.code)
    if data.classes:
        last = owned(noun.text, noun.low, base, field.code)
        written = [*front, last] if last else None
    elif data.bears_last:
        written = [*front, noun.text.removesuffix("'s").removesuffix("'")]
    else:
        written = agree([*front, noun.text], noun.low)
    return make(field, first, at + 1, " ".join(written), whole=True) if written else None


def _begins(field: Field, at: int) -> int:
    """The first word of the name before a noun: capitalised words, and those that may stand between a name and its noun."""
    first = at
    while first > 0 and at - first < _LONGEST and field.joined(first) and (field.capital(first - 1) or (first == at and field.tokens[first - 1].low in field.cues.between)):
        if first < at and (is_closed(field, first - 1) or field.tokens[first].gap.strip(" ")):
            break
        first -= 1
        if first > 1 and field.joined(first) and field.joined(first - 1) and _is_particle(field, first - 1) and field.capital(first - 2):
            first -= 1
    while first < at and ((field.tokens[first].low in field.cues.between and field.tokens[first].kind == "lower") or (first + 1 < at and _is_opener(field, first))):
        first += 1
    if at - first > _PERSON and is_usual_given(field.tokens[first].low, field.code) and first not in field.places and field.capital(first + 1):
        first += _PERSON
    return first if first == at or not _is_local(field, at - 1) else at


_PERSON = 2  # words of the name of somebody that a longer run before a noun may begin with


def _is_particle(field: Field, at: int) -> bool:
    """Whether a word is a small one inside a name: "Charles | de | Gaulle Airport"."""
    return field.tokens[at].kind == "lower" and bool(words(field.code).patterns["particles"].match(field.tokens[at].low))


def _is_local(field: Field, at: int) -> bool:
    """Whether a word stands in a local case, so that it cannot name the noun behind it: "Kandidə | məbədləri"."""
    if not inflection(field.code).classes or at in field.places:
        return False
    return any({"loc", "abl"} & set(one.cases) and len(one.base) > _SHORTEST for one in readings(field.tokens[at].low, field.code) if not one.marks - {"relative"})


def is_closed(field: Field, at: int) -> bool:
    """Whether a word is an owner or place before a name, and no part of it: "Moskvanın | Oktyabrskaya mehmanxanası", "Kəlbəcərdəki | ..."."""
    place = field.places.get(at)
    if place is not None and place.place.kind != "organization":
        return place.last == at + 1 and (place.place.kind == "country" or "nom" not in (place.place.cases or ("",)))
    if field.tokens[at].low.endswith("'s") or is_family(field.tokens[at].low, field.code):
        return True
    if not inflection(field.code).classes or given(field.tokens[at].low, field.code) is not None:
        return False
    return any({"gen", "loc", "abl"} & set(one.cases) and len(one.base) > 3 for one in readings(field.tokens[at].low, field.code) if not one.marks - {"relative"})


def _is_opener(field: Field, at: int) -> bool:
    """Whether a word that opens a sentence before another capitalised one is capitalised for that alone."""
    if at:
        return False
    return field.tokens[0].low in words(field.code).not_names or (field.capital(1) and 0 not in field.places and given(field.tokens[0].low, field.code) is None)


def _is_name(field: Field, first: int, last: int) -> bool:
    """Whether words are a name of their own: not only common words, and no country by itself."""
    plain = inflection(field.code).bears_last and not inflection(field.code).classes
    common = words(field.code).not_names | field.cues.all_nouns
    own = [at for at in range(first, last) if field.capital(at) and not (field.tokens[at].low in common or place_nouns(field.tokens[at].low, field.code))]
    place = field.places.get(first)
    if place is not None and place.first == first and place.last == last and place.place.kind != "city" and (place.place.form == "noun" or plain):
        return False
    return bool(own) and field.tokens[first].kind == "word" and not field.tokens[last - 1].low.endswith("'s")


def _is_weakly(field: Field, first: int, last: int, base: str) -> bool:
    """Whether a noun that is no place by itself, or a family name, makes none of the words before it: "Robert Hall", "the Baku district"."""
    noun, weak, data = field.tokens[last], base in field.cues.weak, inflection(field.code)
    given_only = all(is_usual_given(field.tokens[at].low, field.code) for at in range(first, last))
    if data.classes and noun.kind == "word":
        return given_only
    if data.bears_last and not data.classes:
        return base not in field.cues.low if noun.kind == "lower" else weak and last - first == 1 and given_only
    return weak and noun.kind == "lower" and any(at in field.places for at in range(first, last))


def _venue_before(field: Field, at: int, base: str) -> Unlisted | None:
    """A noun before the name that it belongs to: "площади Ала-Тоо", "Hotel Metropol"."""
    last = _ends(field, at + 1)
    plain = inflection(field.code).bears_last
    if last == at + 1 or not _is_name(field, at + 1, last) or (plain and not field.capital(at)):
        return None
    place, first = field.places.get(at + 1), field.tokens[at + 1]
    if place is not None and (place.place.kind == "country" if plain else place.place.cases and "nom" not in place.place.cases):
        return None
    if not plain and first.near and is_usual_given(first.low, field.code) and any("nom" in one.cases for one in readings(first.low, field.code)):
        return None
    noun = field.tokens[at]
    written = [noun.text if plain else noun_base(noun.text, noun.low, base), *(token.text for token in field.tokens[at + 1 : last])]
    return make(field, at, last, " ".join(written), whole=True)


def _venue_of(field: Field, at: int, base: str) -> Unlisted | None:
    """A noun that "of" joins to its name: "the House of the Blackheads"."""
    first = at + 1
    while first < len(field.tokens) and field.tokens[first].near and (field.tokens[first].low in field.cues.joins or (first > at + 1 and field.tokens[first].low in office_words(field.code).articles)):
        first += 1
    last = _ends(field, first)
    if not field.capital(at) or first == at + 1 or last == first or not _is_name(field, first, last) or first in field.places:
        return None
    begin = at - 1 if at > 1 and field.capital(at - 1) and field.tokens[at].near and at - 1 not in field.places else at
    return make(field, begin, last, " ".join(token.text for token in field.tokens[begin:last]), whole=True)


def _ends(field: Field, first: int) -> int:
    """Where the run of capitalised words that begins at ``first`` ends."""
    last = first
    while last - first < _LONGEST and field.capital(last) and field.joined(last) and (last == first or not _is_quote_end(field, last)):
        last += 1
    return last


def _is_quote_end(field: Field, at: int) -> bool:
    return bool(field.tokens[at].gap.strip())


def _settled(field: Field, at: int, base: str) -> Unlisted | None:
    """A name that stands alone beside the word for a town: "Mamati kəndindən", "селе Ялама", "the village of Yalama"."""
    if inflection(field.code).classes:
        return _settled_behind(field, at, base)
    first = at + 1
    while first < len(field.tokens) and field.tokens[first].near and field.tokens[first].low in field.cues.joins:
        first += 1
    if inflection(field.code).bears_last and first == at + 1:
        return None
    last = _ends(field, first)
    if last == first or any(number in field.places for number in range(first, last)) or not _is_name(field, first, last):
        return None
    cases = noun_cases(field.tokens[at].low, field.code)
    return make(field, first, last, _apposed(field, first, last, cases))


def _apposed(field: Field, first: int, last: int, cases: frozenset[str]) -> str:
    """The base form of a name behind the word for a town, with which it may agree: "в городе Хачмазе"."""
    text = " ".join(token.text for token in field.tokens[first:last])
    token = field.tokens[last - 1]
    if last - first > 1 or inflection(field.code).bears_last or not cases - {"nom", "acc"} or _is_quote_end(field, first):
        return text
    base = place_base(token.text, token.low, cases - {"nom", "acc"}, frozenset(field.usage.forms or ()), field.code)
    return base if base is not None and token.low[-1] not in _STAYS else text


_STAYS = "аоуыэюёия"  # last letters with which a name behind the word for a town is in the nominative


def _settled_behind(field: Field, at: int, base: str) -> Unlisted | None:
    first = _begins(field, at)
    last = at
    while last > first and field.tokens[last - 1].low in field.cues.between:
        last -= 1
    if first == last or any(number in field.places for number in range(first, last)) or not _is_name(field, first, last):
        return None
    if inflection(field.code).bears_last and not inflection(field.code).classes and not field.capital(at):
        return None
    return make(field, first, last, " ".join(token.text for token in field.tokens[first:last]))
