"""The small language in which forms of dates are written, and its compiler.

A form is a row of *classes* of tokens: ``year month day``. ``slot:class`` keeps the token's value under a name; ``?`` makes optional,
``*`` repeats (at most twelve times), ``(a | b)`` chooses, ``!a`` means "not followed by a", ``>a`` "followed by", ``<!a`` "not preceded by", ``<a`` "preceded by" (brackets too: ``>(a b)``; behind ``<`` all choices are equally long).
A name in capitals is a part, written out elsewhere. Each token is one letter, one for each set of
classes that a token can have, so that a form is an ordinary regular expression over letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from pipeline.errors import LanguageDataError

_SYNTAX = re.compile(r"\s*(?:(?P<look><!|<|!|>)?(?:(?:(?P<slot>[a-z_0-9]+):)?(?P<name>[A-Za-z_][\w.]*)|(?P<sign>\())|(?P<mark>[)|?*]))")
_PART = re.compile(r"\b[A-Z][A-Z0-9_]+\b")
_FIRST_LETTER = 1  # a set of letters below 256 is compiled several times faster
_LOOKS = {"<!": "(?<!{})", "<": "(?<={})", "!": "(?!{})", ">": "(?={})"}
_LOOK_ROUND = {"!": "(?!", ">": "(?=", "<": "(?<=", "<!": "(?<!"}
NEEDS = 3  # the sets that are asked before a form is tried; the fourth spares hardly any try
MANY = 12  # the longest enumeration worth reading; bounds every repeat, so that matching stays linear


class Alphabet:
    """One letter for each set of classes that the forms of a language tell apart. ``known`` are the classes that count."""

    def __init__(self, known: Iterable[str]) -> None:
        self.known = frozenset(known)
        self._letters: dict[frozenset[str], str] = {}
        self._having: dict[str, list[str]] = {}
        self._of: dict[frozenset[str], str] = {}
        self._groups: dict[str, tuple[str, frozenset[str]]] = {}

    def letter(self, classes: frozenset[str]) -> str:
        """The letter of a set of classes, a new one where the set is new."""
        letter = self._of.get(classes)
        if letter is None:
            letter = self._of[classes] = self._letter(classes & self.known)
        return letter

    def _letter(self, classes: frozenset[str]) -> str:
        found = self._letters.get(classes)
        if found is None:
            found = self._letters[classes] = chr(_FIRST_LETTER + len(self._letters))
            self._groups.clear()
            for name in classes:
                self._having.setdefault(name, []).append(found)
        return found

    def having(self, name: str) -> list[str]:
        """All letters whose sets have a class."""
        return self._having.get(name, [])

    def group(self, name: str) -> tuple[str, frozenset[str]]:
        """The letters of a class as a set of a regular expression, and as a set."""
        found = self._groups.get(name)
        if found is None:
            letters = self.having(name)
            found = self._groups[name] = (_set_of(letters), frozenset(letters))
        return found

    @property
    def letters(self) -> tuple[str, ...]:
        return tuple(self._letters.values())


def _set_of(letters: list[str]) -> str:
    """The letters as a set of a regular expression, neighbours as ranges: sets are what compiling spends its time on."""
    codes = sorted(map(ord, letters))
    edges = [0, *(at for at in range(1, len(codes)) if codes[at] != codes[at - 1] + 1), len(codes)]
    runs = [(codes[a], codes[b - 1]) for a, b in zip(edges, edges[1:], strict=False)]
    return "[" + "".join(f"\\u{a:04x}" if a == b else f"\\u{a:04x}-\\u{b:04x}" for a, b in runs) + "]"


class Pattern:
    """A form: the letters with which it can begin (None: any), sets of letters of each of which a row must have one (``needs``), and its
    regular expression, compiled when it is first needed."""

    __slots__ = ("_regex", "_source", "first", "needs", "slots")

    def __init__(
        self, source: str, first: frozenset[str] | None, needs: Iterable[frozenset[str]], slots: Iterable[tuple[str, str]]
    ) -> None:
        self._source, self.first, self.slots = source, first, tuple(slots)
        self.needs = tuple(sorted(set(needs), key=lambda letters: (len(letters), sorted(letters)))[:NEEDS])
        self._regex: re.Pattern[str] | None = None

    @property
    def regex(self) -> re.Pattern[str]:
        if self._regex is None:
            self._regex = re.compile(self._source)
        return self._regex


class _Piece(NamedTuple):
    """A part of a form: its regular expression, its first letters, whether it can be empty, what it needs."""

    source: str
    first: frozenset[str]
    empty: bool
    needs: tuple[frozenset[str], ...]


def expand(form: str, parts: dict[str, str], where: str, depth: int = 0) -> str:
    """A form with its parts written out.

    >>> expand("DAY month", {"DAY": "day:day | the day:day"}, "example")
    '( day:day | the day:day ) month'
    """
    if depth > 9:
        raise LanguageDataError("form-part", f"{where}: parts that contain each other")

    def replace(match: re.Match[str]) -> str:
        name = match[0]
        if name not in parts:
            raise LanguageDataError("form-part", f"{where}: unknown part {name}", f"known: {', '.join(sorted(parts))}")
        return f"( {expand(parts[name], parts, where, depth + 1)} )"

    return _PART.sub(replace, form)


def names_in(form: str) -> frozenset[str]:
    """The classes that a written-out form speaks of.

    >>> sorted(names_in("day:day !unit (month | year)"))
    ['day', 'month', 'unit', 'year']
    """
    return frozenset(match["name"] for match in _SYNTAX.finditer(form) if match["name"])


def compile_form(form: str, alphabet: Alphabet, where: str) -> Pattern:
    """The pattern of a written-out form. LanguageDataError, naming ``where``, for unknown classes and for bad syntax."""
    return _Compiler(alphabet, where).compile(form)


class _Compiler:
    """Turns one written-out form into the text of a regular expression, and collects its first letters on the way."""

    def __init__(self, alphabet: Alphabet, where: str) -> None:
        self.alphabet, self.where = alphabet, where
        self.slots: list[tuple[str, str]] = []

    def compile(self, form: str) -> Pattern:
        piece = self._choice(self._signs(form))
        return Pattern(piece.source, None if piece.empty else piece.first, piece.needs, self.slots)

    def _signs(self, form: str) -> list[re.Match[str]]:
        signs, at, end = [], 0, len(form.rstrip())
        while at < end:
            match = _SYNTAX.match(form, at)
            if match is None:
                raise LanguageDataError("form-syntax", f"{self.where}: cannot read {form[at : at + 20]!r}")
            signs.append(match)
            at = match.end()
        return signs[::-1]

    def _choice(self, signs: list[re.Match[str]]) -> _Piece:
        rows = [self._row(signs)]
        while signs and signs[-1]["mark"] == "|":
            signs.pop()
            rows.append(self._row(signs))
        if len(rows) == 1:
            return rows[0]
        needed = all(row.needs for row in rows)
        need = frozenset[str]().union(*(min(row.needs, key=len) for row in rows)) if needed else frozenset[str]()
        first = frozenset[str]().union(*(row.first for row in rows))
        return _Piece("|".join(row.source for row in rows), first, any(row.empty for row in rows), (need,) if needed else ())

    def _row(self, signs: list[re.Match[str]]) -> _Piece:
        items: list[_Piece] = []
        while signs and signs[-1]["mark"] not in ("|", ")"):
            items.append(self._item(signs))
        first: frozenset[str] = frozenset()
        for item in items:
            first |= item.first
            if not item.empty:
                break
        needs = tuple(need for item in items for need in item.needs)
        return _Piece("".join(item.source for item in items), first, all(item.empty for item in items), needs)

    def _item(self, signs: list[re.Match[str]]) -> _Piece:
        sign = signs.pop()
        if sign["sign"] == "(":
            inner = self._choice(signs)
            if not signs:
                raise LanguageDataError("form-syntax", f"{self.where}: a bracket stays open")
            signs.pop()
            if sign["look"]:
                return _Piece(f"{_LOOK_ROUND[sign['look']]}{inner.source})", frozenset(), True, ())
            piece = inner._replace(source=f"(?:{inner.source})")
        elif sign["name"]:
            piece = self._token(sign)
        else:
            raise LanguageDataError("form-syntax", f"{self.where}: {sign['mark']!r} stands where a word should")
        while signs and signs[-1]["mark"] in ("?", "*"):
            repeat = "?" if signs.pop()["mark"] == "?" else f"{{0,{MANY}}}"
            piece = _Piece(piece.source + repeat, piece.first, True, ())
        return piece

    def _token(self, sign: re.Match[str]) -> _Piece:
        group, known = self.alphabet.group(sign["name"])
        if not known:
            raise LanguageDataError("form-class", f"{self.where}: no token has the class {sign['name']!r}")
        if sign["look"]:
            return _Piece(_LOOKS[sign["look"]].format(group), frozenset(), True, () if "!" in sign["look"] else (known,))
        if sign["slot"]:
            self.slots.append((sign["slot"], sign["name"].partition(".")[0]))
            group = f"({group})"
        return _Piece(group, known, False, (known,))


def slots_of(pattern: Pattern, match: re.Match[str]) -> tuple[tuple[str, str, int], ...]:
    """The slots that a match filled, in order of appearance: name, class, index of the token."""
    found = [(*slot, match.start(number)) for number, slot in enumerate(pattern.slots, 1) if match.start(number) >= 0]
    return tuple(sorted(found, key=lambda item: item[2]))
