"""``config.yaml`` to one frozen settings object. An unknown key is an error that lists the known ones.

The classes below are the whole list of settings: name, type, default, and what a value must satisfy. ``config.yaml`` at the top of the
repository writes each of them down with its default and a comment, and a test holds the two together.
"""

from __future__ import annotations

import difflib
import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, fields, is_dataclass
from pathlib import Path
from typing import Any, get_type_hints

from pipeline.errors import ConfigError

MAX_BYTES = 1_000_000  # a configuration is a page of text; anything longer is another file
MAX_DEPTH = 6  # stream, document, file, section, list
FORMATS = ("csv", "parquet", "sqlite")
SUFFIXES = (".txt", ".text", ".pdf", ".html", ".htm", ".xhtml", ".docx", ".jsonl", ".ndjson", ".csv", ".tsv", ".zip")


def _setting(default: Any, *, choices: tuple[str, ...] = (), least: int = 0) -> Any:
    return field(default=default, metadata={"choices": choices, "least": least})


@dataclass(frozen=True, slots=True)
class InputSettings:
    """What is taken from a folder, and how large an article may be."""

    suffixes: tuple[str, ...] = _setting(SUFFIXES)
    max_bytes: int = _setting(50_000_000, least=1)


@dataclass(frozen=True, slots=True)
class ColumnSettings:
    """Where JSONL and CSV keep the parts of an article: for each part the names of columns, the first that a row fills is taken."""

    text: tuple[str, ...] = _setting(("text", "body", "content", "article"))
    id: tuple[str, ...] = _setting(("id", "doc_id", "key"))
    title: tuple[str, ...] = _setting(("title", "headline"))
    author: tuple[str, ...] = _setting(("author", "authors", "creator"))
    journal: tuple[str, ...] = _setting(("journal", "container-title", "publication", "source"))
    year: tuple[str, ...] = _setting(("year", "issued", "date", "published"))
    doi: tuple[str, ...] = _setting(("doi", "DOI"))
    url: tuple[str, ...] = _setting(("url", "URL", "link"))


@dataclass(frozen=True, slots=True)
class EngineSettings:
    """What does a stage: rules, or a model. Each list of models is searched in its order for one that reads the language."""

    sentences: str = _setting("rules", choices=("rules", "spacy", "stanza"))
    names: str = _setting("rules", choices=("rules", "spacy"))
    spacy_models: tuple[str, ...] = _setting(("shipped",))
    stanza_models: tuple[str, ...] = _setting(("shipped",))


@dataclass(frozen=True, slots=True)
class LimitSettings:
    """What one document may cost. What passes a limit is rejected with the name of the limit."""

    seconds: int = _setting(60, least=1)
    kill_seconds: int = _setting(90, least=1)
    memory_bytes: int = _setting(1_073_741_824, least=33_554_432)
    attempts: int = _setting(2, least=1)
    characters: int = _setting(5_000_000, least=1)
    pages: int = _setting(2_000, least=1)
    unpacked_bytes: int = _setting(200_000_000, least=1)
    unpacked_ratio: int = _setting(100, least=1)
    members: int = _setting(5_000, least=1)
    depth: int = _setting(3, least=1)
    html_bytes: int = _setting(20_000_000, least=1)
    html_attributes: int = _setting(1_000, least=1)
    html_tags: int = _setting(100_000, least=1)


@dataclass(frozen=True, slots=True)
class RunSettings:
    """How the work is spread. None of it changes a result."""

    workers: int = _setting(0)
    recycle_after: int = _setting(500, least=1)
    part_bytes: int = _setting(250_000, least=1)
    progress_seconds: int = _setting(30, least=1)
    watch_seconds: int = _setting(5, least=1)


@dataclass(frozen=True, slots=True)
class OutputSettings:
    """What a run writes besides the two files of records."""

    formats: tuple[str, ...] = _setting(FORMATS, choices=FORMATS)
    csv_formulas: str = _setting("defuse", choices=("defuse", "keep"))
    csv_mark: bool = _setting(False)
    keep_texts: bool = _setting(True)


@dataclass(frozen=True, slots=True)
class RecordSettings:
    """How sure a record must be, in percent, not to be kept apart as uncertain."""

    least_confidence: int = _setting(35, least=0)


