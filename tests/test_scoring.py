"""The scorer is tested first: its properties, the rules of the contract one by one, and the refusal of malformed files."""

from __future__ import annotations

import itertools
import json
import random
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import GoldError
from pipeline.evaluation.assignment import best_pairs
from pipeline.evaluation.comparison import FIELDS, contradictions, same_value
from pipeline.evaluation.errors import find_problems
from pipeline.evaluation.intervals import interval
from pipeline.evaluation.reading import read_found, read_genres, read_gold
from pipeline.evaluation.scoring import Counts, Scores, score
from pipeline.evaluation.slots import slot_counts
from pipeline.evaluation.summary import summarize
from pipeline.evaluation.titles import kind_words, overlap
from pipeline.languages import codes, load

Record = dict[str, Any]


def visit(**fields: Any) -> Record:
    record = {
        "kind": "visit", "doc_id": "d", "visitor_name": "Heydər Əliyev", "visitor_office": "head_of_state", "visitor_country": "AZE",
        "host_country": "TUR", "host_place": None, "visit_type": None, "occasion": None, "date": "1994-02-08", "count": 1,
        "count_qualifier": "exact", "status": "occurred", "evidence": [{"start": 0, "end": 9, "language": "az"}],
    }  # fmt: skip
    return record | fields


def agreement(**fields: Any) -> Record:
    record = {
        "kind": "agreement", "doc_id": "d", "doc_type": "treaty", "title": "on trade", "parties": ["AZE", "TUR"], "place": None,
        "signatories": [], "date": "1994-02-08", "count": 1, "count_qualifier": "exact", "status": "signed", "during_visit": None,
        "evidence": [{"start": 0, "end": 9, "language": "en"}],
    }  # fmt: skip
    return record | fields


NAMES = ("Heydər Əliyev", "Гейдар Алиев", "H. Əliyev", "Nursultan Nazarbayev", None)
COUNTRIES = ("AZE", "TUR", "KAZ")
DATES = ("1994", "1994-02", "1994-02-08", "1994-02-08/1994-02-12", "1996", None)
EVIDENCE = st.builds(
    lambda start, language: [{"start": start, "end": start + 5, "language": language}],
    st.integers(0, 9),
    st.sampled_from(("az", "ru", "en")),
)
VISITS = st.builds(
    visit, visitor_name=st.sampled_from(NAMES), visitor_country=st.sampled_from((*COUNTRIES, None)), host_country=st.sampled_from(COUNTRIES),
    visit_type=st.sampled_from(("official", None)), date=st.sampled_from(DATES), count=st.sampled_from((1, 1, 1, 3)), evidence=EVIDENCE,
)  # fmt: skip
AGREEMENTS = st.builds(
    agreement, doc_type=st.sampled_from(("treaty", "protocol")), title=st.sampled_from(("on trade", "on trade and transport", "on tourism", None)),
    parties=st.lists(st.sampled_from(COUNTRIES), unique=True, max_size=2).map(sorted), date=st.sampled_from(DATES), evidence=EVIDENCE,
)  # fmt: skip
RECORDS = st.lists(st.one_of(VISITS, AGREEMENTS), max_size=7)


def all_counts(scores: Scores) -> dict[tuple[str, str], Counts]:
    result: dict[tuple[str, str], Counts] = {}
    for cell in scores.cells:
        result[cell.kind, cell.measure] = result.get((cell.kind, cell.measure), Counts()) + cell.counts
    return {key: counts for key, counts in result.items() if counts != Counts()}


@given(RECORDS, RECORDS, st.randoms(use_true_random=False))
def test_the_order_of_records_does_not_matter(gold: list[Record], found: list[Record], random_: random.Random) -> None:
    before = all_counts(score({"d": gold}, {"d": found}))
    random_.shuffle(gold)
    random_.shuffle(found)
    assert all_counts(score({"d": gold}, {"d": found})) == before


@given(RECORDS, RECORDS)
def test_swapping_gold_and_found_swaps_precision_and_recall(gold: list[Record], found: list[Record]) -> None:
    there, back = all_counts(score({"d": gold}, {"d": found})), all_counts(score({"d": found}, {"d": gold}))
    assert {key: Counts(counts.found, counts.gold, counts.right) for key, counts in there.items()} == back


@given(RECORDS, RECORDS, RECORDS)
def test_parts_add_up_to_the_whole(first: list[Record], second: list[Record], found: list[Record]) -> None:
    scores = score({"a": first, "b": second}, {"a": found, "b": second})
    for measure in ("detection", "strict", "date"):
        for key in ("doc_id", "kind", "language"):
            parts = {getattr(cell, key) for cell in scores.cells}
            total = sum((scores.total(measure, lambda cell, k=key, p=part: getattr(cell, k) == p) for part in parts), Counts())
            assert total == scores.total(measure)
    assert scores.total().gold == len(first) + len(second)
    assert scores.total().found == len(found) + len(second)


