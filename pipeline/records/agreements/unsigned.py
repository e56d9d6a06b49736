"""Documents without a word for signing of their own: among those announced, in a list, with their date in brackets, or named in a heading."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from pipeline.dates import compatible
from pipeline.records.agreements.drafting import LISTED, Reading, base_draft
from pipeline.records.agreements.parties import by_topic, partner_states
from pipeline.records.agreements.signing import Signing, find_signers, find_signings
from pipeline.records.agreements.splitting import split_subject
from pipeline.records.agreements.titles import SELF_TITLED, own_title, subject
from pipeline.records.arguments.dating import nearest_date, usable
from pipeline.records.arguments.events import find_events
from pipeline.records.arguments.heads import Named
from pipeline.records.scenes.scene import Scene
from pipeline.records.told.drafts import AgreementDraft
from pipeline.values import Date

LEAD = 24  # characters before a sentence in which an abbreviated "among them" may end the one before
DAY = len("1999-07-09")
BASIS = 30  # characters before a document in which it is told to be the ground of something else
HEADING = 16  # words of a sentence that only names a document


def read_unsigned(reading: Reading, document: Named, before: list[AgreementDraft]) -> list[AgreementDraft]:
    """A document that no verb signs: named among those announced (``before`` are those of its sentence), in a list, or with its date in brackets."""
    scene = reading.scene
    title = subject(scene, document)
    if title is None and document.kind in SELF_TITLED and reading.discourse.entry_date(scene):
        title = own_title(scene, document)
    if title is None:
        return []
    date = bracketed_date(scene, document)
    if base := _announced(reading, document, before):
        several = scene.lexicon.plural.search(scene.folded[document.start : document.stop])
        titles = split_subject(scene, title, None) if several else [title]
        own: dict[str, Any] = {"date": date.edtf, "place": _bracketed_place(scene, date)} if date else {}
        return [replace(base, title=part, **own) for part in titles]
    if date and not scene.search(scene.lexicon.not_signing, scene.start, date.start):
        base = base_draft(replace(reading, told=[]), document, Signing(document.start, document.stop, "signed"), date)
        return [replace(base, title=title, place=_bracketed_place(scene, date), rules=("bracketed-date",))]
    return _of_day(reading, document, title) or _listed(reading, document, title)


def _of_day(reading: Reading, document: Named, title: str) -> list[AgreementDraft]:
    """A document told with the day it is of: "the agreement on trade of 10 February 2006" ("соглашение о торговле от 10 февраля 2006 года")."""
    scene = reading.scene
    dates = [date for date in usable(scene) if document.stop <= date.start and len(date.edtf) == DAY and scene.lexicon.dated_of.fullmatch(scene.folded, document.subject_stop, date.start)]
    nested = scene.lexicon.basis.search(scene.folded[max(scene.start, document.start - BASIS) : document.start])
    if not dates or nested or scene.search(scene.lexicon.not_signing, scene.start, document.start):
        return []
    base = base_draft(replace(reading, told=[]), document, Signing(document.start, document.stop, "signed"), dates[0])
    return [replace(base, title=title, rules=("of-day",))]


def _announced(reading: Reading, document: Named, before: list[AgreementDraft]) -> AgreementDraft | None:
    """What an announced number of documents hands on to one that is named among them."""
    scene, announced = reading.scene, reading.announced
    among = scene.search(scene.lexicon.among)
    before_it = [m for m in scene.finditer(scene.lexicon.among, max(0, scene.start - LEAD), scene.start) if not scene.folded[m.end() : scene.start].strip(" :")]
    if not before_it and (among is None or among.end() > document.start):
        return None
    near = announced.draft if announced.draft and 0 <= scene.index - announced.scene <= LISTED else None
    total = next((draft for draft in before if draft.count > 1), near if near and near.count > 1 else None)
    known = total or (before[0] if before else near)
    return replace(known, doc_type=document.kind, count=1, count_qualifier="exact", scenes=(scene.index,), signatories=()) if known else None


def bracketed_date(scene: Scene, document: Named) -> Date | None:
    """The date in the brackets right behind a document: "a treaty of friendship (Baku, 12 May 2003)"."""
    stop = document.stop if scene.lexicon.head_last else max(document.stop, document.subject_stop)
    match = re.compile(r"[\s”»\"]*\(([^()]{4,60})\)").match(scene.folded, stop, scene.stop)
    return next((date for date in usable(scene) if match and match.start(1) <= date.start < match.end(1)), None)


def _bracketed_place(scene: Scene, date: Date) -> str | None:
    opening = scene.folded.rfind("(", scene.start, date.start)
    return next((place.base for place in scene.all_places if place.kind == "city" and opening < place.start < date.start), None)


def _listed(reading: Reading, document: Named, title: str) -> list[AgreementDraft]:
    """A document in a list or table with its date."""
    scene = reading.scene
    dates = [date for date in usable(scene) if not document.subject_start <= date.start < document.subject_stop]
    day = scene.kind == "heading" and any(len(date.edtf) == DAY for date in dates)  # a row that looks like a heading
    listed = scene.kind in ("row", "list") or day or reading.discourse.headings.documents and not any(verb.form == "finite" for verb in scene.predicates)
    entry = reading.discourse.entry_date(scene) and not any(verb.form == "finite" for verb in scene.predicates)  # "21–23 May – Visit of A. Treaty of friendship."
    if _is_aside(scene, document) or not listed or not (dates or entry) or scene.search(scene.lexicon.not_signing):
        return []
    signing = Signing(document.start, document.stop, "signed")
    date = nearest_date(scene, document.start, document.stop, dates) if dates else None
    base = base_draft(replace(reading, told=[]), document, signing, date)
    return [replace(base, title=title, place=base.place or _listed_place(scene, document, date), rules=("treaty-list",))]


def _is_aside(scene: Scene, document: Named) -> bool:
    """True for a document that only the brackets behind another one name, without a date: "Agreement on trade, 8 May 1995 (replaced by agreement No. 4)"."""
    opening, closing = scene.text.rfind("(", scene.start, document.start), scene.text.find(")", document.start, scene.stop)
    inside = opening >= 0 and ")" not in scene.text[opening : document.start] and closing > 0
    return inside and opening > scene.start + 1 and not any(opening < date.start < closing for date in scene.dates)


def _listed_place(scene: Scene, document: Named, date: Date | None) -> str | None:
    """The city nearest to the date of a document in a list, outside its subject."""
    cities = [place for place in scene.all_places if place.kind == "city" and not document.subject_start <= place.start < document.subject_stop]
    return min(cities, key=lambda place: abs(place.start - date.start)).base if cities and date else None


def again(reading: Reading, document: Named, signing: Signing) -> list[AgreementDraft]:
    """ "The agreement was signed by ...": more about a document told just before, or the signing of the one that a heading names."""
    scene, announced = reading.scene, reading.announced
    if named := _named(reading):
        return [replace(base_draft(reading, document, signing, _date_of(scene, signing)), doc_type=named[0], title=named[1])]
    if scene.index - announced.scene > LISTED:
        return []
    for draft in reversed(announced.last):
        if document.kind in (draft.doc_type, "document") and draft.count == 1:
            signers = tuple(a.actor.name for a in find_signers(scene, signing) if a.actor and a.actor.name)
            date = _date_of(scene, signing) if signing.status == draft.status == "signed" else None
            told = date.edtf if date and (draft.date is None or compatible(date.edtf, draft.date) and len(date.edtf) > len(draft.date)) else draft.date
            return [replace(draft, signatories=draft.signatories or signers, date=told, borrowed=draft.borrowed and not date, scenes=(scene.index,), echo=True)]
    return []


# --- named in one sentence, signed in the next ----------------------------------------------------------------------


def note_heading(reading: Reading, documents: list[Named]) -> None:
    """Note the document of a sentence that does nothing but name it: "Memorandum on the project." """
    scene, announced = reading.scene, reading.announced
    verbs = [predicate for predicate in scene.predicates if predicate.form == "finite"]
    if len(documents) != 1 or verbs or scene.words_between(scene.start, scene.stop) > HEADING or usable(scene):
        return
    title = subject(scene, documents[0])
    if title:
        announced.heading, announced.sides = (scene.index, documents[0].kind, title), partner_states(scene, documents[0])


def _named(reading: Reading) -> tuple[str, str] | None:
    """Kind and title of the document that the sentence before named."""
    heading, mention = reading.announced.heading, reading.announced.mention
    if heading and heading[0] == reading.scene.index - 1:
        return heading[1:]
    return mention[1:] if mention and mention[0] == reading.scene.index - 1 and _signs_it(reading.scene) else None


def _signs_it(scene: Scene) -> bool:
    """True where a pronoun stands right beside the word for a signing: "they signed it", "it was signed"."""
    said = [m.span() for m in re.finditer(r"\w+", scene.folded[scene.start : scene.stop]) if scene.lexicon.document_pronouns.fullmatch(m[0])]
    spans = [(scene.start + start, scene.start + stop) for start, stop in said]
    for verb in (signing.predicate for signing in find_signings(scene) if signing.predicate):
        behind = scene.lexicon.positional and not verb.passive
        near = [start >= verb.stop and scene.words_between(verb.stop, start) == 0 for start, _ in spans if start >= verb.stop]
        ahead = [scene.words_between(stop, verb.group_start) <= 1 for _, stop in spans if stop <= verb.group_start]
        if any(near) or not behind and any(ahead):
            return True
    return False


def note_mention(reading: Reading, documents: list[Named], drafts: list[AgreementDraft]) -> None:
    """Note the only document of a sentence that tells no signing of it: the next sentence may say that "they signed it"."""
    title = subject(reading.scene, documents[0]) if len(documents) == 1 and not drafts else None
    if title:
        reading.announced.mention = (reading.scene.index, documents[0].kind, title)


def read_heading(reading: Reading) -> list[AgreementDraft]:
    """The document that the sentence before named, in a sentence that tells of a signing and names none: "Signed in Baku on 5 May." """
    scene = reading.scene
    named, signings = _named(reading), find_signings(scene)
    if ended := _ended(reading, [signing for signing in signings if signing.status == "terminated"]):
        return ended
    if not named or not signings:
        return []
    document = Named(signings[0].start, signings[0].start, named[0], scene.start, scene.start)
    draft = replace(base_draft(reading, document, signings[0], _date_of(scene, signings[0])), title=named[1])
    return [replace(draft, parties=by_topic(scene, reading.discourse, reading.announced.sides)) if reading.announced.sides else draft]


def read_ceremony(reading: Reading) -> list[AgreementDraft]:
    """Where and when the documents of the sentence before were signed: "The ceremony was held in Prague on 7 October." """
    scene, announced = reading.scene, reading.announced
    if announced.scene != scene.index - 1:
        return []
    if (match := scene.search(scene.lexicon.it_was)) and (dates := [date for date in usable(scene) if date.start >= match.end()]):
        undated = [draft for draft in announced.last if draft.date is None]
        return [replace(draft, date=dates[0].edtf, scenes=(scene.index,), echo=True) for draft in undated]
    if not scene.told("happen"):
        return []
    for event in find_events(scene):
        if scene.lexicon.ceremony.match(scene.folded, event.start) and (event.place or event.date):
            place = event.place.base if event.place and event.place.kind == "city" else None
            ready = [draft for draft in announced.last if draft.status == "signed" and (draft.date is None or draft.borrowed)]
            return [replace(draft, date=event.date or draft.date, place=place or draft.place, scenes=(scene.index,), echo=True) for draft in ready]
    return []


def at_same_ceremony(reading: Reading, draft: AgreementDraft) -> AgreementDraft:
    """A document without a date of its own, signed where and when those told just before were: "at the same ceremony"."""
    scene, announced = reading.scene, reading.announced
    near = announced.last and 0 < scene.index - announced.scene <= LISTED and scene.search(scene.lexicon.same_ceremony)
    before = announced.last[-1] if announced.last else draft
    return replace(draft, date=before.date, place=before.place or draft.place, borrowed=before.borrowed) if near and before.date and before.status == draft.status else draft


def read_later(reading: Reading) -> list[AgreementDraft]:
    """The signing of the documents that the sentence before told to be initialled: "They were signed a month later." """
    scene, announced = reading.scene, reading.announced
    signed = [signing for signing in find_signings(scene) if signing.status == "signed" and signing.predicate and signing.predicate.form == "finite"]
    ready = [draft for draft in announced.last if draft.status == "planned" and draft.title]
    if announced.scene != scene.index - 1 or not ready or len(signed) != 1:
        return []
    document = Named(signed[0].start, signed[0].start, ready[0].doc_type, scene.start, scene.start)
    base = base_draft(reading, document, signed[0], _date_of(scene, signed[0]))
    return [replace(base, doc_type=draft.doc_type, title=draft.title, parties=draft.parties, count=draft.count, count_qualifier=draft.count_qualifier) for draft in ready]


def _ended(reading: Reading, ends: list[Signing]) -> list[AgreementDraft]:
    """The end of the document told last, in a sentence that names none: "Denounced by Minsk, it ceased to apply on 1 May 2004." """
    last = reading.announced.last[-1:] if reading.scene.index - reading.announced.scene <= LISTED else ()
    dated = [date for date in (_date_of(reading.scene, signing) for signing in ends) if date]
    if not last or not ends or last[0].title is None:
        return []
    return [replace(last[0], status="terminated", date=dated[-1].edtf.removeprefix("../").removesuffix("/..") if dated else None, visit=None, signatories=(), scenes=(reading.scene.index,), rules=("ended",))]


def ended_here(scene: Scene, drafts: list[AgreementDraft], signings: list[Signing]) -> list[AgreementDraft]:
    """The end of the only document of a sentence, told behind its signing: "signed in 1998, it was denounced in 2004"."""
    ends = [signing for signing in signings if signing.status == "terminated"]
    signed = [draft for draft in drafts if draft.status == "signed" and draft.title]
    if len(signed) != 1 or not ends or any(draft.status == "terminated" for draft in drafts):
        return []
    date = _date_of(scene, ends[-1])
    return [replace(signed[0], status="terminated", date=date.edtf if date else None, visit=None, signatories=(), rules=("ended",))] if date and date.edtf != signed[0].date else []


def _date_of(scene: Scene, signing: Signing) -> Date | None:
    return nearest_date(scene, signing.start, signing.stop)
