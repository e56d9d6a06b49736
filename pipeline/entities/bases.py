"""The base form of a name by itself: of a person, place or organisation, listed or not."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.entities.inflection import Reading, inflection, readings, restore
from pipeline.entities.namebook import given
from pipeline.entities.naming import base_form
from pipeline.entities.parts import Part, Usage
from pipeline.entities.places import find_places
from pipeline.entities.scoring import Setting
from pipeline.entities.tokens import Token, plain_marks, tokenize
from pipeline.languages import load
from pipeline.text import plain as simple

_QUOTED = re.compile(r"\"(.+)\"[-'\w]*\Z")


def base_of(phrase: str, code: str) -> str:
    """The base form of a name in whatever form it stands. What the gazetteer has is written as there; of what belongs to somebody
    ("Nazirliyi") the ending of what is owned stays.

    >>> [base_of(phrase, "az") for phrase in ("Müdafiə Nazirliyindəki", "Amudəryanın", "BMT-nin", "Səməd Vəliyevlə")]
    ['Müdafiə Nazirliyi', 'Amudərya', 'BMT', 'Səməd Vəliyev']
    """
    plain = plain_marks(simple(phrase.strip()))
    if quoted := _QUOTED.match(plain):
        return quoted[1]
    tokens = tokenize(plain, (0, len(plain)), code)
    if not tokens:
        return phrase
    listed = [found for found in find_places(tokens, code, lambda token, rare: False) if found.first == 0 and found.last == len(tokens)]
    if listed:
        return listed[0].name.text
    last = _of_thing(tokens, code) if inflection(code).bears_last else None
    if last is None:
        return base_form([Part(token, "word", given(token.low, code)) for token in tokens], code, Usage(), Setting()).name
    return " ".join([*(token.text for token in tokens[:-1]), last])


def _of_thing(tokens: list[Token], code: str) -> str | None:
    """The last word of a name without its ending, where something tells that it is no person: a hyphen before the ending, what is owned, or how
    words for places and things end."""
    token = tokens[-1]
    found = readings(token.low, code)
    if joined := next((one for one in found if "joined" in one.marks), None):
        return restore(joined, token.text)
    if len(tokens) > 1 and given(tokens[-2].low, code) is None:
        owned = (_owned(token, one, code) for one in found if "owned" in one.marks and "nom" not in one.cases)
        if (base := next((one for one in owned if one), None)) is not None:
            return base
    thing = next((one for one in found if one.base != token.low and not one.marks - _TAKEN and _things(code).search(one.base)), None)
    return restore(thing, token.text) if thing else None


_TAKEN = frozenset({"softened", "relative", "copula"})


def _owned(token: Token, reading: Reading, code: str) -> str | None:
    """The word with the ending of what is owned and no other one."""
    for stop in range(len(token.low) - 1, reading.kept, -1):
        if any(one.base == reading.base and one.cases == ("nom",) and one.marks - {"softened"} == {"owned"} for one in readings(token.low[:stop], code)):
            return token.text[:stop]
    return None


@lru_cache(maxsize=None)
def _things(code: str) -> re.Pattern[str]:
    data = load(code).read("inflection").get("things")
    return re.compile(data["match"] + r"\Z") if data else re.compile(r"(?!)")
