"""The persons of a document: which mentions mean one person, and what the document tells of each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import lru_cache

from pipeline.dates import compatible
from pipeline.entities.fathers import is_by_father, is_given_of
from pipeline.entities.identity import same_person, same_word, split_name
from pipeline.entities.known import NO_YEARS, Year, Years, bearers
from pipeline.entities.mentions import Mention, other_bases
from pipeline.entities.namebook import words
from pipeline.entities.naming import Base
from pipeline.entities.spelling import without_generation
from pipeline.languages import load
from pipeline.text import fold, is_cyrillic

WITHDRAWN = frozenset({"SUN", "YUG", "CSK", "DDR"})  # states of which a republic's leader may be told to have been one


@dataclass(frozen=True, slots=True)
class Fact:
    """What a mention tells of a person: the office, the country, whether it is over, at which character; ``local`` facts hold where they are told;
    ``portfolio`` tells what a minister is for, ``title`` is the entry of the word that told the office, ``years`` are the first and last of its terms
    where they are told beside it."""

    at: int
    office: str | None
    country: str | None
    former: bool
    weak: bool
    source: str = "told elsewhere"
    local: bool = False
    portfolio: frozenset[str] = frozenset()
    title: str = ""
    years: tuple[tuple[int, int], ...] = ()


@dataclass(slots=True)
class Person:
    """A person of the document: full names by language (the longest seen), facts, gender, and where it was mentioned by name."""

    names: dict[str, str] = field(default_factory=dict)
    facts: list[Fact] = field(default_factory=list)
    gender: str = ""
    seen: list[int] = field(default_factory=list)

    def called(self, code: str, other: str = "") -> str:
        """The person's name in a language, or as it was called first."""
        return self.names.get(code) or other or next(iter(self.names.values()))


class People:
    """The persons of a document, found by name."""

    def __init__(self, years: Years = NO_YEARS) -> None:
        self.persons: list[Person] = []
        self.years = years
        self._of: dict[int, Person] = {}

    def person(self, mention: Mention) -> Person | None:
        """The person that a mention has been found to mean."""
        return self._of.get(mention.start)

    def assign(self, mention: Mention, person: Person) -> None:
        """Note whom a mention means."""
        self._of[mention.start] = person

    def note(self, mention: Mention, person: Person) -> None:
        """Add what a mention by name tells of a person."""
        self.assign(mention, person)
        draft, base = mention.draft, mention.base
        if base is not None:
            code = mention.ground.code
            known = person.names.get(code, "")
            if _fuller(base.name, known, code):
                person.names[code] = base.name
        person.seen.append(mention.start)
        person.gender = person.gender or (mention.gender if len(mention.gender) == 1 else "")
        if (draft.office is not None or draft.country is not None or draft.former) and not _tells_of_another(mention, person):
            like = draft.entry is not None and (draft.entry.like or draft.entry.points or draft.entry.follows)
            person.facts.append(Fact(mention.start, None if like else draft.office, draft.country, draft.former, draft.weak, local=draft.role, portfolio=draft.portfolio, title=draft.entry.id if draft.entry else ""))

    def add(self) -> Person:
        """A new person of the document."""
        person = Person()
        self.persons.append(person)
        return person

    def match(self, name: str) -> list[Person]:
        """The persons that a full name can mean, in order of first mention."""
        return [person for person in self.persons if any(same_person(name, known) for known in person.names.values())]

    def match_word(self, word: str) -> list[Person]:
        """The persons of whom a single word is the family name, or else the given name."""
        families = [person for person in self.persons if any(same_person(word, without_generation(known)) for known in person.names.values())]
        return families or self.match_other(word) or [person for person in self.persons if any(_is_part(word, known) for known in person.names.values())]

    def match_other(self, word: str) -> list[Person]:
        """The persons whom the register knows by a word as another family name ("Rahmon" is Rahmonov)."""
        return [person for person in self.persons if any(same_word(word, other) for other in _other_families(tuple(person.names.values())))]


