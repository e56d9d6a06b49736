"""Records as events: PLOVER, one JSON object a line, and CAMEO, one dyad a line."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, permutations
from pathlib import Path
from typing import Any

from pipeline.storage.exchange import Folder, Loss, Record, checked, fitting, load_schema
from pipeline.storage.exchange.cells import write_rows
from pipeline.storage.exchange.countries import cameo_code, items, name_of
from pipeline.storage.exchange.dates import precision
from pipeline.storage.lines import write_lines

PARTIAL = frozenset({"XKX", "TWN", "PSE"})  # recognised by some states only


def write_plover(folder: Folder, out: Path, losses: list[Loss]) -> list[str]:
    """Write ``events.jsonl``."""
    addresses = folder.addresses()
    write_lines(out / "events.jsonl", (checked(_event(record, addresses), "plover") for record in fitting(chain(folder.visits(), folder.agreements()), _reason, losses)))
    return ["events.jsonl"]


def write_cameo(folder: Folder, out: Path, losses: list[Loss]) -> list[str]:
    """Write ``dyads.csv``."""
    rows = (checked(row, "cameo") for record in fitting(chain(folder.visits(), folder.agreements()), _reason, losses) for row in _dyads(record))
    return [write_rows(out / "dyads.csv", list(load_schema("cameo")["properties"]), rows)]


def _reason(record: Record) -> str:
    """Why a record is no event; empty where it is one."""
    if record["status"] in ("cancelled", "terminated"):
        return "what was called off or ended is no positive event"
    if not record.get("date_start") or not record.get("date_end"):
        return "an event needs a day, and the text gives none"
    if record["kind"] == "visit" and not (record["visitor_country"] and record["host_country"]):
        return "an event needs an actor and a recipient"
    if record["kind"] == "agreement" and len(record["parties"]) < 2:
        return "an event needs an actor and a recipient"
    return ""


def _event(record: Record, addresses: dict[str, str]) -> Record:
    is_visit, done = record["kind"] == "visit", record["status"] in ("occurred", "signed")
    actors = [_visitor(record)] if is_visit else [_state(party) for party in record["parties"]]
    recipients = [_state(record["host_country"])] if is_visit else actors
    row = {
        "id": record["record_id"], "date": record["date_start"], "enddate": record["date_end"], "actor": actors, "recipient": recipients,
        "event": ("CONSULT" if is_visit else "SUPPORT") if done else "AGREE",
        "mode": (("multilateral" if record["occasion"] else "visit") if is_visit and done else None), "context": [] if is_visit and done else ["diplomatic"],
        "event_loc": (record["host_place"] if is_visit else record["place"]) or "", "link": addresses.get(record["doc_id"], ""),
        "event_text": record["evidence"][0].get("text") or "", "cite_info": record["doc_id"],
        "comment": f"date {record['date']} ({precision(record['date'])}); count {record['count']} ({record['count_qualifier']})",
    }  # fmt: skip
    return row


def _visitor(record: Record) -> dict[str, Any]:
    sector = {"speaker": "LEG", "organization_head": "IGO"}.get(record["visitor_office"] or "", "GOV")
    name = record["visitor_name"] or ""
    return _state(record["visitor_country"]) | {"raw_text": name, "entity_name": name, "wikidata_id": "", "sector_code": sector}


def _state(code: str) -> dict[str, Any]:
    name = name_of(code)
    return {
        "raw_text": name, "entity_name": name, "wikidata_id": items().get(code, ""), "wiki_description": "", "country_name": name,
        "country_code": cameo_code(code), "sector_code": "IGO" if code.startswith("org:") else "GOV", "other_sector_codes": ["PRE"] if code in PARTIAL else [],
    }  # fmt: skip


def _dyads(record: Record) -> Iterator[Record]:
    """Both directions of a visit; every pair of the parties of an agreement, each way."""
    if record["kind"] == "visit":
        visitor, host = cameo_code(record["visitor_country"]), cameo_code(record["host_country"])
        codes = {(visitor, host): "042", (host, visitor): "043"} if record["status"] == "occurred" else {(visitor, host): "036"}
        if visitor == host:
            codes = {(visitor, host): "044"}
    else:
        pairs = permutations(map(cameo_code, record["parties"]), 2)
        codes = dict.fromkeys(pairs, "057" if record["status"] == "signed" else "030")
    for (source, target), code in codes.items():
        yield {
            "id": f"{record['record_id']}-{source}-{target}", "date": record["date_start"], "enddate": record["date_end"], "source": source, "target": target,
            "code": code, "precision": precision(record["date"]), "record_id": record["record_id"], "doc_id": record["doc_id"],
        }  # fmt: skip
