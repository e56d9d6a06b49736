"""Words parted at a line end: whether the hyphen there belonged to the word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pipeline.documents.layout import small_words
from pipeline.documents.offsets import Edit
from pipeline.documents.words import known_words
from pipeline.languages import codes, load
from pipeline.text import fold

_HYPHENS = "-‐¬"
_SOFT = "\u00ad"
_LEFT = re.compile(r"[\w’']{1,40}$")
_RIGHT = re.compile(r"[\w’']{1,40}")
_AROUND = 120  # characters on either side that tell the language
_LEAST_PAIR = 4  # letters of the second of two words that make a pair ("alqı-satqı"); the first has one less at least
_INNER = re.compile(r"(?<=[^\W\d_])[-‐¬] (?=[^\W\d_])")

_ADDRESS = re.compile(r"https?://|www\.", re.IGNORECASE)  # no word is parted before one
_SCRIPT = re.compile(r"[A-Za-zÀ-ɏƏə][Ѐ-ӿ]|[Ѐ-ӿ][A-Za-zÀ-ɏƏə]")  # letters of two scripts, which no word joins


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
    if last not in _HYPHENS or start < 2:
        return start, stop, " "
    if text[start - 2] in '.»”)"' and text[stop].islower():
        return start, stop, ""
    if not text[start - 2].isalnum() or _ADDRESS.match(text, stop) or _SCRIPT.fullmatch(text[start - 2] + text[stop]):
        return start, stop, " "
    left, right = _LEFT.search(text, max(0, start - 41), start - 1), _RIGHT.match(text, stop)
    if not left or not right:
        return start, stop, " " if not right else ""
    kept = _settled(left[0], right[0], words)
    if kept is None:
        kept = _is_compound(fold(left[0]), fold(right[0]), words, fold(text[max(0, start - _AROUND) : stop + _AROUND]))
    return start - (not kept), stop, ""


def _settled(left: str, right: str, words: frozenset[str]) -> bool | None:
    """Whether ``left-right`` is written with a hyphen anyway: figures, abbreviations, pairs of names, words that stand so elsewhere."""
    if left[-1].isdigit() or right[0].isdigit():
        return True
    whole, small_left, small_right = fold(left + right), fold(left), fold(right)
    if whole in words or f"{small_left}-{small_right}" in words:
        return whole not in words
    if left.isupper() and right.isupper() and len(left) > 1:
        return small_left in words and small_right in words and len(left) > 3
    if right[0].isupper() or (left.isupper() and len(left) > 1):
        return True
    return None


def _is_compound(small_left: str, small_right: str, words: frozenset[str], near: str) -> bool:
    """Pairs of words that stand elsewhere, first parts and whole words that the languages list; ``near``: the text around."""
    if (
        small_left in words
        and small_right in words
        and min(len(small_left) + 1, len(small_right)) >= _LEAST_PAIR
        and small_left not in small_words()
    ):
        return True
    always, before_words, whole_words = _hyphened(_languages(near))
    if small_left in always or f"{small_left}-{small_right}".startswith(whole_words):
        return True
    return small_left in before_words and small_right in words


@lru_cache(maxsize=1)
def _own_letters() -> dict[str, str]:
    return {code: load(code).read("language")["own_letters"] for code in codes()}


def _languages(near: str) -> tuple[str, ...]:
    """The languages that a stretch of text can be in: those whose own letter stands in it, else those that have none."""
    own = tuple(code for code, letters in _own_letters().items() if any(letter in near for letter in letters))
    return own or tuple(code for code, letters in _own_letters().items() if not letters)


@lru_cache(maxsize=16)
def _hyphened(languages: tuple[str, ...]) -> tuple[frozenset[str], frozenset[str], tuple[str, ...]]:
    data = [load(code).read("language") for code in languages]
    always, before_words = (frozenset(part for each in data for part in each[key]) for key in ("hyphened", "hyphened_before_words"))
    return always, before_words, tuple(sorted(word for each in data for word in each["hyphened_words"]))


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
