"""What tells an end of a sentence from an inner stop. Each rule says join, split, or nothing; the list of rules is the policy."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from pipeline.documents.cells import opening_date
from pipeline.segmentation.lexicon import Lexicon
from pipeline.text import OPENERS, fold

END = re.compile(
    r"[.!?…]{1,6}[\"”»’)\]]{0,4}(?=\s)|(?<=[^\W\d_]{3})[.!?…]\d{1,3}(?=\s)|[.!?…]{1,6}[¹²³⁴⁵⁶⁷⁸⁹⁰]{1,4}(?=\s)|[.!?…](?=\[\d{1,3}[^\[\]\n]{0,30}\]\s)"
)
_TOKEN = re.compile(r"[^\s(\[«“\"„]{1,30}$")
_HYPHENS = re.compile("[-–—]")
_TWO_TOKENS = re.compile(r"(?<!\w)[\w.]{1,8} [\w.]{1,8}$")
_WORD = re.compile(r"[\w’'-]{1,40}")
_INITIAL = re.compile(r"(?:\w\.-?)*\w$")
_NUMERAL = re.compile(r"[А-Яа-яЁё]\s[IVX]\Z")  # of a monarch, in the other script: "Александр I."
_AFTER_INITIAL = re.compile(r"(?<!\w)[A-ZÀ-ÞƏĞİŞА-ЯЁ]\Z")
_ROMAN = re.compile(r"[IVXLC]{1,6}$")
_AGENCY = re.compile(r"\([^()]{2,60}\)\.?$|[-–—]\s?\w+\.$")
_AFTER_DATE = re.compile(r"[.(/–—]")
_ENDS_BEFORE = re.compile(r"[.!?…][\"”»’]*\s*$")
_FIGURE = re.compile(r"\(\d[^()]{0,30}\)")
_DAY_AND_WORD = re.compile(r"(?<!\d)\d{1,2}(?:-\w{1,4})? [^\W\d_]{3,5}$")
_YEARS_OF_TITLE = re.compile(r"(?:18|19|20)\d\d(?:\s?[-–—]\s?\d{2,4})?[^\n.!?«»“”\"]{0,12}[»”\"]")
_YEAR = re.compile(r"(?:18|19|20)\d\d(?!\d)")
_LAST_CLAUSE = re.compile(r"[:;]\s([^:;,()]{3,40})$")
_VOWEL = re.compile("[aeiouyəıöüаеёиоуыэюя]")
_LONGEST_ACRONYM = 5
_LONGEST_BRACKET = 400  # a bracket that does not close within this was never meant to
_LONGEST_DATELINE = 110
_LONGEST_LABEL = 2  # letters that tell who speaks: "Q: ", "A: In July 1992."
_ENOUGH_WORDS = 5  # more than the date that may open a sentence ("10 мая 1998 г. В Прагу ...")
_LONGEST_PIECE = 300  # how far a verb is looked for on either side


@dataclass(frozen=True)
class Cut:
    """A possible end of a sentence: ``start`` of the sentence, ``mark`` (its stop sign), ``stop`` (behind closing signs), ``next``."""

    text: str
    start: int
    mark: int
    stop: int
    next: int
    limit: int
    words: Lexicon
    first: bool

    @cached_property
    def left(self) -> str:
        return self.text[max(self.start, self.mark - _LONGEST_PIECE) : self.mark]

    @cached_property
    def token(self) -> str:
        """The word before the stop sign, without bracket or quotation mark, with its inner stops."""
        match = _TOKEN.search(self.text, max(self.start, self.mark - 30), self.mark)
        return match[0] if match else ""

    @cached_property
    def follows_number(self) -> bool:
        """Whether a figure stands before the word ("1998 г.", "XX в."): it is a year or a measure, not a title."""
        before = self.left[: len(self.left) - len(self.token)].split()
        return bool(before) and (before[-1][-1:].isdigit() or _ROMAN.match(before[-1]) is not None)

    @cached_property
    def right(self) -> str:
        return self.text[self.next : min(self.limit, self.next + 60)]

    @cached_property
    def right_word(self) -> str:
        match = _WORD.search(self.right)
        return match[0] if match else ""

    @cached_property
    def opens_sentence(self) -> bool:
        """Whether the next word is one that opens sentences and no initial or abbreviation itself."""
        place = self.right.find(self.right_word) + len(self.right_word)
        return fold(self.right_word) in self.words.openers and self.right[place : place + 1] != "."

    def has_verb(self, start: int, stop: int) -> bool:
        return self.words.finite.search(fold(self.text[start:stop])) is not None

    @cached_property
    def left_is_sentence(self) -> bool:
        return self.has_verb(max(self.start, self.mark - _LONGEST_PIECE), self.mark)

    @cached_property
    def right_is_sentence(self) -> bool:
        ends = (match.start() for match in END.finditer(self.text, self.next + 25, self.limit) if not _AFTER_INITIAL.search(self.text, self.next, match.start()))
        return self.has_verb(self.next, min(next(ends, self.limit), self.next + _LONGEST_PIECE))


def nothing_before(cut: Cut) -> bool | None:
    """Stops at the very start ("... and", "…Sonra") end nothing."""
    return True if not any(character.isalnum() for character in cut.left) else None


def small_letter_follows(cut: Cut) -> bool | None:
    """A sentence does not begin with a small letter, nor with a comma, nor does a dash with a small letter behind it begin one."""
    rest = cut.right.lstrip(OPENERS + "-–—•… ")
    return True if rest[:1].islower() or cut.right[:1] in ",;:)" else None


def inside_bracket(cut: Cut) -> bool | None:
    """Inside a bracket that closes further on."""
    left = cut.text[max(cut.start, cut.stop - _LONGEST_BRACKET) : cut.stop]
    for opener, closer in ("()", "[]"):
        if left.count(opener) > left.count(closer):
            end = cut.text.find(closer, cut.next, min(cut.limit, cut.next + _LONGEST_BRACKET))
            again = cut.text.find(opener, cut.next, end) if end >= 0 else -1
            if end >= 0 and again < 0:
                return True
    return None


def closing_bracket(cut: Cut) -> bool | None:
    """A stop before the bracket that closes belongs to a word in it ("(1,5 mlrd. doll.)"), unless the bracket is a sentence of its own."""
    if cut.text[cut.stop - 1] != ")" or ")" not in cut.text[cut.mark : cut.stop]:
        return None
    opener = cut.text.rfind("(", max(cut.start, cut.mark - _LONGEST_BRACKET), cut.mark)
    return True if opener > cut.start and not _ENDS_BEFORE.search(cut.text, max(cut.start, opener - 5), opener) else None


def bracketed_figure(cut: Cut) -> bool | None:
    """A short bracket that begins with a figure belongs to what stands before it ("2.4 m. (1999)")."""
    return True if _FIGURE.match(cut.right) and cut.text[cut.mark] == "." else None


def years_of_title(cut: Cut) -> bool | None:
    """The years that end a title in quotation marks belong to it: "«Наши соседи. 1918–1920»"."""
    return True if _YEARS_OF_TITLE.match(cut.right) else None


def other_stop_sign(cut: Cut) -> bool | None:
    """Question marks, exclamation marks and ellipses are no abbreviations."""
    return False if cut.text[cut.mark] in "!?…" or cut.text[cut.mark : cut.mark + 2] == ".." else None


def number_of_item(cut: Cut) -> bool | None:
    """ "1. Türkiyə", "II. Bölmə": the number of an item opens it."""
    token = cut.left.strip()
    return True if token and len(token) <= 5 and (token.isdigit() or _ROMAN.match(token)) else None


def parts_of_number(cut: Cut) -> bool | None:
    """ "10. 05. 1998"."""
    return True if cut.token[-1:].isdigit() and len(cut.token) <= 2 and cut.right[:2].strip(".").isdigit() else None


def inside_date(cut: Cut) -> bool | None:
    """ "17 дек. 2001": a day before a short word and a year behind it."""
    return True if _DAY_AND_WORD.search(cut.left) and _YEAR.match(cut.right) else None


def fronted_time(cut: Cut) -> bool | None:
    """A year with its word ("с 1995 по 2010 г.") right behind a colon opens what follows: nothing in it could be a sentence."""
    kinds = _kinds(cut)
    clause = _LAST_CLAUSE.search(cut.left)
    if "maybe" not in kinds or not clause or not cut.follows_number:
        return None
    words = [fold(word) for word in re.findall(r"[^\W\d_]+", clause[1])]
    return True if all(word in cut.words.time or len(word) <= 2 for word in words) else None


def without_vowel(cut: Cut) -> bool | None:
    """A short word without a vowel ("стр.", "bnd.") is an abbreviation; one in capitals may be a name ("СНГ")."""
    token = cut.token.rpartition("-")[2]
    short = 2 <= len(token) <= _LONGEST_ACRONYM and token.isalpha() and token.islower() and not _VOWEL.search(token)
    return True if short and not cut.opens_sentence else None


def abbreviation(cut: Cut) -> bool | None:
    """The language's abbreviations, by what may follow them."""
    kinds = _kinds(cut)
    if not kinds:
        return None
    first = cut.right.lstrip(OPENERS + "$€£≈~")[:1]
    if "any" in kinds or ("number" in kinds and (first.isdigit() or _ROMAN.match(cut.right_word))):
        return True
    if "acronym" in kinds and cut.right_word.isupper() and 1 < len(cut.right_word) <= _LONGEST_ACRONYM:
        return True
    if "name" in kinds and first.isupper() and not ("maybe" in kinds and cut.follows_number):
        return True
    return _may_end(cut) if "maybe" in kinds else None


