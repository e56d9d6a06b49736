"""Where a journey goes of which a sentence does not say it: to the place one has come to read about, the event just told, where others came."""

from __future__ import annotations

from pipeline.dates import compatible
from pipeline.records.arguments.events import Event, find_events
from pipeline.records.arguments.usable import usable
from pipeline.records.participants.hosts import Host, host_at
from pipeline.records.scenes.scene import Scene
from pipeline.records.told.discourse import Discourse
from pipeline.records.told.drafts import VisitDraft
from pipeline.values import Actor, Place, Predicate

DAY = len("2012-09-01")
ONE_BY_ONE = 2  # sentences within which the next of several guests is named
SENT = 2  # sentences behind an event in which somebody is sent to it


def where_one_is(scene: Scene, predicate: Predicate, discourse: Discourse, visitors: list[Actor]) -> list[Host]:
    """The place in the country of the text that the sentence before has named, for one who comes and it is not said where to."""
    if predicate.sense not in ("come", "go", "stay") or predicate.form != "finite" or predicate.mood or predicate.negated:
        return []
    if predicate.sense != "come":
        return _where_headed(scene, predicate, discourse, visitors)
    if home := _where_chronicled(scene, discourse, visitors):
        return [Host(home, None, predicate.start, predicate.stop)]
    if not all(visitor.name for visitor in visitors):
        return []
    own = frozenset(visitor.country for visitor in visitors if visitor.country)
    place = discourse.nearest_place(scene, own, reach=1)
    if place and place.code in discourse.main[:1]:
        return [host_at(place, predicate.start, predicate.stop)]
    held = [event.place for event in discourse.events if event.place and event.is_occasion and event.title and scene.index - event.scene <= 2]
    if held and held[-1].code not in own:
        return [host_at(held[-1], predicate.start, predicate.stop)]  # they came for the event just told
    if there := _where_met(scene, discourse, visitors):
        return [host_at(there, predicate.start, predicate.stop)]
    if several := _where_several_came(scene, predicate, discourse, own):
        return several
    country = _come_to_again(scene, predicate, discourse, visitors) or (_where_all_come(discourse, own) if scene.lexicon.positional else None)
    return [Host(country, None, predicate.start, predicate.stop)] if country else []


def _where_headed(scene: Scene, predicate: Predicate, discourse: Discourse, visitors: list[Actor]) -> list[Host]:
    """The city abroad that heads the entry in which somebody sets out or stays, and which alone it names: "St Petersburg. President A has left on a working visit"."""
    stands = discourse.placed(scene)
    foreign = stands is not None and bool(visitors) and all(visitor.name and visitor.country not in (None, stands.code) for visitor in visitors)
    alone = stands is not None and all(place.code in (stands.code, *(visitor.country for visitor in visitors)) for place in scene.all_places if place.kind in ("city", "country"))
    return [host_at(stands, predicate.start, predicate.stop)] if stands and foreign and alone else []


def _where_chronicled(scene: Scene, discourse: Discourse, visitors: list[Actor]) -> str | None:
    """The country whose chronicle tells that somebody from abroad came, and names no other place: "5 May. The foreign minister of China arrives"."""
    stands = discourse.placed(scene)
    home = stands.code if stands else discourse.chronicled(scene)
    foreign = bool(visitors) and all(visitor.country not in (None, home) for visitor in visitors)
    return home if foreign and not any(a.place and a.place.kind == "city" for a in scene.places) else None


def _where_met(scene: Scene, discourse: Discourse, visitors: list[Actor]) -> Place | None:
    """The city in which the visitor held talks or signed in the sentence before; one told by his office alone may be the other who did."""
    met = discourse.meeting
    if met is None or met.place is None or scene.index - met.index != 1 or not visitors:
        return None
    there = all(one.name in met.names and (one.country != met.place.code or one.reference == "office") for one in visitors)
    return met.place if there else None


