"""Events over runs: the records of a database are linked by the rules that link the records of a run.

An event follows from the records that stand in the database, not from the order in which they came: whatever shares a key with a record
that was loaded is linked anew, key by key. A closed record is an event of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

from pipeline.storage.linking import as_mention, event_key, shared_events
from pipeline.storage.warehouse.dialects import Database
from pipeline.storage.warehouse.rows import parties_of
from pipeline.storage.warehouse.schema import KEYS, LINKS

Row = tuple[Any, ...]
PORTION = 20_000  # records held in memory at a time; those of one key are never parted
TOUCHED = "touched"  # the keys whose records may have changed

DOCUMENTS = "SELECT doc_id FROM document_runs WHERE run_id = (SELECT run_id FROM staged_runs)"
BEFORE = """SELECT DISTINCT r.event_key FROM overwritten o JOIN records r ON r.record_id = o.record_id WHERE r.event_key IS NOT NULL"""
AFTER = "SELECT DISTINCT event_key FROM records WHERE event_key IS NOT NULL AND doc_id IN (SELECT doc_id FROM of_run)"
ALL = "SELECT DISTINCT event_key FROM records WHERE event_key IS NOT NULL"

BLOCKS = f"""SELECT event_key, CAST(sum(records) OVER (ORDER BY event_key) / {PORTION}.0 AS INTEGER) AS portion
FROM (SELECT event_key, count(*) AS records FROM records WHERE closed_run IS NULL AND event_key IN (SELECT event_key FROM touched)
      GROUP BY event_key HAVING count(DISTINCT doc_id) > 1) AS keys"""
MENTIONS = """SELECT r.event_key, r.record_id, r.doc_id, r.date_start, r.date_end, a.title, e.language FROM blocks b
JOIN records r ON r.event_key = b.event_key LEFT JOIN agreements a ON a.record_id = r.record_id
LEFT JOIN evidence e ON e.record_id = r.record_id AND e.position = 0
WHERE b.portion = %s AND r.closed_run IS NULL ORDER BY r.event_key"""

TOLD = ("record_id", "kind", "count", "status", "date_start", "date_end", "visitor_name", "visitor_office", "visitor_country", "host_country", "doc_type")
KEYLESS = """SELECT r.record_id, r.kind, r.count, r.status, r.date_start, r.date_end, v.visitor_name, v.visitor_office, v.visitor_country, v.host_country,
a.doc_type FROM records r LEFT JOIN visits v ON v.record_id = r.record_id LEFT JOIN agreements a ON a.record_id = r.record_id
WHERE r.record_id > %s ORDER BY r.record_id LIMIT %s"""

SCOPE = """SELECT r.record_id, r.event_id AS former, coalesce(l.event_id, r.record_id) AS event_id, coalesce(l.leads, 1) AS leads
FROM records r LEFT JOIN linked l ON l.record_id = r.record_id"""
OF_RUN = " WHERE r.event_key IN (SELECT event_key FROM touched) OR (r.event_key IS NULL AND r.doc_id IN (SELECT doc_id FROM of_run))"
STATEMENTS = (
    "UPDATE records SET event_id = s.event_id FROM scope s WHERE s.record_id = records.record_id AND s.event_id <> s.former",
    """DELETE FROM events WHERE event_id IN (SELECT former FROM scope WHERE former <> event_id)
AND NOT EXISTS (SELECT 1 FROM records r WHERE r.event_id = events.event_id)""",
    """INSERT INTO events (event_id, kind, date, parties, run_id, first_run)
SELECT * FROM (SELECT s.event_id, min(r.kind), max(CASE WHEN s.leads = 1 THEN r.date END), min(r.parties), max(r.run_id), min(r.first_run)
FROM scope s JOIN records r ON r.record_id = s.record_id GROUP BY s.event_id) AS told WHERE true
ON CONFLICT (event_id) DO UPDATE SET kind = excluded.kind, date = excluded.date, parties = excluded.parties, run_id = excluded.run_id, first_run = excluded.first_run""",
)


def note_former_keys(database: Database) -> None:
    """Note the keys of records that the staged ones will overwrite: an event may lose them."""
    database.temporary(TOUCHED, BEFORE)


def link_run(database: Database) -> None:
    """Link what a run brought, and all that shares a key with it, after its rows went in and what it no longer tells was closed."""
    database.temporary("of_run", DOCUMENTS)
    database.execute(f"INSERT INTO {TOUCHED} {AFTER} EXCEPT SELECT event_key FROM {TOUCHED}")
    _link(database, SCOPE + OF_RUN)
    database.execute("DROP TABLE of_run")


def give_keys(database: Database) -> None:
    """Give every record of a database that was made before there were keys its key and its parties."""
    database.temporary("keyed", "SELECT record_id, parties, event_key FROM records WHERE 0 = 1")
    last = ""
    while rows := database.execute(KEYLESS, (last, PORTION)):
        parties = _parties(database, rows[0][0], rows[-1][0])
        database.fill(KEYS, (_key_row(row, parties) for row in rows), "keyed")
        last = rows[-1][0]
    database.execute("UPDATE records SET parties = k.parties, event_key = k.event_key FROM keyed k WHERE k.record_id = records.record_id")
    database.execute("DROP TABLE keyed")


def _parties(database: Database, first: str, last: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for record_id, party in database.execute("SELECT record_id, party FROM parties WHERE record_id >= %s AND record_id <= %s ORDER BY record_id, position", (first, last)):
        found[record_id].append(party)
    return found


def _key_row(row: Row, parties: dict[str, list[str]]) -> Row:
    record = dict(zip(TOLD, row, strict=True)) | {"parties": parties.get(row[0], [])}
    record |= {day: str(record[day]) if record[day] else None for day in ("date_start", "date_end")}
    return record["record_id"], parties_of(record), event_key(record)


def link_all(database: Database) -> None:
    """Link all records of a database whose records have just got their keys."""
    database.temporary(TOUCHED, ALL)
    _link(database, SCOPE)
    database.execute("DELETE FROM events WHERE NOT EXISTS (SELECT 1 FROM records r WHERE r.event_id = events.event_id)")


def _link(database: Database, scope: str) -> None:
    database.temporary("blocks", BLOCKS)
    database.temporary("linked", "SELECT record_id, event_id, 1 AS leads FROM records WHERE 0 = 1")
    for (portion,) in database.execute("SELECT DISTINCT portion FROM blocks ORDER BY portion"):
        database.fill(LINKS, _links(database.execute(MENTIONS, (portion,))), "linked")
    database.temporary("scope", scope)
    for statement in STATEMENTS:
        database.execute(statement)
    for name in (TOUCHED, "blocks", "linked", "scope"):
        database.execute(f"DROP TABLE {name}")


def _links(rows: list[Row]) -> Iterator[Row]:
    for key, mentions in groupby(rows, key=itemgetter(0)):
        for event_id, shared in shared_events(key, [as_mention(_plain(row)) for row in mentions]):
            yield from ((mention.record_id, event_id, int(mention is shared[0])) for mention in shared)


def _plain(row: Row) -> tuple[str, str, str, str, str | None, str]:
    """The row without its key, days as text: some databases hand on dates."""
    _, record_id, doc_id, first, last, title, language = row
    return record_id, doc_id, str(first), str(last), title, language
