"""Exports: each row keeps the schema of its form, nothing is dropped in silence, and the readers of these forms accept them."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from pipeline.errors import ConfigError
from pipeline.storage.exchange import FORMATS, SCHEMAS, ExportError, checked, export_run, load_schema
from pipeline.storage.exchange.countries import items
from pipeline.storage.lines import read_lines
from pipeline.storage.schema import CHECKS, SILENT
from tests.test_warehouse import batch, tell, write_folder

NASTY = "=cmd|'/C calc'!A1"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A run with what forms have trouble with: no date, no name, several documents, a visit to come, three parties, an organisation, formulas."""
    records = [
        *batch("a"),
        tell("b", "v1", visitor_name=NASTY, visitor_office="head_of_state", date="1994-02-08/1994-02-12", occasion=NASTY),
        tell("b", "v2", visitor_name=None, date=None) | {"date_start": None, "date_end": None},
        tell("b", "v3", status="planned", date="1995-03"),
        tell("b", "v4", count=3, count_qualifier="about"),
        tell("b", "v5", status="cancelled"),
        tell("b", "v6", host_country="org:UN", visitor_office="speaker"),
        tell("b", "a1", doc_type="treaty", parties=["AZE", "KAZ", "TUR"], title='say "no"\tto\nthis', date="1994-02-09"),
        tell("b", "a2", doc_type="protocol", parties=["AZE", "org:GUAM"], date="199X"),
        tell("b", "a3", doc_type="document", parties=["AZE", "TUR"], count=17, title=None, date="1994"),
        tell("b", "a4", doc_type="memorandum", parties=[], date="1994-02"),
        tell("b", "a5", doc_type="agreement", parties=["AZE", "TUR"], status="terminated"),
    ]
    hashed = {record["record_id"]: f"{at:06x}ab" for at, record in enumerate(records)}
    for record in records:
        record["record_id"] = hashed[record["record_id"]]
        if record.get("during_visit"):
            record["during_visit"] = hashed[record["during_visit"]]
    return write_folder(tmp_path / "run", records, "2026-01-01T00:00:00Z")


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def restored(row: dict[str, str]) -> dict[str, str]:
    from pipeline.storage.sheets import restored as plain

    return {name: plain(cell) for name, cell in row.items()}


@pytest.mark.parametrize(("form", "file"), [("colt", "trips.csv"), ("cameo", "dyads.csv"), ("wti", "treaties.csv"), ("ggo", "treaties.csv")])
def test_tables_keep_their_schema_by_the_reference_library(folder: Path, tmp_path: Path, form: str, file: str) -> None:
    export_run(folder, form, tmp_path / form)
    found = rows(tmp_path / form / file)
    assert found
    schema = jsonschema.Draft202012Validator(load_schema(form))
    for row in found:
        schema.validate(restored(row))
        assert not [cell for cell in row.values() if cell.startswith(("=", "+", "-", "@"))]


def test_events_keep_their_schema(folder: Path, tmp_path: Path) -> None:
    export_run(folder, "plover", tmp_path / "x")
    found = list(read_lines(tmp_path / "x" / "events.jsonl"))
    for event in found:
        jsonschema.Draft202012Validator(load_schema("plover")).validate(event)
    assert {event["event"] for event in found} == {"CONSULT", "AGREE", "SUPPORT"}


@pytest.mark.parametrize("form", ["colt", "plover", "cameo", "wti", "ggo", "quickstatements"])
def test_every_record_is_written_or_told_to_be_left_out(folder: Path, tmp_path: Path, form: str) -> None:
    told = export_run(folder, form, tmp_path / form)
    lost = {loss["record_id"] for loss in read_lines(tmp_path / form / "losses.jsonl")}
    wanted = {"colt": ["visits"], "wti": ["agreements"], "ggo": ["agreements"]}.get(form, ["visits", "agreements"])
    records = [record for name in wanted for record in read_lines(folder / f"{name}.jsonl")]
    text = "".join(path.read_text(encoding="utf-8") for path in (tmp_path / form).iterdir() if path.name != "losses.jsonl")
    for record in records:
        kept = record["record_id"] in text if form not in ("ggo", "quickstatements") else record["record_id"] not in lost
        assert kept != (record["record_id"] in lost), record
    assert sum(told["left_out"].values()) == len(lost)


def test_counts_of_a_table_fit(folder: Path, tmp_path: Path) -> None:
    export_run(folder, "cameo", tmp_path / "x")
    by_record: dict[str, list[str]] = {}
    for row in rows(tmp_path / "x" / "dyads.csv"):
        by_record.setdefault(row["record_id"], []).append(row["code"])
    three = next(record["record_id"] for record in read_lines(folder / "agreements.jsonl") if len(record["parties"]) == 3)
    assert by_record[three] == ["057"] * 6, "each of three parties with each other, each way"
    assert all(sorted(codes) in (["042", "043"], ["036"], ["057"] * 2, ["057"] * 6) for codes in by_record.values())


def test_statements_have_the_form_of_quickstatements(folder: Path, tmp_path: Path) -> None:
    export_run(folder, "quickstatements", tmp_path / "x")
    lines = (tmp_path / "x" / "quickstatements.txt").read_text(encoding="utf-8").splitlines()
    assert lines.count("CREATE") >= 2
    assert any(line.startswith("LAST\tP571\t+1994-02-09T00:00:00Z/11") for line in lines)
    assert any(line.startswith(f"LAST\tP1891\t{items()['KAZ']}") for line in lines)
    assert all(re.fullmatch(r"CREATE|LAST\t[^\t\n]+\t[^\t\n]+(\tS\d+\t[^\t\n]+)*", line) for line in lines)


