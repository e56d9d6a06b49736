"""People who stand side by side: which phrases only say what the one before is, and each person once."""

from __future__ import annotations

from dataclasses import replace

from pipeline.entities.nations import NATION
from pipeline.records.scenes.scene import Argument, Scene
from pipeline.values import Actor


def in_case_of(scene: Scene, chosen: Argument, argument: Argument) -> Argument:
    """One who stands beside a subject is in the nominative too: his name is as it is written, whatever case it looks like."""
    actor = argument.actor
    if not scene.lexicon.predicate_last or chosen.marks != ("nom",) or {"nom", *scene.lexicon.with_marks} & set(argument.marks) or actor is None or actor.reference != "named" or actor.name_start < 0:
        return argument
    return replace(argument, actor=replace(actor, name=" ".join(scene.text[actor.name_start : actor.stop].split())))


def without_appositions(scene: Scene, people: tuple[Argument, ...]) -> tuple[Argument, ...]:
    """People without the phrases that only say what the one before is: "A, the president of B and chairman of C, came"."""
    kept: list[Argument] = []
    described = False
    for number, argument in enumerate(people):
        before = people[number - 1] if number else None
        gap = scene.folded[before.stop : argument.start].split() if before else []
        joined = bool(set(gap) & scene.lexicon.joining)
        apposed = bool(gap) and gap[0].startswith(",") and not joined
        described = bool(kept) and (_is_office(argument) or _is_aside(scene, argument)) and (apposed or described and joined) and not _is_of_other_state(kept[-1], argument)
        if not described:
            kept.append(argument)
    return tuple(kept)


def _is_of_other_state(one: Argument, other: Argument) -> bool:
    """True for two people of different states: neither says what the other is. One may hold an office of an organisation besides."""
    states = [a.actor.country for a in (one, other) if a.actor and a.actor.country and not a.actor.country.startswith("org:")]
    return len(states) == 2 and states[0] != states[1] and not (one.actor and one.actor.reference == "named" and other.actor and other.actor.name is None)


def _is_aside(scene: Scene, argument: Argument) -> bool:
    """True for an office of an organisation whose holder nobody knows, closed by a comma: "A, this year's chairman of the OSCE, came"."""
    actor = argument.actor
    unknown = actor is not None and actor.reference == "unresolved" and actor.name_start < 0 and (actor.country or "").startswith("org:")
    return unknown and scene.folded[argument.stop : argument.stop + 1] == ","


def _is_office(argument: Argument) -> bool:
    return argument.actor is not None and argument.actor.reference == "office" and argument.actor.name_start < 0


def distinct(actors: list[Actor]) -> list[Actor]:
    """Each person once: without the phrase that only tells the office of one named beside it ("A and B, the presidents of C and D")."""
    named = {actor.name: actor for actor in reversed(actors) if actor.name}
    offices = [actor for actor in actors if not actor.name and (actor.office or actor.rule == NATION) and not any(_describes(actor, one) for one in named.values())]
    return [*reversed(named.values()), *offices] if offices else list(reversed(named.values()))


def _describes(office: Actor, named: Actor) -> bool:
    """True where an office without a name may be that of a person named."""
    return office.office == named.office and office.country in (None, named.country) or named.office is None and named.country in (None, office.country)
