"""What a document has said about time so far: its own date, the dates before, the year that holds."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from pipeline.dates.calendar import Value, up_to

LAST_PROMISED = 2039  # the last year of the documents that this reader is made for
_SPRING = 21  # the number of the first season
_STAY = 10  # days; two days told so near each other are the first and the last of a stay
_SOON = 20  # years; who tells of 1988 can go on to the nineties, hardly to the twenties of the next century
_REMEMBERED = 24  # dates; how far back an anaphor ("that day") can reach
_MOURNED = 40  # days from a death to the last told of it
_AT_HAND = 31  # days before a document was written
_LONG = 32  # days, more than any month has: April is behind 31 March
_NEAR_MONTHS = 3  # a day so near behind the dateline comes next: "23 July" in a report of 18 July


@dataclass(slots=True)
class Context:
    """The state that is carried from passage to passage. ``some_year`` is a year that the text tells in four digits, wherever: it settles the century of a two-digit year before it, and nothing else. ``named_decades``: the century that the language means by "the nineties". ``day_here`` is true once the passage has told a day, ``month_here`` once it has told a month or a day, ``year_here`` once it has told a date of known year, ``paragraph`` holds what its paragraph has told (precisions, "year"), ``days`` the years of all days told, ``imprint`` when the document was written where no dateline tells it, ``life`` where the end of a life told that and nothing was read since, ``month_told`` the month that stands right behind the date being read, ``exact`` is true for a number of years told to be exact: the month is the same, ``entry_month`` the month that heads the entries of a chronicle
    (``entry_strict`` where its heading says more than the month: "1. Treaty ..." is no day there) and ``entry_year`` its year, ``below_year`` below a heading that is a year and nothing else, ``year_heading`` that year until another heading comes, ``day_lines`` in a file of reports of which each is headed by its day alone, ``headed`` in a chronicle: days open entries there, not reports, ``opened`` the date that opened its last entry, ``counted`` the days told by their number in a stay ("on the second day") and those told in passing, ``weekday`` the newest day told with its weekday, ``passing`` a year or month that the passage has told in passing: "the invitation of 1995 was taken up two years later", ``glance`` a year that the passage has looked to from the writer's own ("invited him for next year, in May"), ``named`` a year in which nothing happens that the passage has named ("chairman for 2014"), ``ahead`` a year to come in which the text says
    what is to be told ("The coming year promises more"), ``left`` the story's year where the passages before have looked to one to come (``leaving`` where this one does), ``latest`` the latest year in which something was told, ``over`` is true where the words round a date tell of the past, ``earlier`` is true for what had been before that, ``told_before`` where the story's own year was told so, ``called_off`` is true for the day of a visit that will not take place then, ``here`` holds the months and days that the passage has told with their year, ``listed`` those of the last passage that told some of several years, ``year_told`` is true once the paragraph has said a year, ``before`` is the date told last before its paragraph, ``remembered`` is true where a text is headed by the dates of a life, ``in_row`` is true in the row of a table and ``tabled`` holds the years of all days told in
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
    entry_month: Value | None = None
    entry_strict: bool = False
    entry_year: int | None = None
    day_here: bool = False
    month_here: bool = False
    year_here: bool = False
    paragraph: set[str] = field(default_factory=set)
    headed: bool = False
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
    ahead: int | None = None
    leaving: int | None = None
    left: int | None = None
    latest: int | None = None
    days: dict[tuple[int, int], set[int]] = field(default_factory=dict)
    here: list[Value] = field(default_factory=list)
    listed: list[Value] = field(default_factory=list)
    year_told: bool = False
    in_row: bool = False
    tabled: dict[tuple[int, int], set[int]] = field(default_factory=dict)

    def remember(self, value: Value, *, aside: bool = False, told: bool = False) -> None:
        """Note a date that was read; the newest is what "that day" and a missing year refer to. ``aside``: one that looks back from another ("begun six
        days earlier"), which stays the newest. ``told``: its year is said with it."""
        self.seen = [*self.seen[-_REMEMBERED:-1], value, self.seen[-1]] if aside and self.seen else [*self.seen[-_REMEMBERED:], value]
        self.passing = value if aside and not value.day else None
        if aside and value.day:
            self.counted = [*self.counted, value]
        self.paragraph = self.paragraph | {value.last.precision} | ({"year"} if value.year is not None else set())
        for day in value.days():
            self.days.setdefault(day[1:], set()).add(day[0])
            if self.in_row:
                self.tabled.setdefault(day[1:], set()).add(day[0])
        self.day_here, self.month_here = self.day_here or value.last.precision == "day", self.month_here or value.last.precision in ("day", "month")
        self.year_here, self.year_told = self.year_here or value.year is not None, self.year_told or told
        if told and value.year and value.month:
            self.here = [*self.here, value]
        if value.year is not None and not value.block and not (aside and self.year) and (value.stop is None or value.last.precision != "year"):
            self.year, self.year_source = value.last.year or value.year, "year_from_previous"
            self.latest = self.latest if self.future else max(self.year, self.latest or 0)

    def glance_at(self, value: Value) -> None:
        """Note a year that is looked to from the writer's own: it holds for its passage, and the story stays where it is."""
        self.look_apart(value)
        self.glance = value.year

    def look_apart(self, value: Value) -> None:
        """Note a date that is none of the story's: the text goes on where it was."""
        year = self.year
        self.remember(value, aside=True)
        self.year = year if self.now else self.year

    def note_ahead(self, value: Value, *, told: bool) -> None:
        """Before a date is noted: a year to come of which the text tells what will be, or one before of which it tells what had been, leaves the story's year, to which what is over goes back."""
        if told and value.year and not value.block:
            here = self.left or self.year or self.own_year()
            back = self.earlier and not self.told_before and here is not None and (value.last.year or value.year) < here
            self.told_before = self.earlier and not back
            ahead = self.future and value.precision == "year" and value.stop is None and self.year is not None and value.year > max(self.year, (self.own_year() or 1) - 1)
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
        self.passing = self.glance = self.named = None
        self.left = self.leaving
        if len({month.year for month in self.here}) > 1:
            self.listed = self.here
        elif self.here or opens_paragraph:
            self.listed = []
        self.here = []
        if opens_paragraph:
            self.paragraph, self.year_told = set(), False
            self.before = self.seen[-1] if self.seen else None
        if opens_paragraph and self.dateline and self.dateline.month and self.dateline.year and not self.remembered:  # a life is told in order
            self.year = self.year_heading

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
        if len(days) == 2 and all(day.stop is None and day.year for day in days) and 0 < _days_between(days[1], days[0]) <= _STAY:
            return replace(days[1], stop=days[0])  # "arrived on the 24th and left on the 28th": these days are one stay
        return days[0] if days else None

    def last_year(self) -> int | None:
        """The year of the newest date that has one."""
        return next((v.last.year or v.year for v in reversed(self.seen) if (v.year or v.last.year) and not v.block), None)

    def present_year(self) -> int | None:
        """The writer's year where the document tells it, else the latest in which it has told something."""
        return self.own_year() or (self.now.year if self.now else None) or self.latest or self.last_year()

    @property
    def now(self) -> Value | None:
        """When the document was written: its dateline, else its imprint (the issue, the state of a list)."""
        return self.dateline or self.imprint

    @property
    def tells_news(self) -> bool:
        """True where a report tells of its own year."""
        return self.dateline is not None and self.dateline.day is not None and not self.year_told and self.year in (None, self.dateline.year)

    def known_year(self, value: Value) -> int | None:
        """The year in which the document tells this very day, where only one year is known for it and the paragraph has told none; what stands in the
        rows of its table holds against the paragraph too."""
        if self.dateline or self.in_row or self.below_year or not value.day or not value.month:
            return None
        told = self.days if "year" not in self.paragraph and value.stop is None else self.tabled
        years = told.get((value.month, value.day), set())
        return next(iter(years)) if len(years) == 1 else None

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

    def year_for(self, value: Value) -> tuple[int | None, str]:
        """The year of a date without one, and where it comes from."""
        line = self.now
        if self.glance is not None:
            return self.glance, "year_from_previous"
        if self._is_mourned(value):
            return self.own_year(), "year_from_dateline"
        if (known := self.known_year(value) or self._year_of_season(value)) is not None:
            return known, "year_from_previous"
        if (listed := self._year_listed(value)) is not None:
            return listed, "year_from_previous"
        if self.left is not None and self.over and not (self.earlier or self.year_here):
            return self.left, "year_from_previous"
        if (ahead := self._year_ahead(value)) is not None:
            return ahead, "year_from_previous"
        nearest = self.future and line and (line.month or line is self.imprint) and self.year != self.ahead
        nearest = nearest or self._is_at_hand(value)
        if line and line is self.dateline and line.month and self.year == line.year and self.over and not self.year_told:
            nearest = True  # the year was not told, but is that of "yesterday"
        nearest = nearest and self.year_heading is None
        if self.year is not None and not nearest:
            return self.year, self.year_source
        if line is None or line.year is None:  # what is to come is of the report's own year, where that is told nowhere too
            return None if nearest else self.year, self.year_source
        source = "year_from_dateline" if line is self.dateline else "year_from_document"
        if line.month is None:
            return line.year, source
        return self._nearest_year(replace(value, year=line.year), line), source

    def _is_mourned(self, value: Value) -> bool:
        """True for a day of the weeks behind a death, in a paragraph of a life that tells no year: "The funeral was held on 21 January"."""
        line = self.dateline
        told = self.remembered and "year" not in self.paragraph and line and line.month and line.day and value.month and value.day
        return line is not None and bool(told) and 0 <= (value.order[1] - line.order[1]) * 31 + (value.day or 0) - (line.day or 0) <= _MOURNED

    def year_on(self, value: Value, weekday: int) -> int | None:
        """The year of a day that is told with its weekday: where that contradicts the year it would have, the nearest year told in which they agree."""
        told = {value.year, self.latest, self.now.year if self.now else None, *(year for years in self.days.values() for year in years)} - {None}
        agree = [year for year in told if year and (day := replace(value, year=year).to_date()) and day.isoweekday() == weekday]
        return min(agree, key=lambda year: (abs(year - (value.year or 0)), year)) if value.year and value.day and agree else value.year

    def _year_of_season(self, value: Value) -> int | None:
        """The year of a season that was the last date told, for a day that lies in it: "the third to come this spring, after A (30 March) and B"."""
        before = [told for told in self.seen[-2:] if not (told.day and told.month == value.month)]  # the first day of a stay told by both
        last = before[-1] if before and "season" in self.paragraph else None
        inside = last is not None and last.stop is None and value.day is not None and value.month is not None and (value.month % 12) // 3 == (last.season - _SPRING + 1) % 4 if last and last.season else False
        return last.year if inside and last else None

    def _year_listed(self, value: Value) -> int | None:
        """The year of the only journey in this month that the last list of the paragraph tells: "in May 1994, July 2002 and February 2011. On 29 July ..."."""
        years = {month.year for month in self.listed if month.month == value.month} if value.month and value.day else set()
        return years.pop() if len(years) == 1 and len({month.year for month in self.listed}) > 1 else None

    def _year_ahead(self, value: Value) -> int | None:
        """The year of a day that is yet to come, in a text without a date of its own that tells of years before the last one it names: the next such day
        behind the latest day told ("died on 14 March 2006 ... In 2000 he ... The funeral will be on 26 March")."""
        if not self.future or self.now is not None or not value.day or not value.month or self.year is None:
            return None
        latest = max(((year, month, day) for (month, day), years in self.days.items() for year in years if month and day and year), default=(0, 0, 0))
        if latest[0] <= self.year:
            return None
        return latest[0] if (value.month, value.day) >= latest[1:] else latest[0] + 1

    def _is_at_hand(self, value: Value) -> bool:
        """True for a day of the month that the document tells of, behind a year that was told alone in a sentence before: "Two years ago no planes flew there. On
        17 August the president came" in a review of August."""
        line, last = self.now, self.seen[-1] if self.seen else None
        if line is None or last is None or not (line.month and value.day and value.month) or self.year_here:
            return False
        if last.precision not in ("year", "month") or last.stop is not None or last.month == value.month:
            return False
        if not line.day:
            return value.last.month == line.month
        day = replace(value, year=self._nearest_year(replace(value, year=line.year), line))
        told = any((told.year, told.month) == (day.year, day.month) for told in self.seen)
        return told and 0 <= _days_between(day, line) <= _AT_HAND

    def _nearest_year(self, value: Value, line: Value) -> int:
        year = line.year or 0
        here, now = value.order[1] * _LONG + (value.day or 0), (line.month or 0) * _LONG + (line.day or 0)
        if value.order[1] == line.month:
            return year
        if self.called_off:
            middle = here + (_LONG if value.season else 0)
            return min((year - 1, year, year + 1), key=lambda other: abs((other - year) * 12 * _LONG + middle - now))
        if here > now:
            near = self.future or (here - now <= _NEAR_MONTHS * _LONG and value.day is not None)
            return year if near else year - 1
        return year + 1 if self.future else year


def _days_between(first: Value, last: Value) -> int:
    one, other = first.to_date(), last.to_date()
    return (other - one).days if one and other else 0
