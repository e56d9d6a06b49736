"""Names of persons in a sentence: runs of capitalised words, cut where one name ends and the next begins, with what speaks for each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from pipeline.entities.declension import as_name, is_word
from pipeline.entities.inflection import inflection, readings
from pipeline.entities.namebook import Given, Shape, family, given, given_base, is_common, words
from pipeline.entities.tokens import Token, is_quoted

_NUMERAL = re.compile(r"(?:I{2,3}|IV|VI{0,3}|IX|X(?:I{1,3}|IV|VI{0,3}|IX)?)\Z")  # of a monarch or pope; a single I is too much else
SURE = ("initial", "given", "family", "particle", "known", "act")
LONGEST = 7  # words of a name; longer runs are headings or lists without commas


@dataclass(frozen=True, slots=True)
class Usage:
    """How a document uses words: those it writes small, and the forms in which each possible base form occurs."""

    small: frozenset[str] = frozenset()
    forms: dict[str, frozenset[str]] | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A word of a name and what is known of it. ``kind``: ``word`` | ``initial`` | ``particle`` | ``numeral``; ``closed``: its ending says that the name ends here;
    ``known``: it is the family name of somebody in the register; ``oblique``: it is no known name and can stand in a local case."""

    token: Token
    kind: str
    given: Given | None = None
    shape: Shape | None = None
    closed: bool = False
    known: bool = False
    oblique: bool = False


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a sentence: the tokens from ``first`` to before ``last``. ``evidence`` says what speaks for it (one of ``SURE``), or nothing."""

    first: int
    last: int
    parts: tuple[Part, ...]
    evidence: str

    @property
    def sure(self) -> bool:
        return self.evidence in SURE


def find_names(tokens: Sequence[Token], blocked: Sequence[bool], code: str, usage: Usage) -> list[Name]:
    """The names among the words of a sentence, sure or not, in order. No ``blocked`` word (of a place, an office) is taken.

    >>> from pipeline.entities.tokens import tokenize
    >>> text = "Dünən Heydər Əliyev N. Nazarbayevlə görüşdü."
    >>> tokens = tokenize(text, (0, len(text)), "az")
    >>> [([part.token.text for part in name.parts], name.evidence) for name in find_names(tokens, [False] * len(tokens), "az", Usage())]
    [(['Heydər', 'Əliyev'], 'given'), (['N.', 'Nazarbayevlə'], 'initial')]
    """
    capitals = _in_capitals(tokens)
    parts = [None if blocked[at] else _part(token, code, usage, capitals) for at, token in enumerate(tokens)]
    if len(parts) > 1 and parts[0] is not None and parts[0].kind == "word" and parts[1] is not None and _opens_only(tokens[0], code):
        parts[0] = None
    parts = [None if part and _is_title(tokens, parts, at, code) else part for at, part in enumerate(parts)]
    parts = [part or _doubtful_given(tokens, parts, at, blocked, code) for at, part in enumerate(parts)]
    parts = [None if part and part.kind == "numeral" and not _is_ordinal(tokens, parts, at, code) else part for at, part in enumerate(parts)]
    found: list[Name] = []
    at = 0
    while at < len(tokens):
        if parts[at] is None:
            at += 1
            continue
        stop = at + 1
        while stop < len(tokens) and parts[stop] is not None and tokens[stop].near:
            stop += 1
        run = [(place, part) for place, part in enumerate(parts[at:stop], at) if part is not None]
        for piece in _cut(run):
            name = _judge(tokens, piece, code)
            if name:
                found.append(name)
        at = stop
    return found


def _is_title(tokens: Sequence[Token], parts: Sequence[Part | None], at: int, code: str) -> bool:
    """Whether a word is a title before a name: "Lord Robertson", but not John Major."""
    if not words(code).patterns["honorifics"].match(tokens[at].low) or at + 1 >= len(tokens) or parts[at + 1] is None or not tokens[at + 1].near:
        return False
    before = parts[at - 1] if at and tokens[at].near else None
    return before is None or before.given is None


def _is_ordinal(tokens: Sequence[Token], parts: Sequence[Part | None], at: int, code: str) -> bool:
    """Whether a numeral is that of a monarch or pope: beside a given name, before it where names bear their ending last, else behind it."""
    before = parts[at - 1] if at and tokens[at].near else None
    after = parts[at + 1] if at + 1 < len(parts) and tokens[at + 1].near else None
    if inflection(code).classes and after is not None and after.given is not None and (before is None or before.kind != "word"):
        return True
    return before is not None and before.given is not None


def _doubtful_given(tokens: Sequence[Token], parts: Sequence[Part | None], at: int, blocked: Sequence[bool], code: str) -> Part | None:
    """A common word that is a given name too ("İslam") is one before a family name."""
    token = tokens[at]
    gender = words(code).given.get(token.low) if token.low in words(code).usual else None
    following = parts[at + 1] if at + 1 < len(tokens) and tokens[at + 1].near else None
    if blocked[at] or token.kind != "word" or gender is None or following is None or following.shape is None or following.shape.weak:
        return None
    return Part(token, "word", Given(gender, readings(token.low, code)[:1]))


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
    if known is None and shape is None and (token.low in usage.small or _is_common(token, code)):
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


_SHORT = 3  # letters up to which a word that opens a sentence may be a family name of the East (Ли, Пан)


def _opens_only(token: Token, code: str) -> bool:
    """Whether a word is capitalised only because it opens the sentence."""
    return token.low not in words(code).families and _is_common_noun(token, code)


def _is_common_noun(token: Token, code: str) -> bool:
    return len(token.low) > _SHORT and is_common(token.low, code)


def _is_common(token: Token, code: str) -> bool:
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
    return not inflection(code).bears_last and len(token.low) > _SHORT and bool(as_name(token.low, "Surn")) and not is_word(token.low)


_PLAIN = frozenset({"joined", "copula"})
_OBLIQUE = frozenset({"gen", "dat", "acc", "loc", "abl", "ins"})


@lru_cache(maxsize=16384)
def _ending_closes(low: str, code: str) -> bool:
    if not inflection(code).bears_last:
        return False
    bases = [one for one in readings(low, code) if not one.marks - _PLAIN]
    known = [one for one in bases if family(one.base, code) or given_base(one.base, code) or one.base in words(code).families]
    return bool(known) and all(_OBLIQUE & set(one.cases) for one in known)


def _is_closed(token: Token, code: str) -> bool:
    """Whether a word bears an ending behind which no name goes on, in a language whose names bear it at their end."""
    return _ending_closes(token.low, code)


# --- where one name ends and the next begins ------------------------------------------------------------------------

_Run = list[tuple[int, Part]]
_TOO_LONG = 12  # words that no name has: a run of so many is cut, so that long runs cost no more than short ones
_AHEAD = 5  # words ahead that tell whether a name begins


def _cut(run: _Run) -> list[_Run]:
    pieces: list[_Run] = [[]]
    for number, item in enumerate(run):
        if pieces[-1] and (len(pieces[-1]) > _TOO_LONG or _begins(pieces[-1], item[1], run[number + 1 : number + _AHEAD])):
            pieces.append([])
        pieces[-1].append(item)
    return pieces


def _begins(before: _Run, part: Part, after: _Run) -> bool:
    """Whether a new name begins with this word."""
    if before[-1][1].closed and part.kind != "particle":
        return True
    if before[-1][1].kind == "initial" and any(one.kind == "word" for _, one in before) and part.kind == "word" and before[0][1].kind == "word":
        return before[0][1].shape is not None and not _is_named([(0, part)])
    full = [one for _, one in before if one.kind == "word"]
    if not full or part.kind == "particle":
        return False
    if part.kind == "numeral":
        return before[-1][1].given is None
    last = full[-1]
    ended = (last.shape is not None or (last.known and len(last.token.low) > _SHORT)) and last.given is None
    if part.kind == "initial" and len(full) == len(before) == 1 and ended and not _is_named(after):
        return False
    if part.kind == "initial":
        follows = next((one for _, one in after if one.kind != "initial"), None)
        return follows is not None and follows.kind == "word" and (ended or len(full) > 1 or any(one.kind == "initial" for _, one in before))
    if _is_behind_whole(full, part):
        return True
    if part.given is None:
        return False
    if len(before) == 1 and last.given is None and _opens_a_name(after):
        return True
    return (ended and len(before) > 1) or (len(full) > 1 and full[0].given is not None and last.given is None and bool(after))


def _is_behind_whole(full: list[Part], part: Part) -> bool:
    """Whether a word with an ending of its own follows a whole name, in a language whose names bear it at their end: "Bill Klinton | Akayevi"."""
    last, whole = full[-1], len(full) > 1 and full[0].given is not None
    ended = last.given is None and (last.known or (last.shape is not None and not last.shape.weak))
    return whole and ended and part.kind == "word" and part.given is None and (part.closed or part.oblique)


def _opens_a_name(after: _Run) -> bool:
    """Whether a family name comes behind a given name, so that the word before belongs to somebody else."""
    follows = after[0][1] if after else None
    fathers = any(one.kind == "particle" for _, one in after[:2]) or (follows is not None and follows.token.low.endswith(("vic", "viç", "вич", "вна")))
    if follows is None or follows.kind != "word" or fathers:
        return False
    return follows.known or (follows.shape is not None and not follows.shape.weak)


def _is_named(after: _Run) -> bool:
    """Whether the word behind an initial is a name of which something is known."""
    follows = next((one for _, one in after if one.kind != "initial"), None)
    return follows is not None and (follows.shape is not None or follows.given is not None or follows.known)


# --- what speaks for a name, and against it -------------------------------------------------------------------------


def _judge(tokens: Sequence[Token], run: _Run, code: str) -> Name | None:
    """The name that a run of words is, or None where it cannot be one."""
    while run and run[0][1].kind == "particle":
        run = run[1:]
    while run and run[-1][1].kind == "particle" and not words(code).patterns["joins"].match(run[-1][1].token.low):
        run = run[:-1]
    run = _without_opener(run)
    full = [part for _, part in run if part.kind == "word"]
    if not full or len(full) > LONGEST or _is_thing(tokens, run, code):
        return None
    evidence = _evidence(run, full, code) or ("act" if _acts(tokens, run, code) else "")
    return Name(run[0][0], run[-1][0] + 1, tuple(part for _, part in run), evidence)


def _acts(tokens: Sequence[Token], run: _Run, code: str) -> bool:
    """Whether a word beside an unknown name says that somebody speaks, travels or is addressed."""
    data = words(code).patterns
    first, last = run[0][0], run[-1][0] + 1
    if len(run) > _ACTING or any(part.kind != "word" or part.token.caps or _is_common_noun(part.token, code) for _, part in run):
        return False
    if first and (tokens[first].near or tokens[first].gap == ". ") and data["acts_before"].match(tokens[first - 1].low.rstrip(".")):
        return tokens[first - 1].kind != "word" or first == 1 or bool(data["honorifics"].match(tokens[first - 1].low.rstrip(".")))
    return last < len(tokens) and tokens[last].near and tokens[last].kind == "lower" and bool(data["acts_behind"].match(tokens[last].low))


_ACTING = 3  # words of an unknown name that a verb beside it may speak for


def _without_opener(run: _Run) -> _Run:
    """The run without a word that is capitalised only because it opens the sentence."""
    if len(run) < 2 or run[0][0] != 0 or run[0][1].kind != "word" or run[0][1].given or run[0][1].shape or run[0][1].known:
        return run
    if len(run[0][1].token.low) <= _SHORT:
        return run
    following = run[1][1]
    return run[1:] if following.given or following.kind == "initial" else run


def _evidence(run: _Run, full: list[Part], code: str) -> str:
    if any(part.kind == "initial" for _, part in run):
        return "initial"
    if full[0].given and any(part.kind == "numeral" for _, part in run):
        return "given"
    if len(full) > 1 and any(part.given for part in full[:-1]):
        return "given"
    if full[-1].shape and (not full[-1].shape.weak or _is_weakly_family(full)):
        return "family"
    if len(full) > 1 and full[0].shape and not full[0].shape.weak:
        return "family"
    if len(full) > 1 and full[-1].given and not full[0].given and len(full) < 4 and not _is_common_noun(full[0].token, code):
        return "given"
    if any(part.kind == "particle" for _, part in run) and len(full) > 1:
        return "particle"
    if full[-1].known and (len(full) == 1 and len(full[0].token.low) > _SHORT or len(full) == 2 and full[0].shape is None):
        return "known"
    if len(full) > 1 and full[0].known and all(len(part.token.low) <= _SYLLABLES for part in full):
        return "known"
    return ""


_SYLLABLES = 8  # letters of the words of a name whose family name stands first (Moon Jae-in)


def _is_weakly_family(full: list[Part]) -> bool:
    """Whether the last of two words is a family name by a weak shape."""
    last = full[-1]
    adjective = last.shape is not None and last.shape.adjective
    return len(full) == 2 and not adjective and last.given is None and len(last.token.low) > 5 and full[0].shape is None


def _is_thing(tokens: Sequence[Token], run: _Run, code: str) -> bool:
    """A street, prize or foundation named after somebody is nobody."""
    data = words(code)
    first, last = run[0][0], run[-1][0] + 1
    if is_quoted(tokens, first, last) and (len(run) > 1 or run[0][1].shape is None):
        return True
    if any(part.kind == "word" and part.shape is None and part.given is None and data.patterns["after_stop"].match(part.token.low) for _, part in run[1:]):
        return True
    if any(data.patterns["before_stop"].match(part.token.low) for _, part in run[:-1] if part.given is None):
        return True
    if first and tokens[first].near and any(data.patterns["before_stop"].match(text) for text in _words_before(tokens, first)):
        return True
    if run[-1][1].closed or last >= len(tokens) or not tokens[last].near:
        return False
    if _leads_to_a_thing(tokens, last, code):
        return True
    following = tokens[last]
    told = any(part.shape is not None or part.kind == "initial" for _, part in run)
    return not told and following.kind == "word" and not following.caps and (following.low in data.not_names or _is_common(following, code))


def _words_before(tokens: Sequence[Token], at: int) -> tuple[str, ...]:
    """The word before, and the two words before."""
    one = tokens[at - 1].low
    return (one, f"{tokens[at - 2].low} {one}") if at > 1 and tokens[at - 1].near else (one,)


def _leads_to_a_thing(tokens: Sequence[Token], at: int, code: str) -> bool:
    """Whether the words behind a name are those of a thing that bears it: "... Beynəlxalq Aeroportu"."""
    pattern = words(code).patterns["after_stop"]
    for distance in range(_THING):
        if at >= len(tokens) or not tokens[at].near:
            return False
        if pattern.match(tokens[at].low) and _is_owned(tokens[at], code):
            return True
        if tokens[at].kind != "word" or distance and not tokens[at].text[0].isupper():
            return False
        at += 1
    return False


def _is_owned(token: Token, code: str) -> bool:
    """Whether a thing is somebody's, in a language that marks it at the thing ("sarayı", not "sarayda")."""
    if not inflection(code).classes:
        return True
    return any("owned" in one.marks for one in readings(token.low, code))


_THING = 3  # words between a name and the thing that bears it


def with_evidence(name: Name, evidence: str) -> Name:
    """The name with something found elsewhere that speaks for it."""
    return replace(name, evidence=name.evidence or evidence)
