"""When a journey is made: told beside it, at its event, at the meeting it is made for, at the departure before it."""

from __future__ import annotations

import re

from pipeline.records.arguments.dating import ARRIVALS, FOLLOWED, holds, visit_dates
from pipeline.records.arguments.events import Event, aims_near
from pipeline.records.arguments.localities import can_host
from pipeline.records.arguments.passing import is_of_participle
from pipeline.records.arguments.roles import fill
from pipeline.records.arguments.status import SIGNINGS, held_by
from pipeline.records.arguments.usable import COUNTED, usable
from pipeline.records.participants.hosts import Host
from pipeline.records.participants.inviting_days import without_inviting
from pipeline.records.participants.kinds import carried_noun
from pipeline.records.scenes.scene import Scene
from pipeline.records.told.discourse import Discourse
from pipeline.records.told.meetings import Meeting
from pipeline.records.told.moments import moment_before, told_before
from pipeline.records.told.quoted import speaks_of_himself
from pipeline.records.told.reports import is_before
from pipeline.records.told.stage import stage_day
from pipeline.values import Actor, Date, Predicate

DAY = len("2012-09-01")
TOLD = ("come", "visit", "go", "attend")  # what is told as a story, one sentence behind another
ONWARD_REACH = 2  # sentences over which "from there" goes on from a visit told without more
BESIDE = 2  # words between a visit and the verb that tells when it began, and between that and the date
CARRIED = 3  # words between a visit and the verb that it is paid by
ONWARD = 4  # sentences over which a journey goes on from a visit
_YEARS = re.compile(r"\d{4}/\d{4}\Z")
THERE = frozenset({*ARRIVALS, "stay", "meet", "receive", "act", "attend", "leave", "return", "begin", "happen", "end"})  # what a traveller does where he is; others sign there too
_MONTH, _YEAR = re.compile(r"\d{4}-\d{2}"), re.compile(r"\d{4}")
_STAY = re.compile(r"\d{4}-\d{2}-\d{2}/\d{4}-\d{2}-\d{2}\Z")


def journey_days(scene: Scene, predicate: Predicate, discourse: Discourse, who: tuple[list[Actor], list[Host]], occasion: Event | None) -> list[str | None]:
    """The date of a journey to each host, from wherever the text tells it."""
    visitors, hosts = who
    dates = [_behind_stay(scene, predicate, date) or date for date in _journey_dates(scene, predicate, discourse, hosts, occasion)]
    meant = _left_on(scene, predicate, discourse, visitors) or _set_out(scene, predicate, discourse) or _at_moment(scene, predicate, discourse, hosts)
    meant = meant or _day_there(scene, predicate, discourse, who) or _framed(scene, predicate) or _in_relative(scene, predicate, hosts)
    meant = meant or _going_on(scene, predicate, discourse, hosts) or _reported(scene, predicate, discourse, hosts) or _onward(scene, predicate, discourse, visitors)
    meant = meant or _as_fixed(scene, predicate, discourse, hosts) or _come_then(scene, predicate, discourse)
    return [without_inviting(scene, predicate, _within_years(scene, predicate, date, host) or _within_month(scene, predicate, date, host) or date or meant) for date, host in zip(dates, hosts, strict=True)]


def _behind_stay(scene: Scene, predicate: Predicate, date: str | None) -> str | None:
    """The last day of a stay told before in a sentence, for a journey that goes on from it without a day of its own: "was in Cairo from the 14th to the 21st, then flew to Algiers"."""
    dates = usable(scene)
    stay = dates[-1] if dates and dates[-1].stop <= predicate.start and _STAY.match(dates[-1].edtf) else None
    if stay is None or predicate.form != "finite" or predicate.sense not in ("go", "come", "stay") or not (date in (None, stay.edtf) or holds(date or "", stay.edtf)):
        return None
    then = scene.search(scene.lexicon.stops.then, stay.stop, predicate.start)
    there = [verb for verb in scene.told(*THERE) if then and verb.form == "finite" and verb.stop <= then.start()]
    return stay.edtf.partition("/")[2] if there else None


def _within_years(scene: Scene, predicate: Predicate, date: str | None, host: Host) -> str | None:
    """The only time told inside a span of years that a sentence sets: "between 1994 and 2000 he saw Moscow once, in January 1995"."""
    if not date or not _YEARS.match(date):
        return None
    inside = [one for one in usable(scene) if _MONTH.match(one.edtf) and date[:4] <= one.edtf[:4] <= date[5:]]
    return inside[0].edtf if len(inside) == 1 and _is_told_there(scene, predicate, inside[0], host) else None


