"""All forms of names in a language in which every word of a name changes; the forms are made once and shipped (see ``forms.py``).

In: a phrase in the nominative. Out: its forms, each with its cases. The work is done by the analyser (``analyser.py``); what it does not know, or takes
for something else, declines by its end.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pipeline.entities.analyser import CASES, analyzer
from pipeline.languages import load

_SEVERAL = ("plural", "holders")
_SINGULAR = "ая"  # last letters of words that are no plurals, unknown ones at least
_SECOND = {"gen2": "gen", "acc2": "acc", "loc2": "pre"}
_ANALYSER_CASES = {name: case for case, name in CASES.items()}


@dataclass(frozen=True, slots=True)
class Endings:
    """What a language says of words that the analyser cannot place. ``spoken``: endings of acronyms that are spoken like words; ``describing``: how
    adjectives end; ``fixed``: last letters of words that do not change; ``borrowed``: of borrowed words before a noun; ``unknown``: the endings
    of other words, by their last letter; ``regular``: how places decline by their ends: (ending, letters before it, cases by ending)."""

    vowels: str
    spoken: dict[str, tuple[str, ...]]
    describing: tuple[str, ...]
    fixed: str
    borrowed: str
    unknown: dict[str, dict[str, str]]
    regular: tuple[tuple[str, str, dict[str, str]], ...]


@lru_cache(maxsize=None)
def endings(code: str) -> Endings:
    """The endings of a language whose words the analyser declines."""
    data = load(code).read("inflection")
    told = data["declining"]
    unknown = {letter: {_ANALYSER_CASES[name]: end for end, name in row["forms"].items()} for row in told["unknown"] for letter in row["after"]}
    spoken: dict[str, tuple[str, ...]] = {end: (name,) for end, name in told["spoken"].items()}
    regular = tuple((end, row["after"], row["forms"]) for row in told["regular"] for end in row["ends"])
    return Endings(data["vowels"], spoken, tuple(told["describing"]), told["fixed"], told["borrowed"], unknown, regular)


def decline(phrase: str, form: str, code: str) -> dict[str, tuple[str, ...]]:
    """The forms of a phrase with their cases; ``form`` is that of the gazetteer (noun, acronym, adjective, demonym), or ``plural`` for the forms
    of several; ``holder`` and ``holders`` are nouns for people.

    >>> decline("Чешская Республика", "noun", "ru")["Чешскую Республику"]
    ('acc',)
    >>> decline("корейский", "adjective", "ru")["корейского"]
    ('gen', 'acc')
    >>> decline("министр обороны", "plural", "ru")["министрами обороны"]
    ('ins',)
    """
    words = phrase.split()
    if form == "noun" and len(words) == 1 and _is_misread(phrase, code) and (by_end := _by_end(phrase, code)):
        return by_end
    if form == "acronym":
        return _acronym(phrase, code)
    if form in ("adjective", "demonym"):
        return _lexeme(words)
    if form == "noun" and len(words) == 1 and _is_adjective(phrase, code):
        return _as_adjective(phrase, code)
    found: dict[str, list[str]] = {}
    parses = [_nominative(word, code, form.startswith("holder")) for word in words]
    head = _head(words, parses, code)
    if form in _SEVERAL:
        tag = parses[head].tag if head is not None and parses[head] is not None else ""
        if "sing" not in tag:
            return {}
    for case, name in (*CASES.items(), *_SECOND.items()):
        for variant in _with_last_part(phrase, form, _variants((words, parses, head), case, form in _SEVERAL, code)):
            cases = found.setdefault(" ".join(variant), [])
            if name not in cases:
                cases.append(name)
    if form == "noun" and head is not None and parses[head] is not None and "anim" in parses[head].tag:
        _as_thing(found, phrase)
    return {text: tuple(cases) for text, cases in found.items()}


def _is_misread(word: str, code: str) -> bool:
    """Whether the analyser takes the name of a place for what it is not: unchanging, though it has the end of a word that changes, a plural that it
    does not know, a family name ("в Воеводиной"), or a word with other letters ("Белёк" for Belek)."""
    parse = _nominative(word, code)
    if parse is None or "NOUN" not in parse.tag:
        return parse is None or not _is_adjective(word, code)
    if "-" in word and word[-1] in _SINGULAR:
        return _changed(word, parse, ("gent", "sing", "femn", "inan"), code) == word
    several = parse.tag.number == "plur" and word[-1] in _SINGULAR and not parse.is_known
    return "Fixd" in parse.tag or "Surn" in parse.tag or several or _like(parse.word, word).lower() != word.lower()


def _is_adjective(word: str, code: str) -> bool:
    """Whether the name of a place is an adjective of the dictionary, and declines like one: "в Грозном"."""
    parse = _nominative(word, code)
    return parse is not None and parse.tag.POS == "ADJF" and parse.is_known and not {"Poss", "Fixd"} & set(parse.tag.grammemes)


def _as_adjective(word: str, code: str) -> dict[str, tuple[str, ...]]:
    """The forms of a place whose name is an adjective, in its own gender.

    >>> _as_adjective("Грозный", "ru")["Грозном"], _as_adjective("Грозный", "ru")["Грозного"]
    (('pre',), ('gen',))
    """
    parse = _nominative(word, code)
    found: dict[str, list[str]] = {}
    for case, name in CASES.items():
        changed = parse.inflect({case, "sing", parse.tag.gender, *(("inan",) if case == "accs" and parse.tag.gender == "masc" else ())})
        found.setdefault(_like(changed.word, word), []).append(name)
    return {text: tuple(cases) for text, cases in found.items()}


def _by_end(word: str, code: str) -> dict[str, tuple[str, ...]]:
    """The forms that a place has by its end; none where words with that end do not change.

    >>> _by_end("Претория", "ru")["Преторию"], _by_end("Самоа", "ru")
    (('acc',), {})
    """
    for end, after, forms in endings(code).regular:
        stem = word.removesuffix(end)
        if word.endswith(end) and stem[-1:].lower() in after and stem:
            return {stem + other: tuple(cases.split()) for other, cases in forms.items()}
    return {}


def _with_last_part(phrase: str, form: str, variants: list[list[str]]) -> list[list[str]]:
    """The forms of a name, of one with a hyphen also that in which only its last part changes: "в Баден-Бадене"."""
    first, hyphen, _ = phrase.rpartition("-")
    whole = form == "noun" and bool(hyphen) and len(variants[:1]) == 1 and len(variants[0]) == 1
    return [*variants, *([f"{first}-{word.rpartition('-')[2]}"] for (word,) in variants if whole)] if whole else variants


def _as_thing(found: dict[str, list[str]], phrase: str) -> None:
    """A place that the analyser takes for a person has the accusative of things: "в Ставангер", not "в Ставангера"."""
    living = [cases for cases in found.values() if {"gen", "acc"} <= set(cases)]
    for cases in living:
        cases.remove("acc")
    if living and phrase in found:
        found[phrase].append("acc")


def _acronym(phrase: str, code: str) -> dict[str, tuple[str, ...]]:
    """An acronym stays as it is; one that is spoken like a word may bear small endings ("МИДом")."""
    found = {phrase: tuple(CASES.values())}
    vowels, low = endings(code).vowels, phrase.lower()
    if phrase.isupper() and low[-1] not in vowels and any(letter in vowels for letter in low[:-1]):
        found |= {phrase + ending: cases for ending, cases in endings(code).spoken.items()}
    return found


def _head(words: list[str], parses: list[Any], code: str) -> int | None:
    """The noun whose case the phrase has: the first one behind its adjectives; a borrowed word before the noun ("Милли Меджлис") does not change."""
    for at, parse in enumerate(parses):
        if parse is None or "NOUN" not in parse.tag:
            continue
        behind = parses[at + 1] if at + 1 < len(parses) else None
        if "Fixd" in parse.tag and not parse.is_known and words[at][-1].lower() in endings(code).unknown:
            parses[at] = None
            continue
        unknown = len(words) == 1 and not parse.is_known and "plur" in parse.tag and words[at][-1] in endings(code).borrowed and "Geox" not in parse.tag
        if unknown and "-" not in words[at]:
            parses[at] = None  # "в Мумбаи", "из Дили"
            continue
        borrowed = words[at][-1] in endings(code).borrowed and "plur" in parse.tag and behind is not None and "sing" in behind.tag
        if borrowed or ("Fixd" in parse.tag and behind is not None and words[at + 1][0].isupper()):
            parses[at] = None
            continue
        return at
    return len(words) - 1 if parses[-1] is None and words[-1][-1].lower() in endings(code).unknown and not any(parses) else None


def _lexeme(words: list[str]) -> dict[str, tuple[str, ...]]:
    """Every form of the last word, the words before it agreeing with it."""
    found: dict[str, list[str]] = {}
    last = _best(words[-1])
    if last is None:
        return {" ".join(words): tuple(CASES.values())}
    for one in last.lexeme:
        case = CASES.get(str(one.tag.case)) or _SECOND.get(str(one.tag.case))
        if case is None or one.tag.POS not in ("NOUN", "ADJF"):
            continue
        written = [_agreeing(word, one.tag) for word in words[:-1]]
        cases = found.setdefault(" ".join([*written, _like(one.word, words[-1])]), [])
        if case not in cases:
            cases.append(case)
    return {text: tuple(cases) for text, cases in found.items()}


def _agreeing(word: str, tag: Any) -> str:
    parse = _best(word)
    wanted = {each for each in (tag.case, tag.number, tag.gender if tag.number == "sing" else None) if each}
    changed = parse.inflect(wanted) if parse is not None else None
    return _like(changed.word, word) if changed else word


def _best(word: str) -> Any:
    """The reading of a word as a nominative adjective or noun, known words first."""
    parses = [parse for parse in analyzer().parse(word) if parse.tag.case == "nomn" and parse.tag.POS in ("NOUN", "ADJF")]
    return max(parses, key=lambda parse: (parse.is_known, parse.tag.number == "sing", parse.score), default=None)


def _nominative(word: str, code: str, person: bool = False) -> Any:
    """The nominative reading of a word of a name: a place name first (or a person), then what is known, then what is likeliest."""
    parses = [parse for parse in analyzer().parse(word) if parse.tag.case == "nomn" and parse.tag.POS in ("NOUN", "ADJF", "PRTF")]
    described = [parse for parse in parses if parse.tag.POS != "NOUN"]
    if not parses or (described and word.lower().endswith(endings(code).describing)):
        return max(described, key=lambda parse: parse.score, default=None)
    fixed = word[-1].lower() in endings(code).fixed
    wanted = "anim" if person else "Geox"
    return max(parses, key=lambda parse: (wanted in parse.tag, parse.is_known, fixed == ("Fixd" in parse.tag), "inan" in parse.tag, parse.score))


def _variants(shape: tuple[list[str], list[Any], int | None], case: str, plural: bool, code: str) -> list[list[str]]:
    """The phrase in one case: words up to the head change; a name behind it stays, or changes with it ("Республику Беларусь")."""
    words, parses, head = shape
    if head is None:
        return [list(words)] if case in CASES else []
    tag = parses[head].tag if parses[head] is not None else None
    number, gender, animacy = (tag.number or "sing", tag.gender, tag.animacy) if tag else ("sing", "masc", "inan")
    number = "plur" if plural else number
    front = []
    for word, parse in zip(words[: head + 1], parses[: head + 1], strict=True):
        changed = _changed(word, parse, (case, number, gender, animacy), code)
        if changed is None:
            return []
        front.append(changed)
    rest = words[head + 1 :]
    if rest and (behind := parses[head + 1]) is not None and behind.tag.POS == "ADJF" and behind.tag.gender == gender and number == "sing":
        rest[0] = _changed(rest[0], behind, (case, number, gender, animacy), code) or rest[0]
    variants = [[*front, *rest]]
    if len(rest) == 1 and (behind := parses[-1]) is not None and "sing" in behind.tag and "Geox" in behind.tag:
        changed = _changed(rest[0], behind, (case, "sing", behind.tag.gender, "inan"), code)
        variants += [[*front, changed]] if changed and changed != rest[0] else []
    return variants


def _changed(word: str, parse: Any, wanted: tuple[str, str, str | None, str | None], code: str) -> str | None:
    case, number, gender, animacy = wanted
    first, hyphen, last = word.rpartition("-")
    if hyphen and _by_its_end(word, parse, code):
        changed_last = _changed(last, _nominative(last, code), wanted, code)
        return f"{first}-{changed_last}" if changed_last else None
    if parse is None and case in CASES:
        return word + endings(code).unknown.get(word[-1].lower(), {}).get(case, "")
    if parse is None or "Fixd" in parse.tag:
        return word if case in CASES else None
    grammemes = {case, number}
    if "NOUN" not in parse.tag:
        grammemes |= {gender} if number == "sing" and gender else set()
        grammemes |= {animacy or "inan"} if case == "accs" and (number == "plur" or gender == "masc") else set()
    changed = parse.inflect(grammemes)
    if changed is None or case in _SECOND and changed.tag.case != case:
        return None
    return _like(changed.word, word)


def _by_its_end(word: str, parse: Any, code: str) -> bool:
    """Whether only the last part of a word with hyphens changes: unknown names do, and those that are wrongly taken for unchanging ones."""
    if parse is None:
        return True
    return "NOUN" in parse.tag and ("Geox" not in parse.tag or ("Fixd" in parse.tag and word[-1].lower() not in endings(code).vowels))


def _like(word: str, pattern: str) -> str:
    """A word in the capitals of another.

    >>> _like("северной", "Северная"), _like("нью-йорка", "Нью-Йорк")
    ('Северной', 'Нью-Йорка')
    """
    if pattern.isupper() and len(pattern) > 1:
        return word.upper()
    parts = pattern.split("-")
    written = word.split("-")
    if len(parts) != len(written):
        return word.capitalize() if pattern[:1].isupper() else word
    return "-".join("".join(each.upper() if model[at : at + 1].isupper() else each for at, each in enumerate(part)) for part, model in zip(written, parts, strict=True))
