"""References to literature: what stands in their brackets and parentheses is no date of the narrative."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from pipeline.documents.cells import is_date, is_time
from pipeline.languages import codes, shared

_BRACKETS = re.compile(r"\[(?=[^\[\]]{0,120}\d)[^\[\]]{1,300}\]")
_PARENTHESES = re.compile(r"\((?=[^()]{0,200}(?:1[5-9]|20)\d\d)([^()]{4,240})\)")
_PAGE = re.compile(r"(?<!\w)(?:(?:pp|ss|səh|сс|стр|cc|vol|cild|т|№|no)\b\.?\s?\d|(?:p|s|с|c)\.\s?\d)|\d{4}[a-zа-я]?,?\s(?:p|s|с|c)\s\d|\d{4}[a-zа-я]?\s?:\s?\d", re.IGNORECASE)  # "(с 1 по 3 мая)" is no page
_POINTER = re.compile(r"\s*(?:bax|see|see also|cf|см|ср|e\.g)\b[.:]?\s", re.IGNORECASE)
_NAME = r"[^\W\d_]\.\s?|[^\W\d_][^\W\d_’'-]*"
_AUTHOR_YEAR = re.compile(
    rf"\s*((?:{_NAME})(?:(?:\s|,\s|\s?&\s?)(?:{_NAME})){{0,5}}?(?:\set al\.?|\svə b\.|\sи др\.)?),?\s(?:1[5-9]|20)\d\d[a-zа-яəç]?"
    r"(?:\s?[,:]\s?\d{1,4}(?:\s?[-–]\s?\d{1,4})?(?:,\s[^\W\d_][^;]{0,120})?)?\s*\Z"
)
_LINKS = frozenset({"and", "və", "и", "&", "et", "al", "al.", "von", "de", "van", "in", "b.", "др.", "oğlu", "qızı"})


def find_citations(text: str) -> Iterator[tuple[int, int]]:
    """The stretches of brackets and parentheses that point to literature.

    >>> text = "imzalandı [6, 16 may 1997] (Qasımov, 1999; Hill, 2001), sammitdə (Bakı, 2007) və (18–19 iyun 2007)"
    >>> [text[start:stop] for start, stop in find_citations(text)]
    ['[6, 16 may 1997]', '(Qasımov, 1999; Hill, 2001)']
    """
    if "[" in text:
        yield from (match.span() for match in _BRACKETS.finditer(text) if not is_time(match[0][1:-1]))
    if "(" in text:
        yield from (match.span() for match in _PARENTHESES.finditer(text) if _is_reference(match[1]))


def _is_reference(inside: str) -> bool:
    parts = inside.split(";")
    if not inside.lstrip()[:1].isalpha():
        return False
    if _POINTER.match(inside) or (_PAGE.search(inside) and all(part.strip()[:1].isalpha() for part in parts)):
        return True
    return all(_is_author_year(part) for part in parts) and not all(is_date(part.strip()) for part in parts)


def _is_author_year(part: str) -> bool:
    match = _AUTHOR_YEAR.match(part)
    if match is None:
        return False
    names = [word for word in match[1].replace(",", " ").split() if word.lower() not in _LINKS]
    return bool(names) and all(name[0].isupper() for name in names) and not _is_place(names)


def _is_place(names: list[str]) -> bool:
    return " ".join(names) in _places() or any(name in _places() or (name.isupper() and len(name) > 1) for name in names)


@lru_cache(maxsize=1)
def _places() -> frozenset[str]:
    """The names of cities: a city and a year tell where and when."""
    return frozenset(name for entry in shared("cities") for code in codes() for name in _names(entry.get(code, ())))


def _names(told: Any) -> Any:
    """The names of an entry of the gazetteer, which may have its acronyms apart."""
    return told.get("names", ()) if isinstance(told, dict) else told
