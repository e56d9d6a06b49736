"""Visits told in parts of a sentence that have no verb, only names: "Then Ankara, Doha, Muscat", "made the round of the capitals: La Paz on the 5th, Quito
on the 8th", "Vučić a month later"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline.dates import bounds
from pipeline.records.arguments.dating import holds
from pipeline.records.arguments.events import is_locative
from pipeline.records.arguments.heads import find_documents
from pipeline.records.arguments.localities import can_host
from pipeline.records.arguments.repeats import own_dates
from pipeline.records.arguments.usable import usable
from pipeline.records.participants.hosts import Host, host_at, is_abroad
from pipeline.records.scenes.scene import Argument, Scene
from pipeline.records.told.discourse import Discourse
from pipeline.records.told.drafts import VisitDraft
from pipeline.records.visits.nominal import OFFICES
from pipeline.values import Actor, Date

KINDS = ("body", "quote")
ASIDE = 6  # words of a part that are no name, no date and no little word
BEFORE = 160  # characters before a sentence of stops in which one person is named, whose they are
LISTED = 2  # stops that make a journey where nothing else tells of one
_CUT = re.compile(r"[;:]\s")
_MONTH = re.compile(r"(\d{4}-\d{2})-\d{2}.*")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")


def read_bare_parts(scene: Scene, discourse: Discourse, told: list[VisitDraft]) -> list[VisitDraft]:
    """The visits of the parts of a sentence that have no verb: the stops of the traveller told before, another traveller to where the last one went."""
    if scene.kind not in KINDS or any(not one.echo for one in told):
        return []
    found: list[VisitDraft] = []
    for low, high in _bare_parts(scene):
        found += _stops(scene, discourse, low, high) if _is_of_places(scene, low, high) else _guests(scene, low, high) or _persons(scene, discourse, low, high)
    return found


def _bare_parts(scene: Scene) -> list[tuple[int, int]]:
    """The parts without a verb, those in which nobody is named joined to one: "in June Brussels; in October, Moscow"."""
    cuts = [scene.start, *(m.end() for m in scene.finditer(_CUT)), scene.stop]
    parts: list[tuple[int, int]] = []
    for low, high in pairwise(cuts):
        if not _is_bare(scene, low, high):
            continue
        joins = parts and parts[-1][1] == low and _is_of_places(scene, *parts[-1]) and _is_of_places(scene, low, high)
        parts = [*parts[:-1], (parts[-1][0], high)] if joins else [*parts, (low, high)]
    return parts


def _is_of_places(scene: Scene, low: int, high: int) -> bool:
    """True for a part in which nobody is named."""
    return not any(low <= a.start < high and a.actor and a.actor.rule != "pronoun" for a in scene.actors)


def _is_bare(scene: Scene, low: int, high: int) -> bool:
    """True for a part of names, dates and a few words, without a verb or another word that tells of a visit."""
    verbs = [one for one in scene.predicates if low <= one.start < high and (one.form != "noun" or one.sense not in ("event", "talks", "other"))]
    items = [(one.start, one.stop) for found in (scene.actors, scene.places, scene.dates) for one in found]
    words = [m for m in scene.finditer(_WORD, low, high) if not any(start <= m.start() < stop for start, stop in items)]
    known = scene.lexicon.connectors | scene.lexicon.joining | scene.lexicon.articles | set(scene.lexicon.prepositions)
    return not verbs and not any(low <= one.start < high for one in find_documents(scene)) and sum(m[0] not in known and not scene.lexicon.little_words.fullmatch(m[0]) for m in words) <= ASIDE


def _stops(scene: Scene, discourse: Discourse, low: int, high: int) -> list[VisitDraft]:
    """The stops of a part in which nobody is named, each with its date, of the journey of the traveller before."""
    traveller, last = _traveller(scene, discourse, low)
    places = [a for a in scene.places if low <= a.start < high and can_host(a) and a.place and traveller and a.place.code != traveller.country]
    places = [a for a in places if {"nom", "bare", "subj", "obj", "dat"} & set(a.marks) or is_locative(a) or {"in", "to"} & set(a.marks)]
    if traveller is None or not places:
        return []
    dates = _dates_of(scene, places, low, high)
    onward = last is not None and scene.lexicon.stops.thence.match(scene.folded, low, high) is not None
    if not onward and (not all(dates) or len(places if last or low > scene.start else set(dates)) < LISTED):
        return []
    month = _MONTH.sub(r"\1", last.date or "") if last else ""
    hosts = [(host_at(a.place), date or month or None) for a, date in zip(places, dates, strict=True) if a.place]
    who = (traveller.name, traveller.office, traveller.country)
    status = last.status if last else "occurred"
    return [VisitDraft(*who, host.country, host.place, date=date, status=status, scenes=(scene.index,), rules=("bare-stop",)) for host, date in hosts if last is None or host.country != last.host_country]


def _traveller(scene: Scene, discourse: Discourse, low: int) -> tuple[Actor | None, VisitDraft | None]:
    """Who makes the stops of a part: the one person told before it in the sentence, else the traveller or the subject of the sentence before; and his last visit."""
    before = [a for a in scene.actors if a.stop <= low and a.actor and (a.actor.name or a.actor.office) and a.actor.country]
    chosen = [a.actor for mark in ({"nom", "subj"}, {"gen"}) for a in before if mark & set(a.marks)]
    if low > scene.start and (chosen or before):
        return (chosen[0] if chosen and len({one.name for one in chosen if one}) == 1 else None), None
    visits = [one for one in discourse.current(scene, 1) if one.visitor_name and one.visitor_country and one.status != "cancelled"]
    names = {one.visitor_name for one in visits}
    known = next((one for one in reversed(discourse.people) if one.name in names), None)
    if len(names) == 1 and known:
        return known, visits[-1]
    opened = max(scene.start - BEFORE, scene.folded.rfind("\n", 0, scene.start))
    near = [one for one in discourse.people if one.country and opened <= one.start < scene.start]
    return (near[0] if not visits and len(near) == 1 else None), None


def _dates_of(scene: Scene, places: Sequence[Argument], low: int, high: int) -> list[str | None]:
    """The date of each of several places: those before it where the part opens with one, else those behind it, and what a list shares."""
    dates = [date for date in usable(scene) if low <= date.start < high]
    if len(dates) > 1 and holds(dates[0].edtf, dates[1].edtf) and dates[0].stop <= places[0].start:
        dates = dates[1:]  # "In 1999 – Ankara in January, Washington in April"
    leads = bool(dates) and dates[0].stop <= places[0].start
    edges = [low, *(a.stop for a in places)] if leads else [*(a.stop for a in places), high]
    found: list[str | None] = []
    for start, stop in zip(edges, [*(a.start for a in places)] if leads else [*(a.start for a in places[1:]), high], strict=False):
        found.append(_joined([date for date in dates if start <= date.start < stop]))
    order = range(len(found)) if leads else range(len(found) - 1, -1, -1)
    shared: str | None = None
    for at in order:
        shared = found[at] = found[at] or shared
    return found


def _joined(dates: list[Date]) -> str | None:
    """The date of a stop; two days that follow each other are one stay."""
    days = [date.edtf for date in dates]
    if len(days) == 2 and all(_DAY.fullmatch(day) for day in days) and days[0][:7] == days[1][:7] and int(days[1][8:]) - int(days[0][8:]) == 1:
        return "/".join(days)
    return days[0] if days else None


def _guests(scene: Scene, low: int, high: int) -> list[VisitDraft]:
    """The visits of those listed behind a colon, each with a date, to the one who is said before it to have had guests: "Kaunda had three guests: A on 4 June, B in July"."""
    announced = low > scene.start and scene.search(scene.lexicon.presence.guests_announced, scene.start, low) is not None
    people = [a.actor for a in scene.actors if low <= a.start < high and a.actor and a.actor.name and a.actor.country] if announced else []
    hosts = [a.actor for a in scene.actors if a.stop <= low and a.actor and a.actor.country and {"nom", "subj", "gen"} & set(a.marks)]
    places = [a.place for a in scene.places if a.stop <= low and can_host(a) and is_locative(a)]
    days = own_dates(scene, people)
    if not days or len(hosts) != 1 and not places:
        return []
    host = host_at(places[0]) if places and places[0] else Host(hosts[0].country, None, low, low)
    told = zip(people, days, strict=True)
    return [VisitDraft(one.name, one.office, one.country, host.country, host.place, date=day, scenes=(scene.index,), rules=("listed-guest",)) for one, day in told if is_abroad(one, host)]


def _persons(scene: Scene, discourse: Discourse, low: int, high: int) -> list[VisitDraft]:
    """The visit of the only person of a part, with a date, to the place beside him, else to where the last visit went, or in return for it: "Vučić a month later"."""
    people = [a for a in scene.actors if low <= a.start < high and a.actor]
    dates = [date.edtf for date in usable(scene) if low <= date.start < high]
    places = [a for a in scene.places if low <= a.start < high and can_host(a)]
    actor = people[0].actor if len(people) == len(dates) == 1 and {"nom", "subj", "bare"} & set(people[0].marks) else None
    if actor is None or not actor.name or not actor.country or actor.office not in OFFICES or len(places) > 1 or not all(is_locative(a) for a in places):
        return []
    host = host_at(places[0].place) if places and places[0].place else _last_host(scene, discourse, actor, dates[0])
    who = (actor.name, actor.office, actor.country)
    return [VisitDraft(*who, host.country, host.place, date=dates[0], scenes=(scene.index,), rules=("bare-person",))] if host and is_abroad(actor, host) else []


def _last_host(scene: Scene, discourse: Discourse, actor: Actor, date: str) -> Host | None:
    """Where the visit of the sentence before went, for one who came later; for one from there, where its traveller came from."""
    last = [one for one in discourse.current(scene, 1) if one.status == "occurred" and one.host_country and one.count == 1]
    if not last or (bounds(date)[0] or "") <= (bounds(last[-1].date or "")[0] or ""):
        return None
    back = last[-1].host_country == actor.country
    return Host(last[-1].visitor_country, None, scene.start, scene.start) if back else Host(last[-1].host_country, last[-1].host_place, scene.start, scene.start)
