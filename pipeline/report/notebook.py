"""For notebooks: the records of a run as pandas frames, and articles with their evidence drawn where it stands. pandas is loaded when a frame is asked for.

    results = pipeline.load("outputs/mine")
    results.visits.groupby("host_country").size()
    results.show("some-article")
"""

from __future__ import annotations

from functools import cached_property
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.errors import ConfigError
from pipeline.report.labels import Labels, load_labels
from pipeline.report.passages import Mark, cut
from pipeline.storage.columns import tables
from pipeline.storage.runs import Run, read_run

if TYPE_CHECKING:
    from pandas import DataFrame

    from pipeline.flow import Extraction

Record = dict[str, Any]
DAYS = ("date_start", "date_end")
STYLES = {"visit": "background:#14626d22;border-bottom:2px solid #14626d", "agreement": "background:#8f4f1222;border-bottom:2px solid #8f4f12"}
BOTH = "background:#14626d1a;border-bottom:2px double #5b5a2a"
TAG = "font:600 .72em sans-serif;padding:0 .35em;border-radius:3px;background:#0000000f"


class Results:
    """The results of a run folder. ``records``, ``documents`` and ``rejects`` are lists of dictionaries; ``visits``, ``agreements`` and ``evidence`` are
    frames, made when they are first asked for."""

    def __init__(self, run: Run) -> None:
        self._run = run

    @property
    def records(self) -> list[Record]:
        """All records: visits, then agreements."""
        return self._run.records

    @property
    def documents(self) -> list[Record]:
        """One entry a document."""
        return self._run.documents

    @property
    def rejects(self) -> list[Record]:
        """One entry a failure."""
        return self._run.rejects

    def of_kind(self, kind: str) -> list[Record]:
        """The records of one kind."""
        return self._run.of_kind(kind)

    @cached_property
    def visits(self) -> DataFrame:
        """A row a visit, with the columns of ``visits.csv``; ``date_start`` and ``date_end`` as days, ``count`` and offsets as numbers."""
        return _frame(self._run, 0)

    @cached_property
    def agreements(self) -> DataFrame:
        """A row an agreement, with the columns of ``agreements.csv``; parties, signatories and rules as lists."""
        return _frame(self._run, 1)

    @cached_property
    def evidence(self) -> DataFrame:
        """A row for each sentence that tells a record: ``record_id, doc_id, kind, language, start, end, text``."""
        import pandas

        columns = ["record_id", "doc_id", "kind", "language", "start", "end", "text"]
        rows = [{**item, **{name: record[name] for name in columns[:3]}} for record in self.records for item in record["evidence"]]
        return pandas.DataFrame(rows, columns=columns)

    def show(self, doc_id: str, language: str = "en") -> Drawn:
        """An article with its evidence drawn where it stands. ConfigError where the run has no such article, or kept no text of it."""
        document = next((one for one in self.documents if one["doc_id"] == doc_id), None)
        if not document or not document.get("text"):
            raise ConfigError("text-missing", f"the run has no text of {doc_id!r}", "output.keep_texts keeps the articles; results.documents lists them")
        return Drawn(document["text"], [record for record in self.records if record["doc_id"] == doc_id], load_labels(language))

    def __repr__(self) -> str:
        return f"<{len(self.of_kind('visit'))} visits and {len(self.of_kind('agreement'))} agreements in {len(self.documents)} documents>"

    def _repr_html_(self) -> str:
        counts: dict[str, dict[str, int]] = {document["doc_id"]: {} for document in self.documents}
        for record in self.records:
            own = counts.setdefault(record["doc_id"], {})
            own[record["kind"]] = own.get(record["kind"], 0) + 1
        rows = "".join(
            f"<tr><td style='text-align:left'>{escape(name)}</td><td>{own.get('visit', 0)}</td><td>{own.get('agreement', 0)}</td></tr>"
            for name, own in counts.items()
        )
        return f"<table><thead><tr><th>document</th><th>visits</th><th>agreements</th></tr></thead><tbody>{rows}</tbody></table>"


class Drawn:
    """A text with the evidence of its records marked, for a notebook: what its last line evaluates to is drawn. Every text is escaped."""

    def __init__(self, text: str, records: list[Record], labels: Labels) -> None:
        self.text, self.records, self.labels = text, records, labels

    def __repr__(self) -> str:
        return f"<text of {len(self.text)} characters with {len(self.records)} records>"

    def _repr_html_(self) -> str:
        names = dict(zip(map(id, self.records), self._names(), strict=True))
        marks = [Mark(item["start"], item["end"], f"{at}") for at, record in enumerate(self.records) for item in record["evidence"]]
        body = "".join(self._passage(passage, names) for passage in cut(self.text, marks))
        items = "".join(f"<li><b>{names[id(record)]}</b> {escape(self._told(record))}</li>" for record in self.records)
        return f"<div style='white-space:pre-wrap;line-height:1.7;max-width:46em'>{body}</div><ul style='list-style:none;padding:0'>{items}</ul>"

    def _names(self) -> list[str]:
        numbers: dict[str, int] = {}
        names = []
        for record in self.records:
            kind = record["kind"]
            numbers[kind] = numbers.get(kind, 0) + 1
            names.append(f"{escape(self.labels.words['letters'][kind])}{numbers[kind]}")
        return names

    def _passage(self, passage: Any, names: dict[int, str]) -> str:
        if not passage.keys:
            return escape(passage.text)
        kinds = {self.records[int(key)]["kind"] for key in passage.keys}
        style = BOTH if len(kinds) > 1 else STYLES[next(iter(kinds))]
        tags = "".join(f" <span style='{TAG}'>{names[id(self.records[int(key)])]}</span>" for key in passage.ending)
        return f"<span style='{style}'>{escape(passage.text)}</span>{tags}"

    def _told(self, record: Record) -> str:
        say = self.labels.value
        if record["kind"] == "visit":
            who = record["visitor_name"] or say("visitor_office", record["visitor_office"]) or "–"
            where = ", ".join(part for part in (record["host_place"], say("host_country", record["host_country"])) if part)
            parts = [f"{who} → {where or '–'}", say("visit_type", record["visit_type"])]
        else:
            parts = [say("doc_type", record["doc_type"]), record["title"] or "", say("parties", record["parties"])]
        return " · ".join(part for part in [*parts, record["date"] or "", say("status", record["status"]), self.labels.count(record)] if part)


def _frame(run: Run, at: int) -> DataFrame:
    import pandas

    table = tables(run.records)[at]
    frame = pandas.DataFrame(table.rows, columns=list(table.columns))
    for name in DAYS:
        frame[name] = pandas.to_datetime(frame[name], format="%Y-%m-%d").astype("datetime64[s]")
    return frame


def load(folder: str | Path) -> Results:
    """The results of a run folder, as ``elchi run`` wrote them. ConfigError where it is none."""
    return Results(read_run(Path(folder)))


def show(extraction: Extraction, language: str = "en") -> Drawn:
    """What ``extract`` read out of one document, drawn where it stands.

    >>> import pipeline
    >>> drawn = show(pipeline.extract(pipeline.read_text("President Heydar Aliyev of Azerbaijan visited Ankara on 5 May 1997. <b>", "a")))
    >>> drawn, "&lt;b&gt;" in drawn._repr_html_()
    (<text of 71 characters with 1 records>, True)
    """
    return Drawn(extraction.document.raw, [*extraction.visits, *extraction.agreements], load_labels(language))
