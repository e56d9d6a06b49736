"""Names in the cases of their language, for the sentences that models learn from. A word whose form is not sure is None: the sentence is then not made."""

from __future__ import annotations

from functools import lru_cache

VOWELS = "aeəıioöuüAEƏIİOÖUÜ"
HARMONY = {"a": "aı", "ı": "aı", "e": "əi", "ə": "əi", "i": "əi", "o": "au", "u": "au", "ö": "əü", "ü": "əü"}
AFTER_VOWEL = {"gen": "nI", "dat": "yA", "acc": "nI", "loc": "dA", "abl": "dAn", "ins": "ylA"}
AFTER_CONSONANT = {"gen": "I", "dat": "A", "acc": "I", "loc": "dA", "abl": "dAn", "ins": "lA"}
OWNED = {"gen": "nI", "dat": "nA", "acc": "nI", "loc": "ndA", "abl": "ndAn", "ins": "ylA"}


def az(name: str, case: str, owned: bool = False) -> str:
    """A name with an Azerbaijani case at its end.

    >>> az("Nazarbayev", "ins"), az("Bakı", "dat"), az("Xarici İşlər Nazirliyi", "loc", owned=True), az("Merkel", "gen")
    ('Nazarbayevlə', 'Bakıya', 'Xarici İşlər Nazirliyində', 'Merkelin')
    """
    if case == "nom":
        return name
    vowels = [letter for letter in name.replace("İ", "i").replace("I", "ı").lower() if letter in HARMONY]
    wide, narrow = HARMONY[vowels[-1]] if vowels else "əi"
    owned = owned or name.endswith(("oğlu", "qızı"))
    ends_in_vowel = name[-1] in VOWELS
    ending = (OWNED if owned else AFTER_VOWEL if ends_in_vowel else AFTER_CONSONANT)[case]
    ending += "n" if case == "gen" else ""
    return name + ending.replace("A", wide).replace("I", narrow)


ADJECTIVE = {"m": {"gen": "ого", "dat": "ому", "acc": "ого", "ins": "им", "pre": "ом"}, "f": {"gen": "ой", "dat": "ой", "acc": "ую", "ins": "ой", "pre": "ой"}}
HARD = {"gen": "а", "dat": "у", "acc": "а", "ins": "ом", "pre": "е"}
SOFT = {"gen": "я", "dat": "ю", "acc": "я", "ins": "ем", "pre": "е"}
FIRST = {"gen": "ы", "dat": "е", "acc": "у", "ins": "ой", "pre": "е"}
FIRST_SOFT = {"gen": "и", "dat": "е", "acc": "ю", "ins": "ей", "pre": "е"}
OVA = {"gen": "ой", "dat": "ой", "acc": "у", "ins": "ой", "pre": "ой"}
FLEETING = {"Павел": "Павл", "Лев": "Льв", "Пётр": "Петр"}
SIBILANT = "гкхжчшщ"


def ru_word(word: str, case: str, gender: str, *, family: bool) -> str:
    """One word of a person's name in a Russian case.

    >>> [ru_word(w, "ins", "m", family=True) for w in ("Назарбаев", "Лубенский", "Кравчук", "Моро", "Колчак")]
    ['Назарбаевым', 'Лубенским', 'Кравчуком', 'Моро', 'Колчаком']
    >>> ru_word("Мария", "dat", "f", family=False), ru_word("Сергей", "gen", "m", family=False), ru_word("Полянская", "acc", "f", family=True)
    ('Марии', 'Сергея', 'Полянскую')
    """
    if case == "nom" or word[0].islower() or len(word) < 3:
        return word
    if family and word.endswith(("ский", "цкий")):
        return word[:-2] + ADJECTIVE["m"][case]
    if family and word.endswith(("ская", "цкая")):
        return word[:-2] + ADJECTIVE["f"][case]
    if family and gender == "f" and word.endswith(("ова", "ева", "ёва", "ина", "ына")):
        return word[:-1] + OVA[case]
    if word[-1] in "аяь" and not word.endswith(("иа", "уа", "оа")):
        return _first(word, case, gender)
    if gender == "f" or word[-1] in "оеёиуюыэа":
        return word
    if word.endswith(("ых", "их")):
        return word
    if word[-1] == "й":
        return word[:-1] + ("и" if case == "pre" and word.endswith("ий") else SOFT[case])
    if family and case == "ins" and word.endswith(("ов", "ев", "ёв", "ин", "ын")):
        return word + "ым"
    stem = FLEETING.get(word, word)
    return stem + ("ем" if case == "ins" and word[-1] in "жчшщц" else HARD[case])


