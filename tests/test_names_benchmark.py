"""The benchmark of names: what counts as right, what as wrong, and files that are none."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.entities.benchmark import MEASURES, benchmark, load_names, score
from pipeline.errors import GoldError

TEXT = """President Eduard Shevardnadze of Georgia flew to Almaty on 5 May 1996. There Shevardnadze met Nursultan Nazarbayev, the president of Kazakhstan.
"""
NAMES = """persons:
  - {name: Eduard Shevardnadze, country: GEO, offices: [head_of_state]}
  - {name: Nursultan Nazarbayev, country: KAZ, offices: [head_of_state]}
countries: [GEO, KAZ]
places: [Almaty]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.yaml").write_text(NAMES, encoding="utf-8")
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


def test_all_right(folder: Path) -> None:
    language, found = score("a", TEXT, load_names(folder / "a.yaml"))
    assert language == "en" and not found.wrong
    assert {measure: found.figures(measure) for measure in MEASURES} == dict.fromkeys(MEASURES, (1.0, 1.0, 1.0))
    assert found.expected["offices"] == 2 and found.given["persons, base form"] == 2


def test_nothing_found_is_nothing_right(folder: Path) -> None:
    _, found = score("a", "Nothing to see.", load_names(folder / "a.yaml"))
    assert {measure: found.figures(measure) for measure in MEASURES} == dict.fromkeys(MEASURES, (0.0, 0.0, 0.0))
    assert found.expected["persons, base form"] == 2


def test_another_form_is_found_and_not_right(folder: Path) -> None:
    path = folder / "a.yaml"
    path.write_text(NAMES.replace("Eduard Shevardnadze", "Eduard Amvrosiyevich Shevardnadze"), encoding="utf-8")
    _, found = score("a", TEXT, load_names(path))
    assert found.figures("persons, base form") == (0.5, 0.5, 0.5)
    assert found.figures("persons, found") == found.figures("offices") == (1.0, 1.0, 1.0)


def test_wrong_values_cost_both_ways(folder: Path) -> None:
    path = folder / "a.yaml"
    path.write_text(NAMES.replace("GEO, offices: [head_of_state]", "TUR, offices: [envoy]").replace("[Almaty]", "[Astana]"), encoding="utf-8")
    _, found = score("a", TEXT, load_names(path))
    assert found.figures("offices") == found.figures("person's country") == (0.5, 0.5, 0.5)
    assert found.figures("places") == (0.0, 0.0, 0.0)
    assert ("a", "places", "-", "astana") in found.wrong and ("a", "places", "+", "almaty") in found.wrong


def test_what_the_register_adds_is_left_out_where_nothing_is_expected(folder: Path) -> None:
    text = "In May 1996 Helmut Kohl spoke. Boris Yeltsin listened."
    kohl, yeltsin = "{name: Helmut Kohl, country: null, offices: []}", "{name: Boris Yeltsin, country: RUS, offices: [head_of_state]}"
    path = folder / "a.yaml"
    path.write_text(f"persons:\n  - {kohl}\n  - {yeltsin}\ncountries: []\nplaces: []\n", encoding="utf-8")
    _, found = score("a", text, load_names(path))
    assert found.given["offices"] == found.right["offices"] == 1


def test_table(folder: Path) -> None:
    lines = benchmark(folder, folder).splitlines()
    assert len(lines) == 2 + len(MEASURES)
    assert lines[2] == "| en | persons, base form | 2 | 1.000 | 1.000 | 1.000 |"
    assert benchmark(folder, folder, ["az"]).splitlines() == lines[:2]


@pytest.mark.parametrize(
    ("change", "where"),
    [(("places:", "towns:"), "a.yaml"), (("country: KAZ, ", ""), "person 2"), (("[head_of_state]}\n  - {name: N", "head_of_state}\n  - {name: N"), "person 1")],
)
def test_a_malformed_file_is_refused(folder: Path, change: tuple[str, str], where: str) -> None:
    path = folder / "a.yaml"
    path.write_text(NAMES.replace(*change), encoding="utf-8")
    with pytest.raises(GoldError, match=where):
        load_names(path)


def test_a_missing_article_is_told(folder: Path) -> None:
    (folder / "a.txt").unlink()
    with pytest.raises(GoldError, match=r"a\.txt"):
        benchmark(folder, folder)
