"""Visits told without a verb: the row of a table ("17 June 1996, A, President of B, Athens, official"), the stops of an itinerary."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise, takewhile

from pipeline.records.arguments.events import Event, bracketed, find_events
from pipeline.records.arguments.heads import find_documents
from pipeline.records.arguments.localities import can_host
from pipeline.records.arguments.repeats import occurrences
from pipeline.records.arguments.roles import siblings
from pipeline.records.arguments.status import SIGNINGS
from pipeline.records.arguments.usable import usable
from pipeline.records.participants.hosts import Host, host_at, is_abroad
from pipeline.records.scenes.scene import Argument, Scene
from pipeline.records.told.discourse import Discourse
from pipeline.records.told.drafts import VisitDraft
from pipeline.records.told.headings import Headings, tells_journey
from pipeline.records.visits.cells import guest_of_cells
from pipeline.values import Actor, Date, Predicate

BORDER = " | "  # between two cells
BESIDE = ("other", "happen", "cancel", "postpone", "plan")  # what a cell may say of a visit
_DAYS = re.compile(r"\s*\((\d{1,2})(?:\s*[–—-]\s*(\d{1,2}))?\)")
STOPS = 2  # places with a date of their own that make an itinerary
NEXT = 30  # characters between a stop and its date


def read_row(scene: Scene, discourse: Discourse) -> list[VisitDraft]:
    """The visits of a table row in which nothing is predicated: its first person and those beside him, its places, its date, its kind."""
    if discourse.headings.documents or not _is_row(scene, discourse.headings) or scene.search(scene.lexicon.rows.afar) or any(_tells(scene, verb, discourse.headings) for verb in scene.predicates):
        return []
    people = _people(scene, discourse.headings)
    if (documents := find_documents(scene)) and not any(a.actor and (a.actor.name or a.actor.office) for a in scene.actors) and (not people or _opens_with(scene, documents[0].start)):
        return []  # "Treaty of Friendship | Rome, 30.01.1926"
    same = discourse.row if not people and scene.search(scene.lexicon.ditto) else None
    travellers = [_completed(people[0], people[1:]), *_beside(scene, people[0])] if people else [same] if same else []
    travellers = [_of_other_state(discourse.headings.completed(traveller, scene), scene, discourse) for traveller in travellers]
    if (home := discourse.headings.guests_at()) and scene.kind == "row" and usable(scene):
        travellers = [guest_of_cells(scene, travellers[0] if travellers else None, home), *travellers[1:]]
    discourse.row = travellers[0] if travellers else discourse.row
    dates, status = usable(scene), _row_status(scene, discourse.headings)
    if status[1]:
        dates = [date for date in dates if date.start >= status[1]] or dates
    date = next(iter(dates), None)
    stops = _hosts(scene, travellers[0]) if travellers else []
    if travellers and not stops and (place := discourse.headings.guests_at()):
        stops = [host_at(place)]
    stops = stops or [Host(code, None, scene.stop, scene.stop) for code in _other_side(travellers, scene, discourse)]
    occasion, lead = bracketed(scene, scene.start) or _in_cell(scene), discourse.headings.lead
    if lead and len(stops) == 1 and len(dates) > 1 and not any(mark in scene.text[dates[0].stop : dates[-1].start] for mark in "();"):
        stops = stops * len(dates)  # "(March 2010 and September 2014)"
    if len(stops) == 1 and (several := _of_several(scene, dates)):
        dates, stops = several, stops * len(several)
    own = dates if len(dates) == len(stops) > 1 else [date] * len(stops)
    return [
        VisitDraft(
            *_who(visitor), host.country, host.place, kind_of(scene, discourse.headings, host), occasion.title if occasion else None,
            _days_there(scene, host, day.edtf) if day else discourse.entry_date(scene) or (lead.date if lead else discourse.headings.day),
            status=status[0], scenes=(scene.index,), rules=("table-row",),
        )
        for visitor in travellers
        for host, day in zip(stops, own, strict=True)
    ]


def _is_lined(scene: Scene) -> bool:
    """True for a row with lines between its cells."""
    return BORDER in scene.text[scene.start : scene.stop]


def _in_cell(scene: Scene) -> Event | None:
    """The event that fills a cell of its own: "| 7th summit of La Francophonie |"."""
    cells = scene.cells() if _is_lined(scene) else []
    alone = [(event, scene.text[start:stop].strip()) for event in find_events(scene) for start, stop in cells if event.is_occasion and start <= event.start < event.stop <= stop]
    return next((replace(event, title=text) for event, text in alone if text == scene.text[event.start : event.stop]), None)


def read_note(scene: Scene, discourse: Discourse) -> list[VisitDraft]:
    """The visit of the row that a note below a table is about, told again."""
    row = discourse.headings.keys.rows.get(scene.index)
    return [replace(visit, scenes=(scene.index,), echo=True) for visit in discourse.visits if row in visit.scenes]


def _of_several(scene: Scene, dates: list[Date]) -> list[Date]:
    """The dates listed behind the word for several visits: "A – official visits: April 1994, 5–8 December 1999, June 2008"."""
    listed = {one.date for noun in scene.told("trip") if noun.plural for one in occurrences(scene, noun, None)}
    return [date for date in dates if date.edtf in listed]


def _of_other_state(visitor: Actor, scene: Scene, discourse: Discourse) -> Actor:
    """A visitor of an untold country in a table on two states: he comes from the one that he does not go to."""
    home = discourse.headings.guests_at()
    hosts = {a.place.code for a in scene.places if a.place and can_host(a)}
    sides = discourse.main[:2] if hosts else list(discourse.sides)
    hosts = hosts or ({home.code} if home else set())
    if visitor.country or not visitor.name or len(sides) < 2 or len(hosts & set(sides)) != 1 or not hosts <= set(sides):
        return visitor
    return replace(visitor, country=next(code for code in sides if code not in hosts))


def _other_side(travellers: list[Actor], scene: Scene, discourse: Discourse) -> list[str]:
    """Where a traveller goes of whom a table on two states tells no place but the kind of his visit: to the other one."""
    sides = discourse.sides
    if not travellers or len(sides) != 2 or travellers[0].country not in sides or kind_of(scene, discourse.headings) is None or any(can_host(a) for a in scene.places):
        return []
    return [code for code in sides if code != travellers[0].country]


def _row_status(scene: Scene, headings: Headings) -> tuple[str, int]:
    """The status of a row; and behind which place its date stands, where it was planned for one and held on another."""
    note = headings.keys.notes.get(scene.index)
    planned, cancelled, held = (scene.search(pattern) for pattern in (scene.lexicon.row_planned, scene.lexicon.row_cancelled, scene.lexicon.rows.held))
    if note and not (planned or cancelled or note.actors or note.places):
        planned, cancelled = note.search(note.lexicon.row_planned), note.search(note.lexicon.row_cancelled)
    first = planned or cancelled
    if first and held and held.start() > first.end():
        return "occurred", held.end()
    if cancelled and not planned and _in_brackets(scene, cancelled.start()) and any(start <= cancelled.end() <= date.start < stop for start, stop in scene.cells() for date in usable(scene)):
        return "occurred", cancelled.end()  # "March 1999 (put off), 1–4 December 1999"
    ahead = planned or (headings.lead.planned if headings.lead else headings.planned) and not held
    return ("planned" if planned else "cancelled" if cancelled else "planned" if ahead else "occurred"), 0


def _people(scene: Scene, headings: Headings) -> list[Actor]:
    """Who travels in a row: its people; in a section of somebody's journeys he, unless somebody stands before the first place."""
    signing = [verb.stop for verb in scene.told(*SIGNINGS) if verb.form == "participle"]
    signers = scene.lexicon.agents if scene.told(*SIGNINGS) else ()
    agents = [a.start for a in scene.actors if set(a.marks) & set(signers) and signing and a.start >= signing[0]]
    cell = next((stop for start, stop in scene.cells() if agents and start <= agents[0] < stop), 0)  # "signed by A and B": those of the cell
    people = [a.actor for a in scene.actors if a.actor and (a.actor.name or a.actor.office) and not set(a.marks) & set(signers) and not (agents and agents[0] <= a.start < cell)]
    above = headings.traveller()
    places = [a.start for a in scene.places if can_host(a)]
    if above is None or people and (not places or people[0].start < places[0]):
        return people
    return [above]


