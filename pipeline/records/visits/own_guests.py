"""Visits told by the word for somebody's guests and the name of who they were: "my first foreign visitor was A", "A was our guest in May", "among her guests were A and B"."""

from __future__ import annotations

from pipeline.records.arguments.dating import visit_dates
from pipeline.records.arguments.localities import can_host
from pipeline.records.participants.hosts import Host, host_at, is_abroad
from pipeline.records.scenes.scene import Scene
from pipeline.records.told.discourse import Discourse
from pipeline.records.told.drafts import VisitDraft
from pipeline.records.told.moments import moment_before
from pipeline.records.visits.telling import Told, draft
from pipeline.values import Predicate

TELLS = ("stay", "guest", "receive", "happen", "participants")  # "was", "became", "whom I received"


def read_own_guests(scene: Scene, discourse: Discourse) -> list[VisitDraft]:
    """The visits of those who are named as the guests of the one who tells the text, or of one whom a pronoun means, to his country."""
    match = scene.search(scene.lexicon.presence.own_guests)
    verbs = [verb for verb in scene.predicates if verb.form == "finite"]
    told = [verb for verb in verbs if verb.sense in TELLS and verb.time == "past" and not (verb.mood or verb.negated)]
    if match is None or not told or len(told) < len(verbs):
        return []
    owner = next((a.actor for a in scene.actors if match.start() <= a.start < match.end() and a.actor and a.actor.name and "gen" in a.marks), discourse.speaker)
    home = owner.country if owner else None
    guests = [a.actor for a in scene.actors if not match.start() <= a.start < match.end() and a.actor and a.actor.name and a.actor.reference != "pronoun" and a.actor.country not in (None, home)]
    return [draft(scene, told[0], guest, host, Told(date)) for guest in guests for host, date in _where(scene, told[0], discourse, home) if is_abroad(guest, host)]


def _where(scene: Scene, verb: Predicate, discourse: Discourse, home: str | None) -> list[tuple[Host, str | None]]:
    """The host country, with its city where that is told, and the time."""
    if home is None:
        return []
    city = next((a.place for a in scene.places if a.place and can_host(a) and a.place.kind == "city" and a.place.code == home), None)
    moment = moment_before(scene, discourse)
    (date,) = visit_dates(scene, verb, [(verb.start, verb.stop)])
    return [(host_at(city) if city else Host(home, None, verb.start, verb.stop), date or (moment.date if moment and moment.alone else None))]
