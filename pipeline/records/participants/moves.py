"""Journeys that are no visits: who goes somewhere to study, to live or to serve there stays."""

from __future__ import annotations

from pipeline.records.scenes.scene import Scene
from pipeline.records.told.drafts import VisitDraft


def moved_to(scene: Scene) -> set[str]:
    """The countries to which somebody is told to have gone for years: those of the places nearest to the words that tell it ("went to Delhi as a student")."""
    found = set()
    for match in scene.lexicon.moves.finditer(scene.folded, scene.start, scene.stop):
        places = [place for place in scene.all_places if place.code and place.kind != "organization" and place.form != "adjective" and ";" not in scene.folded[min(place.stop, match.end()) : max(place.start, match.start())]]
        nearest = min(places, key=lambda place: max(place.start - match.end(), match.start() - place.stop, 0), default=None)
        found |= {nearest.code} if nearest is not None else set()
    return found


def without_moves(scene: Scene, drafts: list[VisitDraft]) -> list[VisitDraft]:
    """The visits of a sentence without those to a country to which somebody moved."""
    moved = moved_to(scene)
    return [draft for draft in drafts if draft.host_country not in moved]
