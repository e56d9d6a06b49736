"""Of what kind a visit is ("official", "working"), and how many there are of each kind."""

from __future__ import annotations

import re

from pipeline.records.arguments import counting
from pipeline.records.arguments.localities import can_host
from pipeline.records.arguments.roles import crosses_verb, distance, fill, kind_alone
from pipeline.records.arguments.status import is_governed
from pipeline.records.scenes.scene import Scene
from pipeline.records.told.anaphora import has_goal
from pipeline.values import Predicate

BESIDE = 40  # characters before a word for a visit in which its kind stands
HARD = 5  # weight of a sign that parts two clauses
POSTPOSED = 5  # characters of a postposition behind its noun ("səfəri ilə")
KIND_REACH = 6.0  # words between the kind of a visit and the word for it
HEAD = 16  # characters at the head of a sentence in which it is told how often


def find_kinds(scene: Scene, predicate: Predicate) -> list[tuple[str | None, counting.Count | None]]:
    """The kinds of visit with their numbers: one, or several where one noun is shared ("three official, two private visits")."""
    low, high = scene.clause(predicate.start)
    signs = [(match, sign.value) for sign in scene.lexicon.types for match in scene.finditer(sign.pattern, low, high)]
    found = sorted((match.start(), match.end(), kind) for match, kind in signs if not (kind == "official" and _is_of_state(scene, match) or _is_of_person(scene, match)))
    counted = [(kind, counting.count_before(scene, start)) for start, _, kind in found]
    numbered = [(kind, count) for kind, count in counted if count]
    if len(numbered) > 1:
        return list(numbered)
    count = counting.count_before(scene, predicate.start) if predicate.form == "noun" or _opens_with_noun(scene, predicate) else None
    if count and any(match.start() <= count.start < predicate.start < match.end() for match in scene.finditer(scene.lexicon.duration, max(scene.start, count.start - 1), predicate.stop)):
        count = None  # "two days in Prague" are one visit
    if predicate.form == "noun" and is_governed(scene, predicate, "cancel", "postpone", "plan"):
        return [(_kind_of(scene, predicate, found), count)]
    count = count or counting.times(scene, max(low, predicate.start - 40), min(high, predicate.stop + 40)) or _times_at_head(scene, predicate)
    return [(_kind_of(scene, predicate, found), count)]


def _is_of_state(scene: Scene, match: re.Match[str]) -> bool:
    """True for the word that makes a state of its capital ("official Minsk knew nothing of the visit"), not for the kind of "the official Minsk visit"."""
    behind = [place for place in scene.all_places if place.start >= match.end() and place.form == "noun" and not scene.folded[match.end() : place.start].strip()]
    return any(not any(trip.start >= place.stop and scene.words_between(place.stop, trip.start) == 0 for trip in scene.told("trip")) for place in behind)


def _is_of_person(scene: Scene, match: re.Match[str]) -> bool:
    """True for a word inside the phrase of a person: "the last Georgian official, President Saakashvili" ("son gürcü rəsmi, Prezident Saakaşvili")."""
    return any(a.start < match.start() and match.end() < a.stop and a.actor is not None for a in scene.actors)


def _opens_with_noun(scene: Scene, predicate: Predicate) -> bool:
    """True for a verb made of a noun and a light verb, in a language that ends clauses with it: "five [visits made]"."""
    return scene.lexicon.predicate_last and " " in scene.text[predicate.start : predicate.stop]


def _times_at_head(scene: Scene, predicate: Predicate) -> counting.Count | None:
    """How often, where it opens a sentence of one verb, in a language of cases: "Трижды президент ... ездил в Тегеран"."""
    verbs = [verb for verb in scene.predicates if verb.form == "finite"]
    return counting.times(scene, scene.start, scene.start + HEAD) if scene.lexicon.governs and verbs == [predicate] else None


def _kind_of(scene: Scene, predicate: Predicate, found: list[tuple[int, int, str]]) -> str | None:
    for verb in scene.told("stay"):
        said = [kind for start, _, kind in found if scene.lexicon.predicative.fullmatch(scene.folded, verb.stop, start)]
        if said and any(argument.event is predicate for argument in scene.subject(verb) or ()):
            return said[0]  # "his next visit, in May, was a state visit"
    if predicate.form == "noun":
        behind = _past_owner(scene, predicate)
        said = [kind for start, _, kind in found if start > behind and scene.lexicon.said_to_be.fullmatch(scene.folded, behind, start)]
        if said:
            return said[0]  # "этот визит имел статус официального"
    if noun := carried_noun(scene, predicate):
        return kind_beside(scene, noun)
    if scene.lexicon.positional and (carried := _carried(scene, predicate)) and (kind := kind_beside(scene, carried)):
        return kind  # "came to Lusaka in May on what was called a private visit"
    near = []
    for start, stop, kind in found:
        if re.search(r"\w-\Z", scene.folded[max(scene.start, start - 2) : start]) or _is_of_other_noun(scene, predicate, stop) or _is_of_another(scene, predicate, start, stop):
            continue
        of_guest = predicate.form != "noun" and any(guest.start >= stop and not scene.words_between(stop, guest.start) for guest in scene.told("participants"))  # "stayed for two days as an official guest"
        apart = 0.0 if of_guest else distance(scene, min(stop, predicate.stop), max(start, predicate.start)) - 1
        if apart <= KIND_REACH:
            near.append((apart, kind))
    return min(near)[1] if near else None


