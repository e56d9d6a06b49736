"""What is known of names: given names with their gender, shapes of family names, and the words around names, in one language.

Given names are found in each script by the fold of ``identity.py``; the folds are made once and shipped.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from pipeline.entities import register
from pipeline.entities.analyser import as_name, is_word
from pipeline.entities.compiled import Part
from pipeline.entities.identity import fold_name
from pipeline.entities.inflection import Reading, inflection, readings, shared_start
from pipeline.entities.sounds import bare
from pipeline.entities.spelling import spellings
from pipeline.languages import codes, load, shared
from pipeline.text import fold

SHORTEST_KEY = 4  # letters of a fold below which names of other scripts meet words by chance


@dataclass(frozen=True, slots=True)
class Shape:
    """How family names end. ``gender`` is what the ending tells; a ``weak`` shape needs a given name or an office beside it,
    one of an ``adjective`` says nothing by itself."""

    pattern: re.Pattern[str]
    gender: str
    weak: bool
    adjective: bool = False


@dataclass(frozen=True, slots=True)
class NameWords:
    """The name data of a language, ready for use; ``usual`` are the given names of its own list."""

    given: dict[str, str]
    usual: frozenset[str]
    shapes: tuple[Shape, ...]
    patterns: dict[str, re.Pattern[str]]
    not_names: frozenset[str]
    families: frozenset[str]


@lru_cache(maxsize=None)
def words(code: str) -> NameWords:
    """The name data of a language."""
    data = load(code).read("persons")
    known = register.known_words(code)
    given = {name: gender or "mf" for name, gender in known.given.items() if name not in known.family and "-" not in name}
    own = {fold(name): gender for gender in ("m", "f") for name in data["given"][gender].split()}
    given |= own
    shapes = tuple(Shape(re.compile(rf".+{row['match']}\Z"), row.get("sign", ""), bool(row.get("weak")), row.get("weak") == "adjective") for row in data["surnames"])
    names = ("particles", "articles", "honorifics", "titles_after", "before_stop", "after_stop", "acts_behind", "acts_before")
    patterns = {name: re.compile(data[name]["match"] + ("" if name == "articles" else r"\Z")) for name in names}
    patterns["patronymics"] = re.compile(rf".+{data['patronymics']['match']}\Z")
    patterns["unchanging"] = re.compile(data["unchanging"]["match"] + r"\Z") if "unchanging" in data else re.compile(r"(?!)")
    patterns["nisbas"] = re.compile(data["nisbas"]["match"] + r"\Z") if "nisbas" in data else re.compile(r"(?!)")
    for name in ("acts_apart", "kin", "journeys_before", "journeys_behind", "title_families", "ranks", "regions", "womanly"):
        patterns[name] = re.compile(data[name]["match"] + r"\Z") if name in data else re.compile(r"(?!)")
    patterns["sounds"] = re.compile(data["sounds"]["match"]) if "sounds" in data else re.compile(r"(?!)")
    patterns["memory"] = re.compile(load(code).read("references")["memory"]["match"])
    patterns["joins"] = re.compile(data["patronymics"]["joins"] + r"\Z")
    common = data["not_names"].split() + load(code).read("language")["words"] + _pronouns(code)
    return NameWords(given, frozenset(own), shapes, patterns, frozenset(common), frozenset(data.get("families", "").split()) | known.family)


def _pronouns(code: str) -> list[str]:
    """The words of a language that point back to somebody: none of them is a name."""
    data = load(code).read("references")
    return [form for forms in (*(row["forms"] for row in data["pronouns"]), data["speaker"]) for form in forms if " " not in form]


@dataclass(frozen=True, slots=True)
class Given:
    """A given name in a text: its gender ("m", "f", or "mf" for either) and the readings of the word that lead to it."""

    gender: str
    readings: tuple[Reading, ...]

    def listed(self, code: str) -> bool:
        """Whether the language's own list has it."""
        return any(one.base in words(code).given for one in self.readings)


@lru_cache(maxsize=16384)
def given(word: str, code: str) -> Given | None:
    """The given name that a folded word is, in whatever case, or None.

    >>> given("nursultanla", "az").gender, given("səfər", "az") is None
    ('m', True)
    """
    if word in words(code).not_names:
        return None
    parts = word.split("-")
    if len(parts) == 2 and (first := _plain_given(parts[0])) and (second := given(parts[1], code)):
        return Given(first if first == second.gender else second.gender, tuple(_prefixed(parts[0], one) for one in second.readings))
    taken = [one for one in readings(word, code) if not one.marks - {"joined", "copula"} and (one.base not in words(code).not_names or one.base in words(code).usual)]
    own = [(gender, one) for one in taken if (gender := words(code).given.get(one.base, "")) and _agrees(gender, one)]
    found = own or _looked_up(word, code) or [(gender, one) for one in taken if (gender := _plain_given(one.base)) and _agrees(gender, one)]
    if not found:
        return None
    genders = set("".join(gender for gender, _ in found))
    return Given("".join(sorted(genders, reverse=True)), tuple(one for _, one in found))


