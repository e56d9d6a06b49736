"""The forms of names and offices that a dictionary must list, in a language in which every word of a phrase changes."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.entities.declension import decline
from pipeline.languages import load

Item = tuple[str, str]  # a phrase in the nominative and its form: noun, acronym, adjective, demonym, plural, holder, holders


def is_listed(code: str) -> bool:
    """Whether the forms of names are listed one by one in a language.

    >>> is_listed("ru"), is_listed("az")
    (True, False)
    """
    return bool(load(code).read("inflection")["bears"] == "all")


def listed(items: tuple[Item, ...], code: str) -> Iterator[tuple[str, int, tuple[str, ...]]]:
    """Every form of the items that a dictionary lists: (form, index of its item, cases); the items themselves where no forms are listed.

    >>> [form for form, _, _ in listed((("Чехия", "noun"),), "ru")]
    ['Чехия', 'Чехии', 'Чехию', 'Чехией']
    """
    for index, (text, kind) in enumerate(items):
        if is_listed(code):
            yield from ((form, index, cases) for form, cases in decline(text, kind, code).items())
        else:
            yield text, index, ()
