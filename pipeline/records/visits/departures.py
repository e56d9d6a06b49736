"""Departures: a visit ends where its traveller leaves, goes home or goes on to another country."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date as Day

from pipeline.dates import bounds
from pipeline.records.arguments import counting
from pipeline.records.arguments.arrivals import is_next
from pipeline.records.arguments.dating import counted_from, stretched, visit_dates
from pipeline.records.arguments.localities import can_host
from pipeline.records.arguments.repeats import occurrences
from pipeline.records.arguments.roles import crosses_verb, fill
from pipeline.records.arguments.usable import usable
from pipeline.records.participants.hosts import Host, host_at, is_abroad
from pipeline.records.participants.kinds import find_kinds
from pipeline.records.participants.lengths import STAYED
from pipeline.records.participants.there import pointed_at, where_begins
from pipeline.records.participants.visitors import find_visitors, understood
from pipeline.records.scenes.scene import Argument, Scene
from pipeline.records.told.discourse import Discourse
from pipeline.records.told.drafts import VisitDraft
from pipeline.records.told.eras import is_one_state
from pipeline.records.told.moments import told_before
from pipeline.records.visits.telling import Told, draft
from pipeline.values import Actor, Predicate

LONGEST_STAY = 31  # days behind which who returns comes anew
IN = 3  # words between the days of a stay and where it was: "three days of talks in Chile"
RETURNING = 40  # characters behind a verb of going in which "home" stands
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")


def left_here(scene: Scene, predicate: Predicate, discourse: Discourse) -> list[VisitDraft]:
    """The visits to the place of a report that end where its travellers leave "from here"."""
    low, high = scene.clause(predicate.start)
    if predicate.sense != "go" or predicate.form != "finite" or discourse.home is None or not scene.search(scene.lexicon.hence, low, high):
        return []
    host = host_at(discourse.home, predicate.start, predicate.stop)
    (date,) = visit_dates(scene, predicate, [(predicate.start, predicate.stop)])
    return [replace(draft(scene, predicate, visitor, host, Told(date)), phase="end") for visitor in find_visitors(scene, predicate) if is_abroad(visitor, host)]


def left_from(scene: Scene, predicate: Predicate, visitors: list[Actor], hosts: list[Host]) -> list[VisitDraft]:
    """The end of the visit of one who sets out "from Minsk", where it is not told where to."""
    homeward = scene.lexicon.predicate_last and _is_homeward(scene, predicate, scene.start)
    if hosts or predicate.sense != "go" or predicate.form != "finite" or predicate.negated or not (scene.lexicon.governs or homeward):
        return []
    origin = fill(scene, predicate, "origin", [a for a in scene.places if can_host(a)])
    people = [visitor for visitor in visitors if visitor.name and visitor.country]
    if origin is None or origin.place is None or len(people) != 1 or not is_abroad(people[0], host := host_at(origin.place, origin.start, origin.stop)):
        return []
    (date,) = visit_dates(scene, predicate, [(predicate.start, predicate.stop)])
    if not date:
        return []
    date, phase = _ended(date, counting.duration(scene, *scene.clause(predicate.start)) if scene.told("trip") else None)
    return [replace(draft(scene, predicate, people[0], host, Told(date)), phase=phase)]


def _ended(date: str, days: int | None) -> tuple[str, str]:
    """The date of a visit that ended on a day, and its phase: of one whose length is told all its days."""
    return (stretched(date, days, "end"), "") if days and _DAY.match(date) else (date, "end")


def left_for(scene: Scene, predicate: Predicate, visitors: list[Actor], found: list[VisitDraft]) -> list[VisitDraft]:
    """The end of the visit of one who sets out for another country from the foreign city with which the sentence opens: "from Minsk A flew to Riga on the 5th"."""
    opens = any(scene.words_between(scene.start, a.start) <= 1 and can_host(a) for a in scene.places)
    ends = left_from(scene, predicate, visitors, []) if found and opens and predicate.time == "past" else []
    return [one for one in ends if _DAY.match(one.date or "") and all(one.visitor_name == going.visitor_name and one.host_country != going.host_country for going in found)]


def went_on(scene: Scene, predicate: Predicate, known: list[VisitDraft], found: list[VisitDraft]) -> list[VisitDraft]:
    """The end of the visit told before, whose traveller sets out for another country: "arrived in Baku on the 5th, left for Tbilisi on the 7th"."""
    if predicate.sense != "go" or predicate.phase != "begin" or predicate.form != "finite" or len(found) != 1 or not known or not found[0].date:
        return []
    if predicate.time == "future" and not any(visit_dates(scene, predicate, [(predicate.start, predicate.stop)])):
        return []  # "will go on to Vilnius, where she is to meet A on Monday"
    going = found[0]
    stays = [one for one in known if (one.visitor_name, one.host_country) == (known[-1].visitor_name, known[-1].host_country) and one.date]
    visit = next((one for one in stays if one.phase == "begin"), known[-1])  # "arrived on the 5th, stayed two days and on the 7th left for Tbilisi"
    same = visit.visitor_name and visit.visitor_name == going.visitor_name and visit.phase == "begin" and visit.status == going.status == "occurred"
    left = (going.date or "")[:10]
    same = same and bool(left) and (visit_dates(scene, predicate, [(predicate.start, predicate.stop)])[0] or "").startswith(left)  # not the day of what was done there
    if not same or visit.host_country == going.host_country or not is_next(visit.date or "", left, LONGEST_STAY):
        return []
    return [replace(visit, date=left, phase="end", scenes=going.scenes, rules=going.rules, echo=True)]


def went_home(scene: Scene, predicate: Predicate, discourse: Discourse, told: list[VisitDraft], hosts: list[Host]) -> list[VisitDraft]:
    """The end of a visit told just before, where its traveller sets out for his own country: "the king flew home on Friday"."""
    if predicate.sense != "go" or predicate.form not in ("finite", "participle") or predicate.negated:
        return []
    if predicate.form == "participle":  # "прибыл премьер-министр, отбывший 5-го"
        if not scene.lexicon.governs or predicate.time != "past":
            return []
        hosts = [host for host in hosts if host.start > scene.folded.rfind(",", scene.start, predicate.start)]
    known = [visit for visit in [*discourse.current(scene), *told][-1:] if visit.status != "cancelled" or predicate.time != "future"]
    named = find_visitors(scene, predicate)
    own = bool(hosts) and all(host.country == visit.visitor_country for host in hosts for visit in known)
    low = scene.clause(predicate.start)[0] if scene.lexicon.predicate_last else predicate.start
    home = _is_homeward(scene, predicate, low)
    homeward = home and _leaves(scene, predicate, known, hosts) or not hosts and (home or scene.lexicon.governs)
    if not known or not (own or homeward or _is_from_there(scene, predicate, known[0], hosts)) or any(actor.name != known[0].visitor_name for actor in named):
        return []
    (date,) = visit_dates(scene, predicate, [(predicate.start, predicate.stop)])
    if not date:
        return []
    told_here = known[0].date is None and scene.index in known[0].scenes  # "after a three-day visit to Ankara he flew home on the 21st"
    date, phase = _ended(date, counting.duration(scene, scene.start, predicate.start) if told_here else None)
    return [replace(known[0], date=date, phase=phase, count=1, scenes=(scene.index,), rules=(predicate.id,), echo=True)]


def stays_on(scene: Scene, predicate: Predicate, draft: VisitDraft, known: list[VisitDraft]) -> VisitDraft:
    """The last day of a visit told before, where a draft only tells until when, or how long, its visitor stays: "arrived on Monday; he will stay until Friday", "back
    from Baku last night; he had spent two days there"."""
    same = [one for one in known if one.visitor_name == draft.visitor_name and is_one_state(one.host_country, draft.host_country)]
    begun = [one for one in same if (one.phase in ("begin", "end") or one.status == "planned") and _DAY.match(one.date or "")]
    days = counting.duration(scene, max(scene.start, predicate.start - STAYED), min(scene.stop, predicate.stop + STAYED)) if begun and (draft.date is None or predicate.time == "present") else None
    if days:
        return replace(draft, date=stretched(begun[-1].date or "", days, begun[-1].phase if begun[-1].phase == "end" else ""), phase="", status=begun[-1].status, echo=True)
    return replace(draft, phase="end", status=same[-1].status, echo=True) if same and (draft.date or "").startswith("../") else draft


