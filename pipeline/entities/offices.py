"""Offices and the bodies they head, found by the words of a language's ``offices.yaml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pipeline.errors import LanguageDataError
from pipeline.languages import Language, load, require
from pipeline.text import fold, plain

VALUES = (
    "head_of_state", "head_of_government", "foreign_minister", "minister", "speaker", "deputy", "envoy", "organization_head", "delegation", "official",
)  # fmt: skip
# Of two offices of one person the higher one counts; a deputy head of government is more than a minister.
RANK = {
    value: rank
    for rank, value in enumerate(
        ("head_of_state", "head_of_government", "deputy", "speaker", "foreign_minister", "minister", "organization_head", "envoy", "delegation", "official")
    )
}
CASES = ("nom", "gen", "dat", "acc", "loc", "abl", "ins", "pre")
_KEYS = ("id", "words", "yes", "no")
_ALLOWED = ("office", "head", "heads", "takes", "weak", "by_country", "default")


@dataclass(frozen=True, slots=True)
class Entry:
    """An office or a body of the data. ``office`` is the office, or for a body that of its head; the rest is told in ``offices.yaml``."""

    id: str
    kind: str
    office: str
    heads: bool = False
    takes: bool = False
    weak: bool = False
    by_country: tuple[tuple[str, str], ...] = ()
    default: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """Words for an office or a body in a text, with the cases their ending may stand for."""

    start: int
    stop: int
    entry: Entry
    cases: tuple[str, ...]
    plural: bool
    former: bool = False


@dataclass(frozen=True, slots=True)
class _Form:
    entry: Entry
    pattern: re.Pattern[str]
    ends: tuple[tuple[str, tuple[str, ...], bool], ...]


@dataclass(frozen=True, slots=True)
class Words:
    """The office data of a language, ready for use: forms by their first letters, and the patterns that join phrases."""

    forms: dict[str, tuple[_Form, ...]]
    phrase: dict[str, Any]
    patterns: dict[str, re.Pattern[str]]


PREFIX = 3  # letters by which the forms that can begin at a word are looked up


@lru_cache(maxsize=None)
def words(code: str) -> Words:
    """The office data of a language. LanguageDataError where an entry is wrong."""
    data = load(code).read("offices")
    endings = {name: _endings(table, data["letters"], f"{code}/offices.yaml: {name}") for name, table in data["endings"].items()}
    forms: dict[str, list[_Form]] = {}
    for kind, key in (("office", "offices"), ("body", "bodies")):
        for raw in data[key]:
            entry = _entry(raw, kind, f"{code}/offices.yaml: {raw.get('id')}")
            for text in raw["words"]:
                form = _form(entry, text, endings)
                forms.setdefault(text.replace("~", "*").split("*")[0][:PREFIX], []).append(form)
    plain_patterns = {name: data.get(name, r"(?!)") for name in ("former", "former_prefix", "modifiers", "portfolio", "deputy")}
    patterns = {name: re.compile(pattern) for name, pattern in plain_patterns.items()}
    patterns |= {name: re.compile(value) for name, value in data["phrase"].items() if isinstance(value, str) and name != "yes"}
    return Words({key: tuple(value) for key, value in forms.items()}, data["phrase"], patterns)


def _entry(raw: dict[str, Any], kind: str, where: str) -> Entry:
    require(raw, (*_KEYS, "office" if kind == "office" else "head"), _ALLOWED, where)
    office = raw["office" if kind == "office" else "head"]
    by_country = raw.get("by_country", {})
    for value in (office, *by_country.values()):
        if value not in VALUES:
            raise LanguageDataError("office-unknown", f"{where}: no office {value!r}", f"known: {', '.join(VALUES)}")
    flags = (bool(raw.get(name)) for name in ("heads", "takes", "weak"))
    return Entry(raw["id"], kind, office, *flags, tuple(sorted(by_country.items())), raw.get("default", ""))


def _endings(table: dict[str, str], letters: dict[str, str], where: str) -> tuple[tuple[str, tuple[str, ...], bool], ...]:
    """(pattern, cases, plural) of a class, the longest ending first."""
    found = []
    for ending, told in table.items():
        marks = told.split()
        unknown = set(marks) - {*CASES, "pl"}
        if unknown:
            raise LanguageDataError("case-unknown", f"{where}: no case {sorted(unknown)[0]!r}", f"known: {', '.join(CASES)}, pl")
        pattern = "".join(f"[{letters[letter]}]" if letter in letters and len(letters[letter]) < 5 else re.escape(letter) for letter in str(ending))
        found.append((len(str(ending)), pattern, tuple(mark for mark in marks if mark != "pl"), "pl" in marks))
    return tuple((pattern, cases, plural) for _, pattern, cases, plural in sorted(found, key=lambda item: -item[0]))


_ADJECTIVE = r"[^\W\d_]{1,3}"


def _form(entry: Entry, text: str, endings: dict[str, Any]) -> _Form:
    """The pattern of one wording: the first ``*`` is the head that tells the cases."""
    head, _, tail = text.partition("*")
    ends: tuple[tuple[str, tuple[str, ...], bool], ...] = ()
    if tail:
        name, _, rest = tail.partition(" ")
        ends = endings[name]
        pattern = _literal(head) + "(" + "|".join(end[0] for end in ends) + ")" + (r"\s+" + _literal(rest) if rest else "")
    else:
        pattern = _literal(head)
    return _Form(entry, re.compile(pattern + r"(?![\w])(?!-\w)"), ends)


def _literal(text: str) -> str:
    return re.escape(text).replace(r"\ ", r"\s+").replace(r"\~", _ADJECTIVE).replace("~", _ADJECTIVE)


_WORD_START = re.compile(r"(?<![\w-])\w")


def find_offices(folded: str, start: int, stop: int, code: str) -> tuple[Mention, ...]:
    """The offices and bodies in ``folded[start:stop]``, the longest wording at each place, in order.

    ``folded`` is the text through ``pipeline.text.fold`` and ``plain``.

    >>> text = "the foreign minister of spain met the president"
    >>> [(text[m.start:m.stop], m.entry.office) for m in find_offices(text, 0, len(text), "en")]
    [('foreign minister', 'foreign_minister'), ('president', 'head_of_state')]
    """
    data = words(code)
    found: list[Mention] = []
    for match in _WORD_START.finditer(folded, start, stop):
        if found and match.start() < found[-1].stop:
            continue
        mention = _at(folded, match.start(), stop, data) or _prefixed(folded, match.start(), stop, data)
        if mention:
            found.append(mention)
    return tuple(found)


def _prefixed(folded: str, start: int, stop: int, data: Words) -> Mention | None:
    """An office behind a prefix that says it is over: "ex-president"."""
    prefix = data.patterns["former_prefix"].match(folded, start)
    inner = _at(folded, prefix.end(), stop, data) if prefix else None
    return Mention(start, inner.stop, inner.entry, inner.cases, inner.plural, True) if inner else None


def _at(folded: str, start: int, stop: int, data: Words) -> Mention | None:
    best: Mention | None = None
    for form in data.forms.get(folded[start : start + PREFIX], ()):
        match = form.pattern.match(folded, start, stop)
        if match and (best is None or match.end() > best.stop):
            cases, plural = _told(match[1], form.ends) if form.ends else ((), False)
            best = Mention(start, match.end(), form.entry, cases, plural)
    return best


def _told(ending: str, ends: tuple[tuple[str, tuple[str, ...], bool], ...]) -> tuple[tuple[str, ...], bool]:
    """The cases and the number of an ending; one that stands for several classes of use has the cases of all."""
    hits = [(cases, plural) for pattern, cases, plural in ends if re.fullmatch(pattern, ending)]
    cases = tuple(dict.fromkeys(case for found, _ in hits for case in found))
    return cases, all(plural for _, plural in hits)


def prove(language: Language) -> list[str]:
    """The entries of a language whose own proof fails: an empty list when all is well."""
    failed = []
    data = language.read("offices")
    for key in ("offices", "bodies"):
        for raw in data[key]:
            for text, wanted in ((raw["yes"], True), (raw["no"], False)):
                folded = fold(plain(text))
                found = any(mention.entry.id == raw["id"] for mention in find_offices(folded, 0, len(folded), language.code))
                if found is not wanted:
                    failed.append(f"{language.code}/offices.yaml: {raw['id']}: {'misses' if wanted else 'takes'} {text!r}")
    return failed
