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


@cache
def rows(code: str) -> tuple[Row[Name], ...]:
    """The names of the gazetteer in all forms that a dictionary of this language must list."""
    found = names(code)
    if not is_listed(code):
        return tuple(Row(name.text, name) for name in found)
    return tuple(Row(phrase, found[index], tuple(cases.split())) for phrase, index, cases in _stored(code, found) or make(found))


def make(found: tuple[Name, ...]) -> list[tuple[str, int, str]]:
    """Every form of the names: (form, index of the name, cases)."""
    return [(form, index, " ".join(cases)) for index, name in enumerate(found) for form, cases in decline(name.text, name.form).items()]


def fingerprint(found: tuple[Name, ...]) -> str:
    """A hash of all that the forms depend on."""
    return hashlib.sha256("\n".join(f"{name.text}\t{name.form}" for name in found).encode()).hexdigest()


def path(code: str) -> Path:
    """Where the forms of a language are kept."""
    return FOLDER / f"forms-{code}.json"


def _stored(code: str, found: tuple[Name, ...]) -> list[tuple[str, int, str]] | None:
    if not path(code).is_file():
        return None
    content = json.loads(path(code).read_text(encoding="utf-8"))
    return content["forms"] if content["names"] == fingerprint(found) else None


def write(code: str) -> Path:
    """Make the forms of a language and write them to their file."""
    found = names(code)
    lines = ",\n".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in make(found))
    FOLDER.mkdir(exist_ok=True)
    path(code).write_text(f'{{"names":"{fingerprint(found)}","forms":[\n{lines}\n]}}\n', encoding="utf-8")
    return path(code)


if __name__ == "__main__":
    for each in codes():
        if is_listed(each):
            print(write(each))
