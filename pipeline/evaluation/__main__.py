"""``python -m pipeline.evaluation --gold DIR --records DIR``: the scorer without the rest of the command line."""

import argparse
import sys

from pipeline.errors import ElchiError
from pipeline.evaluation.command import run
from pipeline.evaluation.options import add_arguments


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m pipeline.evaluation", description="Score records against gold.")
    add_arguments(parser)
    try:
        return run(parser.parse_args())
    except ElchiError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
