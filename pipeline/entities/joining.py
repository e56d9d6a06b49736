"""Names and office phrases of a sentence joined to actors: side by side, in apposition, in lists.

In: the ground of a sentence and its phrases. Out: drafts, one for each person, office holder or delegation, in order; what they leave open
(whose office, which president) is settled for the document as a whole (``people.py``).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from pipeline.entities.ground import Ground
from pipeline.entities.inflection import inflection, readings
from pipeline.entities.namebook import is_common
from pipeline.entities.namebook import words as name_words
from pipeline.entities.offices import Entry, words
from pipeline.entities.persons import Name
from pipeline.entities.phrases import Phrase, counts, find_phrases, higher


@dataclass(frozen=True, slots=True)
class Draft:
    """An actor of a sentence before its document is known: the tokens from ``first`` to before ``last``, the name and the office phrase in it.

    ``country`` is the one that its own words tell; ``countries`` those of a group. ``weak`` marks an office that gives way to what is known of
    the person; ``count`` is the number of people.
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


def find_drafts(ground: Ground) -> list[Draft]:
    """The actors of a sentence, in order."""
    phrases = _chains(ground, find_phrases(ground))
    used: set[int] = set()
    drafts: list[Draft] = []
    for number, phrase in enumerate(phrases):
        if any(draft.name is not None and draft.first < phrase.first < draft.last for draft in drafts) or (
            phrase.weak and drafts and ground.name_from.get(phrase.last) is not None and id(ground.name_from[phrase.last]) in used
        ):
            continue
        taken = _joined(ground, phrase, used, phrases[number + 1] if number + 1 < len(phrases) else None)
        drafts += taken
        used |= {id(draft.name) for draft in taken if draft.name is not None}
    drafts += [_alone(ground, name) for name in ground.names if id(name) not in used and not _inside(name, phrases)]
    return sorted((_with_country_behind(ground, draft) for draft in drafts), key=lambda draft: (draft.first, draft.last))


def _with_country_behind(ground: Ground, draft: Draft) -> Draft:
    """A country that follows a name in brackets, or behind a word for "of", is the person's: "N. Nazarbayev (Qazaxıstan)"."""
    if draft.name is None or draft.country is not None or draft.last != draft.name.last or draft.last >= len(ground.tokens):
        return draft
    place = ground.place_from.get(draft.last)
    if place is not None and place.place.kind == "country" and ground.gap(draft.last) == "(" and ground.after(place.last)[:1] == ")":
        return replace(draft, country=place.place.code, last=place.last)
    place = ground.place_from.get(draft.last + 1)
    prepositions = words(ground.code).country_after & {"of"}
    if place is not None and ground.near(draft.last) and ground.low(draft.last) in prepositions and place.place.kind == "country":
        return replace(draft, country=place.place.code, last=place.last)
    return draft


def _inside(name: Name, phrases: list[Phrase]) -> bool:
    return any(phrase.first <= name.first < phrase.last for phrase in phrases)


# --- two offices of one holder --------------------------------------------------------------------------------------


def _chains(ground: Ground, phrases: list[Phrase]) -> list[Phrase]:
    """The phrases with those made one that tell two offices of one holder: "deputy prime minister and economy minister"."""
    found: list[Phrase] = []
    for phrase in phrases:
        if found and _one_holder(ground, found[-1], phrase):
            found[-1] = _both(found[-1], phrase)
        else:
            found.append(phrase)
    return found


def _one_holder(ground: Ground, one: Phrase, other: Phrase) -> bool:
    if one.plural or other.plural or other.first - one.last > 1 or other.first < one.last:
        return False
    if any(phrase.head.entry.like or phrase.head.entry.points or phrase.head.entry.follows for phrase in (one, other)):
        return False
    if other.countries and one.countries and other.countries[0] != one.countries[0]:
        return False
    if one.cases and other.cases and not set(one.cases) & set(other.cases):
        return False
    if other.first == one.last and ground.near(other.first):
        return True
    named = _name_behind(ground, other.last) is not None or (ground.gap(other.last) == "," and other.last in ground.name_from)
    if other.first == one.last:
        return ground.gap(other.first) in (",", "-", "–") and named and not (one.countries and other.countries) and ground.code != ""
    joined = ground.low(one.last) in words(ground.code).conjunctions and ground.near(one.last) and ground.near(other.first)
    return joined and named and not other.countries


def _both(one: Phrase, other: Phrase) -> Phrase:
    stronger = one if other.weak or (not one.weak and higher(one.office, other.office) == one.office) else other
    countries = one.countries or other.countries
    return replace(stronger, first=one.first, last=other.last, countries=countries, cases=other.cases or one.cases, former=one.former and other.former,
                   office=stronger.office or one.office or other.office)  # fmt: skip


