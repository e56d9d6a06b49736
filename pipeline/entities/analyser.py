"""What the analyser of a language in which every word of a name changes says of single words. It is pymorphy3, which is only imported here, when forms
are made or an unknown word is looked up."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Any

CASES = {"nomn": "nom", "gent": "gen", "datv": "dat", "accs": "acc", "ablt": "ins", "loct": "pre"}


@lru_cache(maxsize=1)
def analyzer() -> Any:
    """The analyser, loaded when it is first asked for, from where its dictionary is (a search among all packages takes as long as loading)."""
    import pymorphy3
    import pymorphy3_dicts_ru

    return pymorphy3.MorphAnalyzer(path=pymorphy3_dicts_ru.get_path())


@lru_cache(maxsize=16384)
def parses(word: str) -> tuple[Any, ...]:
    """What the analyser says of a word; nothing of one with a character that Unicode has no name for, at which it breaks.

    >>> len(parses("A\U00017000")), parses("заявление")[0].normal_form
    (0, 'заявление')
    """
    return tuple(analyzer().parse(word)) if all(unicodedata.name(one, "") for one in word) else ()


@lru_cache(maxsize=16384)
def as_name(word: str, kind: str) -> tuple[tuple[str, tuple[str, ...], str], ...]:
    """The readings of a word that the analyser's dictionary has as a given name (``Name``) or family name (``Surn``): (base, cases, gender).

    >>> as_name("варварой", "Name")
    (('варвара', ('ins',), 'f'),)
    """
    found: dict[tuple[str, str], list[str]] = {}
    for parse in parses(word):
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
    return any(parse.is_known and not _NAMES & parse.tag.grammemes for parse in parses(word))


@lru_cache(maxsize=16384)
def is_genitive(word: str) -> bool:
    """Whether a word of the analyser's dictionary is a noun or adjective in the genitive, and no preposition, which it takes for an abbreviation too.

    >>> is_genitive("обороны"), is_genitive("вчера"), is_genitive("в")
    (True, False, False)
    """
    found = parses(word)
    preposition = any(parse.tag.POS == "PREP" for parse in found)
    return not preposition and any(parse.is_known and parse.tag.case == "gent" and parse.tag.POS in ("NOUN", "ADJF") for parse in found)


@lru_cache(maxsize=16384)
def noun_cases(word: str) -> frozenset[str]:
    """The cases that a noun of the analyser's dictionary may be in; none for other words.

    >>> sorted(noun_cases("гостинице")), sorted(noun_cases("вчера"))
    (['dat', 'pre'], [])
    """
    return frozenset(CASES[str(parse.tag.case)] for parse in parses(word) if parse.is_known and parse.tag.POS == "NOUN" and str(parse.tag.case) in CASES)


@lru_cache(maxsize=16384)
def is_only_genitive(word: str) -> bool:
    """Whether a word of the analyser's dictionary can be in the genitive, and not behind "on" or "in".

    >>> is_only_genitive("энергетики"), is_only_genitive("туризме"), is_only_genitive("области")
    (True, False, False)
    """
    return is_genitive(word) and not any(parse.is_known and parse.tag.case == "loct" for parse in parses(word))


def is_only_verb(word: str) -> bool:
    """Whether a word of the analyser's dictionary can be nothing but a finite verb.

    >>> is_only_verb("действовало"), is_only_verb("дела"), is_only_verb("торговле")
    (True, False, False)
    """
    found = [parse for parse in parses(word) if parse.is_known]
    return bool(found) and all(parse.tag.POS == "VERB" for parse in found)


_OF_VERBS = frozenset({"VERB", "PRTS", "PRTF", "INFN", "GRND", "PRED"})
_SELDOM = 0.05  # share of its uses in which a noun is a verb too ("дело")


@lru_cache(maxsize=16384)
def may_be_verb(word: str) -> bool:
    """Whether a word is a verb by the analyser's dictionary, in more than odd cases, or is none of its words.

    >>> may_be_verb("прибыли"), may_be_verb("торговли"), may_be_verb("дело"), may_be_verb("приютит")
    (True, False, False, True)
    """
    known = [parse for parse in parses(word) if parse.is_known]
    verbs = [parse for parse in known if parse.tag.POS in _OF_VERBS]
    return not known or bool(verbs) and (known[0] in verbs or sum(parse.score for parse in verbs) > _SELDOM)


@lru_cache(maxsize=16384)
def past_gender(word: str) -> str | None:
    """The gender of the one subject that a verb in the past has, by its form; None of a plural, a neuter, or what is no such verb.

    >>> past_gender("побывала"), past_gender("побывали"), past_gender("прошло")
    ('femn', None, None)
    """
    verbs = [parse.tag for parse in parses(word) if parse.tag.POS == "VERB" and parse.tag.tense == "past" and parse.tag.number == "sing"]
    return str(verbs[0].gender) if verbs and verbs[0].gender in ("masc", "femn") else None


_LITTLE = frozenset({"PREP", "CONJ", "PRCL", "ADVB"})  # words that the dictionary has as abbreviations and letters too


@lru_cache(maxsize=16384)
def may_be_subject(word: str, gender: str) -> bool:
    """Whether a word can be the subject of a verb in the past singular of a gender: a noun or pronoun in the nominative, or what the dictionary does not know.

    >>> may_be_subject("министр", "masc"), may_be_subject("дважды", "masc"), may_be_subject("визитом", "masc")
    (True, False, False)
    """
    found = parses(word)
    if any(parse.tag.POS in _LITTLE for parse in found):
        return False
    nouns = [parse for parse in found if parse.tag.POS in ("NOUN", "NPRO") and parse.tag.case == "nomn" and parse.tag.number != "plur" and parse.tag.gender in (gender, None)]
    return bool(nouns) or not found or not any(parse.is_known for parse in found)
