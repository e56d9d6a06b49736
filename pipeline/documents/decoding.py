"""Bytes to text: which encoding, told by marks, by strict UTF-8, or by how plausible the words are."""

from __future__ import annotations

import codecs
import re
from functools import lru_cache
from math import log

from pipeline.errors import DocumentError, LanguageDataError
from pipeline.languages import codes, load
from pipeline.text import fold, is_cyrillic

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_MAGIC = {
    b"%PDF": "PDF",
    b"PK\x03\x04": "zip (docx, odt)",
    b"\xd0\xcf\x11\xe0": "old Office",
    b"\x7fELF": "program",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
    b"\x1f\x8b": "gzip",
    b"BZh": "bzip2",
    b"7z\xbc\xaf": "7z",
    b"{\\rtf": "RTF",
    b"SQLite format 3": "SQLite",
    b"PAR1": "Parquet",
}
_SAMPLE = 60_000  # letters beyond this do not change the choice, only its cost
_MIN_MARGIN = 0.15  # of a mean log-likelihood a letter: KOI8-R against windows-1251 differ by 1.5 and more on 100 characters of prose
_MIN_SCORE = -4.5  # prose scores -2.9 to -3.3, random bytes below -5
_HIGH_WORD = re.compile(r"\w*[^\W\d_\x00-\x7f]\w*")
_ODD_SIGN = re.compile(r"[^\w\s\x00-\x7f«»“”„‘’‚–—…№§°·•®©™€±]")
_NOT_TEXT = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


def decode(data: bytes) -> tuple[str, str]:
    r"""The text of a file and the encoding it was in. Line ends become ``\n``; a byte order mark is dropped.

    >>> decode("Bakı\r\nşəhəri".encode())
    ('Bakı\nşəhəri', 'utf-8')

    Raises DocumentError: ``binary`` where it is no text, ``encoding`` where the choice is doubtful.
    """
    text, encoding = _decode(data)
    if len(_NOT_TEXT.findall(text)) > len(text) // 100:
        raise DocumentError("binary", "the file is not text: it is full of control characters", "convert it to plain text first")
    return text.replace("\r\n", "\n").replace("\r", "\n"), encoding


def _decode(data: bytes) -> tuple[str, str]:
    for magic, kind in _MAGIC.items():
        if data.startswith(magic):
            raise DocumentError("binary", f"the file is not text but {kind}", "convert it to plain text first")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding), encoding
    wide = _wide(data)
    if wide:
        return _strict(data, wide), wide
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _damaged_utf8(data) or _single_byte(data)


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        message = f"byte {error.start} does not fit {encoding}, in which the file says it is written"
        raise DocumentError("encoding", message, "save it as UTF-8") from error


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: blanks and line ends have a zero byte on one side, always the same."""
    sample = data[:4000]
    if len(sample) < 8 or len(sample) % 2:
        return None
    small, large = sample[0::2].count(0), sample[1::2].count(0)
    least = len(sample) // 20
    if large > least and small <= large // 20:
        return "utf-16-le"
    return "utf-16-be" if small > least and large <= small // 20 else None


def _damaged_utf8(data: bytes) -> tuple[str, str] | None:
    """UTF-8 in which a few letters were cut: fifty sound letters for each broken place prove it."""
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    sound = sum(character > "\x7f" for character in text) - broken
    return (text, "utf-8") if sound >= 50 * broken else None


def _single_byte(data: bytes) -> tuple[str, str]:
    found: dict[str, tuple[float, str]] = {}
    for encoding, weights in _candidates():
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        score = _plausibility(text, dict(weights))
        if score > found.get(encoding, (_MIN_SCORE, ""))[0]:
            found[encoding] = (score, text)
    ranked = sorted(((score, encoding, text) for encoding, (score, text) in found.items()), key=lambda item: (-item[0], item[1]))
    rivals = [score for score, _, text in ranked[1:] if text != ranked[0][2]]
    if not ranked or (rivals and ranked[0][0] - rivals[0] < _MIN_MARGIN):
        raise DocumentError("encoding", "the file is not UTF-8, and no other encoding fits its letters clearly", "save it as UTF-8")
    return ranked[0][2], ranked[0][1]


@lru_cache(maxsize=1)
def _candidates() -> tuple[tuple[str, tuple[tuple[str, float], ...]], ...]:
    """Each encoding of each language with the log-likelihood of its letters (Zipf over their order of frequency)."""
    found = []
    for code in codes():
        data = load(code).read("language")
        total = log(sum(1 / (rank + 3) for rank in range(len(data["letters"]))))
        weights = tuple((letter, -log(rank + 3) - total) for rank, letter in enumerate(data["letters"]))
        for encoding in data["encodings"]:
            _check_encoding(code, encoding)
            found.append((encoding, weights))
    return tuple(found)


def _check_encoding(code: str, encoding: str) -> None:
    try:
        codecs.lookup(encoding)
    except LookupError as error:
        message = f"{code}/language.yaml: no encoding {encoding!r}"
        raise LanguageDataError("encoding-unknown", message, "see the list of Python's codecs") from error


def _plausibility(text: str, weights: dict[str, float]) -> float:
    """The mean log-likelihood of the letters in words that are not plain ASCII; signs foreign to prose count as rare letters."""
    sample = text[:_SAMPLE]
    words = _HIGH_WORD.findall(sample)
    odd = len(_ODD_SIGN.findall(sample))
    total = sum(_word_score(word, weights) for word in words) - 7.0 * odd
    return total / ((sum(map(len, words)) + odd) or 1)


def _word_score(word: str, weights: dict[str, float]) -> float:
    """Rare letters, capitals inside a word and two scripts in one word all count against it."""
    score = sum(weights.get(letter, -7.0) for letter in fold(word))
    inner = sum(letter.isupper() for letter in word[1:])
    if inner and not (word.isupper() and len(word) <= 6):
        score -= 2.0 * inner
    cyrillic = sum(map(is_cyrillic, word))
    return score - 4.0 * min(cyrillic, len(word) - cyrillic)
