"""Whether two lines belong to one paragraph. Each rule says yes, no, or nothing; the list of rules is the policy."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from pipeline.documents.bylines import is_byline
from pipeline.documents.cells import BORDER, opening_date
from pipeline.documents.layout import find_label, first_labels, is_imprint, small_words
from pipeline.documents.lines import Line, counts_on, ends_sentence, is_counted_on
from pipeline.documents.tables import completes_numbered
from pipeline.text import fold

_CYRILLIC, _LATIN = re.compile("[\u0400-\u052f]"), re.compile("[A-Za-zÀ-ɏəƏ]")
_BULLET = re.compile(r"[•▪●◦■□♦➢✓*·]\s*|[-–—]\s+")
_NUMBERED = re.compile(r"(?:\d{1,2}(?:\s?[–—-]\s?\d{1,2})?[.)]|[a-zа-яə]\)|[IVX]{1,5}[.)])\s")
MARKER = re.compile(rf"{_BULLET.pattern}|{_NUMBERED.pattern}")
MIN_PROSE = 30  # letters of a line that can be broken prose without further evidence
_YEARS = re.compile(r"(?:18|19|20)\d\d\s?[–—-]\s?(?:(?:18|19|20)\d\d|\d\d)")
_ENTRY = re.compile(r"\d{1,2}(?:\s?[–-]\s?\d{1,2})?\.\s")  # the day of an entry of a chronicle
_MONTH = 2  # words of a heading that names a month
_SHORT_LINE = 0.7  # of the usual width
_SHORT_HEADING = 80
INDENT = 2  # blanks; one is left where a page begins
_LAST_BYLINE = 4
_REFERENCE = re.compile(r"\[?\d{1,3}[\].)]\s")
SPEAKER = re.compile(r"([^\W\d_a-zа-яёəıöüğşç][^\W\d_]{0,20}(?:[. ]{1,2}[^\W\d_]{1,20}){0,3}\.?)\s?: ")
_WORDS_A_KEY = 5  # words between two commas of an enumeration, at most
_SHORT_KEY = 25  # letters; shorter, the end of an enumeration
_DATELINE = re.compile(r"[^\W\d_a-zа-яёıəüöğşç]{3,30}(?:[ -][^\W\d_a-zа-яёıəüöğşç]{3,30})?[,.] [^\n]{0,30}\d")


@dataclass(frozen=True, slots=True)
class Page:
    """What the joining of two lines needs to know of the whole text."""

    lines: list[Line]
    wraps: frozenset[int]
    full: list[bool]
    rows: frozenset[int]
    tabled: dict[int, bool]
    words: frozenset[str]
    indents: bool
    speakers: frozenset[str]
    references: int
    width: int


@dataclass(slots=True)
class Paragraph:
    """What the joining remembers of the paragraph it is in: its first line, and how many brackets are open."""

    first: int = 0
    brackets: int = 0


def _table(page: Page, index: int, paragraph: Paragraph) -> bool | None:
    """Within a table that was found as such, its rows decide."""
    return page.tabled.get(index)


def _cells(page: Page, index: int, paragraph: Paragraph) -> bool | None:
    """A line of cells with marks between them stands for itself."""
    return False if any(BORDER in page.lines[at].text for at in (index - 1, index)) else None


def _far_apart(page: Page, index: int, paragraph: Paragraph) -> bool | None:
    """More blank lines than broken lines have here: a new paragraph, unless a page ends in mid-sentence."""
    before, after = page.lines[index - 1], page.lines[index]
    if after.gap <= max(page.wraps, default=0):
        return None
    plain = before.text[-1].isalpha() or before.text[-1] in ",-"
    return plain and after.text[0].islower() and len(before.text) > MIN_PROSE and (after.page or after.gap <= 2 and not _BULLET.match(page.lines[paragraph.first].text))


def _indented(page: Page, index: int, paragraph: Paragraph) -> bool | None:
    """An indented line that can begin a sentence begins a paragraph."""
    before, after = page.lines[index - 1].text, page.lines[index]
    fresh = after.indent >= INDENT and not after.text[0].islower() and before[-1] not in ",-–"
    return False if page.indents and fresh else None


def _dateline(page: Page, index: int, paragraph: Paragraph) -> bool | None:
    """A line that opens with a place in capitals and a date begins a report."""
    return False if _DATELINE.match(page.lines[index].text) and page.lines[index - 1].text[-1] not in ",-–" else None


def _dated(page: Page, index: int, paragraph: Paragraph) -> bool | None:
    """Behind an item that ends in a semicolon a line opens the next one with its date, also with a small letter: "март 2003 года – визит ..."."""
    after = page.lines[index].text
    opening = opening_date(after) if page.lines[index - 1].text[-1] == ";" else None
    return False if opening and opening.has_year and after[opening.stop :].lstrip()[:1] in ("–", "—", "-", ":") else None


def _other_script(page: Page, index: int, paragraph: Paragraph) -> bool | None:
    return False if _script(page.lines[index - 1].text[:80]) * _script(page.lines[index].text[:80]) < 0 else None


@lru_cache(maxsize=1024)
def _script(text: str) -> int:
    cyrillic, latin = len(_CYRILLIC.findall(text)), len(_LATIN.findall(text))
    return 0 if cyrillic + latin < 10 else 1 if cyrillic > 3 * latin else -1 if latin > 3 * cyrillic else 0


def _imprint(page: Page, index: int, paragraph: Paragraph) -> bool | None:
    """The journal and its issue, or a mark of classification, in the head of a document."""
    before, after = page.lines[index - 1].text, page.lines[index].text
    return False if not after[0].islower() and before[-1] not in ",-–" and (is_imprint(before) or is_imprint(after)) else None


def _byline(page: Page, index: int, paragraph: Paragraph) -> bool | None:
    """In the head of a document a short line of nothing but names is the author's, and one that ends in a date tells when it was written."""
    if index > _LAST_BYLINE:
        return None
    before, after = page.lines[index - 1].text, page.lines[index].text
    open_end = before[-1] in ",-–:" or fold(before[-30:]).split()[-1] in small_words()
    return False if not open_end and is_byline(after) else None


