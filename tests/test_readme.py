"""What the README shows is what happens."""

from __future__ import annotations

import contextlib
import io
import re
from pathlib import Path

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")


def test_the_worked_example_prints_what_it_says() -> None:
    [(code, expected)] = re.findall(r"```python\n(.*?)```\n\n```text\n(.*?)```", README, re.S)
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
