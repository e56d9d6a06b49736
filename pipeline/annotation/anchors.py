"""Places in a text that survive other ways of counting: a stretch is known by its offsets, its words and what stands around it.

Offsets count Unicode characters of the text as read. Some tools count UTF-16 units, in which an emoji is two, or count ``\\r\\n`` as one or two; so what
comes back is held against its words, and where these stand elsewhere it is put right and counted, or refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.errors import GoldError

SHOWN = 60  # characters of a quotation in a message


@dataclass(frozen=True, slots=True)
class Anchor:
    """A stretch of text as a tool gives it: half-open offsets and the words it is said to hold (empty where the tool gives none)."""

    start: int
    stop: int
    quote: str = ""


def to_units(text: str, offset: int) -> int:
    """An offset in characters as one in UTF-16 units.

    >>> to_units("😀 Bakı", 2), to_units("Bakı", 4)
    (3, 4)
    """
    return offset + sum(character > "\uffff" for character in text[:offset])


def from_units(text: str, units: int) -> int:
    """An offset in UTF-16 units as one in characters; one that falls into the middle of a character is that of the character.

    >>> from_units("😀 Bakı", 3), from_units("😀 Bakı", 1)
    (2, 0)
    """
    count = 0
    for at, character in enumerate(text):
        width = 2 if character > "\uffff" else 1
        if count + width > units:
            return at
        count += width
    return len(text)


def settle(text: str, anchor: Anchor, where: str) -> tuple[int, int, str]:
    """The true offsets of an anchor, and how they were found: ``exact``, ``units`` (they counted UTF-16), or ``moved`` (found by the words).

    Line ends and runs of blanks in the words may differ from those of the text. GoldError where the words stand nowhere, or at several places of which
    none is the nearest.

    >>> settle("Bakı, Bakı", Anchor(6, 10, "Bakı"), "x"), settle("😀 Bakı", Anchor(3, 7, "Bakı"), "x"), settle("a b Bakı", Anchor(0, 4, "Bakı"), "x")
    ((6, 10, 'exact'), (2, 6, 'units'), (4, 8, 'moved'))
    """
    if 0 <= anchor.start < anchor.stop <= len(text) and (not anchor.quote or text[anchor.start : anchor.stop] == anchor.quote):
        return anchor.start, anchor.stop, "exact"
    start, stop = from_units(text, anchor.start), from_units(text, anchor.stop)
    if anchor.quote and text[start:stop] == anchor.quote:
        return start, stop, "units"
    found = find_quote(text, anchor.quote)
    found.sort(key=lambda span: abs(span[0] - anchor.start))
    if not found:
        raise GoldError("anchor-lost", f"{where}: {shown(anchor.quote)} does not stand in the text", "is it the text that was exported?")
    if len(found) > 1 and abs(found[0][0] - anchor.start) == abs(found[1][0] - anchor.start):
        raise GoldError("anchor-ambiguous", f"{where}: {shown(anchor.quote)} stands at several places", "mark it anew")
    return (*found[0], "moved")


def find_quote(text: str, quote: str) -> list[tuple[int, int]]:
    """Where words stand in a text, as they are, or else with other blanks and line ends between them.

    >>> find_quote("gəldi və\\ngetdi", "və getdi"), find_quote("a", "")
    ([(6, 14)], [])
    """
    words = quote.split()
    if not words:
        return []
    exact = [match.span() for match in re.finditer(f"(?={re.escape(quote)})", text)]
    if exact:
        return [(start, start + len(quote)) for start, _ in exact]
    return [match.span() for match in re.finditer(r"\s+".join(map(re.escape, words)), text)]


def shown(quote: str) -> str:
    """A quotation in a message, cut where it is long.

    >>> shown("a\\nb")
    "'a b'"
    """
    words = " ".join(quote.split())
    return repr(words if len(words) <= SHOWN else words[: SHOWN - 1] + "…")
