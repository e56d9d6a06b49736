"""Offices told as roles: "as foreign minister", "ещё будучи министром", "nazir ikən". They are those of a person named beside, or nobody's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.entities.beside import is_led
from pipeline.entities.drafts import Draft
from pipeline.entities.ground import Ground
from pipeline.entities.offices import words
from pipeline.entities.phrases import Phrase


def is_role(ground: Ground, phrase: Phrase) -> bool:
    """Whether a phrase names an office rather than its holder: "as president", "prezident seçilən"."""
    patterns = words(ground.code).patterns
    behind = ground.near(phrase.last) and patterns["not_before"].match(ground.low(phrase.last))
    before = _before(ground, phrase)
    if ground.near(before) and ground.low(before - 1) in words(ground.code).country_after:
        before -= 1
    subject = phrase.cases == ("nom",)  # "гостем стал президент": who did, not what somebody became
    led = ground.near(before) and patterns["not_after"].match(ground.low(before - 1)) and not subject
    return bool(behind) or bool(led) or is_held(ground, phrase)


def is_held(ground: Ground, phrase: Phrase) -> bool:
    """Whether a role is held at the time the sentence speaks of: "as president", not "was elected president"."""
    patterns = words(ground.code).patterns
    if ground.near(phrase.last) and patterns["role_behind"].match(ground.low(phrase.last)):
        return True
    before = _before(ground, phrase)
    if not ground.near(before) or not patterns["role_before"].match(ground.low(before - 1)):
        return False
    if "nom" in phrase.cases and ground.near(phrase.last) and phrase.last in ground.name_from:
        return False  # "как президент Франции Эммануэль Макрон"
    named = any(ground.low(at) in words(ground.code).articles for at in range(before, phrase.first))
    return not (named and patterns["role_bare"].match(ground.low(before - 1)))


def _before(ground: Ground, phrase: Phrase) -> int:
    """Where a phrase begins with its articles, and a word such as "still"."""
    data, at = words(ground.code), phrase.first
    while ground.near(at) and (ground.low(at - 1) in data.articles or data.patterns["asides"].match(ground.low(at - 1))):
        at -= 1
    return at


def with_roles(ground: Ground, drafts: Sequence[Draft], roles: Sequence[Phrase]) -> list[Draft]:
    """The drafts of a sentence, in order, with the offices that roles give to the person named before each, or else behind it."""
    found = list(drafts)
    for phrase in roles:
        before = [at for at, draft in enumerate(found) if draft.name is not None and draft.last <= phrase.first]
        behind = [at for at, draft in enumerate(found) if draft.first >= phrase.last and _may_be_subject(ground, draft)]
        at = before[-1] if before else behind[0] if behind else None
        if at is not None and _is_open(found[at]):
            country = phrase.countries[0] if phrase.countries else found[at].country
            found[at] = replace(found[at], office=phrase.office, country=country, body=phrase.body, entry=phrase.head.entry, weak=False, role=True)
    return found


def _may_be_subject(ground: Ground, draft: Draft) -> bool:
    """Whether somebody named behind a role may be whose role it is: not behind a preposition, nor with an ending that no subject has."""
    return draft.name is not None and not is_led(ground, draft.first) and not draft.name.parts[-1].closed


def _is_open(draft: Draft) -> bool:
    """Whether an office may be added to a draft: it has none, or one that gives way."""
    return draft.office is None or draft.weak or (draft.entry is not None and draft.entry.follows)
