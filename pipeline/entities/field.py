"""A sentence as the ground on which places are found that no list has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.entities.cues import Cues, cues
from pipeline.entities.parts import Usage
from pipeline.entities.places import Found
from pipeline.entities.tokens import Token
from pipeline.values import Place

_QUOTES = "\"«»“”„'‘’"


@dataclass(frozen=True, slots=True)
class Field:
    """The words of a sentence with what is known of them: ``places`` by the words they cover, and the words that are of an office (``held``)."""

    tokens: Sequence[Token]
    places: dict[int, Found]
    held: frozenset[int]
    code: str
    usage: Usage

    @property
    def cues(self) -> Cues:
        """The cues of the sentence's language."""
        return cues(self.code)

    def joined(self, at: int) -> bool:
        """Whether nothing but white space, or a quotation mark, stands between a word and the one before it."""
        return 0 < at < len(self.tokens) and (self.tokens[at].near or not self.tokens[at].gap.strip().strip(_QUOTES))

    def capital(self, at: int) -> bool:
        """Whether a word is written like a name and is of no office."""
        return 0 <= at < len(self.tokens) and self.tokens[at].kind in ("word", "initial") and at not in self.held and not self.tokens[at].caps


@dataclass(frozen=True, slots=True)
class Unlisted:
    """A place that no list has, with the words it covers; ``whole`` where a noun belongs to its name."""

    place: Place
    first: int
    last: int
    whole: bool = False


def make(field: Field, first: int, last: int, base: str, *, whole: bool = False) -> Unlisted:
    """The unlisted place that some words are."""
    tokens = field.tokens
    text = " ".join(token.text for token in tokens[first:last])
    return Unlisted(Place(tokens[first].start, tokens[last - 1].stop, text, "city", "", base, rule="unlisted"), first, last, whole)
