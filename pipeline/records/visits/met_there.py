"""Talks or a signing on a later day than an arrival: the traveller stayed at least until then ("on the 27th he held talks; he had flown in the night before")."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date as Day

from pipeline.records.scenes.scene import Scene
from pipeline.records.told.discourse import Discourse
from pipeline.records.told.drafts import VisitDraft
from pipeline.records.told.meetings import Meeting, find_meeting

STAYED = 6  # days between an arrival and talks of the same visit
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")


def until_met(scene: Scene, discourse: Discourse, drafts: list[VisitDraft]) -> list[VisitDraft]:
    """The visits of a sentence, those that it tells to have begun with the days up to the talks, in it or in the one before, that the visitor took part in."""
    met = find_meeting(scene) or discourse.meeting
    if met is None or scene.index - met.index > 1:
        return drafts
    return [replace(one, date=f"{one.date}/{met.day}", phase="") if _stayed(one, met) else one for one in drafts]


def _stayed(visit: VisitDraft, met: Meeting) -> bool:
    there = visit.phase == "begin" and visit.status == "occurred" and visit.visitor_name in met.names and met.place is not None and met.place.code == visit.host_country
    return there and _DAY.match(visit.date or "") is not None and 0 < (Day.fromisoformat(met.day) - Day.fromisoformat(visit.date or "")).days <= STAYED
