"""Where a journey goes that its own clause does not say, in a language that tells objects by place: to what a relative word stands for ("Seoul, which he
visited"), or to what was chosen for it ("chose Rome for his first trip")."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.records.arguments.events import find_events
from pipeline.records.arguments.localities import can_host
from pipeline.records.arguments.roles import frame_of
from pipeline.records.scenes.scene import Argument, Scene
from pipeline.values import Place, Predicate

FAR = 60  # characters between a relative word and the verb of its clause
FEW = 2  # words between "was" and what was
LITTLE = 1  # words, such as "also", between a visit and its goal
GOAL = 3  # words between the place that one came to and the participle that tells it


def told_goal(scene: Scene, predicate: Predicate, candidates: Sequence[Argument]) -> Argument | None:
    """The place outside of a verb's own clause that a journey is told to have gone to."""
    return _relative(scene, predicate, candidates) or _chosen(scene, predicate, candidates) or _standing(scene, predicate, candidates) or _said(scene, predicate, candidates)


def _relative(scene: Scene, predicate: Predicate, candidates: Sequence[Argument]) -> Argument | None:
    """The place right before "which", where the relative clause says that somebody visited it."""
    if not scene.lexicon.positional or "visit" not in (predicate.sense, predicate.frame) or predicate.form == "noun" or predicate.passive:
        return None
    relative = list(scene.finditer(scene.lexicon.which_thing, max(scene.start, predicate.start - FAR), predicate.group_start))
    if not relative or not any(a.actor and relative[-1].end() <= a.start < predicate.start for a in scene.actors):
        return None
    if any(relative[-1].end() <= verb.start < predicate.group_start and verb.form != "noun" for verb in scene.predicates):
        return None
    before = [a for a in candidates if a.stop <= relative[-1].start() and scene.folded[a.stop : relative[-1].start()].strip() in ("", ",")]
    return before[-1] if before else None


def _chosen(scene: Scene, predicate: Predicate, candidates: Sequence[Argument]) -> Argument | None:
    """The place that somebody chose for a journey: "chose Rome for his first trip", "made Rome the goal of his first trip"."""
    if not scene.lexicon.positional or predicate.sense != "trip":
        return None
    for place in candidates:
        apposed = scene.folded[predicate.stop : place.start].strip() == "," and scene.folded[place.stop : place.stop + 1] == ","
        if apposed and not predicate.plural and place.start > predicate.stop:
            return place  # "the second leg, Yerevan, was dropped"
        before = scene.lexicon.chosen_before.search(scene.folded[max(scene.start, place.start - FAR) : place.start])
        if before and place.stop <= predicate.start and scene.lexicon.chosen_behind.fullmatch(scene.folded, place.stop, predicate.start):
            return place
    return None


def _said(scene: Scene, predicate: Predicate, candidates: Sequence[Argument]) -> Argument | None:
    """The place that the goal of a journey is said to have been, in a language that ends clauses with the verb: "səfər etdiyi ilk ölkə Finlandiya oldu"."""
    if predicate.sense not in ("go", "come", "visit", "trip") or predicate.form not in ("participle", "noun") or predicate.form == "participle" and not predicate.possessed:
        return None
    word = scene.lexicon.goal_said.match(scene.folded, predicate.stop, scene.stop)
    being = next((verb for verb in scene.predicates if word and verb.start >= word.end() and verb.form == "finite"), None)
    named = [a for a in candidates if word and being and being.sense == "stay" and word.end() <= a.start < being.start and a.marks == ("nom",)]
    return named[-1] if named else None


def became_goal(scene: Scene, predicate: Predicate) -> Argument | None:
    """The place that the country "where one went" is said to have been, in a language of cases: "первой страной, куда отправился А., стала Индия"."""
    if not scene.lexicon.governs or predicate.form != "finite" or predicate.sense not in ("go", "come", "stay"):
        return None
    relative = list(scene.finditer(scene.lexicon.openers, max(scene.start, predicate.start - FAR), predicate.group_start))
    became = scene.search(scene.lexicon.became, predicate.stop)
    if not relative or became is None or any(low <= verb.start < high for low, high in ((relative[-1].end(), predicate.start), (predicate.stop, became.start())) for verb in scene.predicates if verb.form == "finite"):
        return None
    if any(scene.folded[a.stop : relative[-1].start()].strip() in ("", ",") for a in scene.places if a.stop <= relative[-1].start()):
        return None  # "stayed in Rome, where ..."
    behind = [a for a in scene.places if can_host(a) and a.start >= became.end() and "nom" in a.marks and scene.words_between(became.end(), a.start) <= FEW]
    return behind[0] if behind else None


