"""What each mention means in its document: name, office and country from anywhere in it, groups and words that point back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.entities.facts import country_listed, country_told, from_facts, from_register, nearest
from pipeline.entities.ground import Ground
from pipeline.entities.holding import country_before, find_holder, leader_country, office_of, spoken_of
from pipeline.entities.issuing import find_issuer
from pipeline.entities.known import find_years
from pipeline.entities.mentions import Mention
from pipeline.entities.narrating import find_hero, find_narrator, home_of_author
from pipeline.entities.offices import words
from pipeline.entities.people import Fact, People, Person
from pipeline.entities.pointing import find_group, point_back
from pipeline.entities.sides import side_at
from pipeline.entities.state import Homes, Scene, Sources, State, Story, plain, topics
from pipeline.entities.successions import note_succession
from pipeline.languages import load
from pipeline.text import fold
from pipeline.values import Actor, Date


def resolve(
    mentions: Sequence[Mention], people: People, text: tuple[str, Sequence[Date]], setting: tuple[Sequence[Ground], Homes], hero: Person | None = None
) -> list[Actor]:
    """The actors that the mentions of a document are, in order; ``text`` goes with its dates, ``setting`` are its sentences and the countries it is
    written in, each from a sentence on; ``hero`` is the person whose entry it is.

    The document is read twice: what the first reading finds out of a person (that "the Polish leader" is the president named before) holds for
    mentions before it too.
    """
    grounds, homes = setting
    story = Story(text[0], people, homes, find_years(*text), topics(grounds), find_narrator(mentions, people, grounds), hero or find_hero(mentions, people), find_issuer(grounds), next((mention.start for mention in mentions if mention.speaks), 0))
    meant = [mention for mention in mentions if story.narrator is not None or not mention.speaks]
    first = _read(meant, story)
    if story.narrator is not None and not any(fact.country for fact in story.narrator.facts) and (home := home_of_author(meant, first)) is not None:
        story.narrator.facts.append(Fact(min(story.narrator.seen), None, home, False, False, "of the author's president"))
    return _read(meant, story)


def _read(mentions: Sequence[Mention], story: Story) -> list[Actor]:
    state = State()
    actors = []
    for number, mention in enumerate(mentions):
        state.heading = _heading(mention, state.heading)
        state.behind = tuple(mentions[number + 1 : number + 3])
        state.following = state.behind[0] if state.behind else None
        actors.append(_actor(Scene(mention, story, state)))
        person = story.people.person(mention)
        if person is not None and not mention.speaks:
            state.told.append((mention, person))
        state.told += [(mention, each) for each in state.members]
        state.members = []
    return actors


def _heading(mention: Mention, before: Mention | None) -> Mention | None:
    """The heading that gives its office to the rows under it: an office alone in a heading, until other text begins."""
    kind = mention.ground.kind
    if kind in ("heading", "title"):
        alone = mention.draft.last - mention.draft.first >= len(mention.ground.tokens)
        return mention if alone and mention.base is None and not mention.pronoun and mention.draft.office is not None else None
    return before if kind in ("row", "list") else None


def _actor(scene: Scene) -> Actor:
    mention, people = scene.mention, scene.story.people
    draft, entry = mention.draft, mention.draft.entry
    actor = plain(mention, scene.story.text)
    person = people.person(mention)
    if mention.base is not None and person is not None:
        return _named(scene, actor, person)
    if draft.plural:
        return find_group(scene, actor)
    if mention.pronoun:
        return point_back(scene, actor)
    if entry is not None and entry.collective:
        country = actor.country or leader_country(scene)
        return replace(actor, reference="office", country=country, sources=(("country", "of its head"),) if country != actor.country else ())
    if entry is not None and entry.points:
        return point_back(scene, replace(actor, office=None))
    return _own_office(scene, actor) or find_holder(scene, actor)


def _own_office(scene: Scene, actor: Actor) -> Actor | None:
    """The person spoken of, where a sentence is nothing but the office he came to, and when: "A was born in Paris. From 1975, foreign minister of France."."""
    mention, draft = scene.mention, scene.mention.draft
    told = load(mention.ground.code).read("references").get("office_told")
    if told is None or draft.entry is None or draft.entry.like or draft.entry.follows or draft.former or draft.office is None or mention.ground.kind != "body":
        return None
    start, stop = mention.ground.edges
    text = mention.ground.text
    if not re.compile(told["before"]).fullmatch(fold(text[start : mention.start])) or not re.compile(told["match"]).match(fold(text[mention.stop : stop])):
        return None
    before = [person for other, person in scene.last_told(1) if other.subject and other.sentence < mention.sentence]
    person = scene.story.hero or (before[0] if len({id(each) for each in before}) == 1 else None)
    if person is None or draft.country is None or {fact.country for fact in person.facts if fact.country} - {draft.country}:
        return None
    if not any(fact.at == mention.start for fact in person.facts):
        person.facts.append(Fact(mention.start, draft.office, draft.country, False, draft.weak, portfolio=draft.portfolio, title=draft.entry.id))
    scene.story.people.assign(mention, person)
    return replace(actor, name=person.called(mention.ground.code), reference="office", gender=person.gender)


# --- mentions by name -----------------------------------------------------------------------------------------------


def _named(scene: Scene, actor: Actor, person: Person) -> Actor:
    mention, draft, base = scene.mention, scene.mention.draft, scene.mention.base
    assert base is not None
    full = person.called(mention.ground.code, base.name)
    reference = "named" if len(base.words) > 1 else "surname"
    actor = replace(actor, name=full if _says_less(base.name, full) else base.name, reference=reference, gender=person.gender or mention.gender)
    note_succession(scene, person)
    own = office_of(scene)
    if not draft.portfolio and own == "minister" and any(each.office == "foreign_minister" for each in person.facts):
        own = "foreign_minister"
        actor = replace(actor, office=own)
    if own is not None and not draft.weak:
        country, source = _country_of_holder(scene, person, own)
        if draft.entry is not None and (draft.entry.like or draft.entry.follows):
            person.facts.append(Fact(mention.start, own, country, False, False))
        by_country = dict(draft.entry.by_country) if draft.entry is not None and own == draft.entry.office else {}
        return replace(actor, office=by_country.get(country or "", own), country=country, sources=source)
    if draft.former:
        country, source = (draft.country, ()) if draft.country else country_told(person, mention, None)
        return from_register(replace(actor, office=None, country=country, sources=source), person, scene.year)
    found = from_facts(actor, mention, person, own, scene.year)
    if found.office is None and not found.former and scene.state.heading is not None:
        found = replace(found, office=scene.state.heading.draft.office, sources=(*found.sources, ("office", "heading")))
    return _with_side(scene, from_register(found, person, scene.year))


def _with_side(scene: Scene, actor: Actor) -> Actor:
    """A name without an office for whom nothing else tells a country is of the side it stands for."""
    side = _side(scene.mention) if actor.country is None else None
    return replace(actor, country=side, sources=(*actor.sources, ("country", "side"))) if side else actor


def _says_less(name: str, full: str) -> bool:
    short, long = name.split(), full.split()
    return len(short) < len(long) or any(word.endswith(".") for word in short)


def _country_of_holder(scene: Scene, person: Person, office: str) -> tuple[str | None, Sources]:
    """The country of the holder of an office that the mention tells: what it says itself, the document, the register, the text around."""
    mention = scene.mention
    if mention.draft.country is not None:
        return mention.draft.country, ()
    country, source = country_told(person, mention, office)
    if country is None:
        country, source = country_listed(person, office, scene.year) or _of_owner(mention) or _of_side(mention) or _here(scene, office)
        if country is not None:
            person.facts.append(Fact(mention.start, None, country, False, False, source[0][1]))
    return country, source


def _side(mention: Mention) -> str | None:
    return side_at(mention.ground.sides, mention.draft.first, mention.draft.last)


def _of_side(mention: Mention) -> tuple[str, Sources] | None:
    side = _side(mention)
    return (side, (("country", "side"),)) if side else None


_OWNER = 3  # words before an office in which "its" may stand


def _of_owner(mention: Mention) -> tuple[str, Sources] | None:
    """The country told before, for the holder of an office of "its": "Iran had hoped to sell them. Its energy minister ..." """
    owners = load(mention.ground.code).read("references").get("owners", ())
    first = mention.draft.first
    if not any(mention.ground.low(at) in owners for at in range(max(0, first - _OWNER), first)):
        return None
    spoken = spoken_of(mention)
    return (spoken, (("country", "spoken of"),)) if spoken else None


_HOME_OFFICES = ("head_of_government", "foreign_minister", "minister", "speaker", "deputy")


def _here(scene: Scene, office: str) -> tuple[str | None, Sources]:
    """The country of an office that names none: "the country's president" is of the country spoken of, a minister of the one written in."""
    mention, home = scene.mention, scene.story.home(scene.mention)
    if mention.draft.body == "state" and (spoken := spoken_of(mention)) is not None:
        return spoken, (("country", "spoken of"),)
    if scene.story.issuer is not None and home is None and office in _HOME_OFFICES:
        return scene.story.issuer, (("country", "issuer"),)  # "Minister Abela" in the bulletin of his ministry
    if (country := country_before(scene)) is not None:
        return country, (("country", "of the one named before"),)
    if (beside := _beside(scene, office)) is not None:
        return beside, (("country", "of the one named beside"),)
    entry = mention.draft.entry
    if home is not None and (mention.draft.body == "state" or office in _HOME_OFFICES or (entry is not None and entry.id in ("monarch", "head-of-state"))):
        return scene.story.issuer or home, (("country", "issuer" if scene.story.issuer else "dateline"),)  # "Minsk, 18 April. The Vice Minister": of whose ministry it is
    topic = _topic(scene) if office in _HOME_OFFICES else None
    about, monarch = scene.story.about, entry is not None and entry.id == "monarch"
    if topic is None and (office in _HOME_OFFICES or monarch) and about is not None and not _comes_there(mention, about):
        return about, (("country", "title"),)
    if topic is None and office in _HOME_OFFICES and (other := _where_counterpart_comes(scene) or _of_leader(scene)) is not None:
        return other, (("country", "of those told beside"),)
    return topic, (("country", "topic"),) if topic else ()


def _where_counterpart_comes(scene: Scene) -> str | None:
    """The country of the one place of a sentence, for a minister whose counterpart of another country is named behind: "in Seoul Minister A and his Gabonese
    counterpart signed ..."."""
    mention = scene.mention
    theirs = [other.draft.country for other in scene.state.behind if other.sentence == mention.sentence and other.draft.entry is not None and other.draft.entry.like]
    if not theirs or theirs[0] is None:
        return None
    here = {each.place.code for each in mention.ground.places if each.place.form == "noun" and each.place.kind != "organization"} - {theirs[0]}
    return here.pop() if len(here) == 1 else None


