"""Documents whose place and day stand in a sentence of their own behind them: "Agreement on air services. Tashkent, 23 May 1996."."""

from __future__ import annotations

from dataclasses import replace

from pipeline.records.agreements.enumeration import Reading
from pipeline.records.agreements.titles import named_by_kind, subject
from pipeline.records.agreements.unsigned import plain_draft
from pipeline.records.arguments.heads import Named
from pipeline.records.arguments.usable import usable
from pipeline.records.scenes.scene import Scene
from pipeline.records.told.drafts import AgreementDraft

LONGEST = 3  # words besides the place and the day


def note_undated(reading: Reading, documents: list[Named], drafts: list[AgreementDraft]) -> None:
    """Note the document of a line that tells nothing but its name, below a heading of documents or the sentence that opens their list."""
    scene, announced = reading.scene, reading.announced
    plain = documents and not scene.dates and not any(verb.form == "finite" for verb in scene.predicates)
    found = [draft for draft in drafts if draft.date is None and draft.count == 1]
    if plain and not drafts and reading.discourse.headings.documents and (title := subject(scene, documents[0]) or named_by_kind(scene, documents[0])):
        found = [replace(plain_draft(reading, documents[0], None), title=title, rules=("treaty-list",))]
    announced.undated = (scene.index, scene.sentence.block, tuple(found)) if plain and found else None


def read_tail(reading: Reading) -> list[AgreementDraft]:
    """The document of the line before with the place and day that a sentence tells, and nothing else; none where it tells more."""
    scene, undated = reading.scene, reading.announced.undated
    dates = usable(scene)
    if undated is None or undated[:2] != (scene.index - 1, scene.sentence.block) or len(dates) != 1 or not _is_only_place_and_day(scene):
        return []
    reading.announced.line = scene.index if reading.announced.line == undated[0] else reading.announced.line  # an open list goes on
    place = next((place.base for place in scene.all_places if place.kind == "city"), None)
    return [replace(draft, date=dates[0].edtf, place=place or draft.place, scenes=(undated[0], scene.index)) for draft in undated[2]]


def _is_only_place_and_day(scene: Scene) -> bool:
    words = scene.words_between(scene.start, scene.stop)
    known = [(date.start, date.stop) for date in scene.dates] + [(place.start, place.stop) for place in scene.all_places]
    return words - sum(scene.words_between(*span) for span in known) <= LONGEST and not scene.actors and not any(verb.form == "finite" for verb in scene.predicates)