def _tells_of_another(mention: Mention, person: Person) -> bool:
    """True where a title of another state stands before the family name alone of somebody whom the document has named in full and the register knows: "the leader
    of China | with Akayev held talks"."""
    draft, full = mention.draft, any(" " in name for name in person.names.values())
    if not full or draft.country is None or draft.country.startswith("org:") or draft.country in WITHDRAWN or mention.base is None or len(mention.base.words) > 1:
        return False
    known = bearers(tuple(person.names.values()))
    return len(known) == 1 and draft.country not in {term.country for term in known[0].terms}


@lru_cache(maxsize=4096)
def _other_families(names: tuple[str, ...]) -> tuple[str, ...]:
    """The family names that the register has for the bearer of some names, besides the ones they tell; no father's name (Salman is no bin Salman)."""
    told = {fold(split_name(name)[1]) for name in names}
    found = bearers(names)
    others = [(split_name(spelling)[1], spelling) for spelling in found[0].spellings] if len(found) == 1 else []
    return tuple(dict.fromkeys(other for other, spelling in others if fold(other) not in told and same_person(other, spelling)))


def _is_part(word: str, name: str) -> bool:
    return any(same_word(word, part) for part in split_name(name)[0] if len(part) > 2)


def _fuller(name: str, known: str, code: str) -> bool:
    """Whether a name says more than the one known: the language's own script ("Николае Титулеску (рум. Nicolae Titulescu ...)"), then whole given names
    rather than initials, then more words."""
    if not known:
        return True
    return (_is_own(name, code), *_weight(name)) > (_is_own(known, code), *_weight(known))


def _is_own(name: str, code: str) -> bool:
    """True for a name in the script of a language."""
    return any(map(is_cyrillic, name)) is (load(code).read("language")["script"] == "cyrillic")


def _weight(name: str) -> tuple[int, int]:
    words = name.split()
    return sum(1 for word in words if not word.endswith(".")), len(words)


def gather(mentions: Iterable[Mention], years: Years = NO_YEARS) -> tuple[People, list[Mention]]:
    """The persons of the mentions, and the mentions with those left out that turn out to be no names; ``years`` are those of the document.

    Full names come first, so that a family name alone may stand before the whole name, and those of languages without cases before others; then
    the single words.
    """
    people = People(years)
    kept = list(mentions)
    named = [mention for mention in kept if mention.base is not None]
    changed: dict[int, Mention | None] = {}
    for mention in sorted(named, key=lambda mention: bool(mention.cases)):
        if _is_full(mention) and _is_certain(mention) and not is_by_father(mention):
            changed[id(mention)] = _enter(people, mention)
    doubtful = [mention for mention in named if people.person(mention) is None]
    for mention in doubtful:
        changed[id(mention)] = _enter_by_father(people, mention) or _enter_known(people, mention) or _enter_new(people, mention)
    settled = [changed.get(id(mention), mention) for mention in kept]
    return people, [mention for mention in settled if mention is not None]


def _enter_by_father(people: People, mention: Mention) -> Mention | None:
    """Take a given name with a patronymic as that of the one person of the document who bears this given name."""
    base = mention.base
    if base is None or not is_by_father(mention):
        return None
    found = [person for person in people.persons if is_given_of(base.words[0], person.names)]
    if not found:
        return None
    person = _best(people, found, mention)
    name = person.called(mention.ground.code)
    mention = replace(mention, base=replace(base, name=name, words=tuple(name.split())))
    people.note(mention, person)
    return mention


def _is_full(mention: Mention) -> bool:
    return mention.base is not None and len(mention.base.words) > 1


def _is_certain(mention: Mention) -> bool:
    """Whether a name is one beyond doubt: something speaks for it, or an office stands beside it."""
    name = mention.draft.name
    return name is not None and (name.sure or mention.draft.office is not None or mention.draft.former)


def _enter(people: People, mention: Mention) -> Mention:
    """Take a full name; where nobody bears it in this base form but somebody in another one, that form is right (names in another language tell)."""
    base = mention.base
    if base is None:
        return mention
    found = people.match(base.name)
    for other in () if found or not people.persons else other_bases(mention):
        if found := people.match(other.name):
            mention = replace(mention, base=other, cases=other.cases)
            break
    people.note(mention, _best(people, found, mention) if found else people.add())
    return mention


