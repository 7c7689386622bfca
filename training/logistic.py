"""The minimum of a smooth convex function, in numpy alone: what the fits of links and stances are made with."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float64]
Objective = Callable[[Vector], tuple[float, Vector]]


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
