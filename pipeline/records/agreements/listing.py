"""Documents named line by line below a sentence that tells of their signing: "The following documents were signed:" and its items."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.documents.cells import is_column_head
from pipeline.records.agreements.drafting import base_draft
from pipeline.records.agreements.enumeration import LISTED, Enumeration, Reading
from pipeline.records.agreements.named_parties import named_between
from pipeline.records.agreements.signing import Signing, find_signers, signing_of
from pipeline.records.agreements.splitting import split_subject, told_one_by_one
from pipeline.records.agreements.titles import named_by_kind, own_title, subject
from pipeline.records.agreements.unsigned import bracketed_date, dates_beside, listed_place
from pipeline.records.arguments import counting
from pipeline.records.arguments.behind_head import right_edge
from pipeline.records.arguments.dating import nearest_date
from pipeline.records.arguments.heads import Named
from pipeline.records.arguments.status import SIGNINGS
from pipeline.records.scenes.scene import Scene
from pipeline.records.told.drafts import AgreementDraft
from pipeline.values import Date

_OPENS = re.compile(r"[:：]\s*[–—-]?\s*\Z")
_ITEM = re.compile(r"\s*(?:[–—•*·-]|\(?(?:\d{1,2}|[a-zа-яə]|[ivx]{1,4})[.)])\s+")
_ASIDE = re.compile(r"[(,]")
_SIGNS = (",", "(", "–", "—", "-", "|", ".", ";", ":")
LEAD = 6  # words of an item before its document, in a language that begins a phrase with its head
ITEM = 60  # words of an item, several of which may stand on one line with semicolons between


def open_list(reading: Reading, documents: list[Named], signings: list[Signing]) -> None:
    """Note what a sentence that ends in a colon tells of the documents below it."""
    scene, announced = reading.scene, reading.announced
    heading = scene.kind == "heading" and bool(signings) and scene.search(scene.lexicon.documents_heading) is not None  # "Documents signed during the visit"
    if not (heading or _OPENS.search(scene.text[scene.start : scene.stop])):
        return
    if not signings:
        _open_among(reading)
        return
    document = documents[-1] if documents else Named(signings[-1].stop, signings[-1].stop, "document", signings[-1].stop, signings[-1].stop)
    signing = signing_of(scene, document, signings, documents) if documents else signings[-1]
    if signing is None or documents and subject(scene, document) is not None and not scene.search(scene.lexicon.among):
        return
    base = base_draft(reading, document, signing, nearest_date(scene, signing.start, signing.stop))
    count = counting.count_before(scene, document.start, scene.lexicon.modifiers)
    announced.lead, announced.line, announced.block = replace(base, scenes=(scene.index,)), scene.index, scene.sentence.block
    announced.totals.append([scene.index, count.number if count else 0, 0])


def _open_among(reading: Reading) -> None:
    """Note the documents told right before a sentence that opens a list of some of them: "Among them were the following:"."""
    scene, announced = reading.scene, reading.announced
    if announced.draft and 0 < scene.index - announced.scene <= LISTED and scene.search(scene.lexicon.among):
        announced.lead, announced.line, announced.block = announced.draft, scene.index, scene.sentence.block
        announced.totals.append([announced.draft.scenes[0], announced.draft.count, 0])


def read_item(reading: Reading, documents: list[Named], signings: list[Signing]) -> list[AgreementDraft] | None:
    """The documents of a line below an opened list; None where a scene is no such line."""
    scene, announced = reading.scene, reading.announced
    lead = announced.lead
    if lead is None or scene.index != announced.line + 1:
        return None
    if not _is_item(scene, documents):
        announced.lead = lead if scene.sentence.block == announced.block and not documents and announced.totals[-1][2] else None
        announced.line = scene.index if announced.lead else announced.line
        return None
    announced.line, announced.block = scene.index, scene.sentence.block
    if is_column_head(scene.text[scene.start : scene.stop]):
        return []  # "No. Document Place and date"
    told = next((date for one in signings if (date := nearest_date(scene, one.start, one.stop))), None)
    lead = replace(lead, date=told.edtf, borrowed=False) if told and len(documents) == 1 else lead
    drafts = [draft for document in _own(scene, documents) for draft in _read(reading, lead, document)]
    signers = tuple(a.actor.name for one in signings for a in find_signers(scene, one) if a.actor and a.actor.name)
    announced.totals[-1][2] += len(drafts)
    return [replace(draft, signatories=tuple(dict.fromkeys(signers))) for draft in drafts]


def read_one_by_one(reading: Reading) -> list[AgreementDraft]:
    """The documents told as a number just before, in a sentence that says of each what it is about: "Onlardan biri təhsil, digəri turizm haqqındadır"."""
    scene, announced = reading.scene, reading.announced
    total = announced.draft
    titles = told_one_by_one(scene, scene.start) if total and total.count > 1 and 0 < scene.index - announced.scene <= LISTED else []
    if total is None or not 0 < len(titles) <= total.count:
        return []
    announced.totals.append([total.scenes[0], total.count, len(titles)])
    one = replace(total, count=1, count_qualifier="exact", scenes=(scene.index,), rules=("enumerated",))
    return [replace(one, title=title) for title in titles]


def without_told_totals(drafts: list[AgreementDraft], announced: Enumeration) -> list[AgreementDraft]:
    """The drafts without the totals whose documents are all named below them."""
    told = {scene for scene, number, named in announced.totals if number > 1 and number == named}
    return [draft for draft in drafts if draft.count == 1 or not set(draft.scenes) & told]


def _is_item(scene: Scene, documents: list[Named]) -> bool:
    """True for a line that does nothing but name documents, whatever its brackets tell."""
    if not documents or scene.words_between(scene.start, scene.stop) > ITEM * (1 + scene.text.count(";", scene.start, scene.stop - 1)):
        return False
    high = min([scene.stop, *(m.start() for m in _ASIDE.finditer(scene.folded, documents[0].stop, scene.stop) if _tells(scene, m))])
    if any(verb.form == "finite" and (verb.sense in SIGNINGS or verb.sense != "other") and scene.start <= verb.start < high for verb in scene.predicates):
        return False
    marked = scene.kind in ("list", "row") or _ITEM.match(scene.folded, scene.start)
    if not marked and scene.folded[: scene.start].rstrip()[-1:] not in (":", ";") and scene.folded[: scene.stop].rstrip()[-1:] == ".":
        return False  # a sentence of the paragraph below
    return scene.lexicon.head_last or scene.words_between(scene.start, documents[0].start) <= (LEAD if marked else LEAD // 2)


def _tells(scene: Scene, opening: re.Match[str]) -> bool:
    """True for the bracket of an item, and for a comma right before the word that tells of its signing: ", signed in Oslo"."""
    behind = [verb.group_start for verb in scene.predicates if verb.sense in SIGNINGS and verb.group_start >= opening.end()]
    return opening[0] == "(" or bool(behind) and not scene.words_between(opening.end(), min(behind))


def _own(scene: Scene, documents: list[Named]) -> list[Named]:
    """The documents of an item; one inside the subject of another is none: "a protocol to the agreement on trade"."""
    if scene.lexicon.head_last:
        return [one for one in documents if one is documents[-1] or scene.folded[one.stop : scene.stop].startswith(";")]
    kept: list[Named] = []
    for document in documents:
        gap = scene.folded[kept[-1].stop : document.start] if kept else ""
        if kept and not scene.lexicon.separators.search(gap):
            kept[-1] = replace(kept[-1], subject_stop=max(kept[-1].subject_stop, right_edge(scene, kept[-1].stop, scene.stop)))
        else:
            kept.append(document)
    return kept


def _item_date(scene: Scene, document: Named, *, apart: bool) -> Date | None:
    """The date that a line tells besides its document, before what tells of its entry into force: "23 May 1996 – Agreement on trade, in force since 1997".
    ``apart``: only one that a sign parts from what it names ("amending the agreement of 4 November 1999")."""
    fate = scene.search(scene.lexicon.not_signing, document.stop)
    high = fate.start() if fate else scene.stop
    dates = [date for date in dates_beside(scene, document) if date.start < high]
    if apart:
        dates = [date for date in dates if date.start < document.start or scene.text[: date.start].rstrip()[-1:] in _SIGNS]
    return nearest_date(scene, document.start, document.stop, dates) if dates else None


def _read(reading: Reading, lead: AgreementDraft, document: Named) -> list[AgreementDraft]:
    scene = reading.scene
    title = subject(scene, document) or named_by_kind(scene, document) or own_title(scene, document)
    if title is None:
        return []
    several = scene.lexicon.plural.search(scene.folded[document.start : document.stop])
    titles = split_subject(scene, title, None) if several else [title]
    between, date = named_between(scene, document), bracketed_date(scene, document) or _item_date(scene, document, apart=lead.date is not None)
    one = replace(lead, doc_type=document.kind, count=1, count_qualifier="exact", scenes=(scene.index,), rules=("enumerated",))
    if date and one.status == "planned" and lead.date and lead.date > date.edtf and not reading.discourse.is_to_come(date.edtf):
        one = replace(one, status="signed")  # what was told before is to be signed, this one was
    one = replace(one, parties=between if len(between) > 1 else lead.parties, date=date.edtf if date else lead.date, place=(listed_place(scene, document, date) if date else None) or lead.place)
    return [replace(one, title=part) for part in titles]
