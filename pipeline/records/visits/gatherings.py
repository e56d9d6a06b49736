"""Receptions and gatherings: a foreign guest is received in the host's country; somebody attends an event abroad."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.records.arguments.counting import times
from pipeline.records.arguments.dating import visit_dates
from pipeline.records.arguments.events import Event, find_events
from pipeline.records.arguments.localities import can_host, local_places
from pipeline.records.arguments.repeats import occurrences, own_dates
from pipeline.records.arguments.roles import cost_of, fill, frame_of, siblings
from pipeline.records.arguments.stages import stages_of
from pipeline.records.arguments.status import is_governed
from pipeline.records.arguments.usable import usable
from pipeline.records.participants.hosts import Host, by_country, find_hosts, host_at, is_abroad
from pipeline.records.participants.kinds import find_kinds, kind_of_reception, kinds_behind
from pipeline.records.participants.meant import event_meant
from pipeline.records.participants.there import pointed_at
from pipeline.records.participants.unsaid_hosts import note_several
from pipeline.records.participants.visitors import find_visitors, understood
from pipeline.records.scenes.scene import Argument, Scene
from pipeline.records.told.assemblies import is_long_past
from pipeline.records.told.discourse import REACH, Discourse
from pipeline.records.told.drafts import VisitDraft
from pipeline.records.visits.attended_places import as_attended, at_signing, where_just_told, where_told, with_place
from pipeline.records.visits.before_body import spoken_in
from pipeline.records.visits.each_stop import each_stop
from pipeline.records.visits.guests_of import guests_of_person
from pipeline.records.visits.received_in import received_in
from pipeline.records.visits.reported import at_report, day_of_report, day_received
from pipeline.records.visits.representing import also_representing, representing, stayed_away
from pipeline.records.visits.telling import Told, draft
from pipeline.values import Actor, Predicate

_DAYS = re.compile(r"\d{4}-\d{2}-\d{2}")
AROUND = 60  # characters around a word for a reception in which "four times" may stand


def read_reception(scene: Scene, predicate: Predicate, discourse: Discourse, told: list[VisitDraft]) -> list[VisitDraft]:
    """A foreign guest received in the host's country; an ambassador lives there and is none."""
    if predicate.sense == "guest" and _is_at_event(scene, predicate):
        return read_attendance(scene, predicate, discourse, told)
    if predicate.sense == "guest" and scene.lexicon.predicate_last and (named := guests_of_person(scene, predicate, discourse)):
        return named
    if predicate.sense == "guest" and (stops := each_stop(scene, predicate, [])):
        return stops
    guests = [actor for actor in find_visitors(scene, predicate) if actor.office != "envoy" or scene.search(scene.lexicon.on_mission, actor.start, actor.stop)] or _of_entry(scene, predicate, discourse) or (understood(scene, predicate, discourse, told) if predicate.sense == "guest" or predicate.passive and scene.lexicon.predicate_last else [])
    receivers = find_visitors(scene, predicate, "receiver")
    if scene.lexicon.predicate_last and predicate.form == "finite" and not predicate.passive:
        before = _named_before(scene, guests) if len(guests) > 1 else []
        receivers = before or receivers  # "X [A, B və C-ni] qəbul etdi": the ending of the last is that of all
        guests = [guest for guest in guests if guest not in receivers]  # only one who receives is named
    hosts = receiving_hosts(scene, predicate, receivers, discourse) or _on_other_side(scene, predicate, discourse, guests)
    if scene.lexicon.positional and discourse.main and len(hosts) == 1 and hosts[0].country != discourse.main[0]:
        guests = [replace(guest, country=guest.country or discourse.main[0]) if guest.name and guest.office else guest for guest in guests]
    note_several(scene, discourse, hosts, guests)
    if predicate.form == "finite" and not predicate.mood and not any(guest.name or guest.country for guest in guests):
        _note_gathering(scene, discourse, hosts)  # "welcomed the ten new members in Dublin on 1 May"
    spans = [(host.start, host.stop) for host in hosts] if len(hosts) > 1 else [(predicate.start, predicate.stop)] * len(hosts)
    dates = visit_dates(scene, predicate, spans)
    pairs = list(zip(hosts, dates, strict=True))
    count = times(scene, *_around(scene, predicate))
    kind = kind_of_reception(scene, predicate)
    if len(hosts) == 1 and (several := occurrences(scene, predicate, count)):
        return [draft(scene, predicate, guest, hosts[0], Told(one.date, one.kind)) for guest in guests for one in several if guest.country and is_abroad(guest, hosts[0])]
    if len(hosts) == 1 and (days := own_dates(scene, guests)):
        each = zip(guests, days, kinds_behind(scene, [guest.stop for guest in guests]), strict=True)
        return [draft(scene, predicate, guest, hosts[0], Told(day, own)) for guest, day, own in each if guest.country and is_abroad(guest, hosts[0])]
    drafts = [draft(scene, predicate, guest, host, Told(date, kind, count)) for guest in guests for host, date in pairs if guest.country and is_abroad(guest, host)]
    drafts = [replace(one, count=1, echo=True) if one.count > 1 and any(same_stay(one, known) for known in discourse.current(scene)) else one for one in drafts]
    return [replace(one, phase="within", date=one.date or _day_of_talks(scene, discourse, one) or day_received(scene, predicate, discourse, one)) for one in drafts]


