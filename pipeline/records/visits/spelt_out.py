"""Travellers told by their countries or offices first and by their names behind a colon: "the leaders of A and B came to Tbilisi: X in May, Y in June"."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.records.arguments.usable import usable
from pipeline.records.participants.hosts import Host, is_abroad
from pipeline.records.scenes.scene import Scene
from pipeline.records.told.drafts import VisitDraft
from pipeline.values import Actor

_COLON = re.compile(r":\s|\s[–—]\s")
_PARTED = re.compile(r"[,;]\s")


def with_names(scene: Scene, drafts: list[VisitDraft]) -> list[VisitDraft]:
    """The drafts of a sentence, those without a name in favour of those whom it names behind its colon, each with his date or that of all."""
    nameless = [draft for draft in drafts if draft.visitor_name is None and draft.host_country]
    colon = next((match for match in scene.finditer(_COLON) if nameless), None)
    if colon is None or len({draft.host_country for draft in nameless}) > 1 or any(verb.form == "finite" for verb in scene.predicates if verb.start >= colon.end()):
        return drafts
    base = nameless[0]
    host = Host(base.host_country, base.host_place, scene.start, scene.stop)
    listed = [(person, date) for person, date in _listed(scene, colon.end()) if is_abroad(person, host)]
    if len(listed) < 2 or any(place.start >= colon.end() and place.code == base.host_country for place in scene.all_places):
        return drafts
    named = [replace(base, visitor_name=one.name, visitor_office=one.office, visitor_country=one.country, date=date or base.date) for one, date in listed]
    countries = {draft.visitor_country for draft in named}
    return [*(draft for draft in drafts if draft not in nameless or draft.visitor_country not in countries), *named]


def _listed(scene: Scene, start: int) -> list[tuple[Actor, str | None]]:
    """Who is named behind a position, each in a part of his own between commas, with the date that stands in it; none where a part is of another kind."""
    cuts = [start, *(match.end() for match in scene.finditer(_PARTED, start)), scene.stop]
    found: list[tuple[Actor, str | None]] = []
    for low, high in zip(cuts, cuts[1:], strict=False):
        people = [a.actor for a in scene.actors if low <= a.start < high and a.actor and a.actor.name and a.actor.country]
        dates = [date for date in usable(scene) if low <= date.start < high]
        if len(people) > 1 and dates or len(dates) > 1:
            return []
        found += [(one, dates[0].edtf if dates else None) for one in people]
    return found
