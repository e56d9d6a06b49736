"""The layout of a page: pieces of text with their places to lines in reading order. Nothing here knows PDF."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

_CELL = 1.3  # widths of an em between two pieces of a line that are cells of a table
_APART = 1.55  # of the usual distance of lines: a larger one parts paragraphs
_BAND = 2.2  # ... a stretch of columns from what stands below it
_SIZE = 0.12  # of the size of type: a larger difference parts too
_NOTE = 0.9  # of the usual size: smaller lines at the foot of a page are notes
_FULL = 0.5  # of a column's width: most lines of prose fill more, cells of a table less
_WIDE = 0.3  # of the page: a narrower column is one of a table
_LEAST_ROWS = 5
_EDGE = 2  # lines at the top and at the foot of a page that may be repeated on every page
_BLANKS = re.compile(r" {2,}")
_DIGITS = re.compile(r"\d+")
_NUMBER = re.compile(r"[-–—\s]*(?:\d{1,4}(?:\s?/\s?\d{1,4})?|[ivxlc]{1,6})[-–—\s]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters on one baseline: text, start and stop along it, height of the baseline, size of the type, quarter turns."""

    text: str
    start: float
    stop: float
    base: float
    size: float
    turn: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """A line in reading order. ``apart``: a space above parts it from the line before; ``note``: it belongs to the notes at the foot."""

    text: str
    size: float = 10.0
    apart: bool = False
    note: bool = False


def lines_of(pieces: Sequence[Piece]) -> list[Line]:
    """The lines of a page: columns one after the other, rows of tables whole, turned text behind the rest.

    >>> [line.text for line in lines_of([Piece("Visits", 10, 40, 90, 10), Piece("1994", 60, 80, 90, 10), Piece("Baku", 10, 30, 78, 10)])]
    ['Visits\\t1994', 'Baku']
    """
    found: list[Line] = []
    for turn in range(4):
        turned = [piece for piece in pieces if piece.turn == turn and piece.text.strip()]
        if turned:
            lines = _with_notes(_ordered(turned, 0))
            found += [replace(lines[0], apart=True), *lines[1:]] if found else lines
    return found


def _ordered(pieces: list[Piece], depth: int) -> list[Line]:
    rows = _rows(pieces)
    gutter = _gutter(rows) if depth < 3 else None
    if gutter is None:
        return _lines(rows)
    found: list[Line] = []
    usual, above = _usual_gap(rows), None
    for band in _bands(rows, gutter):
        sides = ([piece for row in band for piece in row if (piece.start >= gutter) is side] for side in (False, True))
        lines = _lines(band) if _crosses(band[0], gutter) else [line for side in sides if side for line in _ordered(side, depth + 1)]
        first = band[0][0]
        parted = above is not None and (above.base - first.base > _APART * usual or not _alike(above, first))
        found += [replace(lines[0], apart=True), *lines[1:]] if parted else lines
        above = band[-1][0]
    return found


def _bands(rows: list[list[Piece]], gutter: float) -> list[list[list[Piece]]]:
    """Rows that are read together: those across the page, and stretches of columns. A wide space or another size of type begins a new stretch."""
    usual = _usual_gap(rows)
    bands: list[list[list[Piece]]] = []
    for row in rows:
        above = bands[-1][-1] if bands else None
        if (
            above is None
            or _crosses(row, gutter) is not _crosses(above, gutter)
            or above[0].base - row[0].base > _BAND * usual
            or not any(_alike(piece, other) for piece in row for other in above)
        ):
            bands.append([])
        bands[-1].append(row)
    return bands


def _alike(one: Piece, other: Piece) -> bool:
    return abs(one.size - other.size) <= _SIZE * max(one.size, other.size)


def _usual_gap(rows: list[list[Piece]]) -> float:
    gaps = [above[0].base - below[0].base for above, below in zip(rows, rows[1:], strict=False)]
    return median(gaps) if gaps else 0.0


