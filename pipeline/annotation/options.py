"""The options of the commands for annotation: apart from the commands, so that ``--help`` loads nothing."""

from __future__ import annotations

import argparse
from pathlib import Path

FORMATS = ("label-studio", "doccano", "inception-xmi", "inception-json", "brat")


def add_gold(parser: argparse.ArgumentParser) -> None:
    """Add the options of ``gold``."""
    parser.add_argument("article", type=Path, metavar="ARTICLE", help="the article")
    parser.add_argument("annotations", type=Path, metavar="ANNOTATIONS", help="YAML or JSON: a list of records with evidence as {quote, language, n}")
    parser.add_argument("--out", type=Path, metavar="FILE", help="the gold (default: beside the article, with .jsonl)")
    parser.add_argument("--doc-id", metavar="NAME", help="doc_id (default: the name of the article without its extension)")


def add_annotate(parser: argparse.ArgumentParser) -> None:
    """Add the options of ``annotate``."""
    parser.add_argument("direction", choices=("export", "import"), help="to the files of the tool, or from them")
    parser.add_argument("format", choices=FORMATS, help="brat is written only")
    parser.add_argument("source", type=Path, metavar="SOURCE", help="export: gold or a run folder; import: the tool's file, or a folder of them")
    parser.add_argument("--articles", type=Path, metavar="DIR", help="folder of the articles (not needed where a run kept the texts)")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="folder for the files, or for the gold, with losses.txt beside them")
