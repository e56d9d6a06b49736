"""Journeys: somebody goes, comes, stays, visits; a visit is made, begins, ends."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.dates import compatible
from pipeline.records.arguments.arrivals import is_next
from pipeline.records.arguments.conjuncts import Conjunct, find_conjuncts
from pipeline.records.arguments.counting import duration
from pipeline.records.arguments.dating import holds, stretched, visit_dates
from pipeline.records.arguments.escorts import as_bringing, goes_along
from pipeline.records.arguments.events import Event, occasion_near
from pipeline.records.arguments.indirect import carried_by
from pipeline.records.arguments.repeats import Occurrence, counts_in_step, occurrences, own_dates
from pipeline.records.arguments.roles import fill
from pipeline.records.arguments.status import is_governed, is_held, is_undone
from pipeline.records.participants.antecedents import guest_goes_on
from pipeline.records.participants.followers import followed
from pipeline.records.participants.hosts import Host, find_hosts, host_at, is_abroad
from pipeline.records.participants.journey_days import journey_days
from pipeline.records.participants.kinds import find_kinds, is_manner, kinds_of_stops
from pipeline.records.participants.lengths import LONGEST, STAYED, phase_of, stage_date
from pipeline.records.participants.meant import event_meant
from pipeline.records.participants.there import event_at_it
from pipeline.records.participants.unsaid_hosts import is_awaited, kept_from, note_several, same_host, sent_to, to_speaker, where_one_is
from pipeline.records.participants.usual import usual_goal
from pipeline.records.participants.visitors import find_visitors, from_abroad, of_other_side, understood, without_guess
from pipeline.records.scenes.scene import Scene
from pipeline.records.told.anaphora import became_another, counts_days, has_goal, in_year_of, is_pointed_at, visits_meant_by
from pipeline.records.told.discourse import Discourse
from pipeline.records.told.drafts import VisitDraft
from pipeline.records.told.unsaid import headed, met
from pipeline.records.visits.another import all_told, is_taken_up, once_more, one_of_several
from pipeline.records.visits.being import is_said_of_other
from pipeline.records.visits.departures import left_for, left_from, left_here, read_departure, stays_on, went_home, went_on
from pipeline.records.visits.repaid import read_repaid
from pipeline.records.visits.telling import Told, draft
from pipeline.values import Actor, Date, Predicate

PAID = 2  # words between a visit and who made it: "paid by"
LED = 5  # characters of a word between a visit and whose it is: "of"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")


def read_journey(scene: Scene, predicate: Predicate, discourse: Discourse, told: list[VisitDraft]) -> list[VisitDraft]:
    """The visits of a word of travelling: one for each visitor and host country."""
    if _is_auxiliary(scene, predicate):
        return []
    if is_said_of_other(scene, predicate) or goes_along(scene, predicate):
        return []
    if predicate.sense == "trip" and is_manner(scene, predicate):  # "during the three-day visit he called on ..."
        return _told_again(scene, predicate, discourse, told) if scene.lexicon.predicate_last and scene.lexicon.during.match(scene.folded, predicate.start) else []
    if predicate.sense == "stay" and predicate.passive or predicate.sense == "trip" and (_is_generic(scene, predicate) or became_another(scene, predicate)):
        return []
    if told and predicate.plural and scene.lexicon.one_of_many.search(scene.folded, max(scene.start, predicate.start - 60), predicate.start):
        return []
    if predicate.sense in ("leave", "return"):
        return read_repaid(scene, predicate, told) or read_departure(scene, predicate, discourse, told)
    if hence := left_here(scene, predicate, discourse):
        return hence
    found = _read_going(scene, predicate, discourse, told)
    if predicate.sense in ("stay", "trip"):
        found = [stays_on(scene, predicate, one, discourse.current(scene) + told) for one in found]
    return [*(went_on(scene, predicate, discourse.current(scene) + told, found) or left_for(scene, predicate, find_visitors(scene, predicate), found)), *found]


def _is_auxiliary(scene: Scene, predicate: Predicate) -> bool:
    """True for a participle of being that only carries the verb right before it, in a language that ends clauses with the verb: "keçirilməli olan toplantı"."""
    carried = [verb for verb in scene.predicates if verb.time == "future" and verb.form == "finite" and verb.stop <= predicate.start and not scene.words_between(verb.stop, predicate.start)]
    return scene.lexicon.predicate_last and (predicate.sense, predicate.form) == ("stay", "participle") and bool(carried)


def read_escorting(scene: Scene, predicate: Predicate, discourse: Discourse, told: list[VisitDraft]) -> list[VisitDraft]:
    """The visits of those whom somebody accompanies: "she accompanied President A to Beijing"."""
    bringing = as_bringing(scene, predicate)
    goal = fill(scene, bringing, "host", list(scene.places)) if bringing else None
    return read_journey(scene, bringing, discourse, told) if bringing and goal else []


def _read_going(scene: Scene, predicate: Predicate, discourse: Discourse, told: list[VisitDraft]) -> list[VisitDraft]:
    """The visits of a word of travelling that is no departure."""
    if conjuncts := find_conjuncts(scene, predicate):
        return _read_conjuncts(scene, predicate, discourse, told, conjuncts)
    if predicate.sense == "trip" and counts_days(scene, predicate) and any(visit.date for visit in visits_meant_by(scene, predicate, discourse)):
        return _of_length(scene, predicate, visits_meant_by(scene, predicate, discourse))  # "on the third day of the visit the ministers signed ..."
    pointed = predicate.sense == "trip" and is_pointed_at(scene, predicate) and not has_goal(scene, predicate)
    if told and (pointed or is_taken_up(scene, predicate)) and (again := _told_again(scene, predicate, discourse, told)):
        return again
    occasion = occasion_near(scene, predicate.start) or (event_at_it(scene, predicate, discourse) if scene.lexicon.governs else None)
    visitors = headed(scene, predicate, discourse) or guest_goes_on(scene, predicate, find_visitors(scene, predicate), told) or understood(scene, predicate, discourse, told)
    visitors = [without_guess(scene, predicate, visitor, discourse) for visitor in visitors]
    if predicate.phase == "along":
        visitors, hosts = followed(scene, predicate, visitors, told or discourse.current(scene))
    else:
        hosts = find_hosts(scene, predicate, discourse, frozenset(visitor.country for visitor in visitors if visitor.country))
    if hosts and scene.lexicon.return_visit.search(scene.folded, max(scene.start, predicate.start - 30), predicate.stop) and discourse.visits:
        visitors = [visitor if visitor.country else replace(visitor, country=discourse.visits[-1].host_country) for visitor in visitors]
    if home := went_home(scene, predicate, discourse, told, hosts) or left_from(scene, predicate, visitors, hosts):
        return home
    occasion = occasion or _come_to(scene, predicate, discourse, hosts)
    if not hosts:
        occasion = event_meant(scene, predicate, discourse, "host", loose=False) or occasion
        attended = occasion is not None and (occasion.is_occasion or predicate.sense == "visit" and "acc" in occasion.marks or predicate.sense == "come" and discourse.just_told(scene, occasion))
        hosts = [host_at(occasion.place)] if occasion and occasion.place and attended else where_one_is(scene, predicate, discourse, visitors)
    if predicate.sense in ("come", "visit"):
        note_several(scene, discourse, hosts, visitors)
    if predicate.form == "converb" and hosts and not any(is_abroad(visitor, host) for visitor in visitors for host in hosts):
        visitors = met(scene, predicate) or visitors
    visitors = [of_other_side(visitor, hosts, discourse) for visitor in visitors]
    if len(hosts) == 1 and predicate.sense != "stay":
        visitors = [from_abroad(scene, visitor, hosts[0].country, discourse) for visitor in visitors]
    if not hosts and predicate.sense == "come" and told and scene.lexicon.governs and scene.search(scene.lexicon.after_him, scene.clause(predicate.start)[0], predicate.start):
        _, hosts = followed(scene, predicate, visitors, told)
    hosts = hosts or _where_told(scene, predicate, discourse, visitors, told)
    stands_in = predicate.sense == "go" and scene.lexicon.instead.match(scene.folded, predicate.stop) is not None
    if not hosts and predicate.sense in ("come", "go") and scene.lexicon.predicate_last:
        hosts = _instead(scene, predicate, discourse)
    if not hosts and (stands_in or predicate.sense == "bring") and (sent := sent_to(scene, discourse)):
        occasion, hosts = sent, [host_at(sent.place, predicate.start, predicate.stop)] if sent.place else []
    if not hosts and stands_in and (known := [visit for visit in told or discourse.current(scene, 1) if visit.host_country]):
        hosts = [Host(known[-1].host_country, known[-1].host_place, predicate.start, predicate.stop)]
    if not hosts and predicate.sense == "trip":
        again = one_of_several(scene, predicate, discourse, told) or once_more(scene, predicate, discourse, told) or _told_again(scene, predicate, discourse, told)
        if again or (country := usual_goal(scene, predicate, discourse, visitors)) is None:
            return again
        hosts = [Host(country, None, predicate.start, predicate.stop)]
    if not hosts and predicate.sense == "come" and told and all(visitor.name == told[-1].visitor_name for visitor in visitors):
        hosts = [Host(told[-1].host_country, told[-1].host_place, predicate.start, predicate.stop)]
    return _visits_made(scene, predicate, discourse, (visitors, hosts or to_speaker(scene, predicate, discourse, visitors)), occasion)


def _come_to(scene: Scene, predicate: Predicate, discourse: Discourse, hosts: list[Host]) -> Event | None:
    """The event that one comes to in the only country one comes to, in a language that ends clauses with the verb: "sammitə gələcəyi gözlənilir"."""
    event = event_meant(scene, predicate, discourse, "host", loose=False) if scene.lexicon.predicate_last and len(hosts) == 1 else None
    return event if event and event.is_occasion and event.place and event.place.code == hosts[0].country else None


def _where_told(scene: Scene, predicate: Predicate, discourse: Discourse, visitors: list[Actor], told: list[VisitDraft]) -> list[Host]:
    """Where one came or stayed of whom it was told right before where he goes, or was sent in the stead of one who did not go."""
    if kept := kept_from(scene, predicate, discourse, visitors, told):
        return [Host(kept.host_country, kept.host_place, predicate.start, predicate.stop)]
    if told:
        return same_host(predicate, visitors, told) if predicate.sense in ("come", "stay") and not _is_said_of_visit(scene, predicate) else []
    last = discourse.current(scene, reach=1)
    if predicate.sense in ("go", "come") and predicate.time == "future":  # "put off his visit. He will now go on 20 May."
        return same_host(predicate, visitors, [visit for visit in last if visit.status == "cancelled"])
    if predicate.sense == "come":  # "A was the first to visit Skopje. He came on 5 May."
        return same_host(predicate, visitors, [visit for visit in last if is_awaited(scene, visit)])
    until = any(date.edtf.startswith("../") and date.start >= predicate.stop for date in scene.dates)
    lasted = predicate.sense == "stay" and scene.lexicon.positional and (until or duration(scene, predicate.start, min(scene.stop, predicate.stop + STAYED)))
    return same_host(predicate, visitors, last) if lasted else []  # "He landed in Oslo on 5 May. He stayed three days (until the 7th)."


def _visits_made(scene: Scene, predicate: Predicate, discourse: Discourse, who: tuple[list[Actor], list[Host]], occasion: Event | None) -> list[VisitDraft]:
    """One visit for each traveller, country and kind, or for each date of a list."""
    visitors, hosts = who
    dates = journey_days(scene, predicate, discourse, who, occasion)
    kinds = [(kind, None if count and count.number == len(hosts) else count) for kind, count in find_kinds(scene, carried_by(scene, predicate) or predicate)]
    if len(hosts) > 1 and (counts := counts_in_step(scene, [(host.start, host.stop) for host in hosts])):
        each = list(zip(hosts, dates, counts, strict=True))
        return [draft(scene, predicate, one, host, Told(day, kinds[0][0], count)) for one in visitors for host, day, count in each if is_abroad(one, host)]
    if len(hosts) == 1 and len(kinds) == 1:
        each_his = own_dates(scene, visitors) if len(visitors) > 1 and all(one.start >= predicate.stop for one in visitors) else None
        if each_his and len(each_his) == len(visitors):  # "have come twice: A in May, B in June"
            pairs = zip(visitors, each_his, strict=True)
            return [draft(scene, predicate, visitor, hosts[0], Told(day, kinds[0][0], None, occasion)) for visitor, day in pairs if is_abroad(visitor, hosts[0])]
        if several := occurrences(scene, predicate, kinds[0][1]):
            shared = None if any(one.kind for one in several) else kinds[0][0]
            told_each = [Told(one.date, one.kind or shared, None, _occasion_in(scene, occasion, one)) for one in several]
            return [draft(scene, predicate, visitor, hosts[0], one) for visitor in visitors for one in told_each if is_abroad(visitor, hosts[0])]
        if days := own_dates(scene, visitors):
            pairs = zip(visitors, days, strict=True)
            return [draft(scene, predicate, visitor, hosts[0], Told(day, *kinds[0], occasion)) for visitor, day in pairs if is_abroad(visitor, hosts[0])]
    of_stops = kinds_of_stops(scene, predicate, [(host.start, host.stop) for host in hosts], kinds[0][0]) if len(kinds) == 1 and hosts else []
    return [
        draft(scene, predicate, visitor, host, Told(date, own or kind, count, occasion))
        for visitor in visitors
        for host, date, own in zip(hosts, dates, of_stops or [None] * len(hosts), strict=True)
        for kind, count in kinds
        if is_abroad(visitor, host)
    ]


def _is_said_of_visit(scene: Scene, predicate: Predicate) -> bool:
    """True for a verb of being that only tells when a visit was made, in a language that ends clauses with the verb: "his visit was in May"."""
    ends = [verb.stop for verb in scene.predicates if verb.form == "finite" and verb.stop <= predicate.group_start]
    low = max([scene.start, *ends])
    return scene.lexicon.predicate_last and predicate.sense == "stay" and any(trip.form == "noun" and low <= trip.start < predicate.start for trip in scene.told("trip"))


def _instead(scene: Scene, predicate: Predicate, discourse: Discourse) -> list[Host]:
    """Where one goes in the place of another whose visit was told before: "the minister came in his stead"."""
    word = scene.search(scene.lexicon.instead, scene.clause(predicate.start)[0], predicate.start)
    known = [*discourse.current(scene), *discourse.telling][-1:] if word else []
    return [Host(known[0].host_country, known[0].host_place, predicate.start, predicate.stop)] if known else []


def _read_conjuncts(scene: Scene, predicate: Predicate, discourse: Discourse, told: list[VisitDraft], conjuncts: list[Conjunct]) -> list[VisitDraft]:
    """The journeys that one verb tells of, each with its own date."""
    found = find_visitors(scene, predicate) or understood(scene, predicate, discourse, told)
    home = frozenset(a.actor.country for conjunct in conjuncts for a in conjunct.visitors if a.actor and a.actor.country and a.actor.reference == "named")
    meant = find_hosts(scene, predicate, discourse, home)
    drafts = []
    for conjunct in conjuncts:
        actors = [a.actor for a in conjunct.visitors if a.actor] or found
        hosts = [host_at(a.place, a.start, a.stop) for a in conjunct.hosts if a.place] or meant
        own = Told(_until_next(scene, conjunct, conjuncts), conjunct.kind, None, conjunct.occasion)
        drafts += [draft(scene, predicate, actor, host, own) for actor in actors for host in hosts if is_abroad(actor, host)]
    return drafts


def _until_next(scene: Scene, conjunct: Conjunct, conjuncts: list[Conjunct]) -> str:
    """The days of a stop up to the one that one went on to from there: "to Baku on 28 June, and from there on the 30th to Astana"."""
    after = next((one for one in conjuncts if one.date.start > conjunct.date.start), None)
    here, there = conjunct.date.edtf, after.date.edtf if after else ""
    if after is None or not (_DAY.match(here) and _DAY.match(there)) or here >= there or here[:7] != there[:7]:
        return here
    hosts = [a.stop for a in conjunct.hosts]
    onward = scene.search(scene.lexicon.from_there, max([conjunct.date.stop, *hosts]), max(after.date.start, *(a.start for a in after.hosts), 0))
    return f"{here}/{there}" if onward else here


def _occasion_in(scene: Scene, occasion: Event | None, one: Occurrence) -> Event | None:
    """The event told of one of several visits."""
    return occasion if occasion and one.start <= occasion.start < one.stop else None


def _told_again(scene: Scene, predicate: Predicate, discourse: Discourse, told: list[VisitDraft]) -> list[VisitDraft]:
    """More of a visit told before: its kind, its days ("the first of these journeys was a state visit"), that it was put off or held."""
    if several := all_told(scene, predicate, discourse, told):
        return several
    meant = (told[-1:] if is_pointed_at(scene, predicate) else []) or visits_meant_by(scene, predicate, discourse)
    if not meant and is_governed(scene, predicate, "cancel", "postpone", "happen", "plan", "expect", *(("begin",) if _is_over(scene, discourse, told) else ())):
        low = scene.folded.rfind(";", scene.start, predicate.start)
        owners = {a.actor.name for a in scene.actors if a.actor and a.actor.name and a.marks == ("gen",) and low <= a.start and a.stop <= predicate.start} | {one.name for one in find_visitors(scene, predicate) if scene.lexicon.governs and one.name and one.reference == "named"}
        meant = [visit for visit in (told or discourse.current(scene))[-1:] if not owners or visit.visitor_name in owners]
    awaited = [visit for visit in discourse.current(scene) if visit.status == "planned" and meant and not told and is_governed(scene, predicate, "plan", "expect")]
    meant = awaited[-1:] or meant  # "accepted the invitation of his guest; the visit is expected in May"
    if len(meant) != 1:
        return []
    if is_undone(scene, predicate) and len(stops := _planned_with(meant[0], told or discourse.current(scene))) > 1:
        return [replace(stop, scenes=(scene.index,), rules=(predicate.id,), echo=True) for stop in stops]
    (near,) = visit_dates(scene, predicate, [(predicate.start, predicate.stop)])
    dated = next((date for date in scene.dates if date.edtf == near and not _is_of_verb_before(scene, predicate, date)), None)
    kind, _ = find_kinds(scene, predicate)[0]
    date, _ = stage_date(scene, predicate, in_year_of(meant[0], dated) or meant[0].date, meant[0].phase)
    called_off = (scene.lexicon.predicate_last or scene.lexicon.governs) and (is_undone(scene, predicate) or is_governed(scene, predicate, "postpone")) and not is_governed(scene, predicate, "plan", "expect")
    if called_off and meant[0].date and not is_held(scene, predicate):  # the day in its clause is that on which it was called off
        planned = [date.edtf for date in scene.dates for verb in scene.told("plan", "expect") if date.stop <= verb.start < predicate.start]
        date = near if near in planned and holds(meant[0].date, near or "") else meant[0].date
    status = "occurred" if meant[0].status == "planned" and is_held(scene, predicate) else meant[0].status
    if date and meant[0].date and scene.lexicon.predicate_last and scene.lexicon.during.match(scene.folded, predicate.start) and holds(meant[0].date, date):
        date = meant[0].date  # what was done on a day in its course
    again = replace(meant[0], date=date or meant[0].date, visit_type=kind, status=status, scenes=(scene.index,), rules=(predicate.id,), echo=True)
    if date and meant[0].date and not compatible(date, meant[0].date):
        if meant[0].status != "occurred" and is_governed(scene, predicate, "happen"):
            return [replace(again, status="occurred", echo=False)]
        ends = phase_of(scene, predicate) == "end" or dated is not None and scene.lexicon.until.search(scene.folded[: dated.start][-8:])
        if meant[0].phase == "end" and phase_of(scene, predicate) == "begin" and is_next(date, meant[0].date, LONGEST):
            return [replace(again, phase="begin")]  # "The visit is over. It began on Monday."
        return [replace(again, phase="end")] if ends and date > meant[0].date else []
    return [again]


def _is_over(scene: Scene, discourse: Discourse, told: list[VisitDraft]) -> bool:
    """True where the visit told last was told to have ended, in a language that ends clauses with the verb: it is the one that "had begun" before."""
    return scene.lexicon.predicate_last and all(visit.phase == "end" for visit in (told or discourse.current(scene))[-1:])


def _of_length(scene: Scene, predicate: Predicate, meant: list[VisitDraft]) -> list[VisitDraft]:
    """The days of a visit told to have begun, where its length stands beside the one that is counted: "on the second day of the three-day visit"."""
    days = duration(scene, max(scene.start, predicate.start - STAYED), predicate.stop) if len(meant) == 1 and meant[0].phase == "begin" else None
    if not days or not _DAY.match(meant[0].date or ""):
        return []
    return [replace(meant[0], date=stretched(meant[0].date or "", days, ""), phase="", scenes=(scene.index,), rules=(predicate.id,), echo=True)]


def _planned_with(visit: VisitDraft, told: list[VisitDraft]) -> list[VisitDraft]:
    """The stops of the journey that a visit was planned as a part of: "he was to be in Minsk and to go on to Kyiv"."""
    stops = [one for one in told if one.status in ("planned", "cancelled") and not one.echo and one.visitor_name == visit.visitor_name]
    return stops if any(stop.status == "planned" for stop in stops) else []


def _is_of_verb_before(scene: Scene, predicate: Predicate, date: Date) -> bool:
    """True for a date of the clause before, in a language that ends clauses with the verb: "in April he resigned, and the visit was cancelled"."""
    verbs = [verb for verb in scene.predicates if verb.form == "finite" and verb.stop <= predicate.start]
    return scene.lexicon.predicate_last and bool(verbs) and date.stop <= verbs[-1].start


def _is_generic(scene: Scene, predicate: Predicate) -> bool:
    """True for visits in general or told before ("between these two journeys"), or one that is only denied: "no such visit was discussed"."""
    low = max(scene.start, predicate.start - 40)
    behind = [a for a in scene.actors if a.start >= predicate.stop and a.actor and a.actor.name]
    owned = any(a.start - predicate.stop <= LED and {"of", "gen"} & set(a.marks) for a in behind)
    owned = owned or scene.lexicon.positional and any("by" in a.marks and scene.words_between(predicate.stop, a.start) <= PAID for a in behind)
    pointed = scene.search(scene.lexicon.pointer, low, predicate.start) if predicate.plural and not owned else None
    if pointed and pointed[0]:
        return True
    return scene.lexicon.generic.search(scene.folded[low : predicate.start].rstrip()) is not None
