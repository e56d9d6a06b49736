"""Visits whose verb stands only in the clause before, a dash in its place: "A visited Prague in May, B – in June"."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import Any

from pipeline.records.arguments.dashes import find_stops
from pipeline.records.arguments.dating import holds
from pipeline.records.arguments.localities import can_host, is_origin
from pipeline.records.arguments.usable import usable
from pipeline.records.participants.hosts import Host, host_at, is_abroad
from pipeline.records.scenes.scene import Argument, Scene
from pipeline.records.told.discourse import Discourse
from pipeline.records.told.drafts import VisitDraft
from pipeline.values import Date

NEXT = 1  # words between the new subject and the dash
_DASH = re.compile(r"\s[–—-]\s")
_SEMICOLON = re.compile(r";\s")
_END = re.compile(r"[;:()]|\s[–—-]\s")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_DAY_OF = re.compile(r"(\d{4}-\d{2})-\d{2}.*")
_PARTED = re.compile(r"[,;]")
Told = tuple[int, list[VisitDraft]]  # where a verb of travelling ends, and the visits it tells


def read_gapped(scene: Scene, told: list[Told], discourse: Discourse) -> list[VisitDraft]:
    """The visits of the clauses that have a subject, a dash, and a place or a date; the rest they share with the verb before."""
    found = []
    for dash in scene.finditer(_DASH):
        subject = None if _opens_subject(scene, dash.end()) else _subject_of(scene, dash.start()) or _counterpart(scene, dash.start(), told, discourse)
        before = [drafts[-1] for stop, drafts in told if drafts and subject and stop <= subject.start and _PARTED.search(scene.folded, stop, subject.start)]
        if subject and before:
            found += _gapped(scene, before[-1], subject, dash.end())
        found += _inverted(scene, told, dash)
    return found + _gapped_parts(scene, told) + _gapped_stops(scene, told, found) + _gapped_tail(scene, told) + _gapped_days(scene, told)


def _opens_subject(scene: Scene, start: int) -> bool:
    """True where the subject stands behind the dash, in a language of cases: "France was represented by A, Armenia – by B" ("Францию – А., Армению – Б."); or what explains it:
    "A and B – presidents of ..."."""
    return bool(scene.lexicon.governs) and any(a.start == start and "nom" in a.marks and a.actor for a in scene.actors)


def _gapped_parts(scene: Scene, told: list[Told]) -> list[VisitDraft]:
    """The visits of parts behind semicolons that have no verb, only a person and a date: "A arrived on 5 May; B, his colleague, on 7 May"."""
    if not scene.lexicon.positional:
        return []
    cuts = [*(m.end() for m in scene.finditer(_SEMICOLON)), scene.stop]
    found = []
    for low, high in zip(cuts, cuts[1:], strict=False):
        before = [drafts[-1] for stop, drafts in told if drafts and stop <= low]
        people = [a for a in scene.actors if low <= a.start < high and a.actor and a.actor.name and set(a.marks) <= {"subj", "obj", "bare"}]
        dated = any(people and people[0].stop <= date.start < high for date in usable(scene))
        if before and dated and not any(low <= verb.start < high and verb.form != "noun" for verb in scene.predicates):
            found += _gapped(scene, before[-1], people[0], people[0].stop)
    return found


def _gapped_days(scene: Scene, told: list[Told]) -> list[VisitDraft]:
    """The visits of those behind a dated journey who have only a date of their own, right behind them: "A came to Yerevan in 2005, B a year later and C in May and in June 2011"."""
    verbs = {verb.stop for verb in scene.told("go", "come", "visit", "stay") if verb.form == "finite" and not verb.negated} if scene.lexicon.positional else set()
    subjects = [a for verb in scene.predicates for a in scene.subject(verb) or ()]
    found = []
    for stop, drafts in told:
        later = [verb.group_start for verb in scene.predicates if verb.start > stop and verb.form == "finite"]
        high = min([scene.stop, *later, *(a.start for verb in scene.predicates if verb.group_start in later for a in scene.subject(verb) or () if a.start >= stop)])
        people = [a for a in scene.actors if stop <= a.start < high and a.actor and a.actor.name and a.actor.rule != "pronoun" and a not in subjects] if stop in verbs and drafts else []
        for at, person in enumerate(people):
            edge = people[at + 1].start if at + 1 < len(people) else high
            days = [date for date in usable(scene) if person.stop <= date.start < edge]
            elsewhere = any(person.stop <= a.start < edge and can_host(a) for a in scene.places)
            if elsewhere or not days or not _goes_on(scene, stop, person) or scene.words_between(person.stop, days[0].start) > NEXT + 1:
                break
            found += _each_day(drafts[-1], person, _listed(scene, days) or (days[1:] if len(days) == 2 and holds(days[0].edtf, days[1].edtf) else days[:1]))
    return found


def _goes_on(scene: Scene, start: int, person: Argument) -> bool:
    """True for one whom a comma or a connecting word, and a word or two, part from the date of the one before."""
    before = [date.stop for date in usable(scene) if start <= date.start and date.stop <= person.start]
    gap = scene.folded[before[-1] : person.start] if before else ""
    return bool(before) and scene.words_between(before[-1], person.start) <= NEXT + 1 and ("," in gap or bool(set(gap.split()) & scene.lexicon.joining))


def _each_day(before: VisitDraft, person: Argument, days: list[Date]) -> list[VisitDraft]:
    host = Host(before.host_country, before.host_place, person.start, person.stop)
    if person.actor is None or not is_abroad(person.actor, host) or person.actor.name == before.visitor_name:
        return []
    who: dict[str, Any] = {"visitor_name": person.actor.name, "visitor_office": person.actor.office, "visitor_country": person.actor.country}
    return [replace(before, **who, date=day.edtf, visit_type=None, occasion=None, phase="", count=1, count_qualifier="exact", rules=("gapped",)) for day in days]


def _gapped_tail(scene: Scene, told: list[Told]) -> list[VisitDraft]:
    """The visit of the last clause, which has a date and a place but no verb, in a language that ends clauses with it: "in May A was in Tokyo, in June in Seoul"
    ("mayda Tokioda idi, iyunda isə Seulda"), or only with where he came from: in the month of the stop before."""
    cuts = list(scene.finditer(_PARTED))
    before = [drafts for stop, drafts in told if drafts and cuts and stop <= cuts[-1].start()]
    if not scene.lexicon.predicate_last or not before or len(before[-1]) != 1:
        return []
    low, last = cuts[-1].end(), before[-1][-1]
    inside = [a for a in scene.places if a.start >= low]
    came_from = inside[:1] if len(inside) == 2 and inside[0].marks == ("abl",) and inside[0].place and inside[0].place.code == last.host_country else []
    inside = inside[len(came_from) :]
    bare = not any(verb.start >= low for verb in scene.predicates) and not any(a.start >= low for a in scene.actors)
    dates = [date for date in usable(scene) if date.start >= low]
    if not bare or not (len(dates) == 1 or came_from and not dates) or len(inside) != 1 or not can_host(inside[0]) or inside[0].marks not in (("loc",), ("dat",)) or inside[0].place is None:
        return []
    host = host_at(inside[0].place)
    if host.country in (None, last.visitor_country, last.host_country):
        return []
    where: dict[str, Any] = {"host_country": host.country, "host_place": host.place, "date": dates[0].edtf if dates else _DAY_OF.sub(r"\1", last.date or "") or None}
    return [replace(last, **where, visit_type=None, occasion=None, phase="", count=1, count_qualifier="exact", rules=("gapped",))]


def _counterpart(scene: Scene, dash: int, told: list[Told], discourse: Discourse) -> Argument | None:
    """Who has the office of the traveller before, where only his country stands before a dash: "the Turkish leader visited Baku in May, the Iranian – in June"."""
    owners = [a for a in scene.places if a.stop <= dash and a.place and a.place.kind == "country" and not scene.folded[a.stop : dash].strip()]
    drafts = [draft for stop, drafts in told for draft in drafts if owners and stop <= owners[-1].start and draft.visitor_office]
    if not owners or not drafts or not scene.lexicon.governs or owners[-1].place is None or not {"nom", "gen"} & set(owners[-1].marks):
        return None
    code, office = owners[-1].place.code, drafts[-1].visitor_office
    if code == drafts[-1].visitor_country:
        return None
    known = [person for person in discourse.people if (person.country, person.office) == (code, office)]
    return Argument(owners[-1].start, owners[-1].stop, ("nom",), actor=known[-1]) if known else None


def _inverted(scene: Scene, told: list[Told], dash: re.Match[str]) -> list[VisitDraft]:
    """The visit of one named behind a dash, with place or date before it: "in May A came to Tbilisi, in September to Tashkent – B"; of one who is received
    as the one before was, in the same case: "12 мая здесь принимали А., 20-го – Б."."""
    aside = _aside_before(scene, dash.start())
    low = max(scene.folded.rfind(sign, scene.start, aside) for sign in ",;:") + 1
    his = next((a for a in scene.actors if a.start == dash.end() and a.actor and a.actor.rule == "pronoun" and "gen" in a.marks), None)
    opened = his.stop if his else dash.end()  # "in May A, in June – his successor B"
    before = [drafts[-1] for stop, drafts in told if drafts and stop <= low]
    received = before and any(verb.stop <= low and verb.form == "finite" and not verb.passive for verb in scene.told("receive")) and before[-1].phase == "within"
    wanted = {"acc"} if received else {"nom", "subj"}
    subject = next((a for a in scene.actors if 0 <= a.start - opened <= 1 and wanted & set(a.marks) and a.actor and a.actor.name), None)
    verbs = any(low <= verb.start < dash.start() and verb.form != "noun" for verb in scene.predicates)
    people = any(low <= a.start < dash.start() and a.actor and a.actor.rule != "pronoun" for a in scene.actors)
    if any(verb.stop <= low for verb in scene.told("represent")) or not scene.lexicon.governs or low <= scene.start or subject is None or subject.actor is None or not before or verbs or people:
        return []
    dates = [date for date in usable(scene) if low <= date.start < dash.start()]
    inside = [a for a in scene.places if low <= a.start < dash.start() and a.place]
    states = [a.place.code for a in inside if a.place and scene.lexicon.on_behalf.search(scene.folded, low, a.start)]  # "от России – А."
    places = [a.place for a in inside if can_host(a) and a.place and a.place.code not in states]
    host = host_at(places[0]) if places else Host(before[-1].host_country, before[-1].host_place, low, low)
    behind = scene.lexicon.after_him.fullmatch(scene.folded[low : dash.start()].strip()) is not None
    if not (dates or places or behind or states) or not is_abroad(subject.actor, host):
        return []
    who: dict[str, Any] = {"visitor_name": subject.actor.name, "visitor_office": subject.actor.office, "visitor_country": subject.actor.country or next(iter(states), None)}
    where: dict[str, Any] = {"host_country": host.country, "host_place": host.place, "date": dates[-1].edtf if dates else None if behind and _DAY.match(before[-1].date or "") else before[-1].date}
    kind = next((sign.value for sign in scene.lexicon.types if scene.search(sign.pattern, aside, dash.start())), None)
    return [replace(before[-1], **who, **where, visit_type=kind, occasion=None, phase="", count=1, count_qualifier="exact", rules=("gapped",))]


def _aside_before(scene: Scene, dash: int) -> int:
    """Where the aside between commas begins that stands right before a dash ("in May, on a working visit, – B"); the dash where there is none."""
    head = scene.folded[scene.start : dash].rstrip()
    opened = head[:-1].rfind(",") if head.endswith(",") else -1
    return scene.start + opened if opened >= 0 else dash


def _gapped_stops(scene: Scene, told: list[Told], found: list[VisitDraft]) -> list[VisitDraft]:
    """The stops whose traveller is that of the verb before: "visited China in March, Japan – in May"."""
    known = {(draft.host_country, draft.date) for _, drafts in told for draft in (*drafts, *found)}
    drafts = []
    for one in find_stops(scene, scene.start):
        before = [list_[-1] for stop, list_ in told if list_ and stop <= one.start]
        for argument in one.hosts if before else ():
            host = host_at(argument.place) if argument.place else Host(None, None, one.start, one.stop)
            if (host.country, one.date.edtf) in known or host.country in (None, before[-1].visitor_country):
                continue
            own: dict[str, Any] = {"host_country": host.country, "host_place": host.place, "date": one.date.edtf, "visit_type": one.kind}
            drafts.append(replace(before[-1], **own, occasion=one.occasion.title if one.occasion else None, phase="", count=1, count_qualifier="exact", rules=("gapped",)))
    return drafts


def _subject_of(scene: Scene, dash: int) -> Argument | None:
    """The named subject right before a dash."""
    near = [a for a in scene.actors if a.stop <= dash and {"nom", "subj"} & set(a.marks) and a.actor and a.actor.name]
    if not near or scene.lexicon.governs and any(near[-1].stop <= date.start and scene.folded[date.stop : dash].strip() in ("", ",") for date in scene.dates if date.stop <= dash):
        return None  # "A, on the 12th – B": the date is that of B
    place = next((a for a in scene.places if can_host(a) and near[-1].stop <= a.start and a.stop <= dash), None)
    apart = scene.words_between(near[-1].stop, dash) if place is None else scene.words_between(near[-1].stop, place.start) + scene.words_between(place.stop, dash)
    return near[-1] if apart <= NEXT else None


def _gapped(scene: Scene, before: VisitDraft, subject: Argument, start: int) -> list[VisitDraft]:
    stop = _stop(scene, start)
    dates = [date for date in usable(scene) if start <= date.start < stop]
    inside = [a for a in scene.places if subject.stop <= a.start < stop and a.place]
    places = [a.place for a in inside if can_host(a) and a.place and not is_origin(scene, a.marks)]
    homes = [a.place.code for a in inside if a.place and is_origin(scene, a.marks)] if scene.told("come") else []  # "A прибыл из Рима, Б. – из Бонна"
    verbs = any(start <= verb.start < stop and verb.form == "finite" for verb in scene.predicates)
    host = host_at(places[0]) if places else Host(before.host_country, before.host_place, start, start)
    if subject.actor is None or verbs or not (dates or places or homes) or not is_abroad(subject.actor, host):
        return []
    who: dict[str, Any] = {"visitor_name": subject.actor.name, "visitor_office": subject.actor.office, "visitor_country": subject.actor.country or next(iter(homes), None)}
    kind = next((sign.value for sign in scene.lexicon.types if scene.search(sign.pattern, start, stop)), None)
    date = dates[0].edtf if dates else before.date
    where: dict[str, Any] = {"host_country": host.country, "host_place": host.place}
    days: list[str | None] = [one.edtf for one in _listed(scene, dates)] or [date]
    return [replace(before, **who, **where, date=day, visit_type=kind, occasion=None, phase="", count=1, count_qualifier="exact", rules=("gapped",)) for day in days]


def _listed(scene: Scene, dates: list[Date]) -> list[Date]:
    """The dates of a list at the end of a clause, without the year before them that they are in: "twice in 1999, in May and in December"."""
    own = [date for at, date in enumerate(dates) if at + 1 == len(dates) or not dates[at + 1].edtf.startswith(date.edtf)]
    gaps = [scene.folded[one.stop : other.start].split() for one, other in pairwise(own)]
    return own if len(own) > 1 and all(set(gap) & scene.lexicon.joining and len(gap) <= 2 for gap in gaps) else []


def _stop(scene: Scene, start: int) -> int:
    """Where a clause without a verb ends: at the next hard sign, or at a comma behind which a verb or another subject stands."""
    end = scene.search(_END, start)
    stop = end.start() if end else scene.stop
    verbs = [verb.group_start for verb in scene.predicates if start <= verb.group_start < stop and verb.form in ("finite", "converb")]
    commas = [m.start() for m in scene.finditer(re.compile(","), start, min([stop, *verbs]))]
    return commas[-1] if verbs and commas else stop
