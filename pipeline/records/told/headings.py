"""What headings say for the lines below them: whose journeys these are, his office, whether they lead abroad or home."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, fields, replace

from pipeline.documents.cells import is_table_caption
from pipeline.records.scenes.scene import Scene
from pipeline.records.told.keys import Keys
from pipeline.records.told.ways import ORIGIN, TOWARDS, find_way
from pipeline.values import Actor, Place, Predicate

LONGEST = 110  # characters of a heading that carries somebody
DAY = len("1992-02-12")
MARK = 4  # characters before the first word of a line
SPAN = len("1993/2003")
OPENING = 2  # words before the day that opens a line: its year
LEADING = 3  # words between the day that opens a line and its traveller: "state visit of"
SHORT = 6  # words of a line that leads a list
ENTRY = 24  # words of a line that is a journey and nothing else
MONTH = len("1992-02")
TRAVELS = ("trip", "go", "come", "visit", "stay", "receive", "guest", "visitors", "reception")  # what the lines below a lead tell
_SIGNS = re.compile(r"(?<!\d\s[^\W\d])(?<!\d\s[^\W\d]{2})[.!?;]\s*\Z")  # no stop of an abbreviation behind a year
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Lead:
    """What a sentence that ends in a colon, or a question at the head of a list, says for the lines below it: who travels, or where they all come
    to; when, in which kind of visit, and whether it is yet to come. It holds up to the line ``index``."""

    index: int
    person: Actor | None = None
    host: Place | None = None
    date: str | None = None
    kind: str | None = None
    planned: bool = False


@dataclass(slots=True)
class Headings:
    """The headings that hold: ``owner`` is the country whose journeys a chronicle lists, ``person`` and ``office`` who makes those of a section,
    ``host`` where its guests come to, ``day`` when all of them do, ``documents`` tells that a section lists documents; ``incoming`` is None where no heading tells the direction. ``keys`` tells what abbreviations and notes mean, ``visit_type`` the kind that a heading gives all journeys below it; they are ``planned`` where it says so. ``origin`` is the state that a heading says they come from; journeys are ``listed`` once a heading has said so."""

    owner: str | None = None
    person: Actor | None = None
    office: str | None = None
    incoming: bool | None = None
    host: Place | None = None
    day: str | None = None
    documents: bool = False
    keys: Keys = field(default_factory=Keys)
    lead: Lead | None = None
    visit_type: str | None = None
    planned: bool = False
    origin: str | None = None
    listed: bool = False
    above: Headings | None = None

    def note(self, scene: Scene, sides: tuple[str, ...] = ()) -> None:
        """Take in a heading; any other scene says nothing. The caption of a table holds for its rows, then what stood before.
        ``sides``: the two states that the text is about."""
        if self.above and scene.kind not in ("row", "list", "caption"):
            for part in fields(self):
                setattr(self, part.name, None if part.name == "above" else getattr(self.above, part.name))
        elif self.above is None and _is_caption(scene):
            self.above = replace(self)
        opened, goes_on = _lead(scene) or self._one_person(scene), _continued(self.lead, scene, listed=self.lead is not None and self.lists(scene))
        self.lead = opened or goes_on
        self.listed = self.listed or _announces(scene)
        if self.lists(scene) or not (_is_heading(scene) or _leads(scene, self.listed, sides)) or scene.dates and scene.text[scene.start : scene.stop].strip(" .:()") == scene.dates[0].text.strip(" .:()"):
            return
        countries = [place.code for place in scene.all_places if place.code and not place.code.startswith("org:")]  # a parliament tells its state
        if self.owner is None and countries:
            self.owner = countries[0]
        documents = scene.search(scene.lexicon.documents_heading) is not None and scene.search(scene.lexicon.guests_heading) is None and not _lists_both(scene)
        if documents or scene.search(scene.lexicon.journeys_heading):
            self.documents = documents
        self._note_manner(scene)
        way = None if documents else find_way(scene, self.listed, sides)
        self.listed = way is not None or self.listed or scene.search(scene.lexicon.journeys_heading) is not None
        days = [date.edtf for date in scene.dates if _DAY.match(date.edtf)]
        self.day = days[0] if len(days) == 1 else None
        if documents:
            self.person = self.office = self.incoming = None
            return
        self.origin = way.origin if way else None
        if way:
            self.incoming, self.host, self.person, self.office, self.documents = True, way.goal, None, None, False
            return
        if (incoming := _direction(scene, self.owner)) is not None:
            self.incoming, self.person, self.office, self.documents = incoming, None, None, False
            own = [place for place in scene.all_places if place.kind == "country" and _is_inside(scene, place.start)]  # "Azərbaycan Prezidentinin qəbul etdiyi qonaqlar"
            self.host = next((a.place for a in scene.places if incoming and a.place and a.place.kind != "organization"), own[0] if incoming and len(own) == 1 else None)
        self._note_people(scene)

    def _one_person(self, scene: Scene) -> Lead | None:
        """The lead of a line that is nothing but somebody, in a list of journeys: "- A, Prime Minister" above lines that tell days and towns."""
        people = [a for a in scene.actors if a.actor and a.actor.name and a.start - scene.start <= MARK and a.stop >= scene.stop - 1]
        if not self.listed or not people or scene.dates or not people[0].actor:
            return None
        return Lead(scene.index, self.completed(people[0].actor, scene), self.host if self.incoming else None, kind=self.visit_type)

    def _note_manner(self, scene: Scene) -> None:
        """Note the kind that a heading gives the journeys below it, and whether they are yet to come."""
        told = [(sign.value, match.end()) for sign in scene.lexicon.row_types for match in scene.finditer(sign.pattern)] if scene.search(scene.lexicon.journeys_heading) else []
        kinds = {kind for kind, stop in told if not scene.lexicon.travellers_heading.match(scene.folded, stop)}
        self.visit_type = next(iter(kinds)) if len(kinds) == 1 else None
        self.planned = scene.search(scene.lexicon.row_planned) is not None

    def _note_people(self, scene: Scene) -> None:
        people = [a.actor for a in scene.actors if a.actor and (a.actor.name or a.actor.office)]
        of_table = is_table_caption(scene.text[scene.start : scene.stop])
        told = of_table or scene.search(scene.lexicon.journeys_heading) is not None
        named = [actor for actor in people if actor.name and (actor.reference in ("named", "surname") or told and actor.country)]
        if people and not named:
            self.person, self.office = None, people[0].office
        elif named and not scene.search(scene.lexicon.guests_heading):
            first = named[0]
            self.person = replace(first, office=first.office or self.office, country=first.country or self.owner)

    def traveller(self) -> Actor | None:
        """Who makes the journeys of the lines below."""
        if self.lead:
            return self.lead.person
        return None if self.incoming else self.person

    def lists(self, scene: Scene) -> bool:
        """True for a line that opens with somebody and tells when, or the other way round, below a heading that tells whither: "Minister A, May 2012 (working visit)"; and for
        one that tells the place too, below any heading of journeys."""
        if self.listed and not self.documents and tells_journey(scene):
            return True
        opens = [date.stop for date in scene.dates if scene.words_between(scene.start, date.start) <= OPENING]
        people = [a for a in scene.actors if a.actor and a.actor.name and (a.start - scene.start <= MARK or opens and scene.words_between(opens[-1], a.start) <= LEADING)]
        dated = any("/" not in date.edtf or len(date.edtf) > SPAN for date in scene.dates)
        return bool(people) and dated and self.guests_at() is not None and not any(verb.form == "finite" for verb in scene.predicates)

    def guests_at(self) -> Place | None:
        """Where the people of the lines below come to."""
        return self.lead.host if self.lead else self.host if self.incoming else None

    def completed(self, visitor: Actor, scene: Scene) -> Actor:
        """A visitor of a line with the country in brackets behind his name, and the office of the section."""
        behind = next((p for p in scene.all_places if 0 <= p.start - visitor.stop <= 3 and "(" in scene.text[visitor.stop : p.start]), None)
        country = behind.code if behind and behind.kind == "country" else visitor.country
        if country is None and self.incoming is False:
            country = self.owner
        if country is None:
            country = self.origin
        return replace(visitor, country=country, office=visitor.office or self.office)

    def kind(self, scene: Scene) -> str | None:
        """The kind of visit that a cell tells by an abbreviation of the key, else that which the heading gives."""
        return self.keys.kind(scene) or (self.lead.kind if self.lead else self.visit_type)


def tells_journey(scene: Scene) -> bool:
    """True for a line that is a journey and nothing else: one person, one place or more, a day or month, no verb."""
    if scene.kind in ("title", "caption", "row") or scene.words_between(scene.start, scene.stop) > ENTRY or any(verb.form in ("finite", "converb") and not _is_kind(scene, verb) for verb in scene.predicates):
        return False
    people = {a.actor.name for a in scene.actors if a.actor and a.actor.name}
    places = [a for a in scene.places if a.place and a.place.kind in ("city", "country") and a.place.form == "noun" and not _is_inside(scene, a.start)]
    dated = any(len(date.edtf) >= MONTH and not date.is_dateline for date in scene.dates)
    return len(people) == 1 and bool(places) and dated and not scene.told("signing", "talks")


def _is_kind(scene: Scene, verb: Predicate) -> bool:
    """True for a word that belongs to the kind of a visit: "(state visit)"."""
    return any(match.start() <= verb.start < match.end() for sign in scene.lexicon.row_types for match in scene.finditer(sign.pattern))


def _lead(scene: Scene) -> Lead | None:
    """The lead that a sentence is for the list below it: one of journeys, with somebody who makes them or a place that they go to, not with both."""
    asks = scene.kind in ("title", "heading") and not scene.text[scene.start : scene.stop].rstrip().endswith("?") and any(verb.form == "finite" for verb in scene.told("come", "visit"))
    guests = scene.search(scene.lexicon.guests_heading) is not None
    if not (asks or scene.text[scene.start : scene.stop].rstrip().endswith(":")) or not (guests or scene.told(*TRAVELS)) or scene.told("sign", "conclude", "signing"):
        return None
    people = [a.actor for a in scene.actors if a.actor and a.actor.name and {"nom", "subj", "gen", "of"} & set(a.marks)]
    hosts = [a.place for a in scene.places if a.place and a.place.kind in ("city", "country") and a.place.form == "noun" and not ORIGIN & set(a.marks) and not _is_inside(scene, a.start)]
    hosts = hosts or [a.place for a in scene.places if guests and a.place and a.place.kind == "country" and a.place.form == "adjective"]  # "guests of the Thai government:"
    if len(people) + len({place.code for place in hosts}) != 1:
        return None
    dates = [date.edtf for date in scene.dates if not date.is_dateline]
    kinds = [sign.value for sign in scene.lexicon.types if scene.search(sign.pattern)]
    planned = any(verb.form == "finite" and verb.time == "future" for verb in scene.predicates)
    return Lead(scene.index, next(iter(people), None), next(iter(hosts), None), dates[0] if len(dates) == 1 else None, kinds[0] if kinds else None, planned)


def _is_inside(scene: Scene, position: int) -> bool:
    return any(a.start <= position < a.stop for a in scene.actors)


def _continued(lead: Lead | None, scene: Scene, *, listed: bool) -> Lead | None:
    """A lead that goes on over the lines of its list; ``listed``: one that looks like a heading is one of them."""
    return replace(lead, index=scene.index) if lead and (listed or scene.kind in ("list", "row")) and scene.index == lead.index + 1 else None


def _is_heading(scene: Scene) -> bool:
    if _is_caption(scene) or _heads_journey(scene):
        return True
    if scene.stop - scene.start > LONGEST or any(verb.form == "finite" for verb in scene.predicates):
        return False
    if is_table_caption(scene.text[scene.start : scene.stop]):
        return True
    if _SIGNS.search(scene.text[scene.start : scene.stop]):
        return False
    return scene.kind in ("title", "heading") or scene.kind == "list" and scene.text[scene.start : scene.stop].isupper()


def _lists_both(scene: Scene) -> bool:
    """True for a heading of journeys and documents alike: "Visits and documents, June–December 2013"."""
    journeys, documents = scene.search(scene.lexicon.journeys_heading), scene.search(scene.lexicon.documents_heading)
    if journeys is None or documents is None:
        return False
    first, second = sorted((journeys, documents), key=lambda match: match.start())
    joined = scene.search(scene.lexicon.separators, first.end(), second.start()) is not None
    return joined and scene.words_between(first.end(), second.start()) <= OPENING


def _leads(scene: Scene, listed: bool, sides: tuple[str, ...]) -> bool:
    """True for a line that is no heading by its look but tells a way, and no day, above the journeys: "3.1 Visits from Latvia to Uzbekistan", "To Latvia:";
    and for one that announces documents, and tells nothing more: "Main documents:"."""
    if scene.kind not in ("list", "body") or scene.dates or any(verb.form == "finite" for verb in scene.predicates):
        return False
    opens = scene.text[scene.start : scene.stop].rstrip().endswith(":") and scene.words_between(scene.start, scene.stop) <= SHORT
    return (opens or not scene.actors) and find_way(scene, listed, sides) is not None or opens and scene.search(scene.lexicon.documents_heading) is not None


def _announces(scene: Scene) -> bool:
    """True for a line that announces journeys, and nobody's: "5. Principal visits since 2013", "Mutual visits:", "Exchange of visits"."""
    headed = scene.kind in ("list", "title", "heading") or scene.kind == "body" and scene.text[scene.start : scene.stop].rstrip().endswith(":")
    told = headed and scene.search(scene.lexicon.journeys_heading) is not None and not any(a.actor and a.actor.name for a in scene.actors)
    verbs = [verb for verb in scene.predicates if verb.form == "finite" and not scene.lexicon.journeys_heading.match(scene.folded, verb.start)]  # "Principal visits"
    return told and scene.words_between(scene.start, scene.stop) <= SHORT and not verbs


