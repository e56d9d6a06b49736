"""What the tables of the gazetteer must keep to; every breach is a LanguageDataError with file, entry and what to do."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NoReturn

from pipeline.errors import LanguageDataError
from pipeline.languages import codes, require
from pipeline.text import fold, plain

if TYPE_CHECKING:
    from pipeline.entities.gazetteer import Gazetteer, Name

COUNTRY = re.compile(r"[A-Z]{3}\Z")
ORGANIZATION = re.compile(r"org:[A-Za-z0-9-]+\Z")
IDENTIFIER = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
MEMBER = re.compile(r"([A-Z]{3})(?: (\d{4})?-(\d{4})?)?\Z")
ODD = re.compile(r"^ | $|  |[^\S \n]|[a-z\u00c0-\u02af][\u0400-\u04ff]|[\u0400-\u04ff][a-z\u00c0-\u02af]", re.IGNORECASE | re.MULTILINE)
LISTS = ("names", "acronyms", "adjectives", "people")
KINDS = ("city", "region", "site")

# Of each table: the key that names an entry, the pattern of its value, the keys that may stand beside it, whether the key is unique.
TABLES: dict[str, tuple[str, re.Pattern[str], tuple[str, ...], bool]] = {
    "countries": ("code", COUNTRY, ("capital", "within", "from", "to", "ambiguous"), True),
    "cities": ("id", IDENTIFIER, ("country", "in", "kind", "ambiguous"), True),
    "organizations": ("code", ORGANIZATION, ("members", "ambiguous"), True),
    "bodies": ("code", COUNTRY, ("ambiguous",), False),
    "lookalikes": ("id", IDENTIFIER, (), True),
}


def refuse(code: str, message: str, hint: str) -> NoReturn:
    """Raise the error of a breach."""
    raise LanguageDataError(code, message, hint)


def entries(rows: list[dict[str, Any]], table: str) -> list[tuple[str, dict[str, Any], str]]:
    """The entries of a table with their code or id and how errors call them. LanguageDataError for a key, code or order that is wrong.

    >>> entries([{"code": "Aze", "az": ["a"], "en": ["a"], "ru": ["а"]}], "bodies")
    Traceback (most recent call last):
    pipeline.errors.LanguageDataError: bodies.yaml: code 'Aze' (it must match [A-Z]{3}\\Z)
    """
    key, pattern, allowed, unique = TABLES[table]
    read = []
    previous = ""
    for row in rows:
        where = f"{table}.yaml: {row.get(key)}"
        require(row, (key, *codes()), allowed, where)
        name = row[key]
        if not isinstance(name, str) or not pattern.match(name):
            refuse("gazetteer-code", f"{table}.yaml: {key} {name!r}", f"it must match {pattern.pattern}")
        if name < previous or (unique and name == previous):
            refuse("gazetteer-order", f"{where} stands after {previous}", "entries are sorted, each written once")
        if table == "cities":
            _check_spot(row, where)
        read.append((name, row, where))
        previous = name
    return read


def _check_spot(row: dict[str, Any], where: str) -> None:
    kind = row.get("kind", "city")
    if kind not in KINDS:
        refuse("gazetteer-kind", f"{where}: kind {kind!r}", f"known: {', '.join(KINDS)}")
    if ("in" in row) == ("country" in row) or ("in" in row) != (kind == "site"):
        refuse("gazetteer-kind", f"{where}: country or in?", "a site has 'in', every other place has 'country'")


def check_lists(lists: dict[str, Any], where: str) -> None:
    """Refuse lists that are empty, or hold something twice or something that is no text."""
    if not lists.get("names") and not lists.get("acronyms"):
        refuse("gazetteer-names", f"{where}: no names", "each language names each entry")
    for key, items in lists.items():
        if key not in LISTS:
            refuse("entry-key", f"{where}: unknown key {key!r}", f"known: {', '.join(LISTS)}")
        if not isinstance(items, list) or not items:
            refuse("gazetteer-names", f"{where}: {key} is not a list of texts", "leave the key out where there is nothing")
        if not all(isinstance(text, str) and text for text in items):
            refuse("gazetteer-names", f"{where}: {key} {items}", "texts only; a number stands in quotation marks")
        if len(set(items)) != len(items):
            refuse("gazetteer-twice", f"{where}: {key} says something twice", "write it once")


def _is_plain(text: str) -> bool:
    """Whether a text (one name a line) is written as a finder expects it.

    >>> _is_plain("Kot-d'İvuar"), _is_plain("Kot-d’İvuar"), _is_plain("Steyt\\n Departament"), _is_plain("St\u0435yt")
    (True, False, False, False)
    """
    return text == plain(unicodedata.normalize("NFC", text)) and not ODD.search(text)


def check_ambiguous(marked: list[str], known: Iterable[str], where: str) -> frozenset[str]:
    """The marked words; LanguageDataError where one is not a word of the entry."""
    unknown = sorted(set(marked) - set(known))
    if unknown:
        refuse("gazetteer-ambiguous", f"{where}: ambiguous {unknown}", "mark words of this entry, as they are written there")
    return frozenset(marked)


def member(text: str, where: str) -> tuple[str, tuple[int | None, int | None]]:
    """A member and the first and last year of its membership.

    >>> member("UZB 1999-2005", ""), member("GBR -2020", ""), member("AZE", "")
    (('UZB', (1999, 2005)), ('GBR', (None, 2020)), ('AZE', (None, None)))
    """
    match = MEMBER.match(text)
    if not match:
        refuse("gazetteer-member", f"{where}: member {text!r}", "write AZE, AZE 2001-, AZE -2020 or AZE 1999-2005")
    code, first, last = match.groups()
    return code, (int(first) if first else None, int(last) if last else None)


def check_references(found: Gazetteer) -> None:
    """Refuse capitals, countries, cities and members that no table has."""
    for country in found.countries.values():
        capital = found.spots.get(country.capital) if country.capital else None
        if country.capital and (capital is None or (capital.country != country.code and country.years.last is None)):
            refuse(
                "gazetteer-capital", f"countries.yaml: {country.code}: capital {country.capital!r}", "it must be a place of that country"
            )
        if country.within and country.within not in found.spots:
            refuse("gazetteer-city", f"countries.yaml: {country.code}: within {country.within!r} is unknown", "add it to cities.yaml, or mend it here")
    for spot in found.spots.values():
        if spot.country not in found.countries:
            refuse("gazetteer-country", f"cities.yaml: {spot.id}: {spot.within or spot.country!r} is unknown", "add it, or mend it here")
    for one in found.organizations.values():
        for code, _ in one.members:
            if code not in found.countries:
                refuse(
                    "gazetteer-member", f"organizations.yaml: {one.code}: member {code!r} is unknown", "add the country, or mend it here"
                )
    for body in found.bodies:
        if body.code not in found.countries:
            refuse("gazetteer-country", f"bodies.yaml: {body.code} is unknown", "add the country, or mend it here")


def check_texts(language: str, rows: list[Name]) -> None:
    """Refuse names that are not written plainly. All are looked at as one text first, since that is what is right nearly always."""
    if _is_plain("\n".join(row.text for row in rows)):
        return
    odd = [f"{row.kind} {row.entry}: {row.text!r}" for row in rows if not _is_plain(row.text)]
    refuse("gazetteer-text", f"{language}: {'; '.join(odd)}", "plain ' and -, composed letters, single blanks, one script in a word")


def check_doubles(language: str, rows: Iterable[Name]) -> None:
    """Refuse a name that leads to two codes, unless every entry that has it marks it as ambiguous."""
    by_text: dict[str, list[Name]] = defaultdict(list)
    for row in rows:
        by_text[row.text if row.form == "acronym" else fold(row.text)].append(row)
    for text, group in by_text.items():
        if len({row.code for row in group}) > 1 and not all(row.ambiguous for row in group):
            entries_ = ", ".join(sorted({f"{row.kind} {row.entry}" for row in group}))
            refuse("gazetteer-doubled", f"{language}: {text!r} means {entries_}", "mark it as ambiguous in each of them")