def _first(word: str, case: str, gender: str) -> str:
    if word[-1] == "ь":
        return word if gender == "f" else word[:-1] + SOFT[case]
    if word.endswith("ия"):
        return word[:-1] + {"gen": "и", "dat": "и", "acc": "ю", "ins": "ей", "pre": "и"}[case]
    if word[-1] == "я":
        return word[:-1] + FIRST_SOFT[case]
    if case == "gen" and word[-2] in SIBILANT:
        return word[:-1] + "и"
    return word[:-1] + ("ей" if case == "ins" and word[-2] in "жчшщц" else FIRST[case])


def ru(name: str, case: str, gender: str) -> str:
    """A person's name in a Russian case, each word of it; parts with a hyphen only at their end.

    >>> ru("Нурсултан Назарбаев", "dat", "m"), ru("Ангела Меркель", "gen", "f"), ru("Н. А. Терехин", "ins", "m")
    ('Нурсултану Назарбаеву', 'Ангелы Меркель', 'Н. А. Терехиным')
    """
    words = name.split()
    last = len(words) - 1
    return " ".join(word if "." in word else _hyphened(word, case, gender, number == last) for number, word in enumerate(words))


def _hyphened(word: str, case: str, gender: str, family: bool) -> str:
    first, hyphen, last = word.rpartition("-")
    return first + hyphen + ru_word(last, case, gender, family=family)


HEADS = {
    "Министерство": "Министерств", "Агентство": "Агентств", "Общество": "Обществ", "Институт": "Институт", "Банк": "Банк", "Комитет": "Комитет",
    "Университет": "Университет", "Фонд": "Фонд", "Союз": "Союз", "Совет": "Совет", "Центр": "Центр",
}  # fmt: skip
CASES_OF_HEADS = {"m": {"nom": "", "acc": "", "gen": "а", "dat": "у", "ins": "ом", "pre": "е"}, "n": {"nom": "о", "acc": "о", "gen": "а", "dat": "у", "ins": "ом", "pre": "е"}}


def ru_body(name: str, case: str) -> str:
    """A body whose first word is its head.

    >>> ru_body("Министерство связи", "pre"), ru_body("Институт востоковедения", "ins")
    ('Министерстве связи', 'Институтом востоковедения')
    """
    head, _, rest = name.partition(" ")
    return HEADS[head] + CASES_OF_HEADS["n" if head.endswith("о") else "m"][case] + " " + rest


@lru_cache(maxsize=1)
def _analyzer() -> object:
    import pymorphy3

    return pymorphy3.MorphAnalyzer()


GRAMMEMES = {"gen": "gent", "dat": "datv", "acc": "accs", "ins": "ablt", "pre": "loct"}


@lru_cache(maxsize=None)
def ru_place(name: str, case: str) -> str | None:
    """A place of one word in a Russian case, if the dictionary knows it as a place.

    >>> ru_place("Казахстан", "ins"), ru_place("Баку", "pre"), ru_place("Лхасабад", "gen")
    ('Казахстаном', 'Баку', None)
    """
    if case == "nom":
        return name
    if " " in name or "-" in name:
        return None
    for parse in _analyzer().parse(name):  # type: ignore[attr-defined]
        if "Geox" in parse.tag and "sing" in parse.tag and "nomn" in parse.tag and parse.is_known:
            form = parse.inflect({GRAMMEMES[case], "sing"})
            return form.word.capitalize() if form else None
    return None
