"""Where the extractor is wrong: every missed and false record, and every pair with a wrong field."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pipeline.evaluation.comparison import CORE, Record, contradictions
from pipeline.evaluation.pairing import Pair, Pairing
from pipeline.evaluation.scoring import Scores, first_language


@dataclass(frozen=True, slots=True)
class WrongField:
    """A field whose values differ."""

    name: str
    gold: Any
    found: Any
    is_core: bool


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong. ``what`` is ``missed``, ``false`` or ``wrong``; ``hint`` tells of a near miss; ``place`` where to read."""

    doc_id: str
    kind: str
    language: str
    what: str
    gold: Record | None
    found: Record | None
    fields: tuple[WrongField, ...] = ()
    hint: str = ""
    place: str = ""


def find_problems(scores: Scores, texts: dict[str, str] | None = None) -> list[Problem]:
    """All problems, document by document, in the order of the text. ``texts`` are the articles as read, to quote the evidence from."""
    found = [problem for pairing in scores.pairings for problem in _of_pairing(pairing, texts or {})]
    return sorted(found, key=lambda problem: (problem.doc_id, _start(problem.gold or problem.found)))


def _start(record: Record | None) -> int:
    return min(item["start"] for item in record["evidence"]) if record else 0


def _of_pairing(pairing: Pairing, texts: dict[str, str]) -> Iterator[Problem]:
    text = texts.get(pairing.doc_id, "")
    for record in pairing.missed:
        yield _unpaired(pairing, "missed", record, _near(record, pairing.false), text)
    for record in pairing.false:
        yield _unpaired(pairing, "false", record, _near(record, pairing.missed), text)
    for pair in pairing.pairs:
        if pair.wrong:
            place = _place(pair.gold, text)
            yield Problem(pairing.doc_id, pairing.kind, first_language(pair.gold), "wrong", pair.gold, pair.found, _wrong(pair), "", place)


def _unpaired(pairing: Pairing, what: str, record: Record, hint: str, text: str) -> Problem:
    gold, found = (record, None) if what == "missed" else (None, record)
    return Problem(pairing.doc_id, pairing.kind, first_language(record), what, gold, found, (), hint, _place(record, text))


def _near(record: Record, others: tuple[Record, ...]) -> str:
    """What kept a record from being paired with one on the other side that differs in one point only."""
    for other in others:
        reasons = contradictions(record, other)
        if len(reasons) == 1 and _share_evidence(record, other):
            return f"near: {other.get('record_id', '?')} differs in {reasons[0]} ({_told(other, reasons[0])})"
    return ""


def _told(record: Record, reason: str) -> str:
    names = {"visitor": ("visitor_name", "visitor_country"), "doc_type and title": ("doc_type", "title")}.get(reason, (reason,))
    return ", ".join(str(record[name]) for name in names)


def _share_evidence(one: Record, other: Record) -> bool:
    return any(a["start"] < b["end"] and b["start"] < a["end"] for a in one["evidence"] for b in other["evidence"])


def _wrong(pair: Pair) -> tuple[WrongField, ...]:
    core = CORE[pair.gold["kind"]]
    return tuple(WrongField(name, pair.gold[name], pair.found[name], name in core) for name in pair.wrong)


def _place(record: Record, text: str) -> str:
    """Where a record is told, with the words where they are known."""
    parts = []
    for item in record["evidence"]:
        words = " ".join((text[item["start"] : item["end"]] or item.get("text", "")).split())
        parts.append(f"{item['language']} {item['start']}-{item['end']}" + (f": {words}" if words else ""))
    return "\n      ".join(parts)
