"""Who "the guest" is: the traveller whose stay here the text told last."""

from __future__ import annotations

from dataclasses import replace

from pipeline.records.discourse import Discourse
from pipeline.records.drafts import VisitDraft
from pipeline.records.scene import Argument, Scene
from pipeline.values import Actor

RULE = "guest"  # of the entity stage, for words like "guest" and "visitor"
REACH = 12  # sentences over which a guest is still the guest


def resolve_guests(scene: Scene, discourse: Discourse) -> Scene:
    """A scene in which each "guest" is the traveller whose stay was told last, if there is one."""
    if not any(argument.actor and argument.actor.rule == RULE for argument in scene.actors):
        return scene
    return replace(scene, actors=tuple(_resolved(argument, scene, discourse) for argument in scene.actors))


def _resolved(argument: Argument, scene: Scene, discourse: Discourse) -> Argument:
    actor = argument.actor
    if actor is None or actor.rule != RULE or actor.count != 1:
        return argument
    stay = _last_stay(scene, discourse, _nationality(scene, argument))
    return replace(argument, actor=_as(actor, stay)) if stay else argument


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
    return replace(scene, actors=tuple(_of_country(argument, speaker) for argument in scene.actors))


def _of_country(argument: Argument, speaker: Actor) -> Argument:
    actor = argument.actor
    if actor is None or actor.name != speaker.name or actor.country:
        return argument
    return replace(argument, actor=replace(actor, country=speaker.country))
