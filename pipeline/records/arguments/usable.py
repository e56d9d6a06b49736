"""The dates of a sentence that can date an event, stages of one date joined and what only looks like a date of its own left out."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date as Day
from functools import lru_cache

from pipeline.dates import bounds
from pipeline.records.arguments.day_rows import join_days
from pipeline.records.arguments.deferred import is_deferred
from pipeline.records.arguments.elapsed import is_explained, with_elapsed
from pipeline.records.arguments.passing import is_length, is_of_office, is_of_person, is_of_predecessor
from pipeline.records.scenes.scene import DASHES, Scene
from pipeline.values import Date

COUNTED = ("nth day", "nth day left unsaid", "nth of these days", "last day")  # forms of dates that count the days of a visit
BORN = 60  # characters before a date in which it is said to be that of a birth
WEEK = "week"  # the form of a date that tells a week
PRECISELY = 4  # words and signs of "more precisely" between two dates
ROUGHLY = 31  # days by which a count in weeks or months may miss the day it leads to
LISTED_WITH_YEAR = 2  # dates of a sentence that opens with a year and tells the month behind
OPENING = 4  # words; a year until which something was done opens the sentence, one until which a document holds does not
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
_MONTH = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])")
_UNTIL_YEAR = re.compile(r"\.\./\d{4}\Z")
_YEARS = re.compile(r"\d{4}/\d{4}\Z")


def usable(scene: Scene) -> list[Date]:
    """The dates of a sentence that can date an event: all but its dateline, births, and the years that something is meant for."""
    return list(_usable(scene))


@lru_cache(maxsize=2)  # one sentence is asked for its dates by many readers, one after the other
def _usable(scene: Scene) -> tuple[Date, ...]:
    dates = [date for date in scene.dates if not (date.is_dateline or is_deferred(scene, date) or _is_term(scene, date) or is_length(scene, date) or is_of_person(scene, date) or is_of_office(scene, date) or is_of_predecessor(scene, date))]
    dates = [date for date in dates if not scene.search(scene.lexicon.born, max(scene.start, date.start - BORN), date.start)]
    dates = [_as_then(scene, date) for date in _with_years(dates)]
    return tuple(with_elapsed(scene, _whole(scene, dates if scene.search(scene.lexicon.respectively) else join_days(scene, dates))))


def is_since_then(scene: Scene, date: Date) -> bool:
    """True for the time since which nothing came of it, where it is told right behind what was then: "his first visit since 2003, when he went to A"."""
    return any(one.start == date.start and one.edtf.endswith("/..") for one in scene.dates) and scene.lexicon.at_that_time.match(scene.folded, date.stop) is not None


def _as_then(scene: Scene, date: Date) -> Date:
    """Such a time as that of what is told behind it."""
    return replace(date, edtf=date.edtf.removesuffix("/..")) if is_since_then(scene, date) else date


def _with_years(dates: list[Date]) -> list[Date]:
    """The dates with the year that a list of days or months names at its end: "Baku on 11 July, Tbilisi on 12 July, Yerevan on 13 July 2018"; "Baku in March
    and Kyiv in May 2018"; "on 16 October she left for Prague, where she stays until 22 October 2004"."""
    told: list[Date] = []
    for date in reversed(dates):
        after = told[-1].edtf.removeprefix("../").split("/")[0] if told else ""
        year = after[:4] if date.source == "year_unknown" and _MONTH.match(after) and date.edtf.split("/")[-1][4 : len(after)] <= after[4:] else ""
        told.append(replace(date, edtf=date.edtf.replace("XXXX", year)) if year else date)
    return told[::-1]


def _whole(scene: Scene, dates: list[Date]) -> list[Date]:
    """Dates without those that the next one only makes more precise: "in 1998, on 3 November"."""
    kept: list[Date] = []
    for at, date in enumerate(dates):
        after = dates[at + 1] if at + 1 < len(dates) else None
        halved = after is not None and not (after.rule in COUNTED and "/" in date.edtf) and (after.edtf.startswith(date.edtf) and len(after.edtf) > len(date.edtf) or _contains(date, after))
        gap = re.findall(r"\w+|[^\w\s]", scene.folded[date.stop : after.start]) if after and halved else ["-"]
        exact = halved and len(gap) <= PRECISELY and "," in gap and date.text[:1].isalpha() and any(len(token) > 3 for token in gap) and not any(after and date.stop <= a.start < after.start for a in scene.places)  # "in summer – more precisely, on 4 July"
        plain = halved and all(token == "," or token in scene.lexicon.prepositions for token in gap)
        plain = plain or halved and after is not None and (after.rule == "entry" or _is_between_dashes(scene, date, after))  # "May – the president of Chile (3–5)"
        celled = scene.kind == "row" and len(date.edtf) == 4 and any(other is not date and other.edtf.startswith(date.edtf) for other in dates)
        opens = halved and len(dates) == LISTED_WITH_YEAR and len(date.edtf) == 4 and set(scene.folded[scene.start : date.start].split()) <= set(scene.lexicon.prepositions) and _tells_once(scene)
        if plain or exact or celled or opens or after is not None and _is_counted_to(scene, date, after) or _is_week_of(dates, date) or kept and (_counts_again(scene, kept[-1], date) or is_explained(scene, kept[-1], date)):
            continue
        kept.append(date)
    return kept


