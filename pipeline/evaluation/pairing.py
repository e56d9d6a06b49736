"""Which found record is which gold record: one to one, the sum of similarities as large as possible.

The similarity of two records that may be the same event is the number of fields in which they agree, on top of a base as large as the number
of fields: a pair that agrees in hardly anything is worth half of a perfect one, so that two such pairs are preferred to one good pair. Where two
assignments have the same sum, the one with more strict pairs is taken, then the one with more right values field by field: so the scores do not
depend on the order of the records. Last comes whether the two are told by the same sentence, which changes no score, but shows errors as they are.

Gold marked as optional is paired last, with what is left over: it never takes a partner from gold that counts, and neither the optional record
nor its partner is counted anywhere.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from pipeline.evaluation.assignment import Weights, best_pairs
from pipeline.evaluation.comparison import CORE, FIELDS, KINDS, Record, contradictions, is_filled, same_value, share_evidence


@dataclass(frozen=True, slots=True)
class Pair:
    """A gold record and the found record that was taken for it. ``wrong`` names the fields in which they differ."""

    gold: Record
    found: Record
    wrong: tuple[str, ...]

    @property
    def is_strict(self) -> bool:
        """Whether every core field is right."""
        return not set(self.wrong) & set(CORE[self.gold["kind"]])


@dataclass(frozen=True, slots=True)
class Pairing:
    """All records of one kind in one document. ``neutral`` are pairs with optional gold: they count nowhere."""

    doc_id: str
    kind: str
    pairs: tuple[Pair, ...]
    missed: tuple[Record, ...]
    false: tuple[Record, ...]
    neutral: tuple[Pair, ...] = ()


def pair_document(doc_id: str, gold: list[Record], found: list[Record]) -> list[Pairing]:
    """The pairings of a document, one for each kind of record."""
    pairings: list[Pairing] = []
    names: dict[str, str] = {}
    for kind in KINDS:
        pairing = _pair(doc_id, kind, _of_kind(gold, kind), _of_kind(found, kind), names)
        names |= {p.found["record_id"]: p.gold["record_id"] for p in (*pairing.pairs, *pairing.neutral) if _has_ids(p)}
        pairings.append(pairing)
    return pairings


def _has_ids(pair: Pair) -> bool:
    return bool(pair.gold.get("record_id") and pair.found.get("record_id"))


def _of_kind(records: list[Record], kind: str) -> list[Record]:
    """The records of a kind in an order that depends on nothing but their content."""
    return sorted((record for record in records if record["kind"] == kind), key=lambda record: json.dumps(record, sort_keys=True))


def _pair(doc_id: str, kind: str, gold: list[Record], found: list[Record], names: dict[str, str]) -> Pairing:
    counted = [record for record in gold if not record.get("optional")]
    optional = [record for record in gold if record.get("optional")]
    pairs, missed, rest = _assign(counted, found, names)
    neutral, _, false = _assign(optional, rest, names)
    return Pairing(doc_id, kind, tuple(pairs), tuple(missed), tuple(false), tuple(neutral))


def _assign(gold: list[Record], found: list[Record], names: dict[str, str]) -> tuple[list[Pair], list[Record], list[Record]]:
    pairs = {
        (i, j): Pair(g, f, wrong_fields(g, f, names)) for i, g in enumerate(gold) for j, f in enumerate(found) if not contradictions(g, f)
    }
    base = min(len(gold), len(found)) + 1
    chosen = best_pairs(_weights(pairs, base))
    rows, columns = {row for row, _ in chosen}, {column for _, column in chosen}
    missed = [record for i, record in enumerate(gold) if i not in rows]
    false = [record for j, record in enumerate(found) if j not in columns]
    return [pairs[place] for place in chosen], missed, false


def wrong_fields(gold: Record, found: Record, names: dict[str, str]) -> tuple[str, ...]:
    """The fields in which two records differ. ``names`` leads from ids of found visits to the gold visits that they were paired with."""
    during = found.get("during_visit")
    seen = {**found, "during_visit": names.get(during, "unpaired") if during else None}
    return tuple(field for field in FIELDS[gold["kind"]] if not same_value(field, gold[field], seen[field]))


def _weights(pairs: dict[tuple[int, int], Pair], base: int) -> Weights:
    """Similarity first, then strictness, then each field: digits of one whole number, in a base that no sum of digits can overflow."""
    return {place: _weight(pair, base) for place, pair in pairs.items()}


def _weight(pair: Pair, base: int) -> int:
    fields = FIELDS[pair.gold["kind"]]
    weight = 2 * len(fields) - len(pair.wrong)
    for digit in (pair.is_strict, *(is_right(pair, field) for field in fields), share_evidence(pair.gold, pair.found)):
        weight = weight * base + digit
    return weight


def is_right(pair: Pair, field: str) -> bool:
    """Whether a field of a pair agrees and says something on at least one side."""
    return field not in pair.wrong and (is_filled(pair.gold[field]) or is_filled(pair.found[field]))
