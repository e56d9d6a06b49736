"""Who is named beside which place abroad: the pairs of a sentence that may be visits, whether a rule reads them or not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.records.arguments.dating import nearest_date
from pipeline.records.arguments.escorts import accompanies, goes_along
from pipeline.records.arguments.events import is_locative
from pipeline.records.arguments.localities import is_host_where, is_origin
from pipeline.records.arguments.status import JOURNEYS, is_hypothetical
from pipeline.records.arguments.usable import usable
from pipeline.records.participants.hosts import Host, host_at, is_abroad
from pipeline.records.participants.journey_days import journey_days
from pipeline.records.participants.kinds import find_kinds
from pipeline.records.participants.moves import moved_to
from pipeline.records.scenes.scene import Argument, Scene
from pipeline.records.told.discourse import Discourse
from pipeline.records.told.drafts import VisitDraft
from pipeline.records.told.moments import moment_before
from pipeline.records.visits.telling import Told, draft
from pipeline.values import Actor, Place, Predicate

NEAR = 2  # sentences over which a place told before is that of a sentence that names none
BESIDE = 2  # words from a person up to the place that he is in
EXCLUDED = 26  # characters before a person in which he is told not to have come
HEADLINES = ("title", "heading", "caption")
HERE, BEFORE, HOME = "here", "before", "home"  # where the place stands: in the sentence, before it, in the dateline


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody named beside a place abroad, as the visit that it would be. ``verbs``: those of which he is the subject; ``where`` the place stands (``HERE`` ...), ``dated`` how the day is told,
    ``beside`` all people and places of the sentence that could be paired, ``told`` the visits that the rules read in it."""

    scene: Scene
    phrase: Argument
    actor: Actor
    verbs: tuple[Predicate, ...]
    place: Place
    where: str
    dated: str
    visit: VisitDraft
    beside: tuple[tuple[tuple[Argument, Actor], ...], tuple[Place, ...]]
    told: tuple[VisitDraft, ...]


def find_candidates(scene: Scene, discourse: Discourse, told: Sequence[VisitDraft]) -> Iterator[Candidate]:
    """One candidate for each person and country of a sentence: the mentions nearest to each other. A headline only says again what its text tells."""
    if scene.kind in HEADLINES or scene.search(scene.lexicon.rows.afar) and not scene.told(*JOURNEYS):
        return
    people = tuple(_people(scene))
    where, places = _places(scene, discourse, people)
    owners, moved = _bracketed(scene, people), moved_to(scene)
    nearest: dict[tuple[str, str], tuple[int, Argument, Actor, Place]] = {}
    for phrase, actor in people:
        for place in places if not _is_at_home(scene, phrase, actor, people) else ():
            apart = abs(place.start - phrase.start) if where == HERE else 0
            pair = (actor.name or f"{actor.office} {actor.country}", place.code)
            bracketed = where == HERE and owners.get(place.start, phrase.start) != phrase.start or phrase.start in owners.values() and place.start not in owners
            if bracketed or place.code in moved or _has_each_his_own(actor, place, told) or where == HERE and _is_behind_anothers(scene, phrase, actor, place, told):
                continue
            if is_abroad(actor, host_at(place)) and (pair not in nearest or apart < nearest[pair][0]):
                nearest[pair] = (apart, phrase, actor, place)
    for _, phrase, actor, place in nearest.values():
        if where == HERE and _is_of_somebody(scene, place):
            continue
        near = place if where == HERE else phrase
        own = tuple(verb for verb in scene.predicates if any(one.start == phrase.start for one in scene.subject(verb) or ()))
        verb = min(own or scene.predicates, key=lambda one: (abs(one.start - near.start), one.start), default=None)
        if verb and (_is_unreal(scene, verb, place) or _is_only_meant(scene, verb)) or _stayed_away(scene, phrase) or any(goes_along(scene, one) for one in own):
            continue  # "if he came", "did not come"
        dated, visit = _visit(scene, discourse, actor, host_at(place, near.start, near.stop), verb)
        yield Candidate(scene, phrase, actor, own, place, where, dated, visit, (people, places), tuple(told))


def _is_unreal(scene: Scene, verb: Predicate, place: Place) -> bool:
    """True where the verb beside a person, or one of going in the clause of a place, is denied, supposed or asked for."""
    clause = scene.clause(place.start)
    verbs = [verb, *(one for one in scene.told(*JOURNEYS) if scene.clause(one.start) == clause)]
    return any(one.mood or one.negated or is_hypothetical(scene, one) for one in verbs)


def _is_only_meant(scene: Scene, verb: Predicate) -> bool:
    """True where all that is told of going stands in the infinitive, in a language in which no rule of place leads to it: "мечтает съездить в Осло"."""
    verbs = scene.told(*JOURNEYS)
    return bool(verbs) and not scene.lexicon.positional and verb.form != "noun" and all(one.form == "infinitive" for one in verbs)


def _is_at_home(scene: Scene, phrase: Argument, actor: Actor, people: Sequence[tuple[Argument, Actor]]) -> bool:
    """True for one beside a place of his own country, where somebody from elsewhere is told of: "was received by A in Rome and by B in Bonn"."""
    others = any(one.country != actor.country for _, one in people)
    return others and any(a.place and a.place.code == actor.country and is_locative(a) and scene.words_between(min(a.stop, phrase.stop), max(a.start, phrase.start)) <= BESIDE for a in scene.places)


def _stayed_away(scene: Scene, phrase: Argument) -> bool:
    """True for one in whose clause all verbs of going are denied, in a language of cases: "A на саммит в Вильнюсе не поехал"."""
    clause = scene.clause(phrase.start)
    verbs = [verb for verb in scene.told(*JOURNEYS) if verb.form == "finite" and scene.clause(verb.start) == clause]
    return bool(verbs and scene.lexicon.governs) and all(verb.negated for verb in verbs) and phrase.marks[:1] == ("nom",)


