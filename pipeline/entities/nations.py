"""People called by their nation alone: "the Georgian flew home"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from pipeline.entities.drafts import Draft
from pipeline.entities.ground import Ground
from pipeline.entities.offices import Entry, entries
from pipeline.languages import load
from pipeline.values import Place

NATION = "nation"  # the rule of such a mention
_ENDS = tuple(".;:?!)")


@dataclass(frozen=True, slots=True)
class _Words:
    """The articles before a nation that means one person, the words and marks that may follow it, and the nations that are several people."""

    before: frozenset[str]
    behind: re.Pattern[str]
    several: re.Pattern[str]


@lru_cache(maxsize=None)
def _words(code: str) -> _Words | None:
    data = load(code).read("references").get("nations")
    return _Words(frozenset(data["before"]), re.compile(data["match"] + r"\Z"), re.compile(data["several"] + r"\Z")) if data else None


@lru_cache(maxsize=None)
def _guest(code: str) -> Entry | None:
    """What such words mean: somebody pointed at, as "the guest" is."""
    return next((replace(entry, id=NATION) for entry, _, _ in entries(code) if entry.points), None)


def find_nations(ground: Ground) -> Iterator[Draft]:
    """The drafts of people called by their nation, as of a guest of that country."""
    known, guest = _words(ground.code), _guest(ground.code)
    if known is None or guest is None:
        return
    for place in ground.places:
        first, last = place.first, place.last
        if last - first != 1 or place.place.form not in ("adjective", "demonym") or place.place.kind != "country":
            continue
        ends = last >= len(ground.tokens) or ground.after(last)[:1] in _ENDS or ground.after(last)[:1].isdigit()
        alone = _stands_alone(ground, place.place, first, known) and (ends or ground.near(last) and known.behind.match(ground.low(last)) is not None)
        if alone and not known.several.match(ground.low(first)):
            yield Draft(first, last, None, None, place.place.code, place.place.cases, entry=guest)


def _stands_alone(ground: Ground, place: Place, first: int, known: _Words) -> bool:
    """Whether an article before a nation says that it is somebody; in a language of cases its form does, where no name is beside it, and it is not what he is."""
    if known.before:
        return ground.near(first) and ground.low(first - 1) in known.before
    named = any(at > 0 and ground.near(max(at, first)) and ground.tokens[at].text[:1].isupper() for at in (first - 1, first + 1))
    led = "ins" in load(ground.code).read("references")["governs"].get(ground.low(first - 1), "")
    return place.form == "demonym" and not named and (place.cases[:1] != ("ins",) or led)
