"""The way between raw and repaired text: properties of every map that edits can make."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.documents import read_text
from pipeline.documents.offsets import Edit, OffsetMap


@st.composite
def rounds(draw: st.DrawFn) -> tuple[str, str, OffsetMap]:
    """A raw text, what some rounds of random edits made of it, and the map."""
    raw = text = draw(st.text(alphabet="abc \n", max_size=40))
    offsets = OffsetMap()
    for _ in range(draw(st.integers(0, 4))):
        cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
        pairs = list(zip(cuts[::2], cuts[1::2], strict=False))
        edits = [Edit(start, stop, draw(st.text(alphabet="XYZ", max_size=4))) for start, stop in pairs]
        text, offsets = offsets.apply(text, edits)
    return raw, text, offsets


@given(rounds())
def test_untouched_characters_map_to_themselves(case: tuple[str, str, OffsetMap]) -> None:
    raw, text, offsets = case
    for place, character in enumerate(text):
        if character in "abc \n":
            span = offsets.to_raw(place, place + 1)
            assert raw[span.start : span.stop] == character
            assert offsets.to_text(span.start, span.stop).start == place


@given(rounds())
def test_both_ways_are_monotone_and_within_the_text(case: tuple[str, str, OffsetMap]) -> None:
    raw, text, offsets = case
    for length, other, way in ((len(text), len(raw), offsets.to_raw), (len(raw), len(text), offsets.to_text)):
        spans = [way(place, place + 1) for place in range(length)]
        assert all(0 <= span.start <= span.stop <= other for span in spans)
        assert all(before.start <= after.start and before.stop <= after.stop for before, after in pairwise(spans))


@given(rounds())
def test_a_span_reaches_from_its_first_to_its_last_character(case: tuple[str, str, OffsetMap]) -> None:
    _, text, offsets = case
    kept = [place for place, character in enumerate(text) if character in "abc \n"]
    for start in kept:
        for stop in (place + 1 for place in kept if place >= start):
            whole = offsets.to_raw(start, stop)
            assert whole.start == offsets.to_raw(start, start + 1).start
            assert whole.stop == offsets.to_raw(stop - 1, stop).stop


@given(rounds())
def test_the_whole_contains_what_it_came_from(case: tuple[str, str, OffsetMap]) -> None:
    """What a span of the text came from comes back to at least that span."""
    _, text, offsets = case
    for start in range(len(text)):
        raw_span = offsets.to_raw(start, len(text))
        if raw_span.start < raw_span.stop and text[start] in "abc \n":
            assert offsets.to_text(raw_span.start, raw_span.stop).start <= start


def test_edits_out_of_order_are_refused() -> None:
    with pytest.raises(ValueError, match="out of order"):
        OffsetMap().apply("abcdef", [Edit(3, 4, ""), Edit(1, 2, "")])


@given(st.text(alphabet="aBə сc-\n\f.\u00ad\u0308•1", max_size=80))
def test_words_of_a_repaired_document_stand_in_the_raw_text(raw: str) -> None:
    if not any(character.isalnum() for character in raw):
        return
    document = read_text(raw, "a")
    touched = {place for done in document.repairs for place in range(done.start, max(done.stop, done.start + 1))}
    for place, character in enumerate(document.text):
        span = document.offsets.to_raw(place, place + 1)
        if character.isalpha() and not touched & set(range(span.start, span.stop)):
            assert document.raw[span.start : span.stop] == character
