"""Clauses whose subject is left out, in a language of cases that seldom does so: the person of the sentences before goes on ("В 2002 году ездил в Баку")."""

from __future__ import annotations

import re
from itertools import pairwise

from pipeline.entities.analyser import may_be_subject, past_gender
from pipeline.records.scenes.scene import Scene
from pipeline.records.told.discourse import Discourse
from pipeline.values import Actor, Predicate

CARRIED = 3  # words between a journey and the verb by which it is made
REACH = 3  # sentences over which a person goes on unnamed
_COMMA = re.compile(",")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")


def same_person(scene: Scene, discourse: Discourse) -> Actor | None:
    """The person that a text is about, else the subject of the sentences just before, in a language that seldom leaves a subject out."""
    known = {actor.name: actor for actor in discourse.people}
    if discourse.topic in known:
        return known[discourse.topic]
    subject = discourse.subject
    near = subject is not None and scene.index - discourse.subject_scene <= REACH and discourse.heading < discourse.subject_scene
    return known.get(subject.name) if near and subject else None


def is_left_out(scene: Scene, predicate: Predicate) -> bool:
    """True where no word in the clause of a verb in the past singular can be its subject, in a language of cases: "В 2002 году ездил в Баку"."""
    verb = carrier_of(scene, predicate) if predicate.form == "noun" else predicate
    gender = past_gender(scene.folded[verb.start : verb.stop]) if verb else None
    if scene.kind != "body" or verb is None or verb.form != "finite" or verb.passive or verb.negated or gender is None:
        return False
    low, high = scene.clause(verb.start)
    low = _behind_opening(scene, low, verb.start)
    high = next((m.start() for m in _COMMA.finditer(scene.folded, verb.stop, high) if scene.lexicon.openers.match(scene.folded, m.end())), high)
    named = any(low <= one.start < high for one in (*scene.actors, *scene.events, *scene.places) if "nom" in one.marks and one.event is not predicate and not (one.place and "acc" in one.marks))
    if named or scene.lexicon.relative_subject.search(scene.folded, low, verb.start):
        return False
    spans = [(one.start, one.stop) for found in (scene.dates, scene.places, scene.actors, scene.predicates) for one in found if low <= one.start < high]
    words = [match for match in _WORD.finditer(scene.folded, low, high) if not any(start <= match.start() < stop for start, stop in spans)]
    led = {behind.start() for before, behind in pairwise(words) if before[0] in scene.lexicon.prepositions}  # "на пост"
    return not any(may_be_subject(match[0], gender) for match in words if match.start() not in led)


def carrier_of(scene: Scene, noun: Predicate) -> Predicate | None:
    """The verb before a journey by which it is made, in the same clause: "совершил поездку"."""
    low = scene.clause(noun.start)[0]
    return next((verb for verb in reversed(scene.told("support", "begin", "end")) if low <= verb.start and verb.stop <= noun.start and scene.words_between(verb.stop, noun.start) <= CARRIED), None)


def _behind_opening(scene: Scene, low: int, high: int) -> int:
    """Where a clause goes on behind the gerund that opens it, up to its last comma: "Занимая пост вице-президента, трижды ездил ..."."""
    opening = next((verb for verb in scene.predicates if verb.form in ("converb", "participle") and not scene.folded[low : verb.start].strip()), None)
    comma = scene.folded.rfind(",", opening.stop, high) if opening else -1
    return comma + 1 if comma >= 0 else low
