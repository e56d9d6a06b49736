"""Agreements as each sentence tells them: documents, their signing, and parties, place and date from the sentence or its visit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.dates import bounds, compatible
from pipeline.records import counting
from pipeline.records.dating import nearest_date, pair_dates, usable
from pipeline.records.discourse import Discourse
from pipeline.records.drafts import AgreementDraft, VisitDraft
from pipeline.records.heads import Named, find_documents
from pipeline.records.parties import Deal, parties_of
from pipeline.records.scene import Scene
from pipeline.records.signing import Signing, find_signers, find_signings, signing_of
from pipeline.records.status import after
from pipeline.records.titles import clean, named_by_kind, own_title, split_subject, subject
from pipeline.values import Date

# Kinds that are an event by themselves, even with no subject named ("signed a joint statement").
SELF_TITLED = frozenset({"declaration", "statement", "communique"})
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
LISTED = 2  # sentences over which an announced number of documents may be spelled out


@dataclass(slots=True)
class Enumeration:
    """An announced number of documents that the next sentences may name, and the documents told last."""

    draft: AgreementDraft | None = None
    scene: int = -9
    last: tuple[AgreementDraft, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What is needed to read the documents of one sentence."""

    scene: Scene
    discourse: Discourse
    told: list[VisitDraft]
    announced: Enumeration


def read_agreements(scene: Scene, discourse: Discourse, told: list[VisitDraft], announced: Enumeration) -> list[AgreementDraft]:
    """The agreements that a sentence tells. ``told`` are the visits of the same sentence."""
    documents = find_documents(scene)
    if not documents:
        return []
    reading = Reading(scene, discourse, told, announced)
    signings = find_signings(scene)
    pairs = [(document, signing_of(scene, document, signings)) for document in documents]
    dates = _dates(scene, [pair for pair in pairs if pair[1]])
    drafts: list[AgreementDraft] = []
    for document, signing in pairs:
        drafts += _signed(reading, document, signing, dates.get(document.start)) if signing else _unsigned(reading, document)
    drafts = [replace(draft, echo=scene.kind == "title") for draft in _without_total(drafts)]
    _announce(scene, drafts, announced)
    return drafts


def _dates(scene: Scene, pairs: Sequence[tuple[Named, Signing | None]]) -> dict[int, Date | None]:
    """The date of each signed document: in step where each has its own, else the one nearest to the word for its signing."""
    inside = [date for date in usable(scene) if not any(d.subject_start <= date.start < d.subject_stop for d, _ in pairs)]
    if len(pairs) > 1 and (paired := pair_dates(scene, [(document.start, document.stop) for document, _ in pairs], inside)):
        return {document.start: date for (document, _), date in zip(pairs, paired, strict=True)}
    return {document.start: nearest_date(scene, signing.start, signing.stop, inside) for document, signing in pairs if signing}


# --- signed ---------------------------------------------------------------------------------------------------------


def _signed(reading: Reading, document: Named, signing: Signing, date: Date | None) -> list[AgreementDraft]:
    scene = reading.scene
    if scene.search(scene.lexicon.private, max(scene.start, document.start - 160), min(scene.stop, document.stop + 160)):
        return []
    count = counting.count_before(scene, document.start, scene.lexicon.modifiers)
    title = subject(scene, document, counted=count is not None and count.number > 1)
    if title is None and count is None:
        title = _title_of_kind(scene, document)
        if title is None:
            return _again(reading, document, signing)
    base = _base(reading, document, signing, date)
    plural = _is_plural(scene, document, signing)
    if count and count.number > 1:
        titles = split_subject(scene, title, count.number) if title else []
        if len(titles) == count.number:
            return [replace(base, title=clean(part)) for part in titles]
        return [replace(base, title=title, count=count.number, count_qualifier=count.qualifier)]
    titles = split_subject(scene, title, None) if plural and title else [title] if title else []
    return [replace(base, title=part) for part in titles]


def _title_of_kind(scene: Scene, document: Named) -> str | None:
    """The title of a document that names no subject behind its word: its own name, or what stands before it."""
    several = scene.lexicon.head_last and scene.lexicon.plural.search(scene.folded[document.start : document.stop])
    if several or _is_anaphoric(scene, document):
        return None
    return own_title(scene, document) if document.kind in SELF_TITLED else named_by_kind(scene, document)


def _is_plural(scene: Scene, document: Named, signing: Signing) -> bool:
    """True for a plural; behind a noun of signing a form may be the genitive of one document."""
    nominal = signing.predicate is not None and signing.predicate.form == "noun"
    pattern = scene.lexicon.plural_genitive if nominal else scene.lexicon.plural
    return pattern.search(scene.folded[document.start : document.stop]) is not None


def _is_anaphoric(scene: Scene, document: Named) -> bool:
    words = re.findall(r"\w+", scene.folded[max(scene.start, document.start - 25) : document.start])[-2:]
    return any(scene.lexicon.anaphoric.fullmatch(word) for word in words)


