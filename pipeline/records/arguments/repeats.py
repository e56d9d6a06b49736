"""Several visits told at once: "five times, in 1995, 1999 ...", "officially in 2000 and privately in 2002", people each with a day of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.records.arguments.counting import Count, times
from pipeline.records.arguments.dating import pair_dates
from pipeline.records.arguments.usable import usable
from pipeline.records.scenes.scene import Scene
from pipeline.values import Actor, Date, Predicate

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
_TOKEN = re.compile(r"\w+|[^\w\s]")
_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
_ASIDE, _AGAIN = re.compile(r",[^,;:()]{1,40},"), re.compile(r",?\s+and\s+again\b")
_LED = re.compile(r"(?:,[^,;:–—]{1,40},|,)?\s*[–—-]\s(?:\w+\s)?")  # what stands between a date and the one who came then
MOST = 20  # dates that may be listed


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One of several visits: its date, the kind said of it, and the stretch in which it is told."""

    date: str
    kind: str | None
    start: int
    stop: int


def occurrences(scene: Scene, predicate: Predicate, count: Count | None) -> list[Occurrence]:
    """The visits that a predicate tells with a date for each; none where it tells one, or not all dates are given."""
    dates = _listed(scene, predicate, count.start if count else predicate.stop)
    if numbered := _numbered(scene, predicate):
        return numbered
    count = count if count and count.number > 1 else None  # "потом ещё раз" tells of one
    if count and (told := _spelt_out(scene, count)):
        return told
    if count is None:
        dates = _in_a_list(scene, dates) if dates or scene.lexicon.predicate_last else _in_a_list(scene, _before(scene, predicate))
    wanted = len(dates) if count is None else count.number
    if not 1 < wanted == len(dates) <= MOST:
        return []
    return _with_kinds(scene, dates, predicate.start if dates[-1].stop <= predicate.start else scene.stop)


def _spelt_out(scene: Scene, count: Count) -> list[Occurrence]:
    """Visits whose number stands before a colon, behind which each is told with its date: "twice: in May 2022 he was at the summit, on 3 July 2024 – at the session"."""
    colon = re.compile(r"[\w ]{1,30}:").match(scene.folded, count.start, scene.stop)
    dates = _without_halves([date for date in usable(scene) if colon and date.start >= colon.end()])
    return _with_kinds(scene, dates, scene.stop) if len(dates) == count.number else []


def _numbered(scene: Scene, predicate: Predicate) -> list[Occurrence]:
    """Visits that are told one by one by their number, each with a date: "a third journey: the first was in May 2007, the second in March 2010"."""
    marks = [m for m in scene.finditer(_TOKEN, predicate.stop) if scene.lexicon.ordinals.get(m[0], 0) == 1 or m[0] in scene.lexicon.ordinals]
    marks = [m for m in marks if not any(date.start <= m.start() < date.stop for date in scene.dates)]
    if len(marks) < 2 or scene.lexicon.ordinals[marks[0][0]] != 1 or predicate.form != "noun":
        return []
    edges = [*(m.start() for m in marks), scene.stop]
    if len({a.place.code for a in scene.places if a.place and a.start >= edges[0] and {"to", "in"} & set(a.marks)}) > 1:
        return []  # "the first took him to Rome, the second to Bonn"
    dated = [[date for date in usable(scene) if low <= date.start < high] for low, high in zip(edges, edges[1:], strict=False)]
    return [Occurrence(dates[0].edtf, None, dates[0].start, dates[0].stop) for dates in dated] if all(dated) else []


