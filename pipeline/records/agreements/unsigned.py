"""Documents without a word for signing of their own: among those announced, in a list, or with their date in brackets."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from pipeline.records.agreements.drafting import base_draft
from pipeline.records.agreements.enumeration import LISTED, Reading
from pipeline.records.agreements.signing import Signing
from pipeline.records.agreements.splitting import split_subject
from pipeline.records.agreements.titles import SELF_TITLED, named_by_kind, own_title, subject
from pipeline.records.arguments import counting
from pipeline.records.arguments.dating import nearest_date
from pipeline.records.arguments.heads import Named
from pipeline.records.arguments.status import SIGNINGS
from pipeline.records.arguments.usable import usable
from pipeline.records.scenes.scene import Scene
from pipeline.records.told.blocs import codes
from pipeline.records.told.drafts import AgreementDraft
from pipeline.text import fold
from pipeline.values import Date

LEAD = 24  # characters before a sentence in which an abbreviated "among them" may end the one before
DAY = len("1999-07-09")
_ENTRY = re.compile(r"\s*(?:[,(]\s*[^\W\d_][\w-]*(?:\s[\w-]+)?)?\s*[,(]\s*")
_YEARS = re.compile(r"\d{4}/\d{4}")
BASIS = 30  # characters before a document in which it is told to be the ground of something else


def read_unsigned(reading: Reading, document: Named, before: list[AgreementDraft]) -> list[AgreementDraft]:
    """A document that no verb signs: named among those announced (``before`` are those of its sentence), in a list, or with its date in brackets."""
    scene = reading.scene
    title = subject(scene, document)
    if title is None and document.kind in SELF_TITLED and reading.discourse.entry_date(scene):
        title = own_title(scene, document)
    if title is None and document.kind in SELF_TITLED and not scene.lexicon.head_last and _own_day(scene, document):
        title = named_by_kind(scene, document)  # "in the Tashkent declaration of 3 June 1998"
    listed = scene.kind in ("row", "list") and usable(scene) and not _is_aside(scene, document)
    if title is None and (listed or not scene.lexicon.head_last and bracketed_date(scene, document)):
        title = named_by_kind(scene, document)  # "Air Services Agreement | Kuwait City | 5 May 2010"
    if title is None and document.kind in SELF_TITLED and listed and scene.kind == "row" and reading.told:
        title = own_title(scene, document)  # "8–17 мая 1972 г. | официальный визит А. | совместное коммюнике"
    if title is None and document.kind in SELF_TITLED and scene.lexicon.head_last and _announced(reading, document, before):
        title = own_title(scene, document)  # "onlardan üçü – birgə bəyannamə, ..."
    if title is None:
        return _counted_in_row(reading, document)
    date = bracketed_date(scene, document)
    if base := _announced(reading, document, before):
        several = scene.lexicon.plural.search(scene.folded[document.start : document.stop])
        titles = split_subject(scene, title, None) if several else [title]
        days = [] if date else _own_day(scene, document)
        own: dict[str, Any] = {"date": date.edtf, "place": _bracketed_place(scene, date)} if date else {"date": days[0].edtf} if days else {}
        return [replace(base, title=part, **own) for part in titles]
    if date and not scene.search(scene.lexicon.not_signing, scene.start, date.start):
        base = plain_draft(reading, document, date)
        between = _bracketed_states(scene, date)
        return [replace(base, title=title, place=_bracketed_place(scene, date), parties=between if len(between) > 1 else base.parties, rules=("bracketed-date",))]
    return _of_day(reading, document, title) or _listed(reading, document, title)


def plain_draft(reading: Reading, document: Named, date: Date | None) -> AgreementDraft:
    """A document that is told to be signed by its mere naming, during none of the visits of its sentence."""
    return base_draft(replace(reading, told=[]), document, Signing(document.start, document.stop, "signed"), date)


def dates_beside(scene: Scene, document: Named) -> list[Date]:
    """The dates of a sentence outside the subject of a document; years that it is meant for ("a programme for 1998–2000") only where nothing else is told."""
    dates = [date for date in usable(scene) if not document.subject_start <= date.start < document.subject_stop]
    return [date for date in dates if not _YEARS.fullmatch(date.edtf)] or dates


def _of_day(reading: Reading, document: Named, title: str) -> list[AgreementDraft]:
    """A document told with the day it is of: "the agreement on trade of 10 February 2006" ("соглашение о торговле от 10 февраля 2006 года")."""
    scene = reading.scene
    dates = _own_day(scene, document)
    nested = scene.lexicon.basis.search(scene.folded[max(scene.start, document.start - BASIS) : document.start]) or scene.lexicon.basis.match(scene.folded, document.stop)
    if not dates or nested or scene.search(scene.lexicon.not_signing, scene.start, document.start):
        return []
    base = plain_draft(reading, document, dates[0])
    return [replace(base, title=title, rules=("of-day",))]


def _own_day(scene: Scene, document: Named) -> list[Date]:
    """The day that a document is told to be of, behind its subject or before it; in a language that puts its word last, right before its subject or its word, by what the date
    itself says: "16 iyun 2000-ci il tarixli hüquqi yardım haqqında müqavilə"."""
    days = [date for date in usable(scene) if len(date.edtf) == DAY]
    if scene.lexicon.head_last:
        return [date for date in days if scene.lexicon.dated_of.fullmatch(fold(date.text)) and _leads_to(scene, date, document)]
    days = [date for date in days if document.stop <= date.start]
    before = [date for date in days if date.stop == document.subject_start]
    return before or [date for date in days if scene.lexicon.dated_of.fullmatch(scene.folded, document.subject_stop, date.start)]


def _leads_to(scene: Scene, date: Date, document: Named) -> bool:
    """True for a date with nothing between it and the subject of a document, or its word."""
    starts = (document.subject_start, document.start)
    return any(date.stop <= start and not scene.folded[date.stop : start].strip() for start in starts)


def _announced(reading: Reading, document: Named, before: list[AgreementDraft]) -> AgreementDraft | None:
    """What an announced number of documents hands on to one that is named among them."""
    scene, announced = reading.scene, reading.announced
    among = scene.search(scene.lexicon.among)
    before_it = [m for m in scene.finditer(scene.lexicon.among, max(0, scene.start - LEAD), scene.start) if not scene.folded[m.end() : scene.start].strip(" :")]
    if not before_it and (among is None or among.end() > document.start):
        return None
    near = announced.draft if announced.draft and 0 <= scene.index - announced.scene <= LISTED and not (scene.kind == "row" and reading.told) else None
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


def _bracketed_states(scene: Scene, date: Date) -> tuple[str, ...]:
    """The states named in the brackets of a date: "(Minsk, 22.01.1993; Belarus, Kazakhstan, Ukraine)"."""
    opening, closing = scene.bracket_around(date.start, date.stop) or (scene.stop, scene.stop)
    return codes(place.code for place in scene.all_places if place.kind == "country" and place.form == "noun" and opening < place.start < closing)


def _listed(reading: Reading, document: Named, title: str | None) -> list[AgreementDraft]:
    """A document in a list or table with its date."""
    scene = reading.scene
    fates = _cells_of_fate(scene, document)
    dates = [date for date in dates_beside(scene, document) if not any(low <= date.start < high for low, high in fates)]
    day = scene.kind == "heading" and any(len(date.edtf) == DAY for date in dates)  # a row that looks like a heading
    listed = scene.kind in ("row", "list") or day or _is_entry(scene, document) or reading.discourse.headings.documents and not any(verb.form == "finite" for verb in scene.predicates)
    entry = reading.discourse.entry_date(scene) and not any(verb.form == "finite" for verb in scene.predicates)  # "21–23 May – Visit of A. Treaty of friendship."
    if _is_aside(scene, document) or _is_spoken_of(scene, document) or not listed or not (dates or entry) or scene.search(scene.lexicon.not_signing) and not fates:
        return []
    date = nearest_date(scene, document.start, document.stop, dates) if dates else None
    base = plain_draft(reading, document, date)
    return [replace(base, title=title, place=base.place or listed_place(scene, document, date), rules=("treaty-list",))]


def _counted_in_row(reading: Reading, document: Named) -> list[AgreementDraft]:
    """The documents that a row with a visit only counts: "| Hanoi | official | 6 documents"."""
    scene = reading.scene
    count = counting.count_before(scene, document.start, scene.lexicon.modifiers) if scene.kind == "row" and reading.told else None
    if count is None or count.number < 2 or count.start == scene.start or document.kind != "document":
        return []
    return [replace(one, count=count.number, count_qualifier=count.qualifier) for one in _listed(reading, document, None)]


def _cells_of_fate(scene: Scene, document: Named) -> list[tuple[int, int]]:
    """The cells of a row, not that of the document, which tell what became of it: "ratified", "in force since 12 March 1996"; none where its own cell tells it too."""
    cells = scene.cells() if scene.kind == "row" else []
    told = [(low, high) for low, high in cells if len(cells) > 1 and scene.search(scene.lexicon.not_signing, low, high)]
    return [] if any(low <= document.start < high for low, high in told) else told


def _is_entry(scene: Scene, document: Named) -> bool:
    """True for a document told with place and day between commas, in a sentence without verbs: "Agreements with Qatar: agreement on air services, Doha, 17 March 2003;"."""
    if scene.lexicon.head_last or any(verb.form == "finite" for verb in scene.predicates):
        return False
    return any(_ENTRY.fullmatch(scene.text, document.subject_stop, date.start) for date in usable(scene) if len(date.edtf) == DAY and date.start > document.stop)


def _is_aside(scene: Scene, document: Named) -> bool:
    """True for a document that only the brackets behind another one name, without a date: "Agreement on trade, 8 May 1995 (replaced by agreement No. 4)"."""
    bracket = scene.bracket_around(document.start, document.stop)
    return bracket is not None and bracket[0] > scene.start + 1 and not any(bracket[0] < date.start < bracket[1] for date in scene.dates)


def _is_spoken_of(scene: Scene, document: Named) -> bool:
    """True for a document in the clause of a verb that tells something else than a signing, outside of brackets and the cells of a row: "hosted a lunch of the Charter"."""
    low, high = scene.clause(document.start)
    verbs = [verb for verb in scene.predicates if verb.form == "finite" and verb.sense not in SIGNINGS and low <= verb.start < high]
    return len(scene.cells()) < 2 and any(not scene.bracket_around(verb.start, verb.stop) for verb in verbs)


def listed_place(scene: Scene, document: Named, date: Date | None) -> str | None:
    """The city nearest to the date of a document in a list, outside its subject."""
    cities = [place for place in scene.all_places if place.kind == "city" and not document.subject_start <= place.start < document.subject_stop]
    return min(cities, key=lambda place: abs(place.start - date.start)).base if cities and date else None
