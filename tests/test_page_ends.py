"""Sentences that a page ends in the middle of, crossed with what stands there: notes of any form, page numbers, heads that come only once, gaps."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

from pipeline.documents import read_text
from pipeline.languages import codes, strict_yaml

CASES = Path(__file__).parent / "cases"
KNOWN = 0.03  # share of the crossings that is known to be misread
RULE = "____________"
NOTES = {  # from the references of a language to the lines at the foot of a page
    "none": lambda one, two, long: [],
    "one": lambda one, two, long: [f"14 {one}"],
    "dotted": lambda one, two, long: [f"14. {one}", f"15. {two}"],
    "wide": lambda one, two, long: [f"14  {one}", f"15  {two}"],
    "ruled": lambda one, two, long: [RULE, f"14 {one}", f"15 {two}"],
    "raised": lambda one, two, long: [f"¹⁴ {one}", f"¹⁵ {two}"],
    "bracketed": lambda one, two, long: [f"[14] {one}", f"[15] {two}"],
    "starred": lambda one, two, long: [f"* {one}", f"** {two}"],
    "of two lines": lambda one, two, long: [f"14 {long[0]}", long[1], f"15 {two}"],
}
EDGES = {  # from a head to the lines between two pages
    "number": lambda head: ["142"],
    "number before head": lambda head: [f"142    {head}"],
    "head before number": lambda head: [f"{head}       142"],
    "number above head": lambda head: ["142", head],
    "head above number": lambda head: [head, "142"],
    "number apart from head": lambda head: ["142", "", head],
    "dashed": lambda head: ["– 142 –"],
}
GAPS = ([], [""])


def pages(language: str) -> Iterator[tuple[str, str, str]]:
    """What is crossed, the lines of two pages, and the sentence that goes on from one to the other."""
    case = strict_yaml.read(CASES / language / "page_ends.yaml")
    for (cut, (before, after, joined)), (notes, noted), (edge, edged), gap, head in product(case["cuts"].items(), NOTES.items(), EDGES.items(), GAPS, case["heads"]):
        lines = [*case["before"], before, *gap, *noted(*case["references"]), *gap, *edged(head), *gap, after, *case["after"]]
        yield f"{cut}, {notes}, {edge}, {len(gap)}", "\n".join(lines) + "\n", joined


@pytest.mark.parametrize("language", codes())
def test_sentences_go_on_over_the_end_of_a_page(language: str) -> None:
    crossings = list(pages(language))
    wrong = [name for name, text, sentence in crossings if sentence not in read_text(text, "a").text]
    assert len(wrong) <= KNOWN * len(crossings), (len(wrong), len(crossings), wrong[:5])
