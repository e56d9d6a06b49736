"""Who "the guest" is: the traveller whose stay here the text told last."""

from __future__ import annotations

from dataclasses import replace

from pipeline.records.scenes.scene import Argument, Scene
from pipeline.records.told.discourse import Discourse
from pipeline.records.told.drafts import VisitDraft
from pipeline.text import fold
from pipeline.values import Actor

RULE = "guest"  # of the entity stage, for words like "guest" and "visitor"
MINISTERS = ("minister", "foreign_minister")
NEAR = 3  # sentences over which "the minister" is still he
REACH = 12  # sentences over which a guest is still the guest
CONTACT = 4  # words between a verb, the journey that is its object, and the subject of the clause about that
STEM = 5  # letters by which words for an office are told apart


def resolve_guests(scene: Scene, discourse: Discourse) -> Scene:
    """A scene in which each "guest" is the traveller whose stay was told last, if there is one."""
    if not any(argument.actor and argument.actor.rule == RULE for argument in scene.actors):
        return scene
    return with_actors(scene, {argument.start: _resolved(argument, scene, discourse) for argument in scene.actors})


def with_actors(scene: Scene, actors: dict[int, Argument]) -> Scene:
    """A scene with other actors in the place of its own, as the subjects of its verbs too; ``actors`` by where they start."""
    subjects = {verb: tuple(actors.get(argument.start, argument) if argument.actor else argument for argument in found) for verb, found in scene.subjects.items()}
    return replace(scene, actors=tuple(actors[argument.start] for argument in scene.actors), subjects=subjects)


def _resolved(argument: Argument, scene: Scene, discourse: Discourse) -> Argument:
    actor = argument.actor
    if actor is None or actor.rule != RULE or actor.count != 1:
        return argument
    country = _nationality(scene, argument)
    if came := _came_before(scene, argument, country) or (_from(scene, None, country, argument.start) if country else None):
        return replace(argument, actor=_meaning(actor, came))
    stay = _last_stay(scene, discourse, country)
    if stay and not _is_elsewhere(actor, stay, discourse):
        return replace(argument, actor=_as(actor, stay))
    known = _from(scene, discourse, country, argument.start) if country else _met_here(scene, discourse)
    return replace(argument, actor=_meaning(actor, known)) if known else argument


def _met_here(scene: Scene, discourse: Discourse) -> Actor | None:
    """The only foreigner of talks just told with their city: "A met his Georgian colleague B in Tallinn. In the evening the guest left for Riga."."""
    met = discourse.meeting
    if met is None or met.place is None or scene.index - met.index > NEAR:
        return None
    foreign = [person for person in discourse.people if person.name in met.names and person.country not in (None, met.place.code)]
    return foreign[0] if len(foreign) == 1 else None


def _is_elsewhere(actor: Actor, stay: VisitDraft, discourse: Discourse) -> bool:
    """True for a stay in another country than the one a report is sent from, where the guest can be a foreigner named before: in the next report of a digest."""
    home = discourse.home.code if discourse.home else None
    return home not in (None, stay.host_country) and actor.name not in (None, stay.visitor_name) and actor.country not in (None, home)


def _came_before(scene: Scene, argument: Argument, country: str | None) -> Actor | None:
    """Whom the same sentence has told to be received or to have come before it says "the guest", in a language that ends clauses with the verb; else whose
    visit it has told, if it has named nobody else."""
    if scene.lexicon.governs:
        named = [a for a in scene.actors if a.stop <= argument.start and a.actor and a.actor.name]
        owned = any(trip.stop <= one.start and scene.words_between(trip.stop, one.start) == 0 for one in named for trip in scene.told("trip"))
        return named[0].actor if len({one.actor.name for one in named if one.actor}) == 1 and owned and "gen" in named[0].marks and country in (None, named[0].actor.country if named[0].actor else None) else None
    verbs = [verb for verb in scene.told("receive", "come") if verb.form == "finite" and verb.stop <= argument.start and not verb.negated]
    if not scene.lexicon.predicate_last or not verbs:
        return None
    wanted = "acc" if verbs[-1].sense == "receive" and not verbs[-1].passive else "nom"
    before = [a.actor for a in scene.actors if a.stop <= verbs[-1].start and wanted in a.marks and a.actor and a.actor.name and country in (None, a.actor.country)]
    return before[-1] if before else None


