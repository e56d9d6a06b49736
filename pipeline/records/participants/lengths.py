"""How long a journey went on: the length, the last day or the stage of it that a sentence tells beside its date."""

from __future__ import annotations

import re
from datetime import date as Day
from datetime import timedelta

from pipeline.records.arguments import counting
from pipeline.records.arguments.dating import ARRIVALS, nearest_date, stretched
from pipeline.records.arguments.tour_ends import tour_ends
from pipeline.records.arguments.usable import usable
from pipeline.records.participants.kinds import carried_noun
from pipeline.records.scenes.scene import Scene
from pipeline.values import Date, Predicate

BESIDE_VERB = 60  # characters beside a verb in which its length of time is told
BEHIND_ARRIVAL = 110  # characters behind a verb of travelling: its goal, its date and its purpose stand before the length
STAYED = 40  # characters behind a verb of staying in which its days are told
DONE_THERE = ("meet", "sign", "act", "receive", "stay", "visit", "attend")
WHERE = 8  # characters behind a place in which a clause about it opens
BESIDE = 2  # words between a date and the verb that tells what began or ended on it
LONGEST = 31  # days of one visit
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")


def stage_date(scene: Scene, predicate: Predicate, date: str | None, known: str = "") -> tuple[str | None, str]:
    """The date of a journey with its length added, and whether it is only its first or last day (``begin``, ``end`` or ""); ``known`` is which of them
    the date was where it was told before."""
    low, high = scene.clause(predicate.start)
    if stay := _from_begin_to_end(scene, predicate):
        return stay, ""
    phase = phase_of(scene, predicate)
    days = _days_counted(scene, predicate) or _days_lasted(scene, predicate) or _days_said(scene, predicate, low, high) or _days_stayed(scene, predicate)
    if date and _DAY.match(date) and (last := _last_day(scene, predicate, date)):
        return f"{date}/{last}", ""
    if date and (longer := _days_longer(scene, predicate, date)):
        return longer, ""
    if date and _DAY.match(date) and phase == "end" and (begun := _begun_in_brackets(scene, predicate)) and begun < date:
        return f"{begun}/{date}", ""
    number = _day_of_visit(scene, low, high, date) if date and _DAY.match(date) else None
    if date and number and number < 0 and predicate.sense == "trip":
        return (stretched(date, days, "end"), "") if days else (date, "end")
    if date and number and number > 0:
        first = (Day.fromisoformat(date) - timedelta(number - 1)).isoformat()
        return (stretched(first, days, ""), "") if days and days >= number else (first, "begin")
    ended = "end" if scene.search(scene.lexicon.days_ended, low, high) else phase
    since = bool(date and date.endswith("/.."))
    date = date.removesuffix("/..") if date and days else date
    if days and date and _DAY.match(date):
        told_here = any(one.edtf == date for one in scene.dates)
        return stretched(date, days, ended if told_here and not since else known if known == "end" else ""), ""
    if date and phase == "begin" and predicate.form == "noun" and _DAY.match(date) and _goes_on(scene):
        return f"{date}/..", ""
    return date, phase


def _goes_on(scene: Scene) -> bool:
    """True where a visit is said to go on still, in a language that ends clauses with the verb."""
    verbs = [verb for verb in scene.told("happen") if verb.form == "finite" and verb.time == "present" and not verb.negated]
    return scene.lexicon.predicate_last and bool(verbs)


def _days_said(scene: Scene, predicate: Predicate, low: int, high: int) -> int | None:
    """The length of a journey told beside its verb, or beside the visit that the verb carries."""
    told = counting.duration(scene, *_beside_verb(scene, predicate, low, high))
    noun = None if told else carried_noun(scene, predicate)
    return counting.duration(scene, max(scene.start, noun.start - STAYED), noun.stop) if noun else told


