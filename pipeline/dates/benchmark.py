"""``elchi benchmark dates``: elchi and dateparser side by side on the public benchmark ``corpus/dates/<language>.yaml``.

A text is right when the list of its values is the expected one, order included. dateparser is asked twice: ``search_dates`` over the whole text,
and its parser on the very expressions that elchi cut out, with the date before each as its base. It knows no ranges, decades or unknown years;
``kindly`` therefore forgives it what it cannot say: each end of a range counts as a date, and only the parts that are expected are compared.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from pipeline.dates.edtf import OPEN, bounds
from pipeline.dates.reader import read
from pipeline.errors import GoldError
from pipeline.languages import codes, strict_yaml

RESAMPLES, SEED, LEVEL = 2000, 20240229, 0.95
_BASE = datetime(2000, 1, 1)  # what dateparser counts relative dates from where the text has told nothing yet
_PERIODS = {"day": "%Y-%m-%d", "week": "%Y-%m-%d", "month": "%Y-%m", "year": "%Y"}
Finder = Callable[[str, str], list[str]]


@dataclass(frozen=True, slots=True)
class Case:
    """A text and its dates. ``fails``: a known failure. ``part``: ``unseen`` for those written before anything was changed for them."""

    text: str
    dates: tuple[str, ...]
    fails: bool = False
    part: str = ""


def load_cases(path: Path) -> tuple[Case, ...]:
    """The cases of a benchmark file. GoldError, naming file and case, for what is no case, or where there is no such file."""
    if not path.is_file():
        raise GoldError("dates-missing", f"there is no benchmark {path}", "--corpus DIR: the folder that holds az.yaml, ru.yaml and en.yaml")
    return tuple(_case(entry, f"{path.name}, case {number}") for number, entry in enumerate(strict_yaml.read(path), 1))


def _case(entry: Any, where: str) -> Case:
    known = {"text", "dates", "expect", "set"}
    if not isinstance(entry, dict) or not {"text", "dates"} <= entry.keys() <= known or entry.get("expect", "fail") != "fail":
        raise GoldError("dates-case", f"{where}: not a case", "a case has text and dates, perhaps expect: fail and set")
    return Case(str(entry["text"]), tuple(str(entry["dates"]).split()), "expect" in entry, str(entry.get("set", "")))


def find_by_elchi(text: str, language: str) -> list[str]:
    """What elchi reads.

    >>> find_by_elchi("from 8 to 12 February 1994", "en")
    ['1994-02-08/1994-02-12']
    """
    return [date.edtf for date in read(text, language)]


def find_by_search(text: str, language: str) -> list[str]:
    """What dateparser's ``search_dates`` finds in a text."""
    from dateparser.search import search_dates  # type: ignore[import-untyped,unused-ignore]

    found = search_dates(text, languages=[language], settings={"DATE_ORDER": "DMY", "PREFER_DAY_OF_MONTH": "first", "RELATIVE_BASE": _BASE})
    return [moment.strftime(_PERIODS["day"]) for _, moment in found or ()]


def find_by_parser(text: str, language: str) -> list[str]:
    """What dateparser's parser makes of the expressions that elchi cut out, each seen from the date before it."""
    values, base = [], _BASE
    for date in read(text, language):
        found = _parser(language, base).get_date_data(date.text[:200])
        if found["date_obj"]:
            values.append(found["date_obj"].strftime(_PERIODS.get(found["period"], _PERIODS["day"])))
        last = bounds(date.edtf)[1]
        base = datetime.fromisoformat(last) if last else base
    return values


@lru_cache(maxsize=64)
def _parser(language: str, base: datetime) -> Any:
    from dateparser.date import DateDataParser  # type: ignore[import-untyped,unused-ignore]

    settings = {"DATE_ORDER": "DMY", "PREFER_DAY_OF_MONTH": "first", "RELATIVE_BASE": base, "RETURN_TIME_AS_PERIOD": False}
    return DateDataParser(languages=[language], settings=settings)


def is_kindly_right(expected: Sequence[str], found: Sequence[str]) -> bool:
    """Whether the found days agree with all ends of the expected values in the parts that are expected.

    >>> is_kindly_right(["1994-02-08/1994-02-12", "1996"], ["1994-02-08", "1994-02-12", "1996-01-01"])
    True
    """
    ends = [part.rstrip("~") for value in expected for part in value.split("/") if part != OPEN]
    return len(ends) == len(found) and all(_agrees(end, day) for end, day in zip(ends, found, strict=True))


def _agrees(expected: str, found: str) -> bool:
    if "X" in expected or (len(expected) == 7 and int(expected[5:]) > 12):
        first, last = bounds(expected.replace("XXXX", found[:4]))
        return first is not None and last is not None and first[: len(found)] <= found <= last
    return found.startswith(expected) or expected.startswith(found)


def interval(rights: Sequence[bool]) -> tuple[float, float]:
    """The 95 % interval of the share of right texts when texts are drawn with replacement; the same for the same texts.

    >>> interval([True] * 9 + [False])
    (0.7, 1.0)
    """
    generator, size = random.Random(SEED), len(rights)
    shares = sorted(sum(rights[int(generator.random() * size)] for _ in range(size)) / size for _ in range(RESAMPLES))
    return round(shares[int((1 - LEVEL) / 2 * RESAMPLES)], 3), round(shares[int((1 + LEVEL) / 2 * RESAMPLES)], 3)


def benchmark(folder: Path, languages: Iterable[str] = (), peers: bool = True) -> str:
    """A printable table of the share of texts that are right, for each language and way of finding, with 95 % intervals.
    ``folder`` holds one file a language; ``peers`` asks dateparser too."""
    rows = [("language", "texts", "of these none", *(name for name, _, _ in _ways(peers)))]
    for language in languages or codes():
        cases = load_cases(folder / f"{language}.yaml")
        none = sum(not case.dates for case in cases)
        rows.append((language, str(len(cases)), str(none), *(_cell(cases, language, find, judge) for _, find, judge in _ways(peers))))
    return "\n".join(_lines(rows))


def _ways(peers: bool) -> tuple[tuple[str, Finder, Callable[[Sequence[str], Sequence[str]], bool]], ...]:
    own = (("elchi", find_by_elchi, _same),)
    others = (
        ("search_dates", find_by_search, _same),
        ("search_dates, kindly", find_by_search, is_kindly_right),
        ("parser on elchi's spans", find_by_parser, _same),
        ("parser on spans, kindly", find_by_parser, is_kindly_right),
    )
    return own + others if peers else own


def _same(expected: Sequence[str], found: Sequence[str]) -> bool:
    return list(expected) == list(found)


def _cell(cases: Sequence[Case], language: str, find: Finder, judge: Callable[[Sequence[str], Sequence[str]], bool]) -> str:
    rights = [judge(case.dates, _found(find, case.text, language)) for case in cases]
    low, high = interval(rights)
    return f"{sum(rights) / len(rights):.3f} [{low:.3f}, {high:.3f}]"


@lru_cache(maxsize=4096)
def _found(find: Finder, text: str, language: str) -> list[str]:
    return find(text, language)


def _lines(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    for number, row in enumerate(rows):
        yield "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |"
        if number == 0:
            yield "| " + " | ".join("-" * width for width in widths) + " |"
