"""A Document to blocks, each with its kind and language, and their sentences; citations are marked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.documents.cells import opening_date
from pipeline.engines import Splitter
from pipeline.errors import DocumentError
from pipeline.languages import codes
from pipeline.segmentation.blocks import ENTRY, Part, find_parts
from pipeline.segmentation.citations import find_citations
from pipeline.segmentation.identification import Guess, closest_read, identify, language_of_sentence, outside_of_quotations
from pipeline.segmentation.lexicon import lexicon
from pipeline.segmentation.sentences import find_sentences
from pipeline.values import Block, Document, Segmentation, Sentence

__all__ = ["segment"]

_WHOLE = frozenset({"title", "heading", "row", "references", "keywords", "caption"})  # kinds that are one sentence each
_SILENT = frozenset({"references", "keywords", "caption", "footnote"})  # kinds that do not say which language the document is in
_TAIL = re.compile(r"(?:[^\W\d_]\.\s?)?[^\W\d_a-zа-яёəıöüğşç][\w’'-]+(?:[ -][^\W\d_a-zа-яёəıöüğşç][\w’'-]+){0,2},\s+")  # a place and a comma
_ENOUGH_LETTERS, _LEAST_EVIDENCE = 40, 0.006  # points a letter; lists of names have 0.01 and more, random letters 0
_FOREIGN_SHARE = 0.6  # of the letters: from here on a document is not one of ours with quotations in it


def segment(document: Document, split: Splitter | None = None) -> Segmentation:
    """The blocks, sentences and citations of a document. Blocks in a language that is not read stay, without sentences.
    ``split`` finds the ends of sentences instead of the rules.

    >>> from pipeline.documents import read_text
    >>> found = segment(read_text("Səfər\\n\\nNazir Praqaya getdi [3]. Orada saziş imzalandı.", "a"))
    >>> [(block.kind, block.language) for block in found.blocks], len(found.sentences), found.citations
    ([('title', 'az'), ('body', 'az')], 3, (Span(start=27, stop=30),))

    Raises DocumentError ``language`` where most of the text is in a language, or in a script, that is not read.
    """
    parts = find_parts(document.text)
    languages = _languages(parts)
    blocks = tuple(Block(part.start, part.stop, part.kind, language) for part, language in zip(parts, languages, strict=True))
    references = "\n".join(part.text for part in parts if part.kind == "references")
    return Segmentation(blocks, tuple(_sentences(document.text, parts, languages, split or _by_rules)), find_citations(document.text, references))


def _by_rules(text: str, start: int, stop: int, language: str) -> Iterator[tuple[int, int]]:
    return find_sentences(text, start, stop, lexicon(language))


def _sentences(text: str, parts: Sequence[Part], languages: Sequence[str], split: Splitter) -> Iterator[Sentence]:
    for index, (part, language) in enumerate(zip(parts, languages, strict=True)):
        if language not in codes() or part.body >= part.stop:
            continue
        spans = [(part.body, part.stop)] if part.kind in _WHOLE else split(text, part.body, part.stop, language)
        for start, stop in _with_days(text, list(spans)):
            own = language if part.kind in _WHOLE else language_of_sentence(text[start:stop], language)
            yield Sentence(start, stop, own, index)


def _with_days(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The sentences of a block; the days that open the entry of a chronicle belong to its first one, the place and day alone to the one before."""
    spans = _with_tails(text, spans)
    if len(spans) < 2 or not (days := ENTRY.match(text, spans[0][0])) or days.end() < spans[0][1]:
        return spans
    return [(spans[0][0], spans[1][1]), *spans[2:]]


def _with_tails(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The sentences of a block; one that is nothing but a place and a day dates the one before: "A treaty on trade. Minsk, 8 May 1995"."""
    joined = spans[:1]
    for start, stop in spans[1:]:
        match = _TAIL.match(text, start, stop)
        day = opening_date(text[match.end() : stop]) if match else None
        if match and day and day.has_year and (not (rest := text[match.end() + day.stop : stop].strip(" .;")) or rest[0] == "("):
            joined[-1] = (joined[-1][0], stop)
        else:
            joined.append((start, stop))
    return joined


def _languages(parts: Sequence[Part]) -> list[str]:
    """The language of each block: its own where it is sure, otherwise that of the nearest sure block in the same script."""
    guesses = [identify(outside_of_quotations(part.text)) for part in parts]
    _refuse_unknown(guesses)
    _refuse_foreign(parts, guesses)
    sure = [guess.sure or bool(part.language) for part, guess in zip(parts, guesses, strict=True)]
    own = [part.language or guess.code for part, guess in zip(parts, guesses, strict=True)]
    return [own[index] if sure[index] else _from_context(index, parts, guesses, sure) or own[index] for index in range(len(parts))]


def _from_context(index: int, parts: Sequence[Part], guesses: Sequence[Guess], sure: Sequence[bool]) -> str | None:
    guess = guesses[index]
    for place in _nearest(index, len(parts)):
        if sure[place] and guesses[place].is_read and (guesses[place].script == guess.script or guess.letters < 3):
            return parts[place].language or guesses[place].code
    if guess.letters >= 3 and guess.is_read:
        return closest_read(parts[index].text, guess.script) if guess.letters > 0 else None
    return next((guesses[place].code for place in range(len(parts)) if guesses[place].is_read), None)


def _nearest(index: int, count: int) -> Iterator[int]:
    """Places by distance, the one before first; headings rather belong to what follows, but a document rarely changes there."""
    for distance in range(1, min(count, 12)):
        for place in (index - distance, index + distance):
            if 0 <= place < count:
                yield place


def _refuse_unknown(guesses: Sequence[Guess]) -> None:
    """A document without letters, or with many and not a word or ending that any language knows."""
    letters = sum(guess.letters for guess in guesses)
    known = any(guess.sure for guess in guesses) or sum(guess.evidence for guess in guesses) >= _LEAST_EVIDENCE * letters
    if not letters or (letters >= _ENOUGH_LETTERS and not known):
        raise DocumentError("language", "the language of the text cannot be told", f"languages read: {', '.join(codes())}")


def _refuse_foreign(parts: Sequence[Part], guesses: Sequence[Guess]) -> None:
    told = [guess for part, guess in zip(parts, guesses, strict=True) if part.kind not in _SILENT] or guesses
    foreign: dict[str, int] = {}
    for guess in told:
        if not guess.is_read:
            foreign[guess.name] = foreign.get(guess.name, 0) + guess.letters
    letters = sum(guess.letters for guess in told)
    if letters and sum(foreign.values()) > _FOREIGN_SHARE * letters:
        name = max(sorted(foreign), key=lambda each: foreign[each])
        raise DocumentError("language", f"the text seems to be in {name}, which is not read", f"languages read: {', '.join(codes())}")
