"""Agreements told in prose, crossed: what stands before, how the parties are told, the construction, the documents, the date, what stands behind."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.documents import read_text
from pipeline.evaluation.titles import titles_agree
from pipeline.flow import extract
from pipeline.languages import codes, strict_yaml

CASES = Path(__file__).parent / "cases"
AXES = ("casts", "before", "parties", "constructions", "docs", "dates", "after")
KNOWN = {"az": 0.05, "en": 0.06, "ru": 0.06}  # share of the crossings that is known to be misread
Values = dict[str, Any]
Deal = tuple[str, str | None, int, tuple[str, ...], str, str]


class Forms(dict[str, Any]):
    """The words of a text: a key that begins with a capital gives its value with one, a key that is not there nothing."""

    def __missing__(self, key: str) -> Any:
        if key == key.lower():
            return ""
        value, capital = self[key.lower()], lambda word: word[:1].replace("i", "İ" if self["language"] == "az" else "I").upper() + word[1:]
        return [capital(word) for word in value] if isinstance(value, list) else capital(value)


def fitting(chosen: list[Values]) -> bool:
    """Whether the values of all axes go together: what one needs another has, what one bars none has."""
    had = {tag for value in chosen for tag in value.get("has", ())}
    return all(had.issuperset(value.get("needs", ())) and not had.intersection(value.get("bars", ())) for value in chosen)


def written(language: str, cast: Values, before: Values, parties: Values, construction: Values, docs: Values, date: Values, after: Values) -> str:
    forms = Forms({**cast, "language": language})
    for value in (docs, date, parties):
        told = {key: text for key, text in value.items() if isinstance(text, (str, list)) and key not in ("has", "needs", "bars", "records")}
        forms.update({key: [one.format_map(forms) for one in text] if isinstance(text, list) else text.format_map(forms) for key, text in told.items()})
    sentences = (before["text"], parties.get("lead", ""), construction["text"], after["text"])
    return re.sub(r" +", " ", " ".join(sentence.format_map(forms) for sentence in sentences if sentence)).replace(",,", ",").replace(",.", ".").replace(" .", ".")


def expected(cast: Values, before: Values, parties: Values, construction: Values, docs: Values, date: Values, after: Values) -> list[Deal]:
    states = (*cast["codes"], cast["third"]) if "three" in parties.get("has", ()) else tuple(cast["codes"])
    when, status = cast.get(date["date"]) or date["date"].format_map(cast), construction.get("status", "signed")
    told = parties["between"].format_map(Forms({**cast, "language": ""})) if "bodies" in parties.get("has", ()) else ""
    deals = [(kind, f"{title}|{told} {title}" if title and told else title, *(count or [1]), states, when, status) for kind, title, *count in docs["records"]]
    deals += [(*value["other"][:2], 1, tuple(cast["others"]), cast[value["other"][2]], "signed") for value in (before, after) if "other" in value]
    deals += [(*value["same"][:2], 1, states, cast[value["same"][2]], "planned") for value in (after,) if "same" in value]
    return [(kind, title, count, tuple(sorted(states)), when, status) for kind, title, count, states, when, status in deals]


def read(text: str) -> list[Deal]:
    return [(one["doc_type"], one["title"], one["count"], tuple(one["parties"]), one["date"] or "-", one["status"]) for one in extract(read_text(text, "a")).agreements]


def alike(told: list[Deal], wanted: list[Deal]) -> bool:
    """Whether the same was told: as many documents, each with all its core fields; named bodies may stand in a title."""
    left = list(told)
    for deal in wanted:
        same = next((one for one in left if one[0] == deal[0] and one[2:] == deal[2:] and any(titles_agree(title, one[1]) for title in (deal[1] or "").split("|"))), None)
        if same is None:
            return False
        left.remove(same)
    return not left


def crossings(language: str, count: int, seed: int) -> Iterator[tuple[dict[str, str], str, list[Deal]]]:
    """What is crossed, a text, and what it tells."""
    case, chance = strict_yaml.read(CASES / language / "deals.yaml"), random.Random(seed)
    while count:
        chosen = [chance.choice(list(case[axis].items() if isinstance(case[axis], dict) else ((cast["codes"][0], cast) for cast in case[axis]))) for axis in AXES]
        values = [value for _, value in chosen]
        if fitting([*values, {"has": tags(values[3], values[4], values[2])}]):
            count -= 1
            yield dict(zip(AXES, (name for name, _ in chosen), strict=True)), written(language, *values), expected(*values)


def tags(construction: Values, docs: Values, parties: Values) -> list[str]:
    """What the values have of themselves: a document that is planned, many documents, one who signs."""
    found = ["planned"] if "status" in construction else []
    return found + (["many"] if len(docs["records"]) > 1 or docs["records"][0][2:] else []) + (["single"] if "with" in parties else [])


def misread(language: str, count: int, seed: int = 7) -> list[tuple[dict[str, str], str, list[Deal], list[Deal]]]:
    return [(names, text, told, wanted) for names, text, wanted in crossings(language, count, seed) if not alike(told := read(text), wanted)]


@pytest.mark.parametrize("language", codes())
def test_agreements_are_known_however_they_are_told(language: str) -> None:
    wrong = misread(language, 50)
    assert len(wrong) <= KNOWN[language] * 50, (len(wrong), wrong[:3])


@pytest.mark.long
@pytest.mark.parametrize("language", codes())
def test_agreements_are_known_in_every_crossing(language: str) -> None:
    wrong = misread(language, 3000, seed=8)
    assert len(wrong) <= KNOWN[language] * 3000, (len(wrong), wrong[:3])