def _rows(pieces: list[Piece]) -> list[list[Piece]]:
    """Pieces on the same baseline together, from top to foot, each row from start to stop."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: (-piece.base, piece.start)):
        if rows and abs(rows[-1][0].base - piece.base) < 0.45 * min(rows[-1][0].size, piece.size):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [sorted(row, key=lambda piece: piece.start) for row in rows]


def _crosses(row: list[Piece], x: float) -> bool:
    return any(piece.start < x < piece.stop for piece in row)


def _gutter(rows: list[list[Piece]]) -> float | None:
    """Where two columns of prose part; None where there is one column, or a table."""
    first, last = min(piece.start for row in rows for piece in row), max(piece.stop for row in rows for piece in row)
    width = last - first
    best: tuple[int, float] | None = None
    for at in range(28, 73):
        x = first + width * at / 100
        crossing = sum(_crosses(row, x) for row in rows)
        if (best is None or (crossing, abs(at - 50)) < (best[0], abs(best[1]))) and crossing <= 0.4 * len(rows):
            best = (crossing, at - 50)
    if best is None:
        return None
    x = first + width * (best[1] + 50) / 100
    free = [row for row in rows if not _crosses(row, x)]
    sides = [[[piece for piece in row if (piece.start >= x) is side] for row in free] for side in (False, True)]
    filled = [[row for row in side if row] for side in sides]
    return x if all(len(side) >= _LEAST_ROWS and _is_prose(side, _WIDE * width) for side in filled) else None


def _is_prose(rows: list[list[Piece]], least: float) -> bool:
    start, stop = min(row[0].start for row in rows), max(row[-1].stop for row in rows)
    return stop - start > least and median((row[-1].stop - row[0].start) / (stop - start) for row in rows) >= _FULL


def _lines(rows: list[list[Piece]]) -> list[Line]:
    gaps = [above[0].base - below[0].base for above, below in zip(rows, rows[1:], strict=False)]
    usual = _usual_gap(rows)
    found: list[Line] = []
    for at, row in enumerate(rows):
        size = max(row, key=lambda piece: len(piece.text)).size
        changed = at > 0 and abs(found[-1].size - size) > _SIZE * max(size, found[-1].size)
        apart = at > 0 and (gaps[at - 1] > _APART * usual or changed)
        found.append(Line(_joined(row), size, apart))
    return [line for line in found if line.text]


def _joined(row: list[Piece]) -> str:
    text = row[0].text
    for before, piece in zip(row, row[1:], strict=False):
        gap = piece.start - before.stop
        mark = "\t" if gap > _CELL * piece.size else " " if gap > 0.18 * piece.size else ""
        text = text.rstrip(" ") + mark + piece.text.lstrip(" ") if mark else text + piece.text
    return _BLANKS.sub(" ", text).strip()


def _with_notes(lines: list[Line]) -> list[Line]:
    """Mark the lines of smaller type at the foot of the page as notes, if there is larger text above."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    if not sizes:
        return lines
    usual = max(sizes, key=lambda size: (sizes[size], size))
    at = len(lines)
    while at and (lines[at - 1].size < _NOTE * usual or _NUMBER.fullmatch(lines[at - 1].text)):
        at -= 1
    if not any(line.size < _NOTE * usual and not _NUMBER.fullmatch(line.text) for line in lines[at:]):
        return lines
    return [*lines[:at], *(replace(line, note=not _NUMBER.fullmatch(line.text)) for line in lines[at:])]


def drop_furniture(pages: list[list[Line]]) -> list[list[Line]]:
    """Pages without what is printed on every one of them: running titles and numbers at the top and at the foot.

    >>> [[line.text for line in page] for page in drop_furniture([[Line("Journal 1"), Line(f"text {c}"), Line(str(n))] for n, c in enumerate("abc")])]
    [['text a'], ['text b'], ['text c']]
    """
    seen: Counter[str] = Counter()
    for lines in pages:
        seen.update({_shape(line.text) for line in _edges(lines)})
    often = {shape for shape, count in seen.items() if count >= 3 and count >= 0.3 * len(pages)}
    return [_without(lines, often, many=len(pages) > 1) for lines in pages]


def _shape(text: str) -> str:
    return _DIGITS.sub("#", text.lower()).replace(" ", "")


def _edges(lines: list[Line]) -> list[Line]:
    return lines if len(lines) <= 2 * _EDGE else [*lines[:_EDGE], *lines[-_EDGE:]]


def _without(lines: list[Line], often: set[str], *, many: bool) -> list[Line]:
    edges = {id(line) for line in _edges(lines)}
    outer = {id(line) for line in (lines[:1] + lines[-1:])}
    return [
        line for line in lines
        if not (id(line) in edges and _shape(line.text) in often and len(line.text) < 120) and not (many and id(line) in outer and _NUMBER.fullmatch(line.text))
    ]  # fmt: skip
