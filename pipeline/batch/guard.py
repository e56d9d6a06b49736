"""Work on documents in processes of their own, within limits: one that kills, hangs or exhausts its process costs only itself."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, wait
from contextlib import contextmanager
from typing import Any

from pipeline.batch.inputs import Source
from pipeline.batch.nursery import die_with_parent, leave_interrupts_to_parent
from pipeline.config import EngineSettings, Settings
from pipeline.engines import load_engines
from pipeline.errors import ElchiError, LanguageDataError

Work = Callable[[Source, Settings], Any]
AHEAD = 3  # documents a worker finds waiting: enough that it never idles, few enough that memory stays the same


class SetupError(ElchiError):
    """The workers cannot work at all; no document is to blame."""


def workers_for(settings: Settings, most: int | None = None) -> int:
    """How many workers there are: as set, or one a core; never more than there is work for."""
    wanted = settings.run.workers or len(os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else range(os.cpu_count() or 1))
    return max(1, wanted if most is None else min(wanted, most))


def guarded(work: Work, sources: Iterable[Source], settings: Settings, workers: int, *, warm: bool) -> Iterator[tuple[Source, Any]]:
    """Call ``work`` on each source in ``workers`` processes; pairs of source and result as they come. What cannot be worked on has a DocumentError.
    ``warm``: everything is loaded before the first worker starts, which pays where there is more than a handful of documents.

    A document whose worker dies is tried again, ``limits.attempts`` times in all. SetupError where the workers do not start.
    """
    from pebble import ProcessPool

    with _main_module_left_alone():
        pool: Any = ProcessPool(max_workers=workers, max_tasks=settings.run.recycle_after, initializer=prepare, initargs=(settings.limits.memory_bytes, settings.engines),
                           context=_context(warm=warm))  # fmt: skip
        try:
            yield from _collect(_Pool(pool, work, settings), iter(sources), workers * AHEAD)
            pool.close()
        except BaseException:
            pool.stop()
            raise
        finally:
            pool.join()


class _Pool:
    """The pool with what it is to do."""

    def __init__(self, pool: Any, work: Work, settings: Settings) -> None:
        self._pool, self._work, self.settings = pool, work, settings

    def schedule(self, source: Source) -> Future[Any]:
        future: Future[Any] = self._pool.schedule(self._work, args=[source, self.settings], timeout=self.settings.limits.kill_seconds)
        return future


def _collect(pool: _Pool, sources: Iterator[Source], ahead: int) -> Iterator[tuple[Source, Any]]:
    waiting: dict[Future[Any], tuple[Source, int]] = {}
    more = True
    while True:
        while more and len(waiting) < ahead:
            source = next(sources, None)
            if source is None:
                more = False
            else:
                waiting[pool.schedule(source)] = (source, 1)
        if not waiting:
            return
        done, _ = wait(waiting, return_when=FIRST_COMPLETED)
        for future in sorted(done, key=lambda future: waiting[future][0].doc_id):
            source, attempt = waiting.pop(future)
            result = _result(future, pool.settings, attempt)
            if result is AGAIN:
                waiting[pool.schedule(source)] = (source, attempt + 1)
            else:
                yield source, result


AGAIN = object()


def _result(future: Future[Any], settings: Settings, attempt: int) -> Any:
    """The result of a document, or why there is none; AGAIN where it is to be tried once more."""
    from pebble import ProcessExpired

    from pipeline.batch.work import memory, timeout, worker_died

    try:
        return future.result()
    except TimeoutError:
        return timeout(settings.limits)
    except ProcessExpired:
        return AGAIN if attempt < settings.limits.attempts else worker_died(settings.limits)
    except MemoryError:
        return memory(settings.limits)
    except LanguageDataError:
        raise
    except ElchiError as error:
        return error
    except (CancelledError, RuntimeError, OSError, ImportError) as error:
        raise SetupError("workers", f"the workers do not work: {type(error).__name__}: {error}", "run with --workers 1 to see more") from error


def prepare(memory_bytes: int, engines: EngineSettings) -> None:
    """In a new worker: load its engines, bound the memory beyond them, one thread, and end with the process that started it."""
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, "1")
    die_with_parent()
    leave_interrupts_to_parent()
    with contextlib.suppress(ElchiError):  # the first document tells it
        load_engines(engines)
    try:
        import resource

        with open("/proc/self/statm", encoding="ascii") as file:
            held = int(file.read().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (held + memory_bytes, held + memory_bytes))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (ImportError, OSError, ValueError):
        return  # a system without such limits: time and size still bound a document


def _context(*, warm: bool) -> Any:
    """Workers are forked from a process of one thread, which is ``warm`` or not; where there is no such thing, they
    start from nothing."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    from multiprocessing import forkserver

    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["pipeline.batch.nursery", "pipeline.batch.warm" if warm else "pipeline.batch.work"])
    forkserver.ensure_running()  # by this thread, which lasts: to the system the thread that starts a process is its parent
    return context


@contextmanager
def _main_module_left_alone() -> Iterator[None]:
    """New processes import the main module again to find functions there. Ours are elsewhere, and a script without the usual guard would run twice."""
    main = sys.modules["__main__"]
    kept = {name: getattr(main, name) for name in ("__file__", "__spec__") if hasattr(main, name)}
    try:
        for name in kept:
            setattr(main, name, None)
        yield
    finally:
        for name, value in kept.items():
            setattr(main, name, value)
