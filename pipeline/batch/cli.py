"""``elchi``: the doormat. Each command parses its words, calls one function, prints, and returns its exit code.

Nothing is imported before it is needed: ``elchi --help`` loads argparse and no more.
"""

from __future__ import annotations

import argparse
import errno
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline import __version__
from pipeline.errors import ConfigError, ElchiError

if TYPE_CHECKING:
    from pipeline.batch.run import Options
    from pipeline.config import Settings

DONE, SOME_REJECTED, WRONG_CALL, NOTHING_USABLE, STOPPED, BROKEN, INTERRUPTED = 0, 1, 2, 3, 4, 70, 130
DISK = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EACCES, errno.EPERM, errno.EIO, errno.EMFILE})  # no bugs of ours
BY_ERROR = {"NothingUsableError": NOTHING_USABLE, "StoppedError": STOPPED}
CODES = """exit codes: 0 all well; 1 some documents were rejected (see rejects.jsonl); 2 the call or a file it names is wrong;
3 nothing usable: no article, or every one was rejected; 4 the run had to stop (a full disk, another run in the folder): the same
command goes on; 70 a bug of elchi; 130 interrupted: the same command goes on"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    options = parser().parse_args(arguments)
    _stop_on_term()
    try:
        code = int(options.call(options))
        sys.stdout.flush()
        return code
    except ElchiError as error:
        print(f"elchi: {error}", file=sys.stderr)
        return BY_ERROR.get(type(error).__name__, WRONG_CALL)
    except KeyboardInterrupt:
        print("elchi: interrupted; what is done is kept, the same command goes on", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(
            os.open(os.devnull, os.O_WRONLY), 1
        )  # whoever read the output has seen enough; the interpreter must not complain at its end
        return DONE
    except Exception as error:
        return _no_room(error) if isinstance(error, OSError) and error.errno in DISK else _broken()


def _no_room(error: OSError) -> int:
    where = f"{error.filename}: " if error.filename else ""
    print(f"elchi: {where}{error.strerror} (make room, or mend the disk or your rights there, then run the same command again)", file=sys.stderr)
    return STOPPED


def _stop_on_term() -> None:
    """A request to end (SIGTERM) is taken like Ctrl-C: what is being written is finished or taken back, and the workers end."""
    import signal

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    if hasattr(signal, "SIGTERM"):
        signal.signal(signal.SIGTERM, stop)


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
    command.add_argument("paths", nargs="+", metavar="PATH", help="files, folders, quoted patterns such as 'articles/*.txt', addresses, or - for standard input")
    _add_out(command)


def _folder(text: str) -> Path:
    if not text or "://" in text:
        raise argparse.ArgumentTypeError(f"{text!r} is no folder of this machine")
    return Path(text)


def _add_out(command: argparse.ArgumentParser) -> None:
    command.add_argument("--out", type=_folder, required=True, metavar="DIR", help="folder for the results; a run into the same folder goes on where the last one stopped")
    _add_config(command)
    command.add_argument("--workers", type=int, metavar="N", help="worker processes; without it run.workers of the settings")
    command.add_argument("--cluster", metavar="WHERE", help="local or the address of a Dask scheduler; spark or a Spark master; inline: in this process, without limits")
    command.add_argument("--retry", action="append", default=[], metavar="CODE", help="try the rejects of this code again; may be repeated")
    command.add_argument("--quiet", action="store_true", help="no progress")
    command.add_argument("--json", action="store_true", help="print the counts as JSON, as is done when the output is no terminal")


def _add_config(command: argparse.ArgumentParser) -> None:
    command.add_argument("--config", type=Path, metavar="FILE", help="settings; without it every setting has its default")


def _run(options: argparse.Namespace) -> int:
    from pipeline.batch.run import run

    return _told(options, run(options.paths, options.out, _settings(options), _run_options(options)))


def _add_watch(command: argparse.ArgumentParser) -> None:
    command.add_argument("paths", nargs="+", metavar="FOLDER", help="what to look at: folders, files, patterns")
    command.add_argument("--looks", type=int, default=0, metavar="N", help="end after so many looks; without it only Ctrl-C ends it")
    _add_out(command)


def _watch(options: argparse.Namespace) -> int:
    from pipeline.batch.watch import watch

    code = DONE
    for counts in watch(options.paths, options.out, _settings(options), _run_options(options), looks=options.looks):
        code = _told(options, counts)
    return code


def _add_load(command: argparse.ArgumentParser) -> None:
    command.add_argument("folder", type=Path, metavar="DIR", help="a run folder")
    command.add_argument("--to", metavar="URL", help="sqlite:///FILE, duckdb:///FILE, postgresql://USER@HOST/DATABASE, env:VARIABLE, file:PATH; without it the variable ELCHI_DATABASE")
    command.add_argument("--complete", action="store_true", help="the run had all articles there are: documents it did not have are closed")


def _load(options: argparse.Namespace) -> int:
    import json

    from pipeline.storage.warehouse.address import find_address
    from pipeline.storage.warehouse.load import load_run

    print(json.dumps(load_run(options.folder, find_address(options.to), complete=options.complete), ensure_ascii=False))
    return DONE


def _add_export(command: argparse.ArgumentParser) -> None:
    command.add_argument("folder", type=Path, metavar="DIR", help="a run folder")
    command.add_argument("--as", dest="form", required=True, metavar="FORM", help="parquet, package, datasette, colt, plover, cameo, wti, ggo, quickstatements or jsonld")
    command.add_argument("--out", type=_folder, required=True, metavar="DIR", help="folder for the export")


def _export(options: argparse.Namespace) -> int:
    import json

    from pipeline.storage.exchange import export_run

    print(json.dumps(export_run(options.folder, options.form, options.out), ensure_ascii=False))
    return DONE


def _told(options: argparse.Namespace, counts: dict[str, int]) -> int:
    """Print what a run found; its exit code."""
    import json

    if options.json or not sys.stdout.isatty():
        print(json.dumps(counts | {"out": str(options.out)}, ensure_ascii=False), flush=True)
    else:
        print(f"{counts['visits']} visits and {counts['agreements']} agreements in {counts['documents']} articles -> {options.out}")
    return _exit_code(counts, options.out)


def _settings(options: argparse.Namespace) -> Settings:
    from dataclasses import replace

    from pipeline.config import read_settings

    settings = read_settings(options.config)
    if options.workers is not None and options.workers < 1:
        raise ConfigError("workers", "--workers: a number from 1 up is expected", "leave it out for one worker a core")
    return replace(settings, run=replace(settings.run, workers=options.workers)) if options.workers else settings


def _run_options(options: argparse.Namespace) -> Options:
    from pipeline.batch.run import Options

    return Options(tuple(options.retry), options.cluster, options.quiet)


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


def _add_explain(command: argparse.ArgumentParser) -> None:
    command.add_argument("record", metavar="RECORD_ID", help="the id of a record, or its first characters")
    command.add_argument("--records", type=Path, default=Path("outputs/corpus"), metavar="DIR", help="the run folder that holds it (default: %(default)s)")


def _explain(options: argparse.Namespace) -> int:
    from pipeline.report.explanation import explain, find_record

    print("\n".join(explain(find_record(options.records, options.record))))
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


def _add_benchmark(command: argparse.ArgumentParser) -> None:
    command.add_argument("subject", choices=["dates", "names"], help="what to measure")
    command.add_argument("--corpus", type=Path, metavar="DIR", help="folder with one file a language (dates) or a document (names) (default: corpus/dates, corpus/names)")
    command.add_argument("--articles", type=Path, default=Path("corpus/articles"), metavar="DIR", help="names: folder with the texts of the documents (default: %(default)s)")
    command.add_argument("--language", action="append", default=[], metavar="LANGUAGE", help="only this language; may be repeated")
    command.add_argument("--alone", action="store_true", help="dates: do not ask dateparser")
    command.add_argument("--errors", action="store_true", help="names: list every name that is missed (-) or not expected (+)")


def _benchmark(options: argparse.Namespace) -> int:
    corpus = options.corpus or Path("corpus") / options.subject
    if options.subject == "names":
        from pipeline.entities.benchmark import benchmark as names

        print(names(corpus, options.articles, options.language, errors=options.errors))
        return DONE
    from pipeline.dates.benchmark import benchmark

    print(benchmark(corpus, options.language, peers=not options.alone))
    return DONE


Command = tuple[str, Callable[[argparse.ArgumentParser], None], Callable[[argparse.Namespace], int]]
COMMANDS: dict[str, Command] = {
    "run": ("extract the records of all articles under PATH", _add_run, _run),
    "load": ("put a run into a database", _add_load, _load),
    "export": ("write a run in a form that others read", _add_export, _export),
    "watch": ("read what comes into a folder, as it comes", _add_watch, _watch),
    "evaluate": ("score records against gold", *_evaluating("run", "add_arguments")),
    "errors": ("list every error with its sentence, the rule that fired and its cause", *_evaluating("run_errors", "add_errors")),
    "compare": ("compare two runs on one gold: differences with intervals, records gained and lost", *_evaluating("run_compare", "add_compare")),
    "agreement": ("measure how far two annotations agree, and write their differences down", *_evaluating("run_agreement", "add_agreement")),
    "adjudicate": ("make one gold of two annotations and the decisions about their differences", *_evaluating("run_adjudicate", "add_adjudicate")),
    "gold": ("make gold out of records annotated with literal quotes", *_annotating("run_gold", "add_gold")),
    "annotate": ("write gold or records for an annotation tool, and read them back", *_annotating("run_annotate", "add_annotate")),
    "gate": ("hold the figures of the corpus against their floors", *_evaluating("run_gate", "add_gate")),
    "report": ("write the results of a run as one page that works offline", _add_report, _report),
    "explain": ("tell for each field of a record the rule and the words that gave it", _add_explain, _explain),
    "benchmark": ("measure elchi beside what one would else use, on the public benchmark", _add_benchmark, _benchmark),
    "train": ("make the models of an engine again", _adder("pipeline.training.command", "add_arguments"), _caller("pipeline.training.command", "run")),
    "dates": ("read dates: one text a line in, one JSON list of its dates a line out", _add_dates, _dates),
}

if __name__ == "__main__":
    sys.exit(main())
