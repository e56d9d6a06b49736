"""``elchi benchmark names``: the names of whole documents against ``corpus/names/DOC.yaml``, as sets of persons, countries and places.

A person is right *by base form* when the fullest form elchi read is, letter for letter, the one a careful reader cites (case, apostrophes, dashes,
spaces and the place of initials aside), and *found* when any of the forms means the same person. Offices and countries are pairs of a person found with a value.
Readers wrote down what the text gives: an office or country that only the register knows is not counted for a person to whom they gave none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.dates import read_segmented
from pipeline.documents import read_text
from pipeline.entities import find_entities
from pipeline.entities.census import Named, count_names
from pipeline.entities.identity import same_person
from pipeline.errors import GoldError
from pipeline.languages import codes, strict_yaml
from pipeline.segmentation import segment
from pipeline.text import fold, plain

MEASURES = ("persons, base form", "persons, found", "offices", "person's country", "countries", "places")
_KEYS, _PERSON = {"persons", "countries", "places"}, {"name", "country", "offices"}


@dataclass(slots=True)
class Score:
    """For each measure how many are ``expected``, ``given`` and ``right``; ``wrong`` tells every difference: document, measure, sign, what."""

    expected: Counter[str] = field(default_factory=Counter)
    given: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    wrong: list[tuple[str, str, str, str]] = field(default_factory=list)

    def figures(self, measure: str) -> tuple[float, float, float]:
        """Precision, recall and F1 of a measure; 0 where nothing is right."""
        right, given, expected = self.right[measure], self.given[measure], self.expected[measure]
        return (right / given, right / expected, 2 * right / (given + expected)) if right else (0.0, 0.0, 0.0)

    def add(self, other: Score) -> None:
        """Add the counts of another document."""
        for mine, theirs in ((self.expected, other.expected), (self.given, other.given), (self.right, other.right)):
            mine.update(theirs)
        self.wrong += other.wrong


@dataclass(frozen=True, slots=True)
class Expected:
    """The names of a document as a careful reader wrote them down."""

    persons: tuple[tuple[str, str | None, frozenset[str]], ...]
    countries: frozenset[str]
    places: frozenset[str]


def load_names(path: Path) -> Expected:
    """The names in a file of ``corpus/names``. GoldError, naming file and entry, for what is none."""
    content = strict_yaml.read(path)
    if not isinstance(content, dict) or set(content) != _KEYS or not all(isinstance(content[key], list) for key in _KEYS):
        raise GoldError("names-file", f"{path.name}: not a file of names", "it has the lists persons, countries and places")
    persons = tuple(_person(entry, f"{path.name}, person {number}") for number, entry in enumerate(content["persons"], 1))
    return Expected(persons, frozenset(map(str, content["countries"])), frozenset(map(_same, map(str, content["places"]))))


def _person(entry: Any, where: str) -> tuple[str, str | None, frozenset[str]]:
    if not isinstance(entry, dict) or set(entry) != _PERSON or not isinstance(entry["offices"], list):
        raise GoldError("names-person", f"{where}: not a person", "a person has name, country (or null) and a list of offices")
    country = entry["country"]
    return str(entry["name"]), None if country in (None, "null") else str(country), frozenset(map(str, entry["offices"]))


def _same(text: str) -> str:
    """A text by which two base forms are the same: case, kinds of apostrophes, dashes and spaces do not matter, nor whether initials stand behind.

    >>> _same("Preyherman  Y.") == _same("Y. Preyherman"), _same("M’Bow") == _same("m'bow")
    (True, True)
    """
    words = fold(plain(text)).replace(".", ". ").split()
    initials = [word for word in words if word.endswith(".")]
    return " ".join(initials + [word for word in words if not word.endswith(".")])


def score(doc_id: str, text: str, expected: Expected) -> tuple[str, Score]:
    """The language most of a document is in, and the score of its names."""
    document = read_text(text, doc_id)
    segmentation = segment(document)
    found = count_names(find_entities(document.text, segmentation, dates=read_segmented(document.text, segmentation)))
    sizes: Counter[str] = Counter()
    for sentence in segmentation.sentences:
        sizes[sentence.language] += sentence.stop - sentence.start
    result = Score()
    _count_persons(doc_id, expected, found.persons, result)
    _count(doc_id, "countries", (expected.countries, found.countries), result)
    _count(doc_id, "places", (expected.places, frozenset(map(_same, found.places))), result)
    return min(sizes, key=lambda code: (-sizes[code], code), default=codes()[0]), result


def _count_persons(doc_id: str, expected: Expected, found: Sequence[Named], result: Score) -> None:
    pairs = list(_pair(expected, found))
    meant = {number: name for name, number in pairs}
    bases = frozenset(_same(name) for name, _, _ in expected.persons)
    _count(doc_id, "persons, base form", (bases, frozenset(_same(person.name) for person in found)), result)
    names = frozenset(name for name, _, _ in expected.persons)
    _count(doc_id, "persons, found", (names, frozenset(meant.get(number, person.name + "?") for number, person in enumerate(found))), result)
    wanted = {name: {"office": held, "country": frozenset([country] if country else [])} for name, country, held in expected.persons}
    for measure, what in (("offices", "office"), ("person's country", "country")):
        values = frozenset(f"{name}: {value}" for name, told in wanted.items() for value in told[what])
        given = frozenset(
            f"{meant.get(number, person.name + '?')}: {value}"
            for number, person in enumerate(found)
            for value in _values(person, what, bool(number in meant and wanted[meant[number]][what]))
        )
        _count(doc_id, measure, (values, given), result)


def _values(person: Named, what: str, listed: bool) -> frozenset[str]:
    """The offices or countries of a person, with those of the register if ``listed``."""
    told = frozenset(person.offices if what == "office" else person.countries)
    return told | frozenset(value for key, value in person.listed if key == what and listed)


def _pair(expected: Expected, found: Sequence[Named]) -> Iterator[tuple[str, int]]:
    """Each person expected with the number of the one found who bears the name: the same form first, then any form that means the same."""
    free = dict(enumerate(found))
    left = []
    for name, _, _ in expected.persons:
        number = next((at for at, person in free.items() if _same(person.name) == _same(name)), None)
        if number is None:
            left.append(name)
        else:
            del free[number]
            yield name, number
    for name in left:
        number = next((at for at, person in free.items() if any(same_person(name, form) for form in person.forms)), None)
        if number is not None:
            del free[number]
            yield name, number


def _count(doc_id: str, measure: str, sides: tuple[frozenset[str], frozenset[str]], result: Score) -> None:
    expected, given = sides
    result.expected[measure] += len(expected)
    result.given[measure] += len(given)
    result.right[measure] += len(expected & given)
    result.wrong += [(doc_id, measure, "-", one) for one in sorted(expected - given)] + [(doc_id, measure, "+", one) for one in sorted(given - expected)]


def score_all(names: Path, articles: Path) -> dict[str, Score]:
    """The scores of all files in ``names`` by language; the text of ``DOC.yaml`` is ``DOC.txt`` in ``articles``. GoldError where one is missing."""
    paths = sorted(names.glob("*.yaml"))
    if not paths:
        raise GoldError("names-missing", f"{names} has no .yaml file", "give the folder that holds DOC.yaml")
    scores: dict[str, Score] = {}
    for path in paths:
        doc_id = path.name.split(".")[0]
        article = articles / f"{doc_id}.txt"
        if not article.is_file():
            raise GoldError("names-article", f"{path.name}: there is no article {article}", "--articles DIR: the folder that holds DOC.txt")
        language, result = score(doc_id, article.read_text(encoding="utf-8"), load_names(path))
        scores.setdefault(language, Score()).add(result)
    return scores


def benchmark(names: Path, articles: Path, languages: Iterable[str] = (), *, errors: bool = False) -> str:
    """A printable table of precision, recall and F1 of each measure and language, and ``errors`` under it: ``-`` missed, ``+`` not expected."""
    wanted = tuple(languages) or codes()
    scores = {code: one for code, one in sorted(score_all(names, articles).items()) if code in wanted}
    rows = ["| language | of | expected | precision | recall | F1 |", "| --- | --- | --- | --- | --- | --- |"]
    for code, one in scores.items():
        for measure in MEASURES:
            figures = " | ".join(f"{figure:.3f}" for figure in one.figures(measure))
            rows.append(f"| {code} | {measure} | {one.expected[measure]} | {figures} |")
    lines = [" ".join(parts) for one in scores.values() for parts in one.wrong] if errors else []
    return "\n".join(rows + lines)
