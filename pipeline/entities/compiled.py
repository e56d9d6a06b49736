"""Data that takes seconds to make and milliseconds to read: made once from the language data and shipped in ``models/``.

Each part is a JSON file with the hash of the files it was made from. ``python -m pipeline.entities.compiled`` makes all parts anew. Where a hash
differs, the data has been changed since: the part is then made in memory, which is slow but gives the same result; a test asks for the new file.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.languages import FOLDER as LANGUAGES
from pipeline.languages import codes

FOLDER = Path(__file__).parents[1] / "models"


@dataclass(frozen=True, slots=True)
class Part:
    """A part: the name of its file, the data files it is made from (below ``languages/``), and what makes it."""

    name: str
    sources: tuple[str, ...]
    make: Callable[[], Any]

    @property
    def path(self) -> Path:
        """The file the part is kept in."""
        return FOLDER / f"{self.name}.json"

    def fingerprint(self) -> str:
        """The hash of the data files."""
        digest = hashlib.sha256()
        for source in self.sources:
            digest.update((LANGUAGES / source).read_bytes())
        return digest.hexdigest()

    def read(self) -> Any:
        """The content as it is shipped, or made anew where the data has changed since."""
        if self.path.is_file():
            stored = json.loads(self.path.read_text(encoding="utf-8"))
            if stored["source"] == self.fingerprint():
                return stored["content"]
        return self.make()

    def text(self) -> str:
        """The text of the file: one line for each entry of the content's tables."""
        return json.dumps({"source": self.fingerprint(), "content": self.make()}, ensure_ascii=False, separators=(",", ":"), indent=0) + "\n"


def parts() -> Iterator[Part]:
    """Every part there is."""
    from pipeline.entities import letters, namebook, offices, placebook

    yield namebook.part()
    for code in codes():
        yield placebook.part(code)
        yield offices.part(code)
        yield letters.part(code)


def write(wanted: Sequence[str] = ()) -> list[Path]:
    """Make the parts (those whose names are given, or all) and write them to their files."""
    FOLDER.mkdir(exist_ok=True)
    written = []
    for part in parts():
        if not wanted or part.name in wanted:
            part.path.write_text(part.text(), encoding="utf-8", newline="\n")
            written.append(part.path)
    return written


if __name__ == "__main__":
    for each in write():
        print(each.name)
