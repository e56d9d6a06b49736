"""What an actor of a sentence is before its document is known: a name, an office phrase, or both."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.entities.ground import Ground
from pipeline.entities.growing import counts
from pipeline.entities.offices import Entry
from pipeline.entities.persons import Name
from pipeline.entities.phrases import Phrase


@dataclass(frozen=True, slots=True)
class Draft:
    """An actor of a sentence before its document is known: the tokens from ``first`` to before ``last``, the name and the office phrase in it.

    ``country`` is the one that its own words tell; ``countries`` those of a group. ``weak`` marks an office that gives way to what is known of
    the person; ``count`` is the number of people; ``role`` marks an office told as a role, for this one time; ``portfolio`` tells what a minister is for, ``was`` the office that is over.
    """

    first: int
    last: int
    name: Name | None
    office: str | None
    country: str | None
    cases: tuple[str, ...]
    countries: tuple[str, ...] = ()
    former: bool = False
    weak: bool = False
    plural: bool = False
    body: str = ""
    entry: Entry | None = None
    count: int = 1
    role: bool = False
    portfolio: frozenset[str] = frozenset()
    was: str | None = None


def named_draft(phrase: Phrase, name: Name, first: int, last: int) -> Draft:
    """The draft of a phrase with its name."""
    country = phrase.countries[0] if phrase.countries else None
    return Draft(
        first, last, name, phrase.office, country, phrase.cases, former=phrase.former, weak=phrase.weak, body=phrase.body, entry=phrase.head.entry,
        portfolio=phrase.portfolio, was=phrase.was,
    )


def office_alone(ground: Ground, phrase: Phrase) -> Draft:
    """The draft of a phrase without a name."""
    country = phrase.countries[0] if len(phrase.countries) == 1 or not phrase.plural and phrase.countries else None
    return Draft(
        phrase.first, phrase.last, None, phrase.office, country, phrase.cases, phrase.countries if phrase.plural else (), phrase.former, phrase.weak,
        phrase.plural, phrase.body, phrase.head.entry, _count(ground, phrase), portfolio=phrase.portfolio, was=phrase.was,
    )  # fmt: skip


def _count(ground: Ground, phrase: Phrase) -> int:
    """How many are meant by a plural: the countries listed, a number before the phrase, or 0 for a number that is not told."""
    if not phrase.plural:
        return 1
    if phrase.count > 1 or len(phrase.countries) > 1:
        return max(phrase.count, len(phrase.countries))
    numbers = counts(ground.code)
    for at in range(phrase.first, max(-1, phrase.first - 3), -1):
        if at < len(ground.tokens) and (found := numbers.get(ground.low(at))):
            return found
        if at and ground.text[ground.tokens[at - 1].stop : ground.tokens[at].start].strip().isdigit():
            return int(ground.text[ground.tokens[at - 1].stop : ground.tokens[at].start])
        if not ground.near(at):
            break
    return 0
