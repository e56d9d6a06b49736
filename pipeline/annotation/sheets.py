"""Records as marked places in a text, and back: the form between gold and the files of every tool.

A record is a *head* (its first evidence, with the fields of the record), linked to its further evidence. An agreement is linked to the head of the visit
during which it was signed. Names and dates that stand in the evidence are marked besides, for the eye: what counts are the fields.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from pipeline.annotation.anchors import Anchor, settle
from pipeline.errors import GoldError
from pipeline.evaluation.comparison import FIELDS, KINDS, Record
from pipeline.evaluation.reading import check_document, nonsense
from pipeline.evaluation.spans import find_dates, find_names
from pipeline.storage.schema import problems

EVIDENCE, DURING = "evidence", "during_visit"
SHOWN: dict[str, Callable[..., Iterator[tuple[int, int]]]] = {"name": find_names, "date": find_dates}
COMPUTED = frozenset({"date_start", "date_end", "confidence", "rules", "event_id", "reasons", "alternatives"})  # a run works them out anew
MORE = "more"  # what a record holds beyond the fields of the contract, as JSON


@dataclass(frozen=True, slots=True)
class Region:
    """A marked stretch. ``key`` names it in its sheet (``r1`` the head of the first record, ``r1e2`` its second evidence, ``n3`` a name or date);
    ``fields`` are those of a head, and the language of any evidence."""

    key: str
    start: int
    stop: int
    label: str
    quote: str
    fields: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Link:
    """An arrow from one region to another."""

    source: str
    target: str
    label: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One document: its text, what is marked in it, and the arrows between."""

    doc_id: str
    text: str
    regions: tuple[Region, ...]
    links: tuple[Link, ...]

    @property
    def digest(self) -> str:
        """The hash of the text, by which the text is known again."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    def heads(self) -> list[Region]:
        """The heads of the records, in their order."""
        return [region for region in self.regions if region.label in KINDS]


@dataclass(slots=True)
class Losses:
    """What a format could not carry, or what an import had to put right, counted by its words."""

    counts: Counter[str] = field(default_factory=Counter)

    def note(self, doc_id: str, what: str) -> None:
        self.counts[f"{doc_id}: {what}"] += 1

    def lines(self) -> list[str]:
        """One line for each, with how often it happened."""
        return [f"{what}{f' ({number} times)' if number > 1 else ''}" for what, number in sorted(self.counts.items())]


# --- records to a sheet -----------------------------------------------------------------------------------------------


def to_sheet(doc_id: str, text: str, records: list[Record], losses: Losses) -> Sheet:
    """The sheet of a document. GoldError where evidence lies outside its text."""
    regions: list[Region] = []
    links: list[Link] = []
    heads = {record["record_id"]: f"r{at}" for at, record in enumerate(records, 1) if record.get("record_id")}
    for at, record in enumerate(records, 1):
        head = f"r{at}"
        for number, item in enumerate(record["evidence"], 1):
            key, label = (head, record["kind"]) if number == 1 else (f"{head}e{number}", EVIDENCE)
            own = _fields(record, doc_id, losses) if number == 1 else {}
            words = text[item["start"] : item["end"]]
            regions.append(_inside(text, Region(key, item["start"], item["end"], label, words, {**own, "language": item["language"]}), doc_id))
            links += [Link(head, key, EVIDENCE)] if number > 1 else []
        if record.get(DURING):
            links.append(Link(head, heads[record[DURING]], DURING))
    return Sheet(doc_id, text, (*regions, *_shown(text, records)), tuple(links))


def _inside(text: str, region: Region, doc_id: str) -> Region:
    if not 0 <= region.start < region.stop <= len(text):
        message = f"{doc_id}, {region.key}: evidence {region.start}-{region.stop} lies outside the text"
        raise GoldError("anchor-lost", message, "is it the article of this gold?")
    return region


def _fields(record: Record, doc_id: str, losses: Losses) -> dict[str, Any]:
    names = [name for name in FIELDS[record["kind"]] if name != DURING]
    known = {"record_id", "kind", "doc_id", "evidence", DURING, *names}
    more = {name: value for name, value in record.items() if name not in known and name not in COMPUTED}
    for name in sorted(COMPUTED & set(record)):
        losses.note(doc_id, f"{name} is left out: a run works it out")
    if any(set(item) - {"start", "end", "language"} for item in record["evidence"]):
        losses.note(doc_id, "the words inside evidence are left out: they stand in the text")
    order = [name for name in record if name not in COMPUTED]
    if order != [name for name in _usual(record["kind"]) if name in record] + list(more):
        more["keys"] = order
    fields = {name: record[name] for name in ("record_id", *names) if name in record}
    return fields | ({MORE: json.dumps(more, ensure_ascii=False)} if more else {})


def _usual(kind: str) -> tuple[str, ...]:
    return "record_id", "kind", "doc_id", *FIELDS[kind], "evidence"


def _shown(text: str, records: list[Record]) -> Iterator[Region]:
    """Names and dates in the evidence, each stretch once."""
    spans = {
        (start, stop, label)
        for record in records
        for item in record["evidence"]
        for label, find in SHOWN.items()
        for start, stop in find(record, text, item)
    }
    for at, (start, stop, label) in enumerate(sorted(spans), 1):
        yield Region(f"n{at}", start, stop, label, text[start:stop])


# --- a sheet to records -----------------------------------------------------------------------------------------------


def from_sheet(sheet: Sheet, losses: Losses) -> list[Record]:
    """The records of a sheet whose text is that of the article. GoldError that names every record which is not one of the contract."""
    places = {region.key: _settled(sheet, region, losses) for region in sheet.regions}
    _note_shown(sheet, losses)
    heads = sorted(sheet.heads(), key=lambda region: _order(region, places))
    records = [_record(sheet, head, places, losses) for head in heads]
    by_key = dict(zip((head.key for head in heads), records, strict=True))
    for link in sheet.links:
        if link.label == DURING and link.source in by_key:
            by_key[link.source][DURING] = _named(by_key, link.target, sheet.doc_id)
    records = [_reordered(record) for record in records]
    wrong = [f"{sheet.doc_id}, record {at}: {problem}" for at, record in enumerate(records, 1) for problem in (problems(record) or nonsense(record))]
    if wrong:
        raise GoldError("gold-record", "the annotations are not complete:\n  " + "\n  ".join(wrong), "fill these fields in the tool and export again")
    check_document(records, sheet.doc_id)
    return records


def _settled(sheet: Sheet, region: Region, losses: Losses) -> tuple[int, int]:
    start, stop, how = settle(sheet.text, Anchor(region.start, region.stop, region.quote), f"{sheet.doc_id}, {region.key}")
    if how != "exact":
        losses.note(sheet.doc_id, f"offsets put right by the words they hold ({how})")
    return start, stop


def _order(region: Region, places: dict[str, tuple[int, int]]) -> tuple[int, tuple[int, int]]:
    """Records keep the order they were exported in; new ones follow in the order of the text."""
    number = region.key[1:]
    return (int(number) if region.key[:1] == "r" and number.isdigit() else 10**9, places[region.key])


def _record(sheet: Sheet, head: Region, places: dict[str, tuple[int, int]], losses: Losses) -> Record:
    languages = {region.key: region.fields.get("language") for region in sheet.regions}
    linked = [link.target for link in sheet.links if link.source == head.key and link.label == EVIDENCE]
    evidence = []
    for key in (head.key, *linked):
        language = languages.get(key) or language_of(sheet.text, places[key], sheet.doc_id)
        if not languages.get(key):
            losses.note(sheet.doc_id, "the language of new evidence was told from its text")
        evidence.append({"start": places[key][0], "end": places[key][1], "language": language})
    names = FIELDS[head.label]
    own = {name: value for name, value in head.fields.items() if name in names or name == "record_id"}
    own |= {DURING: None} if head.label == "agreement" else {}
    return {"kind": head.label, "doc_id": sheet.doc_id, **own, "evidence": evidence, **json.loads(head.fields.get(MORE) or "{}")}


def language_of(text: str, place: tuple[int, int], doc_id: str) -> str:
    """The language of a stretch of text: that of the sentence that shares most of it."""
    from pipeline.documents import read_text
    from pipeline.segmentation import segment

    document = read_text(text, doc_id)
    spans = [(document.offsets.to_raw(one.start, one.stop), one.language) for one in segment(document).sentences]
    shared = [(min(place[1], span.stop) - max(place[0], span.start), language) for span, language in spans]
    return max(shared, default=(0, ""))[1]


def _named(by_key: dict[str, Record], key: str, doc_id: str) -> str:
    visit = by_key.get(key)
    if not visit or visit["kind"] != "visit":
        raise GoldError("gold-record", f"{doc_id}: {DURING} leads from an agreement to something that is no visit", "let it end at the head of a visit")
    return str(visit.setdefault("record_id", f"v-{key}"))


def _reordered(record: Record) -> Record:
    keys = record.pop("keys", None) or [*_usual(record["kind"]), *record]
    return {name: record[name] for name in dict.fromkeys(keys) if name in record} | {name: value for name, value in record.items() if name not in keys}


def _note_shown(sheet: Sheet, losses: Losses) -> None:
    """What was marked as a name or date, or linked, by hand in the tool, and goes into no field."""
    linked = {link.target for link in sheet.links if link.label == EVIDENCE}
    for region in sheet.regions:
        if region.label in SHOWN and not (region.key[:1] == "n" and region.key[1:].isdigit()):
            losses.note(sheet.doc_id, f"a {region.label} was marked: write it into the field of its record, marks of names and dates are only shown")
        if region.label == EVIDENCE and region.key not in linked:
            losses.note(sheet.doc_id, "evidence without an arrow from a record was left out")
