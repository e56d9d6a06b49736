"""Who "I" is in a document: the author named at its head, where it is a memoir, a speech or a letter."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from pipeline.entities.mentions import Mention
from pipeline.entities.people import People, Person
from pipeline.languages import load
from pipeline.text import fold

_OPENING = 4  # sentences at the head of a document that name its author


def find_narrator(mentions: Sequence[Mention], people: People) -> Person | None:
    """The person of the document who speaks in it, where words for "I" occur and its head names one author."""
    if not any(mention.speaks for mention in mentions):
        return None
    authors = [mention for mention in mentions if mention.sentence < _OPENING and mention.base is not None and _is_author(mention)]
    return people.person(authors[0]) if authors else None


def _is_author(mention: Mention) -> bool:
    """Whether a name stands alone in its sentence, or beside a word such as "memoirs"."""
    ground = mention.ground
    if mention.draft.last - mention.draft.first >= len(ground.tokens):
        return True
    return bool(narration(ground.code).search(fold(ground.text[ground.edges[0] : ground.edges[1]])))


@lru_cache(maxsize=None)
def narration(code: str) -> re.Pattern[str]:
    """The words of a language that say who the author of a document is."""
    return re.compile(load(code).read("references")["narration"]["match"])
