"""Whether two names mean one person: how a name is taken apart, and what two names may differ in.

Words meet by their sound (``pipeline.entities.sounds``) or because ``languages/spellings.yaml`` says that they are one name
(``pipeline.entities.spelling``): Şirak, Ширак and Chirac are joined by rule; Georgi and Corc, both George, are not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from pipeline.entities.sounds import bare, plain_keys
from pipeline.entities.spelling import heads, same_word, spellings, word_key
from pipeline.text import fold, plain

__all__ = ["Name", "fold_name", "name_words", "same_person", "same_word", "split_name", "take_apart"]

_SPLIT = re.compile(r"[\s,_]+|(?<=\.)(?=\w)")
_INITIAL = re.compile(r"\w{1,2}\.\Z")
_ORDINAL = re.compile(r"(?:[IVX]+|[JS]n?r\.?)\Z")  # of a monarch, and of a father or son
SYLLABLE = 4  # letters of a family name that may be a syllable
_PIECES = re.compile(r"[-‐‑–'’](?=\w)")


@dataclass(frozen=True, slots=True)
class Name:
    """A name taken apart: given names and initials in order, family name, ordinal ("II").

    ``turned`` says that the family name may stand first (East Asia), ``chain`` that it is a chain of fathers (bin, ibn)."""

    given: tuple[str, ...]
    family: str
    ordinal: str = ""
    turned: bool = False
    chain: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        """All its words, the family name last."""
        return (*self.given, self.family)


def _is_initial(word: str) -> bool:
    return bool(_INITIAL.match(word))


def _is_full(word: str) -> bool:
    return not _INITIAL.match(word)


def name_words(name: str) -> tuple[str, ...]:
    """The words of a name that count, initials with their full stop: articles, particles, titles and the father's name are left out,
    the two parts of Abdel Fattah are one word.

    >>> name_words("H.Əlirza oğlu Əliyev"), name_words("Məhəmməd bin Salman"), name_words("Abdel Fattah el-Sisi")
    (('H.', 'Əliyev'), ('Məhəmməd', 'Salman'), ('AbdelFattah', 'Sisi'))
    >>> name_words("King Hussein"), name_words("Dennis King")
    (('Hussein',), ('Dennis', 'King'))
    """
    data = spellings()
    words = [word for word in _SPLIT.split(name.strip()) if word]
    kept: list[str] = []
    for at, word in enumerate(words):
        low = fold(plain(word))
        if low in data.father_of:
            del kept[max(1, len(kept) - 1) :]
        elif kept and word == low and low in data.ranks:
            continue
        elif (low not in data.particles or _counts(word, kept) or kept and at == len(words) - 1 and word[:1].isupper()) and (_is_initial(word) or bare(word)):
            article = data.article.match(low)
            start = kept.pop() if kept and fold(kept[-1]) in data.joins else ""
            kept.append(start + word[article.end() if article else 0 :])
    return _without_father(kept) or tuple(words)


def _counts(word: str, before: list[str]) -> bool:
    """Whether a word that looks like a particle may be a name: Ван И, Fam Bin Min."""
    return word[:1].isupper() and bare([*before, word][0]) in spellings().family_first


def _without_father(words: list[str]) -> tuple[str, ...]:
    """The words without a father's name in -ovich that stands between (or behind) given and family name."""
    if sum(not _is_initial(word) for word in words) < 3:
        return tuple(words)
    fathers = spellings().fathers
    return tuple(word for at, word in enumerate(words) if not at or not fathers.search(fold(word)) or (at == len(words) - 1 and at < 2))


@lru_cache(maxsize=16384)
def take_apart(name: str) -> Name:
    """A name taken apart; initials may stand behind the family name.

    >>> take_apart("Назарбаев Н.А.").words, take_apart("II Elizabet").ordinal
    (('Н.', 'А.', 'Назарбаев'), 'II')
    """
    words = name_words(name)
    shouted = name.isupper() and words[:1] and bare(words[0]) in spellings().family_first  # XI JINPING is not the eleventh
    ordinals = [word for word in words[bool(shouted) :] if _ORDINAL.match(word)]
    words = tuple(word for word in words if word not in ordinals) or words
    if not words:
        return Name((), "")
    full = [at for at, word in enumerate(words) if not _is_initial(word)]
    at = full[0] if full and full[-1] < len(words) - 1 else len(words) - 1
    turned = len(words) > 1 and full[:1] == [0] and bare(words[0]) in spellings().family_first
    chain = not turned and not spellings().chain.isdisjoint(fold(name).split())
    return Name((*words[:at], *words[at + 1 :]), words[at], ordinals[0] if ordinals else "", turned, chain)


def split_name(name: str) -> tuple[tuple[str, ...], str]:
    """The given names (or initials) and the family name.

    >>> split_name("Назарбаев Н.А.")
    (('Н.', 'А.'), 'Назарбаев')
    """
    parts = take_apart(name)
    return parts.given, parts.family


def fold_name(name: str) -> str:
    """The likeliest fold of a whole name: equal folds mean one name in whatever of the three scripts.

    >>> fold_name("İlham Əliyev") == fold_name("Ильхам Алиев") == fold_name("Ilham Aliyev")
    True
    """
    return " ".join(key for word in name_words(name) if (key := word_key(word)))