def _from_begin_to_end(scene: Scene, predicate: Predicate) -> str | None:
    """The stay of a visit of which a sentence tells on which day it began and on which it ended."""
    if predicate.form != "noun" and carried_noun(scene, predicate) is None or tour_ends(scene):
        return None
    days: list[str] = []
    for senses in (("begin", "happen"), ("end",)):
        verbs = [verb for verb in scene.told(*senses) if verb.form == "finite" or _is_dated_participle(scene, verb)]
        free = [date for date in usable(scene) if date.edtf.removesuffix("/..") not in days]
        near = [date.edtf.removesuffix("/..") for verb in verbs[:1] if (date := nearest_date(scene, verb.start, verb.stop, free))]
        dated = [day for day in near if _DAY.match(day)]
        days += dated[:1]
    if len(days) == 1 and scene.told("begin"):
        days += [date.edtf.removeprefix("../") for date in usable(scene) for verb in scene.told("happen") if date.edtf.startswith("../") and verb.form == "finite" and _lasts_until(scene, verb, date)][:1]
    return f"{days[0]}/{days[1]}" if len(days) == 2 and days[0] < days[1] else None


def _lasts_until(scene: Scene, verb: Predicate, date: Date) -> bool:
    """True for the last day beside a verb of going on: "lasted until the 5th", "oktyabrın 5-dək davam edəcək"."""
    low, high = (date.stop, verb.start) if scene.lexicon.predicate_last else (verb.stop, date.start)
    return low <= high and scene.words_between(low, high) <= 1


def _begun_in_brackets(scene: Scene, predicate: Predicate) -> str | None:
    """The day since which a visit went on, in the brackets behind it: "ending his visit to Vienna (since 10 July)"."""
    since = [date.edtf.removesuffix("/..") for date in scene.dates if date.edtf.endswith("/..") and date.start > predicate.stop and scene.bracket_around(date.start, date.stop)]
    return next((day for day in since if _DAY.match(day)), None)


def _beside_verb(scene: Scene, predicate: Predicate, low: int, high: int) -> tuple[int, int]:
    """The stretch in which a verb's own length of time stands: not beyond the verb before it."""
    first = max(low, predicate.start - BESIDE_VERB)
    verbs = [verb.stop for verb in scene.predicates if verb.form == "finite" and first <= verb.stop <= predicate.group_start and predicate.form == "finite"]
    led = scene.folded.rfind(", ", first, predicate.group_start) if scene.lexicon.positional and any(verb.form == "participle" and first <= verb.stop for verb in scene.told("stay")) else -1
    first = max(first, led)  # "Having spent three days in Rome, he flew to Bonn"
    before = [m.start() for noun in scene.told("trip") if noun.start >= predicate.stop and (m := scene.lexicon.returned_after.search(scene.folded, predicate.stop - 1, noun.start))]
    before += [m.start() for a in scene.places if set(scene.lexicon.origins) & set(a.marks) and a.start >= predicate.stop and (m := scene.search(scene.lexicon.where, a.stop, a.stop + WHERE))]
    onward = predicate.sense == "leave" and any(predicate.stop <= a.start < scene.stop and "for" in a.marks for a in scene.places)  # "left for Hanoi after a two-day visit to Manila"
    before += [_next_arrival(scene, predicate)]
    last = min([high, predicate.stop + (BEHIND_ARRIVAL if predicate.sense in ARRIVALS else BESIDE_VERB), *(before if predicate.sense in ARRIVALS or onward else [])])  # "came after a two-day visit to Hanoi", "came from Hanoi, where he had spent two days"
    return max([first, *(stop for stop in verbs if scene.barriers.between(stop, predicate.start))]), last


def _days_lasted(scene: Scene, predicate: Predicate) -> int | None:
    """The length of a visit of which a verb says how long it went on: "the visit, which began on the 7th, lasted four days"."""
    match = lasting(scene, predicate.stop) if predicate.sense == "trip" or predicate.phase == "begin" else None
    if match is None or predicate.sense != "trip" and not match.groupdict().get("within") or any(predicate.stop <= other.start < match.start() for other in scene.told("trip", *ARRIVALS, "event", "talks")):
        return None
    return counting.number_of(scene.lexicon, [match["n"]])


def lasting(scene: Scene, start: int) -> re.Match[str] | None:
    """The words that tell how long a visit went on; those that tell in how many days something was done, where it is what guests do: "iki gün ərzində
    danışıqlar apardı"."""
    match = scene.search(scene.lexicon.lasted, start)
    if match is None or not match.groupdict().get("within"):
        return match
    return match if any(verb.start >= match.end() and verb.form == "finite" and verb.time == "past" for verb in scene.told(*DONE_THERE)) else None


