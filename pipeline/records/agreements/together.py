"""A document being signed with those who sign it, and those together with whom it is told to be signed."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.records.agreements.signing import Signing
from pipeline.records.arguments.behind_head import joined_signings
from pipeline.records.arguments.events import crossing_words
from pipeline.records.arguments.heads import Named
from pipeline.records.scenes.scene import Argument, Scene
from pipeline.records.told.blocs import Codes, can_sign, codes
from pipeline.records.told.discourse import Discourse
from pipeline.records.told.drafts import VisitDraft

BESIDE = 1  # words between talks and whom one met there, or who met him


@dataclass(frozen=True, slots=True)
class Deal:
    """A document being signed: its scene, its signing with those who sign, the visit it belongs to, and its date."""

    scene: Scene
    document: Named
    signing: Signing
    signers: tuple[Argument, ...] = ()
    visit: VisitDraft | None = None
    visits: tuple[VisitDraft, ...] = ()
    date: str | None = None


def part_of(scene: Scene, position: int) -> tuple[int, int]:
    """The part of a sentence around a position, between semicolons and where a signing by others is joined."""
    edges = [scene.start, *(at for at in range(scene.start, scene.stop) if scene.folded[at] == ";"), *joined_signings(scene), scene.stop]
    return max(at for at in edges if at <= position), min((at for at in edges if at > position), default=scene.stop)


def is_with(scene: Scene, argument: Argument) -> bool:
    """True for somebody together with whom something is done, by his case or preposition."""
    return bool(set(scene.lexicon.with_marks) & set(argument.marks))


def partners(deal: Deal) -> list[str]:
    """The states with which an enumeration of others signs: "A, B and C signed it with D"."""
    low, high = part_of(deal.scene, deal.signing.start)
    inside = range(deal.document.subject_start, deal.document.subject_stop)
    return [a.place.code for a in deal.scene.places if a.place and can_sign(a.place) and low <= a.start < high and a.start not in inside and is_with(deal.scene, a)]


def partners_alone(deal: Deal, discourse: Discourse, listed: Codes) -> Codes:
    """Several states with which the one that the text is about made a document that names no maker: "concluded with Kenya and Uganda at Kampala"."""
    hero = discourse.of_entry()
    own = hero.country if hero else discourse.about
    others = codes(partners(deal)) if own and not listed and not deal.signers else ()
    return codes([own, *others]) if len(others) > 1 and own not in others else ()


def people_with(deal: Deal) -> list[str | None]:
    """The states of the people together with whom several sign: "the three presidents signed it with President A"."""
    return [a.actor.country for a in deal.signers if a.actor and a.actor.name and is_with(deal.scene, a)]


def beside_sets(deal: Deal, discourse: Discourse) -> list[str | None]:
    """The state of the one who signs together with several: named, or understood in an entry about him ("together with the presidents of A and B")."""
    if not all(is_with(deal.scene, a) for a in deal.signers if a.actor and a.actor.members):
        return []
    alone = [a.actor.country for a in deal.signers if a.actor and not a.actor.members]
    return alone or unsaid_maker(deal, discourse)


def unsaid_maker(deal: Deal, discourse: Discourse) -> list[str | None]:
    """The state of the person whose entry a text is, where it only names those with whom he signed: "in Moscow signed with B. N. Yeltsin a treaty"."""
    hero = discourse.of_entry()
    return [hero.country] if hero and deal.signers and all(is_with(deal.scene, a) for a in deal.signers) else []


def with_states(deal: Deal) -> list[str]:
    """The states together with which several people sign, in a language that tells them by their case."""
    states = [a for a in deal.scene.places if a.place and a.place.kind == "country" and deal.scene.lexicon.predicate_last and is_with(deal.scene, a)]
    low, _ = part_of(deal.scene, deal.signing.start)
    return [a.place.code for a in states if a.place and low <= a.start < deal.signing.start]


def met_with(deal: Deal, discourse: Discourse) -> Codes:
    """The two sides of talks at which a document is signed by nobody named: whom one met, and who met him, told or the host: "at his meeting with A a convention was signed"."""
    scene, (low, high) = deal.scene, part_of(deal.scene, deal.signing.start)
    talks = [noun for noun in scene.told("talks") if noun.form == "noun" and low <= noun.start < high]
    beside = [(a, a.actor) for noun in talks for a in scene.actors if a.actor and a.actor.country and crossing_words(scene, a, noun) <= BESIDE]
    met = codes(actor.country for a, actor in beside if is_with(scene, a))
    own = codes(actor.country for a, actor in beside if "gen" in a.marks)
    event = discourse.assembly
    there = [place.code for place in (discourse.home, event.place if event else None) if place and place.code]
    sides = codes([*met, *(own or there[:1])])
    return sides if len(met) == 1 and len(sides) == 2 and not deal.signers else ()