def _tells_once(scene: Scene) -> bool:
    """True for a sentence with one verb, and one word at most, that tells of something to be dated: the year at its head and the month behind are of that."""
    return len([verb for verb in scene.predicates if verb.form == "finite"]) == 1 and len([verb for verb in scene.predicates if verb.sense not in ("other", "support")]) == 1


def _is_counted_to(scene: Scene, date: Date, after: Date) -> bool:
    """True for a count that only says how long before it was that the day told right behind it came: "ten weeks later, on 20 July"."""
    first = after.edtf.split("/")[0]
    if date.source != "relative_to_previous" or after.source == date.source or not (_DAY.match(date.edtf) and _DAY.match(first)):
        return False
    gap = re.findall(r"\w+|[^\w\s]", scene.folded[date.stop : after.start])
    return "," in gap and len(gap) <= PRECISELY and all(token == "," or token in scene.lexicon.prepositions for token in gap) and abs((Day.fromisoformat(first) - Day.fromisoformat(date.edtf)).days) <= ROUGHLY


def _is_between_dashes(scene: Scene, date: Date, after: Date) -> bool:
    """True for days told between two dashes behind the month or year they lie in: "in March he was in Tokyo for three days – the 12th, 13th and 14th – and ..."."""
    opens = scene.folded[date.stop : after.start].rstrip().endswith(DASHES)
    verb = any(date.stop <= one.start < after.start and one.form == "finite" for one in scene.predicates)
    return opens and not verb and scene.folded[after.stop : scene.stop].lstrip().startswith(DASHES)


def _contains(date: Date, after: Date) -> bool:
    """True for a season, week or other stretch in which the next date, a day or month, lies; not for a stay told by its days."""
    first, last = bounds(date.edtf)
    if _MONTH.fullmatch(after.edtf) and first and last and len(date.edtf) == len(after.edtf):
        return not _MONTH.fullmatch(date.edtf) and first[:7] <= after.edtf <= last[:7]  # "in the spring, in March 1996"
    if date.rule != WEEK and _DAY.match(date.edtf.split("/")[0]):
        return False
    low, high = bounds(after.edtf)
    days = _DAY.match(after.edtf) or date.rule == WEEK and after.rule != WEEK and after.edtf != date.edtf and _DAY.match(after.edtf.split("/")[0])  # "the next week: from the 5th to the 8th"
    return bool(days and first and last and low and high and first <= low and high <= last and first != last and not _DAY.match(date.edtf))


def _is_week_of(dates: list[Date], date: Date) -> bool:
    """True for a week of which the sentence tells a day too: "awaited next week: his visit will begin on Wednesday"."""
    return date.rule == WEEK and any(_contains(date, other) for other in dates if other.start > date.start)


def _counts_again(scene: Scene, before: Date, date: Date) -> bool:
    """True for a day of a visit that is only counted besides its date: "on 8 February, the second day of the visit"."""
    gap = re.findall(r"\w+|[^\w\s]", scene.folded[before.stop : date.start])
    return date.rule in COUNTED and _DAY.match(before.edtf) is not None and len(gap) > 0 and all(token == "," or token in scene.lexicon.prepositions for token in gap)


def _is_term(scene: Scene, date: Date) -> bool:
    """True for the years a programme or the like is made for: "for 2014-2016", "until 2028"; not for those that a verb says something fell in."""
    if _UNTIL_YEAR.match(date.edtf):
        return scene.words_between(scene.start, date.start) >= OPENING
    if not _YEARS.match(date.edtf):
        return False
    before, after = scene.folded[max(scene.start, date.start - 12) : date.start], scene.folded[date.stop : date.stop + 14]
    fell = scene.lexicon.term_unless.match(scene.folded, date.stop, scene.stop)
    return fell is None and bool(scene.lexicon.term_before.search(before) or scene.lexicon.term_after.match(after))
