"""Files of every format to text: what is kept, in which order, and what is refused before it costs anything."""

from __future__ import annotations

import json
import struct
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from pipeline.batch.containers import expand, read_source
from pipeline.batch.inputs import Source, find_sources
from pipeline.batch.work import process
from pipeline.config import ColumnSettings, LimitSettings, Settings
from pipeline.documents.readers import read_bytes, sniff
from pipeline.documents.readers.pages import Line, Piece, drop_furniture, lines_of
from pipeline.errors import DocumentError
from pipeline.storage.lines import read_lines
from tests.pdfs import assemble, column, pdf

SETTINGS = Settings()
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
PROSE = ["Prezident Heydər Əliyev rəsmi səfərlə", "Ankaraya gəldi və orada bir neçə gün", "qaldı, görüşlər keçirdi və sənəd-", "lər imzaladı. Səfər başa çatdıqdan"]


def refused(data: bytes, name: str = "a", settings: Settings = SETTINGS) -> str:
    with pytest.raises(DocumentError) as caught:
        read_bytes(data, name, settings)
    assert caught.value.message and caught.value.hint
    return caught.value.code


def zipped(files: dict[str, bytes | str], *, packed: bool = True) -> bytes:
    data = BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return data.getvalue()


def docx(body: str, **parts: str) -> bytes:
    return zipped({"word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>"} | {f"word/{name}.xml": text for name, text in parts.items()})


