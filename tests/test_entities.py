"""Entities: tables of cases in tests/cases/<language>/, the proofs of the language data, shipped forms, speed and hostile input."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.documents import read_text
from pipeline.entities import compiled, find_entities, inflection, offices
from pipeline.entities.bases import base_of
from pipeline.entities.places import find_places
from pipeline.entities.sides import find_sides
from pipeline.entities.tokens import tokenize
from pipeline.languages import codes, load, strict_yaml
from pipeline.segmentation import segment
from pipeline.text import fold
from pipeline.values import Actor, Block, Entities, Segmentation, Sentence

CASES = Path(__file__).parent / "cases"
_MARK = re.compile(r"\[([^\[\]]+)\]\(([^()]*)\)")
NONE = "-"


def read_marks(marked: str) -> tuple[str, list[tuple[str, int, str]]]:
    """The text of a case and its marks: (marked words, where they begin, what stands in the brackets). Leftover brackets are refused.

    >>> read_marks("[Prezident](head_of_state -) gəldi")
    ('Prezident gəldi', [('Prezident', 0, 'head_of_state -')])
    """
    parts, marks, at = [], [], 0
    for match in _MARK.finditer(marked):
        parts.append(marked[at : match.start()])
        marks.append((match[1], sum(map(len, parts)), match[2].strip()))
        parts.append(match[1])
        at = match.end()
    text = "".join([*parts, marked[at:]])
    if re.search(r"[\[\]]|\]\(", text):
        raise ValueError(f"a bracket is left over: {marked}")
    return text, marks


def load_cases(table: str) -> list:
    """The cases of a table in all languages: a line is a text with marks, or has ``expect: fail`` beside it for a known failure."""
    found = []
    for code in codes():
        for number, row in enumerate(strict_yaml.read(CASES / code / f"{table}.yaml"), 1):
            known = {"text", "expect"}
            case = {"text": row} if isinstance(row, str) else row
            assert set(case) <= known and "text" in case, f"{code}/{table}.yaml, {number}: keys {sorted(case)}"
            fails = pytest.mark.xfail(strict=True) if case.get("expect") == "fail" else ()
            found.append(pytest.param(code, case["text"], id=f"{code}-{number}", marks=fails))
    return found


def entities_of(text: str, code: str) -> Entities:
    """The entities of a text as one block in a language; ``¦`` ends a sentence."""
    sentences, at = [], 0
    for part in text.split("¦"):
        sentences.append(Sentence(at, at + len(part), code, 0))
        at += len(part) + 1
    return find_entities(text.replace("¦", " "), Segmentation((Block(0, len(text), "body", code),), tuple(sentences)))


def shown(value: object) -> str:
    return NONE if value is None or value == "" else str(value)


@pytest.mark.parametrize(("code", "marked"), load_cases("names"))
def test_names(code: str, marked: str) -> None:
    """[name as it stands](base form[; cases])"""
    text, marks = read_marks(marked)
    found = [actor for actor in entities_of(text, code).actors if actor.name_start >= 0]
    wanted = [(words, at, *(part.strip() for part in told.split(";"))) for words, at, told in marks]
    with_cases = {at for _, at, *rest in wanted if len(rest) == 2}
    got = [
        (text[actor.name_start : actor.name_stop], actor.name_start, shown(actor.name), *([" ".join(actor.cases)] if actor.name_start in with_cases else []))
        for actor in found
    ]
    assert got == wanted


@pytest.mark.parametrize(("code", "marked"), load_cases("places"))
def test_places(code: str, marked: str) -> None:
    """[place as it stands](CODE base form[; form or cases])"""
    text, marks = read_marks(marked)
    wanted, got = [], []
    found = {place.start: place for place in entities_of(text, code).places}
    for words, at, told in marks:
        value, _, detail = (part.strip() for part in told.partition(";"))
        wanted.append((words, at, value, detail))
        place = found.pop(at, None)
        if place is None:
            got.append((words, at, "not found", detail))
            continue
        tells = place.form if detail in ("adjective", "demonym", "noun") else " ".join(place.cases) if detail else ""
        got.append((text[place.start : place.stop], at, f"{place.code} {place.base}", tells))
    assert got == wanted
    assert [(place.text, place.base) for place in found.values()] == []


@pytest.mark.parametrize(("code", "marked"), load_cases("offices"))
def test_offices(code: str, marked: str) -> None:
    """[whole phrase](office COUNTRY[; former | count])"""
    text, marks = read_marks(marked)
    got = [(text[actor.start : actor.stop], actor.start, _office(actor)) for actor in entities_of(text, code).actors]
    assert got == marks


def _office(actor: Actor) -> str:
    more = "; former" if actor.former else f"; {actor.count}" if actor.count != 1 else ""
    return f"{shown(actor.office)} {shown(actor.country)}{more}"


@pytest.mark.parametrize(("code", "marked"), load_cases("actors"))
def test_actors(code: str, marked: str) -> None:
    """[phrase](name | office | country | reference); only marked phrases are compared, and no phrase with a name may be left out."""
    text, marks = read_marks(marked)
    found = {actor.start: actor for actor in entities_of(text, code).actors}
    got = []
    for words, at, _ in marks:
        actor = found.pop(at, None)
        got.append((text[actor.start : actor.stop], at, _whole(actor)) if actor else (words, at, "not found"))
    assert got == marks
    assert [actor.text for actor in found.values() if actor.name_start >= 0] == []


def _whole(actor: Actor) -> str:
    if actor.members:
        return " + ".join(f"{shown(member.name)} {shown(member.country)}" for member in actor.members)
    return " | ".join(shown(value) for value in (actor.name, actor.office, actor.country, actor.reference))


@pytest.mark.parametrize("code", codes())
def test_base_forms(code: str) -> None:
    """name as it stands = base form, each by itself in ``frame``; ``least`` of a hundred must be right, and the figure may not lag behind."""
    table = strict_yaml.read(CASES / code / "inflection.yaml")
    wrong = []
    for line in table["forms"]:
        written, base = (part.strip() for part in line.split("="))
        if [actor.name for actor in entities_of(table["frame"].format(written), code).actors] != [base]:
            wrong.append(written)
    share = 100 * (1 - len(wrong) / len(table["forms"]))
    assert share >= table["least"], wrong
    assert share < table["least"] + 5, f"raise the bound: {share:.1f} are right"


def test_bases_of_names() -> None:
    """name as it stands = base form, of persons, places and organisations."""
    table = strict_yaml.read(CASES / "az" / "bases.yaml")
    wrong = []
    for kind in ("persons", "things"):
        for line in table[kind]:
            written, base = (part.strip() for part in line.split("="))
            found = [actor.name for actor in entities_of(f"nazir {written}", "az").actors] if kind == "persons" else [base_of(written, "az")]
            if found != [base]:
                wrong.append(written)
    share = 100 * (1 - len(wrong) / (len(table["persons"]) + len(table["things"])))
    assert share >= table["least"], wrong
    assert share < table["least"] + 2, f"raise the bound: {share:.1f} are right"


@pytest.mark.parametrize("code", codes())
def test_data_proves_itself(code: str) -> None:
    assert inflection.prove(code) == []
    assert offices.prove(code) == []


WHOLE, PREFIX, SUFFIX = "{}\\Z", "{}", ".+{}\\Z"


def patterns_with_proofs(code: str) -> Iterator[tuple[str, str, dict]]:
    """The patterns of single words: where each stands, how it is used, and the entry with its proof."""
    persons, places, references = (load(code).read(name) for name in ("persons", "places", "references"))
    yield from (("surnames", SUFFIX, row) for row in persons["surnames"])
    for name, row in persons.items():
        if isinstance(row, dict) and "match" in row:
            yield f"persons: {name}", PREFIX if name == "articles" else SUFFIX if name == "patronymics" else WHOLE, row
    yield from ((f"places: {name}", WHOLE, row) for name, row in places.items() if isinstance(row, dict) and "match" in row)
    yield from ((f"references: {name}", WHOLE, references[name]) for name in ("speaker_ending",) if name in references)


@pytest.mark.parametrize("code", codes())
def test_patterns_prove_themselves(code: str) -> None:
    for where, use, row in patterns_with_proofs(code):
        pattern = re.compile(use.format(row["match"]))
        never = row["match"] == "(?!)"
        assert never or pattern.match(fold(row["yes"])), f"{code}, {where}: {row['yes']}"
        assert not pattern.match(fold(row["no"])), f"{code}, {where}: {row['no']}"


@pytest.mark.parametrize("code", codes())
def test_words_that_point_back_prove_themselves(code: str) -> None:
    for row in load(code).read("references")["pronouns"]:
        assert [actor.rule for actor in entities_of(row["yes"], code).actors] == ["pronoun"], (code, row["yes"])
        numbers = {"one": 1, "two": 2, "many": 0}
        told = {actor.count for actor in entities_of(row["no"], code).actors if not row.get("gender") or actor.gender == row["gender"]}
        assert numbers[row["number"]] not in told, (code, row["no"])


@pytest.mark.parametrize("code", codes())
def test_sides_and_authors_prove_themselves(code: str) -> None:
    data = load(code).read("references")
    assert re.search(data["narration"]["match"], fold(data["narration"]["yes"])) and not re.search(data["narration"]["match"], fold(data["narration"]["no"]))
    for text, wanted in ((data["sides"]["yes"], 1), (data["sides"]["no"], 0)):
        tokens = tokenize(text, (0, len(text)), code)
        assert len(find_sides(tokens, find_places(tokens, code, lambda token, rare: False), code)) == wanted, (code, text)


@pytest.mark.parametrize("part", list(compiled.parts()), ids=lambda part: part.name)
def test_shipped_parts_are_those_of_the_data(part: compiled.Part) -> None:
    shipped = json.loads(part.path.read_text(encoding="utf-8"))
    assert shipped["source"] == part.fingerprint(), "run: python -m pipeline.entities.compiled"
    assert shipped["content"] == json.loads(json.dumps(part.make())), "run: python -m pipeline.entities.compiled"


def test_every_span_is_the_slice_it_claims() -> None:
    text = "Ukrayna Prezidenti Leonid Kuçma dünən Bakıya gəldi. Onu Prezident Heydər Əliyev qəbul etdi. Prezidentlər saziş imzaladılar."
    document = read_text(text, "a")
    found = find_entities(document.text, segment(document))
    assert len(found.actors) == 4
    for mention in (*found.actors, *found.places):
        assert document.text[mention.start : mention.stop].split() == mention.text.split()
    for actor in found.actors:
        assert actor.name_start < 0 or actor.start <= actor.name_start < actor.name_stop <= actor.stop


@given(st.text(max_size=200), st.sampled_from(codes()))
@settings(max_examples=150, deadline=None)
def test_nothing_raises_on_any_text(text: str, code: str) -> None:
    entities_of(text.replace("¦", ""), code)


HOSTILE = {
    "capitals": "Aaa Bbb " * 4000,
    "one name": "Heydər Əliyev " * 2500,
    "initials": "A. B. C. " * 3500,
    "offices": "prezident nazir sədr " * 1500,
    "countries": "Azərbaycan Türkiyə " * 1700,
    "hyphens": "A-" * 15000,
    "quotes": "“«" * 15000,
}


@pytest.mark.long
@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_hostile_text_takes_linear_time(name: str) -> None:
    text = HOSTILE[name]
    for code in codes():
        entities_of(text[:2000], code)
        start = time.process_time()
        entities_of(text[: len(text) // 4], code)
        quarter = time.process_time() - start
        start = time.process_time()
        entities_of(text, code)
        whole = time.process_time() - start
        assert whole < 12 * quarter + 0.5, (code, quarter, whole)


def test_languages_have_the_same_files() -> None:
    for code in codes():
        for name in ("inflection", "places", "persons", "offices", "references"):
            load(code).read(name)
