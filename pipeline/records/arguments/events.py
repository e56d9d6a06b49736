"""Events that one attends: the phrase that names one, where it is held and when, and the event meant by "the summit"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from pipeline.records.arguments.arrivals import is_next
from pipeline.records.arguments.counting import duration
from pipeline.records.arguments.dating import nearest_date, stretched
from pipeline.records.arguments.occasions import is_afar, owner_start, title_of
from pipeline.records.arguments.roles import FINITE, distance
from pipeline.records.arguments.usable import usable
from pipeline.records.scenes.clauses import QUOTED
from pipeline.records.scenes.scene import Argument, Scene
from pipeline.values import Date, Place, Predicate

LONGEST = 160  # characters of an event's name; longer ones are clauses
_BOUNDARY = re.compile(r"[,;:()]|(?<=\s)[–—]|[–—](?=\s)")
_TOKEN = re.compile(r"\w+")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
RECEIVING = 3  # words between a verb of receiving and the place that receives
ADJECTIVES = 2  # words between a place and the word for the event it is part of the name of
_ADJECTIVE = re.compile(r"[\w-]{3,}")
MODIFIED = 25  # characters before an event in which its length may stand
MOST = 14  # days of an event
NEAR = 14.0  # words between an event and its place or date


@dataclass(frozen=True, slots=True)
class Event:
    """An event: its phrase, and where and when it is held as far as the text has told. ``is_bare`` where it has no name of its own."""

    start: int
    stop: int
    title: str
    head: str
    is_bare: bool
    place: Place | None = None
    date: str | None = None
    marks: tuple[str, ...] = ()
    is_occasion: bool = True
    scene: int = -1


def find_events(scene: Scene) -> list[Event]:
    """The events that a sentence names, in order, with place and date of their own sentence."""
    return list(_found_events(scene))


@lru_cache(maxsize=2)  # one sentence is asked for its events by many readers, one after the other
def _found_events(scene: Scene) -> tuple[Event, ...]:
    found = []
    for argument in scene.events:
        if not any(actor.start <= argument.start < actor.stop for actor in scene.actors) and not (_names_another(scene, argument) or is_afar(scene, argument)):
            event = _event(scene, argument)
            place = _place(scene, event)
            found.append(replace(event, place=place, date=_date(scene, event) or _date_of_place(scene, event, place)))
    return tuple(_up_to_its_end(scene, found[0]) if len(found) == 1 else event for event in found)


def _up_to_its_end(scene: Scene, event: Event) -> Event:
    """The only event of a sentence with its days up to that on which it is told to end: "opened on the 25th and ended on the 26th"."""
    ends = [date.edtf for verb in scene.told("end") if verb.form == "finite" and not (verb.negated or verb.mood) and (date := nearest_date(scene, verb.start, verb.stop))]
    return replace(event, date=f"{event.date}/{ends[0]}") if ends and event.is_occasion and is_next(event.date or "", ends[0], MOST) else event


def _date_of_place(scene: Scene, event: Event, place: Place | None) -> str | None:
    """The only date told with the place of an event, where that stands in another part of the sentence."""
    colon = scene.folded.rfind(": ", scene.start, event.start)
    dates = [date.edtf for date in scene.dates if place and place.start < colon and date.start < colon]
    return dates[0] if len(dates) == 1 else None


def _names_another(scene: Scene, argument: Argument) -> bool:
    """True for a word that only tells what event the next one is: "jubilee summit"."""
    return any(not scene.folded[argument.stop : other.start].strip() for other in scene.events if other.start > argument.start)


def _event(scene: Scene, argument: Argument) -> Event:
    start = _left_edge(scene, argument.start)
    stop = argument.stop if scene.lexicon.head_last else _right_edge(scene, argument.stop)
    title = title_of(scene, (start, stop), argument)
    bare = (start, stop) == (argument.start, argument.stop) and owner_start(scene, start, argument) == start
    words = scene.folded[argument.start : argument.stop].split()
    head = words[-1 if scene.lexicon.head_last else 0][:5]
    bearer = next((a for a in scene.places if _is_compounded(scene, a, argument.start) and a.stop <= argument.start), argument)  # "at the NATO summit"
    return Event(start, stop, title, head, bare, marks=bearer.marks, is_occasion=_is_occasion(scene, argument), scene=scene.index)


def _is_occasion(scene: Scene, argument: Argument) -> bool:
    """Talks are no occasion, they are what visits are for, unless they are counted: "the seventh meeting of the heads of state"."""
    talks = argument.event is not None and argument.event.sense != "event"
    return not talks or any(m.start() <= argument.start < m.end() for m in scene.finditer(scene.lexicon.counted_talks))


def _left_edge(scene: Scene, head: int) -> int:
    """How far an event's name reaches to the left: over names and attributes, not over dates, other roles and verbs."""
    low = max(scene.start, head - LONGEST)
    asides = [(date.start - 1, date.stop + 1) for date in scene.dates if scene.folded[date.start - 1 : date.start] == "(" and scene.folded[date.stop : date.stop + 1] == ")"]  # "the Astana (2024) summit"
    edges = [low] + [m.end() for m in _BOUNDARY.finditer(scene.folded, low, head) if not any(start <= m.start() < stop for start, stop in asides)]
    edges += [date.stop for date in scene.dates if low < date.stop <= head and (date.start - 1, date.stop + 1) not in asides]
    edges += [argument.stop for argument in scene.actors if low < argument.stop <= head]
    edges += [predicate.stop for predicate in scene.predicates if low < predicate.stop <= head and predicate.sense != "event" and not _describes(scene, predicate, head)]
    edges += [a.stop for a in scene.places if low < a.stop <= head and not _is_attribute(a) and not _is_compounded(scene, a, head)]
    stops = scene.lexicon.event_stops | set(scene.lexicon.prepositions)
    edges += [m.end() for m in _TOKEN.finditer(scene.folded, low, head) if m[0] in stops]
    edge = max(edges)
    return edge + len(scene.folded[edge:head]) - len(scene.folded[edge:head].lstrip())


