"""The words of a sentence between its names, places and dates, and the group that stands before a verb."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.predicates.groups import REACH
from pipeline.predicates.lexicon import Lexicon

_WORD = re.compile(r"[^\W_¹²³⁰-⁹]+(?:[-'][^\W_¹²³⁰-⁹]+)*")  # the number of a footnote belongs to no word
INVERTED = ("have", "had", "be", "would", "future", "do")  # flags of auxiliaries that may stand before the subject

MODAL = ("due", "meant", "wish", "negated", "unreal")  # flags of words that govern an infinitive
BARE = ("future", "would", "possible")  # flags of auxiliaries that govern a verb without "to"


@dataclass(frozen=True, slots=True)
class Word:
    start: int
    stop: int
    text: str


def find_words(folded: str, offset: int, skips: Sequence[tuple[int, int]]) -> list[Word]:
    starts = [start for start, _ in skips]
    found = []
    for match in _WORD.finditer(folded):
        start = match.start() + offset
        at = bisect_right(starts, start) - 1
        if at < 0 or start >= skips[at][1]:
            found.append(Word(start, match.end() + offset, match[0]))
    return found


def group_of(words: Lexicon, tokens: list[Word], low: int, high: int, folded: str, offset: int) -> tuple[int, tuple[str, ...]]:
    """Where the group of a verb begins, and the flags of its other words in the order of the text."""
    flags: list[str] = []
    first = at = low
    while at > 0 and low - at < REACH and (touch(tokens[at - 1], tokens[at], folded, offset) or over_date(words, tokens, at - 1, folded, offset) is not None):
        at -= 1
        over = over_name(tokens[at], tokens[at + 1], folded, offset)
        if over and words.left.get(tokens[at].text) not in INVERTED:
            if (modal := over_date(words, tokens, at, folded, offset)) is not None:
                flags[:0] = [words.left[tokens[modal].text]]
                first = modal if flags[0] in (*BARE, "be") else first
            break
        if flag := words.left.get(tokens[at].text):
            flags[:0] = ["unreal", flag] if over and flag == "had" and opens_clause(tokens[at], folded, offset) else [flag]
            first = at
        elif not words.passing.fullmatch(tokens[at].text):
            break
    if (
        high + 1 < len(tokens)
        and (flag := words.right.get(tokens[high + 1].text))
        and touch(tokens[high], tokens[high + 1], folded, offset)
    ):
        flags.append(flag)
    return first, tuple(flags)


def opens_clause(word: Word, folded: str, offset: int) -> bool:
    """True for the first word of a sentence or behind a sign: "Had the minister come, ..."."""
    return not re.search(r"[\w'’]\s*\Z", folded[max(0, word.start - offset - 3) : word.start - offset])


def touch(left: Word, right: Word, folded: str, offset: int) -> bool:
    """True where no sign of punctuation stands between two words."""
    return not re.search(r"[^\w\s'-]", folded[left.stop - offset : right.start - offset])


def over_date(words: Lexicon, tokens: list[Word], at: int, folded: str, offset: int) -> int | None:
    """The modal word before a date behind which its infinitive stands: "agreed | on 3 May | to sign", "will | on Monday | visit"."""
    if re.search(r"[^\w\s',-]", folded[tokens[at].stop - offset : tokens[at + 1].start - offset]):
        return None
    modal = at - 1 if tokens[at].text in words.over_dates and at > 0 and touch(tokens[at - 1], tokens[at], folded, offset) else at
    flag = words.left.get(tokens[modal].text)
    if flag in BARE:
        return modal
    dated = re.search(r"\d", folded[tokens[at].stop - offset : tokens[at + 1].start - offset])
    return modal if dated and words.left.get(tokens[at + 1].text) == "to" and flag in (*MODAL, "be") else None


def over_name(left: Word, right: Word, folded: str, offset: int) -> bool:
    """True where a name stands between two words: only an auxiliary reaches over it ("had the minister come")."""
    return re.search(r"\w", folded[left.stop - offset : right.start - offset]) is not None
