"""Which engine does a stage: the rules, spaCy or Stanza. All have one interface, and nothing of theirs is imported before it is needed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module

from pipeline.config import EngineSettings

__all__ = ["RULES", "Engines", "NameFinder", "Splitter", "load_engines"]

Splitter = Callable[[str, int, int, str], Iterable[tuple[int, int]]]
"""``split(text, start, stop, language)``: the spans of the sentences in a stretch of text, in order, without white space around them."""

NameFinder = Callable[[Sequence[tuple[str, str]]], Sequence[Sequence[tuple[int, int, str]]]]
"""``find(sentences)``: for each (text, language) its names as (start, stop, ``PER`` | ``ORG`` | ``GPE``), in order; they do not overlap."""


@dataclass(frozen=True, slots=True)
class Engines:
    """What does the stages that can be done in several ways; None is the rules."""

    split: Splitter | None = None
    find_names: NameFinder | None = None


RULES = Engines()


@lru_cache(maxsize=4)
def load_engines(settings: EngineSettings) -> Engines:
    """The engines that the settings choose, with their models loaded.

    >>> load_engines(EngineSettings()) == RULES
    True

    Raises ModelError where a package is not installed, or a model is missing, damaged or of another kind.
    """
    split = find = None
    if settings.sentences != "rules":
        module = import_module(f"pipeline.engines.{settings.sentences}_engine")
        split = module.load_splitter(getattr(settings, f"{settings.sentences}_models"))
    if settings.names != "rules":
        find = import_module(f"pipeline.engines.{settings.names}_engine").load_finder(getattr(settings, f"{settings.names}_models"))
    return Engines(split, find)
