"""Leaders told by their office alone who are those of the state that a text is about, though a guest with that office was named last."""

from __future__ import annotations

from pipeline.dates import compatible
from pipeline.records.scenes.scene import Scene
from pipeline.records.told.blocs import is_capital
from pipeline.records.told.discourse import Discourse
from pipeline.records.told.drafts import VisitDraft


def without_own_leaders(scene: Scene, discourse: Discourse, drafts: list[VisitDraft]) -> list[VisitDraft]:
    """The visits of a sentence without those of "the president" to a town outside the capital, on a day on which the guest who has that office was no longer there: the host tours his country."""
    return [draft for draft in drafts if not (_is_by_office(scene, draft) and _is_in_province(scene, draft) and _is_gone(discourse, draft))]


def _is_by_office(scene: Scene, draft: VisitDraft) -> bool:
    """True for one whom a sentence names by his office alone."""
    told = [a.actor.reference for a in scene.actors if a.actor and a.actor.name == draft.visitor_name]
    return draft.visitor_name is not None and "office" in told and set(told) <= {"office", "pronoun"}


def _is_in_province(scene: Scene, draft: VisitDraft) -> bool:
    return any(place.base == draft.host_place and place.kind == "city" and not is_capital(place) for place in scene.all_places)


def _is_gone(discourse: Discourse, draft: VisitDraft) -> bool:
    """True where all visits told of this guest to that state, of which there is one, are dated otherwise."""
    known = [visit.date for visit in discourse.visits if (visit.visitor_name, visit.host_country) == (draft.visitor_name, draft.host_country)]
    return bool(known) and draft.date is not None and not any(date is None or compatible(date, draft.date) for date in known)
