"""The tables of a database, each column with its type and what it means: the one statement that DDL, comments and exports are made of."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """A column: ``kind`` is ``text``, ``int``, ``real``, ``day`` or ``json``; ``refers`` names the table whose key it holds, ``added`` the
    step that brought it into a table that was there before."""

    name: str
    kind: str
    comment: str
    required: bool = False
    refers: str = ""
    values: tuple[str, ...] = ()
    added: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table. ``newest`` names the column by which a row is older or newer than another of the same key; empty where rows never change."""

    name: str
    comment: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    newest: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(column.name for column in self.columns)


def _c(name: str, kind: str, comment: str, *, required: bool = False, refers: str = "", values: tuple[str, ...] = (), added: str = "") -> Column:
    return Column(name, kind, comment, required, refers, values, added)


RUN = _c("run_id", "text", "the newest run that told this row: time of its end and hash, so that later ones sort behind earlier ones", required=True, refers="runs")
FIRST = _c("first_run", "text", "the oldest run that told it", required=True)
CLOSED = _c("closed_run", "text", "the run that no longer found it; null while it stands")
RECORD = _c("record_id", "text", "the record", required=True, refers="records")
POSITION = _c("position", "int", "place in the order of the record, from 0", required=True)
OFFICES = ("head_of_state", "head_of_government", "foreign_minister", "minister", "speaker", "deputy", "envoy", "organization_head", "delegation", "official")
TYPES = ("treaty", "agreement", "protocol", "memorandum", "declaration", "statement", "communique", "convention", "contract", "programme", "charter", "document")

