"""Visits that were put off or awaited and then held, which are one."""

from __future__ import annotations

import re

from pipeline.dates import bounds
from pipeline.entities.identity import same_person
from pipeline.records.arguments.arrivals import is_next
from pipeline.records.told.drafts import VisitDraft

HELD_WITHIN = 2  # sentences behind which a visit that was put off is told to have been held
TOLD_BEFORE = 3  # sentences behind a visit in which it is told when it had been due
PUT_OFF = 100  # days from the day for which a visit was planned to that on which it was made
FORGOTTEN = 3  # years behind which a visit is another one than that called off
MADE_UP = 300  # the same, where the text tells of it wherever behind the visit called off


def was_held(visit: VisitDraft, others: list[VisitDraft]) -> bool:
    """True for a visit that was put off or awaited and then held: the record of its holding tells it. A row of a table tells its own."""
    return visit.status in ("cancelled", "planned") and "table-row" not in visit.rules and any(
        other.status == "occurred"
        and other.host_country == visit.host_country
        and same_visitor(visit, other)
        and (0 <= other.scenes[-1] - visit.scenes[0] <= HELD_WITHIN or _had_been_due(visit, other) or _is_made_up_for(visit, other))
        and (_is_later(visit.date, other.date) and not _is_forgotten(visit, other) if visit.status == "cancelled" else _is_over_before(visit.date, other.date))
        for other in others
    )


def _had_been_due(visit: VisitDraft, held: VisitDraft) -> bool:
    """True for a visit called off that is told right behind one held some weeks later: "came on Monday. The trip had been due to start on 22 October"."""
    near = visit.status == "cancelled" and any(0 <= visit.scenes[0] - scene <= TOLD_BEFORE for scene in held.scenes)
    return near and is_next(_first_day(visit), _first_day(held), PUT_OFF)


def _is_made_up_for(visit: VisitDraft, held: VisitDraft) -> bool:
    """True for a visit called off that its traveller is told, further on, to have made within the year."""
    behind = visit.status == "cancelled" and visit.visitor_name is not None and held.scenes[-1] > visit.scenes[0]
    due, made = _first_day(visit), _first_day(held)
    return behind and (is_next(due, made, MADE_UP) or due == made != "")


def _is_forgotten(visit: VisitDraft, held: VisitDraft) -> bool:
    """True for a visit called off years before the other was made: "was called off in August 1959. ... Only in 1964 did he come"."""
    due, made = _first_day(visit)[:4], _first_day(held)[:4]
    return bool(due and made) and int(made) - int(due) > FORGOTTEN


def _first_day(visit: VisitDraft) -> str:
    """The first day of a visit, empty where it is not known."""
    return (bounds(visit.date)[0] if visit.date else None) or ""


def _is_over_before(planned: str | None, held: str | None) -> bool:
    """True where the time for which a visit was planned was over when it was made."""
    last, first = bounds(planned)[1] if planned else None, bounds(held)[0] if held else None
    return bool(last and first and last < first)


def _is_later(before: str | None, after: str | None) -> bool:
    first, second = bounds(before)[0] if before else None, bounds(after)[1] if after else None
    return not first or not second or second >= first


def _in_other_script(one: str, other: str) -> bool:
    """True for two names in different scripts whose family names agree: "Petır Stoyanov" and "Пётр Стоянов", of one office in one country."""
    scripts = {re.search("[\u0400-\u04ff]", name) is not None for name in (one, other)}
    return len(scripts) == 2 and same_person(one.split()[-1], other.split()[-1])


def same_visitor(known: VisitDraft, draft: VisitDraft) -> bool:
    """True for mentions of one person; of one country and office where one of them has no name."""
    same_country = known.visitor_country is not None and known.visitor_country == draft.visitor_country
    if known.visitor_name and draft.visitor_name:
        return same_person(known.visitor_name, draft.visitor_name) or same_country and known.visitor_office == draft.visitor_office and _in_other_script(known.visitor_name, draft.visitor_name)
    return same_country and (known.visitor_office == draft.visitor_office or None in (known.visitor_office, draft.visitor_office))
