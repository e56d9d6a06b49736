"""Names and titles in quotation marks: the years and days inside them are no dates ("Avrasiya – 2000", a book's "1991–2001")."""

from __future__ import annotations

import re
from bisect import bisect_left

from pipeline.dates.mentions import Item, Mention

_QUOTED = re.compile(r"[«“„]([^«»“”„\n]{1,160})[»”“]|\"([^\"\n]{1,160})\"")
_SPEECH_BEFORE = re.compile(r"[:,]\s?\Z")
_APPOSED = re.compile(r",\s[^-–—]")  # what goes on behind the title of "a book, "Our Neighbours, 1918–1920", was shown"
_SPEECH_AFTER = re.compile(r"\s?,\s?[-–—]")
_SPEECH_INSIDE = re.compile(r"[,.!?…]\s?\Z")
_LONGEST = 14  # words; a longer quotation is speech
_COARSE = ("year", "decade", "century")


def find_titles(text: str, span: tuple[int, int]) -> tuple[tuple[int, int], ...]:
    """The stretches in quotation marks that are names or titles, not speech.

    >>> text = "the book “Republic, 1991–2001” says: “We signed in 1996.”"
    >>> [text[start:stop] for start, stop in find_titles(text, (0, len(text)))]
    ['“Republic, 1991–2001”']
    """
    return tuple(match.span() for match in _QUOTED.finditer(text, *span) if not _is_speech(text, match, span))


def _is_speech(text: str, match: re.Match[str], span: tuple[int, int]) -> bool:
    inside = match[1] or match[2]
    before, after = text[max(span[0], match.start() - 3) : match.start()], text[match.end() : match.end() + 4]
    if before[-2:].strip() == "," and _APPOSED.match(after) and not _SPEECH_INSIDE.search(inside):
        return False
    return bool(
        len(inside.split()) > _LONGEST or _SPEECH_INSIDE.search(inside) or _SPEECH_BEFORE.search(before) or _SPEECH_AFTER.match(after)
    )


def is_part_of_title(mention: Mention, titles: tuple[tuple[int, int], ...]) -> bool:
    """True for a mention inside a title that tells no full date: "5 May 1996" in quotation marks stays a date."""
    at = bisect_left(titles, (mention.start, 0)) - 1
    return at >= 0 and mention.stop <= titles[at][1] and all(_is_coarse(item) for item in mention.items)


def _is_coarse(item: Item) -> bool:
    points = (item.first, item.last or item.first)
    return any(point.grain in _COARSE for point in points) or not any(point.dated for point in points)
