"""Segmentation: cases in tests/cases/<language>/segmentation.yaml, the proofs of the language data, refusals, properties."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.documents import read_text
from pipeline.documents.cells import date_cells, opening_date
from pipeline.documents.layout import find_label, is_imprint, labels
from pipeline.errors import DocumentError
from pipeline.languages import codes, load, shared, strict_yaml
from pipeline.segmentation import segment
from pipeline.segmentation.citations import is_bracket_citation
from pipeline.segmentation.identification import identify
from pipeline.segmentation.lexicon import lexicon
from pipeline.segmentation.sentences import find_sentences
from pipeline.text import fold
from pipeline.values import BLOCK_KINDS

CASES = Path(__file__).parent / "cases"
MARK = " ¦ "


def _load() -> list:
    found = []
    for code in codes():
        for number, case in enumerate(strict_yaml.read(CASES / code / "segmentation.yaml"), 1):
            assert set(case) <= {"sentences", "text", "blocks", "citations", "expect"}, (
                f"{code}/segmentation.yaml, case {number}: unknown key"
            )
            marks = pytest.mark.xfail(strict=True) if case.get("expect") == "fail" else ()
            found.append(pytest.param(code, case, id=f"{code}-{number}", marks=marks))
    return found


def _sentences(text: str, code: str) -> list[str]:
    return [text[start:stop] for start, stop in find_sentences(text, 0, len(text), lexicon(code))]


@pytest.mark.parametrize(("code", "case"), _load())
def test_case(code: str, case: dict) -> None:
    if "sentences" in case:
        assert _sentences(case["sentences"].replace(MARK, " "), code) == case["sentences"].split(MARK)
        return
    document = read_text(case["text"], "case")
    found = segment(document)
    if "blocks" in case:
        assert [f"{block.kind} {block.language}" for block in found.blocks] == case["blocks"]
    if "citations" in case:
        assert [document.text[span.start : span.stop] for span in found.citations] == case["citations"]


def _entries(key: str) -> list:
    return [
        pytest.param(code, entry, id=f"{code}-{key}-{n}")
        for code in codes()
        for n, entry in enumerate(load(code).read("segmentation")[key])
    ]


@pytest.mark.parametrize(("code", "entry"), _entries("labels"))
def test_proof_of_label(code: str, entry: dict) -> None:
    found = find_label(entry["yes"])
    assert found and (found[0].kind, found[0].language) == (entry["kind"], code)
    assert find_label(entry["no"]) is None


@pytest.mark.parametrize(("code", "entry"), _entries("imprints"))
def test_proof_of_imprint(code: str, entry: dict) -> None:
    assert re.search(entry["match"], fold(entry["yes"]))
    assert is_imprint(entry["yes"]) and not is_imprint(entry["no"])


@pytest.mark.parametrize(("code", "entry"), _entries("pointers"))
def test_proof_of_pointer(code: str, entry: dict) -> None:
    assert re.search(entry["match"], fold(entry["yes"]))
    assert is_bracket_citation(entry["yes"]) and not re.search(entry["match"], fold(entry["no"]))


@pytest.mark.parametrize(("code", "entry"), _entries("date_cells"))
def test_proof_of_date_cell(code: str, entry: dict) -> None:
    own = next(cell for cell in date_cells() if cell.id == f"{code}-{entry['id']}")
    assert own.pattern.match(fold(entry["yes"]))
    assert opening_date(entry["yes"])
    assert not own.pattern.match(fold(entry["no"]))


@pytest.mark.parametrize(("code", "entry"), _entries("abbreviations"))
def test_proof_of_abbreviations(code: str, entry: dict) -> None:
    assert len(_sentences(entry["yes"], code)) == 1
    assert "no" not in entry or len(_sentences(entry["no"], code)) == 2
    shown = fold(entry["yes"])
    assert any(re.search(rf"(?<!\w){re.escape(str(word))}\.", shown) for word in entry["words"])


@pytest.mark.parametrize("code", codes())
def test_proof_of_finite_verbs(code: str) -> None:
    words, entry = lexicon(code), load(code).read("segmentation")["finite"]
    assert [text for text in entry["yes"] if not words.finite.search(fold(text))] == []
    assert [text for text in entry["no"] if words.finite.search(fold(text))] == []


@pytest.mark.parametrize(
    "entry", [*({"code": code, **load(code).read("language")} for code in codes()), *shared("neighbours")], ids=lambda entry: entry["code"]
)
def test_proof_of_language(entry: dict) -> None:
    guess = identify(entry["sample"])
    assert (guess.code, guess.sure) == (entry["code"], True)


def test_labels_are_of_known_kinds() -> None:
    assert {label.kind for label in labels()} <= set(BLOCK_KINDS)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Cumhurbaşkanı Bakü'ye resmi bir ziyarette bulundu. Ziyarette üç anlaşma imzalandı ve ilişkiler görüşüldü.", "Turkish"),
        ("Президент України прибув до Баку з візитом. Переговори тривали дві години, після чого було підписано угоду.", "Ukrainian"),
        ("Президент бүгін Бакуге ресми сапармен келді және екі ел арасындағы келісімге қол қойды.", "Kazakh"),
        ("Президент Анкараја рәсми сәфәр етди вә орада ики өлкә арасында сазиш имзаланды.", "Cyrillic script"),
        ("Նախագահը այցելեց Մոսկվա և ստորագրեց համաձայնագիր:", "Armenian"),
        ("qwrtp zxcv lkjh fghj mnbv qwrt plkj hgfd zxcvb nmlk wrtp", "cannot be told"),
    ],
)
def test_languages_that_are_not_read(text: str, named: str) -> None:
    with pytest.raises(DocumentError, match=named) as caught:
        segment(read_text(text, "a"))
    assert caught.value.code == "language"


def test_text_without_the_marks_of_its_letters_is_not_turkish() -> None:
    text = "Azerbaycan Prezidenti Ankaraya resmi sefere geldi. Gorusde iqtisadi emekdasliq haqqinda muzakire aparildi."
    assert {sentence.language for sentence in segment(read_text(text, "a")).sentences} == {"az"}


def test_a_sentence_may_be_in_another_language_than_its_paragraph() -> None:
    text = (
        "Nazir Osloya getdi və həmkarı ilə görüşdü. Görüşdə ticarət haqqında saziş imzalandı və əlaqələr müzakirə olundu. "
        "The minister said that this was an important visit for both of the countries. Стороны подписали соглашение о торговле и о визах. "
        "Sonra o, vətənə qayıtdı və səfərin nəticələri haqqında danışdı."
    )
    assert [sentence.language for sentence in segment(read_text(text, "a")).sentences] == ["az", "az", "en", "ru", "az"]


def test_a_wrapped_row_is_one_row_with_the_raw_span_of_all_its_lines() -> None:
    raw = "Nazirlər\n\n1997-ci il 10 iyun Nazir Praqaya rəsmi səfər \n\netmişdir \n\n1998-ci il 4 may Nazir Vyanaya səfər etmişdir \n\n"
    document = read_text(raw, "a")
    spans = [document.offsets.to_raw(sentence.start, sentence.stop) for sentence in segment(document).sentences]
    assert [raw[span.start : span.stop] for span in spans][1] == "1997-ci il 10 iyun Nazir Praqaya rəsmi səfər \n\netmişdir"


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=st.one_of(st.sampled_from("abə .!?\n[]()“”«»–-1İıУтщ"), st.characters()), max_size=300))
def test_sentences_lie_in_their_blocks_and_never_overlap(text: str) -> None:
    try:
        document = read_text(text, "a")
        found = segment(document)
    except DocumentError as error:
        assert error.code in ("empty", "language")
        return
    done = 0
    for sentence in found.sentences:
        block = found.blocks[sentence.block]
        assert done <= sentence.start < sentence.stop <= len(document.text)
        assert block.start <= sentence.start and sentence.stop <= block.stop
        assert not document.text[sentence.start].isspace() and not document.text[sentence.stop - 1].isspace()
        done = sentence.stop


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(codes()), st.text(alphabet='Aaя .!?…"»)[]1', max_size=200))
def test_no_letter_is_lost_between_sentences(code: str, text: str) -> None:
    assert "".join(re.findall(r"\w", "".join(_sentences(text, code)))) == "".join(re.findall(r"\w", text))


@pytest.mark.long
@pytest.mark.parametrize(
    "attack", ["A. ", "s. ", "(a. B ", "[1", "[1]. ", "“A.” ", "1. ", "г. Б ", ".", "\n1997\n", "(Əliyev, 2001 ", "aB. "]
)
def test_time_grows_with_length_only(attack: str) -> None:
    """Four times the text takes about four times as long; quadratic work would take sixteen."""
    quarter, whole = (_taken(attack * (size // len(attack))) for size in (32_768, 131_072))
    assert whole < 10 * quarter + 0.2


def _taken(text: str) -> float:
    document = read_text("Nazir bu gün Praqaya getdi və qayıtdı. " + text, "a")
    start = time.process_time()
    try:
        segment(document)
    except DocumentError as error:
        assert error.code == "language"
    return time.process_time() - start