def _within_month(scene: Scene, predicate: Predicate, date: str | None, host: Host) -> str | None:
    """The days told behind the month or year of a visit: "in May he spent two days in Rome, the 5th and 6th", "in May he chose Rome: he came on the 5th", "in 1977 he landed there on 1 March"."""
    wide = [one.stop for one in usable(scene) if one.edtf == date] if date and (_MONTH.fullmatch(date) or _YEAR.fullmatch(date)) else []
    inside = [one for one in usable(scene) if wide and one.start >= wide[0] and one.rule not in COUNTED and one.edtf.startswith(f"{date}-") and _is_told_there(scene, predicate, one, host)]
    return inside[0].edtf if inside and "/.." not in inside[0].edtf else None


def _is_told_there(scene: Scene, predicate: Predicate, date: Date, host: Host) -> bool:
    """True for a date of what a traveller did in a country: not behind or right before another country, nor with a verb that tells of something else."""
    low, high = scene.clause(date.start)
    others = [a.start for a in scene.places if a.place and a.place.form == "noun" and a.place.kind != "organization" and a.place.code != host.country]
    before = any(min(predicate.start, low) <= start < date.start for start in others)
    going = [verb for verb in scene.told(*ARRIVALS, "stay") if low <= verb.start < high and verb is not predicate and verb.form == "finite"]  # "visited A in May and on the 9th and 10th was in B"
    behind = any(date.stop <= start < high and (going or scene.words_between(date.stop, start) <= BESIDE) for start in others)
    signs = any(verb.form in ("participle", "converb") and predicate.stop <= verb.start < date.start for verb in scene.told(*SIGNINGS))  # "visited A in May, signing it on the 20th"
    verbs = [verb for verb in scene.predicates if verb.form == "finite" and low <= verb.start < high]
    if any(scene.lexicon.cleft.search(scene.folded[scene.start : verb.group_start]) for verb in verbs):  # "it was on the 10th that the treaty was signed"
        verbs = [verb for verb in scene.predicates if verb.form == "finite" and verb.start >= date.stop][:1]
    awaited = ("expect", "plan") if predicate.form == "noun" else ()  # "is preparing a visit of A for 1998, expected in March"
    return not (before or behind or signs or _is_others_journey(scene, predicate, date)) and all(verb is predicate or verb.sense in (*THERE, *awaited) for verb in verbs)


def _is_others_journey(scene: Scene, predicate: Predicate, date: Date) -> bool:
    """True for a date behind the journey of somebody else: "A was sent to Oslo in May and came back; B flew there himself and on the 24th met C"."""
    own = scene.subject(predicate)
    movers = [verb for verb in scene.told("go", "come", "visit") if verb.form == "finite" and predicate.stop <= verb.start < date.start]
    return bool(own) and any((other := scene.subject(verb)) and not set(other) & set(own or ()) and all(a.actor for a in other) for verb in movers)


def _in_relative(scene: Scene, predicate: Predicate, hosts: list[Host]) -> str | None:
    """The day told in the clause about the place that one went to: "left for Ashgabat, where on 6 May he signed a declaration"."""
    behind = [host for host in hosts if host.start >= predicate.stop]
    where = scene.search(scene.lexicon.where, behind[-1].stop) if behind and not scene.lexicon.predicate_last else None
    if where is None or scene.folded[behind[-1].stop : where.start()].strip() != "," or predicate.form != "finite":
        return None
    if scene.lexicon.positional:  # "will travel to Vilnius, where she is to meet A on Monday"
        first = next((date for date in usable(scene) if where.end() <= date.start), None)
        told = [verb for verb in scene.predicates if first and verb.form == "finite" and where.end() <= verb.start < first.start]
        apart = any(where.end() <= a.start < first.start and can_host(a) for a in scene.places) if first else True
        return first.edtf if first and len(first.edtf) == DAY and not apart and [verb.sense for verb in told] in (["meet"], ["sign"], ["conclude"], ["act"]) else None
    dates = [date for date in usable(scene) if where.end() <= date.start and scene.words_between(where.end(), date.start) <= 2]
    return dates[0].edtf if dates else None


def _going_on(scene: Scene, predicate: Predicate, discourse: Discourse, hosts: list[Host]) -> str | None:
    """The day of writing for a stay that a report tells in the present: "is on a visit in Minsk", "Bakıda səfərdə olan nazir"."""
    described = scene.lexicon.predicate_last and predicate.form == "participle" and predicate.time == "past" and predicate.sense == "stay"
    if described and discourse.home and hosts and hosts[0].country == discourse.home.code and not (predicate.mood or predicate.negated):
        return discourse.on_its_day(scene)
    present = predicate.sense == "stay" and predicate.form == "finite" and predicate.time == "present"
    return discourse.written if present and not (predicate.mood or predicate.negated) and len(discourse.written or "") == DAY else None


