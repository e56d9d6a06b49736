"""No text stops the reading: articles of the corpus cut up, doubled, swapped and spliced into each other."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from pipeline.documents import read_text
from pipeline.errors import DocumentError
from pipeline.flow import extract

ARTICLES = Path(__file__).parent.parent / "corpus" / "articles"
SIGNS = (", ", " – ", "; ", ". ", "\n", "\n\n", " (", ") ", '"', "«", "»", ": ", "?", " | ", "\t")
PIECE = re.compile(r"\w+|\s+|[^\w\s]")


def scrambled(chance: random.Random, pieces: list[str], others: list[str]) -> str:
    """Up to 600 pieces of an article with 3 to 60 things gone wrong in them."""
    start = chance.randrange(len(pieces))
    made = pieces[start : start + chance.randrange(50, 600)]
    for _ in range(chance.randrange(3, 60)):
        at, from_there = chance.randrange(len(made)), chance.randrange(len(others))
        match chance.randrange(5):
            case 0:
                made[at : at + chance.randrange(1, 4)] = [" "]
            case 1:
                made[at:at] = others[from_there : from_there + chance.randrange(1, 8)]
            case 2:
                made[at] = others[from_there]
            case 3:
                made.insert(at, chance.choice(SIGNS))
            case _:
                other = chance.randrange(len(made))
                made[at], made[other] = made[other], made[at]
    return "".join(made)


def read_scrambled(seed: int, texts: int) -> int:
    """How many of so many scrambled texts were read; one whose language cannot be told, or that is empty, is refused with its reason."""
    chance = random.Random(seed)
    articles = [PIECE.findall(path.read_text(encoding="utf-8")) for path in sorted(ARTICLES.glob("*.txt"))]
    read = 0
    for _ in range(texts):
        text = scrambled(chance, chance.choice(articles), chance.choice(articles))
        try:
            extract(read_text(text, "scrambled"))
            read += 1
        except DocumentError:
            continue
    return read


def test_no_scrambled_text_stops_the_reading() -> None:
    assert read_scrambled(seed=1, texts=250) > 240


@pytest.mark.parametrize("words", ["The guest of the President of France", "Гость президента Республики Франция", "Fransa Prezidentinin qonağı olan"])
def test_a_text_may_end_with_any_word(words: str) -> None:
    told = words.split()
    for stop in range(1, len(told) + 1):
        assert extract(read_text("He came to Baku. Он прибыл в Баку. O, Bakıya gəldi. " + " ".join(told[:stop]), "cut")).agreements == ()


@pytest.mark.long
@pytest.mark.parametrize("seed", range(2, 6))
def test_no_scrambled_text_stops_the_reading_in_long(seed: int) -> None:
    assert read_scrambled(seed, texts=3000) > 2900


def test_a_list_longer_than_any_stack_is_read() -> None:
    told = "On 5 May 1994 " + "the minister, " * 1100 + "and President Bill Clinton visited Moscow."
    assert extract(read_text(told, "listed")).document.raw == told
