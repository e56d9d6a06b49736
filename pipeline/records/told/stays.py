"""Single visits of several that were told at once ("the first of these journeys"), and the days of a visit ("the third day of his stay")."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date as Day
from datetime import timedelta

from pipeline.dates import bounds, compatible
from pipeline.entities.identity import same_person
from pipeline.records.arguments.arrivals import is_next
from pipeline.records.arguments.dating import nearest_date
from pipeline.records.arguments.roles import distance
from pipeline.records.arguments.status import SIGNINGS
from pipeline.records.arguments.usable import COUNTED, usable
from pipeline.records.scenes.clauses import CLAUSE_COMMA
from pipeline.records.scenes.scene import Scene
from pipeline.records.told.discourse import Discourse
from pipeline.records.told.drafts import VisitDraft
from pipeline.records.told.eras import is_one_state
from pipeline.values import Date, Predicate

SERIES = 4  # sentences over which the members of a series may be taken up one by one
SEVERAL = 6  # visits of which only the number is told first
DAY = len("2012-09-01")
WITHIN = "within"  # the stage of a visit told by what was done in its course
MIDDLE = "middle"
SAME = "that day"  # form of a date that points at the day told before
NEAR = 12.0  # words between the word for a member and its date or kind
LONGEST = 15  # days from the first to the last of a stay
_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")


# --- members of a series --------------------------------------------------------------------------------------------


def read_members(scene: Scene, discourse: Discourse) -> list[VisitDraft]:
    """What is told of single visits of a series that was told before."""
    if not discourse.series or scene.index - discourse.series[-1].scenes[-1] > SERIES or _is_of_another(scene, discourse.series[-1]) or _is_over(discourse):
        return []
    matches = [m for m in scene.finditer(scene.lexicon.of_series) if scene.lexicon.ordinals.get(m["n"], 0) <= len(discourse.series)]
    found: list[VisitDraft] = []
    stops = [*(m.start() for m in matches[1:]), scene.stop]
    for match, limit in zip(matches, stops, strict=False):
        stop = min(limit, scene.clause(match.end())[1])
        member = discourse.series[_place(scene, match)]
        date = nearest_date(scene, *match.span(), [date for date in usable(scene) if match.end() <= date.start < stop])
        kind = _kind(scene, match, stop) or (found[-1].visit_type if found and scene.search(scene.lexicon.likewise, matches[len(found) - 1].end(), match.start()) else None)
        city = next((a.place.base for a in scene.places if match.end() <= a.start < stop and a.place and (a.place.kind, a.place.code) == ("city", member.host_country)), None)
        told = {"date": in_year(date, member.date) if date else member.date, "visit_type": kind or member.visit_type, "host_place": member.host_place or city}
        if told["date"] is None:
            continue
        found.append(replace(member, **told, scenes=(scene.index,), rules=("of-series",)))  # type: ignore[arg-type]
    return found


def _is_over(discourse: Discourse) -> bool:
    """True where a later sentence has told several visits of its own: they are meant then."""
    last = discourse.series[-1]
    own = {(v.visitor_name, scene) for v in discourse.visits if "of-series" in v.rules for scene in v.scenes}
    others = [v for v in discourse.visits if (v.visitor_name, v.host_country) != (last.visitor_name, last.host_country) and not v.echo and (v.visitor_name, v.scenes[-1]) not in own]
    later = [visit.scenes for visit in others if visit.scenes > last.scenes]
    return len(later) != len(set(later))


def _is_of_another(scene: Scene, visit: VisitDraft) -> bool:
    """True where a sentence has subjects and the visitor is not told of: "In 1999 A received him twice"."""
    people = [(a.actor.name, a.marks) for a in scene.actors if a.actor and a.actor.name]
    return any({"subj", "nom"} & set(marks) for _, marks in people) and not any(visit.visitor_name and same_person(visit.visitor_name, name) for name, _ in people)


def _place(scene: Scene, match: re.Match[str]) -> int:
    """The place of a member in its series: the last one for "last"."""
    number = scene.lexicon.ordinals.get(match["n"], 1)
    return number - 1 if number > 0 else number


def _kind(scene: Scene, match: re.Match[str], stop: int) -> str | None:
    near = [(distance(scene, match.end(), m.start()), sign.value) for sign in scene.lexicon.types for m in scene.finditer(sign.pattern, match.end(), stop)]
    return min(near)[1] if near and min(near)[0] <= NEAR + 6 else None


def in_year(date: Date, known: str | None) -> str:
    """A date with the year of the member it is told of, where it names none itself."""
    if not known or _YEAR.search(date.text) or not _YEAR.match(known):
        return date.edtf
    return _YEAR.sub(known[:4], date.edtf)


def note_series(discourse: Discourse, told: list[VisitDraft]) -> None:
    """Keep the visits of a sentence that tells several of one visitor to one country, or how many there were."""
    group = [visit for visit in told if told and (visit.visitor_name, visit.host_country) == (told[0].visitor_name, told[0].host_country)]
    if len(group) > 1 and len({visit.date for visit in group}) == len(group) and "of-series" not in group[0].rules:
        discourse.series = sorted(group, key=lambda visit: visit.date or "")
    elif len(told) == 1 and 1 < told[0].count <= SEVERAL and told[0].visitor_name and told[0].date is None:
        discourse.series = [replace(told[0], count=1, scenes=(scene,)) for scene in told[0].scenes * told[0].count]


# --- days -----------------------------------------------------------------------------------------------------------


def told_to_the_day(visit: VisitDraft, discourse: Discourse, here: list[VisitDraft]) -> VisitDraft:
    """A visit as it was told with its days, where it was: before, or in the sentence (``here``)."""
    same = [one for one in [*discourse.visits, *here] if one.visitor_name == visit.visitor_name and is_one_state(one.host_country, visit.host_country) and len(one.date or "") >= DAY]
    begun = [one.date or "" for one in same if one.phase != "end" and is_next(one.date or "", visit.date or "", LONGEST - 1)] if visit.phase == "end" else []
    if begun:
        return replace(visit, date=f"{begun[-1]}/{visit.date}")  # "arrived on the 12th; went home on the 16th"
    first = (visit.date or "").removesuffix("/..")
    ended = [one.date or "" for one in same if one.phase == "end" and is_next(first, one.date or "", LONGEST - 1)] if visit.phase == "begin" or first != visit.date else []
    if ended:
        return replace(visit, date=f"{first}/{ended[-1]}")
    fitting = [one for one in same if one.phase != WITHIN and (visit.date is None or compatible(one.date or "", visit.date))]
    if visit.phase == WITHIN or len(visit.date or "") < DAY:
        return fitting[-1] if fitting else visit
    stays = [one for one in fitting if "/" in (one.date or "") and "/" not in (visit.date or "")]
    return stays[-1] if stays else visit  # one day of a stay: "on the second day he was taken to Nara"


def day_of(scene: Scene, visit: VisitDraft, position: int | None = None) -> str | None:
    """The day of a visit that a sentence counts, nearest before a position: "on the third day of his stay", "on the next"."""
    first, last = bounds(visit.date.removesuffix("/..")) if visit.date else (None, None)
    if not first or not last or len(visit.date or "") < DAY:
        return None
    goes_on = visit.phase == "begin" or (visit.date or "").endswith("/..")
    number = _number(scene, (first, last), position)
    if not number or number < 0 and goes_on and first == last:
        return None
    counted = Day.fromisoformat(first) + timedelta(number - 1) if number > 0 else Day.fromisoformat(last) + timedelta(number + 1)
    day = counted.isoformat()
    return day if first <= day <= last or first == last else None


def is_on_last(scene: Scene, visit: VisitDraft, position: int) -> bool:
    """True where a sentence counts the last day of a visit of which so far only the first is told: "on the last day of his stay"."""
    begun = (visit.date or "").removesuffix("/..")
    return visit.phase == "begin" and len(begun) == DAY and _number(scene, (begun, begun), position) == -1


def _number(scene: Scene, stay: tuple[str, str], position: int | None) -> int | None:
    """The number of the day of a stay that a sentence counts, nearest before a position; it is negative where it counts from the last day."""
    matches = [m for m in scene.finditer(scene.lexicon.day_of_visit) if position is None or m.start() <= position] or list(scene.finditer(scene.lexicon.day_of_visit))[:1]
    return _day_number(scene, matches) or _told_day(scene, stay, position)


def _told_day(scene: Scene, stay: tuple[str, str], position: int | None) -> int | None:
    """The number of a day of a visit that is told by what was done on it: "on the day of his arrival" (1), "before he flew home" (-1), "on the middle day"."""
    found = sorted((m.start(), sign.value) for sign in scene.lexicon.stay_days for m in scene.finditer(sign.pattern))
    near = [value for start, value in found if position is None or start <= position] or [value for _, value in found][:1]
    if not near:
        return None
    length = (Day.fromisoformat(stay[1]) - Day.fromisoformat(stay[0])).days + 1
    if near[-1] == MIDDLE:
        return length // 2 + 1 if length % 2 and length > 1 else None
    return int(near[-1])


def counts_behind(scene: Scene, date: Date, stop: int) -> bool:
    """True where the words that count a day stand nearer to what they date than a date does: "went there on the 5th, and on the second day of his stay
    they signed", "on the day he arrived they signed a treaty, and on the 9th ministers met"."""
    between = any(date.stop <= start < stop for start, _ in _counting(scene)) or is_counted(scene, date)
    return between or any(start < stop <= date.start and scene.barriers.between(stop, date.start) >= CLAUSE_COMMA for start, _ in _counting(scene))


