"""What a sentence adds to a visit told right before it without a word for it: "It began on the 7th and lasted four days."."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date as Day

from pipeline.dates import compatible
from pipeline.records.arguments import counting
from pipeline.records.arguments.arrivals import is_next
from pipeline.records.arguments.dating import holds, nearest_date, stretched
from pipeline.records.arguments.usable import usable
from pipeline.records.participants.lengths import LONGEST, STAYED, days_by_last, lasting
from pipeline.records.scenes.scene import Scene
from pipeline.records.told.discourse import Discourse
from pipeline.records.told.drafts import VisitDraft
from pipeline.records.visits.ends import MEANT, begun
from pipeline.values import Predicate

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
OPENING = 2  # characters before the first clause of a sentence
UNTIL = "../"  # the beginning of an interval of which only the end is told
EDGES = ("begin", "end")  # senses of verbs that tell the first or last day of a visit
SENSES = {"begin", "end", "happen", "other"}  # of a sentence that tells of a visit nothing but when and how long


def read_lasting(scene: Scene, discourse: Discourse) -> list[VisitDraft]:
    """The days of the only visit of the sentence before, where a sentence tells how long it was ("in his two days there"), or nothing but when something
    began and how long it lasted."""
    told = discourse.current(scene, reach=1)
    match = lasting(scene, scene.start)
    if len(told) != 1 or not (match and (match["spent"] or match.groupdict().get("within"))) and _tells_more(scene):
        return []
    visit = told[0]
    begun = [date.edtf for verb in scene.told("begin") if (date := nearest_date(scene, verb.start, verb.stop)) and _DAY.match(date.edtf)][:1]
    start = next((day for day in begun if visit.date is None or compatible(day, visit.date)), visit.date or "")
    if not _DAY.match(start) or visit.count != 1:
        return []
    days = counting.number_of(scene.lexicon, [match["n"]]) if match else None
    if not days and not begun:
        return []
    return [replace(visit, date=stretched(start, days or 1, visit.phase if visit.phase == "end" else ""), phase="" if days else "begin", scenes=(scene.index,), rules=("lasting",), echo=True)]


def _tells_more(scene: Scene) -> bool:
    """True for a sentence about more than how long something went on."""
    senses = {predicate.sense for predicate in scene.predicates}
    return not senses or not senses <= SENSES or any(a.actor and a.actor.name for a in scene.actors) or bool(scene.events)


def read_staying(scene: Scene, discourse: Discourse, drafts: list[VisitDraft]) -> list[VisitDraft]:
    """The days that a sentence adds to the stay of which one day was told before, by a verb of staying or working of the same traveller that names no other place:
    "Пробудет там до пятницы", "Делегация работала там до 18 октября", "В Турции он проведёт три дня"."""
    told = _meant(scene, discourse, drafts)
    if not told or any(draft.date for draft in drafts) or not _is_of_stay(scene, told[0]):
        return []
    verbs = [verb for verb in scene.told("stay", "act") if verb.form == "finite" and not (verb.negated or verb.mood)]
    days = [_stay(scene, verb, told[0].date or "", told[0].phase) for verb in verbs[:1]]
    return [replace(told[0], date=day, phase="", scenes=(scene.index,), rules=("lasting",), echo=True) for day in days if day]


def read_last_day(scene: Scene, discourse: Discourse, drafts: list[VisitDraft]) -> list[VisitDraft]:
    """The visits of a sentence, the stay begun before it with its days where it counts the last of them: "On the fourth and last day of the visit he spoke there"."""
    match = scene.search(scene.lexicon.last_day)
    told = _meant(scene, discourse, drafts) if match and not any(date.stop <= match.start() or match.end() <= date.start for date in usable(scene)) else []
    days = days_by_last(scene, match) if match and told and told[0].phase != "end" else None
    if not days:
        return drafts
    others = [one for one in drafts if (one.visitor_name, one.host_country) != (told[0].visitor_name, told[0].host_country)]
    return [*others, replace(told[0], date=stretched(told[0].date or "", days, ""), phase="", scenes=(scene.index,), rules=("lasting",), echo=True)]


def _meant(scene: Scene, discourse: Discourse, drafts: list[VisitDraft]) -> list[VisitDraft]:
    """The stay of which so far one day is told that a sentence means: of the traveller whom it names or points at, else the only one told just before."""
    stays = [stay for stay in begun(scene, discourse, []) if scene.index - stay.scenes[-1] <= MEANT]
    names = {a.actor.name for a in scene.actors if a.actor and a.actor.name} | {draft.visitor_name for draft in drafts}
    own = [stay for stay in stays if stay.visitor_name in names] or stays
    own = [stay for stay in own if stay.status == "occurred"] or own
    return own[-1:] if len({(stay.visitor_name, stay.host_country, stay.date) for stay in own}) == 1 else []


def _stay(scene: Scene, verb: Predicate, first: str, phase: str) -> str | None:
    """The days of a stay of which one is told, the first or the last, by the date until which it goes on or by its length behind its verb."""
    until = [date.edtf.removeprefix(UNTIL) for date in usable(scene) if date.edtf.startswith(UNTIL)]
    days = None if usable(scene) else counting.duration(scene, verb.start, min(scene.stop, verb.stop + STAYED))
    if days:
        return stretched(first, days, phase if phase == "end" else "")
    last = until[0] if len(until) == 1 and _DAY.match(until[0]) and phase != "end" else ""
    return f"{first}/{last}" if last > first and (Day.fromisoformat(last) - Day.fromisoformat(first)).days <= LONGEST else None


def _is_of_stay(scene: Scene, visit: VisitDraft) -> bool:
    """True for a sentence that names nobody but the traveller of a visit, and no place out of its country."""
    actors = [a.actor for a in scene.actors if a.actor]
    same = all(one.name == visit.visitor_name if one.name else one.country in (None, visit.visitor_country) and one.office in (None, visit.visitor_office) for one in actors)
    return same and all(place.code in (visit.host_country, visit.visitor_country) for place in scene.all_places) and len(list(usable(scene))) <= 1


def _has_subject(scene: Scene, verb: Predicate) -> bool:
    """True where more than a pronoun stands before a verb, in a language that tells the subject by its place: "An election must be held by March"."""
    return bool(scene.lexicon.positional) and scene.words_between(scene.clause(verb.start)[0], verb.group_start) > 1


def read_took_place(scene: Scene, discourse: Discourse, told: list[VisitDraft]) -> list[VisitDraft]:
    """The visit told last once more with its days, where a sentence opens by saying when "it" was: "Он продолжался с 23 по 25 октября", or
    on which it begins or ends: "It will end on Friday"."""
    held = [verb for verb in scene.predicates if verb.form == "finite"][:1]
    if told or not held or held[0].sense not in ("happen", *EDGES) or held[0].negated or held[0].mood or held[0].plural or _has_subject(scene, held[0]):
        return []
    low, high = scene.clause(held[0].start)
    edge = held[0].sense if held[0].sense in EDGES else ""
    others = [noun.start for noun in scene.told("trip", "event", "talks", "signing")] + [a.start for a in scene.actors if a.actor and a.actor.rule != "pronoun"]
    others = [start for start in others if not edge or start < held[0].start]  # "It began on Friday with talks with A"
    date = nearest_date(scene, held[0].start, held[0].stop)
    if low > scene.start + OPENING or date is None or not low <= date.start < high or any(low <= start < high for start in others):
        return []
    last = [visit for visit in discourse.current(scene, reach=1) if visit.count == 1]
    whose = {(visit.visitor_name, visit.host_country) for visit in last}
    fits = [visit for visit in last if _has_edge(visit, edge, date.edtf)] if edge else [visit for visit in last if visit.status == "occurred" and (visit.date is None or holds(visit.date, date.edtf))]
    return [replace(fits[-1], date=date.edtf, phase=edge, scenes=(scene.index,), rules=("lasting",), echo=True)] if fits and len(whose) == 1 else []


def _has_edge(visit: VisitDraft, edge: str, day: str) -> bool:
    """True for a visit of which only the last day is told before the one on which it began, or a day before the one on which it ends."""
    told = visit.date or ""
    return is_next(told, day, LONGEST) if edge == "end" else visit.phase == "end" and is_next(day, told, LONGEST)
