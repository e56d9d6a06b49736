"""The way between a raw text and its repaired form, to be followed in both directions."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

from pipeline.values import Span


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace ``text[start:stop]`` by ``after``."""

    start: int
    stop: int
    after: str


@dataclass(frozen=True, slots=True)
class _Layer:
    """One round of edits: for each edit where it starts and stops in the text before and in the text after."""

    before_starts: tuple[int, ...]
    before_stops: tuple[int, ...]
    after_starts: tuple[int, ...]
    after_stops: tuple[int, ...]

    def ends(self, *, back: bool) -> tuple[_Ends, _Ends]:
        """The edits' ends on the side that is left and on the side that is reached."""
        before, after = (self.before_starts, self.before_stops), (self.after_starts, self.after_stops)
        return (after, before) if back else (before, after)


_Ends = tuple[tuple[int, ...], tuple[int, ...]]


def _follow(layers: Iterable[_Layer], span: tuple[int, int], *, back: bool) -> Span:
    """Both ends go their own way through all layers: that keeps the order of any two spans."""
    start, stop = span
    for layer in layers:
        here, there = layer.ends(back=back)
        start, stop = _start(start, here, there), _stop(stop, here, there)
    return Span(start, max(start, stop))


def _start(position: int, here: _Ends, there: _Ends) -> int:
    """Where the character at ``position`` begins on the other side; what has no width here is stepped over."""
    edit = bisect_right(here[0], position) - 1
    if edit < 0:
        return position
    if position < here[1][edit]:
        return _inside(position, edit, here, there)
    return there[1][edit] + position - here[1][edit]


def _stop(position: int, here: _Ends, there: _Ends) -> int:
    """Where the character before ``position`` ends on the other side."""
    edit = bisect_left(here[0], position) - 1
    if edit < 0:
        return position
    if position <= here[1][edit]:
        return _inside(position - 1, edit, here, there, last=True)
    return there[1][edit] + position - here[1][edit]


def _inside(position: int, edit: int, here: _Ends, there: _Ends, *, last: bool = False) -> int:
    """Within an edit that keeps the length character stands for character; within any other the whole stands for the whole."""
    start, stop = there[0][edit], there[1][edit]
    if stop - start == here[1][edit] - here[0][edit]:
        return start + position - here[0][edit] + last
    return stop if last else start


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """The way from a raw text to its repaired form and back, through all rounds of edits.

    >>> offsets = OffsetMap()
    >>> text, offsets = offsets.apply("Baku \\n\\nand", [Edit(4, 7, " ")])
    >>> text, offsets.to_raw(5, 8), offsets.to_text(7, 10)
    ('Baku and', Span(start=7, stop=10), Span(start=5, stop=8))
    """

    layers: tuple[_Layer, ...] = field(default=())

    def apply(self, text: str, edits: Iterable[Edit]) -> tuple[str, OffsetMap]:
        """Do a round of edits, in order and without overlap. Returns the new text and the map that reaches it."""
        pieces: list[str] = []
        rows: list[tuple[int, int, int, int]] = []
        done = length = 0
        for edit in edits:
            if not done <= edit.start <= edit.stop <= len(text):
                raise ValueError(f"edit out of order: {edit.start}..{edit.stop} after {done}")
            pieces += (text[done : edit.start], edit.after)
            length += edit.start - done
            rows.append((edit.start, edit.stop, length, length + len(edit.after)))
            length += len(edit.after)
            done = edit.stop
        if not rows:
            return text, self
        pieces.append(text[done:])
        before_starts, before_stops, after_starts, after_stops = zip(*rows, strict=True)
        return "".join(pieces), OffsetMap((*self.layers, _Layer(before_starts, before_stops, after_starts, after_stops)))

    def to_raw(self, start: int, stop: int) -> Span:
        """The span of the raw text that produced ``start..stop`` of the repaired text."""
        return _follow(reversed(self.layers), (start, stop), back=True)

    def to_text(self, start: int, stop: int) -> Span:
        """The span of the repaired text that ``start..stop`` of the raw text became; empty where it was dropped."""
        return _follow(self.layers, (start, stop), back=False)
