"""References to literature inside the text: their dates are dates of print, not of events."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pipeline.documents.cells import is_date, is_time, linking_words
from pipeline.languages import codes, load, require, shared
from pipeline.text import fold
from pipeline.values import Span

_YEAR = r"(?:18|19|20)\d\d"
_PAGE = r"(?:[sсpc]|pp|ss|сс|səh|стр|vol|cild|т|№|bb|p\.c)\.?\s?\d"
_BRACKET = re.compile(r"\[([^\[\]\n]{1,240})\]")
_NUMBERED = re.compile(r"\d{1,3}[a-zа-я]?\s*(?:$|[,;:/–—-]|[sсpc]\.|səh|стр)|(?:bax|see|см|cf|ср)\b")
_AUTHOR_YEAR = re.compile(rf"[^\W\d_][\w’'.,&-]*(?: [\w’'.&-]+){{0,6}},? {_YEAR}[a-zа-я]?\s*(?:$|[,;:])")
_QUOTED = re.compile(rf"[«“„\"].{{2,80}}{_YEAR}")
_PARENTHESIS = re.compile(r"\(([^()\n]{3,240})\)")
_SLASHES = re.compile(rf"(?<=\s)[/{{]\d{{1,3}},\s?{_PAGE}[\d\s,;–-]{{0,20}}[/}}](?=[\s.,;]|$)", re.IGNORECASE)
_WITH_PAGE = re.compile(rf"{_YEAR}[a-zа-я]?(?:,|:|;| )\s?(?:{_PAGE}|\d{{1,4}}(?:\s?[-–]\s?\d{{1,4}})?\s*(?:$|;))")
_PAGE_ALONE = re.compile(
    rf"(?:(?:bax|see|см|cf|ср)[.:]*\s.*|(?:[sсpc]|pp|səh|стр)\.\s?\d{{1,4}}(?:\s?[-–,]\s?\d{{1,4}})*|\d{{1,3}},\s?{_PAGE}[\d\s,;.–-]{{0,20}})$"
)
_NAME_YEAR = re.compile(
    rf"((?:[^\W\d_]\.\s?){{0,3}})([^\W\d_][\w’'-]*)((?:,? [^\W\d_][\w’'.-]*| &){{0,4}}),? {_YEAR}[a-zа-я]?$", re.IGNORECASE
)
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_SEVERAL = re.compile(r"(?:\b(?:et al|və b|и др)\b\.?|&)")
_PARTICLES = frozenset({"et", "al", "b", "др", "von", "de", "van", "da", "oğlu", "qızı", "оглы"})
_AFTER_AUTHOR = re.compile(rf"([^\W\d_][\w’'-]*) \(({_YEAR})[a-zа-я]?\)")


@lru_cache(maxsize=1)
def _press() -> re.Pattern[str]:
    words = "|".join(word for code in codes() for word in load(code).read("segmentation")["press"])
    return re.compile(rf"(?<!\w)(?:{words})(?!\w).{{0,40}}\d")


@lru_cache(maxsize=1)
def _pointers() -> tuple[re.Pattern[str], ...]:
    found = []
    for code in codes():
        for entry in load(code).read("segmentation")["pointers"]:
            require(entry, ("match", "yes", "no"), (), f"{code}/segmentation.yaml: pointers: {entry.get('match')}")
            found.append(re.compile(entry["match"]))
    return tuple(found)


@lru_cache(maxsize=1)
def _surnames() -> tuple[str, ...]:
    return tuple(sorted({ending for code in codes() for ending in load(code).read("language")["surnames"]}))


@lru_cache(maxsize=1)
def _places() -> frozenset[str]:
    """The words of the names of cities and countries: with a year they tell where and when. It takes most of a second to load."""
    found: set[str] = set()
    for entry in (*shared("cities"), *shared("countries")):
        for code in codes():
            told = entry.get(code, ())
            for name in told.get("names", ()) if isinstance(told, dict) else told:
                found |= {fold(name), *fold(name).split()}
    return frozenset(found)


def find_citations(text: str, references: str = "") -> tuple[Span, ...]:
    """The spans of citations in brackets, parentheses and slashes. ``references``: the text of the list of literature, if any.

    Leaves alone the parentheses of the narrative: places and dates, insertions, the years of somebody's life.

    >>> text = "imzalandı [6, 16 may 1997] (Əliyev, 2001, s. 45) sammitdə (18–19 iyun 2007) Bakıda [1918]"
    >>> [text[span.start:span.stop] for span in find_citations(text)]
    ['[6, 16 may 1997]', '(Əliyev, 2001, s. 45)']
    """
    known = frozenset(re.findall(r"[^\W\d_]{3,30}", fold(references)))
    found = [match.span() for match in _BRACKET.finditer(text) if is_bracket_citation(match[1])]
    found += [match.span() for match in _SLASHES.finditer(text)]
    doubtful = []
    for match in _PARENTHESIS.finditer(text):
        answer = _is_citation(match[1], known)
        if answer:
            found.append(match.span())
        elif answer is None:
            doubtful.append(match)
    if doubtful and (found or len(doubtful) > 1):
        outside = frozenset(_WORD.findall(_PARENTHESIS.sub(" ", text)))
        found += [match.span() for match in doubtful if _is_author(match[1], outside)]
    return tuple(Span(start, stop) for start, stop in sorted((*found, *_narrative(text, known))))


def is_bracket_citation(inside: str) -> bool:
    """Whether what stands in square brackets points to literature.

    >>> [is_bracket_citation(inside) for inside in ("3", "8, s.229", "13, 16", "Əliyev, 2001", "Там же, с. 5", "1918", "red.")]
    [True, True, True, True, True, False, False]
    """
    folded = fold(inside).strip()
    if "," not in folded and any(map(str.isdigit, folded)) and any(map(str.isalpha, folded)) and is_date(folded):
        return False  # "[5 April]"
    if is_time(folded):
        return False  # "[17:42]"
    if _NUMBERED.match(folded) or _AUTHOR_YEAR.match(folded) or _WITH_PAGE.search(folded) or _QUOTED.match(folded):
        return True
    return bool(_PAGE_ALONE.match(folded)) or any(pattern.search(folded) for pattern in _pointers())


def _is_citation(inside: str, known: frozenset[str]) -> bool | None:
    """Yes for author and page, a page alone, a newspaper's issue, a pointer; None for a name and a year that may be an author's or a place."""
    folded = fold(inside).strip()
    if any(pattern.search(folded) for pattern in _pointers()):
        return True
    if not any(character.isdigit() for character in folded):
        return False
    if _PAGE_ALONE.match(folded) or _WITH_PAGE.search(folded) or _press().search(folded):
        return True
    if not inside.strip()[:1].isupper() or all(is_date(part.strip()) for part in inside.split(";")):
        return False
    matches = [_NAME_YEAR.match(part.strip()) for part in inside.split(";")]
    if any(match is None or not _is_names(match[3]) for match in matches):
        return False
    return True if any(match and _is_sure_author(match, known) for match in matches) else None


def _is_names(others: str) -> bool:
    """Whether the words behind the first name are names or link names."""
    return all(word[0].isupper() or fold(word) in linking_words() or word in _PARTICLES for word in _WORD.findall(others))


def _is_sure_author(match: re.Match[str], known: frozenset[str]) -> bool:
    """Initials, several authors, an author of the list of literature, a family name by its ending."""
    initials, name, others = match[1], fold(match[2]), fold(match[3])
    by_ending = len(name) > 5 and name.endswith(_surnames()) and name not in _places()
    return bool(initials) or name in known or bool(_SEVERAL.search(others)) or by_ending


def _is_author(inside: str, outside: frozenset[str]) -> bool:
    """Whether the names with their years are no places, no acronyms, and stand nowhere outside of parentheses."""
    names = [word for word in _WORD.findall(inside) if word[0].isupper()]
    if not names or any(name.isupper() and len(name) > 1 for name in names):
        return False
    return not any(name in outside or fold(name) in _places() for name in names)


def _narrative(text: str, known: frozenset[str]) -> Iterator[tuple[int, int]]:
    """The year behind an author who is named in the sentence: "as Brown (1999) shows"."""
    for match in _AFTER_AUTHOR.finditer(text) if known else ():
        if match[1][0].isupper() and fold(match[1]) in known and fold(match[1]) not in _places():
            yield match.start(2) - 1, match.end()
