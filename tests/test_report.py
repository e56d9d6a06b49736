"""The report: complete, escaped, closed to everything outside, and in every language there is."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.config import OutputSettings
from pipeline.languages import codes
from pipeline.report.labels import load_labels
from pipeline.report.page import FOLDER
from pipeline.report.passages import Mark, cut
from pipeline.storage.runs import Run, write_run
from pipeline.storage.schema import load_schema
from tests.test_scoring import agreement, visit
from tests.test_storage import finished

PAYLOADS = [
    "<script>alert(1)</script>", "</script><script>alert(1)</script>", "<img src=x onerror=alert(1)>", '"><svg onload=alert(1)>', "' onmouseover='alert(1)",
    "javascript:alert(1)", "</style><script>alert(1)</script>", "</title><script>alert(1)</script>", "<!--<script>", "]]><script>", "{{ 7*7 }}",
    "{% raw %}", "<iframe srcdoc='<script>alert(1)</script>'>", "<a href=javascript:alert(1)>x</a>", "&lt;script&gt;", "\u2028<script>\u2029", "<base href=//x>",
    "<meta http-equiv=refresh content=0>", "</mark><script>alert(1)</script>", "<details ontoggle=alert(1) open>", "\x00<script>", "＜script＞", "`<b>`", "<math><mi//xlink:href='data:x,<script>'>",
]  # fmt: skip


class Seen(HTMLParser):
    """The tags of a page, its ids, the links inside it, and everything that could run."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.scripts, self.ids, self.links, self.running = 0, [], [], []  # type: ignore[var-annotated]
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.scripts += tag == "script"
        for name, value in attrs:
            if name == "id":
                self.ids.append(value)
            if name == "href":
                self.links.append(value)
            if name.startswith("on") or name in ("style", "src", "srcdoc", "action") or "javascript:" in (value or "") and name == "href":
                self.running.append((tag, name, value))
        if tag in ("iframe", "object", "embed", "base", "link", "img", "form"):
            self.running.append((tag, "", None))

    def handle_data(self, data: str) -> None:
        self.text += data


def seen(folder: Path) -> Seen:
    return Seen((folder / "report.html").read_text(encoding="utf-8"))


def test_the_page_shows_every_record_with_its_article(elchi: Any, article: Path, tmp_path: Path) -> None:
    elchi("run", article, "--out", tmp_path / "out")
    result = elchi("report", tmp_path / "out")
    assert (result.code, result.out.strip()) == (0, str(tmp_path / "out" / "report.html"))
    page = seen(tmp_path / "out")
    assert {"d1", "r1", "r2", "r3", "r4"} <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))
    assert all(link.startswith("#") and link[1:] in page.ids for link in page.links)
    assert page.text.count("Heydər Əliyev") >= 4
    assert "Azerbaijan, T" in page.text
    assert page.scripts == 1


def test_the_same_run_gives_the_same_page(elchi: Any, article: Path, tmp_path: Path) -> None:
    elchi("run", article, "--out", tmp_path / "out")
    elchi("report", tmp_path / "out")
    first = (tmp_path / "out" / "report.html").read_bytes()
    elchi("report", tmp_path / "out")
    assert (tmp_path / "out" / "report.html").read_bytes() == first


