"""Everything in a document that may mean a person, in order: drafts with the base form of their names, and pronouns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from pipeline.entities.ground import Ground
from pipeline.entities.inflection import inflection, readings
from pipeline.entities.joining import Draft, find_drafts
from pipeline.entities.naming import Base, Setting, base_form, word_bases
from pipeline.entities.persons import Usage
from pipeline.languages import load


@dataclass(frozen=True, slots=True)
class Mention:
    """A phrase for somebody: its place in the text, its draft, and its name in base form; ``subject`` where it may be what its sentence is about."""

    start: int
    stop: int
    ground: Ground
    draft: Draft
    base: Base | None
    cases: tuple[str, ...]
    gender: str = ""
    pronoun: bool = False

    @property
    def sentence(self) -> int:
        return self.ground.index

    @property
    def subject(self) -> bool:
        return "nom" in self.cases or not self.cases


@dataclass(frozen=True, slots=True)
class Pronoun:
    """Words that point back: their cases, the gender and number of who is meant (0 for several), and what must follow."""

    cases: tuple[str, ...]
    gender: str
    count: int
    before: re.Pattern[str] | None


_NUMBERS = {"one": 1, "two": 2, "many": 0}


@lru_cache(maxsize=None)
def pronouns(code: str) -> dict[str, Pronoun]:
    """The pronouns of a language by their forms."""
    found = {}
    for row in load(code).read("references")["pronouns"]:
        before = re.compile(row["before"]) if "before" in row else None
        for form, cases in row["forms"].items():
            found[form] = Pronoun(tuple(cases.split()), row.get("gender", ""), _NUMBERS[row["number"]], before)
    return found


@lru_cache(maxsize=None)
def _governed(code: str) -> dict[str, frozenset[str]]:
    """The cases that each preposition of a language takes."""
    return {word: frozenset(cases.split()) for word, cases in load(code).read("references").get("governs", {}).items()}


def find_mentions(ground: Ground, folded: str, usage: Usage) -> list[Mention]:
    """The mentions of a sentence in order; ``folded`` is the folded text of the document."""
    found = [_mention(ground, draft, usage) for draft in find_drafts(ground)]
    taken = [(mention.start, mention.stop) for mention in found]
    for first, last, pronoun in _pronouns(ground, folded):
        start, stop = ground.span(first, last)
        if not any(low < stop and start < high for low, high in taken):
            draft = Draft(first, last, None, None, None, pronoun.cases, plural=pronoun.count != 1, count=pronoun.count)
            found.append(Mention(start, stop, ground, draft, None, pronoun.cases, pronoun.gender, True))
            taken.append((start, stop))
    return sorted(found, key=lambda mention: (mention.start, mention.stop))


def _pronouns(ground: Ground, folded: str) -> Iterator[tuple[int, int, Pronoun]]:
    """The words that point back, the longest at each place: (first token, token behind the last, what they are)."""
    known = pronouns(ground.code)
    for at in range(len(ground.tokens)):
        for length in range(_WORDS, 0, -1):
            words = ground.tokens[at : at + length]
            pronoun = known.get(" ".join(token.low for token in words)) if len(words) == length else None
            if pronoun is None or not all(token.near for token in words[1:]):
                continue
            if pronoun.before is None or pronoun.before.match(folded, words[-1].stop):
                yield at, at + length, pronoun
                break


_WORDS = 3  # words of the longest phrase that points back


def _mention(ground: Ground, draft: Draft, usage: Usage) -> Mention:
    start, stop = ground.span(draft.first, draft.last)
    if draft.name is None:
        return Mention(start, stop, ground, draft, None, draft.cases)
    base = base_form(draft.name.parts, ground.code, usage, _setting(ground, draft))
    cases = base.cases if draft.last == draft.name.last or not draft.cases else draft.cases
    if draft.cases and base.cases and _agreeing(ground):
        cases = tuple(case for case in base.cases if case in draft.cases) or base.cases
    return Mention(start, stop, ground, draft, base, cases, base.gender)


@lru_cache(maxsize=None)
def _followers(code: str) -> frozenset[str]:
    """Words before which a name stands in its base form."""
    return frozenset(load(code).read("references").get("after_base", ()))


def _before(ground: Ground, at: int) -> Setting:
    """What follows a name, in a language where the last word bears the ending: postpositions and "and" leave it bare, what is owned wants an owner."""
    followers = _followers(ground.code)
    if not followers or at >= len(ground.tokens):
        return Setting()
    if ground.gap(at) == "," or (ground.near(at) and ground.low(at) in followers):
        return Setting(likely=frozenset({"nom"}))
    if ground.near(at) and ground.tokens[at].kind == "lower" and any("owned" in one.marks for one in readings(ground.low(at), ground.code)):
        return Setting(likely=frozenset({"gen"}))
    return Setting()


def _agreeing(ground: Ground) -> bool:
    return bool(_governed(ground.code))


def _setting(ground: Ground, draft: Draft) -> Setting:
    """What stands beside a name: the case of its office, or its preposition, in a language where names agree with them."""
    governed = _governed(ground.code)
    if draft.name is None:
        return Setting()
    if not governed:
        return _before(ground, draft.name.last)
    if draft.office is not None or draft.former:
        return Setting(frozenset(draft.cases))
    before = ground.low(draft.first - 1) if ground.near(draft.first) else ""
    if before in governed:
        return Setting(governed[before])
    return Setting()


def other_bases(mention: Mention) -> list[Base]:
    """The other base forms that a name can have, with their cases: of a name of one word, or where only the last word bears an ending."""
    name, base, code = mention.draft.name, mention.base, mention.ground.code
    words = [part for part in name.parts if part.kind == "word"] if name else []
    if not words or base is None or (len(words) > 1 and not inflection(code).classes):
        return []
    before = base.words[:-1]
    return [replace(one, name=" ".join((*before, one.name)), words=(*before, one.name), gender=base.gender) for one in word_bases(words[-1], code)]
