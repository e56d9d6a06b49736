"""Bootstrap intervals over documents: how much a score would move with other articles of the same sort."""

from __future__ import annotations

import random
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from pipeline.evaluation.scoring import Counts

RESAMPLES = 2000  # with fewer the second decimal of an end of the interval still moves from seed to seed
SEED = 20240229
LEVEL = 0.95


def interval(per_document: Sequence[Counts]) -> tuple[float, float] | None:
    """The 95 % interval of F1 when documents are drawn with replacement; None where no draw has a score.

    Draws in which nothing is there and nothing is found have no F1 and are left out.

    >>> interval([Counts(4, 4, 4), Counts(2, 2, 2)])
    (1.0, 1.0)
    """
    import numpy

    if not per_document:
        return None
    table = numpy.array([(counts.gold + counts.found, 2 * counts.right) for counts in per_document])
    wholes, parts = (draws(len(per_document)) @ table).T
    values = numpy.sort(parts[wholes > 0] / wholes[wholes > 0])
    return (_quantile(values, (1 - LEVEL) / 2), _quantile(values, (1 + LEVEL) / 2)) if len(values) else None


def difference(first: Sequence[Counts], second: Sequence[Counts]) -> tuple[float, float, float] | None:
    """The 95 % interval of F1 of the second minus F1 of the first, the same documents drawn for both; and the share of draws in which the second is better.

    Draws in which one of the two has no F1 are left out; None where none is left.

    >>> difference([Counts(4, 4, 2), Counts(2, 2, 1)], [Counts(4, 4, 4), Counts(2, 2, 2)])
    (0.5, 0.5, 1.0)
    """
    import numpy

    if not first:
        return None
    tables = [numpy.array([(counts.gold + counts.found, 2 * counts.right) for counts in run]) for run in (first, second)]
    (whole, part), (other_whole, other_part) = ((draws(len(first)) @ table).T for table in tables)
    there = (whole > 0) & (other_whole > 0)
    values = numpy.sort(other_part[there] / other_whole[there] - part[there] / whole[there])
    if not len(values):
        return None
    return _quantile(values, (1 - LEVEL) / 2), _quantile(values, (1 + LEVEL) / 2), round(float((values > 0).mean()), 6)


@lru_cache(maxsize=4)
def draws(documents: int) -> Any:
    """How often each document is drawn in each resample, as a matrix. Python's generator is used because its numbers never change."""
    import numpy

    generator = random.Random(SEED)
    chosen = [[int(generator.random() * documents) for _ in range(documents)] for _ in range(RESAMPLES)]
    return numpy.array([numpy.bincount(row, minlength=documents) for row in chosen])


def _quantile(values: Any, share: float) -> float:
    return round(float(values[min(len(values) - 1, int(share * len(values)))]), 6)
