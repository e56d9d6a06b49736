"""What is needed to read the documents of a sentence: the sentence, the discourse, its visits, and the documents announced or spoken of before."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.records.agreements.headed_items import Shelf
from pipeline.records.scenes.scene import Scene
from pipeline.records.told.discourse import Discourse
from pipeline.records.told.drafts import AgreementDraft, VisitDraft

LISTED = 2  # sentences over which an announced number of documents may be spelled out


@dataclass(frozen=True, slots=True)
class Mention:
    """A document that a sentence (its number) speaks of without telling its signing, with the states it is said to be between."""

    scene: int
    kind: str
    title: str
    parties: tuple[str, ...] = ()


@dataclass(slots=True)
class Enumeration:
    """An announced number of documents that the next sentences may name, the documents told last, and the one that a heading names
    (the sentence's number, kind, title); ``mentions`` are those that a sentence speaks of, ``sides`` are the bodies' states in its heading. ``lead`` is what all documents of an open list share, ``line`` and ``block`` are its last line's numbers, ``shelf`` is what a heading says of the documents below it,
    ``undated`` are the documents of a line without a day (the sentence's number, its block), ``totals`` hold for each list the number of its opening sentence, the number of documents told there, and of those named below."""

    draft: AgreementDraft | None = None
    scene: int = -9
    last: tuple[AgreementDraft, ...] = ()
    heading: tuple[int, str, str] | None = None
    mentions: tuple[Mention, ...] = ()
    sides: tuple[str, ...] = ()
    lead: AgreementDraft | None = None
    line: int = -9
    block: int = -1
    shelf: Shelf | None = None
    totals: list[list[int]] = field(default_factory=list)
    undated: tuple[int, int, tuple[AgreementDraft, ...]] | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What is needed to read the documents of one sentence."""

    scene: Scene
    discourse: Discourse
    told: list[VisitDraft]
    announced: Enumeration
