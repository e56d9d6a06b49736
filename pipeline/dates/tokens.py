"""Cuts a passage into tokens: words, numbers with their suffixes, numeric dates, punctuation. One letter for each (see ``patterns``)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from pipeline.dates.keys import key, skeleton
from pipeline.dates.lexicon import FEATURES, PUNCTUATION, UNKNOWN_WORD, Entry, Lexicon, number_classes, word_classes

_ROMAN = {"I": 1, "V": 5, "X": 10}
_SCAN = re.compile(
    r"(?P<iso>(?<![\d.,/-])[12]\d{3}-[01]\d-[0-3]\d(?!\d|[./-]\d))"
    r"|(?P<numeric>(?<![\d.,/-])\d{1,2}(?:(?P<sep>[./-])\d{1,2}(?P=sep)|[./-][IVXİ]{1,4}[./-])(?:\d{4}|\d{2})(?!\d|[./-]\d))"
    r"|(?P<spaced>(?<![\d.,/-])\d{1,2}\. \d{2}\. ?[12]\d{3}(?!\d|[./-]\d))"
    r"|(?P<dm>(?<![\d.,/-])\d{1,2}\.[01]?\d(?![\d%]|[.,/]\d))"
    r"|(?P<amount>\d{1,3}(?:[ \u00a0\u2009.,]\d{3})+(?!\d)|\d+(?:[.,:]\d+)+)"
    r"|(?P<damaged>(?<!\w)(?=\d{0,3}[lIOОоoІ|])(?=[lIOОоoІ|]{0,3}\d)[\dlIOОоoІ|]{2,4}(?!\w))"
    r"|(?P<number>\d+)"
    r"|(?P<word>[^\W\d_]+(?:\u00ad[^\W\d_]+)*)"
    r"|(?P<sign>[^\w\s\u00ad]|_)"
)
_SUFFIX = re.compile(r"(?P<gap>[-‐‑–’']|\s?-\s?|\s)?(?P<suffix>[^\W\d_]+(?:\u00ad[^\W\d_]+)*)")
_GAP = re.compile(r"[\s\u00ad]{0,3}-?[\s\u00ad]{0,3}\Z")
_DIGITS = str.maketrans("lIOОоoІ|", "11000011")
_UNKNOWN: dict[str, Any] = {}


@dataclass(frozen=True, slots=True)
class Token:
    """A token or, on higher levels, something already found: its place, its letter, its values by class, its features (cases)."""

    start: int
    stop: int
    letter: str
    values: dict[str, Any] = field(default_factory=dict)
    features: frozenset[str] = frozenset()


def lex(text: str, span: tuple[int, int], lexicon: Lexicon) -> list[Token]:
    """The tokens of a passage, in order. Words cut in two and numbers in words are put together."""
    tokens: list[Token] = []
    at, stop = span
    while match := _SCAN.search(text, at, stop):
        token = _READERS[match.lastgroup or "sign"](match, lexicon, stop)
        if tokens:
            token = _joined(tokens, token, text, lexicon)
        tokens.append(token)
        at = token.stop
    return tokens


def _make(lexicon: Lexicon, span: tuple[int, int], classes: frozenset[str], values: dict[str, Any]) -> Token:
    return Token(*span, lexicon.alphabet.letter(classes), values, classes & _FEATURES)


_FEATURES = frozenset(FEATURES)


def _read_word(match: re.Match[str], lexicon: Lexicon, stop: int) -> Token:
    word = match[0]
    entry = entry_of(word, lexicon)
    capitals = (2 if len(word) > 1 and word.isupper() else 1) if word[0].isupper() else 0
    if entry is None:
        roman = _roman(word)
        if roman:
            return _make(lexicon, match.span(), frozenset({"roman"}), {"roman": roman})
        return _make(lexicon, match.span(), UNKNOWN_WORD[capitals], _UNKNOWN)
    return _make(lexicon, match.span(), word_classes(entry.classes, capitals), entry.values)


def entry_of(word: str, lexicon: Lexicon) -> Entry | None:
    """What is known of a word, read through damage where it is not known as it stands."""
    entry = lexicon.words.get(key(word))
    if entry is None and (len(word) > 3 or (word.isalpha() and not word.isascii())):
        known = lexicon.skeletons.get(skeleton(word))
        entry = lexicon.words[known] if known else None
    return entry


def _roman(word: str) -> int:
    if len(word) > 5 or not set(word) <= {"I", "V", "X", "İ", "Х", "І"}:
        return 0
    digits = [_ROMAN[sign] for sign in word.replace("İ", "I").replace("Х", "X").replace("І", "I")]
    return sum(-a if a < b else a for a, b in zip(digits, [*digits[1:], 0], strict=True))


def _read_number(match: re.Match[str], lexicon: Lexicon, stop: int) -> Token:
    digits = match[0].translate(_DIGITS)
    value = int(digits) if len(digits) < 9 else 10**9
    suffix = _SUFFIX.match(match.string, match.end(), stop)
    features = _suffix_features(suffix, lexicon) if suffix else None
    end = suffix.end() if suffix and features else match.end()
    return _make(lexicon, (match.start(), end), number_classes(min(value, 10**5), min(len(digits), 5), features or frozenset()), {"num": value})


def _suffix_features(suffix: re.Match[str], lexicon: Lexicon) -> frozenset[str] | None:
    found = lexicon.suffixes.get(key(suffix["suffix"])) or lexicon.suffixes.get("~" + skeleton(suffix["suffix"]))
    gap = suffix["gap"]
    apart = gap is not None and gap not in "-‐‑–’'"
    return None if not found or (apart and ("ord" not in found or len(suffix["suffix"]) < 2)) else found


def _read_numeric(match: re.Match[str], lexicon: Lexicon, stop: int) -> Token:
    parts = re.split(r"[./ -]+", match[0].replace("İ", "I"))
    if match.lastgroup == "iso":
        parts.reverse()
    day, month = int(parts[0]), int(parts[1]) if parts[1].isdigit() else _roman(parts[1])
    if month > 12 >= day and "month_first" in lexicon.settings:
        day, month = month, day
    values = {"day": day, "month": month, "year" if len(parts[2]) == 4 else "yy": int(parts[2])}
    good = 1 <= month <= 12 and 1 <= day <= 31 and not (len(parts[2]) == 2 and "-" in match[0])
    return _make(lexicon, match.span(), frozenset({"numeric" if good else "amount"}), {"numeric": values})


def _read_day_month(match: re.Match[str], lexicon: Lexicon, stop: int) -> Token:
    day, month = (int(part) for part in match[0].split("."))
    good = 1 <= month <= 12 and 1 <= day <= 31
    return _make(lexicon, match.span(), frozenset({"dm" if good else "amount"}), {"dm": {"day": day, "month": month}})


def _read_amount(match: re.Match[str], lexicon: Lexicon, stop: int) -> Token:
    return _make(lexicon, match.span(), frozenset({"amount"}), _UNKNOWN)


def _read_sign(match: re.Match[str], lexicon: Lexicon, stop: int) -> Token:
    return _make(lexicon, match.span(), frozenset({PUNCTUATION.get(match[0], "other")}), _UNKNOWN)


_READERS = {
    "iso": _read_numeric,
    "numeric": _read_numeric,
    "spaced": _read_numeric,
    "dm": _read_day_month,
    "amount": _read_amount,
    "damaged": _read_number,
    "number": _read_number,
    "word": _read_word,
    "sign": _read_sign,
}


def _joined(tokens: list[Token], token: Token, text: str, lexicon: Lexicon) -> Token:
    """The token, or one that takes in what stands before it: the other half of a cut word, the tens of a number in words."""
    last = tokens[-1]
    classes, before = lexicon.alphabet.classes[token.letter], lexicon.alphabet.classes[last.letter]
    if "number" in classes:
        return _join_numbers(tokens, token, classes, lexicon)
    if "word" in before and token.letter in lexicon.alphabet.classes and token.start - last.stop < 4:
        return _join_halves(tokens, token, text, lexicon)
    return token


def _join_halves(tokens: list[Token], token: Token, text: str, lexicon: Lexicon) -> Token:
    last = tokens[-1]
    if not (text[last.start].isalpha() and text[token.start].isalpha() and _GAP.match(text[last.stop : token.start])):
        return token
    entry = lexicon.words.get(key(text[last.start : last.stop] + text[token.start : token.stop]))
    if entry is None or "whole" not in entry.classes:
        return token
    tokens.pop()
    return _make(lexicon, (last.start, token.stop), entry.classes, entry.values)


def _join_numbers(tokens: list[Token], token: Token, classes: frozenset[str], lexicon: Lexicon) -> Token:
    start = len(tokens) - 1
    hyphen = "dash" in lexicon.alphabet.classes[tokens[start].letter]
    if hyphen and start:
        start -= 1
    before = lexicon.alphabet.classes[tokens[start].letter]
    if not ("number.card" in before or "spelled" in before):
        return token
    value = _sum(tokens[start].values["num"], token.values["num"])
    if not value:
        return token
    begin = tokens[start].start
    del tokens[start:]
    features = frozenset(name.split(".")[1] for name in classes if name.startswith("num.")) - {"bare"}
    kind = "number.ord" if "ord" in features else "number.card"
    return _make(lexicon, (begin, token.stop), number_classes(value, len(str(value)), features) | {"spelled", "number", kind}, {"num": value})


def _sum(first: int, second: int) -> int:
    """The number that two number words make together, 0 where they make none."""
    if first < 10 and second in (100, 1000):
        return first * second
    if first in (19, 20) and 10 <= second < 100:
        return first * 100 + second
    for size in (1000, 100, 10):
        if first % size == 0 and first >= size and second < size:
            return first + second
    return 0
