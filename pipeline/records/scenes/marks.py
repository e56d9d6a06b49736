"""How a phrase is attached to its verb: its case, its preposition (with its case), its postposition, or its bare position."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.entities.analyser import noun_cases
from pipeline.records.scenes.clauses import CLAUSE_COMMA, Barriers
from pipeline.records.scenes.lexicon import Lexicon
from pipeline.values import Place, Predicate

_LAST_WORDS = re.compile(r"((?:[\w’'-]+\s+){1,5})\Z")
_NEXT_WORD = re.compile(r"\s+(\w+)")
_ARTICLES = 3  # words like "the official" that may stand between a preposition and its phrase
PRONOUN = 3  # letters of "его", "её", "их", which own nothing that stands before them
NEXT = 30  # characters within which a verb right behind a bare phrase makes it the subject


@dataclass(frozen=True, slots=True)
class Phrase:
    """A stretch with its possible cases, empty where its language has none or does not tell.

    ``floor`` is where the mention before it ends over which no preposition reaches.
    """

    start: int
    stop: int
    cases: tuple[str, ...]
    floor: int = 0


def mark_phrases(
    words: Lexicon, folded: str, span: tuple[int, int], phrases: Sequence[Phrase], predicates: Sequence[Predicate], barriers: Barriers
) -> list[tuple[str, ...]]:
    """The marks of each phrase, in the order given."""
    verbs = [predicate for predicate in predicates if predicate.form != "noun"]
    return [_marks(words, folded, span, phrase, verbs, barriers) for phrase in phrases]


def with_subjects(marks: list[tuple[str, ...]], subjects: frozenset[int], verbless: frozenset[int], openers: frozenset[str]) -> list[tuple[str, ...]]:
    """The marks with those phrases as subjects that are the subject of a verb, and all other bare ones as objects; in clauses without a verb they stay.
    ``openers``: prepositions that open clauses too ("after A had signed")."""
    return [(("subj" if at in subjects else "obj"), "bare") if "bare" in told and at not in verbless or at in subjects and set(told) & openers else told for at, told in enumerate(marks)]


def as_described(words: Lexicon, folded: str, places: Sequence[Place], marks: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The marks of places: what is named behind the adjective of its country stands where that does: "to the Turkish city of Izmir" ("в турецкий город Измир")."""
    told = list(marks)
    for at in range(1, len(places)):
        adjective, place = places[at - 1], places[at]
        gap = folded[adjective.stop : place.start].strip()
        beside = words.place_nouns.fullmatch(gap) if gap else adjective.code == place.code
        if adjective.form == "adjective" and place.form == "noun" and beside and set(told[at - 1]) & set(words.prepositions.values()):
            told[at] = told[at - 1]
    return told


def _marks(
    words: Lexicon, folded: str, span: tuple[int, int], phrase: Phrase, verbs: Sequence[Predicate], barriers: Barriers
) -> tuple[str, ...]:
    after = _NEXT_WORD.match(folded, phrase.stop, span[1])
    if after and after[1] in words.postpositions and phrase.cases != ("loc",):
        return (after[1],)
    floor = max(span[0], phrase.floor, phrase.start - 70, _verb_before(words, folded, verbs, phrase.start))
    before = _preposition(words, folded[floor : phrase.start])
    governed = [case for case in phrase.cases if case in words.governs.get(before, words.any_case)]
    place = _of_place_noun(words, folded[floor : phrase.start], words.governs.get(before, ())) if before and "gen" in phrase.cases and phrase.stop - phrase.start > PRONOUN else ""
    if place:
        governed = [place]
    elif governed and before and words.governs and (own := noun_cases(folded[floor : phrase.start].split()[-1])) and not own & set(phrase.cases):
        before, governed = "", []  # it governs the noun in between: "в гостинице его приняли"
    if before and (governed or not phrase.cases):
        return tuple(f"{before}+{case}" for case in governed) + (before,)
    if phrase.cases or not words.positional:
        return tuple(case for case in phrase.cases if case not in words.never_bare) or phrase.cases or words.any_case
    return ("subj", "bare") if _is_subject(folded, span, phrase, verbs, barriers) else ("obj", "bare")


def _verb_before(words: Lexicon, folded: str, verbs: Sequence[Predicate], position: int) -> int:
    """Where the verb right before a phrase ends, if no preposition is part of it: "to visit Prague" has none."""
    if not words.positional:
        return 0
    at = bisect_right([verb.start for verb in verbs], position - 1) - 1
    verb = verbs[at] if at >= 0 else None
    return verb.stop if verb and verb.stop <= position and (_is_particle(verb) or folded[verb.start : verb.stop].split()[-1] not in words.prepositions) else 0


def _is_particle(verb: Predicate) -> bool:
    """True for a verb whose last word is a particle: "put off the visit" governs no place."""
    return verb.sense in ("cancel", "postpone", "plan", "happen")


def _preposition(words: Lexicon, before: str) -> str:
    """The preposition that governs what follows ``before``, or nothing."""
    match = _LAST_WORDS.search(words.place_nouns.sub(lambda m: "_" * len(m[0]), before))
    if not match:
        return ""
    if words.on_journey.fullmatch(match[1].split()[-1]):
        return ""  # "находящегося в Баку с визитом | министра"
    described = True  # by nothing but adjectives so far
    for distance, word in enumerate(reversed(match[1].split())):
        if word in words.prepositions and distance <= _ARTICLES:
            return words.prepositions[word]
        if not distance and word in words.whole or words.clauses and word in words.clauses.relative:
            return ""  # "to which the president came"
        described = described and (word in words.articles or words.attributive.fullmatch(word) is not None)
        if (distance or words.governs and word.strip("_")) and word not in words.articles and not described:
            return ""
    return ""


def _of_place_noun(words: Lexicon, before: str, governed: Sequence[str]) -> str:
    """The case of the place noun right before a possessor, which tells where something is as the noun does: "at the airport of X" ("в аэропорту X")."""
    nouns = [match for match in words.place_nouns.finditer(before) if not before[match.end() :].strip()]
    if not nouns or not set(governed) <= {"acc", "pre"}:
        return ""
    case = "pre" if words.inside_noun.search(nouns[-1][0]) else "acc"
    return case if case in governed else ""


def _is_subject(folded: str, span: tuple[int, int], phrase: Phrase, verbs: Sequence[Predicate], barriers: Barriers) -> bool:
    """A bare phrase is a subject where its verb follows at once, or where no verb stands before it in its clause."""
    starts = [verb.group_start for verb in verbs]
    at = bisect_right(starts, phrase.stop - 1)
    if at < len(verbs) and verbs[at].group_start - phrase.stop <= NEXT and barriers.between(phrase.stop, verbs[at].group_start) < CLAUSE_COMMA:
        gap = folded[phrase.stop : verbs[at].group_start].split()
        if len(gap) <= 2:
            return True
    before = [verb for verb in verbs if verb.start < phrase.start and barriers.between(verb.stop, phrase.start) < CLAUSE_COMMA]
    return not before
