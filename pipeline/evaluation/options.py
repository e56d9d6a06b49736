"""The options of ``elchi evaluate``: apart from the command, so that ``--help`` need not load the scorer."""

from __future__ import annotations

import argparse
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options to a parser."""
    parser.add_argument("--gold", type=Path, required=True, metavar="DIR", help="folder with one DOC.jsonl a document")
    parser.add_argument("--records", type=Path, required=True, metavar="DIR", help="run folder, or a folder with one DOC.jsonl a document")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures to this file ('-': print them instead of the tables)")
    parser.add_argument("--errors", action="store_true", help="list every missed, false and wrong record instead of the tables")
    parser.add_argument("--articles", type=Path, metavar="DIR", help="folder of the articles, to quote them in the list of errors")
    parser.add_argument("--documents", nargs="+", metavar="DOC", help="score these documents of the gold only")
