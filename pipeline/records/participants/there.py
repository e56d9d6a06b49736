"""The place that "where", "here" and "there" mean."""

from __future__ import annotations

import re

from pipeline.records.arguments.events import Event, find_events
from pipeline.records.arguments.localities import can_host, is_origin
from pipeline.records.participants.unknown_goals import goes_to_unknown
from pipeline.records.scenes.scene import Scene
from pipeline.records.told.discourse import Discourse
from pipeline.values import Place, Predicate

BESIDE = 2  # words between a verb and "to it"
NEAR = 2  # sentences over which an event is still "it"
MOVING = ("go", "come", "visit", "leave", "return", "stay", "receive")


def where_begins(scene: Scene, predicate: Predicate) -> int | None:
    """Where a relative "where" starts that belongs to a predicate."""
    low = scene.clause(predicate.start)[0]
    relative = list(scene.finditer(scene.lexicon.where, low, predicate.start))
    if scene.lexicon.positional:  # "Brussels, to which he travelled"
        relative += [match for match in scene.finditer(scene.lexicon.at_which, low, predicate.start) if _right_before(scene, match.start())]
    last = max(relative, key=lambda match: match.start(), default=None)
    return last.start() if last and not crossed(scene, last.end(), predicate.start) else None


def before_where(scene: Scene, predicate: Predicate) -> Place | None:
    """The place before the relative word of a verb whose own clause names none, in a language of cases: "начал с Тбилиси, куда прилетел 3 мая"."""
    relative = where_begins(scene, predicate) if scene.lexicon.governs and predicate.form == "finite" else None
    if relative is None:
        return None
    high = min([at for sign in ",;" if (at := scene.folded.find(sign, predicate.stop, scene.stop)) >= 0], default=scene.stop)
    return None if any(relative < a.start < high and can_host(a) for a in scene.places) else _right_before(scene, relative) or _named_before(scene, relative, frozenset())


def pointed_at(scene: Scene, predicate: Predicate, discourse: Discourse, own: frozenset[str]) -> Place | None:
    """The place meant by "where", "here" or "there" in the clause of a predicate."""
    low, high = scene.clause(predicate.start)
    words = scene.lexicon
    if (relative := where_begins(scene, predicate)) is not None:
        return _right_before(scene, relative) or _named_before(scene, relative, frozenset())
    event = list(scene.finditer(words.at_which, low, predicate.start))
    if event and not crossed(scene, event[-1].end(), predicate.start):
        return _of_event(scene, event[-1].start(), discourse)
    if words.governs and (told := event_at_it(scene, predicate, discourse)) and told.place:
        return told.place
    here, there = scene.search(words.here, low, high), scene.search(words.there, low, high)
    if any(word and _is_left(scene, word, predicate) for word in (here, there)):
        return None
    if here or discourse.home and words.predicate_last and scene.search(words.in_capital, low, high):
        return discourse.home or discourse.setting or discourse.nearest_place(scene, own)
    if there and not (words.governs and there.end() <= predicate.start and (crossed(scene, there.end(), predicate.start) or _is_of_verb_before(scene, there, predicate))):
        if _is_elsewhere(scene, there.start(), own):
            return None
        return _named_before(scene, there.start(), own) or _where_others_came(scene, discourse, own) or discourse.nearest_place(scene, own)
    return None


def _is_elsewhere(scene: Scene, position: int, own: frozenset[str]) -> bool:
    """True where a verb before "there" has led to a place of the traveller's own country, or to one that no table knows: "Konyaya gedib və orada ..."."""
    verbs = [verb for verb in scene.told("go", "come", "visit") if verb.form == "finite" and verb.start < position]
    near = [a.place.code for a in scene.places if a.stop <= position and a.place and can_host(a) and not is_origin(scene, a.marks)]
    return bool(verbs) and (bool(near) and near[-1] in own or goes_to_unknown(scene, verbs[-1]))


def _is_left(scene: Scene, word: re.Match[str], predicate: Predicate) -> bool:
    """True for the place to which the verb before had led, in a language that ends clauses with the verb: "buraya bir gün əvvəl gəlmişdi, ertəsi gün yola düşdü"."""
    return scene.lexicon.predicate_last and predicate.sense == "go" and word.end() <= predicate.start and crossed(scene, word.end(), predicate.start)


def the_country(scene: Scene, predicate: Predicate, discourse: Discourse, own: frozenset[str]) -> str | None:
    """What "the country" is to which somebody comes: that of a report where he is now, of the person whose entry the text is, the other one of two sides, else the one it is about alone."""
    low, high = scene.clause(predicate.start)
    low = predicate.start if scene.lexicon.positional else low
    told = scene.search(scene.lexicon.the_country, low, high) if predicate.sense in ("visit", "come", "go", "trip", "stay") else None
    if told is None:
        return None
    named = {place.code for place in scene.all_places if place.kind == "country" and place.stop <= told.start()} - own
    if len(named) == 1:
        return named.pop()  # "at the invitation of the president of Mongolia A visited that country"
    home = discourse.home.code if discourse.home else None
    if home and home not in own and predicate.form == "finite" and predicate.time == "present":
        return home  # "has been in the country since Monday", of a report with its place
    if predicate.sense == "stay":
        return None
    hero = discourse.of_entry()
    others = [code for code in discourse.sides if code not in own] if len(discourse.sides) == 2 and own & set(discourse.sides) else []
    country = hero.country if hero else others[0] if len(others) == 1 else discourse.about
    return country if country not in own else None