def is_counted(scene: Scene, date: Date) -> bool:
    """True for a date whose words count a day of a visit: "on the day after his arrival"."""
    spans = _counting(scene)
    return any(start <= date.start < end for start, end in spans) or date.rule == SAME and any(end <= date.start for _, end in spans)


def counts_for_another(scene: Scene, signing: Predicate | None, document: int) -> bool:
    """True where the words that count a day stand in the clause of another signing than that of a document, which was signed in the course of the visit:
    "besides the treaty, which they signed on the first day, five documents were concluded"."""
    if signing is None or not (signing.passive or signing.form == "participle") or signing.sense == "initial":
        return False
    low = min(signing.group_start, document)
    counted = [*_counting(scene), *((date.start, date.stop) for date in scene.dates if date.rule in COUNTED)]
    before = sorted(span for span in counted if span[1] <= low)[-1:]
    others = [verb for verb in scene.told(*SIGNINGS) if verb.form in ("finite", "participle") and verb.start < low]
    apart = [verb for span in before for verb in others if scene.barriers.between(max(span[1], verb.stop), low) >= CLAUSE_COMMA > scene.barriers.between(min(span[1], verb.stop), max(span[0], verb.start))]
    return any(scene.search(scene.lexicon.same_ceremony, verb.stop, max(signing.stop, document)) is None for verb in apart)


def _counting(scene: Scene) -> list[tuple[int, int]]:
    patterns = (scene.lexicon.day_of_visit, *(sign.pattern for sign in scene.lexicon.stay_days))
    return [m.span() for pattern in patterns for m in scene.finditer(pattern)]


def _day_number(scene: Scene, matches: list[re.Match[str]]) -> int | None:
    """Which day the last of these words counts; "the next" counts on from the one before it."""
    numbers = [scene.lexicon.ordinals.get(match["n"]) if match["n"] else 0 for match in matches[-2:]]
    if len(numbers) == 2 and numbers[0] and not numbers[1]:
        return numbers[0] + 1
    return numbers[-1] or None if numbers else None
