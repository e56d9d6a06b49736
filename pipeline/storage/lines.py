"""One JSON object a line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pipeline.errors import ConfigError
from pipeline.storage.files import replacing


def write_lines(path: Path, items: Iterable[dict[str, Any]]) -> None:
    """Write objects as JSON, one a line, in UTF-8, their keys in the order they have."""
    with replacing(path) as temporary, temporary.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(json.dumps(item, ensure_ascii=False) + "\n" for item in items)


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a file, line by line; nothing where there is no file. Only a line feed ends a line (a text may hold U+2028).

    ConfigError with the number of the line where one is no JSON: the file was cut, or edited.
    """
    if path.is_file():
        number = 1
        with path.open(encoding="utf-8", newline="\n") as file:
            try:
                for line in file:
                    if line.strip():
                        yield json.loads(line)
                    number += 1
            except ValueError as error:
                message = f"{path}, line {number}: {error}"
                raise ConfigError("lines-broken", message, "the file was cut or edited: run the same command again") from error
