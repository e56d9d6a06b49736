"""When two records may be the same event, and in which fields they agree: section 3 of the annotation contract.

Both questions are symmetric: gold and found may change places.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from pipeline.dates import compatible
from pipeline.entities.identity import fold_name, same_person
from pipeline.evaluation.titles import titles_agree

Record = dict[str, Any]
FIELDS = {
    "visit": ("visitor_name", "visitor_office", "visitor_country", "host_country", "host_place", "visit_type", "occasion", "date", "count",
              "count_qualifier", "status"),
    "agreement": ("doc_type", "title", "parties", "place", "signatories", "date", "count", "count_qualifier", "status", "during_visit"),
}  # fmt: skip
CORE = {
    "visit": ("visitor_name", "visitor_country", "host_country", "visit_type", "date", "count", "status"),
    "agreement": ("doc_type", "title", "parties", "date", "count", "status"),
}
KINDS = tuple(FIELDS)


def contradictions(gold: Record, found: Record) -> tuple[str, ...]:
    """The reasons why two records of one kind cannot be the same event; empty where they may be.

    >>> contradictions({"kind": "agreement", "doc_type": "treaty", "title": None, "parties": ["AZE"], "date": "1994"},
    ...                {"kind": "agreement", "doc_type": "treaty", "title": "of peace", "parties": ["TUR"], "date": "1994-02"})
    ('parties',)
    """
    reasons = _visits_differ(gold, found) if gold["kind"] == "visit" else _agreements_differ(gold, found)
    return reasons if dates_fit(gold["date"], found["date"]) else (*reasons, "date")


def _visits_differ(gold: Record, found: Record) -> tuple[str, ...]:
    reasons = () if gold["host_country"] == found["host_country"] else ("host_country",)
    return reasons if _visitors_agree(gold, found) else (*reasons, "visitor")


def _visitors_agree(gold: Record, found: Record) -> bool:
    if gold["visitor_name"] and found["visitor_name"]:
        return same_name(gold["visitor_name"], found["visitor_name"])
    return bool(gold["visitor_country"] == found["visitor_country"])


def _agreements_differ(gold: Record, found: Record) -> tuple[str, ...]:
    parties, others = set(gold["parties"]), set(found["parties"])
    reasons = () if parties & others or not (parties or others) else ("parties",)
    one = gold["doc_type"] == found["doc_type"] or titles_agree(gold["title"], found["title"])
    return reasons if one else (*reasons, "doc_type and title")


def dates_fit(one: str | None, other: str | None) -> bool:
    """Whether two dates do not contradict each other; an unknown one fits every other."""
    return one is None or other is None or compatible(one, other)


@lru_cache(maxsize=65536)
def same_name(one: str, other: str) -> bool:
    """Whether two names can mean one person, whichever is named first."""
    return same_person(one, other) or same_person(other, one)


def _same_date(one: str | None, other: str | None) -> bool:
    """Equal, or a day whose year cannot be told beside an unknown date."""
    return one == other or (None in (one, other) and (one or other or "").startswith("XXXX"))


def _same_place(one: str | None, other: str | None) -> bool:
    return one == other or bool(one and other and fold_name(one) == fold_name(other))


def _same_people(one: list[str], other: list[str]) -> bool:
    """Whether two lists name the same people, in any order and script."""
    return (
        len(one) == len(other)
        and all(any(same_name(a, b) for b in other) for a in one)
        and all(any(same_name(a, b) for a in one) for b in other)
    )


def _same_visitor(one: str | None, other: str | None) -> bool:
    return one == other or bool(one and other and same_name(one, other))


def _equal(one: object, other: object) -> bool:
    return one == other


SAME: dict[str, Callable[[Any, Any], bool]] = {
    "visitor_name": _same_visitor,
    "host_place": _same_place,
    "place": _same_place,
    "occasion": titles_agree,
    "title": titles_agree,
    "date": _same_date,
    "parties": lambda one, other: set(one) == set(other),
    "signatories": _same_people,
}


def same_value(field: str, one: Any, other: Any) -> bool:
    """Whether two values of a field agree; two unknown ones do.

    >>> same_value("visitor_name", "Heydər Əliyev", "Г. Алиев"), same_value("date", None, "XXXX-10-19"), same_value("count", 2, 3)
    (True, True, False)
    """
    return SAME.get(field, _equal)(one, other)


def is_filled(value: object) -> bool:
    """Whether a field says anything: null and the empty list do not.

    >>> is_filled(None), is_filled([]), is_filled(1)
    (False, False, True)
    """
    return value is not None and value != []


def share_evidence(one: Record, other: Record) -> bool:
    """Whether two records are told, at least in part, by the same stretch of text."""
    return any(a["start"] < b["end"] and b["start"] < a["end"] for a in one["evidence"] for b in other["evidence"])
