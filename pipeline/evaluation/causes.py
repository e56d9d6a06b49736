"""Why a record is missed, false or wrong: one word for each reason, from nothing but the gold and the found records of a document.

The reason that only the article can give (no trigger, no name, a sentence cut in the wrong place) is asked of ``diagnosis``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from pipeline.evaluation.comparison import Record, contradictions, share_evidence
from pipeline.evaluation.pairing import Pairing

CAUSES = (
    "date", "name", "country", "host", "party", "title", "type", "count", "status", "several", "merge", "split", "enumeration",
    "trigger", "assembly", "segmentation", "unread", "no event", "detail",
)  # fmt: skip
REASONS = {"date": "date", "visitor": "name", "host_country": "host", "parties": "party", "doc_type and title": "title"}
FIELD_CAUSES = {
    "visitor_name": "name", "visitor_country": "country", "host_country": "host", "visit_type": "type", "doc_type": "type", "title": "title",
    "parties": "party", "date": "date", "count": "count", "status": "status",
}  # fmt: skip
Diagnose = Callable[[str, Record], str]


def unknown(doc_id: str, record: Record) -> str:
    """The diagnosis where there is no article to ask."""
    return "unread"


def cause_of_miss(record: Record, pairing: Pairing, diagnose: Diagnose) -> tuple[str, Record | None]:
    """Why a gold record has no partner, and the found record that shows it.

    A record that was read from the same sentence and has no partner either differs in something: that is the cause. Where a found record would do,
    but tells another gold record, two events were taken for one (``merge``). Where the sentence gave other records only, this one was left out of
    an ``enumeration``.
    """
    near = _nearest(record, (other for other in pairing.false if share_evidence(record, other)))
    if near:
        return _named(contradictions(record, near)), near
    taken = [pair.found for pair in pairing.pairs]
    same = next((other for other in taken if not contradictions(record, other)), None)
    if same:
        return "merge", same
    beside = next((other for other in taken if share_evidence(record, other)), None)
    return ("enumeration", beside) if beside else (diagnose(pairing.doc_id, record), None)


def cause_of_false(record: Record, pairing: Pairing) -> tuple[str, Record | None]:
    """Why a found record has no partner, and the gold record that shows it.

    Where a gold record would do, but has a partner already, one event was taken for two (``split``).
    """
    near = _nearest(record, (other for other in pairing.missed if share_evidence(record, other)))
    if near:
        return _named(contradictions(near, record)), near
    taken = [pair.gold for pair in (*pairing.pairs, *pairing.neutral)]
    same = next((other for other in taken if not contradictions(other, record)), None)
    if same:
        return "split", same
    beside = _nearest(record, (other for other in taken if share_evidence(record, other)))
    return (_named(contradictions(beside, record)), beside) if beside else ("no event", None)


def causes_of_fields(names: Iterable[str]) -> tuple[str, ...]:
    """The causes behind wrong fields, each once; ``detail`` for fields outside the core.

    >>> causes_of_fields(["visitor_name", "host_place"])
    ('name', 'detail')
    """
    return tuple(dict.fromkeys(FIELD_CAUSES.get(name, "detail") for name in names))


def _nearest(record: Record, others: Iterable[Record]) -> Record | None:
    """The record that differs in the fewest points; the first of several."""
    return min(others, key=lambda other: len(contradictions(record, other)), default=None)


def _named(reasons: tuple[str, ...]) -> str:
    """The word for a list of contradictions; none at all means that an optional gold record or another pair was preferred."""
    return REASONS[reasons[0]] if len(reasons) == 1 else "several" if reasons else "split"