def _describes(scene: Scene, predicate: Predicate, head: int) -> bool:
    """True for a participle right before a word for an event, in languages that put such attributes there: "the founding conference"."""
    return scene.lexicon.positional and predicate.form == "participle" and not scene.folded[predicate.stop : head].strip()


def _is_compounded(scene: Scene, argument: Argument, head: int) -> bool:
    """True for a name before a word for an event, in languages that put a preposition before both: "to the Dushanbe summit", "at the Rome food forum"."""
    words = scene.folded[argument.stop : head].lstrip("-–").split()
    stops = scene.lexicon.event_stops | scene.lexicon.connectors | scene.lexicon.articles | set(scene.lexicon.prepositions)
    return scene.lexicon.positional and len(words) <= ADJECTIVES and all(_ADJECTIVE.fullmatch(word) and word not in stops for word in words)


def _is_attribute(argument: Argument) -> bool:
    return bool({"nom", "gen", "bare", "of"} & set(argument.marks)) or argument.place is not None and argument.place.form != "noun"


def _right_edge(scene: Scene, head: int) -> int:
    """In languages that put the name after the head, a genitive or "of" phrase belongs to it."""
    names = [m.span() for m in QUOTED.finditer(scene.folded, head, scene.stop)]
    signs = [m.start() for m in _BOUNDARY.finditer(scene.folded, head, scene.stop)]
    edges = [min(scene.stop, head + LONGEST)] + [at for at in signs if not any(low < at < high for low, high in names)]
    edges += [date.start for date in scene.dates if date.start >= head]
    edges += [argument.start for argument in scene.places if argument.start >= head and not _is_attribute(argument)]
    edges += [a.start for a in scene.actors if a.start >= head and (scene.lexicon.governs and "nom" in a.marks and "gen" not in a.marks or scene.lexicon.positional and not scene.folded[head : a.start].strip())]
    prepositions = set(scene.lexicon.prepositions) - scene.lexicon.event_links
    stops = scene.lexicon.event_stops | prepositions
    edges += [m.start() for m in _TOKEN.finditer(scene.folded, head, scene.stop) if m[0] in stops]
    edges += [predicate.group_start for predicate in scene.predicates if predicate.start >= head and predicate.form != "noun"]
    return len(scene.folded[: min(edges)].rstrip())