def _given_word_agrees(one: str, other: str) -> bool:
    if _is_initial(one) or _is_initial(other):
        return not heads(one).isdisjoint(heads(other))
    return same_word(one, other, loose=True) or not _open_keys(one).isdisjoint(_open_keys(other))


@lru_cache(maxsize=8192)
def _open_keys(word: str) -> frozenset[str]:
    """The keys of a given name without a last vowel, in which and in short vowels given names of one person vary: Rasul, Resul; Hosni, Husn."""
    return frozenset(key[:-1] if len(key) > 3 and key[-1] in "aoi" else key for key in plain_keys(word))


def _pieces(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(piece for word in words for piece in _PIECES.split(word) if piece)


def _given_agree(one: tuple[str, ...], other: tuple[str, ...], chain: bool) -> bool:
    """Whether given names do not contradict each other: each agrees with its counterpart, or the only one with the first or last."""
    if not one or not other:
        return True
    ours, theirs = _pieces(one), _pieces(other)
    if all(_given_word_agrees(*pair) for pair in zip(ours, theirs, strict=False)) or _run_together(ours, theirs):
        return True
    if len(one) == len(other) and all(_given_word_agrees(*pair) for pair in zip(one, other, strict=True)):
        return True
    few, many = sorted((ours, theirs), key=len)
    return not chain and len(few) == 1 and not _is_initial(few[0]) and any(_given_word_agrees(few[0], word) for word in (many[0], many[-1]) if not _is_initial(word))


def _without_particle(given: tuple[str, ...], family: str) -> tuple[str, ...]:
    """The given names, without one that may be a particle before the family name: Van Rompuy; but not before a syllable, Van Yang."""
    return () if len(given) == 1 and len(family) > SYLLABLE and fold(given[0]) in spellings().particles else given


def _run_together(ours: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Whether words only differ in where they are cut: Abdul Aziz, Əbdüləziz; Rasi-zadə, Rasizadə."""
    if len(ours) == len(theirs) or heads(ours[0]).isdisjoint(heads(theirs[0])):
        return False
    return not plain_keys("".join(ours)).isdisjoint(plain_keys("".join(theirs)))


@lru_cache(maxsize=65536)
def same_person(one: str, other: str) -> bool:
    """Whether two names can mean one person: family names agree and given names do not contradict each other.

    >>> same_person("N. Nazarbayev", "Нурсултан Назарбаев"), same_person("Heydər Əliyev", "İlham Əliyev")
    (True, False)
    """
    first, second = take_apart(one), take_apart(other)
    if not first.family or not second.family or not _ordinals_agree(first, second):
        return False
    for single, longer in ((first, second), (second, first)):
        if longer.chain and not single.chain and len(single.words) == 1 < len(longer.words):
            return _is_of_chain(single.family, longer)
    chain = first.chain or second.chain
    turned = first.turned and second.turned
    for given, family in _orders(first, turned):
        for others, surname in _orders(second, turned):
            supported = any(map(_is_full, given)) and any(map(_is_full, others))
            if same_word(family, surname, supported) and _given_agree(_without_particle(given, family), _without_particle(others, surname), chain):
                return True
    return (not turned and _turned_round(first, second)) or _same_whole(first, second, chain)


def _ordinals_agree(first: Name, second: Name) -> bool:
    """Whether ordinals are equal; one that has none must have the same number of words: Mohammed VI is no Mohammed bin Salman."""
    if bool(first.ordinal) is bool(second.ordinal):
        return first.ordinal == second.ordinal
    return len(first.words) == len(second.words)


def _is_of_chain(word: str, name: Name) -> bool:
    """Of a chain of fathers the first name or the name of the house stands alone: Salman is no bin Salman."""
    return same_word(word, name.words[0]) or (len(name.words) > 2 and same_word(word, name.family))


def _orders(name: Name, turned: bool) -> list[tuple[tuple[str, ...], str]]:
    """The ways to tell the given names from the family name; it stands first where that is so in both names."""
    orders = [(name.words[1:], name.words[0])] if name.turned else []
    return orders if turned else [(name.given, name.family), *orders]


def _turned_round(first: Name, second: Name) -> bool:
    """The same two words, the family name first in one of them."""
    if len(first.given) != 1 or len(second.given) != 1:
        return False
    return same_word(first.given[0], second.family, loose=True) and same_word(first.family, second.given[0], loose=True)


def _same_whole(first: Name, second: Name, chain: bool) -> bool:
    """Names that only differ in where they are cut, or in how far a chain of fathers is followed."""
    ours, theirs = _pieces(first.words), _pieces(second.words)
    if min(len(ours), len(theirs)) < 2:
        return False
    if len(ours) == len(theirs):
        return all(same_word(mine, yours, loose=True) for mine, yours in zip(ours, theirs, strict=True))
    few, many = sorted((first.words, second.words), key=len)
    return _run_together(ours, theirs) or (chain and 1 < len(few) < len(many) and all(same_word(*pair) for pair in zip(few, many, strict=False)))
