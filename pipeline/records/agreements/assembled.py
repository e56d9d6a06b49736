"""Between whom a document is that is signed at a gathering told before: its host and all who were told to be there."""

from __future__ import annotations

from pipeline.dates import compatible
from pipeline.records.agreements.together import Deal, is_with
from pipeline.records.told.blocs import Codes, codes
from pipeline.records.told.discourse import Discourse

REACH = 4  # sentences behind the last that told who was at a gathering
LEAST = 2  # guests that a gathering has at least
STAFF = ("delegation", "minister", "official")  # offices of those who sign for two sides told before


def of_assembly(deal: Deal, discourse: Discourse) -> Codes:
    """The host and the guests of the gathering near a signing of which nobody, or only "they", is told to have signed; else the states told just before
    in the same paragraph, if "they" are of those."""
    event = discourse.assembly
    signers = [a.actor for a in deal.signers if a.actor]
    if event is None or event.place is None or deal.signing.status != "signed" or deal.scene.index - event.scene > REACH or any(who.reference != "set" for who in signers):
        return ()
    if deal.date and event.date and not compatible(deal.date, event.date):
        return ()
    told = [visit for visit in (*discourse.visits, *deal.visits) if visit.host_country == event.place.code and visit.status == "occurred" and visit.date]
    there = [visit for visit in told if deal.scene.index - visit.scenes[-1] <= 2 * REACH and compatible(visit.date or "", event.date or "")]
    guests = codes(visit.visitor_country for visit in there if not (visit.visitor_country or "org:").startswith("org:"))
    if len(guests) >= LEAST:
        return codes([event.place.code, *guests])
    here = set(discourse.here(deal.scene.sentence.block))
    group = next((group for group in reversed(discourse.groups[-1:]) if signers and set(group) <= here), ())
    return codes(group)


def of_pair_before(deal: Deal, discourse: Discourse) -> Codes:
    """The two parties of the document signed in the sentence before, whose ministers or delegations sign the next one: "Then members of the delegations signed"."""
    pact = discourse.pact
    near = pact is not None and 0 <= deal.scene.index - pact[0] <= 1 and len(pact[1]) == 2
    theirs = bool(deal.signers) and all(a.actor is not None and a.actor.reference == "set" and a.actor.office in STAFF and not a.actor.members for a in deal.signers)
    named = any(place.kind == "country" for place in deal.scene.all_places)
    return codes(pact[1]) if pact and near and theirs and not named else ()


def of_host(deal: Deal, discourse: Discourse) -> list[str]:
    """The state of the host of a gathering, with whom its guests are told to sign: "signed it with their host"."""
    event, scene = discourse.assembly, deal.scene
    if event is None or event.place is None or scene.index - event.scene > REACH:
        return []
    beside = any(is_with(scene, a) for a in (*scene.actors, *scene.places)) or scene.search(scene.lexicon.gathering.host) is not None
    return [event.place.code] if beside else []
