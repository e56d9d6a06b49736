"""What a reader hands on."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

FIELDS = ("title", "author", "journal", "year", "doi", "url")
_YEAR = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d)")
_DOI = re.compile(r"10\.\d{4,9}/[^\s\"<>]+")
_HALF = re.compile(r"[\ud800-\udfff]")
_BLANKS = re.compile(r"\s+")
LONGEST = 1000


@dataclass(frozen=True, slots=True)
class Reading:
    """A text with line feeds as line ends, the ``format`` it came from, what is known about the article (``FIELDS``), and, where it has pages, the
    offsets at which one begins or goes on, each with the number of the page."""

    text: str
    format: str
    encoding: str = "utf-8"
    metadata: dict[str, str] = field(default_factory=dict)
    pages: tuple[tuple[int, int], ...] = ()

    def page_of(self, offset: int) -> int | None:
        """The number of the page, from 1, on which a character stands; None where there are no pages.

        >>> Reading("first second", "pdf", pages=((0, 1), (6, 2))).page_of(7)
        2
        """
        return self.pages[max(0, bisect_right(self.pages, (offset, len(self.text))) - 1)][1] if self.pages else None


def writable(text: str) -> str:
    """A text that can be written as UTF-8: half characters (lone surrogates, which JSON and damaged PDF can hold) become U+FFFD.

    >>> writable("a\\ud800b")
    'a\ufffdb'
    """
    try:
        text.encode()
        return text
    except UnicodeEncodeError:
        return _HALF.sub("\ufffd", text)


def tidy(values: Mapping[str, Any]) -> dict[str, str]:
    """What is known about an article, in the names and the form that every format shares; what says nothing is left out.

    >>> tidy({"title": " Two\\n visits ", "year": "12 May 1994", "doi": "https://doi.org/10.1000/ab.1", "author": ["A. B.", "C. D."], "note": 1})
    {'title': 'Two visits', 'author': 'A. B.; C. D.', 'year': '1994', 'doi': '10.1000/ab.1'}
    """
    found = {}
    for name in FIELDS:
        value = _words(values.get(name))
        if name in ("year", "doi") and value:
            match = (_YEAR if name == "year" else _DOI).search(value)
            value = (match[1] if name == "year" else match[0].rstrip(".,;)")) if match else ""
        if value:
            found[name] = value[:LONGEST]
    return found


def _words(value: Any) -> str:
    if isinstance(value, (list, tuple)):
        return "; ".join(filter(None, map(_words, value)))
    if isinstance(value, dict):  # a name or a date of CSL-JSON
        if "date-parts" in value:
            return str(value["date-parts"][0][0]) if value["date-parts"] and value["date-parts"][0] else ""
        return " ".join(str(value[part]) for part in ("given", "family") if value.get(part)) or _words(value.get("literal"))
    return "" if value is None or isinstance(value, bool) else _BLANKS.sub(" ", str(value)).strip()
