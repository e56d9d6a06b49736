"""A scene is one sentence with all that was found in it: the ground on which records are read."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pipeline.predicates import find_predicates
from pipeline.records.scenes.capitals import name_capitals
from pipeline.records.scenes.chunks import Phrases, Subject, find_chunks
from pipeline.records.scenes.clauses import Barriers, find_barriers
from pipeline.records.scenes.lexicon import Lexicon, lexicon
from pipeline.records.scenes.marks import Phrase, as_described, mark_phrases, with_subjects
from pipeline.records.scenes.routes import without_routes
from pipeline.records.scenes.subjects import find_subjects
from pipeline.text import blank, fold
from pipeline.values import Actor, Date, Document, Entities, Place, Predicate, Segmentation, Sentence

DASHES = ("–", "—", "-")
GATHERINGS = ("event", "talks")
_BEHIND = re.compile(r"\s+([^\W\d]+)")
_WORD = re.compile(r"\w+(?:[-’'.]\w+)*")


@dataclass(frozen=True, slots=True)
class Argument:
    """A phrase that can fill a role, with its marks (case, preposition, "bare", "subj", "attr")."""

    start: int
    stop: int
    marks: tuple[str, ...]
    actor: Actor | None = None
    place: Place | None = None
    event: Predicate | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """One sentence: offsets are into the whole document's ``text``, its citations blanked; ``folded`` is that text, folded."""

    index: int
    sentence: Sentence
    kind: str
    text: str
    folded: str
    lexicon: Lexicon
    actors: tuple[Argument, ...]
    places: tuple[Argument, ...]
    events: tuple[Argument, ...]
    all_places: tuple[Place, ...]
    dates: tuple[Date, ...]
    predicates: tuple[Predicate, ...]
    word_starts: tuple[int, ...]
    barriers: Barriers
    subjects: dict[int, tuple[Argument, ...]]

    @property
    def start(self) -> int:
        return self.sentence.start

    @property
    def stop(self) -> int:
        return self.sentence.stop

    def words_between(self, start: int, stop: int) -> int:
        """The number of words that begin in ``[start, stop)``; a mention counts as one."""
        return bisect_left(self.word_starts, stop) - bisect_left(self.word_starts, start)

    def search(self, pattern: re.Pattern[str], start: int | None = None, stop: int | None = None) -> re.Match[str] | None:
        """The first place of a pattern; a word that ``stop`` would cut is not looked at ("went to I" of "went to Iran")."""
        return pattern.search(self.folded, self.start if start is None else start, self._uncut(stop))

    def finditer(self, pattern: re.Pattern[str], start: int | None = None, stop: int | None = None) -> Iterator[re.Match[str]]:
        """All places of a pattern, as ``search`` finds the first."""
        return pattern.finditer(self.folded, self.start if start is None else start, self._uncut(stop))

    def _uncut(self, stop: int | None) -> int:
        if stop is None:
            return self.stop
        while self.start < stop < self.stop and self.folded[stop - 1].isalnum() and self.folded[stop].isalnum():
            stop -= 1
        return stop

    def clause(self, position: int) -> tuple[int, int]:
        """The stretch between the hard breaks (``;`` ``:`` spaced dash, the edge of a clause) around a position."""
        return self.barriers.clause(position, self.start, self.stop)

    def subject(self, predicate: Predicate) -> tuple[Argument, ...] | None:
        """The phrases that are the subject of a verb; empty where it is another word, None where it cannot be told."""
        return self.subjects.get(predicate.start)

    def cells(self) -> list[tuple[int, int]]:
        """Where the cells of a row begin and end."""
        bars = [at for at in range(self.start, self.stop) if self.text[at] == "|"]
        return list(zip([self.start, *(bar + 1 for bar in bars)], [*bars, self.stop], strict=True))

    def bracket_around(self, start: int, stop: int) -> tuple[int, int] | None:
        """Where the bracket stands that holds a stretch and opens before it, with nothing closed in between; None outside of brackets."""
        opening, closing = self.folded.rfind("(", self.start, start), self.folded.find(")", stop, self.stop)
        return None if opening < 0 or closing < 0 or ")" in self.folded[opening:start] else (opening, closing)

    def told(self, *senses: str) -> tuple[Predicate, ...]:
        """The predicates of these senses, in order."""
        return tuple(predicate for predicate in self.predicates if predicate.sense in senses)


@dataclass(slots=True)
class _Cursor:
    """Hands out the items of a sorted sequence sentence by sentence."""

    items: tuple[Any, ...]
    at: int = 0

    def take(self, start: int, stop: int) -> tuple[Any, ...]:
        while self.at < len(self.items) and self.items[self.at].start < start:
            self.at += 1
        first = self.at
        while self.at < len(self.items) and self.items[self.at].start < stop:
            self.at += 1
        return self.items[first : self.at]


