"""Where a journey goes: the place named, the place meant by "there", the place one is in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.records.arguments.localities import can_host, headed, is_his_guest, is_local, sent_by
from pipeline.records.arguments.roles import cheapest, fill, frame_of, joined, siblings
from pipeline.records.participants.meant import event_meant
from pipeline.records.participants.pointed_hosts import became_goal, held_for, is_of_other_clause, right_behind, told_goal
from pipeline.records.participants.there import MOVING, before_where, crossed, own_country, pointed_at, the_country, where_begins
from pipeline.records.participants.unknown_goals import goes_to_unknown
from pipeline.records.scenes.capitals import lies_in
from pipeline.records.scenes.scene import DASHES, Argument, Scene
from pipeline.records.told.discourse import Discourse
from pipeline.records.told.eras import heirs
from pipeline.values import Actor, Place, Predicate

_LIST = re.compile(r"(?::|\s[–—-]|\()\s*\Z")
RETURN = 40  # characters around a word of travelling in which it is told to be a return visit
PURPOSES = ("meet", "attend", "sign", "receive", "act", "other", "see", "guest", "represent", "visit")  # senses of what one may travel for
USUAL = 4  # visits that have to agree on where one comes to
BESIDE = 24  # characters behind a verb in which "there" stands with it: "spent three days there"
OF_NOUN = 6  # words between talks and the place where they were held


@dataclass(frozen=True, slots=True)
class Host:
    """Where a visit goes: a country, with the place in it where one is named."""

    country: str | None
    place: str | None
    start: int
    stop: int


def is_abroad(visitor: Actor, host: Host) -> bool:
    """True for a journey to another country, and not to the city that one's own lies in."""
    return host.country is not None and visitor.country != host.country and not (visitor.country and host.place and lies_in(visitor.country, host.place))


def _acts(scene: Scene, argument: Argument) -> bool:
    """True for a state whose name does not change, right before the verb that tells what it did: "после его поездки США сняли эмбарго"."""
    return "nom" in argument.marks and len(argument.marks) > 1 and any(verb.form == "finite" and scene.words_between(argument.stop, verb.start) == 0 <= verb.start - argument.stop for verb in scene.predicates)


def find_hosts(scene: Scene, predicate: Predicate, discourse: Discourse, own: frozenset[str] = frozenset()) -> list[Host]:
    """Where a journey goes, in the order of the text. ``own`` are the countries of the travellers, which "there" cannot mean."""
    candidates = [a for a in scene.places if can_host(a) and not (_is_excluded(scene, a) or sent_by(scene, a) or _is_of_another(scene, predicate, a) or _goes_on(scene, a, frozenset(scene.lexicon.origins)))]
    candidates = [a for a in candidates if not (is_of_other_clause(scene, predicate, a) or predicate.form == "noun" and _acts(scene, a))]
    if predicate.form == "finite" and scene.lexicon.positional and (relative := where_begins(scene, predicate)):
        high = scene.clause(predicate.start)[1]
        candidates = [a for a in candidates if relative <= a.start < high]  # "Moscow, where he had been": no place before it
    if predicate.sense in ("come", "go") and (place := before_where(scene, predicate)) and place.code not in own:
        return [host_at(place, predicate.start, predicate.stop)]
    chosen = fill(scene, predicate, "host", [a for a in candidates if not _goes_on(scene, a, frozenset(scene.lexicon.prepositions))])
    chosen = None if chosen and _is_there_again(scene, predicate, chosen) else chosen
    if scene.lexicon.governs and chosen and chosen.place and chosen.place.code in own and chosen.stop <= predicate.start and (country := _returned_to(scene, predicate, discourse, own)):
        return [Host(country, None, predicate.start, predicate.stop)]  # the place that the guest before had come to
    if chosen is None and predicate.form == "finite" and predicate.sense == "visit":
        stop = scene.clause(predicate.start)[1]
        chosen = fill(scene, predicate, "inside", [a for a in candidates if a.start < stop])  # "visited the old town in Baku"
    if chosen and (carried := right_behind(scene, predicate, candidates)) and any(chosen.stop <= verb.start < predicate.start for verb in scene.predicates if verb.form == "finite"):
        return by_country(siblings(scene, carried, candidates))  # "Romada qalmış, oktyabrda rəsmi səfərlə Londona getmişdir"
    chosen = chosen or told_goal(scene, predicate, candidates)
    if chosen:
        chain = _dashed(scene, [a for a in candidates if a.start >= chosen.start]) if predicate.sense == "trip" and ":" in scene.folded[predicate.stop : chosen.start] else ()
        return by_country(chain or siblings(scene, chosen, candidates))
    if became := became_goal(scene, predicate):
        return by_country([became])
    if carried := right_behind(scene, predicate, candidates):
        return by_country(siblings(scene, carried, candidates))
    if purpose := _of_purpose(scene, predicate, candidates):
        return [host_at(purpose)]
    if scene.lexicon.governs and predicate.sense in ("stay", "come") and (local := fill(scene, predicate, "host", [a for a in scene.places if is_local(scene, a)])):
        return by_country([local])
    if country := _of_adjective(scene, predicate, own):
        return [Host(country, None, predicate.start, predicate.stop)]
    if place := headed(scene, predicate):
        return [host_at(place)]
    if guest_of := _called_on(scene, predicate, own) or _stayed_with(scene, predicate, own):
        return [guest_of]
    home = [code for code in _countries_here(discourse) if code not in own and not any(code in heirs(one) for one in own)]
    if home and (said := scene.search(scene.lexicon.ours, *scene.clause(predicate.start))):
        return [Host(home[0], None, *said.span())]
    if predicate.sense in MOVING and goes_to_unknown(scene, predicate):
        return by_country(_listed_stops(scene, predicate, candidates))
    if place := pointed_at(scene, predicate, discourse, own):
        return [host_at(place, predicate.start, predicate.stop)]
    if country := _returned_to(scene, predicate, discourse, own):
        return [Host(country, None, predicate.start, predicate.stop)]
    if stops := _listed_stops(scene, predicate, candidates):
        return by_country(stops)
    return _unnamed(scene, predicate, discourse, own)


