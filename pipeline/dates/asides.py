"""Dates told in passing, that look back from the story: "the president, who had been to Tokyo in February 2011, showed him round".

They are read like all others, but what is counted from ("the next morning", "in November") stays the date of the story.
"""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.dates.lexicon import load_lexicon
from pipeline.dates.passages import key_of

_REACH = 120  # characters; how far a clause in passing goes
_EDGE = re.compile(r"(?:,(?!\s*\d{4})|[(;:]|\s[–—-]\s)(?!.*(?:,(?!\s*\d{4})|[(;:]|\s[–—-]\s))", re.DOTALL)  # the last one
_NEXT_EDGE = re.compile(r"[,;:()]|\s[–—-]\s|[.!?]\s|$")


def is_aside(text: str, passage: tuple[int, int], span: tuple[int, int], language: str) -> bool:
    """True for a date in brackets, in a relative clause or a participle between commas or at the head of its passage, right behind a participle ("the treaty settled in February").

    >>> told = "The king, who had been there in 1999, came."
    >>> is_aside(told, (0, len(told)), (32, 36), "en"), is_aside(told, (0, 9), (4, 8), "en")
    (True, False)
    """
    opening, behind, beside, first = _patterns(language)
    start, stop = span
    before = text[max(passage[0], start - _REACH) : start]
    edge = _EDGE.search(before)
    if edge is not None and (edge[0] == "(" or opening.match(key_of(before[edge.end() :]))):
        return True
    if edge is None and start - passage[0] <= _REACH and first.match(key_of(before)):
        return True
    if beside.search(key_of(before)):
        return True
    after = text[stop : min(passage[1], stop + _REACH)]
    end = _NEXT_EDGE.search(after)
    return behind.search(key_of(after[: end.start() if end else len(after)])) is not None


def is_in_brackets(text: str, start: int, at: int) -> bool:
    """True for what stands in brackets that its passage, from ``start``, has opened.

    >>> is_in_brackets("The king (crowned in 1999) came.", 0, 21), is_in_brackets("The king (Otto) came in 1999.", 0, 24)
    (True, False)
    """
    return text.rfind("(", start, at) > text.rfind(")", start, at)


def opens_aside(text: str, language: str) -> bool:
    """True for words with which a clause or a participle in passing opens.

    >>> opens_aside("who had been there in 1999", "en"), opens_aside("the king in 1999", "en")
    (True, False)
    """
    return _patterns(language)[0].match(key_of(text)) is not None


@lru_cache(maxsize=None)
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    settings = load_lexicon(language).settings
    opening, first = (re.compile(rf"\s*(?:{settings[name]})") for name in ("aside_opening", "aside_first"))
    return opening, re.compile(settings["aside_behind"]), re.compile(rf"(?:{settings['aside_beside']})\s*\Z"), first