def build_scenes(document: Document, segmentation: Segmentation, entities: Entities, dates: tuple[Date, ...]) -> tuple[Scene, ...]:
    """One scene for each sentence, in order."""
    text = blank(document.text, ((span.start, span.stop) for span in segmentation.citations))
    actors, places, times = _Cursor(entities.actors), _Cursor(entities.places), _Cursor(dates)
    scenes = []
    folded = fold(text)
    for index, sentence in enumerate(segmentation.sentences):
        parts = [cursor.take(sentence.start, sentence.stop) for cursor in (actors, places, times)]
        where = (index, sentence, segmentation.blocks[sentence.block].kind)
        scenes.append(_scene((text, folded), where, *parts))
    return tuple(scenes)


def _spans(items: tuple[Any, ...]) -> list[tuple[int, int]]:
    return sorted((item.start, item.stop) for item in items)


def _scene(
    texts: tuple[str, str], where: tuple[int, Sentence, str], actors: tuple[Actor, ...], places: tuple[Place, ...], dates: tuple[Date, ...]
) -> Scene:
    blanked, folded = texts
    index, sentence, kind = where
    words, span = lexicon(sentence.language), (sentence.start, sentence.stop)
    places = without_routes(words, texts, span, places)
    named = name_capitals(words, folded, span, places)
    actors = tuple(actor for actor in actors if not _is_predicated(actor, folded) and not ((words.governs or words.predicate_last) and _is_guest_of(actor, places)))
    free = tuple(place for place in named if not any(actor.start <= place.start < actor.stop for actor in actors))
    spans = _spans((*actors, *free, *dates))
    predicates = _find_predicates(blanked, sentence, actors, (*free, *dates))
    actors = tuple(actor for actor in actors if not any(_is_said_by(predicate, actor) for predicate in predicates))
    events, heads = [one for one in predicates if one.sense in GATHERINGS], [one for one in predicates if one.form == "noun"]
    ends = sorted(item.stop for item in (*dates, *((*heads, *_whole_phrases(actors, free)) if words.governs else ())))
    floors = sorted((*ends, *(event.stop for event in events if words.positional)))  # "on the margins of the summit | President A met"
    named_things: tuple[Any, ...] = (*actors, *free, *events)
    phrases = [Phrase(item.start, item.stop, _cases(words, item, folded), item.start if _is_subject_form(words, item, folded) else _last_before(floors if item in actors else ends, item.start)) for item in named_things]
    trips = [predicate for predicate in predicates if predicate.sense == "trip" and predicate.form == "noun"]
    attributes = frozenset(place.start for place in free if place.form == "adjective")
    nouns = [*(replace(p, stop=p.start) if p.start in attributes else p for p in phrases), *(Phrase(trip.start, trip.stop, trip.cases) for trip in trips)]
    subjects, predicates = _subjects(words, folded, span, nouns, (frozenset(range(len(actors) + len(free), len(nouns))), dates, predicates, len(actors)))
    barriers = find_barriers(folded, span, predicates, spans, words)
    marks = mark_phrases(words, folded, span, phrases, predicates, barriers)
    if subjects:
        marks = with_subjects(marks, frozenset(item for subject in subjects.values() for item in subject.items), _verbless(phrases, span, predicates, barriers), words.clauses.subordinate if words.clauses else frozenset())
    cut = (len(actors), len(actors) + len(free))
    arguments = (
        tuple(Argument(a.start, a.stop, m, actor=a) for a, m in zip(actors, marks[: cut[0]], strict=True)),
        tuple(Argument(p.start, p.stop, m, place=p) for p, m in zip(free, as_described(words, folded, free, marks[cut[0] : cut[1]]), strict=True)),
        tuple(Argument(e.start, e.stop, m, event=e) for e, m in zip(events, marks[cut[1] :], strict=True)),
    )
    flat = [*(argument for group in arguments for argument in group), *(Argument(trip.start, trip.stop, (), event=trip) for trip in trips)]
    return Scene(
        index=index,
        sentence=sentence,
        kind=kind,
        text=blanked,
        folded=folded,
        lexicon=words,
        actors=arguments[0],
        places=arguments[1],
        events=arguments[2],
        all_places=places,
        dates=dates,
        predicates=predicates,
        word_starts=tuple(m.start() for m in _WORD.finditer(folded, sentence.start, sentence.stop) if not _inside(m.start(), spans)),
        barriers=barriers,
        subjects={predicates[at].start: tuple(flat[item] for item in subject.items) for at, subject in subjects.items()},
    )


def _find_predicates(text: str, sentence: Sentence, actors: tuple[Actor, ...], others: tuple[Place | Date, ...]) -> tuple[Predicate, ...]:
    """The predicates of a sentence: none in a name, though a word for people may be part of one ("qonaq oldu")."""
    skips = _spans((*(actor for actor in actors if not _is_anybody(actor)), *others))
    found = find_predicates(text, (sentence.start, sentence.stop), sentence.language, skips)
    return tuple(one for one in found if not any(actor.name and actor.start <= one.start and one.stop <= actor.stop for actor in actors))


