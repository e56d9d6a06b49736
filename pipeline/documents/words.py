"""Repairs inside words: letters of the wrong script, words that ran together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pipeline.documents.offsets import Edit
from pipeline.languages import codes, load
from pipeline.text import fold, is_cyrillic, is_latin

# Letters of the two scripts that look the same; the two forms of schwa are told apart by nothing but their code.
_CYRILLIC = "АВЕКМНОРСТХУІЈЅаеорсухіјѕәӘһҺЁёЇї"
_LATIN = "ABEKMHOPCTXYIJSaeopcyxijsəƏhHËëÏï"
# Letters of the former Cyrillic script of the Turkic languages that stand for one Latin letter inside a Latin word.
_FORMER = dict(zip("ҝҜүҮөӨғҒҹҸǝƎ", "gGüÜöÖğĞcCəƏ", strict=True))
_TO_LATIN = dict(zip(_CYRILLIC, _LATIN, strict=True)) | _FORMER
_TO_CYRILLIC = dict(zip(_LATIN, _CYRILLIC, strict=True)) | dict(zip("mktnubYáéíóúý", "мктпиьУаеиоуу", strict=True))
_MIXED = re.compile("(?<=[A-Za-zÀ-ɏəƏ])[\u0400-\u052f]|(?<=[\u0400-\u052f])[A-Za-zÀ-ɏəƏ]|[ǝƎ]")
_LONE = re.compile(r"(?<![\w.-])[aocyikAOCYBK](?= [\u0400-\u052f\d])")
_MIN_PART = 3  # shorter left parts are Mc, De, La, Az
_LONGEST = 40  # letters of a word on either side that are looked at: keeps damage without blanks linear
_STEM = 5  # letters that two forms of one name share before their endings part
_GLUED = re.compile(r"(?<=[^\W\d_A-Z])(?<=\w\w)(?=[^\W\d_a-z][^\W\d_A-Z]{2})")
_YEAR = re.compile(r"(?<=[^\W\d_A-Z][^\W\d_A-Z][^\W\d_A-Z])(?=(?:19|20)\d\d(?:-\w{2,3})?(?![\w./@]))")
_STOPS = re.compile(
    r"(?<=[^\W\d_A-Z][^\W\d_A-Z][^\W\d_A-Z])[.!?…;,][\"”»)\]]?(?=[^\W\d_a-z][^\W\d_A-Z])"
    r"|(?<=[)\]»”])[.;,]?(?=[^\W\d_a-z][^\W\d_A-Z])"
)
_PARTED = re.compile(r"\w{1,40}[-‐¬]\s{0,40}\n\s{0,40}\w{1,40}")
_LINK = re.compile(r"(?:https?://|www\.)|@|\w\.\w+/")


def unmix_scripts(text: str) -> Iterator[Edit]:
    """A Latin letter in a Cyrillic word, or the reverse, becomes its look-alike of the word's own script.

    Leaves alone words in which both scripts have letters without look-alike, and parts joined by a hyphen.

    >>> [edit.after for edit in unmix_scripts("cлова, Prеzident, IT-компания, ЯндексFresh, Әliyev")]
    ['слова', 'Prezident', 'Əliyev']
    """
    done = 0
    for match in _MIXED.finditer(text):
        if match.start() < done:
            continue
        start, stop = _word_around(text, match.start())
        start, done = max(start, done), stop
        mended = _unmixed(text[start:done])
        if mended and mended != text[start:done]:
            yield Edit(start, done, mended)


def _unmixed(word: str) -> str | None:
    own_latin = any(is_latin(letter) and letter not in _TO_CYRILLIC for letter in word)
    own_cyrillic = any(is_cyrillic(letter) and letter not in _TO_LATIN for letter in word)
    if own_latin and own_cyrillic:
        return None
    to_latin = own_latin or (not own_cyrillic and sum(map(is_latin, word)) * 2 > len(word))
    table = _TO_LATIN if to_latin else _TO_CYRILLIC
    return "".join(table.get(letter, letter) for letter in word)


def unmix_lone_letters(text: str) -> Iterator[Edit]:
    """A lone Latin letter among Cyrillic words is a preposition or conjunction typed on the wrong keyboard ("c 13 по 15 июля").

    Leaves alone capitals inside a sentence ("группа B", "витамин C") and letters of Latin surroundings.
    """
    for match in _LONE.finditer(text):
        letter, before = match[0], text[max(0, match.start() - 40) : match.start()].rstrip()
        around = before[-20:] + text[match.end() : match.end() + 30]
        if letter.isupper() and before and before[-1] not in ".!?…\n":
            continue
        cyrillic = sum(map(is_cyrillic, around))
        if cyrillic > 4 * sum(map(is_latin, around)) and cyrillic > 5:
            yield Edit(match.start(), match.end(), _TO_CYRILLIC[letter])


def part_glued_words(text: str) -> Iterator[Edit]:
    """Two words that ran together at a lost line end ("naziriKasım") get their blank back.

    Leaves alone names written so ("McDonald", "YouTube", "AzərTAc", "GUAM-ın"): it parts where the left word ends in lower case without
    having begun with a capital, where both parts stand elsewhere in the document, or where the right part ends like a family name.

    >>> text = "zadəQazaxıstana McDonald YouTube TofiqZülfüqarov PowerPoint eNews"
    >>> [(text[edit.start - 3 : edit.start], text[edit.start : edit.start + 3]) for edit in part_glued_words(text)]
    [('adə', 'Qaz'), ('fiq', 'Zül')]
    """
    points = [match.start() for match in _GLUED.finditer(text) if text[match.start() - 1].islower() and text[match.start()].isupper()]
    if not points:
        return
    words, stems = _words(text)
    for point in points:
        start, stop = _word_around(text, point)
        if not _LINK.search(text, max(0, start - 30), stop + 5) and _are_two(text[start:point], text[point:stop], words, stems):
            yield Edit(point, point, " ")


def _word_around(text: str, point: int) -> tuple[int, int]:
    start = stop = point
    while start > 0 and text[start - 1].isalpha() and point - start < _LONGEST:
        start -= 1
    while stop < len(text) and text[stop].isalpha() and stop - point < _LONGEST:
        stop += 1
    return start, stop


def _words(text: str) -> tuple[frozenset[str], frozenset[str]]:
    words = frozenset(re.findall(r"[^\W\d_]{3,40}", text))
    return words, frozenset(word[:_STEM] for word in words if len(word) >= _STEM)


def _are_two(left: str, right: str, words: frozenset[str], stems: frozenset[str]) -> bool:
    if len(left) < _MIN_PART or len(right) < _MIN_PART or not right[1:].islower() or not left[1:].islower():
        return False
    if left[0].islower():
        return len(left) >= 4 or right[:_STEM] in stems
    known_left, known_right = left in words, right in words or (len(right) >= _STEM and right[:_STEM] in stems)
    return (known_left and known_right) or (len(right) >= 6 and right.endswith(_surname_endings()))


@lru_cache(maxsize=1)
def _surname_endings() -> tuple[str, ...]:
    return tuple(sorted({ending for code in codes() for ending in load(code).read("language")["surnames"]}))


def space_out(text: str) -> Iterator[Edit]:
    """A blank after a full stop, comma or bracket that ran into the next word ("verilirdi.Qeyd"), and before a year ("ilin2001").

    Leaves alone initials ("H.Əliyev"), addresses and short abbreviations ("s.Bakı").
    """
    found = {match.end() for pattern in (_YEAR, _STOPS) for match in pattern.finditer(text) if _is_seam(text, match)}
    for place in sorted(found):
        yield Edit(place, place, " ")


def _is_seam(text: str, match: re.Match[str]) -> bool:
    left, right = text[match.end() - len(match[0]) - 1], text[match.end()]
    if not (right.isdigit() or right.isupper()) or not (left.islower() or not left.isalpha()):
        return False
    line_start = text.rfind("\n", 0, match.start()) + 1
    token_start = max(line_start, text.rfind(" ", line_start, match.start()) + 1)
    token_stop = text.find(" ", match.end(), match.end() + 80)
    return not _LINK.search(text, token_start, token_stop if token_stop > 0 else match.end() + 80)


def known_words(text: str) -> frozenset[str]:
    """The words of a text, folded, also those with a hyphen; the two parts of a word that a line end parts are none.

    >>> sorted(known_words("Bakı–Tbilisi, bir-birinin"))
    ['bakı', 'bir', 'bir-birinin', 'birinin', 'tbilisi']
    """
    folded = _PARTED.sub(" ", fold(text))
    return frozenset(re.findall(r"[^\W\d_]+", folded)) | frozenset(re.findall(r"[^\W\d_]{1,30}-[^\W\d_]{1,30}", folded))
