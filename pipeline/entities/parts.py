"""What each word of a sentence can be in a name of a person: a given or family name, an initial, a particle, a numeral."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from pipeline.entities.analyser import as_name, is_word
from pipeline.entities.inflection import inflection, readings
from pipeline.entities.namebook import Given, Shape, family, given, given_base, is_common, opens_name, words
from pipeline.entities.register import known_names
from pipeline.entities.tokens import Token

_NUMERAL = re.compile(r"(?:I{2,3}|IV|VI{0,3}|IX|X(?:I{1,3}|IV|VI{0,3}|IX)?)\Z")  # of a monarch or pope; a single I is too much else


@dataclass(frozen=True, slots=True)
class Usage:
    """How a document uses words: those it writes small, the forms in which each possible base form occurs, and the given names that stand before it."""

    small: frozenset[str] = frozenset()
    forms: dict[str, frozenset[str]] | None = None
    given: dict[str, frozenset[str]] = field(default_factory=dict)

    def is_anothers(self, word: str, before: frozenset[str], code: str) -> bool:
        """Whether a word is the family name of somebody whose given name is none of the words before it here."""
        return any(self.given.get(one.base, frozenset()) - before for one in readings(word, code) if not one.marks)


@dataclass(frozen=True, slots=True)
class Part:
    """A word of a name and what is known of it. ``kind``: ``word`` | ``initial`` | ``particle`` | ``numeral`` | ``rank`` (behind the name: "xan"); ``closed``: its ending says that the name ends here;
    ``known``: it is the family name of somebody in the register; ``oblique``: it is no known name and can stand in a local case."""

    token: Token
    kind: str
    given: Given | None = None
    shape: Shape | None = None
    closed: bool = False
    known: bool = False
    oblique: bool = False

    def cases(self, code: str) -> frozenset[str]:
        """The cases that the word can stand in, as far as it is a known given or family name or has the shape of one."""
        if self.kind != "word":
            return frozenset()
        told = [one for one in self.given.readings if one.genders] if self.given else []
        told += [one for one in readings(self.token.low, code) if one.base in words(code).families or _is_shaped(one.base, code)]
        usual = self.given is None or any(one.base in words(code).usual for one in self.given.readings)
        told += [] if usual else [one for one in readings(self.token.low, code) if one.rule == "fixed" or one.cases == ("nom",)]  # "Энаятолла Самии", "Ухуру Кеньятта"
        told = [one for one in told if not one.rule.startswith(_FIXED) or one.rule == "fixed" and not usual or one.base in words(code).given] or told
        return frozenset(case for one in told for case in one.cases)


_FIXED = ("fixed", "unchanged")  # paradigms of words that stay as they are


def _is_shaped(base: str, code: str) -> bool:
    shape = family(base, code)
    return shape is not None and not shape.weak


def find_parts(tokens: Sequence[Token], blocked: Sequence[bool], code: str, usage: Usage) -> list[Part | None]:
    """What each word can be in a name, None where it can be nothing; no ``blocked`` word (of a place, an office) is taken."""
    capitals = _in_capitals(tokens)
    parts = [None if blocked[at] or _is_shortened(tokens, at) else _part(token, code, usage, capitals) for at, token in enumerate(tokens)]
    if len(parts) > 1 and parts[0] is not None and parts[0].kind == "word" and _opens_only(tokens[0], code):
        parts[0] = None
    if not capitals:
        for at, token in enumerate(tokens):
            if parts[at] is None and token.caps and not blocked[at] and _is_shouted(tokens, parts, at, blocked):
                parts[at] = Part(token, "word")
    for at in range(1, len(tokens)):
        before = parts[at - 1]
        if parts[at] is None and before is not None and not blocked[at] and (_is_syllable(tokens, at, parts, code) or _is_surname(tokens, at, before)):
            parts[at] = Part(tokens[at], "word")
    for at in range(2, len(tokens)):
        if tokens[at].text == "I" and _is_the_first(tokens, parts, at, blocked):
            parts[at] = Part(tokens[at], "numeral")
    if len(parts) > 1 and parts[0] is not None and parts[1] is None and tokens[0].low in words(code).not_names:
        parts[0] = None
    parts = [None if part and _is_title(tokens, parts, at, code) else part for at, part in enumerate(parts)]
    for at in range(1, len(tokens)):
        if parts[at - 1] is not None and not blocked[at] and is_rank(tokens, at, code):
            parts[at] = Part(tokens[at], "rank", closed=_is_inflected_rank(tokens[at], code))
    for at, token in enumerate(tokens):
        if parts[at] is None and not blocked[at] and _opens_as_name(tokens, at, (blocked, capitals), code):
            parts[at] = Part(token, "word", known=True)
    parts = [part or (None if blocked[at] else _doubtful_given(tokens, parts, at, code)) for at, part in enumerate(parts)]
    return [None if part and part.kind == "numeral" and not _is_ordinal(tokens, parts, at, code, blocked) else part for at, part in enumerate(parts)]


def _is_syllable(tokens: Sequence[Token], at: int, parts: Sequence[Part | None], code: str) -> bool:
    """Whether a word that is a common one too ("son", "и") goes on with a name of the East: its capital tells."""
    token, before = tokens[at], parts[at - 1]
    if not token.near or token.kind != "word" or (token.caps and len(token.text) > 1) or before is None or before.kind != "word" or before.closed:
        return False
    if len(token.low) <= SHORT and opens_name(before.token.low, code):
        return True
    first = parts[at - 2] if at > 1 and tokens[at - 1].near and len(before.token.low) <= SHORT + 1 else None
    bases = (one.base for one in readings(token.low, code) if not one.marks)
    return first is not None and first.kind == "word" and opens_name(first.token.low, code) and any(len(base) <= SHORT for base in bases)


def _is_surname(tokens: Sequence[Token], at: int, before: Part) -> bool:
    """Whether a word that is a common one too ("Winter") is the family name behind a given name: its capital tells, and that no other follows."""
    token = tokens[at]
    if not token.near or token.kind != "word" or token.caps or len(token.low) <= SHORT or before.given is None or before.closed:
        return False
    return at + 1 >= len(tokens) or tokens[at + 1].kind == "lower" or not tokens[at + 1].near


def is_rank(tokens: Sequence[Token], at: int, code: str) -> bool:
    """Whether a small word is a rank behind a name, in whatever case: "Əmanulla | xanla"; one that is owned is none: "İran şahı"."""
    if not at or not tokens[at].near or tokens[at].kind != "lower" or tokens[at - 1].kind != "word" or tokens[at - 1].caps:
        return False
    return any(words(code).patterns["ranks"].match(one.base) for one in readings(tokens[at].low, code) if not one.marks - _PLAIN)


def _is_inflected_rank(token: Token, code: str) -> bool:
    return not words(code).patterns["ranks"].match(token.low)


def _opens_as_name(tokens: Sequence[Token], at: int, seen: tuple[Sequence[bool], bool], code: str) -> bool:
    """Whether a small word of the language, with a capital, opens a name: one that the register has ("Во Ван Кьет"), or a family name of the East inside the
    sentence ("министр У Ну"). ``seen`` tells which words are taken, and whether the sentence is in capitals."""
    token, (blocked, shouted) = tokens[at], seen
    behind = [tokens[near] for near in range(at + 1, min(len(tokens), at + 3))]
    if token.kind not in ("word", "initial") or len(token.low) > SHORT - 1 or not behind or not behind[0].near or behind[0].kind != "word":
        return False
    for length in (1, 2):
        front, last = [one.low for one in behind[: length - 1]], behind[length - 1] if length <= len(behind) else None
        if last is not None and any(" ".join([token.low, *front, one.base]) in known_names(code) for one in readings(last.low, code)):
            return True
    apart = at > 0 and token.near and not shouted and not (behind[0].caps and len(behind[0].text) > 1) and not blocked[at + 1]
    return apart and opens_name(token.low, code) and tokens[at - 1].kind == "lower" and sum(one.kind == "word" for one in tokens) * 2 < len(tokens) + 4


def _is_the_first(tokens: Sequence[Token], parts: Sequence[Part | None], at: int, blocked: Sequence[bool]) -> bool:
    """Whether a single I is the number of a monarch: behind given or known names that follow an office ("King Juan Carlos I")."""
    first = at
    while first and tokens[first].near and (before := parts[first - 1]) is not None and (before.given is not None or before.known) and not blocked[first - 1]:
        first -= 1
    return 0 < first < at and tokens[first].near and blocked[first - 1]


def _is_shouted(tokens: Sequence[Token], parts: Sequence[Part | None], at: int, blocked: Sequence[bool]) -> bool:
    """Whether an unknown word in capitals is a name: in a pair behind an office ("Premier ZHAO ZIYANG"), or behind a given name ("Jean DUPONT")."""
    if not tokens[at].text.isalpha() or not tokens[at].near or not at:
        return False
    before = parts[at - 1]
    if before is not None and before.kind == "word":
        return before.token.caps and blocked[at - 2] if at > 1 and before.given is None else before.given is not None and len(tokens[at].text) > SHORT
    behind = tokens[at + 2] if at + 2 < len(tokens) and tokens[at + 2].near else None
    if behind is not None and behind.kind == "word" and not behind.caps and not blocked[at + 2]:
        return False  # acronyms before a name: "секретарь ЦК КПВ Нонг Дык Мань"
    return blocked[at - 1] and not tokens[at - 1].caps and at + 1 < len(tokens) and tokens[at + 1].caps and tokens[at + 1].near and not blocked[at + 1]


def _is_title(tokens: Sequence[Token], parts: Sequence[Part | None], at: int, code: str) -> bool:
    """Whether a word is a title before a name: "Lord Robertson", but not John Major."""
    if not words(code).patterns["honorifics"].match(tokens[at].low) or at + 1 >= len(tokens) or parts[at + 1] is None or not tokens[at + 1].near:
        return False
    before = parts[at - 1] if at and tokens[at].near else None
    return (before is None or before.given is None) and f"{tokens[at].low} {tokens[at + 1].low}" not in known_names(code)


def _is_ordinal(tokens: Sequence[Token], parts: Sequence[Part | None], at: int, code: str, blocked: Sequence[bool]) -> bool:
    """Whether a numeral is that of a monarch or pope: beside a given name, or a single one that no list has behind an office ("King Letsie III"), before it
    where names bear their ending last, else behind it; before an acronym it is that of an event ("XI ASEM sammiti", though Asem is a given name too)."""
    before = parts[at - 1] if at and tokens[at].near else None
    after = parts[at + 1] if at + 1 < len(parts) and tokens[at + 1].near else None
    shouted = _in_capitals(tokens)
    if inflection(code).classes and after is not None and after.given is not None and (shouted or not after.token.caps) and (before is None or before.kind != "word"):
        return True
    if inflection(code).classes and at and tokens[at].near and blocked[at - 1] and after is not None and after.kind == "word" and not after.token.caps:
        return at + 2 >= len(tokens) or tokens[at + 2].kind == "lower" or not tokens[at + 2].near
    alone = at > 1 and tokens[at - 1].near and blocked[at - 2] and before is not None and before.kind == "word" and not before.token.caps
    second = at > 1 and before is not None and before.known and (first := parts[at - 2]) is not None and first.kind == "word" and tokens[at - 1].near
    return before is not None and (before.given is not None or alone or second)


def _doubtful_given(tokens: Sequence[Token], parts: Sequence[Part | None], at: int, code: str) -> Part | None:
    """A common word that is a given name too ("İslam") is one before a family name."""
    token = tokens[at]
    following = parts[at + 1] if at + 1 < len(tokens) and tokens[at + 1].near else None
    known = token.low in words(code).usual or following is not None and f"{token.low} {following.token.low}" in known_names(code)
    gender = words(code).given.get(token.low) if known else None
    family = following is not None and (following.known or (following.shape is not None and not following.shape.weak))
    second = following is not None and following.given is not None and at + 2 < len(tokens) and parts[at + 2] is not None and tokens[at + 2].near  # "Jan Peter Balkenende"
    if token.kind != "word" or gender is None or not (family or second):
        return None
    return Part(token, "word", Given(gender, readings(token.low, code)[:1]))


def _is_shortened(tokens: Sequence[Token], at: int) -> bool:
    """Whether a letter with its full stop has an ending of its own, as a shortened word has and no initial: "T.-ın nizamnaməsi"."""
    return tokens[at].kind == "initial" and at + 1 < len(tokens) and tokens[at + 1].kind == "lower" and tokens[at + 1].gap == "-"


def _in_capitals(tokens: Sequence[Token]) -> bool:
    """Whether a sentence is written in capitals, so that capitals tell nothing."""
    long = [token for token in tokens if len(token.text) > 3]
    return len(long) > 2 and sum(token.caps for token in long) * 2 > len(long)


def _part(token: Token, code: str, usage: Usage, capitals: bool) -> Part | None:
    """What a word can be in a name, None where it cannot stand in one. ``capitals``: the sentence is written in them."""
    data = words(code)
    if token.kind == "word" and _NUMERAL.match(token.text):
        return Part(token, "numeral")
    if token.kind == "initial":
        bare = token.low.rstrip(".")
        return None if len(bare) > 1 and (data.patterns["honorifics"].match(bare) or bare in data.not_names) else Part(token, "initial")
    if token.kind == "lower":
        if data.patterns["articles"].match(token.low) and any(letter.isupper() for letter in token.text):
            return Part(token, "word", None, _shape(token, code), _is_closed(token, code), _is_known(token, code))
        if any(data.patterns[name].match(token.low) for name in ("particles", "joins", "titles_after")):
            return Part(token, "particle")
        return None
    if token.low in data.not_names and token.low not in data.families or any(letter.isdigit() for letter in token.text):
        return None
    known, shape = given(token.low, code), _shape(token, code)
    if token.caps and known is None and shape is None and (capitals or not data.families & {one.base for one in readings(token.low, code)}):
        return None
    if known is not None and shape is None and not known.listed(code) and is_common_form(token, code):
        known = None  # a rare name of another language that is a form of a common word of this one: "Qeydə (alınmış)"
    if known is None and shape is None and (token.low in usage.small or is_common_form(token, code)):
        return None
    if data.patterns["joins"].match(token.low):
        return Part(token, "particle")
    in_register = _is_known(token, code)
    oblique = known is None and shape is None and not in_register and _is_local(token.low, code)
    return Part(token, "word", known, shape, _is_closed(token, code), in_register, oblique)


@lru_cache(maxsize=16384)
def _is_local(low: str, code: str) -> bool:
    """Whether an unknown word can bear the ending of a place that somebody goes to, is in or comes from."""
    return inflection(code).bears_last and any({"dat", "loc", "abl"} & set(one.cases) and not one.marks for one in readings(low, code))


SHORT = 3  # letters up to which a word that opens a sentence may be a family name of the East (Ли, Пан)


def _opens_only(token: Token, code: str) -> bool:
    """Whether a word is capitalised only because it opens the sentence."""
    return token.low not in words(code).families and is_common_noun(token, code)


def is_common_noun(token: Token, code: str) -> bool:
    """Whether a word of some length is a common one of the language."""
    return len(token.low) > SHORT and is_common(token.low, code)


def is_common_form(token: Token, code: str) -> bool:
    """Whether a word is a form of a common one; declensions that names hardly have do not count."""
    weights = inflection(code).weights
    return any(one.base in words(code).not_names for one in readings(token.low, code) if one.base != token.low and weights.get(one.rule, 0.0) > -2.0)


def _shape(token: Token, code: str) -> Shape | None:
    found = [shape for one in readings(token.low, code) if not one.marks - _PLAIN and (shape := family(one.base, code))]
    return min(found, key=lambda shape: shape.weak, default=None)


def _is_known(token: Token, code: str) -> bool:
    families = words(code).families
    if any(one.base in families for one in readings(token.low, code) if not one.marks - _PLAIN):
        return True
    return not inflection(code).bears_last and len(token.low) > SHORT and bool(as_name(token.low, "Surn")) and not is_word(token.low)


_PLAIN = frozenset({"joined", "copula", "relative"})
_OBLIQUE = frozenset({"gen", "dat", "acc", "loc", "abl", "ins"})


@lru_cache(maxsize=16384)
def _ending_closes(low: str, code: str) -> bool:
    if not inflection(code).bears_last:
        return False
    bases = [one for one in readings(low, code) if not one.marks - _PLAIN]
    if any("gen" in one.cases and low[one.kept : one.kept + 1] in ("'", "’") for one in bases):
        return True  # "Lennart Meri's | Baltic tour"
    known = [one for one in bases if family(one.base, code) or given_base(one.base, code) or one.base in words(code).families]
    return bool(known) and all(_OBLIQUE & set(one.cases) for one in known)


def _is_closed(token: Token, code: str) -> bool:
    """Whether a word bears an ending behind which no name goes on, in a language whose names bear it at their end."""
    return _ending_closes(token.low, code)
