"""Which visit "that trip", "his second visit" or "the first of these journeys" means."""

from __future__ import annotations

import re

from pipeline.dates import bounds, compatible
from pipeline.entities.identity import same_person
from pipeline.records.arguments.counting import duration
from pipeline.records.arguments.events import is_locative
from pipeline.records.arguments.localities import can_host
from pipeline.records.arguments.status import is_governed
from pipeline.records.arguments.usable import COUNTED
from pipeline.records.scenes.scene import Scene
from pipeline.records.told.discourse import Discourse
from pipeline.records.told.drafts import VisitDraft
from pipeline.records.told.keys import KINDS
from pipeline.values import Actor, Date, Predicate

REACH = 12  # sentences over which a visit can be pointed back to
FAR = 200  # the same for one told by its month and year, or the only one of its year
ROW = "table-row"  # the rule of a visit that a row of a table tells
BEFORE = 44  # characters before a word for a visit in which it is pointed at or counted


def visits_meant(scene: Scene, discourse: Discourse) -> list[VisitDraft]:
    """The visits told before that a sentence points back to, none where it does not."""
    if found := _row_meant(scene, discourse):
        return found
    for predicate in scene.told("trip"):
        if found := visits_meant_by(scene, predicate, discourse):
            return found
    return []


def visits_meant_by(scene: Scene, predicate: Predicate, discourse: Discourse) -> list[VisitDraft]:
    """The visit told before that one word for a visit points back to: by a pronoun, by its number, by its traveller or its year."""
    if predicate.form != "noun" or has_goal(scene, predicate):
        return []
    if found := _row_meant(scene, discourse):
        return found
    before = scene.folded[max(scene.start, predicate.start - BEFORE) : predicate.start]
    owner, year, month = _owner(scene, predicate), _year(scene, predicate), _month(scene, before)
    known = [visit for visit in _recent(scene, discourse, FAR if year else REACH) if _fits(visit, owner, year) and (not month or (visit.date or "")[5:7] == month)]
    if year and not month and len({(visit.visitor_name, visit.host_country, visit.date) for visit in known}) > 1:
        known = [visit for visit in known if scene.index - visit.scenes[-1] <= REACH]
    known = _to_goal(scene, predicate, known or (_only_one(scene, discourse, owner) if owner else []))
    by_days = counts_days(scene, predicate)
    known = _to_city(scene, predicate, discourse, known) if by_days and not (owner or year or month) else known
    place = 0 if by_days else next((number for number, pattern in scene.lexicon.nth_visit if pattern.search(before)), 0)
    pointed = by_days or (scene.lexicon.pointer.search(before) or scene.lexicon.days_of.search(before)) is not None
    pointed = pointed or bool(known) and scene.index - known[-1].scenes[-1] <= 1 and _is_measured(scene, predicate)
    if not known or not (place or pointed or owner or year or month):
        return []
    if place:
        return _of_these(scene, discourse, known, place) or _numbered(known, place)
    if pointed or year or month:
        return _awaited(scene, predicate, known) or _counted_in(scene, known if by_days else []) or [known[-1]]
    last = [visit for visit in reversed(known) if visit.scenes == known[-1].scenes]
    return sorted(last, key=lambda visit: "/" not in (visit.date or ""))  # a stay of some days before a day's call


def _row_meant(scene: Scene, discourse: Discourse) -> list[VisitDraft]:
    """The visit of the row that a sentence about a table means by its number, or by its place among the journeys where no other is told since:
    "the trip in row 4", "on the second of these trips"."""
    told = [visit for visit in discourse.visits if visit.visitor_name and not visit.echo and visit.rules == (ROW,)]
    if not told or scene.kind in KINDS:
        return []
    if number := scene.search(scene.lexicon.rows.number):
        return [visit for visit in told if discourse.headings.keys.numbers.get(visit.scenes[0]) == int(number["n"])][-1:]
    since = any(visit.visitor_name and not visit.echo for visit in discourse.visits[discourse.visits.index(told[-1]) + 1 :])
    place = scene.search(scene.lexicon.of_series)
    if since or scene.actors or not place or not _near(scene, told[-1]):
        return []
    nth = next((number for number, pattern in scene.lexicon.nth_visit if pattern.fullmatch(place["n"])), 0)
    return [told[nth - 1 if nth > 0 else nth]] if 0 < abs(nth) <= len(told) else []