def p(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


# What a file is


@pytest.mark.parametrize(("data", "name", "kind"), [
    (b"%PDF-1.4", "a.txt", "pdf"), (b"\n\n%PDF-1.4", "a", "pdf"), (docx(p("a")), "a.txt", "docx"), (zipped({"a.txt": "a"}), "a", "zip"),
    (b"\xef\xbb\xbf <!-- x --><HTML>", "a.txt", "html"), (b"<?xml version='1.0'?><html>", "a", "html"), (b"Bak\xc4\xb1", "a.htm", "html"), (b"a < b", "a", "text"),
])  # fmt: skip
def test_the_content_says_what_a_file_is(data: bytes, name: str, kind: str) -> None:
    assert sniff(data, name) == kind


# PDF


def test_two_columns_are_read_one_after_the_other() -> None:
    left, right = [f"sol {line}" for line in PROSE * 3], [f"sağ {line}" for line in PROSE * 3]
    page = [(50, 770, 14, 0, "İki səfər haqqında məqalə və onun uzun başlığı burada"), *column(50, 720, left), *column(310, 720, right)]
    text = read_bytes(pdf([page]), "a.pdf", SETTINGS).text
    assert text.split("\n\n")[0] == "İki səfər haqqında məqalə və onun uzun başlığı burada"
    assert [line for line in text.split("\n") if line][1:] == left + right


def test_rows_of_tables_stay_whole() -> None:
    rows = [("1994", "Ankara", "rəsmi səfər"), ("1995", "Moskva", "işgüzar səfər"), ("1996", "Paris", "dövlət səfəri")] * 3
    page = [item for at, row in enumerate(rows) for item in ((50 + 150 * n, 700 - 20 * at, 10, 0, cell) for n, cell in enumerate(row))]
    assert read_bytes(pdf([page]), "a.pdf", SETTINGS).text.split() == " ".join("\t".join(row) for row in rows).split()
    assert "1994\tAnkara\trəsmi səfər" in read_bytes(pdf([page]), "a.pdf", SETTINGS).text


def test_notes_running_titles_numbers_and_turned_text_leave_the_prose_alone() -> None:
    def page(number: int) -> Any:
        word = ("", "birinci", "ikinci", "üçüncü")[number]
        return [(50, 780, 9, 0, f"Tarix jurnalı, № {number}"), *column(50, 700, [f"{word} {line}" for line in PROSE]), (50, 60, 7, 0, f"{number} Bax: {word} qeyd."),
                (290, 20, 10, 0, str(number)), (580, 300, 10, 1, f"{word} arxiv")]  # fmt: skip

    reading = read_bytes(pdf([page(number) for number in (1, 2, 3)], info={"Title": "Səfərlər", "Author": "A. B.", "CreationDate": "D:19990102"}), "a.pdf", SETTINGS)
    body, notes = reading.text.split("\n\n1 Bax", 1) if "\n\n1 Bax" in reading.text else reading.text.split("\n1 Bax", 1)
    assert "jurnal" not in reading.text and "Bax" not in body
    assert notes.count("Bax") == 2
    assert "ikinci arxiv" in body
    assert reading.metadata == {"title": "Səfərlər", "author": "A. B."}
    for number in (1, 2, 3):
        word = ("", "birinci", "ikinci", "üçüncü")[number]
        assert reading.page_of(reading.text.index(f"{word} Prezident")) == number
        assert reading.page_of(reading.text.index(f"{number} Bax")) == number


def test_evidence_from_a_pdf_has_its_page(tmp_path: Path) -> None:
    told = "In May 1997 President Heydar Aliyev paid an official visit to Turkey."
    (tmp_path / "a.pdf").write_bytes(pdf([column(50, 700, ["This page says nothing of interest to anybody."]), column(50, 700, [told])]))
    outcome = process(Source(str(tmp_path / "a.pdf"), "a"), SETTINGS)
    [record] = outcome["records"]
    [evidence] = record["evidence"]
    assert evidence["page"] == 2
    assert outcome["document"]["text"][evidence["start"] : evidence["end"]] == evidence["text"] == told


def test_pdfs_that_cannot_be_read() -> None:
    assert refused(pdf([[], []])) == "scanned"
    assert refused(pdf([[(10, 10, 10, 0, "7")]] * 3)) == "scanned"
    assert refused(b"%PDF-1.7\n" + bytes(range(256)) * 9) == "pdf-broken"
    assert refused(pdf([column(50, 700, PROSE)])[:-900]) in ("pdf-broken", "scanned")
    lock = f" /Encrypt << /Filter /Standard /V 1 /R 2 /O <{'41' * 32}> /U <{'42' * 32}> /P -4 >> /ID [<{'00' * 16}> <{'00' * 16}>]"
    assert refused(pdf([column(50, 700, PROSE)], trailer=lock)) == "encrypted"
    assert refused(pdf([column(50, 700, PROSE)] * 4), settings=Settings(limits=LimitSettings(pages=3))) == "pdf-pages"
    assert refused(pdf([column(50, 700, PROSE)] * 4), settings=Settings(limits=LimitSettings(characters=99))) == "too-long"


@pytest.mark.parametrize("content", [b"q " * 10_000_000, b"(" * 5_000_000, b"[" * 5_000_000, b"BT " * 5_000_000, b"0 " * 10_000_000])
def test_streams_of_nothing_cost_little(content: bytes) -> None:
    """20 MB of operators in 20 kB: one well-known reader takes 90 s and 2.6 GB for it."""
    assert refused(assemble([content], packed=True)) in ("scanned", "pdf-broken")


def test_the_layout_of_a_page() -> None:
    def shown(*pieces: Piece) -> list[str]:
        return [line.text for line in lines_of(pieces)]

    assert shown(Piece("second", 0, 30, 80, 10), Piece("first", 0, 30, 92, 10)) == ["first", "second"]
    assert shown(Piece("a", 0, 5, 92, 10), Piece("b", 5.5, 10, 92.5, 10)) == ["ab"]
    assert shown(Piece("a", 0, 5, 92, 10), Piece("b", 8, 12, 92, 10)) == ["a b"]
    assert shown() == []
    apart = lines_of([Piece("x", 0, 50, base, 10) for base in (100, 88, 76, 40)])
    assert [line.apart for line in apart] == [False, False, False, True]
    assert drop_furniture([[Line("12")]]) == [[Line("12")]], "the only page keeps all it has"


# DOCX


def test_docx_is_read_as_its_reader_sees_it() -> None:
    deleted = '<w:p><w:r><w:t xml:space="preserve">Nazir </w:t></w:r><w:del><w:r><w:delText>Bakıya</w:delText></w:r></w:del><w:ins><w:r><w:t>Ankaraya</w:t></w:r></w:ins><w:r><w:t xml:space="preserve"> gəldi.</w:t></w:r></w:p>'
    moved = "<w:p><w:moveFrom><w:r><w:t>köhnə</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>yeni</w:t></w:r></w:moveTo></w:p>"
    hidden = "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>gizli</w:t></w:r><w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>açıq</w:t></w:r></w:p>"
    signs = "<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t></w:r><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>"
    inner = f"<w:tbl><w:tr><w:tc>{p('x')}</w:tc><w:tc>{p('y')}</w:tc></w:tr></w:tbl>"
    table = f"<w:tbl><w:tr><w:tc>{p('1994')}</w:tc><w:tc>{p('Ankara')}{p('rəsmi')}</w:tc></w:tr><w:tr><w:tc>{p('1995')}</w:tc><w:tc>{inner}</w:tc></w:tr></w:tbl>"
    box = f"<w:p><w:r><w:t>before</w:t><w:pict><w:txbxContent>{p('in the box')}</w:txbxContent></w:pict></w:r></w:p>"
    notes = f'<w:footnotes {W}><w:footnote w:type="separator" w:id="0">{p("-")}</w:footnote><w:footnote w:id="12">{p("Qəzet, 1994.")}</w:footnote></w:footnotes>'
    core = '<c:p xmlns:c="x" xmlns:d="http://purl.org/dc/elements/1.1/"><d:title>İki səfər</d:title><d:creator>A. B.</d:creator></c:p>'
    data = docx(deleted + moved + hidden + signs + table + box, footnotes=notes)
    with zipfile.ZipFile(whole := BytesIO(data), "a") as archive:
        archive.writestr("docProps/core.xml", core)
    reading = read_bytes(whole.getvalue(), "a.docx", SETTINGS)
    lines = [line for line in reading.text.split("\n") if line]
    assert lines == ["Nazir Ankaraya gəldi.", "yeni", "açıq", "a\tb", "c-d", "1994\tAnkara rəsmi", "1995\tx y", "in the box", "before", "¹² Qəzet, 1994."]
    assert reading.metadata == {"title": "İki səfər", "author": "A. B."}


def test_docx_that_cannot_be_read() -> None:
    laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
    assert refused(zipped({"word/document.xml": f"{laughs}<w:document {W}>&b;</w:document>"})) == "docx-broken"
    outside = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    assert refused(zipped({"word/document.xml": f"{outside}<w:document {W}>&a;</w:document>"})) == "docx-broken"
    assert refused(docx("<w:p>")) == "docx-broken"
    assert refused(docx(p("x" * 5_000_000))) == "archive-size"
    assert refused(docx(p("x"))[:-30]) == "archive-broken"
    assert refused(zipped({"word/document.xml": "x", **{f"{at}": "" for at in range(5000)}})) == "archive-size"


@pytest.mark.long
def test_a_million_paragraphs_are_read() -> None:
    """The usual library takes half a minute and 718 MB for it."""
    reading = read_bytes(docx(p("a") * 1_000_000), "a.docx", Settings(limits=LimitSettings(unpacked_ratio=1000)))
    assert reading.text.count("a") == 1_000_000


# HTML


ARTICLE = "".join(f"<p>{'Президент Азербайджана прибыл в Анкару с официальным визитом. ' * 3}{at}</p>" for at in range(4))
PAGE = f"""<!doctype html><html><head><meta charset="{{}}"><title>Визит</title><meta name="author" content="А. Б."><meta property="article:published_time" content="1999-05-12"></head>
<body><nav><a href="/">Главная</a><a href="/x">Спорт</a></nav><article><h1>Визит</h1>{ARTICLE}<table><tr><td>1994</td><td>Анкара</td></tr><tr><td>1995</td><td>Москва</td></tr></table></article>
<footer>Все права</footer></body></html>"""


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1251", "koi8-r"])
def test_html_gives_the_article_and_what_the_page_says_of_it(encoding: str) -> None:
    reading = read_bytes(PAGE.format(encoding).encode(encoding), "a.html", SETTINGS)
    assert reading.text.count("официальным визитом") == 12
    assert "Спорт" not in reading.text and "права" not in reading.text
    assert "1994\tАнкара" in reading.text
    assert reading.metadata["title"] == "Визит" and reading.metadata["year"] == "1999"


def test_a_page_without_an_article_is_taken_whole() -> None:
    reading = read_bytes(b"<html><body><div>Nazir 1994</div></body></html>", "a.html", SETTINGS)
    assert "Nazir 1994" in reading.text


def test_html_that_would_take_minutes_is_refused_at_once() -> None:
    assert refused(b"<html><a " + b" ".join(b"x%d=1" % at for at in range(100_000)) + b">x</a>") == "html-size"
    assert refused(b"<html><a " + b" ".join(b'x%d=">"' % at for at in range(5_000)) + b">x</a>") == "html-size"
    assert refused(b"<html>" + b"<p>x" * 100_001) == "html-size"
    assert refused(b"<html>" + b"x" * 20_000_001) == "html-size"
    assert read_bytes(b"<html><p title='" + b"word " * 5000 + b"'>Bak\xc4\xb1 1994</p>", "a.html", SETTINGS).text.strip() == "Bakı 1994"


# JSONL, CSV


def test_rows_are_found_and_read_by_their_place(tmp_path: Path) -> None:
    rows = [{"id": "x", "text": "Bakı\u2028\n1994", "title": "T"}, {"id": "x", "body": "ikinci"}, {"id": "z"}, "no object"]
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    (tmp_path / "a.jsonl").write_text("\n" + "\n".join(lines) + "\n{broken\n", encoding="utf-8")
    found = expand(Source(str(tmp_path / "a.jsonl"), "a"), SETTINGS)
    assert [doc_id for doc_id, _, _ in found] == ["a/x", "a/x~2", "a/z", "a/4", "a/5"]
    read = [outcome(tmp_path / "a.jsonl", inner) for _, inner, _ in found]
    assert read == ["Bakı\u2028\n1994", "ikinci", "empty", "row-broken", "row-broken"]
    assert len({mark for _, _, mark in found}) == 5


@pytest.mark.parametrize(("suffix", "separator"), [("csv", ","), ("tsv", "\t")])
def test_tables_with_line_ends_in_their_cells(tmp_path: Path, suffix: str, separator: str) -> None:
    table = f'key{separator}"te\nxt"{separator}text\r\n1{separator}x{separator}"Bakı, ""1994""\nikinci sətir"\r\n\r\n2{separator}y{separator}üçüncü\r\n'
    path = tmp_path / f"a.{suffix}"
    path.write_text("\ufeff" + table, encoding="utf-8", newline="")
    found = expand(Source(str(path), "a"), SETTINGS)
    assert [(doc_id, outcome(path, inner)) for doc_id, inner, _ in found] == [("a/1", 'Bakı, "1994"\nikinci sətir'), ("a/2", "üçüncü")]


def outcome(path: Path, inner: tuple[str, ...], settings: Settings = SETTINGS) -> str:
    try:
        return read_source(Source(str(path), "a", inner), settings)[1].text
    except DocumentError as error:
        return error.code


def test_columns_are_named_in_the_settings(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("nömrə,mətn,il\n7,Bakı,1994-cü il\n", encoding="utf-8")
    with pytest.raises(DocumentError, match="no column for the text: there are nömrə, mətn, il"):
        expand(Source(str(tmp_path / "a.csv"), "a"), SETTINGS)
    settings = Settings(columns=ColumnSettings(text=("mətn",), id=("nömrə",), year=("il",)))
    [(doc_id, inner, _)] = expand(Source(str(tmp_path / "a.csv"), "a"), settings)
    reading = read_source(Source(str(tmp_path / "a.csv"), "a", inner), settings)[1]
    assert (doc_id, reading.text, reading.metadata) == ("a/7", "Bakı", {"year": "1994"})


# Zips


def test_zips_hold_all_of_these(tmp_path: Path) -> None:
    inner = zipped({"deep.txt": "dərin"})
    files: dict[str, bytes | str] = {"a.txt": "bir", "x/a.txt": "iki", "x/a.html": "<html><p>üç 1994</p>", "b.jsonl": '{"id": "r", "text": "dörd"}\n', "in.zip": inner,
             "c.docx": docx(p("beş")), "n.png": b"x", "__MACOSX/a.txt": "x", ".hidden.txt": "x", "a.txt.meta.json": "{}"}  # fmt: skip
    (tmp_path / "z.zip").write_bytes(zipped(files))
    found = {doc_id: outcome(tmp_path / "z.zip", inner).strip() for doc_id, inner, _ in expand(Source(str(tmp_path / "z.zip"), "z"), SETTINGS)}
    assert found == {"z/a": "bir", "z/x/a.txt": "iki", "z/x/a.html": "üç 1994", "z/b/r": "dörd", "z/in/deep": "dərin", "z/c": "beş"}


def hostile_zips() -> dict[str, tuple[bytes, str]]:
    bomb = zipped({"a.txt": b"0" * 150_000_000})
    nested = zipped({"a.txt": "x"})
    for _ in range(6):
        nested = zipped({"a.zip": nested})
    slip = {name: zipped({name: "x"}) for name in ("../a.txt", "/etc/a.txt", "C:/a.txt", "x/../../a.txt", "..\\a.txt")}
    locked = bytearray(zipped({"a.txt": "x"}))
    locked[6] |= 1
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    lying = bytearray(zipped({"a.txt": b"0123456789" * 50}))
    struct.pack_into("<I", lying, lying.index(b"PK\x01\x02") + 24, 5)
    overlapping = bytearray(zipped({"a.txt": b"0" * 9, "b.txt": b"1" * 9}, packed=False))
    for at in (0, 1):
        place = overlapping.index(b"PK\x01\x02") if at == 0 else overlapping.rindex(b"PK\x01\x02")
        struct.pack_into("<I", overlapping, place + 20, 400)
    return {
        "bomb": (bomb, "archive-size"), "nested": (nested, "archive-size"), "many": (zipped({f"{at}.txt": "" for at in range(5001)}), "archive-size"),
        "truncated": (zipped({"a.txt": "x" * 999})[:-50], "archive-broken"), "locked": (bytes(locked), "encrypted"), "lying": (bytes(lying), "archive-broken"),
        "overlapping": (bytes(overlapping), "archive-broken"), "huge": (zipped({f"{at}.txt": b"0" * 50_000_000 for at in range(5)}), "archive-size"),
        **{f"slip {name!r}": (data, "archive-names") for name, data in slip.items()},
    }  # fmt: skip


@pytest.fixture(scope="module")
def zips() -> dict[str, tuple[bytes, str]]:
    return hostile_zips()


@pytest.mark.parametrize("name", ["bomb", "nested", "many", "truncated", "locked", "lying", "overlapping", "huge", *(f"slip {name!r}" for name in ("../a.txt", "/etc/a.txt", "C:/a.txt", "x/../../a.txt", "..\\a.txt"))])
def test_hostile_zips_are_refused(tmp_path: Path, zips: dict[str, tuple[bytes, str]], name: str) -> None:
    data, code = zips[name]
    (tmp_path / "z.zip").write_bytes(data)
    try:
        found = expand(Source(str(tmp_path / "z.zip"), "z"), SETTINGS)
        codes = {outcome(tmp_path / "z.zip", inner) for _, inner, _ in found}
    except DocumentError as error:
        codes = {error.code}
    assert codes == {code}
    assert [path.name for path in tmp_path.iterdir()] == ["z.zip"]


# Whole runs


def test_a_run_over_every_format(elchi: Any, tmp_path: Path) -> None:
    line = "V Heydər Əliyev | head_of_state | AZE > TUR | 1994-02-08"
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "t.txt").write_text(line, encoding="utf-8")
    (folder / "d.docx").write_bytes(docx(p(line.replace(">", "&gt;"))))
    (folder / "p.pdf").write_bytes(pdf([column(20, 700, [line], size=8)]))
    (folder / "p.pdf.meta.json").write_text('{"title": "From the sidecar", "DOI": "10.1000/1"}', encoding="utf-8")
    (folder / "j.jsonl").write_text(json.dumps({"id": "1", "text": line}) + "\n" + json.dumps({"id": "2"}) + "\n", encoding="utf-8")
    (folder / "z.zip").write_bytes(zipped({"m.txt": line}))
    (folder / "broken.zip").write_bytes(b"PK\x03\x04nothing")
    (folder / "bad.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    (tmp_path / "c.yaml").write_text("output: {keep_texts: false}\n", encoding="utf-8")
    result = elchi("run", folder, "--out", tmp_path / "out", "--config", tmp_path / "c.yaml")
    assert result.code == 1, result.err
    documents = {document["doc_id"]: document for document in read_lines(tmp_path / "out" / "documents.jsonl")}
    assert {name: document["format"] for name, document in documents.items() if document["status"] == "done"} == {
        "t": "text", "d": "docx", "p": "pdf", "j/1": "row", "z/m": "text"}  # fmt: skip
    assert {reject["doc_id"]: reject["code"] for reject in read_lines(tmp_path / "out" / "rejects.jsonl")} == {
        "j/2": "empty", "broken": "archive-broken", "bad": "column-missing"}  # fmt: skip
    assert documents["p"]["metadata"] == {"title": "From the sidecar", "doi": "10.1000/1"}
    assert "text" in documents["p"] and "text" in documents["d"] and "text" not in documents["t"], "what was taken out of a file is kept in any case"
    assert len(list(read_lines(tmp_path / "out" / "visits.jsonl"))) == 5
    manifest = json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))
    assert f"{folder}/z.zip!member:m.txt" in [entry["path"] for entry in manifest["inputs"]]


