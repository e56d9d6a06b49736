"""Words that point back to somebody, and groups: pronouns, "the guest", "both presidents", "the leaders of the two countries"."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from pipeline.entities.facts import countries, from_facts, from_register, holds_office, listed
from pipeline.entities.ground import Ground
from pipeline.entities.inflection import inflection
from pipeline.entities.known import Year, country_of, holds
from pipeline.entities.mentions import Mention
from pipeline.entities.nations import NATION
from pipeline.entities.offices import words
from pipeline.entities.people import Fact, Person
from pipeline.entities.pronouns import is_object, of_participle
from pipeline.entities.state import Scene
from pipeline.languages import load
from pipeline.values import Actor

FAR = 4  # sentences beyond which a word points back to nobody
# How much nearer sentences count, and what a sentence is about: of this sentence and the ones before, the subject, and who is named first.
_DISTANCE = (0.6, -1.0, -3.2, -5.0, -7.0)
_SUBJECT, _FIRST, _OBJECT, _AGAIN = 1.5, 0.5, -0.8, 0.4


def point_back(scene: Scene, actor: Actor) -> Actor:
    """The actor that a pronoun or the like means: the person last spoken of."""
    mention = scene.mention
    person = _narrator(scene) if mention.speaks else _latter(scene) or _announced(scene) or _just_told(scene) or _hero(scene) or _salient(scene, _not_meant(scene)) or _compatriot(scene)
    if person is None:
        return replace(actor, reference="unresolved", sources=(("name", "nobody named before"),))
    scene.story.people.assign(mention, person)
    found = from_facts(replace(actor, name=person.called(mention.ground.code), gender=person.gender or actor.gender), mention, person, None, scene.year)
    found = from_register(found, person, scene.year)
    if (told := _come_to(mention)) is not None:
        found = replace(found, office=told.office, country=told.country or found.country)
        if told not in person.facts:
            person.facts.append(told)
    return replace(found, reference="pronoun", sources=(("name", "the author" if mention.speaks else "named before"), *found.sources))


def _come_to(mention: Mention) -> Fact | None:
    """The office that the verb gives to whom a pronoun means: "he became foreign minister"."""
    draft = mention.draft
    return Fact(mention.start, draft.office, draft.country, False, False, local=True) if mention.pronoun and draft.role else None


def _latter(scene: Scene) -> Person | None:
    """Whom "the latter" means: who was named last, in its sentence or the one before."""
    mention = scene.mention
    if not mention.pronoun or mention.ground.low(mention.draft.first) not in load(mention.ground.code).read("references").get("latter", ()):
        return None
    return next((person for _, person in scene.last_told(1)), None)


def _just_told(scene: Scene) -> Person | None:
    """The only one told of before the colon, semicolon or dash behind which a pronoun opens a clause: "At his side stood A; he had come in May"."""
    mention = scene.mention
    if not mention.pronoun or not (mention.subject or "nom" in mention.cases) or mention.ground.gap(mention.draft.first)[-1:] not in _PARTING:
        return None
    told = [(other, person) for other, person in scene.last_told(0) if other.draft.entry is None or not other.draft.entry.points]  # "the guest was A: he ..."
    one = len({id(person) for _, person in told}) == 1 and any(other.subject or "nom" in other.cases for other, _ in told)
    return told[0][1] if one and _agrees_in_gender(mention, told[0][1]) else None


_PARTING = (":", ";", "–", "—")


def _hero(scene: Scene) -> Person | None:
    """Whom the document is about, unless somebody else is what the sentence is about."""
    hero, mention = scene.story.hero, scene.mention
    if hero is None or not mention.pronoun or not _agrees_in_gender(mention, hero) or mention.start < min(hero.seen):
        return None
    excluded = _not_meant(scene)
    others = [person for other, person in scene.last_told(0) if other.subject and person is not hero and _agrees_in_gender(mention, person)]
    return None if hero in excluded or any(person not in excluded for person in others) else hero


def _is_nation(mention: Mention) -> bool:
    return mention.draft.entry is not None and mention.draft.entry.id == NATION


def _compatriot(scene: Scene) -> Person | None:
    """Who was told last of those of a nation, however long before: "the Georgian"."""
    mention = scene.mention
    if not _is_nation(mention):
        return None
    return next((person for _, person in reversed(scene.state.told) if mention.draft.country in countries(person)), None)


def _narrator(scene: Scene) -> Person | None:
    return scene.story.narrator


def _not_meant(scene: Scene) -> list[Person]:
    """Whom a word does not mean: a pronoun the author, and as an object the subject of its own clause; "guest" the others of its sentence."""
    mention, following = scene.mention, scene.state.following
    if _is_nation(mention):
        return [person for _, person in scene.last_told(FAR) if not any(fact.office for fact in person.facts) and not listed(person)]
    if mention.pronoun:
        return [*_subjects(scene), *_beside_subject(scene), *([scene.story.narrator] if scene.story.narrator is not None and mention.start > scene.story.speaks else [])]
    others = [person for other, person in scene.state.told if other.sentence == mention.sentence]
    behind = scene.story.people.person(following) if following is not None and following.sentence == mention.sentence else None
    if behind is not None and following is not None and mention.ground.gap(following.draft.first) != ":":
        others.append(behind)
    return others


def _subjects(scene: Scene) -> list[Person]:
    """The subject of the clause in which a pronoun is an object: "Bush received him", "onu Buş qəbul etdi"."""
    mention, people, following = scene.mention, scene.story.people, scene.state.following
    made = mention.draft.role and "nom" not in mention.cases  # "Шеварднадзе сделал его своим советником"
    if not mention.pronoun or not made and not is_object(mention.ground, mention.draft.first, mention.draft.last) or of_participle(mention.ground, mention.draft.first):
        return []
    told = [(other, person) for other, person in scene.last_told(0) if other.subject]
    joined = _goes_on(mention.ground, mention.draft.first)
    found = [told[-1 if joined else 0][1]] if told and (joined or _in_one_clause(mention.ground, told[0][0].draft.last, mention.draft.first)) else []
    if following is not None and following.subject and following.sentence == mention.sentence:
        person = people.person(following)
        if person is not None and _in_one_clause(mention.ground, mention.draft.last, following.draft.first):
            found.append(person)
    return found


def _beside_subject(scene: Scene) -> list[Person]:
    """Who is named in another case in the clause of a pronoun that is its subject: "at A's side he ...", "A-nın yanına o getdi"."""
    mention = scene.mention
    if "nom" not in mention.cases:
        return []
    return [person for other, person in scene.last_told(0) if not other.subject and _in_one_clause(mention.ground, other.draft.last, mention.draft.first)]


def _in_one_clause(ground: Ground, first: int, last: int) -> bool:
    """Whether no mark and no word that opens a clause stands between two words."""
    opens = words(ground.code).patterns["clauses"]
    return all(not ground.gap(at) for at in range(first, last + 1)) and not any(opens.match(ground.low(at)) for at in range(first, last))


def _goes_on(ground: Ground, at: int) -> bool:
    """Whether a verb that "and" joins to the one before stands before a pronoun, so that both have one subject: "A met B in Oslo and invited | him"."""
    conjunctions = words(ground.code).conjunctions
    for first in range(at - 1, max(0, at - _JOINED), -1):
        if ground.tokens[first].kind != "lower" or not ground.near(first + 1):
            return False
        if ground.low(first) in conjunctions:
            return first < at - 1 or bool(inflection(ground.code).bears_last)
    return False


_JOINED = 4  # words from "and" to the pronoun: "and has also invited him"


def _is_of_elsewhere(scene: Scene, person: Person) -> bool:
    """Whether a person's country speaks against a word such as "guest": another one than it tells, or that in which the document is written."""
    home, wanted = scene.story.home(scene.mention), scene.mention.draft.country
    if scene.mention.pronoun or (home is None and wanted is None):
        return False
    told = countries(person) or {country_of(listed(person), scene.year)} - {None}
    return bool(told) and wanted not in told if wanted is not None else home in told


