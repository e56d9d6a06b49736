"""The base form of a name all of whose words change with its case and agree with each other."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from pipeline.entities.inflection import Reading, inflection
from pipeline.entities.letters import likelihood
from pipeline.entities.namebook import family, given_base, words
from pipeline.entities.parts import Part
from pipeline.entities.register import known_names
from pipeline.entities.scoring import (
    ADJECTIVE,
    AGREES,
    ALONE,
    CASE,
    GIVEN,
    KNOWN,
    LIKELY,
    LISTED,
    NEAR,
    SHAPE,
    Outcome,
    Sight,
    given_gender,
    in_document,
    options_of,
)


@dataclass(frozen=True, slots=True)
class _Try:
    """All words of a name read in one case and gender, with what speaks for it."""

    score: float
    order: int
    case: str
    gender: str
    chosen: tuple[Reading | None, ...]

    @property
    def bases(self) -> tuple[str | None, ...]:
        """The base forms that are tried."""
        return tuple(one.base if one else None for one in self.chosen)


def read_all(sight: Sight) -> Outcome:
    """The case and gender in which the words of a name agree best."""
    full = [part for part in sight.parts if part.kind == "word"]
    options = [options_of(part, sight.code) + (_unchanged(part, sight.code) if part is not full[-1] else []) for part in full]
    told = given_gender(sight.parts) or sight.setting.gender
    cases = dict.fromkeys(case for group in options for one in group for case in one.cases)
    tries = [_try(sight, full, options, (case, gender)) for case in cases for gender in "mf"]
    if not tries:
        return Outcome((None,) * len(sight.parts), (), told)
    ranked = sorted((replace(one, order=-number) for number, one in enumerate(tries)), key=lambda one: (one.score, one.order), reverse=True)
    best = ranked[0]
    same = [one for one in ranked if one.gender == best.gender and one.score > best.score - NEAR * 1.5 and one.bases == best.bases]
    chosen = iter(best.chosen)
    picked = tuple(next(chosen) if part.kind == "word" else None for part in sight.parts)
    return Outcome(picked, tuple(dict.fromkeys(one.case for one in same)), told if len(told) == 1 else _sure_gender(best.chosen, sight.code))


def _try(sight: Sight, full: list[Part], options: list[list[Reading]], wanted: tuple[str, str]) -> _Try:
    case, gender = wanted
    told = given_gender(sight.parts) or sight.setting.gender
    picked = [_pick(options[at], wanted, sight, (part, at == len(full) - 1)) for at, part in enumerate(full)]
    score = sum(score for score, _ in picked) + CASE[case] + (-KNOWN if told and gender not in told else 0.0)
    score += AGREES * ((1 if case in sight.setting.cases else -1) if sight.setting.cases else 0)
    score += LIKELY if case in sight.setting.likely else 0.0
    if len(full) > 1 and " ".join(one.base for one in (one for _, one in picked) if one) in known_names(sight.code):
        score += KNOWN
    return _Try(score - (2.0 if gender == "f" and not told else 0.0), 0, case, gender, tuple(one for _, one in picked))


def _sure_gender(chosen: tuple[Reading | None, ...], code: str) -> str:
    """The gender that the shape of a family name tells beyond doubt."""
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
_AS_GIVEN = LISTED - 5.0  # stands for the likelihood of a word that stays as it is, beside a reading that is a given name: "Энаятолла Самии", not "Самия"
_NONE = -12.0  # a word that has no reading in the case and gender of the others


def _pick(group: list[Reading], wanted: tuple[str, str], sight: Sight, where: tuple[Part, bool]) -> tuple[float, Reading | None]:
    """The best reading of a word in one case and gender; ``where`` is the word, and whether it is the last."""
    case, gender = wanted
    fitting = [one for one in group if case in one.cases and (not one.genders or gender in one.genders)]
    none = (_NONE + likelihood(where[0].token.low, sight.code), None)
    return max(((_word_score(one, gender, sight, where), one) for one in fitting), key=lambda pair: pair[0], default=none)


def _word_score(one: Reading, gender: str, sight: Sight, where: tuple[Part, bool]) -> float:
    """How much speaks for one reading of a word, as that of a man or woman."""
    code, (part, is_last) = sight.code, where
    score = 0.0
    if _is_given(one, part) and (one.rule == "listed" or gender in given_base(one.base, code)):
        score += ALONE / 2 if len(sight.parts) == 1 else GIVEN if is_last else KNOWN
    shape = family(one.base, code)
    if one.base in words(code).families:
        score += KNOWN
    elif shape:
        score += (ADJECTIVE if shape.adjective and is_last and len(sight.parts) > 1 else 0.5 if shape.weak else SHAPE) if not shape.gender or shape.gender == gender else -SHAPE
    score += inflection(code).weights.get(f"{one.rule} f" if gender == "f" else one.rule, 0.0)
    listed = one.rule == "listed" or one.base in words(code).given or one.base in words(code).families
    unlisted = max(likelihood(one.base, code), _AS_GIVEN if part.given and one.rule == "fixed" else -math.inf)
    return score + in_document(one.base, part.token.low, sight.usage) + (LISTED if listed else unlisted)


def _is_given(one: Reading, part: Part) -> bool:
    return part.given is not None and any(each.base == one.base for each in part.given.readings)
