"""``elchi``: the doormat. Each command parses its words, calls one function, prints, and returns its exit code.

Nothing is imported before it is needed: ``elchi --help`` loads argparse and no more.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path

from pipeline import __version__
from pipeline.errors import ElchiError

DONE, SOME_REJECTED, WRONG_CALL, NOTHING_USABLE, BROKEN = 0, 1, 2, 3, 70
CODES = """exit codes: 0 all well; 1 some documents were rejected (see rejects.jsonl); 2 the call or a file it names is wrong;
3 nothing usable: no article, or every one was rejected; 70 a bug of elchi"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    options = parser().parse_args(arguments)
    try:
        code = int(options.call(options))
        sys.stdout.flush()
        return code
    except ElchiError as error:
        print(f"elchi: {error}", file=sys.stderr)
        return NOTHING_USABLE if type(error).__name__ == "NothingUsableError" else WRONG_CALL
    except BrokenPipeError:
        os.dup2(
            os.open(os.devnull, os.O_WRONLY), 1
        )  # whoever read the output has seen enough; the interpreter must not complain at its end
        return DONE
    except Exception:
        return _broken()


def _broken() -> int:
    import traceback

    traceback.print_exc()
    print("elchi: this is a bug of elchi: please report it with the lines above", file=sys.stderr)
    return BROKEN


def parser() -> argparse.ArgumentParser:
    """The command line, without loading what the commands do."""
    top = argparse.ArgumentParser(
        prog="elchi", epilog=CODES, formatter_class=argparse.RawDescriptionHelpFormatter,
        description="Read visits and agreements out of articles in Azerbaijani, Russian and English.",
    )  # fmt: skip
    top.add_argument("--version", action="version", version=f"elchi {__version__}")
    commands = top.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for name, (summary, add, call) in COMMANDS.items():
        command = commands.add_parser(name, help=summary, description=summary[0].upper() + summary[1:] + ".")
        add(command)
        command.set_defaults(call=call)
    return top


def _add_run(command: argparse.ArgumentParser) -> None:
    command.add_argument("paths", nargs="+", metavar="PATH", help="files, folders, or quoted patterns such as 'articles/*.txt'")
    command.add_argument(
        "--out", type=Path, required=True, metavar="DIR", help="folder for the results; files of an earlier run are replaced"
    )
    _add_config(command)
    command.add_argument("--json", action="store_true", help="print the counts as JSON, as is done when the output is no terminal")


def _add_config(command: argparse.ArgumentParser) -> None:
    command.add_argument("--config", type=Path, metavar="FILE", help="settings; without it every setting has its default")


def _run(options: argparse.Namespace) -> int:
    import json

    from pipeline.batch.run import run
    from pipeline.config import read_settings

    counts = run(options.paths, options.out, read_settings(options.config))
    if options.json or not sys.stdout.isatty():
        print(json.dumps(counts | {"out": str(options.out)}, ensure_ascii=False))
    else:
        print(f"{counts['visits']} visits and {counts['agreements']} agreements in {counts['documents']} articles -> {options.out}")
    return _exit_code(counts, options.out)


def _exit_code(counts: dict[str, int], folder: Path) -> int:
    failed = counts["rejected"] + counts["partial"]
    if failed:
        print(
            f"elchi: {failed} of {counts['documents']} documents were rejected in whole or in part: {folder / 'rejects.jsonl'}",
            file=sys.stderr,
        )
    if counts["rejected"] == counts["documents"]:
        return NOTHING_USABLE
    return SOME_REJECTED if failed else DONE


def _adder(module: str, name: str) -> Callable[[argparse.ArgumentParser], None]:
    """What adds the options of a command, imported when they are needed."""
    return lambda command: getattr(import_module(module), name)(command)


def _caller(module: str, name: str) -> Callable[[argparse.Namespace], int]:
    """The function behind a command, imported when it is called."""
    return lambda options: int(getattr(import_module(module), name)(options))


def _evaluating(name: str, adder: str) -> tuple[Callable[[argparse.ArgumentParser], None], Callable[[argparse.Namespace], int]]:
    return _adder("pipeline.evaluation.options", adder), _caller("pipeline.evaluation.command", name)


def _annotating(name: str, adder: str) -> tuple[Callable[[argparse.ArgumentParser], None], Callable[[argparse.Namespace], int]]:
    return _adder("pipeline.annotation.options", adder), _caller("pipeline.annotation.command", name)


def _add_report(command: argparse.ArgumentParser) -> None:
    command.add_argument("folder", type=Path, metavar="DIR", help="a run folder; the report is DIR/report.html")
    command.add_argument("--gold", type=Path, metavar="DIR", help="folder with one DOC.jsonl a document: adds the evaluation")
    _add_config(command)


def _report(options: argparse.Namespace) -> int:
    from pipeline.config import read_settings
    from pipeline.report import write_report

    print(write_report(options.folder, options.gold, read_settings(options.config).report))
    return DONE


def _add_dates(command: argparse.ArgumentParser) -> None:
    command.add_argument("language", metavar="LANGUAGE", help="code of the language, such as az")


def _dates(options: argparse.Namespace) -> int:
    from pipeline.dates.command import run
    from pipeline.languages import load

    load(options.language)  # an unknown language is told before the first line is waited for
    sys.stdin.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
    for line in run(options.language, sys.stdin):
        print(line)
    return DONE


Command = tuple[str, Callable[[argparse.ArgumentParser], None], Callable[[argparse.Namespace], int]]
COMMANDS: dict[str, Command] = {
    "run": ("extract the records of all articles under PATH", _add_run, _run),
    "evaluate": ("score records against gold", *_evaluating("run", "add_arguments")),
    "errors": ("list every error with its sentence, the rule that fired and its cause", *_evaluating("run_errors", "add_errors")),
    "compare": ("compare two runs on one gold: differences with intervals, records gained and lost", *_evaluating("run_compare", "add_compare")),
    "agreement": ("measure how far two annotations agree, and write their differences down", *_evaluating("run_agreement", "add_agreement")),
    "adjudicate": ("make one gold of two annotations and the decisions about their differences", *_evaluating("run_adjudicate", "add_adjudicate")),
    "gold": ("make gold out of records annotated with literal quotes", *_annotating("run_gold", "add_gold")),
    "annotate": ("write gold or records for an annotation tool, and read them back", *_annotating("run_annotate", "add_annotate")),
    "gate": ("hold the figures of the corpus against their floors", *_evaluating("run_gate", "add_gate")),
    "report": ("write the results of a run as one page that works offline", _add_report, _report),
    "dates": ("read dates: one text a line in, one JSON list of its dates a line out", _add_dates, _dates),
}

if __name__ == "__main__":
    sys.exit(main())
