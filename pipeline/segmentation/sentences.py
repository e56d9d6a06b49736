"""The sentences of a stretch of text, without white space around them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.segmentation.citations import is_bracket_citation
from pipeline.segmentation.ends import END, Cut, joins
from pipeline.segmentation.lexicon import Lexicon
from pipeline.text import trim

_CITED = re.compile(r"\s?\[([^\[\]\n]{1,240})\][.,]?")


def find_sentences(text: str, start: int, stop: int, words: Lexicon) -> Iterator[tuple[int, int]]:
    """The spans of the sentences in ``text[start:stop]``, without white space around them.

    >>> from pipeline.segmentation.lexicon import lexicon
    >>> text = "Bax s. 112. H. Əliyev gəldi [3]. Görüş oldu."
    >>> [text[first:last] for first, last in find_sentences(text, 0, len(text), lexicon("az"))]
    ['Bax s. 112.', 'H. Əliyev gəldi [3].', 'Görüş oldu.']
    """
    begin, first = start, True
    for match in END.finditer(text, start, stop):
        if match.start() < begin:
            continue
        end = _with_citations(text, match.end(), stop)
        follows = end
        while follows < stop and text[follows].isspace():
            follows += 1
        if follows >= stop:
            break
        cut = Cut(text, begin, match.start(), end, follows, stop, words, first)
        if not joins(cut):
            yield trim(text, begin, end)
            begin, first = follows, False
    if begin < stop:
        left, right = trim(text, begin, stop)
        if left < right:
            yield left, right


def _with_citations(text: str, end: int, stop: int) -> int:
    """Citations behind the stop sign belong to the sentence they follow."""
    while (match := _CITED.match(text, end, stop)) and is_bracket_citation(match[1]):
        end = match.end()
    return end
