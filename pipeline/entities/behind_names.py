"""Whether a place follows a whole name, where it could be the family name of somebody too."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from pipeline.entities.gazetteer import capital_words
from pipeline.entities.inflection import inflection, readings
from pipeline.entities.namebook import is_family, opens_name
from pipeline.entities.register import known_names
from pipeline.entities.tokens import Token
from pipeline.values import Place

Given = Callable[[Token, bool], bool]
_ORDER = re.compile(r"[IVX]+")  # the number of a monarch


def is_behind_name(tokens: Sequence[Token], spot: tuple[int, Place], code: str, is_given: Given) -> bool:
    """Whether the place at a word, no doubtful one, follows a whole name: a place in a case of its own, a country, a capital."""
    at, place = spot
    return _in_own_case(tokens, at, place, is_given) or _is_country(tokens, at, place, code, is_given) or _is_capital(tokens, at, code, is_given)


def _is_country(tokens: Sequence[Token], at: int, place: Place, code: str, is_given: Given) -> bool:
    """Whether a country follows a whole name, all words of which may be given names or stand first: "Həsən Mahmud | Serbiya hökumətinin dəvəti ilə",
    "Viktor Orban | Serbiyaya", "II Abdullah | Serbiyada"; not where the register has the name with it: "Madhav Kumar Nepal"."""
    if at < 2 or place.kind != "country" or not inflection(code).bears_last or not all(token.near for token in tokens[at - 1 : at + 1]):
        return False
    first, last, low = tokens[at - 2], tokens[at - 1], tokens[at].low
    if first.kind == "initial" or last.kind != "word" or any(f"{one} {reading.base}" in known_names(code) for reading in readings(low, code) for one in (last.low, f"{first.low} {last.low}")):
        return False
    return is_given(first, True) or opens_name(first.low, code) or bool(_ORDER.fullmatch(first.text))


def _is_capital(tokens: Sequence[Token], at: int, code: str, is_given: Given) -> bool:
    """Whether a capital, which is no family name, follows a whole name, as cells do: "Ким Дэ Чжун | Улан-Батор"."""
    if at < 2 or not all(token.near for token in tokens[at - 1 : at + 1]) or any(token.kind != "word" or token.caps for token in tokens[at - 2 : at]):
        return False
    if tokens[at].low not in capital_words(code) or is_family(tokens[at].low, code):
        return False
    eastern = any(opens_name(token.low, code) for token in tokens[max(0, at - 3) : at - 1])
    return eastern or is_given(tokens[at - 2], True) and not is_given(tokens[at - 1], True)


def _in_own_case(tokens: Sequence[Token], at: int, place: Place, is_given: Given) -> bool:
    """Whether a place in a case of its own follows a whole name: "Karlos Qomes | Bakını ziyarət etdi", "Qvido di Tella | Bakını"."""
    if "acc" not in place.cases or "nom" in place.cases:
        return False
    first = at - 2
    first -= first > 0 and tokens[first].kind == "lower"  # a particle
    return first >= 0 and all(token.near for token in tokens[first + 1 : at]) and tokens[first].kind == "word" and is_given(tokens[first], True)