def same_stay(one: VisitDraft, known: VisitDraft) -> bool:
    """True for a guest received where he is told to have come: "received him twice" counts no visits then."""
    return (one.visitor_name, one.host_country, known.status) == (known.visitor_name, known.host_country, "occurred")


def _named_before(scene: Scene, guests: list[Actor]) -> list[Actor]:
    """Who is named in the nominative before the first of several guests: the one who receives them."""
    first = min(guest.start for guest in guests)
    named = [a.actor for a in scene.actors if a.actor and a.stop <= first and "nom" in a.marks and a.actor not in guests]
    return named[-1:] if named and scene.folded[named[-1].stop : first].strip()[:1] != "," else []


def _day_of_talks(scene: Scene, discourse: Discourse, guest: VisitDraft) -> str | None:
    """The day of the talks of the sentence before, for a guest who "was also received"."""
    met = discourse.meeting
    return met.day if met and met.index == scene.index - 1 and guest.visitor_name in met.names else None


def read_act(scene: Scene, predicate: Predicate, discourse: Discourse, told: list[VisitDraft]) -> list[VisitDraft]:
    """Who does abroad what only a guest does there: "laid a wreath in Kyiv". What one may do at home or for years has to be told with its days."""
    travellers = find_visitors(scene, predicate) or (understood(scene, predicate, discourse, told) if told and predicate.form == "finite" else [])  # "went on to A, and two days later held talks in B"
    people = [actor for actor in travellers if actor.country and (actor.name or actor.office) and actor.office != "envoy"]
    places = local_places(scene)
    if stops := each_stop(scene, predicate, people):
        return stops
    chosen = fill(scene, predicate, "host", places) or _with_day(scene, places)
    low, high = scene.clause(predicate.start)
    at_home = discourse.report_day and not predicate.weak and all(a.place == discourse.home for a in places if low <= a.start < high)
    place = chosen.place if chosen else discourse.home if at_home else None
    if place is None:
        return []
    host = host_at(place, *((chosen.start, chosen.stop) if chosen else (predicate.start, predicate.stop)))
    (date,) = visit_dates(scene, predicate, [(host.start, host.stop)])
    if predicate.weak and (predicate.form == "infinitive" or not _DAYS.match(date or "")):
        return []
    date = date or (None if chosen else discourse.on_its_day(scene))
    return [replace(draft(scene, predicate, one, host, Told(date)), phase="within") for one in people if is_abroad(one, host)]


def _with_day(scene: Scene, places: list[Argument]) -> Argument | None:
    """The city that stands beside the day at the end of a caption: "lays a wreath. Warsaw, 28 February 2008"."""
    days = [date.start for date in scene.dates]
    return next((a for a in places if scene.kind == "caption" and any(scene.text[a.stop : day].strip() == "," for day in days if day > a.stop)), None)


