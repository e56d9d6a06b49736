"""The commands that score: gold and records in, tables and JSON out."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from pipeline.errors import ConfigError, GoldError
from pipeline.evaluation.errors import Problem, count_causes, find_problems
from pipeline.evaluation.reading import Documents, read_found, read_genres, read_gold
from pipeline.evaluation.scoring import Scores, score
from pipeline.evaluation.summary import summarize
from pipeline.evaluation.tables import agreement_lines, cause_lines, contrast_lines, error_lines, score_lines, span_lines

FAILED = 1


def run(options: argparse.Namespace) -> int:
    """``elchi evaluate``. Returns the exit code; GoldError where gold, records or options are wrong."""
    gold, found = _chosen(read_gold(options.gold), options.documents), read_found(options.records)
    scores = score(gold, found, read_genres(options.gold))
    if options.errors:
        print("\n".join(error_lines(find_problems(scores, texts_of(options.records, options.articles, gold)))))
        return 0
    summary = summarize(scores) | {"without_gold": sorted(set(found) - set(gold))}
    if options.spans:
        from pipeline.evaluation.spans import score_spans

        summary["spans"] = score_spans(gold, found, texts_of(options.records, options.articles, gold))
    if _as_json(summary, options.json):
        return 0
    print("\n".join([*score_lines(summary), *span_lines(summary.get("spans"))]))
    if not options.documents and summary["without_gold"]:
        print(f"\nnot scored, for they have no gold: {', '.join(summary['without_gold'])}")
    return 0


def _as_json(content: dict[str, Any], target: Path | None) -> bool:
    """Write or print figures as JSON; whether that was all that is wanted."""
    text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True)
    if str(target) == "-":
        print(text)
        return True
    if target:
        target.write_text(text + "\n", encoding="utf-8")
    return False


def _chosen(gold: Documents, documents: Sequence[str] | None) -> Documents:
    unknown = [doc_id for doc_id in documents or () if doc_id not in gold]
    if unknown:
        raise GoldError("gold-missing", f"the gold has no document {', '.join(unknown)}", f"it has {', '.join(sorted(gold))}")
    return {doc_id: gold[doc_id] for doc_id in documents} if documents else gold


def texts_of(records: Path | None, articles: Path | None, doc_ids: Iterable[str]) -> dict[str, str]:
    """The articles as read: from their folder, or as the run kept them. A document without either is listed without quotations."""
    names = set(doc_ids)
    texts: dict[str, str] = {}
    if records is not None:
        from pipeline.storage.lines import read_lines

        texts = {entry["doc_id"]: entry["text"] for entry in read_lines(records / "documents.jsonl") if entry.get("text") and entry["doc_id"] in names}
    return texts | (read_texts(articles, names) if articles else {})


def read_texts(folder: Path, names: set[str]) -> dict[str, str]:
    """The texts of a folder's articles, as the pipeline reads them, for the documents that are wanted."""
    from pipeline.documents import read_path

    if not folder.is_dir():
        raise ConfigError("articles-missing", f"{folder} is not a folder", "give the folder that holds the articles")
    paths = {path.relative_to(folder).with_suffix("").as_posix(): path for path in sorted(folder.rglob("*.txt"))}
    return {doc_id: read_path(path, doc_id).raw for doc_id, path in paths.items() if doc_id in names}


def run_errors(options: argparse.Namespace) -> int:
    """``elchi errors``: every error with its sentence, the rules that fired, and its cause; causes counted."""
    from pipeline.evaluation.diagnosis import diagnose_with

    gold = _chosen(read_gold(options.gold), options.documents)
    texts = texts_of(options.records, options.articles, gold)
    problems = find_problems(score(gold, read_found(options.records)), texts, diagnose_with(texts))
    problems = [problem for problem in problems if _wanted(problem, options)]
    causes = count_causes(problems)
    if _as_json({"causes": causes, "errors": [as_data(problem) for problem in problems]}, options.json):
        return 0
    if not options.counts:
        print("\n".join([*error_lines(problems), ""]))
    print("\n".join(cause_lines(causes)))
    return 0


def _wanted(problem: Problem, options: argparse.Namespace) -> bool:
    return (
        (not options.cause or bool(set(options.cause) & set(problem.causes)))
        and (not options.what or problem.what in options.what)
        and (not options.kind or problem.kind == options.kind)
        and (not options.language or problem.language == options.language)
    )


