"""A dictionary of phrases: which of them stands at a word of a text, in whatever form, the longest first.

A language whose ending stands at the last word of a phrase is looked up by the readings of that word; for a language in which all words of a
phrase change, every form is an entry. What a look-up costs depends on the length of the phrase found, not on the size of the dictionary.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from pipeline.entities.inflection import Reading, bare_readings, inflection, readings
from pipeline.entities.tokens import Token, plain_marks, tokenize

Item = TypeVar("Item")
_SHORTEST_BARE = 4  # letters; shorter words without their marks are too often other words (Çad, cad)


@dataclass(frozen=True, slots=True)
class Row(Generic[Item]):
    """A phrase of a dictionary in one form. ``cases`` and ``marks`` are what this form says, where the language lists its forms."""

    phrase: str
    item: Item
    cases: tuple[str, ...] = ()
    marks: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Hit(Generic[Item]):
    """A phrase found: it covers the tokens up to ``stop``. ``reading`` is that of its last word."""

    stop: int
    item: Item
    reading: Reading
    bare: bool = False


@dataclass(slots=True)
class _Node(Generic[Item]):
    """Where a phrase may go on, and what ends here: the item with the marks its last word must bear."""

    words: dict[str, _Node[Item]] = field(default_factory=dict)
    ends: list[tuple[Item, frozenset[str], tuple[str, ...], frozenset[str]]] = field(default_factory=list)


class Dictionary(Generic[Item]):
    """The phrases of one language. Built once, it is only read.

    >>> found = Dictionary([Row("Azərbaycan Respublikası", "AZE"), Row("Bakı", "AZE")], "az")
    >>> tokens = tokenize("Azərbaycan Respublikasına", (0, 25), "az")
    >>> [(hit.stop, hit.item, hit.reading.cases) for hit in found.at(tokens, 0)]
    [(2, 'AZE', ('dat',))]
    """

    def __init__(self, rows: Iterable[Row[Item]], code: str, listed: bool = False) -> None:
        self._code = code
        self._listed = listed
        self._bare = inflection(code).bare
        self._root: _Node[Item] = _Node()
        self._bare_root: _Node[Item] = _Node()
        for row in rows:
            words = phrase_words(row.phrase, code)
            self._add(self._root, words, row)
            simple = [word.translate(self._bare) for word in words]
            if simple != words and len("".join(simple)) >= _SHORTEST_BARE:
                self._add(self._bare_root, simple, row)

    def _add(self, node: _Node[Item], words: list[str], row: Row[Item]) -> None:
        for word in words[:-1]:
            node = node.words.setdefault(word, _Node())
        last = words[-1]
        node.words.setdefault(last, _Node()).ends.append((row.item, frozenset(), row.cases, row.marks))
        if self._listed or len(words) == 1:
            return
        for reading in readings(last, self._code):
            if reading.base != last and "owned" in reading.marks and reading.cases == ("nom",) and "copula" not in reading.marks:
                base = reading.base.translate(self._bare) if node is self._bare_root else reading.base
                node.words.setdefault(base, _Node()).ends.append((row.item, reading.marks, row.cases, row.marks))

    def at(self, tokens: Sequence[Token], index: int) -> tuple[Hit[Item], ...]:
        """The hits of the longest phrase that begins at a token; several where it has several readings or meanings."""
        return self._walk(self._root, tokens, index, False) or self._walk(self._bare_root, tokens, index, True)

    def _walk(self, node: _Node[Item], tokens: Sequence[Token], index: int, bare: bool) -> tuple[Hit[Item], ...]:
        best: tuple[Hit[Item], ...] = ()
        at = index
        while at < len(tokens) and (at == index or tokens[at].near):
            word = tokens[at].low
            if bare and word != (simple := word.translate(self._bare)) and not tokens[at].caps:
                break
            word = simple if bare else word
            best = tuple(self._ends(node, word, at + 1, bare)) or best
            following = node.words.get(word)
            if following is None:
                break
            node, at = following, at + 1
        return best

    def _ends(self, node: _Node[Item], word: str, stop: int, bare: bool) -> Iterable[Hit[Item]]:
        if self._listed:
            following = node.words.get(word)
            for item, _, cases, marks in following.ends if following else ():
                yield Hit(stop, item, Reading(word, len(word), cases, marks), bare)
            return
        found: str | None = None
        for reading in bare_readings(word, self._code) if bare else readings(word, self._code):
            following = node.words.get(reading.base)
            if following is None or (found is not None and reading.base != found):
                continue
            for item, needed, _, marks in following.ends:
                if needed <= reading.marks:
                    found = reading.base
                    yield Hit(stop, item, Reading(reading.base, reading.kept, reading.cases, (reading.marks - needed) | marks), bare)


def phrase_words(phrase: str, code: str) -> list[str]:
    """The folded words of a phrase, cut as a text is.

    >>> phrase_words("Kot-d’İvuar Respublikası", "az")
    ["kot-d'ivuar", 'respublikası']
    """
    written = plain_marks(phrase)
    return [token.low for token in tokenize(written, (0, len(written)), code)]


def as_json(rows: Sequence[Row[Any]]) -> list[list[Any]]:
    """Rows as plain lists, for a file."""
    return [[row.phrase, row.item, list(row.cases), sorted(row.marks)] for row in rows]
