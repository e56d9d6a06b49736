"""The day that stands below or above a text and dates it: its last line, the source of a paragraph, the day that heads a report."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.dates.calendar import Value
from pipeline.dates.dateline import is_day_line, is_labelled
from pipeline.dates.find import find_mentions

_LONGEST_SOURCE = 80  # characters
_PARAGRAPH_SOURCE = re.compile(r"\([^()\n\d]{2,40},\s?([^()\n]{6,30})\)\s*\.?\s*\Z")
_SIGNED_FROM, _LONGEST_SIGNATURE = 3, 60  # passages of a text that may be dated by its last line; characters of that line
_DIGITS = re.compile(r"\d")
_SOURCE = re.compile(r"\s*\([\"“«„][^\"”»“\n]{2,50}[\"”»“][^()\n]{0,30}")  # the paper that a text is out of, named in brackets below it


def is_headed_by_day(text: str, passage: tuple[int, int, str]) -> bool:
    """True for a passage that is a day with its city at most."""
    start, stop, language = passage
    mentions = find_mentions(text, (start, stop), language) if stop - start <= _LONGEST_SIGNATURE else ()
    return len(mentions) == 1 and is_day_line(text, (0, start, stop), mentions[0].items[0], language)


def sources(text: str, passages: Sequence[tuple[int, int, str]]) -> dict[int, Value]:
    """The days of the reports of a press review, by where each begins: its paragraph ends with its source and day, as most others do ("... (TPA, 8 April 2025)");
    where few do, these are the references of an article."""
    found: dict[int, Value] = {}
    firsts: dict[int, tuple[int, str]] = {}
    for start, _, language in passages:
        end = text.find("\n", start)
        firsts.setdefault(end if end >= 0 else len(text), (start, language))
    for end, (start, language) in firsts.items():
        source = _PARAGRAPH_SOURCE.search(text, max(start, end - _LONGEST_SOURCE), end)
        if source and (day := _is_day_alone(text, source.start(1), source.end(1), language)):
            found[start] = day[1]
    paragraphs = sum(end - start >= _LONGEST_SOURCE for end, (start, _) in firsts.items())
    return found if len(found) > 1 and 2 * len(found) >= paragraphs else {}


def signed_off(text: str, passages: Sequence[tuple[int, int, str]]) -> tuple[int, Value] | None:
    """Where the day stands that is the last line of a text and dates it, and that day; None where there is none, or the head of the text tells a day of its own or the title a number."""
    if len(passages) < _SIGNED_FROM or any(_is_day_alone(text, *passage) for passage in passages[: min(_SIGNED_FROM, len(passages) - 1)]):
        return None
    found = _is_day_alone(text, *passages[-1])
    return found if found and (_SOURCE.match(text, passages[-1][0]) or not _DIGITS.search(text, 0, passages[0][1])) else None


def _is_day_alone(text: str, start: int, stop: int, language: str) -> tuple[int, Value] | None:
    """Where the day stands that is all a passage tells, but for a place, and that day."""
    if stop - start > _LONGEST_SIGNATURE:
        return None
    mentions = find_mentions(text, (start, stop), language)
    point = mentions[0].items[0].first if len(mentions) == 1 and mentions[0].items[0].kind == "point" else None
    if point is None or not {"day", "month", "year"} <= point.slots.keys() or text[mentions[0].items[0].stop : stop].strip(" .\n)"):
        return None
    place = text[start : point.start].strip(" ,.(\n")
    alone = not place or place[0].isupper() and place.replace("-", "").isalpha() or is_labelled(text[start : point.start], language)
    sourced = _SOURCE.match(text, start, stop) and text[point.stop : stop].rstrip(" .\n").endswith(")")  # "("Ayna", 29 June 2009)"
    return (point.start, Value(point.slots["year"], point.slots["month"], point.slots["day"])) if alone or sourced else None
