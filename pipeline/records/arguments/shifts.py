"""Words whose sense hangs on what their subject is: a city that "saw" a president received him, a minister who "followed" came too."""

from __future__ import annotations

from dataclasses import replace

from pipeline.records.arguments.events import find_events
from pipeline.records.scenes.patterns import Shift
from pipeline.records.scenes.scene import Argument, Scene
from pipeline.values import Predicate

JOURNEYS = ("go", "come", "visit", "stay", "trip")  # words that tell by themselves who came to an event

RECEIVING = ("receive", "guest")  # what is done to a guest


def shift_senses(scene: Scene) -> Scene:
    """A scene in which each word has the sense that its subject and object give it, as the data of its language tells it."""
    if not scene.lexicon.shifts:
        return scene
    scene = _with_short_passives(scene)
    if scene.kind == "row":
        return scene
    told = tuple(_shifted(scene, predicate) for predicate in scene.predicates)
    return _until(scene if told == scene.predicates else replace(scene, predicates=told))


def _with_short_passives(scene: Scene) -> Scene:
    """A scene in which what a headline says to be done by somebody is passive without its auxiliary: "Prime Minister A received in Rome by B"."""
    told = tuple(replace(verb, passive=True) if _is_short_passive(scene, verb) else verb for verb in scene.predicates)
    return scene if told == scene.predicates else replace(scene, predicates=told)


def _is_short_passive(scene: Scene, verb: Predicate) -> bool:
    finite = [one for one in scene.predicates if one.form == "finite"]
    if finite != [verb] or verb.sense not in RECEIVING or verb.passive or verb.time != "past":
        return False
    doers = [a for a in scene.actors if a.start >= verb.stop and a.marks[:1] and a.marks[0] in scene.lexicon.agents]
    done_to = any(a.start >= verb.stop and "obj" in a.marks for a in scene.actors)
    return bool(doers) and not done_to and any(a.actor for a in scene.subject(verb) or ())


def _until(scene: Scene) -> Scene:
    """A scene in which what was not done until a day was done on it: "did not sign it until 6 October"."""
    ends = [date for date in scene.dates if date.edtf.startswith("../") or date.rule == "negated until"]
    late = {p.start: date for date in ends for p in scene.predicates if p.negated and p.form == "finite" and p.stop <= date.start and not _verb_between(scene, p.stop, date.start)}
    if not late:
        return scene
    done = tuple(replace(p, negated=False) if p.start in late else p for p in scene.predicates)
    dates = tuple(replace(date, edtf=date.edtf.removeprefix("../")) if date in late.values() else date for date in scene.dates)
    return replace(scene, predicates=done, dates=dates)


def _verb_between(scene: Scene, low: int, high: int) -> bool:
    return any(low <= verb.start < high and verb.form != "noun" for verb in scene.predicates)


def _shifted(scene: Scene, predicate: Predicate) -> Predicate:
    if _is_said_there(scene, predicate):
        return replace(predicate, sense="attend", frame="attend", weak=True)
    for shift in scene.lexicon.shifts:
        if shift.id == predicate.id and shift.subject in _subject_kinds(scene, predicate) and _has_object(scene, predicate, shift):
            return replace(predicate, sense=shift.sense, frame=shift.sense, phase=shift.phase, weak=True)
    return predicate


def _is_said_there(scene: Scene, predicate: Predicate) -> bool:
    """True for what a person does or says at an event whose place the sentence names: "At the forum in Rome the president warned of war"."""
    return predicate.sense in ("other", "meet") and is_at_event(scene, predicate)


def is_at_event(scene: Scene, predicate: Predicate) -> bool:
    """True for a verb whose subject does it at an event whose place the sentence names, and that no other verb says he came to."""
    plain = predicate.form == "finite" and not (predicate.negated or predicate.mood or predicate.passive or predicate.time == "future")
    if not plain or scene.told("attend", "attendance", "participants", "guest", *JOURNEYS):
        return False
    people = [a for a in scene.subject(predicate) or () if a.actor and (a.actor.name or a.actor.office)]
    rites = {verb.start for verb in scene.predicates if verb.sense == "event" and verb.form == "finite"}  # "when he was sworn in in Rome"
    events = [event for event in find_events(scene) if event.is_occasion and event.place and ("at" in event.marks or event.start in rites)]
    low, high = scene.clause(predicate.start)
    return bool(people) and any(low <= event.start < high and scene.start <= event.place.start < scene.stop for event in events if event.place)


def _subject_kinds(scene: Scene, predicate: Predicate) -> set[str]:
    """What may be the subject of a verb: persons, a place or the people of a place, a journey, a date."""
    subject = scene.subject(predicate)
    kinds = {"person" for a in subject or () if a.actor} | {"place" for a in subject or () if a.place and a.place.kind != "organization"}
    kinds |= {"journey" for a in subject or () if a.event and a.event.sense == "trip"}
    dated = any(date.stop <= predicate.group_start and not scene.folded[date.stop : predicate.group_start].strip() for date in scene.dates)
    return kinds | ({"date"} if dated and not kinds else set())


def _has_object(scene: Scene, predicate: Predicate, shift: Shift) -> bool:
    """True where a person stands right behind the verb, and before what leads to a place where the shift wants that; or where no object is wanted."""
    if shift.object == "any":
        return True
    if predicate.passive:
        return False
    if shift.object == "none":
        return not any(predicate.stop <= a.start and scene.words_between(predicate.stop, a.start) == 0 for a in scene.actors)
    if shift.object == "city":
        plain = predicate.form == "finite" and not predicate.mood
        return plain and any(predicate.stop <= a.start and scene.words_between(predicate.stop, a.start) == 0 and a.place and a.place.kind == "city" for a in scene.places)
    if shift.object == "place":
        return any(predicate.stop <= a.start and scene.words_between(predicate.stop, a.start) <= 1 and {"in", "at"} & set(a.marks) for a in scene.places)
    near = [a for a in scene.actors if a.start >= predicate.stop and scene.words_between(predicate.stop, a.start) <= shift.apart]
    return bool(near) and (shift.object == "person" or _leads_on(scene, near[0], shift))


def _leads_on(scene: Scene, person: Argument, shift: Shift) -> bool:
    places = [a for a in scene.places if a.start >= person.stop and scene.words_between(person.stop, a.start) <= 1]
    return bool(places) and shift.object in places[0].marks
