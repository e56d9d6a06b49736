"""The options of the commands that evaluate: apart from the commands, so that ``--help`` need not load the scorer."""

from __future__ import annotations

import argparse
from pathlib import Path

RECORDS = "run folder, or a folder with one DOC.jsonl a document"
GOLD = "folder with one DOC.jsonl a document"
ARTICLES = "folder of the articles, where the run kept no texts; records that were missed are explained from the text"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of ``evaluate``."""
    _add_pair(parser)
    _add_json(parser)
    parser.add_argument("--errors", action="store_true", help="list every missed, false and wrong record instead of the tables")
    parser.add_argument("--articles", type=Path, metavar="DIR", help="folder of the articles, to quote them in the list of errors")
    parser.add_argument("--documents", nargs="+", metavar="DOC", help="score these documents of the gold only")
    parser.add_argument("--spans", action="store_true", help="besides, score the spans of evidence, names and dates (needs the extra 'spans')")


def add_errors(parser: argparse.ArgumentParser) -> None:
    """Add the options of ``errors``."""
    _add_pair(parser)
    _add_json(parser)
    parser.add_argument("--articles", type=Path, metavar="DIR", help=ARTICLES)
    parser.add_argument("--cause", nargs="+", metavar="WORD", help="only errors with one of these causes")
    parser.add_argument("--what", nargs="+", choices=("missed", "false", "wrong"), help="only errors of these sorts")
    parser.add_argument("--kind", choices=("visit", "agreement"), help="only errors in records of this kind")
    parser.add_argument("--language", metavar="CODE", help="only errors in records told first in this language")
    parser.add_argument("--documents", nargs="+", metavar="DOC", help="only these documents of the gold")
    parser.add_argument("--counts", action="store_true", help="print the table of causes alone")


def add_compare(parser: argparse.ArgumentParser) -> None:
    """Add the options of ``compare``."""
    parser.add_argument("first", type=Path, metavar="RUN_A", help=RECORDS)
    parser.add_argument("second", type=Path, metavar="RUN_B", help="the same; differences are B minus A")
    parser.add_argument("--gold", type=Path, required=True, metavar="DIR", help=GOLD)
    parser.add_argument("--articles", type=Path, metavar="DIR", help=ARTICLES)
    _add_json(parser)


def add_gate(parser: argparse.ArgumentParser) -> None:
    """Add the options of ``gate``."""
    parser.add_argument("--corpus", type=Path, default=Path("corpus"), metavar="DIR", help="folder with articles/, gold/ and floors.json (default: corpus)")
    parser.add_argument("--records", type=Path, metavar="DIR", help="a run over the corpus; without it the articles are read now")
    parser.add_argument("--raise", dest="raising", action="store_true", help="write today's figures as the new floors; none sinks without a reason")
    parser.add_argument("--reason", type=reason, default=None, metavar="TEXT", help="why floors may sink; kept in floors.json")


def reason(text: str) -> str:
    """A reason that says something.

    >>> reason("  the gold of two articles was wrong ")
    'the gold of two articles was wrong'
    """
    if len(text.split()) < 3:
        raise argparse.ArgumentTypeError("a reason is a sentence: say what changed and why")
    return " ".join(text.split())


def add_agreement(parser: argparse.ArgumentParser) -> None:
    """Add the options of ``agreement``."""
    parser.add_argument("first", type=Path, metavar="GOLD_A", help=GOLD)
    parser.add_argument("second", type=Path, metavar="GOLD_B", help="the same, by the second annotator")
    parser.add_argument("--articles", type=Path, metavar="DIR", help="folder of the articles, to quote them in the file of decisions")
    parser.add_argument("--decisions", type=Path, metavar="FILE", help="write the differences to this file, to be decided one by one")
    _add_json(parser)


def add_adjudicate(parser: argparse.ArgumentParser) -> None:
    """Add the options of ``adjudicate``."""
    parser.add_argument("first", type=Path, metavar="GOLD_A", help=GOLD)
    parser.add_argument("second", type=Path, metavar="GOLD_B", help="the same, by the second annotator")
    parser.add_argument("decisions", type=Path, metavar="FILE", help="the file of elchi agreement --decisions, with every decision taken")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="folder for the gold on which both agree now")


def _add_pair(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--gold", type=Path, required=True, metavar="DIR", help=GOLD)
    parser.add_argument("--records", type=Path, required=True, metavar="DIR", help=RECORDS)


def _add_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures to this file ('-': print them instead of the tables)")


__all__ = ["add_adjudicate", "add_agreement", "add_arguments", "add_compare", "add_errors", "add_gate"]