def _around(scene: Scene, predicate: Predicate) -> tuple[int, int]:
    """The stretch of a predicate's clause in which it may be told how often."""
    low, high = scene.clause(predicate.start)
    return max(low, predicate.start - AROUND), min(high, predicate.stop + AROUND)


def _is_at_event(scene: Scene, predicate: Predicate) -> bool:
    """True for a guest of an event: "guests of the summit"."""
    wanted = frame_of(scene, predicate).get("event", ())
    return any(cost_of(scene, predicate, Argument(event.start, event.stop, event.marks), wanted) is not None for event in find_events(scene))


def receiving_hosts(scene: Scene, predicate: Predicate, receivers: list[Actor], discourse: Discourse) -> list[Host]:
    """Where a guest is received: in the places named, else in the country of those who receive."""
    places = [a for a in scene.places if can_host(a)]
    if named := fill(scene, predicate, "host", places):
        return by_country(siblings(scene, named, places))
    if (scene.lexicon.predicate_last and predicate.passive or scene.lexicon.governs and not receivers) and (there := pointed_at(scene, predicate, discourse, frozenset())):
        return [host_at(there, predicate.start, predicate.stop)]
    local = fill(scene, predicate, "host", local_places(scene)) if scene.lexicon.governs else None
    if local and local.place:
        return [host_at(local.place, local.start, local.stop)]
    host = _of_receivers(scene, predicate, receivers, discourse) or received_in(scene, predicate, discourse) or _of_home(scene, predicate, discourse)
    return [host] if host else _of_arrival(scene, predicate)


def _of_entry(scene: Scene, predicate: Predicate, discourse: Discourse) -> list[Actor]:
    """The hero of an entry, whom a passive without a subject means: "6 мая 1997 был принят в Киеве президентом А"."""
    hero = discourse.of_entry() if predicate.passive and predicate.form == "finite" and not scene.lexicon.positional else None
    return [hero] if hero and not any({"nom", "subj"} & set(a.marks) for a in scene.actors) else []


def _on_other_side(scene: Scene, predicate: Predicate, discourse: Discourse, guests: list[Actor]) -> list[Host]:
    """The other of the two states that a text is about, for a guest of one of its bodies: "was the guest of the Chamber in April 2018"."""
    own = {guest.country for guest in guests}
    others = [code for code in discourse.sides if code not in own]
    known = predicate.sense == "guest" and predicate.form == "finite" and len(own & set(discourse.sides)) == len(others) == 1 and bool(usable(scene))
    return [Host(others[0], None, predicate.start, predicate.stop)] if known else []


def _of_arrival(scene: Scene, predicate: Predicate) -> list[Host]:
    """Where one comes who is received on coming, in a language that ends clauses with the verb: "Bakıya gələndə onu nazir qarşıladı"."""
    verbs = [verb for verb in scene.told("come", "go") if verb.form == "converb" and verb.stop <= predicate.start and not verb.negated]
    if not scene.lexicon.predicate_last or not verbs or any(verbs[-1].stop <= verb.start < predicate.start and verb.form == "finite" for verb in scene.predicates):
        return []
    goal = fill(scene, verbs[-1], "host", [a for a in scene.places if can_host(a)])
    return [host_at(goal.place, goal.start, goal.stop)] if goal and goal.place else []


def _of_home(scene: Scene, predicate: Predicate, discourse: Discourse) -> Host | None:
    """The country a text is written in, where it is not told who receives or where."""
    if not scene.lexicon.positional or not predicate.passive or discourse.home is None:
        return None
    return Host(discourse.home.code, discourse.home.base, predicate.start, predicate.stop)


