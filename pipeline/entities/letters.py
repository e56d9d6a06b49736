"""How likely the letters of a name are in a language, counted over the names that are known."""

from __future__ import annotations

import math
from collections import Counter
from functools import lru_cache, partial

from pipeline.entities.compiled import Part
from pipeline.entities.namebook import known_words

_EDGE = "#"


def part(code: str) -> Part:
    """How often letters follow each other in the known names of a language, kept in a file."""
    return Part(f"letters-{code}", (f"{code}/persons.yaml", "../models/register.json"), partial(_count_letters, code))


def _count_letters(code: str) -> dict[str, int]:
    """How often letters follow each other, read from the end of a name; "?" stands for any letter."""
    count: Counter[str] = Counter()
    for name in known_words(code):
        turned = _EDGE + name[::-1]
        for at in range(1, len(turned)):
            for length in range(min(at, _CONTEXT) + 1):
                count[turned[at - length : at + 1]] += 1
                count[turned[at - length : at] + "?"] += 1
    return dict(sorted(count.items()))


@lru_cache(maxsize=None)
def _letters(code: str) -> dict[str, int]:
    found: dict[str, int] = part(code).read()
    return found


_CONTEXT = 4  # letters behind a letter that it depends on: measured on names of the register held out of the count, 4 is better than 3
_TRUST = 2.0  # how many names with a context count as much as what shorter contexts say
_LETTERS = 33.0


@lru_cache(maxsize=16384)
def likelihood(base: str, code: str) -> float:
    """How likely the letters of a name are, read from its end, as a logarithm: every letter depends on those behind it.

    >>> likelihood("putin", "az") > likelihood("putxq", "az")
    True
    """
    count = _letters(code)
    turned = _EDGE + base[::-1]
    total = 0.0
    for at in range(1, len(turned)):
        probability = 1 / _LETTERS
        for length in range(min(at, _CONTEXT) + 1):
            behind = turned[at - length : at]
            probability = (count.get(behind + turned[at], 0) + _TRUST * probability) / (count.get(behind + "?", 0) + _TRUST)
        total += math.log(probability)
    return total
