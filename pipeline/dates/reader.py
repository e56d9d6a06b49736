"""Reads the dates of a whole text: passage by passage, carrying on what has been said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice, pairwise

from pipeline.dates.calendar import Value
from pipeline.dates.context import LAST_PROMISED, Context
from pipeline.dates.dateline import dateline_stop, is_dateline, is_day_line, is_stamp, opens_another
from pipeline.dates.edtf import precision
from pipeline.dates.entries import bracketed_days, entry_days, heading_year, months_in_brackets, note_month, note_title
from pipeline.dates.exact import is_exact, month_beside
from pipeline.dates.figured import figured_cells, is_cell
from pipeline.dates.find import find_mentions
from pipeline.dates.imprint import find_imprint, is_issue, is_week_told, issue_year
from pipeline.dates.lexicon import load_lexicon
from pipeline.dates.masthead import is_masthead
from pipeline.dates.mentions import Item, Mention
from pipeline.dates.merging import Pair, merge
from pipeline.dates.passages import blank, cut, opens_line, row_numbers
from pipeline.dates.resolve import Resolved, resolve, with_year
from pipeline.dates.signed import is_headed_by_day, signed_off, sources
from pipeline.dates.story import (
    has_weekday,
    is_apart,
    is_apposed,
    is_end,
    is_gap,
    is_in_passing,
    is_month_past,
    is_no_time,
    is_seen_from_now,
    opens,
)
from pipeline.dates.tense import is_called_off, is_earlier, is_foretold, is_future, is_past
from pipeline.dates.titles import find_titles, is_part_of_title
from pipeline.documents.cells import opening_date, opening_year
from pipeline.documents.layout import is_imprint
from pipeline.values import Date, Segmentation, Span

_PARAGRAPH, _LINE = re.compile(r"\n[ \t]*\n"), re.compile(r"\n")
_PROSE = re.compile(r"[^\n]{150}\n(\s*\n)?")  # a line long enough for a paragraph, and the blank line behind it
_YEAR = re.compile(r"(?<!\d)(?:18|19|20)\d\d(?!\d)")
_ENTRY_YEAR = re.compile(r"(?:18|19|20)\d\d(?:\s?[.:–—|]|,(?=\s\d{1,2}\s?[–—-]))(?=\s)")  # "1996. In May ..."
_DAY_IN_BRACKETS = re.compile(r"\(\d{1,2}[\s–—-]")  # "2010 – Ukraine (3 March)"
_YEAR_LETTERS, _LONGEST_HEADING = 4, 16
_ENTRY, _DOTTED, _LOGGED = "entry", "dotted", "weekday at the head of an entry"
_SECTION = re.compile(r"\d{1,2}\.\d\.?\s+[^\W\d_]")  # the number of a section before its heading: "3.1 Visits"
_MARK = 3  # characters of the mark of an item before its date
_MONTH = re.compile(r"[\dX]{4}-(0[1-9]|1[0-2])\Z")
NOTES = frozenset({"footnote", "references"})  # kinds of block
_WEEKDAY = re.compile(r"[^\W\d_]{2,12}(?:[ –—-][^\W\d_]{5,8})?,? \(?(?:\d|[^\W\d_]{3,9} \d)|\d{1,2}(?:[–—-]\d{1,2})? [^\W\d_]{3,9},? \(?[^\W\d_]")  # what may be a weekday beside a day of a month
_WHOLE_DAY, _WHOLE_DAYS = re.compile(r"(?<![\d.])\d{1,2}\.\d{1,2}\.(?:18|19|20)\d\d(?!\d)"), 3  # a day written "5.12.1972"; such days that make a text one which writes them so
_YEAR_CELL = re.compile(r"(?:18|19|20)\d\d \| ")
_ENTRIES, _LONGEST_OPENING = 3, 70  # entries that make a chronicle; characters in which the date of one stands


def read(text: str, language: str) -> tuple[Date, ...]:
    """All dates of a text that is a document of its own.

    >>> [date.edtf for date in read("He came from 8 to 12 February 1994 and again on 16 and 19 May 1996.", "en")]
    ['1994-02-08/1994-02-12', '1996-05-16', '1996-05-19']
    """
    return read_dates(text, cut(text, language))


def read_dates(text: str, passages: Iterable[tuple[int, int, str]], masks: Iterable[Span] = (), rows: frozenset[int] = frozenset()) -> tuple[Date, ...]:
    """All dates of a document, in order. ``passages`` are its sentences, headings and table rows (start, stop, language code), ``masks``
    stretches in which none is read (citations), ``rows`` the starts of those passages that are rows of a table. What is said of time in one passage holds for the next, whatever its language."""
    passages = tuple(passages)
    blanked = blank(text, [*masks, *row_numbers(text, [passage[:2] for passage in passages if passage[0] in rows])])
    year = _YEAR.search(blanked)
    context = Context(some_year=int(year[0]) if year else None, headed=_is_chronicle(blanked, passages), figures=figured_cells(blanked), dotted=len(_WHOLE_DAY.findall(blanked)) >= _WHOLE_DAYS)
    signed = signed_off(blanked, passages)
    if signed:
        context.set_dateline(signed[1])
    context.imprint = issue_year(text, passages[0][2]) if passages else None
    reports = sources(text, passages)
    context.day_lines = sum(is_headed_by_day(blanked, passage) for passage in passages) > 1
    dates: list[Date] = []
    before, gap = 0, _gap(text)
    for number, (start, stop, language) in enumerate(passages):
        context.new_passage(bool(gap.search(text, max(min(before, start) - 3, 0), max(before, start))))
        if start in reports:
            context.set_dateline(reports[start])
        before, context.in_row = stop, start in rows
        dates += (found := [*_read_passage((text, blanked), (number, start, stop), language, context)])
        month = _opening_month(found, start, context)
        spans = ((found[0].stop, stop, month),) if month else months_in_brackets(blanked, found, stop)
        for low, high, value in (days for first, last, told in spans for days in bracketed_days(blanked, (first, last), told)):
            context.remember(value)
            dates.append(Date(low, high, text[low:high], str(value), "day", "month_from_heading", _ENTRY, False))
    if signed:
        dates = [replace(date, is_dateline=date.is_dateline or date.start == signed[0]) for date in dates]
    return tuple(sorted(dates, key=lambda date: date.start))


def _gap(text: str) -> re.Pattern[str]:
    """What parts the paragraphs of a text: blank lines, or, where most lines of prose have none behind them, the ends of lines."""
    blanks = [bool(match[1]) for match in _PROSE.finditer(text)]
    return _LINE if 2 * sum(blanks) < len(blanks) else _PARAGRAPH


def read_segmented(text: str, segmentation: Segmentation) -> tuple[Date, ...]:
    """All dates of a document that is cut into sentences. Notes are read by themselves: what they say of time does not hold for the text around them."""
    main: list[tuple[int, int, str]] = []
    notes: list[tuple[int, int, str]] = []
    for sentence in segmentation.sentences:
        head = dateline_stop(text, sentence.start, sentence.stop)
        edges = (sentence.start, *([head] if head else []), sentence.stop)
        parts = [(start, stop, sentence.language) for start, stop in pairwise(edges)]
        (notes if segmentation.blocks[sentence.block].kind in NOTES else main).extend(parts)
    rows = frozenset(sentence.start for sentence in segmentation.sentences if segmentation.blocks[sentence.block].kind == "row")
    told = read_dates(text, main, segmentation.citations, rows)
    noted = [replace(date, is_dateline=False, is_imprint=False) for date in read_dates(text, notes, segmentation.citations)] if notes else []
    return tuple(sorted([*told, *noted], key=lambda date: date.start))


def _read_passage(texts: tuple[str, str], passage: tuple[int, int, int], language: str, context: Context) -> Iterator[Date]:
    """The dates of a passage (its number, start, stop). ``texts``: as it stands, and with its citations blanked."""
    text = texts[1]
    context.headed = context.headed or _is_heading(text, *passage[1:])
    if context.headed or not passage[0] or is_imprint(text[passage[1] : passage[2]]):
        note_title(text, passage, context)
    note_month(text, passage[1:], language, context)
    mentions = find_mentions(text, passage[1:], language)
    if (at := heading_year(text, passage[1:])) is not None and not mentions:
        context.opened = value = Value(int(text[at : at + _YEAR_LETTERS]))
        context.remember(value)
        if passage[2] - passage[1] <= _LONGEST_HEADING:
            context.below_year, context.year_heading = True, value.year
        context.entry_year = value.year if context.entry_year and context.entry_month is None else context.entry_year
        yield Date(at, at + len(str(value)), str(value), str(value), "year", "explicit", "heading", False)
        return
    days = entry_days(text, passage[1:], language, context)
    mentions = tuple(each for each in mentions if not (days and each.start < days[0] and not text[passage[1]].isdigit()))  # "Monday 4 The minister"
    if days and not (mentions and mentions[0].start < days[0]):
        context.remember(days[1])
        yield Date(passage[1], days[0], texts[0][passage[1] : days[0]], str(days[1]), "day", "month_from_heading", _ENTRY, False)
    if not mentions or mentions[0].start > passage[1]:
        mentions = (*_heading(text, passage[1:], language, entry=context.headed), *mentions)
    if not mentions:
        return
    yield from _read_mentions(texts, passage, language, context, mentions)


def _read_mentions(texts: tuple[str, str], passage: tuple[int, int, int], language: str, context: Context, mentions: tuple[Mention, ...]) -> Iterator[Date]:
    """The dates of the mentions of a passage, each read in the light of those before it."""
    text = texts[1]
    context.named_decades = load_lexicon(language).settings["named_decades"]
    titles = find_titles(text, passage[1:])
    pairs = tuple(zip((None, *mentions[:-1]), mentions, strict=True))
    mentions = tuple(_with_year_before(text, before, mention) for before, mention in pairs if not (before and is_gap(text, before, mention, context.last_year(), language)))
    for before, mention, follower in zip((None, *mentions[:-1]), mentions, (*mentions[1:], None), strict=False):
        context.month_told = month_beside(mention, follower)
        context.exact, context.apposed = is_exact(text, passage[1], mention, language), is_apposed(text, before, mention, language)
        if titles and is_part_of_title(mention, titles):
            continue
        context.future = (context.now is not None or bool(context.days) or context.year is not None) and not _is_told_weekday(mention) and is_future(text, passage, mention, language)
        context.future = context.future or (context.tells_news or mention.items[0].first.slots.keys() == {"year"}) and is_foretold(text, passage, mention, language)
        context.over = over = (context.now is not None or context.left is not None) and not context.future and is_past(text, passage, mention, language)
        context.earlier = not context.future and is_earlier(text, passage, mention, language)
        context.called_off = context.now is not None and is_called_off(text, passage, mention, language)
        year: int | None = None
        for pair in merge(mention):
            if not context.dotted and {end.point.means for end in (pair.first, pair.last) if end} == {_DOTTED}:
                continue  # "4.12" is a day where the text writes "5.12.1972"
            if _ENTRY in (end.point.means for end in (pair.first, pair.last) if end) and not is_cell(text, pair.item, passage, context.figures) and (_SECTION.match(text, pair.item.start, passage[2]) or not (context.headed or context.dotted)):
                continue  # "3.1 Visits" is a section; "12.02" is a day at the head of a chronicle's entry, and alone in a cell
            if context.headed and pair.item.start == passage[1] and opens_line(text, passage[1]):
                context.open_entry(pair.first.slots.get("month"))
            context.over = over or pair.item.kind == "since" and context.now is not None and not context.future  # what goes on has begun
            resolved = resolve(replace(pair, first=with_year(pair.first, year)), context)
            if resolved is not None:
                year = year or resolved.value.year
                undated = context.now is None
                line = _note(text, (*passage, language), context, pair, resolved.value)
                yield _date(texts[0], pair.item, resolved, line, imprint=undated and context.dateline is None and context.imprint is not None)


def _with_year_before(text: str, before: Mention | None, mention: Mention) -> Mention:
    """A mention of days with the year that stands right before it and tells nothing else, whatever year the text tells of: "(2009, 21–22 September)", "2009 | 21 September | ..."."""
    item = mention.items[0]
    year = before.items[0] if before and len(before.items) == 1 and mention.year is None else None
    bare = year is not None and year.kind == "point" and year.first.slots.keys() == {"year"} and "month" in (item.last or item.first).slots
    bare = bare and not any("year" in end.slots for one in mention.items for end in (one.first, one.last) if end)
    return replace(mention, year=year.first) if year and bare and not text[year.stop : mention.start].strip(" ,|") else mention


def _is_told_weekday(mention: Mention) -> bool:
    """True for a weekday since which something goes on: it is over, whatever is to come ("has been there since Monday and will stay"); also for one that
    opens a line of a log in the present ("Tue 11:45 The guest arrives")."""
    item = mention.items[0]
    return "weekday" in item.first.slots and (item.kind == "since" or item.form == _LOGGED)


def _note(text: str, passage: tuple[int, int, int, str], context: Context, pair: Pair, value: Value) -> bool:
    """Note a date that was read in the context; True for the dateline of a document or a report."""
    number, start, stop, language = passage
    item, place = pair.item, (number, start, stop)
    opens_entry = context.headed and item.start == start
    week = context.now is None and not (context.in_row and number > 1) and is_week_told(text, passage, item, value)
    line = week or is_stamp(text, place, item) or opens_entry and context.dateline is None and is_masthead(text, item, language) or not opens_entry and (opens_another(text, place, item, language) if context.dateline else is_dateline(text, place, item, language))
    if context.now is None and context.last_year() not in (None, value.year) and value.precision == "month" and is_issue(text, place):
        return line  # the title tells of another year than that of printing
    if is_no_time(text, start, item, value, context, language):
        context.named = value.last.year
        return line
    if is_seen_from_now(pair.first.slots, value) and not opens(text[start : item.start]):
        context.glance_at(value)
    elif is_apart(text, start, item, value, context, language):
        context.look_apart(value)
    elif not (aside := is_in_passing(text, (start, stop), pair, value, context, language)) and is_month_past(pair.first.slots, value, context) and not opens(text[start : item.start]):
        context.glance_back(value)
    else:
        context.note_ahead(value, item.last or item.first)
        context.ahead = value.year if is_seen_from_now(pair.first.slots, value) and (value.year or 0) > (context.present_year() or LAST_PROMISED) else context.ahead
        context.remember(value, aside=aside, told=item.first.dated and pair.first.slots.get("year_rel") != "this")
    context.year_end = value if value.precision == "year" and is_end(text[item.start : item.stop], language) else context.year_end
    weekday = value.precision == "day" and ("weekday" in (pair.last or pair.first).slots or has_weekday(text, item.stop, language))
    context.weekday = value if weekday and context.seen[-1:] == [value] else context.weekday  # not one told in passing
    if opens_entry or value.last.precision == "year" and stop - start <= _LONGEST_HEADING:
        context.opened = value
        if not context.in_row and value.stop is None and not text[start : item.start].strip() and not text[item.stop : stop].strip(" .:"):
            context.below_year, context.year_heading = True, value.year if value.precision == "year" else None
    if line:
        context.set_dateline(value.last if week else value)
    elif context.day_lines and value.year and is_day_line(text, place, item, language):
        line = context.dateline is not None and any(letter.isalpha() for letter in text[start : item.start] + text[item.stop : stop])  # "Gaborone, 8 June 2022"
        context.set_dateline(value)
    elif context.now is None and not opens_entry:
        context.imprint = find_imprint(text, passage, item, value)
        context.life = context.imprint is not None and value.stop is not None and value.last.precision == "year"
    elif context.life and not opens_entry:
        context.note_death(value)
    return line


def _opening_month(found: Sequence[Date], start: int, context: Context) -> Value | None:
    """The month that a passage opens with."""
    match = _MONTH.match(found[0].edtf) if found and found[0].start - start <= _MARK else None
    return Value(context.last_year(), int(match[1])) if match else None


def _is_heading(text: str, start: int, stop: int) -> bool:
    """Whether a passage is a year and nothing else, with its word and a stop at most."""
    return stop - start <= _LONGEST_HEADING and (length := opening_year(text[start:stop])) > 0 and not text[start + length : stop].strip(" .:–—-\n")


def _heading(text: str, span: tuple[int, int], language: str, *, entry: bool) -> tuple[Mention, ...]:
    """A year that is a whole passage heads what follows, as in a chronicle, and one with a stop at the head of an ``entry`` tells its year; in brackets every language reads a bare year."""
    start, stop = span
    opens = _ENTRY_YEAR.match(text, start, stop)
    if start == 0 or not (_is_heading(text, start, stop) or opens and (entry or opens[0].endswith(("|", ":")) or _DAY_IN_BRACKETS.search(text, *span))):
        return ()
    behind = start + _YEAR_LETTERS
    return find_mentions(f"{text[: start - 1]}({text[start:behind]}){text[behind + 1 :]}", (start - 1, behind + 1), language)


def _is_chronicle(text: str, passages: Sequence[tuple[int, int, str]]) -> bool:
    """Whether some lines open with a date, as the entries of a chronicle and the rows of a table do."""
    opened = (passage for passage in passages if opens_line(text, passage[0]) and _opens_with_date(text, *passage))
    return len(tuple(islice(opened, _ENTRIES))) == _ENTRIES


def _opens_with_date(text: str, start: int, stop: int, language: str) -> bool:
    """Whether a passage opens with a date, behind a weekday ("Wednesday, 5 April") and behind a cell with its year too ("1992 | 5 April | ...")."""
    start = year.end() if (year := _YEAR_CELL.match(text, start, stop)) else start
    stop = min(stop, start + _LONGEST_OPENING)
    if opening_date(text[start:stop]) is not None:
        return True
    mentions = find_mentions(text, (start, stop), language) if _WEEKDAY.match(text, start, stop) else ()
    points = [point for item in mentions[0].items[:1] for point in (item.first, item.last) if point] if mentions and mentions[0].start == start else []
    slots = {slot for point in points for slot in point.slots}
    return "month" in slots and ("weekday" in slots or "," in text[start : points[0].start])


def _date(text: str, item: Item, resolved: Resolved, line: bool, *, imprint: bool) -> Date:
    return Date(item.start, item.stop, text[item.start : item.stop], resolved.edtf, precision(resolved.edtf), resolved.source, item.form, line, imprint)
