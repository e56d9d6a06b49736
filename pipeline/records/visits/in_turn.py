"""When each of several travellers came, told by his place among them: "A and B visited Baku, the former on 5 March, the latter on 7 April"."""

from __future__ import annotations

from dataclasses import replace

from pipeline.records.arguments.usable import usable
from pipeline.records.scenes.scene import Scene
from pipeline.records.told.discourse import Discourse
from pipeline.records.told.drafts import VisitDraft
from pipeline.values import Date

BESIDE = 4  # words between "the first" and his date


def each_in_turn(scene: Scene, discourse: Discourse, drafts: list[VisitDraft]) -> list[VisitDraft]:
    """The visits of a sentence with the dates that it tells for "the first" and "the second"; where it only tells these, those of the sentence before."""
    dates = _dates_in_turn(scene)
    if len(dates) < 2:
        return drafts
    known = drafts or [visit for visit in discourse.current(scene, 1) if visit.date is None]
    names = list(dict.fromkeys(visit.visitor_name for visit in known if visit.visitor_name))
    one_host = len({visit.host_country for visit in known}) == 1
    if len(names) != len(dates) or len(known) != len(names) or not one_host:
        return drafts
    timed = [replace(visit, date=date.edtf, phase="") for visit, date in zip(known, dates, strict=True)]
    return timed if drafts else [replace(visit, scenes=(scene.index,), rules=("in-turn",)) for visit in timed]


def _dates_in_turn(scene: Scene) -> list[Date]:
    """The dates right behind the words for the first, second ... of several, in their order; none where one of these has no date."""
    matches = [scene.search(pattern) for _, pattern in scene.lexicon.in_turn]
    told = [match for match in matches if match]
    if matches[:1] == [None] or len(told) < 2:
        return []
    edges = [*(match.start() for match in told[1:]), scene.stop]
    behind = [[date for date in usable(scene) if match.end() <= date.start < edge and scene.words_between(match.end(), date.start) <= BESIDE] for match, edge in zip(told, edges, strict=True)]
    return [dates[0] for dates in behind] if all(behind) else []