def _heads_journey(scene: Scene) -> bool:
    """True for a line that tells whose journey it was in a month or year at its edge, not where to: "February 1992. Journey of Secretary A"."""
    date = scene.dates[0] if scene.kind in ("row", "list", "heading", "body") and len(scene.dates) == 1 else None
    if date is None or scene.text[scene.start : scene.stop].rstrip().endswith(";") or len(date.edtf) >= DAY or scene.stop - scene.start > LONGEST or any(verb.form == "finite" for verb in scene.predicates):
        return False
    if scene.text[scene.start : date.start].strip(" –—-•(") and scene.text[date.stop : scene.stop].strip(" .:)"):
        return False
    people = [a for a in scene.actors if a.actor and a.actor.name]
    goals = [a for a in scene.places if a.place and not _is_inside(scene, a.start)]
    return len(people) == 1 and not goals and scene.search(scene.lexicon.journeys_heading) is not None


def _is_caption(scene: Scene) -> bool:
    """True for the caption of a table that tells where guests came to or who travelled: "Table 14. Foreign visitors to Kyiv, 2004"."""
    if scene.kind != "caption":
        return False
    places = any(a.place and a.place.kind in ("city", "country") for a in scene.places)
    people = any(a.actor and a.actor.name for a in scene.actors)
    return bool(places and scene.search(scene.lexicon.guests_heading) or people and scene.search(scene.lexicon.journeys_heading))


def _direction(scene: Scene, owner: str | None) -> bool | None:
    """Whether the journeys below lead home (True) or abroad (False); None where a heading does not say."""
    words = scene.lexicon
    if scene.search(words.abroad_heading):
        return False
    origins = [a.place.code for a in scene.places if a.place and ORIGIN & set(a.marks)]
    if origins and scene.search(words.journeys_heading):
        return owner not in origins
    goals = [a.place.code for a in scene.places if a.place and TOWARDS & set(a.marks)]
    if scene.search(words.journeys_heading) and goals and all(_are_foreign(a.actor, goals) for a in scene.actors if a.actor):
        return True
    if scene.search(words.guests_heading):
        return True
    return None


def _are_foreign(actor: Actor, goals: list[str]) -> bool:
    """True for a word for several people of another state than the one that a heading says they went to: "Visits of leaders of Iran to Turkmenistan"."""
    return actor.count != 1 and not actor.name and actor.country is not None and actor.country not in goals
