"""Further stops of a journey told without a verb of their own, in a language that tells by place: "flew to Rome on the 3rd and from there, two days
later, to Bonn", "Bishkek and Almaty followed on the 9th and the 10th", "went to Madrid instead"."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.records.arguments import counting
from pipeline.records.arguments.dating import pair_dates, stretched
from pipeline.records.arguments.localities import can_host
from pipeline.records.arguments.usable import usable
from pipeline.records.participants.hosts import host_at
from pipeline.records.scenes.scene import Argument, Scene
from pipeline.records.told.discourse import Discourse
from pipeline.records.told.drafts import VisitDraft
from pipeline.records.visits.gapping import Told

FOLLOW = "follow-on"  # sense of a verb that tells of the next stops
UNTIL = "../"  # the beginning of an interval of which only the last day is told
NEAR = 4  # sentences behind a stop in which it is told where one went after it
_MONTH = re.compile(r"(\d{4}-\d{2})-\d{2}.*")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
LASTING = 5  # words between a stop and its date, where they tell how long it was
REACH = 2  # sentences over which a journey goes on
GOALS = {"to", "in", "for"}
_WORD = re.compile(r"[^\W\d_]+|[^\w\s]")


def read_onward(scene: Scene, told: list[Told], discourse: Discourse) -> list[VisitDraft]:
    """The visits of stops that share the verb of the stop before, and of those that a verb says to have followed."""
    if not scene.lexicon.positional or scene.kind == "row":
        return []
    drafts = [draft for _, found in told for draft in found]
    return [*_shared(scene, told), *_followed(scene, drafts or discourse.current(scene, REACH)), *_thence(scene, drafts, discourse)]


def after_stop(scene: Scene, discourse: Discourse, drafts: list[VisitDraft]) -> list[VisitDraft]:
    """The drafts of a sentence, an undated one that followed a stay on the day until which that went on: "stayed until the 24th and then flew to Lusaka"; or that
    was to follow the stop told before in its month: "ABŞ-dan sonra Meksikaya getməli idi"."""
    stays = [(at, one) for at, one in enumerate(drafts) if one.date and one.date.startswith(UNTIL)]
    ends = {behind: stay.date for at, stay in stays for behind, one in enumerate(drafts) if behind > at and one.visitor_name == stay.visitor_name and one.host_country != stay.host_country}
    drafts = [replace(one, date=(ends[at] or "").removeprefix(UNTIL)) if at in ends and one.date is None and one.status == "occurred" else one for at, one in enumerate(drafts)]
    if not scene.lexicon.predicate_last or all(one.date for one in drafts):
        return drafts
    left = {a.place.code for a in scene.places if a.place and a.marks == ("abl",) and scene.lexicon.apart.match(scene.folded, a.stop)}
    stops = {visit.visitor_name: visit for visit in discourse.visits if visit.status == "occurred" and scene.index - visit.scenes[-1] <= NEAR and visit.host_country in left}
    return [replace(one, date=_MONTH.sub(r"\1", stops[one.visitor_name].date or "") or None) if one.date is None and one.visitor_name in stops else one for one in drafts]


def _thence(scene: Scene, drafts: list[VisitDraft], discourse: Discourse) -> list[VisitDraft]:
    """The next stop that a sentence tells without a verb before it: "Thence, on the 9th, to Bucharest"."""
    opening = scene.lexicon.stops.thence.match(scene.folded, scene.start, scene.stop)
    last = [visit for visit in discourse.current(scene, REACH) if visit.visitor_name and visit.status != "cancelled"]
    place = next((a for a in scene.places if opening and can_host(a) and a.start >= opening.end() and GOALS & set(a.marks)), None)
    if opening is None or place is None or place.place is None or not last or any(verb.start < place.start and verb.form != "noun" for verb in scene.predicates):
        return []
    host, date = host_at(place.place), _own_date(scene, place, last[-1].date)
    known = {draft.host_country for draft in drafts} | {last[-1].visitor_country}
    onto = replace(last[-1], host_country=host.country, host_place=host.place, date=date, phase="", occasion=None, visit_type=None, count=1, echo=False, scenes=(scene.index,), rules=("onward",))
    return [onto] if host.country not in known and date and goes_on(scene, scene.start, place) else []


def _shared(scene: Scene, told: list[Told]) -> list[VisitDraft]:
    found: list[VisitDraft] = []
    known = {(draft.host_country, draft.host_place) for _, drafts in told for draft in drafts}
    for stop, drafts in told:
        last = drafts[-1] if drafts and len({draft.visitor_name for draft in drafts}) == 1 and drafts[-1].count == 1 else None
        first = next((a for a in scene.places if last and a.place and (a.place.code, a.place.base) == (last.host_country, last.host_place)), None)
        for place in (a for a in scene.places if last and first and can_host(a) and a.start >= max(stop, first.stop)):
            if place.place is None or last is None or first is None or not GOALS & set(place.marks) & set(first.marks) or not goes_on(scene, stop, place):
                continue
            host = host_at(place.place)
            if (host.country, host.place) in known or host.country == last.visitor_country:
                continue
            known.add((host.country, host.place))
            date = _own_date(scene, place, last.date)
            found.append(replace(last, host_country=host.country, host_place=host.place, date=date, phase="", occasion=None, visit_type=None, echo=False, rules=("onward",)))
    return found


def goes_on(scene: Scene, stop: int, place: Argument) -> bool:
    """True where a comma or connecting word, and nothing but little words and dates, parts a place from the stop before."""
    if any(stop <= verb.start < place.start and verb.form != "noun" for verb in scene.predicates):
        return _behind_aside(scene, stop, place)
    ends = [item.stop for item in (*scene.places, *scene.actors) if stop <= item.stop <= place.start]
    low = max([stop, *ends])
    gap = scene.folded[low : place.start]
    for date in sorted((one for one in scene.dates if low <= one.start < place.start), key=lambda one: -one.start):
        gap = gap[: date.start - low] + gap[date.stop - low :]
    words = _WORD.findall(gap)
    little = scene.lexicon.joining | scene.lexicon.connectors | set(scene.lexicon.prepositions) | scene.lexicon.articles
    parted = any(word == "," or word in scene.lexicon.joining for word in words)
    return parted and all(word in ",()" or word in little or scene.lexicon.little_words.fullmatch(word) is not None for word in words)


def _behind_aside(scene: Scene, stop: int, place: Argument) -> bool:
    """True for a stop with "and" before it and its date right behind it, where only a clause about the stop before stands between: "was in Rabat
    on 22 May, where he met the king, and in Addis Ababa on the 24th"."""
    first = min(verb.group_start for verb in scene.predicates if stop <= verb.start < place.start and verb.form != "noun")
    aside = scene.search(scene.lexicon.where, stop, first) or scene.search(scene.lexicon.at_which, stop, first)
    joined = scene.lexicon.and_there.search(scene.folded[max(stop, place.start - 24) : place.start]) is not None
    dated = any(date.start >= place.stop and scene.words_between(place.stop, date.start) <= 1 for date in usable(scene))
    return aside is not None and joined and dated


