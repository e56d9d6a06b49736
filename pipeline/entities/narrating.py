"""Who "I" is in a document, where it is a memoir, a speech, a letter or an interview, and whom a document is about as a whole."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from pipeline.entities.ground import Ground
from pipeline.entities.mentions import Mention
from pipeline.entities.people import People, Person
from pipeline.languages import load
from pipeline.text import fold
from pipeline.values import Actor

_OPENING = 6  # sentences at the head of a document that name its author
_OFTEN = 2  # mentions of whoever a document is about, at least


def find_narrator(mentions: Sequence[Mention], people: People, grounds: Sequence[Ground]) -> Person | None:
    """The person of the document who speaks in it, where words for "I" occur: the one whom its head names alone, or beside "memoirs", "interview", or before a question."""
    if not any(mention.speaks for mention in mentions):
        return None
    told = any(_tells_author(ground) for ground in grounds[:_OPENING])
    speaks = next(mention.start for mention in mentions if mention.speaks)
    named = [mention for mention in mentions if mention.sentence < _OPENING and mention.base is not None]
    asked = _first_question(grounds, speaks)
    before = [mention for mention in named if mention.start < asked] if asked else []
    authors = [mention for mention in named if told and mention.start < speaks or _stands_alone(mention)] or (before if len({id(people.person(mention)) for mention in before}) == 1 else [])
    return people.person(authors[0]) if authors else None


def _first_question(grounds: Sequence[Ground], speaks: int) -> int | None:
    """Where the first question of an interview stands, whose line ends with it and after which, in another line, somebody speaks for himself."""
    for ground, behind in zip(grounds, grounds[1:], strict=False):
        if ground.edges[0] < speaks and ground.text[slice(*ground.edges)].rstrip().endswith("?") and behind.block != ground.block:
            return ground.edges[0]
    return None


def find_hero(mentions: Sequence[Mention], people: People) -> Person | None:
    """The person whom a document is about as a whole, as an obituary is: named alone in its head, or behind "in memory of", and often later."""
    for mention in mentions:
        if mention.sentence >= _OPENING:
            break
        named = mention.base is not None and len(mention.base.words) > 1 and (_stands_alone(mention) or _is_topic(mention) or _is_described(mention) or _is_life(mention) or _is_deceased(mention))
        person = people.person(mention) if named else None
        if person is not None and (_is_life(mention) or _is_deceased(mention)) and _is_pronoun_often(mentions, person, 1):
            return person
        if person is not None and _is_described(mention) and not _is_topic(mention) and not _is_pronoun_often(mentions, person):
            continue
        if person is not None and len(person.seen) >= _OFTEN and any(not _stands_alone(other) and other.ground.kind != "heading" and people.person(other) is person for other in mentions):
            return person  # and not only the author, who is named alone at the head and the end, and in running heads
    return None


def _is_pronoun_often(mentions: Sequence[Mention], person: Person, least: int = _OFTEN * 2) -> bool:
    """Whether a document speaks of somebody by pronouns more than by any name."""
    pronouns = [mention for mention in mentions if mention.pronoun and not mention.speaks and mention.draft.count == 1 and mention.start > min(person.seen)]
    return len([mention for mention in pronouns if mention.gender in ("", person.gender) or not person.gender]) > least


def home_of_author(mentions: Sequence[Mention], actors: Sequence[Actor]) -> str | None:
    """The country of an author of whom none is told: that of the head of state whom he calls so most often without saying of which country."""
    told = [actor.country for mention, actor in zip(mentions, actors, strict=True) if _is_own_head(mention, actor) and actor.country is not None]
    return Counter(told).most_common(1)[0][0] if told else None


def _is_own_head(mention: Mention, actor: Actor) -> bool:
    return actor.office == "head_of_state" and mention.draft.office == "head_of_state" and mention.draft.country is None and not mention.draft.plural


def _stands_alone(mention: Mention) -> bool:
    """Whether a name stands alone in its sentence, years and words of memory aside."""
    ground, draft = mention.ground, mention.draft
    others = [at for at in range(len(ground.tokens)) if not draft.first <= at < draft.last]
    memory = _pattern(ground.code, "memory")
    return all(memory.match(ground.low(at)) for at in others)


def _is_topic(mention: Mention) -> bool:
    """Whether a title opens with a name and says behind a colon or dash what is told of the person."""
    ground, draft = mention.ground, mention.draft
    return ground.kind == "title" and draft.first == 0 and ground.after(draft.last)[:1] in (":", "–", "—")


def _is_described(mention: Mention) -> bool:
    """Whether a title opens with a name and says behind a comma, with nobody else and no verb, what the person was: "A, engineer of a quiet revolution"."""
    ground, draft = mention.ground, mention.draft
    behind = ground.low(draft.last) if draft.last < len(ground.tokens) else ""
    word = ground.text[ground.tokens[draft.last].start :][:1] if behind else ""
    return ground.kind == "title" and draft.first == 0 and ground.after(draft.last)[:1] == "," and word.islower()


def _is_deceased(mention: Mention) -> bool:
    """Whether it is said right behind a name that the person has died: "no better advocate than A, who died in Tallinn"."""
    ground = mention.ground
    known = load(ground.code).read("references").get("deceased")
    return known is not None and not mention.draft.plural and re.compile(known["match"]).match(fold(ground.text[mention.stop : ground.edges[1]])) is not None


def _is_life(mention: Mention) -> bool:
    """Whether a sentence opens with a name and tells of birth or death: "A (1941–2009), statesman", "A, who has died aged 81, was"."""
    ground, draft = mention.ground, mention.draft
    known = load(ground.code).read("references").get("life")
    if known is None or ground.text[ground.edges[0] : mention.start].strip() and not re.compile(known["before"]).fullmatch(fold(ground.text[ground.edges[0] : mention.start])):
        return False
    return re.compile(known["match"]).search(fold(ground.text[ground.edges[0] : ground.edges[1]])) is not None and not draft.plural


def _tells_author(ground: Ground) -> bool:
    return bool(_pattern(ground.code, "narration").search(fold(ground.text[ground.edges[0] : ground.edges[1]])))


@lru_cache(maxsize=None)
def _pattern(code: str, name: str) -> re.Pattern[str]:
    """The words of a language that say who the author of a document is, or that it is in memory of somebody."""
    return re.compile(load(code).read("references")[name]["match"])