def _reported(scene: Scene, predicate: Predicate, discourse: Discourse, hosts: list[Host]) -> str | None:
    """The day of a report that opens with the arrival or visit it is about, in the place that it is written in: "ASTANA, 5 June. The king has arrived in Astana." """
    opens = predicate.sense in ("come", "visit") and predicate.form in ("finite", "participle") and (discourse.just_written(scene) or discourse.home is not None and not discourse.visits and not discourse.telling)
    verb = predicate if opens else _paid(scene, predicate) if discourse.just_written(scene) else None
    past = verb is not None and verb.time == "past" and not (verb.mood or verb.negated)
    here = len(hosts) == 1 and discourse.home is not None and hosts[0].country == discourse.home.code
    return discourse.written if past and here and not (is_before(scene) or discourse.entry_date(scene)) and len(discourse.written or "") == DAY else None


def _paid(scene: Scene, noun: Predicate) -> Predicate | None:
    """The verb that tells that a visit was made, the first of its sentence: "paid | a visit"."""
    first = [verb for verb in scene.predicates if verb.form == "finite"][:1]
    paid = [verb for verb in first if verb.sense == "support" and scene.words_between(*sorted((min(verb.stop, noun.stop), max(verb.start, noun.start)))) <= CARRIED]
    return paid[0] if paid and noun.sense == "trip" and noun.form == "noun" and not noun.plural else None


def _onward(scene: Scene, predicate: Predicate, discourse: Discourse, visitors: list[Actor]) -> str | None:
    """When a journey goes on from the place told before, where it is not told when: on the last day of a stay, else in the month or year of that visit."""
    word = scene.search(scene.lexicon.onward, scene.clause(predicate.start)[0], predicate.stop)
    known = [*discourse.current(scene, ONWARD_REACH), *discourse.telling][-1:]
    told_here = usable(scene) and not scene.lexicon.governs
    if word is None or not known or told_here or predicate.form != "finite" or predicate.time == "future" or len(visitors) != 1:
        return None
    date = known[0].date or ""
    if known[0].visitor_name != visitors[0].name or known[0].status != "occurred" or not date[:4].isdigit():
        return None
    return date.rpartition("/")[2] if _STAY.match(date) else date[:7]


def _as_fixed(scene: Scene, predicate: Predicate, discourse: Discourse, hosts: list[Host]) -> str | None:
    """The day that a visit told before was meant for, for one who went "on the appointed day"."""
    fixed = scene.search(scene.lexicon.as_fixed, *scene.clause(predicate.start)) if predicate.form != "noun" and hosts else None
    known = [visit.date for visit in [*discourse.current(scene, 1), *discourse.telling] if fixed and visit.host_country == hosts[0].country and visit.status != "occurred"]
    return known[-1] if known else None


def _at_moment(scene: Scene, predicate: Predicate, discourse: Discourse, hosts: list[Host]) -> str | None:
    """The date of the sentence before, where that told nothing else, or one came from somewhere to what it tells of ("they had come from Riga")."""
    moment = moment_before(scene, discourse)
    told = predicate.form == "finite" and predicate.time == "past"
    if moment is None or usable(scene) or not (told or moment.alone and predicate.form in ("infinitive", "noun", "participle")) or predicate.mood or predicate.negated:
        return None
    pointed = scene.lexicon.predicate_last and predicate.sense == "come" and len(hosts) == 1 and hosts[0].start == predicate.start
    return moment.date if moment.alone or pointed else None


def _come_then(scene: Scene, predicate: Predicate, discourse: Discourse) -> str | None:
    """The only day or month of the sentence before, for one who came where no date is told at all: "12 August 2018 was a Sunday like any other. A and B flew to Aktau"."""
    tells = predicate.form == "finite" and predicate.time == "past" and not predicate.mood and not predicate.negated and predicate.sense in TOLD and not speaks_of_himself(scene, predicate)
    return told_before(scene, discourse) if tells else None


def _framed(scene: Scene, predicate: Predicate) -> str | None:
    """The date that opens a sentence and holds for all its parts: "A month later we were in the Middle East; in ten days the minister visited Syria"."""
    dates = usable(scene)
    if len(dates) != 1 or not scene.lexicon.governs or predicate.form != "finite" or predicate.time != "past":
        return None
    opens = scene.words_between(scene.start, dates[0].start) <= 1
    return dates[0].edtf if opens and ";" in scene.folded[dates[0].stop : predicate.start] else None


