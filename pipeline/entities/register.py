"""Who held which office when: leaders, ministers, envoys and heads of organisations since 1945.

The register fills in what a document leaves out and speaks for a name; it never overrides what the text says. Its source is
``languages/register/*.yaml``; what is loaded is ``models/register.json``, which ``python -m pipeline.entities.register`` writes from it, because
reading and indexing the source takes seconds and reading the file some milliseconds.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from pipeline.dates.edtf import bounds, compatible, is_valid
from pipeline.entities.identity import Name, same_person, take_apart
from pipeline.entities.offices import VALUES
from pipeline.entities.spelling import heads, index_keys, spellings
from pipeline.errors import LanguageDataError
from pipeline.languages import FOLDER, codes, load, require, shared
from pipeline.text import fold, plain

COMPILED = Path(__file__).parent.parent / "models" / "register.json"
_WHOLE = str.maketrans("łøđı", "lodi")  # letters that are no letter with a mark to Unicode
_COUNTRY = re.compile(r"[A-Z]{3}\Z|org:[A-Za-z]+\Z")
SHORTEST_UNMARKED = 6  # letters of a family name that is known without the marks of its letters too: Gül and gul are two words
SHORTEST_WORD = 3  # letters of a word that may speak for a name: İ, Li, U are words of too much else


@dataclass(frozen=True, slots=True)
class Term:
    """A time in an office: country or organisation, office of the contract, first and last day, month or year; ``..`` where no end is known."""

    country: str
    office: str
    start: str
    stop: str

    @property
    def edtf(self) -> str:
        """The term as an interval.

        >>> Term("AZE", "head_of_state", "1993-06-24", "2003-10-31").edtf
        '1993-06-24/2003-10-31'
        """
        return f"{self.start}/{self.stop}"


@dataclass(frozen=True, slots=True)
class Person:
    """A person of the register: (language, name) for each language, other spellings, gender (``m`` or ``f``), terms in order of their start."""

    names: tuple[tuple[str, str], ...]
    also: tuple[str, ...]
    gender: str
    terms: tuple[Term, ...]

    def name(self, language: str) -> str:
        """The name as texts of a language write it."""
        return dict(self.names)[language]

    @property
    def spellings(self) -> tuple[str, ...]:
        """Every known spelling of the name."""
        return (*(name for _, name in self.names), *self.also)


@dataclass(frozen=True, slots=True)
class KnownWords:
    """Words that speak for a name in a language, folded: family names, and given names with their gender (empty where both have it)."""

    family: frozenset[str]
    given: dict[str, str]


@lru_cache(maxsize=1)
def _compiled() -> dict[str, Any]:
    if not COMPILED.is_file():
        raise LanguageDataError("register-missing", f"{COMPILED.name} is missing", "write it with: python -m pipeline.entities.register")
    content: dict[str, Any] = json.loads(COMPILED.read_text(encoding="utf-8"))
    return content


@lru_cache(maxsize=None)
def _person(number: int) -> Person:
    content = _compiled()
    names, also, gender, terms = content["persons"][number]
    return Person(tuple(zip(content["languages"], names, strict=True)), tuple(also), gender, tuple(Term(*term.split()) for term in terms))


def persons() -> tuple[Person, ...]:
    """All persons of the register."""
    return tuple(map(_person, range(len(_compiled()["persons"]))))


def holders(country: str, office: str, date: str | None = None) -> tuple[Person, ...]:
    """Who held an office in a country (or headed an organisation) on a date (EDTF), or ever, in order of taking it.

    On the day of a handover both are named. A date without a year excludes nobody.

    >>> [person.name("az") for person in holders("TUR", "head_of_state", "1997-05")], holders("TUR", "head_of_state", "1901")
    (['Süleyman Dəmirəl'], ())
    """
    held = _compiled()["offices"].get(f"{country} {office}", ())
    return tuple(map(_person, dict.fromkeys(number for term, number in held if date is None or compatible(term, date))))


@lru_cache(maxsize=8192)
def person(name: str) -> tuple[Person, ...]:
    """The persons of the register that a name can mean, in any script and spelling; all bearers of a family name that stands alone.

    >>> [found.name("en") for found in person("Ширак")], person("Nobody Atall"), [found.name("en") for found in person("Van Rompuy")]
    (['Jacques Chirac'], (), ['Herman Van Rompuy'])
    """
    if led := _of_particle(name):
        return led
    index = _compiled()["index"]
    parts = take_apart(name)
    for foreign in (False, True):
        words = {parts.family} if foreign else {parts.family, parts.words[0]}
        numbers = {number for word in words for key in index_keys(word, foreign) for number in index.get(key, ())}
        found = tuple(one for one in map(_person, sorted(numbers)) if any(_may_be(parts, other) and same_person(name, other) for other in one.spellings))
        if found:
            return found
    return ()


def _of_particle(name: str) -> tuple[Person, ...]:
    """The persons whose names end as one does that begins with a particle: "dos Santos" is no other Santos, "Van Rompuy" no Van of China."""
    low = fold(plain(name))
    particle, _, rest = low.partition(" ")
    if not rest or particle not in spellings().particles:
        return ()
    return tuple(one for one in person(name.partition(" ")[2]) if any(fold(plain(other)).endswith(f" {low}") for other in one.spellings))


def _may_be(parts: Name, other: str) -> bool:
    """A quick look before the names are compared: each word of the one begins as some word of the other can."""
    theirs = take_apart(other).words
    if len(theirs) == 1 < len(parts.words):
        return False  # no John Smith is the Grand Duke Jean
    begins = frozenset[str]().union(*map(heads, theirs))
    return any(not begins.isdisjoint(heads(word)) for word in parts.given) if parts.given else True


def office_of(name: str, country: str | None = None, date: str | None = None) -> tuple[Term, ...]:
    """The terms of whoever a name can mean, in a country (or in any), that a date (EDTF, or none) falls into.

    >>> [(term.country, term.office) for term in office_of("L. Kuçma", date="1997-03-24")]
    [('UKR', 'head_of_state')]
    """
    terms = (term for found in person(name) for term in found.terms)
    return tuple(term for term in terms if country in (None, term.country) and (date is None or compatible(term.edtf, date)))


def known_words(language: str) -> KnownWords:
    """The family and given names of the register as texts of a language write them.

    >>> known_words("az").given["heydər"], "qorbaçov" in known_words("az").family
    ('m', True)
    """
    return _words_of(language)


@lru_cache(maxsize=None)
def _words_of(language: str) -> KnownWords:
    words = _compiled()["words"]
    if language not in words:
        raise LanguageDataError("language-unknown", f"the register has no names in {language!r}", f"there are {', '.join(sorted(words))}")
    return KnownWords(frozenset(words[language]["family"]), words[language]["given"])


@lru_cache(maxsize=None)
def known_names(language: str) -> frozenset[str]:
    """The folded whole names of the register as texts of a language write them.

    >>> "lennart meri" in known_names("az")
    True
    """
    at = codes().index(language)
    return frozenset(fold(plain(spelling)) for row in _compiled()["persons"] for spelling in (row[0][at], *row[1]))


@lru_cache(maxsize=None)
def known_ends(language: str) -> frozenset[str]:
    """The family names of the register's whole names with what stands before them, and with the initial of the given name.

    >>> {"dos santos", "de la madrid", "r. lagos"} <= known_ends("en")
    True
    """
    names = [name.split() for name in known_names(language) if " " in name]
    return frozenset(end for name in names for end in (f"{name[0][0]}. {name[-1]}", *(" ".join(name[at:]) for at in range(len(name) - 1))))


def read_source() -> tuple[Person, ...]:
    """The persons as ``languages/register/*.yaml`` has them. LanguageDataError, with file and name, for an entry that is wrong."""
    found: list[Person] = []
    seen: dict[str, str] = {}
    for path in sorted((FOLDER / "register").glob("*.yaml")):
        for entry in shared(f"register/{path.stem}")["persons"]:
            where = f"register/{path.name}: {entry.get('name', {}).get(codes()[0], '?')}"
            found.append(_read_person(entry, where))
            names = " | ".join(name for _, name in found[-1].names)
            if names in seen:
                raise LanguageDataError("register-doubled", f"{where}: stands in {seen[names]} too", "put all terms of a person into one entry")
            seen[names] = path.name
    return tuple(found)


def _read_person(entry: dict[str, Any], where: str) -> Person:
    require(entry, ("name", "gender", "terms"), ("also",), where)
    require(entry["name"], codes(), (), where)
    if entry["gender"] not in ("m", "f"):
        raise LanguageDataError("register-gender", f"{where}: gender {entry['gender']!r}", "m or f")
    terms = tuple(sorted((_read_term(term, where) for term in entry["terms"]), key=lambda term: (term.start, term.stop, term.office)))
    return Person(tuple((code, entry["name"][code]) for code in codes()), tuple(entry.get("also", ())), entry["gender"], terms)


def _read_term(text: str, where: str) -> Term:
    words = text.split()
    if len(words) != 4 or not _COUNTRY.match(words[0]) or words[1] not in VALUES:
        raise LanguageDataError("register-term", f"{where}: no term: {text!r}", 'a term is "AZE head_of_state 1993-06-24 2003-10-31"')
    term = Term(*words)
    if not all("X" not in day and "~" not in day and "/" not in day for day in words[2:]) or not is_valid(term.edtf) or bounds(term.start)[0] is None:
        raise LanguageDataError("register-date", f"{where}: {text!r} has no real dates in order", "year, month or day; .. where no end is known")
    return term


def compile_register() -> str:
    """The text of ``models/register.json``, made anew from the source."""
    source = read_source()
    index: dict[str, list[int]] = {}
    for number, found in enumerate(source):
        for key in sorted({key for spelling in found.spellings for word in _indexed(spelling) for key in index_keys(word, foreign=False)}):
            index.setdefault(key, []).append(number)
    offices: dict[str, list[tuple[str, int]]] = {}
    for number, found in enumerate(source):
        for term in found.terms:
            offices.setdefault(f"{term.country} {term.office}", []).append((term.edtf, number))
    rows = [[[name for _, name in one.names], one.also, one.gender, [" ".join((t.country, t.office, t.start, t.stop)) for t in one.terms]] for one in source]
    content = {"languages": codes(), "persons": rows, "index": index, "offices": {key: sorted(held) for key, held in offices.items()}, "words": {code: _words(source, code) for code in codes()}}
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"


def _indexed(name: str) -> tuple[str, ...]:
    """The words under which a name is looked up: the family name; all words where it is not sure which that is."""
    parts = take_apart(name)
    return parts.words if parts.chain or parts.turned else (parts.family,)


def _words(source: tuple[Person, ...], code: str) -> dict[str, Any]:
    family: set[str] = set()
    given: dict[str, set[str]] = {}
    for one in source:
        parts = take_apart(one.name(code))
        family |= set(_long([parts.words[0] if parts.turned else parts.family]))
        for word in _long(parts.words[1:] if parts.turned else parts.given):
            given.setdefault(word, set()).add(one.gender)
    language = load(code).read("language")
    if language["script"] == "latin" and not language["own_letters"]:
        family |= {_unmarked(word) for word in family if len(word) >= SHORTEST_UNMARKED}
    return {"family": sorted(family), "given": {word: min(genders) if len(genders) == 1 else "" for word, genders in sorted(given.items())}}


def _unmarked(word: str) -> str:
    """A folded name without the marks of its letters, as a language prints it that has none of them: Walesa, Kwasniewski."""
    return "".join(letter for letter in unicodedata.normalize("NFD", word.translate(_WHOLE)) if not unicodedata.combining(letter))


def _long(words: Any) -> Iterator[str]:
    return (fold(plain(word)) for word in words if len(word) >= SHORTEST_WORD and not word.endswith("."))


if __name__ == "__main__":
    COMPILED.write_text(compile_register(), encoding="utf-8", newline="\n")
    print(f"{COMPILED.name}: {len(read_source())} persons")
