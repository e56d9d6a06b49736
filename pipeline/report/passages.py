"""An article cut at the borders of its evidence, so that each stretch knows the records it tells."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

_LINE_ENDS = re.compile(r"\n+")


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in a text that tells a record: half-open offsets, and the key of the record (such as ``V3``)."""

    start: int
    stop: int
    key: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of text, the keys of the records it tells, and those whose evidence ends with it."""

    text: str
    keys: tuple[str, ...]
    ending: tuple[str, ...]


def cut(text: str, marks: list[Mark]) -> list[Passage]:
    """The text in passages, in order and without a gap; evidence may overlap.

    >>> [(p.text, p.keys, p.ending) for p in cut("abcd", [Mark(0, 3, "V1"), Mark(2, 3, "A1")])]
    [('ab', ('V1',), ()), ('c', ('V1', 'A1'), ('V1', 'A1')), ('d', (), ())]
    """
    borders = sorted({0, len(text), *(min(place, len(text)) for mark in marks for place in (mark.start, mark.stop))})
    starting: dict[int, list[Mark]] = {}
    for mark in marks:
        starting.setdefault(mark.start, []).append(mark)
    covering: list[Mark] = []
    passages = []
    for start, stop in pairwise(borders):
        covering = [mark for mark in covering if mark.stop > start] + starting.get(start, [])
        ending = [mark.key for mark in covering if min(mark.stop, len(text)) == stop]
        passages.append(Passage(text[start:stop], tuple(dict.fromkeys(mark.key for mark in covering)), tuple(dict.fromkeys(ending))))
    return passages


def has_loose_lines(text: str) -> bool:
    """Whether every line is followed by an empty one though the lines were broken by hand, as many programs leave the text of a PDF.

    >>> has_loose_lines("The president came to the\\n\\ncapital and signed a treaty\\n\\nof friendship."), has_loose_lines("One line.\\nAnother.")
    (True, False)
    """
    runs = [len(match[0]) for match in _LINE_ENDS.finditer(text.strip())]
    lines = [line for line in text.split("\n") if line.strip()]
    unfinished = sum(line.rstrip()[-1].isalnum() or line.rstrip()[-1] in ",-" for line in lines)
    return bool(runs) and sum(run == 1 for run in runs) * 10 <= len(runs) and unfinished * 3 >= len(lines)
