"""Documents: decoding, refusals, and each repair by its cases in tests/cases/<language>/repair.yaml."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.documents import decode, read_document, read_path, read_text
from pipeline.documents.repair import REPAIRS
from pipeline.errors import DocumentError
from pipeline.languages import codes, strict_yaml
from pipeline.text import fold, fold_az, plain
from pipeline.values import Repair

CASES = Path(__file__).parent / "cases"
RUSSIAN = "Министр иностранных дел прибыл в Прагу с официальным визитом и провёл переговоры с коллегой. Подписано соглашение. "
PIECES = [
    "Nazir Praqaya getdi.",
    "əlaqə-",
    "lər",
    "12",
    "",
    " ",
    "\f",
    "Baş",
    "•",
    "1. bir",
    "http://a.az/b",
    "cлово",
    "zadəQazax",
    "u\u0308",
]
TURKIC = "Prezident bu gün Bakıya döndü, şəhərdə görüşdü, çox danışdı, üç gün qaldı, sonra İstanbula köçdü. "


def _load() -> list:
    found = []
    for code in codes():
        for number, case in enumerate(strict_yaml.read(CASES / code / "repair.yaml"), 1):
            assert set(case) <= {"raw", "text", "rules", "expect"}, f"{code}/repair.yaml, case {number}: unknown key"
            marks = pytest.mark.xfail(strict=True) if case.get("expect") == "fail" else ()
            found.append(pytest.param(case, id=f"{code}-{number}", marks=marks))
    return found


def _joins(done: Repair, length: int) -> bool:
    """Whether a repair of line ends made two lines one: trimming at the ends and the normal form of breaks are nothing to tell."""
    return done.after in ("", " ") and "\n" in done.before and done.start > 0 and done.stop < length


@pytest.mark.parametrize("case", _load())
def test_repair(case: dict) -> None:
    document = read_text(case["raw"], "case")
    assert document.text == case["text"]
    order = [rule.__name__ for rule in REPAIRS]
    found = {done.rule for done in document.repairs if done.rule != "join_lines" or _joins(done, len(document.raw))}
    assert sorted(found, key=order.index) == sorted(case["rules"], key=order.index)


def test_every_repair_has_a_case() -> None:
    done = {rule for code in codes() for case in strict_yaml.read(CASES / code / "repair.yaml") for rule in case["rules"]}
    assert {rule.__name__ for rule in REPAIRS} - done == {"simplify_line_ends"}


def test_repairs_say_what_stood_in_the_raw_text() -> None:
    document = read_text("Azər-\nbaycan cлова МИД\u00adа слова дело.Потом", "a")
    assert document.repairs
    for done in document.repairs:
        assert document.raw[done.start : done.stop] == done.before or len(done.before) != done.stop - done.start


@pytest.mark.parametrize("encoding", ["windows-1251", "koi8-r", "cp866", "iso8859-5"])
def test_cyrillic_encodings_are_told_from_a_sentence(encoding: str) -> None:
    for start in range(0, len(RUSSIAN) - 40, 7):
        part = RUSSIAN[start : start + 100]
        assert decode(part.encode(encoding, errors="ignore"))[1] == encoding, part


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-8"])
@pytest.mark.parametrize("text", [RUSSIAN, TURKIC, "Plain words and more words of text."])
def test_unicode_encodings(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding))[0] == text


def test_turkish_code_page_and_mixed_line_ends() -> None:
    text = TURKIC.replace("ə", "e") + "\r\nSon\rsətir".replace("ə", "e")
    assert decode(text.encode("windows-1254")) == (text.replace("\r\n", "\n").replace("\r", "\n"), "windows-1254")


def test_english_with_typographic_quotes_of_windows() -> None:
    assert decode("He said “yes” — and left.".encode("windows-1252"))[0] == "He said “yes” — and left."


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        (b"%PDF-1.7 ...", "binary"),
        (b"PK\x03\x04....", "binary"),
        (bytes(range(32)) * 20, "binary"),
        (bytes(range(128, 256)) * 20, "encoding"),
        (b"\xef\xbb\xbf\xff\xfe\xff", "encoding"),
        (b"a" * 101, "too-large"),
    ],
)
def test_refusals(data: bytes, code: str) -> None:
    with pytest.raises(DocumentError) as caught:
        read_document(data, "a", max_bytes=100_000 if code != "too-large" else 100)
    assert caught.value.code == code
    assert caught.value.hint


def test_read_path_of_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="cannot be read"):
        read_path(tmp_path / "none.txt", "none")


def test_utf8_with_a_cut_letter_is_still_utf8() -> None:
    data = (RUSSIAN * 3).encode()[:-2][:-1]
    assert decode(data)[1] == "utf-8"


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300))
def test_nothing_raises_on_any_text(text: str) -> None:
    try:
        document = read_text(text, "a")
    except DocumentError as error:
        assert error.code == "empty"
    else:
        assert document.raw == text


@given(st.text(max_size=200))
def test_folds_keep_the_length(text: str) -> None:
    assert len(fold(text)) == len(fold_az(text)) == len(plain(text)) == len(text)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_repairing_twice_reaches_rest(pieces: list[str]) -> None:
    text = "\n".join(pieces)
    if any(character.isalnum() for character in text):
        once = read_text(text, "a").text
        if not any(character.isalnum() for character in once):
            return  # nothing but an address was in it, and it is refused as a text
        assert len(read_text(once, "b").text) <= len(once) + once.count("zadəQ")


@pytest.mark.parametrize(
    "attack",
    [
        " ",
        "\n",
        "a",
        "-",
        "a-\n",
        ".",
        "(",
        "[1",
        "é",
        "u\u0308",
        "1",
        "A.",
        "\f",
        "cс",
        "“",
        "aB",
        "a.B",
        "\t",
        "a\t",
        "¹",
        "may1 ",
        "Date Visitor\n",
        "5 May 1998  a  b\n",
        "Table 1. ",
        "12\nab cdefghij\n",
    ],
)
def test_time_grows_with_length_only(attack: str) -> None:
    """64 kB of anything, in 22,000 lines too, are read in about a second; quadratic work took 14 and more."""
    import time

    text = "Nazir getdi. " + attack * (65_536 // len(attack))
    start = time.process_time()
    read_text(text, "a")
    assert time.process_time() - start < 4.0
