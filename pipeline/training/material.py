"""What a model learns from and what it is tried on while it learns: own sentences, and public sets where they are at hand."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

from pipeline.training.passages import Passage, paragraphs, read_marked
from pipeline.training.public import hold_out, read_sets


@dataclass(frozen=True, slots=True)
class Material:
    """Passages to learn from, and others to try the model on."""

    train: tuple[Passage, ...]
    dev: tuple[Passage, ...]


def gather(own: Path, public: Path | None, language: str, seed: int, *, names: bool) -> Material:
    """The material of a language, in an order that the seed gives. Sentences that stand alone are joined to paragraphs. ``names``: with the sets that are good
    for names only."""
    sources = [read_marked(own / f"{language}.txt")]
    if public is not None:
        sources += [passages for _, passages in read_sets(public, language, "train", names=names)]
    train, dev = [], []
    for passages in sources:
        alone = all(len(each.sentences) == 1 for each in passages)
        learned, held = hold_out(_shuffled(passages, seed) if alone else passages)
        train += paragraphs(learned, seed) if alone else learned
        dev += paragraphs(held, seed) if alone else held
    return Material(tuple(_shuffled(train, seed)), tuple(_shuffled(dev, seed)))


def _shuffled(passages: list[Passage], seed: int) -> list[Passage]:
    found = list(passages)
    random.Random(seed).shuffle(found)
    return found
