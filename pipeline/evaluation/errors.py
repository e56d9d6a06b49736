"""Where the extractor is wrong: every missed and false record, and every pair with a wrong field, each with its cause."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from pipeline.evaluation.causes import Diagnose, cause_of_false, cause_of_miss, causes_of_fields, unknown
from pipeline.evaluation.comparison import CORE, Record, contradictions
from pipeline.evaluation.pairing import Pair, Pairing
from pipeline.evaluation.scoring import Scores, first_language

KINDS_OF_PROBLEM = ("missed", "false", "wrong")


@dataclass(frozen=True, slots=True)
class WrongField:
    """A field whose values differ."""

    name: str
    gold: Any
    found: Any
    is_core: bool


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong. ``what`` is ``missed``, ``false`` or ``wrong``; ``causes`` say why, the weightiest first (see ``causes.CAUSES``);
    ``hint`` tells of a near miss; ``place`` where to read, with the sentence."""

    doc_id: str
    kind: str
    language: str
    what: str
    gold: Record | None
    found: Record | None
    fields: tuple[WrongField, ...] = ()
    hint: str = ""
    place: str = ""
    causes: tuple[str, ...] = ()

    @property
    def cause(self) -> str:
        """The weightiest cause."""
        return self.causes[0]

    @property
    def is_strict(self) -> bool:
        """Whether it costs anything in the strict score: a wrong field outside the core does not."""
        return self.what != "wrong" or any(field.is_core for field in self.fields)


def find_problems(scores: Scores, texts: dict[str, str] | None = None, diagnose: Diagnose = unknown) -> list[Problem]:
    """All problems, document by document, in the order of the text. ``texts`` are the articles as read, to quote the evidence from;
    ``diagnose`` says why nothing was read where nothing was (``diagnosis.diagnose_with``)."""
    found = [problem for pairing in scores.pairings for problem in _of_pairing(pairing, texts or {}, diagnose)]
    return sorted(found, key=lambda problem: (problem.doc_id, _start(problem.gold or problem.found)))


def count_causes(problems: Iterable[Problem]) -> dict[str, dict[str, int]]:
    """How often each cause stands behind each kind of problem, the commonest cause first. A pair counts once for each of its causes.

    >>> count_causes([Problem("a", "visit", "az", "missed", {}, None, causes=("date",))])
    {'date': {'missed': 1, 'false': 0, 'wrong': 0}}
    """
    counts = Counter((cause, problem.what) for problem in problems for cause in problem.causes)
    totals = Counter[str]()
    for (cause, _), number in counts.items():
        totals[cause] += number
    return {cause: {what: counts[cause, what] for what in KINDS_OF_PROBLEM} for cause, _ in sorted(totals.items(), key=lambda one: (-one[1], one[0]))}


def _start(record: Record | None) -> int:
    return min(item["start"] for item in record["evidence"]) if record else 0


def _of_pairing(pairing: Pairing, texts: dict[str, str], diagnose: Diagnose) -> Iterator[Problem]:
    text = texts.get(pairing.doc_id, "")
    for record in pairing.missed:
        cause, near = cause_of_miss(record, pairing, diagnose)
        yield Problem(pairing.doc_id, pairing.kind, first_language(record), "missed", record, None, (), _near(record, near), place_of(record, text), (cause,))
    for record in pairing.false:
        cause, near = cause_of_false(record, pairing)
        yield Problem(pairing.doc_id, pairing.kind, first_language(record), "false", None, record, (), _near(record, near), place_of(record, text), (cause,))
    for pair in pairing.pairs:
        if pair.wrong:
            fields = _wrong(pair)
            causes = causes_of_fields(field.name for field in sorted(fields, key=lambda field: not field.is_core))
            yield Problem(pairing.doc_id, pairing.kind, first_language(pair.gold), "wrong", pair.gold, pair.found, fields, "", place_of(pair.gold, text), causes)


def _near(record: Record, other: Record | None) -> str:
    """What kept a record from being paired with the one that is nearest."""
    if other is None:
        return ""
    reasons = contradictions(record, other)
    differences = "; ".join(f"{reason} ({_told(other, reason)})" for reason in reasons)
    return f"near: {other.get('record_id', '?')} differs in {differences}" if reasons else f"near: {other.get('record_id', '?')}, which has a partner"


def _told(record: Record, reason: str) -> str:
    names = {"visitor": ("visitor_name", "visitor_country"), "doc_type and title": ("doc_type", "title")}.get(reason, (reason,))
    return ", ".join(str(record[name]) for name in names)


def _wrong(pair: Pair) -> tuple[WrongField, ...]:
    core = CORE[pair.gold["kind"]]
    return tuple(WrongField(name, pair.gold[name], pair.found[name], name in core) for name in pair.wrong)


def place_of(record: Record, text: str) -> str:
    """Where a record is told, with the words where they are known."""
    parts = []
    for item in record["evidence"]:
        words = " ".join((text[item["start"] : item["end"]] or item.get("text", "")).split())
        parts.append(f"{item['language']} {item['start']}-{item['end']}" + (f": {words}" if words else ""))
    return "\n      ".join(parts)
