"""Who is the subject of a verb, in languages that tell it by place: found by walking back from the verb over what cannot be it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.records.scenes.chunks import Chunk, Subject
from pipeline.records.scenes.patterns import ClauseWords
from pipeline.records.scenes.stretches import SKIPPED, Row
from pipeline.values import Predicate


def find_subjects(
    stretches: Sequence[Sequence[Chunk]], predicates: Sequence[Predicate], words: ClauseWords
) -> tuple[dict[int, Subject], frozenset[int]]:
    """From the index of each verb to its subject, where anything can be told of it; and the verbs that are participles by their place."""
    found: dict[int, Subject] = {}
    reduced: set[int] = set()
    speakers: list[tuple[int, ...]] = []
    for chunks in stretches:
        stretch = _Stretch(chunks, predicates, words)
        found |= stretch.read()
        reduced |= {chunks[at].item for at in stretch.reduced}
        speakers.append(stretch.speaker())
    speaker = next((items for items in speakers if items), ())
    spoken = {verb: replace(subject, items=speaker) for verb, subject in found.items() if subject.word in words.speakers and speaker}
    return found | spoken, frozenset(reduced)


class _Stretch(Row):
    """The verbs of one stretch between hard breaks, read from left to right."""

    def read(self) -> dict[int, Subject]:
        verbs = [at for at, chunk in enumerate(self._chunks) if chunk.kind == "verb"]
        for at in verbs:
            if self._is_reduced(at):
                self.reduced.add(at)
        for at in verbs:
            if self._form(at) == "finite":
                self._known[at] = self._finite(at)
        for at in verbs:
            if self._form(at) != "finite":
                self._known[at] = self._loose(at)
        return {self._chunks[at].item: subject for at, subject in self._known.items() if subject}

    def speaker(self) -> tuple[int, ...]:
        """The subject of the verb of saying in this stretch."""
        said = [subject.items for at, subject in self._known.items() if subject and subject.items and self._chunks[at].word.split()[-1] in self._words.saying]
        return said[-1] if said else ()

    # --- finite verbs -----------------------------------------------------------------------------------------------

    def _finite(self, verb: int) -> Subject | None:
        if (inside := self._inside(verb)) is not None:
            return inside
        if (relative := self._unread_relative(verb)) is not None:
            return self._antecedent(relative)
        at, crossed = verb - 1, False
        while at >= 0:
            kind = self._kind(at)
            beside = at == verb - 1 or at == verb - 2 and self._kind(verb - 1) == "comma" and self._chunks[at].apposed
            if kind == "governed" and beside and self._chunks[at].word in self._words.subordinate and self._kind(at - 1) != "relative":  # "who as minister had come"
                return Subject(self._items([at]), at)  # "after Putin left"
            if kind == "relative":
                return self._antecedent(at)
            if kind == "join" and not self._is_adverb(at):
                came = at < verb - 1 and self._predicates[self._chunks[verb].item].sense == "come"  # "and on 6 December came President Bush"
                return (self._behind(verb) if came else None) or self._shared(at, crossed)
            if kind == "subordinate" and not crossed:
                return None
            if kind == "noun" and (governor := self._governor(at)) is not None:
                at = governor - 1
                continue
            if kind == "noun" and (head := self._apposed_to(at)) is not None:
                at = head
                continue
            if kind == "noun" and not self._is_object(at, crossed):
                return self._gather(at)
            if kind == "verb":
                step = self._before_clause(at)
                if step is None:
                    return self._known.get(at) if crossed else self._behind(verb)
                at = step
                continue
            crossed = crossed or kind == "comma"
            at -= 1
        return self._behind(verb)

    def _inside(self, verb: int) -> Subject | None:
        """The subject between an auxiliary and its verb: "hardly had the minister come"; "did the minister, A, come"."""
        here, behind = self._predicates[self._chunks[verb].item], verb + 1
        if self._kind(behind) == "noun" and self._chunks[behind].item >= 0 and here.start >= self._chunks[behind].stop:
            return self._gather(behind)
        at = verb - 1
        while self._kind(at) in ("comma", "adverb"):
            at -= 1
        turned = self._kind(at) == "noun" and self._kind(at - 1) == "verb" and self._chunks[at - 1].word in self._words.inverting
        return Subject(self._items([at])) if turned and here.time == "present" else None

    def _unread_relative(self, verb: int) -> int | None:
        """The relative word of a clause between commas that ends right before a verb, and of whose own verb nothing is known: "the queen, who sleeps late, had come"."""
        at = verb - 1
        while self._kind(at) == "adverb":
            at -= 1
        if self._kind(at) != "comma":
            return None
        at -= 1
        while at > 0 and self._kind(at) in (*SKIPPED, "noun", "join"):
            at -= 1
        return at if self._kind(at) == "relative" and self._kind(at - 1) == "comma" else None

    def _before_clause(self, verb: int) -> int | None:
        """Where to go on behind a verb: before the clause that it is in, or before itself if it opens none; None at a main verb."""
        if self._form(verb) != "finite":
            return verb - 1
        subject = self._known.get(verb)
        if subject and subject.opener >= 0:
            return subject.opener - 1
        return None if subject or self._predicates[self._chunks[verb].item].sense != "other" else verb - 1

    def _apposed_to(self, noun: int) -> int | None:
        """The phrase before one that only names who is told with a preposition: "the visit of the minister, A, was"."""
        held = self._kind(noun - 1) == "comma" == self._kind(noun + 1) and self._kind(noun - 2) == "governed" and self._chunks[noun - 2].item >= 0 and (self._chunks[noun - 2].person or not self._chunks[noun].person)
        at = noun - 3
        while held and self._kind(at) == "governed":
            at -= 1
        return at if held and self._kind(at) == "noun" and self._chunks[at].event else self._described(noun)

    def _governor(self, noun: int) -> int | None:
        """The phrase with a preposition that a phrase is joined to and shares it with, where the clause has no verb yet: "a tour of Minsk and Kyiv"."""
        at = noun
        while (step := self._joined_before(at)) is not None and self._kind(step) == "noun":
            at = step
        if step is None or self._kind(step) != "governed" or not any(self._kind(i) == "join" for i in range(step, noun)):
            return None
        if self._chunks[noun].person and not self._chunks[step].person:
            return None  # "after a night in Minsk, A and B signed"
        verb = step
        while verb >= 0 and self._kind(verb) not in ("verb", "relative", "subordinate"):
            verb -= 1
        return step if verb < 0 or self._kind(verb) != "verb" or self._form(verb) != "finite" else None

    def _joined_before(self, noun: int) -> int | None:
        at = noun - 1
        while self._kind(at) in ("comma", "join"):
            at -= 1
        return at if at >= 0 and any(self._kind(i) == "join" for i in range(at + 1, noun)) or self._kind(noun - 1) == "comma" and at >= 0 else None

    def _is_object(self, noun: int, crossed: bool) -> bool:
        """A phrase right behind a verb is its object where the verb stands in a clause that ends before the verb looked at."""
        return self._is_behind_verb(noun) and (crossed or self._before_clause(self._before(noun)) is not None)

    def _is_behind_verb(self, noun: int) -> bool:
        """True right behind a verb that takes an object, not a clause."""
        verb = self._before(noun)
        return self._kind(verb) == "verb" and self._chunks[verb].word.split()[-1] not in self._words.saying

    def _before(self, at: int) -> int:
        at -= 1
        while self._kind(at) == "adverb":
            at -= 1
        return at

    def _antecedent(self, relative: int) -> Subject:
        if self._chunks[relative].word in self._words.of_things and (thing := self._journey_before(relative)) is not None:
            return Subject(self._items([thing]), relative)
        at = relative - 1
        while at >= 0 and self._kind(at) in ("comma", "adverb", "date"):
            at -= 1
        if self._kind(at) == "governed" and self._chunks[at].item < 0 and self._kind(at - 1) in ("", "join", "comma") and (named := self._behind_being(relative)) and named.items:
            return Subject(named.items, relative)  # "and among those who had come were A and B"
        while at > 0 and self._kind(at) == "governed" and self._chunks[at].item < 0:
            at -= 1
        if at < 0 or self._kind(at) not in ("noun", "governed"):
            return Subject((), relative)
        items = self._items([at]) or self._items(self._before_aside(at, relative))
        named = self._behind_being(relative) if not items or self._kind(at) == "governed" and self._kind(at - 1) in ("", "join", "comma") else None
        return Subject(named.items if named and named.items else items, relative)

    def _journey_before(self, relative: int) -> int | None:
        """The journey that "which" means over the phrases that belong to it: "a trip to Lima by the minister, A, which had been put off"."""
        at = relative - 1
        while at >= 0 and self._kind(at) in ("comma", "adverb", "date", "governed", "noun") and not self._chunks[at].event:
            at -= 1
        return at if at >= 0 and self._chunks[at].event and self._kind(at) == "noun" else None

    def _behind_being(self, relative: int) -> Subject | None:
        """Who is named behind a verb of being as those that a relative clause is about: "among those who came were A and B"."""
        verbs = [at for at in range(relative + 1, len(self._chunks)) if self._kind(at) == "verb" and self._form(at) == "finite"]
        return self._behind(verbs[1]) if len(verbs) > 1 and not any(self._kind(at) in ("relative", "subordinate") for at in range(verbs[0], verbs[1])) else None

    def _shared(self, join: int, crossed: bool) -> Subject | None:
        """The subject of a verb that is joined to another: that of the verb before, or of the one outside if a comma ends the clause before."""
        at = join - 1
        closed = crossed or self._kind(at) == "comma"
        while at >= 0:
            if self._kind(at) == "verb" and self._form(at) == "finite":
                subject = self._known.get(at)
                if not (closed and subject and subject.opener > 0 and self._has_outer(subject.opener)):
                    return subject
                at = subject.opener
            at -= 1
        return None

    def _has_outer(self, opener: int) -> bool:
        return any(self._kind(at) == "verb" and self._form(at) == "finite" and self._known.get(at) for at in range(opener))

    def _gather(self, noun: int) -> Subject:
        """A phrase with those that stand side by side with it before it."""
        chain = self._chain(noun)
        if self._chunks[noun].person and (others := [i for i in chain if not self._chunks[i].person]):
            chain = [i for i in chain if i > others[-1]]  # "held a party, a first one, and A and B came"
        if len(chain) > 1 and self._is_behind_verb(chain[0]):
            chain = self._behind_last_join(chain)
        return Subject(self._items(chain), self._opener(chain[0]), self._chunks[noun].word, self._chunks[chain[0]].negated)

    def _chain(self, noun: int) -> list[int]:
        chain = [noun]
        while (before := self._next_in_list(chain[-1])) is not None:
            chain.append(before)
        return chain[::-1]

    def _opener(self, first: int) -> int:
        before = first - 1
        while self._kind(before) in SKIPPED:
            before -= 1
        if self._kind(before) in ("relative", "subordinate"):
            return before
        if self._kind(first - 1) == "noun":  # "the document they signed"
            return first
        return before if self._kind(before) == "verb" and self._chunks[before].word.split()[-1] in self._words.saying else -1

    def _next_in_list(self, noun: int) -> int | None:
        at = noun - 1
        while self._kind(at) in ("comma", "join"):
            at -= 1
        if at == noun - 1:
            return None
        joins = any(self._kind(i) == "join" for i in range(at + 1, noun))
        if self._kind(at) == "noun" or joins and self._kind(at) == "governed" and self._chunks[at].word in self._words.subordinate and self._chunks[at].person and self._kind(noun + 1) == "verb":
            return at  # "after A and B had met"
        return self._past_relative(at) if self._kind(noun - 1) in ("join", "comma") and joins else None

    def _past_relative(self, at: int) -> int | None:
        """Over a relative clause that ends here, to the phrase it belongs to: "A, who came from B, and C"."""
        while at >= 0 and self._kind(at) in (*SKIPPED, "verb", "noun"):
            if self._kind(at) == "verb" and (subject := self._known.get(at)) and subject.opener >= 0 and self._kind(subject.opener) == "relative":
                before = subject.opener - 1
                while self._kind(before) == "comma":
                    before -= 1
                return before if self._kind(before) == "noun" else None
            if self._kind(at) == "verb" and self._form(at) == "finite":
                return None
            at -= 1
        return None

    def _behind_last_join(self, chain: list[int]) -> list[int]:
        for number in range(len(chain) - 1, 0, -1):
            if any(self._kind(at) == "join" for at in range(chain[number - 1] + 1, chain[number])):
                return chain[number:]
        return chain[-1:]

    def _items(self, chunks: Sequence[int]) -> tuple[int, ...]:
        return tuple(self._chunks[at].item for at in chunks if self._chunks[at].item >= 0)

    def _behind(self, verb: int) -> Subject | None:
        """The subject behind its verb: "Also present were A and B"."""
        word = self._chunks[verb].word.split()[-1]
        if word not in self._words.after_verb or self._kind(verb + 1) != "noun":
            return None
        chain = [verb + 1]
        while self._kind(chain[-1] + 1) in ("comma", "join"):
            at = chain[-1] + 1
            while self._kind(at) in ("comma", "join"):
                at += 1
            if self._kind(at) != "noun":
                break
            chain.append(at)
        return Subject(self._items(chain)) if self._kind(chain[-1] + 1) != "verb" else None

    # --- participles and infinitives --------------------------------------------------------------------------------

    def _identified(self, noun: int, verb: int) -> Subject | None:
        """Who is said to be the one that a phrase describes: "the first minister to come to Kyiv was A"."""
        for at in range(verb + 1, len(self._chunks)):
            if self._kind(at) == "verb" and self._form(at) == "finite":
                behind = at + 1
                is_being = self._chunks[at].word.split()[-1] in self._words.after_verb
                return Subject(self._items([behind])) if is_being and self._kind(behind) == "noun" and self._items([behind]) else None
        return None

    def _invited(self, verb: int) -> int | None:
        """The phrase with a preposition that an infinitive follows: "it was the turn of the minister to go", "an invitation to A to come"."""
        at = verb - 1
        while self._kind(at) in ("comma", "adverb"):
            at -= 1
        lent = self._kind(at) == "governed" and self._chunks[at].item >= 0 and self._predicates[self._chunks[verb].item].form == "infinitive"
        return at if lent and self._chunks[at].word in self._words.lending else None

    def _loose(self, verb: int) -> Subject | None:
        """The subject of a participle or infinitive: the phrase it follows, or the subject of the verb that governs it."""
        at = verb - 1
        while self._kind(at) in SKIPPED:
            at -= 1
        if self._kind(at) == "subordinate" and self._chunks[at].word in self._words.lending_from and self._kind(at - 1) == "noun":
            return Subject(self._items([at - 1]))  # "kept him from going"
        if (invited := self._invited(verb)) is not None:
            return Subject(self._items([invited]))
        if self._kind(at) == "noun" and self._form(verb) == "participle":
            return Subject(self._items([at]))
        if self._kind(at) == "noun" and self._chunks[at].item < 0 and (named := self._identified(at, verb)):
            return named
        told = at - 1 if self._kind(at) == "comma" and self._chunks[at - 1].apposed else at  # "asked the president, A, to come"
        chain = self._chain(told)
        if self._kind(told) == "noun" and self._kind(chain[0] - 1) == "verb" and self._chunks[chain[0] - 1].word.split()[-1] in self._words.steering:
            return Subject(self._items(chain))  # "asked him to come", "invited A and B to come"
        if before := [one for one in range(at + 1) if self._kind(one) == "verb" and one in self._known]:
            return self._known[before[-1]]
        return next((self._known[at] for at in range(verb + 1, len(self._chunks)) if self._kind(at) == "verb" and self._form(at) == "finite"), None)
