"""Names of persons in a sentence: runs of capitalised words, cut where one name ends and the next begins, with what speaks for each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.entities.cutting import Run, cut
from pipeline.entities.inflection import inflection, readings
from pipeline.entities.namebook import is_known_end, opens_name, words
from pipeline.entities.offices import words as office_words
from pipeline.entities.parts import SHORT, Part, Usage, find_parts, is_common_form, is_common_noun
from pipeline.entities.register import known_names
from pipeline.entities.tokens import Token, is_quoted

SURE = ("initial", "given", "family", "particle", "known", "act", "model")
LONGEST = 7  # words of a name; longer runs are headings or lists without commas


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a sentence: the tokens from ``first`` to before ``last``. ``evidence`` says what speaks for it (one of ``SURE``), or nothing."""

    first: int
    last: int
    parts: tuple[Part, ...]
    evidence: str

    @property
    def sure(self) -> bool:
        """Whether something speaks for the name by itself."""
        return self.evidence in SURE


def find_names(tokens: Sequence[Token], blocked: Sequence[bool], code: str, usage: Usage) -> list[Name]:
    """The names among the words of a sentence, sure or not, in order. No ``blocked`` word (of a place, an office) is taken.

    >>> from pipeline.entities.tokens import tokenize
    >>> text = "Dünən Heydər Əliyev N. Nazarbayevlə görüşdü."
    >>> tokens = tokenize(text, (0, len(text)), "az")
    >>> [([part.token.text for part in name.parts], name.evidence) for name in find_names(tokens, [False] * len(tokens), "az", Usage())]
    [(['Heydər', 'Əliyev'], 'given'), (['N.', 'Nazarbayevlə'], 'initial')]
    """
    parts = find_parts(tokens, blocked, code, usage)
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
        for piece in cut(run, code, usage):
            name = _judge(tokens, piece, code, blocked)
            if name:
                found.append(name)
        at = stop
    return [_beside_sure(tokens, found, number, code) for number in range(len(found))]


def _beside_sure(tokens: Sequence[Token], names: Sequence[Name], number: int, code: str) -> Name:
    """A name of several unknown words that "and" joins to one that is beyond doubt is one too: "Andrey Qromıko və İenq Sari"."""
    name = names[number]
    if name.sure or not 1 < len(name.parts) <= _ACTING or any(part.kind != "word" or part.token.caps or is_common_noun(part.token, code) or is_common_form(part.token, code) for part in name.parts):
        return name
    joints = office_words(code).conjunctions
    pairs = ((one, name) if one.first < name.first else (name, one) for one in names[max(0, number - 1) : number + 2] if one.sure and len(one.parts) > 1)
    joined = any(first.last + 1 == second.first and tokens[first.last].low in joints and tokens[first.last].near and tokens[second.first].near for first, second in pairs)
    return replace(name, evidence="act") if joined else name


def name_cases(name: Name, code: str) -> frozenset[str]:
    """The cases that known words of a name allow, in a language whose names change with every word; nothing where none is known."""
    found: frozenset[str] = frozenset()
    for part in name.parts if not inflection(code).bears_last else ():
        cases = part.cases(code)
        found = (found & cases if found else cases) if cases else found
    return found


# --- what speaks for a name, and against it -------------------------------------------------------------------------


def _judge(tokens: Sequence[Token], run: Run, code: str, blocked: Sequence[bool]) -> Name | None:
    """The name that a run of words is, or None where it cannot be one; what stands ``blocked`` behind it is of a place or an office, no thing."""
    while run and run[0][1].kind == "particle" and not is_known_end([part.token.low for _, part in run], code):
        run = run[1:]
    while run and run[-1][1].kind == "particle" and not words(code).patterns["joins"].match(run[-1][1].token.low):
        run = run[:-1]
    run = _without_opener(run, code)
    full = [part for _, part in run if part.kind == "word"]
    if not full or run[0][1].kind == "rank" or len(full) > LONGEST or _is_thing(tokens, run, code, blocked):
        return None
    evidence = _evidence(run, full, code) or ("act" if _acts(tokens, run, code) or _journeys(tokens, run, code, blocked) else "")
    return Name(run[0][0], run[-1][0] + 1, tuple(part for _, part in run), evidence)


