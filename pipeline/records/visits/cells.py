"""What the cells of a row say of a guest whom no list names: "9–11 September | A. B. | Chairman | Georgia" below "Foreign visitors to Kyiv"."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.records.scenes.scene import Scene
from pipeline.values import Actor, Place

_BORDER = re.compile(r"\s\|\s")
_NAME = re.compile(r"[^\W\d_][\w.’'-]*(?: [^\W\d_][\w.’'-]*){1,3}")


def guest_of_cells(scene: Scene, known: Actor | None, home: Place) -> Actor:
    """The guest of a row in a table of those who came to ``home``: as he is ``known``, with the name that stands alone in a cell and the state or
    organisation that is all of another one."""
    guest = known or Actor(scene.start, scene.start, "", None, None, None)
    country = guest.country or next((code for low, high in _cells(scene) if (code := _state(scene, low, high)) and code != home.code), None)
    name = guest.name or (next((text for low, high in _cells(scene) if (text := _person(scene, low, high))), None) if guest.count == 1 else None)
    return replace(guest, country=country, name=name)


def _cells(scene: Scene) -> list[tuple[int, int]]:
    edges = [(match.start(), match.end()) for match in _BORDER.finditer(scene.text, scene.start, scene.stop)]
    return list(zip([scene.start, *(stop for _, stop in edges)], [*(start for start, _ in edges), scene.stop], strict=True))


def _state(scene: Scene, low: int, high: int) -> str | None:
    """The state that is all of a cell."""
    return next((p.code for p in scene.all_places if p.start - low <= 1 and high - p.stop <= 1 and p.form == "noun" and p.kind in ("country", "organization")), None)


def _person(scene: Scene, low: int, high: int) -> str | None:
    """The name that is all of a cell: words with capitals, among which nothing else was found."""
    text = scene.text[low:high].strip()
    actors = [a.start for a in scene.actors if a.actor and (a.actor.office or a.actor.members)]
    found = [*(place.start for place in scene.all_places), *(date.start for date in scene.dates), *actors]
    if not _NAME.fullmatch(text) or not all(word[0].isupper() for word in text.split()) or any(low <= start < high for start in found):
        return None
    return text