def _listed(scene: Scene, predicate: Predicate, start: int) -> list[Date]:
    """The dates behind a predicate and its number, up to the next verb that tells of something else."""
    low = start
    verbs = [verb for verb in scene.predicates if verb.form == "finite" and verb.start > low and verb is not predicate and not _is_in_aside(scene, verb)]
    follower = min(verbs, key=lambda verb: verb.start, default=None)
    high = follower.start if follower else scene.stop
    acting = [a.start for verb in scene.predicates if verb.start == high for a in scene.subject(verb) or () if a.start > low]
    dates = [date for date in usable(scene) if low <= date.start < high and not any(date.stop <= start for start in acting[:1])]
    gap = scene.folded[dates[-1].stop : follower.group_start].strip() if dates and follower else None
    if not scene.lexicon.predicate_last and (gap == "" or gap == "," and _last_word(scene, low, dates[-1].start) == ","):
        dates.pop()  # "прилетел 5 мая и 7 мая отбыл", "was received on the 7th, and the day after took a prize", "came on the 7th and, two days later, left"
    return _without_halves(_before_turn(scene, dates, bool(verbs)))


def _last_word(scene: Scene, start: int, stop: int) -> str:
    """The last word or sign of a stretch, little words left aside: the comma of "and, on | the 5th"."""
    words = [word for word in _TOKEN.findall(scene.folded[start:stop]) if word not in scene.lexicon.prepositions]
    return words[-1] if words else ""


def _before_turn(scene: Scene, dates: list[Date], goes_on: bool) -> list[Date]:
    """The dates before a word that turns to the next verb: "came on Thursday, and on Friday, after the talks, left" ("в четверг, а в пятницу ... отбыл")."""
    if not goes_on or not scene.lexicon.governs:
        return dates
    for one, other in pairwise(dates):
        gap = _TOKEN.findall(scene.folded[one.stop : other.start])
        if any(token in scene.lexicon.turning for token in gap):
            return [date for date in dates if date.start <= one.start]
    return dates


def _before(scene: Scene, predicate: Predicate) -> list[Date]:
    """The dates before a predicate of which no other verb stands nearer: "In 2006, 2009 and 2012 the president visited Baku"."""
    low, _ = scene.clause(predicate.start)
    verbs = [verb for verb in scene.predicates if verb.form == "finite" and low <= verb.start and verb.stop <= predicate.group_start]
    if verbs and scene.subject(verbs[-1]) and scene.subject(verbs[-1]) != scene.subject(predicate):
        return []  # "A received him in May, and in June he was in Rome"
    if verbs and scene.lexicon.governs:
        return []  # "прилетел в четверг, а в пятницу отбыл"
    low = max([low, *(verb.stop for verb in scene.predicates if verb.form == "finite" and verb.stop <= predicate.group_start)])
    dates = [date for date in usable(scene) if low <= date.start < predicate.group_start]
    if verbs and dates and _last_word(scene, low, dates[0].start) not in (",", *scene.lexicon.joining):
        return []  # "arrived in Rome on 3 May and on 5 May flew to Bonn", not "came to power, and in 2006 and 2009 visited Baku"
    return _without_halves(dates)


def _is_in_aside(scene: Scene, verb: Predicate) -> bool:
    """True for a verb in a clause that only tells of a date before it: "in August, when his stay was cut short, and in July"."""
    openings = [m.end() for date in scene.dates if date.stop <= verb.start and (m := scene.lexicon.at_that_time.match(scene.folded, date.stop))]
    return bool(openings) and "," not in scene.folded[openings[-1] : verb.start]


def _without_halves(dates: list[Date]) -> list[Date]:
    """Leave out a date that the next one only makes more precise: "two years later, on 24 April"."""
    return [date for at, date in enumerate(dates) if at + 1 == len(dates) or not dates[at + 1].edtf.startswith(date.edtf)]


