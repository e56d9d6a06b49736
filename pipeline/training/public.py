"""The public sets of ``sets.yaml``, read from the folder of somebody who has them."""

from __future__ import annotations

import csv
import gzip
import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any

from pipeline.errors import ConfigError
from pipeline.languages import strict_yaml
from pipeline.training.archives import read_spans
from pipeline.training.passages import Passage, join

_NO_BLANK_BEFORE = frozenset(".,:;!?)]}»”%'’")
_STOP = re.compile(r"[.!?…][\"”»’')\]]*\Z")
_NO_BLANK_BEHIND = frozenset("([{«“„")


@lru_cache(maxsize=1)
def sets() -> tuple[dict[str, Any], ...]:
    """The sets that are known, in order."""
    return tuple(strict_yaml.read(Path(__file__).with_name("sets.yaml"))["sets"])


def read_sets(folder: Path, language: str, part: str, *, names: bool = True) -> Iterator[tuple[str, list[Passage]]]:
    """The sets of a language that the folder holds: (id, passages); without ``names`` those that tell sentences. ConfigError where it holds none."""
    if not any((folder / each["file"]).is_file() for each in sets()):
        wanted = ", ".join(each["file"] for each in sets()[:3])
        raise ConfigError("training-data", f"{folder}: none of the public sets is there", f"files such as {wanted} are expected; docs/models.md lists them")
    for each in sets():
        path = folder / each["file"]
        if each["language"] == language and each["part"] == part and (names or each.get("use") != "names") and path.is_file():
            yield each["id"], _READERS[each["form"]](path, each, folder)


def hold_out(passages: list[Passage]) -> tuple[list[Passage], list[Passage]]:
    """What is learned from, and every sixth passage, which is not.

    >>> [len(part) for part in hold_out([_plain("A.")] * 13)]
    [11, 2]
    """
    return [each for number, each in enumerate(passages, 1) if number % 6], passages[5::6]


def read_set(folder: Path, name: str) -> list[Passage]:
    """One set by its id."""
    entry = next(each for each in sets() if each["id"] == name)
    return _READERS[entry["form"]](folder / entry["file"], entry, folder)


def _text(path: Path) -> str:
    data = path.read_bytes()
    return (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8")


def _plain(line: str) -> Passage:
    return Passage(line, ((0, len(line)),), None)


def _lines(path: Path, entry: dict[str, Any], folder: Path) -> list[Passage]:
    """Whole documents, without headings: a line without a stop at its end would teach to cut where nothing ends."""
    documents = _text(folder / entry["documents"]).splitlines()
    rows = zip(documents, (line.strip() for line in _text(path).splitlines()), strict=False)
    return [join([_plain(line) for _, line in group if _STOP.search(line)]) for _, group in groupby(rows, key=lambda row: row[0])]


def _tsv(path: Path, entry: dict[str, Any], folder: Path) -> list[Passage]:
    rows = csv.reader(_text(path).splitlines()[1:], delimiter="\t", quoting=csv.QUOTE_NONE)
    return [_plain(row[-1].strip()) for row in rows if row and row[-1].strip()]


def _conllu(path: Path, entry: dict[str, Any], folder: Path) -> list[Passage]:
    return [_plain(line[len("# text = ") :].strip()) for line in _text(path).splitlines() if line.startswith("# text = ")]


def _columns(path: Path, entry: dict[str, Any], folder: Path) -> list[Passage]:
    found = []
    for block in _text(path).replace("\r", "").split("\n\n"):
        text = next((line[len("# text = ") :] for line in block.split("\n") if line.startswith("# text = ")), "")
        rows = [line.split("\t") if "\t" in line else line.split() for line in block.split("\n") if line and not line.startswith("# ")]
        words = [(row[1], row[2]) if row[0].isdigit() and len(row) > 2 else (row[0], row[-1]) for row in rows if row]
        if words:
            found.append(_labelled(words, text, entry["labels"]))
    return found


def _labelled(words: list[tuple[str, str]], text: str, labels: dict[str, str]) -> Passage:
    """A sentence with its names: in its own text where the set has it, else with blanks between the words."""
    text = text if text and _places(words, text) else _spaced([word for word, _ in words])
    names: list[tuple[int, int, str]] = []
    open_label = ""
    for (start, stop), (_, label) in zip(_places(words, text), words, strict=True):
        kind = labels.get(label[2:], "")
        if label.startswith("I-") and names and open_label == label[2:] and kind:
            names[-1] = (names[-1][0], stop, kind)
        elif kind:
            names.append((start, stop, kind))
        open_label = label[2:]
    return Passage(text, ((0, len(text)),), tuple(names))


def _places(words: list[tuple[str, str]], text: str) -> list[tuple[int, int]]:
    """Where the words stand in a text; nothing where one of them does not."""
    at, found = 0, []
    for word, _ in words:
        start = text.find(word, at)
        if start < 0:
            return []
        at = start + len(word)
        found.append((start, at))
    return found


def _spaced(words: list[str]) -> str:
    text = ""
    for word in words:
        tight = not text or word[0] in _NO_BLANK_BEFORE or text[-1] in _NO_BLANK_BEHIND
        text += word if tight else f" {word}"
    return text


_READERS: dict[str, Callable[[Path, dict[str, Any], Path], list[Passage]]] = {"lines": _lines, "tsv": _tsv, "conllu": _conllu, "spans": read_spans, "columns": _columns}
