"""Documents named in one sentence and signed, or ended, in the next: "It was signed in Baku on 5 May"; "The agreement lapsed in 2004"."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.dates import compatible
from pipeline.records.agreements.drafting import base_draft
from pipeline.records.agreements.enumeration import LISTED, Mention, Reading
from pipeline.records.agreements.mentioned import taken_up
from pipeline.records.agreements.parties import by_topic, partner_states
from pipeline.records.agreements.signing import Signing, find_signers, find_signings
from pipeline.records.agreements.titles import subject
from pipeline.records.arguments.dating import nearest_date
from pipeline.records.arguments.events import find_events
from pipeline.records.arguments.heads import Named
from pipeline.records.arguments.usable import usable
from pipeline.records.scenes.scene import Scene
from pipeline.records.told.drafts import AgreementDraft
from pipeline.values import Date, Predicate

YEAR = 6  # characters between a document and the year that tells which it is
HEADING = 16  # words of a sentence that only names a document


def again(reading: Reading, document: Named, signing: Signing) -> list[AgreementDraft]:
    """ "The agreement was signed by ...": more about a document told just before, or the signing of the one that a heading names."""
    scene, announced = reading.scene, reading.announced
    if _is_other(scene, document):
        return []
    if named := _named(reading):
        return [replace(base_draft(reading, document, signing, _date_of(scene, signing)), doc_type=named[0], title=named[1])]
    if mentioned := taken_up(reading, document, signing):
        return mentioned
    if scene.index - announced.scene > LISTED or _is_new(scene, document):
        return []
    for draft in reversed(announced.last):
        if document.kind in (draft.doc_type, "document") and draft.count == 1 and not _is_older(scene, document, draft):
            if (fate := _fate_of(scene, draft, signing)) or {draft.status, signing.status} == {"signed", "terminated"}:
                return fate
            signers = tuple(a.actor.name for a in find_signers(scene, signing) if a.actor and a.actor.name)
            date = _date_of(scene, signing) if signing.status == draft.status else None
            told = date.edtf if date and (draft.date is None or compatible(date.edtf, draft.date) and len(date.edtf) > len(draft.date)) else draft.date
            return [replace(draft, signatories=draft.signatories or signers, date=told, borrowed=draft.borrowed and not date, scenes=(scene.index,), echo=True)]
    return []


def held_after_all(reading: Reading, document: Named, signing: Signing, drafts: list[AgreementDraft]) -> list[AgreementDraft]:
    """The documents of a sentence with the one signed that was to be signed before: "... was to be signed in May, but the treaty was signed only in June"."""
    last = drafts[-1] if drafts else None
    if last is None or last.status != "planned" or signing.status != "signed" or document.kind not in (last.doc_type, "document") or subject(reading.scene, document):
        return []
    date = _date_of(reading.scene, signing)
    return [*drafts[:-1], replace(last, status="signed", date=date.edtf, borrowed=False)] if date and date.edtf != last.date else []


def _is_other(scene: Scene, document: Named) -> bool:
    """True for documents told to be others than those told before: "and other documents"."""
    return any(not scene.folded[match.end() : document.start].strip() for match in scene.finditer(scene.lexicon.others, scene.start, document.start))


def _is_new(scene: Scene, document: Named) -> bool:
    """True for a document behind an article that points back at nothing: "signed a letter of intent"."""
    before = re.findall(r"\w+", scene.folded[scene.start : document.start])[-1:]
    return any(word in scene.lexicon.articles and not scene.lexicon.anaphoric.fullmatch(word) for word in before)


def _is_older(scene: Scene, document: Named, draft: AgreementDraft) -> bool:
    """True for a document told with the year of another one: "the treaty of 1948" behind a treaty signed in 1992."""
    years = [date.edtf for date in scene.dates if 0 <= date.start - document.stop <= YEAR and re.fullmatch(r"\d{4}", date.edtf)]
    return bool(years and draft.date) and not compatible(years[0], draft.date or "")


def _fate_of(scene: Scene, draft: AgreementDraft, signing: Signing) -> list[AgreementDraft]:
    """The end of a document of which the signing was told, or its signing where its end was: "It had been concluded in Bishkek in 2004."."""
    date = _date_of(scene, signing) if {draft.status, signing.status} == {"signed", "terminated"} else None
    if date is None or not draft.title:
        return []
    return [replace(draft, status=signing.status, date=_exactly(date), borrowed=False, visit=None, place=None, signatories=(), scenes=(scene.index,), rules=("fate",))]


def _exactly(date: Date) -> str:
    """The day on which something ended, told as the one until or since which: "with effect from 1 May".

    >>> from types import SimpleNamespace
    >>> _exactly(SimpleNamespace(edtf="2004-05-01/.."))
    '2004-05-01'
    """
    return date.edtf.removeprefix("../").removesuffix("/..")


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
    heading = reading.announced.heading
    if heading and heading[0] == reading.scene.index - 1:
        return heading[1:]
    mentions = _meant(reading)
    return (mentions[0].kind, mentions[0].title) if len(mentions) == 1 else None


def _meant(reading: Reading) -> tuple[Mention, ...]:
    """The documents that the sentence before mentioned, where a pronoun beside the word for a signing means them."""
    mentions = reading.announced.mentions
    return mentions if mentions and mentions[0].scene == reading.scene.index - 1 and (_signs_it(reading.scene) or _is_of_it(reading.scene)) else ()


def _is_of_it(scene: Scene) -> bool:
    """True for a sentence that opens with a pronoun and of which the first verb tells of a signing, in a language of cases: "Onu 1998-ci il martın 17-də A və B imzaladı",
    "Его 17 марта подписали А и Б", not "его министр подписал"."""
    verb = next((one for one in scene.predicates if one.form == "finite"), None)
    first = None if scene.lexicon.positional else re.compile(r"\w+(?=,? )").match(scene.folded, scene.start)
    if first is None or verb is None or not scene.lexicon.document_pronouns.fullmatch(first[0]) or verb not in [signing.predicate for signing in find_signings(scene)]:
        return False
    dated = any(not scene.words_between(first.end(), date.start) for date in scene.dates)
    return (dated or scene.lexicon.predicate_last) and (verb.passive or first.span() not in _acting(scene))


def _signs_it(scene: Scene) -> bool:
    """True where a pronoun stands right beside the word for a signing: "they signed it", "it was signed"."""
    if scene.lexicon.positional and (opening := _opening(scene)):
        return opening.passive or opening.form == "participle"
    said = [m.span() for m in re.finditer(r"\w+", scene.folded[scene.start : scene.stop]) if scene.lexicon.document_pronouns.fullmatch(m[0])]
    spans = [(scene.start + start, scene.start + stop) for start, stop in said]
    for verb in (signing.predicate for signing in find_signings(scene) if signing.predicate):
        behind = scene.lexicon.positional and not verb.passive
        near = [scene.words_between(verb.stop, start) <= (2 if behind else 0) for start, _ in spans if start >= verb.stop]  # "signed all of them"
        spans = spans if verb.passive else [span for span in spans if span not in _acting(scene)]
        ahead = [scene.words_between(stop, verb.group_start) <= 1 for _, stop in spans if stop <= verb.group_start]
        if any(near) or not behind and any(ahead):
            return True
    return False


def _opens_with_it(scene: Scene) -> bool:
    """True where a sentence opens with a pronoun that may mean a document and is not who acts: "Onu nazirlər A və B imzaladılar"."""
    first = re.match(r"\w+", scene.folded[scene.start : scene.stop])
    return first is not None and scene.lexicon.document_pronouns.fullmatch(first[0]) is not None and (scene.start, scene.start + first.end()) not in _acting(scene)


def _acting(scene: Scene) -> set[tuple[int, int]]:
    """Where those who act stand: "они подписали" tells who signed, not what."""
    return {(a.start, a.stop) for a in scene.actors if "nom" in a.marks}


def _opening(scene: Scene) -> Predicate | None:
    """The word for a signing with which a sentence begins: "Initialled in May and signed in June, it was ..."."""
    return next((one.predicate for one in find_signings(scene) if one.predicate and one.predicate.form != "noun" and not scene.words_between(scene.start, one.predicate.group_start)), None)


def read_heading(reading: Reading) -> list[AgreementDraft]:
    """The documents that the sentence before named, in a sentence that tells of a signing and names none: "Signed in Baku on 5 May." """
    scene = reading.scene
    named, signings = _named(reading), find_signings(scene)
    if ended := _ended(reading, [signing for signing in signings if signing.status == "terminated"]) or _begun(reading, signings):
        return ended
    mentions = _all_of(reading)
    if not named and not mentions or not signings:
        return _signed_by(reading, signings)
    signing = _last_of(signings)
    document = Named(signing.start, signing.start, named[0] if named else "document", scene.start, scene.start)
    base = base_draft(reading, document, signing, _date_of_later(scene, signings[0], signing))
    if mentions:
        return [replace(base, doc_type=one.kind, title=one.title, parties=_with(base, one)) for one in mentions]
    draft = replace(base, doc_type=named[0], title=named[1]) if named else base
    return [replace(draft, parties=by_topic(scene, reading.discourse, reading.announced.sides)) if reading.announced.sides else draft]


def _signed_by(reading: Reading, signings: list[Signing]) -> list[AgreementDraft]:
    """Who signed the documents told in the sentence before, where a pronoun means them: "It was signed by A and B"."""
    scene, last = reading.scene, [draft for draft in reading.announced.last if draft.status == "signed" and not draft.signatories]
    if not last or not signings or scene.index - reading.announced.scene != 1 or not (_signs_it(scene) or _opens_with_it(scene)):
        return []
    people = [a.actor for a in find_signers(scene, signings[0]) if a.actor and a.actor.name]
    names = tuple(dict.fromkeys(person.name for person in people if person.name and person.country in (None, *last[-1].parties)))
    return [replace(draft, signatories=names, scenes=(scene.index,), echo=True) for draft in last] if len(names) > 1 else []


def meant_too(reading: Reading, drafts: list[AgreementDraft]) -> list[AgreementDraft]:
    """The documents that the sentence before named, signed with those named here: "They signed it in Lima, together with a protocol on fish"."""
    signed = [draft for draft in drafts if draft.status == "signed"]
    meant = [one for one in _meant(reading) if signed and one.kind not in ("document", signed[0].doc_type)]
    return [replace(signed[0], doc_type=one.kind, title=one.title, parties=_with(signed[0], one), count=1, count_qualifier="exact") for one in meant]


def _last_of(signings: list[Signing]) -> Signing:
    """The signing itself where one was initialled before: "it was initialled in March and signed six weeks later"."""
    later = [one for one in signings[1:] if one.status == "signed" and one.predicate and one.predicate.sense == "sign"]
    return later[0] if later and signings[0].predicate and signings[0].predicate.sense == "initial" else signings[0]


def _date_of_later(scene: Scene, first: Signing, signing: Signing) -> Date | None:
    """The date of a signing, not that of the initialling before it."""
    return _date_of(scene, signing) if first is signing else nearest_date(scene, signing.start, signing.stop, [date for date in usable(scene) if date.start > signing.start])


def _all_of(reading: Reading) -> tuple[Mention, ...]:
    """The documents that the sentence before named, where "they signed them" means them, or one between states that it named too."""
    mentions = _meant(reading)
    return mentions if len(mentions) > 1 or mentions and mentions[0].parties else ()


def _with(base: AgreementDraft, mention: Mention) -> tuple[str, ...]:
    return mention.parties if len(mention.parties) > 1 else base.parties


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
    later = [visit for visit in (*reading.told, *reading.discourse.visits) if visit.scenes[-1] > announced.scene and visit.date and visit.status == "occurred"]
    if later and draft.date and not scene.search(scene.lexicon.ceremony):
        return draft  # "B came in May; then too they signed ..."
    return replace(draft, date=before.date, place=before.place or draft.place, borrowed=before.borrowed) if near and before.date and before.status == draft.status else draft


def with_same_day(scene: Scene, draft: AgreementDraft, before: AgreementDraft, document: Named) -> AgreementDraft:
    """A document without a date of its own with that of the one before it in its sentence, at the same time as which it was signed."""
    at_once = draft.borrowed and before.date and not before.borrowed and scene.search(scene.lexicon.same_ceremony, scene.start, document.start)
    return replace(draft, date=before.date, borrowed=False) if at_once and draft.status == before.status else draft


def read_later(reading: Reading) -> list[AgreementDraft]:
    """The signing of the documents that the sentence before told to be initialled: "They were signed a month later."; or when it is planned: "They are to be
    signed in May." """
    scene, announced = reading.scene, reading.announced
    signed = [one for one in find_signings(scene) if one.predicate and one.predicate.form == "finite" and one.status == "signed" or one.status == "planned" and _date_of(scene, one) and _signs_it(scene)]
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
    return [replace(last[0], status="terminated", date=_exactly(dated[-1]) if dated else None, visit=None, signatories=(), scenes=(reading.scene.index,), rules=("ended",))]