def _opens_with(scene: Scene, start: int) -> bool:
    """True for what stands before the days and towns of a row."""
    return all(start < place.start for place in scene.places if can_host(place) and place.place and place.place.kind == "city") and all(start < date.start for date in usable(scene))


def _tells(scene: Scene, verb: Predicate, headings: Headings) -> bool:
    """True for a verb that tells what a row is about; one in a remark behind the first cells does not."""
    if verb.form != "finite" or verb.sense in BESIDE or _in_brackets(scene, verb.start):
        return False
    first = next((a.start for a in scene.places if can_host(a)), scene.stop)
    if headings.lead and headings.lead.person and first < verb.start:
        return False
    if 0 <= scene.text.find(BORDER, first, scene.stop) < verb.start:
        return False
    return headings.traveller() is None or verb.sense not in SIGNINGS or not first < scene.text.rfind(";", scene.start, verb.start)


def _is_row(scene: Scene, headings: Headings) -> bool:
    """True for a row of a table, also where it is set like an item of a list: a date at its head, then a person and a place beside each other."""
    if scene.kind != "row" and headings.lists(scene):
        return True
    if headings.listed and not headings.lead and tells_journey(scene):
        return True
    if scene.kind != "list" or headings.lead:
        return scene.kind in ("row", "list")
    if headings.traveller() and scene.dates and scene.dates[0].start - scene.start <= 2 and scene.kind == "list":
        return True
    people, dates = [a for a in scene.actors if a.actor and a.actor.name], usable(scene)
    if not people or not dates or dates[0].start - scene.start > 2 or any(verb.form == "noun" for verb in scene.told("trip", "signing")):
        return False
    bare = [a for a in scene.places if can_host(a) and not any("+" in mark for mark in a.marks)]
    return any(scene.words_between(people[0].stop, a.start) == 0 <= a.start - people[0].stop for a in bare)


