"""Learning from a desk's decisions: coefficients refitted towards the shipped ones, and whether they are better.

Labels of what was shown bend a model that trusts them alone: what was hidden is not among them. So the fit is a ridge
on the *difference* to the shipped weights, of standardised features; it trusts the labels more where editors said of a
statement that nothing else fits, since then the hidden claims are known to be wrong. The rule and its measurements are
in docs/learning.md. Loads numpy: for workers, not for the pages.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from matching.features import FEATURES
from matching.lessons import ERRORS
from matching.score import INTERCEPT, largeness

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matching.lessons import Labelled
    from matching.score import Model

Vector = NDArray[np.float64]
INTERCEPT_SHARE = 0.05
"""What the intercept pays of the penalty: how many statements bear on nothing differs most between desks."""
FOLDS = 5
NARROWEST = 0.01
"""The least standard deviation a feature is taken to have; nearly constant ones would else be free."""
LEAST_CHANCE = 1e-6
DRAWS, DOUBT = 1000, 0.05
ROUNDS, SMALL_STEP = 60, 1e-6


@dataclass(frozen=True, slots=True)
class Fitted:
    """What a refit found. ``moves``: what is added to each shipped weight and to the intercept, by name.

    ``gain``: how many nats of log loss less a statement costs under coefficients fitted without it than under those in
    use, on average; ``gain_error`` its standard error. ``order_gain``: what it adds to mean average precision, and
    ``order_least`` what it adds at least, by all but DOUBT of the draws of statements. The losses are in nats a pair, each over the same pairs.
    """

    moves: dict[str, float]
    gain: float
    gain_error: float
    order_gain: float
    order_least: float
    loss: float
    loss_in_use: float
    loss_shipped: float

    def is_better(self, errors: float = ERRORS) -> bool:
        """Whether it is better than what is in use by so many standard errors, surely puts the right claims first no
        less often, and costs no more than the shipped weights.
        """
        clearly = self.gain > errors * self.gain_error
        return clearly and self.order_least >= 0 and self.loss <= self.loss_shipped


def refit(rows: Sequence[Labelled], *, shipped: Model, in_use: Model, penalty: float) -> Fitted:
    """Fits towards ``shipped`` on all rows, and holds five fits, each without a fifth of the statements, against
    ``in_use`` on that fifth. Raises ValueError for no rows.
    """
    if not rows:
        raise ValueError("There is nothing to fit.")
    table = _Table.of(rows, shipped, penalty)
    out_of_fold = table.out_of_fold()
    losses = table.losses(out_of_fold)
    odds_in_use = _odds(rows, in_use)
    of_in_use = table.losses(odds_in_use)
    gains = _by_statement(table.statements, of_in_use - losses)
    order = table.order(out_of_fold) - table.order(odds_in_use)
    error = float(gains.std(ddof=1) / np.sqrt(len(gains))) if len(gains) > 1 else float("inf")
    return Fitted(
        moves=dict(zip((*FEATURES, INTERCEPT), map(float, table.fit()), strict=True)),
        gain=float(gains.mean()),
        gain_error=error,
        order_gain=float(order.mean()) if len(order) else 0.0,
        order_least=_at_least(order),
        loss=float(losses.mean()),
        loss_in_use=float(of_in_use.mean()),
        loss_shipped=float(table.losses(table.base).mean()),
    )


@dataclass(frozen=True)
class _Table:
    """The rows as arrays. ``base``: the shipped model's log-odds of each; ``penalties``: one a column."""

    x: Vector
    y: Vector
    base: Vector
    statements: NDArray[np.int64]
    penalties: Vector

    @classmethod
    def of(cls, rows: Sequence[Labelled], shipped: Model, penalty: float) -> _Table:
        x = np.array([[*(row.features.get(name, 0.0) for name in FEATURES), 1.0] for row in rows])
        return cls(
            x=x,
            y=np.array([row.right for row in rows], dtype=float),
            base=_odds(rows, shipped),
            statements=np.array([row.statement for row in rows], dtype=np.int64),
            penalties=penalty * np.append(_deviations(rows, shipped) ** 2, INTERCEPT_SHARE),
        )

    def fit(self, kept: NDArray[np.bool_] | None = None) -> Vector:
        """What to add to the weights and the intercept, from all rows or from those that are kept."""
        rows = slice(None) if kept is None else kept
        return _newton(self.x[rows], self.y[rows], self.base[rows], self.penalties)

    def out_of_fold(self) -> Vector:
        """The log-odds of every row by a fit that saw nothing of its statement."""
        odds = self.base.copy()
        fold = self.statements % FOLDS
        for number in np.unique(fold):
            away = fold == number
            if not away.all():
                odds[away] += self.x[away] @ self.fit(~away)
        return odds

    def losses(self, odds: Vector) -> Vector:
        """The log loss of every row, in nats."""
        p = np.clip(_logistic(odds), LEAST_CHANCE, 1 - LEAST_CHANCE)
        return np.asarray(-np.log(np.where(self.y > 0, p, 1 - p)))

    def order(self, odds: Vector) -> Vector:
        """The average precision of each statement that has a right claim."""
        precisions = []
        for statement in np.unique(self.statements[self.y > 0]):
            own = self.statements == statement
            right = self.y[own][np.argsort(-odds[own], kind="stable")]
            hits = np.cumsum(right)
            precisions.append(float((right * hits / np.arange(1, len(right) + 1)).sum() / hits[-1]))
        return np.array(precisions)


