"""A sentence as a row of chunks: phrases of a noun with and without preposition, verbs, and the words and signs that join and open clauses.

This is for languages that tell a subject by its place (``clauses`` in their ``visits.yaml``); others mark it by case.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.records.scenes.patterns import ClauseWords
from pipeline.values import Predicate

_TOKEN = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*|[^\w\s]")
_POSSESSIVE = re.compile(r"['’]s?\Z|\A(?:his|her|its|their|whose)\Z")
_POSSESSED = re.compile(r"['’]s(?!\w)")
BREAKS = ";:–—…!?"


@dataclass(frozen=True, slots=True)
class Chunk:
    """One link of a sentence. ``kind``: ``noun`` (without preposition), ``governed`` (with one), ``verb``, ``adverb``, ``date``, ``comma``, ``join``,
    ``relative``, ``subordinate`` or ``break``. ``item`` is the index of the phrase that heads a noun chunk, or of the verb; -1 where it is another word;
    ``negated``: "neither A", "no minister". ``event``: a word for a journey; ``apposed``: its name holds a comma; ``person``: headed by somebody.
    """

    kind: str
    start: int
    stop: int
    item: int = -1
    word: str = ""
    negated: bool = False
    event: bool = False
    apposed: bool = False
    person: bool = False


@dataclass(frozen=True, slots=True)
class Subject:
    """The subject of a verb: ``items`` are the phrases side by side in it, empty where it is another word. ``opener`` is the chunk that opens the clause."""

    items: tuple[int, ...]
    opener: int = -1
    word: str = ""
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Phrases:
    """Where the phrases of a sentence stand: those that can be subjects (by index; an empty stretch for one that cannot), dates, and verbs (by index of
    the predicate); ``people``: how many of the phrases, from the first on, are people."""

    nouns: Sequence[tuple[int, int]]
    events: frozenset[int]
    dates: Sequence[tuple[int, int]]
    verbs: Sequence[tuple[int, Predicate]]
    people: int = 0

    @property
    def adjectives(self) -> frozenset[int]:
        """The verbs whose form may stand before a noun as its adjective."""
        return self.loose | {at for at, verb in self.verbs if verb.form == "participle"}

    @property
    def verbs_at(self) -> dict[int, int]:
        """Where each verb begins without its group."""
        return {at: verb.start for at, verb in self.verbs}

    @property
    def loose(self) -> frozenset[int]:
        """The verbs whose form may be a participle of the past."""
        return frozenset(at for at, verb in self.verbs if verb.loose or verb.form == "participle" and verb.time == "past")


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    start: int
    stop: int
    item: int
    word: str


def find_chunks(folded: str, span: tuple[int, int], phrases: Phrases, words: ClauseWords) -> list[list[Chunk]]:
    """The chunks of a sentence, one list for each stretch between hard breaks; what stands in brackets is a stretch of its own."""
    stretches: list[list[_Token]] = [[]]
    outside: list[list[_Token]] = []
    for token in _tokens(folded, span, phrases):
        if token.word == "(":
            outside.append(stretches.pop())
            stretches.append([])
        elif token.word == ")" and outside:
            stretches = [*stretches[:-1], stretches[-1], outside.pop()]
        elif token.word in BREAKS and token.kind == "word":
            stretches.append([])
        else:
            stretches[-1].append(token)
    return [_Builder(words, phrases).build(stretch) for stretch in [*outside, *stretches] if stretch]


def _tokens(folded: str, span: tuple[int, int], phrases: Phrases) -> Iterator[_Token]:
    spans = [(start, stop, "mention", at) for at, (start, stop) in enumerate(phrases.nouns) if start < stop]
    free = [(start, stop) for start, stop in phrases.dates if not _POSSESSED.match(folded, stop)]  # "this year's chairman" is one phrase
    spans += [(start, stop, "date", -1) for start, stop in free if not any(low <= start < high for low, high in phrases.nouns)]
    taken = sorted(spans)
    starts = [start for start, *_ in taken]
    verbs = [(verb.group_start, verb.stop, "verb", at) for at, verb in phrases.verbs if not _covered(starts, taken, verb.start)]
    marked = sorted(taken + verbs)
    number, position = 0, span[0]
    rest = (0, 0)  # of a verb whose group a name splits: "had the minister come"
    while position < span[1]:
        while number < len(marked) and marked[number][0] < position:
            number += 1
        if number < len(marked) and marked[number][0] == position:
            start, stop, kind, item = marked[number]
            inner = next((entry for entry in marked[number + 1 :] if kind == "verb" and entry[2] != "verb" and entry[0] < stop), None)
            rest = (phrases.verbs_at[item], stop) if inner else rest
            yield _Token(kind, start, inner[0] if inner else stop, item, folded[start:stop])
            position = max(position + 1, inner[0] if inner else stop)
            continue
        limit = marked[number][0] if number < len(marked) else span[1]
        match = _TOKEN.search(folded, position, limit)
        if match and not rest[0] <= match.start() < rest[1]:
            yield _Token("word", match.start(), match.end(), -1, match[0])
        position = match.end() if match else limit


def _covered(starts: list[int], taken: list[tuple[int, int, str, int]], position: int) -> bool:
    at = bisect_right(starts, position) - 1
    return at >= 0 and position < taken[at][1]


class _Builder:
    """Collects words into chunks: a phrase grows until something opens another one."""

    def __init__(self, words: ClauseWords, phrases: Phrases) -> None:
        self._words, self._events, self._loose, self._adjectives = words, phrases.events, phrases.loose, phrases.adjectives
        self._people = phrases.people
        self._chunks: list[Chunk] = []
        self._run: list[_Token] = []
        self._preposition: _Token | None = None

    def build(self, tokens: list[_Token]) -> list[Chunk]:
        for at, token in enumerate(tokens):
            self._add(token, tokens[at + 1] if at + 1 < len(tokens) else None)
        self._flush()
        return self._chunks

    def _add(self, token: _Token, following: _Token | None) -> None:
        if token.kind == "mention":
            self._mention(token, following)
        elif token.kind == "date":
            self._close("date", token)
        elif token.kind == "verb":
            self._verb(token)
        elif re.fullmatch(r"[^\w\s]", token.word):
            self._sign(token)
        else:
            self._plain(token, following)

    def _mention(self, token: _Token, following: _Token | None) -> None:
        if self._run and (self._begins_phrase(token) or self._preposition and following and following.kind == "verb" and not self._opens(self._run[-1])):
            self._flush()
        self._run.append(token)

    def _begins_phrase(self, token: _Token) -> bool:
        """True for a pronoun, and for a name right behind another one."""
        last = self._run[-1]
        return token.word in self._words.alone or last.kind == "mention" and not _POSSESSIVE.search(last.word) and token.item not in self._events

    def _verb(self, token: _Token) -> None:
        behind_article = self._run and self._opens(self._run[-1]) and token.item in self._adjectives
        if " " not in token.word and (behind_article or self._preposition and not self._run and token.item in self._loose):
            self._run.append(token)  # "the elected president", "of stolen cars"
            return
        if self._preposition and not self._run:
            self._emit("subordinate", self._preposition)
        self._close("verb", token)

    def _opens(self, token: _Token) -> bool:
        word = self._words
        return token.kind == "word" and bool(token.word in word.determiners or word.adverbs.fullmatch(token.word)) or bool(
            token.kind == "mention" and _POSSESSIVE.search(token.word)
        )

    def _sign(self, token: _Token) -> None:
        if token.word == ",":
            self._close("comma", token)
        elif token.word == "&":
            self._close("join", token)

    def _plain(self, token: _Token, following: _Token | None) -> None:
        word = self._words
        if token.word in word.relative and self._is_relative(token, following):
            self._close("relative", token)
        elif token.word in word.joining and self._preposition and not self._run and word.adverbs.fullmatch(token.word):
            self._run.append(token)  # "by then"
            self._flush()
        elif token.word in word.joining:
            self._close("join", token)
        elif token.word in word.prepositions and not self._opens_clause(token, following):
            self._flush()
            self._preposition = token
        elif token.word in word.subordinate and following and following.word in word.binding:
            self._flush()  # "because of"
        elif token.word in word.subordinate and (token.word not in word.determiners or self._joins_clause(following)):
            self._close("subordinate", token)
        elif token.word in word.alone and not (word.adverbs.fullmatch(token.word) and following and following.kind != "verb"):
            self._flush_run()
            self._run.append(token)
            self._flush()
        elif word.adverbs.fullmatch(token.word) and not self._run:
            self._emit("adverb", token)
        elif word.adverbs.fullmatch(token.word) and (self._run[-1].kind == "mention" and not self._goes_on(following) or token.word in word.alone):
            self._close("adverb", token)
        else:
            if token.word in word.determiners and any(not self._opens(one) for one in self._run):
                self._flush()
            self._run.append(token)

    def _goes_on(self, following: _Token | None) -> bool:
        """True for a word between a possessor and what is his: "on his | first | trip"."""
        noun = following is not None and following.kind in ("word", "mention") and following.word[:1].isalpha() and following.word not in self._words.prepositions | self._words.joining
        return noun and self._run[-1].word in self._words.determiners

    def _is_relative(self, token: _Token, following: _Token | None) -> bool:
        """ "that" opens a relative clause behind a phrase, where a verb follows; else it is an article or joins a clause."""
        if token.word not in self._words.determiners:
            return True
        return bool(following and following.kind == "verb" and (self._run or self._chunks and self._chunks[-1].kind in ("noun", "governed")))

    def _joins_clause(self, following: _Token | None) -> bool:
        """ "said that he", "so that the state": what follows is a phrase of its own."""
        return bool(following and (following.kind == "mention" or following.word in self._words.alone | self._words.determiners))

    def _opens_clause(self, token: _Token, following: _Token | None) -> bool:
        return token.word in self._words.subordinate and bool(following and following.word in self._words.alone)

    def _flush_run(self) -> None:
        if self._run:
            self._flush()

    def _flush(self) -> None:
        if self._run:
            last = self._run[-1]
            item = last.item if last.kind == "mention" and not _POSSESSIVE.search(last.word) else -1
            if item < 0 and last.kind == "word":  # "a delegation of Georgia's energy ministry"
                item = next((token.item for token in self._run if token.kind == "mention" and " of " in token.word and (_POSSESSIVE.search(token.word) or token.item < self._people)), item)
            kind = "governed" if self._preposition else "noun"
            word = self._preposition.word if self._preposition else last.word
            negated = any(token.word in self._words.negating for token in self._run) or any(chunk.word in self._words.negating for chunk in self._chunks[-1:])  # "nor"
            self._chunks.append(Chunk(kind, self._run[0].start, last.stop, item, word, negated, item in self._events, item >= 0 and "," in last.word, 0 <= item < self._people))
        self._run, self._preposition = [], None

    def _close(self, kind: str, token: _Token) -> None:
        self._flush()
        self._emit(kind, token)

    def _emit(self, kind: str, token: _Token) -> None:
        self._chunks.append(Chunk(kind, token.start, token.stop, token.item, token.word))
