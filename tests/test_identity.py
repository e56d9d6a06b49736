"""Names across scripts: tests/cases/names.yaml, the proofs of the orthographies, the spellings."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.entities.identity import fold_name, same_person, split_name
from pipeline.entities.sounds import bare, key_of, plain_keys, read_aloud
from pipeline.entities.spelling import same_word
from pipeline.languages import shared, strict_yaml

CASES = strict_yaml.read(Path(__file__).parent / "cases" / "names.yaml")
PAIRS = [(kind == "same", *pair) for kind in ("same", "different") for pairs in CASES[kind].values() for pair in pairs]
LIMITS = [(kind == "same", *pair) for kind, pairs in CASES["limits"].items() for pair in pairs]
ORTHOGRAPHIES = shared("orthographies")["orthographies"]
NAMES = sorted({name for _, *pair in PAIRS for name in pair})


def test_the_cases_are_many_and_balanced() -> None:
    same = sum(wanted for wanted, *_ in PAIRS)
    assert len(PAIRS) >= 900 and 0.3 < same / len(PAIRS) < 0.7
    assert len({frozenset(pair) for _, *pair in PAIRS}) == len(PAIRS)


@pytest.mark.parametrize(("wanted", "one", "other"), PAIRS)
def test_whether_two_names_mean_one_person(wanted: bool, one: str, other: str) -> None:
    assert same_person(one, other) is wanted
    assert same_person(other, one) is wanted


@pytest.mark.parametrize(("wanted", "one", "other"), LIMITS)
def test_limits_are_still_limits(wanted: bool, one: str, other: str) -> None:
    assert same_person(one, other) is not wanted


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_itself_in_whatever_case(name: str) -> None:
    assert same_person(name, name)
    if "ı" not in name and "I" not in name:
        assert same_person(name.upper(), name)


def _proofs(key: str) -> list[tuple[str, str, str]]:
    return [(entry["id"], *(side.strip() for side in proof.split("="))) for entry in ORTHOGRAPHIES for proof in entry[key]]


@pytest.mark.parametrize(("orthography", "written", "heard"), _proofs("yes"))
def test_an_orthography_is_read_aloud(orthography: str, written: str, heard: str) -> None:
    assert {key_of(sound) for sound in read_aloud(written, orthography)} & plain_keys(heard)


@pytest.mark.parametrize(("orthography", "written", "heard"), _proofs("no"))
def test_what_is_never_heard(orthography: str, written: str, heard: str) -> None:
    assert not {key_of(sound) for sound in read_aloud(written, orthography)} & plain_keys(heard)


def test_every_orthography_has_its_proofs() -> None:
    assert all(entry["yes"] and entry["no"] and entry["rules"] for entry in ORTHOGRAPHIES)


def test_groups_of_spellings_have_no_doubles_and_hold_together() -> None:
    for group in shared("spellings")["groups"]:
        assert len(group) > 1 and len({bare(word) for word in group}) == len(group), group
        assert all(same_word(one, other) for one, other in combinations(group, 2))
        assert len({fold_name(word) for word in group if " " not in word}) <= len(group)


@pytest.mark.parametrize(
    ("one", "other"), [("Heydər Əliyev", "Гейдар Алиев"), ("Jak Şirak", "Jacques Chirac"), ("Си Цзиньпин", "Xi Jinping"), ("Corc Buş", "Джордж Буш")]
)
def test_folds_meet(one: str, other: str) -> None:
    assert fold_name(one) == fold_name(other)


def test_given_and_family_names_are_told_apart() -> None:
    assert split_name("Назарбаев Н.А.") == (("Н.", "А."), "Назарбаев")
    assert split_name("Vladimir Vladimiroviç Putin") == (("Vladimir",), "Putin")
    assert split_name("Əliyev") == ((), "Əliyev")


@given(st.text(max_size=40), st.text(max_size=40))
def test_nothing_raises_and_order_does_not_matter(one: str, other: str) -> None:
    assert same_person(one, other) is same_person(other, one)
    fold_name(one)


@given(st.sampled_from(NAMES), st.sampled_from(NAMES))
def test_order_does_not_matter_for_names(one: str, other: str) -> None:
    assert same_person(one, other) is same_person(other, one)
