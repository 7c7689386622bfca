"""The fit behind the coefficients of links: a logistic regression whose features keep their sense."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from matching.features import FEATURES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from training.link_desks import Table

Vector = NDArray[np.float64]
PENALTY = 1.0
"""On squared weights of standardised features. Chosen by folds among 1, 10, 30, 100 and 300, it never was clearly another
(``compare_links.py``).
"""
TOWARDS = 30.0
"""The same on the difference to the large collection's weights, for small desks."""
LOOSE = 1e-3
"""The same on the intercept."""
HELD = {"note_coverage": 0.5, "same_speaker": 0.5, "names_missing": 2.0, "prominence": 0.0, "alone": 0.0}
"""Features of which small desks take over so much of the weight: the second corpus has neither notes nor speakers, and
so many right pairs that lacking them would seem to speak for a match. Among a few claims it says less that speaker or
note agree, and more that nothing the claim names is named; and nobody is tracked so much there as to be heard most.
"""
AGAINST = frozenset({"numbers_missing", "names_missing"})
"""Features that can only speak against a match."""
EITHER = frozenset({"alone"})
"""Features that may speak for or against it."""
PRECISE = {"maxiter": 2000, "ftol": 1e-12, "gtol": 1e-6}
Bound = tuple[float | None, float | None]


@dataclass(frozen=True)
class Fit:
    """Weights in nats a unit of each feature and the intercept, and mean and standard deviation of the features."""

    weights: Vector
    intercept: float
    mean: Vector
    deviation: Vector

    def odds(self, x: Vector) -> Vector:
        """The log-odds of rows of features, in nats."""
        return np.asarray(x @ self.weights + self.intercept)

    def chances(self, x: Vector) -> Vector:
        """The probabilities of rows of features."""
        return chances(self.odds(x))


def fit(tables: Sequence[Table], *, towards: Fit | None = None) -> Fit:
    """The fit to the rows of tables. The ridge is on the difference to the weights ``towards``, else on the weights."""
    x = np.array([row for table in tables for row in table.rows])
    y = np.array([right for table in tables for right in table.right], dtype=float)
    return fit_rows(x, y, towards=towards)


def fit_rows(x: Vector, y: Vector, *, penalty: float = PENALTY, towards: Fit | None = None) -> Fit:
    """The same for rows of features, and 1 for each right one.

    A weight cannot go against its feature's sense (a shared name that speaks against a match, beside others that say
    the same better): reasons are read off these weights. It stops at nought. Columns after those of FEATURES are features
    that are tried: none of them may speak against a match.
    """
    mean, deviation = x.mean(0), x.std(0) + 1e-9
    prior = np.zeros(x.shape[1])
    bounds = [*map(_sense, FEATURES), *[(0.0, None)] * (x.shape[1] - len(FEATURES))]
    if towards:
        penalty = TOWARDS
        prior = towards.weights * deviation * np.array([HELD.get(name, 1.0) for name in FEATURES])
        bounds = [
            (p, p) if name in HELD else bound for name, p, bound in zip(FEATURES, prior, bounds, strict=True)
        ]
    w = _minimum((x - mean) / deviation, y, prior, penalty, bounds)
    weights = w[:-1] / deviation
    return Fit(weights, float(w[-1] - mean @ weights), mean, deviation)


def _sense(name: str) -> Bound:
    if name in EITHER:
        return (None, None)
    return (None, 0.0) if name in AGAINST else (0.0, None)


def _minimum(z: Vector, y: Vector, prior: Vector, penalty: float, bounds: Sequence[Bound]) -> Vector:
    def objective(w: Vector) -> tuple[float, Vector]:
        odds, moved = z @ w[:-1] + w[-1], w[:-1] - prior
        loss = float(np.sum(np.logaddexp(0, odds) - y * odds))
        loss += 0.5 * (penalty * float(moved @ moved) + LOOSE * float(w[-1] ** 2))
        wrong = chances(odds) - y
        return loss, np.append(z.T @ wrong + penalty * moved, wrong.sum() + LOOSE * w[-1])

    start = np.append(prior, 0.0)
    found = minimize(
        objective, start, jac=True, method="L-BFGS-B", bounds=[*bounds, (None, None)], options=PRECISE
    )
    return np.asarray(found.x)


def chances(odds: Vector) -> Vector:
    """Probabilities of log-odds in nats."""
    return np.asarray(1 / (1 + np.exp(-np.clip(odds, -500, 500))))


def written(fitted: Fit) -> dict[str, Any]:
    """A fit as the file has it."""
    parts = zip(FEATURES, fitted.weights, fitted.mean, fitted.deviation, strict=True)
    return {
        "intercept": round(fitted.intercept, 5),
        "features": {
            name: {"weight": round(float(w), 5), "mean": round(float(m), 5), "deviation": round(float(d), 5)}
            for name, w, m, d in parts
        },
    }
