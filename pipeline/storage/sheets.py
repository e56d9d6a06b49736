"""CSV that is safe to open in a spreadsheet: no cell is taken for a formula.

A text cell that begins with a sign which starts a formula gets an apostrophe before it; so does one that begins with apostrophes and then such
a sign. ``restored`` takes exactly that apostrophe away again.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipeline.storage.columns import FRACTIONS, LISTS, WHOLE, Table
from pipeline.storage.files import replacing

_FORMULA = re.compile(r"'*[=+\-@\t\r\n\x00＝＋－＠]")
_DEFUSED = re.compile(r"'+[=+\-@\t\r\n\x00＝＋－＠]")
_SPECIAL = re.compile(r'[",\r\n]')
JOINER = "; "


def defused(cell: str) -> str:
    """A text that no spreadsheet takes for a formula.

    >>> defused("=1+1"), defused("Bakı"), defused("'=1")
    ("'=1+1", 'Bakı', "''=1")
    """
    return f"'{cell}" if _FORMULA.match(cell) else cell


def restored(cell: str) -> str:
    """The text that was defused.

    >>> restored("'=1+1"), restored("''=1"), restored("'n")
    ('=1+1', "'=1", "'n")
    """
    return cell[1:] if _DEFUSED.match(cell) else cell


def write_sheet(path: Path, table: Table, *, defuse: bool = True, mark: bool = False) -> None:
    """Write a table as CSV: a header, commas, line feeds; unknown values are empty cells, lists are joined with "; "."""
    with replacing(path) as temporary, temporary.open("w", encoding="utf-8-sig" if mark else "utf-8", newline="") as file:
        file.write(",".join(table.columns) + "\n")
        file.writelines(",".join(_quoted(_cell(value, defuse)) for value in row) + "\n" for row in table.rows)


def _cell(value: Any, defuse: bool) -> str:
    if isinstance(value, list):
        value = JOINER.join(value)
    if isinstance(value, str):
        return defused(value) if defuse else value
    return "" if value is None else str(value)


def _quoted(cell: str) -> str:
    """A cell in quotation marks where it needs them. The library's writer leaves a lone carriage return bare, and its reader then breaks the row."""
    return '"' + cell.replace('"', '""') + '"' if _SPECIAL.search(cell) else cell


def read_sheet(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a CSV file that ``write_sheet`` wrote, with the values they had. Lists of names that hold "; " come back cut there."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            yield {column: _value(column, restored(cell)) for column, cell in row.items()}


def _value(column: str, cell: str) -> Any:
    if column in LISTS:
        return cell.split(JOINER) if cell else []
    if not cell:
        return None
    return int(cell) if column in WHOLE else float(cell) if column in FRACTIONS else cell
