"""Between whom a document is: named by "between A and B", by its signers, by the states that act, by a group told before, by the visit, by the topic."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.entities.gazetteer import load
from pipeline.records.discourse import Discourse
from pipeline.records.drafts import VisitDraft
from pipeline.records.heads import Named
from pipeline.records.scene import Argument, Scene
from pipeline.values import Place

Codes = tuple[str, ...]
BETWEEN = 260  # characters in which the parties of "between" are named
SPATIAL = frozenset(("loc", "dat", "abl", "in", "to", "from", "at", "into", "through"))


def codes(found: Iterable[str | None]) -> Codes:
    """The distinct codes, sorted."""
    return tuple(sorted({code for code in found if code}))


def parties_of(scene: Scene, document: Named, signers: list[Argument], discourse: Discourse, visit: VisitDraft | None) -> Codes:
    """The parties of a document, as well as the text lets one tell."""
    between = named_between(scene, document)
    if len(between) > 1:
        return between
    group = group_of(scene, discourse, document)
    if group:
        return group
    signing = codes(country for signer in signers for country in _countries(signer))
    if len(signing) > 1:
        return signing
    states = codes(acting_states(scene, document))
    if len(states) > 1:
        return states
    if visit and visit.visitor_country and visit.host_country:
        return codes([visit.visitor_country, visit.host_country])
    return by_topic(scene, discourse, codes([*between, *signing, *states]))


def _countries(signer: Argument) -> list[str | None]:
    actor = signer.actor
    if actor is None:
        return []
    return [member.country for member in actor.members] if actor.members else [actor.country]


def named_between(scene: Scene, document: Named) -> Codes:
    """The parties named by "between A and B", nearest to the document."""
    matches = list(scene.finditer(scene.lexicon.between))
    if not matches:
        return ()
    match = min(matches, key=lambda m: abs(m.start() - document.start))
    low, high = (max(scene.start, match.start() - BETWEEN), match.start()) if scene.lexicon.head_last else (match.end(), match.end() + BETWEEN)
    found = [(place.start, place.code) for place in scene.all_places if low <= place.start < high and _can_sign(place)]
    found += [(a.start, a.actor.country) for a in scene.actors if low <= a.start < high and a.actor and a.actor.country]
    return codes(code for _, code in found)


def _can_sign(place: Place) -> bool:
    return place.kind in ("country", "organization", "body")


def acting_states(scene: Scene, document: Named) -> list[str]:
    """States that stand in the sentence as those who act or own, not as places, and not in the subject of the document."""
    return [
        a.place.code
        for a in scene.places
        if a.place
        and _can_sign(a.place)
        and not document.subject_start <= a.start < document.subject_stop
        and not SPATIAL & set(a.marks)
        and not any("+" in mark and not mark.startswith(scene.lexicon.with_marks) for mark in a.marks)
    ]


# --- groups ---------------------------------------------------------------------------------------------------------


def group_of(scene: Scene, discourse: Discourse, document: Named) -> Codes:
    """The states meant by "the five states", "all members", less those that the sentence takes out."""
    match = scene.search(scene.lexicon.all_members)
    if match and (found := discourse.members(scene.index)):
        return codes(code for code in found if code not in _excepted(scene))
    for match in scene.finditer(scene.lexicon.several_states):
        number = scene.lexicon.numbers.get(match["n"], (0, 0))[0]
        if number > 2 and (found := discourse.group(number)):
            return codes(found)
    return ()


def _excepted(scene: Scene) -> set[str]:
    """The states that "except" takes out."""
    match = scene.search(scene.lexicon.excepting)
    if not match:
        return set()
    after = [p.code for p in scene.all_places if match.end() <= p.start <= match.end() + 40]
    before = [p.code for p in scene.all_places if match.start() - 30 <= p.stop <= match.start() + 2]
    return set(before if scene.lexicon.predicate_last else after)


def groups_told(scene: Scene) -> list[Codes]:
    """Groups of three states and more that a sentence enumerates, and the members of the organisations it names."""
    states = [p.code for p in scene.all_places if p.kind == "country"]
    distinct = tuple(dict.fromkeys(states))
    return [distinct] if len(distinct) > 2 else []


def members_told(scene: Scene) -> list[Codes]:
    """The members of each organisation of a sentence that is known to have few."""
    year = next((int(date.edtf[:4]) for date in scene.dates if date.edtf[:4].isdigit()), None)
    return [members for p in scene.all_places if p.kind == "organization" and (members := _members(p.code, year))]


def _members(code: str, year: int | None) -> Codes:
    """The members of an organisation in a year; where the year is not told, those that stayed."""
    known = load().organizations.get(code)
    if known is None:
        return ()
    return known.members_in(year) if year else tuple(member for member, years in known.members if years.last is None)


# --- the topic ------------------------------------------------------------------------------------------------------


def by_topic(scene: Scene, discourse: Discourse, known: Codes) -> Codes:
    """Complete a party left unsaid: by the states the paragraph speaks of, then by the state the whole text is about."""
    ranked = [*discourse.of_paragraph(scene.sentence.block), *discourse.main]
    missing = [code for code in dict.fromkeys(ranked) if code not in known and not code.startswith("org:")]
    if len(known) >= 2:
        return known
    main = [code for code in discourse.main[:1] if code not in known]
    chosen = [*main, *[code for code in missing if code not in main]][: 2 - len(known)]
    return codes([*known, *chosen])
