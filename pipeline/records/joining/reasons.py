"""Why a field of a record has its value: the rule and the words that gave it, looked up among what its sentences hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.entities.identity import same_person
from pipeline.records.arguments.status import SIGNINGS
from pipeline.records.scenes.scene import Scene
from pipeline.records.told.drafts import AgreementDraft, VisitDraft
from pipeline.values import Actor, Document

Reason = dict[str, object]
Found = tuple[int, int, str]  # start and stop in the repaired text, and the rule
BACK = 100  # sentences before a record in which the words that gave a field are looked up


@dataclass(frozen=True, slots=True)
class Grounds:
    """What reasons are looked up in: the scenes of the record first, then those before it, nearest first."""

    document: Document
    scenes: tuple[Scene, ...]

    def near(self, told: tuple[int, ...]) -> Iterator[Scene]:
        """The scenes of a record, then those before its first one from near to far."""
        first = min(told, default=0)
        yield from (self.scenes[index] for index in sorted(told))
        yield from (self.scenes[index] for index in range(first - 1, max(-1, first - 1 - BACK), -1))

    def reason(self, found: Found) -> Reason:
        """What was found, in offsets of the text as it was read."""
        start, stop, rule = found
        span = self.document.offsets.to_raw(start, stop)
        return {"rule": rule, "start": span.start, "end": span.stop, "text": self.document.raw[span.start : span.stop]}


def reasons_of_visit(visit: VisitDraft, grounds: Grounds) -> dict[str, Reason]:
    """From the name of each filled field to its reason; a field whose words cannot be told again has none."""
    found = {
        "visitor_name": _person(visit.visitor_name, visit.scenes, grounds),
        "visitor_office": _office(visit, "office", visit.visitor_office, grounds),
        "visitor_country": _office(visit, "country", visit.visitor_country, grounds) or _country(visit.visitor_country, visit.scenes, grounds),
        "host_country": _country(visit.host_country, visit.scenes, grounds),
        "host_place": _place(visit.host_place, visit.scenes, grounds),
        "visit_type": _kind(visit, grounds),
        "occasion": _words(visit.occasion, visit.scenes, grounds, "occasion"),
        "date": _date(visit.date, visit.scenes, grounds),
        "status": _predicate(visit.rules, visit.scenes, grounds),
    }
    return {field: grounds.reason(where) for field, where in found.items() if where}


def reasons_of_agreement(agreement: AgreementDraft, grounds: Grounds) -> dict[str, Reason]:
    """The same for an agreement."""
    found = {
        "doc_type": _type(agreement, grounds),
        "title": _words(agreement.title, agreement.scenes, grounds, "title"),
        "parties": _country(agreement.parties[0] if agreement.parties else None, agreement.scenes, grounds),
        "place": _place(agreement.place, agreement.scenes, grounds),
        "signatories": _person(agreement.signatories[0] if agreement.signatories else None, agreement.scenes, grounds),
        "date": _date(agreement.date, agreement.scenes, grounds),
        "status": _signing(agreement, grounds),
    }
    return {field: grounds.reason(where) for field, where in found.items() if where}


def _actors(scene: Scene) -> Iterator[Actor]:
    return (argument.actor for argument in scene.actors if argument.actor)


def _person(name: str | None, told: tuple[int, ...], grounds: Grounds) -> Found | None:
    if name is None:
        return None
    for scene in grounds.near(told):
        for actor in _actors(scene):
            if actor.name == name or actor.name and same_person(actor.name, name):
                return actor.start, actor.stop, actor.reference
    return None


def _office(visit: VisitDraft, field: str, value: str | None, grounds: Grounds) -> Found | None:
    if value is None:
        return None
    for scene in grounds.near(visit.scenes):
        for actor in _actors(scene):
            same = actor.name == visit.visitor_name if visit.visitor_name else actor.name is None
            if same and getattr(actor, field) == value:
                return actor.start, actor.stop, dict(actor.sources).get(field) or actor.rule or actor.reference
    return None


def _country(code: str | None, told: tuple[int, ...], grounds: Grounds) -> Found | None:
    if code is None:
        return None
    for scene in grounds.near(told):
        for place in scene.all_places:
            if place.code == code:
                return place.start, place.stop, place.rule or place.kind
        for actor in _actors(scene):
            if actor.country == code:
                return actor.start, actor.stop, dict(actor.sources).get("country") or actor.reference
    return None


def _place(name: str | None, told: tuple[int, ...], grounds: Grounds) -> Found | None:
    if name is None:
        return None
    return next(
        ((place.start, place.stop, place.rule or place.kind) for scene in grounds.near(told) for place in scene.all_places if place.base == name), None
    )


def _date(edtf: str | None, told: tuple[int, ...], grounds: Grounds) -> Found | None:
    if edtf is None:
        return None
    ends = set(edtf.split("/"))
    for exact in (True, False):
        for scene in grounds.near(told):
            for date in scene.dates:
                if date.edtf == edtf if exact else ends & set(date.edtf.split("/")):
                    return date.start, date.stop, f"{date.rule} ({date.source})"
    return None


def _kind(visit: VisitDraft, grounds: Grounds) -> Found | None:
    if visit.visit_type is None:
        return None
    for scene in grounds.near(visit.scenes):
        signs = scene.lexicon.row_types if scene.kind == "row" else scene.lexicon.types
        for sign in signs:
            if sign.value == visit.visit_type and (match := scene.search(sign.pattern)):
                return match.start(), match.end(), f"type {sign.value}"
    return None


def _type(agreement: AgreementDraft, grounds: Grounds) -> Found | None:
    for scene in grounds.near(agreement.scenes):
        for sign in scene.lexicon.kinds:
            if sign.value == agreement.doc_type and (match := scene.search(sign.pattern)):
                return match.start(), match.end(), f"kind {sign.value}"
    return None


def _words(words: str | None, told: tuple[int, ...], grounds: Grounds, rule: str) -> Found | None:
    """Where words of a text stand that a record quotes."""
    if not words:
        return None
    for index in told:
        scene = grounds.scenes[index]
        at = grounds.document.text.find(words, scene.start, scene.stop)
        if at >= 0:
            return at, at + len(words), rule
    return None


def _predicate(rules: tuple[str, ...], told: tuple[int, ...], grounds: Grounds) -> Found | None:
    for index in sorted(told):
        for predicate in grounds.scenes[index].predicates:
            if predicate.id in rules:
                return predicate.group_start, predicate.stop, predicate.id
    return None


def _signing(agreement: AgreementDraft, grounds: Grounds) -> Found | None:
    for index in sorted(agreement.scenes):
        for predicate in grounds.scenes[index].told(*SIGNINGS):
            return predicate.group_start, predicate.stop, predicate.id
    return None
