"""Folds and helpers that keep the length of a text, so that offsets found in the folded text hold in the original."""

from __future__ import annotations

from collections.abc import Iterable

_DASHES = "‐‑‒–—―−"
_QUOTES = "“”„‟«»″"
_APOSTROPHES = "’‘‚‛ʼ′`"
_SPACES = "\u00a0\u2002\u2003\u2007\u2009\u200a\u202f\u3000"
_PLAIN = {mark: plain for marks, plain in ((_DASHES, "-"), (_QUOTES, '"'), (_APOSTROPHES, "'"), (_SPACES, " ")) for mark in marks}
WORD_MARKS = "'’ʼ"
TERMINAL = ".!?…"
CLOSERS = '"”»“’)]'
OPENERS = "\"“„«‘'(["


def fold(text: str) -> str:
    """Lower-case a text and keep its length: ``İ`` and ``I`` become ``i``, ``ı`` stays.

    >>> fold("İSTANBUL, Işıq, Баку")
    'istanbul, işıq, баку'
    """
    return text.replace("İ", "i").lower()


def fold_az(text: str) -> str:
    """Lower-case a text by the rule of the Turkic alphabets and keep its length: ``I`` becomes ``ı``.

    >>> fold_az("QARDAŞLIQ, İran, Işıq")
    'qardaşlıq, iran, ışıq'
    """
    return text.replace("İ", "i").replace("I", "ı").lower()


def plain(text: str) -> str:
    """Write every kind of dash as ``-``, of quotation mark as ``"``, of apostrophe as ``'``, of space as a blank; keep the length.

    The text of a document keeps its own marks; a stage that compares or matches folds them with this.

    >>> plain("“Avrasiya – 2000”, Aliyev’s")
    '"Avrasiya - 2000", Aliyev\\'s'
    """
    for mark, simple in _PLAIN.items():
        text = text.replace(mark, simple)
    return text


def trim(text: str, start: int, stop: int) -> tuple[int, int]:
    """The span without the white space at both of its ends.

    >>> trim("  a b ", 0, 6)
    (2, 5)
    """
    while start < stop and text[start].isspace():
        start += 1
    while stop > start and text[stop - 1].isspace():
        stop -= 1
    return start, stop


def is_cyrillic(character: str) -> bool:
    """Whether a character is a Cyrillic letter.

    >>> is_cyrillic("с"), is_cyrillic("c")
    (True, False)
    """
    return "\u0400" <= character <= "\u052f"


def is_latin(character: str) -> bool:
    """Whether a character is a Latin letter, with or without marks.

    >>> is_latin("ə"), is_latin("ә")
    (True, False)
    """
    return character.isalpha() and (character < "\u0250" or "\u0250" <= character <= "\u02af" or "\u1e00" <= character <= "\u1eff")


def blank(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """A text with stretches blanked, of the same length; one stretch may lie in another.

    >>> blank("so (see [7, p. 12]) it", [(3, 19), (8, 18)])
    'so                  it'
    """
    parts, at = [], 0
    for start, stop in sorted(spans):
        if stop > at:
            parts += [text[at : max(at, start)], " " * (stop - max(at, start))]
            at = stop
    return "".join([*parts, text[at:]])
