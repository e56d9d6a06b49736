"""What each mention means in its document: name, office and country from anywhere in it, groups and words that point back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from pipeline.entities.known import NO_YEAR, Year, Years, bearers, chosen, country_of, find_years, holds, office_at
from pipeline.entities.mentions import Mention
from pipeline.entities.offices import words
from pipeline.entities.people import Fact, People, Person
from pipeline.languages import load
from pipeline.values import Actor

FAR = 4  # sentences beyond which a word points back to nobody


@dataclass(slots=True)
class _State:
    """What the reading has come to: the mentions so far that mean a person, with the person."""

    told: list[tuple[Mention, Person]]
    home: str | None
    years: Years
    heading: Mention | None = None
    following: Mention | None = None
    unnamed: tuple[Mention | None, str | None] = (None, None)
    members: list[Person] = field(default_factory=list)

    def year(self, mention: Mention) -> Year:
        """The year that the text around a mention speaks of."""
        return self.years.near(mention.ground.edges, mention.start)


def resolve(mentions: Sequence[Mention], people: People, text: str, home: str | None) -> list[Actor]:
    """The actors that the mentions of a document are, in order; ``home`` is the country the document is written in, where it says so.

    The document is read twice: what the first reading finds out of a person (that "the Polish leader" is the president named before) holds for
    mentions before it too.
    """
    years = find_years(text)
    _read(mentions, people, text, (home, years))
    return _read(mentions, people, text, (home, years))


def _read(mentions: Sequence[Mention], people: People, text: str, setting: tuple[str | None, Years]) -> list[Actor]:
    state = _State([], *setting)
    actors = []
    for number, mention in enumerate(mentions):
        state.heading = _heading(mention, state.heading)
        state.following = mentions[number + 1] if number + 1 < len(mentions) else None
        actor = _actor(mention, people, state, text)
        actors.append(actor)
        person = people.person(mention)
        if person is not None:
            state.told.append((mention, person))
        state.told += [(mention, each) for each in state.members]
        state.members = []
    return actors


def _heading(mention: Mention, before: Mention | None) -> Mention | None:
    """The heading that gives its office to the rows under it: an office alone in a heading, until other text begins."""
    kind = mention.ground.kind
    if kind in ("heading", "title"):
        return mention if mention.base is None and not mention.pronoun and mention.draft.office is not None else None
    return before if kind in ("row", "list") else None


def _actor(mention: Mention, people: People, state: _State, text: str) -> Actor:
    person = people.person(mention)
    if mention.base is not None and person is not None:
        return _named(mention, person, state, text)
    if mention.draft.plural:
        return _group(mention, people, state, text)
    if mention.pronoun:
        return _pronoun(mention, people, state, text)
    return _office(mention, people, state, text)


def _plain(mention: Mention, text: str) -> Actor:
    """An actor of what the mention itself tells."""
    draft = mention.draft
    name = draft.name
    first, last = mention.ground.span(name.first, name.last) if name else (-1, -1)
    return Actor(
        mention.start, mention.stop, text[mention.start : mention.stop], None, draft.office, draft.country, mention.cases, draft.count,
        name_start=first, name_stop=last, gender=mention.gender, former=draft.former, rule=draft.entry.id if draft.entry else "name",
    )  # fmt: skip


# --- mentions by name -----------------------------------------------------------------------------------------------


def _named(mention: Mention, person: Person, state: _State, text: str) -> Actor:
    draft, base = mention.draft, mention.base
    assert base is not None
    name = person.called(mention.ground.code, base.name) if _says_less(base.name, person.called(mention.ground.code, base.name)) else base.name
    reference = "named" if len(base.words) > 1 else "surname"
    actor = replace(_plain(mention, text), name=name, reference=reference, gender=person.gender or mention.gender)
    own = _own_office(mention, state)
    if own == "minister" and any(each.office == "foreign_minister" for each in person.facts):
        own = "foreign_minister"
        actor = replace(actor, office=own)
    if own is not None and not draft.weak:
        country, source = (draft.country, ()) if draft.country else _country(person, mention, own)
        if country is None:
            country, source = _registered_country(person, own, state.year(mention)) or _here(mention, own, state)
            if country is not None:
                person.facts.append(Fact(mention.start, None, country, False, False, source[0][1]))
        return replace(actor, office=own, country=country, sources=source)
    if draft.former:
        country, source = (draft.country, ()) if draft.country else _country(person, mention, None)
        return replace(actor, office=None, country=country, sources=source)
    found = _from_facts(actor, mention, person, own)
    if found.office is None and not found.former and state.heading is not None:
        found = replace(found, office=state.heading.draft.office, sources=(*found.sources, ("office", "heading")))
    return _registered(found, person, state.year(mention))


def _registered(actor: Actor, person: Person, year: Year) -> Actor:
    """The actor with the office and country that the register knows, where the document tells none."""
    if actor.former or (actor.office is not None and actor.country is not None):
        return actor
    known = chosen(bearers(tuple(person.names.values())), year, (actor.office, actor.country))
    if not known:
        return actor
    if actor.office is None and (office := office_at(known, year, actor.country)) is not None:
        actor = replace(actor, office=office, sources=(*actor.sources, ("office", "register")))
    if actor.country is None and (country := country_of(known, year)) is not None:
        actor = replace(actor, country=country, sources=(*actor.sources, ("country", "register")))
    return actor


def _registered_country(person: Person, office: str | None, year: Year) -> tuple[str, tuple[tuple[str, str], ...]] | None:
    known = chosen(bearers(tuple(person.names.values())), year, (office, None))
    country = country_of(known, year) if known else None
    return (country, (("country", "register"),)) if country else None


_HOME_OFFICES = ("head_of_government", "foreign_minister", "minister", "speaker", "deputy")


def _here(mention: Mention, office: str, state: _State) -> tuple[str | None, tuple[tuple[str, str], ...]]:
    """The country of an office that names none: "the country's president" is of the country spoken of, a minister of the one written in."""
    if mention.draft.body == "state" and (spoken := _spoken_of(mention)) is not None:
        return spoken, (("country", "spoken of"),)
    beside = _beside(mention, office, state)
    if beside is not None:
        return beside, (("country", "of the one named beside"),)
    entry = mention.draft.entry
    if state.home is not None and (mention.draft.body == "state" or office in _HOME_OFFICES or (entry is not None and entry.id == "monarch")):
        return state.home, (("country", "dateline"),)
    return None, ()


def _spoken_of(mention: Mention) -> str | None:
    """The country or city told last before a mention, in its sentence or the one before."""
    for ground in (mention.ground, mention.ground.previous):
        if ground is None:
            continue
        places = [each.place for each in ground.places if each.place.stop <= mention.start and each.place.kind in ("country", "city") and each.place.form == "noun"]
        if places:
            return places[-1].code
    return None


def _beside(mention: Mention, office: str, state: _State) -> str | None:
    """The country of the head of state or government whom "and" joins to a deputy, minister or official."""
    if office not in ("deputy", "minister", "official", "speaker", "foreign_minister") or not state.told:
        return None
    other, person = state.told[-1]
    ground, last = mention.ground, other.draft.last
    joined = other.sentence == mention.sentence and mention.draft.first == last + 1 and ground.low(last) in words(ground.code).conjunctions
    fact = _nearest(person, other.start)
    if not joined or fact is None or fact.office not in ("head_of_state", "head_of_government") or not other.draft.country and not person.facts:
        return None
    return _country(person, other, fact.office)[0]


def _says_less(name: str, full: str) -> bool:
    short, long = name.split(), full.split()
    return len(short) < len(long) or any(word.endswith(".") for word in short)


def _own_office(mention: Mention, state: _State) -> str | None:
    """The office that the phrase tells; a counterpart has the office of the one named before."""
    draft = mention.draft
    if draft.entry is None:
        return draft.office
    if draft.entry.points:
        return None
    if draft.entry.like:
        return _counterpart_office(mention, state)
    return draft.office


def _counterpart_office(mention: Mention, state: _State) -> str | None:
    for other, person in reversed(state.told):
        if mention.sentence - other.sentence > 1:
            return None
        fact = _nearest(person, other.start)
        if fact is not None and fact.office is not None:
            return fact.office
    return None


def _from_facts(actor: Actor, mention: Mention, person: Person, weak: str | None) -> Actor:
    """The actor with office and country as they are told elsewhere in the document."""
    fact = _nearest(person, mention.start)
    country, source = (mention.draft.country, ()) if mention.draft.country else _country(person, mention, fact.office if fact else None)
    if fact is None or (fact.weak and weak):
        return replace(actor, office=weak, country=country, sources=source)
    if fact.former:
        return replace(actor, office=None, former=True, country=country, sources=(("office", "former, told elsewhere"), *source))
    told: tuple[tuple[str, str], ...] = (("office", "told elsewhere"),) if fact.office else ()
    return replace(actor, office=fact.office or weak, country=country, sources=(*told, *source))


def _nearest(person: Person, at: int) -> Fact | None:
    """The fact with an office that is told nearest: firm ones before weak ones, before the mention rather than behind it."""
    facts = [fact for fact in person.facts if fact.office is not None or fact.former]
    return min(facts, key=lambda fact: (fact.weak, fact.at > at, abs(fact.at - at)), default=None)


def _country(person: Person, mention: Mention, office: str | None) -> tuple[str | None, tuple[tuple[str, str], ...]]:
    """The person's country as told elsewhere: with the same office first, then the nearest."""
    facts = [fact for fact in person.facts if fact.country is not None]
    if not facts:
        return None, ()
    best = min(facts, key=lambda fact: (office is not None and fact.office != office, fact.at > mention.start, abs(fact.at - mention.start)))
    return best.country, (("country", best.source),)