def test_gold_brings_the_evaluation(elchi: Any, article: Path, tmp_path: Path) -> None:
    elchi("run", article, "--out", tmp_path / "out")
    records = [
        json.loads(line)
        for name in ("visits", "agreements")
        for line in (tmp_path / "out" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    records[0]["visit_type"] = "state"
    missed = records[1] | {"record_id": "m", "host_country": "GEO", "evidence": [{"start": 0, "end": 4, "language": "az"}]}
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold" / "ties.jsonl").write_text("".join(json.dumps(record) + "\n" for record in [*records, missed]), encoding="utf-8")
    assert elchi("report", tmp_path / "out", "--gold", tmp_path / "gold").code == 0
    page = seen(tmp_path / "out")
    assert "evaluation" in page.ids and "d1m1" in page.ids
    assert "gold: state" in page.text
    assert "1 missed, 0 false, 1 with a wrong field." in page.text
    assert all(link[1:] in page.ids for link in page.links)


@pytest.mark.parametrize("language", codes())
def test_the_page_speaks_every_language(elchi: Any, article: Path, tmp_path: Path, language: str) -> None:
    elchi("run", article, "--out", tmp_path / "out")
    (tmp_path / "config.yaml").write_text(f"report: {{language: {language}}}\n", encoding="utf-8")
    assert elchi("report", tmp_path / "out", "--config", tmp_path / "config.yaml").code == 0
    page = seen(tmp_path / "out")
    assert load_labels(language).words["sections"]["provenance"] in page.text
    assert "{" not in page.text.replace("{shown}", "").split('"use strict"')[0].split("}")[-1]


def test_an_unknown_language_is_refused(elchi: Any, article: Path, tmp_path: Path) -> None:
    elchi("run", article, "--out", tmp_path / "out")
    (tmp_path / "config.yaml").write_text("report: {language: tlh}\n", encoding="utf-8")
    result = elchi("report", tmp_path / "out", "--config", tmp_path / "config.yaml")
    assert result.code == 2
    assert "there are az, en, ru" in result.err


def keys(words: Any, prefix: str = "") -> set[str]:
    return {
        name for key, value in words.items() for name in (keys(value, f"{prefix}{key}.") if isinstance(value, dict) else [f"{prefix}{key}"])
    }


def test_labels_are_the_same_in_every_language_and_cover_every_value() -> None:
    every = {code: keys(load_labels(code).words) for code in codes()}
    assert len(set(map(frozenset, every.values()))) == 1
    fields = [rule for kind in ("visit", "agreement") for rule in load_schema()["$defs"][kind]["properties"].items()]
    values = {value for name, rule in fields for value in rule.get("enum", ()) if name not in ("kind",) and value}
    assert values <= set(load_labels(codes()[0]).words["values"])


@pytest.mark.parametrize("code", codes())
def test_labels_keep_their_placeholders(code: str) -> None:
    def placeholders(words: Any) -> list[str]:
        return [
            name
            for _, value in sorted(words.items())
            for name in (placeholders(value) if isinstance(value, dict) else sorted(re.findall(r"\{\w+\}", str(value))))
        ]

    assert placeholders(load_labels(code).words) == placeholders(load_labels("en").words)


def hostile_run(payload: str) -> Run:
    texts = {"visitor_name": payload, "host_place": payload, "occasion": payload, "doc_id": payload, "rules": [payload], "date": None}
    evidence = [{"start": 0, "end": len(payload), "language": "az", "text": payload}]
    one = {**finished(visit(**{**texts, "evidence": evidence}), f"v{payload}"), **texts}
    other = finished(
        agreement(title=payload, place=payload, signatories=[payload], doc_id=payload, evidence=evidence, during_visit=f"v{payload}"),
        f"a{payload}",
    )
    documents = [{"doc_id": payload, "status": "partial", "languages": "az", "text": f"{payload} {payload}"}]
    return Run([one, other], documents, [{"doc_id": payload, "code": "internal", "message": payload, "hint": payload}])


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize("keep_texts", [True, False])
def test_nothing_a_text_says_runs(elchi: Any, tmp_path: Path, payload: str, keep_texts: bool) -> None:
    write_run(tmp_path, hostile_run(payload), OutputSettings(formats=(), keep_texts=keep_texts))
    manifest = {"elchi": payload, "python": payload, "libraries": {payload: payload}, "configuration": {"input": {"suffixes": [payload]}},
                "configuration_hash": payload, "timings": {"finished": payload},
                "inputs": [{"doc_id": payload, "status": payload, "encoding": payload, "bytes": 1, "sha256": payload}]}  # fmt: skip
    (tmp_path / "run.json").write_text(json.dumps(manifest), encoding="utf-8")
    assert elchi("report", tmp_path).code == 0
    page = seen(tmp_path)
    assert page.scripts == 1
    assert page.running == []
    assert page.text.count(payload.replace("\x00", "\ufffd")) + page.text.count(payload) >= 8


def test_the_policy_allows_this_script_and_this_style_and_nothing_else(elchi: Any, article: Path, tmp_path: Path) -> None:
    elchi("run", article, "--out", tmp_path / "out")
    elchi("report", tmp_path / "out")
    page = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy
    allowed = policy[1].replace("&#39;", "'")
    assert allowed.startswith("default-src 'none'; ")
    for tag in ("style", "script"):
        [content] = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.S)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in allowed
    assert "unsafe" not in allowed
    assert "http" not in re.sub(r"http-equiv", "", page)


def test_a_run_without_anything_still_has_a_page(elchi: Any, tmp_path: Path) -> None:
    write_run(tmp_path, Run([], [], []), OutputSettings(formats=()))
    assert elchi("report", tmp_path).code == 0


def test_articles_beyond_the_limit_are_shown_with_their_evidence(elchi: Any, article: Path, tmp_path: Path) -> None:
    elchi("run", article, "--out", tmp_path / "out")
    (tmp_path / "config.yaml").write_text("report: {max_articles: 0}\n", encoding="utf-8")
    elchi("report", tmp_path / "out", "--config", tmp_path / "config.yaml")
    page = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert "<mark" not in page
    assert page.count("<blockquote") == 4


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


def test_the_style_sheet_serves_dark_print_and_phone() -> None:
    style = (FOLDER / "report.css").read_text(encoding="utf-8")
    for wanted in ("prefers-color-scheme: dark", "@media print", "max-width: 44rem", ":focus-visible"):
        assert wanted in style


@pytest.mark.long
def test_a_browser_sorts_searches_and_runs_no_stranger(elchi: Any, tmp_path: Path) -> None:
    """A real browser opens the page: our script runs under the policy, an injected one does not."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not browser:
        pytest.skip("no chromium on this machine")
    write_run(tmp_path, hostile_run("<script>document.title='taken'</script>"), OutputSettings(formats=()))
    elchi("report", tmp_path)
    path = tmp_path / "report.html"
    path.write_text(path.read_text(encoding="utf-8").replace("</main>", "</main><script>document.title='taken'</script>"), encoding="utf-8")
    options = "--headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking --disable-component-update --disable-sync".split()
    command = [browser, *options, f"--user-data-dir={tmp_path / 'profile'}", "--virtual-time-budget=2000", "--dump-dom", path.as_uri()]
    dom = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120).stdout
    assert "<title>Visits and agreements · elchi</title>" in dom
    assert "1 of 1 shown" in dom
    assert dom.count("<button") == 14
