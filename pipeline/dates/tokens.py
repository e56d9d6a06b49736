"""Cuts a passage into tokens: words, numbers with their suffixes, numeric dates, punctuation. One letter for each (see ``patterns``)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, NamedTuple

from pipeline.dates.classes import FEATURES, PUNCTUATION, TIGHT, UNKNOWN_WORD, capital_classes, number_classes
from pipeline.dates.keys import bare, is_foreign, key, skeleton, undamaged
from pipeline.dates.lexicon import Lexicon, load_lexicon
from pipeline.dates.numerals import add_words
from pipeline.dates.vocabulary import Entry

_ROMAN = {"i": 1, "v": 5, "x": 10, "і": 1, "х": 10}
_LETTER = r"[^\W\d_]++(?:[\u0300-\u036f\u00ad\u200b-\u200d]++[^\W\d_]*+)*+"
_DAY, _MONTH, _YEAR4 = r"[0-3]?\d", r"[01]?\d", r"[12]\d{3}"
_FREE, _ENDS = r"(?<![\d.,/-])", r"(?!\d|[./-]\d)"
_SCAN = re.compile(
    r"(?P<blank>\s+)"
    rf"|(?P<word>{_LETTER}(?![\d|]|[./][\dlIOОоІ|]{{1,2}}[./]))"
    r"|(?P<sign>[^\w\s\u00ad\u200b-\u200f\u2060\ufeff]|_)"
    rf"|(?P<iso>{_FREE}{_YEAR4}(?P<isosep>[-./])[01]\d(?P=isosep)[0-3]\d{_ENDS})"
    rf"|(?P<numeric>{_FREE}{_DAY}(?:(?P<sep>[./-])\d{{1,2}}(?P=sep)|\s?[./-]\s?[IVXİХІ]{{1,4}}\s?[./-]\s?)(?:\d{{4}}|\d{{2}}){_ENDS})"
    rf"|(?P<spaced>{_FREE}{_DAY} ?\. ?[01]\d ?\. ?{_YEAR4}{_ENDS})"
    rf"|(?P<damagednumeric>(?<!\w)(?=(?:[lIOОоІ|]{{0,4}}[./]?\d){{4}})[\dlIOОоІ|]{{1,2}}(?P<badsep>[./])[\dlIOОоІ|]{{1,2}}(?P=badsep)[\dlIOОоІ|]{{4}}(?!\w|[./]\d))"
    rf"|(?P<dmrange>{_FREE}{_DAY}\.[01]\d(?=\s?[-–—]\s?{_DAY}\.[01]\d\.\d\d))"
    rf"|(?P<monthyear>{_FREE}(?:(?:0[1-9]|1[0-2])[./]|[1-9]/){_YEAR4}(?!\d|[./-]\d|[.,]\d))"
    rf"|(?P<dm>{_FREE}{_DAY}\.{_MONTH}(?![\d%]|[.,/]\d))"
    r"|(?P<amount>\d{1,3}(?:[ \u00a0\u2009.,]\d{3})++(?!\d)|\d++(?:[.,:]\d++)++)"
    r"|(?P<damaged>(?<!\w)(?=\d{0,3}[lIOОоoІ|])(?=[lIOОоoІ|]{0,3}\d)[\dlIOОоoІ|]{2,4}(?!\w))"
    r"|(?P<number>\d++(?:\u00ad\d++)*+)"
    rf"|(?P<letters>{_LETTER})"
)
_SUFFIX = re.compile(rf"(?P<gap>[-‐‑–’']|\s?-\s?|\s|\u00ad)?(?P<suffix>{_LETTER})")
_CUT = re.compile(r"(?:-\s{1,3}|\s{1,3}-?|[\u00ad\u200b¬]\s{0,3})\Z")
_DIGITS = str.maketrans({**dict(zip("lIOОоoІ|", "11000011", strict=True)), "\u00ad": None})
_DAMAGED_DAYS = {"l": 1, "ll": 11, "lI": 11, "Il": 11, "lO": 10, "lo": 10, "IO": 10, "Io": 10, "lо": 10, "lО": 10}
_NOTHING: dict[str, Any] = {}
_FEATURES = frozenset(FEATURES)
_NONE: frozenset[str] = frozenset()
_WORD, _CARD, _END = "word", "card", "end"


class Token(NamedTuple):
    """A token or, on higher levels, something already found: its place, its letter, its values by class, its features (cases).
    ``kind`` is ``word``, ``card`` (a number in words that can go on), ``end`` (one that cannot: inflected or ordinal), ``number``, ``dash`` or empty."""

    start: int
    stop: int
    letter: str
    values: dict[str, Any]
    features: frozenset[str]
    kind: str = ""


class _Reading(NamedTuple):
    """What a word is, wherever it stands. ``half`` is true where it may be the second part of a word that was cut in two."""

    letter: str
    values: dict[str, Any]
    features: frozenset[str]
    kind: str
    half: bool


def lex(text: str, window: tuple[int, int], passage: tuple[int, int], lexicon: Lexicon) -> list[Token]:
    """The tokens of a window of a passage, in order. Words cut in two and numbers in words are put together."""
    at, stop = window
    tokens = [_edge(at, "begin", lexicon.code)] if at == passage[0] else []
    while at < stop:
        at = _lex_on(text, (at, stop), tokens, lexicon)
    if stop == passage[1]:
        tokens.append(_edge(stop, "finish", lexicon.code))
    return tokens


def _lex_on(text: str, span: tuple[int, int], tokens: list[Token], lexicon: Lexicon) -> int:
    """Adds the tokens of a stretch. Returns where to go on: the end, or the middle of a word, of which a number has taken a part."""
    at, code = span[0], lexicon.code
    for match in _SCAN.finditer(text, *span):
        start, stop = match.span()
        if start < at:
            if stop > at:
                return at
            continue
        kind = match.lastgroup
        if kind == "blank":
            continue
        if kind == _WORD or kind == "letters":
            letter, values, features, sort, half = _reading(match[0], code)
            token = Token(start, stop, letter, values, features, sort)
            if tokens and (half or sort != _WORD):
                token = _joined(tokens, token, text, lexicon)
        elif kind == "sign":
            token = _sign(start, stop, text, code)
        else:
            token = _READERS[kind or "number"](match, lexicon, span[1])
        at = token.stop
        tokens.append(token)
    return span[1]


def _edge(at: int, name: str, code: str) -> Token:
    return Token(at, at, load_lexicon(code).alphabet.letter(frozenset({name})), _NOTHING, _NONE)


@lru_cache(maxsize=65536)
def _reading(word: str, code: str) -> _Reading:
    lexicon = load_lexicon(code)
    capitals = (2 if len(word) > 1 and word.isupper() else 1) if word[0].isupper() else 0
    entry = entry_of(word, lexicon)
    half = key(word) in lexicon.halves or skeleton(word) in lexicon.halves
    letter = lexicon.alphabet.letter
    if entry is not None:
        classes = capital_classes(entry.classes, capitals)
        kind = _WORD if "number" not in classes else _CARD if "num.bare" in classes else _END
        return _Reading(letter(classes), entry.values, classes & _FEATURES, kind, half)
    if word in _DAMAGED_DAYS:
        value = _DAMAGED_DAYS[word]
        return _Reading(letter(number_classes(value, len(word), _NONE)), {"num": value}, _NONE, _WORD, False)
    roman = _roman(word)
    if roman:
        return _Reading(letter(frozenset({"roman"})), {"roman": roman}, _NONE, _WORD, half)
    shape = next((name for name, endings in lexicon.shapes.items() if key(word).endswith(endings)), "")
    return _Reading(letter(UNKNOWN_WORD[capitals] | {shape} if shape else UNKNOWN_WORD[capitals]), _NOTHING, _NONE, _WORD, half)


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


def _roman(word: str) -> int:
    folded = word.lower().replace("i̇", "i")
    if len(folded) > 5 or not word.isupper() or not set(folded) <= _ROMAN.keys():
        return 0
    digits = [_ROMAN[sign] for sign in folded]
    return sum(-a if a < b else a for a, b in zip(digits, [*digits[1:], 0], strict=True))


def _sign(start: int, stop: int, text: str, code: str) -> Token:
    name = PUNCTUATION.get(text[start], "other")
    if name != "dash":
        return Token(start, stop, _sign_letter(name, False, code), _NOTHING, _NONE)
    tight = not (text[start - 1 : start].isspace() or text[stop : stop + 1].isspace())
    return Token(start, stop, _sign_letter(name, tight, code), _NOTHING, _NONE, name)


@lru_cache(maxsize=256)
def _sign_letter(name: str, tight: bool, code: str) -> str:
    return load_lexicon(code).alphabet.letter(TIGHT if tight else frozenset({name}))


def _plain(match: re.Match[str], lexicon: Lexicon, name: str, values: dict[str, Any]) -> Token:
    return Token(*match.span(), lexicon.alphabet.letter(frozenset({name})), values, _NONE)


def _read_number(match: re.Match[str], lexicon: Lexicon, stop: int) -> Token:
    start, end = match.span()
    suffix = _SUFFIX.match(match.string, end, stop)
    letter, values, features, length = _number(match[0], suffix and (suffix["gap"], suffix["suffix"]), lexicon.code)
    return Token(start, end + length, letter, values, features, "number")


@lru_cache(maxsize=16384)
def _number(written: str, suffix: tuple[str | None, str] | None, code: str) -> tuple[str, dict[str, Any], frozenset[str], int]:
    """Letter, values and features of a number, and the length of what it takes of the gap and the letters behind it."""
    digits = written.translate(_DIGITS)
    value = int(digits) if len(digits) < 9 else 10**9
    features, length = _suffix_features(*suffix, code) if suffix else (None, 0)
    letter = load_lexicon(code).alphabet.letter(number_classes(min(value, 10**5), min(len(digits), 5), features or _NONE))
    return letter, {"num": value}, (features or _NONE) & _FEATURES, length


def _suffix_features(gap: str | None, letters: str, code: str) -> tuple[frozenset[str] | None, int]:
    apart = gap is not None and gap not in "-‐‑–’'\u00ad"
    found, length = _suffix_of(letters, code), len(gap or "") + len(letters)
    if found is None:
        found, glued = _glued(letters, code) if gap in (None, "-") else (None, 0)
        return found, len(gap or "") + glued if found else 0
    if apart and "-" not in (gap or "") and ("ord" not in found or len(letters) < 2):
        return None, 0
    return found, length


@lru_cache(maxsize=4096)
def _suffix_of(suffix: str, code: str) -> frozenset[str] | None:
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


def _read_numeric(match: re.Match[str], lexicon: Lexicon, stop: int) -> Token:
    written = match[0].translate(_DIGITS) if match.lastgroup == "damagednumeric" else match[0]
    parts = [part for part in re.split(r"[./\s-]+", written) if part]
    if match.lastgroup == "iso":
        parts.reverse()
    day, month = int(parts[0]), int(parts[1]) if parts[1].isdigit() else _roman(parts[1])
    if month > 12 >= day and "month_first" in lexicon.settings:
        day, month = month, day
    values = {"day": day, "month": month, "year" if len(parts[2]) == 4 else "yy": int(parts[2])}
    good = 1 <= month <= 12 and 1 <= day <= 31 and not (len(parts[2]) == 2 and match[0].count("-") > 1)
    return _with_suffix(_plain(match, lexicon, "numeric" if good else "amount", {"numeric": values}), match.string, lexicon, stop)


def _with_suffix(token: Token, text: str, lexicon: Lexicon, stop: int) -> Token:
    """A numeric date with the case ending that is written behind it: 07.05.2001-də."""
    suffix = _SUFFIX.match(text, token.stop, stop) if text[token.stop : token.stop + 1] in ("-", "–", "‐", "‑", "’", "'") else None
    features = _suffix_of(suffix["suffix"], lexicon.code) if suffix else None
    if suffix is None or features is None or "numeric" not in token.values:
        return token
    return token._replace(stop=suffix.end(), features=features & _FEATURES)


def _read_day_month(match: re.Match[str], lexicon: Lexicon, stop: int) -> Token:
    day, month = (int(part) for part in match[0].split("."))
    good = 1 <= month <= 12 and 1 <= day <= 31
    return _plain(match, lexicon, "dm" if good else "amount", {"dm": {"day": day, "month": month}})


def _read_month_year(match: re.Match[str], lexicon: Lexicon, stop: int) -> Token:
    month, year = (int(part) for part in re.split("[./]", match[0]))
    return _plain(match, lexicon, "monthyear", {"monthyear": {"month": month, "year": year}})


def _read_amount(match: re.Match[str], lexicon: Lexicon, stop: int) -> Token:
    return _plain(match, lexicon, "amount", _NOTHING)


_READERS = {
    "damagednumeric": _read_numeric,
    "iso": _read_numeric,
    "numeric": _read_numeric,
    "spaced": _read_numeric,
    "dmrange": _read_day_month,
    "monthyear": _read_month_year,
    "dm": _read_day_month,
    "amount": _read_amount,
    "damaged": _read_number,
    "number": _read_number,
}


def _joined(tokens: list[Token], token: Token, text: str, lexicon: Lexicon) -> Token:
    """The token, or one that takes in what stands before it: the other half of a cut word, the rest of a number in words."""
    if token.kind in (_CARD, _END):
        found = add_words(tokens, token, lexicon)
        if found is not token:
            return found
    hyphen = tokens[-1].kind == "dash" and len(tokens) > 1 and tokens[-1].start == tokens[-2].stop
    head = tokens[-2] if hyphen else tokens[-1]
    if head.kind not in (_WORD, _CARD, _END) or not _CUT.match(text, head.stop, token.start):
        return token
    first, second = text[head.start : head.stop], text[token.start : token.stop]
    if second[0].isupper() > first[-1].isupper() or (len(second) < 2 and not hyphen):
        return token
    reading = _whole((first + second).replace("\u00ad", ""), lexicon.code)
    if reading is None or (reading.letter == head.letter and not hyphen):
        return token
    del tokens[-2 if hyphen else -1 :]
    return Token(head.start, token.stop, reading.letter, reading.values, reading.features, reading.kind)


@lru_cache(maxsize=4096)
def _whole(word: str, code: str) -> _Reading | None:
    """The reading of a word that was cut in two, None where it is no word that a date needs."""
    entry = entry_of(word, load_lexicon(code))
    return _reading(word, code) if entry is not None and "whole" in entry.classes else None