def test_what_changed_is_read_again_and_nothing_else(elchi: Any, tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    for name in "abc":
        (folder / f"{name}.txt").write_text(f"V {name.upper()} | delegation | AZE > TUR | 1994", encoding="utf-8")

    def worked() -> list[str]:
        before = len(list(read_lines(out / "log.jsonl")))
        assert elchi("run", folder, "--out", out).code in (0, 1)
        return [event["doc_id"] for event in list(read_lines(out / "log.jsonl"))[before:] if event["event"] == "document"]

    assert worked() == ["a", "b", "c"] and worked() == []
    (folder / "b.txt").write_text("V B | delegation | AZE > KAZ | 1995", encoding="utf-8")
    (folder / "d.txt").write_text("", encoding="utf-8")
    (folder / "c.txt.meta.json").write_text('{"title": "T"}', encoding="utf-8")
    (folder / "a.txt").unlink()
    assert worked() == ["b", "c", "d"]
    assert [document["doc_id"] for document in read_lines(out / "documents.jsonl")] == ["b", "c", "d"]
    assert "gone: a" in (out / "summary.txt").read_text(encoding="utf-8")
    assert worked() == []
    assert elchi("run", folder, "--out", out, "--retry", "empty").code == 1
    assert [event["event"] for event in read_lines(out / "log.jsonl")].count("document") == 7
    result = elchi("run", folder, "--out", tmp_path / "fresh")
    assert result.code == 1
    for name in ("visits.jsonl", "documents.jsonl", "rejects.jsonl", "records.sqlite", "visits.csv", "visits.parquet"):
        assert (out / name).read_bytes() == (tmp_path / "fresh" / name).read_bytes(), name


def test_raised_limits_try_again_what_a_limit_refused(elchi: Any, article: Path, tmp_path: Path) -> None:
    config = tmp_path / "c.yaml"
    config.write_text("limits: {characters: 10}\n", encoding="utf-8")
    assert elchi("run", article, "--out", tmp_path / "out", "--config", config).code == 3
    config.write_text("limits: {characters: 1000}\n", encoding="utf-8")
    assert elchi("run", article, "--out", tmp_path / "out", "--config", config).code == 0


def test_standard_input(elchi: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import io
    import sys

    line = "V Heydər Əliyev | head_of_state | AZE > TUR | 1994"
    for text, names in ((line, ["stdin"]), (json.dumps({"id": "a", "text": line}) + "\n", ["stdin/a"])):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
        assert elchi("run", "-", "--out", tmp_path / names[0].replace("/", "")).code == 0
        assert [document["doc_id"] for document in read_lines(tmp_path / names[0].replace("/", "") / "documents.jsonl")] == names


def test_addresses_are_read_through_fsspec(elchi: Any, article: Path, tmp_path: Path) -> None:
    fsspec = pytest.importorskip("fsspec", reason="pip install 'elchi[remote]'")
    memory = fsspec.filesystem("memory")
    memory.pipe("/press/1994/ties.txt", (article / "ties.txt").read_bytes())
    memory.pipe("/press/1994/skip.png", b"x")
    assert [source.path for source in find_sources([f"file://{article}"], (".txt",))] == [f"file://{article}/ties.txt"]
    for address in ("memory://press", "memory://press/1994/ties.txt", "memory://press/*/*.txt"):
        result = elchi("run", address, "--out", tmp_path / "out")
        assert result.code == 0, result.err
        assert [document["doc_id"] for document in read_lines(tmp_path / "out" / "documents.jsonl")] == ["ties"]
    log = list(read_lines(tmp_path / "out" / "log.jsonl"))
    assert [event["event"] for event in log].count("document") == 1, "the same content is not read twice"
    assert elchi("run", "memory://nowhere/a.txt", "--out", tmp_path / "o").code == 2


def test_a_folder_is_watched(elchi: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from pipeline.batch import watch as module
    from pipeline.batch.run import Options

    folder = tmp_path / "in"
    folder.mkdir()
    happened = iter([lambda: None, lambda: (folder / "a.txt").write_text("V A | - | AZE > TUR | 1994"), lambda: None, lambda: None,
                     lambda: (folder / "b.txt").write_text("V B | - | AZE > TUR | 1995"), lambda: (folder / "b.txt").write_text("V B | - | AZE > KAZ | 1995-01"), lambda: None, lambda: None])  # fmt: skip
    counts = [count["documents"] for count in module.watch([str(folder)], tmp_path / "out", SETTINGS, Options(quiet=True), looks=9, sleep=lambda _: next(happened)())]
    assert counts == [1, 2], "b was still being written at one of the looks"
    assert [record["host_country"] for record in read_lines(tmp_path / "out" / "visits.jsonl")] == ["TUR", "KAZ"]
