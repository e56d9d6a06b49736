"""brat: export only, for reading and for tools that take its standoff files. A text and its annotations stand side by side, with a configuration.

brat cannot mark a stretch across a line end: such evidence is a mark of several pieces. Fields of records are notes; nothing is read back.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from pipeline.annotation.sheets import DURING, EVIDENCE, Losses, Region, Sheet
from pipeline.evaluation.comparison import KINDS
from pipeline.storage.files import write_text

LABELS = (*KINDS, EVIDENCE, "name", "date")
_PIECES = re.compile(r"[^\n]+")


def write(folder: Path, sheets: list[Sheet], losses: Losses) -> list[str]:
    """Write ``DOC.txt`` and ``DOC.ann`` for each document, and ``annotation.conf``; the names of the files."""
    write_text(folder / "annotation.conf", "\n".join(_configuration()) + "\n")
    names = ["annotation.conf"]
    for sheet in sheets:
        (folder / sheet.doc_id).parent.mkdir(parents=True, exist_ok=True)
        write_text(folder / f"{sheet.doc_id}.txt", sheet.text)
        write_text(folder / f"{sheet.doc_id}.ann", "".join(line + "\n" for line in _lines(sheet)))
        names += [f"{sheet.doc_id}.txt", f"{sheet.doc_id}.ann"]
        if sheet.heads():
            losses.note(sheet.doc_id, "fields of records are notes in brat, and nothing is read back from there")
    return names


def _configuration() -> Iterator[str]:
    yield "[entities]"
    yield from LABELS
    yield "[relations]"
    yield f"{EVIDENCE}\tArg1:visit|agreement, Arg2:{EVIDENCE}"
    yield f"{DURING}\tArg1:agreement, Arg2:visit"
    yield "<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>"
    yield "[events]"
    yield "[attributes]"


def _lines(sheet: Sheet) -> Iterator[str]:
    numbers = {region.key: f"T{at}" for at, region in enumerate(sheet.regions, 1)}
    for region in sheet.regions:
        yield f"{numbers[region.key]}\t{region.label} {_place(region)}\t{' '.join(_PIECES.findall(region.quote))}"
    for at, link in enumerate(sheet.links, 1):
        yield f"R{at}\t{link.label} Arg1:{numbers[link.source]} Arg2:{numbers[link.target]}"
    for at, region in enumerate(sheet.heads(), 1):
        yield f"#{at}\tAnnotatorNotes {numbers[region.key]}\t{json.dumps(region.fields, ensure_ascii=False)}"


def _place(region: Region) -> str:
    """The offsets of a region, piece by piece where it crosses line ends.

    >>> _place(Region("r1", 4, 9, "visit", "ab\\ncd"))
    '4 6;7 9'
    """
    return ";".join(f"{region.start + match.start()} {region.start + match.end()}" for match in _PIECES.finditer(region.quote))