def _journey_dates(scene: Scene, predicate: Predicate, discourse: Discourse, hosts: list[Host], occasion: Event | None) -> list[str | None]:
    """The dates of a journey to each host: those told beside it, else those of the event it is made for, or that the text is about."""
    told = visit_dates(scene, *_dated_by(scene, predicate, hosts))
    if predicate.form == "noun" and not any(told):
        told = visit_dates(scene, predicate, [(host.start, host.stop) for host in hosts])
    dates = [_at_event(scene, predicate, date) or (occasion.date if occasion else None) for date in told]
    if predicate.sense != "come" or discourse.entry_date(scene):
        return dates
    return [date or stage_day(discourse.stage, host.place) for host, date in zip(hosts, dates, strict=True)]


def _at_event(scene: Scene, predicate: Predicate, date: str | None) -> str | None:
    """The days of the only event one goes to, where but the month or year they lie in is told of the journey: "came in September to the summit held on the 11th"."""
    counted = {one.edtf for one in scene.dates if one.rule in COUNTED}  # "the declaration was adopted on the second of these days"
    inside = {event.date for event in aims_near(scene, predicate.start) if event.date and event.date not in counted and holds(date, event.date)} if date else set()
    return inside.pop() if len(inside) == 1 else date


def _day_there(scene: Scene, predicate: Predicate, discourse: Discourse, who: tuple[list[Actor], list[Host]]) -> str | None:
    """The day of the talks, signing or event of the sentence before, for one who came for it, where it is not told when."""
    visitors, hosts = who
    pointed = len(hosts) == 1 and hosts[0].start == predicate.start
    met = discourse.meeting if discourse.meeting and discourse.meeting.index == scene.index - 1 else None
    if met and not _own_dates(scene, predicate) and predicate.sense == "come" and predicate.time == "past" and (_came_for(scene, met, who) or any(one.name in met.names for one in visitors)):
        return met.day
    if met and len(hosts) == 1 and _was_there(scene, predicate) and any(met.holds(one, hosts[0].country) for one in visitors):
        return met.day
    if day := _spelled_out(scene, predicate, hosts):
        return day
    if not pointed or usable(scene) or predicate.form != "finite" or predicate.time not in ("past", "future"):
        return None
    events = [event for event in discourse.events if event.place and event.date and scene.index - event.scene <= 1]
    return next((event.date for event in reversed(events) if event.place and event.place.code == hosts[0].country), None)


def _own_dates(scene: Scene, predicate: Predicate) -> list[Date]:
    """The dates of a sentence but those of somebody's office or life: "A came, in office since 2006"."""
    return [date for date in usable(scene) if not is_of_participle(scene, predicate, date)]


def _came_for(scene: Scene, met: Meeting, who: tuple[list[Actor], list[Host]]) -> bool:
    """True for those who came to the ceremony of the signing told before: "For the ceremony A came to Rabat"."""
    visitors, hosts = who
    ceremony = any(scene.lexicon.ceremony.search(scene.folded, event.start, event.stop) for event in scene.events)
    return ceremony and len(hosts) == 1 and any(met.holds(one, hosts[0].country) for one in visitors)


def _was_there(scene: Scene, predicate: Predicate) -> bool:
    """True for a verb of being somewhere that tells no day of its own: "he was in Rome then", "the minister, staying in Rome on a visit"; or for the visit
    that what was told before is said to have been: "this was his fifth visit to Ukraine"."""
    if predicate.form == "noun":
        return predicate.sense == "trip" and not usable(scene) and scene.lexicon.this_was.match(scene.folded, scene.start, predicate.start) is not None
    told = predicate.time == "past" and predicate.form == "finite" or predicate.form == "participle" and carried_noun(scene, predicate) is not None
    return predicate.sense == "stay" and told and not (predicate.negated or predicate.mood) and not any(date.start < predicate.start for date in usable(scene))


def _spelled_out(scene: Scene, predicate: Predicate, hosts: list[Host]) -> str | None:
    """The only date behind a colon that tells what was done in the country visited: "he paid a visit to China: in April he signed a treaty in Beijing"."""
    colon = scene.folded.find(": ", predicate.stop, scene.stop)
    dates = [date for date in usable(scene) if date.start > colon]
    there = [a for a in scene.places if a.start > colon and a.place and len(hosts) == 1 and a.place.code == hosts[0].country]
    opens = len(hosts) == 1 and bool(dates) and scene.lexicon.governs and predicate.sense in ARRIVALS and predicate.form == "finite" and hosts[0].start != predicate.start and len(usable(scene)) == 1 and scene.words_between(colon + 1, dates[0].start) <= 1  # "A reached Tallinn: in April he was shown round"
    return dates[0].edtf if colon >= 0 and len(dates) == 1 and (there or opens) and len(hosts) == 1 and hosts[0].start < colon else None


