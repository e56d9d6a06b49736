"""The report: complete, escaped, closed to everything outside, and in every language there is."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.config import OutputSettings, ReportSettings
from pipeline.evaluation.causes import CAUSES
from pipeline.languages import codes, shared
from pipeline.report.data import build
from pipeline.report.labels import load_labels
from pipeline.report.page import FOLDER, as_json, load_script, load_world, render
from pipeline.report.passages import Mark, cut
from pipeline.storage.lines import read_lines
from pipeline.storage.runs import Run, write_run
from pipeline.storage.schema import load_schema
from tests.payloads import PAYLOADS, hostile_manifest, hostile_run
from tests.test_scoring import agreement, visit
from tests.test_storage import finished


class Seen(HTMLParser):
    """The tags of a page, its ids and links, the texts of its scripts, and everything that could run."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.ids: list[str | None] = []
        self.links: list[str | None] = []
        self.running: list[tuple[str, str, str | None]] = []
        self.scripts: list[str] = []
        self.inside = False
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside = tag == "script"
        if self.inside:
            self.scripts.append("")
        for name, value in attrs:
            if name == "id":
                self.ids.append(value)
            if name == "href":
                self.links.append(value)
            if name.startswith("on") or name in ("style", "src", "srcdoc", "action") or (name == "href" and not (value or "").startswith("#")):
                self.running.append((tag, name, value))
        if tag in ("iframe", "object", "embed", "base", "link", "img", "form"):
            self.running.append((tag, "", None))

    def handle_endtag(self, tag: str) -> None:
        self.inside = False

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.scripts[-1] += data
        self.text += data


def read_page(folder: Path) -> str:
    return (folder / "report.html").read_text(encoding="utf-8")


def data_of(page: str) -> dict[str, Any]:
    [text] = re.findall(r'<script type="application/json" id="data">(.*?)</script>', page, re.S)
    return json.loads(text)