def _place(scene: Scene, event: Event) -> Place | None:
    """Where an event is held: the place in its name or the nearest one in its clause."""
    titles = [(a.start, a.stop) for a in scene.actors]  # "папа римский" is nowhere
    inside = [p for p in scene.all_places if event.start <= p.start < event.stop and p.kind not in ("country", "organization") and p.form != "demonym"]
    inside = [p for p in inside if p.form == "noun" or not any(start <= p.start < stop for start, stop in titles)]
    if inside := inside or _in_brackets(scene, event):
        return inside[-1]
    low, high = scene.clause(event.start)
    if host := _receiving(scene, event, low, high) or _of_host(scene, event) or _staging(scene, event) or _before_where(scene, event, low):
        return host
    near = [a for a in scene.places if a.place and low <= a.start < high and a.place.form == "noun" and a.place.kind != "organization" and not _describes_another(scene, a, event)]
    if scene.lexicon.venue.search(scene.folded, max(low, event.start - 20), event.start) and (cities := [a.place for a in near if "nom" in a.marks and a.place and a.place.kind == "city"]):
        return cities[0]
    held = [(_apart(scene, event, a.start, a.stop), a.place.kind == "country", a) for a in near if a.place and is_locative(a)]
    held = [entry for entry in held if entry[0] <= NEAR] or [(0.0, False, a) for a in near if _leads_to(scene, event, a)]
    return min(held, key=lambda entry: entry[:2])[2].place if held else _beside(scene, event) or _announced(scene, event) or _only_city(scene, event) or _of_person(scene, event)


def _describes_another(scene: Scene, argument: Argument, event: Event) -> bool:
    """True for a place told as where something else is, by an attribute that stands right before that: "toplantıda Əfqanıstandakı vəziyyət"."""
    return argument.place is not None and argument.place.rule == "relative" and not 0 <= scene.words_between(argument.stop, event.start) <= ADJECTIVES


def _of_person(scene: Scene, event: Event) -> Place | None:
    """The country of the person whose event it is: "came to the funeral of A" ("на похороны А.", "A-nın dəfninə")."""
    if not event.is_occasion or scene.search(scene.lexicon.personal_events, event.start, event.stop) is None:
        return None
    beside = [a for a in scene.actors if a.actor and a.actor.country and not a.actor.country.startswith("org:") and {"gen", "of"} & set(a.marks)]
    owners = [a for a in beside if event.start <= a.start <= event.stop + 1 or (a.stop <= event.start and scene.words_between(a.stop, event.start) == 0 and not scene.lexicon.governs)]
    return Place(event.start, event.start, "", "country", owners[0].actor.country or "", "") if owners and owners[0].actor else None


def _only_city(scene: Scene, event: Event) -> Place | None:
    """The only city where something is in a whole sentence, for what one comes to: "came to the funeral too, and stood at the grave in Ankara"."""
    cities = [a.place for a in scene.places if a.place and a.place.kind == "city" and is_locative(a)]
    towards = any(mark.endswith("+acc") for mark in event.marks)
    return cities[0] if scene.lexicon.governs and event.is_occasion and towards and len(cities) == 1 else None


def _leads_to(scene: Scene, event: Event, argument: Argument) -> bool:
    """True for the place right behind an event that one goes to: "to the summit in Samarkand" ("на саммит в Самарканд")."""
    towards = any(mark.endswith("+acc") for mark in event.marks) and any(mark.endswith("+acc") for mark in argument.marks)
    return bool(scene.lexicon.governs) and towards and argument.start - event.stop >= 0 and scene.words_between(event.stop, argument.start) <= 1


def _announced(scene: Scene, event: Event) -> Place | None:
    """The only place where something is, told before the colon that an event stands behind: "a new stage began in Baku: at the forum"."""
    colon = scene.folded.rfind(": ", scene.start, event.start)
    places = [a.place for a in scene.places if a.place and a.start < colon and a.place.form == "noun" and a.place.kind == "city" and is_locative(a)]
    return places[0] if len(places) == 1 else None


