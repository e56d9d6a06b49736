"""Titles of documents: each subject crossed with each document, with sentences that put it elsewhere, and with words that tell how it was signed.

The title is the subject and nothing of what stands beside it. Every crossing is read behind ``-m long``; the quick tests read some of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import product
from pathlib import Path

import pytest

from pipeline.documents import read_text
from pipeline.flow import extract
from pipeline.languages import codes, strict_yaml
from pipeline.records.scenes.patterns import compile_pattern
from pipeline.text import fold

CASES = Path(__file__).parent / "cases"
LANGUAGES = Path(__file__).parents[1] / "pipeline" / "languages"
STEP = 83  # of the crossings one in so many is read in a quick test
KNOWN = 0.03  # share of the crossings that is known to be misread
PARTIES, DAY = ["NOR", "PER"], "1996-05-04"


@lru_cache(maxsize=None)
def _case(language: str) -> dict:
    return strict_yaml.read(CASES / language / "titles.yaml")


def _crossings(language: str) -> Iterator[tuple[str, str, str]]:
    """A sentence, and the kind and title of the document that it tells."""
    case = _case(language)
    sentences = [*((sentence, "") for sentence in case["sentences"]), *product(case["with_how"], case["how"])]
    for (sentence, how), document, subject in product(sentences, case["documents"], case["subjects"]):
        words = {key: value for key, value in document.items() if key != "kind"}
        text = sentence.format(**words, subject=subject, how=how)
        yield text[0].upper() + text[1:], document["kind"], subject


def _misread(language: str, step: int) -> list[tuple[str, object]]:
    wrong, texts = [], list(_crossings(language))[::step]
    for text, kind, title in texts:
        found = extract(read_text(text, "title")).agreements
        told = [(one["doc_type"], fold(one["title"] or ""), one["parties"], one["date"]) for one in found]
        if told != [(kind, fold(title), PARTIES, DAY)]:
            wrong.append((text, told))
    return wrong if len(wrong) > KNOWN * len(texts) else []


@pytest.mark.parametrize("language", codes())
def test_some_titles_are_cut_exactly(language: str) -> None:
    """One crossing in ``STEP``: no more are misread than the share that is known."""
    assert not _misread(language, STEP)


@pytest.mark.long
@pytest.mark.parametrize("language", codes())
def test_titles_are_cut_exactly(language: str) -> None:
    """Every crossing: no more are misread than the share that is known."""
    assert not _misread(language, 1)


@pytest.mark.parametrize("language", codes())
def test_circumstances_are_told_from_subjects(language: str) -> None:
    """Every pattern of what stands beside a title matches its example, and not what looks like it in a title."""
    for entry in strict_yaml.read(LANGUAGES / language / "agreements.yaml")["circumstances"]:
        pattern = compile_pattern(rf"(?<!\w)(?:{entry['match']})(?!\w)")
        assert pattern.search(fold(entry["yes"])) and not pattern.search(fold(entry["no"])), entry
