"""Visits of those who are said to be somebody's guests: to his country, or to the event that he holds there."""

from __future__ import annotations

from pipeline.records.arguments.dating import visit_dates
from pipeline.records.arguments.events import find_events
from pipeline.records.arguments.localities import can_host
from pipeline.records.arguments.roles import siblings
from pipeline.records.participants.hosts import Host, host_at, is_abroad
from pipeline.records.scenes.scene import Scene
from pipeline.records.told.discourse import Discourse
from pipeline.records.told.drafts import VisitDraft
from pipeline.records.visits.telling import Told, draft
from pipeline.values import Predicate

LATELY = 2  # sentences back in which the event was told


def guests_of_person(scene: Scene, predicate: Predicate, discourse: Discourse) -> list[VisitDraft]:
    """Visits of those who are said to be somebody's guests: "the president was Aliyev's guest from 14 to 16 May"."""
    if scene.lexicon.predicate_last:
        return _guests_behind(scene, predicate, discourse, predicate.group_start)
    owners = [a for a in scene.actors if predicate.group_start <= a.start and a.stop <= predicate.start and "gen" in a.marks and a.actor and a.actor.country]
    if not scene.lexicon.positional or not owners or owners[0].actor is None or predicate.group_start == predicate.start:
        return []
    before = [a for a in scene.actors if a.stop <= predicate.group_start and "subj" in a.marks]
    people = [a.actor for a in siblings(scene, before[-1], scene.actors) if a.actor] if before else []
    country = owners[0].actor.country or ""
    places = [a.place for a in scene.places if a.place and can_host(a) and a.place.code == country]
    host = host_at(places[0], predicate.start, predicate.stop) if places else Host(country, None, predicate.start, predicate.stop)
    (date,) = visit_dates(scene, predicate, [(predicate.start, predicate.stop)])
    return [draft(scene, predicate, one, host, Told(date)) for one in people if one.country and is_abroad(one, host)]


def _guests_behind(scene: Scene, predicate: Predicate, discourse: Discourse, word: int) -> list[VisitDraft]:
    """Visits of those named behind the word for somebody's guests, also at the event told right before."""
    owners = [a.actor for a in scene.actors if "gen" in a.marks and a.actor and a.actor.country and a.actor.name and a.stop <= word and not scene.words_between(a.stop, word)]
    verbs = [verb.start for verb in scene.predicates if verb.start > word and verb.form == "finite"]
    stop = min(verbs, default=scene.stop) if predicate.form == "noun" else predicate.start
    people = [a.actor for a in scene.actors if word <= a.start < stop and "nom" in a.marks and a.actor and a.actor.name and a.actor.country]
    if not owners or not people or predicate.form == "noun" and not predicate.possessed:
        return []
    event = next((one for one in (*find_events(scene), *discourse.events[-1:]) if one.place and one.place.code == owners[0].country and scene.index - one.scene <= LATELY), None)
    host = host_at(event.place) if event and event.place else Host(owners[0].country, None, predicate.start, predicate.stop)
    (date,) = visit_dates(scene, predicate, [(predicate.start, predicate.stop)])
    return [draft(scene, predicate, one, host, Told(date or (event.date if event else None), occasion=event)) for one in people if is_abroad(one, host)]
