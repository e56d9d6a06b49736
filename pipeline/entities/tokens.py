"""The words of a text, each once, with what the finders of the entity stage ask of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline.languages import load
from pipeline.text import fold, fold_az

_MARKS = str.maketrans("‐‑−’‘‚‛ʼ′`", "---'''''''")
# Letters with full stops ("U.S.", "N.A.") are one word, a single letter with its full stop is an initial.
_TOKEN = re.compile(r"(?:[^\W\d_]\.-?){2,}|[^\W\d_](?:\.|[^\W\d_]\.)(?=-?\s?[^\W\d_])|[^\W\d_][^\W_]*(?:['-][^\W_]+)*")
_INITIALS = re.compile(r"(?:[^\W\d_]{1,2}\.-?)+\Z")
_NEAR = re.compile(r"\s*\Z")


@dataclass(frozen=True, slots=True)
class Token:
    """A word. ``low`` is the folded word; ``near`` tells that only white space stands between it and the word before; ``kind`` is ``word``,
    ``initial`` or ``lower`` (a word that begins with a small letter); ``caps`` tells that it is in capitals throughout; ``gap`` is what stands before it."""

    start: int
    stop: int
    text: str
    low: str
    kind: str
    near: bool
    caps: bool = False
    gap: str = ""


def plain_marks(text: str) -> str:
    """The text with one kind of apostrophe and of hyphen; dashes stay. The length is kept.

    >>> plain_marks("Bush’un — Nazarbayev‐Putin")
    "Bush'un — Nazarbayev-Putin"
    """
    return text.translate(_MARKS) if not text.isascii() else text.replace("`", "'")


def tokenize(text: str, span: tuple[int, int], code: str) -> list[Token]:
    """The words of ``text[start:stop]`` in order; ``text`` has gone through ``plain_marks``.

    >>> [(token.low, token.kind) for token in tokenize("H. Əliyev ABŞ-a getdi", (0, 21), "az")]
    [('h.', 'initial'), ('əliyev', 'word'), ('abş-a', 'word'), ('getdi', 'lower')]
    """
    dotless, shortened = bool(load(code).read("inflection").get("dotless")), abbreviations(code)
    found: list[Token] = []
    last = span[0]
    for match in _TOKEN.finditer(text, *span):
        word, start, stop = match[0], match.start(), match.end()
        gap = text[last:start]
        near = _NEAR.match(gap) is not None or gap == "." or (gap == ". " and bool(found) and found[-1].low in shortened)
        found.append(_token(word, (start, stop), (gap, near), dotless))
        last = stop
    return found


@lru_cache(maxsize=None)
def abbreviations(code: str) -> dict[str, str]:
    """The shortened words of a language's offices, each with how the whole word begins: "Нац. собрание"."""
    found: dict[str, str] = load(code).read("offices").get("abbreviations", {})
    return found


def _token(word: str, span: tuple[int, int], before: tuple[str, bool], dotless: bool) -> Token:
    gap, near = before
    if not word[0].isupper() and not _ELIDED.match(word):
        return Token(*span, word, fold(word), "lower", near, False, gap)
    if word[-1] == "." and _INITIALS.match(word):
        return Token(*span, word, fold(word), "initial", near, False, gap)
    bare = word[:-2] if word.endswith("'s") else word
    caps = len(bare) > 1 and bare.isupper()
    return Token(*span, word, fold_az(word) if caps and dotless else fold(word), "word", near, caps, gap)


_ELIDED = re.compile(r"[dд]'[^\W\d_a-zа-яёəıöüğşç]")  # "d'Estaing", "д'Эстен"

_OPENING, _CLOSING = "«“„\"‘'", "»”\"’'"


def is_quoted(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether the words from ``first`` to before ``last`` stand in quotation marks of their own.

    >>> words = tokenize("gəmi «Bakı» və Bakı", (0, 19), "az")
    >>> is_quoted(words, 1, 2), is_quoted(words, 3, 4)
    (True, False)
    """
    opened = tokens[first].gap[-1:]
    if not opened or opened not in _OPENING:
        return False
    return last >= len(tokens) or (bool(tokens[last].gap) and tokens[last].gap[0] in _CLOSING)