def _in_brackets(scene: Scene, position: int) -> bool:
    return scene.folded.count("(", scene.start, position) > scene.folded.count(")", scene.start, position)


def kind_of(scene: Scene, headings: Headings, host: Host | None = None) -> str | None:
    """The kind of visit of a row: the one told of this place ("Official; in Minsk working"), else the first that is not in the brackets of another place,
    else that of an abbreviation."""
    found = sorted((m.start(), m.end(), sign.value) for sign in scene.lexicon.row_types for m in scene.finditer(sign.pattern))
    found = [kind for kind in found if not any(a.start <= kind[0] < a.stop for a in scene.actors)]  # "the state minister"
    found = [kind for kind in found if host is None or not _in_brackets(scene, kind[0]) or _brackets_of(scene, host, kind[0])]
    again = [a for a in scene.places if host and a.place and a.start > host.stop and a.place.code == host.country]
    own = [kind for start, _, kind in found for a in again if start - a.stop >= 0 and scene.words_between(a.stop, start) == 0]
    return own[0] if own else found[0][2] if found else headings.kind(scene)


def _brackets_of(scene: Scene, host: Host, position: int) -> bool:
    """True for a position in the brackets behind a place, or in those of the whole row: no other place stands between."""
    opening = scene.folded.rfind("(", scene.start, position)
    before = [a.place.code for a in scene.places if a.place and can_host(a) and a.stop <= opening]
    return not before or before[-1] == host.country or len(set(before)) > 1 and scene.folded.find("(", scene.start) == opening


def _days_there(scene: Scene, host: Host, date: str) -> str:
    """The days in brackets behind a place, within the days of the whole journey: "2–6 May, Minsk (2–4), Kyiv (4–6)"."""
    match = _DAYS.match(scene.text, host.stop)
    if not match or len(date) != len("2008-10-02/2008-10-06"):
        return date
    month, low, high = date[:8], int(date[8:10]), int(date[-2:])
    first, last = int(match[1]), int(match[2] or match[1])
    if not low <= first <= last <= high or date[:7] != date[11:18]:
        return date
    return f"{month}{first:02}/{month}{last:02}" if last > first else f"{month}{first:02}"


def _completed(traveller: Actor, others: list[Actor]) -> Actor:
    """A person with office and country from the phrase that follows: "A, President of B"."""
    described = next((one for one in others[:1] if one.office and one.country and one.name in (None, traveller.name)), None)
    if described is None or traveller.country and traveller.office:
        return traveller
    return replace(traveller, office=traveller.office or described.office, country=traveller.country or described.country)


def _beside(scene: Scene, first: Actor) -> list[Actor]:
    """Those who stand beside the first person of a row, each with his country in brackets: "A (Lithuania), B (Estonia)"; all with a country of a cell parted by semicolons."""
    cell = next(((start, stop) for start, stop in scene.cells() if start <= first.start < stop), None) if _is_lined(scene) else None
    parted = [a.actor for a in scene.actors if cell and a.actor and a.actor.name and a.actor.country and cell[0] <= a.start < cell[1] and scene.text[: a.start].rstrip().endswith(";")]
    if parted:
        return parted
    told = [a for a in scene.actors if a.actor and a.actor.name and "(" in scene.text[a.start : a.stop]]
    joint = re.compile(r"\)\s*(?:" + scene.lexicon.separators.pattern + r")\s*")
    joined = takewhile(lambda pair: joint.fullmatch(scene.folded, pair[0].stop, pair[1].start), pairwise(told))
    return [two.actor for one, two in joined if told[0].actor is first and two.actor]


