"""The small language in which forms of dates are written, and its compiler.

A form is a row of *classes* of tokens: ``year month day``. ``slot:class`` keeps the token's value under a name; ``?`` makes optional,
``*`` repeats (at most twelve times), ``(a | b)`` chooses, ``!a`` means "not followed by a", ``<!a`` "not preceded by", ``<a`` "preceded by", ``>a`` "followed by".
A name in capitals is a part, written out elsewhere. Each token is one letter (of Unicode's private area), one for each set of
classes that a token can have, so that a form is an ordinary regular expression over letters.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from pipeline.errors import LanguageDataError

_SYNTAX = re.compile(r"\s*(?:(?P<look><!|<|!|>)?(?:(?P<slot>[a-z_0-9]+):)?(?P<name>[A-Za-z_][\w.]*)|(?P<sign>[()|?*]))")
_FIRST_LETTER = 0xE000
MANY = 12  # the longest enumeration worth reading; bounds every repeat, so that matching stays linear


@dataclass(slots=True)
class Alphabet:
    """One letter for each set of classes that occurs."""

    letters: dict[frozenset[str], str] = field(default_factory=dict)
    classes: dict[str, frozenset[str]] = field(default_factory=dict)

    def letter(self, classes: frozenset[str]) -> str:
        """The letter of a set of classes, a new one where the set is new."""
        found = self.letters.get(classes)
        if found is None:
            found = self.letters[classes] = chr(_FIRST_LETTER + len(self.letters))
            self.classes[found] = classes
        return found

    def having(self, name: str) -> str:
        """All letters whose sets have a class."""
        return "".join(letter for classes, letter in self.letters.items() if name in classes)


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled form and the letters with which it can begin (None: any)."""

    regex: re.Pattern[str]
    first: frozenset[str] | None


def expand(form: str, parts: dict[str, str], where: str, depth: int = 0) -> str:
    """A form with its parts written out."""
    if depth > 9:
        raise LanguageDataError("form-part", f"{where}: parts that contain each other")

    def replace(match: re.Match[str]) -> str:
        name = match[0]
        if name not in parts:
            raise LanguageDataError("form-part", f"{where}: unknown part {name}", f"known: {', '.join(sorted(parts))}")
        return f"( {expand(parts[name], parts, where, depth + 1)} )"

    return re.sub(r"\b[A-Z][A-Z0-9_]+\b", replace, form)


class _Compiler:
    """Turns one written-out form into a regular expression, and collects its first letters on the way."""

    def __init__(self, having: Callable[[str], str], where: str) -> None:
        self.having, self.where, self.slots = having, where, 0

    def compile(self, form: str) -> Pattern:
        source, first, empty = self._choice(self._signs(form))
        return Pattern(re.compile(source), None if empty else frozenset(first))

    def _signs(self, form: str) -> list[re.Match[str]]:
        signs, at, end = [], 0, len(form.rstrip())
        while at < end:
            match = _SYNTAX.match(form, at)
            if not match:
                raise LanguageDataError("form-syntax", f"{self.where}: cannot read {form[at:]!r}", "see docs/dates.md")
            signs.append(match)
            at = match.end()
        return signs[::-1]

    def _choice(self, signs: list[re.Match[str]]) -> tuple[str, set[str], bool]:
        sources, first, empty = [], set(), False
        while True:
            source, letters, can_be_empty = self._row(signs)
            sources.append(source)
            first |= letters
            empty |= can_be_empty
            if not signs or signs[-1]["sign"] != "|":
                return "|".join(sources), first, empty
            signs.pop()

    def _row(self, signs: list[re.Match[str]]) -> tuple[str, set[str], bool]:
        source, first, empty = [], set(), True
        while signs and signs[-1]["sign"] not in ("|", ")"):
            item, letters, can_be_empty = self._item(signs)
            source.append(item)
            if empty:
                first |= letters
            empty = empty and can_be_empty
        return "".join(source), first, empty

    def _item(self, signs: list[re.Match[str]]) -> tuple[str, set[str], bool]:
        sign = signs.pop()
        if sign["sign"] == "(":
            inner, first, empty = self._choice(signs)
            if not signs:
                raise LanguageDataError("form-syntax", f"{self.where}: a bracket stays open")
            signs.pop()
            source = f"(?:{inner})"
        elif sign["name"]:
            source, first, empty = self._token(sign)
        else:
            raise LanguageDataError("form-syntax", f"{self.where}: {sign['sign']!r} stands where a word should")
        while signs and signs[-1]["sign"] in ("?", "*"):
            source += "?" if signs.pop()["sign"] == "?" else f"{{0,{MANY}}}"
            empty = True
        return source, first, empty

    def _token(self, sign: re.Match[str]) -> tuple[str, set[str], bool]:
        letters = "".join(sorted(self.having(sign["name"])))
        if not letters:
            raise LanguageDataError("form-class", f"{self.where}: no token has the class {sign['name']!r}")
        group = f"[{letters}]"
        if sign["look"]:
            return {"<!": f"(?<!{group})", "<": f"(?<={group})", "!": f"(?!{group})", ">": f"(?={group})"}[sign["look"]], set(), True
        if sign["slot"]:
            self.slots += 1
            base = sign["name"].split(".")[0]
            group = f"(?P<{sign['slot']}__{base}__{self.slots}>{group})"
        return group, set(letters), False


def compile_form(form: str, parts: dict[str, str], having: Callable[[str], str], where: str) -> Pattern:
    """The pattern of a form. LanguageDataError, naming ``where``, for unknown parts or classes and for bad syntax."""
    return _Compiler(having, where).compile(expand(form, parts, where))


def slots_of(match: re.Match[str]) -> tuple[tuple[str, str, int], ...]:
    """The slots that a match filled, in order of appearance: name, class, index of the token."""
    found = ((*name.split("__")[:2], match.start(name)) for name in match.re.groupindex if match.start(name) >= 0)
    return tuple(sorted(found, key=lambda item: item[2]))  # type: ignore[arg-type]
