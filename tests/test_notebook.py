"""Results in a notebook: frames, and texts with their evidence drawn in."""

from __future__ import annotations

import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

import pipeline
from pipeline.config import OutputSettings
from pipeline.errors import ConfigError
from pipeline.report.labels import load_labels
from pipeline.report.notebook import Drawn
from pipeline.storage.runs import write_run
from tests.payloads import PAYLOADS, hostile_run


class Tags(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.text += data


def test_a_run_is_loaded_as_records_and_as_frames(elchi: Any, article: Path, tmp_path: Path) -> None:
    pytest.importorskip("pandas")
    elchi("run", article, "--out", tmp_path / "out")
    results = pipeline.load(tmp_path / "out")
    assert (len(results.records), len(results.documents), results.rejects) == (4, 1, [])
    assert repr(results) == "<3 visits and 1 agreements in 1 documents>"
    assert results.visits.groupby("host_country").size().to_dict() == {"AZE": 2, "TUR": 1}
    assert results.visits["date_start"].dt.year.dropna().tolist() == [1994, 1996]
    assert results.agreements["parties"].tolist() == [["AZE", "TUR"]]
    assert results.evidence[["record_id", "language"]].shape == (4, 2)
    assert "ties" in results._repr_html_()


def test_evidence_is_drawn_where_it_stands(elchi: Any, article: Path, tmp_path: Path) -> None:
    elchi("run", article, "--out", tmp_path / "out")
    page = Tags(pipeline.load(tmp_path / "out").show("ties", "ru")._repr_html_())
    assert page.text.startswith("Elçi\nV Heydər Əliyev | head_of_state | AZE > TUR | 1994-02-08/1994-02-12 В1\n")
    assert "Heydər Əliyev → Турция · официальный · 1994-02-08/1994-02-12 · состоялся" in page.text
    with pytest.raises(ConfigError, match="no text of 'nothing'"):
        pipeline.load(tmp_path / "out").show("nothing")


def test_nothing_a_text_says_becomes_markup_in_a_notebook(tmp_path: Path) -> None:
    write_run(tmp_path, hostile_run(), OutputSettings(formats=()))
    results = pipeline.load(tmp_path)
    pages = [Tags(results._repr_html_())]
    for document in results.documents:
        if document.get("text"):
            pages.append(Tags(Drawn(document["text"], [r for r in results.records if r["doc_id"] == document["doc_id"]], load_labels("en"))._repr_html_()))
    for page in pages:
        assert page.tags <= {"div", "span", "ul", "li", "b", "table", "thead", "tbody", "tr", "th", "td"}
        assert page.attributes <= {"style"}
    text = "".join(page.text for page in pages)
    assert all(payload in text or payload.replace("\x00", "\ufffd") in text for payload in PAYLOADS)


def test_pandas_is_loaded_only_when_a_frame_is_wanted(elchi: Any, article: Path, tmp_path: Path) -> None:
    elchi("run", article, "--out", tmp_path / "out")
    code = f"import sys, pipeline; r = pipeline.load({str(tmp_path / 'out')!r}); r.show('ties')._repr_html_(); assert 'pandas' not in sys.modules; r.visits; assert 'pandas' in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parent.parent)
