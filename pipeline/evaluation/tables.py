"""Scores and errors as text for a screen or a log."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pipeline.evaluation.errors import Problem
from pipeline.evaluation.summary import Row

HEADER = (
    f"{'':32}{'gold':>6}{'found':>6}{'right':>6}  {'P':>6} {'R':>6} {'F1':>6}  {'95 % of F1':<15}  {'strict':>6}  {'95 % of strict':<15}"
)
TITLES = {"by_kind": "Kinds", "by_language": "Languages", "by_kind_and_language": "Kinds and languages", "by_genre": "Genres",
          "by_document": "Documents"}  # fmt: skip


def score_lines(summary: Row) -> Iterator[str]:
    """The tables of a summary, line by line."""
    yield HEADER
    yield _line("all", summary["overall"])
    for axis, title in TITLES.items():
        if axis != "by_genre" or set(summary[axis]) != {"unknown"}:
            yield from ("", title, *(_line(name, row) for name, row in summary[axis].items()))
    for kind, fields in summary["fields"].items():
        yield from ("", f"Fields of {kind}s", *(_field_line(name, row) for name, row in fields.items()))
    yield from (
        "",
        "Filled fields, records aligned for them alone (CEAF)",
        *(_head(f"{kind}s", row).rstrip() for kind, row in summary["slots"].items()),
    )


def _line(name: str, row: Row) -> str:
    detection, strict = row["detection"], row["strict"]
    return f"{_head(name, detection)}  {_interval(detection):<15}  {_ratio(strict['f1'])}  {_interval(strict)}".rstrip()


def _field_line(name: str, row: Row) -> str:
    return f"{_head(name, row)}  {_interval(row)}".rstrip()


def _head(name: str, row: Row) -> str:
    ratios = " ".join(_ratio(row[ratio]) for ratio in ("precision", "recall", "f1"))
    return f"  {name[:30]:30}{row['gold']:>6}{row['found']:>6}{row['right']:>6}  {ratios}"


def _ratio(value: float | None) -> str:
    return f"{value:6.3f}" if value is not None else f"{'-':>6}"


def _interval(row: Row) -> str:
    return "{:.3f} - {:.3f}".format(*row["interval"]) if row["interval"] else ""


def error_lines(problems: list[Problem]) -> Iterator[str]:
    """Every miss, false record and wrong field with its values side by side."""
    for problem in problems:
        yield f"{problem.doc_id}  {problem.kind}  {problem.what.upper()}  {describe(problem.gold or problem.found or {})}"
        for field in problem.fields:
            mark = "*" if field.is_core else " "
            yield f"    {mark} {field.name:<16} gold {_shown(field.gold)}  |  found {_shown(field.found)}"
        if problem.hint:
            yield f"      {problem.hint}"
        yield f"      {problem.place}"
        if problem.found and problem.found.get("rules"):
            yield f"      rules: {', '.join(problem.found['rules'])}"
    counts = {what: sum(problem.what == what for problem in problems) for what in ("missed", "false", "wrong")}
    yield f"{counts['missed']} missed, {counts['false']} false, {counts['wrong']} with wrong fields (* core field: costs the strict pair)"


def describe(record: dict[str, Any]) -> str:
    """A record on one line.

    >>> describe({"kind": "agreement", "doc_type": "treaty", "title": None, "parties": ["AZE", "TUR"], "date": "1994", "count": 1, "status": "signed"})
    'treaty | - | AZE TUR | 1994 | signed'
    """
    if record["kind"] == "visit":
        who = f"{record['visitor_name'] or record['visitor_office'] or '-'} | {record['visitor_country'] or '-'} > {record['host_country'] or '-'}"
        parts = [who, record["host_place"] or "-", record["visit_type"] or "-"]
    else:
        parts = [record["doc_type"], record["title"] or "-", " ".join(record["parties"]) or "-"]
    parts += [record["date"] or "-", record["status"]]
    return " | ".join([*parts, *([f"count {record['count']}"] if record["count"] != 1 else [])])


def _shown(value: object) -> str:
    return "-" if value is None or value == [] else ", ".join(value) if isinstance(value, list) else str(value)
