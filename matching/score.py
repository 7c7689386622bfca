"""How probable it is that a statement bears on a claim: a logistic regression over named features.

Being the best of thousands of claims says much, being the best of five says little; so there are two sets of
coefficients, one fitted on a large collection and one on small desks, and a desk's are between them by its size. A
statement of which nothing but its text is known has a set of its own on a large desk: what is missing is no nought.
The coefficients are data (data/links-v5.json, fitted by training/fit_links.py); using them is plain arithmetic.

On a large desk a probability is that of a statement which bears on something the desk tracks: how many do not differs
from desk to desk, and nightly refits learn it. What keeps those from being shown anything is where showing begins, which
each set of coefficients says for itself.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from matching.features import FEATURES

if TYPE_CHECKING:
    from collections.abc import Mapping

SHIPPED = "links-v5"
INTERCEPT = "intercept"
SHOWN_FROM = 0.2
"""The probability from which a link is shown where coefficients say nothing else."""
HALF_WAY = 1000.0
"""Claims of a desk that is as much a large one as a small one."""


@dataclass(frozen=True, slots=True)
class Coefficient:
    """A feature's weight in nats of log-odds a unit, and its mean and standard deviation where it was fitted."""

    weight: float
    mean: float
    deviation: float


@dataclass(frozen=True, slots=True)
class Regression:
    """An intercept in nats of log-odds, the coefficient of each feature, and the probability from which a link is shown."""

    intercept: float
    coefficients: Mapping[str, Coefficient]
    shown_from: float = SHOWN_FROM

    def log_odds(self, features: Mapping[str, float]) -> float:
        """The log-odds of a candidate with these features, in nats; a missing one is 0."""
        known = self.coefficients.items()
        return self.intercept + sum([c.weight * features.get(name, 0.0) for name, c in known])

    def mixed(self, other: Regression, share: float) -> Regression:
        """The regression whose log-odds are ``share`` of this one's and the rest of the other's; its means, deviations and
        the probability from which it shows a link are mixed likewise.
        """

        def mix(mine: float, theirs: float) -> float:
            return share * mine + (1 - share) * theirs

        coefficients = {
            name: Coefficient(mix(c.weight, o.weight), mix(c.mean, o.mean), mix(c.deviation, o.deviation))
            for name, c in self.coefficients.items()
            for o in [other.coefficients[name]]
        }
        return Regression(
            mix(self.intercept, other.intercept), coefficients, mix(self.shown_from, other.shown_from)
        )

    def moved(self, moves: Mapping[str, float]) -> Regression:
        """With so much added to the weights, by name, and to the intercept, under INTERCEPT."""
        coefficients = {
            name: replace(c, weight=c.weight + moves.get(name, 0.0)) for name, c in self.coefficients.items()
        }
        return replace(self, intercept=self.intercept + moves.get(INTERCEPT, 0.0), coefficients=coefficients)

    def contribution(self, name: str, features: Mapping[str, float]) -> float:
        """What a feature adds to the log-odds beyond the average candidate, in nats."""
        coefficient = self.coefficients[name]
        return coefficient.weight * (features.get(name, 0.0) - coefficient.mean)


@dataclass(frozen=True, slots=True)
class Model:
    """A fitted model. ``version`` is kept with every probability it gave; ``alone``: like ``large``, for statements of
    which only the text is known.
    """

    version: str
    large: Regression
    small: Regression
    alone: Regression | None = None

    def probability(self, features: Mapping[str, float], *, claims: int) -> float:
        """The probability, 0 to 1, that a statement with these features bears on the claim, on a desk of so many."""
        return logistic(self.log_odds(features, claims=claims))

    def log_odds(self, features: Mapping[str, float], *, claims: int) -> float:
        """The log-odds of the same, in nats."""
        return self.of_size(claims, alone=_is_alone(features)).log_odds(features)

    def of_size(self, claims: int, *, alone: bool = False) -> Regression:
        """The regression of a desk of so many claims: to be asked for once where many candidates are scored. ``alone``:
        for a statement without speaker and context.
        """
        return self._large(alone=alone).mixed(self.small, largeness(claims))

    def _large(self, *, alone: bool) -> Regression:
        return self.alone if alone and self.alone else self.large

    def moved(self, version: str, moves: Mapping[str, float]) -> Model:
        """This model with so much added to its weights, whatever the desk's size (``learn.Fitted.moves``)."""
        alone = self.alone.moved(moves) if self.alone else None
        return Model(version, self.large.moved(moves), self.small.moved(moves), alone)

    def contributions(self, features: Mapping[str, float], *, claims: int) -> dict[str, float]:
        """What each feature adds to the log-odds beyond the average candidate, in nats."""
        share, large = largeness(claims), self._large(alone=_is_alone(features))
        return {
            name: share * large.contribution(name, features)
            + (1 - share) * self.small.contribution(name, features)
            for name in FEATURES
        }


def _is_alone(features: Mapping[str, float]) -> bool:
    return bool(features.get("alone"))


def largeness(claims: int) -> float:
    """How much a desk of so many claims is a large one: 0 for none, near 1 for tens of thousands."""
    return claims**2 / (claims**2 + HALF_WAY**2)


def logistic(x: float) -> float:
    """Log-odds in nats to a probability; never overflows."""
    if x < 0:
        power = math.exp(max(x, -700.0))
        return power / (1 + power)
    return 1 / (1 + math.exp(-x))


def model_of(data: Mapping[str, Any]) -> Model:
    """The model in a file's data. Raises KeyError, TypeError or ValueError where it is not one over our features."""
    parts = (_regression(data[name]) for name in ("large", "small", "alone"))
    return Model(str(data["version"]), *parts)


def _regression(data: Mapping[str, Any]) -> Regression:
    weights = data["features"]
    if set(weights) != set(FEATURES):
        raise ValueError(f"This model is not one over {', '.join(FEATURES)}.")
    parts = ("weight", "mean", "deviation")
    coefficients = {name: Coefficient(*(float(weights[name][part]) for part in parts)) for name in FEATURES}
    return Regression(float(data["intercept"]), coefficients, float(data.get("shown_from", SHOWN_FROM)))


@cache
def shipped() -> Model:
    """The model that comes with Claimdesk."""
    text = (files("matching") / "data" / f"{SHIPPED}.json").read_text(encoding="utf8")
    return model_of(json.loads(text))
