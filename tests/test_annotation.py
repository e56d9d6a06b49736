"""Gold to the files of annotation tools and back, and gold out of quotes: offsets are exact whatever the text holds, and nothing is lost in silence."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.annotation import brat, doccano, inception, labelstudio
from pipeline.annotation.anchors import Anchor, find_quote, from_units, settle, to_units
from pipeline.annotation.command import READERS, WRITERS
from pipeline.annotation.sheets import Losses, from_sheet, to_sheet
from pipeline.errors import GoldError
from pipeline.evaluation.reading import read_gold
from pipeline.storage.lines import read_lines, write_lines
from tests.test_scoring import agreement, visit

CORPUS = Path(__file__).parent.parent / "corpus"
BACK = [name for name in WRITERS if name in READERS]
# What tools have been seen to count wrongly: emoji (also joined ones), İ, combining marks, line ends, tabs, blanks in a row, form feeds, other planes, marks of direction.
TEXT = (
    "😀👩‍👩‍👧 İstanbulda  görüş\t(1)\n\nPrezident Heydər Əliyev 1994-cü ildə Ankaraya gəldi;\nо\u0301н прибыл в Баку́ 𐐷 и подписа\u0301л\u200f договор «О дружбе».\x0c\n"
    "She said \"it's <b>done</b> & dusted\" — twice.\n"
)
FIRST = (TEXT.index("Prezident"), TEXT.index("\x0c"))
SECOND = (TEXT.index("о\u0301н"), TEXT.index("\x0c"))
THIRD = (TEXT.index("She"), len(TEXT) - 1)


def item(span: tuple[int, int], language: str) -> dict[str, Any]:
    return {"start": span[0], "end": span[1], "language": language}


def gold() -> list[dict[str, Any]]:
    """Records in the form of a gold file, among them what is awkward: evidence that crosses lines, names with semicolons, nothing known, optional."""
    first = visit(record_id="v01", doc_id="d", occasion='"<b>" & co', evidence=[item(FIRST, "az"), item(THIRD, "en")])
    twin = visit(doc_id="d", visitor_name=None, visitor_office=None, date=None, host_place="😀 İ", optional=True, evidence=[item(FIRST, "az")])
    signed = agreement(record_id="a01", doc_id="d", title="О дружбе; «и» [так]", parties=["AZE", "org:UN"], signatories=["A; B", "[C]", "Д. Е."], during_visit="v01",
                       evidence=[item(SECOND, "ru")])  # fmt: skip
    order = ("record_id", "kind", "doc_id")
    return [{name: record[name] for name in (*(n for n in order if n in record), *(n for n in record if n not in order))} for record in (first, twin, signed)]


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """A folder with an article and its gold."""
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "d.txt").write_bytes(TEXT.replace("\n", "\r\n").encode())
    (tmp_path / "gold").mkdir()
    write_lines(tmp_path / "gold" / "d.jsonl", gold())
    return tmp_path


def needs(name: str) -> None:
    if name.startswith("inception"):
        pytest.importorskip("cassis")


@pytest.mark.parametrize("name", BACK)
def test_what_is_exported_comes_back_byte_for_byte(elchi: Any, sources: Path, name: str) -> None:
    """The article has line ends of Windows, emoji, İ, combining marks and control characters."""
    needs(name)
    call = elchi("annotate", "export", name, sources / "gold", "--articles", sources / "articles", "--out", sources / "out")
    assert call.code == 0, call.err
    call = elchi("annotate", "import", name, sources / "out", "--articles", sources / "articles", "--out", sources / "back")
    assert call.code == 0, call.err
    assert (sources / "back" / "d.jsonl").read_bytes() == (sources / "gold" / "d.jsonl").read_bytes()


@pytest.mark.parametrize("name", BACK)
def test_the_gold_of_the_corpus_comes_back_byte_for_byte(elchi: Any, tmp_path: Path, name: str) -> None:
    needs(name)
    assert elchi("annotate", "export", name, CORPUS / "gold", "--articles", CORPUS / "articles", "--out", tmp_path / "out").code == 0
    assert elchi("annotate", "import", name, tmp_path / "out", "--articles", CORPUS / "articles", "--out", tmp_path / "back").code == 0
    for path in (CORPUS / "gold").glob("*.jsonl"):
        assert (tmp_path / "back" / path.name).read_bytes() == path.read_bytes(), path.name


SPANS = st.tuples(st.integers(0, 30), st.integers(1, 12))


@settings(deadline=None, max_examples=40)
@given(st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=30), st.lists(SPANS, min_size=1, max_size=4))
def test_offsets_survive_any_text(tmp_path_factory: pytest.TempPathFactory, text: str, spans: list[tuple[int, int]]) -> None:
    pytest.importorskip("cassis")
    text = text.replace("\r", "\n")
    places = [(start % len(text), min(len(text), start % len(text) + length)) for start, length in spans]
    records = [visit(record_id=f"v{at}", doc_id="d", evidence=[item(place, "az")]) for at, place in enumerate(places)]
    for write, read, suffix in ((labelstudio.write, labelstudio.read, "tasks.json"), (doccano.write, doccano.read, "documents.jsonl"), (inception.write_json, inception.read_json, "d.json")):
        folder, losses = tmp_path_factory.mktemp("x"), Losses()
        write(folder, [to_sheet("d", text, records, losses)], losses)
        [sheet] = read(folder / suffix, losses)
        assert sheet.text == text
        assert [record["evidence"] for record in from_sheet(sheet, Losses())] == [record["evidence"] for record in records]


def exported(sources: Path, name: str, losses: Losses) -> Path:
    WRITERS[name](sources, [to_sheet("d", TEXT, gold(), losses)], losses)
    return sources


def test_label_studio_has_what_its_configuration_names(tmp_path: Path) -> None:
    folder = exported(tmp_path, "label-studio", Losses())
    controls = {node.get("name"): node for node in ET.parse(folder / "labels.xml").iter() if node.get("name")}
    [task] = json.loads((folder / "tasks.json").read_text(encoding="utf-8"))
    for one in task["predictions"][0]["result"]:
        if one["type"] == "relation":
            assert one["direction"] == "right" and one["labels"][0] in ("evidence", "during_visit")
            continue
        control, value = controls[one["from_name"]], one["value"]
        assert control.tag.lower() == one["type"] and control.get("toName") == one["to_name"] == "text"
        if one["type"] == "labels":
            assert TEXT[value["start"] : value["end"]] == value["text"]
            assert value["labels"][0] in {node.get("value") for node in control}
        if one["type"] == "choices":
            assert value["choices"][0] in {node.get("value") for node in control}
    assert task["data"]["text"] == TEXT and controls["text"].get("value") == "$text"


def edited(folder: Path, change: Any) -> list[dict[str, Any]]:
    """The gold after somebody changed the annotations in Label Studio."""
    path = folder / "tasks.json"
    tasks = json.loads(path.read_text(encoding="utf-8"))
    tasks[0]["annotations"] = [{"result": tasks[0].pop("predictions")[0]["result"]}]
    change(tasks[0]["annotations"][0]["result"])
    path.write_text(json.dumps(tasks), encoding="utf-8")
    losses = Losses()
    records = from_sheet(labelstudio.read(path, losses)[0], losses)
    return [*records, {"losses": losses.lines()}]


def test_offsets_in_utf_16_are_put_right_by_their_words_and_counted(tmp_path: Path) -> None:
    def change(result: list[dict[str, Any]]) -> None:
        for one in result:
            if "value" in one:
                one["value"] |= {"start": to_units(TEXT, one["value"]["start"]), "end": to_units(TEXT, one["value"]["end"])}

    *records, losses = edited(exported(tmp_path, "label-studio", Losses()), change)
    assert records == gold()
    assert any("offsets put right by the words they hold (units)" in line for line in losses["losses"])


def test_what_a_person_changes_is_taken(tmp_path: Path) -> None:
    def change(result: list[dict[str, Any]]) -> None:
        place = {"start": THIRD[0], "end": THIRD[1]}
        for one in result:
            if one.get("from_name") == "date" and one["id"] == "r1":
                one["value"]["text"] = ["1996"]
        own = {"id": "new", "to_name": "text"}
        result.append({**own, "from_name": "label", "type": "labels", "value": {**place, "text": TEXT[THIRD[0] : THIRD[1]], "labels": ["visit"]}})
        result.append({**own, "from_name": "host_country", "type": "textarea", "value": {**place, "text": ["KAZ"]}})
        result.append({**own, "from_name": "status", "type": "choices", "value": {**place, "choices": ["planned"]}})
        result.append({"id": "n", "to_name": "text", "from_name": "label", "type": "labels", "value": {"start": 0, "end": 1, "text": TEXT[0], "labels": ["name"]}})

    *records, losses = edited(exported(tmp_path, "label-studio", Losses()), change)
    assert records[0]["date"] == "1996" and len(records) == 4
    assert records[3] == visit(doc_id="d", visitor_name=None, visitor_office=None, visitor_country=None, host_country="KAZ", date=None, status="planned", evidence=[item(THIRD, "en")])
    assert any("the language of new evidence was told from its text" in line for line in losses["losses"])
    assert any("a name was marked" in line for line in losses["losses"])


def test_an_incomplete_record_is_named_not_dropped(tmp_path: Path) -> None:
    def change(result: list[dict[str, Any]]) -> None:
        result[:] = [one for one in result if not (one.get("from_name") == "status" and one["id"] == "r1")]

    with pytest.raises(GoldError, match="d, record 1: status"):
        edited(exported(tmp_path, "label-studio", Losses()), change)


def test_doccano_lists_what_it_cannot_carry_and_what_was_changed(tmp_path: Path) -> None:
    losses = Losses()
    folder = exported(tmp_path, "doccano", losses)
    assert any("cannot be edited" in line for line in losses.lines()) and any("told by the same words" in line for line in losses.lines())
    [document] = read_lines(folder / "documents.jsonl")
    ids = {entity["id"] for entity in document["entities"]}
    assert all(link["from_id"] in ids and link["to_id"] in ids for link in document["relations"])
    document["entities"] = [entity for entity in document["entities"] if entity["label"] != "agreement"]
    document["entities"] = [entity | {"id": 1000 + entity["id"]} for entity in document["entities"]]  # doccano gives ids of its own
    document["entities"].append({"id": 1, "start_offset": 0, "end_offset": 5, "label": "visit"})
    write_lines(folder / "documents.jsonl", [document])
    back = Losses()
    records = from_sheet(doccano.read(folder / "documents.jsonl", back)[0], back)
    assert records == gold()[:2]
    assert any("a mark was removed in doccano: agreement" in line for line in back.lines())
    assert any("has no fields: visit 0-5" in line for line in back.lines())


def test_inception_counts_utf_16_in_its_files_and_xml_keeps_to_its_characters(tmp_path: Path) -> None:
    pytest.importorskip("cassis")
    losses = Losses()
    folder = exported(tmp_path, "inception-xmi", losses)
    assert any("control characters" in line for line in losses.lines())
    root = ET.parse(folder / "d.xmi").getroot()
    heads = [node for node in root if node.tag.endswith("}Visit")]
    assert [int(str(node.get("begin"))) for node in heads] == [to_units(TEXT, FIRST[0])] * 2
    features = {node.findtext("{*}name") for node in ET.parse(folder / "TypeSystem.xml").iter() if node.tag.endswith("typeDescription")}
    assert {"webanno.custom.Visit", "webanno.custom.Agreement", "webanno.custom.Evidence", "webanno.custom.Mention"} <= features


def test_brat_stands_off_from_the_text_it_ships(tmp_path: Path) -> None:
    losses = Losses()
    folder = exported(tmp_path, "brat", losses)
    text = (folder / "d.txt").read_bytes().decode()
    assert text == TEXT
    marks = [line.split("\t") for line in (folder / "d.ann").read_text(encoding="utf-8").splitlines() if line.startswith("T")]
    for _, place, words in marks:
        label, _, offsets = place.partition(" ")
        assert label in brat.LABELS
        pieces = [tuple(map(int, piece.split(" "))) for piece in offsets.split(";")]
        assert " ".join(text[start:stop] for start, stop in pieces) == words
        assert "\n" not in words
    assert any("nothing is read back" in line for line in losses.lines())


def test_a_run_can_be_exported_as_a_first_annotation(elchi: Any, article: Path, tmp_path: Path) -> None:
    elchi("run", article, "--out", tmp_path / "run")
    result = elchi("annotate", "export", "label-studio", tmp_path / "run", "--out", tmp_path / "out")
    assert result.code == 0 and "confidence is left out: a run works it out" in result.err
    assert elchi("annotate", "import", "label-studio", tmp_path / "out" / "tasks.json", "--out", tmp_path / "gold").code == 0
    result = elchi("evaluate", "--gold", tmp_path / "gold", "--records", tmp_path / "run", "--json", "-")
    assert json.loads(result.out)["overall"]["strict"]["f1"] == 1.0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("import", "brat", "out", "--out", "back"), "brat is written, not read"),
        (("import", "doccano", "gold", "--out", "back"), "not the JSONL of doccano"),
        (("import", "label-studio", "articles", "--out", "back"), "there is no .json file"),
        (("export", "label-studio", "gold", "--out", "out"), "there is no text of d"),
    ],
)
def test_what_cannot_be_done_is_said(elchi: Any, sources: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], message: str) -> None:
    monkeypatch.chdir(sources)
    result = elchi("annotate", *arguments)
    assert result.code == 2 and message in result.err


@given(st.text(max_size=20), st.integers(0, 20))
def test_units_there_and_back(text: str, at: int) -> None:
    at = min(at, len(text))
    assert from_units(text, to_units(text, at)) == at
    assert to_units(text, at) == len(text[:at].encode("utf-16-le", "surrogatepass")) // 2


def test_a_place_is_found_by_its_words_or_refused() -> None:
    assert settle("a\r\nb".replace("\r\n", "\n"), Anchor(3, 4, "b"), "x") == (2, 3, "moved")
    assert settle("gəldi və\ngetdi", Anchor(0, 8, "və getdi"), "x") == (6, 14, "moved")
    with pytest.raises(GoldError, match="does not stand in the text"):
        settle("abc", Anchor(0, 1, "z"), "x")
    with pytest.raises(GoldError, match="at several places"):
        settle("ab__ab", Anchor(2, 4, "ab"), "x")
    assert find_quote("aXbXc", "X") == [(1, 2), (3, 4)]


ANNOTATIONS = """
- record_id: v01
  kind: visit
  visitor_name: Heydər Əliyev
  visitor_country: AZE
  host_country: TUR
  host_place: null
  date: 1994
  status: occurred
  evidence: [{quote: "Ankaraya gəldi", language: az}, {quote: "Heydər Əliyev 1994-cü ildə", language: az, n: 2}]
