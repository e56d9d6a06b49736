"""The last day of a stay that was told to have begun, where its traveller leaves: "the guest flew home on Thursday", "from where he went on to Rome on the 7th"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date as Day
from datetime import timedelta

from pipeline.records.arguments.arrivals import is_next
from pipeline.records.arguments.dating import nearest_date, visit_dates
from pipeline.records.arguments.localities import can_host
from pipeline.records.arguments.roles import crosses_verb, fill
from pipeline.records.arguments.usable import COUNTED, usable
from pipeline.records.participants.pointed_hosts import is_of_participle
from pipeline.records.participants.visitors import find_visitors, understood
from pipeline.records.scenes.scene import Scene
from pipeline.records.told.discourse import Discourse
from pipeline.records.told.drafts import VisitDraft
from pipeline.records.told.eras import is_one_state
from pipeline.records.told.stays import MIDDLE
from pipeline.values import Actor, Predicate

LEAVING = ("go", "leave", "return", "stay", "see_off")
REACH = 6  # sentences behind which a stay that was begun is forgotten
MEANT = 3  # sentences behind which one who is not named is another traveller
LONGEST = 14  # days of a stay of which only the ends are told apart
NEAR = 4  # days behind which one who goes on elsewhere comes from another place than that told last
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")


def read_ends(scene: Scene, discourse: Discourse, drafts: list[VisitDraft]) -> list[VisitDraft]:
    """The mentions that a sentence adds to stays told before it, or in it: on which day they ended."""
    found: list[VisitDraft] = []
    for verb in scene.told(*LEAVING):
        if verb.form not in ("finite", "converb") or verb.negated or verb.mood:
            continue
        stays = [stay for stay in begun(scene, discourse, drafts) if not _is_told(stay, [*drafts, *found]) and (stay.scenes, stay.rules) != ((scene.index,), (verb.id,))]
        date = _day_of(scene, verb)
        stays = [stay for stay in stays if date and is_next(stay.date or "", date, LONGEST) and _leaves(scene, verb, stay, date) and not _went_on(stay, [*discourse.visits, *drafts], date)]
        who = find_visitors(scene, verb) or understood(scene, verb, discourse, drafts) if stays else []
        ended = [stay for stay in stays if any(_is_same(one, stay) and (one.name_start >= 0 or scene.index - stay.scenes[-1] <= MEANT) for one in who)]
        found += [replace(stay, date=date, phase="end", scenes=(scene.index,), rules=("end",), echo=True) for stay in ended[-1:]]
    return found


def read_counted(scene: Scene, discourse: Discourse, drafts: list[VisitDraft]) -> list[VisitDraft]:
    """The first or last day of the only stay told in a sentence or right before it, counted from a day that stands beside the words for it: "on 3 June, the eve of
    his departure", "on the 5th, the day after his arrival"."""
    stays = [visit for visit in [*discourse.current(scene, 1), *drafts] if visit.visitor_name and visit.count == 1 and visit.status == "occurred"]
    if len({(visit.visitor_name, visit.host_country) for visit in stays}) != 1:
        return []
    found = []
    for sign in scene.lexicon.stay_days:
        for match in scene.finditer(sign.pattern) if sign.value != MIDDLE else ():
            near = [date for date in usable(scene) if _DAY.match(date.edtf) and date.rule not in COUNTED and date.stop <= match.start() and not scene.words_between(date.stop, match.start())]
            number = int(sign.value)
            day = Day.fromisoformat(near[-1].edtf) + timedelta(1 - number if number > 0 else -1 - number) if near else None
            found += [replace(stays[-1], date=day.isoformat(), phase="begin" if number > 0 else "end", scenes=(scene.index,), rules=("end",), echo=True)] if day else []
    return found


def _day_of(scene: Scene, verb: Predicate) -> str | None:
    """The date of leaving; it is not that since which one had been there."""
    (date,) = visit_dates(scene, verb, [(verb.start, verb.stop)])
    if date is None or not date.endswith("/.."):
        return date
    near = nearest_date(scene, verb.start, verb.stop, [one for one in usable(scene) if not one.edtf.endswith("/..")])
    return near.edtf if near else None


