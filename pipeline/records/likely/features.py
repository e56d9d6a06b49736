"""What speaks for and against a candidate: its words, marks and neighbours, as names of features."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.records.arguments.usable import usable
from pipeline.records.likely.candidates import HERE, Candidate, marks_of
from pipeline.records.scenes.scene import Argument

_WORD = re.compile(r"[^\W\d_]+(?:[’'\-][^\W\d_]+)*")
STEM = 4  # letters by which words of the sentence are told apart
LEAD = 6  # letters by which words right before a place are told apart: prepositions, with what they go with
SIGNS = ",;:(–—\"«"


def features_of(candidate: Candidate, about: str | None, sides: tuple[str, ...], hero: str | None) -> tuple[str, ...]:
    """The names of all features of a candidate, sorted. ``about``, ``sides`` and ``hero``: whom and what the text is about."""
    found = {*_of_sentence(candidate), *_of_person(candidate), *_of_neighbours(candidate)}
    own, there = candidate.actor.country, candidate.place.code
    found |= {name for name, holds in (("about place", about == there), ("about actor", about == own), ("actor side", own in sides), ("place side", there in sides), ("hero", bool(hero) and hero == candidate.actor.name)) if holds}
    if candidate.where == HERE:
        found |= {*_of_place(candidate), *_of_gap(candidate)}
    return tuple(sorted(found))


def _stems(text: str, letters: int = STEM) -> list[str]:
    return [word[:letters] for word in _WORD.findall(text)]


def _step(number: int) -> str:
    return str(number) if number < 4 else "4-6" if number < 7 else "7-12" if number < 13 else "13+"


def _of_sentence(candidate: Candidate) -> Iterator[str]:
    scene, (people, places) = candidate.scene, candidate.beside
    language, date = scene.sentence.language, candidate.visit.date
    yield from (language, f"kind {scene.kind}", f"where {candidate.where}", f"dated {candidate.dated}", f"date {'interval' if date and '/' in date else len(date or '')}")
    yield f"people {_step(len({actor.name for _, actor in people}))}"
    yield f"places {_step(len({place.code for place in places}))}"
    yield f"dates {_step(len(usable(scene)))}"
    for stem in _stems(scene.folded[scene.start : scene.stop]):
        yield f"{language} word {stem}"
    for verb in scene.predicates:
        yield f"{language} verb {verb.id}"
        yield f"{verb.sense} {verb.form}"
        if verb.negated:
            yield "negated"
        if verb.mood:
            yield f"mood {verb.mood}"


def _of_person(candidate: Candidate) -> Iterator[str]:
    scene, actor, phrase = candidate.scene, candidate.actor, candidate.phrase
    language, own = scene.sentence.language, candidate.verbs
    yield from (f"office {actor.office}", f"reference {actor.reference}", *(["former"] if actor.former else []), *([] if actor.name else ["nameless"]), *([] if own else ["no subject"]))
    for verb in own:
        yield f"{language} subject {verb.id}"
        yield f"subject {verb.sense} {verb.form} {verb.time}{' passive' if verb.passive else ''}{' negated' if verb.negated else ''}"
    for mark in phrase.marks:
        yield f"{language} person {mark}"
    for stem in _stems(scene.folded[scene.start : phrase.start])[-2:]:
        yield f"{language} before person {stem}"
    for stem in _stems(scene.folded[phrase.stop : scene.stop])[:3]:
        yield f"{language} behind person {stem}"


def _of_neighbours(candidate: Candidate) -> Iterator[str]:
    """What the rules read of others in the sentence, and of this person in other places; not whether they read this pair."""
    actor, there, (people, _) = candidate.actor, candidate.place.code, candidate.beside
    own = [visit for visit in candidate.told if visit.visitor_name == actor.name and visit.visitor_country == actor.country]
    others = [visit for visit in candidate.told if visit not in own]
    if any(one.country == there for _, one in people):
        yield "host named"
    if any(visit.host_country != there for visit in own):
        yield "told elsewhere"
    if others:
        yield "others told"
    if any(visit.host_country == there for visit in others):
        yield "others told there"
    if any(visit.host_country == there and visit.visitor_country == actor.country for visit in others):
        yield "compatriot told there"
    if any(visit.host_country == actor.country for visit in candidate.told):
        yield "receives"
    if any(visit.visitor_country == there for visit in candidate.told):
        yield "place travels"


def _of_place(candidate: Candidate) -> Iterator[str]:
    scene, place = candidate.scene, candidate.place
    language = scene.sentence.language
    marks = marks_of(scene, place)
    yield f"place {place.kind} {place.form}"
    before, behind = _stems(scene.folded[scene.start : place.start], LEAD)[-3:], _stems(scene.folded[place.stop : scene.stop])[:2]
    yield from (f"{language} place {mark}" for mark in marks)
    yield from (f"{language} case {case}" for case in place.cases)
    yield from (f"{language} before place {stem[:STEM]}" for stem in before)
    yield from (f"{language} behind place {stem}" for stem in behind)
    yield f"{language} lead {' '.join(before[-1:])}"
    yield f"{language} leads {' '.join(before[-2:])}"
    for verb in candidate.verbs:
        yield f"{language} {verb.sense} lead {' '.join(before[-1:])}"
        for mark in marks:
            yield f"{language} {verb.id} {mark}"
            yield f"{language} {verb.sense} {mark}"
    if near := min(scene.predicates, key=lambda verb: (abs(verb.start - place.start), verb.start), default=None):
        yield f"{language} near {near.id}"
        yield f"near {near.sense} {near.form} {near.time}"


def _of_gap(candidate: Candidate) -> Iterator[str]:
    """What stands between person and place."""
    scene, phrase, place = candidate.scene, candidate.phrase, candidate.place
    people, places = candidate.beside
    first, order = (phrase.stop, "forth") if phrase.start < place.start else (place.stop, "back")
    last = place.start if order == "forth" else phrase.start
    gap = scene.folded[first:last] if first < last else ""
    stems = _stems(gap)
    yield from (f"{scene.sentence.language} between {stem}" for stem in stems)
    yield from (order, f"apart {_step(len(stems))} {order}")
    yield from (f"between {sign}" for sign in SIGNS if sign in gap)
    yield "same clause" if scene.clause(phrase.start) == scene.clause(place.start) else "other clause"
    yield f"people between {_count(people, first, last)}"
    yield f"places between {_step(sum(first <= one.start < last for one in places))}"
    verbs = [verb for verb in scene.predicates if first <= verb.start < last and verb.form == "finite"]
    yield f"verbs between {_step(len(verbs))}"
    if any(one.start != phrase.start for verb in verbs for one in scene.subject(verb) or ()):
        yield f"subject between {order}"
    nearest = min(people, key=lambda one: (abs(one[0].start - place.start), one[0].start))
    before = max((one[0].start for one in people if one[0].start < place.start), default=-1)
    yield "nearest person" if nearest[0].start == phrase.start else "nearer person"
    yield "last person before" if before == phrase.start else f"another before {order}"
    yield "nearest place" if min(places, key=lambda one: (abs(one.start - phrase.start), one.start)).code == place.code else "nearer place"


def _count(people: tuple[tuple[Argument, object], ...], first: int, last: int) -> str:
    return _step(sum(first <= phrase.start < last for phrase, _ in people))