@given(RECORDS)
def test_perfect_is_one(gold: list[Record]) -> None:
    for counts in all_counts(score({"d": gold}, {"d": gold})).values():
        assert (counts.precision, counts.recall, counts.f1) == (1, 1, 1)


@given(RECORDS, RECORDS, RECORDS)
def test_optional_gold_takes_nothing_from_gold_that_counts(gold: list[Record], found: list[Record], extra: list[Record]) -> None:
    optional = [record | {"optional": True} for record in extra]
    without, with_ = score({"d": gold}, {"d": found}), score({"d": gold + optional}, {"d": found})
    for measure in ("detection", "strict"):
        before, after = without.total(measure), with_.total(measure)
        assert (after.gold, after.right) == (before.gold, before.right)
        assert after.found == before.found - sum(len(pairing.neutral) for pairing in with_.pairings)


def test_optional_gold_is_neutral() -> None:
    gold = [visit(), visit(host_country="KAZ", optional=True)]
    for found in ([visit()], [visit(), visit(host_country="KAZ")]):
        assert score({"d": gold}, {"d": found}).total("strict") == Counts(1, 1, 1)


@given(st.lists(st.lists(st.integers(0, 6), min_size=4, max_size=4), min_size=1, max_size=4))
def test_the_assignment_is_the_best_there_is(table: list[list[int]]) -> None:
    weights = {(i, j): weight for i, row in enumerate(table) for j, weight in enumerate(row) if weight}
    found = best_pairs(weights)
    assert len({i for i, _ in found}) == len({j for _, j in found}) == len(found)
    best = max(sum(row[j] for row, j in zip(table, order, strict=False)) for order in itertools.permutations(range(4), len(table)))
    assert sum(weights[pair] for pair in found) == best


@settings(deadline=None)
@given(st.integers(1, 40), st.integers(1, 40), st.integers(0, 10**6))
def test_the_assignment_is_as_good_as_that_of_scipy(height: int, width: int, seed: int) -> None:
    numpy, optimize = pytest.importorskip("numpy"), pytest.importorskip("scipy.optimize")
    table = numpy.random.default_rng(seed).integers(-30, 50, (height, width)).clip(0)
    weights = {(i, j): int(table[i, j]) for i in range(height) for j in range(width) if table[i, j]}
    rows, columns = optimize.linear_sum_assignment(table, maximize=True)
    assert sum(weights[pair] for pair in best_pairs(weights)) == table[rows, columns].sum()


def test_pairing_is_optimal_not_greedy() -> None:
    """Each gold record has a partner, though the first of them would like the partner of the other better."""
    gold = [visit(date="1994"), visit(date="1996", visit_type="official")]
    found = [visit(date=None), visit(date="1996")]
    assert score({"d": gold}, {"d": found}).total().right == 2


PAIRABLE = [
    (visit(), visit(visitor_name="Г. Алиев"), ()),
    (visit(), visit(visitor_name="İlham Əliyev"), ("visitor",)),
    (visit(), visit(visitor_name=None), ()),
    (visit(), visit(visitor_name=None, visitor_country="GEO"), ("visitor",)),
    (visit(), visit(visitor_country="GEO"), ()),
    (visit(), visit(host_country="KAZ"), ("host_country",)),
    (visit(), visit(date="1994"), ()),
    (visit(), visit(date="1994-02-07/1994-02-12"), ()),
    (visit(), visit(date="1994-03"), ("date",)),
    (visit(), visit(date=None), ()),
    (visit(), visit(date="XXXX-02-08"), ()),
    (agreement(), agreement(doc_type="protocol"), ()),
    (agreement(), agreement(title="on tourism"), ()),
    (agreement(), agreement(doc_type="protocol", title="on tourism"), ("doc_type and title",)),
    (agreement(), agreement(parties=["AZE", "KAZ"]), ()),
    (agreement(), agreement(parties=["KAZ"]), ("parties",)),
    (agreement(), agreement(parties=[]), ("parties",)),
    (agreement(parties=[]), agreement(parties=[]), ()),
]


@pytest.mark.parametrize(("gold", "found", "reasons"), PAIRABLE)
def test_which_records_may_pair(gold: Record, found: Record, reasons: tuple[str, ...]) -> None:
    assert contradictions(gold, found) == contradictions(found, gold) == reasons


