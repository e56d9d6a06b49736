"""The visit a text is about, behind an earlier one that it has looked back to: "He had last been here in January; this time he came for two days"."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.records.arguments.counting import duration
from pipeline.records.arguments.dating import stretched
from pipeline.records.scenes.scene import Scene
from pipeline.records.told.discourse import THIS_TIME, Discourse
from pipeline.records.told.drafts import VisitDraft

REACH = 4  # sentences behind a visit in which "this time" still means it
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")


def meant_this_time(scene: Scene, discourse: Discourse, drafts: list[VisitDraft]) -> list[VisitDraft]:
    """The visits of a sentence, what it tells behind "this time" as of the visit told before it."""
    match = scene.search(scene.lexicon.this_time)
    if match is None:
        return drafts
    looked_back = [one for one in drafts if one.date and one.visitor_name]
    known = [one for one in discourse.visits if 0 < scene.index - one.scenes[-1] <= REACH and one.status == "occurred" and one.date and one.visitor_name]
    same = [one for one in known if looked_back and (one.visitor_name, one.host_country) == (looked_back[0].visitor_name, looked_back[0].host_country)]
    if not same or not looked_back or (looked_back[0].date or "") >= (same[-1].date or ""):
        return drafts
    visit = same[-1]
    days = duration(scene, match.end(), scene.stop)
    told = stretched(visit.date or "", days, "") if days and _DAY.match(visit.date or "") else visit.date
    behind = {verb.id for verb in scene.predicates if verb.start >= match.end()} - {verb.id for verb in scene.predicates if verb.start < match.start()}
    kind = next((one.visit_type for one in drafts if behind & set(one.rules)), None)
    kept = [one for one in drafts if not behind & set(one.rules)]
    return [*kept, replace(visit, date=told, visit_type=kind or visit.visit_type, phase="" if days else visit.phase, scenes=(scene.index,), rules=(THIS_TIME,), echo=True)]
