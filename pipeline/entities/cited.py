"""Authors and places of print that only a citation names: "(Kuzio, 2002; Wolczuk, 2003, pp. 11-14)", "Uyama T. Japanese policies. Cambridge, 2003".

In: the text and its segmentation. Out: the authors as they are cited, and places that the gazetteer of any language has. What a citation says is no
part of a sentence: nothing else reads it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pipeline.entities.gazetteer import names
from pipeline.entities.namebook import words
from pipeline.languages import codes
from pipeline.text import fold
from pipeline.values import Author, Place, Segmentation

_WORD = r"[^\W\d_](?:[^\W\d_]|['’](?=\w))+(?:-[^\W\d_]+)*"
_YEAR = r"(?:1[89]|20)\d\d"
_INITIALS = r"(?:[^\W\d_]\.[ \u00a0]?){1,3}"
_CITED = re.compile(rf"(?<!\w)(?P<name>{_WORD})(?:,? (?P<initials>{_INITIALS}))?(?: (?:et al\.|и др\.|və b\.))?,? ?\(?(?={_YEAR}\b)")
_BEFORE = re.compile(rf"(?P<name>{_WORD}) \Z")
_PAGED = re.compile(rf"[(\[]{_YEAR}(?:[:,] ?(?:[^\W\d_]+\. ?)?\d|\w?[)\]])")
_ENTRY = re.compile(rf"(?:^|[\s;(])(?P<name>{_WORD}),? (?P<initials>{_INITIALS})(?=\s*(?:[«“\"]?[^\W\d_]|[,;(]|//|$))")
_PRINTED = re.compile(rf"(?<=[.:–—] )(?P<name>{_WORD}(?:[ -]{_WORD})?)(?=(?:: [^.;:]{{2,60}})?, {_YEAR}\b)")
_SOURCES = ("references", "footnote")
_FAR_BACK = 40  # characters before a citation in which the author's name stands


def find_cited(text: str, segmentation: Segmentation) -> tuple[tuple[Author, ...], tuple[Place, ...]]:
    """The authors and the places of print in the citations of a document, in order.

    >>> from pipeline.documents import read_text
    >>> from pipeline.segmentation import segment
    >>> document = read_text("The oil was sold to Cuba (Kuzio, 2002, p. 7; Wolczuk, 2003, pp. 11-14). Nobody else bought it.", "a")
    >>> [author.name for author in find_cited(document.text, segment(document))[0]]
    ['Kuzio', 'Wolczuk']
    """
    authors = [*_of_brackets(text, segmentation), *_of_lists(text, segmentation)]
    return tuple(sorted(authors, key=lambda one: one.start)), tuple(_printed(text, segmentation))


def _of_brackets(text: str, segmentation: Segmentation) -> Iterator[Author]:
    for span in segmentation.citations:
        for match in _CITED.finditer(text, span.start, span.stop):
            yield from _author(match)
        if _PAGED.match(text, span.start) and (before := _BEFORE.search(text, max(0, span.start - _FAR_BACK), span.start)) is not None:
            yield from _author(before)


def _of_lists(text: str, segmentation: Segmentation) -> Iterator[Author]:
    for block in segmentation.blocks:
        if block.kind in _SOURCES:
            for match in _ENTRY.finditer(text, block.start, block.stop):
                yield from _author(match)


def _author(match: re.Match[str]) -> Iterator[Author]:
    """The author that a match names, unless the word is no name."""
    name, initials = match["name"], match.groupdict().get("initials") or ""
    if name[0].isupper() and not name.isupper() and not (not initials and fold(name) in _known()) and fold(name) not in _common():
        yield Author(match.start("name"), match.end("name"), "".join(f"{letter}. " for letter in initials.replace(".", " ").split()) + name)


def _printed(text: str, segmentation: Segmentation) -> Iterator[Place]:
    for block in segmentation.blocks:
        if block.kind not in _SOURCES:
            continue
        for match in _PRINTED.finditer(text, block.start, block.stop):
            code = _known().get(fold(match["name"]))
            if code:
                yield Place(match.start("name"), match.end("name"), match["name"], "city", code, match["name"], rule="cited")


@cache
def _common() -> frozenset[str]:
    """Capitalised words of all languages that are no names."""
    return frozenset[str]().union(*(words(code).not_names for code in codes()))


@cache
def _known() -> dict[str, str]:
    """The towns of the gazetteer in all languages with their countries; countries and organisations with nothing."""
    return {fold(name.text): name.code if name.kind == "city" else "" for code in codes() for name in names(code) if name.form in ("noun", "acronym")}