# --- an office without a name ---------------------------------------------------------------------------------------


def _office(mention: Mention, people: People, state: _State, text: str) -> Actor:
    draft = mention.draft
    actor = _plain(mention, text)
    entry = draft.entry
    if entry is not None and entry.collective:
        return replace(actor, reference="office")
    if entry is not None and entry.points:
        return _pointing(replace(actor, office=None), mention, people, state)
    office = _own_office(mention, state)
    actor = replace(actor, office=office)
    if draft.country is None and (told := _told_country(mention, state)) is not None:
        actor = replace(actor, country=told)
    state.unnamed = (mention, actor.country)
    if draft.former:
        return replace(actor, reference="unresolved", sources=(("name", "a former holder"),))
    person = _holder(mention, people, state, (office, actor.country)) or _learned(mention, people, state, office)
    if entry is not None and entry.like and actor.country is None:
        person = None
    if person is None:
        reason = "no holder named" if actor.country else "no holder named, no country told"
        return replace(actor, reference="unresolved", sources=(("name", reason),))
    people.assign(mention, person)
    fact = _nearest(person, mention.start)
    if office == "minister" and fact is not None and fact.office == "foreign_minister" and draft.country is None:
        actor = replace(actor, office=fact.office)
    country, source = (actor.country, ()) if actor.country else _country(person, mention, office)
    reference = "counterpart" if entry is not None and entry.like else "office"
    found = replace(actor, name=person.called(mention.ground.code), country=country, reference=reference, gender=person.gender,
                    sources=(("name", "named elsewhere"), *source))  # fmt: skip
    return _registered(found, person, state.year(mention))


