"""Where a guest is received whom a body of a state receives: "Milli Məclisdə qəbul edilib", "Latviya Xarici İşlər Nazirliyində qəbul olunub"."""

from __future__ import annotations

from pipeline.records.participants.hosts import Host
from pipeline.records.scenes.scene import Scene
from pipeline.records.told.discourse import Discourse
from pipeline.values import Predicate

NAMED = 4  # words of the name of a body between its state and the word for it


def received_in(scene: Scene, predicate: Predicate, discourse: Discourse) -> Host | None:
    """The state in whose body, told by its name or by the word for one, a passive verb says that somebody was received; the text's own where none is named."""
    low = scene.clause(predicate.start)[0]
    if not (predicate.passive and scene.lexicon.predicate_last):
        return None
    bodies = [a.place.code for a in scene.places if low <= a.start < predicate.start and a.marks == ("loc",) and a.place and a.place.kind == "organization" and not a.place.code.startswith("org:")]
    for body in scene.finditer(scene.lexicon.bodies, low, predicate.start):
        owners = [a.place.code for a in scene.places if low <= a.start and a.stop <= body.start() and a.place and a.place.kind == "country" and scene.words_between(a.stop, body.start()) <= NAMED]
        bodies += owners[-1:] or ([discourse.home.code] if discourse.home else [])
    if not bodies:
        return None
    home = discourse.home
    return Host(bodies[-1], home.base if home and home.code == bodies[-1] else None, predicate.start, predicate.stop)