def _in_a_list(scene: Scene, dates: list[Date]) -> list[Date]:
    """The first dates that are joined by nothing but connecting words: "in 1995, 1999 and 2001"."""
    kept, joined = dates[:1], False
    for date in dates[1:]:
        gap = scene.folded[kept[-1].stop : date.start]
        anew = scene.lexicon.anew.search(gap)
        plain = gap[: anew.start()] + gap[anew.end() :].lstrip(" –—-") if anew else gap  # "вторично – в июне"
        tokens = _TOKEN.findall(_ASIDE.sub("", plain) if scene.lexicon.positional and _AGAIN.match(plain) else plain)
        if not tokens or not all(token == "," or token in scene.lexicon.joining or token in scene.lexicon.prepositions for token in tokens):
            break
        joined = anew is not None or any(token in scene.lexicon.joining for token in _TOKEN.findall(gap))
        kept.append(date)
    listed = len(kept) > 2 and re.search(r"[:–—]\s*(?:\w{1,2}\s+)?\Z", scene.folded[kept[0].start - 6 : kept[0].start]) is not None
    again = len(kept) > 1 and scene.search(scene.lexicon.again, kept[-2].stop, kept[-1].start) is not None  # "in the spring of 2013 and again in 2014"
    apart = len({date.edtf[:4] for date in kept}) == len(kept) and all(_YEAR.search(date.text) for date in kept)  # "в мае 2001-го и 3–5 июня 2003 года"
    return kept if (joined or listed) and (again or apart or len({len(date.edtf) for date in kept}) == 1) else []


def _with_kinds(scene: Scene, dates: list[Date], stop: int) -> list[Occurrence]:
    """Each date with the kind told beside it, before it or behind it, the same for all, as that of a plural is; up to a verb behind the dates, whose kind all of them share."""
    found = sorted((m.start(), m.end(), sign.value) for sign in scene.lexicon.types for m in scene.finditer(sign.pattern, dates[0].start - 40, stop))
    shared = {value for _, stop, value in found for trip in scene.told("trip") if trip.plural and trip.stop <= dates[0].start and not scene.folded[stop : trip.start].strip() and stop <= trip.start}
    if len(shared) == 1 and len(found) == 1:  # "приезжал с официальными визитами в 1992 и 1997 годах"
        return [Occurrence(date.edtf, min(shared), date.start, date.stop) for date in dates]
    before = any(scene.start <= start < dates[0].start and scene.words_between(stop, dates[0].start) <= 2 for start, stop, _ in found)
    edges = [dates[0].start - 40, *[date.stop for date in dates]] if before else [*[date.start for date in dates], stop]
    told = []
    ahead = set() if before or not scene.lexicon.governs else {start for date, after in zip(dates, dates[1:], strict=False) for start, _, _ in found if date.stop <= start < after.start and _goes_on_to(scene, date.stop, start)}
    for date, low, high in zip(dates, edges, edges[1:], strict=False):
        back = max((one.start for one in dates if one.start < date.start), default=low)
        kind = next((value for start, _, value in found if (start not in ahead and low <= start < high) or (start in ahead and back <= start < date.start)), None)
        told.append(Occurrence(date.edtf, kind, low, high))
    return told


def _goes_on_to(scene: Scene, low: int, high: int) -> bool:
    """True where the kind of a visit stands behind the word that joins the next date: "в мае 2001-го и, с государственным визитом, 6 августа 2006 года"."""
    return bool(scene.lexicon.joining & set(scene.folded[low:high].replace(",", " ").split()))


def counts_in_step(scene: Scene, hosts: Sequence[tuple[int, int]]) -> list[Count]:
    """How often one went to each of several places, where all are told: "Minsk twice and Kyiv three times"."""
    edges = [*(start for start, _ in hosts[1:]), scene.stop]
    found = [times(scene, stop, edge) for (_, stop), edge in zip(hosts, edges, strict=True)]
    return [count for count in found if count] if all(found) else []


