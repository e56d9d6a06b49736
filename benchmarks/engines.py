"""The table of docs/models.md: engine x language x (sentence F1, name F1, strict record F1, words a second, seconds to load).

    python benchmarks/engines.py sentences --public DIR       sentence F1 and words a second
    python benchmarks/engines.py names [--public DIR]         F1 of people and places
    python benchmarks/engines.py load                         seconds from nothing to the first sentence, each engine in a process of its own
    python benchmarks/engines.py records [--only ENGINES]     strict record F1 on corpus/gold

Sentences and names are those that training held out: every sixth document of NTREX, every sixth of the own sentences, and the sets of Universal NER.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline.config import EngineSettings
from pipeline.engines import load_engines
from pipeline.languages import codes
from pipeline.segmentation.lexicon import lexicon
from pipeline.segmentation.sentences import find_sentences
from pipeline.training.command import OWN
from pipeline.training.passages import Passage, read_marked
from pipeline.training.public import hold_out, read_set, read_sets

SEED = 0
Span = tuple[int, ...]


def f1(found: Counter[str]) -> str:
    """``precision / recall / F1`` in per cent."""
    precision, recall = (found["right"] / max(found[key], 1) for key in ("found", "gold"))
    return f"P {precision:.1%} R {recall:.1%} F1 {2 * precision * recall / max(precision + recall, 1e-9):.1%}"


def count(counts: Counter[str], found: Sequence[object], gold: Sequence[object]) -> None:
    """Add one passage to the counts."""
    counts.update(found=len(set(found)), gold=len(set(gold)), right=len(set(found) & set(gold)))


def sentences(public: Path | None) -> Iterator[str]:
    """Sentence F1 (both ends right) and words a CPU second, on the documents of NTREX that no training saw: running text."""
    if public is None:
        sys.exit("--public is needed: the own sentences stand alone, and tell nothing about running text")
    for language in codes():
        passages = hold_out(read_set(public, f"ntrex-{language}"))[1]
        for engine in ("rules", "spacy", "stanza"):
            split = load_engines(EngineSettings(sentences=engine)).split
            counts: Counter[str] = Counter()
            started = time.process_time()
            for each in passages:
                spans = split(each.text, 0, len(each.text), language) if split else find_sentences(each.text, 0, len(each.text), lexicon(language))
                count(counts, list(spans), each.sentences)
            words = sum(len(each.text.split()) for each in passages)
            yield f"{language} {engine:7} {f1(counts)}  {words / (time.process_time() - started):8,.0f} words/s, {counts['gold']} sentences"


def names(public: Path | None) -> Iterator[str]:
    """F1 of the exact spans of people and places, by the rules, the model alone, and both."""
    for language in codes():
        tried = {"own": held_out(language)}
        if public is not None:
            tried |= dict(read_sets(public, language, "test"))
        for name, passages in tried.items():
            for engine in ("rules", "model", "rules+spacy"):
                counts = {label: Counter[str]() for label in ("PER", "GPE")}
                started = time.process_time()
                for each, found in zip(passages, find(passages, language, engine), strict=True):
                    for label, counter in counts.items():
                        count(counter, [one for one in found if one[2] == label], [one for one in each.names or () if one[2] == label])
                words = sum(len(each.text.split()) for each in passages)
                speed = words / (time.process_time() - started)
                yield f"{language} {name:8} {engine:12} PER {f1(counts['PER'])}   GPE {f1(counts['GPE'])}  {speed:8,.0f} words/s, {len(passages)} sentences"


def held_out(language: str) -> list[Passage]:
    """The own sentences that training does not see."""
    import random

    passages = read_marked(OWN / f"{language}.txt")
    random.Random(SEED).shuffle(passages)
    return hold_out(passages)[1]


def find(passages: Sequence[Passage], language: str, engine: str) -> Iterator[list[tuple[int, int, str]]]:
    """The names of each passage, a document of its own."""
    from pipeline.entities import find_entities
    from pipeline.values import Block, Segmentation, Sentence

    finder = load_engines(EngineSettings(names="rules" if engine == "rules" else "spacy")).find_names
    if engine == "model" and finder:
        yield from map(list, finder([(each.text, language) for each in passages]))
        return
    for each in passages:
        size = len(each.text)
        found = find_entities(each.text, Segmentation((Block(0, size, "body", language),), (Sentence(0, size, language, 0),)), finder)
        people = {(one.name_start, one.name_stop, "PER") for one in found.actors if one.name_start >= 0}
        yield sorted(people | {(one.start, one.stop, "GPE") for one in found.places if one.kind in ("country", "city") and one.form == "noun"})


CHOICES = {"rules": "{}", "spacy sentences": "{sentences: spacy}", "stanza sentences": "{sentences: stanza}", "spacy names": "{names: spacy}",
           "stanza + spacy names": "{sentences: stanza, names: spacy}"}  # fmt: skip


def load() -> Iterator[str]:
    """Wall seconds and resident memory of a process that reads one sentence."""
    for name, settings in CHOICES.items():
        code = "import resource\nfrom pipeline.config import parse_settings\nfrom pipeline.engines import load_engines\nfrom pipeline.flow import extract\n"
        code += f"from pipeline.documents import read_text\nextract(read_text('It rained in Baku.', 'a'), load_engines(parse_settings('engines: {settings}', 'a').engines))\n"
        code += "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, sum(resource.getrusage(resource.RUSAGE_SELF)[:2]))"
        started = time.monotonic()
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        memory, cpu = done.stdout.split()
        yield f"{name:22} {time.monotonic() - started:5.1f} s, {float(cpu):.1f} CPU s, {memory} MB"


def elchi(words: Sequence[str]) -> None:
    """One command of elchi; its output is not shown."""
    done = subprocess.run([sys.executable, "-m", "pipeline.batch.cli", *words], capture_output=True, text=True, check=False)
    if done.returncode > 1:
        sys.exit(done.stderr)


def records(only: Sequence[str]) -> Iterator[str]:
    """Strict F1 of the records of corpus/gold, overall and by language of the evidence."""
    for name, settings in CHOICES.items():
        if only and name not in only:
            continue
        with tempfile.TemporaryDirectory() as folder:
            out = Path(folder)
            (out / "config.yaml").write_text(f"engines: {settings}\noutput: {{formats: []}}\n", encoding="utf-8")
            started = time.monotonic()
            elchi(["run", "corpus/articles", "--out", str(out / "run"), "--config", str(out / "config.yaml"), "--quiet", "--workers", "1"])
            seconds = time.monotonic() - started
            elchi(["evaluate", "--gold", "corpus/gold", "--records", str(out / "run"), "--json", str(out / "scores.json")])
            scores = json.loads((out / "scores.json").read_text(encoding="utf-8"))
        told = {"all": scores["overall"], **scores["by_language"]}
        figures = ", ".join(f"{part} {each['detection']['f1']:.4f} / {each['strict']['f1']:.4f}" for part, each in told.items())
        yield f"{name:22} {seconds:6.1f} s  found / strict F1: {figures}"


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description="Measure the engines.")
    parser.add_argument("what", choices=["sentences", "names", "load", "records"])
    parser.add_argument("--public", type=Path, metavar="DIR", help="folder with the public sets that docs/models.md lists")
    parser.add_argument("--only", action="append", default=[], metavar="ENGINES", help="records: only these engines")
    options = parser.parse_args()
    lines = {"sentences": lambda: sentences(options.public), "names": lambda: names(options.public), "load": load, "records": lambda: records(options.only)}
    for line in lines[options.what]():
        print(line, flush=True)


if __name__ == "__main__":
    main()
