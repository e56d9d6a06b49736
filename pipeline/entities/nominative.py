"""Base forms of what names a place: of the noun beside a name, of an adjective and its noun, of a name that no list has behind a preposition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pipeline.entities.analyser import CASES, parses
from pipeline.entities.inflection import inflection, readings, shared_start
from pipeline.languages import load


@lru_cache(maxsize=16384)
def owned_bases(low: str, code: str, several: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """The base forms that a folded noun can have as something owned, in a language that marks it; in the plural only for those in ``several``.

    >>> owned_bases("sarayında", "az"), owned_bases("sarayda", "az")
    (('saray', 'sarak'), ())
    """
    return tuple(dict.fromkeys(one.base for one in readings(low, code) if "owned" in one.marks and not one.marks & _UNFIT and ("plural" not in one.marks or one.base in several)))


_UNFIT = frozenset({"people", "without", "joined"})


def lexeme(noun: str, *, several: bool = False) -> tuple[str, ...]:
    """The forms of a noun of the analyser's dictionary in its own number, folded; with ``several`` those of the plural.

    >>> lexeme("дворец")[:3]
    ('дворец', 'дворца', 'дворцу')
    """
    parse = next(one for one in parses(noun) if one.tag.POS == "NOUN" and one.tag.case == "nomn")
    return tuple(dict.fromkeys(one.word for one in parse.lexeme if one.tag.number == ("plur" if several else parse.tag.number)))


@lru_cache(maxsize=4096)
def noun_cases(low: str, code: str) -> frozenset[str]:
    """The cases that a folded noun can stand in, empty where a language has none."""
    data = inflection(code)
    if data.classes:
        return frozenset(case for one in readings(low, code) if "owned" in one.marks for case in one.cases)
    if data.bears_last:
        return frozenset()
    return frozenset(CASES[parse.tag.case] for parse in parses(low) if "NOUN" in parse.tag and parse.tag.case in CASES)


def owned(text: str, low: str, base: str, code: str) -> str | None:
    """The noun with the ending of what is owned and no other one; None where it has none.

    >>> owned("Sarayından", "sarayından", "saray", "az"), owned("gölünün", "gölünün", "göl", "az")
    ('Sarayı', 'gölü')
    """
    for stop in range(2, len(low) + 1):
        if any(one.cases == ("nom",) and "owned" in one.marks and one.base == base for one in readings(low[:stop], code)):
            return text[:stop]
    return None


def agree(words: Sequence[str], low: str) -> list[str] | None:
    """Adjectives and their noun in the nominative; None where the words before the noun are no adjectives that agree with it.

    >>> agree(["Большом", "Кремлёвском", "дворце"], "дворце"), agree(["Париже", "дворец"], "дворец")
    (['Большой', 'Кремлёвский', 'дворец'], None)
    """
    *front, noun = words
    for parse in (one for one in parses(low) if "NOUN" in one.tag and one.is_known):
        told = [_adjective(word, parse.tag) for word in front]
        changed = parse.inflect({"nomn", parse.tag.number})
        if all(told) and changed is not None:
            return [*(each for each in told if each), _like(changed.word, noun)]
    return None


def apart(word: str, noun: str, plural: str) -> str | None:
    """An adjective in the singular that stands before a noun in the plural, in the nominative: of "Нарынской" before "областях" "Нарынская".

    >>> apart("Нарынской", "область", "областях"), apart("Нарынских", "область", "областях")
    ('Нарынская', None)
    """
    cases = {parse.tag.case for parse in parses(plural) if parse.tag.number == "plur"}
    gender = next(parse.tag.gender for parse in parses(noun) if parse.tag.POS == "NOUN")
    for parse in parses(word.lower()):
        tag = parse.tag
        if tag.POS == "ADJF" and tag.number == "sing" and tag.gender == gender and tag.case in cases and (changed := parse.inflect({"nomn", "sing", gender})):
            return _like(changed.word, word)
    return None


def _adjective(word: str, noun: Any) -> str | None:
    """An adjective that agrees with a noun, in the nominative."""
    for parse in parses(word.lower()):
        tag = parse.tag
        if tag.POS not in ("ADJF", "PRTF") or tag.case != noun.case or tag.number != noun.number:
            continue
        if tag.number == "sing" and tag.gender != noun.gender or (tag.case == "accs" and tag.animacy == "anim"):
            continue
        changed = parse.inflect({"nomn", tag.number} | ({tag.gender} if tag.number == "sing" else set()))
        return _like(changed.word, word) if changed is not None else None
    return None


def _like(word: str, pattern: str) -> str:
    return "-".join(part[:1].upper() + part[1:] if pattern[:1].isupper() else part for part in word.split("-"))


def noun_base(text: str, low: str, base: str) -> str:
    """The base form of a noun in the capitals it was written with."""
    return base[:1].upper() + base[1:] if text[:1].isupper() else base


# --- unlisted names behind a preposition -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Ending:
    """An ending of a case behind some letters (any where ``after`` is empty), and the endings of the base forms that it may stand for, the likeliest first."""

    end: str
    after: str
    bases: tuple[str, ...]


@lru_cache(maxsize=None)
def _endings(code: str) -> dict[str, tuple[Ending, ...]]:
    data = load(code).read("places")["unlisted"].get("bases", {})
    return {case: tuple(Ending(row["end"], row.get("after", ""), tuple(row["bases"])) for row in rows) for case, rows in data.items()}


def place_base(text: str, low: str, cases: frozenset[str], seen: frozenset[str], code: str) -> str | None:
    """The base form of the name of a place that stands in one of some cases, in a language that declines names; None where it has no such form.
    ``seen`` are the words of the document: a base form among them is preferred.

    >>> [place_base(word, word.lower(), frozenset(cases), frozenset(), "ru") for word, cases in (("Висбю", ["pre"]), ("Мариехамне", ["pre"]), ("Ниду", ["acc"]))]
    ['Висбю', 'Мариехамн', 'Нида']
    """
    first, hyphen, last = low.rpartition("-")
    known = [one for one in parses(low) if one.is_known and "Geox" in one.tag and CASES.get(str(one.tag.case)) in cases]
    if known:
        return _tailed(known[0].normal_form, text, low)
    options = [first + hyphen + base for base in _options(last, cases, code)]
    best = next((base for base in options if base in seen and base != low), options[0] if options else None)
    return None if best is None else _tailed(best, text, low)


def _tailed(base: str, text: str, low: str) -> str:
    same = shared_start(base, low)
    return text[:same] + base[same:]


def _options(low: str, cases: frozenset[str], code: str) -> list[str]:
    """The base forms that an unknown word may have, the likeliest first."""
    found: list[str] = []
    for case, rows in _endings(code).items():
        if case in cases:
            row = next((row for row in rows if low.endswith(row.end) and (not row.after or low[: len(low) - len(row.end)].endswith(tuple(row.after)))), None)
            found += [low[: len(low) - len(row.end)] + base for base in row.bases] if row else []
    return list(dict.fromkeys(found)) or ([low] if low[-1] in fixed(code) else [])


@lru_cache(maxsize=None)
def fixed(code: str) -> str:
    """The last letters of names that no case changes."""
    return str(load(code).read("places")["unlisted"].get("fixed", ""))