def _is_of_other_noun(scene: Scene, noun: Predicate, stop: int) -> bool:
    """True for a kind before a preposition and the word for a visit behind it, in a language that tells by place: "a working instrument only after the visit"."""
    between = scene.folded[stop : noun.start].split() if scene.lexicon.positional and noun.form == "noun" and stop <= noun.start else []
    return any(word in scene.lexicon.prepositions for word in between)


def _past_owner(scene: Scene, noun: Predicate) -> int:
    """Where a noun ends with the one whose visit it is and the place it goes to, which stand right behind it: "визит канадского премьера в Киев"."""
    stop = noun.stop
    for argument in sorted((*scene.actors, *scene.places), key=lambda a: a.start):
        gap = scene.folded[stop : argument.start].split()
        if argument.start >= stop and argument.marks and ("gen" in argument.marks or "+" in argument.marks[0]) and all(word in scene.lexicon.prepositions for word in gap):
            stop = argument.stop
    return stop


def _is_of_another(scene: Scene, predicate: Predicate, start: int, stop: int) -> bool:
    """True for a kind that is said of another visit: behind the verb that ends its clause, or of a noun with a host of its own."""
    if scene.lexicon.predicate_last and start >= predicate.stop:
        return True
    noun = next((trip for trip in scene.told("trip") if trip.start >= stop), None)
    if noun is None or noun is predicate or predicate.sense == "trip" or scene.words_between(stop, noun.start) > 2 or is_manner(scene, noun):
        return False
    places = [argument for argument in scene.places if can_host(argument)]
    own, other = fill(scene, predicate, "host", places), fill(scene, noun, "host", places)
    return own is not None and other is not None and own is not other and not crosses_verb(scene, noun, other)


def kind_beside(scene: Scene, noun: Predicate) -> str | None:
    """The kind that stands right before a word for a visit, or is told by words that open with it: "визит доброй воли"."""
    for sign in scene.lexicon.types:
        near = scene.finditer(sign.pattern, max(scene.start, noun.start - BESIDE), min(scene.stop, noun.stop + BESIDE))
        if any(m.start() == noun.start or m.end() <= noun.start and scene.words_between(m.end(), noun.start) <= 1 for m in near):
            return sign.value
    return None


def carried_noun(scene: Scene, predicate: Predicate) -> Predicate | None:
    """The word for a visit that a verb carries as its manner, where it is the only verb of travelling in its part: "went (31 October), on an official visit"."""
    if scene.lexicon.predicate_last:
        return _carried_before(scene, predicate)
    return _carried(scene, predicate) if scene.lexicon.governs else None


def _carried(scene: Scene, predicate: Predicate) -> Predicate | None:
    """The only word for a visit in the part of the only verb of travelling that says what for: "arrived on a state visit, the first leg of a tour"."""
    if predicate.form == "noun":
        return None
    low, high = max(scene.folded.rfind(";", scene.start, predicate.start), scene.start), scene.folded.find(";", predicate.start, scene.stop)
    here = [one for one in scene.told(*dict.fromkeys(("go", "come", "visit", "stay", "trip", predicate.sense))) if low <= one.start < (high if high >= 0 else scene.stop)]
    movers, nouns = [one for one in here if one.form != "noun"], [one for one in here if one.form == "noun"]
    said = [noun for noun in nouns if is_manner(scene, noun) and not _is_of_next_traveller(scene, predicate, noun)]
    return said[0] if movers == [predicate] and len(said) == 1 else None


def _is_of_next_traveller(scene: Scene, predicate: Predicate, noun: Predicate) -> bool:
    """True for a word for a visit in the part of one who is told to have done the same: "in May A was there, and in June, on a working visit, – B"."""
    people = [a.stop for a in scene.actors if predicate.stop <= a.start and a.stop <= noun.start and "nom" in a.marks and a.actor and a.actor.name]
    return bool(people) and bool(scene.lexicon.turning & set(scene.folded[people[0] : noun.start].split()))


