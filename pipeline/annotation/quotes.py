"""``elchi gold``: records that a person annotated with literal quotes to gold with offsets.

The file is a list of records in the form of the contract (YAML or JSON) whose evidence is given as ``{quote, language}``, with ``n`` for the second, third
... place where the same words stand. ``doc_id`` is that of the article. What may be null can be left out, ``count`` is 1 where it is not said, parties
are put in order. Everything else must be there, and all that is wrong is told at once.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pipeline.annotation.anchors import find_quote, shown
from pipeline.errors import GoldError
from pipeline.evaluation.comparison import FIELDS, Record
from pipeline.evaluation.reading import check_document, nonsense
from pipeline.storage.schema import KINDS, load_schema, problems

HINT = "nothing was written"
DEFAULTS = {"count": 1, "count_qualifier": "exact", "signatories": [], "parties": []}
WORDS = {"null": None, "~": None, "": None, "true": True, "false": False}


def read_annotations(path: Path, text: str, doc_id: str) -> list[Record]:
    """The gold of one article. GoldError that lists everything that is wrong, record by record."""
    from pipeline.languages import strict_yaml

    if not path.is_file():
        raise GoldError("gold-missing", f"there is no file {path}", "give the file of the annotations")
    content = strict_yaml.read(path)
    if not isinstance(content, list):
        raise GoldError("gold-record", f"{path}: a list of records is expected", "begin each record with '- '")
    wrong: list[str] = []
    records = [_record(item, f"record {at}", (text, doc_id), wrong) for at, item in enumerate(content, 1)]
    if wrong:
        raise GoldError("gold-record", f"{path}:\n  " + "\n  ".join(wrong), HINT)
    check_document(records, str(path))
    return records


def _record(item: Any, where: str, source: tuple[str, str], wrong: list[str]) -> Record:
    text, doc_id = source
    if not isinstance(item, dict) or item.get("kind") not in KINDS:
        wrong.append(f"{where}: kind is missing: {' or '.join(KINDS)}")
        return {}
    where = f"{where} ({item.get('record_id', item['kind'])})"
    given = {**item, "doc_id": item.get("doc_id", doc_id)}
    values = {name: _plain(given.get(name, DEFAULTS.get(name)), name) for name in FIELDS[item["kind"]] if name in given or _may_lack(item["kind"], name)}
    first = {name: given[name] for name in ("record_id", "kind", "doc_id") if name in given}
    rest = {name: _plain(value, name) for name, value in given.items() if name not in values and name not in first and name != "evidence"}
    record = first | values | {"evidence": _evidence(item.get("evidence"), text, where, wrong)} | rest
    if isinstance(record.get("parties"), list):
        record["parties"] = sorted(record["parties"])
    if record["doc_id"] != doc_id:
        wrong.append(f"{where}: doc_id is {record['doc_id']!r}, the article is {doc_id!r}")
    found = problems(record)
    wrong += [f"{where}: {problem}" for problem in (found or nonsense(record))]
    return record


def _may_lack(kind: str, name: str) -> bool:
    """Whether a field can be left out: it has a default, or null is one of its values."""
    rule = load_schema()["$defs"][kind]["properties"][name]
    return name in DEFAULTS or not problems_of(rule)


def problems_of(rule: dict[str, Any]) -> bool:
    """Whether a rule of the schema refuses null.

    >>> problems_of({"enum": ["state", None]}), problems_of({"$ref": "#/$defs/words"}), problems_of({"type": "integer"})
    (False, False, True)
    """
    if "$ref" in rule:
        rule = load_schema()["$defs"][rule["$ref"].rpartition("/")[2]]
    if "oneOf" in rule:
        return all(problems_of(option) for option in rule["oneOf"])
    return None not in rule["enum"] if "enum" in rule else "null" not in rule.get("type", ())


def _plain(value: Any, name: str) -> Any:
    """A value as JSON has it: the reader of YAML leaves ``null`` and ``true`` as words. Years are words, counts are numbers."""
    if isinstance(value, list):
        return [str(item) for item in value]
    if isinstance(value, str):
        return WORDS.get(value, value)
    return value if value is None or name == "count" else str(value)


def _evidence(items: Any, text: str, where: str, wrong: list[str]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for item in items if isinstance(items, list) else []:
        if not isinstance(item, dict) or not {"quote", "language"} <= set(item) <= {"quote", "language", "n"}:
            wrong.append(f"{where}: evidence is a list of {{quote, language}}, with n where the words stand more than once")
            continue
        span = _span(text, item, where, wrong)
        if span:
            found.append({"start": span[0], "end": span[1], "language": item["language"]})
    return found


def _span(text: str, item: dict[str, Any], where: str, wrong: list[str]) -> tuple[int, int] | None:
    places = find_quote(text, str(item["quote"]))
    number = item.get("n")
    if not places:
        wrong.append(f"{where}: {shown(str(item['quote']))} does not stand in the article")
    elif number is None and len(places) > 1:
        wrong.append(f"{where}: {shown(str(item['quote']))} stands there {len(places)} times: say which with n")
    elif number is not None and (not isinstance(number, int) or not 1 <= number <= len(places)):
        wrong.append(f"{where}: n is {number}, but {shown(str(item['quote']))} stands there {len(places)} times")
    else:
        return places[(number or 1) - 1]
    return None
