"""The base form of a name: nominative, without title and patronymic, given names first.

What speaks for a base form, in this order: names that are known, other forms of the same name in the document, shapes of family names, the gender
of the given name, what stands beside the name (its office's case, a preposition), and at last how names of the language usually end.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

from pipeline.entities.compiled import Part as Kept
from pipeline.entities.inflection import Reading, inflection, readings, restore
from pipeline.entities.namebook import family, given_base, known_words, words
from pipeline.entities.persons import Part, Usage
from pipeline.text import fold

_PLAIN = frozenset({"joined", "copula"})
# Scores are logarithms of how much likelier a sign makes a reading; set by hand and checked on the tables of tests/cases.
KNOWN, SHAPE, FORM, ALONE, AGREES, LIKELY = 6.0, 3.0, 1.2, 2.5, 4.0, 1.5
CASE = {"nom": 0.0, "gen": -0.6, "dat": -1.6, "acc": -1.6, "ins": -1.4, "abl": -2.6, "pre": -1.8, "loc": -4.0}  # where all words agree
GIVEN = 2.0  # a last word that is a listed given name: it may be a family name too
LISTED = -9.0  # stands for the likelihood of a word that a list has: two listed readings are told apart by their cases, not by their length
LAST = {"nom": 0.0, "gen": -0.1, "dat": -0.5, "acc": -0.8, "ins": -0.3, "abl": -0.6, "loc": -6.0}  # where the last word alone bears the ending
NEAR = 1.0  # readings of one base within this of the best keep their cases


@dataclass(frozen=True, slots=True)
class Setting:
    """What the words around a name say: the cases that alone fit, if any is told, those that are likelier than others, and the gender."""

    cases: frozenset[str] = frozenset()
    gender: str = ""
    likely: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Base:
    """A name in its base form, with the cases in which it may stand and the gender it tells."""

    name: str
    cases: tuple[str, ...]
    gender: str
    words: tuple[str, ...]


def base_form(parts: Sequence[Part], code: str, usage: Usage, setting: Setting) -> Base:
    """The base form of a name.

    >>> from pipeline.entities.persons import find_names
    >>> from pipeline.entities.tokens import tokenize
    >>> text = "встретился с Касым-Жомартом Токаевым"
    >>> tokens = tokenize(text, (0, len(text)), "ru")
    >>> name, = find_names(tokens, [False] * len(tokens), "ru", Usage())
    >>> base_form(name.parts, "ru", Usage(), Setting()).name
    'Касым-Жомарт Токаев'
    """
    if inflection(code).bears_last:
        chosen, cases, gender = _last(parts, code, usage, setting)
    else:
        chosen, cases, gender = _all(parts, code, usage, setting)
    kept = _without_patronymic(parts, chosen, code)
    return Base(" ".join(kept), cases, gender, kept)


def word_bases(part: Part, code: str) -> list[Base]:
    """Every base form that a single word can have, each with all of its cases."""
    found: dict[str, tuple[str, ...]] = {}
    weights = inflection(code).weights
    options = _options(part, code)
    best = {base: max(weights.get(one.rule, 0.0) for one in options if one.base == base) for base in {one.base for one in options}}
    for one in options:
        if weights.get(one.rule, 0.0) < best[one.base]:
            continue
        written = _written(part, one)
        found[written] = tuple(dict.fromkeys((*found.get(written, ()), *one.cases)))
    return [Base(written, cases, "", (written,)) for written, cases in found.items()]


# --- the ending stands at the last word -----------------------------------------------------------------------------


def _last(parts: Sequence[Part], code: str, usage: Usage, setting: Setting) -> tuple[list[str], tuple[str, ...], str]:
    at = max((number for number, part in enumerate(parts) if part.kind not in ("initial", "numeral")), default=len(parts) - 1)
    gender = _given_gender(parts[: at + 1]) or setting.gender
    part = parts[at]
    if part.kind == "particle":
        reading = _joined_reading(part, code)
        cases = reading.cases
        written = [_written(one, None) for one in parts[:at]] + [restore(reading, part.token.text)]
    else:
        scored = sorted(((_score(one, part, (code, usage), (setting, gender)), -index, one) for index, one in enumerate(_options(part, code))), reverse=True)
        best, reading = scored[0][0], scored[0][2]
        cases = tuple(dict.fromkeys(case for score, _, one in scored if one.base == reading.base and score > best - NEAR for case in one.cases))
        written = [_written(one, reading if one is part else None) for one in parts[: at + 1]]
    shape = family(reading.base, code)
    return written + [_written(one, None) for one in parts[at + 1 :]], cases, gender or (shape.gender if shape else "")


def _joined_reading(part: Part, code: str) -> Reading:
    """The reading of "oğlu" or "qızı" with its ending: the base is the one that joins names."""
    joins = words(code).patterns["joins"]
    bases = [one for one in readings(part.token.low, code) if joins.match(one.base)]
    return min(bases, key=lambda one: len(one.base))


def _options(part: Part, code: str) -> list[Reading]:
    low = part.token.low
    found = [one for one in readings(low, code) if not one.marks - _PLAIN and len(one.base) > 1]
    found += [one for one in part.given.readings if one.rule == "listed"] if part.given else []
    return found or [Reading(low, len(low), ("nom",) if inflection(code).classes else ())]


def _score(one: Reading, part: Part, known: tuple[str, Usage], told: tuple[Setting, str]) -> float:
    code, usage = known
    setting, gender = told
    score = LAST.get(one.cases[0], -3.0) if one.cases else 0.0
    if one.base in words(code).given:
        score += GIVEN
    shape = family(one.base, code)
    if one.base in words(code).families:
        score += KNOWN
    elif shape and not shape.weak:
        score += SHAPE
    if shape and not shape.weak:
        if shape.gender and gender and shape.gender not in gender:
            score -= KNOWN
    score += _in_document(one.base, part.token.low, usage)
    score += AGREES * _fits(one, setting) + (LIKELY if setting.likely & set(one.cases) else 0.0)
    score -= 1.0 if "copula" in one.marks else 0.0
    return score + likelihood(one.base, code)


def _is_given(one: Reading, part: Part) -> bool:
    return part.given is not None and any(each.base == one.base for each in part.given.readings)


def _fits(one: Reading, setting: Setting) -> int:
    if not one.cases:
        return 0
    if setting.cases:
        return 1 if setting.cases & set(one.cases) else -1
    return 0


def _in_document(base: str, word: str, usage: Usage) -> float:
    """How much the other words of a document speak for a base form of a word: it stands there by itself, or in other forms."""
    others = usage.forms.get(base, frozenset()) - {word} if usage.forms else frozenset()
    return (ALONE if base in others else 0.0) + FORM * len(others)


# --- all words change and agree -------------------------------------------------------------------------------------


def _all(parts: Sequence[Part], code: str, usage: Usage, setting: Setting) -> tuple[list[str], tuple[str, ...], str]:
    """The case and gender in which the words of a name agree best, and their base forms."""
    full = [part for part in parts if part.kind == "word"]
    options = [_options(part, code) + (_unchanged(part, code) if part is not full[-1] else []) for part in full]
    told = _given_gender(parts) or setting.gender
    scored = []
    for case in dict.fromkeys(case for group in options for one in group for case in one.cases):
        for gender in "mf":
            picked = [_pick(group, (case, gender), (code, usage), full[number], (number == len(options) - 1, len(parts) == 1)) for number, group in enumerate(options)]
            total = sum(score for score, _ in picked) + CASE[case] + (-KNOWN if told and gender not in told else 0.0)
            total += AGREES * ((1 if case in setting.cases else -1) if setting.cases else 0)
            scored.append((total - (2.0 if gender == "f" and not told else 0.0), -len(scored), case, gender, tuple(one for _, one in picked)))
    if not scored:
        return [_written(part, None) for part in parts], (), told
    scored.sort(key=lambda each: each[:2], reverse=True)
    best, _, _, gender, chosen = scored[0]
    bases = [one.base if one else None for one in chosen]
    cases = tuple(dict.fromkeys(each[2] for each in scored if each[3] == gender and each[0] > best - NEAR * 1.5 and [one.base if one else None for one in each[4]] == bases))
    by_part = dict(zip((id(part) for part in full), chosen, strict=True))
    return [_written(part, by_part.get(id(part))) for part in parts], cases, told if len(told) == 1 else _sure_gender(chosen, code)


def _sure_gender(chosen: tuple[Reading | None, ...], code: str) -> str:
    shapes = [family(one.base, code) for one in chosen if one]
    return next((shape.gender for shape in shapes if shape and shape.gender and not shape.adjective), "")


def _unchanged(part: Part, code: str) -> list[Reading]:
    """A word before the last that no list knows may stay as it is in every case: parts of Chinese, Korean, Vietnamese and Arabic names do."""
    fixed = bool(words(code).patterns["unchanging"].match(part.token.low))
    if part.given and not fixed and len(part.token.low) > _SYLLABLE:
        return []
    rule = "" if fixed or len(part.token.low) <= _SYLLABLE else "unchanged"
    return [Reading(part.token.low, len(part.token.low), ("nom", "gen", "dat", "acc", "ins", "pre"), frozenset(), "mf", rule)]


_SYLLABLE = 4  # letters of a word that may be a syllable of a Chinese or Korean name
_NONE = -12.0  # a word that has no reading in the case and gender of the others


def _pick(group: list[Reading], wanted: tuple[str, str], known: tuple[str, Usage], part: Part, where: tuple[bool, bool]) -> tuple[float, Reading | None]:
    """The best reading of a word in one case and gender."""
    case, gender = wanted
    code, _ = known
    fitting = [one for one in group if case in one.cases and (not one.genders or gender in one.genders)]
    return max(((_word_score(one, gender, known, part, where), one) for one in fitting), key=lambda pair: pair[0], default=(_NONE + likelihood(part.token.low, code), None))


def _word_score(one: Reading, gender: str, known: tuple[str, Usage], part: Part, where: tuple[bool, bool]) -> float:
    code, usage = known
    last, part_alone = where
    score = 0.0
    if _is_given(one, part) and (one.rule == "listed" or gender in given_base(one.base, code)):
        score += ALONE / 2 if part_alone else GIVEN if last else KNOWN
    shape = family(one.base, code)
    if one.base in words(code).families:
        score += KNOWN
    elif shape:
        score += (0.5 if shape.weak else SHAPE) if not shape.gender or shape.gender == gender else -SHAPE
    score += inflection(code).weights.get(f"{one.rule} f" if gender == "f" else one.rule, 0.0)
    listed = one.rule == "listed" or one.base in words(code).given or one.base in words(code).families
    return score + _in_document(one.base, part.token.low, usage) + (LISTED if listed else likelihood(one.base, code))


# --- how names end --------------------------------------------------------------------------------------------------


_EDGE = "#"


def part(code: str) -> Kept:
    """How often letters follow each other in the known names of a language, kept in a file."""
    return Kept(f"letters-{code}", (f"{code}/persons.yaml", "../models/register.json"), partial(_count_letters, code))


def _count_letters(code: str) -> dict[str, int]:
    """How often letters follow each other, read from the end of a name; "?" stands for any letter."""
    count: Counter[str] = Counter()
    for name in known_words(code):
        turned = _EDGE + name[::-1]
        for at in range(1, len(turned)):
            for length in range(min(at, _CONTEXT) + 1):
                count[turned[at - length : at + 1]] += 1
                count[turned[at - length : at] + "?"] += 1
    return dict(sorted(count.items()))


@lru_cache(maxsize=None)
def _letters(code: str) -> dict[str, int]:
    found: dict[str, int] = part(code).read()
    return found


_CONTEXT = 4  # letters behind a letter that it depends on: measured on names of the register held out of the count, 4 is better than 3
_TRUST = 2.0  # how many names with a context count as much as what shorter contexts say
_LETTERS = 33.0


@lru_cache(maxsize=16384)
def likelihood(base: str, code: str) -> float:
    """How likely the letters of a name are, read from its end, as a logarithm: every letter depends on those behind it.

    >>> likelihood("putin", "az") + LAST["ins"] > likelihood("putinlə", "az")
    True
    """
    count = _letters(code)
    turned = _EDGE + base[::-1]
    total = 0.0
    for at in range(1, len(turned)):
        probability = 1 / _LETTERS
        for length in range(min(at, _CONTEXT) + 1):
            behind = turned[at - length : at]
            probability = (count.get(behind + turned[at], 0) + _TRUST * probability) / (count.get(behind + "?", 0) + _TRUST)
        total += math.log(probability)
    return total


# --- writing it down ------------------------------------------------------------------------------------------------


def _given_gender(parts: Sequence[Part]) -> str:
    genders = [part.given.gender for part in parts[: len(parts) - 1] if part.given]
    sure = [gender for gender in genders if len(gender) == 1]
    return sure[0] if sure else (genders[0] if genders else "")


def _written(part: Part, reading: Reading | None) -> str:
    text = part.token.text
    if part.kind in ("initial", "numeral"):
        return text
    written = restore(reading, text) if reading else text
    return _capitalised(written, reading.base if reading else part.token.low) if part.token.caps and len(written) > 2 else written


def _capitalised(written: str, low: str) -> str:
    """A word in capitals as names are written; the small letters come from the folded word, which knows the language's i."""
    small = low if len(low) == len(written) else written.lower()
    return "-".join(capital[:1] + rest[1:] for capital, rest in zip(written.split("-"), small.split("-"), strict=True))


