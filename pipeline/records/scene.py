"""A scene is one sentence with all that was found in it: the ground on which records are read."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.records.lexicon import Lexicon, TriggerRule, lexicon
from pipeline.text import fold
from pipeline.values import Actor, Date, Document, Entities, Place, Segmentation, Sentence

_WORD = re.compile(r"\w+(?:[-’'.]\w+)*")
_HARD_BREAK = re.compile(r"[;:]|\s[–—]\s")
_CLOSERS = ".!?"


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that tells of a visit, with the rule that found it."""

    start: int
    stop: int
    rule: TriggerRule


@dataclass(frozen=True, slots=True)
class Argument:
    """A phrase that can fill a role, with its marks (case, preposition, "bare", "attr")."""

    start: int
    stop: int
    marks: tuple[str, ...]
    actor: Actor | None = None
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Scene:
    """One sentence: offsets are into the whole document's text; ``folded`` is that whole text, folded."""

    index: int
    sentence: Sentence
    kind: str
    text: str
    folded: str
    lexicon: Lexicon
    actors: tuple[Argument, ...]
    places: tuple[Argument, ...]
    all_places: tuple[Place, ...]
    dates: tuple[Date, ...]
    triggers: tuple[Trigger, ...]
    word_starts: tuple[int, ...]
    hard_breaks: tuple[int, ...]

    @property
    def start(self) -> int:
        return self.sentence.start

    @property
    def stop(self) -> int:
        return self.sentence.stop

    def words_between(self, start: int, stop: int) -> int:
        """The number of words that begin in ``[start, stop)``."""
        return bisect_left(self.word_starts, stop) - bisect_left(self.word_starts, start)

    def hard_breaks_between(self, start: int, stop: int) -> int:
        return bisect_left(self.hard_breaks, stop) - bisect_right(self.hard_breaks, start - 1)

    def search(self, pattern: re.Pattern[str], start: int | None = None, stop: int | None = None) -> re.Match[str] | None:
        return pattern.search(self.folded, self.start if start is None else start, self.stop if stop is None else stop)

    def finditer(self, pattern: re.Pattern[str], start: int | None = None, stop: int | None = None) -> Iterator[re.Match[str]]:
        return pattern.finditer(self.folded, self.start if start is None else start, self.stop if stop is None else stop)

    def clause(self, position: int) -> tuple[int, int]:
        """The stretch between the hard breaks (``;`` ``:`` spaced dash) around a position."""
        at = bisect_right(self.hard_breaks, position)
        start = self.hard_breaks[at - 1] if at else self.start
        stop = self.hard_breaks[at] if at < len(self.hard_breaks) else self.stop
        return start, stop


@dataclass(slots=True)
class _Cursor:
    """Hands out the items of a sorted sequence sentence by sentence."""

    items: tuple
    at: int = 0

    def take(self, start: int, stop: int) -> tuple:
        while self.at < len(self.items) and self.items[self.at].start < start:
            self.at += 1
        first = self.at
        while self.at < len(self.items) and self.items[self.at].start < stop:
            self.at += 1
        return self.items[first : self.at]


def build_scenes(document: Document, segmentation: Segmentation, entities: Entities, dates: tuple[Date, ...]) -> tuple[Scene, ...]:
    """One scene for each sentence, in order."""
    folded = fold(_blank(document.text, segmentation))
    actors, places, times = _Cursor(entities.actors), _Cursor(entities.places), _Cursor(dates)
    scenes = []
    for index, sentence in enumerate(segmentation.sentences):
        parts = (cursor.take(sentence.start, sentence.stop) for cursor in (actors, places, times))
        scenes.append(_scene(document.text, folded, (index, sentence, segmentation.blocks[sentence.block].kind), *parts))
    return tuple(scenes)


def _blank(text: str, segmentation: Segmentation) -> str:
    """The text with its citations blanked: no trigger or number is read in them."""
    parts, at = [], 0
    for span in segmentation.citations:
        parts += [text[at : span.start], " " * (span.stop - span.start)]
        at = span.stop
    return "".join([*parts, text[at:]])


def _scene(
    text: str, folded: str, where: tuple[int, Sentence, str], actors: tuple[Actor, ...], places: tuple[Place, ...], dates: tuple[Date, ...]
) -> Scene:
    index, sentence, kind = where
    words = lexicon(sentence.language)
    covered = [(actor.start, actor.stop) for actor in actors]
    free = tuple(place for place in places if not any(start <= place.start < stop for start, stop in covered))
    spans = sorted([*covered, *((date.start, date.stop) for date in dates), *((place.start, place.stop) for place in free)])
    return Scene(
        index=index,
        sentence=sentence,
        kind=kind,
        text=text,
        folded=folded,
        lexicon=words,
        actors=tuple(Argument(a.start, a.stop, marks(words, folded, sentence, (a.start, a.stop), a.cases), actor=a) for a in actors),
        places=tuple(Argument(p.start, p.stop, marks(words, folded, sentence, (p.start, p.stop), p.cases), place=p) for p in free),
        all_places=places,
        dates=dates,
        triggers=_find_triggers(words, folded, sentence, covered),
        word_starts=tuple(m.start() for m in _WORD.finditer(folded, sentence.start, sentence.stop) if not _inside(m.start(), spans)),
        hard_breaks=tuple(
            m.start() for m in _HARD_BREAK.finditer(folded, sentence.start, sentence.stop) if not _inside(m.start(), spans)
        ),
    )


def _inside(position: int, spans: list[tuple[int, int]]) -> bool:
    """True strictly inside a mention: a mention counts as one word, the one it begins with."""
    return any(start < position < stop for start, stop in spans)


def _find_triggers(words: Lexicon, folded: str, sentence: Sentence, covered: list[tuple[int, int]]) -> tuple[Trigger, ...]:
    found = [
        Trigger(m.start(), m.end(), rule)
        for rule in words.triggers
        for m in rule.pattern.finditer(folded, sentence.start, sentence.stop)
        if not any(start <= m.start() < stop for start, stop in covered)
    ]
    found.sort(key=lambda trigger: (trigger.start, -trigger.stop))
    kept: list[Trigger] = []
    for trigger in found:
        if not kept or trigger.start >= kept[-1].stop:
            kept.append(trigger)
    return tuple(kept)


def marks(words: Lexicon, folded: str, sentence: Sentence, span: tuple[int, int], cases: tuple[str, ...]) -> tuple[str, ...]:
    """How a phrase is marked: its preposition with its case, its postposition, its case, or ``bare``."""
    after = re.compile(r"\s+(\w+)").match(folded, span[1], sentence.stop)
    if after and after[1] in words.postpositions:
        return (after[1],)
    before = _preposition(words, folded[max(sentence.start, span[0] - 60) : span[0]])
    if before:
        return tuple(f"{before}+{case}" for case in cases) + (before,)
    return cases or ("bare",)


_LAST_WORDS = re.compile(r"((?:[\w-]+\s+){1,4})\Z")
_ARTICLES = 2  # words like "the official" that may stand between a preposition and its phrase


def _preposition(words: Lexicon, before: str) -> str:
    """The preposition that governs what follows ``before``, or nothing."""
    match = _LAST_WORDS.search(words.place_nouns.sub(lambda m: "_" * len(m[0]), before))
    if not match:
        return ""
    for distance, word in enumerate(reversed(match[1].split())):
        if word in words.prepositions and distance <= _ARTICLES:
            return words.prepositions[word]
    return ""