# --- a phrase with its name or names --------------------------------------------------------------------------------


def _joined(ground: Ground, phrase: Phrase, used: set[int], following: Phrase | None) -> list[Draft]:
    """The actors that a phrase makes with the names beside it."""
    if phrase.plural:
        names = _listed(ground, phrase.last)
        if names:
            return _holders(ground, phrase, names)
        return [] if not phrase.countries and _is_vague(phrase) else [_office_alone(ground, phrase)]
    if not phrase.countries and _is_vague(phrase) and _name_behind(ground, phrase.last) is None and _name_before(ground, phrase) is None:
        return []
    if _is_role(ground, phrase):
        return _as_holder(ground, phrase)
    behind = _name_behind(ground, phrase.last) if not inflection(ground.code).classes or "nom" in phrase.cases else None
    if behind is not None and id(behind) not in used:
        return [_named(phrase, behind, phrase.first, behind.last)]
    before = _name_before(ground, phrase)
    if before is not None and id(before) not in used and (_closes(ground, phrase.last) or _goes_on(ground, before, phrase)):
        return [_named(phrase, before, before.first, phrase.last)]
    apart = _name_apart(ground, phrase)
    if apart is not None and id(apart) not in used and (following is None or following.first > apart.last):
        return [_named(phrase, apart, phrase.first, apart.last)]
    return [_office_alone(ground, phrase)]


def _is_role(ground: Ground, phrase: Phrase) -> bool:
    """Whether a phrase names an office rather than its holder: "as president", "prezident seçilən"."""
    patterns = words(ground.code).patterns
    behind = ground.near(phrase.last) and patterns["not_before"].match(ground.low(phrase.last))
    before = phrase.first
    while ground.near(before) and ground.low(before - 1) in words(ground.code).articles:
        before -= 1
    return bool(behind) or bool(ground.near(before) and patterns["not_after"].match(ground.low(before - 1)))


def _as_holder(ground: Ground, phrase: Phrase) -> list[Draft]:
    """The person right before an office that is named as a role is its holder: "Heydər Əliyevin Azərbaycan Prezidenti kimi"."""
    name = ground.name_to.get(phrase.first)
    return [_named(phrase, name, name.first, phrase.last)] if name is not None and ground.near(phrase.first) else []


def _is_vague(phrase: Phrase) -> bool:
    """Whether an office without name and country says nothing of anybody: "a representative", "генерал"."""
    entry = phrase.head.entry
    return entry.capitals or (phrase.office == "official" and not (entry.like or entry.points) and not phrase.body)


def _name_behind(ground: Ground, at: int) -> Name | None:
    """The name that follows at once; titles of address may stand between."""
    honorifics = name_words(ground.code).patterns["honorifics"]
    for turn in range(3):
        if not ground.near(at) and not (ground.gap(at) == "." and honorifics.match(ground.low(at - 1))):
            return None
        if at in ground.name_from:
            name = ground.name_from[at]
            return name if name.sure or not all(is_common(part.token.low, ground.code) for part in name.parts if part.kind == "word") else None
        acronym = not turn and at < len(ground.tokens) and ground.tokens[at].caps and at + 1 in ground.name_from
        if not acronym and (not honorifics.match(ground.low(at)) or _is_somebodys(ground, at)):
            return None
        at += 1
    return None


def _is_somebodys(ground: Ground, at: int) -> bool:
    """Whether a word of address is somebody's ("Prezidentin xanımı"): then the name behind it is not that of the holder."""
    return bool(inflection(ground.code).classes) and any("owned" in one.marks for one in readings(ground.low(at), ground.code))


def _goes_on(ground: Ground, name: Name, phrase: Phrase) -> bool:
    """Whether a sentence that begins with a name and its explanation goes on with the verb, its second comma left out."""
    following = ground.tokens[phrase.last] if phrase.last < len(ground.tokens) else None
    if following is None or name.first or following.kind != "lower" or not inflection(ground.code).bears_last or inflection(ground.code).classes:
        return False
    return following.low not in words(ground.code).conjunctions and bool(words(ground.code).patterns["breaks"].match(following.low))


_APART = (",", "–", "—", "-", ":", "(")
_MARKS = frozenset(",–—-.;):!?…([|")


def _closes(ground: Ground, at: int) -> bool:
    """Whether an apposition may end here: a mark follows, or the sentence ends."""
    mark = ground.after(at)[:1]
    return mark in _MARKS if mark else at in ground.place_from or ground.tokens[at].kind == "word" and ground.kind == "row"


