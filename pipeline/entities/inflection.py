"""How a word of a language may be taken apart: base forms and what the ending says, from ``languages/<code>/inflection.yaml``.

Two kinds of language are described there. In one an ending is put together step by step (number, owner, case ...), its vowels following those
of the stem; in the other a form is told by its paradigm. Both become one table from endings to what they say, so that a word costs as many
look-ups as its ending can be long. Several readings of a word are all kept: whoever asks knows more.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pipeline.entities.endings import Ending, endings
from pipeline.languages import load


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to take a word apart. ``base`` is the folded base form, of which the first ``kept`` letters stand in the word;
    ``cases`` and ``marks`` are what the ending says, ``genders`` the genders it allows ("m", "f", "mf"; empty where the language has none),
    ``rule`` the paradigm."""

    base: str
    kept: int
    cases: tuple[str, ...]
    marks: frozenset[str] = frozenset()
    genders: str = ""
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Inflection:
    """The inflection data of a language, ready for use."""

    table: dict[str, tuple[Ending, ...]]
    bare_table: dict[str, tuple[Ending, ...]]
    longest: int
    vowels: str
    classes: dict[str, str]
    hard: dict[str, str]
    bare: dict[int, str]
    joints: str
    stems: dict[str, str]
    bears_last: bool
    weights: dict[str, float]
    possessed: tuple[str, ...] = ()

    def sign(self, stem: str) -> str:
        """What of a stem an ending looks at: the class of its last vowel where vowels follow each other, and its last letter's kind or itself."""
        last = stem[-1]
        if not self.classes:
            return last
        vowel = next((letter for letter in reversed(stem) if letter in self.vowels), "")
        return self.classes.get(vowel, "") + ("v" if last in self.vowels else "c")


@lru_cache(maxsize=None)
def inflection(code: str) -> Inflection:
    """The inflection of a language. LanguageDataError where its data names an unknown case or mark."""
    data = load(code).read("inflection")
    where = f"{code}/inflection.yaml"
    vowels = data["vowels"]
    table: dict[str, list[Ending]] = {}
    for surface, ending in endings(data, where):
        table.setdefault(surface, []).append(ending)
    bare = {ord(letter): simple for letter, simple in data.get("bare", {}).items()}
    return Inflection(
        table={surface: tuple(dict.fromkeys(rows)) for surface, rows in table.items()},
        bare_table=_bared(table, bare),
        longest=max(map(len, table)),
        vowels=vowels,
        classes={letter: str(number) for number, row in enumerate(data.get("harmony", ())) for letter in row["vowels"]},
        hard={soft: hard for hard, soft in data.get("softened", {}).items()},
        bare=bare,
        joints=data.get("joints", ""),
        stems={stem: base for base, stem in data.get("stems", {}).items()},
        bears_last=data["bears"] == "last",
        weights=_weights(data),
        possessed=tuple(data.get("possessed", ())),
    )


def _weights(data: dict[str, Any]) -> dict[str, float]:
    """How usual each declension is for the names of men (by its id) and of women (``id f``)."""
    found = {"unchanged": data.get("unchanged", 0) / 10}
    for row in data.get("paradigms", ()):
        found[row["id"]] = row.get("weight", 0) / 10
        found[f"{row['id']} f"] = row.get("woman", row.get("weight", 0)) / 10
    return found


def _bared(table: dict[str, list[Ending]], bare: dict[int, str]) -> dict[str, tuple[Ending, ...]]:
    """The table for texts without marks on their letters and for endings behind an acronym: what stands before is not looked at."""
    found: dict[str, dict[Ending, None]] = {}
    for surface, rows in table.items():
        for row in rows:
            free = Ending(row.add, None, row.cases, row.marks, row.genders, row.rule)
            found.setdefault(surface.translate(bare), {})[free] = None
    return {surface: tuple(rows) for surface, rows in found.items()}


# --- readings -------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=32768)
def readings(word: str, code: str) -> tuple[Reading, ...]:
    """The ways to take a folded word apart, the longest base first.

    >>> [(one.base, one.cases) for one in readings("kuçmanın", "az")]
    [('kuçmanın', ('nom',)), ('kuçman', ('gen',)), ('kuçma', ('gen',))]
    >>> readings("ssri-yə", "az")[0].base
    'ssri'
    >>> [(one.base, one.cases) for one in readings("назарбаеву", "ru") if one.rule in ("ov", "ova")]
    [('назарбаев', ('dat',)), ('назарбаева', ('acc',))]
    """
    data = inflection(code)
    found: dict[Reading, None] = dict.fromkeys(_joined(word, data))
    for cut in range(len(word), max(1, len(word) - data.longest - 1), -1):
        rows = data.table.get(word[cut:])
        stem = word[:cut]
        if not rows or not _is_stem(stem, data):
            continue
        sign = data.sign(stem)
        whole = data.stems.get(stem, stem) if cut < len(word) else stem
        kept = cut if whole == stem else shared_start(whole, stem)
        for row in rows:
            if row.signs is None or sign in row.signs:
                found[Reading(whole + row.add, kept, row.cases, row.marks, row.genders, row.rule)] = None
        if data.hard and stem[-1] in data.hard and cut < len(word) and word[cut] in data.vowels:
            hard = stem[:-1] + data.hard[stem[-1]]
            for row in rows:
                if row.signs is None or sign in row.signs:
                    found[Reading(hard, cut - 1, row.cases, row.marks | {"softened"}, row.genders, row.rule)] = None
    if data.possessed:
        found |= dict.fromkeys(_as_possessed(word, list(found), data))
    if not found and word:
        found[Reading(word, len(word), ("nom",) if data.classes else ())] = None
    return tuple(found)