def _unnamed(scene: Scene, predicate: Predicate, discourse: Discourse, own: frozenset[str]) -> list[Host]:
    """Where a journey goes of which the sentence names no goal and points at none: to the event one comes to, to where one is."""
    if country := own_country(scene, predicate, own) or the_country(scene, predicate, discourse, own):
        return [Host(country, None, predicate.start, predicate.stop)]
    place = _joined(scene, predicate, discourse, own)
    if place is None and predicate.sense == "come" and (event := event_meant(scene, predicate, discourse, "host", loose=False)) and event.is_occasion:
        place = event.place if event.place and event.place.code not in own else None  # "the funeral will be in Tallinn; the president will come to the ceremony"
    if place is None and own and predicate.sense in ("come", "bring", "expect"):
        place = discourse.home or discourse.standing or (discourse.stage.place if discourse.stage else None)
        if place is None and predicate.sense == "expect" and scene.lexicon.governs:
            place = discourse.nearest_place(scene, own)
    if place is None and _is_from_home(scene, predicate, own) and (near := discourse.nearest_place(scene, own, reach=2)):
        return [host_at(near, predicate.start, predicate.stop)]
    if place is None and predicate.sense == "come" and scene.lexicon.positional and (country := usual_host(discourse, own)):
        return [Host(country, None, predicate.start, predicate.stop)]
    return [host_at(place, predicate.start, predicate.stop)] if place else []


def _joined(scene: Scene, predicate: Predicate, discourse: Discourse, own: frozenset[str]) -> Place | None:
    """Where the visit just told is made, for another who comes to it from elsewhere: "X was in Dushanbe on the 25th; the next day Y, come from Kabul, joined the talks"."""
    origin = fill(scene, predicate, "origin", [a for a in scene.places if can_host(a)]) if predicate.sense == "come" and predicate.form == "participle" else None
    known = [visit for visit in discourse.current(scene, reach=1) if visit.status == "occurred" and visit.host_country not in own] if origin and origin.place else []
    if not known or origin is None or origin.place is None or origin.place.code == known[-1].host_country:
        return None
    return next((place for _, place in reversed(discourse.places) if (place.code, place.base) == (known[-1].host_country, known[-1].host_place)), None)


def _countries_here(discourse: Discourse) -> list[str]:
    """The countries that "here" or "us" may mean: that of who tells the text, else those it is about."""
    return [discourse.speaker.country] if discourse.speaker and discourse.speaker.country else discourse.main


