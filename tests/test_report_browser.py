"""The report in a real browser: it is laid out under its policy, can be searched, filtered, read by keyboard, printed; and no text in it ever runs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.config import OutputSettings, ReportSettings
from pipeline.report import write_report
from pipeline.storage.runs import Run, write_run
from tests.browser import PROGRAM, Browser
from tests.payloads import PAYLOADS, hostile_manifest, hostile_run
from tests.test_scoring import agreement, visit
from tests.test_storage import finished

pytestmark = pytest.mark.skipif(PROGRAM is None, reason="no chromium on this machine: apt-get install chromium")
TEXT = "😀 Heydər Əliyev 1994-cü il fevralın 8-də Ankaraya gəldi və müqavilə imzaladı.\n\nNursultan Nazarbayev 1996-cı ildə Bakıya gəldi."
FIRST, SECOND = (TEXT.index("Heydər"), TEXT.index("\n")), (TEXT.index("Nursultan"), len(TEXT))


def evidence(span: tuple[int, int]) -> list[dict[str, Any]]:
    return [{"start": span[0], "end": span[1], "language": "az", "text": TEXT[span[0] : span[1]]}]


def small_run() -> tuple[Run, list[dict[str, Any]]]:
    """Three records of one article among three, and gold that has another kind for one visit, and one visit more."""
    records = [
        finished(visit(doc_id="ties", host_place="Ankara", visit_type="official", evidence=evidence(FIRST)), "v1"),
        finished(visit(doc_id="ties", visitor_name="Nursultan Nazarbayev", visitor_country="KAZ", host_country="AZE", date="1996", evidence=evidence(SECOND)), "v2")
        | {"date_start": "1996-01-01", "date_end": "1996-12-31"},
        finished(agreement(doc_id="ties", title="dostluq haqqında", during_visit="v1", evidence=evidence(FIRST)), "a1"),
    ]
    documents = [{"doc_id": name, "status": "done", "languages": "az", "text": TEXT} for name in ("empty", "other", "ties")]
    gold = [{**record, "visit_type": "state"} if record["record_id"] == "v1" else record for record in records]
    return Run(records, documents, []), [*gold, visit(doc_id="ties", record_id="m", host_country="GEO", date="2001", evidence=evidence(SECOND))]


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("report")
    run, gold = small_run()
    write_run(folder, run, OutputSettings(formats=()))
    (folder / "gold").mkdir()
    for name in ("empty", "other", "ties"):
        lines = [json.dumps(record) for record in gold] if name == "ties" else []
        (folder / "gold" / f"{name}.jsonl").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return write_report(folder, folder / "gold", ReportSettings())


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with Browser() as page:
        yield page


@pytest.fixture
def page(browser: Browser, report: Path) -> Browser:
    browser.open(report)
    return browser


def settle(page: Browser, milliseconds: int = 250) -> None:
    page.run(f"new Promise((done) => setTimeout(done, {milliseconds}))")


def rows(page: Browser) -> int:
    return int(page.run("document.querySelectorAll('#rows tr').length"))


def choose(page: Browser, name: str, value: str) -> None:
    page.run(f"(() => {{ const select = document.getElementById('filter-{name}'); select.value = {value!r}; select.dispatchEvent(new Event('change')); }})()")


def test_it_is_laid_out_without_a_complaint(page: Browser) -> None:
    assert page.complaints() == []
    assert page.run("document.querySelector('#figures .visit dd').textContent") == "2"
    assert rows(page) == 3
    assert page.run("document.querySelectorAll('.map .spot').length") == 2
    assert page.run("document.querySelectorAll('#matrix tbody button').length") == 2
    assert "Nothing from" not in page.run("document.body.innerText")


def test_search_and_filters_show_what_fits_and_chips_take_them_back(page: Browser) -> None:
    page.run("(() => { const input = document.getElementById('filter-words'); input.value = 'NAZARBAYEV bakı'; input.dispatchEvent(new Event('input')); })()")
    settle(page)
    assert rows(page) == 1
    page.run("document.querySelector('#chips .chip').click()")
    assert rows(page) == 3 and page.run("document.getElementById('filter-words').value") == ""
    for name, value, left in (("kind", "agreement", 1), ("country", "KAZ", 1), ("type", "visit official", 1), ("since", "1996", 1), ("until", "1994", 2), ("outcome", "wrong", 1)):
        choose(page, name, value)
        assert rows(page) == left, name
        page.run("document.querySelector('#chips .chip').click()")
    page.run("document.querySelector('#matrix tbody button').click()")
    assert rows(page) == 1


def test_a_link_opens_the_article_at_its_record(page: Browser) -> None:
    assert page.run("document.querySelectorAll('.cards').length") == 0
    page.run("document.querySelector('#rows a').click()")
    settle(page)
    assert page.run("document.activeElement.id") == "a3-v1"
    assert page.run("document.querySelectorAll('#a3 .card').length") == 4
    assert page.run("document.querySelector('#a3 .text mark').textContent") == TEXT[FIRST[0] : FIRST[1]]
    assert page.run("document.querySelector('#a3-v1 .gold').textContent") == "gold: state"
    assert page.run("document.querySelector('#a3-a1 dd a').getAttribute('href')") == "#a3-v1"
    text = page.run("document.querySelector('#a3 .text').textContent")
    assert text.startswith("😀 Heydər Əliyev")


def test_it_speaks_three_languages(page: Browser) -> None:
    for at, (title, date) in enumerate((("Səfərlər və sazişlər", "8 fevral 1994"), ("Visits and agreements", "8 February 1994"), ("Визиты и соглашения", "8 февраля 1994"))):
        page.run(f"document.querySelectorAll('#languages button')[{at}].click()")
        assert page.run("document.querySelector('h1').textContent") == title
        assert page.run("document.querySelector('#rows .date').textContent") == date
    assert page.run("document.documentElement.lang") == "ru"
    missing = page.run("[...document.querySelectorAll('body *')].filter((node) => !node.children.length && /^[a-z_]+\\.[a-z_.]+$/.test(node.textContent)).map((node) => node.textContent)")
    assert missing == []


DATES = {
    "1994": "1994", "1991-03": "March 1991", "1997-06-10": "10 June 1997", "1994-02-08/1994-02-12": "8–12 February 1994", "1994-02-27/1994-03-02": "27 February – 2 March 1994",
    "1993/2003": "1993–2003", "1999-12-30/2000-01-02": "30 December 1999 – 2 January 2000", "2000-23": "autumn 2000", "1995~": "about 1995", "199X": "1990s",
    "XXXX-10-19": "19 October (year unknown)", "1996/..": "from 1996", "../1996-05": "until May 1996", "1991-10/1991-11": "October – November 1991", "odd": "odd",
}  # fmt: skip


def test_dates_are_written_as_a_reader_writes_them(browser: Browser, tmp_path: Path) -> None:
    records = [finished(visit(date=edtf, evidence=evidence(FIRST), doc_id="d"), f"v{at}") for at, edtf in enumerate(DATES)]
    write_run(tmp_path, Run(records, [{"doc_id": "d", "status": "done", "languages": "az", "text": TEXT}], []), OutputSettings(formats=()))
    browser.open(write_report(tmp_path, None, ReportSettings()))
    shown = browser.run("[...document.querySelectorAll('#rows .date')].map((cell) => [cell.title, cell.textContent])")
    assert dict(shown) == DATES


def test_errors_can_be_browsed_by_cause(page: Browser) -> None:
    assert page.run("document.querySelectorAll('#errors li').length") == 2
    page.run("[...document.querySelectorAll('#causes button')].find((one) => one.getAttribute('aria-label').includes('missed')).click()")
    assert page.run("document.querySelectorAll('#errors li').length") == 1
    assert page.run("document.querySelector('#errors .badge').textContent") == "missed"
    page.run("document.querySelector('#errors a').click()")
    settle(page)
    assert page.run("document.activeElement.id") == "a3-m1"


def test_it_can_be_used_by_keyboard(page: Browser) -> None:
    page.press("Tab", 9)
    assert page.run("document.activeElement.className") == "skip"
    seen = set()
    for _ in range(40):
        page.press("Tab", 9)
        seen.add(page.run("document.activeElement.closest('nav, #filters, #languages, #matrix, #columns, #rows, #articles')?.id || document.activeElement.closest('nav')?.tagName || ''"))
    assert {"NAV", "filters", "languages", "matrix", "columns", "rows"} <= seen
    page.run("document.querySelector('#columns th:nth-child(2) button').focus()")
    page.press("Enter", 13)
    assert page.run("document.querySelector('#columns th:nth-child(2)').getAttribute('aria-sort')") == "ascending"
    assert page.run("document.activeElement.closest('th').cellIndex") == 1


def test_a_screen_reader_finds_names_everywhere(page: Browser) -> None:
    page.run("location.hash = '#a3-v1'")
    settle(page)
    nameless = """[...document.querySelectorAll('button, a, select, input, [role=region], svg[role=img], nav, search, summary')].filter((node) =>
        !(node.textContent.trim() || node.getAttribute('aria-label') || node.labels?.length)).map((node) => node.outerHTML.slice(0, 120))"""
    assert page.run(nameless) == []
    assert page.run("document.querySelectorAll('main').length") == 1
    levels = page.run("[...document.querySelectorAll('h1, h2, h3, h4')].filter((node) => node.offsetParent).map((node) => Number(node.tagName[1]))")
    assert levels[0] == 1 and all(after - before <= 1 for before, after in zip(levels, levels[1:], strict=False))
    ids = page.run("[...document.querySelectorAll('[id]')].map((node) => node.id)")
    assert len(ids) == len(set(ids))
    assert page.run("[...document.querySelectorAll('table th')].every((head) => head.scope)")


CONTRAST = """(() => {
  const parse = (text) => text.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((c) => c / 255).map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)).reduce((sum, c, at) => sum + c * [0.2126, 0.7152, 0.0722][at], 0);
  const behind = (node) => { for (let at = node; at; at = at.parentElement) { const color = getComputedStyle(at).backgroundColor; const parts = parse(color); if (color.startsWith('rgb(') || parts[3] === 1) return parts; } return [255, 255, 255]; };
  const weak = [];
  for (const node of document.querySelectorAll('p, dt, dd, th, td, a, b, label, h1, h2, h3, h4, summary, .key, .badge, .quote, .note')) {
    if (!node.offsetParent || ![...node.childNodes].some((child) => child.nodeType === 3 && child.textContent.trim())) continue;
    const color = getComputedStyle(node).color;
    if (!color.startsWith('rgb(') || getComputedStyle(node).backgroundColor.startsWith('color(')) continue;
    const [one, other] = [light(parse(color)), light(behind(node))].sort((a, b) => b - a);
    const ratio = (one + 0.05) / (other + 0.05);
    if (ratio < 4.5) weak.push([node.className || node.tagName, Math.round(ratio * 100) / 100]);
  }
  return weak;
})()"""


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (1280, True), (390, False)], ids=["desktop", "dark", "phone"])
def test_it_can_be_read_on_every_screen(report: Path, width: int, dark: bool) -> None:
    with Browser(width, 844, dark=dark) as page:
        page.open(report, "#a3-v1")
        settle(page)
        assert page.complaints() == []
        assert page.run("document.documentElement.scrollWidth") <= width
        assert page.run(CONTRAST) == []


def test_on_paper_every_article_is_there(page: Browser) -> None:
    pdf = page.paper()
    assert pdf.startswith(b"%PDF") and len(pdf) > 20_000
    assert page.run("document.querySelectorAll('.article[open] .text').length") == 3
    page.open(Path(page.run("location.pathname")))


SAFE = {"HTML", "HEAD", "META", "TITLE", "STYLE", "BODY", "A", "SPAN", "HEADER", "DIV", "P", "H1", "H2", "H3", "H4", "NAV", "MAIN", "NOSCRIPT", "SEARCH", "LABEL", "INPUT", "SELECT",
        "OPTION", "DETAILS", "SUMMARY", "SECTION", "DL", "DT", "DD", "FIGURE", "FIGCAPTION", "OUTPUT", "TABLE", "COLGROUP", "COL", "THEAD", "TBODY", "TR", "TH", "TD", "UL", "OL", "LI",
        "SCRIPT", "BUTTON", "MARK", "CODE", "BLOCKQUOTE", "B", "SMALL", "svg", "g", "rect", "path", "circle", "line", "text", "title"}  # fmt: skip


def test_a_hundred_payloads_in_every_field_leave_nothing_that_runs(browser: Browser, tmp_path: Path) -> None:
    write_run(tmp_path, hostile_run(), OutputSettings(formats=()))
    (tmp_path / "run.json").write_text(json.dumps(hostile_manifest()), encoding="utf-8")
    browser.open(write_report(tmp_path, None, ReportSettings()))
    browser.run("document.querySelectorAll('#more button, #more-articles button').forEach((one) => one.click())")
    browser.run("document.querySelectorAll('#more button, #more-articles button').forEach((one) => one.click())")
    browser.run("document.querySelectorAll('details').forEach((details) => { details.open = true; })")
    settle(browser, 1500)
    assert browser.run("document.querySelectorAll('.card').length") == 2 * len(PAYLOADS)
    assert set(browser.run("[...new Set([...document.querySelectorAll('*')].map((node) => node.tagName))]")) <= SAFE
    assert browser.run("document.querySelectorAll('script').length") == 2
    attributes = browser.run("[...document.querySelectorAll('*')].flatMap((node) => [...node.attributes].map((one) => [one.name, one.name === 'href' ? one.value : '']))")
    assert not [name for name, _ in attributes if name.startswith("on") or name in ("style", "src", "srcdoc", "action", "formaction", "xlink:href")]
    assert not [link for name, link in attributes if name == "href" and not link.startswith("#")]
    assert browser.run("document.title") == "Visits and agreements · elchi"
    shown = browser.run("document.body.textContent")
    assert not [payload for payload in PAYLOADS if payload.replace("\x00", "\ufffd") not in shown and payload not in shown]
    assert browser.complaints() == []


def test_a_stranger_s_script_does_not_run(browser: Browser, report: Path, tmp_path: Path) -> None:
    """The policy itself, in case an escape is ever forgotten."""
    page = report.read_text(encoding="utf-8").replace("</main>", "</main><script>document.title='taken'</script><img src=x onerror=\"document.title='taken'\">")
    (tmp_path / "report.html").write_text(page, encoding="utf-8")
    browser.open(tmp_path / "report.html")
    assert browser.run("document.title") == "Visits and agreements · elchi"
    assert any("Content Security Policy" in complaint for complaint in browser.complaints())
    browser.events.clear()


@pytest.mark.long
def test_five_hundred_articles_open_in_two_seconds(tmp_path: Path) -> None:
    """500 articles of 3,000 letters with 14 records each. The best of three: other work on the machine is not the page's."""
    text = (TEXT + "\n") * 24
    documents = [{"doc_id": f"article-{at:03}", "status": "done", "languages": "az", "text": text} for at in range(500)]
    records = []
    for at in range(500):
        for number in range(7):
            own = {"doc_id": f"article-{at:03}", "evidence": evidence(FIRST), "date": str(1990 + (at + number) % 34)}
            day = {"date_start": f"{own['date']}-01-01", "date_end": f"{own['date']}-12-31"}
            host = ("TUR", "KAZ", "GEO", "UKR", "DEU", "ITA", "IRN")[number]
            records += [finished(visit(host_country=host, **own), f"v{at}-{number}") | day, finished(agreement(**own), f"a{at}-{number}") | day]
    write_run(tmp_path, Run(records, documents, []), OutputSettings(formats=()))
    path = write_report(tmp_path, None, ReportSettings())
    assert path.stat().st_size < 15_000_000
    seconds = []
    for _ in range(3):
        with Browser() as page:
            page.open(path)
            seconds.append(page.run("performance.getEntriesByType('navigation')[0].loadEventEnd") / 1000)
    assert min(seconds) < 2, seconds
