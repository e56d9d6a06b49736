"""The base form of a name: nominative, without title and patronymic, given names first.

What speaks for a base form, in this order: names that are known, other forms of the same name in the document, shapes of family names, the gender
of the given name, what stands beside the name (its office's case, a preposition), and at last how names of the language usually end.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.entities.agreeing import read_all
from pipeline.entities.bearing import read_last
from pipeline.entities.inflection import Reading, inflection, restore
from pipeline.entities.namebook import words
from pipeline.entities.parts import Part, Usage
from pipeline.entities.scoring import Setting, Sight, options_of
from pipeline.text import fold


@dataclass(frozen=True, slots=True)
class Base:
    """A name in its base form, with the cases in which it may stand and the gender it tells; a rank behind it ("xan") is none of its ``words``."""

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
    sight = Sight(tuple(parts), code, usage, setting)
    read = read_last(sight) if inflection(code).bears_last else read_all(sight)
    shouted = all(part.token.caps for part in parts if part.kind == "word")
    chosen = [_written(part, reading, shouted) for part, reading in zip(parts, read.readings, strict=True)]
    kept = _without_patronymic(parts, chosen, code)
    return Base(" ".join(kept), read.cases, read.gender, kept[:-1] if parts[-1].kind == "rank" else kept)


def plain_name(parts: Sequence[Part], code: str) -> tuple[str, ...]:
    """The words of a name that stands in its base form, its patronymic left out."""
    return _without_patronymic(parts, [_capitalised(part.token.text, part.token.low) if part.token.caps else part.token.text for part in parts], code)


def word_bases(part: Part, code: str) -> list[Base]:
    """Every base form that a single word can have, each with all of its cases."""
    found: dict[str, tuple[str, ...]] = {}
    weights = inflection(code).weights
    options = options_of(part, code)
    best = {base: max(weights.get(one.rule, 0.0) for one in options if one.base == base) for base in {one.base for one in options}}
    for one in options:
        if weights.get(one.rule, 0.0) < best[one.base]:
            continue
        written = _written(part, one)
        found[written] = tuple(dict.fromkeys((*found.get(written, ()), *one.cases)))
    return [Base(written, cases, "", (written,)) for written, cases in found.items()]


def _written(part: Part, reading: Reading | None, shouted: bool = False) -> str:
    text = part.token.text
    if part.kind in ("initial", "numeral"):
        return text
    written = restore(reading, text) if reading else text
    return _capitalised(written, reading.base if reading else part.token.low) if part.token.caps and (shouted or len(written) > 2) else written


def _capitalised(written: str, low: str) -> str:
    """A word in capitals as names are written; the small letters come from the folded word, which knows the language's i."""
    small = low if len(low) == len(written) else written.lower()
    return "-".join(capital[:1] + rest[1:] for capital, rest in zip(written.split("-"), small.split("-"), strict=True))


def _without_patronymic(parts: Sequence[Part], chosen: list[str], code: str) -> tuple[str, ...]:
    """The words that count: no patronymic beside a given name, initials and given names before the family name."""
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
    first = [f"{letter}." for text in initials for letter in text.split(".") if letter] if edge else []
    return tuple(first + names) if first and len(names) < 3 else tuple(text for _, text in kept)


def _is_fathers(parts: Sequence[Part], number: int) -> bool:
    """A name in -ovich between a given and a family name, or behind both, is a patronymic; at the end of two words it is a family name."""
    if not number:
        return False
    before = parts[number - 1]
    if number + 1 < len(parts):
        return before.given is not None or before.kind == "word"
    return len(parts) > 2 and before.given is not None