def _begun(reading: Reading, signings: list[Signing]) -> list[AgreementDraft]:
    """The signing of the document told last to have ended, in a sentence that names none: "It had been concluded in Bishkek in 2004." """
    last = reading.announced.last[-1:] if reading.scene.index - reading.announced.scene == 1 else ()
    signed = [signing for signing in signings if signing.status == "signed" and signing.predicate and signing.predicate.form == "finite"]
    return _fate_of(reading.scene, last[0], signed[0]) if last and last[0].status == "terminated" and len(signed) == 1 else []


def ended_here(scene: Scene, drafts: list[AgreementDraft], signings: list[Signing]) -> list[AgreementDraft]:
    """The end of the only document of a sentence, told behind its signing: "signed in 1998, it was denounced in 2004"."""
    ends = [signing for signing in signings if signing.status == "terminated"]
    signed = [draft for draft in drafts if draft.status == "signed" and draft.title]
    if len(signed) != 1 or not ends or any(draft.status == "terminated" for draft in drafts):
        return []
    date = date_behind(scene, ends[-1]) or _date_of(scene, ends[-1])
    return [replace(signed[0], status="terminated", date=_exactly(date), visit=None, signatories=(), rules=("ended",))] if date and date.edtf != signed[0].date else []


def date_behind(scene: Scene, signing: Signing) -> Date | None:
    """The date behind a verb and before the next one, where the verb before has one of its own: "ratified in July, and denounced on 3 May"."""
    later = [verb.start for verb in scene.predicates if verb.start > signing.stop and verb.form == "finite"]
    before = [verb.stop for verb in scene.predicates if verb.stop <= signing.start and verb.form != "noun"]
    dates = [date for date in usable(scene) if signing.stop <= date.start < min(later, default=scene.stop)]
    taken = any(max(before, default=scene.stop) <= date.start < signing.start for date in usable(scene))
    return dates[0] if dates and taken and not scene.lexicon.predicate_last else None


def _date_of(scene: Scene, signing: Signing) -> Date | None:
    return nearest_date(scene, signing.start, signing.stop)
