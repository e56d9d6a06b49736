"""Days in figures that are cells of rows: "A, Oslo, 6–8.06" among lines that close alike."""

from __future__ import annotations

import re

from pipeline.dates.mentions import Item

_FIGURES = r"(?<![\d.])(?:\d{1,2}(?:\.\d{1,2}|\.[IVX]{1,4})?\s?[–—-]\s?)?\d{1,2}\.(?:0[1-9]|1[0-2]|[IVX]{1,4})"
_FIGURED = {"last": re.compile(rf"(?m){_FIGURES}\)?\.?[ \t]*$"), "inner": re.compile(rf"(?m)^[^,|\n]{{2,60}}[,|]\s*{_FIGURES}\s*[,|]")}  # days in figures, by the cell of a line
_ROWS = 3  # lines that tell their days in one cell
_FIRST_CELL = re.compile(r"\s*\|\s*[^\W\d_]")  # what stands behind the first cell of a row


def figured_cells(text: str) -> frozenset[str]:
    """In which cells of its lines a text tells days in figures: the last one, or one before it, in three lines and more.

    >>> figured_cells("A, Oslo, 03.05\\nB, Rome, 6–8.06\\nC (30.06–02.07)\\nD | 4.10 | Rome")
    frozenset({'last'})
    """
    return frozenset(name for name, pattern in _FIGURED.items() if sum(1 for _ in pattern.finditer(text)) >= _ROWS)


def is_cell(text: str, item: Item, passage: tuple[int, int, int], figures: frozenset[str]) -> bool:
    """True for a day in figures that is a cell: the last of a row, or the first of one that goes on with words ("4.8 | Prime Minister ..."), some days in brackets, or where
    other lines tell theirs too (``figures``)."""
    last = not text[item.stop : passage[2]].strip(" .|)")
    if last and text[: item.start].rstrip().endswith("|") or item.start == passage[1] and _FIRST_CELL.match(text, item.stop, passage[2]):
        return True
    bracketed = item.last is not None and text[item.start - 1 : item.start] == "(" and text[item.stop : item.stop + 1] in (")", ";", ",")
    return bracketed or ("last" if last else "inner") in figures
