"""All that is known about the dates of one language: words, suffixes, forms, and the letter of every kind of token."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pipeline import languages
from pipeline.dates.classes import (
    FEATURES,
    GRAINS,
    SHAPES,
    TIGHT,
    TOKEN_KINDS,
    UNKNOWN_WORD,
    capital_classes,
    node_classes,
    number_classes,
    spelled_classes,
)
from pipeline.dates.keys import bare, key
from pipeline.dates.patterns import NEEDS, Alphabet, Pattern, compile_form, expand, names_in
from pipeline.dates.vocabulary import Entry, read_suffixes, read_words
from pipeline.errors import LanguageDataError

LEVELS = ("points", "ranges", "lists")
# classes that the code asks for, whatever the forms say
_ASKED = (
    "word",
    "lower",
    "begin",
    "finish",
    "anchor",
    "other",
    "semicolon",
    "colon",
    "dots",
    "dash",
    "ten2",
    "ten4",
    "day",
    "month",
    "season",
    "year",
    "yy",
    "dm",
    "wd",
    "wdsure",
)
_DULL = frozenset({"word", "other", "semicolon", "colon", "dots", "begin", "finish"})
_SETTINGS = ("exact", "numbered", "meant", "foretold", "earlier", "told_between", "made_for", "made_for_behind", "deadline", "named_by", "named_by_behind", "event_year", "year_end", "waited", "likened", "likened_behind", "compared", "compared_behind", "flashback", "apposed", "weekday_behind", "planned_for", "place_opens", "planned_behind", "called_off", "put_off_when", "foiled", "aside_first", "aside_opening", "aside_beside", "aside_behind", "month_first", "date_label", "made_by", "talked", "issue", "page_words", "joins_verbs", "state", "written", "script", "paired_years", "legacy", "named_decades", "foreign", "verb")
_FEATURES = frozenset(FEATURES)


@dataclass(frozen=True, slots=True)
class Form:
    """A form of one level: id, pattern, what it means (``means``), and its proofs."""

    id: str
    pattern: Pattern
    means: str
    yes: dict[str, str]
    no: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """The words, suffixes and forms of a language. ``halves`` are the second parts of words that a broken line can part,
    ``letters`` those of its words."""

    code: str
    alphabet: Alphabet
    letters: frozenset[str]
    words: dict[str, Entry]
    skeletons: dict[str, str]
    halves: frozenset[str]
    suffixes: dict[str, frozenset[str]]
    forms: dict[str, tuple[Form, ...]]
    dull: re.Pattern[str]
    future: re.Pattern[str]
    past: re.Pattern[str]
    shapes: dict[str, tuple[str, ...]]
    settings: dict[str, Any]


@lru_cache(maxsize=None)
def load_lexicon(code: str) -> Lexicon:
    """The lexicon of a language. LanguageDataError names file and entry of what is wrong."""
    where = f"{code}/dates.yaml"
    data = languages.load(code).read("dates")
    languages.require(data, ("endings", "suffixes", "words", "parts", *LEVELS), ("future", "past", "settings", "shapes"), where)
    settings = data.get("settings", {})
    languages.require(settings, ("script", "named_decades", "foreign"), _SETTINGS, f"{where}: settings")
    words, suffixes = read_words(data, where), read_suffixes(data["suffixes"])
    written = {level: [_written(entry, data["parts"], f"{where}: {level}") for entry in data[level]] for level in LEVELS}
    alphabet = Alphabet({*_ASKED, *(name for forms in written.values() for form, _ in forms for name in names_in(form))})
    shapes = {name: tuple(key(ending) for ending in endings) for name, endings in data.get("shapes", {}).items()}
    _fill(alphabet, words.values(), suffixes.values(), shapes)
    forms = {level: tuple(_form(form, entry, alphabet, f"{where}: {level}") for form, entry in written[level]) for level in LEVELS}
    future, past = (_any_of(data.get(name, ())) for name in ("future", "past"))
    return Lexicon(
        code,
        alphabet,
        _letters(words),
        words,
        _skeletons(words),
        _halves(words),
        suffixes,
        forms,
        _dull(alphabet),
        future,
        past,
        shapes,
        settings,
    )


def _any_of(patterns: Iterable[str]) -> re.Pattern[str]:
    """Whole words of which one fits a pattern; nothing fits where there are no patterns."""
    return re.compile(r"(?<!\w)(?:" + ("|".join(patterns) or "(?!)") + r")(?!\w)")


def _letters(words: dict[str, Entry]) -> frozenset[str]:
    return frozenset("abcdefghijklmnopqrstuvwxyz").union(*words)


def _skeletons(words: dict[str, Entry]) -> dict[str, str]:
    return {bare(word): word for word in sorted(words, reverse=True)}


def _halves(words: dict[str, Entry]) -> frozenset[str]:
    whole = [word for word, entry in words.items() if "whole" in entry.classes]
    tails = {word[at:] for word in (*whole, *map(bare, whole)) for at in range(1, len(word))}
    return frozenset(tails)


def _fill(alphabet: Alphabet, entries: Iterable[Entry], suffixes: Iterable[frozenset[str]], shapes: Iterable[str]) -> None:
    """A letter for every set of classes that a token of this language can have."""
    kinds = tuple(dict.fromkeys(entry.classes for entry in entries))
    for capitals in (0, 1, 2):
        alphabet.letter(UNKNOWN_WORD[capitals])
        for name in shapes:
            alphabet.letter(UNKNOWN_WORD[capitals] | {name})
        for classes in kinds:
            alphabet.letter(capital_classes(classes, capitals))
    alphabet.letter(TIGHT)
    for name in TOKEN_KINDS:
        alphabet.letter(frozenset({name}))
    spelled = {frozenset(name[4:] for name in kind if name.startswith("num.")) - {"bare"} for kind in kinds if "number" in kind}
    for features in {frozenset[str](), *suffixes, *spelled}:
        for value, digits in SHAPES:
            alphabet.letter(number_classes(value, digits, features))
            for capitals in (0, 1, 2):
                alphabet.letter(capital_classes(spelled_classes(value, features), capitals))
    cases = {kind & _FEATURES for kind in kinds} | {features & _FEATURES for features in suffixes} | {frozenset[str]()}
    for kind in ("P", "R"):
        for grain in GRAINS:
            for dated in (True, False):
                for case in cases:
                    alphabet.letter(node_classes(kind, grain, case, dated))


def _written(entry: dict[str, Any], parts: dict[str, str], place: str) -> tuple[str, dict[str, Any]]:
    place = f"{place} {entry.get('id', '?')}"
    languages.require(entry, ("id", "form", "yes"), ("no", "means"), place)
    return expand(str(entry["form"]), {name: str(form) for name, form in parts.items()}, place), entry


def _form(form: str, entry: dict[str, Any], alphabet: Alphabet, place: str) -> Form:
    pattern = compile_form(form, alphabet, f"{place} {entry['id']}")
    if not isinstance(entry["yes"], dict):
        raise LanguageDataError("form-proof", f"{place} {entry['id']}: yes is no table of texts and values", "write yes: {text: value}")
    no = entry.get("no", [])
    return Form(entry["id"], pattern, str(entry.get("means", "")), entry["yes"], tuple(no if isinstance(no, list) else [no]))


def _dull(alphabet: Alphabet) -> re.Pattern[str]:
    """The stretches of a row of letters in which a form can stand: single dull tokens are bridged, two end a stretch."""
    anchors = set(alphabet.having("anchor"))
    dull = "".join(sorted({letter for name in _DULL for letter in alphabet.having(name)} - anchors))
    return re.compile(f"[^{dull}](?:[^{dull}]|[{dull}](?=[^{dull}]))*")


@dataclass(frozen=True, slots=True)
class Index:
    """Which forms of a level to try, as bits of a number: ``starting`` those that can begin with a letter, ``needing`` for each letter
    those of whose first, second ... need it is one."""

    forms: tuple[Form, ...]
    starting: dict[str, int]
    needing: tuple[dict[str, int], ...]

    def possible(self, row: str) -> int:
        """The forms that can stand somewhere in a row."""
        letters, found = set(row), -1
        for needing in self.needing:
            some = 0
            for letter in letters:
                some |= needing[letter]
            found &= some
        return found


@lru_cache(maxsize=None)
def index_of(code: str, level: str) -> Index:
    """The index of the forms of a level, in the order of the file."""
    lexicon = load_lexicon(code)
    forms, letters = lexicon.forms[level], lexicon.alphabet.letters
    starting = dict.fromkeys(letters, 0)
    needing: tuple[dict[str, int], ...] = tuple(dict.fromkeys(letters, 0) for _ in range(NEEDS))
    for at, form in enumerate(forms):
        _note(starting, letters if form.pattern.first is None else form.pattern.first, 1 << at)
        for number, some in enumerate(needing):
            _note(some, form.pattern.needs[number] if number < len(form.pattern.needs) else letters, 1 << at)
    return Index(forms, starting, needing)


def _note(table: dict[str, int], letters: Iterable[str], bit: int) -> None:
    for letter in letters:
        table[letter] |= bit


def all_forms(code: str) -> Iterator[tuple[str, Form]]:
    """Every form of a language with its level."""
    for level, forms in load_lexicon(code).forms.items():
        yield from ((level, form) for form in forms)
