"""Agreements as each sentence tells them: documents, their signing, and parties, place and date from the sentence or its visit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.records.agreements.bracketed import dated_members, dated_subjects, further_subjects
from pipeline.records.agreements.distributing import again_with, in_step, of_partner, one_a_day, one_each, partners_in_step
from pipeline.records.agreements.drafting import base_draft
from pipeline.records.agreements.enumeration import LISTED, Enumeration, Reading
from pipeline.records.agreements.firms import is_of_firms
from pipeline.records.agreements.headed_items import note_shelf, read_headed_item
from pipeline.records.agreements.listing import open_list, read_item, read_one_by_one
from pipeline.records.agreements.mentioned import is_one_more, is_spelled_out, meant_before, note_mention
from pipeline.records.agreements.others_days import dates_a_stage, is_of_another, is_of_leaving, is_of_promise, planned_for, tells_which
from pipeline.records.agreements.signing import Signing, find_signings, signing_of
from pipeline.records.agreements.splitting import listed_subjects, split_subject
from pipeline.records.agreements.tails import note_undated, read_tail
from pipeline.records.agreements.taken_up import (
    again,
    at_same_ceremony,
    date_behind,
    ended_here,
    held_after_all,
    meant_too,
    note_heading,
    read_ceremony,
    read_heading,
    read_later,
    with_same_day,
)
from pipeline.records.agreements.titles import SELF_TITLED, clean, named_by_kind, named_by_kinds, own_title, subject
from pipeline.records.agreements.unsigned import bracketed_date, read_unsigned
from pipeline.records.arguments import counting
from pipeline.records.arguments.dating import dates_of_clause, nearest_date, pair_dates
from pipeline.records.arguments.elliptic import gap_dates
from pipeline.records.arguments.heads import Named, find_documents, is_linked, is_name
from pipeline.records.arguments.status import SIGNINGS
from pipeline.records.arguments.usable import usable
from pipeline.records.scenes.scene import Scene
from pipeline.records.told.discourse import Discourse
from pipeline.records.told.drafts import AgreementDraft, VisitDraft
from pipeline.records.told.moments import told_before
from pipeline.records.told.stays import DAY
from pipeline.values import Date

__all__ = ["Enumeration", "read_agreements"]

BORDER = " | "  # between two cells
_PARTNER = re.compile(r"\s[–—-]\s+(?:\w{1,2}\s+)?")  # a dash for the verb, and a preposition
_OF = 6  # characters between a subject and the year of the document it names


def read_agreements(scene: Scene, discourse: Discourse, told: list[VisitDraft], announced: Enumeration) -> list[AgreementDraft]:
    """The agreements that a sentence tells. ``told`` are the visits of the same sentence."""
    near = announced.last and scene.index - announced.scene <= LISTED
    documents = find_documents(scene, announced.last[-1].doc_type if near else None)
    reading, signings = Reading(scene, discourse, told, announced), find_signings(scene)
    items = read_tail(reading) or read_item(reading, documents, signings)
    if items is not None:
        note_undated(reading, documents, items)
        return _kept(scene, announced, items)
    open_list(reading, documents, signings)
    if (headed := read_headed_item(scene, announced.shelf)) or announced.shelf and scene.index == announced.shelf.line + 1 and not documents:
        announced.shelf = replace(announced.shelf, line=scene.index) if announced.shelf else None
        return _kept(scene, announced, headed)
    announced.shelf = note_shelf(scene, discourse, documents)
    if not documents:
        return _kept(scene, announced, read_one_by_one(reading) or read_heading(reading) or read_ceremony(reading) or read_later(reading))
    pairs = meant_before(scene, [(document, signing_of(scene, document, signings, documents)) for document in documents])
    dates, partners = _dates(scene, [pair for pair in pairs if pair[1]]), partners_in_step(scene, documents)
    gapped = gap_dates(scene, [document.start for document in documents])
    drafts: list[AgreementDraft] = []
    for document, signing in pairs:
        if is_spelled_out(scene, document, documents):
            continue
        if signing and (fates := _fates_in_cells(reading, document, signing)):
            drafts += fates
            continue
        if signing and signing.status == "terminated" and (day := bracketed_date(scene, document)) and day.stop <= signing.start and scene.lexicon.governs:
            later = [date for date in usable(scene) if date.start >= day.stop]  # "(Seoul, 8 December 1999; ended in 2010)"
            drafts += [*read_unsigned(reading, document, drafts), *_signed(reading, document, signing, nearest_date(scene, signing.start, signing.stop, later))]
            continue
        if signing and (held := held_after_all(reading, document, signing, drafts)):
            drafts = held
            continue
        bracketed = bracketed_date(scene, document)
        found = _signed(reading, document, signing, bracketed or gapped.get(document.start) or dates.get(document.start)) if signing else read_unsigned(reading, document, drafts)
        found = [of_partner(with_same_day(scene, one, drafts[-1], document) if drafts else one, partners.get(document.start), partners.values()) for one in found]
        if not found and drafts and signing and (both := again_with(scene, document, drafts[-1], partners)):
            drafts[-1:] = both
            continue
        drafts += [*found, *(further_subjects(scene, document, bracketed, found[0]) if bracketed and len(found) == 1 else [])]
    drafts = [draft for one in drafts for draft in [*_with_partners(scene, one), *_other_fate(scene, one, signings)]]
    drafts += [*ended_here(scene, drafts, signings), *meant_too(reading, drafts)]
    note_heading(reading, documents)
    note_mention(reading, documents, drafts)
    note_undated(reading, documents, drafts)
    drafts = [_signed_then(scene, discourse, draft) for draft in drafts]
    return _kept(scene, announced, [replace(draft, echo=draft.echo or scene.kind == "title") for draft in _without_total(scene, drafts)])


def _signed_then(scene: Scene, discourse: Discourse, draft: AgreementDraft) -> AgreementDraft:
    """A document signed in a sentence without any date, on the only day or month that the sentence before tells."""
    undated = draft.status == "signed" and not (draft.date or draft.visit)
    return replace(draft, date=told_before(scene, discourse)) if undated else draft


def _fates_in_cells(reading: Reading, document: Named, signing: Signing) -> list[AgreementDraft]:
    """The signing and the end of a document that a row tells in two cells: "Agreement on air services | 13.04.1993 | terminated 01.02.2006"."""
    scene = reading.scene
    cell = scene.text.rfind(BORDER, document.stop, signing.start)
    before = [date for date in usable(scene) if date.stop <= cell]
    if scene.kind != "row" or signing.status != "terminated" or not before:
        return []
    stop = scene.text.find(BORDER, signing.stop, scene.stop)
    later = [date for date in usable(scene) if cell < date.start < (stop if stop > 0 else scene.stop)]
    signed = _signed(reading, document, Signing(document.start, document.stop, "signed"), nearest_date(scene, cell, cell, before))
    return [*signed, *(_signed(reading, document, signing, nearest_date(scene, signing.start, signing.stop, later)) if later else [])]


def _with_partners(scene: Scene, draft: AgreementDraft) -> list[AgreementDraft]:
    """A document once for each partner told with a date of his own behind a dash: "signed it with A in May 1994, with B – in June 1995"."""
    partners = [a for a in scene.places if a.place and a.place.kind == "country" and set(scene.lexicon.with_marks) & set(a.marks)]
    gapped = [(a, date) for a in partners[1:] for date in usable(scene) if _PARTNER.fullmatch(scene.folded, a.stop, date.start)]
    first = partners[0].place.code if partners and partners[0].place else ""
    if not gapped or draft.count != 1 or not draft.title or first not in draft.parties:
        return [draft]
    others = {a.place.code for a, _ in gapped if a.place}
    own = [code for code in draft.parties if code not in others and code != first]
    own = own or [a.place.code for a in scene.places if a.place and a.place.kind == "country" and a.place.code not in others | {first}][:1]
    again = [replace(draft, parties=tuple(sorted({*own, a.place.code})), date=date.edtf, signatories=(), visit=None) for a, date in gapped if a.place]
    return [replace(draft, parties=tuple(sorted({*own, first}))), *again]


def _other_fate(scene: Scene, draft: AgreementDraft, signings: list[Signing]) -> list[AgreementDraft]:
    """The end of the document that a sentence tells to have been signed, or its signing where it tells the end: "the agreement of A and B, signed in 1994, was ended in 2009"."""
    other = next((s for s in signings if {s.status, draft.status} == {"signed", "terminated"}), None)
    if other is None or not draft.title or len(signings) != 2:
        return []
    date = date_behind(scene, other) or nearest_date(scene, other.start, other.stop, [date for date in usable(scene) if date.edtf != draft.date])
    return [replace(draft, status=other.status, date=date.edtf, visit=None, borrowed=False, signatories=())] if date and draft.date else []


def _kept(scene: Scene, announced: Enumeration, drafts: list[AgreementDraft]) -> list[AgreementDraft]:
    """The documents of a sentence, noted for the sentences that follow."""
    _announce(scene, drafts, announced)
    return drafts


def _dates(scene: Scene, pairs: Sequence[tuple[Named, Signing | None]]) -> dict[int, Date | None]:
    """The date of each signed document: in step where each has its own, else the one nearest to the word for its signing."""
    inside = [date for date in usable(scene) if not _is_lasting(date, pairs) and not dates_a_stage(scene, date) and not any(_is_of_subject(scene, document, date) for document, _ in pairs)]
    inside = [date for date in inside if not any(tells_which(scene, document, date) for document, _ in pairs)] or inside
    if members := dated_members(scene, [document for document, _ in pairs]):
        rest = [date for date in inside if date not in members.values()]
        return {**{document.start: None for document, _ in pairs if document.start not in members}, **(_dates_of(scene, [pair for pair in pairs if pair[0].start not in members], rest) if rest else {}), **members}
    return _dates_of(scene, pairs, inside)


def _dates_of(scene: Scene, pairs: Sequence[tuple[Named, Signing | None]], inside: list[Date]) -> dict[int, Date | None]:
    if len(pairs) > 1 and (paired := pair_dates(scene, [(document.start, document.stop) for document, _ in pairs], inside)):
        return {document.start: date for (document, _), date in zip(pairs, paired, strict=True)}
    own = [(document, signing, [date for date in _of_signing(scene, document, signing, inside) if not is_of_another(scene, signing, date)]) for document, signing in pairs if signing]
    return {document.start: _named_by(scene, document, signing, inside) or planned_for(scene, signing, dates) or nearest_date(scene, signing.start, signing.stop, dates) or _day_there(scene, signing, [date for date in inside if not is_of_another(scene, signing, date)]) for document, signing, dates in own}


def _named_by(scene: Scene, document: Named, signing: Signing, dates: Sequence[Date]) -> Date | None:
    """The date right behind the subject of a document that was signed, by which it is named, in a language of cases: "соглашение о культуре от 5 мая 1993 года"."""
    nested = any(scene.search(sign.pattern, document.subject_start, document.subject_stop) for sign in scene.lexicon.kinds)
    if signing.status != "signed" or nested or not scene.lexicon.governs:
        return None
    return next((date for date in dates if scene.lexicon.dated_of.fullmatch(scene.folded, document.subject_stop, date.start)), None)


def _is_lasting(date: Date, pairs: Sequence[tuple[Named, Signing | None]]) -> bool:
    """True for a time since which something went on: a document may end then, but nobody signs it so long ("over which they had argued since 1999")."""
    return date.edtf.endswith("/..") and not any(signing and signing.status == "terminated" for _, signing in pairs)


def _of_signing(scene: Scene, document: Named, signing: Signing, dates: Sequence[Date]) -> list[Date]:
    """The dates of the clause of a signing, in a language that ends it with the verb; else those without the ones behind another verb than the
    participle that tells of the signing: "the treaty signed there was ratified a year later"."""
    if scene.lexicon.predicate_last:
        own = dates_of_clause(scene, signing.predicate, list(dates)) if signing.predicate else dates
        return [date for date in own if not _is_made_for(scene, document, date)]
    dates = [date for date in dates if not (is_of_leaving(scene, signing, date) or is_of_promise(scene, signing, date))]
    if signing.predicate is None or signing.predicate.form != "participle":
        return list(dates)
    if scene.lexicon.positional and signing.predicate.time == "present" and scene.folded[: signing.predicate.group_start].rstrip().endswith(","):  # "came in May, signing it on the 20th"
        dates = [date for date in dates if date.start >= signing.stop and not scene.barriers.between(signing.stop, date.start)] or dates
    verbs = [v.start for v in scene.predicates if v.form == "finite" and v.sense in ("other", "ratify") and v.start > signing.stop]
    return [date for date in dates if not any(signing.stop < start < date.start for start in verbs)]


def _is_made_for(scene: Scene, document: Named, date: Date) -> bool:
    """True for the years that the subject of a single document tells: "an agreement on supplies in 2002-2006", where the document ends its phrase."""
    single = not scene.lexicon.plural.search(scene.folded[document.start : document.stop]) and counting.count_before(scene, document.start) is None
    told = any(date.stop <= verb.start < document.start for verb in scene.predicates if verb.form != "noun")
    return scene.lexicon.head_last and single and is_linked(scene, document) and re.fullmatch(r"\d{4}/\d{4}", date.edtf) is not None and date.stop <= document.start and not told


def _day_there(scene: Scene, signing: Signing, dates: Sequence[Date]) -> Date | None:
    """The date of the part before, where the part of a signing takes up its place: "the summit was held on 5 May; there they signed"."""
    low = max(scene.folded.rfind(";", scene.start, signing.start), scene.start)
    words = (scene.lexicon.there, scene.lexicon.here)
    before = [date for date in dates if date.stop <= low]
    signed = any(other.stop <= low and other.sense in SIGNINGS and other.form == "finite" for other in scene.predicates)  # "on Monday they signed A; B was signed by ministers"
    return before[-1] if before and (signed or any(scene.search(pattern, low, signing.start) for pattern in words)) else None


def _is_of_subject(scene: Scene, document: Named, date: Date) -> bool:
    """True for a date in the subject of a document, an end right behind it, or the year of a document in it: "on supplies until 2028"."""
    ends = date.edtf.startswith("..") and 0 <= date.start - document.subject_stop <= 2
    subject_of_it = (document.subject_start, document.subject_stop)
    nested = 0 <= date.start - document.subject_stop <= _OF and any(scene.search(sign.pattern, *subject_of_it) for sign in scene.lexicon.kinds)
    return document.subject_start <= date.start < document.subject_stop or ends or nested


# --- signed ---------------------------------------------------------------------------------------------------------


def _signed(reading: Reading, document: Named, signing: Signing, date: Date | None) -> list[AgreementDraft]:
    scene = reading.scene
    if is_of_firms(scene, document, signing):
        return []
    count = counting.count_before(scene, _before_states(scene, document.start), scene.lexicon.modifiers) or _count_of_kind(scene, document) or counting.count_reached(scene, document.start)
    if count and count.start == scene.start and scene.text[count.start].isdigit() and scene.kind in ("row", "list", "heading"):
        count = None  # the number of a row
    title = subject(scene, document, counted=count is not None and count.number > 1)
    plural = _is_plural(scene, document, signing)
    kinds: list[str] = []
    if title is None and count is None:
        title = _title_of_kind(scene, document)
        if title is None:
            return again(reading, document, signing)
        kinds = named_by_kinds(scene, document) if plural else []
    members = dated_subjects(scene, document) if count and count.number > 1 else []
    date = None if any(date is one for _, one in members) else date
    base = base_draft(reading, document, signing, date)
    base = base if date else at_same_ceremony(reading, base)
    base = replace(base, parties=reading.announced.last[-1].parties) if is_one_more(reading, document) else base
    if count and count.number > 1:
        titles = split_subject(scene, title, count.number) if title else []
        if len(titles) == count.number:
            return [replace(base, title=clean(part)) for part in titles]
        named = [replace(base, title=part, date=day.edtf, visit=None) for part, day in members] or [replace(base, title=clean(part)) for part in listed_subjects(scene, document)]
        return (one_a_day(reading, signing, replace(base, title=title), count.number) if title else []) or [replace(base, title=title, count=count.number, count_qualifier=count.qualifier), *named]
    titles = kinds if len(kinds) > 1 else split_subject(scene, title, None) if plural and title else [title] if title else []
    drafts = [replace(base, title=part) for part in titles]
    return one_each(reading, signing, drafts[0]) if plural and len(drafts) == 1 else in_step(reading, signing, drafts)


def _before_states(scene: Scene, position: int) -> int:
    """Where the states begin that stand right before the word for a document: "two Turkish–Armenian protocols"."""
    for place in sorted(scene.all_places, key=lambda one: -one.start):
        if place.kind == "country" and place.stop <= position and not scene.folded[place.stop : position].strip(" -–—"):
            position = place.start
    return position


def _count_of_kind(scene: Scene, document: Named) -> counting.Count | None:
    """The number of documents of one kind: "three air services agreements"."""
    if scene.lexicon.head_last or not scene.lexicon.plural.search(scene.folded[document.start : document.stop]):
        return None
    return counting.count_before(scene, document.start, scene.lexicon.attributes)


def _title_of_kind(scene: Scene, document: Named) -> str | None:
    """The title of a document that names no subject behind its word: its own name, or what stands before it."""
    several = scene.lexicon.head_last and scene.lexicon.plural.search(scene.folded[document.start : document.stop])
    if several or _is_anaphoric(scene, document):
        return None
    return own_title(scene, document) if document.kind in SELF_TITLED else named_by_kind(scene, document)


def _is_plural(scene: Scene, document: Named, signing: Signing) -> bool:
    """True for a plural; behind a noun of signing, or "except", a form may be the genitive of one document, but not behind "among which"."""
    among = next((match.end() for match in scene.finditer(scene.lexicon.among, scene.start, document.start)), -1)
    listed = among >= 0 and not scene.folded[among : document.start].strip(" ,:–—")
    besides = any(not scene.folded[match.end() : document.start].strip() for match in scene.finditer(scene.lexicon.excepting, scene.start, document.start))
    nominal = besides or signing.predicate is not None and signing.predicate.form == "noun" and not listed
    pattern = scene.lexicon.plural_genitive if nominal else scene.lexicon.plural
    return pattern.search(scene.folded[document.start : document.stop]) is not None


def _is_anaphoric(scene: Scene, document: Named) -> bool:
    if is_name(scene, document) or scene.lexicon.restrictive.match(scene.folded, document.stop) or scene.lexicon.head_last and document.kind in SELF_TITLED and _is_told_with_day(scene, document):
        return False  # "the declaration which the two presidents signed in Kyiv"
    words = re.findall(r"\w+", scene.folded[max(scene.start, document.start - 25) : document.start])[-2:]
    pointing = [word for word in words if scene.lexicon.anaphoric.fullmatch(word)]
    return any(word == words[-1] or not scene.lexicon.definite.fullmatch(word) for word in pointing)


def _is_told_with_day(scene: Scene, document: Named) -> bool:
    """True for a document behind the participle that tells on which day it was signed: "1999-cu il fevralın 22-də Sofiyada imzalanmış birgə bəyannamə"."""
    verbs = [verb for verb in scene.told(*SIGNINGS) if verb.form == "participle" and verb.stop <= document.start and scene.words_between(verb.stop, document.start) <= 2]
    days = [date for date in usable(scene) if len(date.edtf) == DAY and verbs and date.stop <= verbs[-1].group_start]
    return bool(days) and scene.words_between(days[-1].stop, verbs[-1].group_start) <= 2


def _without_total(scene: Scene, drafts: list[AgreementDraft]) -> list[AgreementDraft]:
    """A total whose documents are all named beside it is no record of its own; one among which another kind is named is of mixed kinds: "thirteen accords,
    including a protocol on trade"."""
    single = [draft.doc_type for draft in drafts if draft.count == 1]
    if drafts and drafts[0].count > 1 and drafts[0].doc_type == "agreement" and set(single) - {"agreement"} and scene.search(scene.lexicon.among):
        drafts = [replace(drafts[0], doc_type="document"), *drafts[1:]]
    return [draft for draft in drafts if draft.count == 1 or draft.title or draft.count != (len(single) if draft.doc_type == "document" else single.count(draft.doc_type))]


def _announce(scene: Scene, drafts: list[AgreementDraft], announced: Enumeration) -> None:
    if drafts:
        totals = [draft for draft in drafts if draft.count > 1]
        keep = announced.draft if scene.index == announced.scene + 1 and not totals and announced.draft else None
        announced.draft, announced.scene, announced.last = keep or (totals or drafts)[0], scene.index, tuple(drafts)
