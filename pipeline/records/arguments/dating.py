"""Which date belongs to which event: the nearest, one to each of several hosts, and stages of a journey joined."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date as Day
from datetime import timedelta

from pipeline.dates import bounds
from pipeline.records.arguments.arrivals import without_coming
from pipeline.records.arguments.called_off import is_day_of_calling_off
from pipeline.records.arguments.parts import is_bracketed_behind, is_elsewhere, right_before, right_behind
from pipeline.records.arguments.passing import (
    days_of_noun,
    is_attribute,
    is_before_onward,
    is_behind_person,
    is_of_clause_before,
    is_of_opening,
    is_of_plan,
    is_of_promise,
    is_of_relative,
    is_of_time_clause,
    is_of_verb_joined,
    is_until,
    names_document,
    opens_main_clause,
    opens_verb,
    told_besides,
)
from pipeline.records.arguments.roles import distance
from pipeline.records.arguments.status import is_governed
from pipeline.records.arguments.usable import COUNTED, is_since_then, usable
from pipeline.records.scenes.scene import DASHES, Scene
from pipeline.values import Date, Predicate

ARRIVALS = ("go", "come", "visit")
STAYS = (*ARRIVALS, "stay", "return", "attend")
STAGES = ("begin", "end", "support")
HELD = "happen"  # the sense of "held", behind an event
FOLLOWED = "follow"  # a date behind "was followed" is that of what came next
NEXT_VERB = 6  # words between a date and the verb whose date it is
CARRIED = 3  # words between a visit and the verb that it is paid by
HOST = 1.5  # words by which a date beside the host stands further from a journey than one beside its verb
FARTHEST = 40.0  # words, with the weights of roles.distance
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
_DAYS_ALONE = re.compile(r"\D{0,6}\d{1,2}\D{0,4}")  # a day of which neither month nor year is told: "the 19th", "19-da", "19-го"
NEAR = 4  # words and commas between a date with its dash and the journey it is told for


def nearest_date(scene: Scene, start: int, stop: int, dates: Sequence[Date] | None = None) -> Date | None:
    """The date that costs least to reach from an event's words."""
    near = [date for date in (usable(scene) if dates is None else dates) if not is_elsewhere(scene, date, start) and not scene.search(scene.lexicon.conceding, stop, max(stop, date.start))]
    costs = [entry for date in near if (entry := (_cost(scene, start, stop, date), date.start, date))[0] <= FARTHEST]
    return min(costs, key=lambda entry: entry[:2])[2] if costs else None


def _cost(scene: Scene, start: int, stop: int, date: Date) -> float:
    low, high = (date.stop, start) if date.start < start else (stop, date.start)
    return distance(scene, low, high) if low < high else 0.0


def visit_dates(scene: Scene, predicate: Predicate, hosts: list[tuple[int, int]]) -> list[str | None]:
    """A date for each host: in step where there are as many dates as hosts, else the one nearest to the predicate or its host."""
    if len(hosts) == 1 and (led := _led_by(scene, predicate) or _begun_on(scene, predicate) or _meant_for(scene, predicate)):
        return [led.edtf]
    if predicate.form == "noun" and len(hosts) == 1 and len(usable(scene)) > 1 and (days := days_of_noun(scene, predicate, usable(scene))):
        return [days.edtf]
    dates = dates_of_clause(scene, predicate, told_besides(scene, predicate, [date for date in usable(scene) if not _is_of_another(scene, predicate, date)]))
    bracketed = [next((date for date in dates if scene.folded[stop : max(stop, date.start)].strip() == "("), None) for _, stop in hosts]
    if len(hosts) > 1 and all(bracketed):  # "to Moscow (February), Washington (24–26 February) and Kyiv (March)"
        return [date.edtf for date in bracketed if date]
    if len(hosts) > 1 and len(dates) >= len(hosts):
        paired = pair_dates(scene, hosts, dates) or [nearest_date(scene, *host, dates) for host in hosts]
        return [date.edtf if date else None for date in paired]
    found = right_behind(scene, hosts, dates) or right_before(scene, hosts, dates) or [_nearest_to(scene, predicate, host, dates) if abs(host[0] - predicate.start) < 200 else None for host in hosts]
    frame = None if any(found) else _frame(scene, predicate)
    return [date.edtf if date else frame for date in found]


