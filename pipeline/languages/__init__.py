"""A language is a folder of data: ``az/``, ``ru/``, ``en/``, with the same YAML files in each.

No other package names a language. A fourth language is a new folder; a new word is a new entry with its proof.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from pipeline.errors import LanguageDataError
from pipeline.languages import strict_yaml

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Language:
    """A language folder. ``read("dates")`` gives the content of its ``dates.yaml``, read once.

    >>> load("az").code
    'az'
    """

    code: str

    def read(self, name: str) -> Any:
        """The content of ``NAME.yaml``. LanguageDataError where it is missing, empty or malformed."""
        return _read(self.code, name)


@lru_cache(maxsize=None)
def _read(code: str, name: str) -> Any:
    path = FOLDER / code / f"{name}.yaml"
    if not path.is_file():
        raise LanguageDataError("language-file", f"{code}/{name}.yaml is missing", "each language folder has the same files")
    return strict_yaml.read(path)


@lru_cache(maxsize=1)
def codes() -> tuple[str, ...]:
    """The codes of the languages there are, sorted.

    >>> codes()
    ('az', 'en', 'ru')
    """
    return tuple(sorted(path.name for path in FOLDER.iterdir() if (path / "language.yaml").is_file()))


@lru_cache(maxsize=None)
def load(code: str) -> Language:
    """The language of a code. LanguageDataError, with the codes there are, for any other."""
    if code not in codes():
        raise LanguageDataError("language-unknown", f"no language {code!r}", f"there are {', '.join(codes())}")
    return Language(code)


@lru_cache(maxsize=None)
def shared(name: str) -> Any:
    """The content of a data file that serves all languages, ``languages/NAME.yaml``."""
    return strict_yaml.read(FOLDER / f"{name}.yaml")


def require(entry: dict[str, Any], keys: tuple[str, ...], allowed: tuple[str, ...], where: str) -> None:
    """Refuse an entry that lacks a key, or has one that nobody reads.

    >>> require({"id": "a", "yes": "b", "colour": "red"}, ("id", "yes"), ("no",), "az/x.yaml: a")
    Traceback (most recent call last):
    pipeline.errors.LanguageDataError: az/x.yaml: a: unknown key 'colour' (known: id, no, yes)
    """
    missing = [key for key in keys if not entry.get(key)]
    if missing:
        raise LanguageDataError("entry-incomplete", f"{where}: no {' and no '.join(missing)}", "every entry brings its proof")
    known = {*keys, *allowed}
    for key in entry:
        if key not in known:
            raise LanguageDataError("entry-key", f"{where}: unknown key {key!r}", f"known: {', '.join(sorted(known))}")
