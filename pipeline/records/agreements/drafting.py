"""What all documents of a signing have in common: parties, place, date, status and the visit during which they are signed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date as Day
from datetime import timedelta

from pipeline.dates import bounds, compatible
from pipeline.records.agreements.assembled import of_pair_before
from pipeline.records.agreements.during import between_signers, visits_of
from pipeline.records.agreements.enumeration import LISTED, Reading
from pipeline.records.agreements.others_days import is_of_another
from pipeline.records.agreements.parties import parties_of
from pipeline.records.agreements.signing import Signing, find_signers
from pipeline.records.agreements.together import Deal
from pipeline.records.agreements.whole_visits import in_its_course, is_of_course, of_whole_visit
from pipeline.records.arguments.events import find_events, is_locative
from pipeline.records.arguments.heads import Named
from pipeline.records.arguments.roles import distance
from pipeline.records.arguments.status import after
from pipeline.records.arguments.usable import COUNTED
from pipeline.records.scenes.scene import Argument, Scene
from pipeline.records.told.anaphora import in_year_of, visits_meant
from pipeline.records.told.discourse import Discourse
from pipeline.records.told.drafts import AgreementDraft, VisitDraft
from pipeline.records.told.headings import MONTH
from pipeline.records.told.stays import DAY, counts_behind, counts_for_another, day_of, is_counted, is_on_last, told_to_the_day
from pipeline.values import Date

LONGEST = 7  # days of a visit whose end is not told
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")


def base_draft(reading: Reading, document: Named, signing: Signing, date: Date | None) -> AgreementDraft:
    """A document with everything but its own title and number."""
    scene, discourse = reading.scene, reading.discourse
    signers = find_signers(scene, signing)
    visits = between_signers(reading, signers, visits_of(reading, signing))
    another = counts_for_another(scene, signing.predicate, document.start)
    whole = in_its_course(scene, date, max(signing.start, document.start))
    date = None if date and (whole or another and date.rule in COUNTED) else date
    counts_again = date is not None and bool(visits) and is_counted(scene, date)
    date = None if date and counts_again and (_is_day_after(visits[0], date) and not _follows(date, discourse.day) or _is_arrival(reading, visits[0]) and day_of(scene, told_to_the_day(visits[0], discourse, reading.told), document.start)) else date
    date = None if date and counts_again and (_is_of_later_visit(reading, date) or _is_outside(reading, visits[0], date, document)) else date
    day = in_year_of(visits[0] if visits else None, date)
    visit = _matching(visits, day)
    own = in_year_of(visit, date) if date else _of_entry(visit, discourse.entry_date(scene))
    own = _of_meant_visit(reading, visit, of_whole_visit(scene, reading.told, signing, (visit, date, own)))
    own = own or _day_of_event(scene, discourse, visit)
    counted = day_of(scene, told_to_the_day(visit, discourse, reading.told), document.start) if visit and not (another or whole or _counts_another(scene, signing)) else None
    nearer = date is not None and counts_behind(scene, date, max(signing.start, document.start))
    alone = len({(v.visitor_name, v.host_country) for v in visits if _holds(v, day)}) == 1
    told = counted if counted and (nearer or compatible(own or counted, counted)) else own or (_day_of(visit if alone else _there_too(visit, discourse), reading) if visit else None) or (None if any(one.date for one in visits) else _day_of_report(reading, signing))
    told = told.removeprefix("../") if told and (scene.lexicon.positional or signing.status == "terminated") else told  # "had to wait until May"
    told = told.removesuffix("/..") if told and signing.status == "terminated" else told  # "with effect from 1 May"
    status = "planned" if signing.status == "signed" and discourse.is_to_come(told) and (visit is None or visit.status == "planned") else signing.status
    deal = Deal(scene, document, signing, tuple(signers), visit, tuple(visits), told)
    parties = parties_of(deal, discourse)
    if not scene.dates and of_pair_before(deal, discourse) and discourse.pact:
        told = discourse.pact[2]
    told = told or _day_of_pact(reading, document, signing, parties) or _day_of_talks(reading, signing, parties)
    people = [person for a in signers if a.actor for person in (a.actor.members or (a.actor,)) if not a.actor.members or person.country in (None, *parties)]
    names = [person.name for person in people if person.name]
    return AgreementDraft(
        doc_type=document.kind,
        title=None,
        parties=parties,
        place=_place(scene, document, signing) or (visit.host_place if visit else _at_stage(discourse, told)),
        signatories=tuple(dict.fromkeys([*_unsaid_signer(scene, signers, visit, parties), *names])),
        date=told,
        status=status,
        visit=visit if alone else None,
        borrowed=(own is None or date is None and "/" in own) and told not in (counted, _own_day(visit, discourse)) and not (visit and _has_just_begun(visit, discourse)),
        on_last=bool(visit and told == visit.date and is_on_last(scene, visit, document.start)),
        scenes=(scene.index,),
        rules=("signing",),
    )


def _is_outside(reading: Reading, visit: VisitDraft, date: Date, document: Named) -> bool:
    """True for a day of a visit that was counted from another date, where the visit itself tells which it is: "landed on 20 May, left on 5 June; on the sixth day"."""
    return date.rule in COUNTED and not _holds(visit, date.edtf) and day_of(reading.scene, told_to_the_day(visit, reading.discourse, reading.told), document.start) is not None


def _is_of_later_visit(reading: Reading, date: Date) -> bool:
    """True for a day counted from the visit told last, where the sentence means another one, which tells its days: "on the second day of A's visit"."""
    meant = [visit for visit in visits_meant(reading.scene, reading.discourse) if len((visit.date or "").partition("/")[0]) == DAY]
    return bool(meant) and not any(_holds(visit, date.edtf) for visit in meant)


def _of_entry(visit: VisitDraft | None, entry: str | None) -> str | None:
    """The date of the line of a chronicle, none where it is of months or years and the visit told in it has one of its own: "April to June. ... In May he went to A. It produced ..."."""
    if not (visit and visit.date and entry) or _DAY.match(entry.partition("/")[0]):
        return entry
    (first, last), (low, high) = bounds(entry), bounds(visit.date)
    return None if first and last and low and high and first <= low and high <= last and (first, last) != (low, high) else entry


def _own_day(visit: VisitDraft | None, discourse: Discourse) -> str:
    """The day of a report that tells of a visit in its course, for what was signed on it; behind its last day the whole visit is told."""
    over = visit is not None and (visit.phase == "end" or "/" in (visit.date or "") and (visit.date or "").endswith(discourse.written or "-"))
    return discourse.written if discourse.home and discourse.written and _DAY.match(discourse.written) and not over else "-"


def _counts_another(scene: Scene, signing: Signing) -> bool:
    """True where every day that a sentence counts is one of another document: "the declaration that they signed on the second day"."""
    days = [date for date in scene.dates if is_counted(scene, date)]
    return bool(days) and all(is_of_another(scene, signing, date) for date in days)


def _unsaid_signer(scene: Scene, signers: Sequence[Argument], visit: VisitDraft | None, parties: tuple[str, ...]) -> list[str]:
    """The traveller who signs with the one person named, where he himself is only meant: "with A he signed the declaration"."""
    named = [a for a in signers if a.actor and a.actor.name]
    if len(named) != 1 or visit is None or not visit.visitor_name or visit.visitor_country not in parties or not set(named[0].marks) & set(scene.lexicon.with_marks):
        return []
    return [visit.visitor_name] if named[0].actor and named[0].actor.country not in (None, visit.visitor_country) else []


def _day_of_report(reading: Reading, signing: Signing) -> str | None:
    """The day of a report for what it tells to have been signed, before it tells any other day: "DELHI, 24 May 2004. India and Nepal signed here ..."."""
    verb = signing.predicate
    told = verb is not None and verb.form == "finite" and (signing.status == "signed" or verb.sense == "initial")
    met = reading.discourse.meeting
    if met and reading.scene.index - met.index == 1 and met.day != reading.discourse.written:
        return None  # it was signed at the talks just told
    return reading.discourse.just_written(reading.scene) or reading.discourse.home and reading.discourse.on_its_day(reading.scene) or None if told else None


def _day_of_event(scene: Scene, discourse: Discourse, visit: VisitDraft | None) -> str | None:
    """The day of a gathering told before, within a visit of several days, for what was signed at it or when it was over: "as soon as the summit closed they signed ..."."""
    days = {discourse.complete(event).date for event in find_events(scene) if event.is_occasion and event.is_bare}
    day = days.pop() if len(days) == 1 else None
    first, last = _stay(visit) if visit and not scene.dates else (None, None)
    last = _moved(first, LONGEST) if first and first == last else last  # only its first day may have been told
    return day if day and _DAY.match(day) and first and last and first <= day <= last else None


def _is_arrival(reading: Reading, visit: VisitDraft) -> bool:
    """True for a visit told just before by the day on which it began, from which days are counted: "the morning after he landed"."""
    return visit.phase == "begin" and bool(visit.date and _DAY.match(visit.date)) and reading.scene.index - visit.scenes[-1] <= LISTED


def _has_just_begun(visit: VisitDraft, discourse: Discourse) -> bool:
    """True for a visit that began on the very day on which a report is written: what it tells to be signed was signed on that day."""
    return visit.phase == "begin" and visit.date is not None and visit.date == discourse.written


def _of_meant_visit(reading: Reading, visit: VisitDraft | None, own: str | None) -> str | None:
    """The days of the visit that a sentence points at, for a document of which it only tells the month or year of that visit: "during the April visit of 2008"."""
    if visit is None or own is None or not visit.date or len(own) >= min(DAY, len(visit.date)) or not compatible(own, visit.date):
        return own
    return visit.date if visit in visits_meant(reading.scene, reading.discourse) else own


def _at_stage(discourse: Discourse, date: str | None) -> str | None:
    """The place of the event that a text is about, for what is signed on its days."""
    stage = discourse.stage
    return stage.place.base if stage and stage.place and stage.date and date and compatible(stage.date, date) else None


def _matching(visits: list[VisitDraft], date: str | None) -> VisitDraft | None:
    """The first visit whose days hold the date of the signing."""
    fitting = [visit for visit in visits if _holds(visit, date)]
    first = next((visit for visit in fitting if not visit.echo), fitting[0] if fitting else None)
    dated = [visit for visit in fitting if first and not first.date and visit.date and (visit.visitor_name, visit.host_country) == (first.visitor_name, first.host_country)]
    return dated[0] if dated else first


def _holds(visit: VisitDraft, date: str | None) -> bool:
    return date is None or visit.date is None or compatible(visit.date, date)


def _in_its_course(scene: Scene) -> bool:
    """True where a sentence says that something was done in the course of a visit, on no day in particular."""
    return any(is_of_course(scene, match) for match in scene.finditer(scene.lexicon.during))


def _day_of(visit: VisitDraft, reading: Reading) -> str | None:
    """The day of the visit that the text has come to ("held talks today; five documents were signed"), or the visit's date."""
    discourse, told = reading.discourse, visit.date
    visit = visit if visit.date else _dated(visit, discourse)
    first, last = _stay(visit)
    if _in_its_course(reading.scene) and visit.date and ("/" in visit.date or len(visit.date) == MONTH):
        return visit.date
    if (day := _day_of_last(reading)) and first and last and first <= day <= last:
        return day
    ended = [one.date for one in discourse.visits if one.phase == "end" and (one.visitor_name, one.host_country) == (visit.visitor_name, visit.host_country) and one.date]
    last = min([day for day in ended if visit.phase == "begin" and first and last and first < day <= last], default=last)
    edges = {one.date for one in discourse.visits if one.phase == "end" or one.phase != "within" and one.host_country == visit.host_country}  # of stays, not of talks
    edges |= {bounds(one.date)[0] for one in discourse.visits if one.date and one.host_country != visit.host_country}
    arrived = bool(first and last and discourse.day == first and discourse.report_day and first < discourse.report_day <= last)  # the report tells of its own day
    back = discourse.home is not None and discourse.home.code == visit.visitor_country  # a report from home tells of what was done abroad
    for day in (discourse.day if discourse.day not in edges and not arrived else None, None if back else discourse.report_day):
        if day and first and last and not after(discourse.written, day) and _DAY.match(day) and day != visit.date and first <= day <= last:
            return day
    return told


