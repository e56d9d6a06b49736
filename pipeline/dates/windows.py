"""The cheap pass: which stretches of a passage can hold a date at all. Only these are cut into tokens and matched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pipeline.dates.classes import PUNCTUATION
from pipeline.dates.keys import key, skeleton
from pipeline.dates.lexicon import load_lexicon
from pipeline.dates.readings import entry_of

_PIECE = re.compile(r"\w+|[^\w\s]")
_DIGIT = re.compile(r"\d")
_ISLAND = re.compile(r"[xA](?:[xA]|\.(?=[xA]))*")
_AROUND = 12  # pieces of known words on either side of the outermost number or anchor; no form is longer
_BEFORE, _BEHIND = 2, 4  # pieces of what stands on either side, which a form may ask about; behind a number there may be its suffix
_REMEMBERED = 200_000  # words; beyond it the memory is emptied
_DULL_SIGNS = frozenset({"semicolon", "colon", "dots", "other"})
_ROMAN = frozenset("IVXİІХ")
_ALIKE = frozenset("lIOОоІ|")  # what stands for digits in damaged numbers


class _Flags(dict[str, str]):
    """For each piece of text ``.`` (dull), ``x`` (can be part of a date) or ``A`` (a date can begin with it), found out once."""

    def __init__(self, code: str) -> None:
        self.code = code

    def __missing__(self, piece: str) -> str:
        if len(self) > _REMEMBERED:
            self.clear()
        flag = self[piece] = self._flag(piece)
        return flag

    def _flag(self, piece: str) -> str:
        if _DIGIT.search(piece):
            return "A"
        if not piece[0].isalpha():
            return "." if PUNCTUATION.get(piece, "") in _DULL_SIGNS else "x"
        lexicon = load_lexicon(self.code)
        entry = entry_of(piece, lexicon)
        if entry is not None and ("anchor" in entry.classes or ("Anchor" in entry.classes and piece[0].isupper())):
            return "A"
        if len(piece) > 1 and _ROMAN.issuperset(piece):
            return "A"
        if entry is not None or piece.isupper() or _ALIKE.issuperset(piece):
            return "x"
        return "x" if key(piece) in lexicon.halves or skeleton(piece) in lexicon.halves else "."


@lru_cache(maxsize=None)
def _flags_of(code: str) -> _Flags:
    return _Flags(code)


@lru_cache(maxsize=None)
def _dull_of(code: str) -> set[str]:
    """The stretches between blanks that were met so far and with which no date begins."""
    return set()


def _is_dull(chunks: list[str], code: str) -> bool:
    """True where no date can begin in any of the stretches between blanks. Most are known: this is as fast as splitting a text."""
    dull = _dull_of(code)
    if dull.issuperset(chunks):
        return True
    flags = _flags_of(code)
    if len(dull) > _REMEMBERED:
        dull.clear()
    for chunk in chunks:
        if chunk not in dull:
            if "A" in map(flags.__getitem__, _PIECE.findall(chunk)):
                return False
            dull.add(chunk)
    return True


def find_windows(text: str, span: tuple[int, int], code: str) -> Iterator[tuple[int, int]]:
    """The stretches of a passage that have a number or an anchor in them, each with a piece of what stands on either side.

    >>> text = "Nobody in the whole town knew that on 5 May 1996 the small delegation had gone home again"
    >>> [text[start:stop] for start, stop in find_windows(text, (0, len(text)), "en")]
    ['town knew that on 5 May 1996 the small delegation had gone']
    """
    if _is_dull(text[slice(*span)].split(), code):
        return
    flags = "".join(map(_flags_of(code).__getitem__, _PIECE.findall(text, *span)))
    spans = [match.span() for match in _PIECE.finditer(text, *span)]
    for start, stop in _stretches(flags):
        yield (spans[start][0] if start > 0 else span[0], spans[stop - 1][1] if stop < len(spans) else span[1])


def _stretches(flags: str) -> Iterator[tuple[int, int]]:
    """The stretches of pieces round the numbers and anchors, those that touch each other as one."""
    first = last = -1
    for island in _ISLAND.finditer(flags):
        anchor = flags.find("A", *island.span())
        if anchor < 0:
            continue
        start = max(island.start(), anchor - _AROUND) - _BEFORE
        if start > last:
            if last >= 0:
                yield max(first, 0), last
            first = start
        last = min(island.end(), flags.rfind("A", *island.span()) + _AROUND) + _BEHIND
    if last >= 0:
        yield max(first, 0), min(last, len(flags))
