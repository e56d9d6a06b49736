"""Find the predicates of a sentence: known words with their meaning, and other verbs, by which clauses are told."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.entities.analyser import may_be_verb
from pipeline.predicates.coordination import coordinated
from pipeline.predicates.denial import denied
from pipeline.predicates.forms import Form
from pipeline.predicates.groups import compose, goes_with
from pipeline.predicates.lexicon import Entry, Expression, Lexicon, lexicon
from pipeline.predicates.nouns import is_base, stands_as_noun, stands_as_verb, without_base
from pipeline.predicates.words import Word, find_words, group_of, over_name
from pipeline.text import fold, plain
from pipeline.values import Predicate

FAR, NEAR = 180, 110  # characters around a word in which what must, and what must not, stand beside it is looked for
_ORDER = {"finite": 0, "perfect": 1, "participle": 2, "converb": 3, "infinitive": 4, "noun": 5, "potential": 6}


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
    tokens = find_words(folded, span[0], skips)
    hits = [hit for at in range(len(tokens)) for hit in _hits_at(words, tokens, at, folded, span[0])]
    kept = _best(hits)
    found = _without_auxiliaries([_predicate(words, tokens, hit, folded, span[0]) for hit in kept])
    found = [one for one in found if not goes_with(words.done, found, one, (folded, span[0]))]
    found += [one for one in _fixed(words, folded, span[0], skips) if not goes_with(words.right, found, one, (folded, span[0]))]
    found += _glued(words, found, folded, span[0])
    taken = {at for hit in kept for at in hit.words} | {at for predicate in found for at in _inside(tokens, predicate)}
    found += [other for at in range(len(tokens)) if at not in taken and (other := _other(words, tokens, at, folded, span[0]))]
    found = coordinated(_without_passives(words, _without_auxiliaries(found), (folded, span[0]), skips), folded, span[0], words.joining)
    return denied(_apart(_without_overlap(found)), folded, span[0], words.neither)


def _inside(tokens: list[Word], predicate: Predicate) -> list[int]:
    return [at for at, token in enumerate(tokens) if predicate.group_start <= token.start < predicate.stop]


def _apart(found: tuple[Predicate, ...]) -> tuple[Predicate, ...]:
    """Predicates whose groups do not reach into the words of the one before: "accepted an invitation | to make"."""
    told: list[Predicate] = []
    for one in found:
        before = max((other.stop for other in found if other is not one and one.group_start < other.stop <= one.start and other.start < one.start), default=0)
        told.append(replace(one, group_start=before + 1) if before else one)
    return tuple(told)


def _without_auxiliaries(found: list[Predicate]) -> list[Predicate]:
    """Leave out the predicates that are only auxiliaries of another one: "was" in "was received"."""
    return [one for one in found if not any(other is not one and other.form != "noun" and other.group_start <= one.start < other.start for other in found)]


def _without_passives(words: Lexicon, found: list[Predicate], text: tuple[str, int], skips: Sequence[tuple[int, int]]) -> list[Predicate]:
    """Leave out a "was" that makes a passive with a word further on: "was the other day received". ``text``: the folded sentence and its offset."""
    folded, offset = text
    return [one for one in found if not (words.left.get(folded[one.start - offset : one.stop - offset]) == "be" and _makes_passive(words, one, text, skips))]


def _makes_passive(words: Lexicon, verb: Predicate, text: tuple[str, int], skips: Sequence[tuple[int, int]]) -> bool:
    """True where one of the next words is a short participle; names, places and dates (``skips``) are none."""
    folded, offset = text
    behind = re.compile(r"((?:\s+[\w-]+){1,4})").match(folded, verb.stop - offset)
    told = re.finditer(r"[\w-]+", folded[behind.start() : behind.end()]) if behind else ()
    starts = [(behind.start() + match.start() + offset, match[0]) for match in told] if behind else []
    return any(words.passives.match(word) and not any(low <= start < high for low, high in skips) for start, word in starts)


# --- known words ----------------------------------------------------------------------------------------------------


def _hits_at(words: Lexicon, tokens: list[Word], at: int, folded: str, offset: int) -> list[_Hit]:
    hits = []
    for form in _readings(words, tokens, at, folded, offset):
        if form.form == "potential" and not (at + 1 < len(tokens) and tokens[at + 1].text.startswith(words.able)):
            continue
        table = words.noun_expressions if form.noun else words.expressions
        for expression in table.get(form.stem, ()):
            consumed = _literals(words, tokens, at, expression)
            if consumed and (_are_parted(words, tokens, (*consumed, at), folded, offset) or not words.gap and not _in_one_piece(tokens, (*consumed, at), folded, offset)):
                continue
            if consumed is not None and _fits(expression, folded, tokens[min(consumed + (at,))].start - offset, tokens[at].stop - offset):
                hits.append(_Hit(at, (*consumed, at), expression, form))
    return hits


def _readings(words: Lexicon, tokens: list[Word], at: int, folded: str, offset: int) -> list[Form]:
    """The forms of a word: readings that differ in case only are one; of noun and verb the one that its neighbours speak for."""
    merged: dict[tuple[object, ...], Form] = {}
    for form in words.engine.forms(tokens[at].text):
        key = (form.stem, form.form, form.time, form.passive, form.plural and form.form != "participle", form.noun)
        known = merged.get(key)
        merged[key] = replace(known, cases=tuple(dict.fromkeys((*known.cases, *form.cases)))) if known else form
    forms = list(merged.values())
    if words.verb_before and any(is_base(form) for form in forms):
        forms = without_base(words, forms, tokens, at, folded, offset)
    if len({form.noun for form in forms}) > 1 and words.verb_before and stands_as_noun(words, tokens, at, folded, offset):
        return [form for form in forms if form.noun]
    if len({form.noun for form in forms}) > 1 and words.verb_before:
        noun = not stands_as_verb(words, tokens, at, folded, offset)
        return [form for form in forms if form.noun is noun or form.form in ("participle", "perfect")]
    return forms


def _literals(words: Lexicon, tokens: list[Word], at: int, expression: Expression) -> tuple[int, ...] | None:
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


def _in_one_piece(tokens: list[Word], places: tuple[int, ...], folded: str, offset: int) -> bool:
    """True where nothing but blanks stands between the words of an expression."""
    low, high = tokens[min(places)], tokens[max(places)]
    between = folded[low.start - offset : high.stop - offset]
    return len(between.split()) == len(places)


def _are_parted(words: Lexicon, tokens: list[Word], places: tuple[int, ...], folded: str, offset: int) -> bool:
    """True where a semicolon stands between the words of an expression, or a comma between two verbs: "Madridə uçub, mayın 7-də Romaya gedəcək"."""
    between = folded[tokens[min(places)].start - offset : tokens[max(places)].stop - offset]
    return ";" in between or "," in between and any(form.form == "finite" and not form.noun for form in words.engine.forms(tokens[min(places)].text))


def _look(tokens: list[Word], at: int, step: int, word: str, gap: int) -> int:
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
    if _in_idiom(entry, folded, start, stop):
        return False
    return not (entry.against and entry.against.search(folded, low, high))


def _in_idiom(entry: Entry, folded: str, start: int, stop: int) -> bool:
    """Whether a word is part of a saying that means something else: "hər şey hazır | idi"."""
    low, high = max(0, start - NEAR), min(len(folded), stop + NEAR)
    return entry.idioms is not None and any(match.start() < stop and match.end() > start for match in entry.idioms.finditer(folded, low, high))


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


def _predicate(words: Lexicon, tokens: list[Word], hit: _Hit, folded: str, offset: int) -> Predicate:
    entry, low, high = hit.expression.entry, min(hit.words), max(hit.words)
    first, flags = group_of(words, tokens, low if not words.either_side else hit.at, high, folded, offset)
    form = compose(hit.form, flags)
    loose = form.form == "perfect"
    if loose:
        form = _settled(words, form, tokens, hit.at, folded, offset)
    head = tokens[hit.at]
    whole = not words.either_side and not any(over_name(tokens[at], tokens[at + 1], folded, offset) for at in range(low, high))
    start, stop = (tokens[low].start, tokens[high].stop) if whole else (head.start, head.stop)
    return Predicate(
        start=start, stop=stop, group_start=tokens[first].start, id=entry.id, sense=entry.sense, form=form.form, time=form.time, mood=form.mood,
        passive=form.passive or entry.passive, negated=form.negated, cases=form.cases, plural=form.plural, possessed=form.possessed, phase=entry.phase,
        weak=entry.weak, frame=entry.frame, loose=loose,
    )  # fmt: skip


_OPPOSITE = {"participle": "finite", "finite": "participle"}


def _settled(words: Lexicon, form: Form, tokens: list[Word], at: int, folded: str, offset: int) -> Form:
    """A form that is finite at the end of a clause and a participle before a noun."""
    follows = re.match(r"\s+\w", folded[tokens[at].stop - offset :]) is not None
    beside = at + 1 < len(tokens) and not folded[tokens[at].stop - offset : tokens[at + 1].start - offset].strip()  # no name or date between them
    after = tokens[at + 1].text if beside else ""
    kind = words.perfect_before if after not in words.perfect_except else _OPPOSITE[words.perfect_before]
    return replace(form, form=kind if follows else "finite")


def _fixed(words: Lexicon, folded: str, offset: int, skips: Sequence[tuple[int, int]]) -> list[Predicate]:
    found = []
    for pattern, entry in words.fixed:
        for match in pattern.finditer(folded):
            start, stop = match.start() + offset, match.end() + offset
            if not any(low <= start < high for low, high in skips) and not _in_idiom(entry, folded, match.start(), match.end()):
                found.append(Predicate(start, stop, start, entry.id, entry.sense, "finite", "past", weak=entry.weak, frame=entry.frame, phase=entry.phase))
    return found


def _glued(words: Lexicon, found: Sequence[Predicate], folded: str, offset: int) -> list[Predicate]:
    """Verbs that are an ending of what they say something of: "Efiopiyadadır" (is in Ethiopia). Each stands, without a length, behind its word, if that is in no other predicate."""
    glued = []
    for pattern, entry in words.glued:
        for match in pattern.finditer(folded):
            start, stop = match.start() + offset, match.end() + offset
            if not any(one.start <= start < one.stop for one in found):
                glued.append(Predicate(stop, stop, start, entry.id, entry.sense, "finite", "present", weak=entry.weak, frame=entry.frame))
    return glued


# --- other verbs ----------------------------------------------------------------------------------------------------


def _other(words: Lexicon, tokens: list[Word], at: int, folded: str, offset: int) -> Predicate | None:
    word = tokens[at]
    if len(word.text) < 3 or words.not_verbs.match(word.text):
        return None
    for form, pattern in words.shapes:
        if pattern.match(word.text):
            if words.analysed and not may_be_verb(word.text):
                return None
            return _composed(words, tokens, at, Form(word.text, form[0], "".join(form[1:2]), "".join(form[2:3])), folded, offset)
    return None


def _composed(words: Lexicon, tokens: list[Word], at: int, form: Form, folded: str, offset: int) -> Predicate:
    """A verb of no meaning in particular, with what its group tells."""
    word = tokens[at]
    first, flags = group_of(words, tokens, at, at, folded, offset)
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
