"""What no mention of a visit tells, and the rest of the text settles: the traveller's country, the city of the host."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.records.joining.merging import MergedAgreement, MergedVisit
from pipeline.records.joining.signed_during import visit_of
from pipeline.records.scenes.scene import Scene
from pipeline.records.told.drafts import AgreementDraft

FEW = 2  # states to which others than the one a text follows may be told to go
_OF_THE_STATE = frozenset({"head_of_government", "foreign_minister", "minister", "speaker", "deputy", "official"})  # who holds one of these in a text about a state, and is told no other, is of that state


def with_countries(merged: list[MergedVisit], sides: tuple[str, ...], about: str | None, main: Sequence[str] = (), home: str | None = None) -> list[MergedVisit]:
    """The visits, a traveller of an untold country being of the other of the two ``sides`` whose relations a text is about, or, holding an office, of the state that it is ``about``;
    one who goes to several states is of that of the ``main`` ones, the most named first, to which he never goes. In the country from which a report is sent (``home``) such a one is at home.

    >>> from pipeline.records.told.drafts import VisitDraft
    >>> draft = VisitDraft("Daniela Bobeva", "deputy", None, "AZE", "Bakı")
    >>> [group.visit.visitor_country for group in with_countries([MergedVisit(draft, (draft,))], ("AZE", "BGR"), None)]
    ['BGR']
    """
    hosts: dict[str | None, set[str | None]] = {}
    for group in (one for one in merged if one.visit.visitor_name):
        hosts.setdefault(group.visit.visitor_name, set()).add(group.visit.host_country)
    at_home = {name: next((code for code in main if code not in there), None) for name, there in hosts.items() if len(there) > FEW}
    told = [replace(group, visit=replace(group.visit, visitor_country=_country(group, sides, about, home) or at_home.get(group.visit.visitor_name))) for group in merged]
    return [group for group in told if group.visit.visitor_country is None or group.visit.visitor_country != group.visit.host_country]


def _country(group: MergedVisit, sides: tuple[str, ...], about: str | None, home: str | None) -> str | None:
    visit = group.visit
    if visit.visitor_country or not visit.visitor_name:
        return visit.visitor_country
    if visit.host_country == home:
        return home if visit.visitor_office in _OF_THE_STATE else None
    others = [code for code in sides if code != visit.host_country]
    if len(others) == 1:
        return others[0]
    return about if visit.visitor_office in _OF_THE_STATE and about != visit.host_country else None


def with_places(merged: list[MergedVisit], agreements: Sequence[MergedAgreement], scenes: Sequence[Scene]) -> list[MergedVisit]:
    """The visits, one whose place is untold being to the city of the host where a document is told to have been signed in its course."""
    signed = [(visit_of(deal.agreement, merged), deal.agreement) for deal in agreements if deal.agreement.place]
    return [_placed(group, [deal for visit, deal in signed if visit is group], scenes) for group in merged]


def _placed(group: MergedVisit, signed: Sequence[AgreementDraft], scenes: Sequence[Scene]) -> MergedVisit:
    visit = group.visit
    if visit.host_place:
        return group
    places = [place.base for deal in signed for at in deal.scenes for place in scenes[at].all_places if (place.kind, place.code, place.base) == ("city", visit.host_country, deal.place)]
    return replace(group, visit=replace(visit, host_place=places[0])) if places else group
