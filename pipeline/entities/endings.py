"""The endings of a language and what each says, made from ``languages/<code>/inflection.yaml``: put together step by step, or told by paradigms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any

from pipeline.errors import LanguageDataError

CASES = ("nom", "gen", "dat", "acc", "loc", "abl", "ins", "pre")
MARKS = ("plural", "owned", "ours", "people", "without", "relative", "copula", "joined", "softened")
_PIECE = re.compile(r"\((\w)\)|\[(\w)\]|(\w)")


@dataclass(frozen=True, slots=True)
class Ending:
    """What an ending says: the letters that make the base, what may stand before it (``signs``, None for anything), and the rest of a reading."""

    add: str
    signs: frozenset[str] | None
    cases: tuple[str, ...]
    marks: frozenset[str]
    genders: str
    rule: str


def endings(data: dict[str, Any], where: str) -> Iterator[tuple[str, Ending]]:
    """Every ending with its letters. LanguageDataError where the data names an unknown case or mark."""
    return _agglutinated(data, where) if "steps" in data else _paradigms(data, where)


# --- endings that are put together ----------------------------------------------------------------------------------


def _agglutinated(data: dict[str, Any], where: str) -> Iterator[tuple[str, Ending]]:
    for row, after_vowel in product(enumerate(data["harmony"]), (True, False)):
        number, harmony = row
        sign = frozenset({f"{number}{'v' if after_vowel else 'c'}"})
        for templates, says in _chains(data["steps"]):
            surface = _realize(templates, harmony, after_vowel, data)
            cases, marks = _told(says, where)
            yield surface, Ending("", sign, cases, marks, "", "")


def _chains(steps: dict[str, Any]) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Every chain of steps with what it says."""
    for derived, number, owner in product(steps["derived"].items(), steps["number"].items(), steps["owner"].items()):
        if derived[1] and owner[1]:
            continue
        cases = steps["owned_case" if owner[1] == "owned" else "case"]
        for case in cases.items():
            chain = (derived, number, owner, case)
            yield tuple(text for text, _ in chain), tuple(said for _, said in chain if said)
            if case[1] in ("loc", "gen") and not derived[1]:
                yield from _relative(chain, steps)
            if not derived[1] and case[1] in ("nom", "loc"):
                for copula in steps["copula"]:
                    yield (*(text for text, _ in chain), copula), (*(said for _, said in chain if said), "copula")


def _relative(chain: tuple[tuple[str, str], ...], steps: dict[str, Any]) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    said = tuple(each for _, each in chain if each)
    for kind in steps["relative"]:
        yield (*(text for text, _ in chain), kind), (*said, "relative")


def _realize(templates: tuple[str, ...], harmony: dict[str, str], after_vowel: bool, data: dict[str, Any]) -> str:
    """The letters of an ending behind a stem whose last vowel has the given harmony."""
    written: list[str] = []
    current = harmony
    for after, before, letter in (match.groups() for match in _PIECE.finditer("".join(templates))):
        vowel_before = written[-1] in data["vowels"] if written else after_vowel
        if (after and not vowel_before) or (before and vowel_before):
            continue
        each = after or before or letter
        each = current.get(each, each)
        written.append(each)
        if each in data["vowels"]:
            current = next(row for row in data["harmony"] if each in row["vowels"])
    return "".join(written)


def _told(says: tuple[str, ...], where: str) -> tuple[tuple[str, ...], frozenset[str]]:
    for said in says:
        if said not in CASES and said not in MARKS:
            raise LanguageDataError("ending-unknown", f"{where}: an ending says {said!r}", f"known: {', '.join((*CASES, *MARKS))}")
    return tuple(said for said in says if said in CASES), frozenset(said for said in says if said in MARKS)


# --- endings told by paradigms --------------------------------------------------------------------------------------


def _paradigms(data: dict[str, Any], where: str) -> Iterator[tuple[str, Ending]]:
    letters = data.get("letters", {})
    for row in data["paradigms"]:
        bases = row["base"] if isinstance(row["base"], list) else [row["base"]]
        after = "".join(letters.get(letter, letter) for letter in row.get("after", ""))
        for base, (form, said) in product(bases, row["forms"].items()):
            cases, marks = _told(tuple(said.split()), f"{where}: {row['id']}")
            yield from _of_paradigm(row, (base, form, after), cases, marks)


def _of_paradigm(row: dict[str, Any], shape: tuple[str, str, str], cases: tuple[str, ...], marks: frozenset[str]) -> Iterator[tuple[str, Ending]]:
    """An ending of a paradigm. The first form of the paradigm is the base's own ending, which ends ``base``: what ``base`` has more belongs to the stem."""
    base, form, after = shape
    own = next(iter(row["forms"]))
    stem = base[: len(base) - len(own)] if own and base.endswith(own) else base
    signs = frozenset(after) if after and not stem else None
    yield stem + form, Ending(base if base else "", signs, cases, marks, row.get("gender", ""), row["id"])
