"""What the finder hands to the resolver: what a text says about dates, before anything is concluded."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

_GRAINS = (
    ("period", ("edge",)),
    ("day", ("day", "numeric", "dm")),
    ("month", ("month",)),
    ("season", ("season",)),
    ("period", ("half", "quarter")),
    ("decade", ("decade",)),
    ("year", ("year", "yy", "year_rel", "year_n")),
    ("century", ("century",)),
)
_YEARS = frozenset({"year", "yy", "year_rel", "year_n", "decade", "century"})


@dataclass(frozen=True, slots=True)
class Point:
    """One date as it is said: ``slots`` holds what is said of year, month, day ...; ``form`` is the id of the form that found it."""

    start: int
    stop: int
    form: str
    slots: dict[str, Any] = field(default_factory=dict)
    means: str = ""

    @property
    def grain(self) -> str:
        """The finest thing said: ``day``, ``month`` ..., ``relative`` where there is no calendar word at all."""
        return "partial" if self.means == "partial" else _grain_of(tuple(self.slots))

    @property
    def dated(self) -> bool:
        """True where a year is said, be it relative."""
        return not _YEARS.isdisjoint(self.slots)


@lru_cache(maxsize=1024)
def _grain_of(names: tuple[str, ...]) -> str:
    return next((grain for grain, slots in _GRAINS if any(slot in names for slot in slots)), "relative")


@dataclass(frozen=True, slots=True)
class Item:
    """One date of the result: a point, or a stretch (``kind`` ``range``, ``since``, ``until``) with its ends."""

    start: int
    stop: int
    form: str
    kind: str
    first: Point
    last: Point | None = None
    about: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """Items that share what they do not say for themselves; ``year`` is a year that stands before them all. ``means`` is ``month`` where
    the first tells the month of all ("in May 1992 and 1994")."""

    items: tuple[Item, ...]
    year: Point | None = None
    means: str = ""

    @property
    def start(self) -> int:
        return self.items[0].start

    @property
    def stop(self) -> int:
        return self.items[-1].stop
