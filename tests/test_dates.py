"""Dates: the proofs of every form, tables of cases, places and sources, and what holds for any text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.dates import is_valid, precision, read, read_dates
from pipeline.dates.benchmark import load_cases
from pipeline.dates.command import run
from pipeline.dates.find import find_mentions, read_window
from pipeline.dates.lexicon import all_forms, load_lexicon
from pipeline.dates.readings import entry_of
from pipeline.dates.relative import STEPS
from pipeline.errors import LanguageDataError
from pipeline.languages import codes, load, strict_yaml
from pipeline.values import Span

CASES = Path(__file__).parent / "cases"
MARK = re.compile(r"\[([^\[\]]+)\]\(date=([^,()]+)(?:, source=([^()]+))?\)")
PIECES = [
    "5",
    "May",
    "1996",
    "мая",
    "mayın",
    "5-də",
    "-",
    "–",
    ",",
    "(",
    ")",
    "“",
    "”",
    "il",
    "года",
    "and",
    "və",
    "и",
    "с",
    "from",
    "to",
    "the",
    "12.05.",
    "in",
    "İ",
    "\u0307",
    "\u00ad",
    ". ",
    "\n",
    "]",
    "[",
]


def _forms() -> list:
    return [
        pytest.param(code, form, id=f"{code}-{level}-{form.id}".replace(" ", "_")) for code in codes() for level, form in all_forms(code)
    ]


def _texts() -> list:
    found = []
    for code in codes():
        for number, case in enumerate(strict_yaml.read(CASES / code / "dates.yaml")["texts"], 1):
            text, fails = (case["text"], True) if isinstance(case, dict) else (case, False)
            marks = pytest.mark.xfail(strict=True) if fails else ()
            found.append(pytest.param(code, text, id=f"{code}-{number}", marks=marks))
    return found


@pytest.mark.parametrize(("code", "form"), _forms())
def test_proofs_of_a_form(code: str, form) -> None:
    for text, expected in form.yes.items():
        assert " ".join(date.edtf for date in read(text, code)) == str(expected), text
    for text in form.no:
        rules = [date.rule for date in read(text, code)]
        assert not (rules if form.means == "none" else form.id in rules), text


@pytest.mark.parametrize("code", codes())
def test_every_form_has_a_counter_example_and_an_id_of_its_own(code: str) -> None:
    forms = list(all_forms(code))
    assert [form.id for _, form in forms if not form.no and form.means == ""] == [], "forms that can mislead bring a no:"
    ids = [(level, form.id) for level, form in forms]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("code", codes())
def test_proofs_of_the_words(code: str) -> None:
    lexicon = load_lexicon(code)
    for group in load(code).read("dates")["words"]:
        entry = entry_of(str(group["yes"]), lexicon)
        assert entry is not None, group
        assert group["class"] in entry.classes, group


@pytest.mark.parametrize("code", codes())
def test_every_relation_can_be_counted(code: str) -> None:
    """A form may only take as a relation what ``dates/relative.py`` has a step for."""
    data = load(code).read("dates")
    values = {group["class"]: group["values"] for group in data["words"]}
    forms = " ".join([*data["parts"].values(), *(entry["form"] for level in ("points", "ranges", "lists") for entry in data[level])])
    named = set(re.findall(r"\b\w+_rel:(\w+)", forms))
    assert named
    assert not {name: value for name in named for value in values.get(name, [f"no word of class {name}"]) if value not in STEPS}


@pytest.mark.parametrize(("code", "marked"), _texts())
def test_places_values_and_sources(code: str, marked: str) -> None:
    text = MARK.sub(lambda match: match[1], marked)
    assert "](date" not in text, "a mark is left over"
    expected, shift = [], 0
    for match in MARK.finditer(marked):
        start = match.start() - shift
        expected.append((start, start + len(match[1]), match[2], match[3]))
        shift += len(match[0]) - len(match[1])
    found = read(text, code)
    assert [(date.start, date.stop, date.edtf) for date in found] == [row[:3] for row in expected]
    for date, row in zip(found, expected, strict=True):
        assert row[3] is None or date.source == row[3], date


@pytest.mark.parametrize("code", codes())
def test_values(code: str) -> None:
    cases = strict_yaml.read(CASES / code / "dates.yaml")["values"]
    wrong = {text: found for text in cases if (found := " ".join(date.edtf for date in read(text, code))) != str(cases[text])}
    assert wrong == {}


@pytest.mark.parametrize("code", codes())
def test_the_cheap_pass_loses_nothing(code: str) -> None:
    lexicon = load_lexicon(code)
    for case in load_cases(CASES.parents[1] / "corpus" / "dates" / f"{code}.yaml"):
        whole = (0, len(case.text))
        found = [(mention.start, mention.stop) for mention in find_mentions(case.text, whole, code)]
        assert found == [(mention.start, mention.stop) for mention in read_window(case.text, whole, whole, lexicon)], case.text


def test_masks_and_passages_of_several_languages() -> None:
    text = "In May 1996 he left. Летом он вернулся. Noyabrda [8 may 1999] getdi."
    passages = [(0, 21, "en"), (21, 40, "ru"), (40, len(text), "az")]
    assert [date.edtf for date in read_dates(text, passages)] == ["1996-05", "1996-22", "1996-11"]
    assert [date.edtf for date in read_dates(text, passages, [Span(0, 20)])] == ["XXXX-22", "XXXX-11"]


def test_the_dateline_is_marked() -> None:
    dates = read("BAKU, May 12, 2004 — It was signed on May 5.", "en")
    assert [(date.edtf, date.is_dateline) for date in dates] == [("2004-05-12", True), ("2004-05-05", False)]


@pytest.mark.parametrize("code", codes())
def test_a_year_as_heading_holds_for_the_entries_below(code: str) -> None:
    """"1993" on a line of its own; the day that follows opens an entry of the chronicle, it is no dateline."""
    text = "A\n\n1992\n\n5.06.1992 B.\n\n1993:\n\n07.08.1993 C.\n\n09.08.1993 D."
    passages = [(match.start(), match.end(), code) for match in re.finditer(r"[^\n]+", text)]
    dates = read_dates(text, passages)
    assert [date.edtf for date in dates if date.precision == "year"] == ["1992", "1993"]
    assert not any(date.is_dateline for date in dates)


def test_unknown_language_is_an_error() -> None:
    with pytest.raises(LanguageDataError, match="no language"):
        read("5 May 1996", "xx")


def test_command_gives_one_list_a_line() -> None:
    assert list(run("en", ["nothing\n", "In 1996.\r\n"])) == [
        "[]",
        '[{"start": 3, "end": 7, "text": "1996", "edtf": "1996", "source": "explicit"}]',
    ]


@pytest.mark.parametrize("code", codes())
@settings(max_examples=80, deadline=None)
@given(text=st.text(max_size=120))
def test_nothing_raises_on_any_text(code: str, text: str) -> None:
    _holds(code, text)


@pytest.mark.parametrize("code", codes())
@settings(max_examples=150, deadline=None)
@given(pieces=st.lists(st.sampled_from(PIECES), max_size=25), glue=st.sampled_from(["", " "]))
def test_nothing_raises_on_scrambled_dates(code: str, pieces: list[str], glue: str) -> None:
    _holds(code, glue.join(pieces))


def _holds(code: str, text: str) -> None:
    """What is true of the dates of any text: places are exact and in order, values are valid, the same text gives the same dates."""
    dates = read(text, code)
    assert dates == read(text, code)
    for date in dates:
        assert text[date.start : date.stop] == date.text != ""
        assert is_valid(date.edtf) and date.precision == precision(date.edtf)
        assert date.rule and date.source
    assert all(first.stop <= second.start for first, second in zip(dates, dates[1:], strict=False))