def _of_purpose(scene: Scene, predicate: Predicate, candidates: Sequence[Argument]) -> Place | None:
    """Where one does what one travels for: "flew out on the 5th to meet the king in Oslo"."""
    if predicate.sense not in ("go", "come") or predicate.form == "noun":
        return None
    verbs = [verb for verb in scene.predicates if verb.form == "infinitive" and verb.sense in PURPOSES]
    if scene.lexicon.predicate_last:
        return _before_purpose(scene, [verb for verb in verbs if verb.stop <= predicate.start and not crossed(scene, verb.stop, predicate.start)]) or held_for(scene, predicate)
    verbs = [verb for verb in verbs if scene.lexicon.positional and verb.start >= predicate.stop]
    near = [a.place for a in scene.places if verbs and can_host(a) and a.start >= verbs[0].stop and {"in", "at"} & set(a.marks) and not crossed(scene, predicate.stop, a.start)]
    return near[0] if near else None


def _before_purpose(scene: Scene, verbs: Sequence[Predicate]) -> Place | None:
    """The place before an infinitive that a postposition makes a purpose, in a language that ends clauses with the verb: "Brüsseldə görüşmək üçün"."""
    led = [verb for verb in verbs if scene.folded[verb.stop : scene.stop].split()[:1] and scene.folded[verb.stop : scene.stop].split()[0] in scene.lexicon.postpositions]
    near = [a.place for a in scene.places if led and can_host(a) and a.stop <= led[-1].start and a.marks == ("loc",) and not crossed(scene, a.stop, led[-1].start)]
    return near[-1] if near else None


def _of_adjective(scene: Scene, predicate: Predicate, own: frozenset[str]) -> str | None:
    """The country told by the adjective of a journey that is somebody's: "the last of Karimov's Indian journeys"."""
    near = [a for a in scene.places if a.place and a.place.form == "adjective" and 0 <= predicate.start - a.stop <= 12 and scene.words_between(a.stop, predicate.start) <= 1]
    if predicate.sense != "trip" or not scene.lexicon.positional or not near or near[-1].place is None or near[-1].place.code in own:
        return None
    owned = any("gen" in a.marks and a.stop <= near[-1].start and scene.words_between(a.stop, near[-1].start) <= 2 for a in scene.actors)
    return near[-1].place.code if owned else None


def _called_on(scene: Scene, predicate: Predicate, own: frozenset[str]) -> Host | None:
    """The country of the one to whom a visit is paid: "paid his Turkish colleague a visit", "a call on the king"."""
    if predicate.sense != "trip" or not scene.lexicon.positional:
        return None
    verbs = [verb for verb in scene.told("support") if verb.stop <= predicate.start]
    people = [a for a in scene.actors if verbs and verbs[-1].stop <= a.start < predicate.start and "obj" in a.marks]
    people += [a for a in scene.actors if a.start >= predicate.stop and {"on", "to"} & set(a.marks) and scene.words_between(predicate.stop, a.start) <= 2]
    country = people[0].actor.country if people and people[0].actor else None
    nations = [p.code for p in scene.all_places if verbs and verbs[-1].stop <= p.start < predicate.start and p.form == "adjective" and p.kind == "country"]
    code = country or (nations[0] if nations else None)
    return Host(code, None, predicate.start, predicate.stop) if code and code not in own and not code.startswith("org:") and verbs else None


def _stayed_with(scene: Scene, predicate: Predicate, own: frozenset[str]) -> Host | None:
    """The country of the person whose guest one is, or is said to be, or whom one comes to see: "stayed with the president", "flew to see the king"."""
    people = [a for a in scene.actors if a.actor and a.actor.country and a.actor.country not in own and not a.actor.country.startswith("org:")]
    nations = [a for a in scene.places if a.place and a.place.form == "demonym" and a.place.code not in own]
    chosen = cheapest(scene, predicate, frame_of(scene, predicate).get("whom", ()), [*people, *nations])
    low, high = scene.clause(predicate.start)
    chosen = chosen or next((a for a in people if low <= a.start < high and is_his_guest(scene, a)), None)
    country = chosen.actor.country if chosen and chosen.actor else chosen.place.code if chosen and chosen.place else None
    return Host(country, None, chosen.start, chosen.stop) if chosen else None


def _goes_on(scene: Scene, argument: Argument, words: frozenset[str]) -> bool:
    """True for the later of several places behind one preposition of ``words``: "from Prague and Vienna", "the governments of Georgia and Latvia"."""
    before = [a for a in scene.places if a.stop <= argument.start]
    if not scene.lexicon.positional or not before or set(argument.marks) & set(scene.lexicon.prepositions) or not joined(scene, before[-1], argument):
        return False
    return bool(words & set(before[-1].marks)) or _goes_on(scene, before[-1], words)