def _frame(scene: Scene, predicate: Predicate) -> str | None:
    """The day that opens a sentence and is its only date: it is that of the clause behind a semicolon too ("On 30 July A opened the conference; B and C were his guests")."""
    dates = usable(scene)
    opens = len(dates) == 1 and scene.words_between(scene.start, dates[0].start) <= 1 and len(dates[0].edtf) >= len("1975-07-30")
    parts = scene.folded.count(";", dates[0].stop, predicate.start) if opens else 0
    return dates[0].edtf if parts == 1 and predicate.form == "finite" and predicate.time == "past" else None


def _led_by(scene: Scene, predicate: Predicate) -> Date | None:
    """The date before the dash behind which a noun of travelling opens its part: "1994 – visit of A to Kyiv, 1996 – return visit of B"."""
    if predicate.form != "noun" or not scene.lexicon.governs:
        return None
    near = [(date, scene.folded[date.stop : predicate.start].split()) for date in usable(scene) if date.stop <= predicate.start]
    return next((date for date, gap in near if gap and gap[0] in DASHES and len(gap) <= NEAR and not any("," in word for word in gap)), None)


def _begun_on(scene: Scene, predicate: Predicate) -> Date | None:
    """The day right behind the verb that tells when a visit began, which stands right behind it: "whose visit began yesterday"."""
    if predicate.form != "noun" or not scene.lexicon.positional:
        return None
    verbs = [verb for verb in scene.told("begin") if verb.form == "finite" and verb.start >= predicate.stop and scene.words_between(predicate.stop, verb.start) == 0]
    return next((date for date in usable(scene) if verbs and date.start >= verbs[0].stop and scene.words_between(verbs[0].stop, date.start) <= 1 and _DAY.match(date.edtf)), None)


def _meant_for(scene: Scene, predicate: Predicate) -> Date | None:
    """The day for which a visit is told to have been planned that was called off on another: "on Tuesday his visit, planned for 29 May, was put off"."""
    if predicate.form != "noun" or scene.lexicon.predicate_last or not is_governed(scene, predicate, "cancel", "postpone"):
        return None
    plans = [verb for verb in scene.told("plan", "expect") if verb.form != "noun" and not verb.negated and verb.start >= predicate.stop]
    near = [(date, verb) for verb in plans for date in usable(scene) if date.start >= verb.stop and scene.words_between(verb.stop, date.start) <= 1]
    return next((date for date, verb in near if not any(predicate.stop <= other.start < verb.start and other.form == "finite" for other in scene.predicates)), None)


def _nearest_to(scene: Scene, predicate: Predicate, host: tuple[int, int], dates: list[Date]) -> Date | None:
    """The date that costs least to reach from a predicate or from its host, the predicate first."""
    verbs = [verb.stop for verb in scene.predicates if verb.form == "finite" and verb.start >= host[1]]
    later = [a.stop for a in scene.places if verbs and a.place and a.start >= verbs[0]]  # "flew to A, where he met X, and then to B (3–5 July)"
    near = [date for date in dates if not is_elsewhere(scene, date, predicate.start) and not any(is_bracketed_behind(scene, date, stop) for stop in later)]
    low, high = (predicate.stop, host[0]) if predicate.start < host[0] else (host[1], predicate.group_start)
    apart = any(low <= verb.start < high and verb.form == "finite" for verb in scene.predicates)
    spans = [(0.0, (predicate.start, predicate.stop)), *([] if apart else [(HOST, host)])]
    costs = [(min(extra + _cost(scene, *span, date) for extra, span in spans), date.start, date) for date in near]
    costs = [entry for entry in costs if entry[0] <= FARTHEST]
    if not costs:
        return None
    chosen = min(costs, key=lambda entry: entry[:2])[2]
    return _held_on(scene, predicate, chosen) or _behind_noun(scene, predicate, chosen, near) or _to_the_day(scene, chosen, near)


def _held_on(scene: Scene, predicate: Predicate, date: Date) -> Date | None:
    """The days on which the event was held that one attended in a month: "in June 1996 he took part in the congress held in Oslo on 3-5 June"."""
    inside = [one for one in usable(scene) if one.start > predicate.stop and date.stop <= predicate.start and holds(date.edtf, one.edtf)]
    if len(inside) != 1 or not scene.lexicon.positional:
        return None
    between = [verb for verb in scene.predicates if predicate.stop <= verb.start < inside[0].start and verb.form != "noun"]
    return inside[0] if between and all(verb.sense == HELD for verb in between) else None


