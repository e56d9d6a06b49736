"""Words that may be a noun or a verb ("visit", "end"): what stands beside them tells which."""

from __future__ import annotations

import re

from pipeline.predicates.forms import Form
from pipeline.predicates.lexicon import Lexicon
from pipeline.predicates.words import Word, group_of, over_name, touch

_MODAL = ("future", "would", "should", "possible", "to")  # flags of what stands before an infinitive
_NAME = re.compile(r"(?:\A|[^\d\s])\s*(?<!\w)(?<!['’]s )[^\W\d_]+(?<!['’]s)\s+\Z")  # its last word; behind a number it is a month, "Karimov's Indian visits" are his


def is_base(form: Form) -> bool:
    """True for a form of the present, which in some languages may as well be a noun."""
    return form.form == "finite" and form.time == "present" and not form.noun


def without_base(words: Lexicon, forms: list[Form], tokens: list[Word], at: int, folded: str, offset: int) -> list[Form]:
    """Forms without those of the present where only a noun or a participle can stand ("the end", "had come"), and the other way round."""
    _, flags = group_of(words, tokens, at, at, folded, offset)
    subject = not any(form.noun for form in forms) and _behind_name(tokens, at, folded, offset) and _agrees(words, tokens, at, folded, offset)
    if flags and flags[-1] in ("have", "had", "be") or not subject and stands_as_noun(words, tokens, at, folded, offset):
        return [form for form in forms if not is_base(form)]
    return [form for form in forms if form.form != "participle" or form.time != "past"]


def _agrees(words: Lexicon, tokens: list[Word], at: int, folded: str, offset: int) -> bool:
    """True for a present that agrees with the name before it: "the minister signs", "the ministers sign", "A and her colleague sign"."""
    if tokens[at].text[-2:-1] not in ("", "i") and tokens[at].text.endswith("s"):
        return True
    before = folded[tokens[max(0, at - 2)].stop - offset if at > 1 else 0 : tokens[at].start - offset].rstrip()
    return words.several.search(before) is not None


def stands_as_noun(words: Lexicon, tokens: list[Word], at: int, folded: str, offset: int) -> bool:
    """True right behind a word that only a noun can follow ("the end", "his return"); "planned" is one behind an article: "a planned visit"."""
    before = tokens[at - 1].text if at and touch(tokens[at - 1], tokens[at], folded, offset) else ""
    if acts(words, tokens, at, folded, offset) or before and over_name(tokens[at - 1], tokens[at], folded, offset) and _behind_auxiliary(words, tokens, at, folded, offset):
        return False
    if before in words.left:
        owned = folded[: tokens[at - 1].start - offset].rstrip()[-2:] in ("'s", "’s")  # "the minister's planned visit"
        return before in words.noun_behind and (
            owned
            or at > 1
            and words.left.get(tokens[at - 2].text) is None
            and not over_name(tokens[at - 2], tokens[at - 1], folded, offset)  # "in May to conclude"
            and stands_as_noun(words, tokens, at - 1, folded, offset)
        )
    return before in words.noun_behind or before.endswith("'s")


def acts(words: Lexicon, tokens: list[Word], at: int, folded: str, offset: int) -> bool:
    """True for a present that could be a plural, right behind who does it: "the minister travels to Oslo", "he tours Norway"; not "the minister's travels"."""
    if not words.acting.fullmatch(tokens[at].text):
        return False
    before = tokens[at - 1].text if at and touch(tokens[at - 1], tokens[at], folded, offset) else ""
    return _behind_name(tokens, at, folded, offset) or before in words.actors


def _behind_name(tokens: list[Word], at: int, folded: str, offset: int) -> bool:
    """True right behind a name or an office, which are no tokens, unless it is told to be somebody's."""
    between = folded[tokens[at - 1].stop - offset if at else 0 : tokens[at].start - offset]
    return _NAME.search(between) is not None


def _behind_auxiliary(words: Lexicon, tokens: list[Word], at: int, folded: str, offset: int) -> bool:
    """True behind an auxiliary and adverbs or a date: "will now travel", "will on 3 May travel"."""
    _, flags = group_of(words, tokens, at, at, folded, offset)
    return bool(flags) and flags[-1] in _MODAL


def stands_as_verb(words: Lexicon, tokens: list[Word], at: int, folded: str, offset: int) -> bool:
    before = tokens[at - 1].text if at and touch(tokens[at - 1], tokens[at], folded, offset) else ""
    if stands_as_noun(words, tokens, at, folded, offset):
        return False
    if words.left.get(before) or acts(words, tokens, at, folded, offset) or _behind_auxiliary(words, tokens, at, folded, offset):
        return True
    after = tokens[at + 1].text if at + 1 < len(tokens) and touch(tokens[at], tokens[at + 1], folded, offset) else ""
    rest = folded[tokens[at].stop - offset :]
    gap = len(rest) - len(rest.lstrip())
    skipped = bool(gap) and (not after or tokens[at + 1].start - tokens[at].stop > gap)  # a name, which is no token, follows
    return skipped or after in words.verb_before
