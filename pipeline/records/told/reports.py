"""Where and when a report of one day plays: whether it has left its own day, and the place of one that names none at its head."""

from __future__ import annotations

from pipeline.dates import compatible
from pipeline.records.arguments.status import after
from pipeline.records.arguments.usable import usable
from pipeline.records.scenes.scene import Scene
from pipeline.records.told.drafts import VisitDraft
from pipeline.values import Place

DAY = len("2012-09-01")


def strays(scene: Scene, written: str) -> bool:
    """True for a sentence that tells of days before that of a report, and not of that day too: what is to come, and what has gone on since, leaves a report where it is."""
    dates = usable(scene)
    return bool(dates) and not any(compatible(date.edtf, written) for date in dates) and any(not after(written, date.edtf) for date in dates)


def is_before(scene: Scene) -> bool:
    """True for a sentence of which no day of the report can be told: it has dates of its own, or tells what was done lately."""
    return bool(usable(scene)) or scene.search(scene.lexicon.precedent.lately) is not None


def scene_of_report(scene: Scene, day: str | None, drafts: list[VisitDraft], told: list[VisitDraft]) -> Place | None:
    """Where a report plays that has its day but no place: where the visit of that day goes that it tells first."""
    first = drafts[0] if drafts and scene.kind == "body" else None
    if first is None or day is None or len(day) != DAY or first.status != "occurred" or {one.host_country for one in told} != {first.host_country}:
        return None
    today = first.date is not None and len(first.date) >= DAY and compatible(first.date, day)
    near = [place for place in scene.all_places if place.code == first.host_country and place.kind in ("city", "country")]
    return min(near, key=lambda place: place.kind != "city", default=None) if today else None