def _standing(scene: Scene, predicate: Predicate, candidates: Sequence[Argument]) -> Argument | None:
    """The place in which that stands to which one comes, right before the verb: "the headquarters [that is] in Brussels" ("Brüsseldəki qərargaha gəldi")."""
    if predicate.sense not in ("go", "come") or predicate.form == "noun":
        return None
    near = [a for a in candidates if a.stop <= predicate.start and a.place and a.place.rule == "relative"][-1:]
    gap = (near[0].stop, predicate.start) if near else (0, 0)
    verbs = any(gap[0] <= verb.start < gap[1] and verb.form != "noun" for verb in scene.predicates)
    return near[0] if near and not verbs and scene.lexicon.standing_in.fullmatch(scene.folded, *gap) else None


def is_of_participle(scene: Scene, predicate: Predicate, argument: Argument) -> bool:
    """True for a place that one had come to who now sets out: "[who had] arrived in Lisbon on the 12th, the president set out on the 15th"."""
    if predicate.sense != "go" or predicate.form != "finite" or argument.stop > predicate.start:
        return False
    come = [verb for verb in scene.told("come", "stay") if verb.form == "participle" and verb.stop <= predicate.start]
    if scene.lexicon.predicate_last:
        return any(0 <= scene.words_between(argument.stop, verb.start) <= GOAL and argument.stop <= verb.start for verb in come)
    return bool(scene.lexicon.governs) and any(verb.stop <= argument.start and scene.barriers.between(verb.stop, argument.start) == 0 < scene.barriers.between(argument.stop, predicate.start) for verb in come)


def is_of_other_clause(scene: Scene, predicate: Predicate, argument: Argument) -> bool:
    """True for a place that belongs to what another verb is about: "on a tour of the south he praised the mountains of Georgia", "a paper in Baku wrote that
    he was on his way"."""
    words = scene.lexicon.clauses
    if is_of_participle(scene, predicate, argument):
        return True
    if words is None:
        return False
    low, high = (argument.stop, predicate.start) if argument.start < predicate.start else (predicate.stop, argument.start)
    verbs = [verb for verb in scene.predicates if low <= verb.start < high and verb.form == "finite"]
    if predicate.sense == "trip" and argument.stop <= predicate.start and verbs and ";" in scene.folded[low:high]:
        return True  # "A travelled to Berlin; B returned the call"
    if predicate.sense == "trip":
        return argument.start > predicate.stop and argument.marks == ("of",) and bool(verbs)
    said = [verb for verb in verbs if scene.folded[verb.start : verb.stop].split()[-1] in words.saying and scene.subject(verb) != scene.subject(predicate)]
    return predicate.sense == "stay" and argument.stop <= predicate.start and bool(said)


def right_behind(scene: Scene, predicate: Predicate, candidates: Sequence[Argument]) -> Argument | None:
    """The goal between a visit and the verb that carries it, in a language that ends clauses with the verb: "he paid [his first visit] [to Tehran] did"; or where one was in its course."""
    if not scene.lexicon.predicate_last or predicate.sense != "trip" or predicate.form != "noun":
        return None
    if during := scene.lexicon.during.match(scene.folded, predicate.start):
        return next((a for a in candidates if a.start >= during.end() and a.marks == ("loc",) and scene.words_between(during.end(), a.start) <= LITTLE), None)  # "during [his] visit, in Delhi"
    return next((a for a in candidates if a.start >= predicate.stop and a.marks == ("dat",) and _only_dates(scene, predicate.stop, a.start)), None)


def _only_dates(scene: Scene, start: int, stop: int) -> bool:
    """True where nothing but dates and little words stand between two positions of a clause."""
    left = scene.words_between(start, stop) - sum(len(date.text.split()) for date in scene.dates if start <= date.start and date.stop <= stop)
    return left <= LITTLE and not any(start <= verb.start < stop for verb in scene.predicates)


def held_for(scene: Scene, predicate: Predicate) -> Place | None:
    """Where the event is held for which one sets out, in a language of cases: "Nauruda keçirilən sammit üçün baş nazir A uçdu"."""
    wanted = {mark.rstrip("<>") for mark in frame_of(scene, predicate).get("goal", ())}
    held = [event.place for event in find_events(scene) if event.is_occasion and event.place and event.stop <= predicate.start and wanted & set(event.marks)]
    return held[-1] if held else None
