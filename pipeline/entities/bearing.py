"""The base form of a name whose last word alone bears the ending."""

from __future__ import annotations

from pipeline.entities.inflection import Reading, inflection, readings
from pipeline.entities.letters import likelihood
from pipeline.entities.namebook import family, opens_name, words
from pipeline.entities.parts import SHORT, Part
from pipeline.entities.register import known_names
from pipeline.entities.scoring import (
    ADJECTIVE,
    AGREES,
    GIVEN,
    KNOWN,
    LAST,
    LIKELY,
    NEAR,
    SHAPE,
    SHORT_STEM,
    Outcome,
    Setting,
    Sight,
    given_gender,
    in_document,
    options_of,
)


def read_last(sight: Sight) -> Outcome:
    """The reading of a name by that of its last word (or of the particle that ends it)."""
    parts, code = sight.parts, sight.code
    at = max((number for number, part in enumerate(parts) if part.kind not in ("initial", "numeral")), default=len(parts) - 1)
    gender = given_gender(parts[: at + 1]) or sight.setting.gender
    part = parts[at]
    if part.kind == "particle":
        reading = _joined_reading(part, code)
        cases = reading.cases
    else:
        options = [*options_of(part, code), *(_one_letter(part, code) if at and opens_name(parts[at - 1].token.low, code) else ())]
        scored = sorted(((_score(one, part, sight, gender), -index, one) for index, one in enumerate(options)), reverse=True)
        best, reading = scored[0][0], scored[0][2]
        cases = tuple(dict.fromkeys(case for score, _, one in scored if one.base == reading.base and score > best - NEAR for case in one.cases))
    shape = family(reading.base, code)
    return Outcome(tuple(reading if number == at else None for number in range(len(parts))), cases, gender or (shape.gender if shape else ""))


def _one_letter(part: Part, code: str) -> tuple[Reading, ...]:
    """A name of the East that is a single vowel, with its ending: "Van İdən"."""
    low, data = part.token.low, inflection(code)
    if low[0] not in data.vowels:
        return ()
    sign = data.sign(low[0])
    rows = [row for row in data.table.get(low[1:], ()) if (row.signs is None or sign in row.signs) and not row.marks]
    return tuple(Reading(low[0], 1, row.cases, row.marks, row.genders, row.rule) for row in rows)


def _joined_reading(part: Part, code: str) -> Reading:
    """The reading of "oğlu" or "qızı" with its ending: the base is the one that joins names."""
    joins = words(code).patterns["joins"]
    bases = [one for one in readings(part.token.low, code) if joins.match(one.base)]
    return min(bases, key=lambda one: len(one.base))


def _score(one: Reading, part: Part, sight: Sight, gender: str) -> float:
    """How much speaks for one reading of the last word."""
    code, setting = sight.code, sight.setting
    score = LAST.get(one.cases[0], -3.0) if one.cases else 0.0
    if one.base in words(code).given or part.given and any(each.base == one.base for each in part.given.readings):
        score += GIVEN
    shape = family(one.base, code)
    if words(code).patterns["nisbas"].match(one.base) or part.kind == "rank" and words(code).patterns["ranks"].match(one.base):
        score += KNOWN
    if one.base in words(code).families:
        score += KNOWN
    elif shape and not shape.weak:
        score += SHAPE
    elif shape and shape.adjective and len(sight.parts) > 1:
        score += ADJECTIVE
    if shape and not shape.weak and shape.gender and gender and shape.gender not in gender:
        score -= KNOWN
    if shape and shape.gender == "f" and not gender and len(sight.parts) > 1 and words(code).patterns["womanly"].match(sight.parts[0].token.low):
        score += SHAPE  # "Deniza Sakova"
    if len(sight.parts) > 1 and " ".join((*(part.token.low for part in sight.parts[:-1]), one.base)) in known_names(code):
        score += KNOWN
    if 1 < len(one.base) <= SHORT and one.base not in words(code).families and not _is_of_syllables(sight):
        score -= SHORT_STEM
    score += in_document(one.base, part.token.low, sight.usage)
    score += AGREES * _fits(one, setting) + (LIKELY if setting.likely & set(one.cases) else 0.0)
    return score - (1.0 if "copula" in one.marks else 0.0) + likelihood(one.base, code)


def _is_of_syllables(sight: Sight) -> bool:
    """Whether the words before the last are those of a name of the East, whose last word is short too: "Mun Çje İn"."""
    before = [part.token.low for part in sight.parts[:-1]]
    return len(before) > 1 and opens_name(before[0], sight.code) and all(len(word) <= SHORT + 1 for word in before)


def _fits(one: Reading, setting: Setting) -> int:
    """1 where a reading has one of the cases that alone fit, -1 where it has none of them."""
    if not one.cases or not setting.cases:
        return 0
    return 1 if setting.cases & set(one.cases) else -1
