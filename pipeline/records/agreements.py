"""Agreements as each sentence tells them: documents, their signing, and parties, place and date from the sentence or its visit."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from pipeline.records import counting
from pipeline.records.clauses import BREAK
from pipeline.records.dating import nearest_date, usable
from pipeline.records.discourse import Discourse
from pipeline.records.drafts import AgreementDraft, VisitDraft
from pipeline.records.scene import Argument, Scene
from pipeline.records.status import SIGNINGS, after, status_of
from pipeline.records.titles import Named, clean, find_documents, split_subject, subject

# Kinds that are an event by themselves, even with no subject named ("signed a joint statement").
SELF_TITLED = frozenset({"declaration", "statement", "communique", "charter", "memorandum", "convention", "treaty"})
ADOPTABLE = ("declaration", "statement", "communique", "charter", "convention", "programme", "document")  # what is adopted, not only signed
OWN_STATUS = {"initial": "planned", "terminate": "terminated"}
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
FARTHEST = 60  # words between a document and the word for its signing in one sentence


@dataclass(frozen=True, slots=True)
class Signing:
    """The word that tells of a signing, with the status of what was signed."""

    start: int
    stop: int
    status: str
    kinds: tuple[str, ...]


@dataclass(slots=True)
class Enumeration:
    """An announced number of documents that the next sentences may name."""

    draft: AgreementDraft | None = None
    scene: int = -9
    last: tuple[AgreementDraft, ...] = ()


def read_agreements(scene: Scene, discourse: Discourse, told: list[VisitDraft], announced: Enumeration) -> list[AgreementDraft]:
    """The agreements that a sentence tells. ``told`` are the visits of the same sentence."""
    documents = find_documents(scene)
    if not documents:
        return []
    signings = _signings(scene)
    drafts: list[AgreementDraft] = []
    for document in documents:
        signing = _signing_of(scene, document, signings)
        if signing is None:
            drafts += _unsigned(scene, document, discourse, announced)
            continue
        drafts += _signed(scene, document, signing, (discourse, told, announced))
    drafts = _without_total(drafts)
    _announce(scene, drafts, announced)
    return drafts


def _signings(scene: Scene) -> list[Signing]:
    found = []
    for predicate in scene.told(*SIGNINGS):
        status = status_of(scene, predicate)
        if status in ("occurred", "planned"):
            value = OWN_STATUS.get(predicate.sense, "signed" if status == "occurred" else "planned")
            kinds = ADOPTABLE if predicate.sense == "adopt" else ()
            found.append(Signing(predicate.start, predicate.stop, value, kinds))
    return found


def _signing_of(scene: Scene, document: Named, signings: list[Signing]) -> Signing | None:
    fitting = []
    for signing in signings:
        if signing.kinds and document.kind not in signing.kinds:
            continue
        low, high = (document.stop, signing.start) if document.start < signing.start else (signing.stop, document.start)
        apart = scene.words_between(low, high)
        if apart <= FARTHEST and not (scene.lexicon.predicate_last and signing.start < document.start and _closed(scene, low, high)):
            fitting.append((apart, signing.start, signing))
    return min(fitting, key=lambda entry: entry[:2])[2] if fitting else None


def _closed(scene: Scene, low: int, high: int) -> bool:
    """In a language that ends its clauses with the predicate, a comma or break after it opens another clause."""
    return "," in scene.folded[low:high] or scene.barriers.between(low, high) >= BREAK and ":" not in scene.folded[low:high]


# --- signed ---------------------------------------------------------------------------------------------------------


def _signed(
    scene: Scene, document: Named, signing: Signing, context: tuple[Discourse, list[VisitDraft], Enumeration]
) -> list[AgreementDraft]:
    discourse, told, announced = context
    title = subject(scene, document)
    count = _count(scene, document)
    if title is None and count is None:
        if _is_anaphoric(scene, document) or document.kind not in SELF_TITLED:
            return _again(scene, document, signing, announced)
        title = _own_title(scene, document)
    base = _base(scene, document, signing, (discourse, told, announced))
    if count and count.number > 1:
        titles = split_subject(scene, title, count.number) if title else []
        if len(titles) == count.number:
            return [replace(base, title=clean(part)) for part in titles]
        return [replace(base, title=title, count=count.number, count_qualifier=count.qualifier)]
    plural = scene.lexicon.plural.search(scene.folded[document.start : document.stop]) is not None
    titles = split_subject(scene, title, None) if plural and title else [title] if title else []
    return [replace(base, title=part) for part in titles]


def _count(scene: Scene, document: Named) -> counting.Count | None:
    return counting.count_before(scene, document.start, scene.lexicon.modifiers)


def _is_anaphoric(scene: Scene, document: Named) -> bool:
    before = scene.folded[max(scene.start, document.start - 25) : document.start]
    words = re.findall(r"\w+", before)[-2:]
    return any(scene.lexicon.anaphoric.fullmatch(word) for word in words)


def _own_title(scene: Scene, document: Named) -> str | None:
    """The words for the document with their adjectives: "joint statement"."""
    start = document.start
    for match in reversed(list(re.compile(r"[\w-]+").finditer(scene.folded, max(scene.start, start - 60), start))):
        if not scene.lexicon.modifiers.fullmatch(match[0]) or scene.folded[match.end() : start].strip():
            break
        start = match.start()
    return clean(scene.text[start : document.stop])


def _base(
    scene: Scene, document: Named, signing: Signing, context: tuple[Discourse, list[VisitDraft], Enumeration]
) -> AgreementDraft:
    discourse, told, announced = context
    visits = _visits_of(scene, discourse, told, announced)
    signers = _signers(scene, signing)
    date = nearest_date(scene, signing.start, signing.stop, [d for d in usable(scene) if not _in_document(document, d)])
    visit = _matching(visits, date.edtf if date else None)
    found_date = date.edtf if date else _day_of(visit, discourse) if visit else None
    status = "planned" if signing.status == "signed" and after(discourse.written, found_date) else signing.status
    if visit and visit.status == "planned" and status == "signed":
        status = "planned"
    place = _place(scene, document)
    return AgreementDraft(
        doc_type=document.kind,
        title=None,
        parties=_parties(scene, document, signers, (discourse, visit, announced)),
        place=place or (visit.host_place if visit else None),
        signatories=tuple(dict.fromkeys(a.actor.name for a in signers if a.actor and a.actor.name)),
        date=found_date,
        status=status,
        visit=visit if len({(v.visitor_name, v.host_country) for v in visits}) == 1 else None,
        scenes=(scene.index,),
        rules=("signing",),
    )


def _day_of(visit: VisitDraft, discourse: Discourse) -> str | None:
    """The day of the visit that the text has come to ("held talks today; five documents were signed"), or the visit's date."""
    from pipeline.dates import bounds

    if visit.date and discourse.day and _DAY.match(discourse.day):
        first, last = bounds(visit.date)
        if first and last and first <= discourse.day <= last:
            return discourse.day
    return visit.date


