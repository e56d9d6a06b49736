"""Documents a second on 1, 2 and 4 workers and on Dask, and how far more workers help; whether all leave the same bytes.

Run ``python -m benchmarks.batch [DOCUMENTS]``. The documents are paragraphs of the corpus, 5 % of them hostile. Times are those of a clock on the
wall, from the first document to the last, so that what else the machine does counts: the ratios say more than the figures.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests import corpora

ENGINES = (("--workers", "1"), ("--workers", "2"), ("--workers", "4"), ("--cluster", "local"))


def measure(articles: Path, out: Path, options: tuple[str, str]) -> tuple[float, dict[str, str]]:
    """Seconds of extraction, and the hashes of the files."""
    command = [sys.executable, "-m", "pipeline.batch.cli", "run", str(articles), "--out", str(out), "--quiet", *options]
    result = subprocess.run(command, capture_output=True, text=True)
    if result.returncode not in (0, 1):
        raise RuntimeError(f"{' '.join(options)}: {result.stderr}")
    manifest = json.loads((out / "run.json").read_text(encoding="utf-8"))
    return manifest["timings"]["extraction_seconds"], manifest["files"]


def main() -> None:
    """Print one line an engine."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 600
    cores = len(os.sched_getaffinity(0))
    with tempfile.TemporaryDirectory() as folder:
        articles = corpora.write(Path(folder) / "articles", count, hostile=count // 20)
        megabytes = sum(path.stat().st_size for path in articles.iterdir()) / 1e6
        print(f"{count} documents, {megabytes:.1f} MB, {cores} cores, load {os.getloadavg()[0]:.1f}")
        first: tuple[float, dict[str, str]] | None = None
        for at, options in enumerate(ENGINES):
            seconds, files = measure(articles, Path(folder) / str(at), options)
            first = first or (seconds, files)
            same = "same bytes" if files == first[1] else "OTHER BYTES"
            print(
                f"{' '.join(options):<16} {count / seconds:6.1f} documents a second, {first[0] / seconds:4.2f} times one worker, {same}",
                flush=True,
            )


if __name__ == "__main__":
    main()
