"""Where documents are worked on: in this process, in worker processes of this machine, on a Dask cluster, on Spark. None of it changes a result.

An engine takes sources and hands on pairs of source and outcome, as they come. Only the coordinator writes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from itertools import chain, islice
from typing import Any

from pipeline.batch.inputs import Source
from pipeline.config import Settings
from pipeline.errors import DocumentError, ElchiError, LanguageDataError

Outcome = dict[str, Any]
Pairs = Iterator[tuple[Source, Outcome]]
Work = Callable[[Source, Settings], Outcome]
Engine = Callable[[Iterable[Source], Settings], Pairs]


def engine_for(cluster: str | None) -> Engine:
    """The engine of a name: None is this machine, ``local`` or an address (``tcp://host:8786``) Dask, ``spark`` Spark, ``inline`` this process."""
    if cluster is None:
        return on_this_machine
    if cluster == "inline":
        return in_this_process
    name = "spark" if cluster == "spark" or cluster.startswith(("spark://", "local[", "yarn", "k8s://")) else "dask"
    engine = getattr(import_module(f"pipeline.batch.{name}"), f"on_{name}")
    return lambda sources, settings: engine(sources, settings, cluster)


def in_this_process(sources: Iterable[Source], settings: Settings, work: Work | None = None) -> Pairs:
    """One after the other, here: without limits of memory and without a way to survive a crash. For looking into a problem."""
    work = work or default_work()
    for source in sources:
        yield source, work(source, settings)


def on_this_machine(sources: Iterable[Source], settings: Settings, work: Work | None = None) -> Pairs:
    """In worker processes of this machine."""
    from pipeline.batch.guard import guarded, workers_for

    waiting = iter(sources)
    first = list(islice(waiting, max(2, workers_for(settings))))
    if first:
        workers = workers_for(settings, len(first))
        for source, result in guarded(work or default_work(), chain(first, waiting), settings, workers, warm=len(first) > 1):
            yield source, _outcome(source, result)


def process_part(part: list[Source], settings: Settings, work: Work | None = None) -> list[Outcome]:
    """The outcomes of some documents, in a worker of a cluster: each is worked on in a process of its own below that worker."""
    from pipeline.batch.guard import guarded

    found = {source.doc_id: _outcome(source, result) for source, result in guarded(work or default_work(), part, settings, 1, warm=True)}
    return [found[source.doc_id] for source in part]


def default_work() -> Work:
    """What is done with a document; loaded when it is needed, for it loads the whole extraction."""
    from pipeline.batch.work import process

    return process


def _outcome(source: Source, result: Any) -> Outcome:
    from pipeline.batch.work import refusal

    return refusal({"doc_id": source.doc_id, "status": "rejected"}, result) if isinstance(result, ElchiError) else result


def parts_of(sources: Iterable[Source], settings: Settings, size: Callable[[Source], int]) -> Iterator[list[Source]]:
    """Sources in parts of about ``run.part_bytes``, so that what a task costs besides the work does not count.

    >>> [len(part) for part in parts_of([Source("a", "a"), Source("b", "b"), Source("c", "c")], Settings(), lambda source: 150_000)]
    [2, 1]
    """
    part: list[Source] = []
    total = 0
    for source in sources:
        part.append(source)
        total += size(source)
        if total >= settings.run.part_bytes:
            yield part
            part, total = [], 0
    if part:
        yield part


def find_articles(sources: list[Source], settings: Settings, *, isolated: bool) -> Iterator[tuple[Source, Any]]:
    """The containers among sources, each with the articles in it, or the error that hides them."""
    from pipeline.batch.containers import expand

    if isolated and sources:
        from pipeline.batch.guard import guarded

        # Warm, though nothing is extracted here: the process from which workers are forked stays, and the articles are read by its children.
        yield from guarded(expand, sources, settings, 1, warm=True)
        return
    for source in sources:
        try:
            yield source, expand(source, settings)
        except LanguageDataError:
            raise
        except DocumentError as error:
            yield source, error
