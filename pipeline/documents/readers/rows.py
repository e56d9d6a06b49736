"""JSONL and CSV of articles: where each row stands in the file, and the article in it.

A file is gone through once to find its rows; each row is then read on its own, by its place in bytes, wherever and whenever that is.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from pipeline.config import ColumnSettings
from pipeline.documents.readers.reading import FIELDS, Reading, tidy
from pipeline.errors import DocumentError

SEPARATORS = {".csv": ",", ".tsv": "\t"}
JSON_LINES = (".jsonl", ".ndjson")


@dataclass(frozen=True, slots=True)
class Row:
    """A row: what it is called (empty where it has no name), its place in bytes, and the hash of its bytes."""

    name: str
    start: int
    stop: int
    digest: str


def find_rows(file: BinaryIO, suffix: str, columns: ColumnSettings) -> Iterator[Row]:
    """The rows of a file. DocumentError where it has no column with a text. A row that is malformed is found here and refused when it is read."""
    if suffix in JSON_LINES:
        yield from _json_rows(file, columns)
    else:
        yield from _table_rows(file, SEPARATORS[suffix], columns)


def _json_rows(file: BinaryIO, columns: ColumnSettings) -> Iterator[Row]:
    start = 0
    for line in file:
        if line.strip(b" \t\r\n\xef\xbb\xbf"):
            yield Row(_json_name(line, columns), start, start + len(line), hashlib.sha256(line).hexdigest())
        start += len(line)


def _json_name(line: bytes, columns: ColumnSettings) -> str:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return ""
    return _first(found, columns.id) if isinstance(found, dict) else ""


def _table_rows(file: BinaryIO, separator: str, columns: ColumnSettings) -> Iterator[Row]:
    lines = _Lines(file)
    try:
        rows = csv.reader(lines, delimiter=separator, strict=True)
        header = next(rows, None)
        if header is None:
            return
        _require_text(header, columns)
        start = lines.offset
        for row in rows:
            if any(row):
                named = dict(zip(header, row, strict=False))
                yield Row(_first(named, columns.id), start, lines.offset, lines.digest())
            start = lines.offset
    except csv.Error as error:
        raise DocumentError("table-broken", f"line {lines.number}: {error}", "mend the quotation marks of the file") from error
    except UnicodeDecodeError as error:
        raise DocumentError("encoding", f"line {lines.number} is not UTF-8", "save the file as UTF-8") from error


def _require_text(header: list[str], columns: ColumnSettings) -> None:
    if not set(header) & set(columns.text):
        message = f"no column for the text: there are {', '.join(header)[:200]}"
        raise DocumentError(
            "column-missing", message, f"one of {', '.join(columns.text)} is expected; name yours in columns.text of the configuration"
        )


class _Lines:
    """The lines of a file as text, with the place behind the last one in bytes and the hash of those since it was last asked for."""

    def __init__(self, file: BinaryIO) -> None:
        csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
        self._file, self.offset, self.number, self._hash = file, 0, 0, hashlib.sha256()

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._file.readline()
        if not line:
            raise StopIteration
        self.offset += len(line)
        self.number += 1
        self._hash.update(line)
        return line.decode("utf-8-sig" if self.number == 1 else "utf-8")

    def digest(self) -> str:
        digest, self._hash = self._hash.hexdigest(), hashlib.sha256()
        return digest


def read_row(header: bytes, data: bytes, suffix: str, columns: ColumnSettings) -> Reading:
    """The article of a row. ``header`` is the first line of a table. DocumentError where the row is malformed or has no text.

    >>> read_row(b"", '{"text": "Bakı", "title": "T", "year": 1994}'.encode(), ".jsonl", ColumnSettings()).metadata
    {'title': 'T', 'year': '1994'}
    """
    try:
        values = _parse(header, data, suffix)
    except (ValueError, csv.Error, RecursionError) as error:
        raise DocumentError("row-broken", f"the row cannot be read: {error}"[:300], "mend the row") from error
    text = _first(values, columns.text, strip=False)
    if not text.strip():
        raise DocumentError(
            "empty", "the row has no text", f"it is expected in one of {', '.join(columns.text)} (columns.text of the configuration)"
        )
    metadata = tidy({name: _value(values, getattr(columns, name)) for name in FIELDS})
    return Reading(text.replace("\r\n", "\n").replace("\r", "\n"), "row", metadata=metadata)


def _parse(header: bytes, data: bytes, suffix: str) -> dict[str, Any]:
    if suffix in JSON_LINES:
        values = json.loads(data.decode("utf-8-sig"))
        if not isinstance(values, dict):
            raise ValueError("it is no JSON object")
        return values
    csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
    text = io.StringIO(header.decode("utf-8-sig") + data.decode("utf-8"), newline="")
    names, row = list(csv.reader(text, delimiter=SEPARATORS[suffix], strict=True))[:2]
    if len(row) > len(names):
        raise ValueError(f"it has {len(row)} cells under {len(names)} names")
    return dict(zip(names, row, strict=False))


def _value(values: dict[str, Any], names: Iterable[str]) -> Any:
    return next((values[name] for name in names if values.get(name) not in (None, "", [])), None)


def _first(values: dict[str, Any], names: Iterable[str], *, strip: bool = True) -> str:
    found = _value(values, names)
    if isinstance(found, (dict, list)) or found is None:
        return ""
    return str(found).strip() if strip else str(found)
