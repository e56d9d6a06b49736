"""Names and office phrases of a sentence joined to actors: side by side, in apposition, in lists.

In: the ground of a sentence and its phrases. Out: drafts, one for each person, office holder or delegation, in order; what they leave open
(whose office, which president) is settled for the document as a whole (``people.py``).
"""

from __future__ import annotations

from dataclasses import replace

from pipeline.entities.beside import (
    after_address,
    agrees,
    closes,
    goes_on,
    is_somebodys,
    name_apart,
    name_before,
    name_behind,
    name_of_helper,
    second_title,
)
from pipeline.entities.chains import find_chains
from pipeline.entities.drafts import Draft, named_draft, office_alone
from pipeline.entities.ground import Ground
from pipeline.entities.inflection import inflection
from pipeline.entities.lists import find_each_behind_country, find_listed, find_listed_before, holders
from pipeline.entities.namebook import words as name_words
from pipeline.entities.offices import find_offices, words
from pipeline.entities.persons import Name
from pipeline.entities.phrases import Phrase, higher
from pipeline.entities.places import Found
from pipeline.entities.roles import is_held, is_role, with_roles


def find_drafts(ground: Ground) -> list[Draft]:
    """The actors of a sentence, in order."""
    phrases = find_chains(ground)
    used: set[int] = set()
    drafts: list[Draft] = []
    for number, phrase in enumerate(phrases):
        if _is_taken(ground, phrase, drafts, used):
            continue
        if (at := _explained(ground, phrase, drafts, used)) is not None:
            drafts[at] = _with_title(drafts[at], phrase)
            continue
        taken = _joined(ground, phrase, used, phrases[number + 1] if number + 1 < len(phrases) else None)
        drafts += taken
        used |= {id(draft.name) for draft in taken if draft.name is not None}
    covered = {at for phrase in phrases for at in range(phrase.first, phrase.last)}
    drafts += [_alone(ground, name) for name in ground.names if id(name) not in used and name.first not in covered]
    found = sorted((_with_country_behind(ground, draft) for draft in drafts), key=lambda draft: (draft.first, draft.last))
    roles = [phrase for phrase in phrases if is_held(ground, phrase) and not any(draft.first <= phrase.first < draft.last for draft in found)]
    return with_roles(ground, found, roles) if roles else found


def _is_taken(ground: Ground, phrase: Phrase, drafts: list[Draft], used: set[int]) -> bool:
    """Whether a phrase is part of what has been found: inside it, or a title ("leader") between an office and its name."""
    if any(draft.name is not None and draft.first < phrase.first < draft.last for draft in drafts[-_BACK:]):
        return True
    return phrase.weak and bool(drafts) and id(ground.name_from.get(phrase.last)) in used


_BACK = 12  # drafts among which one may reach over a phrase


def _with_country_behind(ground: Ground, draft: Draft) -> Draft:
    """A country that follows a name in brackets, or behind a word for "of", is the person's: "N. Nazarbayev (Qazaxıstan)"."""
    if draft.name is None or draft.country is not None or draft.last != draft.name.last or draft.last >= len(ground.tokens):
        return draft
    place = ground.place_from.get(draft.last)
    if place is not None and place.place.kind == "country" and ground.gap(draft.last) == "(" and ground.closes(place.last):
        return replace(draft, country=place.place.code, last=place.last)
    if (told := _nationality(ground, draft.last)) is not None and draft.office is None:
        return replace(draft, country=told)
    place = ground.place_from.get(draft.last + 2 if ground.low(draft.last + 1) in words(ground.code).articles else draft.last + 1)
    prepositions = words(ground.code).country_after & {"of"}
    if place is not None and ground.near(draft.last) and ground.low(draft.last) in prepositions and place.place.kind == "country":
        return replace(draft, country=place.place.code, last=place.last)
    return draft


def _explained(ground: Ground, phrase: Phrase, drafts: list[Draft], used: set[int]) -> int | None:
    """Which of the drafts a second title explains behind a comma: "General A, Minister of Defence, ..."."""
    name = name_before(ground, phrase) if not phrase.plural else None
    if name is None or id(name) not in used or name_behind(ground, phrase.last) is not None:
        return None
    at = next((at for at, draft in enumerate(drafts[-_BACK:], max(0, len(drafts) - _BACK)) if draft.name is name and draft.last == name.last), None)
    if at is None or drafts[at].office is None:
        return None
    goes_on_so = drafts[at].first == 0 and bool(words(ground.code).patterns["breaks"].match(ground.low(phrase.last)))
    return at if closes(ground, phrase.last) or goes_on_so else None


def _with_title(draft: Draft, phrase: Phrase) -> Draft:
    """A draft with a second title of its person: the higher office counts."""
    country = draft.country or (phrase.countries[0] if phrase.countries else None)
    if phrase.former or phrase.weak or higher(draft.office, phrase.office) == draft.office:
        return replace(draft, last=phrase.last, country=country)
    return replace(draft, last=phrase.last, country=country, office=phrase.office, entry=phrase.head.entry, body=phrase.body, weak=False,
                   portfolio=phrase.portfolio)  # fmt: skip


