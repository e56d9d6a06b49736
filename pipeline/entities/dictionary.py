"""A dictionary of phrases: which of them stands at a word of a text, in whatever form, the longest first.

A language whose ending stands at the last word of a phrase is looked up by the readings of that word; for a language in which all words of a
phrase change, every form is an entry. What a look-up costs depends on the length of the phrase found, not on the size of the dictionary.

The table of a dictionary is plain data, so that it can be kept in a file: under each phrase (its folded words, with blanks between) what ends
there, and the beginnings of longer phrases.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pipeline.entities.inflection import Reading, bare_readings, inflection, readings
from pipeline.entities.tokens import Token, plain_marks, tokenize

_SHORTEST_BARE = 4  # letters; shorter words without their marks are too often other words (Çad, cad)


@dataclass(frozen=True, slots=True)
class Row:
    """A phrase in one form, with the number of the item it stands for. ``cases`` and ``marks`` are what this form says, where forms are listed."""

    phrase: str
    item: int
    cases: tuple[str, ...] = ()
    marks: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase found: it covers the tokens up to ``stop``. ``reading`` is that of its last word."""

    stop: int
    item: int
    reading: Reading
    bare: bool = False


@dataclass(frozen=True, slots=True)
class _End:
    """What ends at a phrase: the item, the marks that its last word must bear, and what a listed form says."""

    item: int
    needed: frozenset[str]
    cases: tuple[str, ...]
    marks: frozenset[str]


def make_table(rows: Iterable[Row], code: str, listed: bool) -> dict[str, Any]:
    """The table of a dictionary."""
    table: dict[str, dict[str, str]] = {"ends": {}, "bare": {}}
    beginnings: dict[str, dict[str, None]] = {"ends": {}, "bare": {}}
    bare = inflection(code).bare
    for row in rows:
        words = phrase_words(row.phrase, code)
        simple = [word.translate(bare) for word in words]
        for kind, form in (("ends", words), ("bare", simple)):
            if kind == "bare" and (simple == words or len("".join(simple)) < _SHORTEST_BARE):
                continue
            for last, needed in _last_words(words[-1], code, listed or len(words) == 1):
                key = " ".join([*form[:-1], last.translate(bare) if kind == "bare" else last])
                end = "|".join((str(row.item), " ".join(sorted(needed)), " ".join(row.cases), " ".join(sorted(row.marks))))
                known = table[kind].get(key)
                table[kind][key] = end if known is None else known if end in known.split(";") else f"{known};{end}"
            beginnings[kind] |= dict.fromkeys(" ".join(form[:length]) for length in range(1, len(form)))
    return {"ends": table["ends"], "bare": table["bare"], "begin": sorted(beginnings["ends"]), "begin_bare": sorted(beginnings["bare"])}


def _last_words(word: str, code: str, alone: bool) -> Iterator[tuple[str, frozenset[str]]]:
    """The last word of a phrase, and what is left of it without the ending of an owner, which a text must then have ("Respublika-sı")."""
    yield word, frozenset()
    for reading in () if alone else readings(word, code):
        if reading.base != word and "owned" in reading.marks and reading.cases == ("nom",) and "copula" not in reading.marks:
            yield reading.base, reading.marks


@lru_cache(maxsize=65536)
def _ends(text: str) -> tuple[_End, ...]:
    found = []
    for end in text.split(";"):
        item, needed, cases, marks = end.split("|")
        found.append(_End(int(item), frozenset(needed.split()), tuple(cases.split()), frozenset(marks.split())))
    return tuple(found)


class Dictionary:
    """The phrases of one language.

    >>> found = Dictionary(make_table([Row("Azərbaycan Respublikası", 0), Row("Bakı", 1)], "az", False), "az", False)
    >>> tokens = tokenize("Azərbaycan Respublikasına", (0, 25), "az")
    >>> [(hit.stop, hit.item, hit.reading.cases) for hit in found.at(tokens, 0)]
    [(2, 0, ('dat',))]
    """

    def __init__(self, table: dict[str, Any], code: str, listed: bool) -> None:
        self._code = code
        self._listed = listed
        self._marks = inflection(code).bare
        self._ends: dict[str, str] = table["ends"]
        self._bare: dict[str, str] = table["bare"]
        self._begin = frozenset(table["begin"])
        self._begin_bare = frozenset(table["begin_bare"])

    def at(self, tokens: Sequence[Token], index: int) -> tuple[Hit, ...]:
        """The hits of the longest phrase that begins at a token; several where it has several readings or meanings."""
        return self._walk(tokens, index, False) or self._walk(tokens, index, True)

    def _walk(self, tokens: Sequence[Token], index: int, bare: bool) -> tuple[Hit, ...]:
        begin = self._begin_bare if bare else self._begin
        best: tuple[Hit, ...] = ()
        before = ""
        at = index
        while at < len(tokens) and (at == index or tokens[at].near):
            word = tokens[at].low
            if bare and word != (simple := word.translate(self._marks)) and not tokens[at].caps:
                break
            if bare and at == index and _is_acronym(tokens, at):
                break
            word = simple if bare else word
            best = tuple(self._hits(before, word, at + 1, bare)) or best
            whole = before + word
            if whole not in begin:
                break
            before, at = whole + " ", at + 1
        return best

    def _hits(self, before: str, word: str, stop: int, bare: bool) -> Iterator[Hit]:
        ends = self._bare if bare else self._ends
        if self._listed:
            text = ends.get(before + word)
            for end in _ends(text) if text else ():
                yield Hit(stop, end.item, Reading(word, len(word), end.cases, end.marks), bare)
            return
        found: str | None = None
        for reading in bare_readings(word, self._code) if bare else readings(word, self._code):
            text = ends.get(before + reading.base)
            if text is None or (found is not None and reading.base != found):
                continue
            for end in _ends(text):
                if end.needed <= reading.marks:
                    found = reading.base
                    yield Hit(stop, end.item, Reading(reading.base, reading.kept, reading.cases, (reading.marks - end.needed) | end.marks), bare)


def _is_acronym(tokens: Sequence[Token], at: int) -> bool:
    """Whether a token is a short word in capitals behind words that are not: "the AGRI summit" is no summit of "Ağrı"."""
    return at > 0 and tokens[at].caps and len(tokens[at].text) <= _SHORTEST_BARE + 1 and tokens[at - 1].near and not tokens[at - 1].caps


def phrase_words(phrase: str, code: str) -> list[str]:
    """The folded words of a phrase, cut as a text is.

    >>> phrase_words("Kot-d’İvuar Respublikası", "az")
    ["kot-d'ivuar", 'respublikası']
    """
    written = plain_marks(phrase)
    return [token.low for token in tokenize(written, (0, len(written)), code)]