def _in_document(document: Named, date) -> bool:  # type: ignore[no-untyped-def]
    return document.subject_start <= date.start < document.subject_stop


def _visits_of(scene: Scene, discourse: Discourse, told: list[VisitDraft], announced: Enumeration) -> list[VisitDraft]:
    """The visit during which a document may have been signed: of this sentence, or of the ones just before."""
    if told:
        return told
    return discourse.current(scene)


def _matching(visits: list[VisitDraft], date: str | None) -> VisitDraft | None:
    """The first visit whose days hold the date of the signing."""
    from pipeline.dates import compatible  # the date stage loads its data on first use

    for visit in visits:
        if date is None or visit.date is None or compatible(visit.date, date):
            return visit
    return None


def _signers(scene: Scene, signing: Signing) -> list[Argument]:
    low, high = scene.clause(signing.start)
    wanted = set(scene.lexicon.signers)
    return [a for a in scene.actors if low <= a.start < high and wanted & set(a.marks) and a.actor and a.actor.count <= 1]


def _place(scene: Scene, document: Named) -> str | None:
    for argument in scene.places:
        place = argument.place
        inside = document.subject_start <= argument.start < document.subject_stop
        locative = any(mark in ("loc", "in", "at", "pre") or mark.endswith("+pre") for mark in argument.marks)
        if place and place.kind == "city" and locative and not inside:
            return place.base
    return None


# --- parties --------------------------------------------------------------------------------------------------------


