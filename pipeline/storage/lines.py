"""One JSON object a line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pipeline.storage.files import replacing


def write_lines(path: Path, items: Iterable[dict[str, Any]]) -> None:
    """Write objects as JSON, one a line, in UTF-8, their keys in the order they have."""
    with replacing(path) as temporary, temporary.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(json.dumps(item, ensure_ascii=False) + "\n" for item in items)


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a file, line by line; nothing where there is no file. Only a line feed ends a line (a text may hold U+2028)."""
    if path.is_file():
        with path.open(encoding="utf-8", newline="\n") as file:
            for line in file:
                if line.strip():
                    yield json.loads(line)
