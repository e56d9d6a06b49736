"""Paths of the command line to articles, each with its ``doc_id``."""

from __future__ import annotations

import glob
import os
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import ConfigError


@dataclass(frozen=True, slots=True)
class Source:
    """An input file and the name it has in every output."""

    path: Path
    doc_id: str


def find_sources(arguments: Iterable[str], suffixes: tuple[str, ...]) -> list[Source]:
    """The articles that paths stand for, sorted by ``doc_id``: files, folders (searched to any depth), and patterns with ``*``, ``?``, ``[``.

    A file named twice counts once. ConfigError where a path stands for nothing. The list is empty where the folders hold no article.
    """
    paths: dict[str, Path] = {}
    for argument in arguments:
        for path in _expand(argument, suffixes):
            paths.setdefault(os.path.realpath(path), path)
    return sorted(_named(sorted(paths.values())), key=lambda source: source.doc_id)


def _expand(argument: str, suffixes: tuple[str, ...]) -> Iterator[Path]:
    path = Path(argument)
    if path.is_dir():
        yield from _articles(path, suffixes)
    elif os.path.lexists(path):
        yield path
    elif glob.has_magic(argument):
        yield from _matching(argument, suffixes)
    else:
        raise ConfigError("input-missing", f"there is no {argument}", "give files, folders, or patterns such as 'articles/*.txt'")


def _matching(pattern: str, suffixes: tuple[str, ...]) -> Iterator[Path]:
    found = [Path(name) for name in sorted(glob.glob(pattern, recursive=True))]
    if not found:
        raise ConfigError("input-missing", f"no file fits {pattern}", "check the pattern; quote it so that the shell leaves it alone")
    for path in found:
        yield from _articles(path, suffixes) if path.is_dir() else [path]


def _articles(folder: Path, suffixes: tuple[str, ...]) -> Iterator[Path]:
    """The files of a folder that have one of the suffixes; hidden ones and those in hidden folders are left out."""
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(root, name) for name in sorted(names) if not name.startswith(".") and Path(name).suffix.lower() in suffixes)


def _named(paths: list[Path]) -> Iterator[Source]:
    """Give each path the shortest name that no other has: ``name``, else ``folder/name``, with as many folders as it takes."""
    length = dict.fromkeys(paths, 1)
    while True:
        groups = defaultdict(list)
        for path in paths:
            groups[_name(path, length[path])].append(path)
        clashing = [path for group in groups.values() if len(group) > 1 for path in group]
        if not clashing:
            return iter(Source(path, name) for name, (path,) in groups.items())
        for path in clashing:
            length[path] += 1


def _name(path: Path, folders: int) -> str:
    """The last parts of a path without the extension; where even the whole path does not tell two files apart, with the extension.

    >>> _name(Path("/news/1994/may.txt"), 1), _name(Path("/news/1994/may.txt"), 2)
    ('may', '1994/may')
    """
    parts = Path(os.path.abspath(path)).parts[1:]
    name = "/".join(parts[-folders:]) if folders > len(parts) else "/".join((*parts[-folders:-1], path.stem))
    return os.fsencode(name).decode("utf-8", "replace")
