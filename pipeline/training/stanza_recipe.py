"""The small Stanza tokenizers, one a language: tokens and the ends of sentences."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from pipeline.engines.manifest import write_manifest
from pipeline.training.material import gather
from pipeline.training.passages import Passage

LONGEST = 200  # characters of a sentence that is learned from
DEV = 100  # passages on which a model is tried while it learns; more take longer than the learning
_TOKEN = re.compile(r"\w+(?:[-'’]\w+)*|\S")


def train(languages: Iterable[str], own: Path, public: Path | None, out: Path, *, steps: int, seed: int) -> Path:
    """Train a model for each language and write ``LANGUAGE.pt`` into ``out``. Needs the extra ``stanza``; some three minutes each on one core."""
    import torch
    from stanza.models import tokenizer

    torch.set_num_threads(1)
    out.mkdir(parents=True, exist_ok=True)
    for language in languages:
        material = gather(own, public, language, seed, names=False)
        with tempfile.TemporaryDirectory() as folder:
            arguments = _write(Path(folder), _from_a_short_one(material.train), material.dev[:DEV])
            arguments += ["--lang", language, "--shorthand", f"{language}_elchi", "--no_use_mwt", "--seed", str(seed), "--cpu"]
            arguments += ["--steps", str(steps), "--eval_steps", str(max(1, min(100, steps - 1))), "--batch_size", "32", "--max_seqlen", str(LONGEST)]
            tokenizer.main([*arguments, "--save_dir", str(out), "--save_name", f"{language}.pt"])
        forget_folders(out / f"{language}.pt")
    (out / "resources.json").write_text("{}\n", encoding="utf-8")  # without it Stanza asks for a download
    write_manifest(out, "elchi train stanza")
    return out


def forget_folders(path: Path) -> None:
    """Stanza notes in a model the files that it was made of: their names stay, the folders of the machine do not."""
    import torch

    content = torch.load(path, weights_only=True, map_location="cpu")
    content["config"] = {key: Path(value).name if isinstance(value, str) else value for key, value in content["config"].items()}
    torch.save(content, path)


def _from_a_short_one(passages: Sequence[Passage]) -> list[Passage]:
    """The passages, from the first on that keeps a sentence: Stanza drops long ones, and stumbles where its first paragraph has no other."""
    kept = [any(stop - start < LONGEST for start, stop in passage.sentences) for passage in passages]
    first = kept.index(True)
    return [*passages[first:], *passages[:first]]


def _write(folder: Path, train: Sequence[Passage], dev: Sequence[Passage]) -> list[str]:
    """The files of a training, and the arguments that name them."""
    arguments = []
    for part, passages in (("", train), ("dev_", dev)):
        text, labels = folder / f"{part}text.txt", folder / f"{part}text.toklabels"
        text.write_text("\n\n".join(passage.text for passage in passages) + "\n", encoding="utf-8")
        labels.write_text("\n\n".join(label(passage) for passage in passages) + "\n", encoding="utf-8")
        arguments += [f"--{part}txt_file", str(text), f"--{part}label_file", str(labels)]
    (folder / "dev.conllu").write_text("\n".join(line for passage in dev for line in _conllu(passage)) + "\n", encoding="utf-8")
    (folder / "mwt.json").write_text(json.dumps([]), encoding="utf-8")
    return [*arguments, "--dev_conll_gold", str(folder / "dev.conllu"), "--mwt_json_file", str(folder / "mwt.json")]


def label(passage: Passage) -> str:
    """A digit for each character: 1 where a token ends, 2 where a sentence does, else 0.

    >>> label(Passage("O getdi. Mən yox.", ((0, 8), (9, 17)), None))
    '10000012000100012'
    """
    digits = ["0"] * len(passage.text)
    for match in _TOKEN.finditer(passage.text):
        digits[match.end() - 1] = "1"
    for _, stop in passage.sentences:
        digits[stop - 1] = "2"
    return "".join(digits)


def _conllu(passage: Passage) -> Iterator[str]:
    for start, stop in passage.sentences:
        for number, match in enumerate(_TOKEN.finditer(passage.text, start, stop), 1):
            yield "\t".join([str(number), match[0], "_", "_", "_", "_", str(number - 1), "dep" if number > 1 else "root", "_", "_"])
        yield ""
