"""Which of several states or bodies one name means in a document: that of which the document speaks most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from pipeline.entities.gazetteer import Name, names
from pipeline.entities.ground import Ground
from pipeline.entities.places import Found


def settled(grounds: Sequence[Ground]) -> list[Ground]:
    """The sentences of a document with every name that several places bear led to the one whose state is named most often.

    >>> from pipeline.documents import read_text
    >>> from pipeline.entities import find_entities
    >>> from pipeline.segmentation import segment
    >>> document = read_text("В Вильнюсе это отрицают. Председатель Сейма отбыл в Бонн. Литва ждёт.", "a")
    >>> [place.code for place in find_entities(document.text, segment(document)).places]
    ['LTU', 'LTU', 'DEU', 'LTU']
    """
    if not any(found.name.text in namesakes(ground.code) for ground in grounds for found in ground.places):
        return list(grounds)
    sure = (found.place for ground in grounds for found in ground.places if found.name.text not in namesakes(ground.code))
    told = Counter(place.code for place in sure if place.kind in ("country", "city"))
    return [_settled(ground, told) for ground in grounds]


@lru_cache(maxsize=None)
def namesakes(code: str) -> Mapping[str, tuple[Name, ...]]:
    """The names of a language that more than one state or organisation bears, with what they may mean; a state comes before a region of another one, as
    Georgia before the American state."""
    meant: dict[str, dict[str, Name]] = {}
    for name in names(code):
        if name.kind != "lookalike":
            meant.setdefault(name.text, {}).setdefault(name.code, name)
    borne = {text: [one for _, one in sorted(codes.items())] for text, codes in meant.items()}
    told = {text: tuple(one for one in ones if one.kind != "region" or all(other.kind != "country" for other in ones)) for text, ones in borne.items()}
    return {text: ones for text, ones in told.items() if len(ones) > 1}


def _settled(ground: Ground, told: Counter[str]) -> Ground:
    changed = {found.first: _meant(found, namesakes(ground.code).get(found.name.text, ()), told) for found in ground.places}

    def new(places: Mapping[int, Found]) -> dict[int, Found]:
        return {at: changed.get(found.first, found) for at, found in places.items()}

    return replace(ground, places=tuple(changed[found.first] for found in ground.places), place_from=new(ground.place_from), place_to=new(ground.place_to), place_at=new(ground.place_at))


def _meant(found: Found, rivals: Sequence[Name], told: Counter[str]) -> Found:
    most = max(rivals, key=lambda name: told[name.code], default=found.name)
    if not rivals or not told[most.code] or told[most.code] == told[found.place.code]:
        return found
    base = found.place.base if found.place.form == "noun" else most.base
    return replace(found, place=replace(found.place, code=most.code, base=base), name=most)
