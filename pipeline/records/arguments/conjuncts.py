"""Several journeys told by one verb at the end of its clause: "to A in May and to B in June he went", "X on the 20th, Y a day later came to A".

Between two dates that contradict each other the clause is cut; what a part does not say itself it shares with its neighbours.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TypeVar

from pipeline.dates import compatible
from pipeline.records.arguments.dashes import find_stops
from pipeline.records.arguments.dating import nearest_date
from pipeline.records.arguments.events import Event, find_events
from pipeline.records.arguments.localities import can_host
from pipeline.records.arguments.parts import is_bracketed_behind
from pipeline.records.arguments.roles import fill, frame_of, siblings
from pipeline.records.arguments.status import JOURNEYS
from pipeline.records.arguments.tour_ends import tour_ends
from pipeline.records.arguments.usable import usable
from pipeline.records.scenes.scene import Argument, Scene
from pipeline.values import Date, Predicate

Item = TypeVar("Item")
BESIDE = 40  # characters before a word for a visit in which its kind stands
GOALS = frozenset({"dat", "loc", "acc"})  # the cases of where one goes or is
_COMMA = re.compile(r"[,;–—]")


@dataclass(frozen=True, slots=True)
class Conjunct:
    """One of the journeys of a verb: who, where to, when, and of which kind, as far as its part of the clause or its neighbours say."""

    visitors: tuple[Argument, ...]
    hosts: tuple[Argument, ...]
    date: Date
    kind: str | None
    occasion: Event | None = None


def find_conjuncts(scene: Scene, predicate: Predicate) -> list[Conjunct]:
    """The journeys of a verb that ends its clause, where it has several dates; none where it tells of one."""
    if not scene.lexicon.predicate_last:
        return _ends_of_tour(scene, predicate) or _stops_of(scene, predicate) or _dated_stops(scene, predicate)
    low = _clause_start(scene, predicate)
    told = [date for date in usable(scene) if low <= date.start and date.stop <= predicate.start and not is_bracketed_behind(scene, date, low)]
    parts, dates = _parts(scene, predicate, told, low), told
    if not parts or not _are_apart(scene, predicate, parts):
        dates = _without_wider(told)
        parts = [] if any(compatible(one.edtf, other.edtf) for one, other in pairwise(dates)) else _parts(scene, predicate, dates, low)
    if not parts:
        return _behind_colon(scene, predicate)
    hosts = _shared(_listed_before(scene, [_of_role(scene, predicate, "host", part) for part in parts], parts))
    visitors = _shared(_sharing_office(scene, [_of_role(scene, predicate, "visitor", part) for part in parts], hosts, parts))
    kinds = _kinds(scene, parts)
    occasions = [next((event for event in find_events(scene) if part[0] <= event.start < part[1] and event.is_occasion), None) for part in parts]
    return [Conjunct(*each) for each in zip(visitors, hosts, dates, kinds, occasions, strict=True)]


def _parts(scene: Scene, predicate: Predicate, dates: list[Date], low: int) -> list[tuple[int, int]]:
    """The parts of a clause from ``low`` on, one for each of several dates; none where they cannot be told apart."""
    if len(dates) < 2 or _is_interrupted(scene, dates):
        return []
    cuts = [cut for one, other in pairwise(dates) if (cut := _cut(scene, one, other)) is not None]
    return list(pairwise([low, *cuts, predicate.stop])) if len(cuts) + 1 == len(dates) else []


def _are_apart(scene: Scene, predicate: Predicate, parts: list[tuple[int, int]]) -> bool:
    """True where each part of a clause has a traveller and a goal of its own: "Jelev 1995-ci ildə Sofiyada, Kyet həmin ilin mayında Hanoyda olub"."""
    own = [[_of_role(scene, predicate, role, part) for role in ("visitor", "host")] for part in parts]
    return all(visitors and hosts and "nom" in visitors[-1].marks for visitors, hosts in own)


def _ends_of_tour(scene: Scene, predicate: Predicate) -> list[Conjunct]:
    """The first and the last stop of the only journey of a sentence that is told to begin and to end."""
    alone = predicate.sense == "trip" and next(noun for noun in scene.told("trip") if noun.form == "noun") is predicate
    return [Conjunct((), (place,), date, None) for place, date in tour_ends(scene)] if alone else []


def _stops_of(scene: Scene, predicate: Predicate) -> list[Conjunct]:
    """Several stops that dashes part from their dates behind a verb or noun of travelling; one alone goes with what is told before it."""
    stops = find_stops(scene, predicate.stop)
    later = any(other.sense in JOURNEYS and other is not predicate and predicate.stop <= other.start < stops[0].start for other in scene.predicates) if stops else True
    if len(stops) < 2 or later or any(compatible(one.date.edtf, other.date.edtf) for one, other in pairwise(stops)):
        return []
    return [*_first_stop(scene, predicate, stops[0].start), *(Conjunct((), one.hosts, one.date, one.kind, one.occasion) for one in stops)]


def _dated_stops(scene: Scene, predicate: Predicate) -> list[Conjunct]:
    """The stops behind a colon, or several in one country, each with its date right behind it: "three trips: Rome in May, Bonn in June and Kyiv in July"."""
    pairs: list[tuple[Argument, Date]] = []
    for place in (a for a in scene.places if a.start >= predicate.stop and can_host(a)):
        date = next((one for one in usable(scene) if one.start >= place.stop), None)
        before = pairs[-1][1].stop if pairs else predicate.stop
        if date is None or not _is_little(scene, place.stop, date.start) or pairs and not _is_little(scene, before, place.start):
            break
        pairs.append((place, date))
    listed = ":" in scene.folded[predicate.stop : pairs[0][0].start] if pairs else False
    codes = [place.place.code for place, _ in pairs if place.place]
    if len(pairs) < 2 or not scene.lexicon.positional or not (listed or len(set(codes)) < len(codes)):
        return []
    if any(verb.form == "finite" and predicate.stop <= verb.start < pairs[0][0].start for verb in scene.predicates):
        return []
    kind = next((sign.value for sign in scene.lexicon.types if scene.search(sign.pattern, max(scene.start, predicate.start - BESIDE), predicate.stop)), None)
    return [Conjunct((), (place,), date, kind) for place, date in pairs]


def _behind_colon(scene: Scene, predicate: Predicate) -> list[Conjunct]:
    """The stops told behind the colon of a verb, each behind its date: "üç ölkəyə getdi: ayın 28-də Keyptauna, 29-da Abucaya, 30-da Nayrobiyə"."""
    colon = scene.folded.find(":", predicate.stop, scene.stop)
    dates = [date for date in usable(scene) if colon < date.start]
    if predicate.form != "finite" or colon < 0 or len(dates) < 2 or any(verb.form == "finite" and verb.start >= predicate.stop for verb in scene.predicates):
        return []
    spans = pairwise([*dates, None])
    stops = [(date, tuple(a for a in scene.places if date and date.stop <= a.start < (behind.start if behind else scene.stop) and can_host(a) and GOALS & set(a.marks))) for date, behind in spans]
    told = scene.words_between(colon, dates[0].start) <= 1 and all(hosts and scene.words_between(date.stop, hosts[0].start) <= 1 for date, hosts in stops if date)
    return [Conjunct((), hosts, date, None) for date, hosts in stops if date] if told else []


def _is_little(scene: Scene, low: int, high: int) -> bool:
    """True where nothing but prepositions, connecting words and signs stand between two places of a sentence."""
    words = re.findall(r"[^\W\d_]+|[^\w\s]", scene.folded[low:high])
    return all(word in ",();" or word in scene.lexicon.prepositions or word in scene.lexicon.joining or word in scene.lexicon.connectors for word in words)


def _first_stop(scene: Scene, predicate: Predicate, limit: int) -> list[Conjunct]:
    """The journey told with the verb itself, before the stops: "visited Turkey in May, Iran – in June, India – in July"."""
    low = max(scene.folded.rfind(";", scene.start, predicate.start), scene.start)
    places = [a for a in scene.places if low <= a.start < limit and can_host(a)]
    host = fill(scene, predicate, "host", places)
    date = nearest_date(scene, predicate.start, predicate.stop, [one for one in usable(scene) if low <= one.start < limit])
    if host is None or date is None:
        return []
    kind = next((sign.value for sign in scene.lexicon.types if scene.search(sign.pattern, low, limit)), None)
    return [Conjunct((), siblings(scene, host, places), date, kind)]


def _without_wider(dates: list[Date]) -> list[Date]:
    """Leave out a date that the one behind it only makes more precise: "in 1999 twice, in March and October"."""
    return [date for at, date in enumerate(dates) if at + 1 == len(dates) or not dates[at + 1].edtf.startswith(date.edtf)]


def _clause_start(scene: Scene, predicate: Predicate) -> int:
    """Where the clause of a verb begins: behind the finite verb before it."""
    before = [verb.stop for verb in scene.predicates if verb.stop <= predicate.group_start and verb.form in ("finite", "converb") and verb.sense != "event"]
    return max([scene.start, *before])


def _is_interrupted(scene: Scene, dates: list[Date]) -> bool:
    """True where another verb stands between the dates: one of them may be its own."""
    low, high = dates[0].stop, dates[-1].start
    return any(low <= verb.start < high and verb.form != "noun" for verb in scene.predicates)


def _cut(scene: Scene, one: Date, other: Date) -> int | None:
    """Where the part of the first date ends and that of the second begins."""
    spans = [(a.start, a.stop) for a in (*scene.actors, *scene.places)]
    commas = [m.end() for m in _COMMA.finditer(scene.folded, one.stop, other.start) if not any(low <= m.start() < high for low, high in spans)]
    joins = [m.start() for m in scene.lexicon.separators.finditer(scene.folded, one.stop, other.start)]
    anew = min([start for start, _ in spans if one.stop <= start < other.start], default=other.start)  # "A in 1999, B, however, twice – in 2004 and in 2009"
    commas = [comma for comma in commas if comma <= anew] or commas
    return commas[-1] if commas else joins[-1] if joins else None


def _of_role(scene: Scene, predicate: Predicate, role: str, part: tuple[int, int]) -> tuple[Argument, ...]:
    """Who or what fills a role in a part of a clause: the last phrase with a mark of the role, and those side by side with it."""
    marks = {mark.rstrip("<>") for mark in frame_of(scene, predicate).get(role, ())}
    pool = scene.places if role == "host" else scene.actors
    fitting = [a for a in pool if part[0] <= a.start < part[1] and marks & set(a.marks) and (role != "host" or can_host(a))]
    return siblings(scene, fitting[-1], fitting) if fitting else ()


def _listed_before(scene: Scene, hosts: list[tuple[Argument, ...]], parts: list[tuple[int, int]]) -> list[tuple[Argument, ...]]:
    """The hosts of each part with those whose case only the last of a list bears: "Belçika (6–8 noyabr) və Fransaya (29–30 noyabr) səfər etdi"."""
    last = next((found[0] for found in reversed(hosts) if found), None)
    listed = siblings(scene, last, [a for a in scene.places if can_host(a)]) if last else ()
    return [found or tuple(a for a in listed if low <= a.start < high and "nom" in a.marks) for found, (low, high) in zip(hosts, parts, strict=True)]


def _sharing_office(scene: Scene, visitors: list[tuple[Argument, ...]], hosts: list[tuple[Argument, ...]], parts: list[tuple[int, int]]) -> list[tuple[Argument, ...]]:
    """The visitors of each part with those of whom only the state is told, and the office behind the last: "martda Çexiya, mayda isə Slovakiya prezidentləri gəlib"."""
    last = visitors[-1][-1] if visitors[-1] else None
    if last is None or last.actor is None or last.actor.name or not last.actor.office:
        return visitors
    taken = [host for found in hosts for host in found]
    found = [[a for a in scene.places if low <= a.start < high and a.place and a.place.code and a not in taken and {"nom", "gen"} & set(a.marks)] for low, high in parts]
    return [known or tuple(_holder(last, a) for a in (siblings(scene, states[-1], states) if states else ())) for known, states in zip(visitors, found, strict=True)]


def _holder(model: Argument, state: Argument) -> Argument:
    """Who holds an office told of another in the state that is told."""
    actor = replace(model.actor, country=state.place.code, start=state.start, stop=state.stop, members=()) if model.actor and state.place else model.actor
    return replace(state, actor=actor, place=None, marks=model.marks)


def _kinds(scene: Scene, parts: list[tuple[int, int]]) -> list[str | None]:
    """The kind of each journey; one said of the last holds for those before it that say nothing but who, where and when."""
    words = [(low, low + len(scene.folded[low:high].rstrip(" ,;–—\n"))) for low, high in parts]
    found = [next((sign.value for sign in scene.lexicon.row_types if scene.search(sign.pattern, *part)), None) for part in words]
    for at in range(len(found) - 2, -1, -1):
        attends = any(parts[at][0] <= event.start < parts[at][1] for event in scene.events)
        found[at] = found[at] or (None if attends else found[at + 1])
    return found


def _shared(found: list[tuple[Item, ...]]) -> list[tuple[Item, ...]]:
    """What a part lacks it takes from the part before it, else from the one behind it.

    >>> _shared([(), ("a",), ()])
    [('a',), ('a',), ('a',)]
    """
    for at in range(1, len(found)):
        found[at] = found[at] or found[at - 1]
    for at in range(len(found) - 2, -1, -1):
        found[at] = found[at] or found[at + 1]
    return found
