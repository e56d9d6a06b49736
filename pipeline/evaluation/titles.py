"""When two titles of documents agree: the words they share, words for the kind of document left aside."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from pipeline.languages import codes, load, require
from pipeline.text import fold, plain

OVERLAP = 0.6  # of the contract: the share of words that two titles must have in common
_WORD = re.compile(r"[^\W_]+")


@lru_cache(maxsize=1)
def kind_words() -> re.Pattern[str]:
    """The words for a kind of document in every language there is, as one pattern for whole words of a folded title."""
    patterns = []
    for code in codes():
        for entry in load(code).read("scoring")["kind_words"]:
            require(entry, ("id", "match", "yes", "no"), (), f"{code}/scoring.yaml: {entry.get('id')}")
            patterns.append(entry["match"])
    return re.compile(rf"(?:{'|'.join(patterns)})\Z")


@lru_cache(maxsize=8192)
def title_words(title: str | None) -> frozenset[str]:
    """The words of a title without case, accents and words for the kind of document; none for a title that is null.

    >>> sorted(title_words("Əbədi dostluq haqqında Müqavilə"))
    ['dostluq', 'haqqinda', 'əbədi']
    """
    folded = _WORD.findall(fold(plain(title or "")))
    return frozenset(_bare(word) for word in folded if not kind_words().match(word))


def _bare(word: str) -> str:
    """A word without the marks on its letters; dotless ı counts as i."""
    letters = unicodedata.normalize("NFD", word.replace("ı", "i"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def overlap(one: str | None, other: str | None) -> float:
    """The share of words in common: those of both titles over those of either (Jaccard). Two titles without a word of their own are one.

    >>> overlap("on tourism", "agreement on tourism"), overlap("on tourism", "on trade"), overlap(None, "Protocol")
    (1.0, 0.3333333333333333, 1.0)
    """
    words, others = title_words(one), title_words(other)
    return len(words & others) / len(words | others) if words or others else 1.0


def titles_agree(one: str | None, other: str | None) -> bool:
    """Whether two titles name one document."""
    return overlap(one, other) >= OVERLAP
