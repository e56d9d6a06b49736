"""What the sentences before have left in the reader's mind: who travels, where one is, what visit and what event is being told."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from pipeline.dates import bounds, compatible
from pipeline.records.arguments.counting import duration
from pipeline.records.arguments.dating import stretched
from pipeline.records.arguments.events import Event, is_locative
from pipeline.records.arguments.status import after
from pipeline.records.arguments.usable import usable
from pipeline.records.scenes.scene import Argument, Scene
from pipeline.records.told.blocs import Bloc
from pipeline.records.told.chronicles import (
    byline_place,
    dateline_place,
    ends_in_stop,
    headed_by,
    heads_page,
    is_day_heading,
    opening_place,
    opens_report,
)
from pipeline.records.told.drafts import AgreementDraft, VisitDraft
from pipeline.records.told.headings import Headings
from pipeline.records.told.meetings import Meeting, find_meeting
from pipeline.records.told.noted import Moment, held_at, in_line, is_names, is_same, moment_of, most_telling, posts_told, reached
from pipeline.records.told.reports import is_before, scene_of_report, strays
from pipeline.values import Actor, Place

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
THIS_TIME = "this-time"  # the rule of a visit told again behind an earlier one
WEEKDAY = "weekday"  # the form of a date that is a weekday and nothing else
REACH = 3  # sentences over which "the visit" or a missing subject still points back; further back it is another topic
TOPIC = 5  # words of a heading that names a state as its topic
OPENING = 1  # sentences behind a dateline that open its report
HEAD = 3  # sentences at the head of a report of which only the day is told
NEWS = 9  # sentences over which a report is of its own day, as long as it tells no other
GATHERED = 4  # sentences over which "the gathering" points back to an event by another word


@dataclass(slots=True)
class Discourse:
    """The state of the reading, updated sentence by sentence."""

    headings: Headings = field(default_factory=Headings)
    home: Place | None = None
    setting: Place | None = None
    written: str | None = None
    imprint: str | None = None
    places: list[tuple[int, Place]] = field(default_factory=list)
    day: str | None = None
    block: int = -1
    heading: int = -1
    partners: tuple[str, ...] = ()
    row: Actor | None = None
    entry: tuple[int, str] | None = None
    sectioned: bool = False
    headed: str | None = None
    stand: tuple[int, Place | None] | None = None
    subject: Actor | None = None
    subject_scene: int = -9
    unsaid_scene: int = -9
    leader: tuple[int, Actor] | None = None
    topic: str | None = None
    hero: str | None = None
    sides: tuple[str, ...] = ()
    people: list[Actor] = field(default_factory=list)
    visits: list[VisitDraft] = field(default_factory=list)
    series: list[VisitDraft] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    seen: list[tuple[int, str]] = field(default_factory=list)
    main: list[str] = field(default_factory=list)
    often: frozenset[str] = frozenset()
    about: str | None = None
    groups: list[tuple[str, ...]] = field(default_factory=list)
    stage: Event | None = None
    section: Place | None = None
    telling: list[VisitDraft] = field(default_factory=list)
    meeting: Meeting | None = None
    speaker: Actor | None = None
    moment: Moment | None = None
    waiting: list[tuple[str, VisitDraft]] = field(default_factory=list)
    asked: tuple[int, Place | None] | None = None
    lines: int = 0
    pact: tuple[int, tuple[str, ...], str | None, str] | None = None
    bloc: Bloc | None = None
    unplaced: tuple[int, list[Actor]] | None = None
    memberships: list[tuple[int, str]] = field(default_factory=list)
    opened: int = -1
    strayed: int = -1
    aside: int = -1
    gathering: tuple[int, Place, str] | None = None
    posts: set[tuple[str, str | None]] = field(default_factory=set)
    denied: VisitDraft | None = None
    hosting: tuple[int, str | None, str | None] | None = None
    tour: tuple[int, Actor, str] | None = None
    ground: tuple[int, Place, str | None] | None = None
    assembly: Event | None = None
    told: list[tuple[int, tuple[str, ...]]] = field(default_factory=list)
    sent: bool = True  # from its home, as its dateline says

    def begin(self, scene: Scene) -> None:
        """Note the dateline of a wire report: its place and its day."""
        self.headings.note(scene, self.sides)
        self.note_entry(scene)
        if scene.kind == "heading":
            self.heading = scene.index
            self.section = next((a.place for a in scene.places if a.place and a.place.kind == "city" and is_locative(a)), None)
        self.note_partners(scene)
        entry = self.hero is not None and self.of_entry() is None  # the sentence of the headword: its days are those of a life
        for date in () if entry else scene.dates:
            if date.is_dateline and (self.written is None or self.home is None and date.edtf == self.written) or opens_report(scene, date):
                self.events = self.events if self.written in (None, date.edtf) else []  # the next report of the file tells of its own
                self.stage = self.stage if self.written is None else None
                self.home = dateline_place(scene, date)
                self.written, self.opened = date.edtf, -1 if self.home is None and heads_page(scene, date) else scene.index
        if self.written and is_day_heading(scene) and after(self.written, scene.dates[0].edtf):
            self.written = scene.dates[0].edtf  # the day that heads the next report of the file
        self.home = self.home or byline_place(scene)

    def note_partners(self, scene: Scene) -> None:
        """Note the states that a heading of a list names, and nothing else: the documents below it are made with them."""
        codes = tuple(dict.fromkeys(place.code for place in scene.all_places if place.kind == "country"))
        said = any(predicate.form == "finite" for predicate in scene.predicates) or scene.dates
        named = scene.kind == "heading" or scene.kind == "list" and (scene.lexicon.positional or is_names(scene))
        if named and 0 < len(codes) <= 2 and not said and scene.words_between(scene.start, scene.stop) <= TOPIC:
            self.partners = codes
        elif scene.kind in ("title", "heading", "body"):
            self.partners = ()

    def note_entry(self, scene: Scene) -> None:
        """Note the date that a line of a chronicle opens with: it holds for the whole line."""
        block, first = scene.sentence.block, next(iter(scene.dates), None)
        heads_day = self.sectioned and is_day_heading(scene)
        if heads_day or scene.kind in ("title", "heading"):
            self.headed = first.edtf if first and heads_day else None
        if first and len(scene.dates) > 1 and len(first.edtf) == 4 and scene.text[first.stop : scene.dates[1].start].strip() == ",":
            first = replace(scene.dates[1], start=first.start)  # "1993, 3–6 March."
        opens = first and not first.is_dateline and scene.text[scene.start : first.start].strip(" –—-•(") == ""
        again = self.entry is not None and self.entry[0] == block
        if first and opens and (self.block != block or again) and (first.rule == "entry" or ends_in_stop(scene, first) or scene.lexicon.entry_end.match(scene.folded, first.stop) or headed_by(scene, first)):
            told = next((date for date in usable(scene)[:1] if date.start > first.start), first)
            self.entry = (block, told.edtf)
            self.stand = (block, headed_by(scene, first))
            self.headed = told.edtf if first.rule == WEEKDAY else self.headed  # "WEDNESDAY. ...", and the paragraphs below it
        if self.headed and self.block != block and (place := opening_place(scene)):
            self.stand = (block, place)
        self.block = block

    @property
    def standing(self) -> Place | None:
        """The place that heads the entry or the section that is read: "9–10. Minsk. Summit of ..."."""
        own = self.stand[1] if self.stand and self.stand[0] == self.block else None
        return own or self.section

    def placed(self, scene: Scene) -> Place | None:
        """The place that heads the entry of a chronicle in which a sentence stands."""
        return self.standing if self.entry_date(scene) else None

    def chronicled(self, scene: Scene) -> str | None:
        """The country whose chronicle a sentence stands in: that of its heading, else the one that the text is about alone."""
        return self.headings.owner or self.about if self.entry_date(scene) else None

    def entry_date(self, scene: Scene) -> str | None:
        """The date of the line of a chronicle that a sentence stands in, else the day that heads its section and nothing else."""
        return self.entry[1] if self.entry and self.entry[0] == scene.sentence.block else self.headed

    def end(self, scene: Scene, drafts: list[VisitDraft], events: list[Event]) -> None:
        """Note what a sentence leaves behind it."""
        self.visits = in_line(scene, self.visits, drafts)
        if self.home is None and (place := scene_of_report(scene, None if self.sectioned else self.report_day, drafts, self.visits)):
            self.home, self.sent = place, False
        self.lines = 0 if drafts else self.lines
        self.meeting = find_meeting(scene, self.just_written(scene)) or self.meeting
        self.moment = moment_of(scene, self.moment)
        if scene.kind == "body" and not scene.actors and self.unsaid_scene == scene.index - 1:
            self.unsaid_scene = scene.index  # "X was born in Gəncə. Was elected president in 1995. A year later went to Rome."
        self.strayed = scene.index if strays(scene, self.written or "") else self.strayed
        self.aside = scene.sentence.block if self.stage and any(not compatible(date.edtf, self.stage.date or date.edtf) for date in usable(scene)) else self.aside
        self.events += [self._going_on(scene, event) for event in (held_at(event, drafts, scene, (self.home,) if self.home else (), (self.ground[1],) if self.ground else ()) for event in events) if event.place]
        self.note_gathering(scene)
        self.note_ground(scene)
        self.posts |= posts_told(scene)
        for argument in scene.actors:
            self.remember(argument, scene.index)
        for place in scene.all_places:
            if place.kind in ("country", "city") and place.code:
                self.seen.append((scene.sentence.block, place.code))
        days = [date.edtf for date in usable(scene) if _DAY.match(date.edtf)]
        ends = {day for draft in drafts if draft.phase != "within" and "/" in (draft.date or "") for day in bounds(draft.date or "")}
        self.day = next((day for day in reversed(days) if day not in ends), None) if days else self.day
        self.places += [(scene.index, place) for place in reached(scene)]

    def note_gathering(self, scene: Scene) -> None:
        """Note where and when talks or an event were held, in the only city and at the only time that their sentence tells."""
        cities = [a.place for a in scene.places if a.place and a.place.kind == "city" and is_locative(a)]
        dates = usable(scene)
        if len(cities) == len(dates) == 1 and scene.told("talks", "event") and scene.told("begin", "happen", "end"):
            self.gathering = (scene.index, cities[0], dates[0].edtf)

    def note_ground(self, scene: Scene) -> None:
        """Note the only place of a sentence, where it is a city in which something is told to be or whose turn it is: "The end of the month fell to Tashkent"."""
        places = [a for a in scene.places if a.place and a.place.kind != "organization"]
        here = [a.place for a in places if a.place and a.place.kind == "city" and (is_locative(a) or scene.search(scene.lexicon.turn))]
        days = {date.edtf for date in usable(scene)}
        self.ground = (scene.index, here[0], days.pop() if len(days) == 1 else None) if len(places) == len(here) == 1 else None

    def _going_on(self, scene: Scene, event: Event) -> Event:
        """An event that a report with a dateline tells to have ended or begun, with its days: those of its length up to, or from, the day of writing."""
        verbs = [verb for verb in scene.told("begin", "end") if verb.form == "finite" and verb.time == "past" and not (verb.mood or verb.negated)]
        days, today = duration(scene, max(scene.start, event.start - 40), scene.stop), self.entry_date(scene) or self.written
        if event.date or not verbs or not today or not _DAY.fullmatch(today) or usable(scene) or (self.placed(scene) or self.home) is None:
            return event
        return replace(event, date=stretched(today, days or 1, "end" if verbs[0].sense == "end" else ""))

    def remember(self, argument: Argument, index: int) -> None:
        """Note a person; the last subject is who an unsaid subject is."""
        actor = argument.actor
        if actor and actor.name:
            self.people = [known for known in self.people if known.name != actor.name] + [actor]
            if {"nom", "subj"} & set(argument.marks):
                self.subject, self.subject_scene, self.unsaid_scene = actor, index, index

    def current(self, scene: Scene, reach: int = REACH) -> list[VisitDraft]:
        """The visits of the last sentence that told any, if it is near enough."""
        if not self.visits or scene.index - self.visits[-1].scenes[-1] - self.lines > reach or self.visits[-1].scenes[-1] < self.heading:
            return []
        last = [visit for visit in self.visits if visit.scenes[-1] == self.visits[-1].scenes[-1]]
        return [visit for visit in last if visit.rules == (THIS_TIME,)] or last

    def nearest_place(self, scene: Scene, own: frozenset[str], reach: int = REACH) -> Place | None:
        """The place named last in the sentences before, not in one's ``own`` country; a city tells more than a country."""
        near = [place for index, place in self.places[-12:] if scene.index - index <= reach and place.code not in own]
        return ([place for place in near if place.kind == "city" and place.code == near[-1].code] or near)[-1] if near else None

    def reported(self) -> list[VisitDraft]:
        """The visit that a report with a dateline is about: to the place of the dateline, on its day."""
        return [visit for visit in self.visits if self.is_reported(visit)][:1]

    def is_reported(self, visit: VisitDraft) -> bool:
        """True for a visit to the place of the dateline that has begun on its day or before and is not over."""
        if not (self.home and self.written and visit.date) or visit.host_country != self.home.code or visit.status != "occurred":
            return False
        return visit.phase == "begin" and visit.date[:7] == self.written[:7] and visit.date <= self.written or compatible(visit.date, self.written)

    @property
    def report_day(self) -> str | None:
        """The day of a report, None for the page of a newspaper, which tells of the days before it."""
        return self.written if self.opened >= 0 else None

    def is_to_come(self, date: str | None) -> bool:
        """True for what lies after the day or month in which the text was written."""
        return after(self.written or self.imprint, date)

    def just_written(self, scene: Scene) -> str | None:
        """The day of a report of which no visit has been told yet, for a sentence at its head without a date of its own."""
        fresh = self.home is not None and 0 <= scene.index - self.opened <= OPENING and not is_before(scene)
        fresh = fresh and not (self.telling or any(visit.scenes[-1] >= self.opened for visit in self.visits[-1:]))
        return self.written if fresh and _DAY.fullmatch(self.written or "") else None

    def report_today(self, scene: Scene) -> str | None:
        """The day of a report with its place, for what it tells to come on it yet."""
        return self.written if self.home and 0 <= scene.index - self.opened <= NEWS and _DAY.fullmatch(self.written or "") else None

    def on_its_day(self, scene: Scene) -> str | None:
        """The day of a report that has told no other day yet, for a sentence without a date of its own."""
        still = self.opened >= 0 and 0 <= scene.index - self.opened <= (NEWS if self.home else HEAD) and self.strayed < self.opened and not is_before(scene)
        return self.written if still and _DAY.fullmatch(self.written or "") else None

    def here(self, block: int) -> list[str]:
        """The countries of a paragraph, in order."""
        return list(dict.fromkeys(code for at, code in self.seen if at == block))

    def of_paragraph(self, block: int) -> list[str]:
        """The countries of a paragraph, the first first, then those before it, the nearest first."""
        here = [code for at, code in self.seen if at == block]
        return list(dict.fromkeys([*here, *[code for _, code in reversed(self.seen)]]))

    def complete(self, event: Event) -> Event:
        """An event with place and date from what was told before of an event by the same word, or of any if it has no name of its own."""
        if event.place:
            return event
        near = [known for known in self.events if event.is_bare and event.scene - known.scene <= GATHERED]
        known = next((known for known in reversed(self.events) if known.head == event.head and is_same(known, event)), most_telling(near))
        known = known or (self.stage if self._is_stage(event) else None)
        if known is None and self.standing:
            return replace(event, place=self.standing)
        if known is None:
            return event
        return replace(event, place=known.place, date=event.date or known.date, title=known.title or event.title if event.is_bare else event.title)

    def just_told(self, scene: Scene, event: Event) -> bool:
        """True for talks that the sentence before told with their place: one may have come to them as to an event."""
        return event.is_bare and event.place is not None and any(known.place == event.place and scene.index - known.scene == 1 for known in self.events[-2:])

    def _is_stage(self, event: Event) -> bool:
        """True for an event that may be the one the whole text is about: named in its opening, or with no name of its own."""
        return self.stage is not None and (event.is_bare or event.scene == self.stage.scene and event.start == self.stage.start)

    def note_lines(self, listed: bool) -> None:
        """Count the lines of a list of documents since the last visit: they do not part what stands below them from the visit."""
        self.lines += listed

    def note_signing(self, scene: Scene, signed: AgreementDraft) -> None:
        """Note a signing as a ceremony that one may have come to, and its parties."""
        self.pact = (scene.index, signed.parties, signed.date, signed.doc_type)
        place = next((a.place for a in scene.places if a.place and a.place.base == signed.place), None)
        if place and signed.date:
            self.events.append(Event(scene.start, scene.start, "", "", True, place, signed.date, scene=scene.index))

    def of_entry(self) -> Actor | None:
        """The person whose entry in an encyclopaedia the text is: who is meant wherever it does not say who acts."""
        return next((person for person in self.people if self.hero and person.name == self.hero), None)

    def pair(self) -> list[Actor]:
        """The two people told last: "the pair", "both presidents"."""
        return self.people[-2:]