@dataclass(frozen=True, slots=True)
class ReportSettings:
    """The language of ``report.html``, and how large it may grow."""

    language: str = _setting("en")
    max_articles: int = _setting(500, least=0)


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting there is.

    >>> Settings().input.max_bytes
    50000000
    """

    input: InputSettings = field(default_factory=InputSettings)
    columns: ColumnSettings = field(default_factory=ColumnSettings)
    engines: EngineSettings = field(default_factory=EngineSettings)
    limits: LimitSettings = field(default_factory=LimitSettings)
    records: RecordSettings = field(default_factory=RecordSettings)
    run: RunSettings = field(default_factory=RunSettings)
    output: OutputSettings = field(default_factory=OutputSettings)
    report: ReportSettings = field(default_factory=ReportSettings)

    def as_dict(self) -> dict[str, Any]:
        """All settings as plain data."""
        return asdict(self)

    def digest(self) -> str:
        """A short hash: two runs with the same digest had the same settings."""
        return digest_of(self.as_dict())


def digest_of(value: Any) -> str:
    """A short hash of plain data.

    >>> digest_of({"a": 1}) == digest_of({"a": 1}) != digest_of({"a": 2})
    True
    """
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()[:16]


def read_settings(path: Path | None) -> Settings:
    """The settings of a file, or the defaults without one. ConfigError, with line and known values, for whatever does not fit."""
    if path is None:
        return Settings()
    try:
        data = path.read_bytes()
        text = data.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError("config-unreadable", f"{path}: cannot be read: {error}", "give a YAML file in UTF-8") from error
    if len(data) > MAX_BYTES:
        raise ConfigError("config-size", f"{path}: {len(data)} bytes are no configuration", f"the limit is {MAX_BYTES}")
    return parse_settings(text, str(path))


def parse_settings(text: str, name: str) -> Settings:
    """The settings of a YAML text; what it leaves out has its default.

    >>> parse_settings("input: {max_bytes: 10}", "example").input.max_bytes
    10
    >>> parse_settings("input: {max_byte: 10}", "example")
    Traceback (most recent call last):
    pipeline.errors.ConfigError: example, line 1: unknown key 'input.max_byte'; did you mean 'max_bytes'? (known: max_bytes, suffixes)
    """
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        _refuse_tricks(yaml.parse(text, Loader=loader), name)
        node = yaml.compose(text, Loader=loader)
    except yaml.YAMLError as error:
        raise ConfigError("config-syntax", f"{name}: {' '.join(str(error).split())}", "mend the YAML") from error
    return Settings() if node is None else _build(Settings, node, name, "")


def _refuse_tricks(events: Iterable[Any], name: str) -> None:
    """Aliases can make a small file huge, and deep nesting exhausts the stack; neither has a use here."""
    depth = 0
    for event in events:
        kind = type(event).__name__
        depth += kind.endswith("StartEvent") - kind.endswith("EndEvent")
        if kind == "AliasEvent" or depth > MAX_DEPTH:
            what = "aliases are not used here" if kind == "AliasEvent" else "nested too deeply"
            raise ConfigError("config-syntax", f"{name}, line {event.start_mark.line + 1}: {what}", "write sections of keys with values")


def _build(kind: Any, node: Any, name: str, prefix: str) -> Any:
    """An object of a settings class from a mapping."""
    if node.id != "mapping":
        raise _error(name, node, f"{prefix or 'the file'}: keys with values are expected", f"known: {_known(kind)}")
    hints, rules, values = get_type_hints(kind), {rule.name: rule for rule in fields(kind)}, {}
    for key_node, value_node in node.value:
        key = str(key_node.value)
        if key not in rules:
            close = difflib.get_close_matches(key, rules, n=1)
            meant = f"; did you mean {close[0]!r}?" if close else ""
            raise _error(name, key_node, f"unknown key {_path(prefix, key)!r}{meant}", f"known: {_known(kind)}")
        if key in values:
            raise _error(name, key_node, f"the key {_path(prefix, key)!r} is written twice", "keep one of them")
        place = _Place(name, _path(prefix, key), value_node)
        values[key] = _value(hints[key], dict(rules[key].metadata), place)
    return kind(**values)


@dataclass(frozen=True, slots=True)
class _Place:
    file: str
    key: str
    node: Any

    def error(self, message: str, hint: str) -> ConfigError:
        return _error(self.file, self.node, f"{self.key}: {message}", hint)


def _error(name: str, node: Any, message: str, hint: str) -> ConfigError:
    return ConfigError("config-value", f"{name}, line {node.start_mark.line + 1}: {message}", hint)


def _path(prefix: str, key: str) -> str:
    return f"{prefix}.{key}" if prefix else key


def _known(kind: Any) -> str:
    return ", ".join(sorted(rule.name for rule in fields(kind)))


def _value(hint: Any, rule: dict[str, Any], place: _Place) -> Any:
    if is_dataclass(hint):
        return _build(hint, place.node, place.file, place.key)
    if hint is int:
        return _whole(rule, place)
    if hint is bool:
        return _choice(("true", "false"), place.node, place) == "true"
    if hint is str:
        return _choice(rule["choices"], place.node, place)
    if place.node.id != "sequence":
        raise place.error("a list is expected", "write it as [one, two]")
    return tuple(dict.fromkeys(_choice(rule["choices"], item, place) for item in place.node.value))


def _choice(choices: tuple[str, ...], node: Any, place: _Place) -> str:
    if node.id != "scalar":
        raise place.error("a single value is expected", f"one of {', '.join(choices)}" if choices else "a word")
    if choices and node.value not in choices:
        raise place.error(f"{node.value!r} is not known", f"one of {', '.join(choices)}")
    return str(node.value)


def _whole(rule: dict[str, Any], place: _Place) -> int:
    plain = str(place.node.value).replace("_", "") if place.node.id == "scalar" else ""
    if not (plain.isascii() and plain.isdigit() and len(plain) <= 15):
        raise place.error("a whole number is expected", f"{rule['least']} or more")
    if int(plain) < rule["least"]:
        raise place.error(f"{plain} is too small", f"{rule['least']} or more")
    return int(plain)


def known_keys() -> tuple[str, ...]:
    """Every key there is, in full.

    >>> known_keys()[:2]
    ('input.suffixes', 'input.max_bytes')
    """
    sections = get_type_hints(Settings)
    return tuple(f"{section.name}.{rule.name}" for section in fields(Settings) for rule in fields(sections[section.name]))