def _label(page: Page, index: int, paragraph: Paragraph) -> bool | None:
    return False if first_labels(page.lines[index].text) or first_labels(page.lines[index - 1].text, alone=True) else None


def _keywords(page: Page, index: int, paragraph: Paragraph) -> bool | None:
    """Keywords end with a full stop, or where a line follows that begins like a sentence and is no enumeration."""
    label = find_label(page.lines[paragraph.first].text)
    if label is None or label[0].kind != "keywords":
        return None
    before, after = page.lines[index - 1].text, page.lines[index].text
    if before[-1] in ".!?":
        return False
    if before[-1] in ",;-–" or after[0].islower() or fold(before[-30:]).split()[-1] in small_words():
        return None
    marks, words = sum(map(after.count, ",;")), after.count(" ") + 1
    if len(after) < _SHORT_KEY and after[-1] == ".":
        return True
    return None if _WORDS_A_KEY * marks >= words or len(after) < _SHORT_KEY else False


def _caption(page: Page, index: int, paragraph: Paragraph) -> bool | None:
    """A caption or a source ends with its first full stop at a line end; what goes on in a capital is text again."""
    label = find_label(page.lines[paragraph.first].text)
    ended = page.lines[index - 1].text[-1] in ".!?" and page.lines[index].text[0].isupper()
    return False if ended and label is not None and label[0].kind in ("caption", "footnote") else None


def _speaker(page: Page, index: int, paragraph: Paragraph) -> bool | None:
    """A speaker's name with a colon, which comes again at the head of other lines, begins what that speaker says."""
    match = SPEAKER.match(page.lines[index].text)
    free = ends_sentence(page.lines[index - 1].text) or not page.full[index - 1]
    return False if match and free and match[1] in page.speakers else None


def _bullet(page: Page, index: int, paragraph: Paragraph) -> bool | None:
    before, after = page.lines[index - 1].text, page.lines[index].text
    match = _BULLET.match(after)
    if not match:
        return None
    dash_in_sentence = after[0] in "-–—" and not ends_sentence(before) and page.full[index - 1] and not _BULLET.match(before)
    return None if dash_in_sentence else False


def _number(page: Page, index: int, paragraph: Paragraph) -> bool | None:
    if not _NUMBERED.match(page.lines[index].text):
        return None
    if counts_on(page.lines[paragraph.first].text, page.lines[index].text) or is_counted_on(page.lines, index):
        return False
    return False if ends_sentence(page.lines[index - 1].text) or not page.full[index - 1] else None


def _numbered_row(page: Page, index: int, paragraph: Paragraph) -> bool | None:
    return True if _NUMBERED.match(page.lines[paragraph.first].text) and completes_numbered(page.lines, paragraph.first, index) else None


def _reference(page: Page, index: int, paragraph: Paragraph) -> bool | None:
    """In the list of literature each number begins a reference."""
    return False if index > page.references and _REFERENCE.match(page.lines[index].text) else None


def _last_item(page: Page, index: int, paragraph: Paragraph) -> bool | None:
    """An item that ends with a full stop, where the items before it ended with a semicolon, was the last one."""
    first = page.lines[paragraph.first].text
    before, after = page.lines[index - 1].text, page.lines[index].text
    if not (_BULLET.match(first) or _NUMBERED.match(first)) or paragraph.first == 0:
        return None
    return False if before[-1] == "." and not after[0].islower() and page.lines[paragraph.first - 1].text[-1] == ";" else None


def _numbered_heading(page: Page, index: int, paragraph: Paragraph) -> bool | None:
    """A numbered line without a stop, too short to be broken here, is a heading."""
    before, after = page.lines[index - 1].text, page.lines[index].text
    if paragraph.first != index - 1 or not _NUMBERED.match(before) or ends_sentence(before) or before[-1] in ",-–":
        return None
    return False if not after[0].islower() and len(before) < _SHORT_LINE * page.width else None