def _odds(rows: Sequence[Labelled], model: Model) -> Vector:
    return np.array([model.log_odds(row.features, claims=row.claims) for row in rows])


def _deviations(rows: Sequence[Labelled], shipped: Model) -> Vector:
    """The features' standard deviations where the shipped weights were fitted, for a desk of this size. Of the two fits for a
    large one the wider: what is constant in one of them would else cost nothing to move in both.
    """
    share = largeness(int(np.median([row.claims for row in rows])))
    large, small = shipped.large.coefficients, shipped.small.coefficients
    alone = shipped.alone.coefficients if shipped.alone else large
    found = [
        share * max(large[name].deviation, alone[name].deviation) + (1 - share) * small[name].deviation
        for name in FEATURES
    ]
    return np.asarray(np.maximum(np.array(found), NARROWEST))


def _newton(x: Vector, y: Vector, base: Vector, penalties: Vector) -> Vector:
    """The minimum of a penalised logistic loss over what is added to ``base``: convex, so damped Newton steps do."""
    moves: Vector = np.zeros(x.shape[1])
    for _ in range(ROUNDS):
        p = _logistic(base + x @ moves)
        slope = x.T @ (p - y) + penalties * moves
        curvature = (x * (p * (1 - p))[:, None]).T @ x + np.diag(penalties)
        step = np.linalg.solve(curvature, slope)
        size = float(np.abs(x @ step).max())
        moves -= step * min(1.0, 2.0 / size) if size else step
        if size < SMALL_STEP:
            break
    return np.asarray(moves)


def _at_least(gains: Vector) -> float:
    """The mean of gains as all but DOUBT of the draws with replacement have it (the bootstrap, Efron 1979); 0 for none.
    The draws are the same each time.
    """
    if not len(gains):
        return 0.0
    drawn = np.random.default_rng(0).integers(len(gains), size=(DRAWS, len(gains)))
    return float(np.quantile(gains[drawn].mean(1), DOUBT))


def _by_statement(statements: NDArray[np.int64], values: Vector) -> Vector:
    """The sums of the values of each statement."""
    _, place = np.unique(statements, return_inverse=True)
    return np.asarray(np.bincount(place, values))


def _logistic(odds: Vector) -> Vector:
    return np.asarray(1 / (1 + np.exp(-np.clip(odds, -30, 30))))
