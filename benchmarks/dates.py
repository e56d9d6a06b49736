"""Speed of the date stage: loading, finding and reading, and how the time grows on hostile texts.

Run ``python -m benchmarks.dates``. All times are CPU times, the best of some rounds; the share of ``\\w+`` matching over the same text is given
because it moves with the machine as the figures do.
"""

from __future__ import annotations

import math
import random
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from pipeline.dates import read
from pipeline.dates.benchmark import load_cases
from pipeline.dates.find import find_mentions
from pipeline.dates.passages import blank, cut
from pipeline.languages import codes, strict_yaml

ROOT = Path(__file__).resolve().parents[1]
SIZE, SENTENCES, SEED, ROUNDS = 300_000, 60, 1, 3  # characters of a corpus, sentences of a document
SHARES = {"ordinary (2 % dated)": 0.02, "mixed (15 % dated)": 0.15, "all dated": 1.0}
HOSTILE = {
    "digits": "1",
    "parted digits": "1 ",
    "dashed years": "1996-",
    "listed days": "5 May, ",
    "months": "May ",
    "brackets": "(1996 ",
    "blank": " ",
}
LOADING = "import time; from pipeline.dates import read; s = time.process_time(); read('5', {code!r}); m = time.process_time(); read({text!r}, {code!r}); print(m - s, time.process_time() - m)"


def documents(code: str, share: float) -> list[str]:
    """Documents of sentences in random order, a share of them dated."""
    chance = random.Random(SEED)
    dated = [case.text for case in load_cases(ROOT / "corpus" / "dates" / f"{code}.yaml") if case.dates]
    plain = strict_yaml.read(ROOT / "benchmarks" / "dates_plain.yaml")[code]
    sentences, size = [], 0
    while size < SIZE:
        sentences.append(chance.choice(dated if chance.random() < share else plain))
        size += len(sentences[-1])
    return [" ".join(sentences[at : at + SENTENCES]) for at in range(0, len(sentences), SENTENCES)]


def seconds(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """The CPU time of the fastest round."""
    times = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def find_all(texts: list[str], code: str) -> None:
    """What the finder does, without resolving."""
    for text in texts:
        blanked = blank(text, ())
        for start, stop, _ in cut(text, code):
            find_mentions(blanked, (start, stop), code)


def print_speeds() -> None:
    words = re.compile(r"\w+")
    print("| language | text | finding, MB/s | reading, MB/s | finding v \\w+ |")
    print("| --- | --- | --- | --- | --- |")
    for code in codes():
        for name, share in SHARES.items():
            texts = documents(code, share)
            size = sum(len(text.encode()) for text in texts) / 1e6
            find_all(texts, code)
            finding, reading = (
                seconds(lambda texts=texts, code=code: find_all(texts, code)),
                seconds(lambda texts=texts, code=code: [read(t, code) for t in texts]),
            )
            floor = seconds(lambda texts=texts: [words.findall(text) for text in texts])
            print(f"| {code} | {name} | {size / finding:.1f} | {size / reading:.1f} | {floor / finding:.2f} |")


def print_loading() -> None:
    print("\n| language | loading, ms CPU | first text with dates, ms CPU |")
    print("| --- | --- | --- |")
    for code in codes():
        text = next(case.text for case in load_cases(ROOT / "corpus" / "dates" / f"{code}.yaml") if len(case.dates) > 1)
        runs = [
            subprocess.run(
                [sys.executable, "-c", LOADING.format(code=code, text=text)], capture_output=True, text=True, check=True, cwd=ROOT
            ).stdout.split()
            for _ in range(ROUNDS)
        ]
        print(f"| {code} | {min(float(run[0]) for run in runs) * 1000:.0f} | {min(float(run[1]) for run in runs) * 1000:.0f} |")


def print_growth() -> None:
    print("\n| hostile text | growth exponent, 20 kB to 160 kB, worst of all languages |")
    print("| --- | --- |")
    for name, unit in HOSTILE.items():
        exponents = []
        for code in codes():
            short, long = (seconds(lambda size=size, code=code, unit=unit: read(unit * (size // len(unit)), code)) for size in (20_000, 160_000))
            exponents.append(math.log(max(long, 1e-3) / max(short, 1e-3)) / math.log(8))
        print(f"| {name} | {max(exponents):.2f} |")


if __name__ == "__main__":
    print_loading()
    print_speeds()
    print_growth()