def _heads_days(page: Page, index: int, paragraph: Paragraph) -> bool | None:
    """The heading of a month stands apart, before the day of its first entry: "January", "12–14. ..."."""
    after, behind = page.lines[index].text, page.lines[index + 1].text if index + 1 < len(page.lines) else ""
    return False if len(after.split()) <= _MONTH and after[0].isupper() and after[-1].isalnum() and _ENTRY.match(behind) else None


def _years(page: Page, index: int, paragraph: Paragraph) -> bool | None:
    """Years alone on a line head what stands below them."""
    return False if _YEARS.fullmatch(page.lines[index - 1].text) and not page.lines[index].text[0].islower() else None


def _row(page: Page, index: int, paragraph: Paragraph) -> bool | None:
    return False if index in page.rows else None


def _parted_word(page: Page, index: int, paragraph: Paragraph) -> bool | None:
    before, after = page.lines[index - 1].text, page.lines[index].text
    parted = len(before) > 2 and before[-1] in "-‐\u00ad¬–—" and before[-2].isalnum() and after[0].isalnum()
    return True if parted else None


def _colon(page: Page, index: int, paragraph: Paragraph) -> bool | None:
    return False if page.lines[index - 1].text[-1] == ":" and not page.full[index - 1] else None


def _small_letter(page: Page, index: int, paragraph: Paragraph) -> bool | None:
    """A line in small letters goes on with the one before, unless that one was finished or too short to be broken."""
    before, after = page.lines[index - 1], page.lines[index]
    if not after.text[0].islower():
        return None
    in_list = _BULLET.match(page.lines[paragraph.first].text) or _NUMBERED.match(page.lines[paragraph.first].text)
    if ends_sentence(before.text) and (in_list or before.text[-1] not in ";:" or _NUMBERED.match(after.text)):
        return page.full[index - 1] and after.gap in page.wraps
    return after.gap in page.wraps or len(before.text) > MIN_PROSE


def _open_bracket(page: Page, index: int, paragraph: Paragraph) -> bool | None:
    short = len(page.lines[index].text) < 400
    return (
        True
        if paragraph.brackets > 0 and short and page.lines[index].gap in page.wraps | {0} and len(page.lines[index - 1].text) > MIN_PROSE
        else None
    )


def _open_end(page: Page, index: int, paragraph: Paragraph) -> bool | None:
    """A line that ends in a comma or in a small word cannot be the last one."""
    before, after = page.lines[index - 1], page.lines[index]
    if after.gap not in page.wraps | {0} or len(before.text) <= MIN_PROSE:
        return None
    last = fold(before.text[-30:]).split()[-1]
    return True if before.text[-1] == "," or last in small_words() else None


def _heading(page: Page, index: int, paragraph: Paragraph) -> bool | None:
    """A short line that ends in no stop, behind a finished sentence or before a longer one, is a heading."""
    before, after = page.lines[index - 1].text, page.lines[index].text
    next_gap = page.lines[index + 1].gap if index + 1 < len(page.lines) else 9
    alone = len(after) < _SHORT_HEADING and not ends_sentence(after) and after[-1] not in ",-–" and not page.full[index]
    return False if ends_sentence(before) and alone and next_gap not in (page.wraps and {-1}) and _starts_new(page, index + 1) else None


def _starts_new(page: Page, index: int) -> bool:
    return index >= len(page.lines) or not page.lines[index].text[0].islower()


def _capitals(page: Page, index: int, paragraph: Paragraph) -> bool | None:
    """A heading in capitals goes on in capitals, and only in capitals."""
    before, after = page.lines[index - 1], page.lines[index]
    plain = before.text.rstrip(":,–—- ")
    if not plain.isupper() or ends_sentence(plain) or len(plain) < 8:
        return None
    return after.text.isupper() and after.gap <= max(page.wraps, default=0) and (len(plain) > 15 or plain != before.text)


def _full_line(page: Page, index: int, paragraph: Paragraph) -> bool | None:
    return page.lines[index].gap in page.wraps and page.full[index - 1]


Rule = Callable[[Page, int, Paragraph], "bool | None"]
RULES: tuple[Rule, ...] = (
    _table,
    _cells,
    _far_apart,
    _indented,
    _dateline,
    _dated,
    _other_script,
    _imprint,
    _byline,
    _label,
    _keywords,
    _caption,
    _speaker,
    _bullet,
    _numbered_row,
    _number,
    _reference,
    _last_item,
    _numbered_heading,
    _years,
    _heads_days,
    _row,
    _parted_word,
    _capitals,
    _colon,
    _small_letter,
    _open_bracket,
    _heading,
    _open_end,
    _full_line,
)


def is_joined(page: Page, index: int, paragraph: Paragraph) -> bool:
    """Whether a line goes on with the one before it: the first rule that answers decides."""
    for rule in RULES:
        answer = rule(page, index, paragraph)
        if answer is not None:
            return answer
    return False