def _looked_up(word: str, code: str) -> list[tuple[str, Reading]]:
    """The given name that the dictionary of a language has, where words can be looked up."""
    if inflection(code).bears_last:
        return []
    return [
        (gender, Reading(base, shared_start(base, word), cases, frozenset(), gender, "listed"))
        for base, cases, gender in as_name(word, "Name")
        if base not in words(code).not_names
    ]


def _prefixed(first: str, one: Reading) -> Reading:
    return Reading(f"{first}-{one.base}", len(first) + 1 + one.kept, one.cases, one.marks, one.genders, one.rule)


def _agrees(gender: str, one: Reading) -> bool:
    """Whether a reading allows the gender of the name it leads to."""
    return not one.genders or bool(set(gender) & set(one.genders))


@lru_cache(maxsize=16384)
def _plain_given(base: str) -> str:
    """The gender of a given name of the shared list or of another language."""
    key = fold_name(base)
    return _keys().get(key, "") if len(key) >= SHORTEST_KEY else ""


@lru_cache(maxsize=16384)
def is_usual_given(word: str, code: str) -> bool:
    """Whether a folded word is, as it stands or in some case, a given name that this language's own list has."""
    own = words(code).usual
    return any(one.base in own for one in readings(word, code) if not one.marks)


@lru_cache(maxsize=16384)
def opens_name(word: str, code: str) -> bool:
    """Whether a folded word is, as it stands or in some case, a family name that stands before the given name: Ван И, Kim Jong Un.

    >>> opens_name("вана", "ru"), opens_name("путин", "ru")
    (True, False)
    """
    return any(bare(one.base) in spellings().family_first for one in readings(word, code) if not one.marks)


def given_base(base: str, code: str) -> str:
    """The gender of the given name that a base form is, "" where it is none: no ending is taken off."""
    return words(code).given.get(base) or ("" if base in words(code).not_names else _plain_given(base))


@lru_cache(maxsize=16384)
def family(base: str, code: str) -> Shape | None:
    """The shape of family names that a base form has, or None.

    >>> family("nazarbayev", "az").gender, family("prezident", "az")
    ('m', None)
    """
    if len(base) < 4 or base in words(code).not_names:
        return None
    return next((shape for shape in words(code).shapes if shape.pattern.match(base)), None)


@lru_cache(maxsize=16384)
def is_family(word: str, code: str) -> bool:
    """Whether a folded word is, as it stands or in some case, a family name by its shape.

    >>> is_family("quliyevlə", "az"), is_family("kitab", "az")
    (True, False)
    """
    found = (family(one.base, code) for one in readings(word, code) if not one.marks)
    return any(shape is not None and not shape.weak for shape in found)


@lru_cache(maxsize=None)
def known_words(code: str) -> tuple[str, ...]:
    """Words of names as this language writes them: given names, and family names twice."""
    return tuple(words(code).given) + tuple(sorted(words(code).families)) * 2


@lru_cache(maxsize=16384)
def is_particle(word: str, code: str) -> bool:
    """Whether a folded word is one of those between given and family name, and no small word of the language.

    >>> is_particle("dos", "en"), is_particle("da", "az")
    (True, False)
    """
    return bool(words(code).patterns["particles"].match(word)) and word not in words(code).not_names


def is_known_end(lows: Sequence[str], code: str) -> bool:
    """Whether folded words, the last in whatever case, end a name of the register: a family name behind its particle or an initial.

    >>> is_known_end(["de", "la", "madrid's"], "en"), is_known_end(["de", "la", "mancha"], "en")
    (True, False)
    """
    last = {lows[-1].removesuffix("'s"), *(one.base for one in readings(lows[-1], code))}
    return any(" ".join([*lows[:-1], form]) in register.known_ends(code) for form in last)


def is_common(word: str, code: str) -> bool:
    """Whether a word that opens a sentence is one of the language and no name, in a language whose words can be looked up.

    >>> is_common("заявление", "ru"), is_common("эркинбек", "ru"), is_common("заявление", "en")
    (True, False, False)
    """
    if inflection(code).bears_last or words(code).given.get(word):
        return False
    return is_word(word) and not any(as_name(word, kind) for kind in ("Name", "Surn", "Patr"))


# --- the shipped folds ----------------------------------------------------------------------------------------------


def _sources() -> list[tuple[str, str]]:
    """Every given name with its gender: the shared list, then those of each language."""
    found = [(name, gender) for group in shared("given_names").values() for gender in ("m", "f") for name in group.get(gender, "").split()]
    return found + [(name, gender) for code in codes() for gender in ("m", "f") for name in load(code).read("persons")["given"][gender].split()]


def make() -> dict[str, str]:
    """The folds of all given names; one that men and women bear is ``mf``."""
    seen: dict[str, Counter[str]] = {}
    for name, gender in _sources():
        seen.setdefault(fold_name(name), Counter())[gender] += 1
    return {key: "mf" if len(count) > 1 and min(count.values()) * 3 > max(count.values()) else count.most_common(1)[0][0] for key, count in sorted(seen.items())}


def part() -> Part:
    """The folds of all given names, kept in a file."""
    return Part("given", ("given_names.yaml", "spellings.yaml", *(f"{code}/persons.yaml" for code in codes())), make)


@cache
def _keys() -> dict[str, str]:
    found: dict[str, str] = part().read()
    return found
