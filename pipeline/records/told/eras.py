"""Countries as they were: a visit to Moscow in 1989 goes to the Soviet Union, and from Kyiv it is no journey abroad."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from pipeline.dates import bounds
from pipeline.languages import require, shared
from pipeline.records.scenes.scene import Scene
from pipeline.records.told.drafts import AgreementDraft, VisitDraft


@dataclass(frozen=True, slots=True)
class Gone:
    """A state that began on its ``first`` day, where that is told, and is gone after its ``last``, the countries that stand for it now, and those that were parts of it, whose
    cities were its own ``until`` a day; those ``late`` among them became parts only on the day it ``grew``."""

    code: str
    last: str
    heirs: tuple[str, ...]
    parts: tuple[str, ...]
    named: bool
    until: str
    late: tuple[str, ...]
    grew: str
    first: str

    def parts_on(self, day: str) -> tuple[str, ...]:
        """Its parts on a day."""
        return tuple(code for code in self.parts if day >= self.first and (day >= self.grew or code not in self.late))


@lru_cache(maxsize=1)
def gone() -> tuple[Gone, ...]:
    """The states of ``successors.yaml``, the one that ended first before those that followed it."""
    found = []
    for entry in shared("successors"):
        require(entry, ("code", "last", "heirs", "parts", "yes", "no"), ("named", "until", "late", "grew", "first"), f"successors.yaml: {entry.get('code')}")
        found.append(Gone(entry["code"], entry["last"], tuple(entry["heirs"]), tuple(entry["parts"]), "named" in entry, entry.get("until", ""), tuple(entry.get("late", ())), entry.get("grew", ""), entry.get("first", "")))
    return tuple(sorted(found, key=lambda state: state.last))


def country_then(code: str | None, date: str | None, named: Iterable[str] = ()) -> str | None:
    """A country on a date; ``named`` are the states that the text names beside it.

    >>> country_then("RUS", "1989-06-20"), country_then("RUS", "1992"), country_then("SRB", "2001-05"), country_then("DEU", "1989-10"), country_then("DEU", "1989-10", ("DDR",))
    ('SUN', 'RUS', 'YUG', 'DEU', 'DDR')
    >>> country_then("RUS", "1921-11-05"), country_then("SUN", "1921-11-05")
    ('RUS', 'RUS')
    """
    day = bounds(date)[1] if date else None
    if day is None:
        return code
    code = _not_yet(code, day)
    return next((state.code for state in gone() if code in state.heirs and state.first <= day <= state.last and (not state.named or state.code in named)), code)


def _not_yet(code: str | None, day: str) -> str | None:
    """A country on a day on which its state had not begun: what came before it has the code of its heir."""
    return next((state.heirs[0] for state in gone() if code == state.code and day < state.first), code)


def heirs(code: str) -> tuple[str, ...]:
    """The countries that stand now for a state that is gone.

    >>> heirs("SUN"), heirs("FRA")
    (('RUS',), ())
    """
    return next((state.heirs for state in gone() if state.code == code), ())


def is_one_state(one: str | None, other: str | None) -> bool:
    """True for one country twice, or for a country and the state in whose place it stands.

    >>> is_one_state("RUS", "SUN"), is_one_state("SUN", "SUN"), is_one_state("RUS", "YUG")
    (True, True, False)
    """
    return one == other or one in heirs(other or "") or other in heirs(one or "")


def is_gone(code: str, date: str | None) -> bool:
    """True for a state that has ended before a date.

    >>> is_gone("SUN", "2008-08-15"), is_gone("SUN", "1989"), is_gone("FRA", "2008")
    (True, False, False)
    """
    day = bounds(date)[0] if date else None
    last = max((state.last for state in gone() if state.code == code), default="")
    return day is not None and bool(last) and last < day


def visits_then(drafts: list[VisitDraft], scenes: tuple[Scene, ...]) -> list[VisitDraft]:
    """Visits with their host countries as they were; journeys within one state are none."""
    found = [_visit_then(draft, scenes) for draft in drafts]
    return [draft for draft in found if not _stays_at_home(draft)]


def _visit_then(draft: VisitDraft, scenes: tuple[Scene, ...]) -> VisitDraft:
    named = {place.code for index in draft.scenes for place in scenes[index].all_places}
    code = _state_of_city(draft) or country_then(draft.host_country, draft.date, named)
    own = _outlived(draft, scenes) if draft.visitor_country and is_gone(draft.visitor_country, draft.date) else draft.visitor_country
    day = bounds(draft.date)[1] if draft.date else None
    own = _not_yet(own, day) if day else own
    return draft if (code, own) == (draft.host_country, draft.visitor_country) else replace(draft, host_country=code, visitor_country=own)


def _outlived(draft: VisitDraft, scenes: tuple[Scene, ...]) -> str | None:
    """The country of a traveller whose state is gone by the time he travels: of those that came of it the one that the text names most."""
    state = next(state for state in gone() if state.code == draft.visitor_country)
    named = Counter(place.code for scene in scenes for place in scene.all_places if place.kind == "country" and place.code in {*state.heirs, *state.parts} - {draft.host_country})
    return min(named, key=lambda code: (-named[code], code), default=None)


def _state_of_city(draft: VisitDraft) -> str | None:
    """The state that a city of one of its parts was in: Kyiv in 1989; a part that is named itself ("to Ukraine") stands for itself."""
    day = bounds(draft.date)[1] if draft.date and draft.host_place else None
    return next((state.code for state in gone() if day and draft.host_country in state.parts_on(day) and day <= state.until), None)


def _stays_at_home(draft: VisitDraft) -> bool:
    day = bounds(draft.date)[1] if draft.date else None
    within = day is not None and any(state.code == draft.visitor_country and day <= state.last and draft.host_country in state.parts_on(day) for state in gone())
    return draft.visitor_country is not None and (within or draft.visitor_country == draft.host_country)


def agreements_then(drafts: list[AgreementDraft]) -> list[AgreementDraft]:
    """Agreements with their parties as they were."""
    return [replace(draft, parties=_parties_then(draft)) for draft in drafts]


def _parties_then(draft: AgreementDraft) -> tuple[str, ...]:
    """The parties as they were; a state of which parts sign with each other signs no more: the three that ended the Soviet Union."""
    split = {code for state in gone() for code in state.heirs if (set(state.parts) - {code}) & set(draft.parties)}
    return tuple(sorted({code if code in split else country_then(code, draft.date) or code for code in draft.parties}))
