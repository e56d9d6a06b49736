"""How likely a candidate is a visit, and the visits that only this tells: weights learned from gold (``pipeline.training.likely_recipe``)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from pipeline.dates import compatible
from pipeline.records.arguments.status import after
from pipeline.records.joining.confidence import logistic, read_weights
from pipeline.records.joining.merging import MergedVisit
from pipeline.records.joining.put_off import same_visitor
from pipeline.records.likely.candidates import find_candidates
from pipeline.records.likely.features import features_of
from pipeline.records.scenes.scene import Scene
from pipeline.records.told.discourse import Discourse
from pipeline.records.told.drafts import LIKELY, VisitDraft
from pipeline.records.told.eras import visits_then

MODEL = Path(__file__).parents[2] / "models" / "likely.json"
LEAST = 7  # tenths: a pair less likely than this is no record, not even an uncertain one
ALONE = 8  # the same in a text in which the rules read no visit at all: most of those tell none


@dataclass(frozen=True, slots=True)
class Judged:
    """A pair of person and place as the visit it would be, with its features and how likely it is one."""

    visit: VisitDraft
    features: tuple[str, ...]
    chance: float


def judge(scene: Scene, discourse: Discourse, told: Sequence[VisitDraft], scenes: tuple[Scene, ...]) -> list[Judged]:
    """The candidates of a sentence with countries as they then were; journeys within one state are none."""
    judged = []
    for candidate in find_candidates(scene, discourse, told):
        features = features_of(candidate, discourse.about, discourse.sides, discourse.hero)
        judged += [Judged(visit, features, _chance(features)) for visit in visits_then([candidate.visit], scenes)]
    return judged


def likely_visits(judged: Iterable[Judged], known: Sequence[MergedVisit], read: Iterable[VisitDraft], written: str | None) -> list[VisitDraft]:
    """The visits likely enough that no rule read: none of the same person to the same country at that time, or in that sentence, is known, nor was any read
    that was only planned then. One later than the day of writing is planned."""
    least = LEAST if known else ALONE
    drafts = [replace(one.visit, rules=(f"{LIKELY}{min(int(one.chance * 10), 9)}",), status="planned" if after(written, one.visit.date) else "occurred") for one in judged if one.chance * 10 >= least]
    named = [draft for draft in drafts if draft.visitor_name]
    told = [*(group.visit for group in known), *(one for one in read if one.status != "occurred")]
    return [draft for draft in drafts if not any(_is_told(draft, visit) for visit in (told if draft.visitor_name else [*told, *named]))]


def _is_told(draft: VisitDraft, visit: VisitDraft) -> bool:
    beside = bool(set(draft.scenes) & set(visit.scenes))
    if beside and draft.visitor_name is None and draft.visitor_country == visit.visitor_country and draft.host_country == visit.host_country:
        return True  # "the delegation", beside who headed it
    if not same_visitor(draft, visit):
        return False
    if draft.host_country != visit.host_country:
        return beside and draft.date is not None and draft.date == visit.date  # nobody is in two countries on the same days
    return beside or draft.date is None or visit.date is None or compatible(draft.date, visit.date)


@lru_cache(maxsize=1)
def _weights() -> dict[str, float]:
    return read_weights(MODEL)


def _chance(features: Iterable[str]) -> float:
    weights = _weights()
    return logistic(sum(weights.get(name, 0.0) for name in features))
