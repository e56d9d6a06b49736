"""Whether two words are spellings of one name, and what of a name is no word that counts. The data is ``languages/spellings.yaml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from pipeline.entities.sounds import bare, first_key, foreign_keys, heard_keys, plain_keys
from pipeline.languages import shared
from pipeline.text import fold, is_cyrillic

SHORT = 5  # up to this many letters of a key, two spellings of one script must agree in every vowel: Baker is not Becker
TINY = 2  # in a word of so few letters g, k and h are kept apart: Xi is not Ki
LONGER = 4  # letters that an orthography writes beyond what is heard: Steinmeier, Ştaynmayer; Rousseau, Russo
_OPEN_ENDS = ("v", "va")  # in -ov and -ev names even one script varies: Kerimov, Karimov


@dataclass(frozen=True, slots=True)
class Spellings:
    """The content of ``spellings.yaml``: the groups of spellings, by number and by bare word, and the words that are no part of a name."""

    members: tuple[tuple[str, ...], ...]
    groups: dict[str, frozenset[int]]
    family_first: frozenset[str]
    particles: frozenset[str]
    fathers: re.Pattern[str]
    generation: re.Pattern[str]
    father_of: frozenset[str]
    ranks: frozenset[str]
    joins: frozenset[str]
    chain: frozenset[str]
    article: re.Pattern[str]
    heads: tuple[tuple[str, frozenset[str]], ...]


@lru_cache(maxsize=1)
def spellings() -> Spellings:
    """The data, read once."""
    raw = shared("spellings")
    groups: dict[str, set[int]] = {}
    for number, group in enumerate(raw["groups"]):
        for spelling in group:
            groups.setdefault(bare(spelling), set()).add(number)
    return Spellings(
        tuple(map(tuple, raw["groups"])),
        {spelling: frozenset(numbers) for spelling, numbers in groups.items()},
        frozenset(bare(word) for word in raw["family_first"].split()),
        frozenset(fold(word) for word in raw["particles"].split()),
        re.compile(raw["fathers"]),
        re.compile(raw["generation"]),
        frozenset(raw["father_of"].split()),
        frozenset(raw["ranks"].split()),
        frozenset(raw["joins"].split()),
        frozenset(raw["chain"].split()),
        re.compile(raw["article"]),
        tuple(sorted(((letters, frozenset(told.split())) for letters, told in raw["heads"].items()), key=lambda head: (-len(head[0]), head[0]))),
    )


def without_generation(name: str) -> str:
    """A name without the word that tells father and son apart.

    >>> without_generation("Фердинанд Маркос-младший")
    'Фердинанд Маркос'
    """
    found = spellings().generation.search(fold(name))
    return name[: found.start()] if found else name


@lru_cache(maxsize=16384)
def groups_of(word: str) -> frozenset[int]:
    """The groups of ``spellings.yaml`` that a word belongs to.

    >>> bool(groups_of("Corc") & groups_of("Джордж"))
    True
    """
    return spellings().groups.get(bare(word), frozenset())


def word_key(word: str) -> str:
    """The one key of a word, that of its group where it has one.

    >>> word_key("Əliyev") == word_key("Алиев"), word_key("Corc") == word_key("Джордж")
    (True, True)
    """
    groups = groups_of(word)
    return first_key(spellings().members[min(groups)][0] if groups else word)


def index_keys(word: str, foreign: bool = True) -> frozenset[str]:
    """Every key under which a word can be looked up: two spellings of one name share at least one. Without the keys of foreign orthographies
    an index stays small; they are only needed on one side.

    >>> bool(index_keys("Şirak") & index_keys("Chirac"))
    True
    """
    keys = plain_keys(word) | {f"~{key}" for key in plain_keys(word, "even")} | {f"#{number}" for number in groups_of(word)}
    return keys | foreign_keys(word) if foreign else keys


@lru_cache(maxsize=65536)
def same_word(one: str, other: str, loose: bool = False) -> bool:
    """Whether two words are spellings of one name. ``loose`` leaves the vowels of short words open, for words that have other support.

    >>> same_word("Qorbaçov", "Горбачёв"), same_word("Əliyev", "Əliyeva"), same_word("Baker", "Becker")
    (True, False, False)
    >>> same_word("Devis", "Davis", loose=True)
    True
    """
    if not groups_of(one).isdisjoint(groups_of(other)) or bare(one) == bare(other):
        return True
    if groups_of(one) and groups_of(other) and _kin(one).isdisjoint(_kin(other)):
        return False  # Hussein and Hassan
    if min(len(one), len(other)) <= TINY and plain_keys(one, "tight").isdisjoint(plain_keys(other, "tight")):
        return _aloud(one, other, "tight") or _aloud(other, one, "tight")
    scripts_differ = is_cyrillic(bare(one)[:1] or " ") is not is_cyrillic(bare(other)[:1] or " ")
    if keys := plain_keys(one) & plain_keys(other):
        return loose or scripts_differ or _vowels_agree(one, other, keys)
    return _aloud(one, other) or _aloud(other, one) or ((loose or scripts_differ) and _even(one, other, SHORT - loose))


def _kin(word: str) -> frozenset[int]:
    """The groups of a word and of all spellings in them: one name may have several groups."""
    return frozenset(number for own in groups_of(word) for spelling in spellings().members[own] for number in groups_of(spelling))


def _aloud(one: str, other: str, kind: str = "key") -> bool:
    """Whether what is heard of one word is the other read aloud in some orthography. Most pairs are settled by a look at their lengths."""
    heard = heard_keys(one, kind) if abs(len(one) - len(other)) <= LONGER else frozenset()
    return bool(heard) and not heard.isdisjoint(foreign_keys(other, kind))


def _vowels_agree(one: str, other: str, keys: frozenset[str]) -> bool:
    if any(len(key) > SHORT or key.endswith(_OPEN_ENDS) for key in keys) or "ə" in fold(one) + fold(other):
        return True
    return not plain_keys(one, "exact").isdisjoint(plain_keys(other, "exact"))


def _even(one: str, other: str, shortest: int) -> bool:
    """Whether words differ in e and i alone, as Persian and Arabic names do: Haşimi, Хашеми; Qasim, Qassem."""
    shared_keys = plain_keys(one, "even") & plain_keys(other, "even")
    return any(len(key) >= shortest and not key.endswith(_OPEN_ENDS) for key in shared_keys)


@lru_cache(maxsize=8192)
def heads(word: str) -> frozenset[str]:
    """What a word or an initial may begin with, over all spellings of the name.

    >>> sorted(heads("Г.")), bool(heads("Дж.") & heads("George")), bool(heads("K.") & heads("Heydər"))
    (['g', 'h'], True, False)
    """
    found: set[str] = set()
    for spelling in (word, *(member for number in groups_of(word) for member in spellings().members[number])):
        low = fold(spelling)
        found |= next((told for letters, told in spellings().heads if low.startswith(letters)), frozenset(bare(low)[:1]))
    return frozenset(found)
