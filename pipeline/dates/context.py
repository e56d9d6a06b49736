"""What a document has said about time so far: its own date, the dates before, the year that holds."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from pipeline.dates.calendar import Value, days_between, up_to
from pipeline.dates.mentions import Point

LAST_PROMISED = 2039  # the last year of the documents that this reader is made for
_STAY = 10  # days; two days told so near each other are the first and the last of a stay
_SOON = 20  # years; who tells of 1988 can go on to the nineties, hardly to the twenties of the next century
_TOLD = 3  # dates
_LONG_AGO = 5  # years; a bare year so far behind the months told before it in its paragraph is told in passing
_REMEMBERED = 24  # dates; how far back an anaphor ("that day") can reach


@dataclass(slots=True)
class Context:
    """The state that is carried from passage to passage. ``some_year`` is a year that the text tells in four digits, wherever: it settles the century of a two-digit year before it, and nothing else. ``named_decades``: the century that the language means by "the nineties". ``day_here`` is true once the passage has told a day, ``month_here`` once it has told a month or a day, ``year_here`` once it has told a date of known year, ``paragraph`` holds what its paragraph has told (precisions, "year"), ``days`` the years of all days told, ``imprint`` when the document was written where no dateline tells it, ``life`` where the end of a life told that and nothing was read since, ``month_told`` the month that stands right behind the date being read, ``exact`` is true for a number of years told to be exact: the month is the same, ``apposed`` for a day counted from what is told beside it, right behind the day that it is, ``entry_month`` the month that heads the entries of a chronicle
    (``entry_strict`` where its heading says more than the month: "1. Treaty ..." is no day there) and ``entry_year`` its year, ``below_year`` below a heading that is a year and nothing else, ``year_heading`` that year until another heading comes, ``day_lines`` in a file of reports of which each is headed by its day alone, ``headed`` in a chronicle: days open entries there, not reports, ``dotted`` in a text that writes its days in figures ("5.12.1972 ... on 9.12"), ``opened`` the date that opened its last entry, ``counted`` the days told by their number in a stay ("on the second day") and those told in passing, ``weekday`` the newest day told with its weekday, ``passing`` a year or month that the passage has told in passing: "the invitation of 1995 was taken up two years later", ``glance`` a year that the passage has looked to from the writer's own ("invited him for next year, in May"), ``named`` a year in which nothing happens that the passage has named ("chairman for 2014"), ``recalls`` is true behind a paragraph of years long past, ``anchor`` the year from which the passage has counted back ("a year earlier"), ``year_end`` the last year told for its end, ``ahead`` a year to come in which the text says
    what is to be told ("The coming year promises more"), ``left`` the story's year where the passages before have looked to one to come (``leaving`` where this one does), ``latest`` the latest year in which something was told, ``over`` is true where the words round a date tell of the past, ``earlier`` is true for what had been before that, ``told_before`` where the story's own year was told so, ``called_off`` is true for the day of a visit that will not take place then, ``here`` holds the months and days that the passage has told with their year, ``listed`` those of the last passage that told some of several years, ``year_told`` is true once the paragraph has said a year, ``before`` is the date told last before its paragraph, ``remembered`` is true where a text is headed by the dates of a life, ``in_row`` is true in the row of a table, ``figures`` names the cells that tell days in figures, and ``tabled`` holds the years of all days told in
    rows."""

    some_year: int | None = None
    named_decades: int = 0
    dateline: Value | None = None
    imprint: Value | None = None
    life: bool = False
    remembered: bool = False
    year: int | None = None
    year_source: str = "year_from_previous"
    future: bool = False
    over: bool = False
    earlier: bool = False
    told_before: bool = False
    called_off: bool = False
    month_told: int | None = None
    exact: bool = False
    apposed: bool = False
    entry_month: Value | None = None
    entry_strict: bool = False
    entry_year: int | None = None
    day_here: bool = False
    month_here: bool = False
    year_here: bool = False
    paragraph: set[str] = field(default_factory=set)
    headed: bool = False
    dotted: bool = False
    day_lines: bool = False
    below_year: bool = False
    year_heading: int | None = None
    opened: Value | None = None
    seen: list[Value] = field(default_factory=list)
    before: Value | None = None
    counted: list[Value] = field(default_factory=list)
    weekday: Value | None = None
    passing: Value | None = None
    glance: int | None = None
    named: int | None = None
    anchor: int | None = None
    told_here: list[Value] = field(default_factory=list)
    recalls: bool = False
    year_end: Value | None = None
    ahead: int | None = None
    leaving: int | None = None
    left: int | None = None
    latest: int | None = None
    days: dict[tuple[int, int], set[int]] = field(default_factory=dict)
    here: list[Value] = field(default_factory=list)
    listed: list[Value] = field(default_factory=list)
    year_told: bool = False
    in_row: bool = False
    figures: frozenset[str] = frozenset()
    tabled: dict[tuple[int, int], set[int]] = field(default_factory=dict)

    def remember(self, value: Value, *, aside: bool = False, told: bool = False) -> None:
        """Note a date that was read; the newest is what "that day" and a missing year refer to. ``aside``: one that looks back from another ("begun six
        days earlier"), which stays the newest. ``told``: its year is said with it."""
        self.seen = [*self.seen[-_REMEMBERED:-1], value, self.seen[-1]] if aside and self.seen else [*self.seen[-_REMEMBERED:], value]
        self.passing = value if aside and not value.day else None
        if aside and value.day:
            self.counted = [*self.counted, value]
        self.told_here = [*self.told_here, value]
        self.paragraph = self.paragraph | {value.last.precision} | ({"year"} if value.year is not None else set())
        for day in value.days():
            self.days.setdefault(day[1:], set()).add(day[0])
            if self.in_row:
                self.tabled.setdefault(day[1:], set()).add(day[0])
        self.day_here, self.month_here = self.day_here or value.last.precision == "day", self.month_here or value.last.precision in ("day", "month")
        self.year_here, self.year_told = self.year_here or value.year is not None, self.year_told or told
        if told and value.year and value.month:
            self.here = [*self.here, value]
        if value.year is not None and not value.block and not (aside and (self.year or self.now)) and (value.stop is None or value.last.precision != "year"):
            self.year, self.year_source = value.last.year or value.year, "year_from_previous"
            self.latest = self.latest if self.future else max(self.year, self.latest or 0)

    def glance_at(self, value: Value) -> None:
        """Note a year that is looked to from the writer's own: it holds for its passage, and the story stays where it is."""
        self.look_apart(value)
        self.glance = value.year

    def glance_back(self, value: Value) -> None:
        """Note a month that is seen from the writer's own ("last November"): "that year" is its year, and the text goes on in the writer's time."""
        told = self.year_told
        self.remember(value)
        self.year, self.year_told = (self.own_year(), False) if self.dateline else (self.year, told)

    def look_apart(self, value: Value) -> None:
        """Note a date that is none of the story's: the text goes on where it was."""
        year = self.year
        self.remember(value, aside=True)
        self.year = year if self.now else self.year

    def note_ahead(self, value: Value, said: Point) -> None:
        """Before a date is noted: a year to come of which the text tells what will be, or one before of which it tells what had been, leaves the story's year, to which what is over goes back."""
        if not ((said.dated or said.slots.get("unit") == "year") and value.year and not value.block):
            return
        here = self.left or self.year or self.own_year()
        before = here - (value.last.year or value.year) if here else 0
        aside = value.precision == "year" and before >= _LONG_AGO and not (self.headed or self.now) and bool({"day", "month"} & self.paragraph)
        back = aside or self.earlier and not self.told_before and before > 0
        self.told_before = self.earlier and not back
        ahead = "year" in said.slots and self.future and value.precision == "year" and value.stop is None and self.year is not None and value.year > max(self.year, (self.own_year() or 1) - 1)
        self.leaving = here if back or ahead else None

    def set_dateline(self, value: Value) -> None:
        """Note the document's own date."""
        self.dateline = value
        self.year_told, self.year_heading = False, None
        if not value.month:
            self.year, self.year_source = value.year, "year_from_dateline"
        else:
            self.year = None

    def note_death(self, value: Value) -> None:
        """In a text that is headed by the dates of a life, the first date behind them dates the text, where it is a day of the last year."""
        if value.precision == "day" and value.stop is None and self.imprint and value.year == self.imprint.year:
            self.set_dateline(value)
            self.remembered = True
        self.life = False

    def open_entry(self, month: int | None) -> None:
        """Before the date that opens an entry is read: a chronicle goes on in the year of its last entry, whatever that told besides ("put off to the next year")."""
        if self.opened and self.opened.year and self.opened.month and month and month >= self.opened.month:
            self.year = self.opened.year

    def new_passage(self, opens_paragraph: bool) -> None:
        """In a report with a dateline a year told in passing holds for its paragraph only."""
        self.day_here = self.month_here = self.year_here = False
        self.passing = self.glance = self.named = self.anchor = None
        self.left = self.leaving
        if len({month.year for month in self.here}) > 1:
            self.listed = self.here
        elif self.here or opens_paragraph:
            self.listed = []
        self.here = []
        if opens_paragraph:
            self.paragraph, self.year_told = set(), False
            self.before = self.seen[-1] if self.seen else None
        if opens_paragraph and self.dateline and self.dateline.month and self.dateline.year and not self.remembered and not self._tells_past():  # a life is told in order
            self.year = self.year_heading

    def _tells_past(self) -> bool:
        """True behind a paragraph that tells of years long before the report, and behind those after it that tell no date (the questions of an interview): what stands
        there is no news."""
        told = [value.last.year for value in self.told_here if value.last.year and value.last.precision in ("day", "month", "season")]
        if self.told_here:
            self.told_here, self.recalls = [], len(told) >= _TOLD and max(told) < (self.own_year() or 0) - 1
        return self.recalls

    def last(self, *precisions: str) -> Value | None:
        """The newest date of one of these precisions."""
        return next((value for value in reversed(self.seen) if value.precision in precisions), None)

    def last_of_news(self) -> Value | None:
        """Where a paragraph of a report tells its first day, the newest day or month of the report's own year: what an earlier paragraph told of another
        year ("signed in October of last year") is over."""
        if not self.tells_news or {"day", "month"} & self.paragraph:
            return None
        return next((value for value in reversed(self.seen) if value.precision in ("day", "month") and self.dateline and value.last.year == self.dateline.year and value != self.dateline), None)

    def goes_on(self, value: Value) -> bool:
        """True for a day of the month that the paragraph has told last, behind the day told there: "landed on 14 May. On the 16th he left"."""
        last = self.seen[-1].last if self.seen else None
        same = last is not None and (last.year, last.month) == (value.year, value.month) and not value.block
        return bool(same and last and value.day and {"day", "month"} & self.paragraph and (not last.day or last.day < value.day))

    def last_stay(self) -> Value | None:
        """The newest date told to the day; where a year was told after it ("the last day of the visit of 1994"), the newest of that year."""
        if self.seen and (newest := self.seen[-1]).precision == "year" and newest.stop is None and newest.year:
            return next((value for value in reversed(self.seen) if value.precision == "day" and value.year == newest.year), None)
        days = [value for value in reversed(self.seen) if value.precision == "day" and value not in self.counted][:2]
        if len(days) == 2 and all(day.stop is None and day.year for day in days) and 0 < days_between(days[1], days[0]) <= _STAY:
            return replace(days[1], stop=days[0])  # "arrived on the 24th and left on the 28th": these days are one stay
        return days[0] if days else None

    def last_year(self) -> int | None:
        """The year of the newest date that has one; of a span of years its first: what is told behind the years of an office may lie anywhere in them."""
        last = next((v for v in reversed(self.seen) if (v.year or v.last.year) and not v.block), None)
        spans = last is not None and last.stop is not None and last.last.precision == "year"
        return None if last is None else last.year if spans and last.year else last.last.year or last.year

    def present_year(self) -> int | None:
        """The writer's year where the document tells it, else the latest in which it has told something."""
        return self.own_year() or (self.now.year if self.now else None) or self.latest or self.last_year()

    @property
    def now(self) -> Value | None:
        """When the document was written: its dateline, else its imprint (the issue, the state of a list)."""
        return self.dateline or self.imprint

    def month_behind(self, value: Value) -> Value | None:
        """The document's own month, where that alone dates it and a value lies in a later one: what is over lies in no month to come. A chronicle goes on past its first."""
        line = self.now if not self.headed and self.now and self.now.precision == "month" else None
        return line if line and value.year and value.order[:2] > line.order[:2] else None

    @property
    def tells_news(self) -> bool:
        """True where a report tells of its own year."""
        return self.dateline is not None and self.dateline.day is not None and not self.year_told and self.year in (None, self.dateline.year)

    def own_year(self) -> int | None:
        """The year of the document's own date, None where it has none."""
        return self.dateline.year if self.dateline else None

    def full_year(self, two_digits: int) -> tuple[int | None, str]:
        """The year with these last two digits, and where its century comes from: in the hundred years up to the document's own date; in a
        document without one the year nearest to those it tells in full. Where it tells none the year that all documents that this reader is made
        for would mean, None where they would not agree ("05")."""
        limit = self.own_year()
        if limit is not None:
            return up_to(limit, two_digits), "century_from_document"
        near = self.last_year() or self.some_year
        if near is None:
            year = self.named_decades + two_digits
            return (year, "century_by_usage") if year + 100 > LAST_PROMISED else (None, "century_unknown")
        century = near // 100 * 100
        return min((century + shift + two_digits for shift in (0, -100, 100)), key=lambda year: abs(year - near)), "century_from_text"

    def decade(self, two_digits: int) -> int:
        """The first year of a decade told in two digits: in a document without a date one that begins before, or soon after, the year last told."""
        own, told = self.own_year(), self.last_year() or self.some_year
        if own is not None or told is None:
            return self.named_decades + two_digits if own is None else up_to(own, two_digits)
        return up_to(told + _SOON, two_digits)