def _of_leader(scene: Scene) -> str | None:
    """The country of the one head of state or government told shortly before, in the same paragraph, where the sentence is not set there: "The emperor was in Montreal.
    A, the foreign minister, flew on"."""
    name = scene.mention.draft.name
    if name is None or name.last == scene.mention.draft.last:
        return None  # "Foreign Minister A received him" is at home
    near = [(other, person) for other, person in scene.last_told(2) if other.ground.block == scene.mention.ground.block]
    heads = [(person, fact) for other, person in near if (fact := nearest(person, other.start)) is not None and fact.office in ("head_of_state", "head_of_government")]
    told = {country_told(person, scene.mention, fact.office)[0] or (country_listed(person, fact.office, scene.year) or (None,))[0] for person, fact in heads if fact.office}
    return told.pop() if len(told) == 1 and told.isdisjoint(each.place.code for each in scene.mention.ground.places) else None


def _comes_there(mention: Mention, about: str) -> bool:
    """Whether a sentence names the country that the text is about, and another one: who comes may be of the other."""
    here = {each.place.code for each in mention.ground.places}
    return about in here and len(here) > 1


def _topic(scene: Scene) -> str | None:
    """The country that the paragraph began with, if the mention's own sentence speaks of others."""
    ground = scene.mention.ground
    told = scene.story.topics.get(ground.block)
    here = {each.place.code for each in ground.places}
    return told[1] if told is not None and told[0] < ground.index and here and told[1] not in here else None


def _beside(scene: Scene, office: str) -> str | None:
    """The country of the head of state or government, or of the minister of another office, whom "and" joins to a deputy, minister or official."""
    mention = scene.mention
    if office not in ("deputy", "minister", "official", "speaker", "foreign_minister") or not scene.state.told:
        return None
    other, person = scene.state.told[-1]
    ground, last = mention.ground, other.draft.last
    joined = other.sentence == mention.sentence and mention.draft.first == last + 1 and ground.low(last) in words(ground.code).conjunctions
    fact = nearest(person, other.start) or from_register(plain(other, scene.story.text), person, scene.story.year(other))
    if not joined or fact.office not in {"head_of_state", "head_of_government", "foreign_minister", "minister"} - {office}:
        return None
    return country_told(person, other, fact.office)[0] or fact.country
