"""The forms of the gazetteer's names in a language, ready for a dictionary.

A language whose names change throughout has its forms made once (``declension.py``) and shipped in ``models/forms-<code>.json`` together with the
hash of the names they were made from. ``python -m pipeline.entities.forms`` writes these files anew. Where the hash differs, the data has been
changed since: the forms are then made in memory, which takes seconds but gives the same result.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.entities.declension import decline
from pipeline.entities.dictionary import Row
from pipeline.entities.gazetteer import Name, names
from pipeline.languages import codes, load

FOLDER = Path(__file__).parents[1] / "models"


def is_listed(code: str) -> bool:
    """Whether the forms of names are listed one by one in a language.

    >>> is_listed("ru"), is_listed("az")
    (True, False)
    """
    return bool(load(code).read("inflection")["bears"] == "all")


Item = tuple[str, str]  # a phrase in the nominative and its form: noun, acronym, adjective, demonym, plural


@cache
def rows(code: str) -> tuple[Row[Name], ...]:
    """The names of the gazetteer in all forms that a dictionary of this language must list."""
    found = names(code)
    if not is_listed(code):
        return tuple(Row(name.text, name) for name in found)
    return tuple(Row(phrase, found[index], cases) for phrase, index, cases in listed(code, "names", _of_names(code)))


def _of_names(code: str) -> tuple[Item, ...]:
    return tuple((name.text, name.form) for name in names(code))


def listed(code: str, part: str, items: tuple[Item, ...]) -> list[tuple[str, int, tuple[str, ...]]]:
    """Every form of the items: (form, index of its item, cases); read from the shipped file where that was made from the same items."""
    stored = _file(code).get(part, {})
    if stored.get("source") == fingerprint(items):
        return [(phrase, index, tuple(cases.split())) for phrase, index, cases in stored["forms"]]
    return [(form, index, tuple(cases.split())) for form, index, cases in make(items)]


def make(items: tuple[Item, ...], step: int = 1) -> list[tuple[str, int, str]]:
    """The forms of every ``step``-th item: (form, index of its item, cases)."""
    return [
        (form, index, " ".join(cases)) for index, (text, kind) in enumerate(items) if index % step == 0 for form, cases in decline(text, kind).items()
    ]


def fingerprint(items: tuple[Item, ...]) -> str:
    """A hash of all that the forms depend on."""
    return hashlib.sha256("\n".join("\t".join(item) for item in items).encode()).hexdigest()


def path(code: str) -> Path:
    """Where the forms of a language are kept."""
    return FOLDER / f"forms-{code}.json"


@cache
def _file(code: str) -> dict[str, dict[str, Any]]:
    found = path(code)
    return json.loads(found.read_text(encoding="utf-8")) if found.is_file() else {}


def parts(code: str) -> tuple[tuple[str, tuple[Item, ...]], ...]:
    """The parts of the file of a language with the items whose forms they hold."""
    from pipeline.entities.offices import items as office_items

    return ("names", _of_names(code)), ("offices", office_items(code))


def write(code: str) -> Path:
    """Make all forms of a language and write them to their file."""
    written = []
    for part, items in parts(code):
        lines = ",\n".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in make(items))
        written.append(f'"{part}":{{"source":"{fingerprint(items)}","forms":[\n{lines}\n]}}')
    FOLDER.mkdir(exist_ok=True)
    path(code).write_text("{" + ",\n".join(written) + "}\n", encoding="utf-8")
    return path(code)


if __name__ == "__main__":
    for each in codes():
        if is_listed(each):
            print(write(each))
