"""Offices that the verb of a sentence gives to somebody: "he became foreign minister", "onu nazir təyin etdi", "его избрали президентом"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from pipeline.entities.beside import is_led
from pipeline.entities.chains import find_chains
from pipeline.entities.ground import Ground
from pipeline.entities.mentions import Mention
from pipeline.entities.offices import words
from pipeline.entities.phrases import Phrase
from pipeline.entities.roles import is_held
from pipeline.languages import load


@dataclass(frozen=True, slots=True)
class Verbs:
    """The verbs by which somebody comes to an office, or gives it to somebody (``gives``); the words ``before`` and ``behind`` the office among which
    they stand, and the case the office is in then, "" in a language where it is in none."""

    takes: re.Pattern[str]
    gives: re.Pattern[str]
    not_before: re.Pattern[str]
    before: int
    behind: int
    case: str


@lru_cache(maxsize=None)
def _verbs(code: str) -> Verbs:
    data = load(code).read("offices")["careers"]
    takes, gives, hoped = (re.compile(data[name]["match"] + r"\Z") for name in ("takes", "gives", "hoped"))
    return Verbs(takes, gives, hoped, int(data["before"]), int(data["behind"]), data["case"])


def with_careers(ground: Ground, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions of a sentence with the offices that its verbs give to those of whom none is told beside them."""
    verbs = _verbs(ground.code)
    told = [at for at, token in enumerate(ground.tokens) if (token.kind == "lower" or not at) and (verbs.takes.match(token.low) or verbs.gives.match(token.low))]
    found = list(mentions)
    for phrase in find_chains(ground) if told and ground.offices else ():
        verb = _verb_of(ground, phrase, told)
        number = None if verb is None else _whose(found, phrase, verb)
        if number is not None and _is_told(phrase) and not any(one.base is not None and one.draft.first < phrase.last and phrase.first < one.draft.last for one in found):
            draft = found[number].draft
            country = draft.country or next((country for country in phrase.countries[:1] if not country.startswith("org:")), None)
            found[number] = replace(found[number], draft=replace(draft, office=phrase.office, country=country, role=True))
            named = [mention for mention in found if mention.base is not None or mention.pronoun or not phrase.first <= mention.draft.first < phrase.last]
            found = named if verbs.case else found
    return found


def _is_told(phrase: Phrase) -> bool:
    entry = phrase.head.entry
    return phrase.office is not None and not (phrase.plural or phrase.weak or entry.like or entry.points or entry.follows or entry.collective)


def _verb_of(ground: Ground, phrase: Phrase, told: Sequence[int]) -> int | None:
    """The word of the verb that gives an office, in the clause of the office."""
    verbs = _verbs(ground.code)
    if verbs.case and verbs.case not in phrase.cases or is_led(ground, phrase.first) and not is_held(ground, phrase):
        return None
    first = phrase.first
    while ground.near(first) and (ground.low(first - 1) in words(ground.code).articles or words(ground.code).patterns["role_before"].match(ground.low(first - 1))):
        first -= 1
    near = [at for at in told if first - verbs.before <= at < first or phrase.last <= at < phrase.last + verbs.behind]
    near = [at for at in near if not ground.near(at) or not verbs.not_before.match(ground.low(at - 1))]
    inside = (at for at in near if not any(ground.gap(each) in _APART for each in range(min(at, first) + 1, max(at, phrase.last - 1) + 1)))
    return next(inside, None)


_APART = (",", ";", ":", "–", "—")


def _whose(mentions: Sequence[Mention], phrase: Phrase, verb: int) -> int | None:
    """The mention of whoever comes to an office: the object of a verb that gives it, else the subject named last before, or first behind."""
    ground = next((mention.ground for mention in mentions), None)
    if ground is None:
        return None
    open_ones = [number for number, one in enumerate(mentions) if _is_open(one)]
    if _verbs(ground.code).gives.match(ground.low(verb)) and not _verbs(ground.code).takes.match(ground.low(verb)):
        objects = [number for number in open_ones if _is_object(mentions[number], phrase, verb)]
        return objects[-1] if objects else None
    if any(one.pronoun and verb < one.draft.first <= phrase.head.first for one in mentions):
        return None  # "it was his foreign minister"
    subjects = [number for number in open_ones if mentions[number].subject and not (mentions[number].pronoun and "gen" in mentions[number].cases)]
    before = [number for number in subjects if mentions[number].draft.last <= max(phrase.first, verb)]
    behind = [number for number in subjects if mentions[number].draft.first >= phrase.last] if _verbs(ground.code).case else []
    return before[-1] if before else behind[0] if behind else None


def _is_open(mention: Mention) -> bool:
    """Whether a mention is of a person, by name or pronoun, of whom no office is told beside it."""
    draft = mention.draft
    named = draft.name is not None and (draft.name.sure or len(draft.name.parts) > 1)
    return (named or mention.pronoun) and draft.office is None and not draft.plural and not draft.former


def _is_object(mention: Mention, phrase: Phrase, verb: int) -> bool:
    """Whether somebody may be whom a verb makes something: in the accusative, or between the verb and the office."""
    if mention.cases and "acc" in mention.cases and "nom" not in mention.cases:
        return True
    return verb < mention.draft.first < phrase.head.first and not _verbs(mention.ground.code).case and verb < phrase.first + 1
