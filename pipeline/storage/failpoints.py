"""Places at which a test can make a run fail: killed, stopped, or with an error of the disk. Without ``ELCHI_FAIL`` in the environment they do nothing.

``ELCHI_FAIL="commit-after:3:KILL:/tmp/flag"`` kills the process the third time it reaches ``commit-after``, once: the file ``/tmp/flag`` is made then,
and while it is there nothing fails, in whichever process.
"""

from __future__ import annotations

import errno
import os
import signal

COORDINATOR = ("ledger-opened", "inputs-listed", "inputs-entered", "outcome-received", "commit-before", "commit-after", "file-staged", "file-renamed",
               "records-written", "manifest-before", "manifest-after")  # fmt: skip
WORKER = ("read-before", "read-after", "parsed", "extracted", "validated")
POINTS = (*COORDINATOR, *WORKER)
ACTIONS = {"KILL": signal.SIGKILL, "TERM": signal.SIGTERM}
ERRORS = {"ENOSPC": errno.ENOSPC, "EIO": errno.EIO}
_PLAN = os.environ.get("ELCHI_FAIL", "").split(":", 3)
_reached = 0


def reach(name: str) -> None:
    """A named place in the work; it fails here if the environment says so.

    >>> reach("parsed")
    """
    if _PLAN[0] == name:
        _fail(int(_PLAN[1]), _PLAN[2], _PLAN[3])


def _fail(at: int, action: str, flag: str) -> None:
    global _reached
    _reached += 1
    if _reached != at:
        return
    try:
        os.close(os.open(flag, os.O_CREAT | os.O_EXCL))
    except FileExistsError:
        return
    if action in ACTIONS:
        os.kill(os.getpid(), ACTIONS[action])
    else:
        raise OSError(ERRORS[action], os.strerror(ERRORS[action]))
