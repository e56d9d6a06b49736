"""The process from which workers are forked: it and they end with the coordinator, however that ends.

Imported by that process only, before anything else; anywhere else it does nothing.
"""

from __future__ import annotations

import signal
import sys
from pickle import UnpicklingError
from types import TracebackType


def is_nursery() -> bool:
    """Whether this process is the one from which workers are forked."""
    return any("multiprocessing.forkserver" in word for word in sys.orig_argv)


def die_with_parent() -> None:
    """Let the system end this process when the one that started it ends (Linux; elsewhere workers end when their pipe closes)."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(1, signal.SIGKILL)


def leave_interrupts_to_parent() -> None:
    """Ctrl-C reaches every process of a terminal; only the one that a person started is to answer."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def keep_broken_starts_quiet() -> None:
    """A worker whose coordinator was interrupted while it started the worker finds its orders cut short: that is nobody's fault and no news."""
    told = sys.excepthook

    def tell(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if not issubclass(kind, (EOFError, ConnectionError, UnpicklingError)):
            told(kind, error, trace)

    sys.excepthook = tell


if is_nursery():
    die_with_parent()
    leave_interrupts_to_parent()
    keep_broken_starts_quiet()
