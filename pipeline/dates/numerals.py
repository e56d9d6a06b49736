"""Numbers in words: "min doqquz yüz doxsan altıncı", "двадцать пятого", "nineteen ninety-six"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.dates.classes import spelled_classes
from pipeline.dates.lexicon import Lexicon

if TYPE_CHECKING:
    from pipeline.dates.tokens import Token

_CENTURIES = (18, 19, 20)
_LONGEST = 9999


def add_words(tokens: list[Token], token: Token, lexicon: Lexicon) -> Token:
    """A number word together with the number words before it, which leave ``tokens``; the word itself where it begins a number."""
    start = len(tokens) - 1
    if tokens[start].kind == "dash" and start:
        start -= 1
    elif start and "joiner" in tokens[start].values and tokens[start - 1].kind == "card" and tokens[start - 1].values["num"] % 100 == 0:
        start -= 1
    before = tokens[start]
    value = add(before.values["num"], token.values["num"], "paired_years" in lexicon.settings) if before.kind == "card" else 0
    if not value:
        return token
    del tokens[start:]
    classes = spelled_classes(value, token.features)
    return token._replace(start=before.start, letter=lexicon.alphabet.letter(classes), values={"num": value})


def add(first: int, second: int, paired: bool = False) -> int:
    """The number that two parts make together, 0 where they make none. ``paired``: years are told in pairs of digits.

    >>> add(20, 5), add(1009, 100), add(2, 1000), add(5, 10), add(19, 90, paired=True)
    (25, 1900, 2000, 0, 1990)
    """
    if second in (100, 1000):
        low = first % 1000
        found = first - low + low * second if 0 < low < (10 if second == 100 else 100) and (second == 100 or first < 100) else 0
        found = found or (first * 100 if paired and second == 100 and first in _CENTURIES else 0)
        return found if found <= _LONGEST else 0
    for size in (1000, 100, 10):
        if first >= size and first % size == 0 and 0 < second < size:
            return first + second
    return first * 100 + second if paired and first in _CENTURIES and 10 <= second < 100 else 0