def resolve_ministers(scene: Scene, discourse: Discourse) -> Scene:
    """A scene in which "the minister", alone, is the minister who was the subject told last."""
    last = discourse.subject
    if last is None or last.office not in MINISTERS or scene.index - discourse.subject_scene > NEAR:
        return scene
    bare = [a for a in scene.actors if a.actor and a.actor.office == "minister" and not (a.actor.name or a.actor.country or a.actor.members) and a.actor.count == 1]
    return with_actors(scene, {a.start: replace(a, actor=_meaning(a.actor, last)) if a in bare and a.actor else a for a in scene.actors}) if bare else scene


def resolve_travellers(scene: Scene, discourse: Discourse) -> Scene:
    """A scene in which whoever goes on "from there" is the traveller of the visit told last, where his office or a pronoun alone tells him; and so is he whose
    office alone says who travels, if it would mean his host: "A met President B in Rome. Tomorrow the President travels to Bonn."."""
    first = next((verb for verb in scene.told("go", "come", "visit", "leave") if verb.form == "finite"), None)
    if first is None:
        return scene
    onward = scene.search(scene.lexicon.onward, scene.start, first.start) is not None
    subjects = [a for a in scene.actors if {"nom", "subj"} & set(a.marks) and a.actor and a.actor.reference in ("office", "pronoun")]
    last = [visit for visit in discourse.current(scene, REACH) if visit.visitor_name]
    if len(subjects) != 1 or len({visit.visitor_name for visit in last}) != 1 or subjects[0].start > first.start and not scene.lexicon.governs:
        return scene
    subject, actor = subjects[0], subjects[0].actor
    bare = not any(subject.start <= place.start < subject.stop for place in scene.all_places)
    hosts = not onward and bare and actor is not None and actor.reference == "office" and actor.country == last[-1].host_country and first.sense in ("go", "leave") and not any(visit.visitor_name == last[-1].visitor_name and visit.phase == "end" for visit in discourse.visits)
    if actor is None or not (onward or hosts) or actor.name == last[-1].visitor_name or actor.reference == "office" and _is_called_otherwise(actor, last[-1], discourse) or actor.reference == "office" and last[-1].visitor_office not in (None, actor.office):
        return scene
    return with_actors(scene, {a.start: replace(a, actor=_as(actor, last[-1])) if a is subject else a for a in scene.actors})


def _is_called_otherwise(actor: Actor, visit: VisitDraft, discourse: Discourse) -> bool:
    """True where a traveller was called by other words than the office that now stands alone: "the Sultan" is no President."""
    called = [person.text for person in discourse.people if person.name == visit.visitor_name and person.reference == "named" and person.office]
    words = {word[:STEM] for word in fold(actor.text).split()}
    return bool(called) and not any(word[:STEM] in words for phrase in called for word in fold(phrase).split())


def _from(scene: Scene, discourse: Discourse | None, country: str, position: int) -> Actor | None:
    """Who is named last before a position as being of a country, for a guest of whom only this is told: in the sentence, or in the text before it."""
    here = [a.actor for a in scene.actors if a.stop <= position and a.actor and a.actor.name and a.actor.country == country]
    before = [person for person in discourse.people if person.name and person.country == country] if discourse else []
    known = here or before
    return known[-1] if known else None


def _nationality(scene: Scene, argument: Argument) -> str | None:
    """The country that the phrase itself tells: "the Austrian guest"."""
    return next((place.code for place in scene.all_places if argument.start <= place.start < argument.stop and place.form != "noun"), None)


def _last_stay(scene: Scene, discourse: Discourse, country: str | None) -> VisitDraft | None:
    """The visit told last, to the place the text is written in where it has one, of a traveller from a country where it is told."""
    told = [visit for visit in discourse.visits if visit.visitor_name and scene.index - visit.scenes[-1] <= REACH and visit.status == "occurred"]
    near = [visit for visit in told if country in (None, visit.visitor_country)]
    here = [visit for visit in near if discourse.home and visit.host_country == discourse.home.code]
    chosen = here or near
    return chosen[-1] if chosen else None


def _as(actor: Actor, visit: VisitDraft) -> Actor:
    return replace(actor, name=visit.visitor_name, office=visit.visitor_office, country=visit.visitor_country, reference="office")


def with_speaker(scene: Scene, speaker: Actor | None) -> Scene:
    """A scene in which the one who tells the text has the country that he is known to be of."""
    if speaker is None or not any(a.actor and a.actor.name == speaker.name and not a.actor.country for a in scene.actors):
        return scene
    return with_actors(scene, {argument.start: _of_country(argument, speaker) for argument in scene.actors})


