"""What stands between the word for a document and its subject: a clause, the day of the document, where and when it was signed."""

from __future__ import annotations

import re

from pipeline.records.arguments.before_head import only_states
from pipeline.records.arguments.status import SIGNINGS
from pipeline.records.scenes.scene import Scene

DETOUR = 120  # characters of a clause put in between a document and its subject: "the agreement they had waited for, on trade"
PLACED = 60  # characters of a place and a date between a document and its subject


def detour(scene: Scene, start: int, limit: int) -> int:
    """Where the subject begins behind a clause or the day of the document put in between: "the agreement, which they had long waited for, – on trade",
    "the agreement of 5 June 2011 on trade"."""
    dated = [date.stop for date in scene.dates if start < date.start < limit and _is_dated(scene, start, date.start)]
    if dated and re.compile(r"\s*(?:" + scene.lexicon.links.pattern + "|" + scene.lexicon.between.pattern + ")").match(scene.folded, dated[0]):
        return dated[0]
    if placed := _behind_place(scene, start, limit) or _behind_verb(scene, start, limit):
        return placed
    opening = re.compile(r"\s*,").match(scene.folded, start, limit)
    if not opening or not scene.lexicon.openers.match(scene.folded, opening.end()):
        return start
    closing = re.compile(r"[,–—]\s*(?=" + scene.lexicon.links.pattern + ")")
    match = closing.search(scene.folded, opening.end(), min(limit, opening.end() + DETOUR))
    return match.end() if match else start


def _behind_place(scene: Scene, start: int, limit: int) -> int | None:
    """Where the link to a subject stands behind nothing but the place and the day of the signing: "signed an agreement in Nairobi yesterday on trade"."""
    words = scene.lexicon.subject_links if scene.lexicon.positional else scene.lexicon.links
    link = re.compile(r"\s(?=" + words.pattern + ")").search(scene.folded, start, min(limit, start + PLACED))
    places = [(a.start, a.stop) for a in scene.places if a.place and a.place.kind == "city" and start <= a.start]
    if link is None or scene.lexicon.head_last or not any(stop <= link.start() for _, stop in places):
        return None
    rest = list(scene.folded[start : link.start()])
    for low, high in [*places, *((date.start, date.stop) for date in scene.dates if start <= date.start)]:
        rest[max(0, low - start) : max(0, high - start)] = " " * (max(0, high - start) - max(0, low - start))
    others = re.findall(r"\w+", "".join(rest[: link.start() - start]))
    return link.start() if all(word in scene.lexicon.prepositions for word in others) else None


def _behind_verb(scene: Scene, start: int, limit: int) -> int | None:
    """Where the subject of several documents stands behind the verb and a comma: "three agreements were signed, on trade, culture and tourism"."""
    verb = next((one for one in scene.predicates if one.form == "finite" and one.passive and one.sense in SIGNINGS and start <= one.group_start and not scene.folded[start : one.group_start].strip()), None)
    link = re.compile(r"\s*[,:–—]\s*(?=" + scene.lexicon.subject_links.pattern + ")").match(scene.folded, verb.stop, limit) if verb and scene.lexicon.positional else None
    return link.end() if link else None


def _is_dated(scene: Scene, start: int, stop: int) -> bool:
    """True where nothing but the word that leads to the day of a document stands between both, or its parties besides: "the treaty between A and B of 5 June"."""
    led = re.compile(f"(?:{scene.lexicon.dated_of.pattern})\\Z").search(scene.folded, start, stop)
    if led is None or led.start() == start:
        return led is not None
    between = scene.lexicon.between.match(scene.folded, start + 1, stop)
    return between is not None and only_states(scene, between.end(), led.start())
