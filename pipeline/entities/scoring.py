"""What speaks for one base form of a word of a name rather than another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.entities.inflection import Reading, inflection, readings
from pipeline.entities.namebook import family, words
from pipeline.entities.parts import Part, Usage

_PLAIN = frozenset({"joined", "copula"})
_RARE = frozenset({"plural", "relative", "without"})  # "Klintonların", "Aytmatovdakı": only a name that is known is taken out of such a form
# Scores are logarithms of how much likelier a sign makes a reading; set by hand and checked on the tables of tests/cases.
KNOWN, SHAPE, FORM, ALONE, AGREES, LIKELY = 6.0, 3.0, 1.2, 2.5, 5.0, 2.2
ADJECTIVE = 2.0  # a family name that ends like an adjective, behind a given name
CASE = {"nom": 0.0, "gen": -0.6, "dat": -1.6, "acc": -1.6, "ins": -1.4, "abl": -2.6, "pre": -1.8, "loc": -4.0}  # where all words agree
GIVEN = 2.0  # a last word that is a listed given name: it may be a family name too
LISTED = -9.0  # stands for the likelihood of a word that a list has: two listed readings are told apart by their cases, not by their length
LAST = {"nom": 0.0, "gen": -0.1, "dat": -0.5, "acc": -0.8, "ins": -0.3, "abl": -0.6, "loc": -6.0}  # where the last word alone bears the ending
SHORT_STEM = 5.0  # an unknown family name of up to three letters
NEAR = 1.0  # readings of one base within this of the best keep their cases


@dataclass(frozen=True, slots=True)
class Setting:
    """What the words around a name say: the cases that alone fit, if any is told, those that are likelier than others, and the gender."""

    cases: frozenset[str] = frozenset()
    gender: str = ""
    likely: frozenset[str] = frozenset()


def options_of(part: Part, code: str) -> list[Reading]:
    """The readings that a word of a name can have: at least the word as it stands."""
    low = part.token.low
    found = [one for one in readings(low, code) if not one.marks - _PLAIN and len(one.base) > 1]
    found += [one for one in readings(low, code) if _RARE & one.marks and not one.marks - _PLAIN - _RARE and _is_known(one.base, code)]
    found += [one for one in part.given.readings if one.rule == "listed"] if part.given else []
    return found or [Reading(low, len(low), ("nom",) if inflection(code).classes else ())]


def _is_known(base: str, code: str) -> bool:
    """Whether a base form is a family name that is known, or has the shape of one."""
    shape = family(base, code)
    return base in words(code).families or (shape is not None and not shape.weak)


def in_document(base: str, word: str, usage: Usage) -> float:
    """How much the other words of a document speak for a base form of a word: it stands there by itself, or in other forms."""
    others = usage.forms.get(base, frozenset()) - {word} if usage.forms else frozenset()
    return (ALONE if base in others else 0.0) + FORM * len(others)


def given_gender(parts: Sequence[Part]) -> str:
    """The gender that the given names tell: "m", "f", "mf", or "" where nothing does."""
    genders = [part.given.gender for part in parts[: len(parts) - 1] if part.given]
    sure = [gender for gender in genders if len(gender) == 1]
    return sure[0] if sure else (genders[0] if genders else "")


@dataclass(frozen=True, slots=True)
class Sight:
    """A name to be read: its parts, the language, how the document uses words, and what stands around the name."""

    parts: tuple[Part, ...]
    code: str
    usage: Usage
    setting: Setting


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a name is read: a reading for each part (None where it stays as it is), the cases it may stand in, and the gender it tells."""

    readings: tuple[Reading | None, ...]
    cases: tuple[str, ...]
    gender: str
