"""The cells of tables and chronicles: dates that open a row, the words of column heads."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from pipeline.documents.layout import small_words
from pipeline.languages import codes, load, require
from pipeline.text import fold

BORDER = " | "  # what stands between two cells of a row once it is unfolded

_LONGEST_CELL = 70
_TIME = re.compile(r"(?:[01]?\d|2[0-3]):[0-5]\d")
_END = r"(?= ?[-–—:.|\t]|  |$)"  # two blanks part cells
_ORDINAL = re.compile(r"(?:№ ?)?\d{1,3}[.)]?\s+(?:\| )?(?=\S)")
_YEAR = re.compile(r"(?<!\d)(?:18|19|20)\d\d(?!\d)|\d[./](?:\d{1,2}|[ivx]{1,4})[./]\d\d(?!\d)")
_WORD = re.compile(r"[^\W\d_][\w./]*")
_CELL_END = re.compile(r"\s?\||\s*\t|\s\s")
_PLACE = re.compile(r"(?:[^\W\d_]{1,3}\. ?)?[^\W\d_][\w’'-]*(?: [^\W\d_][\w’'-]*){0,2}")
_DASH = re.compile(r"(?: [–—-]|:) ")
_LONGEST_HEAD = 4  # words
_ENOUGH_HEADS, _HEAD_SHARE = 2, 0.6  # words of column heads in a line, and their share of its words


@dataclass(frozen=True, slots=True)
class DateCell:
    """A shape of date that opens a row. ``loose``: how it may look where a table is known to stand."""

    id: str
    pattern: re.Pattern[str]
    loose: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Opening:
    """The date that opens a line: the id of its shape, where it ends, whether it has a year."""

    id: str
    stop: int
    has_year: bool


@lru_cache(maxsize=1)
def date_cells() -> tuple[DateCell, ...]:
    """The date cells of all languages."""
    found = []
    for code in codes():
        data = load(code).read("segmentation")
        for entry in data["date_cells"]:
            require(entry, ("id", "match", "yes", "no"), ("loose",), f"{code}/segmentation.yaml: date_cells: {entry.get('id')}")
            strict, loose = (_filled(text, data) for text in (entry["match"], entry.get("loose", entry["match"])))
            found.append(DateCell(f"{code}-{entry['id']}", re.compile(strict), re.compile(loose)))
    return tuple(found)


def _filled(pattern: str, data: dict[str, dict[str, str]]) -> str:
    parts = data["cell_parts"]
    marks = {
        "days": rf"{{day}}(?: ?(?:[-–—,]| (?:{parts['and']}) ) ?{{day}}){{{{0,4}}}}",
        "month": f"(?:{_either(data['months'])}){parts['month_end']}",
        "period": f"(?:{_either(data['periods'])})",
        "end": _END,
        **{name: parts[name] for name in ("day", "year", "part")},
    }
    for name, text in marks.items():
        pattern = pattern.replace(f"{{{name}}}", text.replace("{{", "{").replace("}}", "}"))
    return pattern


@lru_cache(maxsize=1)
def linking_words() -> frozenset[str]:
    """The words for "and" and "or": a hyphen before one of them is suspended ("two- and threefold")."""
    return frozenset(word for code in codes() for word in load(code).read("segmentation")["cell_parts"]["and"].split("|"))


def _either(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


@lru_cache(maxsize=1)
def _first_letters() -> frozenset[str]:
    """The first three letters of the words that can open a date."""
    lists = (load(code).read("segmentation")[key] for code in codes() for key in ("months", "periods"))
    return frozenset(word[:3] for words in lists for word in words) | {"the", "пер", "вто"}


def opening_date(text: str, *, loose: bool = False) -> Opening | None:
    """The date a line opens with; in small letters only one with a year, or before a dash and a name. ``loose`` takes forms that open a row only where rows are expected,
    also behind a number.

    >>> opening_date("17–19.06.1996 A minister"), opening_date("10 iyun günü isti idi")
    (Opening(id='az-numeric-days', stop=13, has_year=True), None)
    >>> opening_date("2 10 iyun Praqa", loose=True)
    Opening(id='az-day-month', stop=9, has_year=False)
    """
    if not text[:1].isdigit() and fold(text[:3]) not in _first_letters():
        return None
    found = _opening(text[:_LONGEST_CELL], loose)
    if found and text[0].islower() and not found.has_year and not (loose and _CELL_END.match(text, found.stop) or _leads_to_name(text, found.stop)):
        return None
    return found


def _leads_to_name(text: str, start: int) -> bool:
    """Whether a dash or colon and a word in capitals follow: "июнь – Рим"."""
    mark = _DASH.match(text, start)
    return mark is not None and text[mark.end() : mark.end() + 1].isupper()


def is_date(text: str, *, loose: bool = False) -> bool:
    """Whether a text is a date and nothing else; ``loose``: where rows are expected, days in figures too.

    >>> is_date("May 1992"), is_date("Brown 1992"), is_date("май 1992 г.")
    (True, False, True)
    >>> is_date("02–04.03"), is_date("02–04.03", loose=True)
    (False, True)
    """
    opening = opening_date(text, loose=loose)
    return opening is not None and not text[opening.stop :].strip(" .,;")


def is_placed_date(text: str) -> bool:
    """Whether a text is a place and a date, parted by a comma, and nothing else.

    >>> is_placed_date("Oslo, 8.04.1994"), is_placed_date("8 May 1994, Oslo"), is_placed_date("Oslo, speaker")
    (True, True, False)
    """
    first, comma, second = text.partition(", ")
    pieces = [(first, second), (second, first)] if comma else []
    return any(is_date(date) and _PLACE.fullmatch(place) is not None for place, date in pieces)


def is_time(text: str) -> bool:
    """Whether a text is a time of day and nothing else.

    >>> is_time("17:42"), is_time("1918: 42"), is_time("25:10")
    (True, False, False)
    """
    return _TIME.fullmatch(text) is not None


@lru_cache(maxsize=4096)
def _opening(start: str, loose: bool) -> Opening | None:
    folded = fold(start)
    for cell in date_cells():
        match = cell.pattern.match(folded) or (cell.loose.match(folded) if loose else None)
        if match and match.end():
            return Opening(cell.id, match.end(), _YEAR.search(folded, 0, match.end()) is not None)
    ordinal = _ORDINAL.match(folded) if loose else None
    behind = opening_date(start[ordinal.end() :], loose=loose) if ordinal else None
    return Opening(behind.id, behind.stop + ordinal.end(), behind.has_year) if behind and ordinal else None


@lru_cache(maxsize=1)
def _years() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(load(code).read("segmentation")["cell_parts"]["year"]) for code in codes())


def opening_year(text: str) -> int:
    """Where a year ends that stands at the head of a line, with the word for it; 0 without one.

    >>> opening_year("2001 г. президент"), opening_year("2001 nəfər"), opening_year("12 nəfər")
    (7, 4, 0)
    """
    if not (text[:4].isdecimal() and 1850 <= int(text[:4]) <= 2060):
        return 0
    folded = fold(text[:20])
    return max((match.end() for pattern in _years() if (match := pattern.match(folded))), default=0)


@lru_cache(maxsize=1)
def _heads() -> frozenset[str]:
    return frozenset(word for code in codes() for word in load(code).read("segmentation")["columns"])


def is_column_head(text: str) -> bool:
    """Whether a line holds the heads of columns.

    >>> is_column_head("Date Visitor Place Character"), is_column_head("Дата визита Кто Куда"), is_column_head("The visitor came")
    (True, True, False)
    """
    words = _WORD.findall(fold(text[:200]))
    known = [word for word in words if word in _heads()]
    return len(set(known) - small_words()) >= _ENOUGH_HEADS and len(known) >= _HEAD_SHARE * len(words) and not text[0].islower() and text[-1] not in ".!?"


def is_head_cell(text: str) -> bool:
    """Whether a line is the head of one column.

    >>> is_head_cell("Host country"), is_head_cell("Norway")
    (True, False)
    """
    words = _WORD.findall(fold(text[:60]))
    return 0 < len(words) <= _LONGEST_HEAD and len(text) < 60 and not text[0].islower() and all(word in _heads() for word in words)


@lru_cache(maxsize=1)
def _tables() -> re.Pattern[str]:
    words = "|".join(load(code).read("segmentation")["tables"] for code in codes())
    number = r"(?: ?№)? ?(?:\d{1,3}(?:\.\d{1,2})?|[IVX]{1,4})"
    return re.compile(rf"(?i:{words})(?:{number}(?:\s?[.:–—-]|$|\s+(?=[^\W\d_a-zа-я]))|\s?[:.]\s|$)")


def is_table_caption(text: str) -> bool:
    """Whether a line is the caption of a table.

    >>> is_table_caption("Cədvəl 2. Qarşılıqlı səfərlər"), is_table_caption("Table talk lasted long"), is_table_caption("Table 2 shows it")
    (True, False, False)
    """
    return text[:1].isupper() and bool(_tables().match(text))
