"""Visits told by their relation to those told before: a second one to the same place, all of them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date as Day

from pipeline.dates import compatible
from pipeline.records.arguments.dating import holds, visit_dates
from pipeline.records.arguments.status import is_governed
from pipeline.records.arguments.usable import usable
from pipeline.records.participants.kinds import find_kinds
from pipeline.records.participants.lengths import stage_date
from pipeline.records.scenes.scene import Scene
from pipeline.records.told.anaphora import has_goal
from pipeline.records.told.discourse import Discourse
from pipeline.records.told.drafts import AgreementDraft, VisitDraft
from pipeline.values import Predicate

STAYS = 10  # days within which one is taken to have stayed for a signing
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_DAYS = re.compile(r"\d{4}-\d{2}-\d{2}/\d{4}-\d{2}-\d{2}")
NEAR = 6  # characters between the number of a visit and its date
BEFORE = 40  # characters before a word for a visit in which it is told which one it is


def once_more(scene: Scene, predicate: Predicate, discourse: Discourse, told: list[VisitDraft]) -> list[VisitDraft]:
    """Another visit of the last traveller to where he went, with a date of its own: "A second visit, in May 2014, ended with a declaration"."""
    before = scene.folded[max(scene.start, predicate.start - BEFORE) : predicate.start]
    last = [visit for visit in (told or discourse.current(scene)) if visit.status == "occurred" and visit.visitor_name]
    if predicate.form != "noun" or predicate.plural or not last or has_goal(scene, predicate) or scene.lexicon.another_visit.search(before) is None:
        return []
    others = [a for a in scene.actors if a.actor and a.stop <= predicate.start and {"nom", "gen"} & set(a.marks) and a.actor.name != last[-1].visitor_name]
    if scene.lexicon.predicate_last and (others or is_governed(scene, predicate, "cancel", "postpone")):
        return []  # "X made his third visit"
    (near,) = visit_dates(scene, predicate, [(predicate.start, predicate.stop)])
    date, phase = stage_date(scene, predicate, near)
    if date is None or last[-1].date is None or compatible(date, last[-1].date):
        return []
    kind, _ = find_kinds(scene, predicate)[0]
    own = replace(last[-1], date=date, phase=phase, visit_type=kind, occasion=None, count=1, count_qualifier="exact", echo=False)
    return [replace(own, scenes=(scene.index,), rules=(predicate.id,))]


def one_of_several(scene: Scene, predicate: Predicate, discourse: Discourse, told: list[VisitDraft]) -> list[VisitDraft]:
    """One of several visits told by their number, with its own days: "came eight times; only the journey of 6–8 July 1998 was a state visit"."""
    last = [visit for visit in (told or discourse.current(scene, reach=1)) if visit.status == "occurred" and visit.visitor_name][-1:]
    dates = [date for date in usable(scene) if date.start >= predicate.stop and scene.folded[predicate.stop : date.start].strip() in ("of", "in", "on", "from")]
    pointed = scene.lexicon.the_one.search(scene.folded[max(scene.start, predicate.start - BEFORE) : predicate.start]) is not None
    if predicate.form != "noun" or predicate.plural or not last or last[0].count < 2 or not dates or not pointed or has_goal(scene, predicate):
        return []
    kind, _ = find_kinds(scene, predicate)[0]
    return [replace(last[0], date=dates[0].edtf, phase="", visit_type=kind, count=1, count_qualifier="exact", echo=False, scenes=(scene.index,), rules=(predicate.id,))]


def read_another(scene: Scene, discourse: Discourse) -> list[VisitDraft]:
    """A visit of which only its number and its date are told: "A second one, on 11 May 2014, did not", "her second trip to Tajikistan: the first was in May 2004"."""
    match = scene.search(scene.lexicon.another_one, scene.start, scene.stop)
    last = [visit for visit in discourse.current(scene, reach=1) if visit.status == "occurred" and visit.visitor_name]
    if match is None or not last:
        return []
    dates = [date for date in usable(scene) if 0 <= date.start - match.end() <= NEAR]
    if not dates or last[-1].date is None or compatible(dates[0].edtf, last[-1].date):
        return []
    own = replace(last[-1], date=dates[0].edtf, phase="", visit_type=None, occasion=None, count=1, count_qualifier="exact", echo=False)
    return [replace(own, scenes=(scene.index,), rules=("another",))]


def all_told(scene: Scene, predicate: Predicate, discourse: Discourse, told: list[VisitDraft]) -> list[VisitDraft]:
    """The visits of which something is said together: "he would travel to Rome and Bonn; neither trip materialised"."""
    before = scene.folded[max(scene.start, predicate.start - BEFORE) : predicate.start]
    meant = told or discourse.current(scene)
    if predicate.form != "noun" or len(meant) < 2 or scene.lexicon.all_visits.search(before) is None:
        return []
    return [replace(visit, scenes=(scene.index,), rules=(predicate.id,), echo=True) for visit in meant]


def is_taken_up(scene: Scene, predicate: Predicate) -> bool:
    """True for a word for a visit that only takes up the visit of the clause before, to tell what became of it, in a language that ends clauses with the
    verb: "was to go to Muscat, but in September the visit was called off"; in one of fixed places behind a semicolon: "invited A to Rome; the visit is planned for May"."""
    ends = [verb.stop for verb in scene.predicates if verb.form == "finite" and verb.stop <= predicate.start]
    if predicate.sense != "trip" or not ends:
        return False
    if scene.lexicon.positional:
        opened = scene.folded.rfind(";", ends[-1], predicate.start) + 1
        lead = scene.lexicon.event_determiners.fullmatch(scene.folded[opened : predicate.start].lstrip()) if opened else None
        return lead is not None and is_governed(scene, predicate, "plan", "expect", "cancel", "postpone", "happen")
    if not scene.lexicon.predicate_last or "nom" not in predicate.cases or not is_governed(scene, predicate, "cancel", "postpone"):
        return False
    named = [a for a in (*scene.places, *scene.actors) if ends[-1] <= a.start < predicate.start and (a.place is None or {"dat", "nom"} & set(a.marks))]
    return not named


def signed_there(told: list[VisitDraft], signed: list[AgreementDraft]) -> list[VisitDraft]:
    """The days on which a traveller signed where he had just come to: "flew to Rome on 4 May, and the next day he and A signed a treaty"."""
    found = []
    for visit in told:
        for one in signed:
            if _stayed_for(visit, one) and visit.visitor_name in one.signatories and visit.host_country in one.parties:
                found.append(replace(visit, date=one.date, phase="within", echo=True))
    return [*found, *_days_of_signing(signed), *_signed_later(signed)]


def _signed_later(signed: list[AgreementDraft]) -> list[VisitDraft]:
    """The arrivals told a sentence or two before, with the later day on which the traveller signed in that country: he was there till then."""
    later = [(one, one.visit) for one in signed if one.visit and _stayed_for(one.visit, one) and (not one.signatories or one.visit.visitor_name in one.signatories)]
    return [replace(visit, date=f"{visit.date}/{one.date}", phase="", scenes=one.scenes, echo=True) for one, visit in later]


def _stayed_for(visit: VisitDraft, one: AgreementDraft) -> bool:
    """True where somebody came, and a document was signed within a few days behind the day of his arrival."""
    if visit.phase != "begin" or (visit.status, one.status) != ("occurred", "signed") or not (_DAY.fullmatch(visit.date or "") and _DAY.fullmatch(one.date or "")):
        return False
    return 0 < (Day.fromisoformat(one.date or "") - Day.fromisoformat(visit.date or "")).days <= STAYS


def _days_of_signing(signed: list[AgreementDraft]) -> list[VisitDraft]:
    """The visits of which only a longer time is told, with the days on which something was signed there: nobody signs for three days, one stays so long; those
    of which no time is told, with any day on which the sentence behind tells of a signing."""
    dated = [(one, one.visit) for one in signed if one.visit and (_DAYS.fullmatch(one.date or "") and holds(one.visit.date or "", one.date or "") or _is_just_told(one, one.visit))]
    return [replace(visit, date=one.date, phase="", scenes=one.scenes, echo=True) for one, visit in dated if one.status == "signed"]


def _is_just_told(one: AgreementDraft, visit: VisitDraft) -> bool:
    """True for a visit without a time, and a document dated to the day that the next sentence tells of, or the same one as what the traveller signed:
    "flew to Rome to sign, on 4 May, a treaty"."""
    behind = one.scenes[0] - visit.scenes[0]
    then = behind == 1 or behind == 0 and visit.visitor_name in one.signatories
    return then and (visit.date, visit.status, visit.count) == (None, "occurred", 1) and not one.borrowed and _DAY.match(one.date or "") is not None


def done_then(scene: Scene, told: list[VisitDraft]) -> list[VisitDraft]:
    """The visits of a sentence with the day on which it says that they were made: "it was for him to come, which he did on 20 May"."""
    match = scene.search(scene.lexicon.then_done)
    dates = [date.edtf for date in usable(scene) if match and date.start >= match.end()]
    if match is None or not dates or not told:
        return told
    late = told[-1].status != "occurred" and told[-1].date is not None and dates[0] > told[-1].date  # "was to come in May, and did so a year later"
    return [replace(one, date=dates[0], phase="", status="occurred") if one is told[-1] and (one.date is None or late) else one for one in told]


def followed_by(scene: Scene, predicate: Predicate, told: list[VisitDraft]) -> list[VisitDraft]:
    """The visit of one that followed another's to the same place: "A's visit to Rome was followed in May by that of B", "A was followed in May by B"."""
    subject = scene.subject(predicate) or ()
    journeys = [a.event for a in subject if a.event and a.event.sense == "trip"]
    match = scene.search(scene.lexicon.by_that_of, predicate.stop)
    people = [a.actor for a in scene.actors if match and 0 <= a.start - match.end() <= 4 and a.actor]
    if told and any(a.actor and a.actor.name and a.actor.name == told[-1].visitor_name for a in subject):
        people = [a.actor for a in scene.actors if a.start >= predicate.stop and set(scene.lexicon.agents) & set(a.marks) and a.actor and a.actor.name]
    elif not journeys:
        return []
    if not (predicate.passive and people and told) or predicate.negated or predicate.mood:
        return []
    dates = [date.edtf for date in usable(scene) if date.start >= predicate.stop]
    one = replace(told[-1], visitor_name=people[0].name, visitor_office=people[0].office, visitor_country=people[0].country or told[-1].visitor_country)
    return [replace(one, date=dates[0] if dates else None, visit_type=None, phase="", count=1, echo=False, scenes=(scene.index,), rules=(predicate.id,))]