def _leaves(scene: Scene, predicate: Predicate, known: list[VisitDraft], hosts: list[Host]) -> bool:
    """True where the only places found for one who goes home stand before it, and are those he leaves: "arrived in Vilnius on the 5th and flew home the next day"."""
    return all(host.stop <= predicate.start and any(host.country == visit.host_country for visit in known) for host in hosts)


def _is_from_there(scene: Scene, predicate: Predicate, visit: VisitDraft, hosts: list[Host]) -> bool:
    """True where one goes, and only the clause of his arrival names a place, in a language that ends clauses with the verb: "came on the 5th, went on the 7th"."""
    if not scene.lexicon.predicate_last or predicate.phase != "begin" or visit.phase != "begin":
        return False
    if scene.index not in visit.scenes:  # "The guest left on the 27th."
        (left,) = visit_dates(scene, predicate, [(predicate.start, predicate.stop)])
        return not hosts and not scene.places and is_next(visit.date or "", left or "", LONGEST_STAY)
    verbs = [verb.start for verb in scene.predicates if verb.form in ("finite", "converb") and verb.sense in ("come", "go") and verb.start < predicate.start]
    there = bool(hosts) and all(host.country == visit.host_country and any(host.stop <= start for start in verbs) for host in hosts)
    (date,) = visit_dates(scene, predicate, [(predicate.start, predicate.stop)])
    return there and is_next(visit.date or "", date or "", LONGEST_STAY) and not scene.search(scene.lexicon.again, max(verbs), predicate.start)


