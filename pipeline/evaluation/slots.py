"""Slot scores in the manner of CEAF: how many filled fields are right when records are aligned for nothing but that.

Here two records of one kind may be aligned whatever their hosts, visitors, parties or dates are; the alignment is the one with the most right
fields. It answers another question than the score of the contract: how much of the information is there, even where an event as a whole is not.
"""

from __future__ import annotations

from pipeline.evaluation.assignment import best_pairs
from pipeline.evaluation.comparison import FIELDS, KINDS, Record, is_filled, same_value
from pipeline.evaluation.pairing import Pairing
from pipeline.evaluation.scoring import Counts, Scores

LINKS = frozenset({"during_visit"})  # names another record, so it is no value of its own


def slot_counts(scores: Scores) -> dict[str, Counts]:
    """The filled fields of each kind: in the gold, found, and right. What was paired with optional gold counts nowhere.

    >>> from pipeline.evaluation.scoring import score
    >>> slot_counts(score({"a": []}, {}))["visit"]
    Counts(gold=0, found=0, right=0)
    """
    return {kind: sum((_counts(pairing) for pairing in scores.pairings if pairing.kind == kind), Counts()) for kind in KINDS}


def _counts(pairing: Pairing) -> Counts:
    gold = [*(pair.gold for pair in pairing.pairs), *pairing.missed]
    found = [*(pair.found for pair in pairing.pairs), *pairing.false]
    agreeing = {(i, j): _agreeing(g, f) for i, g in enumerate(gold) for j, f in enumerate(found)}
    right = sum(agreeing[pair] for pair in best_pairs({pair: number for pair, number in agreeing.items() if number}))
    return Counts(sum(map(_filled, gold)), sum(map(_filled, found)), right)


def _slots(record: Record) -> list[str]:
    return [field for field in FIELDS[record["kind"]] if field not in LINKS and is_filled(record[field])]


def _filled(record: Record) -> int:
    return len(_slots(record))


def _agreeing(gold: Record, found: Record) -> int:
    return sum(is_filled(found[field]) and same_value(field, gold[field], found[field]) for field in _slots(gold))
