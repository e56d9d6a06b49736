"""Tables whose column heads stand on one line and whose rows open with anything but a date: each row becomes one line, with a mark between its cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.documents.cells import BORDER, is_column_head, is_table_caption, opening_date
from pipeline.documents.columns import attached
from pipeline.documents.layout import find_label, small_words
from pipeline.documents.lines import Line, cells_of, ends_sentence, split_lines
from pipeline.documents.offsets import Edit
from pipeline.documents.words import known_words
from pipeline.text import fold

_LEAST_COLUMNS, _LEAST_ROWS = 3, 2
_APART = 3  # characters by which the cells of one column may begin apart


def unfold_headed(text: str) -> Iterator[Edit]:
    """The rows below the heads of columns, where these are parted by wide gaps and each row tells a date in one of its cells.

    >>> text = "Visitor      Place    Dates\\nA. Brown     Oslo     5–6 May\\nSpeaker of the\\nSenate       Rome     7 June"
    >>> [edit.after for edit in unfold_headed(text)]
    ['A. Brown | Oslo | 5–6 May', 'Speaker of the Senate | Rome | 7 June']
    """
    if "  " not in text:
        return
    lines = split_lines(text)
    words = known_words(text)
    for index, line in enumerate(lines):
        heads = cells_of(line) if "  " in line.text and is_column_head(line.text) else []
        if len(heads) < _LEAST_COLUMNS:
            continue
        rows = _rows(lines, index + 1)
        texts = [_texts([start for start, _ in heads], lines[low:high], words) for low, high in rows]
        if len(rows) >= _LEAST_ROWS and all(any(opening_date(cell, loose=True) for cell in cells[1:]) and not opening_date(cells[0]) for cells in texts):
            yield from (Edit(lines[low].start, lines[high - 1].stop, BORDER.join(cells)) for (low, high), cells in zip(rows, texts, strict=True))


def _rows(lines: Sequence[Line], first: int) -> list[tuple[int, int]]:
    """The spans of lines of the rows from the first one on, up to a wider gap, a label or a line of prose."""
    rows: list[tuple[int, int]] = []
    low = first
    for index in range(first, len(lines)):
        line = lines[index]
        if index > first and line.gap > lines[first].gap or find_label(line.text) or is_table_caption(line.text):
            break
        alone = len(cells_of(line)) == 1
        if alone and (line.indent > _APART or _goes_on(lines, index)) and rows and low == index:
            rows[-1] = (rows[-1][0], index + 1)
            low = index + 1
        elif alone and (ends_sentence(line.text) or not _is_open(line.text)):
            break
        elif not alone:
            rows.append((low, index + 1))
            low = index + 1
    return rows


def _goes_on(lines: Sequence[Line], index: int) -> bool:
    """True for a line that ends the cell above it: in small letters, or behind a cell that cannot end so."""
    before = cells_of(lines[index - 1])[0][1]
    return lines[index].text[0].islower() or _is_open(before)


def _is_open(text: str) -> bool:
    """True for a piece of a cell that goes on on the next line."""
    return text[-1] in ",-–" or fold(text).split()[-1] in small_words()


def _texts(starts: Sequence[int], lines: Sequence[Line], words: frozenset[str]) -> list[str]:
    """The cells of a row, each below its head; empty ones are left out."""
    texts = [""] * len(starts)
    for line in lines:
        for start, piece in cells_of(line):
            column = max((number for number, place in enumerate(starts) if place <= start + _APART), default=0)
            texts[column] = attached(texts[column], piece, words)
    return [cell for cell in texts if cell]
