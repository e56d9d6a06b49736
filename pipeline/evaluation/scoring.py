"""Gold and records to scores: detection, strict, and each field; counts are added, ratios are taken last."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from pipeline.evaluation.comparison import FIELDS, KINDS, Record, is_filled
from pipeline.evaluation.pairing import Pair, Pairing, is_right, pair_document

Documents = dict[str, list[Record]]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many there are in the gold, how many were found, and how many of these are right.

    >>> Counts(4, 5, 3) + Counts(1, 0, 0)
    Counts(gold=5, found=5, right=3)
    """

    gold: int = 0
    found: int = 0
    right: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.gold + other.gold, self.found + other.found, self.right + other.right)

    @property
    def precision(self) -> float | None:
        """Right among found; None where there was nothing to find and nothing was found."""
        return self._ratio(self.right, self.found)

    @property
    def recall(self) -> float | None:
        """Found among gold; None as for precision."""
        return self._ratio(self.right, self.gold)

    @property
    def f1(self) -> float | None:
        """The harmonic mean of precision and recall; None as for precision.

        >>> Counts(4, 6, 4).f1, Counts(0, 0, 0).f1, Counts(0, 2, 0).f1
        (0.8, None, 0.0)
        """
        return self._ratio(2 * self.right, self.gold + self.found)

    def _ratio(self, part: int, whole: int) -> float | None:
        if not self.gold and not self.found:
            return None
        return part / whole if whole else 0.0


@dataclass(frozen=True, slots=True)
class Cell:
    """The counts of one measure (``detection``, ``strict`` or a field) for one kind and language in one document."""

    doc_id: str
    kind: str
    language: str
    genre: str
    measure: str
    counts: Counts


@dataclass(frozen=True, slots=True)
class Scores:
    """The cells of all scored documents, to be added up along any axis, and the pairings behind them."""

    doc_ids: tuple[str, ...]
    cells: tuple[Cell, ...]
    pairings: tuple[Pairing, ...]

    def total(self, measure: str = "detection", where: Callable[[Cell], bool] = lambda cell: True) -> Counts:
        """The sum of the counts of a measure over the cells that are wanted."""
        return sum((cell.counts for cell in self.cells if cell.measure == measure and where(cell)), Counts())


def score(gold: Documents, found: Documents, genres: dict[str, str] | None = None) -> Scores:
    """Score the found records of every document that has gold; a document without found records has none. Others are left out.

    >>> score({"a": []}, {}).total().f1 is None
    True
    """
    doc_ids = tuple(sorted(gold))
    pairings = [pairing for doc_id in doc_ids for pairing in pair_document(doc_id, gold[doc_id], found.get(doc_id, []))]
    cells = [cell for pairing in pairings for cell in _cells(pairing, (genres or {}).get(pairing.doc_id, "unknown"))]
    return Scores(doc_ids, tuple(cells), tuple(pairings))


def first_language(record: Record) -> str:
    """The language of the earliest evidence of a record.

    >>> first_language({"evidence": [{"start": 90, "end": 95, "language": "en"}, {"start": 3, "end": 9, "language": "az"}]})
    'az'
    """
    return str(min(record["evidence"], key=lambda item: (item["start"], item["end"]))["language"])


def _cells(pairing: Pairing, genre: str) -> Iterator[Cell]:
    """A pair belongs to the language of its gold record, an unpaired record to its own."""
    tallies: dict[tuple[str, str], Counts] = {}
    for language, measure, counts in _tally(pairing):
        key = language, measure
        tallies[key] = tallies.get(key, Counts()) + counts
    for (language, measure), counts in sorted(tallies.items(), key=lambda item: item[0]):
        yield Cell(pairing.doc_id, pairing.kind, language, genre, measure, counts)


def _tally(pairing: Pairing) -> Iterator[tuple[str, str, Counts]]:
    for pair in pairing.pairs:
        language = first_language(pair.gold)
        yield language, "detection", Counts(1, 1, 1)
        yield language, "strict", Counts(1, 1, int(pair.is_strict))
        yield from ((language, field, _field_counts(pair, field)) for field in FIELDS[pairing.kind])
    yield from _unpaired(pairing.kind, pairing.missed, Counts(1, 0, 0))
    yield from _unpaired(pairing.kind, pairing.false, Counts(0, 1, 0))


def _unpaired(kind: str, records: Iterable[Record], one: Counts) -> Iterator[tuple[str, str, Counts]]:
    for record in records:
        filled = [field for field in FIELDS[kind] if is_filled(record[field])]
        yield from ((first_language(record), measure, one) for measure in ("detection", "strict", *filled))


def _field_counts(pair: Pair, field: str) -> Counts:
    """What counts as right counts on both sides (an unknown date equals one without a year); what differs counts where it says something."""
    if is_right(pair, field):
        return Counts(1, 1, 1)
    if field not in pair.wrong:
        return Counts()
    return Counts(int(is_filled(pair.gold[field])), int(is_filled(pair.found[field])), 0)


def measures(kind: str | None = None) -> tuple[str, ...]:
    """``detection``, ``strict`` and the fields of a kind, or of both kinds."""
    fields = FIELDS[kind] if kind else tuple(dict.fromkeys(field for name in KINDS for field in FIELDS[name]))
    return ("detection", "strict", *fields)
