"""What the document and the register tell of a person, asked from where a mention stands."""

from __future__ import annotations

from dataclasses import replace

from pipeline.entities import register
from pipeline.entities.known import NO_YEAR, Year, bearers, chosen, country_of, holds, office_at
from pipeline.entities.mentions import Mention
from pipeline.entities.people import Fact, Person
from pipeline.entities.state import Sources
from pipeline.values import Actor


def listed(person: Person) -> tuple[register.Person, ...]:
    """Those of the register whom a person of the document can be."""
    return bearers(tuple(person.names.values()))


def nearest(person: Person, at: int, year: Year = NO_YEAR) -> Fact | None:
    """The fact with an office that is told nearest: one whose terms hold the ``year`` first, then firm ones before weak ones, before the mention rather
    than behind it."""
    facts = _of_year([fact for fact in person.facts if fact.office is not None or fact.former], year)
    if any(fact.local for fact in facts) and listed(person):
        facts = [fact for fact in facts if not fact.local]
    best = min(facts, key=lambda fact: (fact.weak, fact.at > at, abs(fact.at - at)), default=None)
    if best is not None and not best.portfolio and best.office == "minister" and any(fact.office == "foreign_minister" for fact in facts):
        return replace(best, office="foreign_minister")  # "the minister" is what a foreign minister is called too
    return best


def _of_year(facts: list[Fact], year: Year) -> list[Fact]:
    """The facts that can hold in a year: those in whose terms it lies, else those of which no terms are told."""
    termed = [fact for fact in facts if fact.years]
    if not termed or year.text is None:
        return facts
    within = [fact for fact in termed if any(first <= int(year.text) <= last for first, last in fact.years)]
    return within or [fact for fact in facts if not fact.years]


def country_told(person: Person, mention: Mention, office: str | None) -> tuple[str | None, Sources]:
    """The person's country as told elsewhere: with the same office first, then the nearest."""
    facts = [fact for fact in person.facts if fact.country is not None]
    if not facts:
        return None, ()
    best = min(facts, key=lambda fact: (office is not None and fact.office != office, fact.at > mention.start, abs(fact.at - mention.start)))
    return best.country, (("country", best.source),)


def from_facts(actor: Actor, mention: Mention, person: Person, weak: str | None, year: Year = NO_YEAR) -> Actor:
    """The actor with office and country as they are told elsewhere in the document, for the ``year`` of the mention; ``weak`` is an office that gives way
    to what is told."""
    fact = nearest(person, mention.start, year)
    told = fact.office if fact else None
    country, source = (mention.draft.country, ()) if mention.draft.country else country_told(person, mention, told)
    if fact is None or (fact.weak and weak):
        return replace(actor, office=weak, country=country, sources=source)
    if fact.former:
        return replace(actor, office=None, former=True, country=country, sources=(("office", "former, told elsewhere"), *source))
    elsewhere: Sources = (("office", "told elsewhere"),) if told else ()
    return replace(actor, office=told or weak, country=country, sources=(*elsewhere, *source))


def from_register(actor: Actor, person: Person, year: Year) -> Actor:
    """The actor with the office and country that the register knows, where the document tells none."""
    if actor.former or (actor.office is not None and actor.country is not None):
        return actor
    known = chosen(tuple(one for one in listed(person) if _can_be_meant(one, person, year)), year, (actor.office, actor.country))
    if not known:
        return actor
    if actor.office is None and (office := office_at(known, year, actor.country)) is not None:
        actor = replace(actor, office=office, sources=(*actor.sources, ("office", "register")))
    if actor.country is None and (country := country_of(known, year, actor.office)) is not None:
        actor = replace(actor, country=country, sources=(*actor.sources, ("country", "register")))
    return actor


def _can_be_meant(one: register.Person, person: Person, year: Year) -> bool:
    """Whether somebody of the register, of whom a document tells the family name alone, lived his public life near the year of which it speaks."""
    if year.text is None or not year.sure or any(" " in name for name in person.names.values()):
        return True
    told = int(year.text)
    return any(int(term.start[:4]) - _LIFE <= told <= (int(term.stop[:4]) if term.stop[:4].isdigit() else told) + _LIFE for term in one.terms)


_LIFE = 12  # years before and behind the known terms of somebody in which he may be named already, or still


def country_listed(person: Person, office: str | None, year: Year) -> tuple[str, Sources] | None:
    """The country for which the register knows a person in an office, in a year."""
    known = chosen(listed(person), year, (office, None))
    country = country_of(known, year, office) if known else None
    return (country, (("country", "register"),)) if country else None


def countries(person: Person) -> set[str]:
    """The countries that the document tells of a person."""
    return {fact.country for fact in person.facts if fact.country is not None}


def holds_office(person: Person, office: str | None, country: str | None, *, weak: bool = False, portfolio: frozenset[str] | None = None) -> bool:
    """Whether a person holds an office by some fact of the document; with a country told, it must be the person's. A minister who is told to be one
    for something is no other; one of whom that is not told may be one of foreign affairs."""
    for fact in person.facts:
        if fact.former or fact.office is None:
            continue
        same = fact.office == office or (weak and country is not None and fact.office == "head_of_government")
        if office == "minister" and portfolio is not None:
            same = _same_portfolio(fact, portfolio)
        if same and (country is None or fact.country == country or (fact.country is None and country in countries(person))):
            return True
    return False


def _same_portfolio(fact: Fact, portfolio: frozenset[str]) -> bool:
    """Whether a fact makes somebody the minister for what a portfolio tells; where one side tells nothing, nothing speaks against it."""
    if fact.office == "foreign_minister":
        return not portfolio
    return fact.office == "minister" and (not portfolio or not fact.portfolio or not fact.portfolio.isdisjoint(portfolio))


def is_listed_holder(person: Person, office: str | None, country: str | None, year: Year) -> bool:
    """Whether the register knows a person in an office in a year, of whom the document tells none."""
    if office is None or any(fact.office and not fact.weak for fact in person.facts):
        return False
    if country is not None and countries(person) - {country}:
        return False
    return holds(listed(person), office, country, year) or office == "minister" and holds(listed(person), "foreign_minister", country, year)


def is_outdated(person: Person, office: str | None, country: str | None, year: Year) -> bool:
    """Whether the register knows a person in an office, but not in this year."""
    if office is None or year.text is None or not year.sure:
        return False
    known = listed(person)
    return holds(known, office, country, NO_YEAR) and not holds(known, office, country, year)
