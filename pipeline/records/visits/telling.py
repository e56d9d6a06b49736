"""What a sentence tells of a visit, and the mention made of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.records.arguments import counting
from pipeline.records.arguments.events import Event
from pipeline.records.participants.hosts import Host
from pipeline.records.participants.lengths import stage_date
from pipeline.records.scenes.scene import Scene
from pipeline.records.told.drafts import VisitDraft
from pipeline.values import Actor, Predicate


@dataclass(frozen=True, slots=True)
class Told:
    """What a sentence says of a visit besides who and where."""

    date: str | None
    kind: str | None = None
    count: counting.Count | None = None
    occasion: Event | None = None


def draft(scene: Scene, predicate: Predicate, visitor: Actor, host: Host, told: Told) -> VisitDraft:
    """One mention of one visit."""
    date, phase = stage_date(scene, predicate, told.date)
    count = told.count or (_number_of(scene, visitor) if predicate.sense in ("go", "come", "visit") else None)
    return VisitDraft(
        visitor_name=visitor.name,
        visitor_office=visitor.office,
        visitor_country=visitor.country,
        host_country=host.country,
        host_place=host.place,
        visit_type=told.kind,
        occasion=(told.occasion.title or None) if told.occasion else None,
        date=date,
        phase=phase,
        count=count.number if count else 1,
        count_qualifier=count.qualifier if count else "exact",
        scenes=(scene.index,),
        rules=(predicate.id,),
    )


def _number_of(scene: Scene, visitor: Actor) -> counting.Count | None:
    """How many delegations came, each on a visit of its own: "four Qatari delegations visited the country"."""
    if visitor.office != "delegation" or visitor.reference != "set" or visitor.name or visitor.members:
        return None
    opening = re.match(r"\w+\s", scene.folded[visitor.start : visitor.stop])
    return (counting.count_before(scene, visitor.start + opening.end()) if opening else None) or counting.count_before(scene, visitor.start)