def _own_date(scene: Scene, place: Argument, taken: str | None) -> str | None:
    """The date right behind a stop, with the days that were spent there ("to Tallinn for two days on the 12th"); else the last one before it that is not
    that of the stop before."""
    first = next((date for date in usable(scene) if date.start >= place.stop), None)
    days = counting.duration(scene, place.stop, first.start) if first else None
    if first and scene.words_between(place.stop, first.start) <= (2 if days is None else LASTING):
        return stretched(first.edtf, days, "") if days and _DAY.fullmatch(first.edtf) else first.edtf
    before = [date for date in usable(scene) if date.stop <= place.start and scene.words_between(date.stop, place.start) <= 2]
    return before[-1].edtf if before and before[-1].edtf != taken else None


def _followed(scene: Scene, known: list[VisitDraft]) -> list[VisitDraft]:
    """The visits to the places of which a verb says that they came next."""
    found: list[VisitDraft] = []
    for verb in scene.told(FOLLOW):
        places = [a for a in scene.subject(verb) or () if a.place and can_host(a)]
        last = next((visit for visit in reversed(known) if visit.visitor_name and visit.status == "occurred"), None)
        dates = [date for date in usable(scene) if date.start >= verb.stop]
        if last is None or not places or not dates or verb.negated or verb.mood:
            continue
        paired = pair_dates(scene, [(a.start, a.stop) for a in places], dates) if len(places) == len(dates) == 1 else list(dates) if len(places) == len(dates) else None
        more = [a for a in scene.places if can_host(a) and a.start >= dates[0].stop and goes_on(scene, dates[0].stop, a) and any(0 <= d.start - a.stop <= 8 for d in dates)]
        if more and len(places) == 1:
            places, paired = [*places, *more], [dates[0], *(next(d for d in dates if d.start >= a.stop) for a in more)]
        for at, place in enumerate(places):
            day = (paired[at] if paired else None) or dates[0]
            host = host_at(place.place) if place.place else None
            if host and host.country != last.visitor_country:
                found.append(replace(last, host_country=host.country, host_place=host.place, date=day.edtf, phase="", occasion=None, visit_type=None, echo=False, count=1, scenes=(scene.index,), rules=("onward",)))
    return found


def instead(scene: Scene, drafts: list[VisitDraft]) -> list[VisitDraft]:
    """A sentence's visits, those made "instead" with the date of the one that was not made."""
    match = scene.search(scene.lexicon.replacing)
    off = [draft for draft in drafts if draft.status == "cancelled" and draft.date]
    if match is None or len(off) != 1:
        return drafts
    undated = [draft for draft in drafts if draft.date is None and draft.status != "cancelled" and (draft.visitor_name == off[0].visitor_name or draft.host_country == off[0].host_country)]
    return [replace(draft, date=off[0].date) if draft in undated else draft for draft in drafts]