def _best(people: People, found: list[Person], mention: Mention) -> Person:
    """Of several persons the one whose name was told last before, the ones that agree in country and office first; a family name alone means who
    holds an office rather than his wife, and whom the register knows in office in the year of its sentence rather than his father."""
    year = people.years.near(mention.ground.edges, mention.start)

    def fitness(person: Person) -> tuple[int, bool, bool, int]:
        """How well a mention fits a person, whether that person holds an office, and did in that year, and where it was named last."""
        before, serves = max((at for at in person.seen if at < mention.start), default=-1), _serves(person, year)
        return _agreement(person, mention), any(fact.office for fact in person.facts) or serves, serves, before

    return max(found, key=fitness)


def _serves(person: Person, year: Year) -> bool:
    """Whether the register knows a person in office in a year that is told for sure."""
    if not (year.text and year.sure):
        return False
    return any(compatible(term.edtf, year.text) for one in bearers(tuple(person.names.values())) for term in one.terms)


def _agreement(person: Person, mention: Mention) -> int:
    """2 where country or office of the mention is one of the person's, 0 where it contradicts them, 1 where nothing is known."""
    draft = mention.draft
    if len(mention.gender) == 1 and person.gender and mention.gender != person.gender:
        return 0
    countries = {fact.country for fact in person.facts if fact.country}
    offices = {fact.office for fact in person.facts if fact.office}
    if draft.country and countries and draft.country not in countries:
        return 0
    if draft.office and offices and not draft.weak:
        return 2 if draft.office in offices else 1
    return 2 if draft.country and draft.country in countries else 1


def _enter_known(people: People, mention: Mention) -> Mention | None:
    """Take a name that some person of the document bears; a single word gets the base form that is the person's."""
    if mention.base is not None and len(mention.base.words) == 1:
        mention = _as_called(people, mention)
    base = mention.base
    if base is None:
        return None
    found = people.match_word(base.words[0]) if len(base.words) == 1 else people.match(base.name)
    found = [person for person in found if _agreement(person, mention) and not _is_other_word(base, person, mention.ground.code)]
    if found and len(base.words) == 1 and found == people.match_other(base.name):
        mention = _as_renamed(found[0], mention, base)
    if not found and len(base.words) == 1:
        return _enter_other_base(people, mention)
    if not found:
        return None
    people.note(mention, _best(people, found, mention))
    return mention


def _is_other_word(base: Base, person: Person, code: str) -> bool:
    """Whether a name is a common word too and none of a person's, letter for letter: "May" is not Mihai."""
    return fold(base.name) in words(code).not_names and not any(fold(base.name) in fold(name).split() for name in person.names.values())


def _as_renamed(person: Person, mention: Mention, base: Base) -> Mention:
    """The mention with the given names of a person before another family name of his."""
    known = person.names.get(mention.ground.code)
    if known is None or any(same_person(base.name, name) or fold(base.name) in fold(name).split() for name in person.names.values()):
        return mention  # also the first of two family names: "Echeverría" of "Luis Echeverría Álvarez"
    full = (*split_name(known)[0], *base.words)
    return replace(mention, base=replace(base, name=" ".join(full), words=full))


def _as_called(people: People, mention: Mention) -> Mention:
    """The mention by that of its base forms which is, letter for letter, the family name of somebody."""
    code = mention.ground.code
    families = {fold(split_name(name)[1]) for person in people.persons if (name := person.names.get(code))}
    for base in other_bases(mention):
        if fold(base.name) in families:
            return replace(mention, base=base, cases=base.cases)
    return mention


def _enter_other_base(people: People, mention: Mention) -> Mention | None:
    """Take a single word by another of its base forms, if that is the name of somebody."""
    for base in other_bases(mention):
        other = replace(mention, base=base, cases=base.cases, gender="")
        found = [person for person in people.match_word(base.name) if _agreement(person, other) and not _is_other_word(base, person, mention.ground.code)]
        if found:
            people.note(other, _best(people, found, other))
            return other
    return None


def _enter_new(people: People, mention: Mention) -> Mention | None:
    """Take a name nobody bears yet, if enough speaks for it."""
    name, draft = mention.draft.name, mention.draft
    if name is None or not (name.sure or draft.office is not None or draft.former):
        return None
    if len(name.parts) == 1 and name.evidence not in ("family", "known", "act", "model") and draft.office is None and not draft.former:
        return None
    people.note(mention, people.add())
    return mention