def read_departure(scene: Scene, predicate: Predicate, discourse: Discourse, told: list[VisitDraft]) -> list[VisitDraft]:
    """A departure ends the visit where it leaves from, and begins one where it goes to."""
    visitors = find_visitors(scene, predicate) or understood(scene, predicate, discourse, told)
    places = [argument for argument in scene.places if can_host(argument) and not crosses_verb(scene, predicate, argument)]
    if scene.lexicon.predicate_last and predicate.form in ("participle", "converb"):
        places = [argument for argument in places if argument.start < predicate.start]
        if predicate.form == "converb" and not any(date.stop <= predicate.start for date in usable(scene)):
            return []  # "on his way back from Beijing he stopped in Almaty"
    left, goal = fill(scene, predicate, "host", places), fill(scene, predicate, "goal", places)
    days, there = _after_days(scene, predicate, places)
    left = left or there
    goal = None if goal is there else goal
    if goal and scene.lexicon.positional and _is_over(scene, predicate, goal.start):
        return []  # "returned from a visit to Baku": the visit itself tells it
    if goal and goal.place and goal.stop <= predicate.start and any(visit.host_country == goal.place.code for visit in told) and (_is_homeward(scene, predicate, scene.start) or _is_thence(scene, predicate, goal.stop)):
        goal = None  # "flew to Ashgabat on the 11th and returned home two days later"
    if predicate.sense == "return" and not (left or goal) and (back := _back_to(scene, predicate, discourse, visitors)):
        return back
    (date,) = visit_dates(scene, predicate, [(predicate.start, predicate.stop)])
    if goal and goal.place and not date and predicate.form == "finite" and predicate.time == "past" and not told:
        date = told_before(scene, discourse)  # "In the evening the guest left for Riga."
    if left and not date and predicate.sense == "return" and predicate.form == "finite" and predicate.time == "past":
        date = discourse.on_its_day(scene)
    drafts = []
    for visitor in visitors:
        if left and left.place:
            hosts = [host_at(left.place, left.start, left.stop)]
            date = stretched(date, days or _days_there(scene, predicate), "end") if date and _DAY.match(date) else date
        else:
            known = [visit for visit in [*discourse.current(scene), *told] if visit.visitor_name == visitor.name and visit.host_country and visit.status != "cancelled"]
            arrived = [visit for visit in known if visit.phase == "begin" and (visit in told or visit.date and known[-1].date is None)]
            known = arrived[-1:] or ([visit for visit in known if not _was_over(visit, date)] or known)[-1:]  # not where he had been before he arrived
            hosts = [Host(visit.host_country, None, predicate.start, predicate.stop) for visit in known]
            date = _since(scene, predicate, date, known[-1].date) if known else date
            if predicate.sense == "return" and known and not goal and _is_new(date, known[-1].date):
                if _is_homeward(scene, predicate, scene.start):
                    continue  # "came back to his homeland in 1941" is the end of no visit of 1936
                drafts.append(replace(draft(scene, predicate, visitor, hosts[0], Told(date)), phase="begin"))
                continue
        kind = None if goal else find_kinds(scene, predicate)[0][0]
        ends = [replace(draft(scene, predicate, visitor, host, Told(date, kind)), echo=not left) for host in hosts if is_abroad(visitor, host)]
        to_come = not left and predicate.time != "past" and all(visit.status == "planned" for visit in known)
        drafts += [replace(one, status="planned") if to_come else one for one in ends]  # "will come on Monday and leave on Wednesday"
        if goal and goal.place and is_abroad(visitor, onward := host_at(goal.place, goal.start, goal.stop)):
            going = replace(predicate, phase="begin") if scene.lexicon.positional else predicate
            onto = draft(scene, going, visitor, onward, Told(date, find_kinds(scene, predicate)[0][0]))
            drafts.append(onto if scene.lexicon.positional else replace(onto, phase="begin"))
    return drafts


