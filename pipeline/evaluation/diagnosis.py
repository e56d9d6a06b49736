"""What the reader had before it where it read nothing: asked of the article, stage by stage, only for records that were missed there."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from pipeline.errors import DocumentError
from pipeline.evaluation.comparison import Record

TRIGGERS = {
    "visit": frozenset((
        "go", "come", "return", "leave", "visit", "stay", "receive", "guest", "attend", "represent", "bring", "invite", "accept", "expect", "trip",
        "invitation", "attendance", "participants", "reception", "event", "talks",
    )),
    "agreement": frozenset(("sign", "conclude", "adopt", "initial", "ratify", "terminate", "signing")),
}  # fmt: skip
WHOLE = 0.6  # of a sentence and its evidence together, what they share: below this the text was cut elsewhere than a reader would


@dataclass(frozen=True, slots=True)
class Reading:
    """The sentences of an article with what was found in them, in offsets of the text as read."""

    scenes: tuple[tuple[int, int, Any], ...]


def diagnose_with(texts: dict[str, str]) -> Callable[[str, Record], str]:
    """A function from a document and a missed record to a cause: ``segmentation``, ``trigger``, ``host``, ``name``, ``party`` or ``assembly``
    (all parts are there, and no record was made of them); ``unread`` where the article is not at hand. An article is read once.

    >>> text = "Nazir dünən evdə qaldı və heç nə demədi."
    >>> record = {"kind": "agreement", "evidence": [{"start": 0, "end": len(text), "language": "az"}], "parties": []}
    >>> diagnose_with({"a": text})("a", record), diagnose_with({})("a", record)
    ('trigger', 'unread')
    """
    readings: dict[str, Reading | None] = {}

    def diagnose(doc_id: str, record: Record) -> str:
        if doc_id not in readings:
            readings[doc_id] = _read(doc_id, texts.get(doc_id, ""))
        reading = readings[doc_id]
        return _cause(reading, record) if reading else "unread"

    return diagnose


def _read(doc_id: str, text: str) -> Reading | None:
    from pipeline.dates import read_segmented
    from pipeline.documents import read_text
    from pipeline.entities import find_entities
    from pipeline.records.scenes.scene import build_scenes
    from pipeline.segmentation import segment

    if not text:
        return None
    try:
        document = read_text(text, doc_id)
        segmentation = segment(document)
    except DocumentError:
        return None
    dates = read_segmented(document.text, segmentation)
    scenes = build_scenes(document, segmentation, find_entities(document.text, segmentation, dates=dates), dates)
    spans = [document.offsets.to_raw(scene.start, scene.stop) for scene in scenes]
    return Reading(tuple((span.start, span.stop, scene) for span, scene in zip(spans, scenes, strict=True)))


def _cause(reading: Reading, record: Record) -> str:
    told = [_overlapping(reading, item) for item in record["evidence"]]
    if not any(_fits(part, item) for part, item in zip(told, record["evidence"], strict=True)):
        return "segmentation"
    scenes = [scene for part in told for _, _, scene in part]
    senses = {predicate.sense for scene in scenes for predicate in scene.predicates}
    if not senses & TRIGGERS[record["kind"]]:
        return "trigger"
    return _missing(record, scenes)


def _missing(record: Record, scenes: list[Any]) -> str:
    """The part of a record that was not found in its sentences."""
    places = {place.code for scene in scenes for place in scene.all_places}
    actors = [argument.actor for scene in scenes for argument in scene.actors]
    countries = places | {actor.country for actor in actors}
    if record["kind"] == "agreement":
        return "assembly" if not record["parties"] or countries & set(record["parties"]) else "party"
    if record["host_country"] not in places:
        return "host"
    return "assembly" if actors else "name"


def _overlapping(reading: Reading, item: dict[str, Any]) -> list[tuple[int, int, Any]]:
    return [part for part in reading.scenes if part[0] < item["end"] and item["start"] < part[1]]


def _fits(parts: Iterable[tuple[int, int, Any]], item: dict[str, Any]) -> bool:
    """Whether one of the sentences is, by and large, the evidence."""
    return any(_shared(part, item) >= WHOLE for part in parts)


def _shared(part: tuple[int, int, Any], item: dict[str, Any]) -> float:
    start, stop, _ = part
    shared, whole = min(stop, item["end"]) - max(start, item["start"]), max(stop, item["end"]) - min(start, item["start"])
    return float(shared / whole)
