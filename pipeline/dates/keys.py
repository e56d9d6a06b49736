"""The shapes under which words are looked up: ``key`` (letter case) and ``skeleton`` (damage)."""

from __future__ import annotations

from functools import lru_cache

_CASE = {ord("İ"): "i", ord("I"): "i", ord("ё"): "е", ord("Ё"): "е", 0xAD: ""}
# letters of other alphabets and of old encodings that stand for a Latin or a Russian one, and the bare letter of each with a mark
_ALIKE = str.maketrans(
    {
        **dict(zip("абвгдежзийклмнопрстуфхцчшщъыьэюя", ("a b v g d e j z i y k l m n o p r s t u f x ts c s s '' i '' e u a").split(" "), strict=True)),
        **dict(zip("јҹҝғҹәөүһҸҜ", "y c g g c e o u h c g".split(" "), strict=True)),
        **dict(zip("ıəğşçöüéèêáàâíìîóòôúùûñ", "i e g s c o u e e e a a a i i i o o o u u u n".split(" "), strict=True)),
        "'": "",
        "̇": "",
    }
)


@lru_cache(maxsize=65536)
def key(word: str) -> str:
    """A word in lower case, Azerbaijani İ and I both as i, ё as е, without soft hyphens. Not for offsets.

    >>> key("İyunun"), key("Ноября")
    ('iyunun', 'ноября')
    """
    return word.translate(_CASE).lower()


@lru_cache(maxsize=65536)
def skeleton(word: str) -> str:
    """What is left of a word when script, diacritics and the two kinds of i are ignored.

    >>> skeleton("fevralın") == skeleton("февралын") == skeleton("fevralin")
    True
    """
    return key(word).translate(_ALIKE).replace("''", "")
