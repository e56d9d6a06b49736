"""Documents of which a list tells only the subject, place and day, their kind and their states standing in its heading:
"Agreements with Finland" and below it "On air services – Oslo, 13 December 2002"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.records.agreements.titles import clean
from pipeline.records.arguments.heads import Named
from pipeline.records.arguments.usable import usable
from pipeline.records.scenes.scene import Scene
from pipeline.records.told.discourse import Discourse
from pipeline.records.told.drafts import AgreementDraft

LINES = ("row", "list", "body", "caption", "heading")
LONGEST = 160  # characters of a line that names one document
STATES = 2  # that a heading names
_BORDER = re.compile(r"\s[–—|-]\s|[,;(]")
_MARK = re.compile(r"[\s•*·–—-]*(?:\(?\d{1,2}[.)]\s+)?")


@dataclass(frozen=True, slots=True)
class Shelf:
    """What a heading says of the documents below it, with the number of the last line that it holds for."""

    line: int
    kind: str
    parties: tuple[str, ...]


def note_shelf(scene: Scene, discourse: Discourse, documents: list[Named]) -> Shelf | None:
    """What a heading tells that names several documents by their kind alone, and the states between which they are."""
    heading = scene.kind in ("title", "heading", "caption") or scene.text[scene.start : scene.stop].rstrip().endswith(":")
    if not heading or not documents or any(verb.form == "finite" for verb in scene.predicates):
        return None
    kinds = {document.kind for document in documents}
    states = tuple(dict.fromkeys(place.code for place in scene.all_places if place.kind in ("country", "organization") and place.code))
    owner = discourse.headings.owner
    codes = tuple(sorted({*states, owner} if len(states) == 1 and owner else states))
    several = scene.lexicon.plural.search(scene.folded[documents[0].start : documents[0].stop])
    return Shelf(scene.index, documents[0].kind, codes) if len(kinds) == 1 and several and len(codes) == STATES else None


def read_headed_item(scene: Scene, shelf: Shelf | None) -> list[AgreementDraft]:
    """The document of a line below such a heading; none where it is not dated or not signed."""
    low = _MARK.match(scene.folded, scene.start, scene.stop).end()  # type: ignore[union-attr]
    border = _BORDER.search(scene.folded, low, scene.stop)
    if shelf is None or scene.index != shelf.line + 1 or scene.kind not in LINES or border is None or scene.stop - scene.start > LONGEST or not _is_linked(scene, low, border.start()):
        return []
    dates = [date for date in usable(scene) if date.start >= border.end()]
    unsigned = any(scene.search(pattern) for pattern in (scene.lexicon.row_planned, scene.lexicon.row_cancelled, scene.lexicon.not_signing))
    if len(dates) != 1 or unsigned or any(verb.negated for verb in scene.predicates):
        return []
    place = next((p.base for p in scene.all_places if p.kind == "city" and p.start >= border.end()), None)
    title = clean(scene.text[low : border.start()])
    return [AgreementDraft(shelf.kind, title, shelf.parties, place, date=dates[0].edtf, scenes=(scene.index,), rules=("treaty-list",))]


def _is_linked(scene: Scene, low: int, high: int) -> bool:
    """True for a stretch that a word leads which joins a subject to its document ("on air services"), or that such a word ends."""
    links = scene.lexicon.links.pattern
    if scene.lexicon.head_last:
        return re.search(links + r"\s*\Z", scene.folded[low:high]) is not None
    return re.compile(links).match(scene.folded, low) is not None
