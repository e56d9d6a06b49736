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
    if summary["reliability"]["bins"]:
        yield from ("", "Reliability of the confidence (right: every core field is)", *reliability_lines(summary["reliability"]))


def reliability_lines(told: Row) -> Iterator[str]:
    """How often records of each confidence were right in every core field."""
    yield f"{'confidence':<14}{'records':>8}{'mean':>8}{'right':>8}"
    for row in told["bins"]:
        yield f"{row['from']:.1f} - {row['to']:.1f}     {row['records']:>8}{row['confidence']:>8.2f}{row['right']:>8.2f}"
    yield f"mean distance {told['error']:.3f}, Brier score {told['brier']:.3f}" if told["brier"] is not None else "no records"


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
        causes = f"  [{', '.join(problem.causes)}]" if problem.causes else ""
        yield f"{problem.doc_id}  {problem.kind}  {problem.what.upper()}  {describe(problem.gold or problem.found or {})}{causes}"
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


def cause_lines(causes: dict[str, dict[str, int]]) -> Iterator[str]:
    """The causes of a list of errors, counted."""
    yield f"{'cause':<16}{'missed':>8}{'false':>8}{'wrong':>8}"
    for cause, counts in causes.items():
        yield f"{cause:<16}" + "".join(f"{counts[what] or '':>8}" for what in ("missed", "false", "wrong")).rstrip()


def contrast_lines(content: Row) -> Iterator[str]:
    """The differences between two runs, and the records behind them."""
    yield f"{'strict F1':32}{'A':>7}{'B':>7}  {'B - A':>7}  {'95 % of the difference':<24}{'draws with B better':<20}   detection B - A"
    yield _contrast_line("all", content["overall"])
    for axis in ("by_kind", "by_language", "by_kind_and_language"):
        yield from ("", TITLES[axis], *(_contrast_line(name, row) for name, row in content[axis].items()))
    for what in ("gained", "lost", "new false", "gone false"):
        changes = [change for change in content["changes"] if change["what"] == what]
        counted = ", ".join(f"{cause} {number}" for cause, number in content["causes"].get(what, {}).items())
        yield f"\n{what}: {len(changes)}" + (f" ({counted})" if counted else "")
        for change in changes:
            yield f"  {change['doc_id']}  {change['kind']}  {describe(change['record'])}  [{change['state']}: {change['cause']}]"


def _contrast_line(name: str, row: Row) -> str:
    strict, detection = row["strict"], row["detection"]
    interval = "{:+.3f} to {:+.3f}".format(*strict["interval"]) if strict["interval"] else ""
    better = f"{strict['better'] * 100:.1f} %" if strict["better"] is not None else ""
    return (
        f"  {name[:30]:30}{_ratio(strict['first']):>7}{_ratio(strict['second']):>7}  {_signed(strict['difference'])}  {interval:<24}{better:<20}   "
        f"{_signed(detection['difference'])}"
    ).rstrip()


def _signed(value: float | None) -> str:
    return f"{value:+7.3f}" if value is not None else f"{'-':>7}"


def agreement_lines(content: Row) -> Iterator[str]:
    """How far two annotators agree: F1 of records, alpha of fields and sentences."""
    yield HEADER
    yield _line("all", content["overall"])
    for axis in ("by_kind", "by_language", "by_document"):
        yield from ("", TITLES[axis], *(_line(name, row) for name, row in content[axis].items()))
    for kind, fields in content["fields"].items():
        yield from ("", f"{'Fields of ' + kind + 's':32}{'pairs':>6}{'alpha':>8}{'F1':>8}")
        yield from (f"  {name:30}{row['pairs']:>6}  {_ratio(row['alpha'])}  {_ratio(row['f1'])}" for name, row in fields.items())
    if content["sentences"]:
        yield from ("", f"{'Which sentences tell a record':32}{content['sentences']['sentences']:>6}  {_ratio(content['sentences']['alpha'])}")


def span_lines(spans: Row | None) -> Iterator[str]:
    """The scores of spans, where they were asked for: one line for each label, F1 by scheme."""
    if spans is None:
        return
    yield from ("", "Spans (nervaluate), F1", f"{'':32}{'gold':>6}{'found':>6}  {'strict':>7}{'exact':>7}{'partial':>8}{'type':>7}")
    for label, row in spans.items():
        ratios = f"{_ratio(row['strict']):>7}{_ratio(row['exact']):>7}{_ratio(row['partial']):>8}{_ratio(row['ent_type']):>7}"
        yield f"  {label[:30]:30}{row['gold']:>6}{row['found']:>6}  {ratios}"


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
