"""Reads ``languages/CODE/dates.yaml``: the words of a language's dates, its number suffixes and its forms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pipeline import languages
from pipeline.dates.keys import key, skeleton
from pipeline.dates.patterns import Alphabet, Pattern, compile_form
from pipeline.errors import LanguageDataError

LEVELS = ("points", "ranges", "lists")
GRAINS = ("day", "month", "season", "year", "decade", "century", "period", "relative", "partial")
FEATURES = ("nom", "gen", "dat", "acc", "loc", "abl", "until", "ord", "pl", "ins", "from")
_SHAPES = ((1, 1), (13, 1), (20, 2), (10, 2), (32, 2), (40, 2), (0, 2), (5, 2), (25, 2), (100, 3), (1996, 4), (1990, 4), (3000, 4), (10000, 5))
PUNCTUATION = {
    ",": "comma", ".": "dot", ";": "semicolon", ":": "colon", "(": "open", ")": "close", "[": "bracket", "]": "unbracket",
    "/": "slash", "№": "numbersign", "#": "numbersign", "$": "money", "€": "money", "£": "money", "₼": "money", "₽": "money", "%": "unit",
    "«": "quote", "“": "quote", "„": "quote", '"': "mark", "»": "unquote", "”": "unquote", "’": "apostrophe", "'": "apostrophe",
    "‘": "apostrophe", "-": "dash", "‐": "dash", "‑": "dash", "–": "dash", "—": "dash", "−": "dash", "…": "dots", "~": "tilde",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """What a word can be: its classes, and for each class the value it stands for."""

    classes: frozenset[str]
    values: dict[str, int | str]


@dataclass(frozen=True, slots=True)
class Form:
    """A form of one level: id, compiled pattern, what it means (``means``), and its proofs."""

    id: str
    pattern: Pattern
    means: str
    yes: dict[str, str]
    no: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All that is known about the dates of one language."""

    code: str
    alphabet: Alphabet
    words: dict[str, Entry]
    skeletons: dict[str, str]
    anchors: frozenset[str]
    suffixes: dict[str, frozenset[str]]
    forms: dict[str, tuple[Form, ...]]
    future: re.Pattern[str]
    settings: dict[str, Any]


@lru_cache(maxsize=4096)
def number_classes(value: int, digits: int, features: frozenset[str]) -> frozenset[str]:
    """What a number can be, by its size, its digits and the features of its suffix.

    >>> sorted(number_classes(7, 1, frozenset({"loc"})))
    ['day', 'day.loc', 'loc', 'num', 'num.loc', 'small', 'small.loc']
    """
    kinds = {"num"}
    if digits <= 2 and 1 <= value <= 31:
        kinds |= {"day", "small"} if value <= 12 else {"day"}
    if digits == 2:
        kinds |= {"yy", "ten2"} if value % 10 == 0 and value else {"yy"}
    if digits == 4 and 1000 <= value <= 2199:
        kinds |= {"year", "ten4"} if value % 10 == 0 else {"year"}
    return frozenset(kinds | {f"{kind}.{feature}" for kind in kinds for feature in features or ("bare",)} | (features & set(FEATURES)))


@lru_cache(maxsize=4096)
def word_classes(classes: frozenset[str], capitals: int) -> frozenset[str]:
    """The classes of a word with its first letter (1) or all its letters (2) capital."""
    if not capitals:
        return classes
    return classes | {"Cap", *(f"{name}.Cap" for name in classes if "." not in name)} | ({"CAPS"} if capitals > 1 else set())


UNKNOWN_WORD = (frozenset({"word", "lower"}), word_classes(frozenset({"word"}), 1), word_classes(frozenset({"word"}), 2))


def node_classes(kind: str, grain: str, features: frozenset[str], dated: bool) -> frozenset[str]:
    """The classes of a found point (``P``) or range (``R``) as a token of the next level."""
    year = "dated" if dated else "undated"
    calendar = {f"{kind}.cal"} if grain not in ("relative", "partial") else set()
    return frozenset({kind, *calendar, f"{kind}.{grain}", f"{kind}.{year}", f"{kind}.{grain}.{year}", *(f"{kind}.{f}" for f in features)})


@lru_cache(maxsize=None)
def load_lexicon(code: str) -> Lexicon:
    """The lexicon of a language. LanguageDataError names file and entry of what is wrong."""
    where = f"{code}/dates.yaml"
    data = languages.load(code).read("dates")
    languages.require(data, ("endings", "suffixes", "words", "parts", *LEVELS), ("future", "settings"), where)
    words = _words(data, where)
    suffixes = _suffixes(data["suffixes"])
    alphabet = _alphabet(words, suffixes)
    forms = {level: tuple(_forms(data, level, alphabet, where)) for level in LEVELS}
    anchors = frozenset(word for word, entry in words.items() if "anchor" in entry.classes)
    future = re.compile(r"(?<!\w)(?:" + "|".join(data.get("future", ["(?!)"])) + r")(?!\w)")
    skeletons = {skeleton(word): word for word in sorted(words, reverse=True) if len(word) > 3}
    return Lexicon(code, alphabet, words, skeletons, anchors, suffixes, forms, future, data.get("settings", {}))