def _days_counted(scene: Scene, predicate: Predicate) -> int | None:
    """How many days a visit had by the number of its last: "on the second and last day of his visit", "on the second of his two days there"."""
    match = scene.search(scene.lexicon.last_day, scene.start, scene.clause(predicate.start)[1])
    return days_by_last(scene, match) if match else None


def days_by_last(scene: Scene, match: re.Match[str]) -> int | None:
    """How many days the words for the last of them count."""
    told = match.groupdict().get("k")
    return counting.number_of(scene.lexicon, [told]) if told else scene.lexicon.ordinals.get(match["n"])


def _is_dated_participle(scene: Scene, verb: Predicate) -> bool:
    """True for a participle with a date right before it, in a language that puts it last, or right behind it: "the visit begun on Monday"."""
    if verb.form not in ("participle", "converb"):
        return False
    spans = [(date.stop, verb.start) if scene.lexicon.predicate_last else (verb.stop, date.start) for date in scene.dates]
    return any(low <= high and scene.words_between(low, high) <= 1 for low, high in spans)


def _days_stayed(scene: Scene, predicate: Predicate) -> int | None:
    """The length of a stay that its sentence tells by a verb of its own: "landed on the 5th and stayed for three days"."""
    verbs = [verb for verb in scene.told("stay") if verb.start > predicate.stop and verb.form == "finite" and predicate.phase == "begin"]
    same = [verb for verb in verbs if scene.subject(verb) == scene.subject(predicate) and verb.start < _next_arrival(scene, predicate)]
    stop = min(scene.stop, same[0].stop + STAYED) if same else 0
    return counting.duration(scene, same[0].stop, stop) or counting.by_nights(scene, max(predicate.stop, same[0].start - STAYED // 2), stop) if same else None


def _next_arrival(scene: Scene, predicate: Predicate) -> int:
    """Where the next journey of a sentence begins, whose length is its own: "landed in A, went on to B and stayed there for three days"."""
    return min((verb.start for verb in scene.told(*ARRIVALS) if verb.form == "finite" and verb.start >= predicate.stop), default=scene.stop)


def _last_day(scene: Scene, predicate: Predicate, date: str) -> str | None:
    """The day until which a journey that began on a day went on: "arrived on 7 July for a visit that lasted until the 9th"."""
    ends = [one for one in scene.dates if one.edtf.startswith("../") and _DAY.match(one.edtf[3:]) and one.start > predicate.stop]
    moves = [verb.start for verb in scene.told(*ARRIVALS, "leave") if verb.form != "noun" and verb.start > predicate.stop]
    last = ends[0].edtf[3:] if ends and not any(start < ends[0].start for start in moves) else ""
    return last if last > date and (Day.fromisoformat(last) - Day.fromisoformat(date)).days <= LONGEST else None


def _days_longer(scene: Scene, predicate: Predicate, date: str) -> str | None:
    """The days of one who stayed on after the day or the days of an event: "stayed on in Turkey for another two days"."""
    match = scene.search(scene.lexicon.longer, *scene.clause(predicate.start)) if predicate.sense == "stay" and not predicate.negated else None
    first, last = (date.partition("/")[0], date.rpartition("/")[2])
    if match is None or not (_DAY.match(first) and _DAY.match(last)):
        return None
    told = next((number for number in match.groupdict().values() if number), None)
    days = counting.number_of(scene.lexicon, [told]) if told else 1
    return f"{first}/{Day.fromisoformat(last) + timedelta(days)}" if days and days <= LONGEST else None


def _day_of_visit(scene: Scene, low: int, high: int, date: str) -> int | None:
    """Which day of a visit a date is, -1 for the last: "spent Tuesday, the second day of an official visit"."""
    near = [one for one in scene.dates if one.edtf == date]
    matches = [m for m in scene.finditer(scene.lexicon.day_of_visit, low, high) if not usable(scene) or any(_beside(scene, one, m) for one in near)]
    match = matches[0] if matches else None
    if match and scene.lexicon.predicate_last and not any(match.start() <= trip.start < match.end() for trip in scene.told("trip")):
        return None  # the day of an event, not of the visit to it
    return scene.lexicon.ordinals.get(match["n"]) if match else None


def _beside(scene: Scene, date: Date, match: re.Match[str]) -> bool:
    """True where no verb stands between a date and the words that count a day, or only the verb of what was done on that day: "on the last day of
    his visit he signed on 14 May a treaty"."""
    if match.end() <= date.start and usable(scene) == [date]:
        return True
    low, high = sorted(((date.start, date.stop), match.span()))
    return not any(low[1] <= verb.start < high[0] and verb.form == "finite" for verb in scene.predicates)


def phase_of(scene: Scene, predicate: Predicate) -> str:
    """The stage told by the predicate itself, or for a noun by the verb that says that it began or ended."""
    if predicate.form != "noun":
        return predicate.phase
    if scene.search(scene.lexicon.last_day, scene.start, scene.clause(predicate.start)[1]):
        return "end"
    if any(_is_begun_at(scene, verb, predicate) for verb in scene.told("begin")):
        return "begin"
    gone = ("return", "leave", "come", "go") if scene.lexicon.positional else ("return", "leave")
    home = scene.search(scene.lexicon.homeward, *scene.clause(predicate.start)) is not None
    left = [verb for verb in scene.told(*gone, *(("go",) if home else ())) if verb.form == "finite"]
    back = any(verb.stop <= predicate.start or not scene.lexicon.predicate_last for verb in left)
    after = scene.lexicon.returned_after.search(scene.folded[max(scene.start, predicate.start - STAYED) : predicate.start])
    behind = scene.lexicon.predicate_last and "abl" in predicate.cases and any(verb.start >= predicate.stop for verb in left)
    if after and back or behind:
        return "end"  # "returned on the 19th after a journey of three days", "üçgünlük səfərdən ayın 19-da qayıtdı"
    if _is_come_from(scene, predicate) or scene.search(scene.lexicon.stops.back_from, scene.start, predicate.start):
        return "end"  # "back today from three days in Rome"
    near = [verb for verb in scene.told("end", "begin") if _is_near(scene, verb, predicate)]
    dated = [verb for verb in near if any(_is_beside(scene, verb, date) for date in scene.dates)]
    found = [verb.sense for verb in (dated if len(near) > 1 and dated else near)]
    over = "end" if after and after.groupdict().get("over") else ""  # "at the end of a journey of three days they signed it"
    return next((sense for sense in ("end", "begin") if sense in found), over)


def _is_begun_at(scene: Scene, verb: Predicate, noun: Predicate) -> bool:
    """True for a verb beside a visit that tells on which day it began: "leaves tomorrow after a visit that began on Monday"."""
    low, high = (verb.stop, noun.start) if verb.start < noun.start else (noun.stop, verb.start)
    return scene.words_between(low, high) <= 1 and any(_is_beside(scene, verb, date) for date in scene.dates)


def _is_come_from(scene: Scene, noun: Predicate) -> bool:
    """True for the journey from which one comes home, in a language that ends clauses with the verb: "Romaya üçgünlük səfərdən qayıdıb", "səfərdən sonra
    vətəninə yola düşdü"."""
    low, high = scene.clause(noun.start)
    verbs = [verb for verb in scene.told("return", "leave", "go") if verb.form == "finite" and noun.stop <= verb.start < high]
    home = scene.search(scene.lexicon.homeward, low, high) is not None
    return scene.lexicon.predicate_last and "abl" in noun.cases and any(verb.sense != "go" or home for verb in verbs)


def _is_beside(scene: Scene, verb: Predicate, date: Date) -> bool:
    """True where a verb and a date stand together."""
    low, high = (verb.stop, date.start) if verb.start < date.start else (date.stop, verb.start)
    return scene.words_between(low, high) <= BESIDE and not scene.barriers.between(low, high)


def _is_near(scene: Scene, verb: Predicate, predicate: Predicate) -> bool:
    """True for a verb that may tell of a visit that it began or ended."""
    low, high = sorted((verb, predicate), key=lambda item: item.start)
    return scene.words_between(low.stop, high.start) <= 8 and scene.barriers.between(low.stop, high.start) < 5