def _is_predicated(actor: Actor, folded: str) -> bool:
    """True for "the guest of A": what somebody is, not somebody."""
    owned = re.match(r"\s+of\s", folded[actor.stop : actor.stop + 5]) is not None or re.search(r"guests?\s+of\s", folded[actor.start : actor.stop]) is not None
    return actor.rule == "guest" and actor.name_start < 0 and owned


def _is_said_by(predicate: Predicate, actor: Actor) -> bool:
    """True for the "guest" in "was a guest": part of what a verb says of somebody, not somebody."""
    return actor.rule == "guest" and predicate.sense == "guest" and predicate.start <= actor.start and actor.stop <= predicate.stop


def _is_guest_of(actor: Actor, places: Sequence[Place]) -> bool:
    """True for "гость Узбекистана", the guest of a country named in the genitive: what somebody is there, not somebody from there."""
    words = actor.text.split()
    inside = [place for place in places if actor.start <= place.start < actor.stop and len(words) == 2]
    return actor.rule == "guest" and actor.name_start < 0 and any(place.form == "noun" and "gen" in place.cases for place in inside)


def _whole_phrases(actors: Sequence[Actor], places: Sequence[Place]) -> list[Actor | Place]:
    """The phrases over which no preposition reaches to the next one: "a visit to Armenia by the president"; an adjective is no phrase of its own."""
    return [*actors, *(place for place in places if place.form == "noun")]


def _cases(words: Lexicon, item: Any, folded: str) -> tuple[str, ...]:
    """The cases of a phrase; a pronoun behind which no noun can follow owns nothing: "received her in May"."""
    cases: tuple[str, ...] = item.cases
    if words.positional and cases == ("gen",) and isinstance(item, Place) and words.sites.match(folded, item.stop):
        return ()  # "at Kyiv's central station"
    if not words.positional or cases != ("gen",) or not isinstance(item, Actor) or item.rule != "pronoun":
        return cases
    behind = _BEHIND.match(folded, item.stop)
    return () if behind is None or behind[1] in words.prepositions or behind[1] in words.joining else cases


def _is_subject_form(words: Lexicon, item: Any, folded: str) -> bool:
    """True for a pronoun in a form that no preposition governs: "To Turkey she paid a visit"."""
    return words.clauses is not None and isinstance(item, Actor) and item.rule == "pronoun" and folded[item.start : item.stop] in words.clauses.alone


def _is_anybody(actor: Actor) -> bool:
    """True for words that expressions may be made of although they mean people: "visitors", "guests", "broke his journey"."""
    return actor.rule == "guest" and actor.name_start < 0 and not actor.members or actor.rule == "pronoun" and " " not in actor.text


def _verbless(phrases: list[Phrase], span: tuple[int, int], predicates: tuple[Predicate, ...], barriers: Barriers) -> frozenset[int]:
    """The phrases of clauses in which there is no finite verb."""
    found = []
    for at, phrase in enumerate(phrases):
        low, high = barriers.clause(phrase.start, *span)
        if not any(low <= predicate.start < high and predicate.form == "finite" for predicate in predicates):
            found.append(at)
    return frozenset(found)


def _last_before(ends: list[int], position: int) -> int:
    """The last of these ends, in order, that is not behind a position; 0 where there is none."""
    at = bisect_right(ends, position)
    return ends[at - 1] if at else 0


def _subjects(
    words: Lexicon, folded: str, span: tuple[int, int], phrases: list[Phrase], rest: tuple[frozenset[int], tuple[Date, ...], tuple[Predicate, ...], int]
) -> tuple[dict[int, Subject], tuple[Predicate, ...]]:
    """The subject of each verb where the language tells it by place, and the predicates with their participles told apart."""
    events, dates, predicates, people = rest
    if words.clauses is None:
        return {}, predicates
    verbs = [(at, predicate) for at, predicate in enumerate(predicates) if predicate.form != "noun"]
    found = Phrases([(p.start, p.stop) for p in phrases], events, [(d.start, d.stop) for d in dates], verbs, people)
    subjects, reduced = find_subjects(find_chunks(folded, span, found, words.clauses), predicates, words.clauses)
    told = [replace(p, form="participle", passive=True) if at in reduced else p for at, p in enumerate(predicates)]
    return subjects, tuple(replace(p, negated=not p.negated) if at in subjects and subjects[at].negated else p for at, p in enumerate(told))


def _inside(position: int, spans: list[tuple[int, int]]) -> bool:
    """True strictly inside a mention: a mention counts as one word, the one it begins with."""
    at = bisect_right(spans, (position, -1)) - 1
    return at >= 0 and spans[at][0] < position < spans[at][1]