def _near(scene: Scene, visit: VisitDraft) -> bool:
    return scene.index - visit.scenes[-1] <= REACH


def _only_one(scene: Scene, discourse: Discourse, owner: Actor) -> list[VisitDraft]:
    """The visit of a person who is told, however far back, to have made no other."""
    known = [visit for visit in _recent(scene, discourse, FAR) if _fits(visit, owner, None)]
    return known[-1:] if len({visit.host_country for visit in known}) == 1 and all(compatible(visit.date or "", known[-1].date or "") for visit in known) else []


def _to_goal(scene: Scene, predicate: Predicate, known: list[VisitDraft]) -> list[VisitDraft]:
    """Of the visits told before those to the place right before the word for a visit, in a language that puts it there: "Gürcüstana səfəri zamanı"."""
    near = [a.place.code for a in scene.places if can_host(a) and a.place and a.stop <= predicate.start and scene.words_between(a.stop, predicate.start) <= ("dat" in a.marks) and {"dat", "bare", "nom"} & set(a.marks)]
    return [visit for visit in known if visit.host_country == near[-1]] if near and scene.lexicon.predicate_last else known


def _to_city(scene: Scene, predicate: Predicate, discourse: Discourse, known: list[VisitDraft]) -> list[VisitDraft]:
    """Those of the visits told before, however far back, to the only city that a sentence is set in: "In Baku, on the first day of the visit"."""
    clause = scene.clause(predicate.start)
    cities = {(a.place.code, a.place.base) for a in scene.places if a.place and a.place.kind == "city" and is_locative(a) and scene.clause(a.start) == clause}
    there = [visit for visit in _recent(scene, discourse, FAR) if (visit.host_country, visit.host_place) in cities] if len(cities) == 1 else []
    return there if there and known and known[-1].host_country != there[-1].host_country else known


def _awaited(scene: Scene, predicate: Predicate, known: list[VisitDraft]) -> list[VisitDraft]:
    """The visit to come among those that one sentence told, for one that is expected or planned: "The president accepted an invitation to Rome after talks
    with the visiting minister. The visit is expected in May"."""
    planned = [visit for visit in known if visit.scenes == known[-1].scenes and visit.status == "planned"]
    return planned[-1:] if planned and is_governed(scene, predicate, "expect", "plan") else []


def _counted_in(scene: Scene, known: list[VisitDraft]) -> list[VisitDraft]:
    """The last visit of some days that holds the day that is counted: "was in Baku on 7 and 8 May and went on to Rome; on the first day of his stay"."""
    days = [date.edtf for date in scene.dates if date.rule in COUNTED]
    return [visit for visit in known if days and "/" in (visit.date or "") and compatible(visit.date or "", days[0])][-1:]


