"""Whom a verb of escorting takes along, and who merely goes along: "accompanied President A to Beijing", "сопровождал президента А в визите в КНР"."""

from __future__ import annotations

from dataclasses import replace

from pipeline.records.scenes.scene import Argument, Scene
from pipeline.values import Predicate

LEAVING = ("go", "leave", "return")


def as_bringing(scene: Scene, predicate: Predicate) -> Predicate | None:
    """A verb of escorting as one of bringing, whose object travels; None for other verbs of its sense ("headed the delegation") and for the passive,
    whose subject travels by another word."""
    if predicate.sense != "accompany" or predicate.passive or predicate.form not in ("finite", "infinitive") or scene.lexicon.escorting.match(scene.folded, predicate.start) is None:
        return None
    return replace(predicate, sense="bring", frame="bring", weak=True)


def escorted_on(scene: Scene, trip: Predicate) -> Predicate | None:
    """The verb of escorting in the clause of a word for a journey: who is escorted makes it."""
    low, high = scene.clause(trip.start)
    verbs = [as_bringing(scene, verb) for verb in scene.told("accompany") if low <= verb.start < high]
    return next((verb for verb in verbs if verb is not None), None)


def goes_along(scene: Scene, predicate: Predicate) -> bool:
    """True for the journey of one who is somebody's company on it: "returned there in 1955 in the suite of President A"."""
    suite = scene.search(scene.lexicon.suite, predicate.stop, scene.clause(predicate.start)[1]) if predicate.form != "noun" else None
    return suite is not None and not any(predicate.stop <= verb.start < suite.start() for verb in scene.predicates)


def accompanies(scene: Scene, argument: Argument) -> bool:
    """True for company: "accompanied by A", "A-nın müşayiəti ilə"."""
    if "gen" in argument.marks and scene.lexicon.company.match(scene.folded, argument.stop + 1):
        return True
    low = max(scene.start, argument.start - 30)
    active = [verb for verb in scene.told("accompany") if scene.lexicon.governs and not verb.passive and "nom" not in argument.marks]  # "сопровождал президента"
    ends = [match.end() for match in scene.finditer(scene.lexicon.companions, low, argument.start) if not any(verb.start <= match.start() < verb.stop for verb in active)]
    told = bool(ends) and any(verb.start < ends[-1] <= verb.stop + 4 and verb.passive and verb.form == "finite" for verb in scene.told("attend"))
    return bool(ends) and not told and scene.words_between(ends[-1], argument.start) <= 1


def goes_by_himself(scene: Scene, predicate: Predicate, argument: Argument) -> bool:
    """True for one who is told to accompany another by a participle before him, and alone is the subject of a verb of going on: "Nyusini müşayiət edən nazir A Bişkekə yollanıb",
    "сопровождающий Ньюси министр А отправился в Ташкент"."""
    if scene.lexicon.positional or predicate.form != "finite" or predicate.sense not in LEAVING or not {"nom"} & set(argument.marks):
        return False
    verbs = [verb for verb in scene.told("accompany") if verb.form == "participle" and not verb.passive and verb.stop <= argument.start]
    low, high = scene.clause(predicate.start)
    others = [a for a in scene.actors if low <= a.start < high and a.start != argument.start and "nom" in a.marks and not (verbs and verbs[-1].stop <= a.start < argument.start)]
    return bool(verbs) and not others
