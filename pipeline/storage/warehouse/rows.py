"""A run folder as the rows of a database."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import chain, islice
from pathlib import Path
from typing import Any

from pipeline.entities.identity import fold_name
from pipeline.errors import ConfigError
from pipeline.storage.lines import read_lines
from pipeline.storage.linking import event_key
from pipeline.storage.runs import FILES
from pipeline.storage.warehouse.schema import BY_NAME

Record = dict[str, Any]
Row = tuple[Any, ...]
PORTION = 5_000  # documents or records held in memory at a time
_FIELDS = frozenset(
    {"evidence", "signatories"}
    | {column for name in ("records", "visits", "agreements") for column in BY_NAME[name].names}
)


def identifier(*parts: object) -> str:
    """A short name for what identifies something; the same everywhere.

    >>> identifier("person", "heydər") == identifier("person", "heydər") != identifier("person", "ilham")
    True
    """
    return hashlib.sha256("\x1f".join("" if part is None else str(part) for part in parts).encode("utf-8", "surrogatepass")).hexdigest()[:20]


@lru_cache(maxsize=50_000)
def person_id(name: str) -> str:
    """The person of a name: spellings in the three scripts meet, the Heydər Əliyev of one text is the Гейдар Алиев of another."""
    return identifier("person", fold_name(name))


@lru_cache(maxsize=50_000)
def place_id(name: str, country: str | None) -> str:
    """The place of a name in a country."""
    return identifier("place", name.casefold(), country)


@dataclass(frozen=True, slots=True)
class Folder:
    """A run folder that is to be loaded, and the name of its run, by which runs are ordered in time. ``complete`` says that it had all there is."""

    path: Path
    run_id: str
    manifest: Record
    complete: bool = False

    def records(self) -> Iterator[Record]:
        """Visits, then agreements."""
        return chain(read_lines(self.path / FILES["visits"]), read_lines(self.path / FILES["agreements"]))

    def portions(self) -> Iterator[tuple[str, list[Row]]]:
        """Names of tables and rows of theirs, each file read once. Keys may come twice, always with the same values.

        ConfigError where an elchi of another form wrote the files.
        """
        try:
            yield from self._portions()
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            message = f"{self.path} is not in the form that this elchi writes: {type(error).__name__} {error}"
            raise ConfigError("run-form", message, "run the same articles again with this elchi") from error

    def _portions(self) -> Iterator[tuple[str, list[Row]]]:
        yield "runs", [_run(self)]
        yield from _portions(_documents(self), {"documents": lambda row: (row,), "document_runs": lambda row: ((row[0], self.run_id, 1),)})
        yield from _portions(self.records(), {name: partial(make, self.run_id) for name, make in _MAKERS.items()})


def open_folder(path: Path, *, complete: bool = False) -> Folder:
    """A run folder. ConfigError where it is none, holds no ``run.json``, or files that do not belong to it: a run is going on, or was stopped."""
    try:
        manifest = json.loads((path / "run.json").read_text(encoding="utf-8"))
        finished, files = manifest["timings"]["finished"], dict(manifest["files"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ConfigError("run-missing", f"{path} is no run folder: it has no run.json", "elchi run PATH... --out DIR") from error
    _require_whole(path, files)
    content = json.dumps(files, sort_keys=True)
    return Folder(path, f"{finished}-{hashlib.sha256(content.encode()).hexdigest()[:8]}", manifest, complete)


def _require_whole(path: Path, files: dict[str, str]) -> None:
    for name in FILES.values():
        if (path / name).is_file():
            with (path / name).open("rb") as file:
                if hashlib.file_digest(file, "sha256").hexdigest() == files.get(name):
                    continue
        hint = "wait for the run that is going on, or let the command that was stopped finish; files edited by hand are not loaded"
        raise ConfigError("run-unfinished", f"{path / name} is not the file that run.json tells of", hint)


def _portions(items: Iterator[Any], makers: dict[str, Callable[[Any], Iterable[Row]]]) -> Iterator[tuple[str, list[Row]]]:
    while batch := list(islice(items, PORTION)):
        for table, make in makers.items():
            yield table, list(dict.fromkeys(chain.from_iterable(map(make, batch))))


def _run(folder: Folder) -> Row:
    manifest, counts = folder.manifest, folder.manifest["counts"]
    return (folder.run_id, manifest["timings"]["finished"], manifest["elchi"], manifest["configuration_hash"], counts["documents"], counts["visits"],
            counts["agreements"], int(folder.complete))  # fmt: skip


def _documents(folder: Folder) -> Iterator[Row]:
    paths = {entry["doc_id"]: entry["path"] for entry in folder.manifest["inputs"]}
    codes = {reject["doc_id"]: reject["code"] for reject in read_lines(folder.path / FILES["rejects"])}
    names = BY_NAME["documents"].names
    for document in read_lines(folder.path / FILES["documents"]):
        doc_id = document["doc_id"]
        known = {"run_id": folder.run_id, "first_run": folder.run_id, "path": paths.get(doc_id)} | document | document.get("metadata", {})
        known["code"] = codes.get(doc_id) if document["status"] == "rejected" else None
        known["year"] = int(known["year"]) if known.get("year") else None
        yield tuple(map(known.get, names))


def _record(run_id: str, record: Record) -> Iterator[Row]:
    extra = {key: value for key, value in record.items() if key not in _FIELDS}
    known = record | {
        "run_id": run_id, "first_run": run_id, "closed_run": None,
        "event_id": record.get("event_id") or record["record_id"],  # as its run saw it; linking over all runs has the last word
        "rules": _json(record.get("rules")), "extra": _json(extra) if extra else None, "parties": parties_of(record), "event_key": event_key(record),
    }  # fmt: skip
    yield tuple(map(known.get, _NAMES["records"]))


def parties_of(record: Record) -> str | None:
    """Visitor's country and host, or the parties, in one text."""
    parties = [record["visitor_country"], record["host_country"]] if record["kind"] == "visit" else record["parties"]
    return " ".join(filter(None, parties)) or None


