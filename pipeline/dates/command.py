"""``elchi dates LANGUAGE``: one text a line in, one JSON list of its dates a line out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from pipeline.dates.reader import read


def run(language: str, lines: Iterable[str]) -> Iterator[str]:
    """For each line (a document of its own) the JSON list of its dates: start, end, text, edtf, source.

    >>> next(run("en", ["In May 1996."]))
    '[{"start": 3, "end": 11, "text": "May 1996", "edtf": "1996-05", "source": "explicit"}]'
    """
    for line in lines:
        dates = read(line.rstrip("\r\n"), language)
        rows = [{"start": d.start, "end": d.stop, "text": d.text, "edtf": d.edtf, "source": d.source} for d in dates]
        yield json.dumps(rows, ensure_ascii=False)
