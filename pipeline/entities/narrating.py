"""Who "I" is in a document, where it is a memoir, a speech, a letter or an interview, and whom a document is about as a whole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from pipeline.entities.ground import Ground
from pipeline.entities.mentions import Mention
from pipeline.entities.people import People, Person
from pipeline.languages import load
from pipeline.text import fold

_OPENING = 6  # sentences at the head of a document that name its author
_OFTEN = 3  # mentions of whoever a document is about, at least


def find_narrator(mentions: Sequence[Mention], people: People, grounds: Sequence[Ground]) -> Person | None:
    """The person of the document who speaks in it, where words for "I" occur: the one whom its head names alone, or beside "memoirs", "interview"."""
    if not any(mention.speaks for mention in mentions):
        return None
    told = any(_tells_author(ground) for ground in grounds[:_OPENING])
    authors = [mention for mention in mentions if mention.sentence < _OPENING and mention.base is not None and (told or _stands_alone(mention))]
    return people.person(authors[0]) if authors else None


def find_hero(mentions: Sequence[Mention], people: People) -> Person | None:
    """The person whom a document is about as a whole, as an obituary is: named alone in its head, or behind "in memory of", and often later."""
    for mention in mentions:
        if mention.sentence >= _OPENING:
            break
        person = people.person(mention) if mention.base is not None and len(mention.base.words) > 1 and _stands_alone(mention) else None
        if person is not None and len(person.seen) >= _OFTEN:
            return person
    return None


def _stands_alone(mention: Mention) -> bool:
    """Whether a name stands alone in its sentence, years and words of memory aside."""
    ground, draft = mention.ground, mention.draft
    others = [at for at in range(len(ground.tokens)) if not draft.first <= at < draft.last]
    memory = _pattern(ground.code, "memory")
    return all(memory.match(ground.low(at)) for at in others)


def _tells_author(ground: Ground) -> bool:
    return bool(_pattern(ground.code, "narration").search(fold(ground.text[ground.edges[0] : ground.edges[1]])))


@lru_cache(maxsize=None)
def _pattern(code: str, name: str) -> re.Pattern[str]:
    """The words of a language that say who the author of a document is, or that it is in memory of somebody."""
    return re.compile(load(code).read("references")[name]["match"])
