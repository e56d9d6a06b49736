"""The same work on a Dask cluster: ``local`` starts one of worker processes here, an address joins one that runs.

The watchdog lives inside the Dask worker, for Dask has no time limit for a task and blames innocents: ``process_part`` gives each document a process of
its own. A part whose worker dies again and again is split into its documents; one that still kills its worker is rejected. Inputs must be
readable from every worker under the same path.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from pipeline.batch.engines import Pairs, Work, parts_of, process_part
from pipeline.batch.guard import SetupError, workers_for
from pipeline.batch.inputs import Source
from pipeline.config import Settings
from pipeline.errors import ConfigError, ElchiError, LanguageDataError

AHEAD = 2  # parts a worker finds waiting
PART = 64  # documents in a part at most
_DEAF = "import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)"  # run by each worker: Ctrl-C reaches it too, but the run stops its workers itself


def on_dask(sources: Iterable[Source], settings: Settings, where: str, work: Work | None = None) -> Pairs:
    """Work on sources in a cluster; ``where`` is ``local`` or the address of a scheduler."""
    try:
        import dask
        import distributed
    except ImportError as error:
        raise ConfigError("extra-missing", "a Dask cluster needs distributed", "pip install 'elchi[dask]'") from error
    # A worker that is a daemon may have no children; this must stand before the cluster starts.
    with dask.config.set({"distributed.worker.daemon": False, "distributed.scheduler.allowed-failures": 1, "distributed.comm.timeouts.connect": "20s"}):
        cluster = _start(distributed, settings) if where == "local" else None
        try:
            with _client(distributed, cluster or where) as client:
                yield from _collect(client, parts_of(sources, settings, _size), settings, work)
        finally:
            if cluster is not None:
                cluster.close()


def _start(distributed: Any, settings: Settings) -> Any:
    return distributed.LocalCluster(
        n_workers=workers_for(settings), threads_per_worker=1, processes=True, dashboard_address=None, memory_limit=0, silence_logs=50, preload=[_DEAF]
    )


def _client(distributed: Any, where: Any) -> Any:
    try:
        return distributed.Client(where, timeout="20s", set_as_default=False)
    except (OSError, TimeoutError, ValueError) as error:
        raise SetupError("cluster", f"no Dask scheduler answers at {where}", "start one, or give --cluster local") from error


def _collect(client: Any, whole: Iterator[list[Source]], settings: Settings, work: Work | None) -> Pairs:
    """Hand out parts, a few ahead, and take in their outcomes as they come, so that results never pile up in the workers."""
    import distributed

    parts = _small(whole)
    running: Any = distributed.as_completed(  # type: ignore[no-untyped-call]
        loop=client.loop, with_results=True, raise_errors=False)
    waiting: dict[str, list[Source]] = {}

    def submit(part: list[Source]) -> None:
        future = client.submit(process_part, part, settings, work, pure=False)
        waiting[future.key] = part
        running.add(future)

    ahead = AHEAD * max(1, len(client.scheduler_info(n_workers=-1)["workers"]) or workers_for(settings))
    for part in islice(parts, ahead):
        submit(part)
    if not waiting:
        return
    for future, result in running:
        part = waiting.pop(future.key)
        if future.status == "finished":
            yield from zip(part, result, strict=True)
        elif len(part) > 1:
            _check(result)
            for source in part:
                submit([source])
        else:
            _check(result)
            yield part[0], _given_up(part[0], settings)
        following = next(parts, None)
        if following is not None:
            submit(following)


def _check(result: Any) -> None:
    """Whether a part failed because its worker died; whatever else it is, no document is to blame, and the run cannot go on."""
    error = result[1] if isinstance(result, tuple) else result
    if type(error).__name__ in ("KilledWorker", "CancelledError", "FutureCancelledError"):
        return
    if isinstance(error, LanguageDataError):
        raise error
    hint = "the workers need elchi installed, the inputs under the same path, and DASK_DISTRIBUTED__WORKER__DAEMON=False in their environment"
    raise SetupError("cluster", f"the workers do not work: {type(error).__name__}: {error}"[:500], hint) from (error if isinstance(error, Exception) else None)


def _given_up(source: Source, settings: Settings) -> dict[str, Any]:
    from pipeline.batch.work import refusal, worker_died

    refused: ElchiError = worker_died(settings.limits)
    return refusal({"doc_id": source.doc_id, "status": "rejected"}, refused)


def _size(source: Source) -> int:
    try:
        return os.path.getsize(source.path) if not source.inner else 4_000
    except OSError:
        return 4_000


def _small(parts: Iterator[list[Source]]) -> Iterator[list[Source]]:
    for part in parts:
        yield from (part[at : at + PART] for at in range(0, len(part), PART))
