"""One event over many documents: records of the same visit or agreement get one ``event_id``, whatever their language and the precision of their dates."""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date as Day
from typing import Any

from pipeline.entities.identity import fold_name
from pipeline.text import fold

Record = Mapping[str, Any]
Key = tuple[Any, ...]
SHARED_WORDS = 0.6  # of the words of the shorter of two titles of one language
WIDEST = 366  # days; a date less precise than a year links nothing


@dataclass(frozen=True, slots=True)
class _Mention:
    """What is kept of a record while its event is looked for."""

    record_id: str
    doc_id: str
    first: int
    last: int
    words: frozenset[str]
    language: str

    @property
    def days(self) -> int:
        return self.last - self.first


@dataclass(slots=True)
class _Event:
    mentions: list[_Mention] = field(default_factory=list)


def link_events(records: Iterable[Record]) -> dict[str, str]:
    """From the id of a record to the id of its event, for the records whose event is not theirs alone. The order of the records does not matter.

    Two records are of one event where who, from where, whither (of an agreement: kind, parties, and the title where both are in one language)
    agree and the dates of one lie within those of the other. A date that fits several events ("in 1996") is left alone.

    >>> said = {"kind": "visit", "visitor_country": "AZE", "host_country": "TUR", "status": "occurred", "count": 1, "evidence": [{"language": "az"}]}
    >>> one = said | {"record_id": "1", "doc_id": "a", "visitor_name": "Heydər Əliyev", "date_start": "1994-02-08", "date_end": "1994-02-12"}
    >>> two = said | {"record_id": "2", "doc_id": "b", "visitor_name": "Гейдар Алиев", "date_start": "1994-02-01", "date_end": "1994-02-28"}
    >>> linked = link_events([one, two])
    >>> linked["1"] == linked["2"]
    True
    """
    groups: dict[Key, list[_Mention]] = defaultdict(list)
    for record in records:
        if (key := _key(record)) and (mention := _mention(record)):
            groups[key].append(mention)
    linked: dict[str, str] = {}
    for key, mentions in groups.items():
        for event in _events(mentions):
            if len(event.mentions) > 1:
                name = event_name(key, event.mentions[0])
                linked |= {mention.record_id: name for mention in event.mentions}
    return linked


def event_name(key: Key, mention: _Mention) -> str:
    """The id of an event: a hash of what its most precise mention says."""
    return hashlib.sha256(json.dumps([*key, mention.first, mention.last], ensure_ascii=False).encode()).hexdigest()[:16]


def _key(record: Record) -> Key | None:
    if record["count"] != 1:
        return None
    if record["kind"] == "visit":
        if not record["visitor_country"] or not record["host_country"]:
            return None
        who = fold_name(record["visitor_name"]).split(" ")[-1] if record["visitor_name"] else f"({record['visitor_office']})"
        return "visit", who, record["visitor_country"], record["host_country"], record["status"]
    return ("agreement", record["doc_type"], *record["parties"], record["status"]) if record["parties"] else None


def _mention(record: Record) -> _Mention | None:
    if not record["date_start"] or not record["date_end"] or "X" in record["date_start"]:
        return None
    first, last = (Day.fromisoformat(record[name]).toordinal() for name in ("date_start", "date_end"))
    if last - first > WIDEST:
        return None
    words = frozenset(fold(record.get("title") or "").split())
    return _Mention(record["record_id"], record["doc_id"], first, last, words, record["evidence"][0]["language"])


def _events(mentions: list[_Mention]) -> list[_Event]:
    """Mentions as events, the most precise first; one that fits more than one event is left out."""
    events: list[_Event] = []
    by_day: list[tuple[int, int]] = []  # first day and number of each event, sorted
    for mention in sorted(mentions, key=lambda one: (one.days, one.first, one.doc_id, one.record_id)):
        near = by_day[bisect_left(by_day, (mention.first, 0)) : bisect_left(by_day, (mention.last + 1, 0))]
        fitting = [events[number] for _, number in near if _fits(mention, events[number])]
        if len(fitting) == 1:
            fitting[0].mentions.append(mention)
        elif not fitting:
            insort(by_day, (mention.first, len(events)))
            events.append(_Event([mention]))
    return events


def _fits(mention: _Mention, event: _Event) -> bool:
    within = event.mentions[0].last <= mention.last
    return within and all(other.doc_id != mention.doc_id and _same_title(mention, other) for other in event.mentions)


def _same_title(one: _Mention, other: _Mention) -> bool:
    if not one.words or not other.words or one.language != other.language:
        return True
    return len(one.words & other.words) >= SHARED_WORDS * min(len(one.words), len(other.words))
