"""The same work on Spark, where it is installed."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import pytest

from pipeline.config import LimitSettings, RunSettings, Settings
from tests import hostile

pytest.importorskip("pyspark", reason="pip install 'elchi[spark]'")
if not shutil.which("java"):
    pytest.skip("Spark needs Java", allow_module_level=True)

SETTINGS = Settings(limits=LimitSettings(seconds=1, kill_seconds=2, memory_bytes=300_000_000), run=RunSettings(workers=2))


def test_of_200_documents_of_which_three_are_poison_197_are_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Spark alone aborts the job when a document kills its worker again and again; here it costs that document."""
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent.parent))  # its workers are to find these tests
    from pipeline.batch.spark import on_spark

    sources = hostile.sources(200, "kill", "hang", "eat", folder=tmp_path)
    found = {source.doc_id: (outcome["rejects"] or [{"code": "done"}])[0]["code"] for source, outcome in on_spark(sources, SETTINGS, "spark", hostile.work)}
    assert Counter(found.values()) == {"done": 197, "worker-died": 1, "timeout": 1, "memory": 1}
