"""Months of languages that have no folder of their own, as they stand in quotations: "19 Ekim 1994", "3. Oktober 1990".

The names come from dateparser's data; it is loaded when a day, an unknown word and a year stand together, and never searches a text.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

_LONGEST = 20  # letters; no month is longer


@lru_cache(maxsize=4096)
def month_of(word: str, languages: tuple[str, ...]) -> int | None:
    """The number of a month named in one of the languages (codes of dateparser), None for any other word.

    >>> month_of("Ekim", ("tr", "de")), month_of("Oktober", ("tr", "de")), month_of("delegates", ("tr", "de"))
    (10, 10, None)
    """
    if len(word) > _LONGEST:
        return None
    found = _parser(languages).get_date_data(f"1 {word} 2000", date_formats=["%d %B %Y"])["date_obj"]
    return int(found.month) if found else None


@lru_cache(maxsize=8)
def _parser(languages: tuple[str, ...]) -> Any:
    from dateparser.date import DateDataParser  # type: ignore[import-untyped,unused-ignore]

    return DateDataParser(languages=list(languages), settings={"PARSERS": ["custom-formats"]})