def _is_thence(scene: Scene, predicate: Predicate, goal: int) -> bool:
    """True for a return that is told in the clause behind a place, in a language of relative words: "в Лиссабон, откуда вернулся через два дня"."""
    return bool(scene.lexicon.governs) and predicate.sense == "return" and scene.barriers.between(goal, predicate.start) > 0


def _was_over(visit: VisitDraft, date: str | None) -> bool:
    """True for a stay told with its last day, before the day of a departure."""
    last = (visit.date or "").partition("/")[2]
    return bool(date and _DAY.match(date) and _DAY.match(last) and last < date)


def with_ends(scene: Scene, drafts: list[VisitDraft]) -> list[VisitDraft]:
    """The visits of a sentence, one that is only told to have begun, or how long it was, until its traveller came elsewhere: "landed in Delhi on the 21st,
    coming from Bangkok, where he had been since the 17th", "having spent three days in Bangkok, flew on to Delhi on the 21st"."""
    drafts = [_until_arrival(one, drafts) if one.status == "occurred" and (one.date or "").endswith("/..") else one for one in drafts]
    return [_until_onward(scene, one, drafts) if one.status == "occurred" and one.date is None else one for one in drafts]


def _until_onward(scene: Scene, visit: VisitDraft, drafts: list[VisitDraft]) -> VisitDraft:
    left = any(a.place and a.place.code == visit.host_country and set(scene.lexicon.origins) & set(a.marks) for a in scene.places)  # "from Bangkok, where he had spent three days"
    verb = next((one for one in scene.told("stay") if one.id in visit.rules and one.time == "past" and (one.form == "participle" or left)), None)
    days = counting.duration(scene, verb.start, min(scene.stop, verb.stop + STAYED)) if verb else None
    behind = [one.date for one in drafts if one.visitor_name == visit.visitor_name and one.host_country != visit.host_country and _DAY.match(one.date or "")]
    return replace(visit, date=stretched(behind[0] or "", days, "end"), phase="") if days and behind else visit


def _until_arrival(visit: VisitDraft, drafts: list[VisitDraft]) -> VisitDraft:
    begun = (visit.date or "").removesuffix("/..")
    others = [one.date for one in drafts if one.visitor_name and one.visitor_name == visit.visitor_name and one.host_country != visit.host_country and one.phase == "begin"]
    last = next((date for date in others if date and is_next(begun, date, LONGEST_STAY)), None)
    return replace(visit, date=f"{begun}/{last}", phase="") if last else visit