def begun(scene: Scene, discourse: Discourse, drafts: list[VisitDraft]) -> list[VisitDraft]:
    """The stays of which so far only one day is told, the last one last."""
    near = [visit for visit in discourse.visits if scene.index - visit.scenes[-1] <= REACH and visit.scenes[-1] >= discourse.heading]
    here = [_since(visit) for visit in [*near, *drafts]]
    over = {(visit.visitor_name, visit.host_country) for visit in near if visit.phase == "end"}
    open_stays = [visit for visit in here if not visit.echo and visit.count == 1 and visit.status != "cancelled" and visit.visit_type != "transit" and (visit.visitor_name or visit.visitor_office == "delegation") and _DAY.match(visit.date or "") and visit.phase != "end"]
    return [visit for visit in open_stays if (visit.visitor_name, visit.host_country) not in over]


def _since(visit: VisitDraft) -> VisitDraft:
    """A stay that goes on since a day as one that has begun on it: "in Portugal since 12 May, she left on the 15th"; and one told to have begun before the
    day told: "qonaq bir gün əvvəl gəlmişdi, ertəsi gün getdi"."""
    begun = visit.date or ""
    if visit.phase == "begin" and "/" in begun:
        return replace(visit, date=begun[: begun.index("/")])
    return replace(visit, date=begun.removesuffix("/.."), phase="begin") if begun.endswith("/..") else visit


def _is_told(stay: VisitDraft, drafts: list[VisitDraft]) -> bool:
    """True for a stay of which the sentence has told its last day already."""
    same = [one for one in drafts if (one.visitor_name, one.host_country) == (stay.visitor_name, stay.host_country)]
    return any(one.phase == "end" or one.phase != "begin" and "/" in (one.date or "").removesuffix("/..") for one in same)


def _went_on(stay: VisitDraft, told: list[VisitDraft], date: str) -> bool:
    """True for one who was in another country between the day on which his stay began and the day of leaving."""
    others = [one.date or "" for one in told if one.visitor_name == stay.visitor_name and one.host_country != stay.host_country and one.status != "cancelled"]
    return any((stay.date or "") <= other[:10] < date for other in others)


def _leaves(scene: Scene, verb: Predicate, stay: VisitDraft, date: str) -> bool:
    """True for a verb of going that leads away from the country of a stay: home, from there, or on to another country, if it is told to have begun."""
    places = [a for a in scene.places if can_host(a) and not (crosses_verb(scene, verb, a) or is_of_participle(scene, verb, a))]
    if verb.sense == "see_off":
        return all(a.place is None or is_one_state(a.place.code, stay.host_country) for a in places)
    origin, goal = fill(scene, verb, "origin", places), fill(scene, verb, "goal", places) or fill(scene, verb, "host" if verb.sense in ("go", "stay") else "goal", places)
    if origin and origin.place and not is_one_state(origin.place.code, stay.host_country):
        return False
    low, high = scene.clause(verb.start)
    home = scene.search(scene.lexicon.homeward, low, high) is not None or goal is not None and goal.place is not None and goal.place.code == stay.visitor_country
    if verb.sense == "stay":
        return home and scene.index == stay.scenes[-1]  # "went to Quito on the 14th; on the 17th he was in Santiago again"
    if home or (verb.sense in ("leave", "return") or _sets_out(scene, verb, stay)) and (goal is None or goal.place is None):
        return True
    onward = goal is not None and goal.place is not None and not is_one_state(goal.place.code, stay.host_country)
    return onward and stay.phase == "begin" and is_next(stay.date or "", date, NEAR)


def _sets_out(scene: Scene, verb: Predicate, stay: VisitDraft) -> bool:
    """True for one who sets out, and it is not told where to, of whom the same clause tells that he had come or been there: "the president, there since the
    12th, set out on the 15th"; or the sentence before, where nothing but the guest and a date stands with the verb, or the place left too: "Qonaq ertəsi gün yola
    düşdü", "Heyət mayın 15-də Bakıdan yola düşdü"."""
    left = [a for a in scene.places if a.place and is_one_state(a.place.code, stay.host_country) and set(scene.lexicon.origins) & set(a.marks)]
    named = any(a.actor and a.actor.name == stay.visitor_name and a.actor.reference in ("named", "surname") for a in scene.actors)
    alone = len(left) == len(scene.places) and len(scene.actors) == 1 and scene.index - stay.scenes[-1] <= (MEANT if left or named else 1)
    return scene.lexicon.predicate_last and verb.form == "finite" and verb.phase == "begin" and (stay.scenes == (scene.index,) or alone)


def _is_same(person: Actor, stay: VisitDraft) -> bool:
    """True for the traveller of a stay, or for his delegation, also where it seems to be of the place it leaves: "Bakıdan heyət yola düşdü"."""
    return person.name == stay.visitor_name if person.name else person.office == "delegation" and person.country in (None, stay.visitor_country, stay.host_country)