def _is_of(ground: Ground, place: Found) -> bool:
    """Whether a country in the genitive may own what follows it, as its language has it."""
    return place.place.cases == ("gen",) and place.place.kind == "country" and "gen" in words(ground.code).country_before


def _nationality(ground: Ground, at: int) -> str | None:
    """The country of somebody whom a nationality with a noun explains: "Fergus Delahunt, Irish diplomat"."""
    if ground.gap(at) != ",":
        return None
    while ground.low(at) in words(ground.code).articles and ground.near(at + 1):
        at += 1
    place = ground.place_from.get(at)
    if place is None or place.place.form == "noun" or not ground.near(place.last) or ground.tokens[place.last].kind != "lower":
        return None
    follows = ground.low(place.last)
    known = words(ground.code)
    return None if place.last in ground.office_from or follows in known.conjunctions or known.patterns["breaks"].match(follows) else place.place.code


# --- a phrase with its name or names --------------------------------------------------------------------------------


def _joined(ground: Ground, phrase: Phrase, used: set[int], following: Phrase | None) -> list[Draft]:
    """The actors that a phrase makes with the names beside it."""
    if each := find_each_behind_country(ground, phrase):
        return each
    if phrase.plural:
        names = find_listed(ground, phrase.last)
        if names and phrase.head.entry.points and not phrase.countries:
            return [_alone(ground, name) for name in names]  # "Kərimovun qonaqları A və B": the word names no office
        if names:
            return holders(ground, phrase, names)
        names = [name for name in find_listed_before(ground, phrase) if id(name) not in used]
        if names and len(names) == len(phrase.countries):
            *others, last = holders(ground, phrase, names)
            return [*others, replace(last, last=phrase.last)]
        return [] if not phrase.countries and (_is_vague(phrase) or _are_others(ground, phrase)) else [office_alone(ground, phrase)]
    if not phrase.countries and _is_vague(phrase) and not any(find(ground, phrase) for find in (_behind, name_before, name_apart)):
        return []
    if is_role(ground, phrase):
        return _as_holder(ground, phrase)
    behind = name_behind(ground, phrase.last) if not inflection(ground.code).classes or "nom" in phrase.cases else None
    if behind is not None and not agrees(ground, phrase, behind):
        helper = name_of_helper(ground, phrase, behind)
        if helper is not None:
            used.add(id(behind))
        behind = helper
    if behind is not None and id(behind) not in used:
        return [named_draft(phrase, behind, phrase.first, behind.last)]
    before = name_before(ground, phrase)
    if before is not None and id(before) not in used:
        second = second_title(ground, phrase)
        if second or closes(ground, phrase.last) or goes_on(ground, before, phrase):
            return [named_draft(phrase, before, before.first, second or phrase.last)]
    apart = name_apart(ground, phrase)
    if apart is not None and id(apart) not in used and (following is None or following.first > apart.last or after_address(ground, following.first) == apart.first):
        return [named_draft(phrase, apart, phrase.first, apart.last)]
    return [office_alone(ground, phrase)]


def _behind(ground: Ground, phrase: Phrase) -> Name | None:
    return name_behind(ground, phrase.last)


def _as_holder(ground: Ground, phrase: Phrase) -> list[Draft]:
    """The person right before an office that is named as a role is its holder: "Heydər Əliyevin Azərbaycan Prezidenti kimi"."""
    name = ground.name_to.get(phrase.first) if not phrase.head.entry.takes else None
    return [replace(named_draft(phrase, name, name.first, phrase.last), cases=(), role=True)] if name is not None and ground.near(phrase.first) else []


def _are_others(ground: Ground, phrase: Phrase) -> bool:
    """Whether a word before several offices says that nobody named is meant: "foreign leaders"."""
    return ground.near(phrase.first) and bool(words(ground.code).patterns["others"].match(ground.low(phrase.first - 1)))


def _is_vague(phrase: Phrase) -> bool:
    """Whether an office without name and country says nothing of anybody: "a representative", "генерал"."""
    entry = phrase.head.entry
    return entry.capitals or (phrase.office == "official" and not (entry.like or entry.points or entry.by_country) and not phrase.body)


def _alone(ground: Ground, name: Name) -> Draft:
    """A name without an office; a country right before it is its own ("Kazakhstan's Nazarbayev", "misirli Əbülqeyt")."""
    first, country = name.first, None
    honorifics = name_words(ground.code).patterns["honorifics"]
    while ground.near(first) and honorifics.match(ground.low(first - 1)) and first - 1 not in ground.place_at and not is_somebodys(ground, first - 1):
        first -= 1
    place = ground.place_to.get(first)
    if place is not None and ground.near(first) and name.sure and (place.place.form != "noun" or _is_of(ground, place)):
        first, country = place.first, place.place.code
    rank = next(iter(find_offices(ground.tokens[name.last - 1 : name.last], ground.code)), None) if name.parts[-1].kind == "rank" else None
    return Draft(first, name.last, name, rank.entry.office if rank else None, country, (), entry=rank.entry if rank else None)
