"""Where dates are not read (citations), and where a text is cut."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from pipeline.dates.citations import find_citations
from pipeline.values import Span

_UPPER, _LOWER = "A-ZА-ЯЁƏĞİÖŞÜÇ", "a-zа-яёəğıöşüç"
_SENTENCE_END = re.compile(
    rf"[.!?…](?<!\b\d\.)(?<!\b\d\d\.)(?<!\b[{_UPPER}]\.)(?<!\b[{_UPPER}][{_LOWER}]\.)(?<!\b[{_UPPER}][{_LOWER}][{_LOWER}]\.)"
    r"[»”\")]?\s+(?=[^\W\d_a-zа-яəğıöşüç](?!(?<=[VXХ])[IVXХІ]*(?!\w)|(?<=[IІ])[IVXХІ]+(?!\w))|[«“\"(\[])"
    rf"|[.!?](?:(?<=[{_LOWER}]{{6}}[.!?])|(?<=\d{{4}}[.!?]))\s+(?=(?:1[89]|20)\d\d(?!\d))|(?<![^\W\d_]-)\n+"  # a year opens a sentence, but not after "Sept."
)
_NUMBER = re.compile(r"(\d{1,3})\.?\s+")
_ROWS = 3  # that make a run of numbered ones
_HOLE = "¤"  # what stands for a citation: no word, no digit, no space


def blank(text: str, masks: Iterable[Span]) -> str:
    """The text with citations blanked, of the same length.

    >>> blank("1994 [6, 16 may 1997].", ())
    '1994 ¤               .'
    """
    spans = sorted({*((span.start, span.stop) for span in masks), *find_citations(text)})
    pieces, at = [], 0
    for start, stop in spans:
        if stop <= at:
            continue
        start = max(start, at)
        pieces += [text[at:start], _HOLE if stop > start else "", " " * (stop - start - 1)]
        at = stop
    return "".join([*pieces, text[at:]])


def cut(text: str, language: str) -> list[tuple[int, int, str]]:
    """A text as passages, sentence by sentence (roughly: only tense and datelines depend on it)."""
    edges = [0, *(match.end() for match in _SENTENCE_END.finditer(text)), len(text)]
    return [(start, stop, language) for start, stop in zip(edges, edges[1:], strict=False) if stop > start]


def row_numbers(text: str, rows: Sequence[tuple[int, int]]) -> list[Span]:
    """The numbers of the rows of a table that are counted one by one, where one of them stands before a date: "4 12.08.2008", "5 May 2009" is no fifth of May.

    >>> row_numbers("3 1.03.2007 A\\n4 12.08.2008 B\\n5 May 2009 C\\n", [(0, 13), (14, 28), (29, 41)])
    [Span(start=0, stop=1), Span(start=14, stop=15), Span(start=29, stop=30)]
    """
    opened = [(match, text[match.end() : match.end() + 1].isdigit()) for start, stop in rows if (match := _NUMBER.match(text, start, stop))]
    edges = [0, *(at for at, (one, two) in enumerate(pairwise(opened), 1) if int(two[0][1]) != int(one[0][1]) + 1), len(opened)]
    runs = [opened[low:high] for low, high in pairwise(edges)]
    return [Span(match.start(1), match.end(1)) for run in runs if len(run) >= _ROWS and any(dated for _, dated in run) for match, _ in run]


def opens_line(text: str, start: int) -> bool:
    """True at the head of a line, where the entries of a chronicle stand, behind the mark of a list too.

    >>> opens_line("1996\\n• 5 May. Landed. On 7 May he left", 7), opens_line("1996\\n5 May. Landed. On 7 May he left", 20)
    (True, False)
    """
    return not text[text.rfind("\n", 0, start) + 1 : start].strip(" \t•–—-►*")


def key_of(passage: str) -> str:
    """A passage as its words are looked up; its length may differ."""
    return passage.replace("İ", "i").replace("I", "i").replace("\u00ad", "").lower().replace("ё", "е")
