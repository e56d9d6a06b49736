"""Offices and the bodies they head, found in a sentence by the words of a language's ``offices.yaml``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from itertools import product
from typing import Any

from pipeline.entities.compiled import Part
from pipeline.entities.dictionary import Dictionary, Row, make_table
from pipeline.entities.forms import is_listed, listed
from pipeline.entities.inflection import inflection, readings
from pipeline.entities.tokens import Token, abbreviations, plain_marks, tokenize
from pipeline.errors import LanguageDataError
from pipeline.languages import load, require
from pipeline.text import fold

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
_KEYS = ("id", "words", "yes", "no")
_FLAGS = ("heads", "takes", "weak", "over", "collective", "like", "points", "capitals", "follows", "woman", "address")
_TWO_NUMBERS = re.compile(r"\((\w*)(?:\|(\w+))?\)")
_PATTERNS = ("former", "former_prefix", "modifiers", "carried", "breaks", "respective", "not_before", "not_after", "asides", "in_years", "role_before", "role_bare", "role_behind", "others", "clauses")


@dataclass(frozen=True, slots=True)
class Entry:
    """An office or a body of the data. ``office`` is the office, or for a body that of its head; the flags are told in ``offices.yaml``."""

    id: str
    kind: str
    office: str
    heads: bool = False
    takes: bool = False
    weak: bool = False
    over: bool = False
    collective: bool = False
    like: bool = False
    points: bool = False
    capitals: bool = False
    follows: bool = False
    woman: bool = False
    address: bool = False
    by_country: tuple[tuple[str, str], ...] = ()
    only: frozenset[str] = frozenset()
    of: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """Words for an office or a body: the tokens from ``first`` to before ``last``, the cases they may stand in, whether several are meant;
    ``owned`` where its ending says that it is somebody's, ``takes_owner`` where it may be (or its language has no such
    ending), ``ours`` where it is the writer's ("ölkəmiz"), ``several`` where
    its form may mean several too ("главы МИД")."""

    first: int
    last: int
    entry: Entry
    cases: tuple[str, ...]
    plural: bool
    former: bool = False
    owned: bool = False
    takes_owner: bool = True
    ours: bool = False
    several: bool = False


@dataclass(frozen=True, slots=True)
class OfficeWords:
    """The office data of a language, ready for use."""

    patterns: dict[str, re.Pattern[str]]
    country_before: frozenset[str]
    country_after: frozenset[str]
    conjunctions: frozenset[str]
    articles: frozenset[str]
    foreign: frozenset[str]
    who: frozenset[str]


@lru_cache(maxsize=None)
def words(code: str) -> OfficeWords:
    """The words around offices in a language."""
    data = load(code).read("offices")
    order = data["order"]
    patterns = {name: re.compile(data[name]["match"] + ("" if name == "former_prefix" else r"\Z")) for name in _PATTERNS}
    patterns |= {name: re.compile(order[name]["match"] + r"\Z") for name in ("tail", "accredited", "being", "describing", "origin")}
    sets = (frozenset(order[name]) for name in ("country_before", "country_after", "and", "articles", "foreign", "who"))
    return OfficeWords(patterns, *sets)


@lru_cache(maxsize=None)
def entries(code: str) -> tuple[tuple[Entry, tuple[str, ...], tuple[str, ...]], ...]:
    """Every entry with its words, and with those that mean several. LanguageDataError where an entry is wrong."""
    data = load(code).read("offices")
    return tuple(
        (_entry(raw, kind, f"{code}/offices.yaml: {raw.get('id')}"), tuple(raw["words"]), tuple(raw.get("several", ())))
        for kind in ("office", "body")
        for raw in data[_LISTS[kind]]
    )


_LISTS = {"office": "offices", "body": "bodies"}


def _entry(raw: dict[str, Any], kind: str, where: str) -> Entry:
    named = "office" if kind == "office" else "head"
    require(raw, (*_KEYS, named), (*_FLAGS, "by_country", "only", "of", "several"), where)
    by_country = raw.get("by_country", {})
    for value in (raw[named], *by_country.values()):
        if value not in VALUES:
            raise LanguageDataError("office-unknown", f"{where}: no office {value!r}", f"known: {', '.join(VALUES)}")
    flags = {name: bool(raw.get(name)) for name in _FLAGS}
    return Entry(raw["id"], kind, raw[named], **flags, by_country=tuple(sorted(by_country.items())), only=frozenset(raw.get("only", ())), of=raw.get("of", ""))


_IDIOM = Entry("idiom", "idiom", "official")


def _phrases(code: str) -> Iterator[tuple[str, bool, Entry]]:
    """Every phrase with whether it means several, and its entry: "minister(s)" is two."""
    yield from ((text, True, _IDIOM) for text in load(code).read("offices")["idioms"])
    for entry, texts, several in entries(code):
        yield from ((text, True, entry) for text in several)
        for text in texts:
            found = _TWO_NUMBERS.search(text)
            if found is None:
                yield text, False, entry
                continue
            one, many = ("", found[1]) if found[2] is None else (found[1], found[2])
            yield text[: found.start()] + one + text[found.end() :], False, entry
            yield text[: found.start()] + many + text[found.end() :], True, entry


def part(code: str) -> Part:
    """The table of the offices and bodies of a language, kept in a file."""
    return Part(f"offices-{code}", (f"{code}/offices.yaml", f"{code}/inflection.yaml"), partial(_make, code))


def _make(code: str) -> dict[str, Any]:
    number = {entry.id: index for index, (entry, _, _) in enumerate(entries(code))} | {_IDIOM.id: -1}
    phrases = [(text, several, number[entry.id], entry) for text, several, entry in _phrases(code)]
    if not is_listed(code):
        plain_rows = (Row(form, item, (), _SEVERAL if several else frozenset()) for text, several, item, _ in phrases for form in _shortened(text, code))
        return make_table(plain_rows, code, False)
    rows = []
    for text, several, item, entry in phrases:
        kind = "acronym" if entry is _IDIOM else "holder" if entry.kind == "office" and not entry.collective else "noun"
        rows.append((text, kind, several, item))
        if not several:
            rows.append((text, "holders" if kind == "holder" else "plural", True, item))
    forms = listed(tuple((text, kind) for text, kind, _, _ in rows), code)
    spelled = ((form, at, cases) for whole, at, cases in forms for form in _shortened(whole, code))
    return make_table((Row(form, rows[at][3], cases, _SEVERAL if rows[at][2] else frozenset()) for form, at, cases in spelled), code, True)


def _shortened(phrase: str, code: str) -> list[str]:
    """A phrase as it is, and with each of its words shortened that may be.

    >>> _shortened("министр иностранных дел", "ru")[:4]
    ['министр иностранных дел', 'министр иностр дел', 'министр ин дел', 'мин иностранных дел']
    """
    whole = phrase.split(" ")
    if len(whole) == 1:
        return [phrase]
    known = abbreviations(code).items()
    return [" ".join(words) for words in product(*([word, *(brief for brief, full in known if fold(word).startswith(full))] for word in whole))]


_KINDS = ("idiom", "office", "body")  # of several meanings of a phrase the first counts
_SEVERAL = frozenset({"plural"})


@lru_cache(maxsize=None)
def _book(code: str) -> tuple[Dictionary, tuple[Entry, ...]]:
    """The offices and bodies of a language in all their forms, and the entries they stand for; the last one is that of idioms."""
    return Dictionary(part(code).read(), code, is_listed(code)), (*(entry for entry, _, _ in entries(code)), _IDIOM)


def find_offices(tokens: Sequence[Token], code: str) -> list[Mention]:
    """The offices and bodies among the words of a sentence, the longest phrase at each place, in order.

    >>> text = "the foreign minister of Spain met the ex-president"
    >>> [(each.entry.office, each.former) for each in find_offices(tokenize(text, (0, len(text)), "en"), "en")]
    [('foreign_minister', False), ('head_of_state', True)]
    """
    found: list[Mention] = []
    at = 0
    while at < len(tokens):
        mention = _mention(at, tokens, code) or _prefixed(tokens, at, code)
        if mention and mention.entry.kind != "idiom" and not _honours_next(mention, tokens, code):
            found.append(mention)
        at = mention.last if mention else at + 1
    return found


def _mention(at: int, tokens: Sequence[Token], code: str) -> Mention | None:
    """The office or body that begins at a word; offices before bodies, forms of one before forms of several."""
    book, known = _book(code)
    hits = [hit for hit in book.at(tokens, at) if not known[hit.item].capitals or tokens[at].text[:2].isupper()]
    if not hits:
        return None
    first = min(hits, key=lambda hit: _KINDS.index(known[hit.item].kind))
    same = [hit for hit in hits if hit.item == first.item]
    plural = all("plural" in hit.reading.marks for hit in same)
    owned = any(hit.reading.marks & {"owned", "ours"} for hit in same)
    ours = any("ours" in hit.reading.marks for hit in same)
    takes_owner = not inflection(code).classes or any(one.marks & {"owned", "ours"} for one in readings(tokens[first.stop - 1].low, code))
    cases = tuple(dict.fromkeys(case for hit in sorted(same, key=lambda hit: "owned" not in hit.reading.marks) for case in hit.reading.cases))
    return Mention(at, first.stop, known[first.item], cases, plural, owned=owned, takes_owner=takes_owner, ours=ours,
                   several=any("plural" in hit.reading.marks for hit in same))


def _honours_next(mention: Mention, tokens: Sequence[Token], code: str) -> bool:
    """Whether words of address stand before the name or office of whom they honour: "His Majesty | the Sultan", not "His Majesty left"."""
    at = mention.last
    while mention.entry.address and at < len(tokens) and tokens[at].near and tokens[at].low in words(code).articles:
        at += 1
    return mention.entry.address and at < len(tokens) and tokens[at].near and (tokens[at].kind == "word" or at > mention.last)


def _prefixed(tokens: Sequence[Token], at: int, code: str) -> Mention | None:
    """An office behind a prefix that says it is over: "ex-president"."""
    token = tokens[at]
    prefix = words(code).patterns["former_prefix"].match(token.low)
    if not prefix:
        return None
    rest = Token(token.start + prefix.end(), token.stop, token.text[prefix.end() :], token.low[prefix.end() :], token.kind, token.near, token.caps)
    inner = _mention(0, [rest, *tokens[at + 1 : at + _LONGEST]], code)
    inner = replace(inner, first=at, last=inner.last + at) if inner else None
    return replace(inner, former=True) if inner and inner.entry.kind == "office" else None


_LONGEST = 8  # words of the longest office


def prove(code: str) -> list[str]:
    """The entries of a language whose own proof fails: an empty list when all is well."""
    failed = []
    data = load(code).read("offices")
    for raw in [*data["offices"], *data["bodies"]]:
        for text, wanted in ((raw["yes"], True), (raw["no"], False)):
            written = plain_marks(text)
            found = any(mention.entry.id == raw["id"] for mention in find_offices(tokenize(written, (0, len(written)), code), code))
            if found is not wanted:
                failed.append(f"{code}/offices.yaml: {raw['id']}: {'misses' if wanted else 'takes'} {text!r}")
    for name in _PATTERNS:
        pattern = words(code).patterns[name]
        if pattern.pattern != "(?!)\\Z" and not pattern.match(fold(data[name]["yes"])) or pattern.match(fold(data[name]["no"])):
            failed.append(f"{code}/offices.yaml: {name}")
    return failed
