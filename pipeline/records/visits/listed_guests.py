"""Those who came or were received one after another, listed behind the colon of a verb, each with a day, kind and length of his own:
"received two guests: in May the minister A, and on 11 November, on an eight-day state visit, the queen B"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from pipeline.records.arguments.counting import duration
from pipeline.records.arguments.dating import stretched
from pipeline.records.arguments.usable import usable
from pipeline.records.participants.hosts import find_hosts, is_abroad
from pipeline.records.participants.visitors import find_visitors
from pipeline.records.scenes.scene import Argument, Scene
from pipeline.records.told.discourse import Discourse
from pipeline.records.told.drafts import VisitDraft
from pipeline.records.visits.gatherings import receiving_hosts
from pipeline.records.visits.telling import Told, draft
from pipeline.values import Date, Predicate

SENSES = ("receive", "come", "visit", "visitors")
GUESTS = {True: frozenset(("acc", "obj", "subj", "bare")), False: frozenset(("nom", "subj", "obj", "bare"))}  # the marks of those whom a verb is told to receive, and of those who come
OPENING = 1  # words between the colon and the first date or guest
LED = 8  # words between a date and the guest behind it
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
_COLON = re.compile(r"[^:;]*(:)\s")


@dataclass(frozen=True, slots=True)
class Listed:
    """A verb, where the list behind its colon begins, and its guests with the date and the stretch of each."""

    predicate: Predicate
    start: int
    guests: tuple[tuple[Argument, Date, tuple[int, int]], ...]

    def holds(self, predicate: Predicate) -> bool:
        """True for a predicate inside the list, which tells of one of its guests."""
        return predicate.start >= self.start


def find_listed(scene: Scene) -> Listed | None:
    """The list of a sentence; none where what stands behind the colon has a verb of its own that is not of a relative clause."""
    for predicate in scene.told(*SENSES):
        colon = _COLON.match(scene.folded, predicate.stop, scene.stop)
        if colon is None or predicate.negated or predicate.form not in ("finite", "noun"):
            continue
        verbs = [verb for verb in scene.predicates if verb.form == "finite" and verb.start >= predicate.stop and not _is_relative(scene, verb)]
        wanted = GUESTS[predicate.sense == "receive" and not predicate.passive]
        people = [a for a in scene.actors if a.start >= colon.end() and a.actor and a.actor.country and (a.actor.name or a.actor.office) and a.actor.rule != "pronoun" and wanted & set(a.marks)]
        dates = [date for date in usable(scene) if date.start >= colon.end()]
        guests = [] if verbs else _led(scene, people, dates, colon.end()) or _followed(scene, people, dates, colon.end())
        if len(guests) > 1:
            return Listed(predicate, colon.end(), tuple(guests))
    return None


def _is_relative(scene: Scene, verb: Predicate) -> bool:
    before = scene.folded[max(scene.start, verb.group_start - LED * 2) : verb.group_start]
    return scene.lexicon.relative_subject.search(before) is not None


def _led(scene: Scene, people: list[Argument], dates: list[Date], start: int) -> list[tuple[Argument, Date, tuple[int, int]]]:
    """Each guest behind the date that opens his part of the list."""
    if len(dates) < 2 or scene.words_between(start, dates[0].start) > OPENING:
        return []
    parts = list(pairwise([*(date.start for date in dates), scene.stop]))
    first = [next((a for a in people if low <= a.start < high), None) for low, high in parts]
    if any(one and scene.words_between(date.stop, one.start) > LED for one, date in zip(first, dates, strict=True)):
        return []
    return [(one, date, part) for one, date, part in zip(first, dates, parts, strict=True) if one]


def _followed(scene: Scene, people: list[Argument], dates: list[Date], start: int) -> list[tuple[Argument, Date, tuple[int, int]]]:
    """Each guest with the date behind him, or before him where only that parts him from the one before."""
    if len(people) < 2 or len(dates) != len(people) or scene.words_between(start, people[0].start) > OPENING:
        return []
    edges = [start, *(max(one.stop, date.stop) for one, date in zip(people, dates, strict=True))]
    parts = list(pairwise(edges))
    inside = all(low <= min(one.start, date.start) for one, date, (low, _) in zip(people, dates, parts, strict=True))
    return list(zip(people, dates, parts, strict=True)) if inside else []


def read_listed(scene: Scene, listed: Listed | None, verb: Predicate, discourse: Discourse) -> list[VisitDraft]:
    """The visits of the guests of the list of a verb, to where the verb tells."""
    if listed is None or verb is not listed.predicate:
        return []
    people = [(a.actor, date, part) for a, date, part in listed.guests if a.actor and a.actor.office != "envoy"]
    own = frozenset(one.country for one, _, _ in people if one.country)
    hosts = receiving_hosts(scene, verb, find_visitors(scene, verb, "receiver"), discourse) if verb.sense == "receive" else find_hosts(scene, verb, discourse, own)
    hosts = [host for host in hosts if host.start < listed.start][:1]
    return [draft(scene, verb, one, host, Told(_with_length(scene, date, part), _kind(scene, part))) for host in hosts for one, date, part in people if is_abroad(one, host)]


def _kind(scene: Scene, part: tuple[int, int]) -> str | None:
    return next((sign.value for sign in scene.lexicon.types if scene.search(sign.pattern, *part)), None)


def _with_length(scene: Scene, date: Date, part: tuple[int, int]) -> str:
    days = duration(scene, *part)
    return stretched(date.edtf, days, "") if days and _DAY.match(date.edtf) else date.edtf