def _of_receivers(scene: Scene, predicate: Predicate, receivers: list[Actor], discourse: Discourse) -> Host | None:
    countries = [actor.country for actor in receivers if actor.country and not actor.country.startswith("org:")]
    if not countries:
        if predicate.sense == "guest" and (nation := _of_nation(scene, predicate)):
            return nation
        receiver = fill(scene, predicate, "receiver", [a for a in scene.places if can_host(a)])
        return host_at(receiver.place, receiver.start, receiver.stop) if receiver and receiver.place else None
    cities = [a.place for a in scene.places if a.place and a.place.kind == "city" and a.place.code == countries[0]]
    home = discourse.home
    place = cities[0].base if cities else home.base if home and home.code == countries[0] else None
    return Host(countries[0], place, predicate.start, predicate.stop)


def _of_nation(scene: Scene, predicate: Predicate) -> Host | None:
    """The country of the people or body whose guest one is: "a guest of the Swiss", "гостем финского правительства"."""
    near = [p for p in scene.all_places if p.start >= predicate.stop and p.kind == "country" and p.form != "noun" and scene.words_between(predicate.stop, p.start) <= 1]
    return Host(near[0].code, None, predicate.start, predicate.stop) if near and not scene.lexicon.predicate_last else None


def read_attendance(scene: Scene, predicate: Predicate, discourse: Discourse, told: list[VisitDraft]) -> list[VisitDraft]:
    """Visits of those who attend an event, to the place where it is held; where that is told later, they wait for it."""
    after = next((verb for verb in scene.predicates if verb.start >= predicate.stop), None)
    if predicate.sense == "participants" and scene.lexicon.predicate_last and after and after.sense == "receive" and (after.passive or not scene.words_between(predicate.stop, after.start)):
        return []  # "two guests were received", "he received two guests": told by the verb
    if predicate.sense == "participants" and _is_manner(scene, predicate):
        return []
    if predicate.sense == "participants" and (guests := guests_of_person(scene, predicate, discourse)):
        return guests
    if _describes_event(scene, predicate):
        return []
    event = event_meant(scene, predicate, discourse) or _last_event(scene, predicate, discourse)
    visitors = representing(scene, predicate, find_visitors(scene, predicate)) or understood(scene, predicate, discourse, told)
    visitors += also_representing(scene, predicate, visitors)
    visitors += [one for one in find_visitors(scene, predicate, "partner") if one.name and one.reference != "pronoun" and one not in visitors]
    away = stayed_away(scene) if predicate.sense == "represent" else ()
    visitors = [one for one in visitors if one.name is None or one.name not in away]
    event = with_place(scene, predicate, as_attended(where_told(scene, predicate, discourse, event), told))
    event = where_just_told(scene, discourse, at_signing(scene, event))
    if event is None or event.place is None and pointed_at(scene, predicate, discourse, frozenset()):
        return [replace(one, occasion=one.occasion or (event.title if event else None)) for one in _gathered(scene, predicate, discourse, visitors)]
    event = at_report(scene, predicate, discourse, event)
    if stages := stages_of(scene, event):
        attended = [draft(scene, predicate, visitor, host_at(place), Told(day, occasion=replace(event, place=place))) for visitor in visitors for place, day in stages]
        return [one for one in attended if one.visitor_country != one.host_country]
    if predicate.weak and predicate.sense == "attend" and not (event.place and scene.start <= event.place.start < scene.stop):
        return []
    (date,) = visit_dates(scene, predicate, [(event.start, event.stop)])
    host = host_at(event.place) if event.place else Host(None, None, event.start, event.stop)
    several = occurrences(scene, predicate, None) if predicate.sense == "attend" and scene.lexicon.governs else []
    day = date or event.date or day_of_report(scene, predicate, discourse, host)
    days: list[str | None] = [one.date for one in several] or [day]  # "took part in 2011 and 2013"
    drafts = [draft(scene, predicate, visitor, host, Told(day, occasion=event)) for visitor in visitors for day in days]
    if event.place is None:
        discourse.waiting += [(event.head, one) for one in drafts if predicate.sense == "attend"]
        return []
    return [one for one in drafts if one.visitor_country != one.host_country]


def _is_manner(scene: Scene, predicate: Predicate) -> bool:
    """True for a guest as whom one comes: "came as the guest of the company"; the verb tells of the visit."""
    as_guest = scene.lexicon.as_guest.search(scene.folded[max(scene.start, predicate.start - 30) : predicate.start]) is not None
    return as_guest and any(verb.form != "noun" and verb.stop <= predicate.start for verb in scene.told("go", "come", "visit", "stay", "trip"))