def own_country(scene: Scene, predicate: Predicate, own: frozenset[str]) -> str | None:
    """The country of who awaits or invites somebody "to himself", in a language of cases: "А. ждал к себе Б."."""
    low, high = scene.clause(predicate.start)
    if predicate.sense not in ("expect", "invite") or predicate.passive or not scene.search(scene.lexicon.oneself, low, high):
        return None
    hosts = [a.actor.country for a in scene.actors if low <= a.start < high and a.actor and a.marks[:1] == ("nom",)]
    return next((code for code in hosts if code and code not in own and not code.startswith("org:")), None)


def _where_others_came(scene: Scene, discourse: Discourse, own: frozenset[str]) -> Place | None:
    """The place that the only visit of the sentence before went to: "he came to Dushanbe for a conference on Afghanistan. B was there too"."""
    last = [visit for visit in discourse.current(scene, 1) if visit.host_place and visit.host_country not in own and visit.status == "occurred"]
    if not scene.lexicon.governs or len({visit.host_country for visit in last}) != 1:
        return None
    return Place(scene.start, scene.start, last[-1].host_place or "", "city", last[-1].host_country or "", last[-1].host_place or "")


def _is_of_verb_before(scene: Scene, there: re.Match[str], predicate: Predicate) -> bool:
    """True where "there" stands behind another verb of travelling, and a comma before the predicate: "flew there on the 5th, flew off on the 6th"."""
    verbs = [verb for verb in scene.told(*MOVING) if verb.form == "finite" and verb.stop <= there.start() and "," not in scene.folded[verb.stop : there.start()]]
    gap = scene.folded[there.end() : predicate.start]
    parted = "," in gap or bool(set(gap.split()) & scene.lexicon.joining)
    return bool(verbs) and parted and predicate.sense == "go"


def _of_event(scene: Scene, position: int, discourse: Discourse) -> Place | None:
    """Where the event is held that a relative word points to: "a meeting to which A came"."""
    events = [event for event in find_events(scene) if event.start < position]
    if not events:
        return None
    there = scene.search(scene.lexicon.there, scene.start, position)
    return discourse.complete(events[-1]).place or (discourse.nearest_place(scene, frozenset()) if there else None)


def event_at_it(scene: Scene, predicate: Predicate, discourse: Discourse) -> Event | None:
    """The event told last, for one who came "to it": "the summit was in Oslo. The ministers who had come to it ..." ("приехавшие на него")."""
    gaps = [(m.start(), *((m.end(), predicate.start) if m.start() < predicate.start else (predicate.stop, m.start()))) for m in scene.finditer(scene.lexicon.at_it)]
    beside = [at for at, low, high in gaps if scene.words_between(low, high) <= BESIDE and not crossed(scene, low, high)]
    if predicate.sense not in ("come", "go", "attend", "bring", "invite") or not beside:
        return None
    own = [event for event in find_events(scene) if event.start < beside[0]]
    last = discourse.events[-1:] if discourse.events and scene.index - discourse.events[-1].scene <= NEAR else []
    return discourse.complete(own[-1]) if own else last[0] if last else None


def crossed(scene: Scene, start: int, stop: int) -> bool:
    """True where another verb stands between a relative word and a predicate."""
    return any(start <= verb.start < stop and verb.form == "finite" for verb in scene.predicates)


def _right_before(scene: Scene, position: int) -> Place | None:
    """The place that a relative word follows at once, whatever it stands in its clause for: "from Moscow, where he had been"."""
    return next((a.place for a in scene.places if a.place and can_host(a) and scene.folded[a.stop : position].strip() in ("", ",") and a.stop <= position), None)


def _named_before(scene: Scene, position: int, own: frozenset[str]) -> Place | None:
    """The place named last before a position of a sentence; that of an adjective too ("the Tokyo trip")."""
    near = [a for a in scene.places if a.stop <= position and a.place and a.place.kind != "organization" and a.place.code not in own]
    reached = [a.place for a in near if not is_origin(scene, a.marks)]
    if not reached and near and scene.lexicon.positional and scene.told("return"):
        return near[-1].place  # "came back from Astana, having gone there on Monday"
    if scene.lexicon.governs:  # "Tashkent became, after Astana and Bishkek, the third stop: there ..."
        loose = [a.place for a in near if a.marks and set(a.marks) <= {"gen", "dat"}]
        reached = [place for place in reached if place not in loose] or reached
    return reached[-1] if reached else None
