"""Find the predicates of a sentence: known words with their meaning, and other verbs, by which clauses are told."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.predicates.denial import denied
from pipeline.predicates.forms import Form
from pipeline.predicates.groups import REACH, compose, goes_with
from pipeline.predicates.lexicon import Expression, Lexicon, lexicon
from pipeline.text import fold, plain
from pipeline.values import Predicate

_WORD = re.compile(r"[^\W_¹²³⁰-⁹]+(?:[-'][^\W_¹²³⁰-⁹]+)*")  # the number of a footnote belongs to no word
FAR, NEAR = 180, 110  # characters around a word in which what must, and what must not, stand beside it is looked for
INVERTED = ("have", "be", "would", "future", "do")  # flags of auxiliaries that may stand before the subject
_ORDER = {"finite": 0, "perfect": 1, "participle": 2, "converb": 3, "infinitive": 4, "noun": 5, "potential": 6}


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    stop: int
    text: str


@dataclass(frozen=True, slots=True)
class _Hit:
    """A word read as a predicate: the words it consumes, and what it is."""

    at: int
    words: tuple[int, ...]
    expression: Expression
    form: Form


def find_predicates(text: str, span: tuple[int, int], code: str, skips: Sequence[tuple[int, int]] = ()) -> tuple[Predicate, ...]:
    """The predicates of ``text[start:stop]`` in order, each word at most once.

    ``skips`` are the spans of names, places and dates, sorted: no predicate is read in them, and a verb group reaches over them.
    """
    words = lexicon(code)
    folded = fold(plain(text[span[0] : span[1]]))
    tokens = _tokens(folded, span[0], skips)
    hits = [hit for at in range(len(tokens)) for hit in _hits_at(words, tokens, at, folded, span[0])]
    kept = _best(hits)
    found = _without_auxiliaries([_predicate(words, tokens, hit, folded, span[0]) for hit in kept])
    found += [one for one in _fixed(words, folded, span[0], skips) if not goes_with(words.right, found, one, (folded, span[0]))]
    taken = {at for hit in kept for at in hit.words} | {at for predicate in found for at in _inside(tokens, predicate)}
    found += [other for at in range(len(tokens)) if at not in taken and (other := _other(words, tokens, at, folded, span[0]))]
    found = _without_passives(words, _without_auxiliaries(found), folded, span[0])
    return denied(_without_overlap(found), folded, span[0], words.neither)


def _tokens(folded: str, offset: int, skips: Sequence[tuple[int, int]]) -> list[_Word]:
    starts = [start for start, _ in skips]
    found = []
    for match in _WORD.finditer(folded):
        start = match.start() + offset
        at = bisect_right(starts, start) - 1
        if at < 0 or start >= skips[at][1]:
            found.append(_Word(start, match.end() + offset, match[0]))
    return found


def _inside(tokens: list[_Word], predicate: Predicate) -> list[int]:
    return [at for at, token in enumerate(tokens) if predicate.group_start <= token.start < predicate.stop]


def _without_auxiliaries(found: list[Predicate]) -> list[Predicate]:
    """Leave out the predicates that are only auxiliaries of another one: "was" in "was received"."""
    return [one for one in found if not any(other is not one and other.group_start <= one.start < other.start for other in found)]


def _without_passives(words: Lexicon, found: list[Predicate], folded: str, offset: int) -> list[Predicate]:
    """Leave out a "was" that makes a passive with a word further on: "was the other day received"."""
    return [one for one in found if not (words.left.get(folded[one.start - offset : one.stop - offset]) == "be" and _makes_passive(words, one, folded, offset))]


def _makes_passive(words: Lexicon, verb: Predicate, folded: str, offset: int) -> bool:
    behind = re.compile(r"((?:\s+[\w-]+){1,4})").match(folded, verb.stop - offset)
    return behind is not None and any(words.passives.match(word) for word in behind[1].split())


# --- known words ----------------------------------------------------------------------------------------------------


def _hits_at(words: Lexicon, tokens: list[_Word], at: int, folded: str, offset: int) -> list[_Hit]:
    hits = []
    for form in _readings(words, tokens, at, folded, offset):
        if form.form == "potential" and not (at + 1 < len(tokens) and tokens[at + 1].text.startswith(words.able)):
            continue
        table = words.noun_expressions if form.noun else words.expressions
        for expression in table.get(form.stem, ()):
            consumed = _literals(words, tokens, at, expression)
            if consumed and not words.gap and not _in_one_piece(tokens, (*consumed, at), folded, offset):
                continue
            if consumed is not None and _fits(expression, folded, tokens[min(consumed + (at,))].start - offset, tokens[at].stop - offset):
                hits.append(_Hit(at, (*consumed, at), expression, form))
    return hits


def _readings(words: Lexicon, tokens: list[_Word], at: int, folded: str, offset: int) -> list[Form]:
    """The forms of a word: readings that differ in case only are one; of noun and verb the one that its neighbours speak for."""
    merged: dict[tuple[object, ...], Form] = {}
    for form in words.engine.forms(tokens[at].text):
        key = (form.stem, form.form, form.time, form.passive, form.plural and form.form != "participle", form.noun)
        known = merged.get(key)
        merged[key] = replace(known, cases=tuple(dict.fromkeys((*known.cases, *form.cases)))) if known else form
    forms = list(merged.values())
    if words.verb_before and any(_is_base(form) for form in forms):
        forms = _without_base(words, forms, tokens, at, folded, offset)
    if len({form.noun for form in forms}) > 1 and words.verb_before and _stands_as_noun(words, tokens, at, folded, offset):
        return [form for form in forms if form.noun]
    if len({form.noun for form in forms}) > 1 and words.verb_before:
        noun = not _stands_as_verb(words, tokens, at, folded, offset)
        return [form for form in forms if form.noun is noun or form.form in ("participle", "perfect")]
    return forms


def _is_base(form: Form) -> bool:
    """True for a form of the present, which in some languages may as well be a noun."""
    return form.form == "finite" and form.time == "present" and not form.noun


def _without_base(words: Lexicon, forms: list[Form], tokens: list[_Word], at: int, folded: str, offset: int) -> list[Form]:
    """Forms without those of the present where only a noun or a participle can stand ("the end", "had come"), and the other way round."""
    _, flags = _group(words, tokens, at, at, folded, offset)
    if flags and flags[-1] in ("have", "be") or _stands_as_noun(words, tokens, at, folded, offset):
        return [form for form in forms if not _is_base(form)]
    return [form for form in forms if form.form != "participle" or form.time != "past"]


def _stands_as_noun(words: Lexicon, tokens: list[_Word], at: int, folded: str, offset: int) -> bool:
    """True right behind a word that only a noun can follow ("the end", "his return"); "planned" is one behind an article: "a planned visit"."""
    before = tokens[at - 1].text if at and _touch(tokens[at - 1], tokens[at], folded, offset) else ""
    if before in words.left:
        owned = folded[max(0, tokens[at - 1].start - offset - 3) : tokens[at - 1].start - offset].rstrip().endswith(("'s", "’s"))  # "the minister's planned visit"
        if before in words.noun_behind and owned:
            return True
        return before in words.noun_behind and at > 1 and words.left.get(tokens[at - 2].text) is None and _stands_as_noun(words, tokens, at - 1, folded, offset)
    return before in words.noun_behind or before.endswith("'s")


def _stands_as_verb(words: Lexicon, tokens: list[_Word], at: int, folded: str, offset: int) -> bool:
    before = tokens[at - 1].text if at and _touch(tokens[at - 1], tokens[at], folded, offset) else ""
    if _stands_as_noun(words, tokens, at, folded, offset):
        return False
    if words.left.get(before):
        return True
    after = tokens[at + 1].text if at + 1 < len(tokens) and _touch(tokens[at], tokens[at + 1], folded, offset) else ""
    rest = folded[tokens[at].stop - offset :]
    gap = len(rest) - len(rest.lstrip())
    skipped = bool(gap) and (not after or tokens[at + 1].start - tokens[at].stop > gap)  # a name, which is no token, follows
    return skipped or after in words.verb_before


def _literals(words: Lexicon, tokens: list[_Word], at: int, expression: Expression) -> tuple[int, ...] | None:
    """The places of the other words of an expression; None where one is not there."""
    found: list[int] = []
    place = at
    for word in reversed(expression.before):
        place = _look(tokens, place, -1, word, words.gap)
        if place < 0:
            return None
        found.append(place)
    place = at
    for number, word in enumerate(expression.after):
        ahead = _look(tokens, place, 1, word, words.gap if number == 0 else 0)
        if ahead < 0 and words.either_side:
            ahead = _look(tokens, at, -1, word, words.gap)
        if ahead < 0:
            return None
        found.append(ahead)
        place = ahead
    return tuple(found)


def _in_one_piece(tokens: list[_Word], places: tuple[int, ...], folded: str, offset: int) -> bool:
    """True where nothing but blanks stands between the words of an expression."""
    low, high = tokens[min(places)], tokens[max(places)]
    between = folded[low.start - offset : high.stop - offset]
    return len(between.split()) == len(places)


def _look(tokens: list[_Word], at: int, step: int, word: str, gap: int) -> int:
    for distance in range(1, gap + 2):
        place = at + step * distance
        if not 0 <= place < len(tokens):
            return -1
        if tokens[place].text == word:
            return place
    return -1


def _fits(expression: Expression, folded: str, start: int, stop: int) -> bool:
    entry = expression.entry
    low, high = max(0, start - NEAR), min(len(folded), stop + NEAR)
    if entry.beside and not entry.beside.search(folded, max(0, start - FAR), min(len(folded), stop + FAR)):
        return False
    if entry.not_behind and entry.not_behind.search(folded, low, start):
        return False
    if entry.idioms and any(match.start() < stop and match.end() > start for match in entry.idioms.finditer(folded, low, high)):
        return False
    return not (entry.against and entry.against.search(folded, low, high))


def _best(hits: list[_Hit]) -> list[_Hit]:
    """Of the readings of each word the one that consumes most; verbs before nouns where both are as good; no word twice."""
    ranked = sorted(hits, key=lambda hit: (-hit.expression.size, hit.at, hit.expression.entry.beside is None, _ORDER[hit.form.form]))
    taken: set[int] = set()
    kept = []
    for hit in ranked:
        if not taken & set(hit.words):
            taken |= set(hit.words)
            kept.append(hit)
    return kept


def _predicate(words: Lexicon, tokens: list[_Word], hit: _Hit, folded: str, offset: int) -> Predicate:
    entry, low, high = hit.expression.entry, min(hit.words), max(hit.words)
    first, flags = _group(words, tokens, low if not words.either_side else hit.at, high, folded, offset)
    form = compose(hit.form, flags)
    loose = form.form == "perfect"
    if loose:
        form = _settled(words, form, tokens, hit.at, folded, offset)
    head = tokens[hit.at]
    whole = not words.either_side and not any(_over_name(tokens[at], tokens[at + 1], folded, offset) for at in range(low, high))
    start, stop = (tokens[low].start, tokens[high].stop) if whole else (head.start, head.stop)
    return Predicate(
        start=start, stop=stop, group_start=tokens[first].start, id=entry.id, sense=entry.sense, form=form.form, time=form.time, mood=form.mood,
        passive=form.passive or entry.passive, negated=form.negated, cases=form.cases, plural=form.plural, possessed=form.possessed, phase=entry.phase,
        weak=entry.weak, frame=entry.frame, loose=loose,
    )  # fmt: skip


def _group(words: Lexicon, tokens: list[_Word], low: int, high: int, folded: str, offset: int) -> tuple[int, tuple[str, ...]]:
    """Where the group of a verb begins, and the flags of its other words in the order of the text."""
    flags: list[str] = []
    first = at = low
    while at > 0 and low - at < REACH and _touch(tokens[at - 1], tokens[at], folded, offset):
        at -= 1
        over = _over_name(tokens[at], tokens[at + 1], folded, offset)
        if over and words.left.get(tokens[at].text) not in INVERTED:
            break
        if flag := words.left.get(tokens[at].text):
            flags.insert(0, flag)
            first = at
        elif not words.passing.fullmatch(tokens[at].text):
            break
    if high + 1 < len(tokens) and (flag := words.right.get(tokens[high + 1].text)) and _touch(tokens[high], tokens[high + 1], folded, offset):
        flags.append(flag)
    return first, tuple(flags)


def _touch(left: _Word, right: _Word, folded: str, offset: int) -> bool:
    """True where no sign of punctuation stands between two words."""
    return not re.search(r"[^\w\s'-]", folded[left.stop - offset : right.start - offset])


def _over_name(left: _Word, right: _Word, folded: str, offset: int) -> bool:
    """True where a name stands between two words: only an auxiliary reaches over it ("had the minister come")."""
    return re.search(r"\w", folded[left.stop - offset : right.start - offset]) is not None


_OPPOSITE = {"participle": "finite", "finite": "participle"}


def _settled(words: Lexicon, form: Form, tokens: list[_Word], at: int, folded: str, offset: int) -> Form:
    """A form that is finite at the end of a clause and a participle before a noun."""
    follows = re.match(r"\s+\w", folded[tokens[at].stop - offset :]) is not None
    after = tokens[at + 1].text if at + 1 < len(tokens) else ""
    kind = words.perfect_before if after not in words.perfect_except else _OPPOSITE[words.perfect_before]
    return replace(form, form=kind if follows else "finite")


def _fixed(words: Lexicon, folded: str, offset: int, skips: Sequence[tuple[int, int]]) -> list[Predicate]:
    found = []
    for pattern, entry in words.fixed:
        for match in pattern.finditer(folded):
            start, stop = match.start() + offset, match.end() + offset
            if not any(low <= start < high for low, high in skips):
                found.append(Predicate(start, stop, start, entry.id, entry.sense, "finite", "past", weak=entry.weak, frame=entry.frame, phase=entry.phase))
    return found


# --- other verbs ----------------------------------------------------------------------------------------------------


def _other(words: Lexicon, tokens: list[_Word], at: int, folded: str, offset: int) -> Predicate | None:
    word = tokens[at]
    if len(word.text) < 3 or words.not_verbs.match(word.text):
        return None
    for form, pattern in words.shapes:
        if pattern.match(word.text):
            return _composed(words, tokens, at, Form(word.text, form[0], "".join(form[1:2]), "".join(form[2:3])), folded, offset)
    return None


def _composed(words: Lexicon, tokens: list[_Word], at: int, form: Form, folded: str, offset: int) -> Predicate:
    """A verb of no meaning in particular, with what its group tells."""
    word = tokens[at]
    first, flags = _group(words, tokens, at, at, folded, offset)
    told = compose(form, flags)
    loose = told.form == "perfect"
    if loose:
        told = _settled(words, told, tokens, at, folded, offset)
    return Predicate(
        start=word.start, stop=word.stop, group_start=tokens[first].start, id="other", sense="other", form=told.form, time=told.time, mood=told.mood,
        passive=told.passive, negated=told.negated, loose=loose,
    )  # fmt: skip


def _without_overlap(found: list[Predicate]) -> tuple[Predicate, ...]:
    found.sort(key=lambda predicate: (predicate.start, predicate.sense == "other", -predicate.stop))
    kept: list[Predicate] = []
    for predicate in found:
        if not kept or predicate.start >= kept[-1].stop:
            kept.append(predicate)
    return tuple(kept)
