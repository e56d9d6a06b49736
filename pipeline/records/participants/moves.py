"""Journeys that are no visits: who goes somewhere to study, to live or to serve there stays."""

from __future__ import annotations

from pipeline.records.scenes.scene import Scene
from pipeline.records.told.drafts import VisitDraft
from pipeline.values import Place


def moved_to(scene: Scene, own: str | None = None) -> set[str]:
    """The countries to which somebody is told to have gone for years: those of the places nearest to the words that tell it ("went to Delhi as a student"),
    his ``own`` country left aside ("был послом Чили в Италии")."""
    found = set()
    for match in scene.lexicon.moves.finditer(scene.folded, scene.start, scene.stop):
        places = [place for place in scene.all_places if place.code not in (None, own) and place.kind != "organization" and place.form != "adjective" and ";" not in scene.folded[min(place.stop, match.end()) : max(place.start, match.start())]]
        nearest = min(places, key=lambda place: max(place.start - match.end(), match.start() - place.stop, 0), default=None)
        found |= {place.code for place in _beside(scene, nearest, places)} if nearest is not None else set()
    return found


def _beside(scene: Scene, chosen: Place, places: list[Place]) -> list[Place]:
    """The place chosen with those side by side with it: "in Warsaw, Budapest and Sarajevo"."""
    ordered = sorted(places, key=lambda place: place.start)
    first = last = ordered.index(chosen)
    while first > 0 and _joined(scene, ordered[first - 1], ordered[first]):
        first -= 1
    while last + 1 < len(ordered) and _joined(scene, ordered[last], ordered[last + 1]):
        last += 1
    return ordered[first : last + 1]


def _joined(scene: Scene, left: Place, right: Place) -> bool:
    return all(word in scene.lexicon.connectors for word in scene.folded[left.stop : right.start].replace(",", " ").split())


def without_moves(scene: Scene, drafts: list[VisitDraft]) -> list[VisitDraft]:
    """The visits of a sentence without those to a country to which somebody moved."""
    return [draft for draft in drafts if draft.host_country not in moved_to(scene, draft.visitor_country)]
