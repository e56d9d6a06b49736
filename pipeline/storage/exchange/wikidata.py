"""Agreements as commands of QuickStatements (version 1) for Wikidata: to be looked through by a person before they are run.

Only what has a sure item is written: treaties between states whose items are known. Everything else is told in ``losses.jsonl``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from pipeline.storage.exchange import ExportError, Folder, Loss, Record, fitting
from pipeline.storage.exchange.countries import items, name_of
from pipeline.storage.exchange.dates import days_of
from pipeline.storage.files import write_text

TREATY = "Q131569"
INSTANCE, PARTY, INCEPTION = "P31", "P1891", "P571"
TYPES = frozenset({"treaty", "agreement", "convention", "protocol", "charter"})
LONGEST = 240  # characters of a label
_COMMAND = re.compile(r'CREATE|LAST\t(?:L[a-z]{2}|D[a-z]{2}|P\d+)\t(?:"[^"\t\n]+"|[a-z]{2}:"[^"\t\n]+"|Q\d+|\+\d{4}-\d\d-\d\dT00:00:00Z/(?:9|10|11))(?:\tS\d+\t(?:"[^"\t\n]+"|[a-z]{2}:"[^"\t\n]+"))*')


def write_statements(folder: Folder, out: Path, losses: list[Loss]) -> list[str]:
    """Write ``quickstatements.txt``."""
    addresses = folder.addresses()
    lines = [line for record in fitting(folder.agreements(), _reason, losses) for line in _commands(record, addresses)]
    losses += [Loss(record["record_id"], "", "visits have no item of their own on Wikidata") for record in folder.visits()]
    for line in lines:
        if not _COMMAND.fullmatch(line):
            raise ExportError("export-invalid", f"quickstatements: {line!r}", "this is a bug of elchi: please report it")
    write_text(out / "quickstatements.txt", "".join(line + "\n" for line in lines))
    return ["quickstatements.txt"]


def _commands(record: Record, addresses: dict[str, str]) -> Iterator[str]:
    evidence = record["evidence"][0]
    reference = _reference(record, addresses)
    states = ", ".join(sorted(map(name_of, record["parties"])))
    yield "CREATE"
    if record["title"]:
        yield f'LAST\tL{evidence["language"]}\t"{_plain(record["title"], LONGEST)}"'
    yield f'LAST\tDen\t"{_plain(record["doc_type"] + " between " + states, LONGEST)}"'
    yield f"LAST\t{INSTANCE}\t{TREATY}{reference}"
    for party in record["parties"]:
        yield f"LAST\t{PARTY}\t{items()[party]}{reference}"
    yield f"LAST\t{INCEPTION}\t{_time(record['date'])}{reference}"


def _reason(record: Record) -> str:
    if record["status"] != "signed" or record["count"] != 1:
        return "it is not one signed document"
    if record["doc_type"] not in TYPES:
        return "this kind of document has no sure item on Wikidata"
    if len(record["parties"]) < 2 or not all(party in items() for party in record["parties"]):
        return "a party has no sure item on Wikidata"
    return "" if _time(record["date"]) else "a date to the day, month or year is needed"


def _time(edtf: str | None) -> str:
    """A date as Wikidata writes it, with its precision; empty where it is none of day, month, year.

    >>> _time("1994-02-09"), _time("1994-02"), _time("1994"), _time("199X")
    ('+1994-02-09T00:00:00Z/11', '+1994-02-00T00:00:00Z/10', '+1994-00-00T00:00:00Z/9', '')
    """
    days = days_of(edtf)
    if days and days[0] == days[1]:
        return f"+{days[0]}T00:00:00Z/11"
    if edtf and re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", edtf):
        return f"+{edtf}-00T00:00:00Z/10"
    return f"+{edtf}-00-00T00:00:00Z/9" if edtf and re.fullmatch(r"\d{4}", edtf) else ""


def _reference(record: Record, addresses: dict[str, str]) -> str:
    """Where it is said: the address of the article, and the sentence."""
    address = _plain(addresses.get(record["doc_id"], ""), 500)
    evidence = record["evidence"][0]
    quote = _plain(evidence.get("text") or "", 400)
    return (f'\tS854\t"{address}"' if address else "") + (f'\tS1683\t{evidence["language"]}:"{quote}"' if quote else "")


def _plain(text: str, longest: int) -> str:
    """A text without what would end the command."""
    return " ".join(text.replace('"', "”").split())[:longest].strip()
