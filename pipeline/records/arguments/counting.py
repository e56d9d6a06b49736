"""Numbers of visits and documents, and whether they are exact."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.records.scenes.lexicon import Lexicon
from pipeline.records.scenes.scene import Scene

_TOKENS = re.compile(r"\d+(?:-\w+)?|\w+(?:-\w+)*|[^\w\s]")
BEHIND = 16  # characters behind a length of time that may make something else of it
BEFORE = 30  # characters between a document and the word for its number, in a language that puts the number last
LARGEST = 5000  # a larger number before a noun is a year's, a sum's or a typing error's, never a count of documents


@dataclass(frozen=True, slots=True)
class Count:
    """A stated number with its qualifier (``exact``, ``about``, ``at_most``, ``at_least``) and where it begins."""

    number: int
    qualifier: str
    start: int


def number_of(words: Lexicon, tokens: list[str]) -> int | None:
    """The value of spelled-out or written digits: ``["on", "beş"]`` is 15; None where a token is no number."""
    total = 0
    for token in tokens:
        if (digits := re.match(r"\d+", token)) is not None:
            return int(digits[0]) if len(tokens) == 1 else None
        if token not in words.numbers:
            return None
        value, rank = words.numbers[token]
        total = (total or 1) * value if rank == 2 and total < 100 else total + value
    return total or None


def count_before(scene: Scene, position: int, skip: re.Pattern[str] | None = None) -> Count | None:
    """The number that counts the noun at ``position``: right before it, or with adjectives between."""
    tokens = [(m.start(), m[0]) for m in _TOKENS.finditer(scene.folded, max(scene.start, position - 90), position)]
    end = len(tokens)
    passed = 0
    while end and not (last := _numeral(scene, *tokens[end - 1])):
        if passed == 4 or not _may_stand_between(scene.lexicon, tokens[end - 1][1], skip):
            return None
        end, passed = end - 1, passed + 1
    if not end:
        return None
    first = end - 1
    while first and tokens[first - 1][1] in scene.lexicon.numbers:
        first -= 1
    number = number_of(scene.lexicon, [*(token for _, token in tokens[first : end - 1]), last])
    if number is None or number > LARGEST or _belongs_to_date(scene, tokens[first][0]):
        return None
    return Count(number, _qualifier(scene, tokens[first][0], tokens[end - 1][0] + len(last)), tokens[first][0])


def count_reached(scene: Scene, position: int) -> Count | None:
    """The number that the documents at ``position`` are told to have come to: "the number of documents signed reached eight"."""
    match = scene.search(scene.lexicon.totals)
    near = match is not None and match.start() - BEFORE <= position < match.end()
    number = number_of(scene.lexicon, [match["n"]]) if match and near else None
    return Count(number, "at_least" if match and match["more"] else "exact", position) if number and number <= LARGEST else None


def _numeral(scene: Scene, start: int, token: str) -> str:
    """The number at the head of a token: alone, or with an ending that qualifies it ("20-dək", "otuza yaxın"), not any other: "5-ci" is an ordinal."""
    if token in scene.lexicon.numbers or token.isdigit():
        return token
    digits = re.match(r"\d+(?=-)", token)
    heads = [digits[0]] if digits else sorted((word for word in scene.lexicon.numbers if token.startswith(word)), key=len, reverse=True)
    qualifiers = [sign.pattern for sign in scene.lexicon.qualifiers if sign.side != "before"]
    return next((head for head in heads if any(pattern.match(scene.folded, start + len(head)) for pattern in qualifiers)), "")


def _may_stand_between(words: Lexicon, token: str, skip: re.Pattern[str] | None) -> bool:
    qualifies = any(sign.pattern.fullmatch(token) for sign in words.qualifiers)
    typed = any(sign.pattern.fullmatch(token) for sign in words.types)
    return token in words.number_units or qualifies or typed or bool(skip and skip.fullmatch(token))


def _belongs_to_date(scene: Scene, start: int) -> bool:
    return any(date.start <= start < date.stop for date in scene.dates)


def _qualifier(scene: Scene, first: int, stop: int) -> str:
    before = scene.folded[max(scene.start, first - 20) : first].rstrip()
    after = scene.folded[stop : stop + 14].lstrip()
    for sign in scene.lexicon.qualifiers:
        if sign.side in ("before", "either") and re.search(rf"(?<!\w)(?:{sign.pattern.pattern})\Z", before):
            return sign.value
        if sign.side in ("after", "either") and sign.pattern.match(after):
            return sign.value
    return "exact"


def times(scene: Scene, start: int, stop: int) -> Count | None:
    """How often: a number with a word for "times" ("iki dəfə", "twice") in a stretch of text."""
    for match in scene.finditer(re.compile(r"\w+"), start, stop):
        if match[0] in scene.lexicon.once_words and not _counts_other(scene, match.end()):
            return Count(scene.lexicon.once_words[match[0]], "exact", match.start())
        if match[0] in scene.lexicon.times and (count := count_before(scene, match.start())):
            return count
    return None


def _counts_other(scene: Scene, position: int) -> bool:
    """True for a number of times that is said of another verb right behind it: "his visit, twice put off, took place"."""
    behind = next((verb for verb in scene.predicates if verb.start >= position and not scene.folded[position : verb.start].strip()), None)
    return behind is not None and behind.sense in ("postpone", "cancel", "plan") and scene.lexicon.positional


def duration(scene: Scene, start: int, stop: int) -> int | None:
    """The length of a journey in days, where the text names it ("two-day visit")."""
    matches = scene.finditer(scene.lexicon.duration, start, max(stop, min(scene.stop, stop + BEHIND)))  # what follows decides: "two days later"
    words = [next((value for value in match.groupdict().values() if value), None) for match in matches if match.end() <= stop and not _ends_in_date(scene, match.end())]
    told = next((word for word in words if word and word not in scene.lexicon.ordinals), None)  # "the last day of a three-day visit"
    return number_of(scene.lexicon, [told]) if told else None


def _ends_in_date(scene: Scene, stop: int) -> bool:
    """True for a number of days that counts to a date: "прилетел 12 мая и через два дня вернулся"."""
    return any(date.start < stop <= date.stop and date.rule == "later" for date in scene.dates)


def by_nights(scene: Scene, start: int, stop: int) -> int | None:
    """The days of a stay told by its nights: "stayed overnight" is two days."""
    match = scene.search(scene.lexicon.nights, start, stop)
    nights = (number_of(scene.lexicon, [match["n"]]) if match["n"] else 1) if match else None
    return nights + 1 if nights else None
