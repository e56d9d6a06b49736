"""The blocks of a text: one a line, each with its kind."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice, pairwise

from pipeline.documents.cells import BORDER, is_column_head, is_table_caption, opening_date
from pipeline.documents.late_dates import late_date, opens_numbered
from pipeline.documents.layout import find_label, inner_labels, is_imprint
from pipeline.documents.lines import ends_sentence
from pipeline.text import trim

_BULLET = re.compile(r"(?:[•▪●◦■□♦➢✓*·]|[-–—](?=\s))\s*")
_NUMBER = re.compile(r"(?:\(?\d{1,3}[.)]|[a-zа-яə]\)|[IVX]{1,5}[.)])\s+(?=\D)")
_SECTION = re.compile(r"[IVX]{1,5}\.\s+(?=[^\W\d_a-zа-яёəıöüğşç])")  # of a text whose items are numbered otherwise
_NOTE = re.compile(r"[¹²³⁴⁵⁶⁷⁸⁹⁰]{1,4}\s?|\*{1,3}\s?(?=[^\W\d_])")
_NUMBERED_NOTE = re.compile(r"(?:\[\d{1,3}\]|\d{1,3})\s+[^\W\d_a-zа-яё]")
_NOTE_HEAD = 5  # characters of a number in which no reference is looked for
_REFERENCE = re.compile(
    r"^\W?\d{1,3}[\].)]\s|\s//\s|https?://|№\s?\d|\b(?:[sсpc]|pp|səh|стр)\.?\s?\d|\d\s?(?:[sсp]|pp|səh|стр)\."
    r"|(?:19|20)\d\d[.,)]?$|^[^\W\d_]{1,30},? [^\W\d_]\.|:\s[^\W\d_]{1,30},\s(?:19|20)\d\d"
)
_PRINTED = re.compile(r":\s[^,;]{2,50},\s(?:19|20)\d\d|[.,]\s(?:19|20)\d\d[.;,]")  # a book's place, publisher and year
_INNER_END = re.compile(r"(?<!\b[^\W\d_])[.!?…][\"”»’)\]]*\s+[\"“«(]?[^\W\d_a-z]")
_YEAR_END = re.compile(r"(?:18|19|20)\d\d\s[^\W\d_]{1,3}\.\)?$")
_AUTHOR = re.compile(r"(?:[^\W\d_]\.\s?){1,3}[^\W\d_]{2,30}|[^\W\d_]{2,30},? (?:[^\W\d_]\.\s?){1,3}")
ENTRY = re.compile(r"\d{1,2}(?:\s?[–—-]\s?\d{1,2})?(?:\.(?=\s)|(?=\s?[–—:]\s)|(?=\s+(?:[\"“«]|(?![IVXL]+\s)[^\W\d_a-zа-яёəıöüğşç])))")  # the days that open an entry of a chronicle
_CUT = re.compile(r", |[–—:] | \(")  # before the date that closes a line
_LONGEST_MONTH = 24
_MONTHS = ("-month", "-month-year", "-year-month")  # shapes of dates that head the days below them
_BELOW = 12  # lines below a month in which its first two entries stand
_HEAD = 6  # lines among which the title stands
_LONGEST_TITLE, _LONGEST_HEADING = 250, 120
_NEAR_ROWS = 3  # blocks between two rows of one table: a heading and a remark
_LONGEST_ROW = 700
_LONGEST_HEADED = 300  # letters of a row whose date stands in a later column
_ABSTRACT_BLOCKS = 3  # paragraphs an abstract has at most when its label is a heading


@dataclass(frozen=True, slots=True)
class Part:
    """A line of the repaired text on its way to a block. ``body``: where its own text begins, behind label, bullet or number."""

    start: int
    stop: int
    text: str
    kind: str
    body: int
    language: str = ""


@dataclass(slots=True)
class _Section:
    """The section whose heading was read last, and how many blocks of it were seen."""

    kind: str = ""
    blocks: int = 0


def find_parts(text: str) -> list[Part]:
    """The lines of a text with their kinds, in order.

    >>> [part.kind for part in find_parts("Two visits\\nHe flew to Prague.\\nReferences\\n1. Brown A. Visits. 2001.")]
    ['title', 'body', 'heading', 'references']
    """
    lines = list(_lines(text))
    rows, title = _rows([line[2] for line in lines]), _title_index([line[2] for line in lines])
    section = _Section()
    entries = _entries([line[2] for line in lines])
    found: list[Part] = []
    for index, (start, stop, line) in enumerate(lines):
        following = lines[index + 1][2] if index + 1 < len(lines) else ""
        kind, body, language = _kind(
            section,
            line,
            following,
            _Place(index == title and len(lines) > 1, index in rows, index > 0 and _marker(lines[index - 1][2]) > 0, index + 1 in rows),
        )
        if index in entries:
            kind, body = "list", 0
        found.append(Part(start, stop, line, kind, start + body, language))
    return found


def _entries(lines: list[str]) -> frozenset[int]:
    """The lines below a month that stands alone which open with days: entries of a chronicle, whose number is no marker of a list."""
    found, inside = [], False
    for index, line in enumerate(lines):
        opening = opening_date(line) if len(line) <= _LONGEST_MONTH else None
        if opening and opening.id.endswith(_MONTHS) and not line[opening.stop :].strip(" .:"):
            inside = line[:1].isalpha() and not opening.has_year or _days_below(lines, index) not in ([], [1], [1, 2])
        elif inside and ENTRY.match(line):
            found.append(index)
        elif len(line) <= _LONGEST_HEADING and _has_no_end(line) and not line[:1].isdigit():
            inside = False
    return frozenset(found)


def _days_below(lines: list[str], index: int) -> list[int]:
    """The numbers that open the next two lines which open with any; 1 and 2 count the items of a list."""
    found = (match for line in lines[index + 1 : index + _BELOW] if (match := ENTRY.match(line)))
    return [int(re.split(r"\D", match[0])[0]) for match in islice(found, 2)]


@dataclass(frozen=True, slots=True)
class _Place:
    """Whether a line is where the title stands, among the rows of a table or a chronicle, behind an item of a list, right before a row."""

    is_title: bool
    is_row: bool
    in_list: bool
    before_row: bool


def _title_index(lines: list[str]) -> int:
    """The first line that is no imprint, no author and no row of links; the head of a document may have those before it."""
    for index, line in enumerate(lines[:_HEAD]):
        if BORDER not in line and not is_imprint(line) and not _AUTHOR.fullmatch(line):
            return index
    return 0


def _lines(text: str) -> Iterator[tuple[int, int, str]]:
    offset = 0
    for piece in text.split("\n"):
        cuts = [0, *inner_labels(piece), len(piece)]
        for first, last in pairwise(cuts):
            start, stop = trim(text, offset + first, offset + last)
            if start < stop:
                yield start, stop, text[start:stop]
        offset += len(piece) + 1


def _rows(lines: list[str]) -> frozenset[int]:
    """Lines that begin with a date, or hold several cells, near others that do; the column heads and the rows of a table that is announced as one."""
    like = [index for index, line in enumerate(lines) if _looks_like_row(line)]
    closed, ended = ([index for index, line in enumerate(lines) if _ends_with_date(line, dated)] for dated in (True, False))
    triples = (three for found in (closed, ended) for three in zip(found, found[1:], found[2:], strict=False) if three[2] - three[0] == 2)
    alike = {index for three in triples for index in three}
    alike |= {index for pair in pairwise(closed) if pair[1] - pair[0] == 1 and _are_alike(*(lines[index] for index in pair)) for index in pair}
    near = {index for before, after in pairwise(like) if after - before <= _NEAR_ROWS for index in (before, after)}
    return frozenset(near) | alike | frozenset(_announced(lines))


def _looks_like_row(line: str) -> bool:
    """A date at its head, or more than one cell."""
    if len(line) > _LONGEST_ROW:
        return False
    return BORDER in line or opening_date(line[_marker(line) :]) is not None


def _ends_with_date(line: str, dated: bool = True) -> bool:
    """A name, what is said of it, and a day or month behind a comma or dash or in brackets, with no end of a sentence: "A (Chile), 5–6 May 1994". ``dated``: with its year, else without."""
    if len(line) > _LONGEST_HEADING or BORDER in line or not (line[0].isalpha() or line[0] in "“«\""):
        return False
    for cut in _CUT.finditer(line, 1):
        rest = line[cut.end() :].rstrip(" .;)")
        opening = opening_date(rest, loose=not dated) if not rest.isdigit() else None
        if opening and opening.has_year == dated and not rest[opening.stop :].strip(" .;"):
            return not _REFERENCE.search(line[: cut.start()])
    return False


def _are_alike(first: str, second: str) -> bool:
    """Whether two lines have as many dashes, or both their dates in brackets."""
    return _dashes(first) == _dashes(second) > 0 or first[-1] == second[-1] == ")"


def _dashes(line: str) -> int:
    """The number of dashes that part the cells of a line, 0 where there is but one: "A – Riga – 4 June 2011"."""
    count = sum(line.count(f" {dash} ") for dash in "-–—")
    return count if count > 1 else 0


def _announced(lines: list[str]) -> Iterator[int]:
    inside = headed = False
    for index, line in enumerate(lines):
        is_head = is_column_head(line)
        inside = is_head or is_table_caption(line) or (inside and find_label(line) is None)
        headed = inside and (headed if not is_head else not lines[index + 1 : index + 2] or not lines[index + 1][0].isdigit() or opens_numbered(lines[index + 1]) == 1)
        if inside and (is_head or opening_date(line[_marker(line) :], loose=True) or headed and len(line) <= _LONGEST_HEADED and late_date(line)):
            yield index
        elif ends_sentence(line) and not is_table_caption(line):
            inside = False


def _marker(line: str) -> int:
    match = _BULLET.match(line) or _NUMBER.match(line)
    return match.end() if match else 0


def _kind(section: _Section, line: str, following: str, place: _Place) -> tuple[str, int, str]:
    """Kind of a line, where its own text begins, and the language if the label tells it."""
    label = find_label(line)
    if label and (label[0].kind != "references" or label[1] >= len(line) or _REFERENCE.search(line) or _PRINTED.search(line)):
        return (*_labelled(section, line, label[0].kind, label[1]), label[0].language)
    if section.kind == "references":
        if _REFERENCE.search(line) or len(line) < 150 or not ends_sentence(line):
            return "references", 0, ""
        section.kind = ""
    for rule in _RULES:
        kind = rule(line, following, place)
        if kind:
            break
    return _in_section(section, kind), _marker(line) if kind in ("list", "row") else 0, ""


def _labelled(section: _Section, line: str, kind: str, stop: int) -> tuple[str, int]:
    """A label alone is a heading and opens a section; a label with text behind it names its own block."""
    alone = stop >= len(line)
    section.kind, section.blocks = (kind if alone and kind in ("abstract", "references", "keywords") else ""), 0
    if alone or kind == "heading":
        return ("heading", 0) if alone else ("body", 0)
    return kind, stop if kind == "abstract" else 0


def _in_section(section: _Section, kind: str) -> str:
    """Paragraphs under the heading of an abstract belong to it, until another heading."""
    if section.kind in ("abstract", "keywords") and kind == "body":
        section.blocks += 1
        if section.blocks <= (_ABSTRACT_BLOCKS if section.kind == "abstract" else 1):
            return section.kind
    section.kind = ""
    return kind


def _row(line: str, following: str, place: _Place) -> str:
    if not place.is_row:
        return ""
    opening = opening_date(line[_marker(line) :], loose=True)
    rest = line[_marker(line) + opening.stop :].lstrip() if opening else line
    if not rest.strip(".:–—-"):
        return ""
    if BORDER in line or (not ends_sentence(line) and not (len(line) > _LONGEST_HEADING and _INNER_END.search(rest))):
        return "row"
    return "list" if rest[:1] in ("-", "–", "—", ":", ".") or not _INNER_END.search(rest) else ""


def _title(line: str, following: str, place: _Place) -> str:
    return "title" if place.is_title and len(line) <= _LONGEST_TITLE and (_has_no_end(line) or line.isupper() or _ends_in_year(line)) else ""


def _note(line: str, following: str, place: _Place) -> str:
    raised = _NOTE.match(line) and not _BULLET.match(line)
    numbered = _NUMBERED_NOTE.match(line) and (_REFERENCE.search(line[_NOTE_HEAD:]) or _PRINTED.search(line)) and not place.is_row
    return "footnote" if (raised or numbered) and opening_date(line) is None else ""


def _list(line: str, following: str, place: _Place) -> str:
    if not _marker(line):
        return ""
    apart = not place.in_list and ends_sentence(following) or len(following) > 2 * len(line)
    is_heading = apart and _NUMBER.match(line) and (_has_no_end(line) or _ends_in_year(line)) and len(line) < _LONGEST_HEADING
    is_section = _SECTION.match(line) and _has_no_end(line) and len(line) < _LONGEST_HEADING and following and not _SECTION.match(following)
    return "heading" if is_section or is_heading and not _marker(following) else "list"


def _heading(line: str, following: str, place: _Place) -> str:
    fits = bool(following) and len(line) <= _LONGEST_HEADING and (_has_no_end(line) or place.before_row and _ends_in_year(line)) and not line[0].islower()
    return "heading" if fits else ""


def _ends_in_year(line: str) -> bool:
    """Whether a line of one piece ends in a year and its abbreviation, whose stop is no end: "Контакты в 1955–1991 гг."."""
    return _YEAR_END.search(line) is not None and not _INNER_END.search(line[: -len("гг.")], 4)


def _has_no_end(line: str) -> bool:
    return not ends_sentence(line) or line[-1] in "?"


def _body(line: str, following: str, place: _Place) -> str:
    return "body"


Rule = Callable[[str, str, _Place], str]
_RULES: tuple[Rule, ...] = (_row, _title, _note, _list, _heading, _body)
