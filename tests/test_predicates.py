"""Predicates: the proofs of the language data, endings, and cases in tests/cases/<language>/predicates.yaml."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import LanguageDataError
from pipeline.languages import codes, load, strict_yaml
from pipeline.predicates import FRAMES, find_predicates, lexicon
from pipeline.predicates.lexicon import _entry
from pipeline.predicates.paradigms import make
from pipeline.predicates.tables import MODELS

CASES = Path(__file__).parent / "cases"
KINDS = ("verbs", "nouns")


def _entries() -> list:
    return [
        pytest.param(code, entry, id=f"{code}-{entry['id']}") for code in codes() for key in KINDS for entry in load(code).read("predicates")[key]
    ]


def _found(text: str, code: str) -> list[str]:
    return [predicate.id for predicate in find_predicates(text, (0, len(text)), code)]


@pytest.mark.parametrize(("code", "entry"), _entries())
def test_proof_of_entry(code: str, entry: dict) -> None:
    assert entry["id"] in _found(entry["yes"], code)
    assert entry["id"] not in _found(entry["no"], code)


def _endings() -> list:
    found = []
    for code in codes():
        data = load(code).read("conjugation")
        found += [pytest.param(code, entry, word, id=f"{code}-{word}") for entry in data.get("verb_endings", ()) for word in entry["yes"]]
    return found


@pytest.mark.parametrize(("code", "entry", "word"), _endings())
def test_proof_of_ending(code: str, entry: dict, word: str) -> None:
    told = [(form.form, form.time, form.mood) for form in lexicon(code).engine.forms(word.split()[-1]) if not form.noun]
    assert (entry["form"], entry.get("time", ""), entry.get("mood", "")) in told


def _cases() -> list:
    found = []
    for code in codes():
        for number, case in enumerate(strict_yaml.read(CASES / code / "predicates.yaml"), 1):
            assert set(case) <= {"text", "found", "expect"}, f"{code}/predicates.yaml, case {number}: unknown key"
            marks = pytest.mark.xfail(strict=True) if case.get("expect") == "fail" else ()
            found.append(pytest.param(code, case, id=f"{code}-{number}", marks=marks))
    return found


def _shown(text: str, code: str) -> list[str]:
    shown = []
    for one in find_predicates(text, (0, len(text)), code):
        if one.sense not in ("other", "event", "talks"):
            told = [one.sense, one.form, one.time, one.mood, "passive" if one.passive else "", "negated" if one.negated else ""]
            shown.append(" ".join(filter(None, told)))
    return shown


@pytest.mark.parametrize(("code", "case"), _cases())
def test_case(code: str, case: dict) -> None:
    assert _shown(case["text"], code) == case["found"]


@pytest.mark.parametrize("code", codes())
def test_frames_are_of_known_senses(code: str) -> None:
    for name in load(code).read("predicates")["frames"]:
        assert name.removesuffix(" passive") in FRAMES


def test_shipped_paradigms_are_those_of_the_data() -> None:
    import json

    for code in codes():
        if load(code).read("conjugation")["engine"] == "paradigms":
            assert json.loads((MODELS / f"paradigms-{code}.json").read_text(encoding="utf-8")) == make(code)


def test_an_unknown_sense_is_refused() -> None:
    with pytest.raises(LanguageDataError, match="no sense 'teleport'"):
        _entry({"id": "x", "sense": "teleport", "yes": "a", "no": "b"}, False, "xx/predicates.yaml")


@given(st.sampled_from(codes()), st.text(max_size=200))
def test_predicates_lie_in_the_text_in_order(code: str, text: str) -> None:
    done = 0
    for predicate in find_predicates(text, (0, len(text)), code):
        assert done <= predicate.start < predicate.stop <= len(text)
        assert predicate.group_start <= predicate.start
        done = predicate.stop
