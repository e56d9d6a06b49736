"""What the words round a date say of its time: is it still to come, was it meant to come, was it called off?"""

from __future__ import annotations

import math
import re
from functools import lru_cache

from pipeline.dates.lexicon import load_lexicon
from pipeline.dates.mentions import Mention
from pipeline.dates.passages import key_of

_PART_END, _CLAUSE_END = re.compile(r"[,;:()–—]"), re.compile(";")
_WORD = re.compile(r"[^\W\d_]{4}")
_CLAUSE = 400  # characters; the tense of a date stands in its clause, at most so far away
_BESIDE = 60  # characters between a date and the word that says it was planned


def is_future(text: str, passage: tuple[int, int, int], mention: Mention, language: str) -> bool:
    """True where the words round a mention tell of what is to come: those of its part of the clause, and where they have no tense the nearest of the clause."""
    lexicon = load_lexicon(language)
    if mention.items[0].first.grain in ("year", "month", "season") and _is_meant(text, passage, mention, language):
        return True
    if mention.items[0].kind == "until" and "weekday" in mention.items[0].first.slots and not is_past(text, passage, mention, language):
        return True  # "is in Vienna until Friday"
    for ends in (_PART_END, _CLAUSE_END):
        before, behind = (key_of(side) for side in _around(text, passage, mention, ends))
        behind = _own_part(before, behind, language)
        future, past = (_nearest(tense, before, behind) for tense in (lexicon.future, lexicon.past))
        if lexicon.settings.get("verb") == "last" and (ahead := [_nearest(tense, "", behind) for tense in (lexicon.future, lexicon.past)]) != [math.inf] * 2:
            future, past = ahead  # a verb that ends its clause dates nothing behind it
        if min(future, past) < math.inf:
            return future < past or future == past and ends is _PART_END
    return False


def _own_part(before: str, behind: str, language: str) -> str:
    """What stands behind a mention, up to the word that joins another verb where its own stands before: "flew to Paris on Thursday and will stay there"."""
    lexicon, joins = load_lexicon(language), _joins(language)
    match = joins.search(behind) if joins and lexicon.past.search(before) else None
    return behind[: match.start()] if match else behind


@lru_cache(maxsize=None)
def _joins(language: str) -> re.Pattern[str] | None:
    words = load_lexicon(language).settings.get("joins_verbs")
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)") if words else None


def is_foretold(text: str, passage: tuple[int, int, int], mention: Mention, language: str) -> bool:
    """True where the part of the clause tells what somebody said would come: "the treaty would be signed in April"."""
    words = _foretold(language)
    before, behind = (key_of(side) for side in _around(text, passage, mention, _PART_END))
    return words is not None and _nearest(words, before, behind) < _nearest(load_lexicon(language).past, before, behind)


@lru_cache(maxsize=None)
def _foretold(language: str) -> re.Pattern[str] | None:
    words = load_lexicon(language).settings.get("foretold")
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)") if words else None


def is_past(text: str, passage: tuple[int, int, int], mention: Mention, language: str) -> bool:
    """True where the part of the clause in which a date stands tells of what is over, or the clause where that part has no tense."""
    lexicon = load_lexicon(language)
    for ends in (_PART_END, _CLAUSE_END):
        sides = [key_of(side) for side in _around(text, passage, mention, ends)]
        if any(lexicon.past.search(side) for side in sides):
            return True
        if any(lexicon.future.search(side) for side in sides):
            return False
    return False


def is_earlier(text: str, passage: tuple[int, int, int], mention: Mention, language: str) -> bool:
    """True where the clause of a date tells what had been before the story, in a language that says so: "onun sələfi 1999-cu ildə gəlmişdi", "his father had come in 1938"."""
    words = _earlier(language)
    clause, part = (tuple(key_of(side) for side in _around(text, passage, mention, ends)) for ends in (_CLAUSE_END, _PART_END))
    before, behind = clause if load_lexicon(language).settings.get("verb") == "last" else part
    if not _WORD.search(before + behind[mention.stop - mention.start :]):
        before, behind = clause[0], ",".join(_PART_END.split(clause[1][mention.stop - mention.start - 1 :])[:2])  # "had been there once, in July 1988"; "the first, in October, had been to Bonn"
    return words is not None and (words.search(before) or words.search(behind)) is not None


