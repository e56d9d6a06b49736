"""When something had been done that a sentence counts another date from: "in May 2002, four years after they had signed it"."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.records.arguments import counting
from pipeline.records.scenes.scene import Scene
from pipeline.values import Date

_YEAR = re.compile(r"(\d{4})(-\d{2})?")


def with_elapsed(scene: Scene, dates: list[Date]) -> list[Date]:
    """The dates of a sentence with those that it only counts from another: of what had been done so long before.

    They stand where they are counted, at the head of the clause that tells what had been done."""
    found = [date for match in scene.finditer(scene.lexicon.elapsed) if (date := _counted(scene, match, dates))]
    return sorted([*(date for date in dates if not any(one.start <= date.start < one.stop for one in found)), *found], key=lambda date: date.start)


def _counted(scene: Scene, match: re.Match[str], dates: list[Date]) -> Date | None:
    """The date that is so long before the last one told before it."""
    number = counting.number_of(scene.lexicon, [match["n"]]) if match["n"] else 1
    before = [date for date in dates if date.stop <= match.start()][-1:]
    told = _YEAR.match(before[0].edtf) if before else None
    if number is None or told is None:
        return None
    if match["years"]:
        edtf = f"{int(told[1]) - number:04}"
    elif told[2]:
        year, month = divmod(int(told[1]) * 12 + int(told[2][1:]) - 1 - number, 12)
        edtf = f"{year:04}-{month + 1:02}"
    else:
        return None
    return replace(before[0], start=match.start(), stop=match.end(), text=scene.text[match.start() : match.end()], edtf=edtf, source="relative_to_previous", rule="elapsed")


def is_explained(scene: Scene, before: Date, date: Date) -> bool:
    """True for words between commas that only say how long after something else the date before them was: "in June 2004, a year after the summit, he went"."""
    aside = scene.lexicon.elapsed_since.match(scene.folded, before.stop, scene.stop) if "/" not in before.edtf else None
    return aside is not None and date.source == "relative_to_previous" and date.start < aside.end()