def _behind_noun(scene: Scene, predicate: Predicate, date: Date, dates: list[Date]) -> Date | None:
    """The days behind the noun of the journey that a verb tells in the season or month that holds them: "in the autumn he went to India, on a state visit on 5 October"."""
    nouns = [noun for noun in scene.told("trip") if predicate.form == "finite" and predicate.stop <= noun.start < scene.clause(predicate.start)[1]]
    inside = [one for one in dates if date.stop <= predicate.start and holds(date.edtf, one.edtf) and any(noun.stop <= one.start and scene.words_between(noun.stop, one.start) <= 1 for noun in nouns)]
    return inside[0] if len(inside) == 1 and not scene.lexicon.predicate_last else None


def _to_the_day(scene: Scene, date: Date, dates: list[Date]) -> Date:
    """The days that stand in brackets behind a date that holds them: "in 1994 Ankara was visited by the president (13–15 January)"."""
    inside = [one for one in dates if one.start > date.stop and holds(date.edtf, one.edtf) and _in_brackets(scene, one)]
    told = any(date.stop <= verb.start < inside[0].start and verb.form == "finite" and verb.sense in STAYS for verb in scene.predicates) if inside else True
    return inside[0] if len(inside) == 1 and (not told or len(dates) == 2) else date


def holds(wide: str, narrow: str) -> bool:
    """True for a year, month or season and the days in it.

    >>> holds("1994", "1994-01-13/1994-01-15"), holds("1994-01-13", "1994-01-13")
    (True, False)
    """
    first, last = bounds(wide)
    low, high = bounds(narrow)
    return bool(first and last and low and high) and (first or "") <= (low or "") and (high or "") <= (last or "") and len(narrow) > len(wide)


def dates_of_clause(scene: Scene, predicate: Predicate, dates: list[Date]) -> list[Date]:
    """Of a verb that ends its clause the dates of that clause, else those before it; a date behind it belongs to the verb that follows."""
    if scene.lexicon.apart.match(scene.folded, predicate.stop, scene.stop):  # "before his visit to Baku, on 9 October"
        dates = [date for date in dates if date.start < predicate.start]
    if not scene.lexicon.predicate_last or predicate.form not in ("finite", "participle", "converb"):
        return dates
    if predicate.form != "finite":
        return [date for date in dates if date.start < predicate.start] or dates
    if bracketed := [date for date in dates if scene.folded[predicate.stop : max(predicate.stop, date.start)].strip() == "("]:
        return bracketed
    low = max([verb.stop for verb in scene.predicates if verb.form == "finite" and verb.stop <= predicate.group_start], default=scene.start)
    own = without_coming(scene, predicate, [date for date in dates if low <= date.start < predicate.start and not is_bracketed_behind(scene, date, low)])
    verbs = [verb.start for verb in scene.predicates if verb.form == "finite"]
    return own or [date for date in dates if date.start < predicate.start or not any(start > date.start for start in verbs)]


def _is_of_another(scene: Scene, predicate: Predicate, date: Date) -> bool:
    """True for a date that stands behind another verb of its own clause: "having arrived on the 5th, he left for Baku"."""
    if is_of_verb_joined(scene, predicate, date, (*STAYS, "leave")) or names_document(scene, date) or predicate.stop <= date.start and is_since_then(scene, date):
        return True
    if predicate.form == "noun" and date.rule in COUNTED and date.start >= predicate.stop and scene.barriers.between(predicate.stop, date.start):
        return True  # "the visit lasted three days, and on the second they signed"
    if not scene.lexicon.positional:
        return not scene.lexicon.predicate_last and (is_of_relative(scene, predicate, date, STAYS) or is_before_onward(scene, predicate, date, STAYS) or is_until(scene, predicate, date) or _is_in_aside(scene, predicate, date) or is_of_promise(scene, predicate, date) or is_of_plan(scene, predicate, date) or is_day_of_calling_off(scene, date) or is_of_clause_before(scene, predicate, date) or _is_of_next_verb(scene, predicate, date) or _is_of_noun_before(scene, predicate, date) or _is_behind_verb(scene, predicate, date))
    if predicate.form == "noun":
        return _is_of_noun_before(scene, predicate, date) or any(verb.passive and verb.id == FOLLOWED and verb.stop <= date.start and predicate.stop <= verb.start for verb in scene.told("happen"))
    if _DAY.match(date.edtf) and any(_is_earlier_stage(scene, verb, predicate, date) for verb in scene.told(*ARRIVALS)):
        return True
    if is_of_opening(scene, predicate, date):
        return True
    if opens_verb(scene, date, predicate) or opens_main_clause(scene, date, predicate) or is_of_time_clause(scene, date, predicate):
        return False
    between = [verb for verb in scene.predicates if verb.form != "noun" and verb is not predicate and verb.stop <= date.start and not is_attribute(scene, verb)]
    if not between:
        return False
    owner = max(between, key=lambda verb: verb.start)
    if not scene.subject(owner) or any(a.event and a.event.sense != "trip" for a in scene.subject(owner) or ()) or scene.barriers.between(owner.stop, date.start) >= 5:
        return False
    beside = predicate.form == "participle" and predicate.time == "present" and scene.folded[: predicate.group_start].rstrip().endswith(",")
    if beside and not _DAY.match(date.edtf) and owner.stop <= date.start < date.stop <= predicate.start and scene.subject(owner) == scene.subject(predicate):
        return False  # "toured the region in May 1992, stopping in Baku"
    if scene.folded[predicate.stop : owner.group_start].strip() in scene.lexicon.joining:  # "came and went on Friday"
        return False
    if predicate.form == "infinitive" and scene.search(scene.lexicon.precedent.first_to, date.stop, predicate.start):  # "became in May the first president to visit Baku"
        return False
    if date.stop <= predicate.start and scene.lexicon.at_that_time.match(scene.folded, date.stop):  # "in 2008, when he spent a day in Baku"
        return False
    return predicate.stop <= owner.start or date.stop <= predicate.start and owner.start < predicate.start


