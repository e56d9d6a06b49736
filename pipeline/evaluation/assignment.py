"""The pairing of two lists whose sum of weights is the largest possible (the Hungarian method, in whole numbers)."""

from __future__ import annotations

Weights = dict[tuple[int, int], int]


def best_pairs(weights: Weights) -> list[tuple[int, int]]:
    """The pairs (row, column) of the assignment with the largest sum, sorted. Only pairs with a weight, which is positive, can be chosen.

    >>> best_pairs({(0, 0): 10, (0, 1): 9, (1, 0): 9})
    [(0, 1), (1, 0)]
    """
    return sorted(pair for part in _components(weights) for pair in _solve(part))


def _components(weights: Weights) -> list[Weights]:
    """The weights cut into parts that share no row and no column: each can be solved alone."""
    leader: dict[int, int] = {}  # columns are written as -1, -2, ... to stand beside the rows

    def find(node: int) -> int:
        while leader.setdefault(node, node) != node:
            leader[node] = node = leader[leader[node]]
        return node

    for row, column in weights:
        leader[find(row)] = find(-1 - column)
    parts: dict[int, Weights] = {}
    for (row, column), weight in sorted(weights.items()):
        parts.setdefault(find(row), {})[row, column] = weight
    return list(parts.values())


def _solve(weights: Weights) -> list[tuple[int, int]]:
    rows, columns = sorted({row for row, _ in weights}), sorted({column for _, column in weights})
    if len(rows) > len(columns):
        turned = {(column, row): weight for (row, column), weight in weights.items()}
        return [(row, column) for column, row in _solve(turned)]
    cost = [[-weights.get((row, column), 0) for column in columns] for row in rows]
    chosen = [(rows[at], columns[column]) for at, column in enumerate(_Matching(cost).solve())]
    return [pair for pair in chosen if pair in weights]


class _Matching:
    """The least sum of costs of a matrix with no more rows than columns.

    Rows are added one by one, each along the cheapest alternating path. The potentials keep the reduced cost of every place at zero or above,
    so that the cheapest path is found as in Dijkstra's method.
    """

    def __init__(self, cost: list[list[int]]) -> None:
        self.cost = cost
        self.width = len(cost[0])
        self.row_potential = [0] * len(cost)
        self.potential = [0] * self.width
        self.owner: list[int | None] = [None] * self.width  # the row that has a column

    def solve(self) -> list[int]:
        """The column of each row."""
        for row in range(len(self.cost)):
            self._add(row)
        column_of = {row: column for column, row in enumerate(self.owner) if row is not None}
        return [column_of[row] for row in range(len(self.cost))]

    def _add(self, row: int) -> None:
        distance: dict[int, int] = {}  # columns seen but not yet on the tree, with their distance
        before: dict[int, int | None] = {}  # the column of the tree from which a column was reached
        tree: dict[int, int] = {}  # columns on the tree, with their distance
        column, here, length = None, row, 0
        while True:
            self._look(here, column, length, (distance, before, tree))
            column = min(distance, key=lambda other: (distance[other], other))
            length = tree[column] = distance.pop(column)
            owner = self.owner[column]
            if owner is None:
                break
            here = owner
        self._update(row, tree, length)
        self._flip(row, column, before)

    def _look(self, row: int, column: int | None, length: int, state: tuple[dict[int, int], dict[int, int | None], dict[int, int]]) -> None:
        distance, before, tree = state
        costs, potential, base = self.cost[row], self.potential, length - self.row_potential[row]
        for other in range(self.width):
            if other in tree:
                continue
            reached = base + costs[other] - potential[other]
            if other not in distance or reached < distance[other]:
                distance[other], before[other] = reached, column

    def _update(self, row: int, tree: dict[int, int], length: int) -> None:
        self.row_potential[row] += length
        for column, reached in tree.items():
            self.potential[column] -= length - reached
            owner = self.owner[column]
            if owner is not None:
                self.row_potential[owner] += length - reached

    def _flip(self, row: int, column: int | None, before: dict[int, int | None]) -> None:
        while column is not None:
            previous = before[column]
            self.owner[column] = row if previous is None else self.owner[previous]
            column = previous
