"""INCEpTION: UIMA CAS as XMI (with its type system) or JSON, through dkpro-cassis. Layers Visit, Agreement, Evidence and Mention; records have
their fields as features, and slots for further evidence and for the visit during which a document was signed.

UIMA counts UTF-16 units; cassis converts them. XML cannot hold control characters: in XMI they stand as blanks, and the text that counts is the article's.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pipeline.annotation.sheets import DURING, EVIDENCE, MORE, Link, Losses, Region, Sheet
from pipeline.errors import ConfigError, GoldError
from pipeline.evaluation.comparison import FIELDS, KINDS

PREFIX = "webanno.custom."  # INCEpTION takes layers of one's own from here
LAYERS = {"visit": "Visit", "agreement": "Agreement", EVIDENCE: "Evidence", "name": "Mention", "date": "Mention"}
SLOTS = {EVIDENCE: "Evidence", DURING: "Visit"}
METADATA = "de.tudarmstadt.ukp.dkpro.core.api.metadata.type.DocumentMetaData"
LISTS, WHOLE = frozenset({"parties", "signatories"}), frozenset({"count"})
JOINER = "; "
TYPES = "TypeSystem.xml"
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def _cassis() -> Any:
    try:
        import cassis
    except ImportError as error:
        raise ConfigError("extra-missing", "UIMA CAS is read and written by dkpro-cassis", "pip install 'elchi[inception]'") from error
    return cassis


def fields_of(kind: str) -> tuple[str, ...]:
    """The features of a layer for records.

    >>> fields_of("visit")[:3]
    ('key', 'language', 'record_id')
    """
    return "key", "language", "record_id", *(name for name in FIELDS[kind] if name != DURING), MORE


def type_system() -> Any:
    """The layers, as a UIMA type system."""
    types = _cassis().TypeSystem(add_document_annotation_type=True)
    metadata = types.create_type(METADATA, "uima.tcas.DocumentAnnotation")
    for name in ("documentTitle", "documentId"):
        types.create_feature(metadata, name, "uima.cas.String")
    made = {name: types.create_type(PREFIX + name, "uima.tcas.Annotation") for name in dict.fromkeys(LAYERS.values())}
    for name in ("key", "language"):
        types.create_feature(made["Evidence"], name, "uima.cas.String")
    for name in ("key", "value"):
        types.create_feature(made["Mention"], name, "uima.cas.String")
    for kind in KINDS:
        for name in fields_of(kind):
            types.create_feature(made[LAYERS[kind]], name, "uima.cas.Integer" if name in WHOLE else "uima.cas.String")
        for slot in _slots(kind):
            link = types.create_type(f"{PREFIX}{LAYERS[kind]}{slot.title().replace('_', '')}Link", "uima.cas.TOP")
            types.create_feature(link, "role", "uima.cas.String")
            types.create_feature(link, "target", made[SLOTS[slot]])
            types.create_feature(made[LAYERS[kind]], slot, "uima.cas.FSArray", elementType=link)
    return types


def _slots(kind: str) -> tuple[str, ...]:
    return (EVIDENCE, DURING) if kind == "agreement" else (EVIDENCE,)


def write_xmi(folder: Path, sheets: list[Sheet], losses: Losses) -> list[str]:
    """Write one XMI file a document, and the type system; the names of the files."""
    types = type_system()
    types.to_xml(folder / TYPES)
    return [TYPES, *(_write(folder, sheet, losses, (".xmi", types)) for sheet in sheets)]


def write_json(folder: Path, sheets: list[Sheet], losses: Losses) -> list[str]:
    """Write one JSON CAS a document; the names of the files."""
    types = type_system()
    return [_write(folder, sheet, losses, (".json", types)) for sheet in sheets]


def _write(folder: Path, sheet: Sheet, losses: Losses, form: tuple[str, Any]) -> str:
    suffix, types = form
    text = sheet.text
    if suffix == ".xmi" and _FORBIDDEN.search(text):
        losses.note(sheet.doc_id, "control characters stand as blanks: XML cannot hold them (the JSON of UIMA can)")
        text = _FORBIDDEN.sub(" ", text)
    cas = _cassis().Cas(typesystem=types, sofa_string=text, sofa_mime="text/plain", document_language="x-unspecified")
    _fill(cas, types, sheet)
    path = folder / (sheet.doc_id + suffix)
    path.parent.mkdir(parents=True, exist_ok=True)
    content = cas.to_xmi(pretty_print=True) if suffix == ".xmi" else cas.to_json(pretty_print=True)
    path.write_text(content if content.endswith("\n") else content + "\n", encoding="utf-8", newline="")
    return sheet.doc_id + suffix


def _fill(cas: Any, types: Any, sheet: Sheet) -> None:
    metadata = types.get_type(METADATA)
    cas.add(metadata(begin=0, end=len(sheet.text), language="x-unspecified", documentTitle=sheet.doc_id, documentId=sheet.doc_id))
    made = {}
    for region in sheet.regions:
        layer = types.get_type(PREFIX + LAYERS[region.label])
        made[region.key] = layer(begin=region.start, end=region.stop, key=region.key, **_features(region))
    for region in sheet.heads():
        for slot in _slots(region.label):
            targets = [made[link.target] for link in sheet.links if link.source == region.key and link.label == slot]
            if targets:
                link_type = types.get_type(f"{PREFIX}{LAYERS[region.label]}{slot.title().replace('_', '')}Link")
                array = types.get_type("uima.cas.FSArray")
                made[region.key][slot] = array(elements=[link_type(role=slot, target=target) for target in targets])
    for annotation in made.values():
        cas.add(annotation)


def _features(region: Region) -> dict[str, Any]:
    if region.label in ("name", "date"):
        return {"value": region.label}
    return {name: _written(value) for name, value in region.fields.items()}


def _written(value: Any) -> Any:
    """A list as one text: a reader edits ``AZE; TUR``; where an item holds the joiner itself, JSON keeps it apart.

    >>> _written(["AZE", "TUR"]), _written(["a; b"]), _written([]), _written(None)
    ('AZE; TUR', '["a; b"]', None, None)
    """
    if not isinstance(value, list):
        return value
    if any(";" in item or item.startswith("[") or item != item.strip() for item in value):
        return json.dumps(value, ensure_ascii=False)
    return JOINER.join(value) or None


def _read(name: str, value: Any) -> Any:
    if name in LISTS:
        if value and value.startswith("["):
            return json.loads(value)
        return [item.strip() for item in (value or "").split(";") if item.strip()]
    return (1 if value is None else int(value)) if name in WHOLE else (value or None)


# --- and back ---------------------------------------------------------------------------------------------------------


def read_xmi(path: Path, losses: Losses) -> list[Sheet]:
    """The sheet of an XMI file; its type system stands beside it, as INCEpTION exports it."""
    types = next((other for other in (path.with_name(TYPES), path.parent.parent / TYPES) if other.is_file()), None)
    if types is None:
        raise GoldError("annotation-format", f"{path}: {TYPES} does not stand beside it", "export it together with the documents")
    with types.open("rb") as file:
        known = _cassis().load_typesystem(file)
    return _load(path, lambda file: _cassis().load_cas_from_xmi(file, typesystem=known))


def read_json(path: Path, losses: Losses) -> list[Sheet]:
    """The sheet of a JSON CAS."""
    return _load(path, lambda file: _cassis().load_cas_from_json(file))


def _load(path: Path, load: Callable[[Any], Any]) -> list[Sheet]:
    try:
        with path.open("rb") as file:
            cas = load(file)
        return [_sheet(cas)]
    except (GoldError, ConfigError):
        raise
    except Exception as error:
        raise GoldError("annotation-format", f"{path}: no CAS with the layers of elchi: {type(error).__name__}: {error}", "export as UIMA CAS") from error


def _sheet(cas: Any) -> Sheet:
    doc_id = next((str(one.documentId) for one in cas.select(METADATA) if one.documentId), "")
    regions, links, keys = [], [], {}
    for label, layer in (*((kind, LAYERS[kind]) for kind in KINDS), (EVIDENCE, "Evidence"), ("", "Mention")):
        for at, one in enumerate(cas.select(PREFIX + layer)):
            key = one.key or f"new-{layer}-{at}"
            keys[one.xmiID if one.xmiID is not None else id(one)] = key
            regions.append(_region(cas.sofa_string, one, key, label or str(one.value or "name")))
    for kind in KINDS:
        for one in cas.select(PREFIX + LAYERS[kind]):
            links += [Link(_key(one, keys), _key(link.target, keys), slot) for slot in _slots(kind) for link in _elements(one, slot)]
    return Sheet(doc_id, cas.sofa_string, tuple(regions), tuple(links))


def _key(one: Any, keys: dict[Any, str]) -> str:
    return keys[one.xmiID if one.xmiID is not None else id(one)]


def _elements(one: Any, slot: str) -> list[Any]:
    array = getattr(one, slot, None)
    return list(array.elements) if array is not None else []


def _region(text: str, one: Any, key: str, label: str) -> Region:
    fields: dict[str, Any] = {}
    if label in KINDS:
        fields = {name: _read(name, getattr(one, name, None)) for name in fields_of(label) if name != "key"}
        fields = {name: value for name, value in fields.items() if value is not None or name not in ("record_id", MORE, "language")}
        fields["count_qualifier"] = fields["count_qualifier"] or "exact"
    elif label == EVIDENCE and one.language:
        fields = {"language": one.language}
    return Region(key, one.begin, one.end, label, text[one.begin : one.end], fields)
