"""PDF: the text layer in reading order, by PDFium, with the number of the page of every line. A scan has no text layer and is rejected."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from math import cos, hypot, pi, sin
from typing import Any

from pipeline.config import Settings
from pipeline.documents.readers.pages import Line, Piece, drop_furniture, lines_of
from pipeline.documents.readers.reading import Reading, tidy
from pipeline.errors import DocumentError

_MEANT = {"Title": "title", "Author": "author"}  # when a file was made says nothing about when its article appeared
_LEAST = 8  # letters a page: a scan often carries a stamp or a running number as text
_QUARTER = pi / 2
_GAP = 0.2  # of an em between two letters of turned text: a blank


def read_pdf(data: bytes, settings: Settings) -> Reading:
    """The text of a PDF. DocumentError where it is damaged, encrypted, scanned, or has too many pages."""
    import pypdfium2

    try:
        pdf = pypdfium2.PdfDocument(data)
        count = len(pdf)
    except pypdfium2.PdfiumError as error:
        raise _refusal(str(error)) from error
    if count > settings.limits.pages:
        raise DocumentError(
            "pdf-pages", f"the PDF has {count} pages, the limit is {settings.limits.pages}", "split it, or raise limits.pages"
        )
    pages, characters = [], 0
    for number in range(count):
        lines = _page(pdf, number)
        characters += sum(len(line.text) for line in lines)
        if characters > settings.limits.characters:
            raise DocumentError(
                "too-long", f"the PDF has more than {settings.limits.characters} characters", "split it, or raise limits.characters"
            )
        pages.append(lines)
    letters = sum(character.isalpha() for lines in pages for line in lines for character in line.text)
    if letters < _LEAST * max(1, count):
        raise DocumentError("scanned", f"the PDF has {count} pages and hardly any text: it is a scan", "it needs text recognition first")
    text, places = _joined(drop_furniture(pages))
    about = pdf.get_metadata_dict()
    return Reading(text, "pdf", "pdf", tidy({name: about.get(key) for key, name in _MEANT.items()}), places)


def _refusal(reason: str) -> DocumentError:
    if "password" in reason.lower() or "security" in reason.lower():
        return DocumentError("encrypted", "the PDF is encrypted", "save it without a password")
    return DocumentError("pdf-broken", f"the PDF is damaged: {reason}", "open it in a viewer and print it into a new PDF")


def _page(pdf: Any, number: int) -> list[Line]:
    import pypdfium2

    try:
        page = pdf[number]
        textpage = page.get_textpage()
        try:
            return lines_of(list(_pieces(textpage.raw)))
        finally:
            textpage.close()
            page.close()
    except pypdfium2.PdfiumError:
        return []  # a page that cannot be loaded; the others can


def _pieces(textpage: Any) -> Iterator[Piece]:
    """The runs of characters of a page: each on one baseline, going on to the right, without a gap."""
    import pypdfium2.raw as raw

    x, y, box = ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF()
    at_x, at_y, at_box = ctypes.byref(x), ctypes.byref(y), ctypes.byref(box)
    letters: list[str] = []
    run: list[float] = []  # x where it starts, x where it stops, baseline, size, angle
    for at in range(raw.FPDFText_CountChars(textpage)):
        code = raw.FPDFText_GetUnicode(textpage, at)
        if code in (0, 2, 10, 13, 0xFFFE, 0xFFFF):
            if code in (2, 0xFFFE) and letters:
                letters.append("-")  # how PDFium marks a hyphen at the end of a line
            continue
        if code == 32 or raw.FPDFText_IsGenerated(textpage, at) == 1:
            letters.append(" ")
            continue
        raw.FPDFText_GetCharOrigin(textpage, at, at_x, at_y)
        raw.FPDFText_GetLooseCharBox(textpage, at, at_box)  # as wide as the letter's place, not as its ink
        angle = round(raw.FPDFText_GetCharAngle(textpage, at) / _QUARTER) % 4
        start, stop, base = _turned(angle, (box.left, box.right, box.bottom, box.top), (x.value, y.value))
        if run and not _goes_on(run, start, base, angle):
            yield Piece("".join(letters), run[0], run[1], run[2], run[3], int(run[4]))
            letters, run = [], []
        if angle and run and letters[-1] != " " and start - run[1] > _GAP * run[3]:
            letters.append(" ")  # PDFium puts blanks into upright text only
        if not run:
            letters, run = [], [start, stop, base, _size(textpage, at), angle]
        letters.append(chr(code) if code <= 0x10FFFF and not 0xD800 <= code < 0xE000 else "\ufffd")
        run[1] = max(run[1], stop)
    if run:
        yield Piece("".join(letters), run[0], run[1], run[2], run[3], int(run[4]))


def _turned(angle: int, box: tuple[float, float, float, float], origin: tuple[float, float]) -> tuple[float, float, float]:
    """Start, stop and baseline of a character along its own line of writing, whichever way that runs."""
    left, right, bottom, top = box
    c, s = round(cos(angle * _QUARTER)), round(sin(angle * _QUARTER))
    ends = [px * c - py * s for px in (left, right) for py in (bottom, top)]
    return min(ends), max(ends), origin[0] * s + origin[1] * c


def _size(textpage: Any, at: int) -> float:
    """The size of the type of a character as it stands on the page."""
    import pypdfium2.raw as raw

    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(textpage, at, ctypes.byref(matrix))
    return float(raw.FPDFText_GetFontSize(textpage, at) * hypot(matrix.c, matrix.d)) or 10.0


def _goes_on(run: list[float], start: float, base: float, angle: int) -> bool:
    gap = start - run[1]
    return angle == run[4] and abs(base - run[2]) < 0.45 * run[3] and -0.6 * run[3] < gap < 0.9 * run[3]


def _joined(pages: list[list[Line]]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The text of all pages, notes behind the rest, and where each page begins in it."""
    parts: list[str] = []
    places: list[tuple[int, int]] = []
    offset = 0
    for wanted in (False, True):
        if wanted and any(line.note for lines in pages for line in lines):
            parts.append("\n")
            offset += 1
        for number, lines in enumerate(pages, 1):
            kept = [line for line in lines if line.note is wanted]
            if kept:
                places.append((offset, number))
            for at, line in enumerate(kept):
                text = ("\n" if line.apart and at else "") + line.text + "\n"
                parts.append(text)
                offset += len(text)
    return "".join(parts), tuple(places)