def _kinds(cut: Cut) -> frozenset[str]:
    table = cut.words.abbreviations
    two = _TWO_TOKENS.search(cut.text, max(cut.start, cut.mark - 18), cut.mark)
    found = table.get(fold(two[0])) if two and not (len(cut.token) == 1 and cut.token.isupper()) else None
    token = fold(cut.token)
    if len(token) == 1 and cut.token.isupper() and not found:  # an initial, or the first letter of a reference ("S. 45")
        return table.get(token, frozenset()) & {"number"}
    last = "" if token[:1].isdigit() else _HYPHENS.split(token)[-1]  # "in 2009-м." ends in no metre
    return found or table.get(token) or table.get(last) or frozenset()


def _may_end(cut: Cut) -> bool:
    """An abbreviation that can stand last ("1998 г.") does so when there is a sentence on both sides of it."""
    if cut.opens_sentence and len(cut.left.split()) >= _ENOUGH_WORDS:
        return False
    if cut.right[:1] == "(" or not cut.left_is_sentence:
        return True
    if "." in cut.token and cut.token.isupper():
        return not cut.opens_sentence
    return not (cut.opens_sentence or cut.right_is_sentence)


def initial(cut: Cut) -> bool | None:
    """A single capital is an initial ("H. Əliyev", "U.S."), unless a word that opens sentences follows."""
    if cut.text[cut.mark] != "." or not _INITIAL.match(cut.token) or not cut.token[-1:].isupper():
        return None
    if _NUMERAL.search(cut.left):
        return None
    return not (cut.opens_sentence and cut.left_is_sentence)


