"""During which visit a document was signed: the one it is told with, else the only one between its parties in whose days it falls."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.dates import bounds
from pipeline.records.joining.merging import MergedVisit
from pipeline.records.told.drafts import AgreementDraft, VisitDraft

MONTH = 7  # characters of a month; what is dated by less falls into the days of no visit in particular


def visit_of(draft: AgreementDraft, merged: Sequence[MergedVisit]) -> MergedVisit | None:
    """The visit during which a document was signed, None where there is none or several would do."""
    for group in merged:
        if draft.visit in group.mentions and _is_between(draft, group.visit):
            return group
    then = {replace(group.visit, scenes=(), rules=()): group for group in merged if _is_then(draft, group.visit)}
    return next(iter(then.values())) if len(then) == 1 else None


def _is_between(draft: AgreementDraft, visit: VisitDraft) -> bool:
    """Whether traveller and host of a visit sign a document, as far as both are known; what an organisation signs may be signed at a visit to anybody."""
    others = {visit.visitor_country, visit.host_country, None} - {None, *draft.parties}
    return not others or any(party.startswith("org:") for party in draft.parties) or not draft.parties


def _is_then(draft: AgreementDraft, visit: VisitDraft) -> bool:
    """Whether a document is dated within the days of one visit of one of its parties to another, both made or both still to come.

    >>> draft = AgreementDraft("treaty", None, ("AZE", "TUR"), date="1994-02-09")
    >>> visit = VisitDraft(None, "head_of_state", "AZE", "TUR", None, date="1994-02-08/1994-02-12")
    >>> _is_then(draft, visit), _is_then(draft, replace(visit, date="1994")), _is_then(draft, replace(visit, host_country="IRN"))
    (True, False, False)
    """
    if visit.status == "cancelled" or visit.count != 1 or draft.status == "terminated" or (draft.status == "planned") != (visit.status == "planned"):
        return False
    if visit.visitor_country not in draft.parties or visit.host_country not in draft.parties:
        return False
    (first, last), (begin, end) = _days(draft.date), _days(visit.date)
    return first is not None and begin is not None and begin <= first and last <= end


def _days(date: str | None) -> tuple[str | None, str]:
    """The first and the last day of a date, None where it is vaguer than a month."""
    if date is None or min(map(len, date.split("/"))) < MONTH:
        return None, ""
    first, last = bounds(date)
    return (first, last) if first and last else (None, "")
