"""What a document has said about time so far: its own date, the dates before, the year that holds."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from pipeline.dates.calendar import Value

LAST_PROMISED = 2039  # the last year of the documents that this reader is made for
_SOON = 20  # years; who tells of 1988 can go on to the nineties, hardly to the twenties of the next century
_REMEMBERED = 24  # dates; how far back an anaphor ("that day") can reach
_FAR_MONTHS, _NEAR_MONTHS = 8, 3  # a day far behind the dateline and near before it comes next: "23 July" in a report of 18 July


@dataclass(slots=True)
class Context:
    """The state that is carried from passage to passage. ``some_year`` is a year that the text tells in four digits, wherever: it settles
    the century of a two-digit year before it, and nothing else. ``named_decades``: the century that the language means by "the nineties". ``day_here`` is true once the passage has told a day, ``headed`` in a chronicle: days open entries there, not reports."""

    some_year: int | None = None
    named_decades: int = 0
    dateline: Value | None = None
    year: int | None = None
    year_source: str = "year_from_previous"
    future: bool = False
    day_here: bool = False
    headed: bool = False
    seen: list[Value] = field(default_factory=list)

    def remember(self, value: Value) -> None:
        """Note a date that was read; the newest is what "that day" and a missing year refer to."""
        self.seen = [*self.seen[-_REMEMBERED:], value]
        self.day_here = self.day_here or value.last.precision == "day"
        if value.year is not None and not value.block and (value.stop is None or value.last.precision != "year"):
            self.year, self.year_source = value.last.year or value.year, "year_from_previous"

    def set_dateline(self, value: Value) -> None:
        """Note the document's own date."""
        self.dateline = value
        if not value.month:
            self.year, self.year_source = value.year, "year_from_dateline"
        else:
            self.year = None

    def new_passage(self, opens_paragraph: bool) -> None:
        """In a report with a dateline a year told in passing holds for its paragraph only."""
        self.day_here = False
        if opens_paragraph and self.dateline and self.dateline.month and self.dateline.year:
            self.year = None

    def last(self, *precisions: str) -> Value | None:
        """The newest date of one of these precisions."""
        return next((value for value in reversed(self.seen) if value.precision in precisions), None)

    def last_year(self) -> int | None:
        """The year of the newest date that has one."""
        return next((v.last.year or v.year for v in reversed(self.seen) if (v.year or v.last.year) and not v.block), None)

    def present_year(self) -> int | None:
        """The writer's year where there is a dateline, else that of the newest date."""
        return self.own_year() or self.last_year()

    def own_year(self) -> int | None:
        """The year of the document's own date, None where it has none."""
        return self.dateline.year if self.dateline else None

    def full_year(self, two_digits: int) -> tuple[int | None, str]:
        """The year with these last two digits, and where its century comes from: in the hundred years up to the document's own date; in a
        document without one the year nearest to those it tells in full. Where it tells none the year that all documents that this reader is made
        for would mean, None where they would not agree ("05")."""
        limit = self.own_year()
        if limit is not None:
            return _up_to(limit, two_digits), "century_from_document"
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
            return self.named_decades + two_digits if own is None else _up_to(own, two_digits)
        return _up_to(told + _SOON, two_digits)

    def year_for(self, value: Value) -> tuple[int | None, str]:
        """The year of a date without one, and where it comes from."""
        line = self.dateline
        if self.year is not None and not (self.future and line and line.month):
            return self.year, self.year_source
        if line is None or line.year is None:
            return self.year, self.year_source
        if line.month is None:
            return line.year, "year_from_dateline"
        return self._nearest_year(replace(value, year=line.year), line), "year_from_dateline"

    def _nearest_year(self, value: Value, line: Value) -> int:
        year = line.year or 0
        here, now = value.order[1] * 31 + (value.day or 0), (line.month or 0) * 31 + (line.day or 0)
        if value.order[1] == line.month:
            return year
        if here > now:
            near = self.future or (here - now <= _NEAR_MONTHS * 31 and 372 - (here - now) >= _FAR_MONTHS * 31 and value.day is not None)
            return year if near else year - 1
        return year + 1 if self.future else year


def _up_to(limit: int, two_digits: int) -> int:
    """The year with these last two digits in the hundred years up to another.

    >>> _up_to(2008, 94), _up_to(2008, 5)
    (1994, 2005)
    """
    year = limit // 100 * 100 + two_digits
    return year if year <= limit else year - 100