def _is_measured(scene: Scene, predicate: Predicate) -> bool:
    """True for a visit told by its length alone: "during the three-day visit"."""
    low = max(scene.start, predicate.start - BEFORE // 2)
    return not predicate.plural and duration(scene, low, predicate.start) is not None and not scene.barriers.between(low, predicate.start)


def counts_days(scene: Scene, predicate: Predicate) -> bool:
    """True where a number beside a visit counts its days: "on the second day of his visit"."""
    low = max(scene.start, predicate.start - BEFORE)
    return any(match.end() > predicate.start - 4 and match.start() <= predicate.stop for match in scene.finditer(scene.lexicon.day_of_visit, low))


def is_pointed_at(scene: Scene, predicate: Predicate) -> bool:
    """True for "this visit" behind the words of its own sentence that tell of it, in a language of cases."""
    before = scene.folded[max(scene.start, predicate.start - BEFORE) : predicate.start]
    return predicate.form == "noun" and bool(scene.lexicon.governs) and scene.lexicon.pointer.search(before) is not None


def is_this(scene: Scene, predicate: Predicate) -> bool:
    """True for a visit that a pronoun points at: "bu səfər zamanı"."""
    before = scene.folded[max(scene.start, predicate.start - BEFORE) : predicate.start]
    pointed = scene.lexicon.pointer.search(before) if predicate.form == "noun" else None
    return pointed is not None and pointed[1] is not None


def has_goal(scene: Scene, predicate: Predicate) -> bool:
    """True for a visit that is told with where it goes: it needs no other sentence. Where the verb comes last, a goal behind its noun is marked as such."""
    return any(can_host(a) and (not scene.lexicon.predicate_last or "dat" in a.marks) and 0 <= a.start - predicate.stop <= 30 and scene.words_between(predicate.stop, a.start) <= 3 for a in scene.places)


def became_another(scene: Scene, predicate: Predicate) -> bool:
    """True for a journey told by what it "was", in a language of cases: the visit that is the subject behind the verb tells it ("Первой его поездкой
    стал визит в Иран")."""
    verb = scene.search(scene.lexicon.became, predicate.stop) if scene.lexicon.governs and predicate.cases == ("ins",) else None
    behind = next((trip for trip in scene.told("trip") if verb and trip.form == "noun" and trip.start >= verb.end()), None)
    return behind is not None and "nom" in behind.cases and has_goal(scene, behind) and not has_goal(scene, predicate)


def _recent(scene: Scene, discourse: Discourse, reach: int) -> list[VisitDraft]:
    """The journeys told not long ago, in order."""
    return [visit for visit in discourse.visits if visit.visitor_name and visit.status != "cancelled" and scene.index - visit.scenes[-1] <= reach]


def _owner(scene: Scene, predicate: Predicate) -> Actor | None:
    """Whose visit it is: the person right before or behind the word, as a possessor."""
    for argument in scene.actors:
        gap = (argument.stop, predicate.start) if argument.stop <= predicate.start else (predicate.stop, argument.start)
        possessor = {"gen", "of", "attr"} & set(argument.marks) or scene.folded[argument.stop : argument.stop + 2] in ("'s", "’s")
        if argument.actor and argument.actor.name and possessor and gap[0] <= gap[1] and scene.words_between(*gap) <= 2:
            return argument.actor
    return None


def _year(scene: Scene, predicate: Predicate) -> str | None:
    """The year that tells one visit from another: "his stay of 2012"."""
    near = [date for date in scene.dates if re.fullmatch(r"\d{4}", date.edtf) and 0 <= date.start - predicate.stop <= 12]
    return near[0].edtf if near else None


def _month(scene: Scene, before: str) -> str:
    """The month that tells one visit from another: "the March journey"."""
    return next((f"{month:02}" for month, pattern in scene.lexicon.month_words if pattern.search(before)), "")


def _fits(visit: VisitDraft, owner: Actor | None, year: str | None) -> bool:
    named = owner is None or bool(owner.name and visit.visitor_name and same_person(visit.visitor_name, owner.name))
    return named and (year is None or visit.date is not None and compatible(visit.date, year))


def _of_these(scene: Scene, discourse: Discourse, known: list[VisitDraft], place: int) -> list[VisitDraft]:
    """The visit of a number among those that one sentence told, whoever made them: "during the second of these journeys"."""
    group = [visit for visit in discourse.visits if visit.scenes == known[-1].scenes and not visit.echo]
    own = [visit for visit in group if (visit.visitor_name, visit.host_country) == (group[-1].visitor_name, group[-1].host_country)]
    group = own if len(own) > 1 else group
    return [group[place - 1 if place > 0 else place]] if scene.search(scene.lexicon.of_series) and 1 < len(group) >= abs(place) else []


def _numbered(known: list[VisitDraft], place: int) -> list[VisitDraft]:
    """The visit of a number among those of the last traveller to the last host; a negative number counts from the end."""
    last = known[-1]
    series = [v for v in known if v.host_country == last.host_country and same_person(v.visitor_name or "", last.visitor_name or "")]
    dated = sorted({v.date: v for v in series if v.date}.values(), key=lambda v: bounds(v.date or "")[0] or "")
    at = place - 1 if place > 0 else len(dated) + place
    return [dated[at]] if 0 <= at < len(dated) else []


def in_year_of(visit: VisitDraft | None, date: Date | None) -> str | None:
    """A date whose year is not told, in the year of the visit it belongs to."""
    if date is None or visit is None or visit.date is None or not date.source.startswith("year") or compatible(visit.date, date.edtf):
        return date.edtf if date else None
    moved = visit.date[:4] + date.edtf[4:]
    return moved if re.fullmatch(r"(\d{4}|XXXX)-\d{2}(-\d{2})?", date.edtf) and compatible(visit.date, moved) else date.edtf