def _is_over(scene: Scene, predicate: Predicate, goal: int) -> bool:
    """True where the goal found for one who returns is that of the visit he returns from."""
    nouns = [noun for noun in scene.told("trip") if noun.form == "noun" and predicate.stop <= noun.start < goal]
    return predicate.sense in ("return", "leave") and any(scene.lexicon.returned_after.search(scene.folded, predicate.stop - 1, noun.start) for noun in nouns)


def _back_to(scene: Scene, predicate: Predicate, discourse: Discourse, visitors: list[Actor]) -> list[VisitDraft]:
    """The visits to a place that a relative word says one returned to: "Oslo, to which he returned in 1992 and 1994"."""
    place = pointed_at(scene, predicate, discourse, frozenset()) if where_begins(scene, predicate) is not None else None
    if place is None or not scene.lexicon.positional:
        return []
    host = host_at(place, predicate.start, predicate.stop)
    several = [one.date for one in occurrences(scene, predicate, None)] or visit_dates(scene, predicate, [(predicate.start, predicate.stop)])
    return [replace(draft(scene, predicate, visitor, host, Told(date)), phase="") for visitor in visitors for date in several if is_abroad(visitor, host)]


def _is_homeward(scene: Scene, predicate: Predicate, low: int) -> bool:
    """Whether the way home is told near a verb, not before ``low``."""
    return scene.search(scene.lexicon.homeward, max(low, predicate.start - RETURNING), min(scene.stop, predicate.stop + RETURNING)) is not None


def _days_there(scene: Scene, predicate: Predicate) -> int:
    """How long one was where he returns from: "returned from Islamabad, where he had spent two days", "ended his three-day visit and returned from Islamabad"."""
    stays = [verb for verb in scene.told("stay") if verb.start > predicate.stop and verb.form == "finite"][:1]
    told = next((counting.duration(scene, verb.start - STAYED // 2, min(scene.stop, verb.stop + STAYED)) for verb in stays), None)
    ended = scene.lexicon.predicate_last and any(one.start < predicate.start for one in scene.told("trip"))
    return told or (counting.duration(scene, *scene.clause(predicate.start)) if ended else None) or 0


def _after_days(scene: Scene, predicate: Predicate, places: list[Argument]) -> tuple[int | None, Argument | None]:
    """The days told behind a departure that one had stayed, and where: "flew home on Friday after three days in Chile"."""
    high = scene.clause(predicate.start)[1]
    if not scene.lexicon.positional and (ended := scene.search(scene.lexicon.days_ended, predicate.stop, high)):
        there = next((a for a in places if a.start >= ended.end() and scene.words_between(ended.end(), a.start) <= IN), None)
        return (counting.number_of(scene.lexicon, [ended["n"]]), there) if there else (None, None)
    for match in scene.finditer(scene.lexicon.duration, predicate.stop, high) if scene.lexicon.positional else ():
        there = next((a for a in places if a.start >= match.end() and "in" in a.marks and scene.words_between(match.end(), a.start) <= IN), None)
        named = there and any(match.start() <= trip.start < there.start for trip in scene.told("trip"))  # "a two-day stay in Manila": the visit itself tells it
        if there and not named and scene.lexicon.returned_after.search(scene.folded, predicate.stop - 1, match.start()):
            return counting.number_of(scene.lexicon, [match["n"]]), there
    return None, None


def _is_new(date: str | None, known: str | None) -> bool:
    """True for a date so long after a visit that who returned then had not stayed: "he returned the following year"."""
    first, last = bounds(date)[0] if date else None, bounds(known)[1] if known else None
    return bool(first and last and ".." not in (date or "") and first > last and (Day.fromisoformat(first) - Day.fromisoformat(last)).days > LONGEST_STAY)


def _since(scene: Scene, predicate: Predicate, date: str | None, arrival: str | None) -> str | None:
    """The date of a departure, counted from the arrival where the text counts it."""
    same = [one for one in scene.dates if one.edtf == date]
    told = min(same, key=lambda one: abs(one.start - predicate.start), default=None)
    return counted_from(scene, told, arrival) if told and arrival else date
