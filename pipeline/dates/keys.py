"""The shapes under which words are looked up: ``key`` (letter case), ``skeleton`` (damage), and what a damaged word may have been."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_CASE = {ord("İ"): "i", ord("I"): "i", ord("ё"): "е", ord("Ё"): "е", 0xAD: "", 0x200B: "", 0x200C: "", 0x200D: ""}
_SOUNDS = (*zip("абвгдежзийклмнопрстуфхцчшщъыьэюя", ("a b v g d e j z i y k l m n o p r s t u f x ts c s s _ i _ e u a").split(" "), strict=True),
           *zip("јҹҝғҹәөүһҸҜ", "y c g g c e o u h c g".split(" "), strict=True),
           *zip("ıəğşçöüéèêáàâíìîóòôúùûñ", "i e g s c o u e e e a a a i i i o o o u u u n".split(" "), strict=True))  # fmt: skip
# letters of other alphabets and of old encodings that stand for a Latin or a Russian one, and the bare letter of each with a mark
_ALIKE = str.maketrans({**{sign: sound.replace("_", "") for sign, sound in _SOUNDS}, "'": "", "̇": ""})
_LATIN, _CYRILLIC = "aeopcyxiskmtbhj", "аеорсухіѕкмтвнј"
_SHAPES = {"latin": str.maketrans(_CYRILLIC, _LATIN), "cyrillic": str.maketrans(_LATIN, _CYRILLIC)}
_OTHER = {"latin": re.compile("[\u0400-\u052f]"), "cyrillic": re.compile("[A-Za-z\u00aa-\u024f]")}
_MARKS = re.compile("[\u0300-\u036f]")


@lru_cache(maxsize=65536)
def key(word: str) -> str:
    """A word in lower case, Azerbaijani İ and I both as i, ё as е, composed, without soft hyphens. Not for offsets.

    >>> key("İyunun"), key("Ноября"), key("i\u0307yun")
    ('iyunun', 'ноября', 'iyun')
    """
    found = word.translate(_CASE).lower()
    if not found.isascii() and _MARKS.search(found):
        found = unicodedata.normalize("NFC", found).replace("i\u0307", "i").replace("ё", "е")
    return found


@lru_cache(maxsize=65536)
def skeleton(word: str) -> str:
    """What is left of a word when script, diacritics and the two kinds of i are ignored.

    >>> skeleton("fevralın") == skeleton("февралын") == skeleton("fevralin")
    True
    """
    return bare(key(word))


def bare(folded: str) -> str:
    """The skeleton of a word that is a key already."""
    return folded.translate(_ALIKE)


def undamaged(folded: str, script: str, legacy: dict[str, str]) -> Iterator[str]:
    """What a damaged word (as its key) may have been, the likeliest first: letters of the other script by their shape, then old encodings, where
    ``legacy`` maps the letters of an encoding, one table after the other, to what they stood for.

    >>> list(undamaged("сeнтября", "cyrillic", {})), list(undamaged("sерtember", "latin", {}))
    (['сентября'], ['september'])
    """
    shaped = folded.translate(_SHAPES[script])
    if shaped != folded:
        yield shaped
    for letters, meant in legacy.items():
        read = folded.translate(_table(letters, meant))
        if read != folded:
            yield read


def is_foreign(word: str, script: str) -> bool:
    """Whether a word is written, wholly or partly, in the letters of the other script.

    >>> is_foreign("ил", "latin"), is_foreign("il", "latin"), is_foreign("cентября", "cyrillic")
    (True, False, True)
    """
    return bool(_OTHER[script].search(word))


@lru_cache(maxsize=64)
def _table(letters: str, meant: str) -> dict[int, str]:
    return {ord(sign): sound for sign, sound in zip(letters, meant, strict=True)}
