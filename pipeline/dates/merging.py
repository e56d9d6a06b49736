"""Gives each date of a range or list what it shares with its neighbours: "8-12 February" is one month, "16, 19 and 23 May" too."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pipeline.dates.mentions import Item, Mention, Point

YEAR_SLOTS = ("year", "yy", "year_rel", "year_n", "year_dir")
MONTH_SLOTS = ("month", "month_rel")
_CENTURY_SLOTS = frozenset({"century", "century_rel"})
_WITHIN_YEAR = ("month", "season", "half", "quarter", "day")


@dataclass(slots=True)
class Shared:
    """A point with its own slots (a copy) and the names of those it took over from a neighbour."""

    point: Point
    slots: dict[str, Any]
    taken: set[str]


@dataclass(frozen=True, slots=True)
class Pair:
    """An item whose ends have all that their mention says."""

    item: Item
    first: Shared
    last: Shared | None


def merge(mention: Mention) -> tuple[Pair, ...]:
    """The items of a mention, completed from each other and from the year before them."""
    pairs = tuple(Pair(item, _shared(item.first), _shared(item.last) if item.last else None) for item in mention.items)
    row = [end for pair in pairs for end in (pair.first, pair.last) if end]
    if len(row) > 1 or mention.year:
        _unify_kinds(row)
        _spread(row, mention, pairs)
    return pairs


def _shared(point: Point) -> Shared:
    return Shared(point, dict(point.slots), set())


def _unify_kinds(row: list[Shared]) -> None:
    """A bare number beside a decade or a century is one too; a round year beside one that is not round is no decade."""
    if any("year" in end.slots and end.slots["year"] % 10 for end in row):
        for end in row:
            if end.slots.keys() == {"decade"} and end.slots["decade"] > 99:
                end.slots = {"year": end.slots["decade"]}
    for kind in ("decade", "century"):
        if any(kind in end.slots for end in row):
            for end in row:
                for raw in ("yy", "year", "num"):
                    if raw in end.slots and kind not in end.slots and len(end.slots) == 1:
                        end.slots = {kind: end.slots[raw]}
    for left, right in zip(row, row[1:], strict=False):
        if left.slots.get("decade", 0) > 99 and 0 <= right.slots.get("decade", -1) < 100 and "century" not in right.slots:
            right.slots["decade"] = _after(left.slots["decade"], right.slots["decade"])


def _share_century(row: list[Shared], year: Point | None) -> None:
    """ "In the seventies and eighties of the last century" is one century."""
    told = next(
        (slots for slots in (*(end.slots for end in row[::-1]), year.slots if year else {}) if not _CENTURY_SLOTS.isdisjoint(slots)), {}
    )
    for end in row:
        if 0 <= end.slots.get("decade", -1) < 100 and _CENTURY_SLOTS.isdisjoint(end.slots):
            _take(end, told, tuple(_CENTURY_SLOTS))


def _spread(row: list[Shared], mention: Mention, pairs: tuple[Pair, ...]) -> None:
    _share_century(row, mention.year)
    if mention.year:
        for end in row:
            if not _has(end, YEAR_SLOTS):
                _take(end, mention.year.slots, YEAR_SLOTS)
    is_list = len(pairs) > 1
    if is_list:
        for pair in pairs:
            if pair.last:
                _from_right(pair.first, pair.last, False)
                _take_month(pair.last, pair.first)
        _months_from_left(row)
    for left, right in zip(row[-2::-1], row[:0:-1], strict=True):
        _from_right(left, right, is_list)
    for left, right in zip(row, row[1:], strict=False):
        _from_left(left, right)
        if mention.means == "month" and right.slots.keys() <= {"year", "yy"}:
            _take(right, left.slots, ("month", "season"))


def _from_right(left: Shared, right: Shared, is_list: bool) -> None:
    if "day" in left.slots and not _has(left, MONTH_SLOTS) and (left.point.grain != "day" or "day" in right.slots):
        _take(left, right.slots, MONTH_SLOTS)
    within = any(slot in left.slots for slot in _WITHIN_YEAR)
    if within and not _has(left, YEAR_SLOTS) and not (is_list and _year_leads(right)):
        _take(left, right.slots, YEAR_SLOTS)
    if is_list and set(left.slots) <= {"year", "yy"} and len(left.point.slots) == 1 and left.point.form != right.point.form and _year_leads(right, ("month", "season", "half", "quarter", "part")):
        _take(left, right.slots, ("month", "season", "half", "quarter", "part"))
    if left.slots.keys() == {"weekday"} and "weekday" in right.slots:  # "from Monday to Wednesday of last week"
        _take(left, right.slots, ("week_rel",))


def _months_from_left(row: list[Shared]) -> None:
    """Where the month stands before its days ("mayın 9-u, 10-u", "May 9, 10"), it holds for the bare days that follow."""
    for left, right in zip(row, row[1:], strict=False):
        names = list(left.point.slots)
        led = "month" in names and "day" in names and names.index("month") < names.index("day") or "month" in left.taken
        if led and right.slots.keys() <= {"day", "weekday"}:
            _take_month(right, left)


def _take_month(right: Shared, left: Shared) -> None:
    if "day" in right.slots and not _has(right, MONTH_SLOTS):
        _take(right, left.slots, MONTH_SLOTS)


def _from_left(left: Shared, right: Shared) -> None:
    _take_month(right, left)
    if any(slot in right.slots for slot in _WITHIN_YEAR) and not _has(right, YEAR_SLOTS):
        _take(right, left.slots, YEAR_SLOTS)
    if "yy" in right.slots and "year" in left.slots:
        right.slots["year"] = _after(left.slots["year"], right.slots.pop("yy"))
        right.taken.add("century")


def _after(year: int, two_digits: int) -> int:
    """The year with these last two digits in the century of another, or the next one: 1998 and 03 are 2003."""
    found: int = year // 100 * 100 + two_digits
    return found if found >= year else found + 100


def _year_leads(end: Shared, slots: tuple[str, ...] = ("month",)) -> bool:
    """True where the year stands before the month ("1996-cı il mayın 5-i"), or another of these slots: such a year looks forward, not back."""
    names = list(end.point.slots)
    years = [names.index(slot) for slot in YEAR_SLOTS if slot in names]
    return any(slot in names and years and min(years) < names.index(slot) for slot in slots)


def _has(end: Shared, slots: tuple[str, ...]) -> bool:
    return any(slot in end.slots for slot in slots)


def _take(end: Shared, source: dict[str, Any], slots: tuple[str, ...]) -> None:
    for slot in slots:
        if slot in source and slot not in end.slots:
            end.slots[slot] = source[slot]
            end.taken.add(slot)
