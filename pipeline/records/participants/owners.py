"""Whose a journey is that a noun tells: its possessor's or agent's, or the subject's of the verb that carries it ("paid a visit")."""

from __future__ import annotations

from pipeline.records.arguments.indirect import whose
from pipeline.records.arguments.roles import cheapest, distance, fill, wanted_marks
from pipeline.records.arguments.status import governed
from pipeline.records.participants.antecedents import of_relative
from pipeline.records.participants.bystanders import is_of_next_journey
from pipeline.records.scenes.clauses import CLAUSE_COMMA
from pipeline.records.scenes.scene import Argument, Scene
from pipeline.values import Predicate

SUPPORTS = ("support", "begin", "end", "happen", "plan")
INVITED = 2  # words between an invitation and who invites: "of the"
OWNER = 1  # words between a visit and its owner behind it


def of_journey(scene: Scene, predicate: Predicate, candidates: list[Argument]) -> Argument | None:
    """Whose a visit is: the possessor's or agent's; else the subject's of the verb it stands with."""
    candidates = [c for c in candidates if not (_is_of_invitation(scene, predicate, c) or _is_received(scene, predicate, c))]
    if not scene.lexicon.positional:
        return _of_relative_verb(scene, predicate, candidates) or _of_carrier(scene, predicate, candidates) or fill(scene, predicate, "visitor", candidates) or of_support(scene, predicate, candidates) or _of_subject_behind(scene, predicate, candidates)
    if owner := whose(scene, predicate, candidates):
        return owner
    wanted = tuple(mark for mark in wanted_marks(scene, predicate, "visitor") if not mark.startswith("subj"))
    candidates = [c for c in candidates if not (c.start > predicate.stop and c.marks == ("by",) and scene.barriers.between(predicate.stop, c.start) >= CLAUSE_COMMA)]
    candidates = [c for c in candidates if not (is_of_next_journey(scene, predicate, c) or _is_of_relative(scene, predicate, c))]
    return cheapest(scene, predicate, wanted, candidates) or _of_verb(scene, predicate, candidates) or fill(scene, predicate, "visitor", candidates)


def _of_subject_behind(scene: Scene, predicate: Predicate, candidates: list[Argument]) -> Argument | None:
    """Who acts in the course of a visit that opens the sentence and names no owner: "Gürcüstana səfəri çərçivəsində nazir A B ilə görüşüb"."""
    if not scene.lexicon.predicate_last or scene.lexicon.during.match(scene.folded, predicate.start) is None:
        return None
    if any(c.stop <= predicate.start and {"nom", "gen"} & set(c.marks) for c in candidates):
        return None
    return next((c for c in candidates if c.start >= predicate.stop and "nom" in c.marks and c.actor and c.actor.name), None)


def _is_of_invitation(scene: Scene, predicate: Predicate, argument: Argument) -> bool:
    """True for one who invited: "paid a visit to Baku at the invitation of A", "A-nın dəvəti ilə Bakıya səfər etdi"."""
    if not {"of", "gen"} & set(argument.marks) or argument.stop < predicate.start and scene.lexicon.relative_subject.match(scene.folded, argument.stop + 2):
        return False  # "at the invitation of A, who repaid the visit"
    spans = [(argument.stop, noun.start) if scene.lexicon.head_last else (noun.stop, argument.start) for noun in scene.told("invitation")]
    return any(low <= high and scene.words_between(low, high) <= (0 if scene.lexicon.head_last else INVITED) for low, high in spans)


def _is_received(scene: Scene, predicate: Predicate, argument: Argument) -> bool:
    """True for the object of a verb between a visit and him, whose case could be that of an owner: "paid a visit to Japan, and in April received A"."""
    if not scene.lexicon.governs or argument.start < predicate.stop or not {"gen", "acc"} <= set(argument.marks):
        return False
    return any(verb.form == "finite" and not verb.passive and predicate.stop <= verb.start < argument.start for verb in scene.told("receive", "invite", "expect", "bring"))


