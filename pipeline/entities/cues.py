"""The words of a language that tell a place which no list has; from ``places.yaml``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from pipeline.entities.inflection import inflection, readings
from pipeline.entities.nominative import lexeme, owned_bases
from pipeline.entities.offices import words as office_words
from pipeline.languages import load

_KINDS = ("venues", "before", "of", "settled", "settled_behind")


@dataclass(frozen=True, slots=True)
class Cues:
    """What tells an unlisted place in a language: nouns by kind, words between a name and its noun, prepositions that join them, and prepositions
    of place with the cases they take. ``also`` are the words for "and", ``weak`` the nouns that may mean something else,
    ``several`` those that name places in the plural too ("Elburs dağları"), ``low`` those that tell a place without
    a capital where others need one, ``all_nouns`` all of them."""

    nouns: dict[str, frozenset[str]]
    weak: frozenset[str]
    between: frozenset[str]
    joins: frozenset[str]
    sure: dict[str, frozenset[str]]
    also: frozenset[str]
    several: frozenset[str]
    low: frozenset[str]
    all_nouns: frozenset[str]


@lru_cache(maxsize=None)
def cues(code: str) -> Cues:
    """The cues of a language."""
    data = load(code).read("places")["unlisted"]
    nouns = {kind: frozenset(data.get(kind, ())) for kind in _KINDS}
    sure = {word: frozenset(cases.split()) for word, cases in data.get("sure", {}).items()}
    weak, between, joins, several, low = (frozenset[str](data.get(key, ())) for key in ("weak", "between", "joins", "several", "low"))
    return Cues(nouns, weak, between, joins, sure, frozenset(office_words(code).conjunctions), several, low, frozenset[str]().union(*nouns.values()))


@lru_cache(maxsize=16384)
def place_nouns(low: str, code: str) -> tuple[tuple[str, str], ...]:
    """The kinds of noun beside the name of a place that a folded word is, each with the base form.

    >>> place_nouns("sarayında", "az"), place_nouns("sarayda", "az"), place_nouns("площади", "ru")
    ((('venues', 'saray'),), (), (('venues', 'площадь'), ('before', 'площадь')))
    """
    nouns = cues(code).nouns
    return tuple((kind, base) for base in _bases(low, code) for kind in _KINDS if base in nouns[kind])


def _bases(low: str, code: str) -> tuple[str, ...]:
    data = inflection(code)
    if data.classes:
        return owned_bases(low, code, cues(code).several)
    return tuple(dict.fromkeys(one.base for one in readings(low, code))) if data.bears_last else _forms(code).get(low, ())


@lru_cache(maxsize=None)
def _forms(code: str) -> dict[str, tuple[str, ...]]:
    """Every form of the nouns of a language that declines them, with their base forms."""
    found: dict[str, tuple[str, ...]] = {}
    for noun in sorted(frozenset[str]().union(*cues(code).nouns.values())):
        for form in lexeme(noun):
            found[form] = (*found.get(form, ()), noun)
    return found


@lru_cache(maxsize=None)
def _plurals(code: str) -> dict[str, str]:
    nouns = () if inflection(code).bears_last else sorted(cues(code).nouns["venues"])
    return {form: noun for noun in nouns for form in lexeme(noun, several=True)}


def singular_of(low: str, code: str) -> str | None:
    """The noun of a place that a folded word is the plural of, in a language that declines nouns.

    >>> singular_of("областях", "ru"), singular_of("области", "ru"), singular_of("vilayətlər", "az")
    ('область', 'область', None)
    """
    return _plurals(code).get(low)
