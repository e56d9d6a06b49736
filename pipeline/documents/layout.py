"""What the languages say about the layout of a page: labels of sections, imprints, words that cannot end a line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from pipeline.errors import LanguageDataError
from pipeline.languages import codes, load, require
from pipeline.text import fold
from pipeline.values import BLOCK_KINDS

_LONGEST_LABEL = 60
_INNER_KINDS = ("abstract", "keywords")
_LONGEST_IMPRINT = 150


@dataclass(frozen=True, slots=True)
class Label:
    """A word that opens a section: its kind, the pattern that finds it, the language it is written in."""

    kind: str
    pattern: re.Pattern[str]
    language: str


@lru_cache(maxsize=1)
def labels() -> tuple[Label, ...]:
    """The labels of all languages."""
    found = []
    for code in codes():
        for entry in load(code).read("segmentation")["labels"]:
            where = f"{code}/segmentation.yaml: labels: {entry.get('match')}"
            require(entry, ("kind", "match", "yes", "no"), (), where)
            if entry["kind"] not in BLOCK_KINDS:
                raise LanguageDataError("entry-value", f"{where}: no kind {entry['kind']!r}", f"known: {', '.join(BLOCK_KINDS)}")
            found.append(Label(entry["kind"], re.compile(rf"(?:{entry['match']})(?=\s?(?P<mark>[.:]|[–—-]\s)|$)\s?[.:–—-]*\s*"), code))
    return tuple(found)


def _label_patterns() -> list[tuple[str, str]]:
    return [(entry["kind"], entry["match"]) for code in codes() for entry in load(code).read("segmentation")["labels"]]


@lru_cache(maxsize=4096)
def _label(start: str) -> tuple[Label, int] | None:
    folded = fold(start).strip()
    for label in labels():
        match = label.pattern.match(folded)
        if match:
            return label, match.end()
    return None


def find_label(text: str) -> tuple[Label, int] | None:
    """The label a line opens with and where its text goes on; None without one.

    >>> label, stop = find_label("Açar sözlər: səfər, saziş")
    >>> label.kind, stop
    ('keywords', 13)
    """
    return _label(text[:_LONGEST_LABEL]) if text[:1].isupper() else None


def first_labels(text: str, *, alone: bool = False) -> bool:
    """Whether a line opens with a label; with ``alone``, whether it is nothing else.

    >>> first_labels("Резюме. В статье"), first_labels("Резюме. В статье", alone=True), first_labels("References", alone=True)
    (True, False, True)
    """
    found = find_label(text)
    return found is not None and (not alone or found[1] >= len(text))


@lru_cache(maxsize=1)
def _inner_labels() -> re.Pattern[str]:
    either = "|".join(f"(?:{pattern})" for kind, pattern in _label_patterns() if kind in _INNER_KINDS)
    return re.compile(rf"[.!?…][\"”»]?\s+(?=(?:{either})\s?[.:]\s)")


def inner_labels(text: str) -> list[int]:
    """Where labels of abstracts and keywords stand inside a line, behind a sentence: several abstracts ran into one paragraph.

    >>> inner_labels("Mətn bitdi. Summary. The text. Keywords: visit")
    [12, 31]
    """
    return [match.end() for match in _inner_labels().finditer(fold(text)) if text[match.end()].isupper()]


@lru_cache(maxsize=1)
def _imprints() -> tuple[re.Pattern[str], ...]:
    found = []
    for code in codes():
        for entry in load(code).read("segmentation")["imprints"]:
            require(entry, ("match", "yes", "no"), (), f"{code}/segmentation.yaml: imprints: {entry.get('match')}")
            found.append(re.compile(entry["match"]))
    return tuple(found)


def is_imprint(text: str) -> bool:
    """Whether a line names the journal, its issue or who printed it, as the head or foot of a page does.

    >>> is_imprint("Humanitar elmlər seriyası, 2012, №4"), is_imprint("Eastern Studies, Vol. 9, No. 2 (2006)"), is_imprint("Prague, 2006")
    (True, True, False)
    """
    folded = fold(text)
    return len(text) <= _LONGEST_IMPRINT and any(pattern.search(folded) for pattern in _imprints())


@lru_cache(maxsize=1)
def small_words() -> frozenset[str]:
    """Words that cannot end a line of their own: the languages' conjunctions, prepositions and articles."""
    return frozenset(word for code in codes() for word in load(code).read("language")["open_words"])