VALUES = [
    ("visitor_name", "Heydər Əliyev", "Гейдар Алиев", True),
    ("visitor_name", "Heydər Əliyev", None, False),
    ("date", None, "XXXX-10-19", True),
    ("date", "1994-10-19", "XXXX-10-19", False),
    ("date", None, "1994", False),
    ("title", "economic cooperation", "agreement on economic cooperation", True),
    ("title", "economic cooperation", "cultural cooperation", False),
    ("title", "dostluq və əməkdaşlıq haqqında müqavilə", "Dostluq və əməkdaşlıq haqqında", True),
    ("title", None, "Birgə bəyannamə", False),
    ("title", None, "Договор", True),
    ("host_place", "Bakı", "BAKI", True),
    ("host_place", "İstanbul", "Ankara", False),
    ("parties", ["AZE", "TUR"], ["TUR", "AZE"], True),
    ("parties", ["AZE", "TUR"], ["AZE"], False),
    ("signatories", ["Heydər Əliyev", "Süleyman Dəmirəl"], ["С. Демирель", "Г. Алиев"], True),
    ("signatories", ["Heydər Əliyev"], [], False),
    ("count", 1, 2, False),
]


@pytest.mark.parametrize(("field", "one", "other", "agrees"), VALUES)
def test_when_values_agree(field: str, one: Any, other: Any, agrees: bool) -> None:
    assert same_value(field, one, other) is same_value(field, other, one) is agrees


def test_six_words_of_ten_are_enough() -> None:
    assert overlap("a b c d e f g h", "a b c d e f x y") == 0.6
    assert same_value("title", "a b c d e f g h", "a b c d e f x y")
    assert not same_value("title", "a b c d e f g h", "a b c d e x y z")


@pytest.mark.parametrize("entry", [entry for code in codes() for entry in load(code).read("scoring")["kind_words"]], ids=lambda e: e["yes"])
def test_words_for_kinds_bring_their_proof(entry: dict[str, str]) -> None:
    pattern = re.compile(rf"(?:{entry['match']})\Z")
    assert pattern.match(entry["yes"].lower())
    assert not kind_words().match(entry["no"].lower())


def test_core_fields_alone_decide_what_is_strict() -> None:
    gold = [visit()]
    assert score({"d": gold}, {"d": [visit(host_place="Ankara", visitor_office=None, count_qualifier="about")]}).total("strict").right == 1
    for wrong in (
        {"visitor_name": None},
        {"visitor_country": "TUR"},
        {"visit_type": "state"},
        {"date": "1994"},
        {"count": 2},
        {"status": "planned"},
    ):
        assert score({"d": gold}, {"d": [visit(**wrong)]}).total("strict") == Counts(1, 1, 0), wrong
    for wrong in ({"doc_type": "pact"}, {"title": "on all"}, {"parties": ["AZE"]}, {"date": None}, {"count": 2}, {"status": "planned"}):
        assert score({"d": [agreement()]}, {"d": [agreement(**wrong)]}).total("strict") == Counts(1, 1, 0), wrong


def test_fields_are_counted_where_they_say_something() -> None:
    gold = [visit(visit_type="official"), visit(host_country="KAZ", visit_type="working"), visit(host_country="UZB")]
    found = [visit(visit_type="official"), visit(host_country="UZB", visit_type="state")]
    assert score({"d": gold}, {"d": found}).total("visit_type") == Counts(gold=2, found=2, right=1)


def test_a_document_signed_during_a_visit_names_the_visit_that_was_paired() -> None:
    gold = [visit(record_id="v1"), visit(record_id="v2", host_country="KAZ"), agreement(record_id="a", during_visit="v1")]
    found = [visit(record_id="x"), visit(record_id="y", host_country="KAZ")]
    for during, right in (("x", 1), ("y", 0), (None, 0)):
        scores = score({"d": gold}, {"d": [*found, agreement(record_id="z", during_visit=during)]})
        assert scores.total("during_visit").right == right


def test_a_document_without_found_records_is_missed_and_one_without_gold_is_left_out() -> None:
    scores = score({"a": [visit()], "b": []}, {"c": [visit()]})
    assert scores.total() == Counts(1, 0, 0)
    assert scores.total().f1 == 0
    assert scores.doc_ids == ("a", "b")


def test_intervals_are_repeatable_and_hold_the_score() -> None:
    per_document = [Counts(10, 10, right) for right in (2, 9, 10, 7, 5, 10)]
    low, high = interval(per_document)
    assert (low, high) == interval(per_document)
    assert 0.2 < low < sum(per_document, Counts()).f1 < high < 1


@given(RECORDS, RECORDS)
def test_slots_never_fall_below_the_fields_of_the_pairs(gold: list[Record], found: list[Record]) -> None:
    """They are aligned for their fields alone, so no other alignment has more right ones."""
    scores = score({"d": gold}, {"d": found})
    for kind, counts in slot_counts(scores).items():
        fields = [field for field in FIELDS[kind] if field != "during_visit"]
        paired = [pair for pairing in scores.pairings for pair in pairing.pairs if pairing.kind == kind]
        filled = sum(field not in pair.wrong and bool(pair.gold[field]) and bool(pair.found[field]) for pair in paired for field in fields)
        assert filled <= counts.right <= min(counts.gold, counts.found)