def _name_before(ground: Ground, phrase: Phrase) -> Name | None:
    """The name before a comma or dash that the phrase explains: "Ali Asadov, prime minister of Azerbaijan,"."""
    at = _before_aside(ground, phrase.first)
    name = ground.name_to.get(at)
    if name is None or ground.gap(at) not in _APART:
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


def _name_apart(ground: Ground, phrase: Phrase) -> Name | None:
    """The name behind a comma or dash that says who holds the office: "the head of state, Sooronbay Jeenbekov, is invited"."""
    name = ground.name_from.get(phrase.last)
    if name is None or ground.gap(phrase.last) not in _APART or not name.sure and len(name.parts) < 2:
        return None
    return name if _closes(ground, name.last) else None


def _named(phrase: Phrase, name: Name, first: int, last: int) -> Draft:
    country = phrase.countries[0] if phrase.countries else None
    return Draft(
        first, last, name, phrase.office, country, phrase.cases, former=phrase.former, weak=phrase.weak, body=phrase.body, entry=phrase.head.entry
    )


def _office_alone(ground: Ground, phrase: Phrase) -> Draft:
    country = phrase.countries[0] if len(phrase.countries) == 1 or not phrase.plural and phrase.countries else None
    return Draft(
        phrase.first, phrase.last, None, phrase.office, country, phrase.cases, phrase.countries if phrase.plural else (), phrase.former, phrase.weak,
        phrase.plural, phrase.body, phrase.head.entry, _count(ground, phrase),
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


def _alone(ground: Ground, name: Name) -> Draft:
    """A name without an office; a country right before it is its own ("Kazakhstan's Nazarbayev", "misirli Əbülqeyt")."""
    first, country = name.first, None
    honorifics = name_words(ground.code).patterns["honorifics"]
    while ground.near(first) and honorifics.match(ground.low(first - 1)) and first - 1 not in ground.place_at and not _is_somebodys(ground, first - 1):
        first -= 1
    place = ground.place_to.get(first)
    if place is not None and ground.near(first) and name.sure and (place.place.form != "noun" or (place.place.cases == ("gen",) and place.place.kind == "country")):
        first, country = place.first, place.place.code
    return Draft(first, name.last, name, None, country, ())


# --- several holders ------------------------------------------------------------------------------------------------


def _listed(ground: Ground, at: int) -> list[Name]:
    """The names that follow a plural office, joined by commas and "and"."""
    if at >= len(ground.tokens) or not (ground.near(at) or ground.gap(at) in _APART):
        return []
    at = _skip_honorifics(ground, at)
    found: list[Name] = []
    while at in ground.name_from:
        found.append(ground.name_from[at])
        at = found[-1].last
        if at >= len(ground.tokens):
            break
        if ground.gap(at) == "," and (following := _skip_conjunction(ground, at)) in ground.name_from:
            at = following
        elif ground.near(at) and ground.low(at) in words(ground.code).conjunctions:
            at = _skip_honorifics(ground, at + 1)
        else:
            break
    return found if len(found) > 1 else []


def _skip_conjunction(ground: Ground, at: int) -> int:
    return _skip_honorifics(ground, at + 1 if ground.low(at) in words(ground.code).conjunctions else at)


def _skip_honorifics(ground: Ground, at: int) -> int:
    honorifics = name_words(ground.code).patterns["honorifics"]
    while at not in ground.name_from and honorifics.match(ground.low(at)) and ground.near(at + 1):
        at += 1
    return at


def _holders(ground: Ground, phrase: Phrase, names: list[Name]) -> list[Draft]:
    """One actor for each name of a list; as many countries as names are theirs in order."""
    countries = phrase.countries or _respective(ground, phrase)
    paired: list[str | None] = list(countries) if len(countries) == len(names) else [countries[0] if len(countries) == 1 else None] * len(names)
    return [
        Draft(phrase.first if not number else name.first, name.last, name, phrase.office, country, phrase.cases, former=phrase.former, weak=phrase.weak,
              body=phrase.body, entry=phrase.head.entry)
        for number, (name, country) in enumerate(zip(names, paired, strict=True))
    ]  # fmt: skip


def _respective(ground: Ground, phrase: Phrase) -> tuple[str, ...]:
    """The countries listed before the phrase with a word that says they go with the names in order ("müvafiq olaraq")."""
    marks = words(ground.code).patterns["respective"]
    between = [at for at in range(max(0, phrase.first - 3), phrase.first) if marks.match(ground.low(at))]
    if not between:
        return ()
    places = [place for place in ground.places if place.last <= between[0] and place.place.form == "noun"]
    run: list[str] = []
    at = between[0]
    for place in reversed(places):
        if place.last < at - 1:
            break
        run.insert(0, place.place.code)
        at = place.first
    return tuple(run)
