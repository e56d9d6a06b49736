"""Places that only name a line between them: "the Baku–Tbilisi–Ceyhan pipeline", "железная дорога Теджен – Серахс – Мешхед"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.records.scenes.lexicon import Lexicon
from pipeline.values import Place

_CHAIN = re.compile(r"[^\W\d_a-zа-яёəıöüğşç]\w+(?:(?:\s?[–—]\s?|\s-\s)[^\W\d_a-zа-яёəıöüğşç]\w+)+")  # no hyphen: "Nur-Sultan" is one city
_REACH = 40  # characters before a chain in which the word for the line stands


def without_routes(words: Lexicon, texts: tuple[str, str], span: tuple[int, int], places: Sequence[Place]) -> tuple[Place, ...]:
    """The places of a sentence but the cities between which a railway, a road or a pipeline runs that is named by them."""
    routes = list(_routes(words, texts, span)) if len(places) else []
    return tuple(place for place in places if place.kind != "city" or not any(low <= place.start and place.stop <= high for low, high in routes))


def _routes(words: Lexicon, texts: tuple[str, str], span: tuple[int, int]) -> Iterator[tuple[int, int]]:
    text, folded = texts
    for chain in _CHAIN.finditer(text, *span):
        low = max(span[0], chain.start() - _REACH)
        if words.route_before.search(folded[low : chain.start()]) or words.route_behind.match(folded, chain.end(), span[1]):
            yield chain.span()