def test_slots_count_what_is_right_in_records_that_do_not_pair() -> None:
    scores = score({"d": [visit()]}, {"d": [visit(host_country="KAZ")]})
    assert scores.total().right == 0
    assert slot_counts(scores)["visit"] == Counts(gold=8, found=8, right=7)


def test_the_summary_names_every_axis() -> None:
    summary = summarize(score({"d": [visit(), agreement()]}, {"d": [visit()]}, {"d": "chronicle"}))
    assert summary["overall"]["detection"]["recall"] == 0.5
    assert set(summary["by_kind_and_language"]) == {"visit az", "agreement en"}
    assert set(summary["by_genre"]) == {"chronicle"}
    assert summary["fields"]["visit"]["date"]["f1"] == 1


def test_problems_show_values_side_by_side_and_near_misses() -> None:
    gold = [visit(), visit(host_country="KAZ", date="1996")]
    found = [visit(visit_type="state"), visit(host_country="KAZ", date="1997", record_id="n")]
    problems = find_problems(score({"d": gold}, {"d": found}), {"d": "Bakı şəhər"})
    assert sorted(problem.what for problem in problems) == ["false", "missed", "wrong"]
    wrong = next(problem for problem in problems if problem.what == "wrong")
    assert [(field.name, field.gold, field.found, field.is_core) for field in wrong.fields] == [("visit_type", None, "state", True)]
    missed = next(problem for problem in problems if problem.what == "missed")
    assert missed.hint == "near: n differs in date (1997)"
    assert missed.place == "az 0-9: Bakı şəhə"


def write(path: Path, *records: Record | str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join((r if isinstance(r, str) else json.dumps(r, ensure_ascii=False)) + "\n" for r in records), encoding="utf-8")
    return path


MALFORMED = [
    ("{", "line 2: not JSON"),
    ("[]", "line 2: a record is an object"),
    ('{"kind": "visit", "kind": "visit"}', "line 2: not JSON: a key is written twice"),
    (visit(visit_type="privat"), 'line 2: visit_type: "privat" is not one of state, official'),
    (visit(date="1994-02-30"), "line 2: date: '1994-02-30' is no EDTF date"),
    (visit(evidence=[]), "line 2: evidence: the list needs at least 1 item"),
    (visit(evidence=[{"start": 5, "end": 5, "language": "az"}]), "line 2: evidence[0]: ends at 5"),
    (visit(count=0), "line 2: count: 0 is less than 1"),
    (visit(visitor_name=""), "line 2: visitor_name: the text is empty"),
    (visit(doc_id="e"), "line 2: doc_id is 'e' in the file of 'd'"),
    (visit(record_id="v1"), "line 2: record_id 'v1' stands already at"),
    (agreement(parties=["Turkey"]), "line 2: parties[0]: 'Turkey' does not have the form"),
    (agreement(parties=["AZE", "AZE"]), "line 2: parties: one is named twice"),
    (agreement(during_visit="v7"), "during_visit 'v7' is the record_id of no visit"),
]


@pytest.mark.parametrize(("line", "message"), MALFORMED, ids=[message for _, message in MALFORMED])
def test_malformed_gold_is_refused_with_line_and_reason(tmp_path: Path, line: Record | str, message: str) -> None:
    write(tmp_path / "d.jsonl", visit(record_id="v1"), line)
    with pytest.raises(GoldError) as caught:
        read_gold(tmp_path)
    assert message in str(caught.value)
    assert "d.jsonl" in str(caught.value)


def test_gold_in_folders_and_runs_are_read(tmp_path: Path) -> None:
    write(tmp_path / "gold" / "x" / "d.jsonl", visit(doc_id="x/d"))
    write(tmp_path / "gold" / "empty.jsonl")
    assert read_gold(tmp_path / "gold") == {"empty": [], "x/d": [visit(doc_id="x/d")]}
    write(tmp_path / "run" / "visits.jsonl", visit(), visit(doc_id="e"))
    write(tmp_path / "run" / "agreements.jsonl", agreement())
    assert read_found(tmp_path / "run") == {"d": [visit(), agreement()], "e": [visit(doc_id="e")]}
    (tmp_path / "genres.yaml").write_text("chronicle: [d, e]\n", encoding="utf-8")
    assert read_genres(tmp_path / "gold") == {"d": "chronicle", "e": "chronicle"}


@pytest.mark.parametrize("name", ["missing", "."])
def test_a_folder_without_gold_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(GoldError):
        read_gold(tmp_path / name)
