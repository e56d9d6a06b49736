"""An office phrase while it is put together."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from pipeline.entities.ground import Ground
from pipeline.entities.offices import Entry, Mention
from pipeline.entities.places import Found
from pipeline.languages import load

REACH = 7  # words between an office and its country ("Minister of digital development and transport of ...")


@dataclass(slots=True)
class Growing:
    """A phrase that is being put together."""

    first: int
    last: int
    head: Mention
    countries: list[str] = field(default_factory=list)
    body: Mention | None = None
    owner: Mention | None = None
    former: bool = False
    count: int = 0
    far: bool = False


@lru_cache(maxsize=None)
def counts(code: str) -> dict[str, int]:
    """The words of a language for small numbers, and for "both"."""
    language = load(code)
    ones = {word: number for word, number in language.read("numbers")["ones"].items() if number > 1}
    return ones | dict.fromkeys(language.read("references")["both"], 2)


_SOME_BODY = Entry("other", "body", "official")


def body_of(ground: Ground, place: Found) -> Mention:
    """The kind of body that a body's name tells ("Milli Məclis" is a parliament); any body where it tells none."""
    inside = [each for each in ground.offices if place.first <= each.first and each.last <= place.last and each.entry.kind == "body"]
    told = [each for each in inside if each.entry.id != "state"]
    if told:
        return told[0] if told[0].entry.id in ("parliament", "government", "foreign-ministry", "ministry") else told[-1]
    return Mention(place.first, place.last, _SOME_BODY, place.place.cases, False)
