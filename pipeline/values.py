"""The frozen records that cross a stage boundary, and nothing else.

All offsets are half-open ``[start, stop)`` counts of Unicode characters. Inside the pipeline they refer to
``Document.text`` (the repaired text); only ``Evidence`` refers to ``Document.raw`` (the text as it was read).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text. ``stop`` is never before ``start``."""

    start: int
    stop: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.stop:
            raise ValueError(f"not a span: {self.start}..{self.stop}")


@dataclass(frozen=True, slots=True)
class Repair:
    """One repair done to a text: where (in the raw text), by which rule, what stood there and what stands there now."""

    start: int
    stop: int
    rule: str
    before: str
    after: str


class Offsets(Protocol):
    """A map between two texts that can be followed both ways."""

    def to_raw(self, start: int, stop: int) -> Span: ...
    def to_text(self, start: int, stop: int) -> Span: ...


@dataclass(frozen=True, slots=True)
class Document:
    """A text as it was read (``raw``) and as it is worked on (``text``), with the way between them."""

    doc_id: str
    raw: str
    text: str
    offsets: Offsets
    repairs: tuple[Repair, ...] = ()
    encoding: str = "utf-8"
    source: str = ""


BLOCK_KINDS = ("title", "abstract", "keywords", "body", "list", "row", "heading", "footnote", "references", "caption")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, table row or the like, of one ``kind`` (see ``BLOCK_KINDS``) and one language."""

    start: int
    stop: int
    kind: str
    language: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, or a table row or heading as a whole. ``block`` is the index of its block."""

    start: int
    stop: int
    language: str
    block: int


@dataclass(frozen=True, slots=True)
class Segmentation:
    """Blocks, sentences and citations of a document, each in order of appearance."""

    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]
    citations: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Date:
    """A date as the text gives it. ``edtf`` is its value, ``source`` says where its parts come from
    (``explicit``, ``year_from_previous``, ``relative_to_dateline`` ...), ``rule`` is the id of the form that found it.
    ``is_dateline`` marks the document's own date, ``is_imprint`` the one by which a document without a dateline tells when it was written."""

    start: int
    stop: int
    text: str
    edtf: str
    precision: str
    source: str
    rule: str
    is_dateline: bool = False
    is_imprint: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """A country, city or organisation in the text.

    ``kind``: ``country`` | ``city`` | ``organization``; ``code``: ISO 3166-1 alpha-3 of the country or of the city's country,
    or ``org:UN``; ``form``: ``noun`` | ``adjective`` | ``demonym``; ``base``: base form, as written in this language;
    ``cases``: the possible cases of the word as it stands (``nom gen dat acc loc abl ins pre``), empty where a language has none.
    """

    start: int
    stop: int
    text: str
    kind: str
    code: str
    base: str
    form: str = "noun"
    cases: tuple[str, ...] = ()
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who can travel, receive or sign: a person, an office holder, a delegation, or a pronoun for one.

    The span is the whole noun phrase ("Azərbaycan Respublikasının Prezidenti Heydər Əliyev"), ``name_start/name_stop`` the name in it
    (both -1 where there is none). ``name`` is the base form, without title and patronymic, None where only an office is given and nobody is
    known to hold it. ``office`` and ``country`` are values of the contract or None. ``cases`` as in ``Place``. ``count`` is the
    number of people meant (1; 2 for "both ministers"; 0 for an unknown number). ``reference`` says how the name was found:
    ``named`` | ``surname`` | ``office`` | ``pronoun`` | ``counterpart`` | ``set`` | ``unresolved``. ``members`` are the people of a ``set`` ("both
    presidents"), as far as they are known, with the span of the whole; it is empty where nobody can be told.
    ``gender`` is ``m``, ``f`` or empty. ``former`` is true for a former holder (its office is then None).
    ``sources`` tells for a field where its value comes from when it does not stand in this phrase.
    """

    start: int
    stop: int
    text: str
    name: str | None
    office: str | None
    country: str | None
    cases: tuple[str, ...] = ()
    count: int = 1
    reference: str = "named"
    name_start: int = -1
    name_stop: int = -1
    gender: str = ""
    former: bool = False
    rule: str = ""
    sources: tuple[tuple[str, str], ...] = field(default=())
    members: tuple[Actor, ...] = ()
    was: str | None = None


@dataclass(frozen=True, slots=True)
class Author:
    """Somebody whom only a citation names, as it writes the name, initials first."""

    start: int
    stop: int
    name: str


@dataclass(frozen=True, slots=True)
class Entities:
    """What the entity stage hands on, each in order of appearance. ``places`` inside an actor's phrase are kept too; ``unlisted`` are places of which only
    the name is known: their ``code`` is empty, and places of print; ``cited`` are authors whom only citations name; ``hero`` is the name of the person
    whose entry in an encyclopaedia a document is."""

    actors: tuple[Actor, ...]
    places: tuple[Place, ...]
    unlisted: tuple[Place, ...] = ()
    cited: tuple[Author, ...] = ()
    hero: str | None = None


@dataclass(frozen=True, slots=True)
class Predicate:
    """A word that tells of a journey, a reception, an event or a signing, or another verb (``sense`` ``other``).

    ``group_start`` is where its auxiliaries begin. ``form``: ``finite`` | ``participle`` | ``converb`` | ``infinitive`` | ``noun`` | ``potential``;
    ``time``: ``past`` | ``present`` | ``future`` or empty; ``mood``: empty, ``unreal``, ``possible`` or ``thwarted`` ("was to have come"). ``phase`` is ``begin`` or ``end`` where the
    word gives the first or the last day only; a ``weak`` one needs visitor and host in its own sentence; ``frame`` names its roles; ``loose``: the form may as well be a
    participle ("signed").
    """

    start: int
    stop: int
    group_start: int
    id: str
    sense: str
    form: str
    time: str = ""
    mood: str = ""
    passive: bool = False
    negated: bool = False
    cases: tuple[str, ...] = ()
    plural: bool = False
    possessed: bool = False
    phase: str = ""
    weak: bool = False
    frame: str = ""
    loose: bool = False


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a record is told: offsets into ``Document.raw``, the language, and the words as they stand there."""

    start: int
    end: int
    language: str
    text: str
