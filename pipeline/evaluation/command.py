"""``elchi evaluate``: gold and records in, tables and JSON out."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

from pipeline.evaluation.errors import find_problems
from pipeline.evaluation.reading import read_found, read_genres, read_gold
from pipeline.evaluation.scoring import score
from pipeline.evaluation.summary import summarize
from pipeline.evaluation.tables import error_lines, score_lines


def run(options: argparse.Namespace) -> int:
    """Evaluate and print. Returns the exit code; GoldError where gold, records or options are wrong."""
    gold, found = _chosen(read_gold(options.gold), options.documents), read_found(options.records)
    scores = score(gold, found, read_genres(options.gold))
    if options.errors:
        print("\n".join(error_lines(find_problems(scores, _texts(options.articles, gold)))))
        return 0
    summary = summarize(scores) | {"without_gold": sorted(set(found) - set(gold))}
    text = json.dumps(summary, ensure_ascii=False, indent=1, sort_keys=True)
    if str(options.json) == "-":
        print(text)
        return 0
    if options.json:
        options.json.write_text(text + "\n", encoding="utf-8")
    print("\n".join(score_lines(summary)))
    if not options.documents and summary["without_gold"]:
        print(f"\nnot scored, for they have no gold: {', '.join(summary['without_gold'])}")
    return 0


def _chosen(gold: dict[str, list[dict[str, object]]], documents: Sequence[str] | None) -> dict[str, list[dict[str, object]]]:
    from pipeline.errors import GoldError

    unknown = [doc_id for doc_id in documents or () if doc_id not in gold]
    if unknown:
        raise GoldError("gold-missing", f"the gold has no document {', '.join(unknown)}", f"it has {', '.join(sorted(gold))}")
    return {doc_id: gold[doc_id] for doc_id in documents} if documents else gold


def _texts(folder: Path | None, doc_ids: object) -> dict[str, str]:
    """The articles as read, where their folder is given; a document without an article is listed without quotations."""
    if folder is None:
        return {}
    from pipeline.documents import read_path

    names = set(doc_ids)  # type: ignore[call-overload]
    paths = {path.relative_to(folder).with_suffix("").as_posix(): path for path in sorted(folder.rglob("*.txt"))}
    return {doc_id: read_path(path, doc_id).raw for doc_id, path in paths.items() if doc_id in names}
