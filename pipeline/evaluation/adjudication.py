"""Two annotations of the same documents to one: a file of the differences, to be decided by a person, and the decisions merged back.

The file shows each difference with its sentence and the two values. A decision is a word: ``first`` or ``second`` (who is right; of a record that only one
has, the other holds that there is none), ``both`` (a pair that is two events) or ``neither``; or, for a pair, one such word for each field, where
``= VALUE`` stands for a third value (JSON, or a plain text). What is not shown is the same in both and is taken as it stands.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.errors import GoldError
from pipeline.evaluation.comparison import FIELDS, Record
from pipeline.evaluation.errors import place_of
from pipeline.evaluation.pairing import pair_document
from pipeline.evaluation.scoring import Documents
from pipeline.evaluation.tables import describe

CHOICES = ("first", "second", "both", "neither")
HEAD = """# Differences between two annotations. Fill every decision:
#   first, second   who is right (where a record stands on one side only, the other side holds that there is none)
#   both, neither   both records, or none of them
#   a pair may be decided field by field: decision: {date: first, title: second, count: "= 3"}
# Then: elchi adjudicate GOLD_A GOLD_B THIS_FILE --out DIR
"""


@dataclass(frozen=True, slots=True)
class Difference:
    """A pair of records that differ in ``fields``, or a record that one side has alone (``fields`` is empty)."""

    id: str
    doc_id: str
    first: Record | None
    second: Record | None
    fields: tuple[str, ...]

    @property
    def kind(self) -> str:
        return str((self.first or self.second or {})["kind"])


def find_differences(first: Documents, second: Documents) -> list[Difference]:
    """The differences over the common documents, in the order of the text; ids are the same for the same annotations."""
    found = []
    for doc_id in sorted(set(first) & set(second)):
        sides = [(one, other, fields) for one, other, fields in _sides(doc_id, first[doc_id], second[doc_id]) if fields is not None]
        sides.sort(key=lambda side: _order(side[0] or side[1] or {}))
        found += [Difference(f"{doc_id} {at}", doc_id, *side) for at, side in enumerate(sides, 1)]
    return found


def _order(record: Record) -> tuple[int, int, str]:
    item = record["evidence"][0]
    return item["start"], item["end"], json.dumps(record, sort_keys=True)


def _sides(doc_id: str, first: list[Record], second: list[Record]) -> Iterator[tuple[Record | None, Record | None, tuple[str, ...] | None]]:
    """Every record of both sides, paired where they pair; ``fields`` is None where a pair differs in nothing."""
    plain = [[{k: v for k, v in record.items() if k != "optional"} for record in side] for side in (first, second)]
    own = {id(copy): record for copies, side in zip(plain, (first, second), strict=True) for copy, record in zip(copies, side, strict=True)}
    for pairing in pair_document(doc_id, *plain):
        for pair in pairing.pairs:
            one, other = own[id(pair.gold)], own[id(pair.found)]
            wrong = (*pair.wrong, *(["optional"] if bool(one.get("optional")) != bool(other.get("optional")) else []))
            yield one, other, wrong or None
        yield from ((own[id(record)], None, ()) for record in pairing.missed)
        yield from ((None, own[id(record)], ()) for record in pairing.false)


def digest(gold: Documents) -> str:
    """A short hash of an annotation, so that decisions are not applied to another one."""
    return hashlib.sha256(json.dumps(gold, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:16]


def difference_lines(first: Documents, second: Documents, texts: dict[str, str]) -> Iterator[str]:
    """The file of decisions, line by line."""
    yield HEAD.rstrip()
    yield f"first: {_quoted(digest(first))}"
    yield f"second: {_quoted(digest(second))}"
    yield "differences:"
    for one in find_differences(first, second):
        yield f"- id: {_quoted(one.id)}"
        yield f"  told: {_quoted(place_of(one.first or one.second or {}, texts.get(one.doc_id, '')).replace(chr(10) + '      ', ' / '))}"
        yield f"  first: {_quoted(describe(one.first) if one.first else 'no record')}"
        yield f"  second: {_quoted(describe(one.second) if one.second else 'no record')}"
        for field in one.fields:
            values = [_quoted(json.dumps((side or {}).get(field), ensure_ascii=False)) for side in (one.first, one.second)]
            yield f"  {field}: [{', '.join(values)}]"
        yield '  decision: ""'


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def merge(first: Documents, second: Documents, path: Path) -> Documents:
    """The gold on which both agree after the decisions of a file. GoldError, naming the entries, where decisions are missing, unknown or for other gold."""
    decisions = _read(path, first, second)
    differences = {one.id: one for one in find_differences(first, second)}
    unknown, missing = sorted(set(decisions) - set(differences)), [name for name in differences if decisions.get(name, "") == ""]
    if unknown:
        raise GoldError("decision-unknown", f"{path}: there is no difference {', '.join(unknown)}", "write the file anew with elchi agreement --decisions")
    if missing:
        raise GoldError("decision-missing", f"{path}: not decided yet: {', '.join(missing)}", f"each decision is one of {', '.join(CHOICES)}")
    decided = {id(one.first or one.second): _decided(one, decisions[name], f"{path}, {name}") for name, one in differences.items()}
    return {doc_id: _document(doc_id, (first[doc_id], second[doc_id]), decided) for doc_id in sorted(set(first) & set(second))}


def _read(path: Path, first: Documents, second: Documents) -> dict[str, Any]:
    from pipeline.languages import strict_yaml

    content = strict_yaml.read(path)
    if (str(content.get("first")), str(content.get("second"))) != (digest(first), digest(second)):
        raise GoldError("decision-gold", f"{path}: the decisions belong to other annotations", "decide the differences of these two anew")
    return {str(entry["id"]): entry.get("decision", "") for entry in content.get("differences") or ()}


def _decided(one: Difference, decision: Any, where: str) -> list[Record]:
    """The records that a decision leaves; their evidence is that of both sides."""
    if isinstance(decision, dict):
        return [_by_field(one, decision, where)]
    if decision not in CHOICES:
        raise GoldError("decision-unknown", f"{where}: {decision!r} is no decision", f"one of {', '.join(CHOICES)}, or one of them for each field")
    sides = {"first": [one.first], "second": [one.second], "both": [one.first, one.second], "neither": []}[decision]
    kept = [record for record in sides if record]
    return kept if decision == "both" or not (one.first and one.second) else [_joined(record, one) for record in kept]


def _by_field(one: Difference, decision: dict[str, Any], where: str) -> Record:
    if not (one.first and one.second) or set(decision) != set(one.fields):
        raise GoldError("decision-unknown", f"{where}: the fields to decide are {', '.join(one.fields) or 'none: the record as a whole'}", "decide each")
    record = dict(one.first)
    for field, choice in decision.items():
        value = _value(str(choice), (one.first.get(field), one.second.get(field)), where)
        record[field] = value
    return _joined(record, one)


def _value(choice: str, values: tuple[Any, Any], where: str) -> Any:
    if choice in CHOICES[:2]:
        return values[CHOICES.index(choice)]
    if not choice.startswith("="):
        raise GoldError("decision-unknown", f"{where}: {choice!r} is no decision about a field", "first, second, or = VALUE")
    text = choice[1:].strip()
    try:
        return json.loads(text)
    except ValueError:
        return text


def _joined(record: Record, one: Difference) -> Record:
    first, second = (one.first or {}).get("evidence", []), (one.second or {}).get("evidence", [])
    evidence = [*first, *(item for item in second if not any(_overlap(item, other) for other in first))]
    return record | {"evidence": sorted(evidence, key=lambda item: (item["start"], item["end"]))}


def _overlap(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return bool(one["start"] < other["end"] and other["start"] < one["end"])


def _document(doc_id: str, sides: tuple[list[Record], list[Record]], decided: dict[int, list[Record]]) -> list[Record]:
    """The records of a document, with ids that are unique and links that lead to the records that are left."""
    kept: list[tuple[int, Record]] = []  # the side that a record's links belong to, and the record
    names: dict[tuple[int, str], str] = {}
    for one, other, fields in _sides(doc_id, *sides):
        records = [one] if fields is None and one else decided[id(one or other)]
        kept += [(int(record is other or one is None), dict(record)) for record in records]
        for side, own in enumerate((one, other)):
            if own and records and own.get("record_id"):
                names[side, own["record_id"]] = str(len(kept) - len(records) + min(side, len(records) - 1))
    return _linked(sorted(enumerate(kept), key=lambda item: _order(item[1][1])), names)


def _linked(kept: list[tuple[int, tuple[int, Record]]], names: dict[tuple[int, str], str]) -> list[Record]:
    taken: set[str] = set()
    ids: dict[str, str] = {}
    for at, (_, record) in kept:
        name = str(record.get("record_id") or f"{record['kind'][0]}{at + 1:02}")
        while name in taken:
            name += "b"
        taken.add(name)
        ids[str(at)] = record["record_id"] = name
    for _, (side, record) in kept:
        if record.get("during_visit"):
            record["during_visit"] = ids.get(names.get((side, record["during_visit"]), ""))
    return [_ordered(record) for _, (_, record) in kept]


def _ordered(record: Record) -> Record:
    """A record with its keys in the order of the contract."""
    first = ("record_id", "kind", "doc_id", *FIELDS[record["kind"]], "evidence")
    return {name: record[name] for name in first if name in record} | {name: value for name, value in record.items() if name not in first and value}


def write_gold(folder: Path, gold: Documents) -> None:
    """Write gold as one ``DOC.jsonl`` a document."""
    from pipeline.storage.lines import write_lines

    for doc_id, records in gold.items():
        path = folder / f"{doc_id}.jsonl"
        path.parent.mkdir(parents=True, exist_ok=True)
        write_lines(path, records)