def rows_of(data: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    table = data["records"][kind]
    return [dict(zip(table["columns"], row, strict=True)) for row in table["rows"]]


def test_the_page_holds_every_record_with_its_article(elchi: Any, article: Path, tmp_path: Path) -> None:
    elchi("run", article, "--out", tmp_path / "out")
    result = elchi("report", tmp_path / "out")
    assert (result.code, result.out.strip()) == (0, str(tmp_path / "out" / "report.html"))
    data = data_of(read_page(tmp_path / "out"))
    assert [row["visitor_name"] for row in rows_of(data, "visit")] == ["Heydər Əliyev", "Nursultan Nazarbayev", None]
    assert [row["title"] for row in rows_of(data, "agreement")] == ["dostluq haqqında"]
    [entry] = data["articles"]
    start, stop, language = rows_of(data, "visit")[0]["evidence"][0]
    assert (entry["text"][start:stop][:10], language, entry["doc_id"]) == ("V Heydər Ə", "az", "ties")
    assert data["places"]["TUR"] == {"az": "Türkiyə", "en": "Turkey", "ru": "Турция"}
    page = Seen(read_page(tmp_path / "out"))
    assert len(page.ids) == len(set(page.ids)) and page.running == []
    assert all(link and link[1:] in page.ids for link in page.links)


def test_offsets_are_those_of_a_browser() -> None:
    """JavaScript counts UTF-16 units: an emoji is two."""
    record = finished(visit(evidence=[{"start": 2, "end": 6, "language": "az"}]))
    run = Run([record], [{"doc_id": "d", "status": "done", "languages": "az", "text": "😀 Bakı"}], [])
    data = build(run, {}, None, ReportSettings())
    start, stop, _ = rows_of(data, "visit")[0]["evidence"][0]
    assert data["articles"][0]["text"].encode("utf-16-le")[2 * start : 2 * stop].decode("utf-16-le") == "Bakı"


def test_the_same_run_gives_the_same_page(elchi: Any, article: Path, tmp_path: Path) -> None:
    elchi("run", article, "--out", tmp_path / "out")
    elchi("report", tmp_path / "out")
    first = (tmp_path / "out" / "report.html").read_bytes()
    elchi("report", tmp_path / "out")
    assert (tmp_path / "out" / "report.html").read_bytes() == first


def judged(elchi: Any, article: Path, folder: Path) -> dict[str, Any]:
    """The data of a report whose gold has another kind for the first visit, and one visit more."""
    elchi("run", article, "--out", folder / "out")
    records = [record for name in ("visits", "agreements") for record in read_lines(folder / "out" / f"{name}.jsonl")]
    records[0]["visit_type"] = "state"
    missed = records[1] | {"record_id": "m", "host_country": "GEO", "evidence": [{"start": 0, "end": 4, "language": "az"}]}
    (folder / "gold").mkdir()
    (folder / "gold" / "ties.jsonl").write_text("".join(json.dumps(record) + "\n" for record in [*records, missed]), encoding="utf-8")
    assert elchi("report", folder / "out", "--gold", folder / "gold").code == 0
    return data_of(read_page(folder / "out"))


def test_gold_brings_the_evaluation(elchi: Any, article: Path, tmp_path: Path) -> None:
    data = judged(elchi, article, tmp_path)
    visits = rows_of(data, "visit")
    assert [row["outcome"] for row in visits] == ["wrong", "right", "right", "missed"]
    assert visits[0]["gold"] == {"visit_type": "state"} and visits[3]["cause"] in CAUSES
    assert sorted((problem["what"], problem["record"]) for problem in data["problems"]) == [("missed", 3), ("wrong", 0)]
    assert data["problems"][1]["fields"] == [{"name": "visit_type", "gold": "state", "found": "official", "core": True}]
    assert data["causes"]["type"] == {"missed": 0, "false": 0, "wrong": 1}
    assert data["summary"]["overall"]["detection"]["recall"] == 0.8
    assert {"evaluation", "errors", "causes"} <= set(Seen(read_page(tmp_path / "out")).ids)


@pytest.mark.parametrize("language", codes())
def test_the_page_speaks_every_language(elchi: Any, article: Path, tmp_path: Path, language: str) -> None:
    elchi("run", article, "--out", tmp_path / "out")
    (tmp_path / "config.yaml").write_text(f"report: {{language: {language}}}\n", encoding="utf-8")
    assert elchi("report", tmp_path / "out", "--config", tmp_path / "config.yaml").code == 0
    page = read_page(tmp_path / "out")
    words = load_labels(language).words
    assert f'<html lang="{language}">' in page and f"<title>{words['page']['title']} · elchi</title>" in page
    assert f'data-t="sections.provenance">{words["sections"]["provenance"]}<' in page
    assert data_of(page)["languages"] == list(codes())


def test_an_unknown_language_is_refused(elchi: Any, article: Path, tmp_path: Path) -> None:
    elchi("run", article, "--out", tmp_path / "out")
    (tmp_path / "config.yaml").write_text("report: {language: tlh}\n", encoding="utf-8")
    result = elchi("report", tmp_path / "out", "--config", tmp_path / "config.yaml")
    assert result.code == 2
    assert "there are az, en, ru" in result.err


def keys(words: Any, prefix: str = "") -> set[str]:
    return {name for key, value in words.items() for name in (keys(value, f"{prefix}{key}.") if isinstance(value, dict) else [f"{prefix}{key}"])}


def test_labels_are_the_same_in_every_language_and_cover_every_value() -> None:
    every = {code: keys(load_labels(code).words) for code in codes()}
    assert len(set(map(frozenset, every.values()))) == 1
    fields = [rule for kind in ("visit", "agreement") for rule in load_schema()["$defs"][kind]["properties"].items()]
    values = {value for name, rule in fields for value in rule.get("enum", ()) if name not in ("kind",) and value}
    words = load_labels(codes()[0]).words
    assert values <= set(words["values"])
    assert set(words["causes"]) == set(CAUSES)


FAMILIES = ("values", "fields", "causes", "languages", "letters", "kinds", "counts", "visits", "offices", "columns", "dates.months", "dates.months_of", "dates.seasons",
            "dates.decades", "figures", "evaluation.outcome", "provenance", "sections")  # fmt: skip


def test_every_word_is_used_and_every_used_word_is_there() -> None:
    """Words are named in full in the shell and the script; of the families that are named with a value in them, the prefix is."""
    source = load_script() + (FOLDER / "report.html").read_text(encoding="utf-8")
    named = set(re.findall(r'(?<![A-Za-z.])(?:say|lookup|t)\("([a-z_.0-9]+)"', source)) | set(re.findall(r'data-label="([a-z_.]+)"', source))
    named |= {f"filters.{name}" for name in re.findall(r'choice\("(\w+)"', source)}
    named = {name for name in named if not name.endswith(".")}
    known = keys(load_labels(codes()[0]).words) - {"own_name"}
    assert named <= known, named - known
    prefixes = tuple(f"{family}." for family in FAMILIES)
    templates = re.findall(r"t\(`([a-z_.]+)\$\{[^`]*?\}([a-z_]*)`", source)
    quoted = set(re.findall(r'"([a-z_]+\.[a-z_.]+)"', source)) | set(re.findall(r"{{ t\.([a-z_.]+)", source))
    rest = {name for name in known - named - quoted if not name.startswith(prefixes)}
    assert not {name for name in rest if not any(name.startswith(start) and name.endswith(end) for start, end in templates)}, rest


@pytest.mark.parametrize("code", codes())
def test_labels_keep_their_placeholders(code: str) -> None:
    def placeholders(words: Any) -> list[str]:
        return [
            name
            for _, value in sorted(words.items(), key=lambda item: str(item[0]))
            for name in (placeholders(value) if isinstance(value, dict) else sorted(re.findall(r"\{\w+\}", str(value))))
        ]

    assert placeholders(load_labels(code).words) == placeholders(load_labels(codes()[0]).words)


def test_there_are_a_hundred_payloads() -> None:
    assert len(PAYLOADS) >= 100


@pytest.mark.parametrize("keep_texts", [True, False])
def test_nothing_a_text_says_becomes_markup(tmp_path: Path, elchi: Any, keep_texts: bool) -> None:
    write_run(tmp_path, hostile_run(), OutputSettings(formats=(), keep_texts=keep_texts))
    (tmp_path / "run.json").write_text(json.dumps(hostile_manifest()), encoding="utf-8")
    assert elchi("report", tmp_path).code == 0
    text = read_page(tmp_path)
    page = Seen(text)
    assert len(page.scripts) == 2 and page.running == []
    data, script = page.scripts
    assert not set("<>&\u2028\u2029") & set(data)
    assert script == load_script()
    assert all(payload in {row["visitor_name"] for row in rows_of(data_of(text), "visit")} for payload in PAYLOADS)


def test_the_policy_allows_this_script_and_this_style_and_nothing_else(elchi: Any, article: Path, tmp_path: Path) -> None:
    elchi("run", article, "--out", tmp_path / "out")
    elchi("report", tmp_path / "out")
    page = read_page(tmp_path / "out")
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy
    allowed = policy[1].replace("&#39;", "'")
    assert allowed.startswith("default-src 'none'; ")
    for tag in ("style", "script"):
        [content] = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.S)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in allowed
    assert "unsafe" not in allowed
    assert "http" not in page.replace("http-equiv", "").replace("http://www.w3.org/2000/svg", "")


