"""Names of persons in a sentence: runs of capitalised words with what speaks for them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline.languages import load

_TOKEN = re.compile(r"[^\W\d_]+(?:[-’'ʼ‘][^\W\d_]+)*")
_GAP = re.compile(r"[^\S\n]*\n?[^\S\n]*\Z")


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a name. ``kind``: ``word`` | ``initial`` | ``particle``; ``folded`` is without a possessive ending, which ``owner`` tells."""

    start: int
    stop: int
    text: str
    folded: str
    kind: str
    owner: bool = False


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it stands. ``sure`` names need no office beside them; ``evidence`` says what speaks for the name."""

    start: int
    stop: int
    words: tuple[str, ...]
    sure: bool
    evidence: str
    gender: str = ""
    owner: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """The name data of a language, ready for use."""

    given: dict[str, str]
    given_cut: str
    surname: re.Pattern[str]
    patterns: dict[str, re.Pattern[str]]
    common: frozenset[str]


@lru_cache(maxsize=None)
def words(code: str) -> Words:
    """The name data of a language."""
    data = load(code).read("persons")
    cut = data["given_cut"].strip("[]")
    given = {_stem(name, cut): gender for gender in ("m", "f") for name in data["given"][gender].split()}
    shapes = "|".join(entry["match"] for entry in data["surnames"])
    patterns = {name: re.compile(data[name]["match"]) for name in ("particles", "articles", "patronymics", "honorifics")}
    patterns["fathers"] = re.compile(rf"\w{data['patronymics']['match']}\Z")
    patterns["joins"] = re.compile(data["patronymics"]["joins"])
    patterns |= {name: re.compile(data[name]) for name in ("given_endings", "possessive", "before_stop", "after_stop")}
    surname = re.compile(rf"[^\W\d_][\w'-]{{0,24}}?(?:{shapes}){data['surname_endings']}\Z")
    return Words(given, cut, surname, patterns, frozenset(data["not_names"].split()))


def _stem(name: str, cut: str) -> str:
    return name[:-1] if cut and len(name) > 3 and name[-1] in cut else name


LONGEST_ENDING = 4  # letters that a case ending puts behind a given name


@lru_cache(maxsize=8192)
def given_gender(folded: str, code: str) -> str | None:
    """``m`` or ``f`` for a given name in whatever case, None for any other word.

    >>> given_gender("nursultanla", "az"), given_gender("səfər", "az")
    ('m', None)
    """
    data = words(code)
    for length in range(len(folded), max(1, len(folded) - LONGEST_ENDING - 1), -1):
        gender = data.given.get(folded[:length])
        if gender and data.patterns["given_endings"].fullmatch(folded[length:]):
            return gender
    return None


def is_surname(folded: str, code: str) -> bool:
    """Whether a word has the shape of a family name, in whatever case.

    >>> is_surname("nazarbayevlə", "az"), is_surname("prezidentlə", "az")
    (True, False)
    """
    return len(folded) > 3 and words(code).surname.match(folded) is not None


def tokenize(text: str, folded: str, span: tuple[int, int], code: str) -> list[Token]:
    """The words of ``text[start:stop]`` that may belong to a name."""
    data = words(code)
    found: list[Token] = []
    for match in _TOKEN.finditer(text, *span):
        start, stop = match.span()
        low = folded[start:stop]
        if stop - start <= 2 and text[start].isupper() and text[stop : stop + 1] == ".":
            found.append(Token(start, stop + 1, text[start : stop + 1], low + ".", "initial"))
        elif text[start].isupper() or (data.patterns["articles"].match(low) and any(c.isupper() for c in match[0])):
            owner = re.search(f"(?:{data.patterns['possessive'].pattern})\\Z", low)
            cut = owner.start() if owner and owner[0] else len(low)
            found.append(Token(start, stop, text[start : start + cut], low[:cut], "word", cut < len(low)))
        elif data.patterns["particles"].fullmatch(low) or data.patterns["patronymics"].fullmatch(low):
            found.append(Token(start, stop, match[0], low, "particle"))
    return found


def find_names(text: str, folded: str, span: tuple[int, int], blocked: Sequence[tuple[int, int]], code: str) -> tuple[Name, ...]:
    """The names in a stretch of text, sure or not, in order. No word of a ``blocked`` span (a place, an office) is taken."""
    tokens = [t for t in tokenize(text, folded, span, code) if not any(low < t.stop and t.start < high for low, high in blocked)]
    names: list[Name] = []
    for run in _runs(text, [token for token in tokens if _can_stand(token, code)]):
        for part in _split(run, code):
            name = _judge(text, folded, part, code)
            if name:
                names.append(name)
    return tuple(names)


def _can_stand(token: Token, code: str) -> bool:
    if token.kind != "word":
        return True
    if token.folded in words(code).common and given_gender(token.folded, code) is None:
        return False
    acronym = len(token.text) > 1 and token.text.isupper() and "-" not in token.text
    return not acronym or (len(token.text) > 3 and (is_surname(token.folded, code) or given_gender(token.folded, code) is not None))


def _runs(text: str, tokens: list[Token]) -> list[list[Token]]:
    """Tokens that stand side by side."""
    runs: list[list[Token]] = []
    for token in tokens:
        last = runs[-1][-1] if runs else None
        near = last is not None and not last.owner and token.start - last.stop <= 4 and _GAP.match(text, last.stop, token.start)
        if near and _GAP.fullmatch(text, last.stop, token.start):  # type: ignore[union-attr]
            runs[-1].append(token)
        else:
            runs.append([token])
    return runs


def _split(run: list[Token], code: str) -> list[list[Token]]:
    """One run holds two names where a given name or an initial follows a family name."""
    parts: list[list[Token]] = [[]]
    for index, token in enumerate(run):
        if parts[-1] and _begins(parts[-1], token, run[index + 1 :], code):
            parts.append([])
        parts[-1].append(token)
    return parts


def _begins(before: list[Token], token: Token, after: list[Token], code: str) -> bool:
    full = [one for one in before if one.kind == "word"]
    if not full:
        return False
    last = full[-1]
    ended = is_surname(last.folded, code) and given_gender(last.folded, code) is None
    if token.kind == "initial":
        follows = next((one for one in after if one.kind != "initial"), None)
        return follows is not None and (ended or len(full) > 1)
    return token.kind == "word" and ended and len(before) > 1 and given_gender(token.folded, code) is not None


def _judge(text: str, folded: str, run: list[Token], code: str) -> Name | None:
    """The name that a run is, or None where nothing speaks for one."""
    while run and run[0].kind == "particle":
        run = run[1:]
    while run and run[-1].kind == "particle" and not words(code).patterns["joins"].fullmatch(run[-1].folded):
        run = run[:-1]
    full = [token for token in run if token.kind == "word"]
    if not full or len(full) > 6 or _is_thing(text, folded, run, code):
        return None
    genders = [given_gender(token.folded, code) for token in full]
    evidence = _evidence(run, full, genders, code)
    gender = next((gender for gender in genders if gender), "")
    return Name(run[0].start, run[-1].stop, _plain_words(run, code), bool(evidence), evidence, gender, run[-1].owner)


def _evidence(run: list[Token], full: list[Token], genders: list[str | None], code: str) -> str:
    data = words(code)
    if any(token.kind == "initial" for token in run):
        return "initial"
    if len(full) > 1 and any(genders[:-1]):
        return "given name"
    if is_surname(full[-1].folded, code) or (len(full) > 1 and is_surname(full[0].folded, code)):
        return "family name"
    if any(token.kind == "particle" for token in run) or any(data.patterns["articles"].match(token.folded) for token in full):
        return "particle" if len(full) > 1 or data.patterns["articles"].match(full[0].folded) else ""
    return ""


def _is_thing(text: str, folded: str, run: list[Token], code: str) -> bool:
    """A street, prize or foundation named after somebody, or a name in quotation marks, is nobody."""
    data = words(code)
    start, stop = run[0].start, run[-1].stop
    before = folded[max(0, start - 24) : start].rstrip()
    if text[start - 1 : start] in ("«", "“", '"', "„") and text[stop : stop + 1] in ("»", "”", '"'):
        return True
    if re.search(rf"(?<!\w){data.patterns['before_stop'].pattern}\Z", before):
        return True
    after = re.compile(r"\s+").match(folded, stop)
    return bool(after and data.patterns["after_stop"].match(folded, after.end()) and _whole(folded, data, after.end()))


def _whole(folded: str, data: Words, at: int) -> bool:
    match = data.patterns["after_stop"].match(folded, at)
    return match is not None and not folded[match.end() : match.end() + 1].isalpha()


def _plain_words(run: list[Token], code: str) -> tuple[str, ...]:
    """The words of a name without the patronymic, where a given name stands beside it."""
    data = words(code)
    kept: list[Token] = []
    for index, token in enumerate(run):
        if data.patterns["joins"].fullmatch(token.folded):
            if len(kept) > 1 and index + 1 < len(run):
                kept.pop()
                continue
        elif index and len(run) > 2 and data.patterns["fathers"].search(token.folded) and _by_father(run, index, code):
            continue
        kept.append(token)
    return tuple(token.text for token in kept)


def _by_father(run: list[Token], index: int, code: str) -> bool:
    """A second name in -ovich between a given and a family name (or behind both) is a patronymic, at the end of two words a family name."""
    return given_gender(run[index - 1].folded, code) is not None or run[index - 1].kind == "word" and index + 1 < len(run)
