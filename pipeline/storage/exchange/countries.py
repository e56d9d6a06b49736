"""Codes and names of countries as the forms of exchange want them."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

from pipeline.languages import shared

LANGUAGE = "en"  # of the forms, not of the articles
_ORGANISATIONS = {"org:UN": "UNO", "org:EU": "EUR"}
_DEPARTING = {"XKX": "KOS"}


@lru_cache(maxsize=1)
def names() -> dict[str, str]:
    """The English name of each code, countries and organisations."""
    return {entry["code"]: str(entry[LANGUAGE]["names"][0]) for table in ("countries", "organizations") for entry in shared(table)}


def name_of(code: str | None) -> str:
    """The English name of a code; the code itself where it has none.

    >>> name_of("AZE"), name_of("org:UN"), name_of(None)
    ('Azerbaijan', 'United Nations', '')
    """
    return "" if code is None else names().get(code, code.removeprefix("org:"))


def cameo_code(code: str) -> str:
    """The code of PLOVER and CAMEO: those of ISO, own ones for two organisations, IGO for the others.

    >>> cameo_code("AZE"), cameo_code("org:UN"), cameo_code("org:GUAM"), cameo_code("XKX")
    ('AZE', 'UNO', 'IGO', 'KOS')
    """
    if code.startswith("org:"):
        return _ORGANISATIONS.get(code, "IGO")
    return _DEPARTING.get(code, code)


@lru_cache(maxsize=1)
def items() -> dict[str, str]:
    """The Wikidata item of a code, where it is known for sure."""
    return dict(json.loads(Path(__file__).with_name("items.json").read_text(encoding="utf-8")))
