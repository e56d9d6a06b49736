"""A sentence with the places, offices and names found in it: the ground on which phrases are put together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.entities.field import Field, Unlisted
from pipeline.entities.inflection import inflection, readings
from pipeline.entities.learned import add_learned
from pipeline.entities.namebook import given, is_common, is_family, is_usual_given, opens_name, words
from pipeline.entities.offices import Mention, find_offices
from pipeline.entities.parts import Usage, is_rank
from pipeline.entities.persons import Name, find_names
from pipeline.entities.places import Found, find_places
from pipeline.entities.places import words as place_words
from pipeline.entities.register import known_names
from pipeline.entities.sides import Side, find_sides
from pipeline.entities.tokens import Token
from pipeline.entities.towns import find_capitals, find_towns
from pipeline.entities.unlisted import find_unlisted
from pipeline.languages import load
from pipeline.values import Place


@dataclass(frozen=True, slots=True)
class Ground:
    """A sentence's words and what was found among them. The maps give what begins, and what ends, at a word; ``edges`` are the characters where
    the sentence begins and stops; ``more`` are towns that no list has, and capitals not called by name; ``block`` is the number of its block."""

    index: int
    code: str
    kind: str
    text: str
    tokens: tuple[Token, ...]
    places: tuple[Found, ...]
    offices: tuple[Mention, ...]
    names: tuple[Name, ...]
    place_from: dict[int, Found]
    place_to: dict[int, Found]
    office_from: dict[int, Mention]
    office_to: dict[int, Mention]
    name_from: dict[int, Name]
    name_to: dict[int, Name]
    place_at: dict[int, Found]
    previous: Ground | None = None
    edges: tuple[int, int] = (0, 0)
    more: tuple[Place, ...] = ()
    block: int = 0
    sides: tuple[Side, ...] = ()
    unlisted: tuple[Unlisted, ...] = ()

    def near(self, at: int) -> bool:
        """Whether only white space stands between a word and the one before it."""
        return 0 < at < len(self.tokens) and self.tokens[at].near

    def gap(self, at: int) -> str:
        """What stands between a word and the one before it, without white space at its ends."""
        if not 0 < at < len(self.tokens):
            return "."
        return self.text[self.tokens[at - 1].stop : self.tokens[at].start].strip()

    def after(self, at: int) -> str:
        """The mark that follows the word before ``at``: "" where a word follows at once, "." at the end of the sentence."""
        if at < len(self.tokens):
            return self.gap(at)
        return "."

    def closes(self, at: int) -> bool:
        """Whether a bracket closes behind the word before ``at``, also at the end of the sentence."""
        return self.text[self.tokens[at - 1].stop : self.edges[1]].lstrip()[:1] == ")"

    def low(self, at: int) -> str:
        """The folded word at a place, "" where there is none."""
        return self.tokens[at].low if 0 <= at < len(self.tokens) else ""

    def span(self, first: int, last: int) -> tuple[int, int]:
        """The characters of the words from ``first`` to before ``last``."""
        return self.tokens[first].start, self.tokens[last - 1].stop


@dataclass(frozen=True, slots=True)
class Where:
    """Which sentence it is: its number, language, the kind and number of its block, its characters."""

    index: int
    code: str
    kind: str
    edges: tuple[int, int]
    block: int = 0


def build(where: Where, text: str, tokens: Sequence[Token], usage: Usage, *, previous: Ground | None = None, learned: Sequence[tuple[int, int]] = (), dated: frozenset[int] = frozenset()) -> Ground:
    """The ground of a sentence; ``previous`` is that of the sentence before, ``learned`` the spans that a model takes for names of people, ``dated`` the
    positions of its dates."""
    code = where.code
    found = find_places(tokens, code, lambda token, rare: _may_be_given(token, rare, code))
    offices = find_offices(tokens, code)
    found = [each for each in found if not (_is_family_here(tokens, each, offices, code) or _is_in_register(tokens, each, code) or _is_namesake(tokens, each, usage, code))]
    places = [each for each in found if not each.silent]
    named = frozenset(at for each in found for at in range(each.first, each.last))
    offices = [each for each in offices if not _is_rank_as_name(tokens, each, offices, code) and not _is_given(tokens, each, code) and not _is_family_told(tokens, each, usage, named, code) and not _is_behind_given(tokens, each, named, code) and not _is_inside_name(tokens, each, named, code) and not (each.first - 1 not in named and each.last - each.first == 1 and is_rank(tokens, each.first, code))]
    blocked = [False] * len(tokens)
    for first, last in (*((each.first, each.last) for each in found), *((each.first, each.last) for each in offices)):
        blocked[first:last] = [True] * (last - first)
    towns = find_towns(tokens, places, blocked, code)
    for at, token in enumerate(tokens):
        blocked[at] = blocked[at] or _is_dated(tokens, at, dated) or any(town.start <= token.start < town.stop for town in towns)
    held = frozenset(at for each in offices for at in range(each.first, each.last))
    unlisted = [one for one in find_unlisted(Field(tokens, {at: each for each in found for at in range(each.first, each.last)}, held, code, usage)) if not any(one.place.start < town.stop and town.start < one.place.stop for town in towns)]
    for one in unlisted:
        blocked[one.first : one.last] = [True] * (one.last - one.first)
    names = add_learned(find_names(tokens, blocked, code, usage), tokens, blocked, learned, code)
    return Ground(
        where.index, code, where.kind, text, tuple(tokens), tuple(places), tuple(offices), tuple(names),
        {each.first: each for each in reversed(places)}, {each.last: each for each in places},
        {each.first: each for each in offices}, {each.last: each for each in offices},
        {each.first: each for each in names}, {each.last: each for each in names},
        {at: each for each in places for at in range(each.first, each.last)}, replace(previous, previous=None) if previous else None,
        where.edges, (*towns, *find_capitals(tokens, places, code)), where.block, find_sides(tokens, places, code), tuple(unlisted),
    )  # fmt: skip


def _is_rank_as_name(tokens: Sequence[Token], office: Mention, offices: Sequence[Mention], code: str) -> bool:
    """Whether a rank with a capital opens a name behind an office: "hərbi naziri | Şah Mahmud xan"."""
    at = office.first
    apart = office.last - at > 1 or office.last >= len(tokens) or not tokens[at].near or not tokens[office.last].near
    if apart or any(token.kind != "word" or token.caps for token in tokens[at : at + 2]) or not words(code).patterns["ranks"].match(tokens[at].low):
        return False
    return any(other.last == at and other.entry.kind == "office" for other in offices)


def _is_dated(tokens: Sequence[Token], at: int, dated: frozenset[int]) -> bool:
    """Whether a word is one of a date, which opens no name, behind no other name: "Sabah | Layçak yola düşür" (tomorrow), not "Şeyx Sabah"."""
    return tokens[at].start in dated and not (at and tokens[at].near and tokens[at - 1].kind == "word")


def _is_family_here(tokens: Sequence[Token], place: Found, offices: Sequence[Mention], code: str) -> bool:
    """Whether a word for a country or nation is the family name behind an office and a given name: "President Danilo Türk"."""
    at = place.first
    if place.last - at > 1 or at < 2 or not tokens[at].near or not tokens[at - 1].near or _LOCAL & set(place.place.cases):
        return False
    before, here = tokens[at - 1], tokens[at]
    if any(token.kind != "word" or token.caps for token in (before, here)) or is_common(before.low, code) or is_family(before.low, code):
        return False
    if not any(each.last == at - 1 and each.entry.kind == "office" for each in offices):
        return False
    return any(one.base in words(code).families for one in readings(here.low, code)) and not any(one.base in words(code).families for one in readings(before.low, code))


_LOCAL = frozenset({"dat", "loc", "abl"})


def _is_namesake(tokens: Sequence[Token], place: Found, usage: Usage, code: str) -> bool:
    """Whether a doubtful name of a town, led by no word for a place, is a family name that the document tells behind a given name: "Marta Kos ... Kos"."""
    token = tokens[place.first]
    if not place.doubtful or place.last - place.first > 1 or place.place.kind != "city" or token.kind != "word" or _LOCAL & set(place.place.cases):
        return False
    before = tokens[place.first - 1] if place.first and token.near else None
    if before is not None and place_words(code).patterns["locators"].match(before.low):
        return False
    family = {one.base for one in readings(token.low, code) if not one.marks} | {token.low, token.low.removesuffix("'s")}
    return any(usage.given.get(one) for one in family)


def _is_family_told(tokens: Sequence[Token], office: Mention, usage: Usage, named: frozenset[int], code: str) -> bool:
    """Whether a word for an office, with a capital, is a family name that the document tells behind a given name: "Lennart Meri ... Meri" ("meri": the mayor);
    behind a place (one of ``named``) it is none: "Misir Prezidenti", though Misir is a given name too."""
    token = tokens[office.first]
    if office.first - 1 in named and token.near or office.last - office.first > 1 or not office.owned or token.kind != "word" or token.caps or token.low in usage.small:
        return False
    return any(is_usual_given(name, code) for name in usage.given.get(token.low, ()))


def _may_be_given(token: Token, rare: bool, code: str) -> bool:
    """Whether a word may be the given name of a family name that is a place too; a preposition that opens a sentence is none: "To Turkey she came"."""
    if token.caps or token.low in load(code).read("references").get("prepositions", ()):
        return False
    return given(token.low, code) is not None if rare else is_usual_given(token.low, code) or opens_name(token.low, code)


def _is_behind_given(tokens: Sequence[Token], office: Mention, named: frozenset[int], code: str) -> bool:
    """Whether a word for an office, with a capital, follows a given name, in a language where an office stands before its name: "Lennart Meri", "Julie Bishop";
    words of places (``named``) are no given names."""
    at = office.first
    before = tokens[at - 1] if at and tokens[at].near and at - 1 not in named else None
    if before is None or before.kind != "word" or tokens[at].kind != "word" or tokens[at].caps:
        return False
    if words(code).patterns["title_families"].match(tokens[at].low):
        apart = office.last >= len(tokens) or not tokens[office.last].near or tokens[office.last].kind != "word"
        return office.last - at == 1 and apart and given(before.low, code) is not None
    return bool(inflection(code).classes) and office.owned and office.last - at == 1 and given(before.low, code) is not None


def _is_inside_name(tokens: Sequence[Token], office: Mention, named: frozenset[int], code: str) -> bool:
    """Whether a title, with a capital, is a name of its own between a given name and another one: "Hassan Sheikh Mohamud"."""
    at = office.first
    if office.last - at > 1 or not at or office.last >= len(tokens) or not {at, at - 1, at + 1}.isdisjoint(named):
        return False
    titles = words(code).patterns["honorifics"]
    before, title, behind = tokens[at - 1 : at + 2]
    if not title.near or not behind.near or any(token.kind != "word" or token.caps for token in (before, title, behind)):
        return False
    return bool(titles.match(title.low)) and not titles.match(before.low) and given(before.low, code) is not None


def _is_in_register(tokens: Sequence[Token], found: Mention | Found, code: str) -> bool:
    """Whether a word for an office or place is part of a name that the register has so: "Sheikh Hasina", "Раду Василе"."""
    following = tokens[found.last] if found.last < len(tokens) and tokens[found.last].near else None
    if following is None or tokens[found.first].kind != "word":
        return False
    family = following.low.removesuffix("'s")
    return f"{tokens[found.first].low} {family}" in known_names(code)


def _is_given(tokens: Sequence[Token], office: Mention, code: str) -> bool:
    """Whether a word for an office or body is a given name here: "Vilayət Quliyev"."""
    at = office.first
    if office.last - at == 1 and _is_in_register(tokens, office, code):
        return True
    if office.last - at > 1 or office.last >= len(tokens) or tokens[at].kind != "word" or tokens[at].caps or not is_usual_given(tokens[at].low, code):
        return False
    following = tokens[office.last]
    if following.near and words(code).patterns["articles"].match(following.low):
        return True
    return following.near and following.kind == "word" and bool(is_family(following.low, code))
