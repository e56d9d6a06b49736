"""What the register knows of the persons of a document, at the time that the text around a mention speaks of.

The register fills in what the document leaves out; it never overrides what the text says. Which of several bearers of a name is meant is told by
the year, and by what the document says of office and country; where that leaves several open that differ, nothing is filled in.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline.dates import compatible
from pipeline.entities import register
from pipeline.entities.offices import RANK
from pipeline.entities.spelling import without_generation
from pipeline.text import fold
from pipeline.values import Date

_YEAR = re.compile(r"(?<!\d)(?:19[4-9]\d|20[0-4]\d)(?!\d)")
SHORT = 5  # letters of a family name alone that the register must have letter for letter
FAR = 2000  # characters over which a year told before still holds


@dataclass(frozen=True, slots=True)
class Year:
    """A year, None where none is told; ``sure`` where the sentence itself tells it."""

    text: str | None
    sure: bool = True


NO_YEAR = Year(None, False)


@dataclass(frozen=True, slots=True)
class Years:
    """The years that a text names, with where they stand."""

    at: tuple[int, ...]
    years: tuple[str, ...]

    def near(self, edges: tuple[int, int], position: int) -> Year:
        """The year nearest to a position within a sentence, else the last one told before, which is not sure.

        >>> found = find_years("In 1997 he came. Later, in 2001, she did.")
        >>> found.near((0, 16), 9).text, found.near((17, 41), 30).text, found.near((17, 20), 18)
        ('1997', '2001', Year(text='1997', sure=False))
        """
        low, high = bisect_left(self.at, edges[0]), bisect_right(self.at, edges[1])
        if low < high:
            best = min(zip(self.at[low:high], self.years[low:high], strict=True), key=lambda pair: (abs(pair[0] - position), pair[0]))
            return Year(best[1], True)
        if low and position - self.at[low - 1] < FAR:
            return Year(self.years[low - 1], False)
        return NO_YEAR


NO_YEARS = Years((), ())


def find_years(text: str, dates: Sequence[Date] = ()) -> Years:
    """The years in a text; those of its ``dates`` besides, as the story has them ("9 March"), but not those since which something goes on.

    >>> find_years("In 1997 he came, as not since 1991.", [Date(22, 32, "since 1991", "1991/..", "year", "explicit", "since")]).years
    ('1997',)
    """
    since = {at for date in dates if date.edtf.endswith("/..") or date.edtf.startswith("../") for at in range(date.start, date.stop)}
    found = {match.start(): match[0] for match in _YEAR.finditer(text) if match.start() not in since}
    found |= {date.start: date.edtf[:4] for date in dates if date.edtf[:4].isdigit() and date.start not in since}
    return Years(tuple(sorted(found)), tuple(found[at] for at in sorted(found)))


@lru_cache(maxsize=4096)
def bearers(names: tuple[str, ...]) -> tuple[register.Person, ...]:
    """The persons of the register that all of these names of one person can mean; those of the fullest name where that leaves none."""
    names = tuple(map(without_generation, names))
    if all(" " not in name and len(name) < SHORT for name in names):
        return tuple(one for one in register.person(names[0]) if any(fold(names[0]) in fold(spelling).split() for spelling in one.spellings))
    fullest = max(names, key=lambda name: (sum(not word.endswith(".") for word in name.split()), len(name)))
    found = register.person(fullest)
    shared = [one for one in found if all(one in register.person(name) for name in names)]
    return tuple(shared) or found


def terms_at(people: Iterable[register.Person], year: Year) -> list[register.Term]:
    """The terms of persons that a year falls into; all of them where no year is told, or one that is not sure and fits none."""
    every = [term for one in people for term in one.terms]
    fitting = [term for term in every if year.text is None or compatible(term.edtf, year.text)]
    return fitting if fitting or year.sure else every


def chosen(people: tuple[register.Person, ...], year: Year, told: tuple[str | None, str | None]) -> tuple[register.Person, ...]:
    """Those of several bearers of a name who fit the office and country that the document tells, and the year."""
    office, country = told
    fitting = [one for one in people if country is None or any(term.country == country for term in one.terms)] if country else list(people)
    if office:
        fitting = [one for one in fitting if any(term.office == office for term in one.terms)] or fitting
    if year.text is not None and len(fitting) > 1:
        fitting = [one for one in fitting if any(compatible(term.edtf, year.text) for term in one.terms)] or fitting
    return tuple(fitting)


def office_at(people: tuple[register.Person, ...], year: Year, country: str | None) -> str | None:
    """The office that the bearer of a name held in a year (in a country), the higher of two; None where there was none, or several bearers differ.

    >>> office_at(register.person("Qasım-Jomart Tokayev"), Year("1997"), "KAZ")
    'foreign_minister'
    """
    found = {term.office for term in terms_at(people, year) if country in (None, term.country)}
    if len(found) > 1 and len(people) > 1:
        return None
    return min(found, key=lambda office: RANK[office], default=None)


def country_of(people: tuple[register.Person, ...], year: Year, office: str | None = None) -> str | None:
    """The one country (or organisation) that the bearers of a name stood for in a year (in an office), else in all their terms."""
    for terms in (terms_at(people, year), terms_at(people, NO_YEAR)):
        found = {term.country for term in terms if office == term.office} or {term.country for term in terms}
        states = {country for country in found if not country.startswith("org:")}
        if len(found) == 1:
            return next(iter(found))
        if len(states) == 1:
            return next(iter(states))
    return None


def holds(people: tuple[register.Person, ...], office: str, country: str | None, year: Year) -> bool:
    """Whether one of the bearers of a name held an office (in a country) in a year."""
    return any(term.office == office and country in (None, term.country) for term in terms_at(people, year))
