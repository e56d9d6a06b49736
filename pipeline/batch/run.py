"""The coordinator of a run: it lists the inputs, has each worked on, writes down what becomes of it, and derives all files from that.

Only this module writes into a run folder.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from pipeline.batch.containers import is_container
from pipeline.batch.engines import engine_for, find_articles
from pipeline.batch.files import mark_of
from pipeline.batch.inputs import Source, find_left_out, find_sources, told_left_out
from pipeline.batch.journal import Journal, Progress
from pipeline.batch.manifest import describe_run, hash_files, timings, write_manifest
from pipeline.batch.remote import is_address, without_secrets
from pipeline.batch.summary import Work, write_summary
from pipeline.config import Settings, digest_of
from pipeline.errors import ConfigError, ElchiError
from pipeline.storage.failpoints import reach
from pipeline.storage.files import prepare_folder, write_text
from pipeline.storage.ledger import Input, Ledger, StoppedError
from pipeline.storage.runs import write_run

SPOOLED = ("stdin.txt", "stdin.jsonl")  # what came in on standard input, text or JSON lines
LIMIT_CODES = ("too-large", "too-long", "timeout", "memory", "worker-died", "pdf-pages", "html-size", "archive-size")


class NothingUsableError(ElchiError):
    """There is nothing to read, or nothing of it could be read."""


@dataclass(frozen=True, slots=True)
class Options:
    """How a run is called: codes of rejects to try again, the engine (see ``engine_for``), whether to keep silent."""

    retry: tuple[str, ...] = ()
    cluster: str | None = None
    quiet: bool = False


def run(paths: Sequence[str], folder: Path, settings: Settings, options: Options | None = None) -> dict[str, int]:
    """Extract the records of all articles under ``paths`` and write them into ``folder``. Returns the counts of the run.

    What an earlier run into the same folder has done, of the same content and with the same settings, is not done again.
    Raises ConfigError before any work where a path or the folder is wrong, NothingUsableError where the paths hold no article, StoppedError
    where the run cannot go on: the same call then takes it up again.
    """
    options = options or Options()
    try:
        sources = find_sources(_spooled(paths, folder, settings), settings.input.suffixes)
        reach("inputs-listed")
        if not sources:
            wanted = ", ".join(settings.input.suffixes)
            message = "; ".join(filter(None, (f"no article under {', '.join(paths)}", told_left_out(find_left_out(paths, settings.input.suffixes)))))
            raise NothingUsableError("no-articles", message, f"files ending in {wanted} are taken from a folder")
        _require_apart(sources, folder)
        prepare_folder(folder)
        with Ledger(folder) as ledger, Journal(folder) as journal:
            return _Coordinator(ledger, journal, folder, settings).run(sources, options, find_left_out(paths, settings.input.suffixes))
    except OSError as error:
        hint = "make room or mend the disk, then run the same command again: what is done is kept"
        raise StoppedError("disk", f"{folder}: {error.strerror or error}", hint) from error


def _require_apart(sources: list[Source], folder: Path) -> None:
    """Results must not lie among articles: the next call would leave that folder out, as it does with what runs have written."""
    out = os.path.realpath(folder)
    for source in sources:
        if not is_address(source.path) and os.path.dirname(os.path.realpath(source.path)) == out and Path(source.path).name not in SPOOLED:
            raise ConfigError("output-in-input", f"{folder} holds articles that are to be read, {Path(source.path).name} for one", "give --out a folder of its own")


def _spooled(paths: Sequence[str], folder: Path, settings: Settings) -> list[str]:
    """The paths; what comes in on standard input (``-``) is kept in the run folder first, for it cannot be read twice."""
    if "-" not in paths:
        return list(paths)
    prepare_folder(folder)
    data = sys.stdin.buffer.read(settings.input.max_bytes + 1)
    path = folder / SPOOLED[data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")]
    path.write_bytes(data)
    return [str(path) if name == "-" else name for name in paths]


class _Coordinator:
    """A run with what it works on."""

    def __init__(self, ledger: Ledger, journal: Journal, folder: Path, settings: Settings) -> None:
        self.ledger, self.journal, self.folder, self.settings = ledger, journal, folder, settings
        self.stamps = (digest_of([code_digest(), *(settings.as_dict()[part] for part in ("input", "columns", "engines", "records"))]), digest_of(settings.as_dict()["limits"]))
        self.started = time.monotonic()

    def run(self, sources: list[Source], options: Options, left_out: dict[str, int]) -> dict[str, int]:
        self.journal.write("run-started", inputs=len(sources), left_out=left_out, engine=options.cluster or "processes", settings=self.settings.digest())
        broken: dict[str, ElchiError] = {}
        changes = self.ledger.enter(self._inputs(sources, options, broken), self.stamps, () if options.retry else LIMIT_CODES)
        if changes.gone:
            self.journal.write("inputs-gone", doc_ids=list(changes.gone))
            print(f"elchi: {len(changes.gone)} articles of the last run into {self.folder} are no longer there, and their records are dropped "
                  "(names in summary.txt)", file=sys.stderr)  # fmt: skip
        retried = self.ledger.retry(options.retry)
        if options.retry and not retried:
            known = ", ".join(code for code, _, _ in self.ledger.codes()) or "none"
            print(f"elchi: no reject has the code {', '.join(options.retry)}; codes of the rejects there are: {known}", file=sys.stderr)
        extraction = time.monotonic()
        worked = self._work(options, broken)
        written = time.monotonic()
        counts = self._write(written - extraction)
        work = Work(worked, written - extraction, retried, left_out)
        write_text(self.folder / "summary.txt", write_summary(self.ledger, counts, changes, work))
        self.journal.write("run-finished", **counts, worked=worked, gone=len(changes.gone), seconds=round(time.monotonic() - self.started, 3))
        return counts

    def _inputs(self, sources: list[Source], options: Options, broken: dict[str, ElchiError]) -> Iterator[Input]:
        """Every article, with its mark; ``broken`` takes in the containers that cannot be opened."""
        taken: set[str] = set()
        containers = [source for source in sources if is_container(source)]
        for source in sources:
            if not is_container(source):
                yield _once(Input(source.doc_id, source.path, (), mark_of(source, self.settings.input.max_bytes)), taken)
        for source, found in find_articles(containers, self.settings, isolated=options.cluster != "inline"):
            if isinstance(found, ElchiError):
                broken[source.doc_id] = found
                yield _once(Input(source.doc_id, source.path, (), mark_of(source, self.settings.input.max_bytes)), taken)
            else:
                for doc_id, inner, mark in found:
                    yield _once(Input(doc_id, source.path, inner, mark), taken)

    def _work(self, options: Options, broken: dict[str, ElchiError]) -> int:
        from pipeline.batch.work import refusal

        worked = 0
        pending = self.ledger.states()["pending"]
        with Progress(pending, self.settings.run.progress_seconds, quiet=options.quiet) as progress:
            for item in self.ledger.pending() if broken else ():
                if item.doc_id in broken and not item.inner:
                    self._commit(item.doc_id, refusal({"doc_id": item.doc_id, "status": "rejected"}, broken[item.doc_id]), progress)
                    worked += 1
            sources = (Source(item.path, item.doc_id, item.inner) for item in self.ledger.pending())
            for source, outcome in engine_for(options.cluster)(sources, self.settings):
                reach("outcome-received")
                self._commit(source.doc_id, outcome, progress)
                worked += 1
        return worked

    def _commit(self, doc_id: str, outcome: dict[str, Any], progress: Progress) -> None:
        seconds = outcome.pop("seconds", None)
        self.ledger.commit(doc_id, outcome, self.stamps, seconds if isinstance(seconds, float) else None)
        document, rejects = outcome["document"], outcome["rejects"]
        more = {"code": rejects[0]["code"], "message": rejects[0]["message"]} if rejects else {}
        self.journal.write("document", doc_id=doc_id, status=document["status"], seconds=seconds, **more)
        progress.step(rejected=document["status"] == "rejected")

    def _write(self, seconds: float) -> dict[str, int]:
        begun = time.monotonic()
        streams = self.ledger.streams()
        files = write_run(self.folder, streams, self.settings.output)
        reach("manifest-before")
        head, counts = describe_run(streams, self.settings, hash_files(self.folder, files))
        paths = {item.doc_id: shown(item) for item in self.ledger.inputs()}
        taken = timings(seconds, time.monotonic() - begun)
        write_manifest(self.folder / "run.json", head, ({**entry, "path": paths[entry["doc_id"]]} for entry in _entries(streams.documents())), taken)
        reach("manifest-after")
        return counts


def _entries(documents: Iterator[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    return ({key: document.get(key) for key in ("doc_id", "status", "sha256", "bytes", "encoding")} for document in documents)


def _once(item: Input, taken: set[str]) -> Input:
    """The input under a name that no other of the run has."""
    name, count = item.doc_id, 1
    while name in taken:
        count += 1
        name = f"{item.doc_id}~{count}"
    taken.add(name)
    return item if name == item.doc_id else Input(name, item.path, item.inner, item.mark)


def shown(item: Input) -> str:
    """Where an article is, for a reader; without what must stay secret.

    >>> shown(Input("a/b", "a.zip", ("member:b.txt",), ""))
    'a.zip!member:b.txt'
    """
    path = without_secrets(item.path) if is_address(item.path) else item.path
    return "!".join((path, *item.inner)).encode("utf-8", "backslashreplace").decode()


@lru_cache(maxsize=1)
def code_digest() -> str:
    """A hash of elchi itself, code and data: what another version has read is read again."""
    root = Path(__file__).parent.parent
    digest = sha256()
    for path in sorted(path for path in root.rglob("*") if path.is_file() and path.suffix in (".py", ".yaml", ".json", ".sql", ".txt", ".tsv")):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0" + sha256(path.read_bytes()).digest())
    return digest.hexdigest()