def _is_in_aside(scene: Scene, predicate: Predicate, date: Date) -> bool:
    """True for a date between commas with a participle or relative verb of another journey: "X, who had been to Prague in May, invited Y"."""
    low = max(scene.folded.rfind(sign, scene.start, date.start) for sign in ",(;")
    high = min((at for sign in ",);" if (at := scene.folded.find(sign, date.stop, scene.stop)) >= 0), default=scene.stop)
    if low <= predicate.start < high:
        return False
    relative = predicate.form == "finite" and is_behind_person(scene, low + 1) and scene.lexicon.relative_subject.match(scene.folded, low + 2) is not None
    if relative and any(low <= verb.start < high and verb.form == "finite" and verb.sense in (*STAYS, *STAGES) for verb in scene.predicates):
        return True
    return any(low <= verb.start < high and verb.form in ("participle", "converb") and verb.sense in STAYS for verb in scene.predicates)


def _is_of_next_verb(scene: Scene, predicate: Predicate, date: Date) -> bool:
    """True for a date behind a comma with another verb right in its own part: "visited Baku, and on 26 June signed a treaty"."""
    if date.start < predicate.stop or predicate.form == "noun" and not _is_carried_before(scene, predicate, date) or not scene.barriers.between(predicate.stop, date.start):
        return False
    if predicate.form == "participle" and (predicate.time == "present" or scene.search(scene.lexicon.manner, predicate.stop, date.start)):
        return False  # "A, who is in Baku on a visit, held talks on 5 May", "А., прибывший в Баку с визитом, 5 мая провёл переговоры"
    behind = [verb for verb in scene.predicates if verb.form == "finite" and verb.start >= date.stop]
    return bool(behind) and not scene.barriers.between(date.stop, behind[0].group_start) and scene.words_between(date.stop, behind[0].group_start) <= NEXT_VERB


def _is_carried_before(scene: Scene, noun: Predicate, date: Date) -> bool:
    """True for a journey that a verb before it carries, where "and" or "but" opens another part with a date: "paid a visit to Rome, and a month later left for Bonn"."""
    carried = any(verb.form == "finite" and verb.stop <= noun.start and scene.words_between(verb.stop, noun.start) <= CARRIED for verb in scene.told("support"))
    opened = re.search(r",\s+(\w+)\s[^,]*\Z", scene.folded[noun.stop : date.start])
    return carried and opened is not None and (opened[1] in scene.lexicon.joining or opened[1] in scene.lexicon.turning)


def _is_behind_verb(scene: Scene, predicate: Predicate, date: Date) -> bool:
    """True for a date right behind another verb, in the clause that it opens behind a comma: "had been there twice, and was awaited in May"."""
    if predicate.form == "noun" or date.start < predicate.stop:
        return False
    verbs = [verb for verb in scene.predicates if verb.form == "finite" and predicate.stop <= verb.start < date.start]
    return bool(verbs) and not scene.barriers.between(verbs[-1].stop, date.start) and scene.barriers.between(predicate.stop, verbs[-1].start) >= 5