def _left_on(scene: Scene, predicate: Predicate, discourse: Discourse, visitors: list[Actor]) -> str | None:
    """The last day of the visit that a journey goes on from: "from Baku he left for Tbilisi"."""
    origin = fill(scene, predicate, "origin", [a for a in scene.places if can_host(a)]) if predicate.sense in ("go", "come") else None
    if origin is None or origin.place is None or len(visitors) != 1:
        return None
    stays = [v for v in [*discourse.visits, *(discourse.telling if scene.lexicon.governs else ())] if v.visitor_name == visitors[0].name and v.host_country == origin.place.code and scene.index - v.scenes[-1] <= ONWARD]
    ended = [v.date for v in stays if v.date and v.status == "occurred" and (v.phase == "end" or _STAY.match(v.date))]
    return ended[-1].rpartition("/")[2] if ended else None


def _set_out(scene: Scene, predicate: Predicate, discourse: Discourse) -> str | None:
    """The only date of a sentence, told where one sets out and it is not said where to: "on 22 September he left for the session; in Vienna he spent three days"."""
    dates = usable(scene)
    setting_out = [verb for verb in scene.told("go", "come", "leave") if verb.form == "finite" and verb.time == "past" and verb.stop <= predicate.start and not (verb.negated or verb.mood)]
    if len(dates) != 1 or not setting_out or discourse.telling or predicate.form != "finite" or predicate.time != "past" or predicate.sense == "return":
        return None
    low, high = scene.clause(setting_out[0].start)
    return dates[0].edtf if low <= dates[0].start < high <= predicate.start else None


def _begun_in_relative(scene: Scene, predicate: Predicate) -> Predicate | None:
    """The verb that tells right behind a visit, with a date, when it began or ended: "at the end of a visit that began this morning"."""
    if predicate.form != "noun" or not scene.lexicon.positional:
        return None
    near = [verb for verb in scene.told("begin", "end") if verb.form == "finite" and verb.start >= predicate.stop and scene.words_between(predicate.stop, verb.start) <= BESIDE]
    dated = [verb for verb in near if scene.search(scene.lexicon.which_thing, predicate.stop, verb.start) and any(date.start >= verb.stop and scene.words_between(verb.stop, date.start) <= BESIDE for date in usable(scene))]
    return dated[0] if dated else None


def _beginning(scene: Scene, predicate: Predicate) -> Predicate | None:
    """The participle that tells behind a journey when it began: "visited Oslo for three days, starting on the 28th"."""
    behind = [verb for verb in scene.told("begin") if verb.form == "participle" and verb.time == "present" and verb.start > predicate.stop] if scene.lexicon.positional else []
    apart = not behind or any(predicate.stop <= verb.start < behind[0].start for verb in scene.predicates)
    return None if apart or not any(date.start - behind[0].stop >= 0 and scene.words_between(behind[0].stop, date.start) <= 1 for date in usable(scene)) else behind[0]


def _begins_after_all(scene: Scene, predicate: Predicate) -> Predicate | None:
    """The verb that tells when a visit begins of which it is told before for when it had been planned: "A's visit, first planned for May, begins today"."""
    planned = [verb for verb in scene.told("plan", "expect") if verb.form == "participle" and verb.time == "past" and verb.start >= predicate.stop]
    begins = [verb for verb in scene.told("begin") if planned and verb.form == "finite" and verb.start > planned[0].stop and not (verb.negated or verb.mood)]
    aside = begins and "," in scene.folded[predicate.stop : planned[0].start] and "," in scene.folded[planned[0].stop : begins[0].start]
    return begins[0] if aside and scene.lexicon.positional and predicate.form == "noun" else None


def _dated_by(scene: Scene, predicate: Predicate, hosts: list[Host]) -> tuple[Predicate, list[tuple[int, int]]]:
    """The words beside which the date of a journey stands: its own and its host's, or the verb's that says that it took place."""
    held = held_by(scene, predicate) if predicate.form == "noun" and len(hosts) == 1 else None
    held = _begins_after_all(scene, predicate) or (_beginning(scene, predicate) if len(hosts) == 1 else None) or held
    if held and held.passive and held.id == FOLLOWED:
        held = None  # "was followed in May by that of B"
    held = _begun_in_relative(scene, predicate) or held
    return (held, [(held.start, held.stop)]) if held else (predicate, [(host.start, host.stop) for host in hosts])
