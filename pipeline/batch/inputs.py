"""Paths of the command line to articles, each with its ``doc_id``."""

from __future__ import annotations

import glob
import os
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import quote

from pipeline.batch import remote
from pipeline.errors import ConfigError


@dataclass(frozen=True, slots=True)
class Source:
    """An article and the name it has in every output. ``path`` is a file or an address; ``inner`` leads to the article in it, where it holds several:
    the names of members of zips (``member:NAME``), at last a row (``row:START:STOP``, in bytes)."""

    path: str
    doc_id: str
    inner: tuple[str, ...] = ()


def find_sources(arguments: Iterable[str], suffixes: tuple[str, ...]) -> list[Source]:
    """The files that paths stand for, sorted by ``doc_id``: files, folders (searched to any depth), patterns with ``*``, ``?``, ``[``, and addresses
    (``s3://...``) of all of these.

    A file named twice counts once. ConfigError where a path stands for nothing. The list is empty where the folders hold no article.
    """
    paths: dict[str, str] = {}
    for argument in arguments:
        for path in remote.expand(argument, suffixes) if remote.is_address(argument) else map(str, _expand(argument, suffixes)):
            paths.setdefault(path if remote.is_address(path) else os.path.realpath(path), path)
    return sorted(_named(sorted(paths.values())), key=lambda source: source.doc_id)


def is_article(name: str, suffixes: tuple[str, ...]) -> bool:
    """Whether a file of a folder is taken: by its suffix, unless it is hidden or tells about another file.

    >>> is_article("a.TXT", (".txt",)), is_article(".a.txt", (".txt",)), is_article("a.meta.json", (".json",))
    (True, False, False)
    """
    return not name.startswith(".") and not name.endswith(".meta.json") and PurePosixPath(name).suffix.lower() in suffixes


def _expand(argument: str, suffixes: tuple[str, ...]) -> Iterator[Path]:
    path = Path(argument)
    if not argument:
        raise ConfigError("input-missing", "a path is empty", "an unset variable of the shell? Give . for the folder you are in")
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
    """The articles of a folder; those in hidden folders and behind links to folders are left out, and so is what earlier runs wrote."""
    for root, names in _walk(folder):
        yield from (Path(root, name) for name in names if is_article(name, suffixes))


def _walk(folder: Path) -> Iterator[tuple[str, list[str]]]:
    for root, folders, names in os.walk(folder, onerror=_refuse):
        if "ledger.sqlite" in names or {"run.json", "visits.jsonl"} <= set(names):
            folders[:] = []
            continue
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield root, sorted(names)


def find_left_out(arguments: Iterable[str], suffixes: tuple[str, ...]) -> dict[str, int]:
    """How many files of the folders among paths are no articles by their suffix, the most frequent first; hidden ones and sidecars do not count."""
    found: Counter[str] = Counter()
    for argument in arguments:
        if not remote.is_address(argument) and os.path.isdir(argument):
            for _, names in _walk(Path(argument)):
                others = (name for name in names if not name.startswith(".") and not name.endswith(".meta.json") and not is_article(name, suffixes))
                found.update(PurePosixPath(name).suffix.lower() or "without suffix" for name in others)
    return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))


def told_left_out(left_out: dict[str, int], most: int = 8) -> str:
    """A line about files that are left out; empty where there are none.

    >>> told_left_out({".doc": 12, ".rtf": 1})
    '13 files left out by their suffix: .doc 12, .rtf 1'
    """
    shown = ", ".join(f"{suffix} {count}" for suffix, count in list(left_out.items())[:most])
    return f"{sum(left_out.values())} files left out by their suffix: {shown}{', ...' if len(left_out) > most else ''}" if left_out else ""


def _refuse(error: OSError) -> None:
    """A folder that cannot be listed must not look like one that is empty: its articles would count as gone."""
    raise ConfigError("input-unreadable", f"{error.filename} cannot be listed: {error.strerror}", "mend its permissions, or name the folders to read one by one")


def _named(paths: list[str]) -> Iterator[Source]:
    """Give each path the shortest name that no other has: ``name``, else ``folder/name``, with as many folders as it takes."""
    length = dict.fromkeys(paths, 1)
    clashing = paths
    names: dict[str, str] = {}
    while clashing:
        names |= {path: _name(path, length[path]) for path in clashing}
        groups = defaultdict(list)
        for path, name in names.items():
            groups[name].append(path)
        clashing = [path for group in groups.values() if len(group) > 1 for path in group]
        for path in clashing:
            length[path] += 1
    return (Source(path, name) for path, name in names.items())


def _name(path: str, folders: int) -> str:
    """The last parts of a path without the extension; where even the whole path does not tell two files apart, with the extension; where their
    names are no UTF-8 and differ in that alone, with these bytes spelt out.

    >>> _name("/news/1994/may.txt", 1), _name("/news/1994/may.txt", 2), _name("s3://bucket/may.pdf", 1)
    ('may', '1994/may', 'may')
    """
    whole = remote.path_in(path) if remote.is_address(path) else os.path.abspath(path)
    parts = PurePosixPath("/" + whole.lstrip("/")).parts[1:] or ("input",)
    name = "/".join(parts[-folders:]) if folders > len(parts) else "/".join((*parts[-folders:-1], PurePosixPath(parts[-1]).stem))
    if folders > len(parts) + 1:
        name = path
    return os.fsencode(name).decode("utf-8", "replace") if folders < len(parts) + 3 else quote(os.fsencode(path))


_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")
LONGEST = 200


def child_names(parent: str, names: Iterable[str]) -> Iterator[str]:
    """The ``doc_id`` of each article in a file, from what it is called there; the second of a name gets ``~2``.

    >>> list(child_names("news", ["a", "b", "a", ""]))
    ['news/a', 'news/b', 'news/a~2', 'news/4']
    """
    seen: set[str] = set()
    for at, name in enumerate(names, 1):
        base = f"{parent}/{_CONTROL.sub(' ', name).strip()[:LONGEST] or at}"
        doc_id, count = base, 1
        while doc_id in seen:
            count += 1
            doc_id = f"{base}~{count}"
        seen.add(doc_id)
        yield doc_id
