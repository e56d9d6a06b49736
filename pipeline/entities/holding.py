"""Who holds an office that stands without a name: "the President", "Türkiyə lideri", "глава МИД"."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.entities.facts import (
    countries,
    country_told,
    from_register,
    holds_office,
    is_listed_holder,
    is_outdated,
    listed,
    nearest,
)
from pipeline.entities.known import NO_YEAR, country_of, holds
from pipeline.entities.mentions import Mention
from pipeline.entities.offices import words
from pipeline.entities.people import Fact, Person
from pipeline.entities.sides import side_at
from pipeline.entities.state import Scene, plain
from pipeline.languages import load
from pipeline.text import fold
from pipeline.values import Actor

Held = tuple[str | None, str | None]
_BESIDE = ("head_of_government", "speaker", "foreign_minister", "minister", "deputy")


def office_of(scene: Scene) -> str | None:
    """The office that a phrase tells; a counterpart or successor has the office of the one named before."""
    draft = scene.mention.draft
    if draft.entry is None or not (draft.entry.points or draft.entry.like or draft.entry.follows):
        return "foreign_minister" if _is_of_foreign_ministry(scene.mention) else draft.office
    if draft.entry.points:
        return None
    fact = _before(scene)
    return fact.office if fact else None


def _is_of_foreign_ministry(mention: Mention) -> bool:
    """Whether a minister, of whom nothing else is told, is named behind the foreign ministry in one sentence: "The ministry of foreign affairs said that the minister, A, would go"."""
    draft, ground = mention.draft, mention.ground
    if draft.office != "minister" or draft.portfolio or draft.entry is None or draft.entry.kind != "office":
        return False
    told = [office.entry for office in ground.offices if office.entry.kind == "body" and office.last <= draft.first and office.entry.office in ("minister", "foreign_minister")]
    return bool(told) and told[-1].office == "foreign_minister"


def _before(scene: Scene) -> Fact | None:
    """The office of the person spoken of last, in this sentence or the one before: of whoever is named or pointed at right before, else of who the
    sentence is about."""
    told = scene.last_told(1)
    entry = scene.mention.draft.entry
    if told and entry is not None and entry.like and not _is_owner(scene, told[0][0]):
        told = sorted(told, key=lambda pair: (-pair[0].sentence, not pair[0].subject, pair[0].start))
    for other, person in told:
        fact = _called_lately(scene, person) or nearest(person, other.start)
        if fact is not None and fact.office is not None:
            return fact
        found = from_register(plain(other, scene.story.text), person, scene.story.year(other))
        if found.office is not None:
            return Fact(other.start, found.office, found.country, False, False, "register")
    return None


def _called_lately(scene: Scene, person: Person) -> Fact | None:
    """The office by which the text called a person last, a few sentences before: who is called "the minister" acts as one."""
    for other, who in scene.last_told(_RECENT):
        draft = other.draft
        if who is person and draft.office is not None and other.base is None and not (draft.weak or other.pronoun or draft.entry is None or draft.entry.like or draft.entry.follows or draft.entry.points):
            foreign = draft.office == "minister" and not draft.portfolio and any(fact.office == "foreign_minister" for fact in person.facts)
            return Fact(other.start, "foreign_minister" if foreign else draft.office, draft.country, False, False)
    return None


def _is_owner(scene: Scene, other: Mention) -> bool:
    """Whether somebody is named or pointed at right before a mention, as whose colleague, deputy or successor it is: "Lavrov's | counterpart"."""
    place = scene.mention.ground.place_to.get(scene.mention.draft.first)
    first = place.first if place is not None else scene.mention.draft.first
    return other.sentence == scene.mention.sentence and other.draft.last in (first, scene.mention.draft.first) and "gen" in other.cases


def _is_escorted(scene: Scene, other: Mention) -> bool:
    """Whether a mention is told to accompany the one before it: "Nyusini müşayiət edən | nazir A", "сопровождающий Ньюси | министр А"."""
    told, text = load(scene.mention.ground.code).read("references")["escorts"], scene.story.text
    between = fold(text[other.stop : scene.mention.start]).strip(" ,")
    return re.fullmatch(told["match"], between) is not None or not between and re.search(told["before"], fold(text[max(0, other.start - _ESCORTING) : other.start])) is not None


_ESCORTING = 20  # characters before somebody in which a participle tells that he is accompanied


def country_before(scene: Scene) -> str | None:
    """The country of the person spoken of last: a successor's is the same, a deputy's behind the name, and that of who accompanies him."""
    entry = scene.mention.draft.entry
    owned = entry is not None and any(entry.takes and _is_owner(scene, other) or _is_escorted(scene, other) for other, _ in scene.last_told(0)[:1])
    if entry is None or not entry.follows and not owned:
        return None
    for other, person in scene.last_told(1):
        country = country_told(person, other, None)[0] or from_register(plain(other, scene.story.text), person, scene.story.year(other)).country
        if country is not None:
            return country
    return None


def leader_country(scene: Scene) -> str | None:
    """The country of a delegation that tells none: that of the one named right beside it, who leads it, or of "this country"."""
    mention = scene.mention
    if mention.draft.body == "state":
        return spoken_of(mention)
    beside = [other for other, _ in scene.last_told(0) if mention.draft.first - other.draft.last <= _LEADS][:1]
    following = scene.state.following
    if following is not None and following.sentence == mention.sentence and following.draft.first - mention.draft.last <= _LEADS:
        beside.append(following)
    for other in beside:
        person = scene.story.people.person(other)
        country = other.draft.country or (country_told(person, other, None)[0] if person is not None else None)
        if country is not None:
            return country
    return None


_LEADS = 4  # words between a delegation and who leads it


def find_holder(scene: Scene, actor: Actor) -> Actor:
    """The actor that an office without a name is: with the name of its holder, where the document names one."""
    draft, entry = scene.mention.draft, scene.mention.draft.entry
    office = office_of(scene)
    actor = replace(actor, office=office)
    if draft.country is None and (told := _told_country(scene)) is not None:
        actor = replace(actor, country=told)
    scene.state.unnamed = (scene.mention, actor.country)
    if draft.former:
        return replace(actor, reference="unresolved", sources=(("name", "a former holder"),))
    person = _of_issuer(scene, actor) or _holder(scene, (office, actor.country)) or _learned(scene, office) or _by_country(scene, actor)
    if entry is not None and (entry.follows or entry.like and actor.country is None):
        person = None
    if person is None:
        reason = "no holder named" if actor.country else "no holder named, no country told"
        return replace(actor, reference="unresolved", sources=(("name", reason),))
    return _held_by(scene, actor, person)


def _of_issuer(scene: Scene, actor: Actor) -> Person | None:
    """The holder of an office of which a text says nothing more, in what an office of a state publishes: "the Head of State" is its own."""
    draft, entry = scene.mention.draft, scene.mention.draft.entry
    bare = entry is not None and not (entry.like or entry.follows or entry.points or entry.takes or entry.collective) and draft.body in ("", "state") and actor.country is None
    return _holder(scene, (actor.office, scene.story.issuer)) if bare and scene.story.issuer and actor.office in _ISSUED else None


_ISSUED = ("head_of_state", "head_of_government", "foreign_minister", "speaker")


def _by_country(scene: Scene, actor: Actor) -> Person | None:
    """The holder of an office that is another one in some countries, where none is told: "the secretary of state" is the American one named before."""
    entry = scene.mention.draft.entry
    pairs = entry.by_country if entry is not None and actor.country is None else ()
    found = [(_last_before(scene.mention, [person for person in scene.story.people.persons if holds_office(person, office, country)])) for country, office in pairs]
    return max((each for each in found if each is not None), key=lambda each: each[0], default=(0, None))[1]


def _held_by(scene: Scene, actor: Actor, person: Person) -> Actor:
    mention, entry = scene.mention, scene.mention.draft.entry
    scene.story.people.assign(mention, person)
    fact = nearest(person, mention.start) or next((each for each in person.facts if each.office), None)
    if not mention.draft.portfolio and actor.office == "minister" and any(each.office == "foreign_minister" for each in person.facts):
        actor = replace(actor, office="foreign_minister")
    if mention.draft.weak and fact is not None and not fact.weak and not fact.former and fact.office == "head_of_government":
        actor = replace(actor, office=fact.office)  # a "leader" is a head of government too
    country, source = (actor.country, ()) if actor.country else country_told(person, mention, actor.office)
    reference = "counterpart" if entry is not None and entry.like else "office"
    sources = (("name", "named elsewhere"), *source)
    name = person.called(mention.ground.code)
    return from_register(replace(actor, name=name, country=country, reference=reference, gender=person.gender, sources=sources), person, scene.year)


def _told_country(scene: Scene) -> str | None:
    """The country of an office without a name that stands for "the country's", or beside another office of a country."""
    mention = scene.mention
    if mention.draft.body == "state":
        return spoken_of(mention)
    if mention.draft.body == "ours":
        ours: str | None = load(mention.ground.code).read("references").get("ours", scene.story.home(mention))
        return ours
    other, country = scene.state.unnamed
    if other is None or other.sentence != mention.sentence or country is None:
        return side_at([side for side in mention.ground.sides if mention.draft.office not in _ISSUED or not side.country.startswith("org:")], mention.draft.first, mention.draft.last)
    ground, last = mention.ground, other.draft.last
    joined = mention.draft.first - last <= 1 and (ground.gap(last) == "," or ground.low(last) in words(ground.code).conjunctions)
    return country if joined and mention.draft.office in _BESIDE else None


def spoken_of(mention: Mention) -> str | None:
    """The country or city told last before a mention, in its sentence or the one before."""
    for ground in (mention.ground, mention.ground.previous):
        places = [each.place for each in ground.places if each.place.stop <= mention.start and each.place.form == "noun"] if ground else []
        places = [place for place in places if place.kind in ("country", "city")]
        if places:
            return places[-1].code
    return None


def _holder(scene: Scene, held: Held) -> Person | None:
    """The person of the document who holds an office (of a country): one whom the text calls so, else one whom the register knows in that year.

    Who was named before comes first, then who was named last; somebody named just before whom the register knows is nearer than one long past.
    """
    office, country = held
    mention, persons = scene.mention, scene.story.people.persons
    fitting = [person for person in persons if not _has_other_title(person, mention) and holds_office(person, office, country, weak=mention.draft.weak, portfolio=mention.draft.portfolio)]
    current = [person for person in fitting if not is_outdated(person, office, country, scene.year)]
    current = [person for person in current if not _is_over(person, mention.start)] or current
    hero = scene.story.hero
    if hero is not None and country is None and (hero in current or is_listed_holder(hero, office, None, scene.year)):
        if not any(person is not hero and holds_office(person, office, None) for _, person in scene.last_told(0)):
            return hero
    here = [person for _, person in scene.last_told(0) if country is None and is_listed_holder(person, office, None, scene.year) and not _has_other_title(person, mention)]
    if here and not any(person in current for _, person in scene.last_told(0)):
        return here[0]  # "Merkel was brief: the chancellor ..."
    called = _last_spoken(scene, current)
    if called is None or called[0] < mention.start - _LONG_AGO:
        near = [person for _, person in scene.last_told(_RECENT) if is_listed_holder(person, office, country, scene.year) and not _has_other_title(person, mention)]
        if near:
            return near[0]
        if called is not None and mention.draft.weak and country is not None:
            told = [person for person in current if min(person.seen) < mention.start]
            return max(told, key=lambda person: sum(at < mention.start for at in person.seen))  # "the Bulgarian leader", long after a prime minister was named
        if called is not None and country is None and office is not None:
            return _most_named(scene, office) or called[1]
    if called is not None:
        return called[1]
    only = [person for person in persons if office and country and is_listed_holder(person, office, country, scene.year)]
    before = _last_before(mention, only)
    if before is not None:
        before[1].facts.append(Fact(mention.start, None, country, False, False, "register"))
        return before[1]
    reach = mention.start + (_SOON if country is None else len(scene.story.text))
    later = [person for person in (*current, *only) if person.seen[0] <= reach]  # the first told, whom the register may know: not his successor, named further on
    if country is None and not later:
        return None
    return min(later, key=lambda person: person.seen[0], default=None) or _outdated_holder(scene, fitting, held)


def _has_other_title(person: Person, mention: Mention) -> bool:
    """Whether somebody is told to bear another title than the one said, or is of a country that has no such office: "the president" is no king, "the
    chancellor" no Frenchman."""
    entry = mention.draft.entry
    told = {_TITLES[fact.title] for fact in person.facts if fact.title in _TITLES}
    said = _TITLES.get(entry.id) if entry is not None else None
    home = (countries(person) or {country_of(listed(person), NO_YEAR)} - {None}) if entry is not None and entry.only else set()
    return said is not None and bool(told) and said not in told or entry is not None and bool(home) and home.isdisjoint(entry.only)