def _acts(tokens: Sequence[Token], run: Run, code: str) -> bool:
    """Whether a word beside an unknown name says that somebody speaks, travels or is addressed."""
    data = words(code).patterns
    first, last = run[0][0], run[-1][0] + 1
    if len(run) > _ACTING or any(part.kind != "word" or part.token.caps or is_common_noun(part.token, code) for _, part in run):
        return False
    if first and (tokens[first].near or tokens[first].gap == ". ") and data["acts_before"].match(tokens[first - 1].low.rstrip(".")):
        return tokens[first - 1].kind != "word" or first == 1 or bool(data["honorifics"].match(tokens[first - 1].low.rstrip(".")))
    if first and tokens[first].gap == ", " and len(run) == 1 and data["kin"].match(tokens[first - 1].low):
        return last >= len(tokens) or tokens[last].gap[:1] in ",."
    if last >= len(tokens) or tokens[last].kind != "lower":
        return False
    if tokens[last].gap == ", " and len(run) > 1 and data["acts_apart"].match(tokens[last].low):
        return True
    return tokens[last].near and bool(data["acts_behind"].match(tokens[last].low))


def _journeys(tokens: Sequence[Token], run: Run, code: str, blocked: Sequence[bool]) -> bool:
    """Whether the clause of several unknown words tells a journey or talks of theirs: "In May X Y flew to Z", "the visit of X Y". Places and days may stand between, no other name."""
    data = words(code).patterns
    first, last = run[0][0], run[-1][0] + 1
    if not 1 < len(run) <= _ACTING or any(part.kind != "word" or part.token.caps or len(part.token.low) < SHORT or is_common_noun(part.token, code) or is_common_form(part.token, code) for _, part in run):
        return False
    if first and tokens[first].near and any(data["journeys_before"].match(text) for text in _words_before(tokens, first)):
        return True
    for at in range(last, min(len(tokens), last + _CLAUSE)):
        if _PARTED.search(tokens[at].gap) or tokens[at].kind == "word" and not blocked[at] and not tokens[at].low[0].isdigit():
            return False
        pair = f"{tokens[at].low} {tokens[at + 1].low}" if at + 1 < len(tokens) and tokens[at + 1].near else ""
        if tokens[at].kind == "lower" and (data["journeys_behind"].match(tokens[at].low) or data["journeys_behind"].match(pair)):
            return True
    return False


_CLAUSE = 12  # words between an unknown name and the verb of its journey
_PARTED = re.compile(r"[,;:.()«»“”]|\"")

_ACTING = 3  # words of an unknown name that a verb beside it may speak for


def _without_opener(run: Run, code: str) -> Run:
    """The run without a word that is capitalised only because it opens the sentence."""
    if len(run) < 2 or run[0][0] != 0 or run[0][1].kind != "word" or run[0][1].given or run[0][1].shape or run[0][1].known:
        return run
    if len(run[0][1].token.low) <= SHORT or opens_name(run[0][1].token.low, code):
        return run
    following = run[1][1]
    if any(f"{run[0][1].token.low} {one.base}" in known_names(code) for one in readings(following.token.low, code)):
        return run  # "Şeyx Həsinə"
    local = any({"loc", "abl"} & set(one.cases) for one in readings(run[0][1].token.low, code))
    if len(run) == 2 and following.given and (following.known or following.shape) and not local:
        return run  # "Viktar Sheiman, then ...": one whose given name no list has
    return run[1:] if following.given or following.kind == "initial" else run


