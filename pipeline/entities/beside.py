"""The names that stand beside an office: behind it at once, or apart from it by a comma or dash, on either side."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.entities.ground import Ground
from pipeline.entities.inflection import inflection, readings
from pipeline.entities.namebook import is_common
from pipeline.entities.namebook import words as name_words
from pipeline.entities.offices import words
from pipeline.entities.persons import Name, name_cases
from pipeline.entities.phrases import Phrase
from pipeline.languages import load


def name_behind(ground: Ground, at: int) -> Name | None:
    """The name that follows at once; titles of address may stand between."""
    honorifics = name_words(ground.code).patterns["honorifics"]
    for turn in range(_ADDRESS):
        bracketed = ground.gap(at) == ")" and ground.gap(at - 1) == "("
        if not ground.near(at) and not bracketed and not (ground.gap(at) == "." and honorifics.match(ground.low(at - 1))):
            return None
        if at in ground.name_from:
            name = ground.name_from[at]
            return name if name.sure or not all(is_common(part.token.low, ground.code) for part in name.parts if part.kind == "word") else None
        acronym = not turn and at < len(ground.tokens) and ground.tokens[at].caps and at + 1 in ground.name_from
        shortened = at < len(ground.tokens) and ground.tokens[at].kind == "initial"  # "H. E. Mr. X", "Е.П. г-н X"
        if not acronym and not shortened and (not honorifics.match(ground.low(at)) or is_somebodys(ground, at)):
            return None
        at += 1
    return None


_ADDRESS = 4  # words of address between an office and its name, the name itself among them


def after_address(ground: Ground, at: int) -> int:
    """Where a name may begin: behind the titles of address before it: "Hon. General (Rtd) Dr X"."""
    honorifics = name_words(ground.code).patterns["honorifics"]
    while (at not in ground.name_from or len(ground.name_from[at].parts) == 1) and (_is_bracketed(ground, at) or honorifics.match(ground.low(at)) and _leads_on(ground, at + 1)):
        at += 1
    return at


def _leads_on(ground: Ground, at: int) -> bool:
    """Whether a word follows a title of address at once, a stop or the bracket round a title between them left aside."""
    return ground.near(at) or at < len(ground.tokens) and ground.gap(at) == "." or _is_bracketed(ground, at)


def _is_bracketed(ground: Ground, at: int) -> bool:
    """Whether a word stands in brackets of its own."""
    return at + 1 < len(ground.tokens) and ground.gap(at) == "(" and ground.gap(at + 1) == ")"


@lru_cache(maxsize=None)
def _prepositions(code: str) -> frozenset[str]:
    """Words behind which nobody is a subject, in a language whose nouns do not tell."""
    return frozenset(load(code).read("references").get("prepositions", ()))


def is_led(ground: Ground, at: int) -> bool:
    """Whether a preposition stands before a word, articles between them left aside."""
    while ground.near(at) and ground.low(at - 1) in words(ground.code).articles:
        at -= 1
    return ground.near(at) and ground.low(at - 1) in _prepositions(ground.code)


def agrees(ground: Ground, phrase: Phrase, name: Name) -> bool:
    """Whether a name can stand in the case of the office before it, where both have one: "советник Путина" is no Putin."""
    cases, entry = name_cases(name, ground.code), phrase.head.entry
    owned = phrase.first > 0 and ground.near(phrase.first) and ground.low(phrase.first - 1) in words(ground.code).articles  # "его преемник Ф. Дуст-Блази"
    if "gen" in cases and phrase.last == phrase.head.last and (entry.follows and not owned or entry.takes and entry.office != "envoy" and "gen" not in phrase.cases):
        return False
    return not phrase.cases or "gen" not in cases or bool(cases & set(phrase.cases))


def name_of_helper(ground: Ground, phrase: Phrase, owner: Name) -> Name | None:
    """The name behind that of the owner of a deputy, adviser or successor: "советник Путина | Юрий Ушаков"."""
    name = name_behind(ground, owner.last) if phrase.head.entry.takes or phrase.head.entry.follows or phrase.head.entry.like else None
    return name if name is not None and bool(name_cases(name, ground.code) & set(phrase.cases)) else None


def is_somebodys(ground: Ground, at: int) -> bool:
    """Whether a word of address is somebody's ("Prezidentin xanımı"): then the name behind it is not that of the holder."""
    return bool(inflection(ground.code).classes) and any("owned" in one.marks for one in readings(ground.low(at), ground.code))


