"""All forms of names in a language in which every word of a name changes; the forms are made once and shipped (see ``forms.py``).

In: a phrase in the nominative. Out: its forms, each with its cases. The work is done by pymorphy3, which is only imported here, when forms are made
or an unknown word is looked up.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pipeline.languages import load

CASES = {"nomn": "nom", "gent": "gen", "datv": "dat", "accs": "acc", "ablt": "ins", "loct": "pre"}
_SEVERAL = ("plural", "holders")
_SECOND = {"gen2": "gen", "acc2": "acc", "loc2": "pre"}
_ANALYSER_CASES = {name: case for case, name in CASES.items()}


@dataclass(frozen=True, slots=True)
class Endings:
    """What a language says of words that the analyser cannot place. ``spoken``: endings of acronyms that are spoken like words; ``describing``: how
    adjectives end; ``fixed``: last letters of words that do not change; ``borrowed``: of borrowed words before a noun; ``unknown``: the endings
    of other words, by their last letter."""

    vowels: str
    spoken: dict[str, tuple[str, ...]]
    describing: tuple[str, ...]
    fixed: str
    borrowed: str
    unknown: dict[str, dict[str, str]]


@lru_cache(maxsize=None)
def endings(code: str) -> Endings:
    """The endings of a language whose words the analyser declines."""
    data = load(code).read("inflection")
    told = data["declining"]
    unknown = {letter: {_ANALYSER_CASES[name]: end for end, name in row["forms"].items()} for row in told["unknown"] for letter in row["after"]}
    spoken: dict[str, tuple[str, ...]] = {end: (name,) for end, name in told["spoken"].items()}
    return Endings(data["vowels"], spoken, tuple(told["describing"]), told["fixed"], told["borrowed"], unknown)


@lru_cache(maxsize=1)
def analyzer() -> Any:
    """The analyser, loaded when it is first asked for, from where its dictionary is (a search among all packages takes as long as loading)."""
    import pymorphy3
    import pymorphy3_dicts_ru

    return pymorphy3.MorphAnalyzer(path=pymorphy3_dicts_ru.get_path())


@lru_cache(maxsize=16384)
def as_name(word: str, kind: str) -> tuple[tuple[str, tuple[str, ...], str], ...]:
    """The readings of a word that the analyser's dictionary has as a given name (``Name``) or family name (``Surn``): (base, cases, gender).

    >>> as_name("варварой", "Name")
    (('варвара', ('ins',), 'f'),)
    """
    found: dict[tuple[str, str], list[str]] = {}
    for parse in analyzer().parse(word):
        case = CASES.get(str(parse.tag.case))
        if parse.is_known and kind in parse.tag and case and parse.tag.number != "plur":
            gender = {"masc": "m", "femn": "f"}.get(str(parse.tag.gender), "mf")
            found.setdefault((parse.normal_form, gender), []).append(case)
    return tuple((base, tuple(dict.fromkeys(cases)), gender) for (base, gender), cases in found.items())


_NAMES = frozenset({"Name", "Surn", "Patr", "Geox"})


@lru_cache(maxsize=16384)
def is_word(word: str) -> bool:
    """Whether the analyser's dictionary has a word that is no name.

    >>> is_word("заявление"), is_word("кляйн")
    (True, False)
    """
    return any(parse.is_known and not _NAMES & parse.tag.grammemes for parse in analyzer().parse(word))


@lru_cache(maxsize=16384)
def is_genitive(word: str) -> bool:
    """Whether a word of the analyser's dictionary is a noun or adjective in the genitive, and no preposition, which it takes for an abbreviation too.

    >>> is_genitive("обороны"), is_genitive("вчера"), is_genitive("в")
    (True, False, False)
    """
    parses = analyzer().parse(word)
    preposition = any(parse.tag.POS == "PREP" for parse in parses)
    return not preposition and any(parse.is_known and parse.tag.case == "gent" and parse.tag.POS in ("NOUN", "ADJF") for parse in parses)


def is_only_verb(word: str) -> bool:
    """Whether a word of the analyser's dictionary can be nothing but a finite verb.

    >>> is_only_verb("действовало"), is_only_verb("дела"), is_only_verb("торговле")
    (True, False, False)
    """
    parses = [parse for parse in analyzer().parse(word) if parse.is_known]
    return bool(parses) and all(parse.tag.POS == "VERB" for parse in parses)


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
    if form == "acronym":
        return _acronym(phrase, code)
    if form in ("adjective", "demonym"):
        return _lexeme(words)
    found: dict[str, list[str]] = {}
    parses = [_nominative(word, code, form.startswith("holder")) for word in words]
    head = _head(words, parses, code)
    if form in _SEVERAL:
        tag = parses[head].tag if head is not None and parses[head] is not None else ""
        if "sing" not in tag:
            return {}
    for case, name in (*CASES.items(), *_SECOND.items()):
        for variant in _variants((words, parses, head), case, form in _SEVERAL, code):
            cases = found.setdefault(" ".join(variant), [])
            if name not in cases:
                cases.append(name)
    if form == "noun" and head is not None and parses[head] is not None and "anim" in parses[head].tag:
        _as_thing(found, phrase)
    return {text: tuple(cases) for text, cases in found.items()}


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
    """A word in the capitals of another: the first letter of each part between hyphens.

    >>> _like("северной", "Северная"), _like("нью-йорка", "Нью-Йорк")
    ('Северной', 'Нью-Йорка')
    """
    if pattern.isupper() and len(pattern) > 1:
        return word.upper()
    parts = pattern.split("-")
    written = word.split("-")
    if len(parts) != len(written):
        return word.capitalize() if pattern[:1].isupper() else word
    return "-".join(part[:1].upper() + part[1:] if model[:1].isupper() else part for part, model in zip(written, parts, strict=True))
