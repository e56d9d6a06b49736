"""Reads the words of ``languages/CODE/dates.yaml``: every inflected form, the classes it has and the values it stands for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pipeline import languages
from pipeline.dates.classes import FEATURES, spelled_classes
from pipeline.dates.keys import bare, key
from pipeline.errors import LanguageDataError

_FEATURES = frozenset(FEATURES)
_GROUP_KEYS = (("class", "values", "yes"), ("endings", "also", "no", "never"))


@dataclass(frozen=True, slots=True)
class Entry:
    """What a word can be: its classes, and for each class the value it stands for."""

    classes: frozenset[str]
    values: dict[str, int | str]


def read_words(data: dict[str, Any], where: str) -> dict[str, Entry]:
    """The words of a language, by their key (see ``keys.key``). LanguageDataError for an entry that is incomplete."""
    words: dict[str, Entry] = {}
    for group in data["words"]:
        name = str(group.get("class", "?"))
        place = f"{where}: words {name}"
        languages.require(group, *_GROUP_KEYS, place)
        also = str(group.get("also", "")).split()
        never = {bare(key(str(word))) for word in group.get("never", [])}  # other words that a stem with an ending would look like
        slot = "num" if name == "number" else name
        for stems, value, features, tails in _rows(group, data["endings"], place):
            entry = Entry(_classes_of(name, value, features, also), {slot: value})
            for stem in stems:
                for form in (stem + tail for tail in tails if bare(stem + tail) not in never):
                    known = words.get(form)
                    words[form] = entry if known is None else _both(known, entry)
    return words


def _both(first: Entry, second: Entry) -> Entry:
    """A word of two groups; of one class it has the value that is told first."""
    return Entry(first.classes | second.classes, second.values | first.values)


def _classes_of(name: str, value: int | str, features: frozenset[str], also: list[str]) -> frozenset[str]:
    if name == "number" and isinstance(value, int):
        return spelled_classes(value, features).union(also)
    return frozenset({"anyword", name, f"{name}.{value}", *(f"{name}.{f}" for f in features), *(features & _FEATURES), *also})


def _rows(group: dict[str, Any], endings: dict[str, Any], place: str) -> Iterator[tuple[list[str], int | str, frozenset[str], list[str]]]:
    """Stems, value, features, tails: for every value and every row of endings."""
    for name in str(group.get("endings", "")).split() or [""]:
        table = endings.get(name) if name else {"": [""]}
        if table is None:
            raise LanguageDataError("endings-unknown", f"{place}: no endings {name!r}", f"known: {', '.join(endings)}")
        rows = [(frozenset(features.split()), [key(tail) for tail in tails]) for features, tails in table.items()]
        for value, stems in group["values"].items():
            keys = [key(str(stem)) for stem in (stems if isinstance(stems, list) else [stems])]
            for features, tails in rows:
                yield keys, value, features, tails


def read_suffixes(table: dict[str, list[str]]) -> dict[str, frozenset[str]]:
    """What can stand behind a number in digits: the features of each suffix."""
    found: dict[str, set[str]] = {}
    for features, suffixes in table.items():
        for suffix in suffixes:
            found.setdefault(key(str(suffix)), set()).update(features.split())
    return {suffix: frozenset(features) for suffix, features in found.items()}