def _day_of_last(reading: Reading) -> str | None:
    """The day on which the document of the sentence before was signed, told there: "Last night they adopted a statement. Seven more documents were signed"."""
    last = reading.announced.last[-1] if reading.announced.last and reading.scene.index - reading.announced.scene == 1 and not reading.scene.dates else None
    return last.date if last and last.status == "signed" and not last.borrowed and _DAY.match(last.date or "") else None


def _dated(visit: VisitDraft, discourse: Discourse) -> VisitDraft:
    """The visit of the same traveller to the same country told just before with its first day, for one told again without a date: "flew in on Tuesday ... He crossed the park"."""
    before = [one for one in discourse.visits if one.date and one.phase != "end" and one.status == "occurred" and 0 <= visit.scenes[-1] - one.scenes[-1] <= LISTED]
    return next((one for one in reversed(before) if (one.visitor_name, one.host_country) == (visit.visitor_name, visit.host_country)), visit)


def _day_of_pact(reading: Reading, document: Named, signing: Signing, parties: Sequence[str]) -> str | None:
    """The day on which the same three states or more signed what the sentence before tells: "After the declaration the ministers of the five countries signed an agreement"."""
    last = reading.discourse.pact
    if last is None or reading.scene.index - last[0] > 1 or document.kind == last[3] or signing.status != "signed" or reading.scene.dates or len(parties) < 3:
        return None
    return last[2] if set(parties) == set(last[1]) and _DAY.match(last[2] or "") else None