_OWNED = frozenset({"owned"})


def _as_possessed(word: str, found: list[Reading], data: Inflection) -> Iterator[Reading]:
    """The readings of a name that ends like something owned and takes the endings of it ("Çavuşoğluna"): its base is the owned form."""
    for one in found:
        whole = word[: one.kept + 1]
        if one.marks == _OWNED and len(whole) < len(word) and whole.endswith(data.possessed):
            yield Reading(whole, len(whole), one.cases)


def _is_stem(stem: str, data: Inflection) -> bool:
    return len(stem) > 1 and stem[-1] not in data.joints and (stem in data.stems or any(letter in data.vowels for letter in stem))


def _joined(word: str, data: Inflection) -> tuple[Reading, ...]:
    """The reading of an acronym or foreign word with its ending behind a hyphen or apostrophe."""
    at = max((word.rfind(joint) for joint in data.joints), default=-1)
    if at < 1 or at + 1 >= len(word):
        return ()
    rows = data.bare_table.get(word[at + 1 :].translate(data.bare), ())
    return tuple(dict.fromkeys(Reading(word[:at], at, row.cases, row.marks | {"joined"}) for row in rows))


@lru_cache(maxsize=32768)
def bare_readings(word: str, code: str) -> tuple[Reading, ...]:
    """The readings of a word written without the marks of its letters: bases without marks, vowels compared as far as they can be told.

    >>> [(one.base, one.cases) for one in bare_readings("bakida", "az")][:2]
    [('bakida', ('nom',)), ('bakid', ('dat',))]
    >>> [one.base for one in bare_readings("mariu", "az")]
    ['mariu']
    """
    data = inflection(code)
    word = word.translate(data.bare)
    found: dict[Reading, None] = {}
    for cut in range(len(word), max(1, len(word) - data.longest - 1), -1):
        for row in data.bare_table.get(word[cut:], ()) if cut > 1 and _may_follow(word[:cut], word[cut:], code) else ():
            found[Reading(word[:cut] + row.add, cut, row.cases, row.marks, row.genders, row.rule)] = None
    return tuple(found)


def _may_follow(stem: str, ending: str, code: str) -> bool:
    """True where the first vowel of an ending may stand behind the last of a stem, both without their marks: "-u" behind "o" and "u" only."""
    vowels = inflection(code).vowels.translate(inflection(code).bare)
    last, first = (next((letter for letter in letters if letter in vowels), "") for letters in (reversed(stem), ending))
    return not last or not first or first in _following(code).get(last, vowels)


@lru_cache(maxsize=None)
def _following(code: str) -> dict[str, str]:
    """The vowels of endings behind each vowel of a stem, all without their marks; empty where vowels do not follow each other."""
    bare = inflection(code).bare
    found: dict[str, str] = {}
    for row in load(code).read("inflection").get("harmony", ()):
        for vowel in row["vowels"].translate(bare):
            found[vowel] = found.get(vowel, "") + (row["A"] + row["I"]).translate(bare)
    return found


def shared_start(one: str, other: str) -> int:
    """How many letters two words have in common at their beginning.

    >>> shared_start("павел", "павла")
    3
    """
    return next((at for at, (left, right) in enumerate(zip(one, other, strict=False)) if left != right), min(len(one), len(other)))


def restore(reading: Reading, written: str) -> str:
    """The base form in the capitals of the word as it was written.

    >>> restore(readings("nazarbayevlə", "az")[2], "Nazarbayevlə")
    'Nazarbayev'
    """
    return written[: reading.kept] + reading.base[reading.kept :]


def prove(code: str) -> list[str]:
    """The proofs of the data that fail: an empty list when all is well."""
    failed = []
    for proof in load(code).read("inflection")["proofs"]:
        word = proof.get("yes") or proof["no"]
        said = {(one.base, " ".join([*one.cases, *sorted(one.marks - {"joined", "softened"}), *([one.genders] if one.genders else [])])) for one in readings(word, code)}
        if ("yes" in proof) is not any(base == proof["base"] and says == proof.get("says", says) for base, says in said):
            failed.append(f"{code}/inflection.yaml: {word}: {sorted(said)}")
    return failed
