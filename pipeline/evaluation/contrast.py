"""Two runs against one gold: paired differences with intervals, and which records were gained and lost, by cause."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from pipeline.evaluation.causes import Diagnose, unknown
from pipeline.evaluation.comparison import Record
from pipeline.evaluation.errors import find_problems
from pipeline.evaluation.intervals import difference
from pipeline.evaluation.scoring import Cell, Counts, Scores
from pipeline.evaluation.summary import AXES

DIGITS = 4
MEASURES = ("detection", "strict")


@dataclass(frozen=True, slots=True)
class Change:
    """A gold record that one run has right (in the strict sense) and the other has not; or a false record that one has and the other has not.

    ``what`` is ``gained``, ``lost``, ``new false`` or ``gone false``; ``cause`` is that of the run that is wrong; ``state`` says how it is wrong.
    """

    doc_id: str
    kind: str
    what: str
    record: Record
    cause: str
    state: str


def contrast(first: Scores, second: Scores, diagnose: Diagnose = unknown) -> dict[str, Any]:
    """Differences (second minus first) of F1 for all records and along each axis, and the changes behind them. Both were scored on the same gold.

    >>> from pipeline.evaluation.scoring import score
    >>> contrast(score({"a": []}, {}), score({"a": []}, {}))["overall"]["strict"]
    {'first': None, 'second': None, 'difference': None, 'interval': None, 'better': None}
    """
    changes = find_changes(first, second, diagnose)
    rows: dict[str, Any] = {"overall": _row(first, second, lambda cell: True)}
    for axis in ("by_kind", "by_language", "by_kind_and_language"):
        names = sorted({AXES[axis](cell) for cell in (*first.cells, *second.cells)})
        rows[axis] = {name: _row(first, second, _belongs(axis, name)) for name in names}
    counts = Counter((change.what, change.cause) for change in changes)
    causes: dict[str, dict[str, int]] = {}
    for (what, cause), number in sorted(counts.items(), key=lambda item: (item[0][0], -item[1], item[0][1])):
        causes.setdefault(what, {})[cause] = number
    return {"documents": len(first.doc_ids), **rows, "causes": causes, "changes": [_plain(change) for change in changes]}


def _belongs(axis: str, name: str) -> Callable[[Cell], bool]:
    return lambda cell: AXES[axis](cell) == name


def _row(first: Scores, second: Scores, where: Callable[[Cell], bool]) -> dict[str, Any]:
    return {measure: _figures(_by_document(first, measure, where), _by_document(second, measure, where)) for measure in MEASURES}


def _by_document(scores: Scores, measure: str, where: Callable[[Cell], bool]) -> list[Counts]:
    counts = {doc_id: Counts() for doc_id in scores.doc_ids}
    for cell in scores.cells:
        if cell.measure == measure and where(cell):
            counts[cell.doc_id] += cell.counts
    return list(counts.values())


def _figures(one: list[Counts], other: list[Counts]) -> dict[str, Any]:
    before, after = sum(one, Counts()).f1, sum(other, Counts()).f1
    spread = difference(one, other)
    known = before is not None and after is not None
    return {
        "first": _rounded(before),
        "second": _rounded(after),
        "difference": _rounded(after - before) if known else None,  # type: ignore[operator]
        "interval": [_rounded(spread[0]), _rounded(spread[1])] if spread else None,
        "better": _rounded(spread[2]) if spread else None,
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, DIGITS)


def find_changes(first: Scores, second: Scores, diagnose: Diagnose = unknown) -> list[Change]:
    """The records gained and lost, and the false records that came and went, in the order of the documents."""
    changes = [*_of_gold(first, second, diagnose), *_of_false(first, second)]
    return sorted(changes, key=lambda change: (change.doc_id, change.record["evidence"][0]["start"], change.what))


def _of_gold(first: Scores, second: Scores, diagnose: Diagnose) -> Iterable[Change]:
    before, after = _strict(first), _strict(second)
    wrong = {"lost": _wrong(second, diagnose), "gained": _wrong(first, diagnose)}
    for what, keys in (("lost", before.keys() - after.keys()), ("gained", after.keys() - before.keys())):
        for key in keys:
            record = (before if what == "lost" else after)[key]
            state, cause = wrong[what].get(key, ("wrong", "detail"))
            yield Change(key[0], record["kind"], what, record, cause, state)


def _strict(scores: Scores) -> dict[tuple[str, str], Record]:
    """The gold records that were found with every core field right."""
    return {_key(p.doc_id, pair.gold): pair.gold for p in scores.pairings for pair in p.pairs if pair.is_strict}


def _wrong(scores: Scores, diagnose: Diagnose) -> dict[tuple[str, str], tuple[str, str]]:
    found = find_problems(scores, None, diagnose)
    return {_key(problem.doc_id, problem.gold): (problem.what, problem.cause) for problem in found if problem.gold and problem.is_strict}


def _of_false(first: Scores, second: Scores) -> Iterable[Change]:
    before, after = _false(first), _false(second)
    for what, own, other in (("gone false", before, after), ("new false", after, before)):
        for key in own.keys() - other.keys():
            doc_id, record, cause = own[key]
            yield Change(doc_id, record["kind"], what, record, cause, "false")


def _false(scores: Scores) -> dict[tuple[str, str], tuple[str, Record, str]]:
    problems = [problem for problem in find_problems(scores) if problem.what == "false" and problem.found]
    return {_key(problem.doc_id, problem.found): (problem.doc_id, problem.found, problem.cause) for problem in problems if problem.found}


VOLATILE = frozenset({"record_id", "during_visit", "evidence", "confidence", "rules", "reasons", "alternatives", "event_id"})


def _key(doc_id: str, record: Record) -> tuple[str, str]:
    """What a record is known by in both runs: its id in gold; what it says in a run, whose ids may have changed."""
    told = sorted((name, str(value)) for name, value in record.items() if name not in VOLATILE)
    return doc_id, f"{sorted((e['start'], e['end']) for e in record['evidence'])[:1]} {told}"


def _plain(change: Change) -> dict[str, Any]:
    return {"doc_id": change.doc_id, "kind": change.kind, "what": change.what, "cause": change.cause, "state": change.state, "record": change.record}
