"""JSONL and CSV of articles: where each row stands in the file, and the article in it.

A file is gone through once to find its rows; each row is then read on its own, by its place in bytes, wherever and whenever that is.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from pipeline.config import ColumnSettings
from pipeline.documents.readers.reading import FIELDS, Reading, tidy
from pipeline.errors import DocumentError

MALFORMED: list[str] = []
_QUOTED = re.compile(r'"[^"]*"')
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
    head = read_header(file)
    if not head.strip(b"\xef\xbb\xbf \t\r\n"):
        return
    lines = _Lines(file, head)
    try:
        dialect, header = _dialect(head, separator)
        _require_text(header, columns)
        start = lines.offset
        while (row := _next_row(lines, dialect)) is not None:
            if row is MALFORMED or any(row):
                named = dict(zip(header, row, strict=False))
                yield Row(_first(named, columns.id), start, lines.offset, lines.digest())
            start = lines.offset
    except csv.Error as error:
        raise DocumentError("table-broken", f"the names of the columns: {error}", "mend the quotation marks of the first line") from error
    except UnicodeDecodeError as error:
        raise DocumentError("encoding", f"line {lines.number} is not UTF-8", "save the file as UTF-8") from error


def _next_row(lines: _Lines, separator: str) -> list[str] | None:
    """The cells of the next row; None behind the last. One that is malformed costs only itself: it is told when it is read."""
    try:
        return next(csv.reader(lines, delimiter=separator, strict=True), None)
    except csv.Error:
        return MALFORMED


def read_header(file: BinaryIO) -> bytes:
    """The first record of a table, which names the columns, with the line before it in which Excel tells the separator (``sep=;``)."""
    found = file.readline()
    if found.removeprefix(b"\xef\xbb\xbf").startswith(b"sep="):
        found += file.readline()
    while found.count(b'"') % 2 and (line := file.readline()):
        found += line
    return found


def _dialect(head: bytes, separator: str) -> tuple[str, list[str]]:
    """The separator of a table and the names of its columns. Where the decimal sign is a comma, spreadsheets write semicolons between cells.

    >>> _dialect(b"id;text\\n", ","), _dialect(b"sep=;\\r\\nid;text\\r\\n", ","), _dialect(b'id,"a;b;c;text"\\n', ",")
    ((';', ['id', 'text']), (';', ['id', 'text']), (',', ['id', 'a;b;c;text']))
    """
    text = head.decode("utf-8-sig")
    if text.startswith("sep="):
        separator, text = text[4:5], text.partition("\n")[2]
    elif separator == ",":
        bare = _QUOTED.sub("", text)
        separator = max(",;\t", key=bare.count)
    return separator, next(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True), [])


def _require_text(header: list[str], columns: ColumnSettings) -> None:
    if not set(header) & set(columns.text):
        message = f"no column for the text: there are {', '.join(header)[:200]}"
        raise DocumentError(
            "column-missing", message, f"one of {', '.join(columns.text)} is expected; name yours in columns.text of the configuration"
        )


class _Lines:
    """The lines of a table behind its head as text, with the place behind the last one in bytes and the hash of the head and of those since it
    was last asked for: other names of columns make another article."""

    def __init__(self, file: BinaryIO, head: bytes) -> None:
        csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
        self._file, self.offset, self.number, self._head = file, len(head), head.count(b"\n"), hashlib.sha256(head)
        self._hash = self._head.copy()

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._file.readline()
        if not line:
            raise StopIteration
        self.offset += len(line)
        self.number += 1
        self._hash.update(line)
        return line.decode()

    def digest(self) -> str:
        digest, self._hash = self._hash.hexdigest(), self._head.copy()
        return digest


def read_row(header: bytes, data: bytes, suffix: str, columns: ColumnSettings) -> Reading:
    """The article of a row. ``header`` is what ``read_header`` finds in a table. DocumentError where the row is malformed or has no text.

    >>> read_row(b"", '{"text": "Bakı", "title": "T", "year": 1994}'.encode(), ".jsonl", ColumnSettings()).metadata
    {'title': 'T', 'year': '1994'}
    """
    try:
        values = _parse(header, data, suffix)
    except (ValueError, csv.Error, RecursionError) as error:
        hint = "mend the row; where a quotation mark is not closed, the rows behind it belong to it"
        raise DocumentError("row-broken", f"the row cannot be read: {error}"[:300], hint if header else "mend the row") from error
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
    separator, names = _dialect(header, SEPARATORS[suffix])
    [row] = csv.reader(io.StringIO(data.decode(), newline=""), delimiter=separator, strict=True)
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