def _is_from_home(scene: Scene, predicate: Predicate, own: frozenset[str]) -> bool:
    """True for those who come "from" their own country to a place that was told before: "Iliescu flew in from Bucharest"."""
    origins = any("from" in a.marks and a.start >= predicate.stop and a.place and a.place.code in own for a in scene.places)
    return scene.lexicon.positional and predicate.sense == "come" and predicate.form == "finite" and origins


def usual_host(discourse: Discourse, own: frozenset[str]) -> str | None:
    """The country that the text has let travellers of one country come to, if it is always the same."""
    known = [visit.host_country for visit in discourse.visits if visit.visitor_country in own][-USUAL:]
    return known[-1] if known and len(set(known)) == 1 else None


def _is_there_again(scene: Scene, predicate: Predicate, chosen: Argument) -> bool:
    """True for a place that another verb of travelling parts from a verb with "there" beside it: "was in Cairo, went on to Khartoum and stayed there"."""
    if predicate.form != "finite" or predicate.start <= chosen.start:
        return False
    between = [verb.stop for verb in scene.told(*MOVING) if verb.form == "finite" and chosen.stop <= verb.start < predicate.start]
    high = min((at for sign in ",;" if (at := scene.folded.find(sign, predicate.stop, scene.stop)) >= 0), default=scene.stop)
    return bool(between) and scene.search(scene.lexicon.there, between[-1], min(high, predicate.stop + BESIDE)) is not None


def _listed_stops(scene: Scene, predicate: Predicate, candidates: Sequence[Argument]) -> tuple[Argument, ...]:
    """The places that are listed behind a colon, dash or bracket: "toured the region – Damascus, Amman, Cairo"."""
    bare = [a for a in candidates if a.start >= predicate.stop and not any("+" in mark for mark in a.marks)]
    for first in bare[:1]:
        if _LIST.search(scene.folded[predicate.stop : first.start]):
            stops = siblings(scene, first, bare)
            return stops if len(stops) > 1 else _dashed(scene, bare) if scene.lexicon.governs else ()
    return ()


def _dashed(scene: Scene, bare: Sequence[Argument]) -> tuple[Argument, ...]:
    """The first of several places, with those that dashes join to it: "the route: Delhi – Islamabad – Tehran"."""
    stops = list(bare[:1])
    for argument in bare[1:]:
        if scene.folded[stops[-1].stop : argument.start].strip() not in DASHES:
            break
        stops.append(argument)
    return tuple(stops) if len(stops) > 1 else ()


def _returned_to(scene: Scene, predicate: Predicate, discourse: Discourse, own: frozenset[str]) -> str | None:
    """The country that a return visit goes to: that of the last guest of the traveller's own country."""
    low, high = max(scene.start, predicate.start - RETURN), min(scene.stop, predicate.stop + RETURN)
    if not scene.search(scene.lexicon.return_visit, low, high):
        return None
    if not own and scene.lexicon.positional:
        return discourse.visits[-1].visitor_country if discourse.visits else None
    if not own:
        return None
    guests = [visit.visitor_country for visit in (*discourse.visits, *discourse.telling) if visit.host_country in own and visit.visitor_country not in own]
    return guests[-1] if guests else None


def _is_excluded(scene: Scene, argument: Argument) -> bool:
    """True for a place that one did not go to: "neither Minsk nor Kyiv", "not to Minsk", "in Minsk never"."""
    if scene.lexicon.excluded_behind.match(scene.folded, argument.stop, scene.stop):
        return True
    return scene.lexicon.excluded.search(scene.folded[max(scene.start, argument.start - 30) : argument.start]) is not None