def _told_country(mention: Mention, state: _State) -> str | None:
    """The country of an office without a name that stands for "the country's", or beside another office of a country."""
    if mention.draft.body == "state":
        return _spoken_of(mention)
    if mention.draft.body == "ours":
        return load(mention.ground.code).read("references").get("ours", state.home)
    other, country = state.unnamed
    if other is None or other.sentence != mention.sentence or country is None:
        return None
    ground, last = mention.ground, other.draft.last
    joined = mention.draft.first - last <= 1 and (ground.gap(last) == "," or ground.low(last) in words(ground.code).conjunctions)
    return country if joined and mention.draft.office in ("head_of_government", "speaker", "foreign_minister", "minister", "deputy") else None


def _holder(mention: Mention, people: People, state: _State, held: tuple[str | None, str | None]) -> Person | None:
    """The person of the document who holds an office (of a country): named before rather than behind, the last one first."""
    office, country = held
    year = state.year(mention)
    fitting = [person for person in people.persons if _holds(person, office, country, mention.draft.weak)]
    fitting = [person for person in fitting if not _contradicted(person, held, year)] or fitting
    if not fitting and office is not None and country is not None:
        fitting = [person for person in people.persons if holds(bearers(tuple(person.names.values())), office, country, year)]
        if len(fitting) == 1:
            fitting[0].facts.append(Fact(mention.start, None, country, False, False, "register"))
    if not fitting:
        return None
    before = [(max(at for at in person.seen if at < mention.start), person) for person in fitting if min(person.seen) < mention.start]
    if before:
        return max(before, key=lambda pair: pair[0])[1]
    return min(fitting, key=lambda person: person.seen[0])


