"""The public benchmark of dates: every case is right, known failures fail, and there is enough of everything."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.dates.benchmark import benchmark, find_by_elchi, interval, load_cases
from pipeline.errors import GoldError
from pipeline.languages import codes

FOLDER = Path(__file__).parents[1] / "corpus" / "dates"


def _cases() -> list:
    return [
        pytest.param(code, case, id=f"{code}-{number}", marks=pytest.mark.xfail(strict=True) if case.fails else ())
        for code in codes()
        for number, case in enumerate(load_cases(FOLDER / f"{code}.yaml"), 1)
    ]


@pytest.mark.parametrize(("code", "case"), _cases())
def test_case(code: str, case) -> None:
    assert find_by_elchi(case.text, code) == list(case.dates)


@pytest.mark.parametrize("code", codes())
def test_there_is_enough(code: str) -> None:
    cases = load_cases(FOLDER / f"{code}.yaml")
    assert len(cases) >= 300
    assert len({case.text for case in cases}) == len(cases)
    assert sum(not case.dates for case in cases) >= 0.2 * len(cases)
    assert sum(case.part == "unseen" for case in cases) >= 100
    assert sum(case.fails for case in cases) <= 0.02 * len(cases)


def test_a_case_with_a_strange_key_is_refused(tmp_path: Path) -> None:
    (tmp_path / "en.yaml").write_text("- {text: a, dates: '1996', colour: red}\n", encoding="utf-8")
    with pytest.raises(GoldError, match="case 1"):
        load_cases(tmp_path / "en.yaml")


def test_table(tmp_path: Path) -> None:
    (tmp_path / "en.yaml").write_text("- {text: In May 1996., dates: 1996-05}\n- {text: Nothing., dates: '1990'}\n", encoding="utf-8")
    table = benchmark(tmp_path, ["en"], peers=False)
    assert table.splitlines()[2] == "| en       | 2     | 0             | 0.500 [0.000, 1.000] |"


def test_peers_are_asked(tmp_path: Path) -> None:
    pytest.importorskip("dateparser")
    (tmp_path / "en.yaml").write_text(
        "- {text: 'Signed on May 5, 1994.', dates: 1994-05-05}\n- {text: 'From 8 to 12 February 1994.', dates: 1994-02-08/1994-02-12}\n",
        encoding="utf-8",
    )
    row = benchmark(tmp_path, ["en"]).splitlines()[2]
    assert row.count("0.500") >= 2 and "1.000" in row


def test_interval_is_the_same_each_time() -> None:
    assert interval([True, False] * 20) == interval([True, False] * 20)
