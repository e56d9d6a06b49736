"""Cuts a passage into tokens: words, numbers with their suffixes, numeric dates, punctuation. One letter for each (see ``patterns``)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, NamedTuple

from pipeline.dates.classes import FEATURES, PUNCTUATION, TIGHT
from pipeline.dates.lexicon import Lexicon, load_lexicon
from pipeline.dates.numerals import add_words
from pipeline.dates.readings import CARD, DIGITS, END, NONE, NOTHING, WORD, number, reading, roman, suffix_of, whole

_LETTER = r"[^\W\d_]++(?:[\u0300-\u036f\u00ad\u200b-\u200d]++[^\W\d_]*+)*+"
_DAY, _MONTH, _YEAR4 = r"[0-3]?\d", r"[01]?\d", r"[12]\d{3}"
_FREE, _ENDS = r"(?<![\d.,/-])", r"(?!\d|[./-]\d)"
_SCAN = re.compile(
    r"(?P<blank>\s+)"
    rf"|(?P<word>{_LETTER}(?![\d|]|[./][\dlIOОоІ|]{{1,2}}[./]))"
    r"|(?P<sign>[^\w\s\u00ad\u200b-\u200f\u2060\ufeff]|_)"
    rf"|(?P<iso>(?<![\d.,-]){_YEAR4}(?P<isosep>[-./])[01]\d(?P=isosep)[0-3]\d(?!\d|[.-]\d))"
    rf"|(?P<numeric>{_FREE}{_DAY}(?:(?P<sep>[./-])\d{{1,2}}(?P=sep)|\s?[./-]\s?[IVXİХІ]{{1,4}}(?:\s?[./-]\s?|\s))(?:\d{{4}}|\d{{2}}){_ENDS})"
    rf"|(?P<spaced>{_FREE}{_DAY} ?\. ?{_MONTH} ?\. ?{_YEAR4}{_ENDS})"
    rf"|(?P<damagednumeric>(?<!\w)(?=(?:[lIOОоІ|./]{{0,4}}\d){{4}})[\dlIOОоІ|]{{1,2}}(?P<badsep>[./])[\dlIOОоІ|]{{1,2}}(?P=badsep)[\dlIOОоІ|]{{4}}(?!\w|[./]\d))"
    rf"|(?P<dmrange>{_FREE}{_DAY}\.[01]\d(?=\s?[-–—]\s?{_DAY}\.[01]\d\.\d\d))"
    rf"|(?P<monthyear>{_FREE}(?:(?:0[1-9]|1[0-2])[./]|[1-9]/){_YEAR4}(?!\d|[./-]\d|[.,]\d))"
    rf"|(?P<dm>{_FREE}{_DAY}\.(?:{_MONTH}(?![\d%]|[.,/]\d)|[IVX]{{1,4}}(?!\w|[./-]\d)))"
    r"|(?P<amount>\d{1,3}(?:[ \u00a0\u2009.,]\d{3})++(?!\d)|(?!\d{1,2},(?:1[89]|20)\d\d(?!\d|[.,]\d))\d++(?:[.,:]\d++)++)"
    r"|(?P<damaged>(?<!\w)(?=\d{0,3}[lIOОоoІ|Зб])(?=[lIOОоoІ|Зб]{0,3}\d)[\dlIOОоoІ|Зб]{2,4}(?!\w))"
    r"|(?P<number>\d++(?:\u00ad\d++)*+)"
    rf"|(?P<letters>{_LETTER})"
)
_SUFFIX = re.compile(rf"(?P<gap>[-‐‑‒–’']|\s?-\s?|\s|\u00ad)?(?P<suffix>{_LETTER})")
_CUT = re.compile(r"(?:-\s{0,3}|\s{1,3}-?|[\u00ad\u200b¬]\s{0,3})\Z")
_FEATURES = frozenset(FEATURES)
_NAMED, _LONGEST_NAMED = re.compile(r"(?<![^\W_])(?:[A-ZА-ЯЁƏİÖÜĞŞÇ]){3,5}\Z"), 6  # capitals that a number is joined to; two at most are an abbreviation for a part of a year: "H1", "FY97"


class Token(NamedTuple):
    """A token or, on higher levels, something already found: its place, its letter, its values by class, its features (cases).
    ``kind`` is ``word``, ``card`` (a number in words that can go on), ``end`` (one that cannot: inflected or ordinal), ``number``, ``dash`` or empty."""

    start: int
    stop: int
    letter: str
    values: dict[str, Any]
    features: frozenset[str]
    kind: str = ""


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
        if kind == WORD or kind == "letters":
            letter, values, features, sort, half = reading(match[0], code)
            token = Token(start, stop, letter, values, features, sort)
            if tokens and (half or sort != WORD):
                token = _joined(tokens, token, text, lexicon)
        elif kind == "sign":
            token = _sign(start, stop, text, code)
        else:
            token = _READERS[kind or "number"](match, lexicon, span[1])
        at = token.stop
        tokens.append(token)
    return span[1]


def _edge(at: int, name: str, code: str) -> Token:
    return Token(at, at, load_lexicon(code).alphabet.letter(frozenset({name})), NOTHING, NONE)


def _sign(start: int, stop: int, text: str, code: str) -> Token:
    name = PUNCTUATION.get(text[start], "other")
    if name != "dash":
        return Token(start, stop, _sign_letter(name, False, code), NOTHING, NONE)
    tight = not (text[start - 1 : start].isspace() or text[stop : stop + 1].isspace())
    return Token(start, stop, _sign_letter(name, tight, code), NOTHING, NONE, name)


@lru_cache(maxsize=256)
def _sign_letter(name: str, tight: bool, code: str) -> str:
    return load_lexicon(code).alphabet.letter(TIGHT if tight else frozenset({name}))


def _plain(match: re.Match[str], lexicon: Lexicon, name: str, values: dict[str, Any]) -> Token:
    return Token(*match.span(), lexicon.alphabet.letter(frozenset({name})), values, NONE)


def _read_number(match: re.Match[str], lexicon: Lexicon, stop: int) -> Token:
    start, end = match.span()
    suffix = _SUFFIX.match(match.string, end, stop)
    if _NAMED.search(match.string, max(0, start - _LONGEST_NAMED), start):
        return _plain(match, lexicon, "amount", NOTHING)  # "COP29": a name, no day
    letter, values, features, length = number(match[0], suffix and (suffix["gap"], suffix["suffix"]), lexicon.code)
    return Token(start, end + length, letter, values, features, "number")


def _read_numeric(match: re.Match[str], lexicon: Lexicon, stop: int) -> Token:
    written = match[0].translate(DIGITS) if match.lastgroup == "damagednumeric" else match[0]
    parts = [part for part in re.split(r"[./\s-]+", written) if part]
    if match.lastgroup == "iso":
        parts.reverse()
    day, month = int(parts[0]), int(parts[1]) if parts[1].isdigit() else roman(parts[1])
    if month > 12 >= day and "month_first" in lexicon.settings:
        day, month = month, day
    values = {"day": day, "month": month, "year" if len(parts[2]) == 4 else "yy": int(parts[2])}
    good = 1 <= month <= 12 and 1 <= day <= 31 and not (len(parts[2]) == 2 and match[0].count("-") > 1)
    return _with_suffix(_plain(match, lexicon, "numeric" if good else "amount", {"numeric": values}), match.string, lexicon, stop)


def _with_suffix(token: Token, text: str, lexicon: Lexicon, stop: int) -> Token:
    """A numeric date with the case ending that is written behind it: 07.05.2001-də."""
    suffix = _SUFFIX.match(text, token.stop, stop) if text[token.stop : token.stop + 1] in ("-", "–", "‐", "‑", "‒", "’", "'") else None
    features = suffix_of(suffix["suffix"], lexicon.code) if suffix else None
    if suffix is None or features is None or "numeric" not in token.values:
        return token
    return token._replace(stop=suffix.end(), features=features & _FEATURES)


def _read_day_month(match: re.Match[str], lexicon: Lexicon, stop: int) -> Token:
    before, _, behind = match[0].partition(".")
    day, month = int(before), int(behind) if behind.isdigit() else roman(behind)
    good = 1 <= month <= 12 and 1 <= day <= 31
    return _plain(match, lexicon, "dm" if good else "amount", {"dm": {"day": day, "month": month}})


def _read_month_year(match: re.Match[str], lexicon: Lexicon, stop: int) -> Token:
    month, year = (int(part) for part in re.split("[./]", match[0]))
    return _plain(match, lexicon, "monthyear", {"monthyear": {"month": month, "year": year}})


def _read_amount(match: re.Match[str], lexicon: Lexicon, stop: int) -> Token:
    return _plain(match, lexicon, "amount", NOTHING)


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
    if token.kind in (CARD, END):
        found = add_words(tokens, token, lexicon)
        if found is not token:
            return found
    hyphen = tokens[-1].kind == "dash" and len(tokens) > 1 and tokens[-1].start == tokens[-2].stop
    head = tokens[-2] if hyphen else tokens[-1]
    if head.kind not in (WORD, CARD, END) or not _CUT.match(text, head.stop, token.start):
        return token
    first, second = text[head.start : head.stop], text[token.start : token.stop]
    if second[0].isupper() > first[-1].isupper() or (len(second) < 2 and not hyphen):
        return token
    word = whole((first + second).replace("\u00ad", ""), lexicon.code)
    if word is None or (word.letter == head.letter and not hyphen):
        return token
    del tokens[-2 if hyphen else -1 :]
    return Token(head.start, token.stop, word.letter, word.values, word.features, word.kind)
