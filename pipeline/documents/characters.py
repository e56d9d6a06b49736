"""Repairs of single characters: letters in two pieces, marks without width, odd spaces, signs of symbol fonts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from pipeline.documents.offsets import Edit

_DECOMPOSED = re.compile(r"[^\W\d_][\u0300-\u036f]{1,8}")  # bounded: normalising a long run of marks is quadratic
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]+|\u00ad+(?![ \t]*\n)")
_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_LINE_ENDS = re.compile("[\u0085\u2028\u2029\x0b]")
_RUN_OF_SPACES = re.compile(r"(?<=\S) {2,}(?=\S)")
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_LIGATURE = re.compile(f"[{''.join(_LIGATURES)}]")
_STRESS = re.compile("(?<=[аеёиоуыэюяАЕЁИОУЫЭЮЯ])[\u0300\u0301]")
_LOOSE_MARK = re.compile(r"(?<=[^\W_]) +(?=[,;!?](?:\s|$)|[.:](?:\s*$|\s+[^\W\d_a-zа-яё]))|(?<=[.»”)]) +(?=[,;]\s)", re.MULTILINE)
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_DASH = re.compile(r"(?<=\S )(?P<dash>-{1,3})(?= \S)|(?<=[^\W\d_])(?P<pair>--)(?=[^\W\d_])|(?<![-\d./№])(?:\d{1,2}(?P<days>-)(?=\d{1,2}(?!-?\d))|\d{4}(?P<years>-)(?=\d{4}(?!-?\d)))")
_LOST = re.compile("(?<![^\\s])\ufffd(?=\\s)|^\ufffd(?=\\s|\\w)", re.MULTILINE)


def compose_letters(text: str) -> Iterator[Edit]:
    """A letter and its mark as two characters become one; ``i`` with a dot above, left by a wrong lower-casing of ``İ``, becomes ``i``.

    Leaves alone marks that no letter takes.

    >>> [edit.after for edit in compose_letters("Tu\u0308rkiye, i\u0307stanbul")]
    ['ü', 'i']
    """
    for match in _DECOMPOSED.finditer(text):
        found = match[0]
        composed = unicodedata.normalize("NFC", found.replace("i\u0307", "i"))
        if composed != found:
            yield Edit(match.start(), match.end(), composed)


def expand_ligatures(text: str) -> Iterator[Edit]:
    """Letters that a font had drawn as one sign are letters again.

    >>> [edit.after for edit in expand_ligatures("ofﬁcial, ﬂight")]
    ['fi', 'fl']
    """
    for match in _LIGATURE.finditer(text):
        yield Edit(match.start(), match.end(), _LIGATURES[match[0]])


def drop_stress(text: str) -> Iterator[Edit]:
    """The stress marks of dictionaries on Cyrillic vowels go ("Наза\u0301рбаев"). Leaves alone marks that make another letter (й, ё)."""
    for match in _STRESS.finditer(text):
        yield Edit(match.start(), match.end(), "")


def tighten_marks(text: str) -> Iterator[Edit]:
    """A blank before a comma, a stop or the like, left by text recognition, goes. Leaves alone dots that stand alone, and brackets.

    >>> [(edit.start, edit.stop) for edit in tighten_marks("He came , saw ; all was over . Then he left . . .")]
    [(7, 8), (13, 14), (28, 29)]
    """
    for match in _LOOSE_MARK.finditer(text):
        yield Edit(match.start(), match.end(), "")


def drop_invisible(text: str) -> Iterator[Edit]:
    """Soft hyphens, joiners, direction marks and control characters go. A soft hyphen at a line end waits for the joining of lines."""
    for match in _INVISIBLE.finditer(text):
        yield Edit(match.start(), match.end(), "")


def simplify_spaces(text: str) -> Iterator[Edit]:
    """Every kind of space becomes a blank, every kind of line end a line feed, one for one."""
    for match in _SPACES.finditer(text):
        yield Edit(match.start(), match.end(), " ")


def simplify_line_ends(text: str) -> Iterator[Edit]:
    """The rarer line ends (next line, line separator, vertical tab) become line feeds."""
    for match in _LINE_ENDS.finditer(text):
        yield Edit(match.start(), match.end(), "\n")


def squeeze_spaces(text: str) -> Iterator[Edit]:
    """Two and more blanks inside a line become one: justified type leaves them. Indents stay for the joining of lines."""
    for match in _RUN_OF_SPACES.finditer(text):
        yield Edit(match.start(), match.end(), " ")


def name_symbols(text: str) -> Iterator[Edit]:
    """A sign of a symbol font (private use area) at the start of a line is a bullet; elsewhere the ASCII sign it was coded as.

    >>> [edit.after for edit in name_symbols("\\uf0b7 first\\n\\uf02d second \\uf02b")]
    ['•', '•', '+']
    """
    for match in _PRIVATE.finditer(text):
        at_start = not text[text.rfind("\n", 0, match.start()) + 1 : match.start()].strip()
        code = ord(match[0]) - 0xF000
        yield Edit(match.start(), match.end(), "•" if at_start else chr(code) if 0x21 <= code <= 0x7E else "•")


def guess_lost_signs(text: str) -> Iterator[Edit]:
    """U+FFFD alone between blanks was a dash, at the start of a line a bullet. Inside a word it stays: which letter it was is not known."""
    for match in _LOST.finditer(text):
        at_start = match.start() == 0 or text[match.start() - 1] == "\n"
        yield Edit(match.start(), match.end(), "•" if at_start else "–")


def lengthen_dashes(text: str) -> Iterator[Edit]:
    """A hyphen between blanks, or two in a row, was a dash, and so was one between two days or years. Leaves alone "2012-01", which is a month.

    >>> [edit.after for edit in lengthen_dashes("Oslo, 8-12 May - He left--at last; 2012-01, 5-ci, well-known, 1991-2004")]
    ['–', '–', '–', '–']
    """
    for match in _DASH.finditer(text):
        yield Edit(*match.span(match.lastgroup or 0), "–")