def to_speaker(scene: Scene, predicate: Predicate, discourse: Discourse, visitors: list[Actor]) -> list[Host]:
    """The country of the one who tells the text, for a foreigner of whom he says that he came on a day, and nothing of where."""
    home = discourse.speaker.country if discourse.speaker and predicate.sense == "come" and predicate.form == "finite" else None
    foreign = bool(visitors) and all(visitor.country not in (None, home) for visitor in visitors)
    return [Host(home, None, predicate.start, predicate.stop)] if home and home in discourse.main and foreign and usable(scene) else []


def note_several(scene: Scene, discourse: Discourse, hosts: list[Host], guests: list[Actor]) -> None:
    """Note where several people come whom a sentence does not name: those named next came there ("Ashgabat received two presidents that summer")."""
    nameless = bool(guests) and not any(guest.name or guest.members or guest.country for guest in guests) and any(guest.count != 1 for guest in guests)
    if nameless and len(hosts) == 1:
        discourse.hosting = (scene.index, hosts[0].country, hosts[0].place)


def _where_several_came(scene: Scene, predicate: Predicate, discourse: Discourse, own: frozenset[str]) -> list[Host]:
    """Where those came who are now named one by one: each of them keeps it in mind."""
    known = discourse.hosting
    if known is None or scene.index - known[0] > ONE_BY_ONE or known[1] in own:
        return []
    discourse.hosting = (scene.index, *known[1:])
    return [Host(*known[1:], predicate.start, predicate.stop)]


def _come_to_again(scene: Scene, predicate: Predicate, discourse: Discourse, visitors: list[Actor]) -> str | None:
    """The country that a visitor came to last, where he "came again"."""
    known = [visit for visit in discourse.visits if visitors and visit.visitor_name and visit.visitor_name == visitors[0].name and visit.status == "occurred"]
    return known[-1].host_country if known and scene.lexicon.again.match(scene.folded, predicate.stop) else None


def _where_all_come(discourse: Discourse, own: frozenset[str]) -> str | None:
    """The country that a text is about, where the guest told before from abroad came to it too."""
    last = next((visit for visit in reversed(discourse.visits) if visit.visitor_country not in discourse.main[:1]), None)
    return last.host_country if last and own and last.host_country in discourse.main[:1] and last.host_country not in own else None


def same_host(predicate: Predicate, visitors: list[Actor], told: list[VisitDraft]) -> list[Host]:
    """Where somebody came of whom the sentence has just told where he goes: "visitors to Minsk included A, who arrived on the 5th"."""
    known = [visit for visit in told if visitors and visit.visitor_name and visit.visitor_name == visitors[-1].name and visit.host_country]
    return [Host(known[-1].host_country, known[-1].host_place, predicate.start, predicate.stop)] if known else []


def is_awaited(scene: Scene, visit: VisitDraft) -> bool:
    """True for a visit told without its day or only with its month, or planned for the time in which a sentence tells the arrival."""
    first = [date.edtf for date in usable(scene)][:1]
    fits = bool(visit.date and first) and compatible(first[0], visit.date or "")
    if visit.status == "occurred":
        return not visit.date or fits and len(visit.date) < DAY <= len(first[0])
    return visit.status == "planned" and fits


def sent_to(scene: Scene, discourse: Discourse) -> Event | None:
    """The event that somebody is sent to of whom it is not said where: that of the sentence, or the one told right before ("A sent its minister")."""
    last = discourse.events[-1] if discourse.events else None
    own = [event for event in find_events(scene) if event.place and event.is_occasion]
    return own[0] if own else last if last and last.place and scene.index - last.scene <= SENT else None


def kept_from(scene: Scene, predicate: Predicate, discourse: Discourse, visitors: list[Actor], told: list[VisitDraft]) -> VisitDraft | None:
    """The visit that the sender did not make, told in the same sentence: "A, who was expected in Doha, sent his minister", "A did not attend and sent B"."""
    if predicate.sense != "bring" or predicate.passive or not visitors:
        return None
    denied = [discourse.denied] if discourse.denied and discourse.denied.scenes[-1] == scene.index else []
    kept = [*denied, *(visit for visit in told if visit.host_country and visit.status != "occurred")]
    return next((visit for visit in reversed(kept) if all(visit.visitor_name != one.name for one in visitors)), None)
