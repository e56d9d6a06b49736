"""Documents of one kind and subject that several states sign each for itself: "Georgia and Moldova signed association agreements with the EU"."""

from __future__ import annotations

from dataclasses import replace

from pipeline.records.agreements.enumeration import Reading
from pipeline.records.agreements.signing import Signing
from pipeline.records.scenes.scene import Argument
from pipeline.records.told.blocs import can_sign, codes
from pipeline.records.told.drafts import ONE_EACH, AgreementDraft


def one_each(reading: Reading, signing: Signing, draft: AgreementDraft) -> list[AgreementDraft]:
    """A document told in the plural once for each state that signs it with one partner, or with the host of all the guests; else as it is."""
    partners = _partners(reading, signing) or _host_of_all(reading, draft)
    others = [code for code in draft.parties if code not in partners]
    if len(partners) != 1 or len(others) < 2:
        return [draft]
    return [replace(draft, parties=codes([code, *partners]), signatories=(), visit=None, rules=(*draft.rules, ONE_EACH)) for code in others]


def _partners(reading: Reading, signing: Signing) -> list[str]:
    """The states and organisations with which a clause says that a document is signed."""
    scene = reading.scene
    low, high = scene.clause(signing.start)
    return list(dict.fromkeys(a.place.code for a in scene.places if a.place and low <= a.start < high and can_sign(a.place) and _is_with(reading, a)))


def _is_with(reading: Reading, argument: Argument) -> bool:
    return bool(set(reading.scene.lexicon.with_marks) & set(argument.marks))


def _host_of_all(reading: Reading, draft: AgreementDraft) -> list[str]:
    """The country that all other parties have come to."""
    visits = [*reading.discourse.current(reading.scene), *reading.told]
    hosts = {visit.host_country for visit in visits}
    came = {visit.visitor_country for visit in visits}
    return [code for code in hosts if code] if len(hosts) == 1 and came | hosts == set(draft.parties) else []