def _is_of_another(scene: Scene, predicate: Predicate, argument: Argument) -> bool:
    """True for a place that another verb stands before: "stopped in Havana before going on to Brasília", "the invasion of Kuwait cut his journey short"."""
    if _is_of_noun_before(scene, predicate, argument):
        return True
    if scene.lexicon.governs and predicate.form == "noun" and predicate.stop <= argument.start:
        return any(predicate.stop <= verb.start < argument.start and verb.form == "finite" and verb.sense == "other" for verb in scene.predicates)
    if scene.lexicon.governs and predicate.sense == "go" and predicate.form == "finite" and argument.stop <= predicate.start:
        return _was_reached(scene, predicate, argument)
    if scene.lexicon.governs and predicate.sense == "stay" and argument.stop <= predicate.start and _is_of_noun(scene, predicate, argument):
        return True
    if scene.lexicon.governs and predicate.form == "finite":
        nearer = [verb for verb in scene.told(*MOVING) if verb.form == "finite" and predicate.stop <= verb.start and verb.stop <= argument.start]
        return any("," in scene.folded[predicate.stop : verb.start] or verb.sense in ("go", "leave", "return") for verb in nearer)
    if scene.lexicon.positional and predicate.form == "noun":  # "of the two visits he paid, the first took him to Rome"
        verbs = [verb for verb in scene.told("bring") if predicate.stop <= verb.start < argument.start and verb.form == "finite" and verb.stop <= argument.start]
        return any(verb.stop <= a.start < argument.start for verb in verbs for a in scene.actors) and scene.subject(verbs[0]) == ()
    if not scene.lexicon.positional:
        return False
    if predicate.sense in ("come", "go") and any(predicate.stop <= noun.start < argument.start and scene.lexicon.returned_after.search(scene.folded, predicate.stop - 1, noun.start) for noun in scene.told("trip")):
        return True  # "landed on Wednesday at the end of a two-day stay in Vietnam"
    between = [verb for verb in scene.predicates if verb.form != "noun" and predicate.stop <= verb.group_start and verb.stop <= argument.start]
    between = [verb for verb in between if verb.sense in MOVING or "," not in scene.folded[verb.stop : argument.start]]
    return any(scene.folded[predicate.stop : verb.group_start].strip() not in scene.lexicon.joining for verb in between)


def _is_of_noun(scene: Scene, predicate: Predicate, argument: Argument) -> bool:
    """True for the place of talks or of a signing told before, where the one somebody was in stands behind: "after talks in Berlin he was in Rome"."""
    nouns = [noun for noun in scene.told("talks", "event", "signing") if noun.stop <= argument.start and scene.words_between(noun.stop, argument.start) <= OF_NOUN]
    behind = any(mark.endswith("+pre") for a in scene.places if a.start >= predicate.stop for mark in a.marks)
    return bool(nouns) and behind and any("nom" in a.marks and argument.stop <= a.start < predicate.start for a in scene.actors)


def _is_of_noun_before(scene: Scene, predicate: Predicate, argument: Argument) -> bool:
    """True for the goal of a journey told before, where one told by a noun too has a goal of its own behind it: "the visit of A to Oslo and the visit of B to Rome"."""
    nouns = [noun for noun in scene.told("trip") if noun.form == "noun"] if predicate.form == "noun" and argument.stop <= predicate.start else []
    if not any(noun.stop <= argument.start for noun in nouns):
        return False
    stop = next((noun.start for noun in nouns if noun.start >= predicate.stop), scene.stop)
    return any(can_host(a) and predicate.stop <= a.start < stop and set(a.marks) & set(argument.marks) and not scene.barriers.between(predicate.stop, a.start) for a in scene.places)


def _was_reached(scene: Scene, predicate: Predicate, argument: Argument) -> bool:
    """True for a place that another verb before it has led to, in a part of its own: "he flew to Brazil on the 25th, flew off the next day"."""
    if any(verb.form == "finite" and argument.stop <= verb.start < predicate.start for verb in scene.told("come")):
        return True  # "his visit to Baku was in June: he landed on the 7th and left on the 9th"
    verbs = [verb for verb in scene.told("come", "visit", "stay", "go") if verb.form == "finite" and verb.stop <= argument.start]
    return bool(verbs) and not scene.barriers.between(verbs[-1].stop, argument.start) and scene.barriers.between(argument.stop, predicate.start) >= 4


def by_country(arguments: Sequence[Argument]) -> list[Host]:
    """One host for each country, in order; a city tells more than its country."""
    hosts: dict[str, Host] = {}
    for argument in arguments:
        place = argument.place
        if place is None:
            continue
        known = hosts.get(place.code)
        if known is None or known.place is None:
            hosts[place.code] = host_at(place, argument.start, argument.stop)
    return list(hosts.values())


def host_at(place: Place, start: int = -1, stop: int = -1) -> Host:
    """A place as the host of a visit."""
    at = (place.start, place.stop) if start < 0 else (start, stop)
    return Host(place.code, None if place.kind == "country" else place.base, *at)
