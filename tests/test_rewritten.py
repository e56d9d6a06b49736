"""Articles written in another way that means the same: their records stay the same."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pipeline.documents import read_text
from pipeline.flow import extract
from pipeline.languages import codes

ARTICLES = Path(__file__).parents[1] / "corpus" / "articles"
PROSE = 110  # letters of a line that is a paragraph
MOSTLY = 0.8  # share of an article that stands in such lines
FEW, ALL = 5, 60  # articles a language
KNOWN = 0.01  # share of the records that is known to change
VOWELS = "aeiouyəıöüаеёиоуыэюя"
FIELDS = ("kind", "visitor_name", "visitor_office", "visitor_country", "host_country", "visit_type", "date", "count", "status", "doc_type", "title", "parties")
MONTHS = "January February March April May June July August September October November December".split()
FOOT = {"az": "Baxış sayı: 1345", "en": "Views: 1345", "ru": "Просмотров: 1345"}
Rewriting = Callable[[str, str], str]


def _plain_quotes(text: str, language: str) -> str:
    return re.sub("[“”«»„]", '"', text).replace("’", "'")


def _hyphens(text: str, language: str) -> str:
    return text.replace("—", "-").replace("–", "-")


def _no_blank_lines(text: str, language: str) -> str:
    return re.sub(r"\n\n+", "\n", text)


def _indents(text: str, language: str) -> str:
    return "\n".join(f"    {line}" if len(line) > PROSE else line for line in text.split("\n"))


def _days_behind_months(text: str, language: str) -> str:
    """8 May 2004 as May 8, 2004."""
    month = "|".join(MONTHS)
    text = re.sub(rf"\b(\d{{1,2}})[–-](\d{{1,2}}) ({month}) (\d{{4}})", r"\3 \1–\2, \4", text)
    return re.sub(rf"\b(?<![–-])(\d{{1,2}}) ({month}) (\d{{4}})", r"\2 \1, \3", text) if language == "en" else text


def _figures(text: str, language: str) -> str:
    """8 May 2004 as 08.05.2004."""
    figures = re.compile(rf"\b(?<![–-])(\d{{1,2}}) ({'|'.join(MONTHS)}) (\d{{4}})")
    return figures.sub(lambda match: f"{int(match[1]):02d}.{MONTHS.index(match[2]) + 1:02d}.{match[3]}", text)


def _footer(text: str, language: str) -> str:
    return f"{text.rstrip()}\n\n{FOOT[language]}\n© 2024"


def _broken(text: str, language: str) -> str:
    """Lines of one width, with words parted at their ends, as a PDF gives them."""
    chance = random.Random(text)
    width = chance.choice((62, 68, 74, 80))
    lines = (line for whole in text.split("\n") for line in (_wrap(whole, width, chance) if len(whole) > PROSE else [whole]))
    return "\n".join(lines)


def _wrap(paragraph: str, width: int, chance: random.Random) -> Iterator[str]:
    line = ""
    words = paragraph.split(" ")[::-1]
    while words:
        word = words.pop()
        room = width - len(line) - 1
        if not line or len(word) <= room:
            line = f"{line} {word}".strip()
            continue
        cut = _cut(word, room) if chance.random() < 0.6 else 0
        yield f"{line} {word[:cut]}-" if cut else line
        line = word[cut:]
    yield line


def _cut(word: str, room: int) -> int:
    """Where a word may be parted: behind a vowel, before a consonant, three letters from its ends; 0 where nowhere."""
    if len(word) < 8 or not word.isalpha() or not word[0].islower():
        return 0
    return max((at for at in range(3, min(len(word) - 2, room)) if word[at - 1] in VOWELS and word[at] not in VOWELS), default=0)


def _pages(text: str, language: str) -> str:
    """The same with page numbers and a running head that come where a page is full, also in mid-sentence."""
    lines = _broken(text, language).split("\n")
    found: list[str] = []
    for index, line in enumerate(lines):
        found.append(line)
        follows = index < len(lines) - 6 and bool(lines[index + 1].strip())
        if index % 36 == 35 and follows and len(line) > 40:
            found += ["", str(120 + index // 36), "", "Studies in the History of Diplomacy 14 (2019)", ""]
    return "\n".join(found)


REWRITINGS: dict[str, Rewriting] = {
    "plain quotes": _plain_quotes,
    "hyphens for dashes": _hyphens,
    "no blank lines": _no_blank_lines,
    "indents": _indents,
    "days behind months": _days_behind_months,
    "days in figures": _figures,
    "a footer": _footer,
    "lines of a PDF": _broken,
    "pages of a PDF": _pages,
}


def articles(language: str, number: int) -> list[Path]:
    """Articles of a language that are nearly all prose, chosen by chance."""
    found = []
    for path in sorted(ARTICLES.glob(f"*-{language}.txt")):
        text = path.read_text(encoding="utf-8")
        if sum(len(line) for line in text.split("\n") if len(line) > PROSE) > MOSTLY * len(text):
            found.append(path)
    return random.Random(5).sample(found, min(number, len(found)))


def records_of(text: str) -> Counter[tuple[str, ...]]:
    """The records of a text by their fields, in which quotes and dashes are the same."""
    found = extract(read_text(text, "a"))
    plain = re.compile("[“”«»„\"'’–—-]")
    return Counter(tuple(plain.sub("", str(record.get(field))) for field in FIELDS) for record in (*found.visits, *found.agreements))


def share_changed(language: str, number: int) -> dict[str, float]:
    """The share of records that a rewriting loses, by its name."""
    lost: Counter[str] = Counter()
    count = 0
    for path in articles(language, number):
        text = path.read_text(encoding="utf-8")
        expected = records_of(text)
        count += expected.total()
        for name, rewrite in REWRITINGS.items():
            again = rewrite(text, language)
            lost[name] += (expected - records_of(again)).total() if again != text else 0
    return {name: lost[name] / count for name in REWRITINGS}


@pytest.mark.parametrize("language", codes())
def test_records_do_not_depend_on_how_a_text_is_set(language: str) -> None:
    changed = share_changed(language, FEW)
    assert max(changed.values()) <= 5 * KNOWN, changed  # one article of so few may lose some


@pytest.mark.long
@pytest.mark.parametrize("language", codes())
def test_records_of_many_articles_do_not_depend_on_how_they_are_set(language: str) -> None:
    changed = share_changed(language, ALL)
    assert max(changed.values()) <= KNOWN, changed


def test_rewritings_change_the_text() -> None:
    text = "Oslo – Riga\n\n" + "The minister was in “Oslo” on 8 May 2004 and in Riga on 12–14 June 2005, as the papers of both countries wrote. " * 8
    assert {name for name, rewrite in REWRITINGS.items() if rewrite(text, "en") == text} == set()