def _who(visitor: Actor) -> tuple[str | None, str | None, str | None]:
    return visitor.name, visitor.office, visitor.country


def _hosts(scene: Scene, visitor: Actor) -> list[Host]:
    """The places of a row, one for each country but the visitor's own; where no line parts two cells, one may stand in the phrase of a person."""
    hosts: dict[str, Host] = {}
    homes = [(a.start, a.stop, a.actor.country) for a in scene.actors if a.actor and (_is_lined(scene) or "(" in scene.text[a.start : a.stop])]
    alone = _cells_of_places(scene)
    for place in scene.all_places:
        if alone and not any(start <= place.start < stop for start, stop in alone):
            continue
        if place.kind == "organization" or any(start < place.start < stop and place.code == home for start, stop, home in homes):
            continue
        if place.form == "noun" and is_abroad(visitor, host := host_at(place)):
            known = hosts.get(place.code)
            hosts[place.code] = host if known is None or known.place is None else known
    return list(hosts.values())


def _cells_of_places(scene: Scene) -> list[tuple[int, int]]:
    """The cells that hold nothing but places: what the others name is no stop."""
    places = [a for a in scene.all_places if a.form == "noun" and a.kind != "organization"] if _is_lined(scene) else []
    return [
        (low, high)
        for low, high in scene.cells()
        if (inside := [place for place in places if low <= place.start < place.stop <= high])
        and not any(sign.isalnum() for at, sign in enumerate(scene.text[low:high], low) if not any(place.start <= at < place.stop for place in inside))
    ]


def read_itinerary(scene: Scene, discourse: Discourse, told: list[VisitDraft]) -> list[VisitDraft]:
    """The stops of a journey, each with its own date and no verb: "Tbilisi on the 4th, Yerevan the next day"."""
    stops = [(a, date) for a in scene.places if can_host(a) and (date := _own_date(scene, a))]
    known = {(visit.host_country, visit.date) for visit in told}
    if len(stops) < STOPS or not scene.told("go", "come", "visit", "trip", "stay") or len({date.start for _, date in stops}) < len(stops):
        return []
    who = _traveller(scene, discourse, told)
    if who is None:
        return []
    found = []
    for argument, day in [(argument, date.edtf) for argument, date in stops] + [(argument, None) for argument in _undated(scene, [a for a, _ in stops])]:
        if argument.place and argument.place.code != who[2] and (argument.place.code, day) not in known:
            host = host_at(argument.place)
            found.append(VisitDraft(*who, host.country, host.place, date=day, status=_status(scene), scenes=(scene.index,), rules=("itinerary",)))
    return found


def _traveller(scene: Scene, discourse: Discourse, told: list[VisitDraft]) -> tuple[str | None, str | None, str | None] | None:
    """Who makes the journey of an itinerary: the traveller of its sentence, its subject, the one whose journey it is, or the subject before."""
    if told:
        return told[-1].visitor_name, told[-1].visitor_office, told[-1].visitor_country
    named = [a for a in scene.actors if a.actor and a.actor.name]
    chosen = next((a for mark in ({"nom", "subj"}, {"gen"}) for a in named if mark & set(a.marks)), None)
    actor = chosen.actor if chosen else discourse.subject
    return _who(actor) if actor else None


def _undated(scene: Scene, dated: list[Argument]) -> list[Argument]:
    """The stops of the same list that have no date of their own."""
    listed = siblings(scene, dated[0], [a for a in scene.places if can_host(a)])
    return [argument for argument in listed if argument not in dated]


def _status(scene: Scene) -> str:
    return "planned" if any(verb.form == "finite" and verb.time == "future" for verb in scene.predicates) else "occurred"


def _own_date(scene: Scene, argument: Argument) -> Date | None:
    """The date right behind a bare place, with nothing between them but a preposition or article."""
    if not {"bare", "nom"} & set(argument.marks):
        return None
    for date in usable(scene):
        between = scene.folded[argument.stop : date.start]
        if argument.stop <= date.start <= argument.stop + NEXT and len(between.split()) <= 2 and not any(mark in between for mark in ",;:"):
            return date
    return None
