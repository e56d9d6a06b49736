"""Everything a worker needs, loaded once: the process from which all workers are forked imports this module, and they share its memory."""

from __future__ import annotations

import contextlib
import gc
from pathlib import Path

from pipeline.batch.nursery import is_nursery


def warm() -> None:
    """Read a text in each language, so that all data is loaded, and keep the collector of garbage away from it."""
    from pipeline.documents import read_text
    from pipeline.flow import extract
    from pipeline.segmentation.identification import closest_read

    extract(read_text(Path(__file__).with_name("warm.txt").read_text(encoding="utf-8"), "warm"))
    closest_read("Obrigado", "latin")  # its model is read when a text is doubtful: a second and 100 MB, which no worker is to spend again
    gc.collect()
    gc.freeze()


if is_nursery():
    with contextlib.suppress(Exception):  # whatever is wrong, the first document will tell it better than a process that nobody sees
        warm()
