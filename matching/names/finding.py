"""What speaks for or against two names meaning one, in points that add up."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST = 6.0
"""Nats: nothing about two names makes it surer than four hundred to one."""


@dataclass(frozen=True, slots=True)
class Finding:
    """``points``: log odds, in nats; ``words``: the reason as a person reads it."""

    points: float
    words: str


@dataclass(frozen=True, slots=True)
class Likeness:
    """The probability that two names mean one, and why: the findings, the weightiest first."""

    probability: float
    findings: tuple[Finding, ...]

    @property
    def points(self) -> float:
        """All of it together, in nats, without a bound."""
        return sum(finding.points for finding in self.findings)

    @property
    def why(self) -> str:
        """The reasons in one line."""
        return "; ".join(finding.words for finding in self.findings)


def weigh(findings: Iterable[Finding]) -> Likeness:
    """Adds the points up."""
    found = sorted(findings, key=lambda finding: -abs(finding.points))
    points = max(-MOST, min(MOST, sum(finding.points for finding in found)))
    return Likeness(1 / (1 + exp(-points)), tuple(found))
