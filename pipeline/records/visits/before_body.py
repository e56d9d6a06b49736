"""Speeches before the parliament of another state: who makes one is there ("addressed the Knesset", "выступил в парламенте Грузии", "Seymdə çıxış etdi")."""

from __future__ import annotations

from pipeline.records.arguments.usable import usable
from pipeline.records.participants.hosts import Host, is_abroad
from pipeline.records.scenes.scene import Scene
from pipeline.records.told.discourse import Discourse
from pipeline.records.told.drafts import VisitDraft

OWNED = 2  # words between a word for a parliament and its state


def read_before_body(scene: Scene, discourse: Discourse) -> list[VisitDraft]:
    """The visit of the one leader who is told to have spoken in the parliament of another state on a day told with it."""
    speech = scene.search(scene.lexicon.presence.speeches) if not scene.search(scene.lexicon.gathering.afar) else None
    if speech is None or any(verb.negated or verb.mood or verb.time == "future" for verb in scene.predicates if verb.form == "finite"):
        return []
    low, high = scene.clause(speech.start())
    people = [a.actor for a in scene.actors if low <= a.start < high and a.actor and a.actor.name and a.actor.country and {"nom", "subj"} & set(a.marks)]
    dates = [date.edtf for date in usable(scene)] or [day for day in (discourse.on_its_day(scene),) if day]
    hosts = [Host(code, _city(scene, code, low, high), speech.start(), speech.end()) for code in spoken_in(scene, low, high)]
    if len(people) != 1 or len(dates) != 1 or not hosts or not is_abroad(people[0], hosts[0]):
        return []
    who = (people[0].name, people[0].office, people[0].country)
    return [VisitDraft(*who, hosts[0].country, hosts[0].place, date=dates[0], phase="within", scenes=(scene.index,), rules=("before-body",))]


def spoken_in(scene: Scene, low: int, high: int) -> list[str]:
    """The states in whose parliaments one is told to speak: named by a name of their own, else by the word for one beside the name of the state."""
    words = list(scene.finditer(scene.lexicon.presence.parliaments, low, high)) if scene.search(scene.lexicon.presence.speeches, low, high) else []
    inside = [place for place in scene.all_places if low <= place.start < high and place.code and not place.code.startswith("org:")]
    found = [place.code for place in inside if place.kind == "organization" and any(place.start <= word.start() < place.stop or word.start() <= place.start < word.end() for word in words)]
    states = [place for place in inside if place.kind == "country" and not any(a.start <= place.start < a.stop for a in scene.actors)]
    for word in words:
        behind = [state for state in states if state.start >= word.end() and scene.words_between(word.end(), state.start) < OWNED and state.form == "noun"]
        before = [state for state in states if state.stop <= word.start() and scene.words_between(state.stop, word.start()) <= OWNED and (scene.lexicon.predicate_last or state.form == "adjective")]
        found += [one.code for one in (*before[-1:], *behind[:1])]
    return found


def _city(scene: Scene, code: str | None, low: int, high: int) -> str | None:
    return next((a.place.base for a in scene.places if low <= a.start < high and a.place and a.place.kind == "city" and a.place.code == code), None)
