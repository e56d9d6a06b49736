"""Agreements as rows of treaties: World Treaty Index, and the GGO database of manytreaties."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from pipeline.storage.exchange import Folder, Loss, Record, checked, fitting, load_schema
from pipeline.storage.exchange.cells import write_rows
from pipeline.storage.exchange.countries import cameo_code, name_of
from pipeline.storage.exchange.dates import days_of

LETTERS = {
    "treaty": "A", "agreement": "A", "convention": "A", "charter": "A", "protocol": "P", "memorandum": "S", "programme": "S", "declaration": "R",
    "statement": "R", "communique": "R", "contract": "O", "document": "O",
}  # fmt: skip


def write_wti(folder: Folder, out: Path, losses: list[Loss]) -> list[str]:
    """Write ``treaties.csv`` in the columns of the World Treaty Index."""
    rows = (checked(_index_row(record), "wti") for record in fitting(folder.agreements(), _reason, losses))
    return [write_rows(out / "treaties.csv", list(load_schema("wti")["properties"]), rows)]


def write_ggo(folder: Folder, out: Path, losses: list[Loss]) -> list[str]:
    """Write ``treaties.csv`` in the columns of GGO."""
    addresses = folder.addresses()
    numbers: Counter[str] = Counter()
    rows = (checked(_ggo_row(record, numbers, addresses), "ggo") for record in fitting(folder.agreements(), _reason, losses))
    return [write_rows(out / "treaties.csv", list(load_schema("ggo")["properties"]), rows)]


def _reason(record: Record) -> str:
    """Why an agreement is no treaty of these tables; empty where it is one."""
    if record["status"] != "signed":
        return "it has not been signed, or has ended"
    if record["count"] != 1:
        return "a number of documents is no treaty"
    return "" if record["parties"] else "its parties are not known"


def _index_row(record: Record) -> Record:
    parties = sorted(map(name_of, record["parties"]))
    two = len(parties) == 2
    days = days_of(record["date"])
    row = dict.fromkeys(load_schema("wti")["properties"], "")
    return row | {
        "treaty_id": f"elchi-{record['record_id']}", "signed": days[0] if days else "", "party1": parties[0] if len(parties) <= 2 else "",
        "party2": parties[1] if two else "", "group1": "" if len(parties) <= 2 else "; ".join(parties),
        "laterality": "bilateral" if two else "multilateral" if len(parties) > 2 else "unilateral", "title": record["title"] or "",
        "headnote": record["doc_type"].upper() + (f" {record['title']}" if record["title"] else ""), "source": record["doc_id"],
        "page": str(record["evidence"][0].get("page") or ""),
    }  # fmt: skip


def _ggo_row(record: Record, numbers: Counter[str], addresses: dict[str, str]) -> Record:
    codes = sorted(cameo_code(code) for code in record["parties"])
    letter = LETTERS[record["doc_type"]]
    year = (record.get("date_start") or "")[:4]
    same = year and year == (record.get("date_end") or "")[:4]
    base = f"{'-'.join(codes) if len(codes) == 2 else 'MULTI' if len(codes) > 2 else codes[0]}_{year if same else 'NULL'}{letter}"
    numbers[base] += 1
    row = dict.fromkeys(load_schema("ggo")["properties"], "")
    return row | {
        "ID": base + (str(numbers[base]) if numbers[base] > 1 or letter == "P" else ""),
        "Title": record["title"] or f"{record['doc_type'].capitalize()} ({', '.join(map(name_of, sorted(record['parties'])))})",
        "Signature": record["date"] or "", "Begin": record["date"] or "", "Parties": "; ".join(sorted(record["parties"])),
        "TypeAmbit": "multilateral" if len(codes) > 2 else "bilateral", "TypeAgree": letter, "Location": record["place"] or "", "Source": record["doc_id"],
        "TextURL": addresses.get(record["doc_id"], ""),
    }  # fmt: skip
