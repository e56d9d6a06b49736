"""What the languages say about the layout of a page: labels of sections, dates that open a row, words that cannot end a line."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from pipeline.documents.lines import Line
from pipeline.errors import LanguageDataError
from pipeline.languages import codes, load, require
from pipeline.text import fold
from pipeline.values import BLOCK_KINDS

_NEAR = 8  # lines within which two rows of one table begin: a row wraps over five lines at most, a heading may come between
_LONGEST_LABEL = 60


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
    return any(pattern.search(folded) for pattern in _imprints())


@dataclass(frozen=True, slots=True)
class DateCell:
    """A shape of date that opens a row."""

    id: str
    pattern: re.Pattern[str]


@lru_cache(maxsize=1)
def date_cells() -> tuple[DateCell, ...]:
    """The date cells of all languages."""
    found = []
    for code in codes():
        data = load(code).read("segmentation")
        month = rf"(?:{'|'.join(sorted(data['months'], key=lambda word: (-len(word), word)))})\w{{0,5}}"
        for entry in data["date_cells"]:
            require(entry, ("id", "match", "yes", "no"), (), f"{code}/segmentation.yaml: date_cells: {entry.get('id')}")
            found.append(DateCell(f"{code}-{entry['id']}", re.compile(entry["match"].replace("{month}", month))))
    return tuple(found)


def opening_date(text: str) -> str | None:
    """The id of the date cell a line opens with.

    >>> opening_date("1997-ci il 10 iyun Nazir səfər etmişdir"), opening_date("Nazir səfər etmişdir")
    ('az-year-day-month', None)
    """
    found = opening_date_cell(text)
    return found[0] if found else None


def opening_date_cell(text: str) -> tuple[str, int] | None:
    """The id of the date cell a line opens with, and where it ends."""
    if not (text[:1].isdigit() or text[:1].isupper()):
        return None
    folded = fold(text[:60])
    for cell in date_cells():
        match = cell.pattern.match(folded)
        if match:
            return cell.id, match.end()
    return None


def row_starts(lines: Sequence[Line], full: Sequence[bool]) -> frozenset[int]:
    """The lines that open a row of a table or a chronicle: two and more near one another begin with a date.

    A date that only happens to open a line of broken prose stands behind a full line.
    """
    dated = {index: cell for index, line in enumerate(lines) if (cell := opening_date(line.text))}
    sure = [index for index in dated if index == 0 or not full[index - 1]]
    known = sorted({index for pair in pairwise(sure) if pair[1] - pair[0] <= _NEAR for index in pair})
    places = sorted(dated)
    return frozenset(known) | {
        index for index in places if _is_among_rows(dated, places, index) and _near(known, index) and _is_free(lines, index)
    }


def _near(numbers: Sequence[int], number: int) -> list[int]:
    place = bisect_left(numbers, number)
    return [other for other in numbers[max(0, place - 2) : place + 3] if other != number and abs(other - number) <= _NEAR]


def _is_among_rows(dated: dict[int, str], places: Sequence[int], index: int) -> bool:
    """Two more lines nearby open with a date of the same form: by chance that hardly happens in prose."""
    return sum(dated[other] == dated[index] for other in _near(places, index)) >= 2


def _is_free(lines: Sequence[Line], index: int) -> bool:
    before = lines[index - 1].text if index else "."
    return before[-1] not in ",-–" and fold(before[-30:]).split()[-1] not in small_words()


@lru_cache(maxsize=1)
def small_words() -> frozenset[str]:
    """Words that cannot end a line of their own: the languages' conjunctions, prepositions and articles."""
    return frozenset(word for code in codes() for word in load(code).read("language")["open_words"])
