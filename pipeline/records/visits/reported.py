"""What a report leaves unsaid: that a gathering told at its head is held where and when it is written; that another one is expected there on the same day."""

from __future__ import annotations

from dataclasses import replace

from pipeline.records.arguments.arrivals import is_next
from pipeline.records.arguments.dating import stretched
from pipeline.records.arguments.events import Event
from pipeline.records.arguments.usable import usable
from pipeline.records.participants.hosts import Host
from pipeline.records.participants.lengths import LONGEST, phase_of, stage_date
from pipeline.records.scenes.scene import Scene
from pipeline.records.told.discourse import Discourse
from pipeline.records.told.drafts import VisitDraft
from pipeline.values import Predicate

GOES_ON = frozenset({"meet", "receive", "act", "sign", "attend", "visit", "begin", "end", "happen"})  # what is told of a guest who is there
UNTIL = "../"  # the beginning of an interval of which only the end is told
DAY = len("2012-09-01")
VISITING = ("visiting",)  # the rule of a visit told by the word for a visitor before his name
NAMED = frozenset({"trip", "stay"})  # senses of what tells only that somebody is a guest

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


def in_progress(scene: Scene, discourse: Discourse, drafts: list[VisitDraft]) -> list[VisitDraft]:
    """The visit of which a report tells what was done in its course, on the day of the report: "During her official visit to Tajikistan, the president met
    students", "The visiting president held talks with her host"."""
    drafts = [_still_there(discourse, _until(discourse, one)) for one in drafts]
    day = discourse.on_its_day(scene)
    acts = any(_tells(verb) and verb.sense in GOES_ON for verb in scene.predicates)
    met = scene.told("talks") and not acts  # "he said after talks with the visiting minister"
    return [_on(scene, one, day) if day and (acts or met and one.rules == VISITING) and _is_under_way(discourse, one) else one for one in drafts]


def _until(discourse: Discourse, one: VisitDraft) -> VisitDraft:
    """A stay in the place of a report of which only the last day is told, from the day of the report: "the visit is to last until Friday"."""
    first, last = discourse.written or "", (one.date or "").removeprefix(UNTIL)
    here = discourse.home is not None and discourse.home.code == one.host_country and not one.echo
    going_on = here and one.date != last and len(first) == len(last) == DAY and first < last <= stretched(first, LONGEST, "").partition("/")[2]
    return replace(one, date=f"{first}/{last}", phase="", status="occurred") if going_on and one.status != "cancelled" else one


def _still_there(discourse: Discourse, one: VisitDraft) -> VisitDraft:
    """What the guest of a report will do in another city of its country on the next day, as the end of his stay: "Tomorrow he leaves for Karlovy Vary"."""
    if one.status != "planned" or one.phase != "begin" or one.visitor_name is None or not is_next(discourse.written or "", one.date or "", 1):
        return one
    stays = [visit for visit in discourse.visits if (visit.visitor_name, visit.host_country) == (one.visitor_name, one.host_country) and discourse.is_reported(visit)]
    return replace(one, status="occurred", phase="end", echo=True) if stays else one


def _is_under_way(discourse: Discourse, one: VisitDraft) -> bool:
    here = discourse.home is None or discourse.home.code in (one.host_country, one.visitor_country)
    return here and one.status == "occurred" and not (one.date or one.echo) and one.count == 1 and one.visitor_name is not None and one.visitor_country is not None


def _on(scene: Scene, one: VisitDraft, day: str) -> VisitDraft:
    """A draft on a day of its visit: the last, the second, one of it."""
    said = next((verb for verb in scene.told(*NAMED) if verb.id in one.rules and not verb.plural and verb.form != "finite"), None)
    if said is None:
        return replace(one, date=day) if one.phase == "within" else one
    date, phase = stage_date(scene, said, day, phase_of(scene, said))
    return replace(one, date=date, phase=phase or ("within" if date == day else ""))
