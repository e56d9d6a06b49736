"""Visits of which only the whole text shows that they are one: a day told ahead lies within the days of a stay."""

from __future__ import annotations

import re

from pipeline.records.joining.merging import MergedVisit, join_visits
from pipeline.records.told.drafts import VisitDraft

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")


def once_each(merged: list[MergedVisit]) -> list[MergedVisit]:
    """The visits, each once: "arrived on the 24th", "will go on to B on the 27th", "stays until the 28th"."""
    kept: list[MergedVisit] = []
    for group in merged:
        for at, known in enumerate(kept):
            if _is_part_of(group.visit, known.visit) and (joined := join_visits(known.visit, group.visit)) is not None:
                kept[at] = MergedVisit(joined, (*known.mentions, *group.mentions))
                break
        else:
            kept.append(group)
    return kept


def _is_part_of(visit: VisitDraft, known: VisitDraft) -> bool:
    """True for a visit told with a day inside the days of another one of the same person there."""
    day, (first, _, last) = visit.date or "", (known.date or "").partition("/")
    named = visit.visitor_name and known.visitor_name and "cancelled" not in (visit.status, known.status)
    return bool(named and _DAY.match(day) and _DAY.match(first) and _DAY.match(last)) and first < day <= last
