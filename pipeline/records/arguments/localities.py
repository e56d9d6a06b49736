"""Places of a sentence that can be where somebody was: named as such, told by an adjective, or at the head of an entry."""

from __future__ import annotations

from pipeline.records.scenes.scene import Argument, Scene
from pipeline.values import Place, Predicate

HIS_GUEST = 48  # characters before a person in which it is said that one is his guest


def headed(scene: Scene, predicate: Predicate) -> Place | None:
    """The place that heads an entry before a colon, with a date at most: "Tokyo, 6 April 1994: first visit of the president"."""
    if scene.lexicon.governs and (place := _named_before_noun(scene, predicate)):
        return place
    first = next((a for a in scene.places if a.start == scene.start and a.place and can_host(a)), None)
    colon = scene.folded.find(":", scene.start, predicate.start)
    if predicate.sense != "trip" or first is None or colon < first.stop:
        return None
    gap = scene.folded[first.stop : colon]
    for date in scene.dates:
        if first.stop <= date.start and date.stop <= colon:
            gap = gap.replace(scene.folded[date.start : date.stop], "")
    return first.place if not gap.strip(" ,(–—-)") else None


def _named_before_noun(scene: Scene, predicate: Predicate) -> Place | None:
    """The place that stands by itself before a noun of travelling and a sign: "17 October: Kyiv, official visit of the president"."""
    near = [a for a in scene.places if a.stop <= predicate.start and can_host(a) and "nom" in a.marks]
    gap = scene.folded[near[-1].stop : predicate.start].strip() if near and predicate.sense == "trip" and predicate.form == "noun" else ""
    words = gap[1:].split()
    alone = bool(gap) and gap[0] in ",:–—." and len(words) <= 2 and all(scene.lexicon.attributive.fullmatch(word) or any(sign.pattern.search(word) for sign in scene.lexicon.row_types) for word in words)
    opens = bool(near) and (not scene.folded[scene.start : near[-1].start].strip(" •–—-") or scene.folded[: near[-1].start].rstrip()[-1:] in ":.–—")
    return near[-1].place if alone and opens else None


def local_places(scene: Scene) -> list[Argument]:
    """The places of a sentence one can be at: those named, and cities told by the adjective of what stands in them ("в киевском соборе")."""
    return [a for a in scene.places if can_host(a) or is_local(scene, a)]


def is_local(scene: Scene, argument: Argument) -> bool:
    place = argument.place
    return bool(scene.lexicon.governs) and place is not None and place.form == "adjective" and place.kind == "city" and any(mark.endswith("+pre") for mark in argument.marks)


def can_host(argument: Argument) -> bool:
    """A country or a place in one, named as such."""
    place = argument.place
    return place is not None and place.kind != "organization" and place.form == "noun"


def sent_by(scene: Scene, argument: Argument) -> Argument | None:
    """Who stands right behind his state, the verb left out: "Turkey sent its minister to the funeral, | Greece its president"."""
    behind = next((a for a in scene.actors if a.start >= argument.stop and a.actor), None)
    if not scene.lexicon.positional or behind is None or argument.place is None or argument.place.kind != "country" or not can_host(argument):
        return None
    owned = scene.lexicon.owning_its.fullmatch(scene.folded, argument.stop, behind.start)
    return behind if owned and not any(verb.form == "finite" and argument.stop <= verb.start < behind.start for verb in scene.predicates) else None


def is_host_where(scene: Scene, candidate: Argument) -> bool:
    """True for the subject of a clause that opens with "where" and tells what was done to the traveller: "в Рим, где его принял А."."""
    where = list(scene.finditer(scene.lexicon.where, scene.start, candidate.start)) if scene.lexicon.governs and candidate.marks[:1] == ("nom",) else []
    if not where or "," in scene.folded[where[-1].end() : candidate.start]:
        return False
    high = min([at for sign in ",;" if (at := scene.folded.find(sign, candidate.stop, scene.stop)) >= 0], default=scene.stop)
    told = any(where[-1].end() <= verb.start < high and verb.form == "finite" for verb in scene.predicates)
    return told and any(where[-1].end() <= a.start < high and a.actor and a.actor.rule == "pronoun" and "nom" not in a.marks for a in scene.actors)


def is_origin(scene: Scene, marks: tuple[str, ...]) -> bool:
    """True for the marks of a phrase that tells only where somebody comes from."""
    return bool(marks) and all(mark.startswith(scene.lexicon.origins) for mark in marks)


def is_his_guest(scene: Scene, person: Argument) -> bool:
    """True for the one as whose guest, or at whose invitation, somebody is told to be where he is."""
    before = scene.folded[max(scene.start, person.start - HIS_GUEST) : person.start]
    return scene.lexicon.presence.his_guest_before.search(before) is not None or scene.lexicon.presence.his_guest_behind.match(scene.folded, person.stop) is not None
