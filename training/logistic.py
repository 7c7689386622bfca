"""Logistic regression and conditional logit over named features, in numpy alone: small, sparse, good enough.

Both minimise the negative log-likelihood plus half the penalty times the squared weights, with limited-memory BFGS.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float64]
Objective = Callable[[Vector], tuple[float, Vector]]
Weights = dict[str, float]


class Sparse:
    """Rows of named features as three flat arrays; the rows themselves are not kept."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.height = 0
        self._number: dict[str, int] = {}
        self._row, self._column, self._value = array("i"), array("i"), array("f")

    def add(self, features: Mapping[str, float]) -> None:
        """Adds a row."""
        for name, value in features.items():
            self._row.append(self.height)
            self._column.append(self._number.setdefault(name, len(self._number)))
            self._value.append(value)
        self.height += 1

    def close(self, least: int) -> None:
        """After the last row: leaves out the features that fewer than `least` rows have."""
        row, column = np.frombuffer(self._row, np.int32), np.frombuffer(self._column, np.int32)
        often = np.bincount(column, minlength=len(self._number)) >= least
        place = np.cumsum(often) - 1
        kept = often[column]
        self.row, self.column = row[kept], place[column[kept]].astype(np.int32)
        self.value = np.frombuffer(self._value, np.float32)[kept]
        self.names = [name for name, n in self._number.items() if often[n]]

    def times(self, w: Vector) -> Vector:
        """The score of every row."""
        return np.asarray(np.bincount(self.row, w[self.column] * self.value, self.height), dtype=np.float64)

    def transposed_times(self, x: Vector) -> Vector:
        """The sum of the rows, each so many times."""
        return np.asarray(
            np.bincount(self.column, x[self.row] * self.value, len(self.names)), dtype=np.float64
        )


def fit_logistic(
    examples: Iterable[tuple[Mapping[str, float], bool]], penalty: float, least: int = 4
) -> Weights:
    """Weights that tell the right rows from the others; features in fewer than `least` rows are left out."""
    table, right = Sparse(), []
    for features, is_right in examples:
        table.add(features)
        right.append(is_right)
    table.close(least)
    y = np.array(right, dtype=float)

    def objective(w: Vector) -> tuple[float, Vector]:
        z = table.times(w)
        loss = float(np.sum(np.logaddexp(0, z) - y * z)) + 0.5 * penalty * float(w @ w)
        return loss, table.transposed_times(1 / (1 + np.exp(-z)) - y) + penalty * w

    return _named(table, minimise(objective, len(table.names)))


def fit_softmax(
    groups: Iterable[tuple[Sequence[Mapping[str, float]], Sequence[float]]], penalty: float, least: int = 4
) -> Weights:
    """Weights that give each group's rows their shares of rightness, as a softmax over the group."""
    table, all_shares, sizes = Sparse(), array("d"), []
    for rows, shares in groups:
        for features in rows:
            table.add(features)
        all_shares.extend(shares)
        sizes.append(len(rows))
    table.close(least)
    y = np.array(all_shares)
    starts = np.cumsum([0, *sizes[:-1]])
    group = np.repeat(np.arange(len(sizes)), sizes)

    def objective(w: Vector) -> tuple[float, Vector]:
        z = table.times(w)
        top = np.maximum.reduceat(z, starts)
        powers = np.exp(z - top[group])
        totals = np.add.reduceat(powers, starts)
        loss = -float(np.sum(y * (z - top[group] - np.log(totals)[group]))) + 0.5 * penalty * float(w @ w)
        return loss, table.transposed_times(powers / totals[group] - y) + penalty * w

    return _named(table, minimise(objective, len(table.names)))


def _named(table: Sparse, w: Vector) -> Weights:
    return dict(zip(table.names, map(float, w), strict=True))


def minimise(objective: Objective, size: int, rounds: int = 120, memory: int = 8) -> Vector:
    """A minimum of a smooth convex function, from nought, by limited-memory BFGS with backtracking."""
    w = np.zeros(size)
    loss, slope = objective(w)
    steps: list[tuple[Vector, Vector]] = []
    for _ in range(rounds):
        direction = -_towards(slope, steps)
        length = 1.0 if steps else 1.0 / max(1.0, float(np.linalg.norm(slope)))
        gain = float(slope @ direction)
        while True:
            new = w + length * direction
            new_loss, new_slope = objective(new)
            if new_loss <= loss + 1e-4 * length * gain or length < 1e-10:
                break
            length /= 2
        moved, turned = new - w, new_slope - slope
        if float(moved @ turned) > 1e-10:
            steps = [*steps[-memory + 1 :], (moved, turned)]
        done = loss - new_loss < 1e-6 * abs(loss)
        w, loss, slope = new, new_loss, new_slope
        if done:
            break
    return w


def _towards(slope: Vector, steps: Iterable[tuple[Vector, Vector]]) -> Vector:
    """The slope times the estimated inverse curvature (the two-loop recursion)."""
    q, kept = slope.copy(), []
    pairs = list(steps)
    for moved, turned in reversed(pairs):
        share = float(moved @ q) / float(moved @ turned)
        q -= share * turned
        kept.append(share)
    if pairs:
        moved, turned = pairs[-1]
        q *= float(moved @ turned) / float(turned @ turned)
    for (moved, turned), share in zip(pairs, reversed(kept), strict=True):
        q += moved * (share - float(turned @ q) / float(moved @ turned))
    return q
