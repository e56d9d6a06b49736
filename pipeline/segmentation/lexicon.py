"""What a language says about the ends of sentences, read from its folder and compiled once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pipeline.errors import LanguageDataError
from pipeline.languages import load, require

BEFORE = ("name", "number", "acronym", "any", "maybe")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Abbreviations (what may follow each), words that open a sentence, months and small words, and how a finite verb looks."""

    code: str
    abbreviations: dict[str, frozenset[str]]
    openers: frozenset[str]
    time: frozenset[str]
    finite: re.Pattern[str]


@cache
def lexicon(code: str) -> Lexicon:
    """The lexicon of a language. LanguageDataError for an entry without its proof or with an unknown value."""
    data = load(code).read("segmentation")
    found: dict[str, set[str]] = {}
    for entry in data["abbreviations"]:
        where = f"{code}/segmentation.yaml: abbreviations: {entry.get('before')}"
        require(entry, ("words", "before", "yes"), ("no",), where)
        if entry["before"] not in BEFORE:
            raise LanguageDataError("entry-value", f"{where}: not known", f"known: {', '.join(BEFORE)}")
        for word in entry["words"]:
            found.setdefault(str(word), set()).add(entry["before"])
    require(data["finite"], ("match", "yes", "no"), (), f"{code}/segmentation.yaml: finite")
    abbreviations = {word: frozenset(kinds) for word, kinds in found.items()}
    time = frozenset(load(code).read("language")["open_words"])
    return Lexicon(code, abbreviations, frozenset(data["openers"]), time, re.compile(data["finite"]["match"]))
