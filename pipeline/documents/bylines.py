"""The lines in the head of a document that name who wrote it, or where and when."""

from __future__ import annotations

import re

from pipeline.documents.cells import is_time, opening_date
from pipeline.documents.lines import ends_sentence

_NAMES = re.compile(r"(?:[^\W\d_a-zа-яёəıöüğşç][\w.’'-]{0,20}[ ,]{1,2}){1,5}[^\W\d_a-zа-яёəıöüğşç][\w.’'-]{1,20}")
_WORD = re.compile(r"(?<!\S)[^\W_]")
_MOST_WORDS = 9  # of a by-line
_MOST_BEHIND = 2  # words behind its date: a day of the week, a time


def is_byline(text: str) -> bool:
    """Whether a line is nothing but names, or ends in a date with its year.

    >>> is_byline("Nigar Abbasova"), is_byline("Nicholas Ferrand, Sochi. Friday 25 October 2019"), is_byline("Среда, 13.10.1993")
    (True, True, True)
    >>> is_byline("The treaty of 25 October 2019 and its later history"), is_byline("came home on 25 October 2019")
    (False, False)
    """
    return not ends_sentence(text) and (_NAMES.fullmatch(text) is not None or _ends_dated(text))


def _ends_dated(text: str) -> bool:
    words = [match.start() for match in _WORD.finditer(text)]
    if not words or len(words) > _MOST_WORDS or text[0].islower():
        return False
    openings = ((start, opening_date(text[start:])) for start in words)
    return any(found and found.has_year and _is_over(text[start + found.stop :]) for start, found in openings)


def _is_over(rest: str) -> bool:
    """Whether nothing stands behind a date but a day of the week or a time."""
    words = [word.strip("[](),;|–— ") for word in rest.split()]
    return len(words) <= _MOST_BEHIND and all(not word or is_time(word) or word.isalpha() for word in words)