def _announced(scene: Scene) -> Person | None:
    """The person named right behind the clause that the word stands in ("Asked whether he would go, Aliyev smiled"; "a guest: X")."""
    mention, following = scene.mention, scene.state.following
    if following is None or following.base is None or following.sentence != mention.sentence or not following.subject:
        return None
    person = scene.story.people.person(following)
    if person is None or (mention.gender and person.gender not in ("", mention.gender)):
        return None
    opened = not any(other.sentence == mention.sentence for other, _ in scene.state.told)
    if not mention.pronoun:
        return person if opened and ":" in _between(mention, following) and not _salient(scene, []) else None
    first, at = mention.draft.first, following.draft.first
    return person if first and opened and mention.ground.gap(at) == "," else None


def _between(mention: Mention, following: Mention) -> str:
    return mention.ground.text[mention.stop : following.start]


def _salient(scene: Scene, others: list[Person]) -> Person | None:
    """The person last spoken of: what the sentence before was about comes first, then who was named last; ``others`` are not meant."""
    scores: dict[int, float] = {}
    near: Counter[int] = Counter()
    persons = {id(person): person for _, person in scene.last_told(FAR)}
    firsts = _firsts(scene)
    for order, (other, person) in enumerate(reversed(scene.last_told(FAR))):
        if person in others or not _agrees_in_gender(scene.mention, person) or _is_of_elsewhere(scene, person):
            continue
        distance = scene.mention.sentence - other.sentence
        score = order * 0.01 + _DISTANCE[distance] + _weight(other) + (_FIRST if firsts.get(other.sentence) is other else 0.0)
        scores[id(person)] = max(score, scores.get(id(person), score))
        near[id(person)] += distance < 2
    best = max(scores, key=lambda key: scores[key] + (_AGAIN if near[key] > 1 else 0.0), default=None)
    return persons[best] if best is not None else None


