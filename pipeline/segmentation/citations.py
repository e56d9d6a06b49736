"""References to literature inside the text: their dates are dates of print, not of events."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.languages import codes, load
from pipeline.text import fold
from pipeline.values import Span

_PAGE = r"(?:[sсpc]|pp|səh|стр|vol|cild|т|№)\.?\s?\d"
_BRACKET = re.compile(r"\[([^\[\]\n]{1,240})\]")
_NUMBERED = re.compile(r"\d{1,3}[a-zа-я]?\s*(?:$|[,;:–—-]|[sсpc]\.|səh|стр)|(?:bax|see|см|cf|ср)\b")
_AUTHOR_YEAR = re.compile(r"[^\W\d_][\w’'.,&-]*(?: [\w’'.&-]+){0,6},? (?:18|19|20)\d\d[a-zа-я]?\s*(?:$|[,;:])")
_PARENTHESIS = re.compile(r"\(([^()\n]{3,240})\)")
_WITH_PAGE = re.compile(rf"(?:18|19|20)\d\d[a-zа-я]?(?:,|:|;| )\s?(?:{_PAGE}|\d{{1,4}}(?:\s?[-–]\s?\d{{1,4}})?\s*(?:$|;))")
_PAGE_ALONE = re.compile(r"(?:(?:bax|see|см|cf|ср)[.:]*\s.*|.*\bibid.*|(?:[sсp]|pp|səh|стр)\.\s?\d{1,4}(?:\s?[-–,]\s?\d{1,4})*)$")
_NAME_YEAR = re.compile(r"([^\W\d_]+)(?:(?: və| and| &| и| et al\.| və b\.| и др\.) ?[^\W\d_]*)?,? (?:18|19|20)\d\d[a-zа-я]?(?:; .*)?$")


@lru_cache(maxsize=1)
def _press() -> re.Pattern[str]:
    words = "|".join(word for code in codes() for word in load(code).read("segmentation")["press"])
    return re.compile(rf"(?<!\w)(?:{words})(?!\w).{{0,40}}\d")


@lru_cache(maxsize=1)
def _surnames() -> tuple[str, ...]:
    return tuple(sorted({ending for code in codes() for ending in load(code).read("language")["surnames"]}))


def find_citations(text: str, references: str = "") -> tuple[Span, ...]:
    """The spans of bracket citations and of author-year or page parentheses. ``references``: the text of the list of literature, if any.

    Leaves alone the parentheses of the narrative.

    >>> text = "imzalandı [6, 16 may 1997] (Əliyev, 2001, s. 45) sammitdə (18–19 iyun 2007) Bakıda [1918]"
    >>> [text[span.start:span.stop] for span in find_citations(text)]
    ['[6, 16 may 1997]', '(Əliyev, 2001, s. 45)']
    """
    known = frozenset(re.findall(r"[^\W\d_]{3,30}", fold(references)))
    brackets = (match.span() for match in _BRACKET.finditer(text) if is_bracket_citation(match[1]))
    parentheses = (match.span() for match in _PARENTHESIS.finditer(text) if _is_author_year(match[1], known))
    return tuple(Span(start, stop) for start, stop in sorted((*brackets, *parentheses)))


def is_bracket_citation(inside: str) -> bool:
    """Whether what stands in square brackets points to literature.

    >>> [is_bracket_citation(inside) for inside in ("3", "8, s.229", "13, 16", "Əliyev, 2001", "1918", "red.")]
    [True, True, True, True, False, False]
    """
    folded = fold(inside).strip()
    return bool(_NUMBERED.match(folded) or _AUTHOR_YEAR.match(folded) or _WITH_PAGE.search(folded))


def _is_author_year(inside: str, known: frozenset[str]) -> bool:
    """Author and page, a page alone, a newspaper's issue; an author and a year where the name is an author's."""
    folded = fold(inside).strip()
    if not any(character.isdigit() for character in folded):
        return False
    if _PAGE_ALONE.match(folded) or _WITH_PAGE.search(folded) or _press().search(folded):
        return True
    match = _NAME_YEAR.match(folded) if inside[:1].isupper() else None
    return match is not None and (match[1] in known or (len(match[1]) > 5 and match[1].endswith(_surnames())))
