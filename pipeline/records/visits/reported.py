"""What a report leaves unsaid: that a gathering told at its head is held where and when it is written; that another one is expected there on the same day."""

from __future__ import annotations

from dataclasses import replace

from pipeline.records.arguments.events import Event
from pipeline.records.arguments.usable import usable
from pipeline.records.participants.hosts import Host
from pipeline.records.scenes.scene import Scene
from pipeline.records.told.discourse import Discourse
from pipeline.records.told.drafts import VisitDraft
from pipeline.values import Predicate


def at_report(scene: Scene, predicate: Predicate, discourse: Discourse, event: Event) -> Event:
    """An event of which no place is told, at that of the report it opens: "ANKARA, 16 March. The summit drew four presidents."."""
    if event.place or not _tells(predicate) or discourse.just_written(scene) is None:
        return event
    return replace(event, place=discourse.home, date=event.date or discourse.just_written(scene))


def day_of_report(scene: Scene, predicate: Predicate, discourse: Discourse, host: Host) -> str | None:
    """The day of a report for those who are told at its head to have gathered in its place."""
    here = discourse.home is not None and host.country == discourse.home.code
    return discourse.just_written(scene) if here and _tells(predicate) else None


def day_received(scene: Scene, predicate: Predicate, discourse: Discourse, guest: VisitDraft) -> str | None:
    """The day of a report for a guest whom it tells to have been received in its country, before it tells any other day."""
    here = discourse.home is None or guest.host_country == discourse.home.code
    return discourse.on_its_day(scene) if here and _tells(predicate) and scene.kind in ("body", "list") else None


def day_there_too(scene: Scene, discourse: Discourse, host: Host) -> str | None:
    """The day of the journey told right before, for another one who is expected "there" too, where the sentence has no date of its own."""
    before = [visit for visit in discourse.current(scene, 1) if visit.host_country == host.country and visit.status == "planned"]
    return before[-1].date if before and not usable(scene) and scene.search(scene.lexicon.there) else None


def _tells(predicate: Predicate) -> bool:
    return predicate.form == "finite" and predicate.time in ("past", "present") and not (predicate.mood or predicate.negated)
