"""Patterns of the data files, and small values that are made of them."""

from __future__ import annotations

import re
from dataclasses import dataclass

NEVER = "(?!)"  # the pattern of what a language does not have
ALL_CASES = ("nom", "gen", "dat", "acc", "ins", "pre")


def compile_pattern(pattern: str) -> re.Pattern[str]:
    r"""A pattern of the data files: a blank outside brackets stands for any white space, one with a question mark for none as well.

    >>> bool(compile_pattern("yola düş").search("yola\ndüş")), bool(compile_pattern("yola ?düş").search("yoladüş"))
    (True, True)
    """
    return re.compile(re.sub(r"(\[[^\]]*\])| (\??)", lambda m: m[1] or (r"\s*" if m[2] else r"\s+"), pattern))


@dataclass(frozen=True, slots=True)
class Sign:
    """A pattern with the value it stands for (a type of visit, a status, a phase, a qualifier)."""

    value: str
    pattern: re.Pattern[str]
    side: str = "either"
    only: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Base:
    """The base form of a word for a document, and the endings with which adjectives agree with it (old, new)."""

    value: str
    pattern: re.Pattern[str]
    endings: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Shift:
    """A predicate that has another sense with a subject of this kind: ``person``, ``place``, ``journey`` or ``date``; ``object``: ``person``, ``none``, ``any``, ``place`` (one right behind the verb), or the mark of
    the place that the person behind the verb goes to. ``phase``: of the journey. ``apart``: words that may stand before the person."""

    id: str
    sense: str
    subject: str
    object: str
    phase: str = ""
    apart: int = 2


@dataclass(frozen=True, slots=True)
class GatheringWords:
    """What tells that somebody was ``present`` at the gathering told before, that he spoke from ``afar``, that its ``host`` joined its guests in what they did, that they met on
    its ``margins``."""

    present: re.Pattern[str]
    afar: re.Pattern[str]
    host: re.Pattern[str]
    margins: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class AnswerWords:
    """How an answer denies (``no``) or affirms (``yes``) what was asked; who tells a ``hearsay``, and what says that it is ``untrue``."""

    no: re.Pattern[str]
    yes: re.Pattern[str]
    hearsay: re.Pattern[str]
    untrue: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class PresenceWords:
    """What tells that somebody was there without a verb of travelling: ``speeches`` and the ``parliaments`` in which they are made, that a visit put off was ``made_good``,
    that the plan of one was given up (``plan_ended``), that one was there to ``stand_in`` for another, or as the guest of the person behind the words (``his_guest_before``) or before them; ``kind_of_all``: of which kind several visits were;
    ``guests_announced``: that those listed behind the words were somebody's guests, ``own_guests``: that one was the guest of a pronoun's person."""

    speeches: re.Pattern[str]
    parliaments: re.Pattern[str]
    made_good: re.Pattern[str]
    plan_ended: re.Pattern[str]
    kind_of_all: re.Pattern[str]
    stand_in: re.Pattern[str]
    his_guest_before: re.Pattern[str]
    his_guest_behind: re.Pattern[str]
    guests_announced: re.Pattern[str]
    own_guests: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class RowWords:
    """What a row of a table says of a visit that was ``held`` after all, what makes it a talk from ``afar``, and by which ``number`` a sentence means a row."""

    held: re.Pattern[str]
    afar: re.Pattern[str]
    number: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class FirmWords:
    """What tells that a document is made by firms: words for ``private`` ones around it, a firm as the ``partner`` of who signs, firms as the ``maker``; and what tells that one is ``of_state``."""

    private: re.Pattern[str]
    partner: re.Pattern[str]
    maker: re.Pattern[str]
    of_state: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class PrecedentWords:
    """What makes a visit the first one of its kind (``first``, and ``first_to`` do something) after somebody else's: ``since`` stands before him, ``behind``
    behind him; what tells that something was done some days before (``lately``)."""

    first: re.Pattern[str]
    first_to: re.Pattern[str]
    since: re.Pattern[str]
    behind: re.Pattern[str]
    lately: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class StopWords:
    """What calls a place a stop of a tour, ``before`` it and ``behind`` it; what opens a sentence that goes on to the next one (``thence``), and what a
    phrase about a journey that is over (``back_from``), what leads ``then`` from one stop of a sentence to the next; words by which another one came ``too``, made ``his_own`` visit, or ``chose`` another place."""

    before: re.Pattern[str]
    behind: re.Pattern[str]
    thence: re.Pattern[str]
    then: re.Pattern[str]
    back_from: re.Pattern[str]
    too: re.Pattern[str]
    his_own: re.Pattern[str]
    chose: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class SubjectWords:
    """What words look like that are no subject: ``marked`` by their case or as adverbials, ``adverbs`` and the like; verbs of ``other_person``;
    what stands as an apposition to a ``goal`` right before a verb."""

    marked: re.Pattern[str]
    adverbs: re.Pattern[str]
    other_person: re.Pattern[str]
    goal: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class ClauseWords:
    """The words by which a language without case tells its clauses apart."""

    relative: frozenset[str]
    subordinate: frozenset[str]
    joining: frozenset[str]
    determiners: frozenset[str]
    alone: frozenset[str]
    speakers: frozenset[str]
    negating: frozenset[str]
    adverbs: re.Pattern[str]
    saying: frozenset[str]
    steering: frozenset[str]
    binding: frozenset[str]
    lending: frozenset[str]
    lending_from: frozenset[str]
    after_verb: frozenset[str]
    inverting: frozenset[str]
    of_things: frozenset[str]
    prepositions: frozenset[str]
