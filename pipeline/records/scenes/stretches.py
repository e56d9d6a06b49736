"""A stretch of a sentence between hard breaks, as a row of chunks in which participles that look finite are told from verbs."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.records.scenes.chunks import Chunk, Subject
from pipeline.records.scenes.patterns import ClauseWords
from pipeline.values import Predicate

SKIPPED = ("adverb", "date", "governed")
OPENING = ("visit", "receive")  # senses whose past form opens a sentence without a subject: "Visited Rome in May."
WITHOUT_OBJECT = ("go", "come", "leave", "return", "stay", "attend", "guest", "meet")  # senses whose past form is no passive participle


class Row:
    """The chunks of one stretch, with the forms of its verbs."""

    def __init__(self, chunks: Sequence[Chunk], predicates: Sequence[Predicate], words: ClauseWords) -> None:
        self._chunks, self._predicates, self._words = chunks, predicates, words
        self._known: dict[int, Subject | None] = {}
        self.reduced: set[int] = set()

    def _form(self, at: int) -> str:
        form = self._predicates[self._chunks[at].item].form
        if form == "infinitive" and self._chunks[at].word.split()[0] not in self._words.prepositions:
            return "finite"  # "had intended to fly"
        return "participle" if at in self.reduced else form

    # --- participles that look finite -------------------------------------------------------------------------------

    def _is_reduced(self, verb: int) -> bool:
        """True for a participle that looks like a finite verb: "a visit planned for May was put off", "Announced for May, the visit ..."."""
        predicate = self._predicates[self._chunks[verb].item]
        if not predicate.loose or predicate.form != "finite" or predicate.sense in WITHOUT_OBJECT or self._kind(verb + 1) == "noun":
            return False
        if self._chunks[verb].word in self._words.saying or self._awaits_verb(verb):
            return False
        at = verb - 1
        while self._kind(at) == "adverb":
            at -= 1
        before = self._kind(at)
        if before in ("", "subordinate"):
            return before != "" or at >= 0 or predicate.sense not in OPENING or self._kind(verb + 1) == "governed" or self._has_finite_behind(verb)
        if before == "join":
            last = next((i for i in range(at - 1, -1, -1) if self._kind(i) in ("verb", "noun")), -1)
            return last in self.reduced
        if before == "noun" and self._chunks[at].person and self._next_is_listed(verb):
            return False  # "he started in Tashkent, flew on to Almaty and finished in Bishkek"
        if before == "comma" and self._kind(at - 1) == "noun" and "," in self._chunks[at - 1].word:
            return self._continues(at - 1)
        if before == "comma":
            return self._kind(at - 1) in ("noun", "governed", "date") and (self._has_main_before(at) or self._next_is_verb(verb))
        return before in ("noun", "governed") and (self._next_is_verb(verb) or self._has_main(at, verb))

    def _has_finite_behind(self, verb: int) -> bool:
        return any(self._kind(at) == "verb" and self._form(at) == "finite" for at in range(verb + 1, len(self._chunks)))

    def _continues(self, noun: int) -> bool:
        """True where a phrase that a comma closes belongs to a verb before it; a connecting word opens a clause: "and the minister, A, followed"."""
        for at in range(noun - 1, -1, -1):
            if self._kind(at) in ("join", "subordinate", "relative"):
                return False
            if self._kind(at) == "verb" and self._form(at) == "finite":
                return True
        return False

    def _is_adverb(self, join: int) -> bool:
        """True for a word between a subject that opens its clause and the verb: "the king then flew to Rome"."""
        return self._kind(join + 1) == "verb" and self._kind(join - 1) == "noun" and self._kind(join - 2) in ("", "join", "subordinate")

    def _awaits_verb(self, verb: int) -> bool:
        """True where a clause was opened that has no verb yet."""
        for at in range(verb - 1, -1, -1):
            if self._kind(at) in ("relative", "subordinate"):
                return not self._is_with_participle(at)
            if self._kind(at) == "verb" and self._form(at) == "finite":
                return False
        return False

    def _is_with_participle(self, opener: int) -> bool:
        return self._kind(opener + 1) == "verb" and self._form(opener + 1) != "finite"

    def _has_main_before(self, stop: int) -> bool:
        """True where a finite verb stands before that is not that of a relative clause."""
        for at in range(stop):
            if self._kind(at) == "verb" and self._form(at) == "finite":
                before = at - 1
                while self._kind(before) == "adverb":
                    before -= 1
                if self._kind(before) != "relative":
                    return True
        return False

    def _next_is_verb(self, verb: int) -> bool:
        """True where another finite verb follows with no subject of its own, and not joined."""
        at = verb + 1
        while self._kind(at) in (*SKIPPED, "comma") or self._kind(at) == "join" and self._kind(at - 1) == self._kind(at + 1) == "date":
            at += 1
        return self._kind(at) == "verb" and self._form(at) == "finite"

    def _next_is_listed(self, verb: int) -> bool:
        """True where another finite verb follows behind a comma, as the next of what somebody did."""
        at = verb + 1
        while self._kind(at) in SKIPPED:
            at += 1
        return self._kind(at) == "comma" and self._kind(at + 1) == "verb" and self._form(at + 1) == "finite"

    def _has_main(self, phrase: int, verb: int) -> bool:
        """True where the phrase right before a verb belongs to another verb before it, and no clause opens between."""
        at = phrase
        while self._kind(at) in ("noun", "governed", "adverb", "date"):
            at -= 1
        return self._kind(at) == "verb" and self._form(at) == "finite" and self._chunks[at].word.split()[-1] not in self._words.saying

    def _described(self, word: int) -> int | None:
        """The journey that a bare word behind a comma tells more of: "a visit to Oslo, due in September, did not take place"."""
        chunk, at = self._chunks[word], word - 2
        bare = chunk.item < 0 and chunk.stop - chunk.start == len(chunk.word) and self._kind(word - 1) == "comma" and self._kind(word + 1) in (*SKIPPED, "subordinate")
        while bare and self._kind(at) in SKIPPED:
            at -= 1
        return at if bare and self._kind(at) == "noun" and self._chunks[at].event else None

    def _before_aside(self, noun: int, relative: int) -> list[int]:
        """The person that two commas before a relative word tell more of: "it was the president, no longer in office, who flew to Oslo"."""
        aside = self._kind(noun) == "noun" and self._kind(noun - 1) == self._kind(relative - 1) == "comma" and noun > 1
        return [noun - 2] if aside and self._chunks[noun - 2].person else []

    def _kind(self, at: int) -> str:
        return self._chunks[at].kind if 0 <= at < len(self._chunks) else ""