def _base(reading: Reading, document: Named, signing: Signing, date: Date | None) -> AgreementDraft:
    scene, discourse = reading.scene, reading.discourse
    signers = find_signers(scene, signing)
    visits = _visits_of(reading)
    visit = _matching(visits, date.edtf if date else None)
    told = date.edtf if date else discourse.entry_date(scene) or (_day_of(visit, discourse) if visit else None)
    status = "planned" if signing.status == "signed" and after(discourse.written, told) and not visit else signing.status
    names = [person.name for a in signers if a.actor for person in (a.actor.members or (a.actor,)) if person.name]
    return AgreementDraft(
        doc_type=document.kind,
        title=None,
        parties=parties_of(Deal(scene, document, signing, tuple(signers), visit, tuple(visits), told), discourse),
        place=_place(scene, document) or (visit.host_place if visit else None),
        signatories=tuple(dict.fromkeys(names)),
        date=told,
        status=status,
        visit=visit if len({(v.visitor_name, v.host_country) for v in visits}) == 1 else None,
        scenes=(scene.index,),
        rules=("signing",),
    )


def _visits_of(reading: Reading) -> list[VisitDraft]:
    """The visits during which a document may have been signed: of this sentence, of the ones just before, or the one a report is about."""
    held = [visit for visit in reading.told if visit.status != "cancelled"]
    return held or reading.discourse.current(reading.scene) or reading.discourse.reported()


def _matching(visits: list[VisitDraft], date: str | None) -> VisitDraft | None:
    """The first visit whose days hold the date of the signing."""
    return next((visit for visit in visits if date is None or visit.date is None or compatible(visit.date, date)), None)


def _day_of(visit: VisitDraft, discourse: Discourse) -> str | None:
    """The day of the visit that the text has come to ("held talks today; five documents were signed"), or the visit's date."""
    for day in (discourse.day, discourse.written):
        if visit.date and day and _DAY.match(day) and day != visit.date:
            first, last = bounds(visit.date)
            if first and last and first <= day <= last:
                return day
    return visit.date


def _place(scene: Scene, document: Named) -> str | None:
    for argument in scene.places:
        place = argument.place
        inside = document.subject_start <= argument.start < document.subject_stop
        locative = any(mark in ("loc", "in", "at", "pre") or mark.endswith("+pre") for mark in argument.marks)
        if place and place.kind == "city" and locative and not inside:
            return place.base
    return None


# --- documents without a word for signing ---------------------------------------------------------------------------


def _unsigned(reading: Reading, document: Named) -> list[AgreementDraft]:
    """A document named after "among them", or in a list or in brackets with its date."""
    scene, announced = reading.scene, reading.announced
    title = subject(scene, document)
    if title is None:
        return []
    if announced.draft and 0 <= scene.index - announced.scene <= LISTED and scene.search(scene.lexicon.among):
        titles = split_subject(scene, title, None) if scene.lexicon.plural.search(scene.folded[document.start : document.stop]) else [title]
        base = replace(announced.draft, doc_type=document.kind, count=1, count_qualifier="exact", scenes=(scene.index,), signatories=())
        return [replace(base, title=part) for part in titles]
    dates = [date for date in usable(scene) if not document.subject_start <= date.start < document.subject_stop]
    if scene.kind in ("row", "list") and dates and not scene.search(scene.lexicon.not_signing):
        signing = Signing(document.start, document.stop, "signed")
        base = _base(replace(reading, told=[]), document, signing, nearest_date(scene, document.start, document.stop, dates))
        return [replace(base, title=title, rules=("treaty-list",))]
    return []


def _again(reading: Reading, document: Named, signing: Signing) -> list[AgreementDraft]:
    """ "The agreement was signed by ...": more about a document told just before."""
    scene, announced = reading.scene, reading.announced
    if scene.index - announced.scene > LISTED:
        return []
    for draft in reversed(announced.last):
        if draft.doc_type == document.kind and draft.count == 1:
            signers = tuple(a.actor.name for a in find_signers(scene, signing) if a.actor and a.actor.name)
            return [replace(draft, signatories=draft.signatories or signers, scenes=(scene.index,), echo=True)]
    return []


def _without_total(drafts: list[AgreementDraft]) -> list[AgreementDraft]:
    """A total whose documents are all named beside it is no record of its own."""
    single = sum(1 for draft in drafts if draft.count == 1)
    return [draft for draft in drafts if draft.count == 1 or draft.title or draft.count != single]


def _announce(scene: Scene, drafts: list[AgreementDraft], announced: Enumeration) -> None:
    if drafts:
        totals = [draft for draft in drafts if draft.count > 1]
        keep = announced.draft if scene.index == announced.scene + 1 and not totals and announced.draft else None
        announced.draft, announced.scene, announced.last = keep or (totals or drafts)[0], scene.index, tuple(drafts)
