"""What the README shows is what happens."""

from __future__ import annotations

import contextlib
import io
import re
from pathlib import Path

import pytest

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")


EXAMPLES = re.findall(r"```python\n(.*?)```\n\n```text\n(.*?)```", README, re.S)


def test_there_are_examples() -> None:
    assert len(EXAMPLES) == README.count("```python") == 2


@pytest.mark.parametrize(("code", "expected"), EXAMPLES)
def test_the_worked_examples_print_what_they_say(code: str, expected: str) -> None:
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(code, {})
    assert printed.getvalue() == expected


def test_the_two_commands_come_first_and_exist() -> None:
    first = re.findall(r"```\n(.*?)```", README, re.S)[0]
    targets = re.findall(r"^make (\S+)", first, re.M)
    makefile = (Path(__file__).parent.parent / "Makefile").read_text(encoding="utf-8")
    assert targets == ["run", "test"]
    assert all(re.search(rf"^{target}:", makefile, re.M) for target in targets)