def _parties(
    scene: Scene, document: Named, signers: list[Argument], context: tuple[Discourse, VisitDraft | None, Enumeration]
) -> tuple[str, ...]:
    discourse, visit, announced = context
    between = _between(scene, document)
    if len(between) > 1:
        return between
    signing = _codes([a.actor.country for a in signers if a.actor])
    if len(signing) > 1:
        return signing
    states = _codes(_subjects(scene))
    if len(states) > 1:
        return states
    if visit:
        return _codes([visit.visitor_country, visit.host_country])
    if announced.last and scene.index - announced.scene <= 2 and len(announced.last[0].parties) > 1:
        return announced.last[0].parties
    return _by_topic(discourse, _codes([*between, *signing, *states]))


def _codes(codes: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(sorted({code for code in codes if code}))


def _between(scene: Scene, document: Named) -> tuple[str, ...]:
    """The parties named by "between A and B", nearest to the document."""
    matches = list(scene.finditer(scene.lexicon.between))
    if not matches:
        return ()
    match = min(matches, key=lambda m: abs(m.start() - document.start))
    low, high = (max(scene.start, match.start() - 260), match.start()) if scene.lexicon.head_last else (match.end(), match.end() + 260)
    codes = [(place.start, place.code) for place in scene.all_places if low <= place.start < high and _can_sign(scene, place)]
    codes += [(a.start, a.actor.country) for a in scene.actors if low <= a.start < high and a.actor and a.actor.country]
    codes.sort()
    near = codes if not scene.lexicon.head_last else codes[::-1]
    return _codes(_until_enough(code for _, code in near))


def _until_enough(codes: Iterable[str]) -> list[str]:
    found: list[str] = []
    for code in codes:
        if code not in found:
            found.append(code)
    return found


def _can_sign(scene: Scene, place) -> bool:  # type: ignore[no-untyped-def]
    return place.kind in ("country", "organization")


def _subjects(scene: Scene) -> list[str]:
    """States that stand in the sentence as those who act or own, not as places."""
    spatial = {"loc", "dat", "abl", "in", "to", "from", "at"}
    return [
        a.place.code
        for a in scene.places
        if a.place and a.place.kind in ("country", "organization") and not spatial & set(a.marks) and not any("+" in m for m in a.marks)
    ]


def _by_topic(discourse: Discourse, codes: tuple[str, ...]) -> tuple[str, ...]:
    """Complete a party left unsaid with the country the text speaks of most."""
    if len(codes) > 1 or not discourse.seen:
        return codes
    ranked = sorted(set(discourse.seen), key=lambda code: (-discourse.seen.count(code), discourse.seen.index(code)))
    return _codes([*codes, *[code for code in ranked if code not in codes][: 2 - len(codes)]])


# --- documents without a word for signing ---------------------------------------------------------------------------


def _unsigned(scene: Scene, document: Named, discourse: Discourse, announced: Enumeration) -> list[AgreementDraft]:
    """A document named after "among them", or in a list or in brackets with its date."""
    title = subject(scene, document)
    if title is None:
        return []
    if announced.draft and scene.index - announced.scene == 1 and scene.search(scene.lexicon.among):
        return [replace(announced.draft, doc_type=document.kind, title=title, count=1, count_qualifier="exact", scenes=(scene.index,))]
    if scene.kind in ("row", "list") and usable(scene) and not scene.search(scene.lexicon.not_signing):
        signing = Signing(document.start, document.stop, "signed", ())
        return [replace(_base(scene, document, signing, (discourse, [], announced)), title=title, rules=("treaty-list",))]
    return []


def _again(scene: Scene, document: Named, signing: Signing, announced: Enumeration) -> list[AgreementDraft]:
    """ "The agreement was signed by ...": more about a document told just before."""
    if scene.index - announced.scene > 2:
        return []
    for draft in reversed(announced.last):
        if draft.doc_type == document.kind:
            signers = tuple(a.actor.name for a in _signers(scene, signing) if a.actor and a.actor.name)
            return [replace(draft, signatories=draft.signatories or signers, scenes=(scene.index,))]
    return []


def _without_total(drafts: list[AgreementDraft]) -> list[AgreementDraft]:
    """A total whose documents are all named beside it is no record of its own."""
    single = sum(1 for draft in drafts if draft.count == 1)
    return [draft for draft in drafts if draft.count == 1 or draft.title or draft.count != single]


def _announce(scene: Scene, drafts: list[AgreementDraft], announced: Enumeration) -> None:
    if drafts:
        totals = [draft for draft in drafts if draft.count > 1]
        announced.draft, announced.scene, announced.last = (totals or drafts)[0], scene.index, tuple(drafts)