def _without_patronymic(parts: Sequence[Part], chosen: list[str], code: str) -> tuple[str, ...]:
    """The words that count: no patronymic beside a given name, one initial where there are two, given names before the family name."""
    data = words(code)
    kept: list[tuple[Part, str]] = []
    for number, (part, text) in enumerate(zip(parts, chosen, strict=True)):
        if part.kind == "particle" and data.patterns["joins"].match(fold(text)):
            if len([one for one, _ in kept if one.kind != "particle"]) > 1 and number + 1 < len(parts):
                kept.pop()
                continue
        elif part.kind == "word" and data.patterns["patronymics"].match(part.token.low) and _is_fathers(parts, number):
            continue
        kept.append((part, text))
    initials = [text for part, text in kept if part.kind == "initial"]
    names = [text for part, text in kept if part.kind != "initial"]
    edge = bool(kept) and "initial" in (kept[0][0].kind, kept[-1][0].kind)
    first = [f"{initials[0].split('.')[0]}."] if initials and edge else []
    return tuple(first + names) if first and len(names) < 3 else tuple(text for _, text in kept)


def _is_fathers(parts: Sequence[Part], number: int) -> bool:
    """A name in -ovich between a given and a family name, or behind both, is a patronymic; at the end of two words it is a family name."""
    if not number:
        return False
    before = parts[number - 1]
    if number + 1 < len(parts):
        return before.given is not None or before.kind == "word"
    return len(parts) > 2 and before.given is not None
