"""Repairs of figures: the numbers of notes, days that ran into their month, letters read for figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pipeline.documents.offsets import Edit
from pipeline.languages import codes, load
from pipeline.text import fold

# Each pattern begins with the figure and looks back from there: a pattern that begins by looking back is tried at every letter of a text.
_RAISED_FIGURES = "¹²³⁰⁴⁵⁶⁷⁸⁹"
_RAISED = re.compile(
    rf"[{_RAISED_FIGURES}](?:(?<=[^\W\d].)|(?<=[.,;:!?»”)\"].))[{_RAISED_FIGURES}]{{0,2}}(?:[,–-][{_RAISED_FIGURES}]{{1,3}}){{0,4}}"
)
_GLUED = re.compile(r"\d(?<=[^\W\d_]{3}.)(?<![^\W\d_a-zа-яёəıöüğşç].)\d{0,2}(?=[\s.,;:!?)»”]|$)")
_BEHIND_STOP = re.compile(
    r"\d(?<=[^\W\d_]{3}[.,;!?»”)].)\d{0,2}(?=\s|$)|\d(?<=(?:19|20)\d\d[.,;].)\d{0,2}(?=\s+[^\W\d_]|\s*$)", re.MULTILINE
)
_BEHIND_ANY = re.compile(r"\d(?<=[.,;:!?»”)].)(?<!\d[.,:].)\d{0,2}(?=\s+[^\W\d_]|\s*$)", re.MULTILINE)  # "7th.15", "г.17", "(1940)6"
_SQUARE = re.compile(r"\[\d{1,3}\](?=[\s.,;:!?)»”]|$)")
_HAS_RAISED = re.compile(f"[{_RAISED_FIGURES}]")
_STARS = re.compile(r"\*(?<=[^\W\d_]{3}.)\*{0,2}(?=[\s.,;:!?)»”]|$)")
_WORD_BEFORE = re.compile(r"[^\W\d_]{1,30}$")
_DAY = re.compile(r"(?:(?:[12]\d|3[01])(?<=[^\W\d_]{3}..)|\d(?<=[^\W\d_]{3}.))(?:-\w{1,4})?(?![\w.])")
_UNITS = frozenset({"m", "km", "sm", "cm", "mm", "dm", "м", "км", "см", "мм", "дм"})
_SPREAD = 3  # between the numbers of two notes that stand near each other
_YEAR_LIKE = re.compile(r"(?<![\w.,])(?=\S{0,3}\d)(?:[1lIі|][9](?:[\dlOОоoЗ]){2}|2[0OОоo][0-2OОоo][\dlOОоoЗ])(?![\w])")
_FIGURES = str.maketrans("lIі|OОоoЗ", "111100003")


def drop_note_marks(text: str) -> Iterator[Edit]:
    """The number of a note that stands raised, or that ran into the word or the stop before it ("Bakıda12", "imzalandı.13"), goes.

    Leaves alone square and cubic units, names with figures ("COP29", "D-8", "Soyuz19" where no other note is near), days glued to months,
    abbreviations that figures follow ("səh12").

    >>> [(edit.start, edit.stop) for edit in drop_note_marks("Nazir Bakıda12 oldu.13 COP29 iclası⁵ 30 km² sahədə keçdi")]
    [(12, 14), (20, 22), (35, 36)]
    >>> [(edit.start, edit.stop) for edit in drop_note_marks("He left on the 7th.15 Nothing was signed.16 All was over.[17]")]
    [(19, 21), (41, 43), (57, 61)]
    """
    raised = [match.span() for match in _RAISED.finditer(text) if not _is_unit(text, match)] if _HAS_RAISED.search(text) else []
    stars = [match.span() for match in _STARS.finditer(text)] if "*" in text else []
    behind = [match.span() for match in _BEHIND_STOP.finditer(text)]
    glued = [(match.span(), word) for match in _GLUED.finditer(text) if (word := _word_before(text, match.start())) and _takes_note(word)]
    sure = {int(text[start:stop]) for (start, stop), word in glued if word.islower()} | {int(text[start:stop]) for start, stop in behind}
    near = [span for span, word in glued if word.islower() or _is_near(int(text[span[0] : span[1]]), sure)]
    loose = [match.span() for match in _BEHIND_ANY.finditer(text) if fold(_word_before(text, match.start() - 1)) not in _before_figures()] if sure else []
    counted = [span for span in loose if _is_near(int(text[span[0] : span[1]]), sure)]
    square = [match.span() for match in _SQUARE.finditer(text) if match.start() and not text[match.start() - 1].isspace()]
    yield from (Edit(start, stop, "") for start, stop in sorted({*raised, *stars, *behind, *near, *counted, *square}))


def _is_near(number: int, numbers: set[int]) -> bool:
    return any(number + step in numbers for step in range(-_SPREAD, _SPREAD + 1))


def _word_before(text: str, place: int) -> str:
    match = _WORD_BEFORE.search(text, max(0, place - 30), place)
    return match[0] if match else ""


def _is_unit(text: str, match: re.Match[str]) -> bool:
    return match[0] in ("²", "³") and fold(_word_before(text, match.start())) in _UNITS


def _takes_note(word: str) -> bool:
    return word[1:].islower() and not _is_month(word) and fold(word) not in _before_figures()


@lru_cache(maxsize=1)
def _before_figures() -> frozenset[str]:
    entries = (entry for code in codes() for entry in load(code).read("segmentation")["abbreviations"])
    return frozenset(word for entry in entries if entry["before"] == "number" for word in entry["words"])


@lru_cache(maxsize=1)
def _months() -> tuple[str, ...]:
    return tuple(sorted({month for code in codes() for month in load(code).read("segmentation")["months"]}))


def _is_month(word: str) -> bool:
    folded = fold(word)
    return folded.startswith(_months()) and any(folded.startswith(month) and len(folded) - len(month) <= 5 for month in _months())


def part_glued_days(text: str) -> Iterator[Edit]:
    """A day that ran into the month before it ("iyulun14-də", "May5") gets its blank back.

    >>> [edit.start for edit in part_glued_days("iyulun14-də, May5, marta 8, COP29")]
    [6, 16]
    """
    for match in _DAY.finditer(text):
        if _is_month(_word_before(text, match.start())):
            yield Edit(match.start(), match.start(), " ")


def mend_figures(text: str) -> Iterator[Edit]:
    """Letters that text recognition put for figures in a year ("l997", "2OO3") become figures.

    >>> [edit.after for edit in mend_figures("in l997 and 2OO3, 1998, IO, XX l9")]
    ['1997', '2003']
    """
    for match in _YEAR_LIKE.finditer(text):
        if not match[0].isdigit():
            yield Edit(match.start(), match.end(), match[0].translate(_FIGURES))
