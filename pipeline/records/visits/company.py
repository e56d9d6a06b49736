"""Who was at the gathering told right before: several leaders named together ("A of X, B of Y and C signed it with their host"), or one told to be there
("also there was A", "A spoke for X")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.records.arguments.events import Event
from pipeline.records.arguments.localities import can_host, is_origin
from pipeline.records.arguments.repeats import own_dates
from pipeline.records.arguments.usable import usable
from pipeline.records.participants.hosts import host_at, is_abroad
from pipeline.records.scenes.clauses import QUOTED
from pipeline.records.scenes.scene import Argument, Scene
from pipeline.records.told.assemblies import is_subject, leads_away
from pipeline.records.told.discourse import Discourse
from pipeline.records.told.drafts import VisitDraft
from pipeline.records.visits.telling import Told, draft
from pipeline.records.visits.verbless import is_listed
from pipeline.values import Actor, Predicate

REACH = 3  # sentences behind a gathering, or behind the last one that told who was there, in which its guests are told
AWAY = ("plan", "expect", "cancel", "postpone", "invite", "invitation", "trip", "go", "return", "visit", "call", "letter")  # senses of what is done at other places or times
BY = ("by", "ins")  # marks of who does what a passive tells
_MONTH = re.compile(r"\d{4}-\d{2}")


def read_company(scene: Scene, discourse: Discourse, drafts: list[VisitDraft]) -> list[VisitDraft]:
    """The visits of a sentence with those whom it names as present at the gathering told before, and with its days."""
    event = discourse.assembly
    if event is None or event.place is None or not discourse.heading < event.scene < scene.index <= event.scene + REACH or leads_away(scene, event):
        return drafts
    drafts = [_on_its_days(one, event) for one in drafts]
    if scene.kind not in ("body", "list", "caption") or drafts and scene.lexicon.governs and scene.told("represent"):  # its verb tells who stands for whom
        return drafts
    host, known = host_at(event.place), {one.visitor_name for one in drafts}
    present = [(a.actor, verb) for a in scene.actors if a.actor and (verb := _does(scene, a))]
    present += [(who, verb) for who, verb in _who_followed(scene) if present and all(who != one for one, _ in present)]
    present = [(replace(who, country=who.country or _state_before(scene, who)), verb) for who, verb in present]
    people = [(who, verb) for who, verb in present if who.name and who.country and is_abroad(who, host) and who.reference != "pronoun" and who.office != "envoy"]
    there = scene.search(scene.lexicon.gathering.present) is not None or any(verb.sense in ("represent", "attend") or verb.sense == "come" and not _has_goal(scene) for _, verb in people)
    if not there and len({who.country for who, _ in people}) < 2:
        return drafts
    days = own_dates(scene, [who for who, _ in people]) or [day_of(scene, event)] * len(people)
    occasion = event if event.title else None
    discourse.assembly = replace(event, scene=scene.index)
    return drafts + [replace(draft(scene, verb, who, host, Told(day, occasion=occasion)), phase="within") for (who, verb), day in zip(people, days, strict=True) if who.name not in known]


def day_of(scene: Scene, event: Event) -> str | None:
    """The days of a gathering, from that on which a sentence tells that its guests came before it."""
    days = {date.edtf for date in usable(scene)}
    return days.pop() if len(days) == 1 and scene.told("come") else event.date


def _has_goal(scene: Scene) -> bool:
    """True for a sentence that names a place to which one may have come: no place from which he came, and none of whose he is."""
    return any(a.place and can_host(a) and not is_origin(scene, a.marks) and not {"gen", "of"} & set(a.marks) for a in scene.places)


def _state_before(scene: Scene, who: Actor) -> str | None:
    """The state named right before a person of an untold country, as that from which he came or for which he stands: "от Эстонии – А.", "Tehrandan A"."""
    near = [a for a in scene.places if a.place and a.stop <= who.start and scene.words_between(a.stop, who.start) <= 1 and a.place.code]
    led = near[-1] if near else None
    sent = led is not None and (is_origin(scene, led.marks) or "gen" in led.marks or scene.lexicon.on_behalf.search(scene.folded, scene.start, led.start) is not None)
    return led.place.code if led and led.place and sent else None


def _on_its_days(visit: VisitDraft, event: Event) -> VisitDraft:
    """A visit to the country of a gathering that has no date of its own with that of the gathering."""
    there = event.place is not None and visit.host_country == event.place.code and visit.status in ("occurred", "cancelled") and visit.count == 1 and not visit.echo
    if not there or visit.date or event.place is None or not _MONTH.match(event.date or ""):
        return visit
    place = event.place.base if event.place.kind == "city" else None
    return replace(visit, date=event.date, host_place=visit.host_place or place, phase="within")


def _does(scene: Scene, argument: Argument) -> Predicate | None:
    """The verb of the past that tells what a person does; None where he is told to be elsewhere, or to do nothing."""
    low, high = scene.clause(argument.start)
    quoted = any(m.start() <= argument.start < m.end() for m in QUOTED.finditer(scene.folded, scene.start, scene.stop))
    verbs = [verb for verb in scene.predicates if verb.form == "finite" and low <= verb.start < high] or [verb for verb in scene.predicates if verb.form == "finite"]
    behind = [verb for verb in verbs if verb.start >= argument.stop]
    verb = behind[0] if behind and not (scene.lexicon.governs and verbs[0].start < argument.start) else verbs[-1] if verbs else None
    low, high = _part(scene, argument, verbs, low, high)
    if verb is None or quoted or scene.search(scene.lexicon.gathering.afar, low, high) or verb.time in ("future", "present") or verb.negated or verb.mood or verb.sense in AWAY or verb.sense == "bring" and not scene.search(scene.lexicon.gathering.present, low, high):
        return None
    unable = any(scene.lexicon.unable.match(scene.folded, one.stop, scene.stop) for one in scene.told("come", "attend") if argument.stop <= one.start < high)
    return verb if not unable and _is_doer(scene, argument, verb) else None


def _who_followed(scene: Scene) -> list[tuple[Actor, Predicate]]:
    """Those told to have done the same next, in a language of fixed places: "A was the first to speak, followed by B and C"."""
    found: list[tuple[Actor, Predicate]] = []
    listed = -1
    for a in scene.actors if scene.lexicon.positional else ():
        before = [verb for verb in scene.told("come") if verb.form == "participle" and verb.time == "past" and verb.stop <= a.start]
        led = before and (scene.words_between(before[-1].stop, a.start) <= 2 and set(BY) & set(a.marks) or listed >= 0 and is_listed(scene, listed, a.start))
        listed = a.stop if led else -1
        found += [(a.actor, before[-1])] if led and a.actor else []
    return found


def _part(scene: Scene, argument: Argument, verbs: Sequence[Predicate], low: int, high: int) -> tuple[int, int]:
    """The part of a clause that tells what one of several people does: "A came with a delegation, while B sent a message"."""
    subjects = [a.start for a in scene.actors if a.actor and is_subject(a)]
    before = [verb.stop for verb in verbs if verb.stop <= argument.start and any(low <= start < verb.start for start in subjects)]
    own = next((verb.stop for verb in verbs if verb.start >= argument.stop), argument.stop)
    return max((low, *before)), min((start for start in subjects if start >= own), default=high)


def _is_doer(scene: Scene, argument: Argument, verb: Predicate) -> bool:
    """True for the subject of a verb, or its agent where it is passive; in a language of fixed places also for who is listed before it, or behind it where
    it opens its clause ("Also there were A, B and C")."""
    if verb.sense == "receive":
        return is_subject(argument) if verb.passive else bool({"acc", "obj"} & set(argument.marks))
    if verb.passive and scene.lexicon.positional:
        return bool(set(BY) & set(argument.marks)) or verb.sense == "sign" and "obj" in argument.marks and argument.start > verb.stop
    if is_subject(argument):
        return True
    if not scene.lexicon.positional or "bare" not in argument.marks and not (verb.sense == "come" and is_origin(scene, argument.marks)):
        return False
    opened = not any(a.actor and a.start < verb.start for a in scene.actors)
    return argument.stop <= verb.start or opened and verb.sense in ("stay", "other", "happen", "come")