def _day_of_talks(reading: Reading, signing: Signing, parties: Sequence[str]) -> str | None:
    """The day of the talks of the sentence before, for what their people signed: "A and B met on 4 February. The outcome was an agreement on trade"."""
    met = reading.discourse.meeting
    if met is None or reading.scene.index - met.index != 1 or signing.status != "signed":
        return None
    states = {one.country for one in reading.discourse.people if one.name in met.names}
    return met.day if len(parties) > 1 and set(parties) <= states else None


def _there_too(visit: VisitDraft, discourse: Discourse) -> VisitDraft:
    """For a visit without a date another one to the same place told just before: "there he and B, who had come from Kyiv, signed it"."""
    before = [one for one in discourse.visits if one.date and one.status == "occurred" and 0 <= visit.scenes[-1] - one.scenes[-1] <= 1]
    same = [one for one in before if (one.host_country, one.host_place) == (visit.host_country, visit.host_place) and visit.host_place]
    return same[-1] if visit.date is None and visit.status == "occurred" and same else visit


def _is_day_after(visit: VisitDraft, date: Date) -> bool:
    """True for a day counted from the end of a visit of several days: "the day after his arrival" behind "from 7 to 9 May"."""
    first, last = bounds(visit.date) if visit.date else (None, None)
    return bool(first and last and first < last and _DAY.match(date.edtf) and date.edtf == _moved(last, 1))


