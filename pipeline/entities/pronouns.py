"""The words of a language that point back to somebody, and the author's words for himself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from pipeline.entities.ground import Ground
from pipeline.languages import load


@dataclass(frozen=True, slots=True)
class Pronoun:
    """Words that point back: their cases, the gender and number of who is meant (0 for several), and what must follow."""

    cases: tuple[str, ...]
    gender: str
    count: int
    before: re.Pattern[str] | None
    speaks: bool = False


_NUMBERS = {"one": 1, "two": 2, "many": 0}


@lru_cache(maxsize=None)
def pronouns(code: str) -> dict[str, Pronoun]:
    """The pronouns of a language by their forms."""
    found = {}
    for row in load(code).read("references")["pronouns"]:
        before = re.compile(row["before"]) if "before" in row else None
        for form, cases in row["forms"].items():
            found[form] = Pronoun(tuple(cases.split()), row.get("gender", ""), _NUMBERS[row["number"]], before)
    speaker = load(code).read("references")["speaker"]
    return found | {form: Pronoun(tuple(cases.split()), "", 1, None, True) for form, cases in speaker.items()}


@lru_cache(maxsize=None)
def _objects(code: str) -> dict[str, re.Pattern[str]]:
    """The pronouns that may be objects, each with what must follow it then."""
    rows = load(code).read("references")["objects"]
    return {form: re.compile(row["before"]) for row in rows for form in row["forms"].split()}


def is_object(ground: Ground, first: int, last: int) -> bool:
    """Whether the word before ``last`` is a pronoun that is an object of its clause: "him", "onu", "его" before a verb or a mark, not before a noun."""
    pattern = _objects(ground.code).get(ground.low(first)) if last - first == 1 else None
    return pattern is not None and bool(pattern.match(ground.low(last) if ground.near(last) else ""))


def of_participle(ground: Ground, first: int) -> bool:
    """Whether a pronoun is the object of a participle before it, with or without a preposition: "А. и приехавший к нему Б."."""
    pattern = load(ground.code).read("references").get("described")
    return pattern is not None and any(re.match(pattern, ground.low(at)) and all(ground.near(behind) for behind in range(at + 1, first + 1)) for at in (first - 1, first - 2) if at >= 0)


@lru_cache(maxsize=None)
def _first_words(code: str) -> frozenset[str]:
    return frozenset(form.split()[0] for form in pronouns(code))


def find_pronouns(ground: Ground, folded: str) -> Iterator[tuple[int, int, Pronoun]]:
    """The words that point back, the longest at each place: (first token, token behind the last, what they are)."""
    known = pronouns(ground.code)
    opening = _first_words(ground.code)
    for at in (at for at, token in enumerate(ground.tokens) if token.low in opening):
        for length in range(_WORDS, 0, -1):
            phrase = ground.tokens[at : at + length]
            pronoun = known.get(" ".join(token.low for token in phrase)) if len(phrase) == length else None
            if pronoun is None or not all(token.near for token in phrase[1:]):
                continue
            if pronoun.before is None or pronoun.before.match(folded, phrase[-1].stop):
                yield at, at + length, pronoun
                break


_WORDS = 3  # words of the longest phrase that points back