TABLES = (
    Table("runs", "a run of elchi that was loaded", ("run_id",), (
        _c("run_id", "text", "time of its end and hash", required=True),
        _c("finished", "text", "when it ended, UTC", required=True),
        _c("elchi", "text", "version of elchi", required=True),
        _c("configuration_hash", "text", "runs with the same hash had the same settings"),
        _c("documents", "int", "how many documents it had"),
        _c("visits", "int", "how many visits it found"),
        _c("agreements", "int", "how many agreements it found"),
        _c("complete", "int", "1 where it had all articles there were: what it had not is closed", added="event keys"),
    )),
    Table("documents", "an article", ("doc_id",), (
        _c("doc_id", "text", "its name: that of the file, without extension", required=True),
        RUN, FIRST, CLOSED,
        _c("status", "text", "what became of it", required=True, values=("done", "partial", "rejected")),
        _c("code", "text", "why it was rejected"),
        _c("format", "text", "what kind of file it came from"),
        _c("path", "text", "where it was read from"),
        _c("sha256", "text", "hash of its bytes"),
        _c("bytes", "int", "its size"),
        _c("encoding", "text", "how its characters were coded"),
        _c("characters", "int", "length of its text, to which the offsets of evidence refer"),
        _c("languages", "text", "of its sentences, the most frequent first"),
        _c("repairs", "int", "how many repairs its text needed"),
        _c("title", "text", "as the file or a sidecar gives it"),
        _c("author", "text", "as the file or a sidecar gives it"),
        _c("journal", "text", "as the file or a sidecar gives it"),
        _c("year", "int", "year of publication"),
        _c("doi", "text", "DOI"),
        _c("url", "text", "address"),
    ), "run_id"),
    Table("document_runs", "which runs had which document: by this a record that vanishes is closed", ("doc_id", "run_id"), (
        _c("doc_id", "text", "the document", required=True), _c("run_id", "text", "the run", required=True, refers="runs"),
        _c("present", "int", "1 where the run had it, 0 where a complete run no longer had it", required=True),
    )),
    Table("events", "what happened, however many documents tell it", ("event_id",), (
        _c("event_id", "text", "hash of what identifies it, or the one record that tells it", required=True),
        _c("kind", "text", "visit or agreement", required=True, values=("visit", "agreement")),
        _c("date", "text", "EDTF, of the record that dates it most precisely"),
        _c("parties", "text", "visitor's country and host, or the parties"),
        RUN, FIRST,
    )),
    Table("persons", "somebody named in a record", ("person_id",), (
        _c("person_id", "text", "hash of the name after folding of case, marks and script", required=True),
        _c("name", "text", "one of the forms in which the name occurs", required=True),
    ), "least"),
    Table("places", "a city or place named in a record", ("place_id",), (
        _c("place_id", "text", "hash of name and country", required=True),
        _c("name", "text", "as written", required=True),
        _c("country", "text", "ISO 3166-1 alpha-3, or org: and acronym"),
    ), "least"),
    Table("records", "a visit or an agreement that a document reports", ("record_id",), (
        _c("record_id", "text", "the same on every machine for the same input", required=True),
        _c("doc_id", "text", "the document that reports it", required=True, refers="documents"),
        _c("event_id", "text", "the event it tells of", required=True, refers="events"),
        RUN, FIRST, CLOSED,
        _c("kind", "text", "visit or agreement", required=True, values=("visit", "agreement")),
        _c("date", "text", "EDTF, at the precision of the text"),
        _c("date_start", "day", "first possible day"),
        _c("date_end", "day", "last possible day"),
        _c("count", "int", "how many visits or documents it stands for", required=True),
        _c("count_qualifier", "text", "how the count is meant", required=True, values=("exact", "about", "at_most", "at_least")),
        _c("status", "text", "whether it happened", required=True, values=("occurred", "planned", "cancelled", "signed", "terminated")),
        _c("confidence", "real", "0 to 1"),
        _c("rules", "json", "what fired"),
        _c("extra", "json", "what has no column"),
        _c("parties", "text", "visitor's country and host, or the parties", added="event keys"),
        _c("event_key", "text", "what records of one event have in common; null where the event is this record's alone", added="event keys"),
    ), "run_id"),
    Table("visits", "what a record of a visit says besides", ("record_id",), (
        RECORD,
        _c("visitor_name", "text", "base form, in the script of the text"),
        _c("visitor_person", "text", "the visitor among the persons", refers="persons"),
        _c("visitor_office", "text", "at the time of the visit", values=OFFICES),
        _c("visitor_country", "text", "ISO 3166-1 alpha-3, or org: and acronym"),
        _c("host_country", "text", "ISO 3166-1 alpha-3, or org: and acronym"),
        _c("host_place", "text", "city or place, as written"),
        _c("host_place_id", "text", "the place among the places", refers="places"),
        _c("visit_type", "text", "what kind of visit", values=("state", "official", "working", "unofficial", "transit", "goodwill")),
        _c("occasion", "text", "the event attended"),
    )),
    Table("agreements", "what a record of an agreement says besides", ("record_id",), (
        RECORD,
        _c("doc_type", "text", "kind of document", required=True, values=TYPES),
        _c("title", "text", "subject or title"),
        _c("place", "text", "city where it was signed"),
        _c("place_id", "text", "the place among the places", refers="places"),
        _c("during_visit", "text", "record of the visit during which it was signed"),
    )),
    Table("parties", "the parties of an agreement", ("record_id", "position"), (
        RECORD, POSITION, _c("party", "text", "ISO 3166-1 alpha-3, or org: and acronym", required=True),
    )),
    Table("mentions", "the names in a record and their roles", ("record_id", "position"), (
        RECORD, POSITION,
        _c("role", "text", "visitor, host_place, place or signatory", required=True, values=("visitor", "host_place", "place", "signatory")),
        _c("name", "text", "as written, base form", required=True),
        _c("person_id", "text", "the person", refers="persons"),
        _c("place_id", "text", "the place", refers="places"),
    )),
    Table("evidence", "the sentences and table rows that tell a record", ("record_id", "position"), (
        RECORD, POSITION,
        _c("start", "int", "offset in characters into the text as read", required=True),
        _c("end", "int", "offset behind the last character", required=True),
        _c("language", "text", "language of the sentence", required=True),
        _c("page", "int", "page of the PDF"),
        _c("text", "text", "the words as they stand there"),
    )),
)  # fmt: skip
LINKS = Table("linked", "which records share an event while a run is loaded", ("record_id",), (
    _c("record_id", "text", "the record"), _c("event_id", "text", "the event"), _c("leads", "int", "1 for the record that dates the event"),
))  # fmt: skip
KEYS = Table("keyed", "the keys of records that had none", ("record_id",), (
    _c("record_id", "text", "the record"), _c("parties", "text", "its parties"), _c("event_key", "text", "its key"),
))  # fmt: skip
BY_NAME = {table.name: table for table in TABLES}
STAGED = tuple(table for table in TABLES if table.name != "events")  # events follow from the records that are there
CHILDREN = ("visits", "agreements", "parties", "mentions", "evidence")
INDEXES = (
    ("records", ("doc_id",)), ("records", ("event_id",)), ("records", ("date_start",)), ("records", ("closed_run",)),
    ("visits", ("visitor_country", "host_country")), ("visits", ("visitor_person",)), ("agreements", ("during_visit",)),
    ("parties", ("party",)), ("mentions", ("person_id",)), ("mentions", ("place_id",)), ("document_runs", ("run_id",)),
)  # fmt: skip
KEY_INDEX = ("records", ("event_key",))
VIEWS = {
    "journeys": (
        "visits that stand, with the first sentence that tells each",
        """SELECT r.date, coalesce(v.visitor_name, v.visitor_office) AS visitor, v.visitor_office, v.visitor_country AS "from", v.host_country AS "to",
       v.host_place AS place, v.visit_type, v.occasion, r.count, r.status, r.doc_id, e.language, e.page, e.text AS quote, r.confidence, r.record_id, r.event_id
FROM records r JOIN visits v ON v.record_id = r.record_id LEFT JOIN evidence e ON e.record_id = r.record_id AND e.position = 0
WHERE r.closed_run IS NULL""",
    ),
    "documents_signed": (
        "agreements that stand, with their parties and the first sentence that tells each",
        """SELECT r.date, a.doc_type, a.title, {parties} AS parties, a.place, r.count, r.status, v.visitor_name AS during_visit_of, r.doc_id, e.language,
       e.page, e.text AS quote, r.confidence, r.record_id, r.event_id
FROM records r JOIN agreements a ON a.record_id = r.record_id LEFT JOIN visits v ON v.record_id = a.during_visit
LEFT JOIN evidence e ON e.record_id = r.record_id AND e.position = 0
WHERE r.closed_run IS NULL""",
    ),
    "visits_between": (
        "how often one country's representatives went to another; one event counts once, in however many documents it is told",
        """SELECT "from", "to", sum(visits) AS visits, count(*) AS events, min(first_day) AS first_day, max(last_day) AS last_day
FROM (SELECT r.event_id, v.visitor_country AS "from", v.host_country AS "to", max(r.count) AS visits, min(r.date_start) AS first_day, max(r.date_end) AS last_day
      FROM records r JOIN visits v ON v.record_id = r.record_id WHERE r.closed_run IS NULL AND r.status = 'occurred'
      GROUP BY r.event_id, v.visitor_country, v.host_country) AS once
GROUP BY "from", "to" """,
    ),
    "agreements_between": (
        "how many documents two parties signed with each other",
        """SELECT one, other, sum(documents) AS documents, count(*) AS events, min(first_day) AS first_day, max(last_day) AS last_day
FROM (SELECT r.event_id, p.party AS one, q.party AS other, max(r.count) AS documents, min(r.date_start) AS first_day, max(r.date_end) AS last_day
      FROM records r JOIN parties p ON p.record_id = r.record_id JOIN parties q ON q.record_id = r.record_id AND q.party > p.party
      WHERE r.closed_run IS NULL AND r.status = 'signed' GROUP BY r.event_id, p.party, q.party) AS once
GROUP BY one, other""",
    ),
    "itineraries": (
        "the journeys of each person in the order of time",
        """SELECT p.name AS person, v.visitor_person AS person_id, r.date, r.date_start, v.host_country AS "to", v.host_place AS place, v.visit_type, r.doc_id, r.record_id
FROM records r JOIN visits v ON v.record_id = r.record_id JOIN persons p ON p.person_id = v.visitor_person WHERE r.closed_run IS NULL""",
    ),
    "told_by": (
        "events with the number of documents that tell them",
        """SELECT e.event_id, e.kind, e.date, e.parties, count(DISTINCT r.doc_id) AS documents, count(*) AS records
FROM events e JOIN records r ON r.event_id = e.event_id WHERE r.closed_run IS NULL GROUP BY e.event_id, e.kind, e.date, e.parties""",
    ),
}
