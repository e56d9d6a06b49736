"""Months of languages that have no folder of their own, as they stand in quotations: "19 Ekim 1994", "3. Oktober 1990".

The names come from dateparser's tables of languages, which are loaded when a day, an unknown word and a year first stand together. Its
parser is not asked: it needs half a second to get ready, and as long again for the first word that is no month.
"""

from __future__ import annotations

from functools import lru_cache

_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
_SHORTEST = 3  # letters


def month_of(word: str, languages: tuple[str, ...]) -> int | None:
    """The number of a month named in one of the languages (codes of dateparser), None for any other word.

    >>> month_of("Ekim", ("tr", "de")), month_of("Oktober", ("tr", "de")), month_of("delegates", ("tr", "de"))
    (10, 10, None)
    """
    return _months(languages).get(word.lower())


@lru_cache(maxsize=8)
def _months(languages: tuple[str, ...]) -> dict[str, int]:
    from dateparser.languages.loader import default_loader  # type: ignore[import-untyped,unused-ignore]

    months: dict[str, int] = {}
    for locale in default_loader.get_locale_map(languages=list(languages)).values():
        for number, name in enumerate(_MONTHS, 1):
            for word in locale.info.get(name, ()):
                if len(word) >= _SHORTEST:
                    months.setdefault(word.lower(), number)
    return months
