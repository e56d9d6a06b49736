"""One event over many documents: records of the same visit or agreement get one ``event_id``, whatever their language and the precision of their dates."""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date as Day
from functools import lru_cache
from typing import Any

from pipeline.entities.identity import fold_name
from pipeline.text import fold

Record = Mapping[str, Any]
SHARED_WORDS = 0.6  # of the words of the shorter of two titles of one language
WIDEST = 366  # days; a date less precise than a year links nothing


@dataclass(frozen=True, slots=True)
class Mention:
    """What is kept of a record while its event is looked for; the days are ordinals."""

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
    mentions: list[Mention] = field(default_factory=list)
    documents: set[str] = field(default_factory=set)
    titles: dict[str, set[frozenset[str]]] = field(default_factory=lambda: defaultdict(set))  # by language; what was said twice is compared once

    def add(self, mention: Mention) -> None:
        self.mentions.append(mention)
        self.documents.add(mention.doc_id)
        if mention.words:
            self.titles[mention.language].add(mention.words)

    def fits(self, mention: Mention) -> bool:
        """Whether a mention no more precise than these can be of this event."""
        within = self.mentions[0].last <= mention.last and mention.doc_id not in self.documents
        return within and (not mention.words or all(_same_title(mention.words, other) for other in self.titles.get(mention.language, ())))


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
    groups: dict[str, list[Mention]] = defaultdict(list)
    for record in records:
        if key := event_key(record):
            days = record["date_start"], record["date_end"]
            groups[key].append(as_mention((record["record_id"], record["doc_id"], *days, record.get("title"), record["evidence"][0]["language"])))
    return {mention.record_id: name for key, mentions in groups.items() for name, shared in shared_events(key, mentions) for mention in shared}


def event_key(record: Record) -> str | None:
    """What records of one event have in common, as JSON; None for a record that shares its event with no other.

    >>> event_key({"kind": "agreement", "doc_type": "treaty", "parties": ["AZE", "TUR"], "status": "signed", "count": 1,
    ...            "date_start": "1994-02-09", "date_end": "1994-02-09"})
    '["agreement", "treaty", "AZE", "TUR", "signed"]'
    """
    if record["count"] != 1 or not _near(record["date_start"], record["date_end"]):
        return None
    if record["kind"] == "agreement":
        return _json("agreement", record["doc_type"], *record["parties"], record["status"]) if record["parties"] else None
    if not record["visitor_country"] or not record["host_country"]:
        return None
    who = _family(record["visitor_name"]) if record["visitor_name"] else f"({record['visitor_office']})"
    return _json("visit", who, record["visitor_country"], record["host_country"], record["status"])


def as_mention(row: tuple[str, str, str, str, str | None, str]) -> Mention:
    """A mention from ``record_id, doc_id, date_start, date_end, title, language`` of a record that has a key."""
    record_id, doc_id, first, last, title, language = row
    return Mention(record_id, doc_id, _ordinal(first), _ordinal(last), _words(title) if title else frozenset(), language)


def shared_events(key: str, mentions: list[Mention]) -> Iterator[tuple[str, list[Mention]]]:
    """The events of a key that several documents tell, each with its id and its mentions, the most precise first."""
    for event in _events(mentions):
        if len(event.mentions) > 1:
            yield _name(key, event.mentions[0]), event.mentions


def _name(key: str, mention: Mention) -> str:
    """The id of an event: a hash of what its most precise mention says."""
    return hashlib.sha256(f"{key[:-1]}, {mention.first}, {mention.last}]".encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _json(*parts: str | None) -> str:
    return json.dumps(parts, ensure_ascii=False)


@lru_cache(maxsize=50_000)
def _family(name: str) -> str:
    return fold_name(name).split(" ")[-1]


@lru_cache(maxsize=50_000)
def _words(title: str) -> frozenset[str]:
    return frozenset(fold(title).split())


@lru_cache(maxsize=50_000)
def _ordinal(day: str) -> int:
    return Day.fromisoformat(day).toordinal()


def _near(first: str | None, last: str | None) -> bool:
    """Whether a date is precise enough; a day that no calendar has ("XXXX-10-19") is not."""
    try:
        return bool(first and last) and _ordinal(str(last)) - _ordinal(str(first)) <= WIDEST
    except ValueError:
        return False


def _events(mentions: list[Mention]) -> list[_Event]:
    """Mentions as events, the most precise first; one that fits more than one event is left out."""
    events: list[_Event] = []
    by_day: list[tuple[int, int]] = []  # first day and number of each event, sorted
    for mention in sorted(mentions, key=lambda one: (one.days, one.first, one.doc_id, one.record_id)):
        near = by_day[bisect_left(by_day, (mention.first, 0)) : bisect_left(by_day, (mention.last + 1, 0))]
        fitting = [events[number] for _, number in near if events[number].fits(mention)]
        if len(fitting) == 1:
            fitting[0].add(mention)
        elif not fitting:
            insort(by_day, (mention.first, len(events)))
            events.append(_Event())
            events[-1].add(mention)
    return events


def _same_title(one: frozenset[str], other: frozenset[str]) -> bool:
    return one == other or len(one & other) >= SHARED_WORDS * min(len(one), len(other))