def _is_of_relative(scene: Scene, predicate: Predicate, argument: Argument) -> bool:
    """True for one who stands in a relative clause behind a visit: "a visit that followed criticism of A" is not A's."""
    between = [verb for verb in scene.predicates if predicate.stop <= verb.start < argument.start and verb.form == "finite"]
    repaid = "by" in argument.marks and all(verb.passive and any(a.start == predicate.start for a in scene.subject(verb) or ()) for verb in between)
    return bool(between) and not repaid  # "the visit was repaid by A"


def _of_carrier(scene: Scene, predicate: Predicate, candidates: list[Argument]) -> Argument | None:
    """Who pays a visit that has no owner behind it, in a language that puts him there: "at the invitation of A, B paid a visit" is B's."""
    low, high = scene.clause(predicate.start)
    carriers = [verb for verb in scene.told("support") if verb.form == "finite" and not verb.passive and low <= verb.start < high]
    owned = any("gen" in c.marks and c.start >= predicate.stop and scene.words_between(predicate.stop, c.start) <= OWNER for c in candidates)
    if not scene.lexicon.governs or len(carriers) != 1 or owned:
        return None
    verb = carriers[0]
    subjects = [c for c in candidates if c.marks[:1] == ("nom",) and low <= c.start < high and not any(other.form == "finite" and c.stop <= other.start < verb.start for other in scene.predicates)]
    return min(subjects, key=lambda c: scene.words_between(min(c.stop, verb.start), max(c.start, verb.start)), default=None)


def _of_verb(scene: Scene, predicate: Predicate, candidates: list[Argument]) -> Argument | None:
    """The subject of the verb that carries a journey: one that supports it ("paid a visit"), else the verb before it."""
    low, high = scene.clause(predicate.start)
    verbs = [verb for verb in scene.predicates if low <= verb.start < high and verb.form != "noun" and scene.subject(verb)]
    ranked = sorted(verbs, key=lambda verb: (verb.sense not in SUPPORTS, verb.start > predicate.start, abs(verb.start - predicate.start)))
    for verb in ranked[:1]:
        return next((c for c in reversed(candidates) if c in (scene.subject(verb) or ())), None)
    return None


def of_support(scene: Scene, predicate: Predicate, candidates: list[Argument]) -> Argument | None:
    """Who pays, begins or ends a visit is its visitor."""
    supports = scene.told(*SUPPORTS, "cancel", "postpone")
    near = sorted((verb.form != "finite", abs(verb.start - predicate.start), verb.start, verb) for verb in supports)
    for *_, verb in near[:1]:
        subjects = [c for c in candidates if {"nom", "subj"} & set(c.marks) and c.start < max(verb.start, predicate.start)]
        if subjects:
            return min(subjects, key=lambda c: distance(scene, min(c.stop, verb.start), max(c.start, verb.start)))
    return None


def of_promise(scene: Scene, predicate: Predicate, candidates: list[Argument]) -> Argument | None:
    """Who says that he will attend, in a language of cases: "участие в форуме подтвердил министр А."."""
    verbs = [verb for verb in scene.told("plan") if scene.lexicon.governs and verb.form == "finite" and not verb.passive and governed(scene, verb) is predicate]
    subjects = [c for c in candidates if verbs and c.marks[:1] == ("nom",)]
    return min(subjects, key=lambda c: distance(scene, min(c.stop, verbs[0].start), max(c.start, verbs[0].start)), default=None)


def _of_relative_verb(scene: Scene, predicate: Predicate, candidates: list[Argument]) -> Argument | None:
    """Who the relative word means that is the subject of the verb which carries a journey: "after A, who ended his visit to Rome, B came"."""
    carrying = [verb for verb in scene.told(*SUPPORTS) if scene.lexicon.governs and verb.form == "finite" and verb.stop <= predicate.start]
    apart = [verb for verb in carrying[-1:] if "," not in scene.folded[verb.stop : predicate.start]]
    return of_relative(scene, apart[0], candidates) if apart else None