def own_dates(scene: Scene, visitors: Sequence[Actor]) -> list[str | None] | None:
    """A date for each of several visitors, where every one has his own: "A, on 13 May 2003, B, in September 2009"."""
    spans = [(visitor.start, visitor.stop) for visitor in visitors]
    if len(spans) < 2 or any(start >= stop for start, stop in spans) or not all(a[1] <= b[0] for a, b in zip(spans, spans[1:], strict=False)):
        return None
    if led := _led_by_dates(scene, spans) or _dated_before(scene, spans):
        return led
    if beside := _set_beside(scene, spans):
        return beside
    behind = dates_behind(scene, spans)
    if all(behind):
        return [max(dates, key=lambda date: (_DAY.match(date.edtf) is not None, -date.start)).edtf for dates in behind]
    paired = pair_dates(scene, spans, usable(scene)) or _in_step(scene, spans)
    return [date.edtf if date else None for date in paired] if paired else None


def _in_step(scene: Scene, spans: Sequence[tuple[int, int]]) -> list[Date]:
    """As many dates as there are visitors, each beside its own, before him or behind: "A on the 4th, B on the 6th and, at the end of the month, C"."""
    dates = usable(scene)
    edges = [scene.start, *(stop for _, stop in spans)], [*(start for start, _ in spans[1:]), scene.stop]
    if len(dates) != len(spans) or not all(low <= date.start and date.stop <= high for date, low, high in zip(dates, *edges, strict=False)):
        return []
    verbs = [[verb for verb in scene.predicates if verb.form == "finite" and stop <= verb.start < date.start] for date, (_, stop) in zip(dates, spans, strict=True)]
    return dates if all(len(between) <= 1 for between in verbs) else []  # "in May A and B were in Oslo, where a charter was adopted on the 10th"


def dates_behind(scene: Scene, spans: Sequence[tuple[int, int]]) -> list[list[Date]]:
    """The dates behind each of several phrases, up to the next of them or the end of the sentence."""
    edges = [*(start for start, _ in spans[1:]), scene.stop]
    return [[date for date in usable(scene) if stop <= date.start < edge] for (_, stop), edge in zip(spans, edges, strict=True)]


def _set_beside(scene: Scene, spans: Sequence[tuple[int, int]]) -> list[str | None]:
    """The date in brackets behind each of several visitors, or between commas before him: "A (October 1993) and, on 12 July 2007, B"; none where one has neither."""
    dates = usable(scene)
    bracketed = [[date for date in dates if scene.folded[stop : max(stop, date.start)].strip() == "("] for _, stop in spans]
    led = [[date for date in dates if date.stop <= start and scene.folded[date.stop : start].strip() == ","] for start, _ in spans]
    own = [behind or before for behind, before in zip(bracketed, led, strict=True)]
    return [found[0].edtf for found in own] if all(own) and any(bracketed) else []


def _dated_before(scene: Scene, spans: Sequence[tuple[int, int]]) -> list[str | None]:
    """The one date before each of several visitors, in a language that ends clauses with the verb: "dörd prezident gəldi: martda A, mayda B", "martda A-nı, mayda B-ni qəbul etdi"."""
    edges = [max(scene.start, scene.folded.rfind(":", scene.start, spans[0][0])), *(stop for _, stop in spans)]
    before = [[date for date in usable(scene) if low <= date.start and date.stop <= start] for low, (start, _) in zip(edges, spans, strict=False)]
    known = scene.lexicon.predicate_last and all(len(dates) == 1 for dates in before) and not any(date.start >= spans[-1][1] for date in usable(scene))
    return [dates[0].edtf for dates in before] if known else []


def _led_by_dates(scene: Scene, spans: Sequence[tuple[int, int]]) -> list[str | None]:
    """The date before the dash that each of several visitors stands behind: "on the 5th – A, on the 12th, with his wife, – the then premier B"; none where one has no such date."""
    if not scene.lexicon.governs:
        return []
    before = [[date for date in usable(scene) if date.stop <= start and _LED.fullmatch(scene.folded, date.stop, start)] for start, _ in spans]
    return [dates[-1].edtf for dates in before] if all(before) else []