@lru_cache(maxsize=None)
def _earlier(language: str) -> re.Pattern[str] | None:
    words = load_lexicon(language).settings.get("earlier")
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)") if words else None


def is_called_off(text: str, passage: tuple[int, int, int], mention: Mention, language: str) -> bool:
    """True for the day for which something was planned that will not be then: "the visit planned for Thursday has been postponed"."""
    planned, behind, off = _called_off(language)
    around = _around(text, passage, mention, _CLAUSE_END)
    before, after = (key_of(side) for side in around)
    slots = mention.items[0].first.slots
    foiled = _foiled(language) if {"day", "month"} <= slots.keys() and "weekday" not in slots else None
    if not (off.search(before) or off.search(after) or foiled and foiled.search(before)):
        return False
    if mention.items[0].first.grain in ("month", "season") and _is_meant(text, passage, mention, language):
        return True  # "was to have come in the spring, but the trip was put off"
    rest = key_of(text[mention.stop : min(passage[2], mention.stop + _BESIDE)])
    return planned.search(before[-_BESIDE:]) is not None or behind.match(rest) is not None


def is_planned_for(text: str, start: int, at: int, language: str) -> bool:
    """True for a time for which something was planned: "the visit, which had been planned for May": the story goes on from there. ``start``: of its passage, ``at``: of the date."""
    return _called_off(language)[0].search(key_of(text[max(start, at - _BESIDE) : at])) is not None


def is_put_off_then(text: str, start: int, span: tuple[int, int], language: str) -> bool:
    """True for a month in which something was called off, not one for which: "the journey, called off in November, went ahead at last". ``start``: of its passage."""
    low, high = span
    before = _PART_END.split(key_of(text[max(start, low - _CLAUSE) : low]))[-1]
    behind = _PART_END.split(key_of(text[high : high + _BESIDE]))[0]
    settings, off = load_lexicon(language).settings, _called_off(language)[2]
    if not re.search(settings["put_off_when"], f"{before[-_BESIDE:]}<{key_of(text[low:high])}"):
        return False
    if settings.get("verb") == "last":
        return off.search(behind) is not None
    told, joins = [match.end() for match in off.finditer(before)], _joins(language)
    return bool(told) and not (joins and joins.search(before, told[-1]))  # "was put off and took place in April"


@lru_cache(maxsize=None)
def _called_off(language: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    settings = load_lexicon(language).settings
    return re.compile(rf"(?<!\w)(?:{settings['planned_for']})\s*\Z"), re.compile(rf"\s*(?:{settings['planned_behind']})"), re.compile(rf"(?<!\w)(?:{settings['called_off']})(?!\w)")


@lru_cache(maxsize=None)
def _foiled(language: str) -> re.Pattern[str] | None:
    words = load_lexicon(language).settings.get("foiled")
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)") if words else None


def _is_meant(text: str, passage: tuple[int, int, int], mention: Mention, language: str) -> bool:
    """True for a month or season that a plan of the past looks ahead to: "the minister had planned to come in July"."""
    return any(_meant(language).search(key_of(side)) for side in _around(text, passage, mention, _CLAUSE_END))


@lru_cache(maxsize=None)
def _meant(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{load_lexicon(language).settings['meant']})(?!\w)")


def _nearest(tense: re.Pattern[str], before: str, behind: str) -> float:
    """How many characters from a mention the nearest word of a tense stands."""
    ahead = tense.search(behind)
    back = max((match.end() for match in tense.finditer(before)), default=-1)
    return min(ahead.start() if ahead else math.inf, len(before) - back if back >= 0 else math.inf)


def _around(text: str, passage: tuple[int, int, int], mention: Mention, ends: re.Pattern[str]) -> tuple[str, str]:
    """What stands before a mention and, with the mention, behind it, up to the next end on either side, at most so far as a clause reaches."""
    first, last = max(passage[1], mention.start - _CLAUSE), min(passage[2], mention.stop + _CLAUSE)
    start = max((match.end() for match in ends.finditer(text, first, mention.start)), default=first)
    end = ends.search(text, mention.stop - 1, last)  # a comma can belong to the mention
    return text[start : mention.start], text[mention.start : end.start() if end else last]
