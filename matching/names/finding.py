"""What speaks for or against two names meaning one, in points that add up."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import exp
from typing import TYPE_CHECKING

from matching.phrase import Phrase, say, say_all

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MOST = 6.0
"""Nats: nothing about two names makes it surer than four hundred to one."""


@dataclass(frozen=True, slots=True)
class Finding:
    """``points``: log odds, in nats; ``template`` and ``values``: the reason, as ``say`` takes it. It is put in words only
    where somebody reads it: a search for duplicates makes millions.
    """

    points: float
    template: str
    values: Mapping[str, object] = field(default_factory=dict)

    @property
    def words(self) -> str:
        """The reason in English."""
        return self.template % self.values if self.values else self.template

    @property
    def said(self) -> Phrase:
        """The reason as it can be said again in another language."""
        return say(self.template, **self.values)


def finding(points: float, template: str, /, **values: object) -> Finding:
    """A finding; makemessages finds its template by this name."""
    return Finding(points, template, values)


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
        """The reasons in one line, in English."""
        return "; ".join(finding.words for finding in self.findings)

    @property
    def said(self) -> Phrase:
        """The same as it can be said again in another language."""
        return say_all((finding.said for finding in self.findings), by="; ")


def weigh(findings: Iterable[Finding]) -> Likeness:
    """Adds the points up."""
    found = sorted(findings, key=lambda finding: -abs(finding.points))
    points = max(-MOST, min(MOST, sum(finding.points for finding in found)))
    return Likeness(1 / (1 + exp(-points)), tuple(found))