def _contradicted(person: Person, held: tuple[str | None, str | None], year: Year) -> bool:
    """Whether the register knows a person as holder of an office, but not in this year."""
    office, country = held
    if office is None or country is None or year.text is None:
        return False
    known = bearers(tuple(person.names.values()))
    return holds(known, office, country, NO_YEAR) and not holds(known, office, country, year)


def _learned(mention: Mention, people: People, state: _State, office: str | None) -> Person | None:
    """A holder of the office named shortly before, whose country nothing has told: now it is told ("President A ... The Polish leader")."""
    draft = mention.draft
    if draft.country is None or office is None or (draft.entry is not None and draft.entry.like):
        return None
    for other, person in reversed(state.told):
        if mention.sentence - other.sentence > 2:
            return None
        if not any(_countries(person) - {None}) and _holds(person, office, None, draft.weak):
            person.facts.append(Fact(mention.start, None, draft.country, False, False))
            return person
    return None


def _holds(person: Person, office: str | None, country: str | None, weak: bool) -> bool:
    """Whether a person holds an office by some fact of the document; with a country told, it must be the person's."""
    for fact in person.facts:
        if fact.former or fact.office is None:
            continue
        same = fact.office == office or (weak and country is not None and fact.office == "head_of_government")
        same = same or (office == "minister" and country is None and fact.office == "foreign_minister")
        if same and (country is None or fact.country == country or (fact.country is None and country in _countries(person))):
            return True
    return False


def _countries(person: Person) -> set[str | None]:
    return {fact.country for fact in person.facts}


# --- words that point back ------------------------------------------------------------------------------------------


def _pronoun(mention: Mention, people: People, state: _State, text: str) -> Actor:
    return _pointing(replace(_plain(mention, text), rule="pronoun"), mention, people, state)


def _pointing(actor: Actor, mention: Mention, people: People, state: _State) -> Actor:
    others = [] if mention.pronoun else [person for other, person in state.told if other.sentence == mention.sentence]
    if not mention.pronoun and (following := state.following) is not None and following.sentence == mention.sentence:
        others += [person for person in (people.person(following),) if person is not None]
    person = _announced(mention, people, state) or _salient(mention, state, others)
    if person is None:
        return replace(actor, reference="unresolved", sources=(("name", "nobody named before"),))
    people.assign(mention, person)
    found = _from_facts(replace(actor, name=person.called(mention.ground.code), gender=person.gender or actor.gender), mention, person, None)
    found = _registered(found, person, state.year(mention))
    return replace(found, reference="pronoun", sources=(("name", "named before"), *found.sources))


def _announced(mention: Mention, people: People, state: _State) -> Person | None:
    """The person named right behind the clause that the pronoun stands in ("Asked whether he would go, Aliyev smiled")."""
    following = state.following
    if not mention.pronoun or following is None or following.base is None or following.sentence != mention.sentence or not following.subject:
        return None
    first, at = mention.draft.first, following.draft.first
    opened = not any(other.sentence == mention.sentence for other, _ in state.told)
    person = people.person(following)
    if first == 0 or not opened or mention.ground.gap(at) != "," or person is None or (mention.gender and person.gender not in ("", mention.gender)):
        return None
    return person


