"""Who went where, crossed: how the traveller is introduced, what stands between, how the visit's maker is told, the construction, the place, the signing behind it."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.documents import read_text
from pipeline.flow import extract
from pipeline.languages import codes, strict_yaml

CASES = Path(__file__).parent / "cases"
AXES = ("casts", "intros", "between", "tellings", "constructions", "places", "signings")
KNOWN = {"az": 0.15, "en": 0.05, "ru": 0.08}  # share of the crossings that is known to be misread
Values = dict[str, Any]
Told = tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]]


class Forms(dict[str, Any]):
    """The words of a case: a key that begins with a capital gives its value with one, a key all in capitals gives all of it in capitals."""

    def __missing__(self, key: str) -> Any:
        if key == key.lower():
            return ""
        value, capital = self[key.lower()], str.upper if len(key) > 1 and key.isupper() else lambda word: word[:1].upper() + word[1:]
        return [capital(word) for word in value] if isinstance(value, list) else capital(value)


def base(words: Any) -> str:
    return words[0] if isinstance(words, list) else words


def fitting(chosen: list[Values]) -> bool:
    """Whether the values of all axes go together: what one needs another has, what one bars none has."""
    had = {tag for value in chosen for tag in value.get("has", ())}
    return all(had.issuperset(value.get("needs", ())) and not had.intersection(value.get("bars", ())) for value in chosen)


def written(cast: Values, intro: Values, between: Values, telling: Values, construction: Values, place: Values, signing: Values) -> str:
    plural = "plural" in telling.get("has", ())
    forms = Forms({**cast, "first": base(cast["name"]).removesuffix(base(cast["surname"])).strip()})
    for key, endings in cast["endings"].items():  # of a man, a woman, several; "1" behind the key: of the traveller, "leader_" before it: of the host
        one, two, all_ = endings.split("/")
        forms[key + "1"] = two if cast.get("feminine") else one
        forms[key] = all_ if plural else forms[key + "1"]
        forms["leader_" + key] = two if cast.get("leader_a") else one
    for value in (telling, place):
        forms.update({key: text.format_map(forms) for key, text in value.items() if isinstance(text, str)})
    sentences = (intro["text"], between["text"], forms["before"], " " + construction["text"], signing["text"])
    text = "".join(sentence.format_map(forms) for sentence in sentences)
    return re.sub(r",([.,])", r"\1", re.sub(r" +", " ", text)).replace(" .", ".").replace("\n ", "\n")


def expected(cast: Values, intro: Values, between: Values, telling: Values, construction: Values, place: Values, signing: Values) -> Told:
    first = telling.get("only", {"name": "name", "role": "role"})
    people = [(base(cast[first["name"]]), cast[first["role"]])]
    if second := intro.get("second") if "pair" in telling.get("needs", ()) else telling.get("second"):
        people.append((base(cast[second["name"]]), cast[second["role"]]))
    hosts = [cast["host_code"], cast["second_code"]] if "stops" in construction.get("has", ()) else [cast["host_code"]]
    date = cast[construction["date"]]
    visits = [(name.split()[-1], cast["code"], role, host, date, construction.get("type"), construction.get("status", "occurred")) for name, role in people for host in hosts]
    documents = signing.get("documents", [signing["document"]] if "document" in signing else [])
    return sorted(visits), [(kind, title, tuple(sorted((cast["code"], cast["host_code"]))), date) for kind, title in documents]


def read(text: str) -> Told:
    found = extract(read_text(text, "a"))
    visits = [((visit["visitor_name"] or "-").split()[-1], visit["visitor_country"] or "-", visit["visitor_office"] or "-", visit["host_country"] or "-",
               visit["date"] or "-", visit["visit_type"], visit["status"]) for visit in found.visits]
    return sorted(visits, key=str), [(deal["doc_type"], deal["title"] or "", tuple(deal["parties"]), deal["date"]) for deal in found.agreements]


def alike(told: Told, wanted: Told) -> bool:
    """Whether the same was told: the visits, and the documents with at least the words of the title that are wanted."""
    if told[0] != sorted(wanted[0], key=str) or len(told[1]) != len(wanted[1]):
        return False
    return all(one[0] == two[0] and one[2:] == two[2:] and set(two[1].split()) <= set(one[1].split()) for one, two in zip(told[1], wanted[1], strict=True))


def crossings(language: str, count: int, seed: int) -> Iterator[tuple[dict[str, str], str, Told]]:
    """What is crossed, a text, and what it tells."""
    case, chance = strict_yaml.read(CASES / language / "who.yaml"), random.Random(seed)
    while count:
        chosen = [chance.choice(list(case[axis].items() if isinstance(case[axis], dict) else ((base(cast["name"]), {**cast, "endings": case["endings"]}) for cast in case[axis]))) for axis in AXES]
        values = [value for _, value in chosen]
        if fitting(values):
            count -= 1
            yield dict(zip(AXES, (name for name, _ in chosen), strict=True)), written(*values), expected(*values)


def misread(language: str, count: int, seed: int = 7) -> list[tuple[dict[str, str], str]]:
    return [(names, text) for names, text, wanted in crossings(language, count, seed) if not alike(read(text), wanted)]


@pytest.mark.parametrize("language", codes())
def test_the_traveller_is_known_however_he_is_told(language: str) -> None:
    wrong = misread(language, 60)
    assert len(wrong) <= KNOWN[language] * 60, (len(wrong), wrong[:3])


@pytest.mark.long
@pytest.mark.parametrize("language", codes())
def test_the_traveller_is_known_in_every_crossing(language: str) -> None:
    wrong = misread(language, 3000, seed=8)
    assert len(wrong) <= KNOWN[language] * 3000, (len(wrong), wrong[:3])
