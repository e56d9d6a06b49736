"""Words parted at a line end: whether the hyphen there belonged to the word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pipeline.documents.offsets import Edit
from pipeline.documents.words import known_words
from pipeline.languages import codes, load
from pipeline.text import fold

_HYPHENS = "-‐¬"
_SOFT = "\u00ad"
_LEFT = re.compile(r"[\w’']{1,40}$")
_RIGHT = re.compile(r"[\w’']{1,40}")
_INNER = re.compile(r"(?<=[^\W\d_])[-‐¬] (?=[^\W\d_])")


def join_mark(text: str, seam: tuple[int, int], words: frozenset[str]) -> tuple[int, int, str]:
    """What to put for the white space ``seam`` between two lines that belong together: span to replace, and what to write there.

    >>> join_mark("полити-\\nческих", (7, 8), frozenset())
    (6, 8, '')
    >>> join_mark("Azərbaycan-\\nTürkiyə", (11, 12), frozenset())
    (11, 12, '')
    >>> join_mark("səfər\\netdi", (5, 6), frozenset())
    (5, 6, ' ')
    """
    start, stop = seam
    last = text[start - 1]
    if last == _SOFT:
        return start - 1, stop, ""
    if last in "–—" and start > 1 and text[start - 2].isalnum():
        return start, stop, ""
    if last not in _HYPHENS or start < 2 or not text[start - 2].isalnum():
        return start, stop, " "
    left, right = _LEFT.search(text, max(0, start - 41), start - 1), _RIGHT.match(text, stop)
    if not left or not right:
        return start, stop, " " if not right else ""
    return start - (not _keeps_hyphen(left[0], right[0], words)), stop, ""


def _keeps_hyphen(left: str, right: str, words: frozenset[str]) -> bool:
    """Whether ``left-right`` is written with a hyphen anyway: figures, abbreviations, pairs of names, compounds."""
    if left[-1].isdigit() or right[0].isdigit():
        return True
    whole, small_left, small_right = fold(left + right), fold(left), fold(right)
    if whole in words or f"{small_left}-{small_right}" in words:
        return whole not in words
    if left.isupper() and right.isupper() and len(left) > 1:
        return small_left in words and small_right in words and len(left) > 3
    if right[0].isupper() or (left.isupper() and len(left) > 1):
        return True
    return small_left in _hyphened()


@lru_cache(maxsize=1)
def _hyphened() -> frozenset[str]:
    return frozenset(part for code in codes() for part in load(code).read("language")["hyphened"])


def join_parted_words(text: str) -> Iterator[Edit]:
    """A hyphen and a blank inside a word ("полити- ческих"), left by an earlier joining of lines, go where the whole word stands elsewhere.

    Leaves alone suspended hyphens ("двух- и трёхсторонние").
    """
    seams = list(_INNER.finditer(text))
    words = known_words(text) if seams else frozenset()
    for match in seams:
        left, right = _LEFT.search(text, max(0, match.start() - 40), match.start()), _RIGHT.match(text, match.end())
        if left and right and fold(left[0] + right[0]) in words:
            yield Edit(match.start(), match.end(), "")
