"""What one sentence tells of a visit or an agreement, before mentions of the same event are merged."""

from __future__ import annotations

from dataclasses import dataclass

BIDDEN = "bidden"  # the rule of a visit told by its invitation, or said to be expected
LIKELY = "likely-"  # opens the rule of a visit that none but likelihood tells; the tenths of its chance follow
GUESSES = ("title", "topic", "dateline")  # of the entity stage, for a country that the text around an office suggests
ONE_EACH = "one-each"  # the rule of documents of one title that several states signed each for itself


@dataclass(frozen=True, slots=True)
class VisitDraft:
    """One mention of one visitor in one host country. ``phase`` is ``begin`` or ``end`` where only the first or last day is told.

    An ``echo`` only adds to what is told elsewhere (a headline, "the visit will last until the 19th"): alone it is no visit.
    """

    visitor_name: str | None
    visitor_office: str | None
    visitor_country: str | None
    host_country: str | None
    host_place: str | None
    visit_type: str | None = None
    occasion: str | None = None
    date: str | None = None
    phase: str = ""
    count: int = 1
    count_qualifier: str = "exact"
    status: str = "occurred"
    scenes: tuple[int, ...] = ()
    rules: tuple[str, ...] = ()
    echo: bool = False


@dataclass(frozen=True, slots=True)
class AgreementDraft:
    """One mention of one document, or of a stated number of them, with the ``visit`` during which it was signed. ``borrowed``: its date is the visit's;
    ``on_last``: it was signed on the last day of the visit, which was not told yet; ``topics``: what its title is about, by which it is known again in another language."""

    doc_type: str
    title: str | None
    parties: tuple[str, ...]
    place: str | None = None
    signatories: tuple[str, ...] = ()
    date: str | None = None
    count: int = 1
    count_qualifier: str = "exact"
    status: str = "signed"
    visit: VisitDraft | None = None
    borrowed: bool = False
    on_last: bool = False
    language: str = ""
    topics: frozenset[str] = frozenset()
    scenes: tuple[int, ...] = ()
    rules: tuple[str, ...] = ()
    echo: bool = False
