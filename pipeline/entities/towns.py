"""Towns that no list has, and capitals that are not called by name: told by the words around them and by a country beside them."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.entities.cues import cues
from pipeline.entities.inflection import inflection, readings, restore
from pipeline.entities.nominative import place_base
from pipeline.entities.offices import words as office_words
from pipeline.entities.placebook import capital_of
from pipeline.entities.places import Found, words
from pipeline.entities.tokens import Token
from pipeline.values import Place


def find_capitals(tokens: Sequence[Token], places: Sequence[Found], code: str) -> list[Place]:
    """The capitals that a sentence means without naming them: "the Polish capital", "Polşanın paytaxtı", "столица Польши".

    >>> from pipeline.entities.places import find_places
    >>> from pipeline.entities.tokens import tokenize
    >>> text = "a trip to the Polish capital"
    >>> tokens = tokenize(text, (0, len(text)), "en")
    >>> [(place.text, place.base) for place in find_capitals(tokens, find_places(tokens, "en", lambda token, rare: False), "en")]
    [('Polish capital', 'Warsaw')]
    """
    before, behind = {each.last: each for each in places}, {each.first: each for each in places}
    found = []
    for at, token in enumerate(tokens):
        if not words(code).patterns["capital"].match(token.low):
            continue
        owner = _owner_before(tokens, at, before) or _owner_behind(tokens, at, behind, code)
        named = behind.get(max(at + 1, owner.last)) if owner is not None else None
        if owner is None or (named is not None and named.place.kind == "city" and named.place.code == owner.place.code):
            continue
        base = capital_of(owner.place.code, code)
        if base:
            first, last = min(owner.first, at), max(owner.last, at + 1)
            found.append(_capital(tokens, (first, last, at), (owner.place.code, base), code))
    return found


def _owner_before(tokens: Sequence[Token], at: int, before: dict[int, Found]) -> Found | None:
    owner = before.get(at)
    return owner if owner is not None and tokens[at].near and owner.place.kind == "country" else None


def _owner_behind(tokens: Sequence[Token], at: int, behind: dict[int, Found], code: str) -> Found | None:
    """The country behind the word, with the words that join them in this language."""
    joins = office_words(code).country_after
    at += 1
    if at < len(tokens) and tokens[at].low in joins:
        at += 1
        while at < len(tokens) and tokens[at].low in office_words(code).articles:
            at += 1
    elif "gen" not in joins:
        return None
    owner = behind.get(at)
    if owner is None or owner.place.kind != "country" or owner.place.form != "noun" or not tokens[at].near:
        return None
    return owner if "gen" not in joins or "gen" in owner.place.cases else None


def _capital(tokens: Sequence[Token], span: tuple[int, int, int], what: tuple[str, str], code: str) -> Place:
    head = tokens[span[2]]
    cases = words(code).seats.get(head.low, ())
    if inflection(code).classes:
        cases = tuple(dict.fromkeys(case for one in readings(head.low, code) if "owned" in one.marks for case in one.cases))
    text = " ".join(token.text for token in tokens[span[0] : span[1]])
    return Place(tokens[span[0]].start, tokens[span[1] - 1].stop, text, "city", *what, "noun", cases, "capital")


def find_towns(tokens: Sequence[Token], places: Sequence[Found], taken: Sequence[bool], code: str) -> list[Place]:
    """Towns that no list has: a capitalised word before the word for a town, or with its country behind a comma or in brackets."""
    before, behind = {each.last: each for each in places}, {each.first: each for each in places}
    found = []
    for at, token in enumerate(tokens):
        if token.kind != "word" or token.caps or taken[at] or token.low.endswith("'s"):
            continue
        first = _town_begins(tokens, at, taken)
        country = _country_of(tokens, (first, at), (before, behind), code)
        if country is None:
            continue
        bases = [one for one in readings(token.low, code) if not one.marks and one.cases and "nom" not in one.cases] if inflection(code).classes else []
        reading = bases[-1] if bases and not _is_before_town(tokens, at, code) else None
        base = restore(reading, token.text) if reading else token.text
        cases = reading.cases if reading else _town_cases(tokens, at, code)
        if first == at and (led := _led_cases(tokens, at, code)):
            base, cases = place_base(token.text, token.low, frozenset(led), frozenset(), code) or base, led
        front = "".join(f"{each.text} " for each in tokens[first:at])
        found.append(Place(tokens[first].start, token.stop, front + token.text, "city", country, front + base, "noun", cases, "town"))
    return found


def _town_begins(tokens: Sequence[Token], at: int, taken: Sequence[bool]) -> int:
    """The first word of a town's name that ends at a word: one more word in capitals belongs to it."""
    before = tokens[at - 1] if at else None
    joined = before is not None and tokens[at].near and before.kind == "word" and not before.caps and not taken[at - 1] and at > 1
    return at - 1 if joined else at


def _is_before_town(tokens: Sequence[Token], at: int, code: str) -> bool:
    return at + 1 < len(tokens) and tokens[at + 1].near and bool(words(code).patterns["towns"].match(tokens[at + 1].low))


def _town_cases(tokens: Sequence[Token], at: int, code: str) -> tuple[str, ...]:
    if not inflection(code).classes or not _is_before_town(tokens, at, code):
        return ()
    return tuple(dict.fromkeys(case for one in readings(tokens[at + 1].low, code) if "owned" in one.marks for case in one.cases))


def _led_cases(tokens: Sequence[Token], at: int, code: str) -> tuple[str, ...]:
    """The cases in which a town stands behind a preposition, by its end, in a language that declines names: "прибыл в Мидлберг (США)"."""
    if inflection(code).classes or inflection(code).bears_last or at == 0 or not tokens[at].near:
        return ()
    told = cues(code).sure.get(tokens[at - 1].low, frozenset())
    return tuple(case for case in sorted(told) if place_base(tokens[at].text, tokens[at].low, frozenset((case,)), frozenset(), code))


def _country_of(tokens: Sequence[Token], span: tuple[int, int], places: tuple[dict[int, Found], dict[int, Found]], code: str) -> str | None:
    """The country of a word that is a town: beside the word for a town, or behind a comma after a word for "in"."""
    (first, at), (before, behind) = span, places
    if _is_before_town(tokens, at, code):
        owner = before.get(first)
        return owner.place.code if owner is not None and tokens[first].near and owner.place.kind == "country" else None
    country = behind.get(at + 1)
    if country is None or not (country.place.kind == "country" or country.place.rule == "region") or country.place.form != "noun" or tokens[at + 1].gap.strip() not in (",", "("):
        return None
    led = first > 0 and tokens[first].near and any(words(code).patterns[name].match(tokens[first - 1].low) for name in ("locators", "towns"))
    return country.place.code if led else None