def _describes_event(scene: Scene, predicate: Predicate) -> bool:
    """True for a participle that says of the event before its comma that it gathered: "at the summit, which had assembled in Minsk"."""
    if not scene.lexicon.governs or predicate.form != "participle" or predicate.plural:
        return False
    before = [event for event in find_events(scene) if event.stop <= predicate.group_start]
    gap = scene.folded[before[-1].stop : predicate.group_start].strip() if before else ""
    people = any(before[-1].stop <= a.start < predicate.start for a in scene.actors) if before else True
    return gap == "," and not people


def _gathered(scene: Scene, predicate: Predicate, discourse: Discourse, visitors: list[Actor]) -> list[VisitDraft]:
    """Visits of those who gather where no event is named: "they all assembled there"."""
    own = frozenset(visitor.country for visitor in visitors if visitor.country)
    hosts = find_hosts(scene, predicate, discourse, own)[:1]
    if not visitors and predicate.form == "finite" and scene.lexicon.governs:
        _note_gathering(scene, discourse, hosts)
    dates = visit_dates(scene, predicate, [(host.start, host.stop) for host in hosts])
    pairs = [(visitor, host, date) for visitor in visitors for host, date in zip(hosts, dates, strict=True)]
    kind = find_kinds(scene, predicate)[0][0] if predicate.sense == "attend" and scene.lexicon.predicate_last else None
    return [
        draft(scene, predicate, visitor, host, Told(date or day_of_report(scene, predicate, discourse, host), kind)) for visitor, host, date in pairs if is_abroad(visitor, host)
    ]


def _note_gathering(scene: Scene, discourse: Discourse, hosts: list[Host]) -> None:
    """Note an event that has no word of its own: "half the world came together in Amman on 8 February"."""
    days = [date.edtf for date in usable(scene) if _DAYS.match(date.edtf)]
    places = [a.place for a in scene.places if hosts and a.place and a.place.code == hosts[0].country]
    if places and len(days) == 1:
        discourse.events.append(Event(scene.start, scene.start, "", "", True, places[0], days[0], scene=scene.index))


def read_waiting(scene: Scene, discourse: Discourse) -> list[VisitDraft]:
    """The visits of those whose event a sentence now tells the place of: "The ceremony was held in Baku." """
    found = []
    for event in find_events(scene):
        place, ready = event.place, [one for head, one in discourse.waiting if head == event.head and 0 < scene.index - one.scenes[-1] <= REACH]
        if place is None or not event.is_bare or not ready:
            continue
        host = host_at(place)
        found += [
            replace(one, host_country=host.country, host_place=host.place, date=one.date or event.date, scenes=(*one.scenes, scene.index))
            for one in ready
            if one.visitor_country != host.country and one.status == "occurred"
        ]
    return found


def _last_event(scene: Scene, predicate: Predicate, discourse: Discourse) -> Event | None:
    """The event told last, where a verb of attending names none; who leads a delegation is told to have come by other words of a clause that ends with it."""
    if predicate.frame == "lead" and scene.lexicon.predicate_last:
        return None
    last = discourse.events[-1] if discourse.events else None
    if last and discourse.assembly and is_long_past(last, discourse):
        last = replace(discourse.assembly, scene=last.scene)  # that of the report, not one of years before
    near = last if last and scene.index - last.scene <= REACH else discourse.stage
    here = fill(scene, predicate, "host", [a for a in scene.places if can_host(a)])
    if near and near.place and (here and here.place and here.place.base != near.place.base or set(spoken_in(scene, *scene.clause(predicate.start))) - {near.place.code}):
        return None  # it is told to be elsewhere: "took part in the work of the forum at Davos", "addressed the Knesset"
    return near if predicate.sense in ("attend", "represent") or predicate.sense == "attendance" and is_governed(scene, predicate, "plan") or predicate.sense == "participants" and last is not None and scene.index - last.scene <= 1 else None
