"""Visits as trips of leaders, in the columns of COLT."""

from __future__ import annotations

from pathlib import Path

from pipeline.entities.identity import split_name
from pipeline.storage.exchange import Folder, Loss, Record, checked, fitting, load_schema
from pipeline.storage.exchange.cells import write_rows
from pipeline.storage.exchange.countries import name_of
from pipeline.storage.exchange.dates import days_of, length

ROLES = {"head_of_state": "S", "head_of_government": "G", "foreign_minister": "F", "organization_head": "I"}


def write_trips(folder: Folder, out: Path, losses: list[Loss]) -> list[str]:
    """Write ``trips.csv``."""
    signed = {record["during_visit"] for record in folder.agreements() if record["during_visit"] and record["status"] == "signed"}
    addresses = folder.addresses()
    rows = (checked(_trip(record, signed, addresses), "colt") for record in fitting(folder.visits(), _reason, losses))
    return [write_rows(out / "trips.csv", list(load_schema("colt")["properties"]), rows)]


def _reason(record: Record) -> str:
    """Why a visit is no trip of COLT; empty where it is one."""
    if record["status"] != "occurred":
        return "it has not taken place"
    if record["count"] != 1:
        return "a number of visits is no trip"
    if not record["visitor_name"]:
        return "the leader has no name"
    if record["visitor_office"] not in ROLES:
        return "the office has no role in COLT"
    codes = (record["visitor_country"], record["host_country"])
    if not all(code and not code.startswith("org:") for code in codes):
        return "visitor or host is no country"
    return ""


def _trip(record: Record, signed: set[str], addresses: dict[str, str]) -> Record:
    days = days_of(record["date"])
    first = record.get("date_start") or ""
    same_year = first[:4] == (record.get("date_end") or "")[:4]
    row = dict.fromkeys(load_schema("colt")["properties"], "")
    return row | {
        "TripID": f"elchi-{record['visitor_country']}-{record['host_country']}-{record['record_id']}",
        "LeaderFullName": record["visitor_name"], "LeaderSurname": split_name(record["visitor_name"])[1] or record["visitor_name"],
        "LeaderCountryISO": record["visitor_country"], "LeaderCountryOrIGO": name_of(record["visitor_country"]),
        "LeaderRole": ROLES[record["visitor_office"]], "CountryVisited": name_of(record["host_country"]), "CountryVisitedISO": record["host_country"],
        "CityVisited": record["host_place"] or "", "TripYear": first[:4] if same_year else "", "TripStartDate": days[0] if days else "",
        "TripEndDate": days[1] if days else "", "TripDuration": str(length(days)) if days else "", "AttendedMultilatEvent": "Yes" if record["occasion"] else "",
        "NameMultilatEvent": record["occasion"] or "", "SignedAgreement": "Yes" if record["record_id"] in signed else "",
        "Confidence": str(1 + round(4 * record.get("confidence", 0.5))), "Notes": record["evidence"][0].get("text") or "",
        "SourceLink1": addresses.get(record["doc_id"], ""),
    }  # fmt: skip
