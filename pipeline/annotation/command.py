"""``elchi gold`` and ``elchi annotate``: quotes to gold; gold or records to the files of an annotation tool, and back."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from pipeline.annotation import brat, doccano, inception, labelstudio
from pipeline.annotation.sheets import Losses, Sheet, from_sheet, to_sheet
from pipeline.errors import ConfigError, GoldError
from pipeline.evaluation.adjudication import write_gold
from pipeline.evaluation.command import read_texts, texts_of
from pipeline.evaluation.reading import read_found, read_gold
from pipeline.evaluation.scoring import Documents
from pipeline.storage.files import prepare_folder, write_text
from pipeline.storage.lines import write_lines

Writer = Callable[[Path, list[Sheet], Losses], list[str]]
Reader = Callable[[Path, Losses], list[Sheet]]
WRITERS: dict[str, Writer] = {
    "label-studio": labelstudio.write, "doccano": doccano.write, "inception-xmi": inception.write_xmi, "inception-json": inception.write_json,
    "brat": brat.write,
}  # fmt: skip
READERS: dict[str, tuple[Reader, str]] = {  # with the suffix of the files in a folder
    "label-studio": (labelstudio.read, ".json"), "doccano": (doccano.read, ".jsonl"), "inception-xmi": (inception.read_xmi, ".xmi"),
    "inception-json": (inception.read_json, ".json"),
}  # fmt: skip
LOSSES = "losses.txt"


def run_gold(options: argparse.Namespace) -> int:
    """``elchi gold``: records annotated with quotes to gold with offsets."""
    from pipeline.annotation.quotes import read_annotations
    from pipeline.documents import read_path

    doc_id = options.doc_id or options.article.stem
    records = read_annotations(options.annotations, read_path(options.article, doc_id).raw, doc_id)
    path = options.out or options.article.with_suffix(".jsonl")
    path.parent.mkdir(parents=True, exist_ok=True)
    write_lines(path, records)
    print(f"{len(records)} records -> {path}")
    return 0


def run_annotate(options: argparse.Namespace) -> int:
    """``elchi annotate``: export to, or import from, the files of a tool. What was lost or put right is printed and kept beside the files."""
    losses = Losses()
    prepare_folder(options.out)
    done = _export(options, losses) if options.direction == "export" else _import(options, losses)
    lines = losses.lines()
    write_text(options.out / LOSSES, "".join(line + "\n" for line in lines))
    print(done)
    for line in lines:
        print(line, file=sys.stderr)
    return 0


def _export(options: argparse.Namespace, losses: Losses) -> str:
    records = read_found(options.source)
    texts = texts_of(options.source, options.articles, records)
    missing = sorted(set(records) - set(texts))
    if missing:
        raise ConfigError("articles-missing", f"there is no text of {', '.join(missing)}", "give the folder of the articles with --articles")
    sheets = [to_sheet(doc_id, texts[doc_id], records[doc_id], losses) for doc_id in sorted(records)]
    names = WRITERS[options.format](options.out, sheets, losses)
    return f"{sum(map(len, records.values()))} records of {len(records)} documents -> {options.out} ({len(names)} files)"


def _import(options: argparse.Namespace, losses: Losses) -> str:
    if options.format not in READERS:
        raise ConfigError("annotation-format", f"{options.format} is written, not read", f"read are {', '.join(READERS)}")
    read, suffix = READERS[options.format]
    sheets = [sheet for path in _files(options.source, suffix) for sheet in read(path, losses)]
    texts = read_texts(options.articles, {sheet.doc_id for sheet in sheets}) if options.articles else {}
    gold: Documents = {sheet.doc_id: from_sheet(_of_article(sheet, texts, losses), losses) for sheet in sheets}
    write_gold(options.out, gold)
    read_gold(options.out)
    return f"{sum(map(len, gold.values()))} records of {len(gold)} documents -> {options.out}"


def _files(source: Path, suffix: str) -> list[Path]:
    paths = sorted(source.rglob(f"*{suffix}")) if source.is_dir() else [source]
    if not paths or not all(path.is_file() for path in paths):
        raise ConfigError("input-missing", f"there is no {suffix} file under {source}", "give the export of the tool")
    return paths


def _of_article(sheet: Sheet, texts: dict[str, str], losses: Losses) -> Sheet:
    """The sheet over the text of the article, which may differ from what the tool kept in its line ends and control characters."""
    if not texts:
        return sheet
    if sheet.doc_id not in texts:
        raise GoldError("articles-missing", f"there is no article {sheet.doc_id}", "give the folder from which the annotations were exported")
    text = texts[sheet.doc_id]
    if text != sheet.text:
        losses.note(sheet.doc_id, "the tool's text differs from the article: every mark was held against its words")
    return Sheet(sheet.doc_id, text, sheet.regions, sheet.links)