def as_data(problem: Problem) -> dict[str, Any]:
    """An error as plain data."""
    fields = [{"name": field.name, "gold": field.gold, "found": field.found, "core": field.is_core} for field in problem.fields]
    return {
        "doc_id": problem.doc_id, "kind": problem.kind, "language": problem.language, "what": problem.what, "causes": list(problem.causes),
        "gold": problem.gold, "found": problem.found, "fields": fields, "hint": problem.hint, "place": problem.place,
    }  # fmt: skip


def run_compare(options: argparse.Namespace) -> int:
    """``elchi compare``: paired differences of two runs, records gained and lost, by cause."""
    from pipeline.evaluation.contrast import contrast
    from pipeline.evaluation.diagnosis import diagnose_with

    gold = read_gold(options.gold)
    texts = texts_of(options.first, options.articles, gold)
    content = contrast(score(gold, read_found(options.first)), score(gold, read_found(options.second)), diagnose_with(texts))
    if not _as_json(content, options.json):
        print("\n".join(contrast_lines(content)))
    return 0


def run_gate(options: argparse.Namespace) -> int:
    """``elchi gate``: today's figures against the floors of the corpus; 1 where one is too low."""
    from pipeline.evaluation import gate

    articles, gold, path = options.corpus / "articles", options.corpus / "gold", options.corpus / gate.NAME
    scores = _scored(articles, gold, options.records)
    figures, corpus, known = gate.measure(scores), gate.hash_corpus(articles, gold), gate.read_gate(path)
    if options.raising:
        gate.write_gate(path, gate.raised(known, figures, corpus, options.reason or ""))
        print(f"floors of {len(figures)} groups -> {path}")
        return 0
    if options.reason:
        raise ConfigError("gate-reason", "--reason belongs to --raise", "elchi gate --raise --reason TEXT")
    wrong = gate.failures(known, figures, corpus)
    print("\n".join(wrong) if wrong else f"{len(known.floors)} groups stand on or above their floors")
    return FAILED if wrong else 0


def _scored(articles: Path, gold: Path, records: Path | None) -> Scores:
    wanted = read_gold(gold)
    return score(wanted, read_found(records) if records else extract_all(articles, set(wanted)))


def extract_all(articles: Path, names: set[str]) -> Documents:
    """The records of the articles of a folder, read now."""
    from pipeline.documents import read_text
    from pipeline.flow import extract

    found: Documents = {}
    for doc_id, text in read_texts(articles, names).items():
        extraction = extract(read_text(text, doc_id))
        found[doc_id] = [*extraction.visits, *extraction.agreements]
    return found


def run_agreement(options: argparse.Namespace) -> int:
    """``elchi agreement``: how far two annotators agree, and a file of their differences to decide."""
    from pipeline.evaluation.adjudication import difference_lines
    from pipeline.evaluation.agreement import measure_agreement
    from pipeline.storage.files import write_text

    first, second = read_gold(options.first), read_gold(options.second)
    texts = texts_of(None, options.articles, first)
    content = measure_agreement(first, second, texts)
    if options.decisions:
        write_text(options.decisions, "\n".join(difference_lines(first, second, texts)) + "\n")
    if not _as_json(content, options.json):
        print("\n".join(agreement_lines(content)))
    _say_single(first, second)
    return 0


def run_adjudicate(options: argparse.Namespace) -> int:
    """``elchi adjudicate``: two annotations and the decisions about their differences to one gold."""
    from pipeline.evaluation.adjudication import merge, write_gold

    first, second = read_gold(options.first), read_gold(options.second)
    gold = merge(first, second, options.decisions)
    write_gold(options.out, gold)
    _say_single(first, second)
    read_gold(options.out)  # a third value may be none that the contract knows: said at once, with file and line
    print(f"{sum(map(len, gold.values()))} records of {len(gold)} documents -> {options.out}")
    return 0


def _say_single(first: Documents, second: Documents) -> None:
    """Name the documents that only one of two annotators has: they are neither measured nor merged."""
    single = sorted(set(first) ^ set(second))
    if single:
        print(f"left out, for only one of the two has them: {', '.join(single)}", file=sys.stderr)