def _receiving(scene: Scene, event: Event, low: int, high: int) -> Place | None:
    """The place that holds an event as the subject of a verb of receiving, by its case or place: "Moscow hosted the summit", "саммит принимала Москва"."""
    verbs = [verb for verb in scene.told("receive", "bring") if low <= verb.start < high and not verb.passive]
    if scene.lexicon.positional:  # "Ankara hosted the summit"
        hosting = [verb for verb in verbs if verb.sense == "receive" and verb.stop <= event.start and not any(verb.stop <= other.start < event.start and other.form == "finite" for other in scene.predicates)]
        return next((a.place for verb in hosting for a in scene.subject(verb) or () if a.place and a.place.kind in ("city", "country")), None)
    if scene.lexicon.predicate_last and any(verb.sense == "receive" for verb in verbs) and event.marks == ("dat",):
        cities = [a.place for a in scene.places if low <= a.start < verbs[0].start and a.marks == ("nom",) and a.place and a.place.kind in ("city", "country")]
        return cities[-1] if len({city.code for city in cities}) == 1 else None
    verbs = [verb for verb in verbs if "acc" in event.marks or verb.sense == "bring" and verb.form == "finite" and any("+" in mark for mark in event.marks)]
    if not verbs or not scene.lexicon.governs:
        return None
    subjects = [a for a in scene.places if low <= a.start < high and a.marks[:1] == ("nom",) and a.place and a.place.form == "noun" and a.place.kind != "organization"]
    near = min(subjects, key=lambda a: abs(a.start - verbs[0].start), default=None)
    return near.place if near and crossing_words(scene, near, verbs[0]) <= RECEIVING else None


def _of_host(scene: Scene, event: Event) -> Place | None:
    """The country of the person who is told to host an event right before its word: "prezidentin ev sahibliyi etdiyi sammitdə"."""
    verbs = [verb for verb in scene.told("receive") if verb.form == "participle" and not verb.passive and verb.stop <= event.start and scene.words_between(verb.stop, event.start) <= ADJECTIVES]
    if not scene.lexicon.predicate_last or not verbs:
        return None
    people = [a.actor for a in scene.actors if a.stop <= verbs[-1].group_start and scene.words_between(a.stop, verbs[-1].group_start) <= 1 and "gen" in a.marks and a.actor]
    country = people[-1].country if people else None
    return Place(event.start, event.start, "", "country", country, "") if country and not country.startswith("org:") else None


def _staging(scene: Scene, event: Event) -> Place | None:
    """The place that holds an event, as the subject of what its language says of that: "Chicago was the stage of a summit", "Tehran threw a party"."""
    cities = [a for a in scene.places if a.stop <= event.start and a.place and a.place.form == "noun" and a.place.kind != "organization"]
    held = [(match.end(), a.place) for a in cities if (match := scene.lexicon.staging.match(scene.folded, a.stop))]
    verbs = [verb.start for verb in scene.predicates if verb.form == "finite"]
    return next((place for stop, place in held if stop <= event.start and not any(stop <= at < event.start for at in verbs)), None)


def _before_where(scene: Scene, event: Event, low: int) -> Place | None:
    """The place right before the "where" that opens the clause of an event: "at Thessaloniki, where A opened the conference"."""
    if not scene.lexicon.positional:
        return None
    relative = [match.start() for match in scene.finditer(scene.lexicon.where, low, event.start)][:1]
    return next((a.place for a in scene.places for at in relative if a.place and a.stop <= at and scene.folded[a.stop : at].strip() in ("", ",")), None)


def crossing_words(scene: Scene, argument: Argument, verb: Predicate) -> int:
    """The words between a phrase and a verb, on whichever side it stands."""
    low, high = (argument.stop, verb.start) if argument.start < verb.start else (verb.stop, argument.start)
    return scene.words_between(low, high)


def _beside(scene: Scene, event: Event) -> Place | None:
    """The city that stands right behind an event, parted by a comma alone ("the summit, Ashgabat"), or so ends the sentence: "the conference on Syria, Geneva."."""
    verbs = [verb.start for verb in scene.predicates if verb.form == "finite" and verb.start >= event.stop]
    cities = [p for p in scene.all_places if p.kind == "city" and p.start >= event.stop and scene.folded[event.stop : p.start].rstrip().endswith(",")]
    last = [p for p in cities if not verbs and not scene.folded[p.stop : scene.stop].strip(" .")]
    return next((p for p in cities if scene.folded[event.stop : p.start].strip() == ","), last[0] if last and scene.lexicon.positional else None)


