"""Progress is for a person at a terminal."""

from __future__ import annotations

import io
import sys

import pytest

from pipeline.batch.progress import tracked


class Screen(io.StringIO):
    def __init__(self, is_terminal: bool) -> None:
        super().__init__()
        self.is_terminal = is_terminal

    def isatty(self) -> bool:
        return self.is_terminal


@pytest.mark.parametrize(("is_terminal", "items", "speaks"), [(True, 3, True), (True, 1, False), (False, 3, False)])
def test_a_bar_is_drawn_on_a_terminal_only(monkeypatch: pytest.MonkeyPatch, is_terminal: bool, items: int, speaks: bool) -> None:
    screen = Screen(is_terminal)
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setenv("TERM", "xterm")
    assert list(tracked(iter(range(items)), items)) == list(range(items))
    assert bool(screen.getvalue()) is speaks
    if speaks:
        assert "articles" in screen.getvalue()
