"""The same work on Spark, through ``mapInPandas``: for those whose cluster is one. ``spark`` is ``local[2,4]``; any other Spark master works as well.

Each document has a process of its own below the Python worker of Spark, so a document that kills its process does not abort the job. What Spark loses
with an executor it does again; what it gives up stays pending in the ledger, and the next run does it.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from pipeline.batch.engines import Pairs, Work, process_part
from pipeline.batch.guard import SetupError
from pipeline.batch.inputs import Source
from pipeline.config import Settings
from pipeline.errors import ConfigError

if TYPE_CHECKING:
    import pandas

SCHEMA = "doc_id string, outcome string"
ROWS = 64  # documents in a batch of a partition
PARTITION = 200  # documents in a partition: one costs 50 ms and more


def on_spark(sources: Iterable[Source], settings: Settings, where: str, work: Work | None = None) -> Pairs:
    """Work on sources on Spark; ``where`` is ``spark`` or a master."""
    try:
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise ConfigError("extra-missing", "Spark needs pyspark, pandas and Java", "pip install 'elchi[spark]'") from error
    builder: Any = SparkSession.builder
    master = "local[2,4]" if where == "spark" else where
    if master.startswith("local"):
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # else Spark takes whatever python3 it finds, which may not have elchi
    try:
        session = (
            builder.master(master).appName("elchi").config("spark.ui.enabled", "false").config("spark.sql.execution.arrow.maxRecordsPerBatch", str(ROWS)).getOrCreate()
        )
    except Exception as error:
        raise SetupError("cluster", f"Spark does not start: {str(error).splitlines()[0]}", "is Java 17 installed, and JAVA_HOME set?") from error
    try:
        yield from _collect(session, list(sources), settings, work)
    finally:
        session.stop()


def _collect(session: Any, sources: list[Source], settings: Settings, work: Work | None) -> Pairs:
    by_name = {source.doc_id: source for source in sources}
    if not sources:
        return
    rows = [(source.doc_id, source.path, json.dumps(source.inner)) for source in sources]
    frame = session.createDataFrame(rows, "doc_id string, path string, inner string").repartition(max(2, len(rows) // PARTITION))
    for row in frame.mapInPandas(partition_reader(settings, work), SCHEMA).toLocalIterator(prefetchPartitions=True):
        yield by_name[row.doc_id], json.loads(row.outcome)


def partition_reader(settings: Settings, work: Work | None = None) -> Callable[[Iterator[pandas.DataFrame]], Iterator[pandas.DataFrame]]:
    """The function that Spark calls on each partition: frames of ``doc_id, path, inner`` in, frames of ``doc_id, outcome`` (JSON) out."""

    def read(frames: Iterator[pandas.DataFrame]) -> Iterator[pandas.DataFrame]:
        import pandas

        for frame in frames:
            part = [Source(path, doc_id, tuple(json.loads(inner))) for doc_id, path, inner in zip(frame.doc_id, frame.path, frame.inner, strict=True)]
            outcomes = process_part(part, settings, work)
            texts = [json.dumps(outcome, ensure_ascii=False) for outcome in outcomes]
            yield pandas.DataFrame({"doc_id": [source.doc_id for source in part], "outcome": texts})

    return read
