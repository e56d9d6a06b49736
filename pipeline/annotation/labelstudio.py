"""Label Studio: one JSON file of tasks with predictions, and the labelling configuration. Fields are choices and text areas of the head's region.

The tool's own JSON is the only one of its exports that keeps relations (not JSON-MIN, CSV or CoNLL).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

from pipeline.annotation.sheets import DURING, EVIDENCE, MORE, Link, Losses, Region, Sheet
from pipeline.errors import GoldError
from pipeline.evaluation.comparison import FIELDS, KINDS
from pipeline.storage.files import write_text
from pipeline.storage.schema import load_schema

FILE, CONFIGURATION = "tasks.json", "labels.xml"
COLOURS = {"visit": "#14626d", "agreement": "#8a4b0f", EVIDENCE: "#6b7280", "name": "#7c3aed", "date": "#15803d"}
WHOLE, LISTS = frozenset({"count"}), frozenset({"parties", "signatories"})


def write(folder: Path, sheets: list[Sheet], losses: Losses) -> list[str]:
    """Write the tasks and the configuration; the names of the files."""
    tasks = [_task(sheet) for sheet in sheets]
    write_text(folder / FILE, json.dumps(tasks, ensure_ascii=False, indent=1) + "\n")
    write_text(folder / CONFIGURATION, "\n".join(_configuration()) + "\n")
    return [FILE, CONFIGURATION]


def _task(sheet: Sheet) -> dict[str, Any]:
    result = [item for region in sheet.regions for item in _items(region)]
    result += [{"from_id": link.source, "to_id": link.target, "type": "relation", "direction": "right", "labels": [link.label]} for link in sheet.links]
    data = {"text": sheet.text, "doc_id": sheet.doc_id, "sha256": sheet.digest}
    return {"data": data, "predictions": [{"model_version": "elchi", "result": result}]}


def _items(region: Region) -> Iterator[dict[str, Any]]:
    place = {"start": region.start, "end": region.stop}
    own = {"id": region.key, "to_name": "text"}
    yield own | {"from_name": "label", "type": "labels", "value": {**place, "text": region.quote, "labels": [region.label]}}
    for name, value in region.fields.items():
        kind, key = _widget(name)
        if value is None or value == []:
            continue
        content: Any = value if kind == "number" else list(value) if isinstance(value, list) else [value]
        yield own | {"from_name": name, "type": kind, "value": {**place, key: content}}


def _choices(name: str) -> list[str]:
    """The words of a field with a closed list, in either kind of record."""
    words: list[str] = []
    for kind in KINDS:
        rule = load_schema()["$defs"][kind]["properties"].get(name, {})
        rule = load_schema()["$defs"][rule["$ref"].rpartition("/")[2]] if "$ref" in rule else rule
        words += [word for word in rule.get("enum", ()) if word]
    return list(dict.fromkeys(words)) if name != "language" else list(_languages())


def _languages() -> list[str]:
    return list(load_schema()["$defs"]["evidence"]["items"]["properties"]["language"]["enum"])


def _widget(name: str) -> tuple[str, str]:
    """The type of the control that holds a field, and the key of its value."""
    return ("number", "number") if name in WHOLE else ("choices", "choices") if _choices(name) else ("textarea", "text")


def _configuration() -> Iterator[str]:
    yield "<View>"
    yield '  <Labels name="label" toName="text">'
    yield from (f'    <Label value="{name}" background="{colour}"/>' for name, colour in COLOURS.items())
    yield "  </Labels>"
    yield f'  <Relations><Relation value="{EVIDENCE}"/><Relation value="{DURING}"/></Relations>'
    yield '  <Text name="text" value="$text" granularity="symbol"/>'
    for name in dict.fromkeys(["language", "record_id", *(field for kind in KINDS for field in FIELDS[kind] if field != DURING), MORE]):
        yield from _control(name)
    yield "</View>"


def _control(name: str) -> Iterator[str]:
    kinds = [kind for kind in KINDS if name in FIELDS[kind]] or list(KINDS)
    labels = ",".join([*kinds, EVIDENCE] if name == "language" else kinds)
    common = f"name={quoteattr(name)} toName=\"text\" perRegion=\"true\" visibleWhen=\"region-selected\" whenTagName=\"label\" whenLabelValue={quoteattr(labels)}"
    kind, _ = _widget(name)
    if kind == "choices":
        yield f'  <Choices {common} choice="single" showInline="true">'
        yield from (f"    <Choice value={quoteattr(word)}/>" for word in _choices(name))
        yield "  </Choices>"
    elif kind == "number":
        yield f'  <Number {common} min="1"/>'
    else:
        yield f'  <TextArea {common} placeholder={quoteattr(name)} editable="true" maxSubmissions="{50 if name in LISTS else 1}"/>'


# --- and back ---------------------------------------------------------------------------------------------------------


def read(path: Path, losses: Losses) -> list[Sheet]:
    """The sheets of a JSON export of the tool, or of a file that was never imported. The latest annotation counts, else the prediction."""
    tasks = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(tasks, list) or not all(isinstance(task, dict) and "data" in task for task in tasks):
        raise GoldError("annotation-format", f"{path}: not the JSON of Label Studio", "export as JSON: JSON-MIN, CSV and CoNLL lose the relations")
    return [_sheet(task, losses) for task in tasks]


def _sheet(task: dict[str, Any], losses: Losses) -> Sheet:
    data = task["data"]
    done = [one for one in task.get("annotations", ()) if not one.get("was_cancelled")]
    versions = done or task.get("predictions", ())
    if len(done) > 1:
        losses.note(data["doc_id"], f"{len(done)} annotations, the last one was taken: compare them with elchi agreement")
    result = versions[-1]["result"] if versions else []
    regions: dict[str, dict[str, Any]] = {}
    links = []
    for item in result:
        if item["type"] == "relation":
            label = (item.get("labels") or [_label_of(item["to_id"], result)])[0]
            links.append(Link(item["from_id"], item["to_id"], label))
        else:
            regions.setdefault(item["id"], {"fields": {}})
            _take(regions[item["id"]], item)
    made = tuple(Region(key, r["start"], r["stop"], r["label"], r["quote"], _complete(r)) for key, r in regions.items() if "label" in r)
    return Sheet(data["doc_id"], data["text"], made, tuple(links))


def _label_of(key: str, result: list[dict[str, Any]]) -> str:
    """What an arrow without a label means: it leads to further evidence or to a visit."""
    labels = [item["value"]["labels"][0] for item in result if item.get("id") == key and item["type"] == "labels"]
    return DURING if labels == ["visit"] else EVIDENCE


def _take(region: dict[str, Any], item: dict[str, Any]) -> None:
    value, name = item["value"], item["from_name"]
    if item["type"] == "labels":
        region |= {"start": value["start"], "stop": value["end"], "label": value["labels"][0], "quote": value.get("text", "")}
        return
    content = value[_widget(name)[1]]
    region["fields"][name] = int(content) if name in WHOLE else content if name in LISTS else content[0] if content else None


def _complete(region: dict[str, Any]) -> dict[str, Any]:
    """The fields of a head with null for what was left empty."""
    given = region["fields"]
    if region["label"] not in KINDS:
        return dict(given)
    names = [name for name in FIELDS[region["label"]] if name != DURING]
    fields: dict[str, Any] = {name: [] if name in LISTS else None for name in names} | {"count": 1, "count_qualifier": "exact"}
    return {**fields, **given}


