"""Passages to learn from: a text with the ends of its sentences and, where they are known, its names."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import ConfigError

LABELS = ("PER", "ORG", "GPE")
_MARK = re.compile(r"\[(PER|ORG|GPE) ([^\[\]]+)\]")


@dataclass(frozen=True, slots=True)
class Passage:
    """A text, the spans of its sentences and of its names with their labels; ``names`` is None where nobody marked them, ``sentences`` empty likewise."""

    text: str
    sentences: tuple[tuple[int, int], ...]
    names: tuple[tuple[int, int, str], ...] | None


def parse_marks(line: str) -> Passage:
    """A sentence with inline marks.

    >>> parse_marks("[PER Əli] [GPE Bakıya] gəldi [3].")
    Passage(text='Əli Bakıya gəldi [3].', sentences=((0, 21),), names=((0, 3, 'PER'), (4, 10, 'GPE')))
    """
    pieces: list[str] = []
    names: list[tuple[int, int, str]] = []
    at = length = 0
    for match in _MARK.finditer(line):
        before = line[at : match.start()]
        start = length + len(before)
        pieces += [before, match[2]]
        length = start + len(match[2])
        names.append((start, length, match[1]))
        at = match.end()
    text = "".join([*pieces, line[at:]])
    return Passage(text, ((0, len(text)),), tuple(names))


def read_marked(path: Path) -> list[Passage]:
    """The sentences of a file with inline marks. ConfigError where it is missing or a mark is not closed."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError("training-data", f"{path}: cannot be read: {error}", "give the folder of the marked sentences, one file a language") from error
    found = [parse_marks(line) for line in lines if line.strip()]
    for number, passage in enumerate(found, 1):
        if any(f"[{label} " in passage.text for label in LABELS):
            raise ConfigError("training-data", f"{path}, sentence {number}: a mark is not closed", "write [PER Name], [ORG Name] or [GPE Name]")
    return found


def join(passages: Sequence[Passage]) -> Passage:
    """One passage of several, a blank between them. Names are kept if all have them.

    >>> join([parse_marks("[PER Əli] gəldi."), parse_marks("O getdi.")])
    Passage(text='Əli gəldi. O getdi.', sentences=((0, 10), (11, 19)), names=((0, 3, 'PER'),))
    """
    text, sentences, names = "", [], []
    for passage in passages:
        shift = len(text) + bool(text)
        text = f"{text} {passage.text}" if text else passage.text
        sentences += [(start + shift, stop + shift) for start, stop in passage.sentences]
        names += [(start + shift, stop + shift, label) for start, stop, label in passage.names or ()]
    return Passage(text, tuple(sentences), tuple(names) if all(each.names is not None for each in passages) else None)


def paragraphs(passages: Iterable[Passage], seed: int, longest: int = 5) -> list[Passage]:
    """The passages in their order, joined to paragraphs of one to ``longest``; the same seed gives the same ones."""
    draw, waiting, found = random.Random(seed), list(passages), []
    while waiting:
        size = draw.randint(1, longest)
        found.append(join(waiting[:size]))
        waiting = waiting[size:]
    return found
