"""Why a record is as it is: every field with its value, the rule that gave it and the words it read, as lines for a screen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipeline.errors import ConfigError
from pipeline.storage.lines import read_lines
from pipeline.storage.runs import FILES

Record = dict[str, Any]
SHOWN = ("visitor_name", "visitor_office", "visitor_country", "host_country", "host_place", "visit_type", "occasion", "doc_type", "title", "parties",
         "place", "signatories", "date", "count", "count_qualifier", "status", "during_visit")  # fmt: skip


def find_record(folder: Path, record_id: str) -> Record:
    """The record of a run with this id, or with the only id that begins so. ConfigError where there is none or more than one."""
    files = [folder / FILES[kind] for kind in ("visits", "agreements")]
    if not all(path.is_file() for path in files):
        raise ConfigError("run-missing", f"{folder} is no run folder: it has no visits.jsonl and agreements.jsonl", "elchi run PATH... --out DIR")
    found = [record for path in files for record in read_lines(path) if record["record_id"].startswith(record_id)]
    if len(found) != 1:
        problem = f"{len(found)} records begin with {record_id!r}" if found else f"no record of {folder} has the id {record_id!r}"
        raise ConfigError("record-unknown", problem, "take a record_id from visits.jsonl, agreements.jsonl or the report")
    return found[0]


def explain(record: Record) -> Iterator[str]:
    """The lines that tell where each value of a record comes from."""
    yield f"{record['kind']} {record['record_id']} of {record['doc_id']}, confidence {record.get('confidence')}"
    yield f"rules: {', '.join(record.get('rules', ()))}"
    reasons = record.get("reasons", {})
    for field in SHOWN:
        if field in record:
            yield _line(field, record[field], reasons.get(field))
    for other in record.get("alternatives", ()):
        where = other["evidence"][0]
        yield f"  other mention: {other['field']} {_value(other['value'])}, characters {where['start']}-{where['end']}"
    for item in record["evidence"]:
        yield f"  evidence {item['language']} {item['start']}-{item['end']}: {' '.join(item.get('text', '').split())}"


def _line(field: str, value: Any, reason: Record | None) -> str:
    why = f"  <- {reason['rule']}: «{' '.join(reason['text'].split())}» {reason['start']}-{reason['end']}" if reason else ""
    return f"  {field:<16} {_value(value)}{why}"


def _value(value: Any) -> str:
    return "-" if value is None or value == [] else ", ".join(map(str, value)) if isinstance(value, list) else str(value)