- {record_id: a01, kind: agreement, doc_type: treaty, parties: [TUR, AZE], date: null, status: signed, during_visit: v01, optional: true, evidence: [{quote: "Müqavilə imzalandı", language: az}]}
"""
ARTICLE = "Heydər Əliyev 1994-cü ildə Ankaraya gəldi. Müqavilə\nimzalandı. Heydər Əliyev 1994-cü ildə qayıtdı."


def made(elchi: Any, folder: Path, annotations: str) -> Any:
    (folder / "a.txt").write_text(ARTICLE, encoding="utf-8")
    (folder / "a.yaml").write_text(annotations, encoding="utf-8")
    return elchi("gold", folder / "a.txt", folder / "a.yaml", "--out", folder / "gold" / "a.jsonl")


def test_quotes_become_offsets(elchi: Any, tmp_path: Path) -> None:
    assert made(elchi, tmp_path, ANNOTATIONS).code == 0
    first, second = read_gold(tmp_path / "gold")["a"]
    assert [ARTICLE[e["start"] : e["end"]] for e in first["evidence"]] == ["Ankaraya gəldi", "Heydər Əliyev 1994-cü ildə"]
    assert first["evidence"][1]["start"] == ARTICLE.rindex("Heydər")
    assert (first["date"], first["host_place"], first["count"], first["count_qualifier"], first["visit_type"]) == ("1994", None, 1, "exact", None)
    assert (second["parties"], second["signatories"], second["date"], second["during_visit"], second["optional"]) == (["AZE", "TUR"], [], None, "v01", True)
    assert ARTICLE[second["evidence"][0]["start"] : second["evidence"][0]["end"]] == "Müqavilə\nimzalandı"
    assert list(first)[:4] == ["record_id", "kind", "doc_id", "visitor_name"]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"Ankaraya gəldi"', '"Ankaraya getdi"', "record 1 (v01): 'Ankaraya getdi' does not stand in the article"),
        (", n: 2", "", "record 1 (v01): 'Heydər Əliyev 1994-cü ildə' stands there 2 times: say which with n"),
        ("n: 2", "n: 3", "n is 3, but 'Heydər Əliyev 1994-cü ildə' stands there 2 times"),
        ("status: occurred", "status: happened", 'record 1 (v01): status: "happened" is not one of'),
        ("  status: occurred\n", "", "record 1 (v01): status: missing"),
        ("kind: visit", "kind: trip", "record 1: kind is missing"),
        ("date: 1994", "date: 1994-13", "date: '1994-13' is no EDTF date"),
        ("during_visit: v01", "during_visit: v02", "'v02' is the record_id of no visit"),
        ("record_id: a01", "record_id: v01", "record_id 'v01' stands already"),
        ("language: az}, {", "language: az, x: 1}, {", "evidence is a list of {quote, language}"),
    ],
)
def test_annotations_that_are_wrong_are_named_and_nothing_is_written(elchi: Any, tmp_path: Path, old: str, new: str, message: str) -> None:
    assert old in ANNOTATIONS
    result = made(elchi, tmp_path, ANNOTATIONS.replace(old, new, 1))
    assert result.code == 2 and message in result.err
    assert not (tmp_path / "gold" / "a.jsonl").exists()


def test_an_article_without_records_has_gold_too(elchi: Any, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The harvest was good.", encoding="utf-8")
    (tmp_path / "a.yaml").write_text("[]\n", encoding="utf-8")
    assert elchi("gold", tmp_path / "a.txt", tmp_path / "a.yaml", "--out", tmp_path / "gold" / "a.jsonl").code == 0
    assert (tmp_path / "gold" / "a.jsonl").read_text(encoding="utf-8") == ""
