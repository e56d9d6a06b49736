"""The side that somebody stands for: "on behalf of Azerbaijan", "с турецкой стороны", "Gürcüstan tərəfdən"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline.entities.places import Found
from pipeline.entities.tokens import Token
from pipeline.languages import load

_BEFORE, _BEHIND = 4, 12  # words before and behind a place that can make it a side
_REACH = 14  # words between a side and who stands for it


@dataclass(frozen=True, slots=True)
class Side:
    """A place that somebody stands for: its words, and the country or organisation."""

    first: int
    last: int
    country: str


@lru_cache(maxsize=None)
def patterns(code: str) -> dict[str, re.Pattern[str]]:
    """What stands before or behind a place that is a side."""
    data = load(code).read("references")["sides"]
    return {name: re.compile(data[name]) for name in ("before", "behind")}


def find_sides(tokens: Sequence[Token], places: Sequence[Found], code: str) -> tuple[Side, ...]:
    """The sides of a sentence, in order.

    >>> from pipeline.entities.places import find_places
    >>> from pipeline.entities.tokens import tokenize
    >>> text = "signed on behalf of Georgia by the minister"
    >>> tokens = tokenize(text, (0, len(text)), "en")
    >>> find_sides(tokens, find_places(tokens, "en", lambda token, rare: False), "en")
    (Side(first=4, last=5, country='GEO'),)
    """
    known = patterns(code)
    found = []
    for place in places:
        before = " ".join(token.low for token in tokens[max(0, place.first - _BEFORE) : place.first])
        behind = " ".join(token.low for token in tokens[place.last : place.last + _BEHIND])
        if known["before"].search(before) or known["behind"].match(behind):
            found.append(Side(place.first, place.last, place.place.code))
    return tuple(found)


def side_at(sides: Sequence[Side], first: int, last: int) -> str | None:
    """The country of the side told last before the words from ``first`` to ``last``, else of the one right behind them."""
    before = [side for side in sides if 0 <= first - side.last < _REACH]
    if before:
        return before[-1].country
    return next((side.country for side in sides if 0 <= side.first - last < _BEFORE), None)
