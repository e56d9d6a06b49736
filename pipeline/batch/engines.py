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
Engine = Callable[[Iterable[Source], Settings], Pairs]


def engine_for(cluster: str | None) -> Engine:
    """The engine of a name: None is this machine, ``local`` or an address (``tcp://host:8786``) Dask, ``spark`` Spark, ``inline`` this process."""
    if cluster is None:
        return on_this_machine
    if cluster == "inline":
        return in_this_process
    if cluster == "spark" or cluster.startswith(("spark://", "local[", "yarn", "k8s://")):
        return lambda sources, settings: import_module("pipeline.batch.spark").on_spark(sources, settings, cluster)  # type: ignore[no-any-return]
    return lambda sources, settings: import_module("pipeline.batch.dask").on_dask(sources, settings, cluster)  # type: ignore[no-any-return]


def in_this_process(sources: Iterable[Source], settings: Settings) -> Pairs:
    """One after the other, here: without limits of memory and without a way to survive a crash. For looking into a problem."""
    from pipeline.batch.work import process

    for source in sources:
        yield source, process(source, settings)


def on_this_machine(sources: Iterable[Source], settings: Settings) -> Pairs:
    """In worker processes of this machine."""
    from pipeline.batch.guard import guarded, workers_for
    from pipeline.batch.work import process, refusal

    waiting = iter(sources)
    first = list(islice(waiting, workers_for(settings)))
    if first:
        for source, result in guarded(process, chain(first, waiting), settings, workers_for(settings, len(first))):
            yield source, refusal({"doc_id": source.doc_id, "status": "rejected"}, result) if isinstance(result, ElchiError) else result


def process_part(part: list[Source], settings: Settings) -> list[Outcome]:
    """The outcomes of some documents, in a worker of a cluster: each is worked on in a process of its own below that worker."""
    from pipeline.batch.guard import guarded
    from pipeline.batch.work import process, refusal

    found = {}
    for source, result in guarded(process, part, settings, 1):
        found[source.doc_id] = refusal({"doc_id": source.doc_id, "status": "rejected"}, result) if isinstance(result, ElchiError) else result
    return [found[source.doc_id] for source in part]


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

    if isolated:
        from pipeline.batch.guard import guarded

        yield from guarded(expand, sources, settings, 1)
        return
    for source in sources:
        try:
            yield source, expand(source, settings)
        except LanguageDataError:
            raise
        except DocumentError as error:
            yield source, error