def _carried_before(scene: Scene, predicate: Predicate) -> Predicate | None:
    """The word for a visit that is the manner of a verb which ends its clause: "on a three-day visit he came on 29 March"."""
    if predicate.form == "noun" or predicate.sense not in ("go", "come", "stay"):
        return None
    ends = [verb.stop for verb in scene.predicates if verb.form == "finite" and verb.stop <= predicate.group_start]
    nouns = [trip for trip in scene.told("trip") if trip.form == "noun" and max([scene.start, *ends]) <= trip.start < predicate.start]
    if len(nouns) != 1 or scene.barriers.between(nouns[0].stop, predicate.start) >= HARD:
        return None
    owned = any("gen" in a.marks and max([scene.start, *ends]) <= a.start < nouns[0].start for a in scene.actors)
    marked = scene.lexicon.manner.match(scene.folded, nouns[0].start, min(scene.stop, nouns[0].stop + POSTPOSED)) is not None
    return nouns[0] if marked and not owned else None


def kinds_of_stops(scene: Scene, predicate: Predicate, ends: list[tuple[int, int]], last: str | None) -> list[str | None]:
    """The kind of visit for each of several places before the verb that ends their clause, told behind each: "İrana dövlət, Fransaya işgüzar səfər etdi";
    the ``last`` one's is that of all where only it is told."""
    starts = [start for start, _ in ends[1:]]
    if not scene.lexicon.predicate_last or [start for start, _ in ends] != sorted(start for start, _ in ends) or ends[-1][1] > predicate.start:
        return [last] * len(ends)
    told = [kind_alone(scene, scene.folded[stop:start].split(",")[0]) for (_, stop), start in zip(ends, starts, strict=False)]
    return [*told, last] if any(told) else [last] * len(ends)


def says_what_for(scene: Scene, predicate: Predicate) -> bool:
    """True for a visit that only says what for somebody is somewhere: "on an official visit"."""
    marked = scene.search(scene.lexicon.manner, max(scene.start, predicate.start - 60), predicate.stop)
    return marked is not None and marked.end() >= predicate.start


def is_manner(scene: Scene, predicate: Predicate) -> bool:
    """True where a verb of travelling carries the visit as its manner: "arrived on an official visit"."""
    if not says_what_for(scene, predicate):
        return False
    before = [verb for verb in scene.predicates if verb.form != "noun" and verb.start < predicate.start]
    if scene.lexicon.positional and before and before[-1].sense in ("support", "begin", "end"):
        return False  # "is on a visit to Kyiv, will travel on"
    if scene.lexicon.positional and before and before[-1].sense == "receive" and before[-1].form == "finite" and not has_goal(scene, predicate):
        return True  # "received A and, on a state visit, B"
    movers = [verb for verb in scene.told("go", "come", "stay", "visit") if verb.form != "noun" and not _is_cleft(scene, verb)]
    near = any(distance(scene, min(predicate.start, verb.start), max(predicate.start, verb.start)) <= 14 for verb in movers)
    return near or bool(movers) and not has_goal(scene, predicate)


def _is_cleft(scene: Scene, verb: Predicate) -> bool:
    """True for the verb of being that only puts something first: "it was on his third visit that they signed"."""
    return verb.sense == "stay" and scene.lexicon.cleft.search(scene.folded[max(scene.start, verb.start - 12) : verb.start]) is not None


def kind_of_reception(scene: Scene, predicate: Predicate) -> str | None:
    """The kind of visit on which a guest is received: told behind the reception, or before it with where he is: "A, on an official visit to Georgia, was received"."""
    if scene.lexicon.predicate_last:
        coming = [verb for verb in scene.told("come", "go") if verb.form == "converb" and verb.stop <= predicate.start]
        return find_kinds(scene, coming[-1])[0][0] if coming else None
    if not scene.lexicon.positional:
        return None
    if scene.search(scene.lexicon.manner, predicate.stop, scene.clause(predicate.start)[1]):
        return find_kinds(scene, predicate)[0][0]
    stays = [noun for noun in scene.told("trip") if noun.stop <= predicate.start and says_what_for(scene, noun)]
    return kind_beside(scene, stays[0]) if len(stays) == 1 else None


def kinds_behind(scene: Scene, ends: list[int]) -> list[str | None]:
    """The kind of visit told behind each of several guests, before the next: "was host to A on 5 March and to B, on a state visit, in July"."""
    spans = list(zip(ends, [*ends[1:], scene.stop], strict=True)) if scene.lexicon.positional and ends == sorted(ends) else [(0, 0)] * len(ends)
    nouns = [noun for noun in scene.told("trip") if says_what_for(scene, noun)]
    return [next((kind_beside(scene, noun) for noun in nouns if start <= noun.start < stop), None) for start, stop in spans]
