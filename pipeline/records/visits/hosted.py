"""Visits told by the word for the other side alone: who speaks of "his hosts" is abroad, to whom an invitation was handed is to come."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.records.arguments.events import is_locative
from pipeline.records.arguments.localities import can_host
from pipeline.records.arguments.usable import usable
from pipeline.records.participants.bidden import bidden, getting
from pipeline.records.participants.hosts import Host, host_at, is_abroad
from pipeline.records.scenes.scene import Scene
from pipeline.records.told.discourse import Discourse
from pipeline.records.told.drafts import VisitDraft
from pipeline.values import Actor, Predicate

THERE = 8  # characters between the word for a host and the place where he is
GOALS = frozenset(("to", "в+acc", "на+acc"))
NAMED = 3  # characters between the word for a host and his name


def read_hosted(scene: Scene, discourse: Discourse, told: list[VisitDraft]) -> list[VisitDraft]:
    """The visits of those whose hosts, and of those whose guests, a sentence names, if it tells nothing else of their journey."""
    found = [one for match in scene.finditer(scene.lexicon.hosted) if (one := _hosted(scene, match, discourse))]
    dates = [date.edtf for date in usable(scene)]
    news = [one for one in found if not any(one.visitor_name == other.visitor_name or one.host_country in (other.host_country, other.visitor_country) for other in told)]
    if not dates or any(verb.time == "future" or verb.mood or verb.sense == "invite" for verb in scene.predicates if verb.form == "finite"):
        return []
    return [replace(one, date=dates[0], phase="within") for one in news[:1] if len(dates) == 1]


def read_handed(scene: Scene, predicate: Predicate, discourse: Discourse, told: list[VisitDraft]) -> list[VisitDraft]:
    """The visit that an invitation is for, where it names the place and the one it was given to: "an invitation to Riga was handed to the president"."""
    places = [a for a in scene.places if can_host(a) and GOALS & set(a.marks) and a.start >= predicate.stop and scene.words_between(predicate.stop, a.start) <= 1]
    if scene.lexicon.predicate_last or not places or places[0].place is None or any(verb.negated for verb in scene.predicates):
        return []
    guest = bidden(scene, predicate, scene.actors) or getting(scene, predicate)
    one = _draft(scene, guest.actor, host_at(places[0].place)) if guest and guest.actor and (guest.actor.name or guest.actor.country) else None
    days = [date.edtf for date in usable(scene) if date.start >= places[0].stop and scene.words_between(places[0].stop, date.start) <= 1]
    return [replace(one, status="planned", date=next(iter(days), None), rules=(predicate.id,))] if one else []


def _hosted(scene: Scene, match: re.Match[str], discourse: Discourse) -> VisitDraft | None:
    """The visit of the one before a word for a host: to the country told with the word, or of the one named behind it."""
    owner = next((a.actor for a in scene.actors if a.start == match.start() and a.actor and a.actor.name and a.actor.country), None)
    owner = owner or next((a.actor for a in scene.actors if 0 <= match.start() - a.stop <= 1 and "gen" in a.marks and a.actor and a.actor.name and a.actor.country), None)
    other = _beside(scene, match)
    if owner is None or other is None or owner.office == "envoy":
        return None
    cities = [a.place for a in scene.places if can_host(a) and is_locative(a) and a.place and a.place.code == other and a.place.kind == "city"]
    return _draft(scene, owner, Host(other, cities[0].base if cities else None, match.start(), match.end()))


def _beside(scene: Scene, match: re.Match[str]) -> str | None:
    """The country of a host: of the adjective before the word, or of the person named right behind it."""
    inside = [p.code for p in scene.all_places if match.start() <= p.start < match.end() and p.kind == "country"]
    behind = [a.actor.country for a in scene.actors if 0 <= a.start - match.end() <= NAMED and a.actor and _is_named(a.actor)]
    there = [a.place.code for a in scene.places if 0 <= a.start - match.end() <= THERE and can_host(a) and is_locative(a) and a.place]
    return inside[0] if inside else there[0] if there else behind[0] if behind and behind[0] else None


def _is_named(actor: Actor) -> bool:
    return actor.country is not None and not actor.country.startswith("org:")


def _draft(scene: Scene, visitor: Actor, host: Host) -> VisitDraft | None:
    if not is_abroad(visitor, host):
        return None
    return VisitDraft(visitor.name, visitor.office, visitor.country, host.country, host.place, scenes=(scene.index,), rules=("hosted",))