def date_of_entry(cut: Cut) -> bool | None:
    """The date that opens a line of a chronicle belongs to what it dates: "10 iyun 1997. Nazir ..."."""
    if not cut.first or cut.mark - cut.start > 45:
        return None
    opening = opening_date(cut.text[cut.start : cut.stop])
    return True if opening and cut.start + opening.stop >= cut.mark else None


def dateline(cut: Cut) -> bool | None:
    """Place, date and agency before a report belong to its first sentence."""
    if not cut.first or cut.stop - cut.start > _LONGEST_DATELINE:
        return None
    head = cut.text[cut.start : cut.stop]
    dated = any(character.isdigit() for character in head) or bool(_AGENCY.search(head))
    place = _WORD.match(head)
    if not dated or not place or cut.left_is_sentence or fold(place[0]) in cut.words.abbreviations:
        return _place_before_date(cut)
    mark = head[place.end() : place.end() + 1]
    if mark == ":" and (len(place[0]) <= _LONGEST_LABEL or not opening_date(head[place.end() + 1 :].lstrip())):
        return None
    in_capitals = place[0].isupper() and len(place[0]) > 2
    return True if in_capitals or mark in ",.:" else None


def _place_before_date(cut: Cut) -> bool | None:
    """ "Bakı. 18 iyul. Agentlik": a place as a sentence of its own, then a date as another."""
    if cut.left[:1].isupper() and len(cut.left.split()) <= 3 and cut.right[:1].isdigit():
        opening = opening_date(cut.right)
        return True if opening and _AFTER_DATE.search(cut.right[opening.stop - 1 : opening.stop + 2]) else None
    return None


Rule = Callable[[Cut], "bool | None"]
RULES: tuple[Rule, ...] = (
    nothing_before,
    small_letter_follows,
    inside_bracket,
    closing_bracket,
    bracketed_figure,
    years_of_title,
    other_stop_sign,
    number_of_item,
    parts_of_number,
    date_of_entry,
    inside_date,
    dateline,
    fronted_time,
    abbreviation,
    without_vowel,
    initial,
)


def joins(cut: Cut) -> bool:
    """Whether the text goes on behind a possible end: the first rule that answers decides."""
    for rule in RULES:
        answer = rule(cut)
        if answer is not None:
            return answer
    return False