def _of_country(argument: Argument, speaker: Actor) -> Argument:
    actor = argument.actor
    if actor is None or actor.name != speaker.name or actor.country:
        return argument
    return replace(argument, actor=replace(actor, country=speaker.country))


def free_pronouns(scene: Scene, discourse: Discourse) -> Scene:
    """A scene in which a subject pronoun does not mean somebody named in its own clause: "with X he signed" is another one, the subject told last."""
    scene, last = _in_contact_clauses(scene), discourse.subject
    if last is None:
        return scene
    bound = [argument for argument in scene.actors if _is_subject_pronoun(argument) and argument.actor and argument.actor.name != last.name and _is_named_beside(scene, argument)]
    if not bound:
        return scene
    return with_actors(scene, {a.start: replace(a, actor=_meaning(a.actor, last)) if a in bound and a.actor else a for a in scene.actors})


def _in_contact_clauses(scene: Scene) -> Scene:
    """A scene in which who "had planned" a journey is he of whose doings it is the object: "A flew to Rome, but B put off the trip to Riga he had planned"."""
    if not scene.lexicon.positional:
        return scene
    meant = {a.start: subject for a in scene.actors if _is_subject_pronoun(a) and (subject := _doing(scene, a))}
    actors = {a.start: replace(a, actor=_meaning(a.actor, meant[a.start])) if a.actor and a.start in meant else a for a in scene.actors}
    return with_actors(scene, actors) if meant else scene


def _doing(scene: Scene, pronoun: Argument) -> Actor | None:
    """The subject of the verb whose object is the journey right behind which a pronoun opens a clause; None for another one than the pronoun can mean."""
    nouns = [noun for noun in scene.told("trip") if noun.form == "noun" and noun.stop <= pronoun.start]
    verbs = [verb for verb in scene.predicates if verb.form != "noun" and nouns and verb.stop <= nouns[-1].start]
    if not verbs or "," in scene.folded[verbs[-1].stop : pronoun.start] or max(scene.words_between(verbs[-1].stop, nouns[-1].start), scene.words_between(nouns[-1].stop, pronoun.start)) > CONTACT:
        return None
    if any(verb.form != "noun" and nouns[-1].stop <= verb.start < pronoun.start for verb in scene.predicates):
        return None
    subject = next((a.actor for a in scene.subject(verbs[-1]) or () if a.actor and a.actor.name), None)
    return subject if subject and pronoun.actor and {subject.gender, pronoun.actor.gender} != {"m", "f"} else None


def _is_subject_pronoun(argument: Argument) -> bool:
    actor = argument.actor
    return actor is not None and actor.reference == "pronoun" and actor.rule != RULE and bool({"nom", "subj"} & set(argument.marks))


def _is_named_beside(scene: Scene, pronoun: Argument) -> bool:
    """True where the person that a pronoun was taken for is the one with whom its subject acts, between the finite verbs around it."""
    verbs = [verb for verb in scene.predicates if verb.form == "finite"]
    low = max([verb.stop for verb in verbs if verb.stop <= pronoun.start], default=scene.start)
    high = min([verb.start for verb in verbs if verb.start >= pronoun.stop], default=scene.stop)
    along = min([a.start for a in scene.actors if low <= a.start < pronoun.start and set(scene.lexicon.with_marks) & set(a.marks)], default=pronoun.start)
    beside = [a.actor for a in scene.actors if low <= a.start < high and a.actor and (along <= a.start < pronoun.start or set(scene.lexicon.with_marks) & set(a.marks) or opens_list(scene, pronoun, a))]
    return any(pronoun.actor and actor.name == pronoun.actor.name for actor in beside)


def opens_list(scene: Scene, pronoun: Argument, argument: Argument) -> bool:
    """True for the person right behind a pronoun in an enumeration: "he, A and B", "he and A"."""
    if argument is pronoun or argument.start < pronoun.stop:
        return False
    gap = scene.folded[pronoun.stop : argument.start].strip()
    return gap in ({",", *scene.lexicon.connectors} - {"", *scene.lexicon.with_marks})


def _meaning(actor: Actor, other: Actor) -> Actor:
    return replace(actor, name=other.name, office=other.office, country=other.country, gender=other.gender)
