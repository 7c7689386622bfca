"""Fits the reader's networks: one layer of hidden units over named features, by Adam with dropout, in numpy and scipy.

A network scores a row of features by their own weights plus a few rectified sums of them, which is how it learns which
features matter together. Rows come in groups of alternatives (softmax: which content?) or alone (logistic: a cue?).
Several networks from different seeds are averaged, which for this shape is one network with all their hidden units.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from extraction.model import Network

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Vector = NDArray[np.float32]


@dataclass(frozen=True)
class Recipe:
    """How to fit: hidden units of a network, networks, passes over the data, and what keeps the weights small."""

    hidden: int = 16
    networks: int = 4
    passes: int = 12
    decay: float = 0.05
    drop_features: float = 0.1
    drop_hidden: float = 0.2
    rate: float = 0.004
    batch: int = 128
    least: int = 15
    seed: int = 1


class Table:
    """Groups of rows of named features with the share of rightness of each row; kept as numbers, not as names."""

    def __init__(self) -> None:
        self.number: dict[str, int] = {}
        self.columns, self.ends = array("i"), array("q", [0])
        self.shares, self.sizes = array("f"), array("i")

    def add(self, rows: Iterable[Sequence[str]], shares: Sequence[float]) -> None:
        """Adds one group."""
        for row in rows:
            self.columns.extend(self.number.setdefault(name, len(self.number)) for name in row)
            self.ends.append(len(self.columns))
        self.shares.extend(shares)
        self.sizes.append(len(shares))

    def matrix(self, least: int) -> tuple[list[str], sparse.csr_matrix]:
        """The features that at least so many rows have, and the rows of those as ones and noughts."""
        columns = np.frombuffer(self.columns, np.int32)
        often = np.bincount(columns, minlength=len(self.number)) >= least
        place = np.cumsum(often) - 1
        kept = often[columns]
        ends = np.concatenate([[0], np.cumsum(kept)])[np.frombuffer(self.ends, np.int64)]
        names = [name for name, n in self.number.items() if often[n]]
        inside = place[columns[kept]].astype(np.int32)
        x = sparse.csr_matrix((np.ones(len(inside), np.float32), inside, ends), (len(ends) - 1, len(names)))
        return names, x


class Adam:
    """Adam with decoupled weight decay."""

    def __init__(self, *weights: Vector) -> None:
        self.moments = [(np.zeros_like(w), np.zeros_like(w)) for w in weights]
        self.steps = 0

    def step(self, weights: Sequence[Vector], slopes: Sequence[Vector], rate: float, decay: float) -> None:
        """Moves the weights in place."""
        self.steps += 1
        scale = rate * np.sqrt(1 - 0.999**self.steps) / (1 - 0.9**self.steps)
        for w, g, (m, v) in zip(weights, slopes, self.moments, strict=True):
            m[...] = 0.9 * m + 0.1 * g
            v[...] = 0.999 * v + 0.001 * g * g
            w[...] = w - scale * m / (np.sqrt(v) + 1e-8) - rate * decay * w


def fit_network(table: Table, recipe: Recipe, *, softmax: bool) -> Network:
    """The average of the recipe's networks, fitted to the table."""
    names, x = table.matrix(recipe.least)
    y = np.frombuffer(table.shares, np.float32)
    starts = np.cumsum([0, *table.sizes])
    fits = [_one(x, y, starts, recipe, recipe.seed + n, softmax=softmax) for n in range(recipe.networks)]
    own = sum(w[:, :1] for w, _ in fits) / len(fits)
    hidden = np.hstack([w[:, 1:] for w, _ in fits])
    out = np.concatenate([v for _, v in fits]) / len(fits)
    return Network.of(names, np.hstack([own, hidden]), out)


def _one(
    x: sparse.csr_matrix, y: Vector, starts: NDArray[np.int64], recipe: Recipe, seed: int, *, softmax: bool
) -> tuple[Vector, Vector]:
    rng = np.random.default_rng(seed)
    h = recipe.hidden
    w = np.zeros((x.shape[1], 1 + h), np.float32)
    w[:, 1:] = rng.normal(0, 0.15, (x.shape[1], h))
    v = rng.normal(0, 0.5 / np.sqrt(h), h).astype(np.float32)
    adam = Adam(w, v)
    groups = len(starts) - 1
    total = recipe.passes * ((groups + recipe.batch - 1) // recipe.batch)
    done = 0
    for _ in range(recipe.passes):
        order = rng.permutation(groups)
        for k in range(0, groups, recipe.batch):
            some = order[k : k + recipe.batch]
            rate = recipe.rate * (1 - done / total)
            done += 1
            rows = np.concatenate([np.arange(starts[g], starts[g + 1]) for g in some])
            sizes = starts[some + 1] - starts[some]
            slopes = _slopes(x[rows], y[rows], sizes, w, v, recipe, rng, softmax=softmax)
            adam.step((w, v), slopes, rate, recipe.decay)
    return w, v


def _slopes(
    x: sparse.csr_matrix,
    y: Vector,
    sizes: NDArray[np.int64],
    w: Vector,
    v: Vector,
    recipe: Recipe,
    rng: np.random.Generator,
    *,
    softmax: bool,
) -> tuple[Vector, Vector]:
    keep = 1 - recipe.drop_features
    x.data = (rng.random(len(x.data), dtype=np.float32) < keep).astype(np.float32) / keep
    z = x @ w
    mask = (rng.random(len(v)) < 1 - recipe.drop_hidden).astype(np.float32) / (1 - recipe.drop_hidden)
    live = np.maximum(z[:, 1:], 0) * mask
    error = _error(z[:, 0] + live @ v, y, sizes, softmax=softmax) / len(sizes)
    back = np.empty_like(z)
    back[:, 0] = error
    back[:, 1:] = error[:, None] * (v * mask) * (z[:, 1:] > 0)
    return np.asarray(x.T @ back, np.float32), np.asarray(live.T @ error, np.float32)


def _error(score: Vector, y: Vector, sizes: NDArray[np.int64], *, softmax: bool) -> Vector:
    """The slope of the loss by each row's score: how likely it is held to be, less how right it is."""
    if not softmax:
        return np.asarray(1 / (1 + np.exp(-np.clip(score, -30, 30))) - y, np.float32)
    starts = np.cumsum([0, *sizes[:-1]])
    group = np.repeat(np.arange(len(sizes)), sizes)
    powers = np.exp(score - np.maximum.reduceat(score, starts)[group])
    return np.asarray(powers / np.add.reduceat(powers, starts)[group] - y, np.float32)
