"""What a word, a number with its suffix, a Roman numeral is, wherever it stands: its letter, values and features. Found out once."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, NamedTuple

from pipeline.dates.classes import FEATURES, UNKNOWN_WORD, capital_classes, number_classes
from pipeline.dates.keys import bare, is_foreign, key, skeleton, undamaged
from pipeline.dates.lexicon import Lexicon, load_lexicon
from pipeline.dates.vocabulary import Entry

WORD, CARD, END = "word", "card", "end"
NOTHING: dict[str, Any] = {}
NONE: frozenset[str] = frozenset()
DIGITS = str.maketrans({**dict(zip("lIOОоoІ|Зб", "1100001136", strict=True)), "\u00ad": None})
_ROMAN = {"i": 1, "v": 5, "x": 10, "і": 1, "х": 10}
_DAMAGED_DAYS = {"l": 1, "ll": 11, "lI": 11, "Il": 11, "lO": 10, "lo": 10, "IO": 10, "Io": 10, "lо": 10, "lО": 10}
_FEATURES = frozenset(FEATURES)


class Reading(NamedTuple):
    """What a word is, wherever it stands. ``half`` is true where it may be the second part of a word that was cut in two."""

    letter: str
    values: dict[str, Any]
    features: frozenset[str]
    kind: str
    half: bool


@lru_cache(maxsize=65536)
def reading(word: str, code: str) -> Reading:
    """What a word of a language can be, read through damage."""
    lexicon = load_lexicon(code)
    capitals = (2 if len(word) > 1 and word.isupper() else 1) if word[0].isupper() else 0
    entry = entry_of(word, lexicon)
    half = key(word) in lexicon.halves or skeleton(word) in lexicon.halves
    letter = lexicon.alphabet.letter
    if entry is not None:
        classes = capital_classes(entry.classes, capitals)
        kind = WORD if "number" not in classes else CARD if "num.bare" in classes else END
        return Reading(letter(classes), entry.values, classes & _FEATURES, kind, half)
    if word in _DAMAGED_DAYS:
        value = _DAMAGED_DAYS[word]
        return Reading(letter(number_classes(value, len(word), NONE)), {"num": value}, NONE, WORD, False)
    value = roman(word)
    if value:
        return Reading(letter(frozenset({"roman"})), {"roman": value}, NONE, WORD, half)
    shape = next((name for name, endings in lexicon.shapes.items() if key(word).endswith(endings)), "")
    return Reading(letter(UNKNOWN_WORD[capitals] | {shape} if shape else UNKNOWN_WORD[capitals]), NOTHING, NONE, WORD, half)


def entry_of(word: str, lexicon: Lexicon) -> Entry | None:
    """What is known of a word, read through damage where it is not known as it stands."""
    folded = key(word)
    entry = lexicon.words.get(folded)
    foreign = is_foreign(word, lexicon.settings["script"])
    if entry is not None or (len(word) < 4 and not foreign):
        return entry
    if foreign or not lexicon.letters.issuperset(folded):
        for meant in undamaged(folded, lexicon.settings["script"], lexicon.settings.get("legacy", {})):
            if meant in lexicon.words:
                return lexicon.words[meant]
    known = lexicon.skeletons.get(bare(folded)) if len(word) > 1 else None
    return lexicon.words[known] if known else None


def roman(word: str) -> int:
    """The value of a Roman numeral in capitals, 0 for any other word.

    >>> roman("XIX"), roman("IV"), roman("Mix")
    (19, 4, 0)
    """
    folded = word.lower().replace("i̇", "i")
    if len(folded) > 5 or not word.isupper() or not set(folded) <= _ROMAN.keys():
        return 0
    digits = [_ROMAN[sign] for sign in folded]
    return sum(-a if a < b else a for a, b in zip(digits, [*digits[1:], 0], strict=True))


@lru_cache(maxsize=16384)
def number(written: str, suffix: tuple[str | None, str] | None, code: str) -> tuple[str, dict[str, Any], frozenset[str], int]:
    """Letter, values and features of a number, and the length of what it takes of the gap and the letters behind it."""
    digits = written.translate(DIGITS)
    value = int(digits) if len(digits) < 9 else 10**9
    features, length = _suffix_features(*suffix, code) if suffix else (None, 0)
    letter = load_lexicon(code).alphabet.letter(number_classes(min(value, 10**5), min(len(digits), 5), features or NONE))
    return letter, {"num": value}, (features or NONE) & _FEATURES, length


def _suffix_features(gap: str | None, letters: str, code: str) -> tuple[frozenset[str] | None, int]:
    apart = gap is not None and gap not in "-‐‑–’'\u00ad"
    found, length = suffix_of(letters, code), len(gap or "") + len(letters)
    if found is None:
        found, glued = _glued(letters, code) if gap in (None, "-") else (None, 0)
        return found, len(gap or "") + glued if found else 0
    if apart and "-" not in (gap or "") and ("ord" not in found or len(letters) < 2 or key(letters) in load_lexicon(code).words):
        return None, 0  # "в мае 2001 его принимали" holds a pronoun
    return found, length


@lru_cache(maxsize=4096)
def suffix_of(suffix: str, code: str) -> frozenset[str] | None:
    """The features of what stands behind a number in digits, None where it is no suffix.

    >>> sorted(suffix_of("cı", "az")), suffix_of("may", "az")
    (['ord'], None)
    """
    if len(suffix) > 14:
        return None
    lexicon = load_lexicon(code)
    found = lexicon.suffixes.get(key(suffix))
    if found is None:
        read = undamaged(key(suffix), lexicon.settings["script"], lexicon.settings.get("legacy", {}))
        found = next((lexicon.suffixes[meant] for meant in read if meant in lexicon.suffixes), None)
    return found or _suffix_skeletons(code).get(skeleton(suffix))


@lru_cache(maxsize=4096)
def _glued(letters: str, code: str) -> tuple[frozenset[str] | None, int]:
    """The features and the length of a suffix to which the next word is glued: 1999-cuilin."""
    lexicon = load_lexicon(code)
    for length in range(2, min(len(letters) - 1, 5)):
        entry = lexicon.words.get(key(letters[length:]))
        if entry is not None and "anchor" in entry.classes and lexicon.suffixes.get(key(letters[:length])):
            return lexicon.suffixes[key(letters[:length])], length
    return None, 0


@lru_cache(maxsize=None)
def _suffix_skeletons(code: str) -> dict[str, frozenset[str]]:
    suffixes = load_lexicon(code).suffixes
    return {skeleton(suffix): suffixes[suffix] for suffix in sorted(suffixes, reverse=True)}


@lru_cache(maxsize=4096)
def whole(word: str, code: str) -> Reading | None:
    """The reading of a word that was cut in two, None where it is no word that a date needs."""
    entry = entry_of(word, load_lexicon(code))
    return reading(word, code) if entry is not None and "whole" in entry.classes else None