def _follows(date: Date, day: str | None) -> bool:
    """True for the day after the one told last, from which it is counted rather than from a visit told before it."""
    return day is not None and _DAY.match(day) is not None and _moved(day, 1) == date.edtf


def _stay(visit: VisitDraft) -> tuple[str | None, str | None]:
    """The first and last day on which a visit may have gone on, as far as its date tells."""
    first, last = bounds(visit.date) if visit.date else (None, None)
    if first is None and last:
        return _moved(last, -LONGEST), last
    if first and last is None:
        return first, _moved(first, LONGEST)
    begun = _moved(first, -LONGEST) if first and visit.phase == "end" else first
    return begun, _moved(last, LONGEST) if last and visit.phase == "begin" else last


def _moved(day: str, days: int) -> str:
    return (Day.fromisoformat(day) + timedelta(days)).isoformat()


def _place(scene: Scene, document: Named, signing: Signing) -> str | None:
    """The city in which a document is signed: the nearest one to the word for its signing that tells where something is."""
    found = []
    for argument in scene.places:
        place = argument.place
        inside = document.subject_start <= argument.start < document.subject_stop
        if place and place.kind == "city" and is_locative(argument) and not inside:
            low, high = (argument.stop, signing.start) if argument.start < signing.start else (signing.stop, argument.start)
            found.append((distance(scene, min(low, high), high), argument.start, place.base))
    return min(found)[2] if found else _city_of_row(scene)


def _city_of_row(scene: Scene) -> str | None:
    """The only city that fills a cell of a row: "| Treaty on borders | Perth | signed by A and B |"."""
    filled = {scene.folded[start:stop].strip() for start, stop in scene.cells()} if scene.kind == "row" else set()
    cities = {place.base for place in scene.all_places if place.kind == "city" and scene.folded[place.start : place.stop] in filled}
    return cities.pop() if len(cities) == 1 else None