def _suffixes(table: dict[str, list[str]]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for features, suffixes in table.items():
        for suffix in suffixes:
            found.setdefault(key(str(suffix)), set()).update(features.split())
    known = {suffix: frozenset(features) for suffix, features in found.items()}
    return {"~" + skeleton(suffix): known[suffix] for suffix in sorted(known)} | known


def _words(data: dict[str, Any], where: str) -> dict[str, Entry]:
    classes: dict[str, set[str]] = {}
    values: dict[str, dict[str, int | str]] = {}
    for group in data["words"]:
        place = f"{where}: words {group.get('class', '?')}"
        languages.require(group, ("class", "values", "yes"), ("endings", "also", "no"), place)
        for word, value, features in _inflected(group, data["endings"], place):
            classes.setdefault(word, set()).update(_word_classes(group, value, features))
            values.setdefault(word, {}).setdefault("num" if group["class"] == "number" else group["class"], value)
    return {word: Entry(frozenset(classes[word]), values[word]) for word in classes}


def _word_classes(group: dict[str, Any], value: int | str, features: frozenset[str]) -> frozenset[str]:
    name, also = group["class"], set(str(group.get("also", "")).split())
    if name == "number" and isinstance(value, int):
        return number_classes(value, len(str(value)), features) | also | {"number", "number.ord" if "ord" in features else "number.card"}
    return frozenset({name, f"{name}.{value}", *(f"{name}.{f}" for f in features), *(features & set(FEATURES)), *also})


def _inflected(group: dict[str, Any], endings: dict[str, Any], place: str) -> Iterator[tuple[str, int | str, frozenset[str]]]:
    names = str(group.get("endings", "")).split() or ["-"]
    for name in names:
        table = endings.get(name) if name != "-" else {"": [""]}
        if table is None:
            raise LanguageDataError("endings-unknown", f"{place}: no endings {name!r}", f"known: {', '.join(endings)}")
        for value, stems in group["values"].items():
            for stem in stems if isinstance(stems, list) else [stems]:
                for features, tails in table.items():
                    yield from ((key(f"{stem}{tail}"), value, frozenset(features.split())) for tail in tails)


def _alphabet(words: dict[str, Entry], suffixes: dict[str, frozenset[str]]) -> Alphabet:
    """A letter for every set of classes that a token of this language can have."""
    alphabet = Alphabet()
    for capitals in (0, 1, 2):
        alphabet.letter(UNKNOWN_WORD[capitals])
        for entry in words.values():
            alphabet.letter(word_classes(entry.classes, capitals))
    for name in (*PUNCTUATION.values(), "other", "amount", "roman", "numeric", "dm"):
        alphabet.letter(frozenset({name}))
    spelled = {frozenset(c.split(".")[1] for c in entry.classes if c.startswith("num.") and c != "num.bare") for entry in words.values()}
    features = sorted({*suffixes.values(), *spelled, frozenset[str]()}, key=sorted)
    for suffix in features:
        for value, digits in _SHAPES:
            alphabet.letter(number_classes(value, digits, suffix))
            for kind in ("number.ord", "number.card"):
                alphabet.letter(number_classes(value, digits, suffix) | {"spelled", "number", kind})
    cases = {frozenset(entry.classes & set(FEATURES)) for entry in words.values()} | {f & set(FEATURES) for f in features}
    for case in sorted(cases, key=sorted):
        for grain in GRAINS:
            for dated in (True, False):
                alphabet.letter(node_classes("P", grain, case, dated))
                alphabet.letter(node_classes("R", grain, case, dated))
    return alphabet


def _forms(data: dict[str, Any], level: str, alphabet: Alphabet, where: str) -> Iterator[Form]:
    parts = {name: str(form) for name, form in data["parts"].items()}
    for entry in data[level]:
        place = f"{where}: {level} {entry.get('id', '?')}"
        languages.require(entry, ("id", "form", "yes"), ("no", "means"), place)
        pattern = compile_form(str(entry["form"]), parts, alphabet.having, place)
        no = entry.get("no", [])
        yield Form(entry["id"], pattern, str(entry.get("means", "")), entry["yes"], tuple(no if isinstance(no, list) else [no]))
