"""What the key and the notes of a table say for its rows: "S – state visit", "* Postponed"."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipeline.records.scenes.scene import Scene
from pipeline.values import Document

KINDS = ("row", "list")  # kinds of block that a row of a table has
NEAR = 60  # scenes between a row and its note
_PAIR = re.compile(r"(?<![\w-])([^\W\d_]{1,6}\.?)[»”’\"']?\s?[–—=-]\s?(?=[^\W\d_]{4})")
_ALONE = re.compile(r"(?<!\S)([^\W\d_]{1,4})\.?(?=[*†]{0,3}\d?(?!\S))")  # a word with blanks around it, as an abbreviation in a flattened row
_SIGN = r"\*{1,3}|†{1,2}|[¹²³⁴⁵⁶⁷⁸⁹]"
_NOTE = re.compile(rf"\s*({_SIGN}|\d(?=\s))\s?(?=[^\W\d_])")
_MARK = re.compile(rf"(?<=[\w.)])\s?({_SIGN})(?=[\s|,;)]|\Z)|(?<=[^\W\d_]|[.)])\s?(\d)\s*\Z")
_NUMBER = re.compile(r"\s*(?:№ ?)?(\d{1,3})[.)]?\s")
_RAISED = str.maketrans("¹²³⁴⁵⁶⁷⁸⁹", "123456789")


@dataclass(slots=True)
class Keys:
    """``kinds``: the kind of visit that an abbreviation stands for; ``notes``: the note of a row, ``rows``: the row of a note;
    ``numbers``: the number that a row has in the table. All by the number of the scene."""

    kinds: dict[str, str] = field(default_factory=dict)
    notes: dict[int, Scene] = field(default_factory=dict)
    rows: dict[int, int] = field(default_factory=dict)
    numbers: dict[int, int] = field(default_factory=dict)

    def kind(self, scene: Scene) -> str | None:
        """The kind of visit that a cell tells by an abbreviation, else the note of its row in words."""
        cells = [cell.strip() for cell in re.split(r"[|;,]", scene.text[scene.start : scene.stop])]
        place = next((a.stop for a in scene.places if scene.kind in KINDS and a.place and a.place.kind != "organization"), scene.stop)
        words = [match[1] for match in _ALONE.finditer(scene.text, place, scene.stop)]  # "1 16–18.10.1961 USA Washington S –"
        note = self.notes.get(scene.index)
        told = next((self.kinds[cell] for cell in [*(cell.rstrip(".") for cell in cells), *words] if cell in self.kinds), None)
        return told or (_kind_at(note, note.start) if note else None)


def find_keys(document: Document, scenes: tuple[Scene, ...]) -> Keys:
    """The keys and notes of a text, wherever they stand; the marks are read as they were before any repair."""
    kinds: dict[str, str] = {}
    for scene in scenes:
        if scene.kind not in ("row", "references"):
            kinds |= _pairs(scene)
    rows = [scene for scene in scenes if scene.kind in KINDS and scene.dates]
    keys = Keys(kinds, numbers={scene.index: int(number[1]) for scene in rows if (number := _NUMBER.match(_line(document, scene)))})
    notes = [(scene, mark) for scene in scenes if (mark := _opening_mark(document, scene))]
    for scene in rows if notes else ():
        mark = _closing_mark(document, scene)
        note = next((note for note, sign in notes if sign == mark and 0 < note.index - scene.index <= NEAR), None) if mark else None
        if note:
            keys.notes[scene.index] = note
            keys.rows[note.index] = scene.index
    return keys


def _pairs(scene: Scene) -> dict[str, str]:
    """The kinds of visit that a line gives abbreviations for: "S – state, O – official"."""
    found = {scene.text[match.start(1) : match.end(1)].rstrip("."): kind for match in scene.finditer(_PAIR) if (kind := _kind_at(scene, match.end()))}
    return found if len(found) > 1 else {}


def _kind_at(scene: Scene, start: int) -> str | None:
    return next((sign.value for sign in scene.lexicon.row_types if sign.pattern.match(scene.folded, start, min(start + 40, scene.stop))), None)


def _line(document: Document, scene: Scene) -> str:
    """The raw line that a scene stands on."""
    raw = document.offsets.to_raw(scene.start, scene.stop)
    stop = document.raw.find("\n", max(raw.start, raw.stop - 1))
    return document.raw[document.raw.rfind("\n", 0, raw.start) + 1 : stop if stop >= 0 else len(document.raw)]


def _opening_mark(document: Document, scene: Scene) -> str:
    """The mark with which a note opens its line; a number is one only where the line is no row."""
    mark = _NOTE.match(_line(document, scene)) if scene.kind != "row" else None
    if mark is None or mark[1].isdigit() and scene.kind == "list":
        return ""
    return mark[1].translate(_RAISED)


def _closing_mark(document: Document, scene: Scene) -> str:
    mark = _MARK.search(_line(document, scene))
    return (mark[1] or mark[2]).translate(_RAISED) if mark else ""