def _people(scene: Scene) -> Iterator[tuple[Argument, Actor]]:
    """Those of whom the country is known and the name or the office; each of a set on its own."""
    for phrase in scene.actors:
        if scene.lexicon.excluded_person.search(scene.folded[max(scene.start, phrase.start - EXCLUDED) : phrase.start]) or is_host_where(scene, phrase) or _has_guest(scene, phrase) or _is_label(scene, phrase) or accompanies(scene, phrase):
            continue
        for actor in (phrase.actor.members or (phrase.actor,)) if phrase.actor else ():
            if actor.country and (actor.name or actor.office and actor.count == 1) and actor.reference != "unresolved":
                yield phrase, actor


def _is_label(scene: Scene, phrase: Argument) -> bool:
    """True for the name of who speaks, at the head of what he says in an interview: "Halonen: It was a hard year."."""
    return not scene.text[scene.start : phrase.start].strip(" –—-") and scene.text[phrase.stop : scene.stop].lstrip()[:1] == ":"


def _has_guest(scene: Scene, phrase: Argument) -> bool:
    """True for one right behind the words that tell whose guest somebody is: "had been the guest of President A"."""
    return any(phrase.start >= guest.stop and not scene.words_between(guest.stop, phrase.start) for guest in scene.told("guest") if scene.lexicon.positional)


def _places(scene: Scene, discourse: Discourse, people: Sequence[tuple[Argument, Actor]]) -> tuple[str, tuple[Place, ...]]:
    """The places of a sentence outside the phrases for people; without any the last one told right before, else that of the dateline."""
    here = tuple(
        place
        for place in scene.all_places
        if place.kind != "organization" and place.code and not any(phrase.start <= place.start < phrase.stop for phrase, _ in people) and not is_origin(scene, marks_of(scene, place))  # rules read those who leave it
    )
    if here:
        return HERE, tuple(place for place in here if place is not discourse.home) or here
    before = [place for index, place in discourse.places[-NEAR:] if scene.index - index <= NEAR and place.kind != "organization"]
    if before:
        return BEFORE, (before[-1],)
    return HOME, (discourse.home,) if discourse.home else ()


def _is_of_somebody(scene: Scene, place: Place) -> bool:
    """True for a place in the words for somebody, or that of an envoy's post or state before them: "Norveçin 2015-ci ildən Bakıda işləyən səfiri"."""
    envoys = [phrase for phrase in scene.actors if phrase.actor and phrase.actor.office == "envoy" and place.stop <= phrase.start]
    owned = bool(envoys) and (marks_of(scene, place) == ("gen",) or not scene.words_between(place.stop, envoys[0].start))
    return owned or any(phrase.start <= place.start < phrase.stop for phrase in scene.actors)


def _bracketed(scene: Scene, people: Sequence[tuple[Argument, Actor]]) -> dict[int, int]:
    """Where the places begin that stand in the brackets right behind a person, each with where his phrase begins: "A (Warsaw, 2013), B (Budapest, 2017)"."""
    found = {}
    for place in scene.all_places:
        bracket = scene.bracket_around(place.start, place.stop)
        before = [phrase.start for phrase, _ in people if bracket and phrase.stop <= bracket[0] and not scene.folded[phrase.stop : bracket[0]].strip()]
        if before:
            found[place.start] = before[-1]
    return found


def _has_each_his_own(actor: Actor, place: Place, told: Sequence[VisitDraft]) -> bool:
    """True where rules read a visit of this person to another place, and one of another person to this: "A went to Paris, B to Rome"."""
    elsewhere = any(one.visitor_name == actor.name and one.host_country != place.code for one in told)
    return elsewhere and any(one.visitor_name not in (None, actor.name) and one.host_country == place.code for one in told)


def _is_behind_anothers(scene: Scene, phrase: Argument, actor: Actor, place: Place, told: Sequence[VisitDraft]) -> bool:
    """True for one of whom another journey or none is told behind the semicolon that ends what rules read of another's visit there: "A went to Oslo in May; B himself
    made a tour of the region", "A went to Oslo in May; B read of it in the paper"."""
    anothers = any(one.host_country == place.code and one.visitor_name not in (None, actor.name) for one in told)
    return anothers and ";" in scene.folded[place.stop : phrase.start] and (any(noun.start >= phrase.stop for noun in scene.told("trip")) or not any(verb.start >= phrase.start for verb in scene.told(*JOURNEYS)))


def marks_of(scene: Scene, place: Place) -> tuple[str, ...]:
    """The marks of the phrase in which a place stands."""
    return next((one.marks for one in scene.places if one.start <= place.start < one.stop), ())


def _visit(scene: Scene, discourse: Discourse, actor: Actor, host: Host, verb: Predicate | None) -> tuple[str, VisitDraft]:
    """How the day is told, and the visit that a verb beside person and place would tell."""
    dates = usable(scene)
    date = nearest_date(scene, host.start, host.stop, dates)
    dated, day = "own" if len(dates) == 1 else "several", date.edtf if date else None
    if not dates:
        entry, moment = discourse.entry_date(scene), moment_before(scene, discourse)
        dated, day = ("entry", entry) if entry else ("moment", moment.date) if moment else ("none", None)
    if verb is None:
        return dated, VisitDraft(actor.name, actor.office, actor.country, host.country, host.place, date=day, scenes=(scene.index,))
    day = day if dated == "entry" else journey_days(scene, verb, discourse, ([actor], [host]), None)[0] or day
    return dated, draft(scene, verb, actor, host, Told(day, find_kinds(scene, verb)[0][0]))