_TITLES = {"president": "president", "monarch": "monarch", "majesty": "monarch", "her-majesty": "monarch"}


def _most_named(scene: Scene, office: str) -> Person | None:
    """Of those named before who hold an office, by the document or the register, the one named most often."""
    before = [person for person in scene.story.people.persons if min(person.seen) < scene.mention.start and not _has_other_title(person, scene.mention)]
    fitting = [person for person in before if holds_office(person, office, None) or is_listed_holder(person, office, None, scene.year)]
    return max(fitting, key=lambda person: len(person.seen), default=None)


_RECENT = 2  # sentences in which somebody was named just before
_SOON = 500  # characters within which the holder of an office of no country is named behind it
_LONG_AGO = 700  # characters over which somebody is long past


def _last_before(mention: Mention, persons: list[Person]) -> tuple[int, Person] | None:
    """Of several persons the one named last before a mention, with where."""
    before = [(max(at for at in person.seen if at < mention.start), person) for person in persons if min(person.seen) < mention.start]
    return max(before, key=lambda pair: pair[0], default=None)


def _last_spoken(scene: Scene, persons: list[Person]) -> tuple[int, Person] | None:
    """Of several persons the one named last, with where; of those of one sentence whoever is called by the very word before, then its subject, to whom
    a passive verb led the others: "Prime Minister A was received by Chancellor B. The head of government"."""
    mention, last = scene.mention, _last_before(scene.mention, persons)
    told = [(other, person) for other, person in scene.last_told(_RECENT) if person in persons]
    if last is None or not told or mention.draft.entry is None:
        return last
    near = [(other, person) for other, person in told if other.sentence == told[0][0].sentence < mention.sentence]
    title = mention.draft.entry.id
    best = max(near, key=lambda pair: (any(fact.title == title for fact in pair[1].facts), pair[0].subject, pair[0].start), default=None)
    return (best[0].start, best[1]) if best is not None else last


