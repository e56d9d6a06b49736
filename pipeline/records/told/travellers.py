"""Who "he" is in a sentence that tells a journey: the traveller, not the host who was named after him."""

from __future__ import annotations

from dataclasses import replace

from pipeline.records.scenes.scene import Argument, Scene
from pipeline.records.told.discourse import Discourse
from pipeline.records.told.drafts import VisitDraft
from pipeline.records.told.guests import RULE, with_actors
from pipeline.values import Actor, Predicate

NEAR = 4  # sentences over which who came is still he
JOURNEYS = frozenset({"go", "come", "visit", "stay", "leave", "return", "attend"})
GOES = frozenset({"expect", "receive", "invite", "guest"})  # of these the traveller is the object, or the subject of a passive
OWNED = 40  # characters between "his" and the journey that is his


def follow_travellers(scene: Scene, discourse: Discourse) -> Scene:
    """A scene in which the pronoun of a traveller means the guest told last, where it was taken for one of his hosts: "Aliyev received
    him. In June he went to Warsaw"."""
    stay = _last_stay(scene, discourse)
    guest = next((one for one in reversed(discourse.people) if stay and one.name == stay.visitor_name), None)
    goals = {a.place.code for a in scene.places if a.place and a.place.kind in ("country", "city")}
    if stay is None or guest is None or stay.visitor_country in goals or goals != {stay.host_country} and not (goals and stay.scenes[-1] == discourse.subject_scene == scene.index - 1):
        return scene
    meant = [a for a in scene.actors if _is_host(a, stay, guest) and _travels(scene, a)]
    if not meant:
        return scene
    changed = {a.start: replace(a, actor=_meaning(a.actor, guest)) if a in meant and a.actor else a for a in scene.actors}
    return with_actors(scene, changed)


def _last_stay(scene: Scene, discourse: Discourse) -> VisitDraft | None:
    """The visit told last, near enough, of a traveller known by name."""
    last = next((visit for visit in reversed(discourse.visits) if visit.visitor_name and visit.host_country), None)
    near = last is not None and scene.index - last.scenes[-1] <= NEAR and last.scenes[-1] >= discourse.heading
    return last if near else None


def _is_host(argument: Argument, stay: VisitDraft, guest: Actor) -> bool:
    """True for a pronoun that was taken for somebody of the country that the guest came to, and can mean the guest."""
    actor = argument.actor
    if actor is None or actor.reference != "pronoun" or actor.rule == RULE or not actor.name or actor.name == guest.name or actor.count != 1:
        return False
    return actor.country == stay.host_country and (not actor.gender or not guest.gender or actor.gender == guest.gender)


def _travels(scene: Scene, argument: Argument) -> bool:
    """True for the subject of a journey, whom somebody expects or receives, and whose journey it is."""
    return any(_makes(scene, predicate, argument) for predicate in scene.predicates)


def _makes(scene: Scene, predicate: Predicate, argument: Argument) -> bool:
    if predicate.sense == "trip":
        return "gen" in argument.marks and 0 <= predicate.start - argument.stop <= OWNED
    subjects = scene.subject(predicate)
    acts = argument in subjects if subjects is not None else "nom" in argument.marks or "subj" in argument.marks
    if predicate.sense in JOURNEYS:
        return acts
    return predicate.sense in GOES and (acts if predicate.passive else "acc" in argument.marks)


def _meaning(actor: Actor, other: Actor) -> Actor:
    return replace(actor, name=other.name, office=other.office, country=other.country, gender=other.gender)
