"""What was expected or planned and came to nothing: somebody stayed at home, could not come, or it was called off."""

from __future__ import annotations

from pipeline.records.arguments.status import JOURNEYS, governed, is_chosen, is_governed, managed
from pipeline.records.scenes.scene import Scene
from pipeline.values import Date, Predicate

COUNTED_BACK = ("day before told", "before that")  # forms of dates that count back from the day told before


def is_called_off(scene: Scene, predicate: Predicate) -> bool:
    """True where the one who was expected is said to have stayed away, or to have been kept from going: "he was due in Prague but stayed at home"."""
    if _was_kept(scene, predicate):
        return True
    if scene.lexicon.governs and predicate.sense not in ("invite", "accept"):
        return _comes_to_nothing(scene, predicate)
    if predicate.sense == "expect" and _comes_to_nothing(scene, predicate):
        return True
    subject = scene.subject(predicate)
    verbs = [verb for verb in scene.told("cancel") if verb.form == "finite" and not verb.negated and verb.start > predicate.start]
    verbs += [verb for verb in scene.told("come", "go", "attend") if verb.form == "finite" and verb.negated and not verb.mood and verb.time == "past" and verb.start > predicate.start]
    return bool(subject) and any(scene.subject(verb) == subject for verb in verbs)


def is_day_of_calling_off(scene: Scene, date: Date) -> bool:
    """True for a day counted back from the one told before it, behind which something is called off: "was due on 12 May, but the day before the trip was cancelled"."""
    verbs = [verb for verb in scene.told("cancel", "postpone") if verb.start >= date.stop and verb.form == "finite" and not verb.negated]
    journeys = [verb for verb in scene.told(*JOURNEYS) if verbs and date.stop <= verb.start < verbs[0].start and verb.form == "finite"]
    return scene.lexicon.governs != {} and date.rule in COUNTED_BACK and bool(verbs) and not journeys and any(one.stop <= date.start for one in scene.dates)


def _was_kept(scene: Scene, predicate: Predicate) -> bool:
    """True where something is said to have kept one from going, or one did not come: "was expected in Prague but never came"."""
    if scene.search(scene.lexicon.barred, predicate.stop) or scene.search(scene.lexicon.presence.plan_ended, predicate.stop):
        return True
    places = [argument.start for argument in scene.places]
    moves = [verb for verb in scene.told("come", "go", "visit") if verb.form == "finite" and verb.negated and verb.start > predicate.stop]
    return any(not any(predicate.stop <= at < verb.start and scene.barriers.between(at, verb.start) == 0 for at in places) for verb in moves[:1])


def _comes_to_nothing(scene: Scene, predicate: Predicate) -> bool:
    """True for what was expected or planned, where a later verb calls it off ("но всё отменилось", "однако поездку отложили"), or says that nobody came."""
    ends = [verb for verb in scene.told("cancel", "postpone") if verb.form == "finite" or verb.form == "infinitive" and (verb.time == "past" or is_chosen(scene, verb))]
    ends = [verb for verb in ends if not verb.negated and not verb.mood and verb.start > predicate.stop]
    ends += [verb for verb in scene.told("happen") if verb.negated and verb.form == "finite" and verb.start > predicate.stop]  # "но поездка не состоялась"
    missed = [verb for verb in scene.told("come", "go", "visit") if (verb.negated and verb.form == "finite" and verb.time == "past" or _was_left(scene, verb)) and verb.start > predicate.stop]
    never = [verb for verb in scene.told("come", "go", "visit") if verb.negated and verb.form == "finite" and verb.time == "past" and not verb.mood and verb.stop < predicate.start]
    if predicate.sense == "expect" and never and scene.lexicon.although.search(scene.folded, never[-1].stop, predicate.start):
        return True  # "так и не доехал, хотя его ждали"
    if missed and (predicate.sense in ("expect", "plan") or is_governed(scene, predicate, "plan", "expect")):
        return not any(predicate.stop <= verb.start < missed[0].start for verb in scene.told(*JOURNEYS))
    between = [verb for verb in scene.told(*JOURNEYS) if ends and predicate.stop <= verb.start < ends[0].start]
    what = governed(scene, ends[0]) if ends else None
    bare = what is not None and what.sense == "trip" and what.start > predicate.stop and not has_place(scene, what)
    return bool(ends) and (not between and what is None or bare and all(one is what for one in between))


def _was_left(scene: Scene, verb: Predicate) -> bool:
    """True for an infinitive of what somebody chose not to do, or could not: "решил не ехать", "приехать не смог"."""
    able = managed(scene, verb) if verb.form == "infinitive" else None
    return able is not None and able["not"] is not None or verb.negated and is_chosen(scene, verb)


def has_place(scene: Scene, noun: Predicate) -> bool:
    """True where a place stands right behind a word for a journey, or is its attribute ("the Yerevan leg")."""
    attribute = scene.lexicon.positional and any(a.stop <= noun.start and a.place and scene.words_between(a.stop, noun.start) == 0 and not scene.folded[a.stop : noun.start].strip() for a in scene.places)
    return attribute or any(0 <= a.start - noun.stop <= 24 and a.place and a.place.form == "noun" and scene.words_between(noun.stop, a.start) <= 2 for a in scene.places)
