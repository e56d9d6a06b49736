"""Answers that leave out what the question has said: "When did you first go to Rome? – In May 1993, for two days." """

from __future__ import annotations

from pipeline.records.arguments.dating import usable
from pipeline.records.arguments.localities import can_host
from pipeline.records.participants.hosts import Host, host_at, is_abroad
from pipeline.records.scenes.scene import Scene
from pipeline.records.told.discourse import Discourse
from pipeline.records.told.drafts import VisitDraft
from pipeline.values import Actor

JOURNEYS = ("go", "come", "visit", "stay", "trip", "return")
LABEL = 4  # words at the head of an answer that tell who speaks, or say yes
ANSWERED = 2  # sentences behind a question that may still answer it


def note_question(scene: Scene, discourse: Discourse) -> None:
    """Note a question about a journey of the one asked, and the place that it names; one without a verb asks the same again."""
    if not scene.text[scene.start : scene.stop].rstrip(' "”»').endswith("?"):
        return
    journeys = [verb for verb in scene.predicates if verb.sense in JOURNEYS]
    places = [a for a in scene.places if can_host(a)]
    if journeys and scene.search(scene.lexicon.addressed):
        discourse.asked = (scene.index, places[0].place if places else None)
    elif discourse.asked and not any(verb.form == "finite" for verb in scene.predicates):
        discourse.asked = (scene.index, places[0].place if places else discourse.asked[1])
    else:
        discourse.asked = None


def read_answer(scene: Scene, discourse: Discourse) -> list[VisitDraft]:
    """The visit told by an answer that opens with a place or a date and no verb before it."""
    if discourse.asked is None or not 0 < scene.index - discourse.asked[0] <= ANSWERED or discourse.speaker is None:
        return []
    verbs = [verb.group_start for verb in scene.predicates if verb.form in ("finite", "participle")]
    stop = min([scene.stop, *verbs])
    dates = [date for date in usable(scene) if date.start < stop]
    places = [a for a in scene.places if can_host(a) and a.start < stop]
    first = min([date.start for date in dates] + [a.start for a in places], default=scene.stop)
    if scene.words_between(scene.start, first) > LABEL or not dates:
        return []
    place = places[0].place if places else discourse.asked[1]
    host = host_at(place) if place else None
    return [_visit(scene, discourse.speaker, host, dates[0].edtf)] if host and is_abroad(discourse.speaker, host) else []


def _visit(scene: Scene, visitor: Actor, host: Host, date: str) -> VisitDraft:
    return VisitDraft(visitor.name, visitor.office, visitor.country, host.country, host.place, date=date, scenes=(scene.index,), rules=("answer",))
