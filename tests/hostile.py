"""Work that misbehaves by the name of the document: it is called in worker processes, so it stands in a module of its own."""

from __future__ import annotations

import os
import re
import signal
import time
from pathlib import Path
from typing import Any

from pipeline.batch.inputs import Source
from pipeline.config import Settings


def work(source: Source, settings: Settings) -> dict[str, Any]:
    """An outcome without records; ``kill``, ``hang``, ``hog`` (holds the interpreter's lock), ``eat`` and ``once`` do what they say."""
    from pipeline.batch.work import memory, refusal

    name = source.doc_id.rpartition("-")[0]
    document = {"doc_id": source.doc_id, "status": "done"}
    if name == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    elif name == "hang":
        time.sleep(600)
    elif name == "hog":
        re.match(r"(a+)+$", "a" * 60 + "b")
    elif name == "once" and not Path(source.path).exists():
        Path(source.path).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    elif name == "fell" and not Path(source.path).exists():
        Path(source.path).touch()
        above = Path(f"/proc/{os.getppid()}/stat").read_text(encoding="utf-8")  # the process from which workers are forked
        os.kill(int(above.rpartition(")")[2].split()[1]), signal.SIGKILL)
    elif name == "eat":
        try:
            bytearray(8 << 30)
        except MemoryError:
            return refusal(document | {"status": "rejected"}, memory(settings.limits))
    return {"document": document, "records": [], "rejects": []}


def sources(count: int, *bad: str, folder: Path) -> list[Source]:
    """So many documents, the bad ones spread among them."""
    names = [f"{bad[at * len(bad) // count]}-{at}" if bad and at % (count // len(bad)) == count // len(bad) // 2 else f"good-{at}" for at in range(count)]
    return [Source(str(folder / name), name) for name in names]
