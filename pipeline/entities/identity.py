"""Whether two names mean one person: one fold for three scripts, and what two names may differ in.

The fold writes a name as consonants and three classes of vowel (``a`` for a, e, ə; ``o`` for o, u, ö, ü; ``i`` for i, ı, y), because that
is what transliteration keeps: ``Əliyev``, ``Алиев``, ``Aliyev`` and ``Aliev`` all become ``alav``, and ``Əliyeva`` becomes ``alava``.
Spellings that no rule joins (Şirak, Ширак, Chirac) are joined by ``languages/spellings.yaml``.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from pipeline.languages import shared
from pipeline.text import fold, plain

_FROM = "əıöüşçğқғңұүөәһіїєґўабвгдеёжзийклмнопрстуфхцчшщъыьэюяłøåßæœđðþęą"
_TO = (
    "a ı o u sh ch g k g n u u o a h i yi ye g u a b v g d e yo zh z i i k l m n o p r s t u f kh ts ch sh shch _ i _ e yu ya l o o ss a o d d t en on"
)
_ONE = {letter: simple.replace("_", "").replace("ı", "i") for letter, simple in zip(_FROM, _TO.split(), strict=True)}

# Letters that alphabets read in two ways: Azerbaijani c is English j, x is h; German and Polish j is y. The first reading is the foreign one.
_READINGS = (
    ((re.compile("ch"), "C"), (re.compile("ch"), "C")),
    ((re.compile("c(?=[eiy])"), "s"), (re.compile("c(?!k|z)"), "J")),
    ((re.compile("x"), "ks"), (re.compile("x"), "kh")),
    ((re.compile("j"), "J"), (re.compile("j"), "y")),
)
_NATIVE = (1, 1, 1, 0)  # how a name with Azerbaijani letters reads them
_AZERBAIJANI = re.compile("[əışçğöü]")
# The order matters: longer groups come first, and what a step writes the next may read.
_GROUPS = tuple(
    (re.compile(pattern), simple)
    for pattern, simple in (
        (r"shC|sC|sh", "S"),
        (r"t?C|cz|tS", "C"),
        (r"dz?h|dJ|zh", "J"),
        (r"dz", "z"),
        (r"ow(?=a?$)", "ov"),
        (r"ph", "f"),
        (r"th", "t"),
        (r"[td]z|ts", "s"),
        (r"oo|ou", "u"),
        (r"ck|c", "k"),
        (r"w", "v"),
        (r"(?<=[aeiouy])h$", ""),
        (r"(?<=[bdglmnprtvz])h", ""),
        (r"[gkqh]+", "g"),
    )
)
_VOWELS = str.maketrans("aeouiy", "aaooii")
_DOUBLE = re.compile(r"(.)\1+")
_HUSH = re.compile(r"(?<=[CSJ])o")
_WEAK_I = re.compile(r"(?<=[ao])i|i(?=[ao])")
_FINAL = {"b": "p", "d": "t", "z": "s"}
_PARTICLES = frozenset(
    "al el as es az ar er an ash ad ed ul bin ben ibn bint van von der den de di da du la le oglu ogly oglı qızı qizi kyzy gyzy kizi uulu".split()
)
_ARTICLE = re.compile(r"^(al|el|as|es|ash|esh|az|ar|er|an|ad|at|ul|əl|əs|əş|ər|əz|ən|əd|аль|эль|ас|эс|аш|эш|ар|эр|ан|эн|ад|ат|аз)-(?=\w)")
_SPLIT = re.compile(r"[\s,]+|(?<=\.)")
_INITIAL = re.compile(r"\A(\w{1,2})\.\Z")


def _latin(word: str) -> str:
    """A word in plain Latin letters, lower case.

    >>> _latin("Юрий"), _latin("Şahin")
    ('yurii', 'shahin')
    """
    letters = []
    for letter in fold(plain(word)):
        simple = _ONE.get(letter)
        letters.append(unicodedata.normalize("NFD", letter)[0] if simple is None else simple)
    return "".join(letter for letter in "".join(letters) if letter.isalpha())


def _sound(latin: str) -> str:
    """The consonants and vowel classes of a word; capitals stand for hissing sounds."""
    for pattern, simple in _GROUPS:
        latin = pattern.sub(simple, latin)
    coded = _DOUBLE.sub(r"\1", latin.translate(_VOWELS))
    coded = _DOUBLE.sub(r"\1", _WEAK_I.sub("", _WEAK_I.sub("", coded)))
    coded = _DOUBLE.sub(r"\1", _HUSH.sub("a", coded))
    return (coded[:-1] + _FINAL.get(coded[-1], coded[-1])).lower() if coded else ""


def _read(latin: str, which: tuple[int, ...]) -> str:
    for readings, choice in zip(_READINGS, which, strict=True):
        pattern, simple = readings[choice]
        latin = pattern.sub(simple, latin)
    return latin


def _spelt(word: str, native: bool = False) -> tuple[str, ...]:
    latin = _latin(word)
    if not latin:
        return ()
    if native or _AZERBAIJANI.search(fold(word)):
        return (_sound(_read(latin, _NATIVE)),)
    choices = [(0, c, x, j) for c in (0, 1)[: 1 + ("c" in latin)] for x in (0, 1)[: 1 + ("x" in latin)] for j in (0, 1)[: 1 + ("j" in latin)]]
    return tuple(dict.fromkeys(_sound(_read(latin, which)) for which in choices))


@lru_cache(maxsize=1)
def _spellings() -> dict[str, str]:
    """From the fold of a spelling to the fold of the group it belongs to."""
    table: dict[str, str] = {}
    for group in shared("spellings")["groups"]:
        first = _spelt(group[0])[0]
        for spelling in group:
            for key in _spelt(spelling, native=spelling != group[0])[:1]:
                table.setdefault(key, first)
    return table


@lru_cache(maxsize=8192)
def word_keys(word: str) -> tuple[str, ...]:
    """The folds of one word of a name, the likeliest first: more than one where a letter is read in two ways.

    >>> word_keys("Əliyev"), word_keys("Алиев"), word_keys("Əliyeva")
    (('alav',), ('alav',), ('alava',))
    """
    keys = _spelt(_ARTICLE.sub("", fold(plain(word))))
    table = _spellings()
    return tuple(dict.fromkeys([*(table.get(key, key) for key in keys), *keys]))


def name_words(name: str) -> tuple[str, ...]:
    """The words of a name that count, initials with their full stop: articles and particles are left out.

    >>> name_words("H.Əlirza oğlu Əliyev"), name_words("Məhəmməd bin Salman")
    (('H.', 'Əlirza', 'Əliyev'), ('Məhəmməd', 'Salman'))
    """
    words = [word for word in _SPLIT.split(name.strip()) if word]
    kept = tuple(word for word in words if _latin(word) and fold(word) not in _PARTICLES and _latin(word) not in _PARTICLES)
    return kept or tuple(words)


def split_name(name: str) -> tuple[tuple[str, ...], str]:
    """The given names (or initials) and the family name; initials may stand behind it.

    >>> split_name("Назарбаев Н.А.")
    (('Н.', 'А.'), 'Назарбаев')
    """
    words = name_words(name)
    if len(words) > 1 and _INITIAL.match(words[-1]):
        full = [word for word in words if not _INITIAL.match(word)]
        if full:
            return tuple(word for word in words if word != full[0]), full[0]
    return words[:-1], words[-1] if words else ""


def fold_name(name: str) -> str:
    """The likeliest fold of a whole name: equal folds mean one name in whatever of the three scripts.

    >>> fold_name("İlham Əliyev") == fold_name("Ильхам Алиев") == fold_name("Ilham Aliyev")
    True
    """
    return " ".join(keys[0] for word in name_words(name) if (keys := word_keys(word)))


def same_word(one: str, other: str) -> bool:
    """Whether two words are spellings of one name.

    >>> same_word("Qorbaçov", "Горбачёв"), same_word("Əliyev", "Əliyeva")
    (True, False)
    """
    return bool(set(word_keys(one)) & set(word_keys(other)))


def _given_agree(one: str, other: str) -> bool:
    """Whether two given names, one of which may be an initial, do not contradict each other."""
    if _INITIAL.match(one) or _INITIAL.match(other):
        return any(a[:1] == b[:1] or {a[0], b[0]} <= {"j", "z"} for a in word_keys(one) for b in word_keys(other) if a and b)
    if same_word(one, other):
        return True
    return any(_bare(a) == _bare(b) for a in word_keys(one) for b in word_keys(other))


def _bare(key: str) -> str:
    """A fold without its last vowel: Hosni and Hüsnü, Giorgi and George differ in no more."""
    return key[:-1] if len(key) > 3 and key[-1] in "aoi" else key


def same_person(one: str, other: str) -> bool:
    """Whether two names can mean one person: family names agree and given names do not contradict each other.

    >>> same_person("N. Nazarbayev", "Нурсултан Назарбаев"), same_person("Heydər Əliyev", "İlham Əliyev")
    (True, False)
    """
    given, family = split_name(one)
    others, surname = split_name(other)
    if not family or not surname:
        return False
    if same_word(family, surname):
        return not given or not others or _given_agree(given[0], others[0]) or _joined(given) == _joined(others)
    if given and others and same_word(family, others[0]) and same_word(given[0], surname):
        return True
    return bool(given and others) and _joined(name_words(one)) == _joined(name_words(other))


def _joined(words: tuple[str, ...]) -> str:
    """The words of a name run together: Nak-yon and Нак Ён differ only in how they are cut."""
    return "".join(word_keys(word)[0] for word in words if word_keys(word))
