"""Is this a record of the contract? ``records.schema.json`` is the one statement of it; this module reads it and checks dictionaries against it.

Only the words of JSON Schema that the file uses are understood, and any other word is refused when the file is loaded: a check that is
quietly skipped would be worse than none. The tests hold this reader against the ``jsonschema`` library, which is too slow to load for a run.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

PATH = Path(__file__).with_name("records.schema.json")
KINDS = ("visit", "agreement")
SILENT = frozenset({"description", "title", "$schema", "$defs"})
TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,), "array": (list,), "string": (str,), "integer": (int,), "number": (int, float), "boolean": (bool,), "null": (type(None),),
}  # fmt: skip
Rule = dict[str, Any]


@lru_cache(maxsize=1)
def load_schema() -> Rule:
    """The schema as it stands in the file."""
    return dict(json.loads(PATH.read_text(encoding="utf-8")))


def problems(record: object) -> list[str]:
    """What is wrong with a record, field by field; an empty list where nothing is.

    >>> problems({"kind": "treaty"})
    ["kind: 'treaty' is neither 'visit' nor 'agreement'"]
    """
    if not isinstance(record, dict):
        return [f"a record is an object, not {_named(record)}"]
    kind = record.get("kind")
    if kind not in KINDS:
        return [f"kind: {kind!r} is neither 'visit' nor 'agreement'"]
    return list(_check(record, load_schema()["$defs"][kind], ""))


def violations(value: object, rule: Rule) -> list[str]:
    """What is wrong with a value by another schema, written in the same words and without references.

    >>> violations({"a": 1}, {"type": "object", "properties": {"a": {"type": "string"}}, "additionalProperties": False})
    ['a: 1 where string is expected']
    """
    return list(_check(value, rule, ""))


def _check(value: object, rule: Rule, where: str) -> Iterator[str]:
    if "$ref" in rule:
        yield from _check(value, load_schema()["$defs"][rule["$ref"].rpartition("/")[2]], where)
        return
    for word, wanted in rule.items():
        if word == "additionalProperties":
            yield from _no_others(value, rule, where)
        elif word not in SILENT:
            yield from CHECKS[word](value, wanted, where)


def _no_others(value: object, rule: Rule, where: str) -> Iterator[str]:
    if isinstance(value, dict) and rule["additionalProperties"] is False:
        yield from (f"{_under(where, name)}: not known" for name in value if name not in rule.get("properties", {}))


def _type(value: object, wanted: str | list[str], where: str) -> Iterator[str]:
    names = [wanted] if isinstance(wanted, str) else wanted
    if not any(isinstance(value, TYPES[name]) and (name == "boolean" or not isinstance(value, bool)) for name in names):
        yield f"{where}: {_named(value)} where {' or '.join(names)} is expected"


def _enum(value: object, wanted: list[object], where: str) -> Iterator[str]:
    if not any(value == item and isinstance(value, bool) == isinstance(item, bool) for item in wanted):
        yield f"{where}: {_named(value)} is not one of {', '.join('null' if item is None else str(item) for item in wanted)}"


def _const(value: object, wanted: object, where: str) -> Iterator[str]:
    yield from _enum(value, [wanted], where)


def _pattern(value: object, wanted: str, where: str) -> Iterator[str]:
    if isinstance(value, str) and not re.search(wanted.replace("$", r"\Z"), value):
        yield f"{where}: {value!r} does not have the form {wanted}"


def _minimum(value: object, wanted: int, where: str) -> Iterator[str]:
    if isinstance(value, (int, float)) and not isinstance(value, bool) and value < wanted:
        yield f"{where}: {value} is less than {wanted}"


def _maximum(value: object, wanted: int, where: str) -> Iterator[str]:
    if isinstance(value, (int, float)) and not isinstance(value, bool) and value > wanted:
        yield f"{where}: {value} is more than {wanted}"


def _min_length(value: object, wanted: int, where: str) -> Iterator[str]:
    if isinstance(value, str) and len(value) < wanted:
        yield f"{where}: the text is empty; write null where the document has none"


def _min_items(value: object, wanted: int, where: str) -> Iterator[str]:
    if isinstance(value, list) and len(value) < wanted:
        yield f"{where}: the list needs at least {wanted} item"


def _items(value: object, wanted: Rule, where: str) -> Iterator[str]:
    for at, item in enumerate(value if isinstance(value, list) else ()):
        yield from _check(item, wanted, f"{where}[{at}]")


def _required(value: object, wanted: list[str], where: str) -> Iterator[str]:
    if isinstance(value, dict):
        yield from (f"{_under(where, name)}: missing" for name in wanted if name not in value)


def _properties(value: object, wanted: dict[str, Rule], where: str) -> Iterator[str]:
    if isinstance(value, dict):
        for name, rule in wanted.items():
            if name in value:
                yield from _check(value[name], rule, _under(where, name))


CHECKS: dict[str, Callable[[Any, Any, str], Iterator[str]]] = {
    "type": _type, "enum": _enum, "const": _const, "pattern": _pattern, "minimum": _minimum, "maximum": _maximum,
    "minLength": _min_length, "minItems": _min_items, "items": _items, "required": _required, "properties": _properties,
}  # fmt: skip


def _under(where: str, name: str) -> str:
    return f"{where}.{name}" if where else name


def _named(value: object) -> str:
    shown = json.dumps(value, ensure_ascii=False) if isinstance(value, (str, int, float, bool, type(None))) else f"a {type(value).__name__}"
    return shown if len(shown) <= 80 else shown[:77] + "..."
