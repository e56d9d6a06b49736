"""Numbers of visits that the text goes on to tell one by one: "came twice. He was there in May 2004, and again in 2009"."""

from __future__ import annotations

from pipeline.dates import compatible
from pipeline.records.told.drafts import VisitDraft

NEAR = 3  # sentences in which the visits of a number are told


def without_totals_told(drafts: list[VisitDraft]) -> list[VisitDraft]:
    """The drafts without the numbers of visits of which each is told with its date right behind them."""
    return [draft for draft in drafts if draft.count == 1 or draft.count not in (len(_told_behind(draft, drafts)), _in_rows(draft, drafts))]


def _in_rows(total: VisitDraft, drafts: list[VisitDraft]) -> int:
    """How many visits the rows of a table tell that stand before an undated number of them, by people of one country and office to another country."""
    if total.visitor_name or total.date:
        return 0
    rows = [one for one in drafts if one.rules == ("table-row",) and one.visitor_country == total.visitor_country and one.host_country == total.host_country and one.status == total.status]
    return len([one for one in rows if one.scenes[0] < total.scenes[0] and total.visitor_office in (None, one.visitor_office)])


def _told_behind(total: VisitDraft, drafts: list[VisitDraft]) -> list[str]:
    """The dates of the visits told behind a number of them, by the same visitor to the same country."""
    dates: list[str] = []
    for one in drafts:
        same = one.count == 1 and one.visitor_name and (one.visitor_name, one.host_country, one.status) == (total.visitor_name, total.host_country, total.status)
        if same and one.date and 0 <= one.scenes[0] - total.scenes[0] <= NEAR and not any(compatible(one.date, date) for date in dates):
            dates.append(one.date)
    return dates
