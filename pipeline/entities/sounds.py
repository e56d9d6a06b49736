"""How a word of a name sounds, whatever the script it is written in: the keys under which spellings of one name meet.

A key keeps the consonants and three classes of vowel (``a`` for a, e, ə; ``o`` for o, u, ö, ü; ``i`` for i, ı, y), because that is what
transliteration keeps: ``Əliyev``, ``Алиев`` and ``Aliev`` are all ``aliav``, and ``Əliyeva`` is ``aliava``. A word in Latin letters may be
written by ear (Azerbaijani, Turkish), romanised in the English way, or as its own people write it (``languages/orthographies.yaml``).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from pipeline.languages import shared
from pipeline.text import fold, is_cyrillic

# What a letter of a script that is written by ear stands for. Capitals are S (sh), C (ch), J (zh, dj); y is the glide.
_CYRILLIC = dict(
    zip(
        "абвгдежзийклмнопрстуфхцчшщъыьэюяіїєґўәөүұһғқңҝҹјђћљњџ",
        "a b v g d e J z i y k l m n o p r s t u f h ts C S SC _ i _ e yu ya i yi ye g v a o u u h g k n g J y J C l n J".split(),
        strict=True,
    )
)
_BY_EAR = {"ə": "a", "ı": "i", "ş": "S", "ç": "C", "ğ": "g", "q": "g", "x": "h", "j": "J", "c": "J", "ö": "o", "ü": "u", "w": "v"}
_TURKIC = frozenset("əışğ")  # letters that only a Turkic alphabet has
_SHARED = frozenset("öüç")  # letters that other alphabets have too
_NOT_BY_EAR = re.compile("w|[sczkp]h|ck|[^a-zöüç]")
_ROMANISED = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("shch", "SC"), ("sch", "sC"), ("ch", "C"), ("sh", "S"), ("d?zh|dj", "J"), ("kh", "h"), ("gh", "g"), ("ph", "f"), ("c(?=[eiy])", "s"),
        ("ck|c", "k"), ("x", "ks"), ("j", "J"), ("oo|ou", "u"), ("ee", "i"), ("w", "v"), ("q", "k"),
    )
)  # fmt: skip
# From what is heard to the key. The order matters: longer groups come first, and what a step writes the next may read.
_STEPS = tuple(
    (re.compile(pattern), simple)
    for pattern, simple in (
        ("[dtC]+J", "J"), ("SC", "S"), ("t?sz|tz|ts", "s"), ("dz", "z"), ("zod[ae]$", "zade"), ("[aeiou](?:dd|tt)[iu]ne?$", "adin"), ("[aou](?:llah?|lah)$", "ulla"), ("^abd[aeou](?=ll)", "abdu"), ("^abd[aeou](?:l|r(?=r)|s(?=s)|S(?=S)|z(?=z))", "abdul"), ("[dt](?=ogl[uiy]$)", "t"), ("ogl[iuy]$", "aglu"),
        ("(?<=[bdgjklmnprtvzSCJ])h", ""), ("(?<=...[aeiouy])h$", ""), ("[gkh]+", "g"), ("y", "i"), ("(?<=[SCJ])i?o", "e"), ("(?<=[^aeiou])i+e", "Ie"),
        ("(?<=[aeou])i+|i+(?=[aou])|^i+(?=e)", ""),
    )
)  # fmt: skip
_TIGHT_STEPS = tuple(step for step in _STEPS if step[1] != "g")
_CLASSES = str.maketrans("aeou", "aaoo")
_VOWELS: dict[str, dict[int, int]] = {"key": _CLASSES, "tight": _CLASSES, "exact": {}, "even": str.maketrans("eou", "ioo")}
_DOUBLE = re.compile(r"(.)\1+")
_FINAL = {"b": "p", "d": "t", "z": "s"}
_IO = re.compile("(?<=[bdfghklmnprstvz])[yё]o")


@lru_cache(maxsize=32768)
def bare(word: str) -> str:
    """A word in lower case, letters only, without the marks of its letters, in its own script; ``ə`` is ``e``.

    >>> bare("Şahin"), bare("D’Alema"), bare("Горбачёв")
    ('sahin', 'dalema', 'горбачев')
    """
    letters = [unicodedata.normalize("NFD", "e" if letter == "ə" else "i" if letter == "ı" else letter)[0] for letter in fold(word)]
    return "".join(letter for letter in letters if letter.isalpha())


@lru_cache(maxsize=32768)
def key_of(heard: str, kind: str = "key") -> str:
    """The key of what is heard, with its vowels in three classes. Other kinds: ``exact`` keeps the vowels apart, ``even`` takes e and i for one,
    ``tight`` keeps g, k and h apart.

    >>> key_of("aliyev"), key_of("aliyev", "exact"), key_of("aliyev", "even"), key_of("kohl", "tight")
    ('aliav', 'aliev', 'aliv', 'kohl')
    """
    for pattern, simple in _STEPS if kind != "tight" else _TIGHT_STEPS:
        heard = pattern.sub(simple, heard)
    coded = _DOUBLE.sub(r"\1", heard.translate(_VOWELS[kind]).lower())
    return coded[:-1] + _FINAL.get(coded[-1], coded[-1]) if len(coded) > 1 else coded


def _strip(word: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFD", word.replace("ə", "a").replace("ı", "i").replace("ł", "l").replace("đ", "d").replace("ø", "o")) if letter.isalpha())


def _cyrillic(word: str) -> str:
    return "".join(_CYRILLIC.get(letter, letter) for letter in re.sub("ь(?=[аеёиоуюя])", "и", word).replace("ё", "yo")).replace("_", "")


def _by_ear(word: str) -> str:
    return _strip("".join(_BY_EAR.get(letter, letter) for letter in word))


def _heard(word: str) -> list[str]:
    """What a word that is written by ear sounds like; of damaged Latin letters ``c`` may have been ``ç``."""
    if any(map(is_cyrillic, word)):
        found = [_cyrillic(word)]
    elif _TURKIC & set(word):
        found = [_by_ear(word)]
    elif _NOT_BY_EAR.search(word):
        return []
    else:
        found = [_by_ear(word), _by_ear(word.replace("c", "ç"))] if "c" in word else [_by_ear(word)]
    return [reading for one in found for reading in ((one, _IO.sub("e", one)) if _IO.search(one) else (one,))]


def _romanised(word: str) -> list[str]:
    if any(map(is_cyrillic, word)) or _TURKIC & set(word):
        return []
    latin = _strip(word)
    for pattern, sound in _ROMANISED:
        latin = pattern.sub(sound, latin)
    return [latin, _IO.sub("e", latin)] if _IO.search(latin) else [latin]


@lru_cache(maxsize=16384)
def letters_of(word: str) -> str:
    """A word in lower case, letters only, with their marks: what is read.

    >>> letters_of("D’Alema"), letters_of("Ștefan")
    ('dalema', 'ștefan')
    """
    letters = (letter for letter in fold(word) if letter.isalpha() or unicodedata.combining(letter))
    return unicodedata.normalize("NFC", "".join(letters))


@lru_cache(maxsize=65536)
def heard_keys(word: str, kind: str = "key") -> frozenset[str]:
    """The keys of a word if it is written by ear, none if it cannot be. For ``kind`` see ``key_of``.

    >>> heard_keys("Əliyev") == heard_keys("Алиев"), heard_keys("Chirac")
    (True, frozenset())
    """
    return frozenset(key_of(heard, kind) for heard in _heard(letters_of(word)))


@lru_cache(maxsize=65536)
def plain_keys(word: str, kind: str = "key") -> frozenset[str]:
    """The keys of a word if it is written by ear or romanised in the English way.

    >>> plain_keys("Aliyev") & heard_keys("Алиев")
    frozenset({'aliav'})
    """
    return heard_keys(word, kind) | frozenset(key_of(latin, kind) for latin in _romanised(letters_of(word)))


def first_key(word: str) -> str:
    """The likeliest key of a word.

    >>> first_key("Алиев"), first_key("Chirac")
    ('aliav', 'cirag')
    """
    letters = letters_of(word)
    return next((key_of(heard) for heard in _heard(letters) or _romanised(letters)), "")


@lru_cache(maxsize=1)
def _orthographies() -> tuple[tuple[str, re.Pattern[str], tuple[str, ...]], ...]:
    """For each reading of each orthography its id, one pattern, and what the groups of the pattern are heard as."""
    compiled = []
    for entry in shared("orthographies")["orthographies"]:
        readings = [entry["rules"]]
        if "more" in entry:
            readings.append({**entry["more"], **{pattern: heard for pattern, heard in entry["rules"].items() if pattern not in entry["more"]}})
        for rules in readings:
            compiled.append((entry["id"], re.compile("|".join(f"({pattern})" for pattern in rules)), tuple(rules.values())))
    return tuple(compiled)


@lru_cache(maxsize=1)
def _native() -> re.Pattern[str]:
    return re.compile(shared("orthographies")["native"])


def read_aloud(word: str, orthography: str = "") -> Iterable[str]:
    """What a word in Latin letters sounds like in each orthography, or in one.

    >>> list(read_aloud("Chirac", "french"))
    ['Sirak', 'Sirak']
    """
    letters = fold(word)
    for name, pattern, heard in _orthographies():
        if orthography in ("", name):
            yield _strip(pattern.sub(lambda match, heard=heard: heard[match.lastindex - 1], letters))  # type: ignore[misc]


@lru_cache(maxsize=8192)
def foreign_keys(word: str, kind: str = "key") -> frozenset[str]:
    """The keys of a word as the orthographies of other languages read it; none for a word that is surely written by ear."""
    letters = fold(word)
    if any(map(is_cyrillic, letters)) or _TURKIC & set(letters) or _native().search(letters):
        return frozenset()
    return frozenset(key_of(heard, kind) for heard in set(read_aloud(word)))
