"""Those who chaired a meeting abroad were there: "under the co-chairmanship of A and B the fifth session of the commission was held in Bratislava"."""

from __future__ import annotations

from pipeline.records.arguments.events import find_events
from pipeline.records.arguments.roles import siblings
from pipeline.records.participants.hosts import host_at, is_abroad
from pipeline.records.scenes.scene import Argument, Scene
from pipeline.records.told.drafts import VisitDraft
from pipeline.records.visits.telling import Told, draft


def read_chaired(scene: Scene) -> list[VisitDraft]:
    """The visits of those named as chairs of the one meeting of a sentence, whose city and time it tells; each of a state that is told."""
    events = [event for event in find_events(scene) if event.is_occasion and event.place and event.date]
    held = [verb for verb in scene.told("happen", "plan") if not (verb.negated or verb.mood)]
    first = next((a for a in scene.actors if _chairs(scene, a)), None)
    if len(events) != 1 or events[0].place is None or not held or first is None:
        return []
    host = host_at(events[0].place)
    people = [a.actor for a in siblings(scene, first, scene.actors) if a.actor and a.actor.name and a.actor.country]
    return [draft(scene, held[-1], one, host, Told(events[0].date, occasion=events[0])) for one in people if is_abroad(one, host)]


def _chairs(scene: Scene, argument: Argument) -> bool:
    """True for the first person behind a word of chairing, or before one where the language puts it behind."""
    before = scene.lexicon.chaired_before.search(scene.folded, scene.start, argument.start)
    return before is not None or scene.lexicon.chaired_behind.match(scene.folded, argument.stop, scene.stop) is not None