def _visit(_: str, record: Record) -> Iterator[Row]:
    if record["kind"] == "visit":
        name, place = record["visitor_name"], record["host_place"]
        known = record | {"visitor_person": person_id(name) if name else None, "host_place_id": place_id(place, record["host_country"]) if place else None}
        yield tuple(map(known.get, _NAMES["visits"]))


def _agreement(_: str, record: Record) -> Iterator[Row]:
    if record["kind"] == "agreement":
        known = record | {"place_id": place_id(record["place"], None) if record["place"] else None}
        yield tuple(map(known.get, _NAMES["agreements"]))


def _party(_: str, record: Record) -> Iterator[Row]:
    if record["kind"] == "agreement":
        yield from ((record["record_id"], at, party) for at, party in enumerate(record["parties"]))


def _mention(_: str, record: Record) -> Iterator[Row]:
    for at, (role, name, person, place) in enumerate(_named(record)):
        yield record["record_id"], at, role, name, person, place


def _named(record: Record) -> Iterator[tuple[str, str, str | None, str | None]]:
    if record["kind"] == "visit":
        if record["visitor_name"]:
            yield "visitor", record["visitor_name"], person_id(record["visitor_name"]), None
        if record["host_place"]:
            yield "host_place", record["host_place"], None, place_id(record["host_place"], record["host_country"])
        return
    if record["place"]:
        yield "place", record["place"], None, place_id(record["place"], None)
    for name in record["signatories"]:
        yield "signatory", name, person_id(name), None


def _person(_: str, record: Record) -> Iterator[Row]:
    return ((person, name) for _, name, person, _ in _named(record) if person)


def _place(_: str, record: Record) -> Iterator[Row]:
    country = record["host_country"] if record["kind"] == "visit" else None
    return ((place, name, country) for _, name, _, place in _named(record) if place)


def _evidence(_: str, record: Record) -> Iterator[Row]:
    for at, item in enumerate(record["evidence"]):
        yield record["record_id"], at, item["start"], item["end"], item["language"], item.get("page"), item.get("text")


def _json(value: Any) -> str | None:
    return None if value is None else _encode(value)


_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True).encode
_NAMES = {name: BY_NAME[name].names for name in ("records", "visits", "agreements")}
_MAKERS: dict[str, Callable[[str, Record], Iterator[Row]]] = {
    "persons": _person, "places": _place, "records": _record, "visits": _visit, "agreements": _agreement, "parties": _party, "mentions": _mention,
    "evidence": _evidence,
}  # fmt: skip
