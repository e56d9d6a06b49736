"""``summary.txt``: what a run did, for a person."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pipeline.batch.inputs import told_left_out
from pipeline.batch.journal import duration
from pipeline.storage.ledger import Changes, Ledger

SLOWEST = 5
SHOWN = 20  # names of removed inputs


@dataclass(frozen=True, slots=True)
class Work:
    """What this call did: documents worked on, the seconds it took, rejects tried again, files left out by their suffix."""

    documents: int
    seconds: float
    retried: int = 0
    left_out: dict[str, int] = field(default_factory=dict)


def write_summary(ledger: Ledger, counts: dict[str, int], changes: Changes, work: Work) -> str:
    """The text of the summary."""
    return "\n".join([*_counts(counts), "", *_inputs(changes, work), *_rejects(ledger), *_slowest(ledger, work)]) + "\n"


def _counts(counts: dict[str, int]) -> Iterator[str]:
    yield f"{counts['visits']} visits and {counts['agreements']} agreements in {counts['documents']} articles"
    yield f"  read in full      {counts['done']:>8}"
    yield f"  read in part      {counts['partial']:>8}"
    yield f"  rejected          {counts['rejected']:>8}"


def _inputs(changes: Changes, work: Work) -> Iterator[str]:
    rate = f", {work.documents / work.seconds:.1f} a second" if work.seconds and work.documents else ""
    yield f"This call: {work.documents} articles read in {duration(work.seconds)}{rate}"
    yield f"  new {changes.new}, changed {changes.changed}, known from before {changes.kept}, tried again {work.retried}, gone {len(changes.gone)}"
    if work.left_out:
        yield f"  {told_left_out(work.left_out)}"
    for name in changes.gone[:SHOWN]:
        yield f"  gone: {name}"
    if len(changes.gone) > SHOWN:
        yield f"  and {len(changes.gone) - SHOWN} more: see log.jsonl"


def _rejects(ledger: Ledger) -> Iterator[str]:
    codes = ledger.codes()
    if codes:
        yield from ("", "Rejected, by reason (each with message and remedy in rejects.jsonl; --retry CODE tries them again)")
        yield from (f"  {code:<18}{count:>8}   for example {example}" for code, count, example in codes)


def _slowest(ledger: Ledger, work: Work) -> Iterator[str]:
    slow: list[Any] = ledger.slowest(SLOWEST) if work.documents > 1 else []
    if slow:
        yield from ("", "Slowest")
        yield from (f"  {seconds:>8.2f} s  {doc_id}" for doc_id, seconds in slow)