def _is_of_noun_before(scene: Scene, predicate: Predicate, date: Date) -> bool:
    """True for the date of another journey told by a noun before, where a word of travelling has a date of its own behind it: "in answer to A's visit in 1993 B came in 1994";
    "A's visit to Oslo in 1993 and B's visit to Rome in 1994"."""
    trips = [noun for noun in scene.told("trip") if noun.form == "noun"]
    stop = next((noun.start for noun in trips if noun.start >= predicate.stop), scene.stop)
    if date.stop > predicate.start or not any(predicate.stop <= other.start < stop for other in usable(scene)):
        return False
    nouns = [noun for noun in trips if noun.stop <= date.start and (_in_brackets(scene, date) or not scene.barriers.between(noun.stop, date.start))]
    return bool(nouns) and scene.words_between(nouns[-1].stop, date.start) <= NEXT_VERB


def _in_brackets(scene: Scene, date: Date) -> bool:
    """True for a date that stands in brackets of its own."""
    return scene.folded[date.start - 1 : date.start] == "(" and scene.folded[date.stop : date.stop + 1] == ")"


def _is_earlier_stage(scene: Scene, verb: Predicate, predicate: Predicate, date: Date) -> bool:
    """True for an arrival between a day and another arrival: "On 12 June he flew to Vienna and from there to Prague"."""
    if verb.form == "noun" or not date.stop <= verb.start < predicate.start:
        return False
    places = [a for a in scene.places if a.place and a.place.kind != "organization"]
    own = any(verb.start < a.start < predicate.start for a in places) and any(a.start > predicate.start for a in places)
    return own and scene.subject(verb) == scene.subject(predicate)


def pair_dates(scene: Scene, hosts: list[tuple[int, int]], dates: list[Date]) -> list[Date | None] | None:
    """A date for each item, all before or all after theirs, whichever are nearer; None where they do not stand in step."""
    if len(dates) == len(hosts) and scene.search(scene.lexicon.respectively):
        return list(dates)
    before = [max((date for date in dates if date.stop <= start), key=lambda d: d.stop, default=None) for start, _ in hosts]
    behind = [min((date for date in dates if date.start >= stop), key=lambda d: d.start, default=None) for _, stop in hosts]
    distinct = [pairing for pairing in (before, behind) if len({date.start for date in pairing if date}) == len(hosts)]
    if not distinct:
        return None
    if before in distinct and any(date and scene.folded[date.stop : start].lstrip()[:1] in DASHES for (start, _), date in zip(hosts, before, strict=True)):
        return before  # "A in February, in May – B"
    chosen = min(distinct, key=lambda pairing: sum(_cost(scene, *host, date) for host, date in zip(hosts, pairing, strict=True) if date))
    return chosen


def counted_from(scene: Scene, date: Date, arrival: str) -> str:
    """The date of a departure counted from its own arrival, not from another date told between: "arrived on the 12th ... left the next day"."""
    start = arrival.partition("/")[0]
    counted = date.source == "relative_to_previous" and date.rule not in ("weekday", *COUNTED)
    if start == date.edtf or not _DAY.match(start) or not _DAY.match(date.edtf) or _DAYS_ALONE.fullmatch(date.text) is None and not counted:
        return date.edtf
    came = Day.fromisoformat(start)
    if counted:
        before = [part for other in scene.dates if other.stop <= date.start and not other.edtf.endswith("/..") for part in other.edtf.split("/") if _DAY.match(part)]
        anchor = before[-1] if before else ""
        apart = (Day.fromisoformat(date.edtf) - Day.fromisoformat(anchor)).days if anchor else 0
        return (came + timedelta(apart)).isoformat() if apart > 0 else date.edtf
    day = int(date.edtf[-2:])
    if day < came.day:
        return date.edtf
    return f"{start[:8]}{day:02}"


def stretched(date: str, days: int, phase: str) -> str:
    """A day made an interval of so many days that ends or begins with it.

    >>> stretched("2008-02-27", 2, "end")
    '2008-02-26/2008-02-27'
    """
    day = Day.fromisoformat(date)
    if days < 2 or days > 60:
        return date
    first, last = (day - timedelta(days - 1), day) if phase == "end" else (day, day + timedelta(days - 1))
    return f"{first.isoformat()}/{last.isoformat()}"
