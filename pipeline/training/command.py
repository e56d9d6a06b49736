"""``elchi train``: make again the models that ship, or others like them."""

from __future__ import annotations

import argparse
from importlib import import_module
from pathlib import Path

from pipeline.errors import ConfigError

STEPS = {"spacy": 1600, "stanza": 300}
LIKELY = "likely"
OWN = Path("corpus/training")


def add_arguments(command: argparse.ArgumentParser) -> None:
    """The options of the command."""
    command.add_argument("model", choices=sorted([*STEPS, LIKELY]), help="spacy: one small model with sentences and names; stanza: a tokenizer for each language; likely: the weights by which a person beside a place abroad is a visit")
    command.add_argument("--out", type=Path, required=True, metavar="PATH", help="folder for the model (likely: file); what is there is written over")
    command.add_argument("--articles", type=Path, default=Path("corpus/articles"), metavar="DIR", help="likely: folder with the articles (default: %(default)s)")
    command.add_argument("--gold", type=Path, default=Path("corpus/gold"), metavar="DIR", help="likely: folder with their gold (default: %(default)s)")
    command.add_argument("--own", type=Path, default=OWN, metavar="DIR", help="folder with marked sentences, LANGUAGE.txt (default: %(default)s)")
    command.add_argument("--public", type=Path, metavar="DIR", help="folder with the public sets that docs/models.md lists; without it only the own sentences are used")
    command.add_argument("--language", action="append", default=[], metavar="LANGUAGE", help="only this language; may be repeated")
    command.add_argument("--steps", type=int, metavar="N", help="steps of training (default: 1600 for spacy, 300 for stanza)")
    command.add_argument("--seed", type=int, default=0, metavar="N", help="seed (default: %(default)s)")


def run(options: argparse.Namespace) -> int:
    """Train and tell where the model is."""
    if options.model == LIKELY:
        from pipeline.training.likely_recipe import train

        print(train(options.articles, options.gold, options.out))
        return 0
    from pipeline.engines.packages import need
    from pipeline.languages import codes

    need(options.model)
    unknown = sorted({*options.language} - {*codes()})
    if unknown:
        raise ConfigError("language-unknown", f"--language: no language {unknown[0]!r}", f"there are {', '.join(codes())}")
    if options.steps is not None and options.steps < 2:
        raise ConfigError("steps", "--steps: a number from 2 up is expected", "leave it out for the number that the models that ship were made with")
    recipe = import_module(f"pipeline.training.{options.model}_recipe")
    languages = tuple(options.language) or codes()
    print(recipe.train(languages, options.own, options.public, options.out, steps=options.steps or STEPS[options.model], seed=options.seed))
    return 0
