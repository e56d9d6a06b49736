"""Who travels where no subject tells it: who has to, whose plan or vehicle it is, with whom the one who tells it went."""

from __future__ import annotations

import re

from pipeline.records.arguments.roles import crosses_verb
from pipeline.records.scenes.scene import Argument, Scene
from pipeline.values import Actor, Predicate

AS_WHAT = 4  # words between a journey and the verb of which it is the subject: "as foreign minister"
VOICE = 30  # characters between the word for a spokesman and his name
_POSSESSOR = re.compile(r"['’]s?\s")


def find_indirect(scene: Scene, predicate: Predicate, candidates: list[Argument]) -> Argument | None:
    """The traveller of a verb that has no person for its subject."""
    readers = (_in_dative, _aboard, _planner, _taken_along, _kept)
    return next((found for reader in readers if (found := reader(scene, predicate, candidates))), None)


def _in_dative(scene: Scene, predicate: Predicate, candidates: list[Argument]) -> Argument | None:
    """The subject of an impersonal verb, in a language that puts it in the dative: "the president had to put off his journey"."""
    low, high = scene.clause(predicate.start)
    verb = scene.search(scene.lexicon.impersonal, low, high)
    people = [c for c in candidates if low <= c.start < high and c.marks[:1] == ("dat",) and c.actor and c.actor.count == 1]
    return people[0] if verb and people else None


def _planner(scene: Scene, predicate: Predicate, candidates: list[Argument]) -> Argument | None:
    """Whose plan it is to travel: the possessor right before an infinitive ("the plans of A to visit B")."""
    if predicate.form != "infinitive" or not scene.lexicon.governs:
        return None
    near = [c for c in candidates if "gen" in c.marks and c.stop <= predicate.start and scene.words_between(c.stop, predicate.start) == 0]
    return near[-1] if near else None


def _aboard(scene: Scene, predicate: Predicate, candidates: list[Argument]) -> Argument | None:
    """Whose aeroplane, train or motorcade it is that comes or goes."""
    if predicate.sense not in ("go", "come", "leave") or predicate.form == "noun":
        return None
    low, high = scene.clause(predicate.start)
    if scene.lexicon.predicate_last:
        return next((c for c in candidates if low <= c.start < predicate.start and "gen" in c.marks and scene.lexicon.vehicles_owned.match(scene.folded, c.stop)), None)
    if scene.lexicon.positional:
        return _carried(scene, predicate, candidates)
    owners = [c for c in candidates if low <= c.start < high and {"gen", "с+ins"} & set(c.marks) and scene.lexicon.vehicles.search(scene.folded[max(low, c.start - 40) : c.start])]
    return owners[0] if owners else None


def _carried(scene: Scene, predicate: Predicate, candidates: list[Argument]) -> Argument | None:
    """Whose vehicle is the subject of a verb: "the minister, whose plane landed in Baku", "the minister's train"."""
    if not scene.lexicon.vehicles.search(scene.folded[max(scene.start, predicate.group_start - 40) : predicate.group_start].rstrip()):
        return None
    owners = [c for c in candidates if "gen" in c.marks and 0 <= predicate.group_start - c.stop <= 40 or _POSSESSOR.match(scene.folded, c.stop) and c.stop <= predicate.group_start]
    return whose(scene, predicate, candidates) or (owners[-1] if owners else None)


def _taken_along(scene: Scene, predicate: Predicate, candidates: list[Argument]) -> Argument | None:
    """With whom the one who tells the text travelled: "we flew to Baku with the president"."""
    words = scene.lexicon.clauses
    before = scene.folded[max(scene.start, predicate.group_start - 30) : predicate.group_start].split()
    if words is None or predicate.form != "finite" or not set(before[-2:]) & words.speakers:
        return None
    _, high = scene.clause(predicate.start)
    beside = [c for c in candidates if predicate.stop <= c.start < high and set(scene.lexicon.with_marks) & set(c.marks) and c.actor and c.actor.name]
    return beside[0] if beside and not crosses_verb(scene, predicate, beside[0]) else None


def _kept(scene: Scene, predicate: Predicate, candidates: list[Argument]) -> Argument | None:
    """Whom something keeps from travelling: "the strike kept A from flying to Baku"."""
    led = scene.folded[scene.start : predicate.group_start].split()[-1:]
    verbs = [verb for verb in scene.told("cancel") if verb.form == "finite" and verb.stop <= predicate.group_start]
    if predicate.form != "participle" or not verbs or not led or led[0] not in scene.lexicon.origins:
        return None
    return next((c for c in candidates if verbs[-1].stop <= c.start < predicate.start and "obj" in c.marks), None)


def whose(scene: Scene, predicate: Predicate, candidates: list[Argument]) -> Argument | None:
    """The antecedent of a relative possessor: "the minister, whose visit had been put off"."""
    matches = list(scene.finditer(scene.lexicon.whose, max(scene.start, predicate.start - 30), predicate.start))
    before = [c for c in candidates if matches and c.stop <= matches[-1].start()]
    return before[-1] if before and scene.words_between(matches[-1].end(), predicate.start) <= 2 else None


def speaks_for(scene: Scene, predicate: Predicate, chosen: Argument) -> Actor | None:
    """Whose journeys a spokesman tells of: "his spokeswoman, A, said that a trip to Doha was off"."""
    low = max(scene.start, chosen.start - VOICE)
    told = scene.search(scene.lexicon.voice, low, chosen.stop)
    if predicate.sense != "trip" or told is None or chosen.stop - told.end() > VOICE:
        return None
    owners = [a.actor for a in scene.actors if a.stop <= told.start() and "gen" in a.marks and scene.words_between(a.stop, told.start()) <= 1]
    return owners[-1] if owners and owners[-1] and owners[-1].name else None


def carried_by(scene: Scene, predicate: Predicate) -> Predicate | None:
    """The journey that is the subject of a verb of bringing a pronoun somewhere: "the visit of A took him to Rome"."""
    subjects = [a.event for a in scene.subject(predicate) or () if a.event and a.event.sense == "trip"]
    if predicate.sense != "bring":
        return None
    if not subjects and scene.lexicon.positional and not scene.subject(predicate):  # "my first trip as minister took me to Rome"
        subjects = [noun for noun in scene.told("trip") if noun.form == "noun" and noun.stop <= predicate.start and scene.words_between(noun.stop, predicate.start) <= AS_WHAT and "," not in scene.folded[noun.stop : predicate.start]][-1:]
    if not subjects:
        return None
    object_ = next((a for a in scene.actors if a.start >= predicate.stop and scene.words_between(predicate.stop, a.start) == 0), None)
    return subjects[0] if object_ and object_.actor and object_.actor.rule == "pronoun" else None
