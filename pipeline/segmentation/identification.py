"""Which language a block is in: told by letters, small words and endings, also those of neighbours that are not read."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from pipeline.errors import LanguageDataError
from pipeline.languages import codes, load, require, shared
from pipeline.text import fold

_SAMPLE = 2400  # characters of a block that are looked at
_WORD = re.compile(r"[^\W\d_]+(?:['ʼ’ʻ][^\W\d_]+)?")
_ALPHABETS = {
    "cyrillic": "Ѐ-ԯ",
    "latin": "A-Za-zÀ-ɏəƏḀ-ỿ",
    "armenian": "\u0530-\u058f",
    "georgian": "\u10a0-\u10ff\u1c90-\u1cbf",
    "arabic": "\u0600-\u06ff\u0750-\u077f",
    "hebrew": "\u0590-\u05ff",
    "greek": "\u0370-\u03ff",
    "east-asian": "\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af",
}
_SCRIPTS = {name: re.compile(f"[{letters}]") for name, letters in _ALPHABETS.items()}
_QUOTED = re.compile(r"«[^«»]{10,600}»|“[^“”]{10,600}”")
_LEAST_OUTSIDE = 8  # letters outside of a quotation that tell the language of the sentence around it
_OWN_LETTER, _STRANGE_LETTER, _ENDING = 0.5, -0.7, 0.25  # against 1 for a small word; tried on single sentences of NTREX
_IN_NAME = 0.3  # weight of a letter in a word with a capital against one in another
_NO_OWN_LETTER = -2.0  # a text in full spelling, of at least this many letters, in which the language's own letter never comes
_FULL_SPELLING, _ENOUGH_LETTERS = 2, 60
_SURE_LEAD, _SURE_SHARE = 1.5, 0.06  # lead over the second in points, and in points a word, from which a block speaks for itself


@dataclass(frozen=True, slots=True)
class Speech:
    """What tells a language: its name, whether it is read, its script, letters and words."""

    code: str
    name: str
    is_read: bool
    script: str
    own: frozenset[str]
    absent: frozenset[str]
    words: frozenset[str]
    endings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Guess:
    """The language that a text is likely to be in. Not ``sure``: the context should decide.

    ``letters``: how many there were; ``evidence``: points for this language, about one for each small word.
    """

    code: str
    name: str
    is_read: bool
    sure: bool
    letters: int
    script: str
    evidence: float = 0.0


@lru_cache(maxsize=1)
def speeches() -> tuple[Speech, ...]:
    """The languages that are read and the neighbours they must be told from."""
    found = [_own_speech(code) for code in codes()]
    for entry in shared("neighbours"):
        where = f"neighbours.yaml: {entry.get('code')}"
        require(entry, ("code", "name", "script", "words", "endings", "sample"), ("letters", "absent"), where)
        if entry["script"] not in _ALPHABETS:
            raise LanguageDataError("entry-value", f"{where}: no script {entry['script']!r}", f"known: {', '.join(_ALPHABETS)}")
        letters = frozenset(entry["letters"]), frozenset(entry["absent"])
        found.append(
            Speech(entry["code"], entry["name"], False, entry["script"], *letters, frozenset(entry["words"]), tuple(entry["endings"]))
        )
    return tuple(found)


def _own_speech(code: str) -> Speech:
    data = load(code).read("language")
    others = [load(each).read("language") for each in codes() if each != code]
    other = {letter for each in others if each["script"] == data["script"] for letter in each["letters"]}
    strange = other - set(data["letters"]) | set(data["strange_letters"])
    lists = frozenset(data["words"]), tuple(data["endings"])
    return Speech(code, data["name"], True, data["script"], frozenset(data["own_letters"]), frozenset(strange), *lists)


@lru_cache(maxsize=1)
def _by_word() -> dict[str, tuple[int, ...]]:
    found: dict[str, list[int]] = {}
    for number, speech in enumerate(speeches()):
        for word in sorted(speech.words):
            found.setdefault(word, []).append(number)
    return {word: tuple(numbers) for word, numbers in found.items()}


@lru_cache(maxsize=65_536)
def _by_ending(word: str) -> tuple[int, ...]:
    """The languages in which words end like this one; words come again and again."""
    return tuple(number for number, speech in enumerate(speeches()) if word.endswith(speech.endings))


def identify(text: str) -> Guess:
    """The language of a text.

    >>> identify("Nazir bu gün rəsmi səfərə gəldi.").code
    'az'
    >>> identify("Bakanlar anlaşmayı imzaladı ve daha sonra ülkesine döndü, çünkü iş çoktu.").name
    'Turkish'
    """
    sample = text[:_SAMPLE]
    script, letters = _script(sample)
    scores = _scores(sample, script)
    if not scores:
        return Guess(script, f"a language in {script.title()} script" if letters else "no language", False, letters >= 10, letters, script)
    words = max(1, sample.count(" ") + 1)
    (best, first), second = scores[0], scores[1][0] if len(scores) > 1 else 0.0
    if not first.is_read:
        return _neighbour(scores, words, letters)
    lead = best - second
    return Guess(first.code, first.name, True, lead >= _SURE_LEAD and lead >= _SURE_SHARE * words, letters, script, best)


def language_of_sentence(text: str, code: str) -> str:
    """The language of a sentence in a block of another: only where it is sure, and its letters gave reason to look.

    A quotation in another language does not tell.

    >>> language_of_sentence("Nazir getdi.", "az"), language_of_sentence("This was an important visit for both of our countries.", "az")
    ('az', 'en')
    """
    if not _looks_foreign(fold(text), code):
        return code
    guess = identify(outside_of_quotations(text))
    return guess.code if guess.sure and guess.is_read else code


def outside_of_quotations(text: str) -> str:
    """A text without its quotations, which may be in another language; the whole text where little else is in it.

    >>> outside_of_quotations("Nazir dedi: «Мы никогда не забудем этого».")
    'Nazir dedi:  .'
    """
    outside = _QUOTED.sub(" ", text)
    return outside if 2 * len(outside) >= len(text) or sum(map(str.isalpha, outside)) >= _LEAST_OUTSIDE else text


def _looks_foreign(folded: str, code: str) -> bool:
    speech = next(speech for speech in speeches() if speech.code == code)
    if len(folded) < _ENOUGH_LETTERS // 2:
        return False
    if speech.own and not any(letter in folded for letter in speech.own):
        return True
    own_script = len(_SCRIPTS[speech.script].findall(folded))
    return sum(letter in speech.absent for letter in folded) > 1 or 2 * own_script < sum(map(str.isalpha, folded))


def _neighbour(scores: list[tuple[float, Speech]], words: int, letters: int) -> Guess:
    """A neighbour leads: it is believed when it leads clearly, otherwise the nearest language that is read is taken, as not sure."""
    best, first = scores[0]
    read, nearest = next(((score, speech) for score, speech in scores if speech.is_read), (0.0, None))
    clear = letters >= 40 and best >= _SURE_LEAD and best - read >= max(_SURE_LEAD, 0.1 * words)
    if clear or nearest is None:
        return Guess(first.code, first.name, False, clear, letters, first.script)
    return Guess(nearest.code, nearest.name, True, False, letters, first.script, max(0.0, read))


def _script(sample: str) -> tuple[str, int]:
    counts = {name: len(pattern.findall(sample)) for name, pattern in _SCRIPTS.items()}
    return max(counts, key=lambda name: counts[name]), sum(counts.values())


def _scores(sample: str, script: str) -> list[tuple[float, Speech]]:
    """The languages of this script, the likeliest first."""
    folded = fold(sample)
    words = _WORD.findall(folded)
    counts = [0.0] * len(speeches())
    for word in words:
        for number in _by_word().get(word, ()):
            counts[number] += 1.0
    lacks_own = len(folded) >= _ENOUGH_LETTERS and sum(letter > "\x7f" and letter.isalpha() for letter in folded) >= _FULL_SPELLING
    letters = _weights(sample)
    found = []
    ended = Counter(number for word in words if len(word) > 4 for number in _by_ending(word))
    for number, speech in enumerate(speeches()):
        if speech.script == script:
            endings = ended[number]
            own = sum(letters.get(letter, 0.0) for letter in sorted(speech.own))
            strange = sum(letters.get(letter, 0.0) for letter in sorted(speech.absent))
            score = counts[number] + _ENDING * endings + _OWN_LETTER * own + _STRANGE_LETTER * strange
            found.append((score + (_NO_OWN_LETTER if lacks_own and speech.is_read and speech.own and not own else 0.0), speech))
    return sorted(found, key=lambda item: (-item[0], not item[1].is_read, item[1].code))


def _weights(sample: str) -> dict[str, float]:
    """How often each letter comes; in a word with a capital it counts less, since names keep their letters in other languages."""
    names = "".join(word for word in _WORD.findall(sample) if word[0].isupper() and not word.isupper())
    told, named = Counter(fold(sample)), Counter(fold(names))
    return {letter: told[letter] - (1 - _IN_NAME) * named[letter] for letter in sorted(told)}


def closest_read(text: str, script: str) -> str | None:
    """The language of this script that a statistical model finds likeliest, for texts in which nothing else tells; None without one."""
    wanted = tuple(speech.code for speech in speeches() if speech.is_read and speech.script == script)
    if len(wanted) < 2:
        return wanted[0] if wanted else None
    from py3langid import rank  # it takes most of a second to load

    return str(next(code for code, _ in rank(text[:_SAMPLE]) if code in wanted))
