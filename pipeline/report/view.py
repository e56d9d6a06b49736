"""A run as what the page shows: no file is read here, and nothing is worded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pipeline.config import ReportSettings
from pipeline.entities.identity import fold_name
from pipeline.evaluation.errors import Problem
from pipeline.report.assessment import Assessment
from pipeline.report.passages import Mark, Passage, cut, has_loose_lines
from pipeline.report.timeline import Timeline, draw_timeline
from pipeline.storage.runs import Run

Record = dict[str, Any]
JOURNEYS = 12  # rows of the table of directions: what fits beside the timeline


@dataclass(frozen=True, slots=True)
class Item:
    """A record on the page. ``key`` is its short name in its article (letter and number), ``anchor`` its place on the page;
    ``outcome`` is how the evaluation judged it, ``gold`` what the gold says where it differs."""

    record: Record
    anchor: str
    number: int
    article: str
    outcome: str
    gold: Record

    @property
    def kind(self) -> str:
        return str(self.record["kind"])


@dataclass(frozen=True, slots=True)
class Article:
    """A document with its passages and records; ``missed`` are gold records that were not found. ``shown`` is ``full``, ``large`` or ``unkept``."""

    document: Record
    anchor: str
    items: tuple[Item, ...]
    missed: tuple[Item, ...]
    passages: tuple[Passage, ...]
    shown: str
    loose: bool
    rejects: tuple[Record, ...]

    def item(self, anchor: str) -> Item:
        """The record of an anchor."""
        return next(item for item in (*self.items, *self.missed) if item.anchor == anchor)


@dataclass(frozen=True, slots=True)
class Journey:
    """A direction of travel: how many visits, on record, between which days."""

    visitor: str
    host: str
    visits: int
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Page:
    """Everything on the page."""

    items: tuple[Item, ...]
    articles: tuple[Article, ...]
    timeline: Timeline
    journeys: tuple[Journey, ...]
    visitors: int
    codes: int
    manifest: Record
    assessment: Assessment | None

    def anchor_of(self, problem: Problem) -> str:
        """Where on the page the record of a problem stands: the found one, or the missed one of the gold."""
        wanted = problem.found or problem.gold
        article = next((a for a in self.articles if a.document["doc_id"] == problem.doc_id), None)
        items = (*article.items, *article.missed) if article else ()
        return next((item.anchor for item in items if item.record is wanted or item.record == wanted), "articles")

    def of_kind(self, kind: str) -> list[Item]:
        """The records of one kind, in the order of time; those without a date last."""
        return sorted((item for item in self.items if item.kind == kind), key=lambda item: item.record.get("date_start") or "9999")


def build(run: Run, manifest: Record, assessment: Assessment | None, settings: ReportSettings) -> Page:
    """The page of a run."""
    records, rejects, missed = _grouped(run.records), _grouped(run.rejects), _grouped(assessment.missed if assessment else ())
    articles: list[Article] = []
    count = 0
    for at, document in enumerate(run.documents or _documents_of(run), 1):
        name = document["doc_id"]
        own = sorted(records.get(name, ()), key=lambda record: (record["evidence"][0]["start"], record["kind"] != "visit"))
        items = _items(own, f"d{at}", count, assessment)
        lost = tuple(Item(record, f"d{at}m{n}", n, f"d{at}", "missed", {}) for n, record in enumerate(missed.get(name, ()), 1))
        count += len(items)
        articles.append(_article(document, f"d{at}", (items, lost), tuple(rejects.get(name, ())), in_full=at <= settings.max_articles))
    items = tuple(item for article in articles for item in article.items)
    visits = [item.record for item in items if item.kind == "visit"]
    names = {fold_name(record["visitor_name"]) for record in visits if record["visitor_name"]}
    return Page(items, tuple(articles), draw_timeline(run.records), _journeys(visits), len(names), len(_codes(run)), manifest, assessment)


def _grouped(records: Iterable[Record]) -> dict[str, list[Record]]:
    groups: dict[str, list[Record]] = {}
    for record in records:
        groups.setdefault(record["doc_id"], []).append(record)
    return groups


def _documents_of(run: Run) -> list[Record]:
    """The documents of records that come without a list of documents."""
    return [{"doc_id": doc_id, "status": "done"} for doc_id in sorted({record["doc_id"] for record in run.records})]


def _items(records: list[Record], article: str, count: int, assessment: Assessment | None) -> tuple[Item, ...]:
    numbers: Counter[str] = Counter()
    items = []
    for at, record in enumerate(records, count + 1):
        numbers[record["kind"]] += 1
        outcome = assessment.outcome.get(record["record_id"], "unscored") if assessment else ""
        gold = assessment.partner.get(record["record_id"], {}) if assessment else {}
        items.append(Item(record, f"r{at}", numbers[record["kind"]], article, outcome, gold))
    return tuple(items)


def _article(
    document: Record, anchor: str, items: tuple[tuple[Item, ...], tuple[Item, ...]], rejects: tuple[Record, ...], *, in_full: bool
) -> Article:
    found, missed = items
    text = document.get("text", "")
    shown = "unkept" if not text else "full" if in_full else "large"
    marks = [Mark(e["start"], e["end"], item.anchor) for item in (*found, *missed) for e in item.record["evidence"]]
    passages = tuple(cut(text, marks)) if shown == "full" else ()
    return Article(document, anchor, found, missed, passages, shown, has_loose_lines(text), rejects)


def _journeys(visits: list[Record]) -> tuple[Journey, ...]:
    directions: dict[tuple[str, str], list[Record]] = {}
    for record in visits:
        if record["visitor_country"] and record["host_country"] and record["status"] == "occurred":
            directions.setdefault((record["visitor_country"], record["host_country"]), []).append(record)
    journeys = [Journey(*pair, sum(r["count"] for r in records), *_ends(records)) for pair, records in directions.items()]
    return tuple(sorted(journeys, key=lambda journey: (-journey.visits, journey.visitor, journey.host))[:JOURNEYS])


def _ends(records: list[Record]) -> tuple[str, str]:
    """The first and the last year of some records; empty where none has a date."""
    days = sorted(day[:4] for record in records if (day := record.get("date_start")))
    return (days[0], days[-1]) if days else ("", "")


def _codes(run: Run) -> set[str]:
    visits = {record[field] for record in run.of_kind("visit") for field in ("visitor_country", "host_country")}
    return (visits | {party for record in run.of_kind("agreement") for party in record["parties"]}) - {None}