def _is_over(person: Person, at: int) -> bool:
    """Whether the last that is told of a person's offices before a place is that they are over."""
    before = [fact for fact in person.facts if fact.at < at and (fact.office is not None or fact.former)]
    return bool(before) and max(before, key=lambda fact: fact.at).former


def _outdated_holder(scene: Scene, fitting: list[Person], held: Held) -> Person | None:
    """A holder whom the document names, though the register has another time for the office: the years of the text may mislead."""
    before = _last_before(scene.mention, fitting)
    if before is not None:
        return before[1]
    office, country = held
    if fitting or office is None or country is None:
        return min(fitting, key=lambda person: person.seen[0], default=None)
    known = [person for person in scene.story.people.persons if holds(listed(person), office, country, scene.year)]
    return min(known, key=lambda person: person.seen[0], default=None)


def _learned(scene: Scene, office: str | None) -> Person | None:
    """A holder of the office named shortly before, whose country nothing has told: now it is told ("President A ... The Polish leader")."""
    draft = scene.mention.draft
    if draft.country is None or draft.country.startswith("org:") or office is None or (draft.entry is not None and draft.entry.like):
        return None
    for _, person in scene.last_told(_RECENT):
        if not countries(person) and holds_office(person, office, None, weak=draft.weak):
            if not holds(listed(person), office, None, NO_YEAR) or holds(listed(person), office, draft.country, NO_YEAR):
                person.facts.append(Fact(scene.mention.start, None, draft.country, False, False))
                return person
    return None