def _salient(mention: Mention, state: _State, others: list[Person]) -> Person | None:
    """The person last spoken of: what the sentence before was about comes first, then who was named last; ``others`` are not meant."""
    best: tuple[float, Person] | None = None
    for order, (other, person) in enumerate(state.told):
        distance = mention.sentence - other.sentence
        if distance > FAR or distance < 0 or person in others or not _agrees_in_gender(mention, person):
            continue
        score = order * 0.01 - 2.0 * max(distance - 1, 0) - (1.0 if distance == 1 else 0.0) + (1.5 if other.subject else 0.0)
        score += 0.5 if _is_first(other, state) else 0.0
        if best is None or score > best[0]:
            best = (score, person)
    return best[1] if best else None


def _agrees_in_gender(mention: Mention, person: Person) -> bool:
    """Whether a pronoun can mean a person; the register tells the gender where the document does not."""
    if not mention.gender:
        return True
    genders = {person.gender} if person.gender else {one.gender for one in bearers(tuple(person.names.values()))}
    return not genders or mention.gender in genders


def _is_first(mention: Mention, state: _State) -> bool:
    return next((other is mention for other, _ in state.told if other.sentence == mention.sentence), False)


# --- groups ---------------------------------------------------------------------------------------------------------


def _group(mention: Mention, people: People, state: _State, text: str) -> Actor:
    """Several people at once: one for each country that is told, else those who were named last and hold the office."""
    draft = mention.draft
    actor = replace(_plain(mention, text), country=None, reference="set")
    if draft.entry is not None and draft.entry.points:
        actor = replace(actor, office=None)
    states = [country for country in draft.countries if not country.startswith("org:")]
    if len(states) > 1:
        return replace(actor, members=tuple(_member(actor, mention, people, country) for country in states))
    if states and draft.office not in ("head_of_state", "head_of_government", "foreign_minister", "speaker"):
        return replace(actor, country=states[0])
    if draft.countries:
        return actor
    persons = _last_named(mention, state)
    state.members = persons
    members = tuple(_as_member(actor, mention, person, state) for person in persons)
    return replace(actor, members=members, sources=() if members else (("name", "nobody named before"),))


def _member(actor: Actor, mention: Mention, people: People, country: str) -> Actor:
    fitting = [person for person in people.persons if _holds(person, mention.draft.office, country, mention.draft.weak)]
    alone = replace(actor, country=country, count=1, reference="unresolved", members=())
    if not fitting or mention.draft.former:
        return alone
    before = [person for person in fitting if person.seen[0] < mention.start]
    person = max(before, key=lambda each: max(at for at in each.seen if at < mention.start)) if before else fitting[0]
    return replace(alone, name=person.called(mention.ground.code), reference="office", gender=person.gender)


def _as_member(actor: Actor, mention: Mention, person: Person, state: _State) -> Actor:
    found = replace(actor, name=person.called(mention.ground.code), count=1, reference="office", gender=person.gender, members=())
    return _registered(_from_facts(found, mention, person, mention.draft.office), person, state.year(mention))


def _last_named(mention: Mention, state: _State) -> list[Person]:
    """The persons named last: as many as are meant, two where that is not told, with the office that is told."""
    wanted = mention.draft.count or 2
    if mention.draft.body and not mention.draft.count:
        return []
    far = mention.sentence + 1 if _are_two(mention, state) else FAR if mention.draft.count else 2
    found: list[Person] = []
    for other, person in reversed(state.told):
        if mention.sentence - other.sentence > far:
            break
        if person not in found and (mention.draft.office is None or mention.draft.weak or _holds_by_any(person, mention.draft.office, state.year(other))):
            found.append(person)
        if len(found) == wanted:
            break
    return found[::-1] if len(found) == wanted else []


def _are_two(mention: Mention, state: _State) -> bool:
    """Whether just two persons named so far hold the office that is meant."""
    office = mention.draft.office
    near = [(other, person) for other, person in state.told if mention.sentence - other.sentence < _NEAR]
    return office is not None and len({id(person) for other, person in near if _holds_by_any(person, office, state.year(other))}) == 2


_NEAR = 9  # sentences in which two holders of an office are "the presidents"


def _holds_by_any(person: Person, office: str, year: Year) -> bool:
    """Whether a person holds an office, by the document or by the register."""
    if _holds(person, office, None, False):
        return True
    return not any(fact.office for fact in person.facts) and holds(bearers(tuple(person.names.values())), office, None, year)