def test_linked_data_is_well_formed_and_finds_its_quotations(folder: Path, tmp_path: Path) -> None:
    export_run(folder, "jsonld", tmp_path / "x")
    found = json.loads((tmp_path / "x" / "records.jsonld").read_text(encoding="utf-8"))
    nodes = {node["id"]: node for node in found["@graph"]}
    assert len(nodes) == len(found["@graph"])
    used = {key for node in found["@graph"] for key in node}
    assert used <= set(found["@context"]), used - set(found["@context"])
    for node in found["@graph"]:
        if "prov:Entity" in node["type"] and "wasDerivedFrom" in node:
            assert node["wasDerivedFrom"] in nodes and node["wasGeneratedBy"] in nodes
            assert node["wasQuotedFrom"][0]["selector"][0]["type"] == "oa:TextPositionSelector"
    try:
        import rdflib
    except ImportError:
        return
    graph = rdflib.Graph().parse(data=json.dumps(found), format="json-ld")
    assert len(graph) > 20 * len(list(read_lines(folder / "visits.jsonl"))) / 2


def test_a_data_package_is_valid(folder: Path, tmp_path: Path) -> None:
    export_run(folder, "package", tmp_path / "x")
    package = json.loads((tmp_path / "x" / "datapackage.json").read_text(encoding="utf-8"))
    for resource in package["resources"]:
        data = (tmp_path / "x" / resource["path"]).read_bytes()
        assert resource["bytes"] == len(data)
        assert [field["name"] for field in resource["schema"]["fields"]] == data.decode().split("\n")[0].split(",")
        assert all(field["description"] for field in resource["schema"]["fields"]), resource["name"]
    frictionless = pytest.importorskip("frictionless", reason="pip install 'elchi[exchange]'")
    report = frictionless.validate(str(tmp_path / "x" / "datapackage.json"))
    assert report.valid, report.flatten(["rowNumber", "fieldNumber", "type", "message"])[:5]


def test_the_data_package_catches_what_is_wrong(folder: Path, tmp_path: Path) -> None:
    frictionless = pytest.importorskip("frictionless", reason="pip install 'elchi[exchange]'")
    export_run(folder, "package", tmp_path / "x")
    path = tmp_path / "x" / "visits.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("occurred", "dreamt", 1), encoding="utf-8")
    assert not frictionless.validate(str(tmp_path / "x" / "datapackage.json")).valid


def test_partitions_give_back_all_rows(folder: Path, tmp_path: Path) -> None:
    export_run(folder, "parquet", tmp_path / "x")
    (tmp_path / "x" / "visits" / "year=1812").mkdir()
    told = export_run(folder, "parquet", tmp_path / "x")
    assert not (tmp_path / "x" / "visits" / "year=1812").exists(), "partitions of an earlier export are gone"
    assert any("__HIVE_DEFAULT_PARTITION__" in name for name in told["files"])
    duckdb = pytest.importorskip("duckdb", reason="pip install 'elchi[duckdb]'")
    for name in ("visits", "agreements"):
        pattern = str(tmp_path / "x" / name / "*" / "*.parquet")
        [(count,)] = duckdb.sql(f"SELECT count(*) FROM read_parquet('{pattern}', hive_partitioning = true)").fetchall()
        assert count == len(list(read_lines(folder / f"{name}.jsonl")))


def test_datasette_shows_what_the_columns_mean(folder: Path, tmp_path: Path, elchi: Any, article: Path) -> None:
    import sqlite3

    elchi("run", article, "--out", tmp_path / "real")
    export_run(tmp_path / "real", "datasette", tmp_path / "x")
    site = json.loads((tmp_path / "x" / "metadata.json").read_text(encoding="utf-8"))["databases"]["records"]
    connection = sqlite3.connect(tmp_path / "real" / "records.sqlite")
    there = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
    assert set(site["tables"]) <= there
    for query in site["queries"].values():
        connection.execute(query["sql"], dict.fromkeys(query["params"], "AZE")).fetchall()
    connection.close()


def test_a_row_that_breaks_its_schema_is_never_written() -> None:
    with pytest.raises(ExportError, match="colt"):
        checked({"TripID": "1-AZE-TUR-1"}, "colt")


@pytest.mark.parametrize("path", sorted(SCHEMAS.glob("*.json")), ids=lambda path: path.name)
def test_schemas_are_schemas_and_every_word_of_them_is_checked(path: Path) -> None:
    schema = json.loads(path.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)

    def words(rule: dict[str, Any]) -> set[str]:
        below = [*rule.get("properties", {}).values(), *([rule["items"]] if "items" in rule else [])]
        return set(rule).union(*map(words, below))

    assert words(schema) <= {*CHECKS, *SILENT, "additionalProperties"}


def test_what_is_unknown_is_refused(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no form 'xml'"):
        export_run(folder, "xml", tmp_path / "x")
    with pytest.raises(ConfigError, match="no run folder"):
        export_run(tmp_path, "colt", tmp_path / "x")
    assert len(FORMATS) == 10