def _in_brackets(scene: Scene, event: Event) -> list[Place]:
    """The city in the brackets right behind an event: "the inauguration (Buenos Aires, December 1999)"."""
    match = re.compile(r"[\s”»\"]*\(([^()]{3,60})\)").match(scene.folded, event.stop, scene.stop)
    return [p for p in scene.all_places if match and match.start(1) <= p.start < match.end(1) and p.kind == "city"][:1]


def _apart(scene: Scene, event: Event, start: int, stop: int) -> float:
    low, high = (stop, event.start) if start < event.start else (event.stop, start)
    own = [verb for verb in scene.told("begin", "end", "happen") if low <= verb.start < high and verb.form == "finite"]  # "the summit ended in Prague"
    return distance(scene, low, high) - FINITE * len(own[:1]) if low < high else 0.0


def is_locative(argument: Argument) -> bool:
    """True for a phrase that tells where something is."""
    return any(mark in ("loc", "in", "at", "pre") or mark.endswith(("+pre", "+loc")) for mark in argument.marks)


def _date(scene: Scene, event: Event) -> str | None:
    dates = usable(scene)
    found = nearest_date(scene, event.start, event.stop, [date for date in dates if not _opens_verb(scene, event, date)] or dates)
    return _with_length(scene, event, found.edtf) if found and _apart(scene, event, found.start, found.stop) <= NEAR else None


def _opens_verb(scene: Scene, event: Event, date: Date) -> bool:
    """True for the day of a verb that "and" joins to the one before: "took part in the summit and the next day flew home"."""
    before = [word for word in scene.folded[event.stop : date.start].split() if word not in scene.lexicon.prepositions][-1:] if date.start > event.stop else []
    behind = any(verb.form in ("finite", "participle") and verb.start - date.stop >= 0 and not scene.words_between(date.stop, verb.group_start) for verb in scene.predicates)
    return bool(before) and before[0] in scene.lexicon.joining and behind


def _with_length(scene: Scene, event: Event, date: str) -> str:
    """The days of an event told by its length and the day on which it opened or closed: "a two-day forum opened on 5 May", "ended after two days"."""
    low, high = scene.clause(event.start)
    ends = event.is_occasion and any(low <= verb.start < high and verb.form == "finite" for verb in scene.told("end"))
    days = duration(scene, *((scene.start, scene.stop) if ends else (max(scene.start, event.start - MODIFIED), event.stop))) if _DAY.fullmatch(date) else None
    return stretched(date, days, "end" if ends else "") if days else date


def bracketed(scene: Scene, start: int) -> Event | None:
    """The event that a table row names in brackets behind its predicate; brackets inside belong to it."""
    if scene.kind != "row":
        return None
    match = re.compile(r"\((.{4,300})\)\s*\Z", re.DOTALL).search(scene.text[: scene.stop], start)
    low = match.start(1) + match[1].rfind("(") + 1 if match and match[1].count("(") == match[1].count(")") > 0 and match[1].find(")") < match[1].find("(") else match.start(1) if match else 0
    status = match and (scene.lexicon.row_cancelled.fullmatch(scene.folded, low, match.end(1)) or scene.lexicon.row_planned.fullmatch(scene.folded, low, match.end(1)))
    dated = match and any(date.start <= low and match.end(1) <= date.stop for date in scene.dates)
    worded = match and not dated and re.search(r"[^\W\d_]{3}", scene.text[low : match.end(1)])  # no day of a document: "(12.02)", "(4 October)"
    return Event(low, match.end(1), " ".join(scene.text[low : match.end(1)].split()), "", False) if match and worded and not status else None


def occasion_near(scene: Scene, start: int) -> Event | None:
    """The event that a journey is made for, if its clause names one; a table row names it in brackets."""
    if event := bracketed(scene, start):
        return event
    return min((event for event in aims_near(scene, start) if not event.is_bare), key=lambda e: abs(e.start - start), default=None)


def aims_near(scene: Scene, start: int) -> list[Event]:
    """The events that one can travel to of the clause around a position, also those without a name of their own."""
    low, high = scene.clause(start)
    return [event for event in find_events(scene) if low <= event.start < high and event.is_occasion and _is_aim(scene, event)]


def _is_aim(scene: Scene, event: Event) -> bool:
    """In a language that ends its clauses with the verb, one travels to or is at an event: it stands in a local case."""
    return not scene.lexicon.predicate_last or bool({"loc", "dat"} & set(event.marks))