def goes_on(ground: Ground, name: Name, phrase: Phrase) -> bool:
    """Whether a sentence that begins with a name and its explanation goes on with the verb, its second comma left out."""
    following = ground.tokens[phrase.last] if phrase.last < len(ground.tokens) else None
    if following is None or name.first or following.kind != "lower" or not inflection(ground.code).bears_last or inflection(ground.code).classes:
        return False
    return following.low not in words(ground.code).conjunctions and bool(words(ground.code).patterns["breaks"].match(following.low))


def second_title(ground: Ground, phrase: Phrase) -> int | None:
    """Where a second explanation ends that "and" joins to an office, with a comma behind it: "X, the Egyptian president and chairman of the Union, ..."."""
    data, at = words(ground.code), phrase.last
    if not ground.near(at) or ground.low(at) not in data.conjunctions or not phrase.countries:
        return None
    stop = next((each for each in range(at + 1, min(len(ground.tokens), at + _SECOND)) if ground.gap(each) == ","), None)
    inside = range(at + 1, stop or 0)
    owners = [ground.place_at[each].place.code for each in inside if each in ground.place_at and ground.place_at[each].place.kind == "country"]
    verb = any(data.patterns["breaks"].match(ground.low(each)) for each in inside if ground.low(each - 1) not in data.country_after)
    named = any(each in ground.name_from and ground.name_from[each].sure for each in inside)
    return stop if stop is not None and not owners and not verb and not named else None


_SECOND = 12  # words of a second explanation
BORDERS = ("–", "—", "-", ":", "|")
APART = (",", "–", "—", "-", ":", "(")
_MARKS = frozenset(",–—-.;):!?…([|")


def closes(ground: Ground, at: int) -> bool:
    """Whether an apposition may end here: a mark follows, or the sentence ends."""
    if ground.near(at) and ground.low(at) in words(ground.code).who:
        return True
    mark = ground.after(at)[:1]
    if not mark and _tells_years(ground, at):
        return True
    return mark in _MARKS if mark else at in ground.place_from or ground.tokens[at].kind == "word" and ground.kind == "row"


def _tells_years(ground: Ground, at: int) -> bool:
    """Whether the years in which an office was held follow it, and a comma or bracket them: "X, prime minister from 2003 until last month, came"."""
    told = _YEARS.match(ground.text, ground.tokens[at - 1].stop)
    return told is not None and bool(words(ground.code).patterns["in_years"].match(told[1]))


_YEARS = re.compile(r"\s+(\w+)\s[^,;()\n]{0,28}?\b\d{4}\b[^,;()\n]{0,28}[,)]")


def name_before(ground: Ground, phrase: Phrase) -> Name | None:
    """The name before a comma or dash that the phrase explains: "Ali Asadov, prime minister of Azerbaijan,"."""
    at = before_aside(ground, phrase.first)
    name = ground.name_to.get(at)
    if name is None or ground.gap(at) not in APART:
        return None
    opens = _opens_line(ground, name.first) and len(name.parts) > 1 and phrase.office is not None and not any(is_common(part.token.low, ground.code) for part in name.parts)
    return name if name.sure or ground.gap(at) != "," or phrase.countries or opens else None


def _opens_line(ground: Ground, at: int) -> bool:
    """Whether a word opens its sentence, or a part of a row behind its date: "4 May – Gerrit Zalm, Minister of Finance"."""
    return at == 0 or ground.kind == "row" and ground.gap(at) in BORDERS


def before_aside(ground: Ground, at: int) -> int:
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


def after_aside(ground: Ground, at: int) -> int:
    """Where an office ends with words such as "at the time" behind it."""
    for length in range(_ASIDE, 0, -1):
        last = at + length
        if last < len(ground.tokens) and all(ground.near(each) for each in range(at, last)):
            if words(ground.code).patterns["asides"].match(" ".join(ground.low(each) for each in range(at, last))):
                return last
    return at


_ASIDE = 4  # words of the longest aside


def name_apart(ground: Ground, phrase: Phrase) -> Name | None:
    """The name behind a comma or dash that says who holds the office: "the head of state, Sooronbay Jeenbekov, is invited"."""
    at = after_aside(ground, phrase.last)
    name = ground.name_from.get(after_address(ground, at))
    if name is None or ground.gap(at) not in APART or not name.sure and len(name.parts) < 2:
        return None
    cases = name_cases(name, ground.code)
    if cases and phrase.cases and cases.isdisjoint(phrase.cases):
        return None  # "помимо российского лидера, Нурсултан Назарбаев"
    goes_on = phrase.first <= _OPENS and bool(phrase.countries) and bool(words(ground.code).patterns["breaks"].match(ground.low(name.last)))
    return name if closes(ground, name.last) or goes_on else None


_OPENS = 1  # the word at which a phrase begins that opens its sentence, with or without an article