def _evidence(run: Run, full: list[Part], code: str) -> str:
    if any(part.kind == "initial" for _, part in run):
        return "initial"
    if full[0].given and any(part.kind == "numeral" for _, part in run) or run[-1][1].kind == "rank":
        return "given"
    if len(full) > 1 and any(part.given for part in full[:-1]):
        return "given"
    if full[-1].shape and (not full[-1].shape.weak or _is_weakly_family(full)):
        return "family"
    if len(full) > 1 and full[0].shape and not full[0].shape.weak:
        return "family"
    if len(full) > 1 and full[-1].given and not full[0].given and len(full) < 4 and not is_common_noun(full[0].token, code):
        return "given"
    if any(part.kind == "particle" for _, part in run) and len(full) > 1:
        return "particle"
    if full[-1].known and (len(full) == 1 and len(full[0].token.low) > SHORT or len(full) == 2 and full[0].shape is None):
        return "known"
    if len(full) > 1 and full[0].known and all(len(part.token.low) <= _SYLLABLES for part in full):
        return "known"
    if len(full) == 2 and opens_name(full[0].token.low, code) and all(len(part.token.low) <= _SYLLABLE and not is_common_form(part.token, code) for part in full):
        return "known"  # "Le Duan"
    if len(full) == _OF_THE_EAST and opens_name(full[0].token.low, code) and len(full[1].token.low) <= SHORT and not any(is_common_noun(part.token, code) or is_common_form(part.token, code) for part in full):
        return "known"
    return ""


_OF_THE_EAST = 3  # words of a name whose family name stands first: Vo Van Kiet
_SYLLABLE = 5  # letters of the words of a name of two that nothing else tells
_SYLLABLES = 8  # letters of the words of a name whose family name stands first (Moon Jae-in)


def _is_weakly_family(full: list[Part]) -> bool:
    """Whether the last of two words is a family name by a weak shape."""
    last = full[-1]
    adjective = last.shape is not None and last.shape.adjective
    return len(full) == 2 and not adjective and last.given is None and len(last.token.low) > 5 and full[0].shape is None


def _is_thing(tokens: Sequence[Token], run: Run, code: str, blocked: Sequence[bool]) -> bool:
    """A street, prize or foundation named after somebody is nobody."""
    data = words(code)
    first, last = run[0][0], run[-1][0] + 1
    if is_quoted(tokens, first, last) and (len(run) > 1 or run[0][1].shape is None or _is_lower(tokens, last)):
        return True
    if any(part.kind == "word" and part.shape is None and part.given is None and data.patterns["after_stop"].match(part.token.low) for _, part in run[1:]):
        return True
    if any(data.patterns["before_stop"].match(part.token.low) for _, part in run[:-1] if part.given is None):
        return True
    in_memory = all(data.patterns["memory"].match(token.low) for token in tokens[:first])
    if first and not in_memory and tokens[first].near and any(data.patterns["before_stop"].match(text) for text in _words_before(tokens, first)):
        return True
    if run[-1][1].closed or last >= len(tokens) or not tokens[last].near:
        return False
    if _leads_to_a_thing(tokens, last, code):
        return True
    following = tokens[last]
    told = any(part.shape is not None or part.kind == "initial" for _, part in run) or len(run) > 1 and first > 0 and tokens[first].near and blocked[first - 1]
    return not told and following.kind == "word" and not following.caps and not blocked[last] and (following.low in data.not_names or is_common_form(following, code))


def _is_lower(tokens: Sequence[Token], at: int) -> bool:
    """Whether a small word stands right behind a closing quotation mark: the thing that is called so."""
    return at < len(tokens) and tokens[at].kind == "lower" and tokens[at].gap[-1:] == " " and not any(mark in tokens[at].gap for mark in ",.;:-–—")


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
            return not _is_region(tokens, at, code)
        if tokens[at].kind != "word" or distance and not tokens[at].text[0].isupper():
            return False
        at += 1
    return False


def _is_region(tokens: Sequence[Token], at: int, code: str) -> bool:
    """Whether a word that could be a thing begins the name of a region: "Baş nazir A B | Mərkəzi Asiya turnesində"."""
    return at + 1 < len(tokens) and tokens[at + 1].near and bool(words(code).patterns["regions"].match(f"{tokens[at].low} {tokens[at + 1].low}"))


def _is_owned(token: Token, code: str) -> bool:
    """Whether a thing is somebody's, in a language that marks it at the thing ("sarayı", not "sarayda")."""
    if not inflection(code).classes:
        return True
    return any("owned" in one.marks for one in readings(token.low, code))


_THING = 3  # words between a name and the thing that bears it
