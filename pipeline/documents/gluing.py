"""Words in small letters that ran together at a lost line end."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from pipeline.documents.offsets import Edit
from pipeline.languages import codes, load
from pipeline.text import fold

_WORD = re.compile(r"[^\W\d_]{2,40}")
_SHORTEST = 6  # letters of two words together
_LEAST_RIGHT = 4  # letters of the second word; shorter ones look like endings
_SURE_RIGHT, _SURE_COUNT, _LEAST_LEFT = 5, 2, 4  # of a second word that comes again in the document, behind a first one that is not known
_SHORT_LEFT = 2  # letters of a first word that must come more than once to be believed
_AROUND = 60  # characters on either side in which a letter of the language's own must stand


@dataclass(frozen=True, slots=True)
class _Rules:
    """What a language says about its lost blanks."""

    own: frozenset[str]
    words: frozenset[str]
    never_first: frozenset[str]
    never_second: frozenset[str]
    sure_first: frozenset[str]
    suffixes: tuple[str, ...]
    endings: tuple[str, ...]


@lru_cache(maxsize=1)
def _rules() -> tuple[_Rules, ...]:
    found = []
    for code in codes():
        data = load(code).read("language")
        told = data.get("lost_blanks")
        if told:
            found.append(
                _Rules(
                    own=frozenset(data["own_letters"]),
                    words=frozenset(data["words"]),
                    never_first=frozenset(told["never_first"]) | {*data["hyphened"], *data["hyphened_before_words"]},
                    never_second=frozenset(told["never_second"]),
                    sure_first=frozenset(told["sure_first"]),
                    suffixes=tuple(told["suffixes"]),
                    endings=tuple(told["endings"]),
                )
            )
    return tuple(found)


def part_lower_words(text: str) -> Iterator[Edit]:
    """Two words that ran together in small letters ("ilsonra") get their blank back, in a language that has no prefixes: where both parts
    stand elsewhere in the document or are small words of the language, or where the second comes again and the first has a usual ending.

    Leaves alone words that stand elsewhere too, compounds, and everything outside of such a language.

    >>> text = "Nazir iki ilsonra gəldi, səfər zamanıhava haqqında, bir səfər də rəsmi. O il bu il idi, beynəlxalq xalq."
    >>> [text[edit.start - 2 : edit.start + 4] for edit in part_lower_words(text)]
    ['ilsonr', 'nıhava']
    """
    folded = fold(text)
    for rules in _rules():
        if not any(letter in folded for letter in rules.own):
            continue
        counts = Counter(_WORD.findall(folded))
        yield from _parted(folded, rules, counts)


def _parted(folded: str, rules: _Rules, counts: Mapping[str, int]) -> Iterator[Edit]:
    for match in _WORD.finditer(folded):
        word = match[0]
        if len(word) < _SHORTEST or counts[word] > 1 or word in rules.words:
            continue
        place = _seam(word, rules, counts)
        around = folded[max(0, match.start() - _AROUND) : match.end() + _AROUND] if place else ""
        if place and any(letter in around for letter in rules.own):
            yield Edit(match.start() + place, match.start() + place, " ")


def _seam(word: str, rules: _Rules, counts: Mapping[str, int]) -> int:
    """Where the second of two words begins; 0 for a word that is one."""
    for place in range(2, len(word) - _LEAST_RIGHT + 1):
        left, right = word[:place], word[place:]
        if left in rules.sure_first and not right.startswith(rules.suffixes):
            return place
        if left in rules.never_first or right in rules.never_second or not (right in rules.words or counts.get(right)):
            continue
        if left in rules.words or counts.get(left, 0) >= (1 if len(left) > _SHORT_LEFT else _SURE_COUNT):
            return place
        if len(right) >= _SURE_RIGHT and counts.get(right, 0) >= _SURE_COUNT and len(left) >= _LEAST_LEFT and left.endswith(rules.endings):
            return place
    return 0
