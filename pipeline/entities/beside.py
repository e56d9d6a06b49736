"""The names that stand beside an office: behind it at once, or apart from it by a comma or dash, on either side."""

from __future__ import annotations

from pipeline.entities.ground import Ground
from pipeline.entities.inflection import inflection, readings
from pipeline.entities.namebook import is_common
from pipeline.entities.namebook import words as name_words
from pipeline.entities.offices import words
from pipeline.entities.persons import Name
from pipeline.entities.phrases import Phrase


def name_behind(ground: Ground, at: int) -> Name | None:
    """The name that follows at once; titles of address may stand between."""
    honorifics = name_words(ground.code).patterns["honorifics"]
    for turn in range(3):
        bracketed = ground.gap(at) == ")" and ground.gap(at - 1) == "("
        if not ground.near(at) and not bracketed and not (ground.gap(at) == "." and honorifics.match(ground.low(at - 1))):
            return None
        if at in ground.name_from:
            name = ground.name_from[at]
            return name if name.sure or not all(is_common(part.token.low, ground.code) for part in name.parts if part.kind == "word") else None
        acronym = not turn and at < len(ground.tokens) and ground.tokens[at].caps and at + 1 in ground.name_from
        if not acronym and (not honorifics.match(ground.low(at)) or is_somebodys(ground, at)):
            return None
        at += 1
    return None


def is_somebodys(ground: Ground, at: int) -> bool:
    """Whether a word of address is somebody's ("Prezidentin xanımı"): then the name behind it is not that of the holder."""
    return bool(inflection(ground.code).classes) and any("owned" in one.marks for one in readings(ground.low(at), ground.code))


def goes_on(ground: Ground, name: Name, phrase: Phrase) -> bool:
    """Whether a sentence that begins with a name and its explanation goes on with the verb, its second comma left out."""
    following = ground.tokens[phrase.last] if phrase.last < len(ground.tokens) else None
    if following is None or name.first or following.kind != "lower" or not inflection(ground.code).bears_last or inflection(ground.code).classes:
        return False
    return following.low not in words(ground.code).conjunctions and bool(words(ground.code).patterns["breaks"].match(following.low))


APART = (",", "–", "—", "-", ":", "(")
_MARKS = frozenset(",–—-.;):!?…([|")


def closes(ground: Ground, at: int) -> bool:
    """Whether an apposition may end here: a mark follows, or the sentence ends."""
    mark = ground.after(at)[:1]
    return mark in _MARKS if mark else at in ground.place_from or ground.tokens[at].kind == "word" and ground.kind == "row"


def name_before(ground: Ground, phrase: Phrase) -> Name | None:
    """The name before a comma or dash that the phrase explains: "Ali Asadov, prime minister of Azerbaijan,"."""
    at = _before_aside(ground, phrase.first)
    name = ground.name_to.get(at)
    if name is None or ground.gap(at) not in APART:
        return None
    return name if name.sure or ground.gap(at) != "," or phrase.countries else None


def _before_aside(ground: Ground, at: int) -> int:
    """Where an explanation begins: before articles, and before words such as "then" or "for many years"."""
    data = words(ground.code)
    while ground.near(at) and ground.low(at - 1) in data.articles:
        at -= 1
    for length in range(_ASIDE, 0, -1):
        first = at - length
        if first > 0 and all(ground.near(each) for each in range(first + 1, at + 1)):
            if data.patterns["asides"].match(" ".join(ground.low(each) for each in range(first, at))):
                return first
    return at


_ASIDE = 4  # words of the longest aside


def name_apart(ground: Ground, phrase: Phrase) -> Name | None:
    """The name behind a comma or dash that says who holds the office: "the head of state, Sooronbay Jeenbekov, is invited"."""
    name = ground.name_from.get(phrase.last)
    if name is None or ground.gap(phrase.last) not in APART or not name.sure and len(name.parts) < 2:
        return None
    goes_on = phrase.first <= _OPENS and bool(phrase.countries) and bool(words(ground.code).patterns["breaks"].match(ground.low(name.last)))
    return name if closes(ground, name.last) or goes_on else None


_OPENS = 1  # the word at which a phrase begins that opens its sentence, with or without an article
