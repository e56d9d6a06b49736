"""What stands for one more document of the kind named last: "another", or the dash between a date and a subject."""

from __future__ import annotations

import re
from itertools import pairwise

from pipeline.records.scenes.scene import Scene
from pipeline.values import Date

_ADJECTIVE = 30  # characters before a document in which one adjective of it stands
_LINK = 5  # characters of a link word and its spaces


def elliptic(scene: Scene, heads: list[tuple[int, int, str]], last: str | None) -> list[tuple[int, int, str]]:
    """The words that stand for one more document of the kind named last: "an agreement on trade and another on fisheries"; of the ``last`` kind told before, where a
    sentence begins so: "A third, on fisheries, was initialled"."""
    found = []
    for match in scene.finditer(scene.lexicon.elliptic) if heads or last else ():
        opens = last is not None and not scene.words_between(scene.start, match.start())
        before = [last] if opens and last else [kind for _, stop, kind in heads if stop <= match.start()]
        dated = any(match.end() <= date.start <= match.end() + _LINK for date in scene.dates)
        if before and not dated:
            found.append((match.start(), match.end(), before[-1]))
    return [*found, *_gapped(scene, heads)]


def _gapped(scene: Scene, heads: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """The dashes between a date and a subject that stand for one more document of the kind named last: "signed a treaty on trade, on 3 June – on transit"."""
    if scene.lexicon.head_last or not heads:
        return []
    dash = re.compile(r"\s+([–—])\s+(?=" + scene.lexicon.links.pattern + ")")
    dashes = [(match, [kind for _, stop, kind in heads if stop <= match.start()]) for date in scene.dates if (match := dash.match(scene.folded, date.stop, scene.stop))]
    return [(match.start(1), match.end(1), kinds[-1]) for match, kinds in dashes if kinds]


def gap_date(scene: Scene, start: int) -> Date | None:
    """The date before the dash that stands for a document, or behind which one stands: "on 3 June – on transit", "on 3 June – a protocol on transit"."""
    while (own := re.compile(r"\w+\s+\Z").search(scene.folded, max(scene.start, start - _ADJECTIVE), start)) and (scene.lexicon.modifiers.fullmatch(own[0].strip()) or scene.lexicon.attributes.fullmatch(own[0].strip())):
        start = own.start()  # "on 3 June – the joint declaration"
    led = re.compile(r"\s*,?\s*(?:[–—]\s+)?\Z")
    near = [date for date in scene.dates if date.stop <= start and not scene.lexicon.head_last and led.fullmatch(scene.folded, date.stop, start)]
    return next((date for date in near if re.search("[–—]", scene.folded[date.stop : start + 1])), None)


def gap_dates(scene: Scene, starts: list[int]) -> dict[int, Date]:
    """The dates before the dashes that stand for a verb, for each document behind one, and for those that stand side by side with it: "3 июня – протокол о
    транзите и соглашение о туризме"."""
    found: dict[int, Date] = {}
    for before, start in pairwise([scene.start, *starts]):
        parted = ";" in scene.folded[before:start] or any(before < at < start for at in (*(date.start for date in scene.dates), *(verb.start for verb in scene.predicates if verb.form == "finite")))
        date = gap_date(scene, start) or (None if parted else found.get(before))
        if date:
            found[start] = date
    return found