def _weight(mention: Mention) -> float:
    """How much a sentence is about somebody: a subject more than an owner, both more than who stands behind a preposition."""
    return _SUBJECT if mention.subject else 0.0 if "gen" in mention.cases else _OBJECT


def _firsts(scene: Scene) -> dict[int, Mention]:
    """The first mention of a person in each sentence."""
    found: dict[int, Mention] = {}
    for other, _ in reversed(scene.last_told(FAR)):
        found.setdefault(other.sentence, other)
    return found


def _agrees_in_gender(mention: Mention, person: Person) -> bool:
    """Whether a pronoun can mean a person; the register tells the gender where the document does not."""
    if not mention.gender:
        return True
    genders = {person.gender} if person.gender else {one.gender for one in listed(person)}
    return not genders or mention.gender in genders


# --- groups ---------------------------------------------------------------------------------------------------------


def find_group(scene: Scene, actor: Actor) -> Actor:
    """Several people at once: one for each country that is told, else those who were named last and hold the office."""
    draft = scene.mention.draft
    actor = replace(actor, country=None, reference="set")
    if draft.entry is not None and draft.entry.points:
        actor = replace(actor, office=None)
    states = [country for country in draft.countries if not country.startswith("org:")]
    if len(states) > 1:
        return replace(actor, members=tuple(_member(scene, actor, country) for country in states))
    if states:
        return replace(actor, country=states[0])
    if draft.countries:
        return actor
    persons = _last_named(scene)
    scene.state.members = persons
    members = tuple(_as_member(scene, actor, person) for person in persons)
    return replace(actor, members=members, sources=() if members else (("name", "nobody named before"),))


def _member(scene: Scene, actor: Actor, country: str) -> Actor:
    mention = scene.mention
    fitting = [person for person in scene.story.people.persons if holds_office(person, mention.draft.office, country, weak=mention.draft.weak, portfolio=mention.draft.portfolio)]
    alone = replace(actor, country=country, count=1, reference="unresolved", members=())
    if not fitting or mention.draft.former:
        return alone
    before = [person for person in fitting if person.seen[0] < mention.start]
    person = max(before, key=lambda each: max(at for at in each.seen if at < mention.start)) if before else fitting[0]
    return replace(alone, name=person.called(mention.ground.code), reference="office", gender=person.gender)


def _as_member(scene: Scene, actor: Actor, person: Person) -> Actor:
    mention = scene.mention
    found = replace(actor, name=person.called(mention.ground.code), count=1, reference="office", gender=person.gender, members=())
    return from_register(from_facts(found, mention, person, mention.draft.office, scene.year), person, scene.year)


def _last_named(scene: Scene) -> list[Person]:
    """The persons named last: as many as are meant, two where that is not told, with the office that is told."""
    draft = scene.mention.draft
    wanted = draft.count or 2
    if draft.body and not draft.count:
        return []
    far = scene.mention.sentence + 1 if _are_two(scene) else FAR if draft.count else 2
    found: list[Person] = []
    for other, person in scene.last_told(far):
        if person not in found and (draft.office is None or draft.weak or _holds_by_any(person, draft.office, scene.story.year(other), draft.portfolio)):
            found.append(person)
        if len(found) == wanted:
            break
    return found[::-1] if len(found) == wanted else []


def _are_two(scene: Scene) -> bool:
    """Whether just two persons named so far hold the office that is meant."""
    office = scene.mention.draft.office
    if office is None:
        return False
    near = scene.last_told(_NEAR)
    return len({id(person) for other, person in near if _holds_by_any(person, office, scene.story.year(other), scene.mention.draft.portfolio)}) == 2


_NEAR = 8  # sentences in which two holders of an office are "the presidents"


def _holds_by_any(person: Person, office: str, year: Year, portfolio: frozenset[str] | None = None) -> bool:
    """Whether a person holds an office, by the document or by the register."""
    if holds_office(person, office, None, portfolio=portfolio):
        return True
    return not any(fact.office for fact in person.facts) and holds(listed(person), office, None, year)
