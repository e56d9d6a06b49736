"""Documents of one kind and subject that several states sign each for itself: "Georgia and Moldova signed association agreements with the EU"; and documents
of one sentence that one state signs each with another: "signed a treaty with Hungary and an agreement on visas with Serbia"."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.records.agreements.enumeration import Reading
from pipeline.records.agreements.signing import Signing
from pipeline.records.arguments.heads import Named
from pipeline.records.arguments.roles import siblings
from pipeline.records.arguments.usable import usable
from pipeline.records.scenes.scene import Argument, Scene
from pipeline.records.told.blocs import can_sign, codes
from pipeline.records.told.drafts import ONE_EACH, AgreementDraft
from pipeline.records.told.stays import DAY


def one_each(reading: Reading, signing: Signing, draft: AgreementDraft) -> list[AgreementDraft]:
    """A document told in the plural once for each state that signs it with one partner, or with the host of all the guests; else as it is."""
    if listed := _each_listed(reading, signing, draft):
        return listed
    partners = _partners(reading, signing) or _host_of_all(reading, draft)
    others = [code for code in draft.parties if code not in partners]
    if len(partners) != 1 or len(others) < 2:
        return [draft]
    return [replace(draft, parties=codes([code, *partners]), signatories=(), visit=None, rules=(*draft.rules, ONE_EACH)) for code in others]


def one_a_day(reading: Reading, signing: Signing, draft: AgreementDraft, number: int) -> list[AgreementDraft]:
    """A number of documents of one subject once for each of as many days told side by side with their signing: "two memoranda were signed on 7 October 1982 and
    22 November 1985, respectively"."""
    return [replace(draft, date=day, visit=None, rules=(*draft.rules, ONE_EACH)) for day in _days_beside(reading.scene, signing, number)]


def in_step(reading: Reading, signing: Signing, drafts: list[AgreementDraft]) -> list[AgreementDraft]:
    """Documents that share one word, each on its own day: "signed agreements on customs and on tourism on 6 and 9 September respectively"."""
    days = _days_beside(reading.scene, signing, len(drafts)) if reading.scene.search(reading.scene.lexicon.respectively) else []
    return [replace(draft, date=day, visit=None) for draft, day in zip(drafts, days, strict=True)] if days else drafts


def _days_beside(scene: Scene, signing: Signing, number: int) -> list[str]:
    """The days of a sentence where it tells so many, side by side in the clause of a signing, and no other date."""
    low, high = scene.clause(signing.start)
    days = usable(scene)
    beside = all(scene.folded[one.stop : other.start].strip(" ,") in {"", *scene.lexicon.connectors, *scene.lexicon.prepositions} for one, other in pairwise(days))
    told = beside and number == len(days) > 1 and all(low <= date.start < high and len(date.edtf) == DAY for date in days)
    return [date.edtf for date in days] if told else []


def _partners(reading: Reading, signing: Signing) -> list[str]:
    """The states and organisations with which a clause says that a document is signed."""
    scene = reading.scene
    low, high = scene.clause(signing.start)
    return list(dict.fromkeys(a.place.code for a in scene.places if a.place and low <= a.start < high and can_sign(a.place) and _is_with(reading, a)))


def _each_listed(reading: Reading, signing: Signing, draft: AgreementDraft) -> list[AgreementDraft]:
    """A document told in the plural once for each of the partners side by side, with the day in the bracket behind each: "signed agreements with A (1996) and B (1997)"."""
    scene = reading.scene
    low, high = scene.clause(signing.start)
    places = [a for a in scene.places if a.place and low <= a.start < high and can_sign(a.place)]
    first = next((a for a in places if _is_with(reading, a)), None)
    partners = siblings(scene, first, places) if first and scene.lexicon.positional else ()
    own = [code for code in draft.parties if code not in {a.place.code for a in partners if a.place}]
    if len(partners) < 2 or len(own) != 1:
        return []
    days: Sequence[str | None] = _days_behind(scene, partners) or [next((date.edtf for date in usable(scene) if scene.folded[a.stop : max(a.stop, date.start)].strip() == "("), draft.date) for a in partners]
    return [replace(draft, parties=codes([*own, a.place.code]), date=day, signatories=(), visit=None, rules=(*draft.rules, ONE_EACH)) for a, day in zip(partners, days, strict=True) if a.place]


def _days_behind(scene: Scene, partners: Sequence[Argument]) -> list[str]:
    """The date right behind each partner, where each has its own: "signed treaties with A in 1992 and with B in 1993"."""
    found = [next((date.edtf for date in usable(scene) if date.start - a.stop >= 0 and scene.words_between(a.stop, date.start) <= 1), None) for a in partners]
    days = [day for day in found if day]
    return days if len(days) == len(partners) == len(set(days)) else []


def partners_in_step(scene: Scene, documents: Sequence[Named]) -> dict[int, str]:
    """The partner of each document of a sentence by where it begins, where there are as many and each stands beside its own: "a treaty with A and an agreement
    with B", "with A B signed a treaty in May, with C an agreement"."""
    partners = [a for a in scene.places if a.place and can_sign(a.place) and set(a.marks) & set(scene.lexicon.with_marks)]
    partners = [a for a in partners if not any(other.stop < a.start and not scene.folded[other.stop : a.start].strip() for other in partners)]
    starts, stands = [document.start for document in documents], [a.start for a in partners]
    apart = len(starts) == len(stands) > 1 and len({a.place.code for a in partners if a.place}) > 1
    if not scene.lexicon.positional or not apart or any(stand < before for stand, before in zip(stands[1:], starts, strict=False)) or any(stand > after for stand, after in zip(stands, starts[1:], strict=False)):
        return {}
    return {start: a.place.code for start, a in zip(starts, partners, strict=True) if a.place}


def of_partner(draft: AgreementDraft, code: str | None, partners: Collection[str]) -> AgreementDraft:
    """A document between its own partner and those who are no partner of another one."""
    own = [one for one in draft.parties if one not in partners]
    return replace(draft, parties=codes([*own, code])) if code and own and code in draft.parties else draft


def again_with(scene: Scene, document: Named, draft: AgreementDraft, partners: Mapping[int, str]) -> list[AgreementDraft]:
    """A document and one more like it with another partner: "an agreement on trade with A and another with B"."""
    own = [code for code in draft.parties if code not in partners.values()]
    code = partners.get(document.start)
    if not code or not own or not scene.lexicon.elliptic.match(scene.folded, document.start):
        return []
    one = replace(draft, rules=(*draft.rules, ONE_EACH))
    return [one, replace(one, parties=codes([*own, code]), signatories=())]


def _is_with(reading: Reading, argument: Argument) -> bool:
    return bool(set(reading.scene.lexicon.with_marks) & set(argument.marks))


def _host_of_all(reading: Reading, draft: AgreementDraft) -> list[str]:
    """The country that all other parties have come to."""
    visits = [*reading.discourse.current(reading.scene), *reading.told]
    hosts = {visit.host_country for visit in visits}
    came = {visit.visitor_country for visit in visits}
    return [code for code in hosts if code] if len(hosts) == 1 and came | hosts == set(draft.parties) else []
