"""The words of the page in one language, from ``languages/<code>/report.yaml`` and the table of countries."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pipeline.languages import codes, load, shared


@dataclass(frozen=True, slots=True)
class Labels:
    """The words for one language. ``words`` is the content of its file."""

    code: str
    words: dict[str, Any]

    def value(self, field: str, value: Any) -> str:
        """A value of a record as a reader sees it.

        >>> load_labels("en").value("visit_type", "working"), load_labels("ru").value("host_country", "TUR")
        ('working', 'Турция')
        """
        if value is None or value == [] or value == "":
            return ""
        if isinstance(value, list):
            return ", ".join(self.value(field, item) for item in value)
        if field in ("visitor_country", "host_country", "parties"):
            return self.place(str(value))
        if field == "visitor_office" and value in self.words["offices"]:
            return str(self.words["offices"][value])
        closed = field in ("visitor_office", "visit_type", "doc_type", "status", "count_qualifier")
        return str(self.words["values"].get(value, value) if closed else value)

    def place(self, code: str) -> str:
        """The name of a country, the acronym of an organisation; an unknown code stands as it is.

        >>> load_labels("en").place("AZE"), load_labels("en").place("org:UN"), load_labels("en").place("QQQ")
        ('Azerbaijan', 'UN', 'QQQ')
        """
        return _countries(self.code).get(code, code.removeprefix("org:"))

    def count(self, record: dict[str, Any]) -> str:
        """How many events a record stands for, in words; empty for a single one.

        >>> load_labels("en").count({"count": 20, "count_qualifier": "at_most"}), load_labels("en").count({"count": 1, "count_qualifier": "exact"})
        ('up to 20', '')
        """
        if record["count"] == 1 and record["count_qualifier"] == "exact":
            return ""
        return str(self.words["counts"].get(record["count_qualifier"], "{n}")).format(n=record["count"])


def place_names(codes_named: list[str]) -> dict[str, dict[str, str]]:
    """The names of countries and organisations in every language there is; what has no name of its own is left to its code.

    >>> place_names(["TUR", "org:UN"])
    {'TUR': {'az': 'Türkiyə', 'en': 'Turkey', 'ru': 'Турция'}, 'org:UN': {'az': 'BMT', 'en': 'UN', 'ru': 'ООН'}}
    """
    known = {code: _countries(code) for code in codes()}
    return {name: {code: names[name] for code, names in known.items()} for name in codes_named if all(name in names for names in known.values())}


@lru_cache(maxsize=4)
def load_labels(code: str) -> Labels:
    """The labels of a language; LanguageDataError, with the languages there are, for an unknown code."""
    return Labels(code, load(code).read("report"))


@lru_cache(maxsize=4)
def _countries(code: str) -> dict[str, str]:
    names = {}
    for entry in shared("countries"):
        words = entry[code]
        names[str(entry["code"])] = str(words["names"][0] if isinstance(words, dict) else words[0])
    for entry in shared("organizations"):
        names[str(entry["code"])] = str((entry[code].get("acronyms") or entry[code]["names"])[0])
    return names