@given(st.text())
def test_data_stands_in_a_page_and_comes_back(text: str) -> None:
    written = as_json({"text": text})
    assert json.loads(written) == {"text": text}
    assert not set("<>&\u2028\u2029") & set(written)


def test_the_script_makes_no_markup_out_of_text() -> None:
    for word in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function", "srcdoc", 'setAttribute("style"', "fetch(", "XMLHttpRequest", "localStorage"):
        assert word not in load_script()


def test_a_run_without_anything_still_has_a_page(elchi: Any, tmp_path: Path) -> None:
    write_run(tmp_path, Run([], [], []), OutputSettings(formats=()))
    assert elchi("report", tmp_path).code == 0


def test_articles_beyond_the_limit_are_shown_with_their_evidence(elchi: Any, article: Path, tmp_path: Path) -> None:
    elchi("run", article, "--out", tmp_path / "out")
    (tmp_path / "config.yaml").write_text("report: {max_articles: 0}\n", encoding="utf-8")
    elchi("report", tmp_path / "out", "--config", tmp_path / "config.yaml")
    data = data_of(read_page(tmp_path / "out"))
    assert data["articles"][0]["text"] is None and data["articles"][0]["left_out"]
    assert rows_of(data, "visit")[0]["evidence"][0][3].startswith("V Heydər Əliyev")


TEXT = "0123456789"
MARKS = st.lists(
    st.tuples(st.integers(0, 9), st.integers(1, 5), st.sampled_from("abc")).map(lambda m: Mark(m[0], min(10, m[0] + m[1]), m[2])),
    max_size=6,
)


@given(MARKS)
def test_passages_are_the_text_and_know_what_covers_them(marks: list[Mark]) -> None:
    passages = cut(TEXT, marks)
    assert "".join(passage.text for passage in passages) == TEXT
    start = 0
    for passage in passages:
        stop = start + len(passage.text)
        assert set(passage.keys) == {mark.key for mark in marks if mark.start <= start and stop <= mark.stop}
        assert set(passage.ending) == {mark.key for mark in marks if mark.stop == stop}
        start = stop


def test_the_map_knows_every_inhabited_country() -> None:
    points = load_world()["points"]
    uninhabited = {"ATA", "ATF", "BVT", "HMD", "UMI"}
    assert {entry["code"] for entry in shared("countries")} - set(points) <= uninhabited
    assert all(-180 <= longitude <= 180 and -60 <= latitude <= 80 for longitude, latitude in points.values())
    assert all(len(ring) % 2 == 0 and len(ring) >= 6 for ring in (*load_world()["land"], *load_world()["water"]))


def test_the_style_sheet_serves_dark_print_and_phone() -> None:
    style = (FOLDER / "report.css").read_text(encoding="utf-8")
    for wanted in ("prefers-color-scheme: dark", "@media print", "max-width: 44rem", ":focus-visible"):
        assert wanted in style


def test_five_hundred_articles_stay_small(tmp_path: Path) -> None:
    """500 articles of 8,000 characters with 14 records each, in letters of two bytes: the page stays under 15 MB."""
    text = "Президент Республики прибыл с официальным визитом. " * 160
    records, documents = [], []
    for at in range(500):
        documents.append({"doc_id": f"article-{at:03}", "status": "done", "languages": "ru", "text": text})
        for number in range(7):
            evidence = [{"start": 51 * number, "end": 51 * number + 50, "language": "ru", "text": text[51 * number : 51 * number + 50]}]
            records += [finished(visit(doc_id=f"article-{at:03}", evidence=evidence), f"v{at}-{number}")]
            records += [finished(agreement(doc_id=f"article-{at:03}", evidence=evidence, title="о сотрудничестве в области культуры и спорта"), f"a{at}-{number}")]
    page = render(build(Run(records, documents, []), {}, None, ReportSettings()), "en")
    assert len(page.encode()) < 15_000_000
